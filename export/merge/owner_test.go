package merge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// hum is a chat whose minutes are full of what people say all the time, 1 to 25
// messages each; some say something. Times are exact to the minute.
func hum(r *rand.Rand, n int, telling float64) []*export.Message {
	at := time.Date(2024, 3, 4, 8, 57, 0, 0, seoul)
	var list []*export.Message
	for len(list) < n {
		words := 1 + r.IntN(3)
		for range min(1+r.IntN(25), n-len(list)) {
			body := []string{"ㅋㅋ", "ㅇㅇ", "ㅋㅋㅋ"}[r.IntN(words)]
			if r.Float64() < telling {
				body = fmt.Sprintf("내일 모임은 %d번 출구 앞입니다", r.IntN(10000))
			}
			list = append(list, &export.Message{
				Sender:  export.PersonRef(1 + r.IntN(1+r.IntN(4))), // the first says most
				Time:    export.Time{T: at, Precision: time.Minute, Zone: export.ZoneAssumed},
				Content: export.Text{Body: body},
			})
		}
		at = at.Add(time.Duration(1+r.IntN(4)*r.IntN(20)) * time.Minute)
	}
	return list
}

// overlapping cuts a chat within a minute into two that have ten minutes or more in
// common; in half of the cases one of them is all of it.
func overlapping(r *rand.Rand, list []*export.Message) (x, y []*export.Message) {
	mid := 130 + r.IntN(130)
	from := mid - 1
	for from > 0 && list[mid].Time.T.Sub(list[from].Time.T) < 10*time.Minute {
		from--
	}
	x, y = list[:mid], list[from:]
	if r.IntN(2) == 0 {
		x = list
	}
	if r.IntN(2) == 0 {
		return y, x
	}
	return x, y
}

// lacks is what is left where some messages and all of one person are not there.
func lacks(r *rand.Rand, list []*export.Message, share float64, who export.PersonRef) []*export.Message {
	return slices.DeleteFunc(slices.Clone(list), func(m *export.Message) bool { return m.Sender == who || r.Float64() < share })
}

// A phone calls its owner by a word, another one by name or by another word; or that
// one has another owner, whom it may call by the same word. In chats of repetition they
// are found all the same and taken for nobody else. Not so where the two have next to
// nothing in common but the minute in which one of them is cut, or where each side
// lacks all of somebody: then a few are missed, or wrong.
func TestOwnersAmongRepetition(t *testing.T) {
	const jiwoo, haeun = 1, 2
	names := func(owner export.PersonRef, word string) map[export.PersonRef]string {
		m := map[export.PersonRef]string{jiwoo: "지우", haeun: "하은", 3: "서준", 4: "도윤"}
		m[owner] = word
		return m
	}
	you, twoYous := names(jiwoo, "you"), names(haeun, "you")
	for _, tt := range []struct {
		name          string
		stored, other map[export.PersonRef]string
		lacking       float64
		gone          [2]export.PersonRef // of whom a side has nothing
		missed, wrong [2]int              // at most, of 200 chats: of repetition alone, and with some that tell
	}{
		{name: "a word and a name", stored: you, other: names(jiwoo, "지우"), missed: [2]int{8, 8}},
		{name: "two words", stored: you, other: names(jiwoo, "회원님"), missed: [2]int{8, 8}},
		{name: "two words, each lacks one in fifty", stored: you, other: names(jiwoo, "회원님"), lacking: .02, missed: [2]int{10, 10}},
		{name: "two words, each lacks one in ten", stored: you, other: names(jiwoo, "회원님"), lacking: .1, missed: [2]int{20, 20}},
		{name: "all names, each lacks one in ten", stored: names(jiwoo, "지우"), other: names(jiwoo, "지우"), lacking: .1},
		{name: "two owners", stored: you, other: names(haeun, "회원님"), missed: [2]int{40, 40}},
		{name: "two owners, each lacks one in ten", stored: you, other: names(haeun, "회원님"), lacking: .1, missed: [2]int{400, 120}},
		{name: "two owners, one word", stored: you, other: twoYous, missed: [2]int{40, 50}, wrong: [2]int{45, 60}},
		{name: "each lacks another", stored: you, other: names(jiwoo, "회원님"), gone: [2]export.PersonRef{jiwoo, haeun}, wrong: [2]int{30, 15}},
	} {
		for i, telling := range []float64{0, .15} {
			missed, wrong := 0, 0
			for seed := range uint64(200) {
				r := rand.New(rand.NewPCG(seed, 41))
				x, y := overlapping(r, hum(r, 400, telling))
				stored := &room{tt.stored, lacks(r, x, tt.lacking, tt.gone[0])}
				incoming, who := (&room{tt.other, lacks(r, y, tt.lacking, tt.gone[1])}).renamed(nil)
				is := merge.SamePeople(stored.marks(0), incoming.marks(0))
				for ref, want := range who {
					to, found := is[ref]
					gone := slices.Contains(tt.gone[:], want)
					switch {
					case !found && !gone:
						missed++
					case found && (gone || to != want):
						wrong++
					}
				}
			}
			t.Logf("%s, %.0f %% telling: %d missed, %d wrong", tt.name, 100*telling, missed, wrong)
			if missed > tt.missed[i] || wrong > tt.wrong[i] {
				t.Errorf("%s, %.0f %% telling: %d missed, %d wrong", tt.name, 100*telling, missed, wrong)
			}
		}
	}
}
