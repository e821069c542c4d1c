package merge_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// archive is a chat as a store keeps it, in memory: exports are added to it as
// Align says.
type archive struct {
	t       *testing.T
	entries []merge.Entry
	ids     int64
	first   map[int64]int64 // record of each export
	last    map[int64]int64
}

func newArchive(t *testing.T) *archive {
	t.Helper()
	return &archive{t: t, first: map[int64]int64{}, last: map[int64]int64{}}
}

func (a *archive) add(told []merge.Account) {
	a.t.Helper()
	name := func(p export.PersonRef) string { return fmt.Sprint("person ", p) }
	people := map[export.PersonRef]export.PersonRef{}
	before, now := merge.NewMarks(), merge.NewMarks()
	for i := range a.entries {
		before.Add(a.entries[i].Now, int64(i+1), name)
	}
	for i := range told {
		now.Add(told[i].Message, int64(i+1), name)
		people[told[i].Message.Sender] = told[i].Message.Sender
	}
	plan := merge.Align(before, now, people)
	blocks := make([][]merge.Account, len(plan.Blocks()))
	known := len(a.entries)
	for i, account := range told {
		switch s := plan.Step(int64(i + 1)); s.Do {
		case merge.New:
			a.insert(merge.Entry{Accounts: told[i : i+1 : i+1], Now: account.Message})
		case merge.Same:
			a.witness(&a.entries[s.ID-1], account)
		case merge.Unsettled:
			blocks[s.Block] = append(blocks[s.Block], account)
		}
	}
	for i, b := range plan.Blocks() {
		if len(blocks[i]) != b.Incoming {
			a.t.Fatalf("block %d has %d records instead of %d", i, len(blocks[i]), b.Incoming)
		}
		a.settle(&b, blocks[i], known, int64(len(told)))
	}
	for _, account := range told {
		a.first[account.Export], a.last[account.Export] = 1, int64(len(told))
	}
	a.entries = merge.Weave(a.entries)
}

func (a *archive) insert(e merge.Entry) {
	if e.ID == 0 {
		a.ids++
		e.ID = a.ids
	}
	a.entries = append(a.entries, e)
}

// witness adds an account that says nothing new.
func (a *archive) witness(e *merge.Entry, account merge.Account) {
	e.Accounts = append(slices.Clip(e.Accounts), account)
	now, _ := merge.Fold(e.Accounts)
	was := e.Now
	now.From, now.ID = was.From, was.ID
	if !merge.Equal(now, was) {
		a.t.Fatalf("%+v\nis not the same as\n%+v", account.Message, was)
	}
}

func (a *archive) settle(b *merge.Block, incoming []merge.Account, known int, records int64) {
	var in, out []merge.Entry
	for i, e := range a.entries {
		t := e.Now.Time.T
		inside := b.NoTime && t.IsZero() || !b.NoTime && !t.IsZero() && t.UnixMilli() >= b.From && t.UnixMilli() < b.Before
		if i < known && inside {
			in = append(in, e)
		} else {
			out = append(out, e)
		}
	}
	e := merge.Ends{StoredEnds: true, StoredBegins: true}
	firsts, lasts, here := map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	for _, entry := range in {
		for _, told := range entry.Accounts {
			here[told.Export] = true
			firsts[told.Export] = firsts[told.Export] || told.Record == a.first[told.Export]
			lasts[told.Export] = lasts[told.Export] || told.Record == a.last[told.Export]
		}
	}
	for of := range here {
		e.StoredBegins = e.StoredBegins && firsts[of]
		e.StoredEnds = e.StoredEnds && lasts[of]
	}
	for _, told := range incoming {
		e.IncomingBegins = e.IncomingBegins || told.Record == 1
		e.IncomingEnds = e.IncomingEnds || told.Record == records
	}
	a.entries = out
	for _, entry := range merge.Settle(in, incoming, e) {
		a.insert(entry)
	}
}

