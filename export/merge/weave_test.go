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
)

// entry is a text told by some exports: 1.3 is record 3 of export 1. Exports of even
// numbers tell the second, if there is one.
func entry(body string, second int, records ...float64) merge.Entry {
	var e merge.Entry
	for _, r := range records {
		of, record := int64(r), int(r*10+0.5)%10
		m := says(1, body)
		if second >= 0 && of%2 == 0 {
			m.Time = at(5, second, time.Second)
		}
		e.Accounts = append(e.Accounts, account(of, record, m))
	}
	e.Now, _ = merge.Fold(e.Accounts)
	return e
}

func bodies(entries []merge.Entry) string {
	var list []string
	for i := range entries {
		list = append(list, entries[i].Now.Content.Words())
	}
	return strings.Join(list, " ")
}

func TestWeave(t *testing.T) {
	for name, c := range map[string]struct {
		entries []merge.Entry
		want    string
	}{
		"one export":                      {[]merge.Entry{entry("b", -1, 1.2), entry("a", -1, 1.1), entry("c", -1, 1.3)}, "a b c"},
		"behind its predecessor":          {[]merge.Entry{entry("a", -1, 3.1, 1.1), entry("b", -1, 1.2), entry("c", -1, 3.2)}, "a b c"},
		"before its successor":            {[]merge.Entry{entry("b", -1, 3.1, 1.3), entry("a", -1, 1.2), entry("c", -1, 3.2)}, "a b c"},
		"the newer order counts":          {[]merge.Entry{entry("a", -1, 1.1, 3.2), entry("b", -1, 1.2, 3.1)}, "b a"},
		"seconds count":                   {[]merge.Entry{entry("a", 30, 2.1), entry("b", 10, 4.1)}, "b a"},
		"seconds count more than records": {[]merge.Entry{entry("a", 30, 2.1), entry("b", 10, 2.2)}, "b a"},
		"minutes stay with seconds":       {[]merge.Entry{entry("a", 10, 2.1, 1.1), entry("x", -1, 1.2), entry("b", 20, 2.2, 1.3)}, "a x b"},
		"and go with them":                {[]merge.Entry{entry("a", 30, 2.1, 1.1), entry("x", -1, 1.2), entry("b", 10, 4.1)}, "b a x"},
		"older ones without anything":     {[]merge.Entry{entry("b", -1, 3.1), entry("a", -1, 1.1)}, "a b"},
		"through a third":                 {[]merge.Entry{entry("a", -1, 5.1), entry("b", -1, 5.2, 3.1), entry("c", -1, 3.2, 1.1), entry("d", -1, 1.2)}, "a b c d"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := bodies(merge.Weave(c.entries)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestWeaveMinutes: messages without a time come first, then minute by minute; what
// is known only to the day stands at its beginning.
func TestWeaveMinutes(t *testing.T) {
	day := says(1, "day")
	day.Time = export.Time{T: time.Date(2024, 5, 6, 0, 0, 0, 0, korea), Precision: 24 * time.Hour, Inferred: true}
	none := says(1, "none")
	none.Time = export.Time{}
	later := says(1, "later")
	later.Time = at(7, 0, time.Minute)
	now := says(1, "now")
	if got := bodies(merge.Weave(stored(minute(1, 1, later, now, day, none)))); got != "none day now later" {
		t.Error(got)
	}
}

// manyEntries makes entries of a few minutes that several exports tell: each those
// of a stretch and of these not all, some in a wrong order.
func manyEntries(r *rand.Rand) []merge.Entry {
	n := 2 + r.IntN(20)
	entries := make([]merge.Entry, n)
	for of := int64(1); of <= 4; of++ {
		from := r.IntN(n)
		order := make([]int, 0, n)
		for i := from; i < min(from+1+r.IntN(n), n); i++ {
			if r.IntN(4) > 0 {
				order = append(order, i)
			}
		}
		if len(order) > 1 && r.IntN(4) == 0 {
			i := r.IntN(len(order) - 1)
			order[i], order[i+1] = order[i+1], order[i]
		}
		for record, i := range order {
			m := says(1, strconv.Itoa(i))
			m.Time = at(i/8, 0, time.Minute)
			if of%2 == 0 {
				m.Time = at(i/8, 5*(i%8), time.Second)
			}
			m.Time.Inferred = r.IntN(8) == 0
			entries[i].Accounts = append(entries[i].Accounts, account(of, record+1, m))
		}
	}
	entries = slices.DeleteFunc(entries, func(e merge.Entry) bool { return len(e.Accounts) == 0 })
	for i := range entries {
		entries[i].Now, _ = merge.Fold(entries[i].Accounts)
	}
	return entries
}

// TestWeaveIsPure: shuffled entries come in the same order, each can be given a
// time of its own minute or second that ascends, and minutes do not touch each other.
func TestWeaveIsPure(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for round := range 3000 {
		entries := manyEntries(r)
		woven := merge.Weave(entries)
		r.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		if a, b := bodies(woven), bodies(merge.Weave(entries)); a != b {
			t.Fatalf("round %d: %s, shuffled %s", round, a, b)
		}
		var last time.Time
		for _, e := range woven {
			at := e.Now.Time.T
			if at.Before(last) {
				at = last
			}
			if last = at; !at.Before(e.Now.Time.T.Add(e.Now.Time.Precision)) {
				t.Fatalf("round %d: %s stands behind a later one: %s", round, e.Now.Content.Words(), bodies(woven))
			}
		}
		var part []merge.Entry
		for _, e := range woven {
			if e.Now.Time.T.Minute() == 1 {
				part = append(part, e)
			}
		}
		if got := bodies(merge.Weave(part)); got != "" && !strings.Contains(" "+bodies(woven)+" ", " "+got+" ") {
			t.Fatalf("round %d: %s alone, but %s", round, got, bodies(woven))
		}
	}
}

// TestWeaveRestores: without the others an export has its own order back.
func TestWeaveRestores(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for round := range 3000 {
		entries := merge.Weave(manyEntries(r))
		for of := int64(1); of <= 3; of += 2 { // those to the minute: no time contradicts them
			var left []merge.Entry
			for _, e := range entries {
				for i, a := range e.Accounts {
					if a.Export == of {
						now, _ := merge.Fold(e.Accounts[i : i+1])
						left = append(left, merge.Entry{Accounts: e.Accounts[i : i+1], Now: now})
					}
				}
			}
			slices.Reverse(left)
			records := map[int64]int64{}
			for _, e := range merge.Weave(left) {
				m := e.Now.Time.T.Unix()
				if e.Accounts[0].Record <= records[m] {
					t.Fatalf("round %d: export %d is out of order: %s", round, of, bodies(merge.Weave(left)))
				}
				records[m] = e.Accounts[0].Record
			}
		}
	}
}

// TestWeaveKeepsRecordsInOrder: exports that agree with each other all keep their
// own order, seconds or not.
func TestWeaveKeepsRecordsInOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	checked := 0
	for round := range 3000 {
		entries := manyEntries(r)
		position := map[string]int{}
		agree := true
		for of := int64(1); of <= 4; of++ { // the true order is that of the numbers
			last := -1
			for i := int64(1); i <= 20; i++ {
				for _, e := range entries {
					for _, a := range e.Accounts {
						var n int
						if _, err := fmt.Sscan(e.Now.Content.Words(), &n); err == nil && a.Export == of && a.Record == i {
							agree = agree && n > last
							last = n
						}
					}
				}
			}
		}
		if !agree {
			continue
		}
		checked++
		woven := merge.Weave(entries)
		for i, e := range woven {
			position[e.Now.Content.Words()] = i
		}
		for _, a := range woven {
			for _, b := range woven {
				for _, x := range a.Accounts {
					for _, y := range b.Accounts {
						if x.Export == y.Export && x.Record < y.Record && position[a.Now.Content.Words()] > position[b.Now.Content.Words()] {
							t.Fatalf("round %d: export %d has %s before %s: %s", round, x.Export, a.Now.Content.Words(), b.Now.Content.Words(), bodies(woven))
						}
					}
				}
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d rounds agreed", checked)
	}
}
