package merge_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// steps writes a plan down: "=3" the third stored message, "=3'" at another clock,
// "+" new, "?0" to be settled in block 0.
func steps(p *merge.Plan, records int) string {
	var list []string
	for i := range records {
		switch s := p.Step(int64(i + 1)); s.Do {
		case merge.New:
			list = append(list, "+")
		case merge.Same:
			mark := ""
			if s.Clock {
				mark = "'"
			}
			list = append(list, fmt.Sprintf("=%d%s", s.ID, mark))
		case merge.Unsettled:
			list = append(list, fmt.Sprintf("?%d", s.Block))
		}
	}
	return strings.Join(list, " ")
}

// align aligns two scripts whose people agree.
func align(stored, incoming *room) *merge.Plan {
	people := map[export.PersonRef]export.PersonRef{}
	for ref := range incoming.names {
		people[ref] = ref
	}
	return merge.Align(stored.marks(0), incoming.marks(0), people)
}

func TestAlign(t *testing.T) {
	for _, tt := range []struct {
		name             string
		stored, incoming []string
		want             string
		blocks           string // from and before, on the clock of the script
	}{
		{"the same again", []string{"15:17 지우: 안녕", "15:17 하은: 응"}, []string{"15:17 지우: 안녕", "15:17 하은: 응"}, "=1 =2", ""},
		{"what is new", []string{"15:17 지우: 안녕"}, []string{"15:17 지우: 안녕", "15:18 하은: 응"}, "=1 +", ""},
		{
			"the same thrice in a minute",
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			"=1 =2 =3", "",
		},
		{
			"once more than before",
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			"?0 ?0 ?0", "15:17-15:18",
		},
		{
			"cut within a minute",
			[]string{"15:17 지우: 하나", "15:17 지우: 둘", "15:18 지우: 셋"},
			[]string{"15:17 지우: 둘", "15:18 지우: 셋"},
			"?0 =3", "15:17-15:18",
		},
		{
			"cut within a minute of which the seconds are known",
			[]string{"15:17:01 지우: 하나", "15:17:02 지우: 둘", "15:18:00 지우: 셋"},
			[]string{"15:17 지우: 둘", "15:18 지우: 셋"},
			"=2' =3'", "",
		},
		{
			"cut within a minute of which the seconds are known, at the end",
			[]string{"15:17:01 지우: 하나", "15:18:02 지우: 둘", "15:18:03 지우: 셋"},
			[]string{"15:17 지우: 하나", "15:18 지우: 둘"},
			"=1' =2'", "",
		},
		{
			"cut within a minute of repetition",
			[]string{"15:17:01 지우: ㅋㅋ", "15:17:02 지우: ㅋㅋ", "15:18:00 지우: 셋"},
			[]string{"15:17 지우: ㅋㅋ", "15:18 지우: 셋"},
			"?0 =3'", "15:17-15:18",
		},
		{
			"begins where the same is said twice, as the store has it",
			[]string{"15:16 지우: 영", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:18 지우: 셋"},
			"?0 ?0 +", "15:17-15:18",
		},
		{
			"ends where the same is said twice, as the store has it",
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:18 지우: 셋"},
			[]string{"15:16 지우: 영", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			"+ ?0 ?0", "15:17-15:18",
		},
		{
			"begins where the same is said twice, to the second",
			[]string{"15:16:00 지우: 영", "15:17:01 지우: ㅋㅋ", "15:17:02 지우: ㅋㅋ"},
			[]string{"15:17:01 지우: ㅋㅋ", "15:17:02 지우: ㅋㅋ", "15:18:00 지우: 셋"},
			"=2 =3 +", "",
		},
		{
			"begins where nothing is said twice",
			[]string{"15:16 지우: 영", "15:17 지우: 하나", "15:17 지우: 둘"},
			[]string{"15:17 지우: 하나", "15:17 지우: 둘", "15:18 지우: 셋"},
			"=2 =3 +", "",
		},
		{
			"one is left out",
			[]string{"15:16:00 지우: 영", "15:17:01 지우: 하나", "15:17:02 하은: 둘", "15:17:03 지우: 셋", "15:18:00 지우: 넷"},
			[]string{"15:16 지우: 영", "15:17 지우: 하나", "15:17 지우: 셋", "15:18 지우: 넷"},
			"=1' =2' =4' =5'", "",
		},
		{
			"one is left out, and only the minute is known",
			[]string{"15:16 지우: 영", "15:17 지우: 하나", "15:17 하은: 둘", "15:17 지우: 셋", "15:18 지우: 넷"},
			[]string{"15:16 지우: 영", "15:17 지우: 하나", "15:17 지우: 셋", "15:18 지우: 넷"},
			"=1 ?0 ?0 =5", "15:17-15:18",
		},
		{
			"in another order",
			[]string{"15:17:01 지우: 하나", "15:17:02 지우: 둘", "15:17:03 지우: 셋"},
			[]string{"15:17 지우: 둘", "15:17 지우: 하나"},
			"?0 ?0", "15:17-15:18",
		},
		{
			"begins with what was said before the chat ended",
			[]string{"15:16:00 지우: 영", "15:17:01 지우: 하나", "15:17:02 지우: 둘"},
			[]string{"15:17 지우: 하나", "15:18 지우: 셋"},
			"?0 +", "15:17-15:18",
		},
		{
			"ends with what was said after the chat began",
			[]string{"15:17:01 지우: 하나", "15:17:02 지우: 둘", "15:18:00 지우: 셋"},
			[]string{"15:16 지우: 영", "15:17 지우: 둘"},
			"+ ?0", "15:17-15:18",
		},
		{"somebody else said it", []string{"15:17 지우: 안녕"}, []string{"15:17 하은: 안녕"}, "?0", "15:17-15:18"},
		{"edited", []string{"15:17 지우: 안녕", "15:18 지우: 끝"}, []string{"15:17 지우: 안녕!", "15:18 지우: 끝"}, "?0 =2", "15:17-15:18"},
		{
			"minutes side by side stay apart",
			[]string{"15:17 지우: 하나", "15:18 지우: 둘"},
			[]string{"15:17 지우: 하나요", "15:18 지우: 둘이요"},
			"?0 ?1", "15:17-15:18 15:18-15:19",
		},
		{
			"the store is finer",
			[]string{"15:17:05 지우: ㅋㅋ", "15:17:09 지우: ㅋㅋ"},
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			"=1' =2'", "",
		},
		{"the export is finer", []string{"15:17 지우: ㅋㅋ"}, []string{"15:17:05 지우: ㅋㅋ"}, "?0", "15:17-15:18"},
		{
			"seconds tell repetition apart",
			[]string{"15:17:05 지우: ㅋㅋ", "15:17:09 지우: ㅋㅋ", "15:18:00 지우: 끝"},
			[]string{"15:17:09 지우: ㅋㅋ", "15:18:00 지우: 끝"},
			"=2 =3", "",
		},
		{"another second", []string{"15:17:05 지우: ㅋㅋ"}, []string{"15:17:06 지우: ㅋㅋ"}, "?0", "15:17-15:18"},
		{"only the day is known", []string{"09:10 지우: 하나", "23:59 하은: 둘"}, []string{"day 지우: 둘"}, "?0", "00:00-24:00"},
		{"only the day is known, and that is enough", []string{"09:10:00 지우: 하나", "23:59:59 하은: 둘"}, []string{"day 하은: 둘"}, "=2'", ""},
		{"only the day is known here, more there", []string{"day 지우: 하나"}, []string{"09:10 지우: 하나", "23:59 하은: 둘"}, "?0 ?0", "00:00-24:00"},
		{"the same without times", []string{"- 지우: ㅋㅋ", "- 지우: ㅋㅋ"}, []string{"- 지우: ㅋㅋ", "- 지우: ㅋㅋ"}, "=1 =2", ""},
		{"more without times", []string{"- 지우: 하나", "15:17 지우: 둘"}, []string{"- 지우: 하나", "- 하은: 둘", "15:17 지우: 둘"}, "?0 ?0 =2", "no time"},
		{"nothing was stored", nil, []string{"15:17 지우: 안녕"}, "+", ""},
		{"nothing comes", []string{"15:17 지우: 안녕"}, nil, "", ""},

		// Windows shows notices without a time; Android knows it.
		{
			"a notice without a time of its own",
			[]string{"15:17 지우: 안녕", "15:40 *in", "16:10 지우: 왔네"},
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			"?0 ?0 =3", "15:17-15:41",
		},
		{
			"a notice without a time in the store",
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			[]string{"15:17 지우: 안녕", "15:40 *in", "16:10 지우: 왔네"},
			"?0 ?0 =3", "15:17-15:41",
		},
		{
			"a notice in the minute of what follows",
			[]string{"15:17 지우: 안녕", "16:10 *in", "16:10 지우: 왔네"},
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			"?0 ?0 ?0", "15:17-16:11",
		},
		{
			"a notice that is known as it is",
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "15:40 *in", "16:10 지우: 왔네"},
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			"=1 =2 =4", "",
		},
		{
			"a notice that nobody else has",
			[]string{"15:17 지우: 안녕", "15:40 지우: 심심해", "16:10 지우: 왔네"},
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			"?0 ?0 =3", "15:17-15:18",
		},
		{
			"a notice long after",
			[]string{"15:17 지우: 안녕", "16:11 *in"},
			[]string{"15:17 지우: 안녕", "~15:17 *joined", "16:10 지우: 왔네"},
			"?0 ?0 +", "15:17-15:18",
		},
		{
			"notices at the head, with the time of what follows",
			[]string{"15:01 *in", "15:17 지우: 안녕"},
			[]string{"~15:17 *joined", "15:17 지우: 안녕"},
			"?0 ?0", "15:01-15:18",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			incoming := script(t, tt.incoming...)
			p := align(script(t, tt.stored...), incoming)
			if got := steps(p, len(tt.incoming)); got != tt.want {
				t.Errorf("steps %s, want %s", got, tt.want)
			}
			if got := blocks(t, p); got != tt.blocks {
				t.Errorf("blocks %s, want %s", got, tt.blocks)
			}
			sound(t, p, incoming)
		})
	}
}