// String is what people read.
func (a *archive) String() string {
	var s strings.Builder
	for i := range a.entries {
		now := *a.entries[i].Now
		now.ID, now.Seq, now.From = 0, 0, export.Source{}
		var j export.JSONEncoder
		fmt.Fprintf(&s, "%s\n", j.AppendEvent(nil, &now))
	}
	return s.String()
}

// told makes accounts out of a part of a history, of an export that ended when its
// last message came.
func told(of int64, history []*export.Message) []merge.Account {
	var all []merge.Account
	for i, m := range history {
		copied := *m
		copied.From = export.Source{Input: strconv.FormatInt(of, 10), Line: i + 1, Lines: 1}
		a := account(of, i+1, &copied)
		a.Rank = merge.Rank{Newest: history[len(history)-1].Time.T.UnixMilli(), Tie: strconv.FormatInt(of, 10)}
		all = append(all, a)
	}
	return all
}

func joined(t *testing.T, exports ...[]merge.Account) *archive {
	t.Helper()
	a := newArchive(t)
	for _, e := range exports {
		a.add(e)
	}
	return a
}

// chatter is a history of n messages in so many minutes, with few words: the worst
// there is to align.
func chatter(r *rand.Rand, n, minutes, words int) []*export.Message {
	var all []*export.Message
	for i := range n {
		m := says(export.PersonRef(1+r.IntN(2)), fmt.Sprint("ㅋ", r.IntN(words)))
		m.Time = at(i*minutes/n, 0, time.Minute)
		all = append(all, m)
	}
	return all
}

// TestCutsMergeBack: an export cut into pieces that have at least the cut minute
// and something of another in common is whole again, whatever it says, whichever
// piece comes first.
func TestCutsMergeBack(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for round := range 1000 {
		n := 60 + r.IntN(80)
		history := chatter(r, n, n/5, 1+r.IntN(4))
		whole := joined(t, told(1, history)).String()
		var pieces [][]merge.Account
		from := 0
		for of := int64(2); ; of++ {
			until := min(from+32+r.IntN(12), len(history))
			pieces = append(pieces, told(of, history[from:until]))
			if until == len(history) {
				break
			}
			from = until - 2 - r.IntN(8) // a minute has 5 or 6 messages: no three pieces meet in one
			for minuteOf(history[from]) == minuteOf(history[until-1]) {
				from--
			}
		}
		r.Shuffle(len(pieces), func(i, j int) { pieces[i], pieces[j] = pieces[j], pieces[i] })
		if got := joined(t, pieces...).String(); got != whole {
			t.Fatalf("round %d, %d pieces:\n%s\ninstead of\n%s", round, len(pieces), got, whole)
		}
	}
}

func minuteOf(m *export.Message) int64 { return m.Time.T.Unix() / 60 }

// TestCutsWithinAMinute: where two pieces have only messages of one minute in
// common, none is lost, and where nothing in it is said twice none is doubled.
func TestCutsWithinAMinute(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	doubled, all := 0, 0
	for round := range 5000 {
		unlike := round%2 == 0
		words := 1 + r.IntN(4)
		if unlike {
			words = 1 << 30
		}
		before, after := r.IntN(2)*r.IntN(4), r.IntN(2)*r.IntN(4)
		history := chatter(r, 2+r.IntN(8), 1, words)
		first := 1 + r.IntN(len(history)-1)
		until := first + 1 + r.IntN(len(history)-first)
		lead, tail := chatter(r, before, 1, 2), chatter(r, after, 1, 2)
		for _, m := range lead {
			m.Time.T = m.Time.T.Add(-time.Minute)
		}
		for _, m := range tail {
			m.Time.T = m.Time.T.Add(time.Minute)
		}
		if before+after == 0 && !unlike {
			continue // two exports of one minute that are the same are the same chat
		}
		a := told(1, slices.Concat(lead, history[:until]))
		b := told(2, slices.Concat(history[first:], tail))
		want := joined(t, told(3, slices.Concat(lead, history, tail)))
		got, back := joined(t, a, b), joined(t, b, a)
		if got.String() != back.String() {
			t.Fatalf("round %d: the order of adding matters:\n%s\n%s", round, got, back)
		}
		all += len(want.entries)
		doubled += len(got.entries) - len(want.entries)
		if len(got.entries) < len(want.entries) {
			t.Fatalf("round %d: lost\n%sof\n%s", round, got, want)
		}
		if unlike && got.String() != want.String() {
			t.Fatalf("round %d:\n%sinstead of\n%s", round, got, want)
		}
	}
	t.Logf("%d of %d messages are doubled: half of the cuts are amid repetitions", doubled, all)
}

// TestRenderings: one chat as Android, Windows and Mac write it, with and without
// media, in Korean and English, is one chat again: each message once, in order and
// to the second, whichever export comes first.
func TestRenderings(t *testing.T) {
	variant := func(list []kakaotest.Variant, name string) kakaotest.Variant {
		i := slices.IndexFunc(list, func(v kakaotest.Variant) bool { return v.Name == name })
		if i < 0 {
			t.Fatalf("no variant %s in %v", name, list)
		}
		return list[i]
	}
	variants := []kakaotest.Variant{
		variant(kakaotest.Android, "android-media-ko-2026"),
		variant(kakaotest.Android, "android-en-2023"),
		kakaotest.Windows[0], kakaotest.Mac[0],
	}
	for name, plan := range map[string]formattest.Plan{
		"texts":       {Seed: 1, Messages: 1500, Seconds: true, Direct: true},
		"notices":     {Seed: 2, Messages: 1500, Seconds: true},
		"media":       {Seed: 3, Messages: 1500, Seconds: true, Media: true},
		"adversarial": {Seed: 4, Messages: 1500, Seconds: true, Adversarial: true},
		"open chat":   {Seed: 5, Messages: 1500, Seconds: true, Open: true},
	} {
		t.Run(name, func(t *testing.T) {
			chat := formattest.Generate(plan)
			var exports [][]merge.Account
			for i, v := range variants {
				var list []*export.Message
				for m := range v.Messages(chat) {
					list = append(list, m)
				}
				exports = append(exports, told(int64(i+1), list))
			}
			first := joined(t, exports...)
			t.Logf("%d entries of %d messages", len(first.entries), plan.Messages)
			for _, order := range [][]int{{1, 0, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
				var list [][]merge.Account
				for _, i := range order {
					list = append(list, exports[i])
				}
				other := joined(t, list...)
				if len(other.entries) != len(first.entries) || other.String() != first.String() {
					t.Errorf("order %v: %d entries instead of %d: %s", order, len(other.entries), len(first.entries), difference(first.String(), other.String()))
				}
			}
			i := 0
			for m := range chat.Messages() {
				if i >= len(first.entries) {
					break
				}
				now := first.entries[i].Now
				i++
				// What the Mac does not show is known to the minute.
				if !now.Time.T.Equal(m.Time.T.Truncate(now.Time.Precision)) || now.Time.Precision > time.Minute || m.Sender != 0 && now.Sender != m.Sender || export.KindOf(now.Content) != export.KindOf(m.Content) {
					t.Fatalf("entry %d is %v of %d, %T, instead of %v of %d, %T", i, now.Time.T, now.Sender, now.Content, m.Time.T, m.Sender, m.Content)
				}
				if body, ok := m.Content.(export.Text); ok && now.Content.Words() != body.Body {
					t.Fatalf("entry %d has another text", i)
				}
			}
			if i != len(first.entries) || i != plan.Messages {
				t.Errorf("%d entries of %d messages", len(first.entries), plan.Messages)
			}
		})
	}
}

func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d\n%s\n%s", i, x[i], y[i])
		}
	}
	return ""
}