func blocks(t *testing.T, p *merge.Plan) string {
	t.Helper()
	var list []string
	zero := scriptTime(t, "00:00").T
	clock := func(ms int64) string {
		m := time.UnixMilli(ms).Sub(zero) / time.Minute
		return fmt.Sprintf("%02d:%02d", m/60, m%60)
	}
	for _, b := range p.Blocks() {
		if b.NoTime {
			list = append(list, "no time")
			continue
		}
		list = append(list, clock(b.From)+"-"+clock(b.Before))
	}
	return strings.Join(list, " ")
}

// sound checks what must be so of any plan: tallies and blocks count what the steps
// say, in any order of asking; blocks do not overlap and hold what is settled in
// them; no stored message is taken twice.
func sound(t *testing.T, p *merge.Plan, incoming *room) {
	t.Helper()
	n := len(incoming.messages)
	var tally merge.Tally
	counts := make([]int, len(p.Blocks()))
	taken := map[int64]int{}
	inOrder := make([]merge.Step, n)
	for i, m := range incoming.messages {
		s := p.Step(int64(i + 1))
		inOrder[i] = s
		switch s.Do {
		case merge.New:
			tally.New++
		case merge.Same:
			tally.Same++
			if other, ok := taken[s.ID]; ok {
				t.Fatalf("records %d and %d are both message %d", other, i+1, s.ID)
			}
			taken[s.ID] = i + 1
		case merge.Unsettled:
			tally.Settle++
			counts[s.Block]++
			b := p.Blocks()[s.Block]
			if at := m.Time.T.UnixMilli(); b.NoTime != m.Time.T.IsZero() || !b.NoTime && (at < b.From || at >= b.Before) {
				t.Fatalf("record %d of %v is settled in %+v", i+1, m.Time.T, b)
			}
		}
	}
	if tally != p.Tally() {
		t.Errorf("steps say %+v, the tally %+v", tally, p.Tally())
	}
	for i, b := range p.Blocks() {
		if b.Incoming != counts[i] {
			t.Errorf("block %d has %d records and says %d", i, counts[i], b.Incoming)
		}
		if i > 0 && !p.Blocks()[i-1].NoTime && b.From < p.Blocks()[i-1].Before {
			t.Errorf("blocks %d and %d overlap", i-1, i)
		}
	}
	for _, i := range rand.New(rand.NewPCG(1, uint64(n))).Perm(n) {
		if got := p.Step(int64(i + 1)); got != inOrder[i] {
			t.Fatalf("record %d: %+v when asked in order, else %+v", i+1, inOrder[i], got)
		}
	}
	if s := p.Step(int64(n) + 1); s.Do != merge.New {
		t.Errorf("a record that nobody gave: %+v", s)
	}
}
