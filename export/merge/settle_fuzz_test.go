package merge_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// minutesOf makes what two exports tell of the same two minutes: each some of the
// messages, with other words, times and states.
func minutesOf(r manyAccounts) (a, b []merge.Account, e merge.Ends) {
	n := 1 + r.IntN(8)
	for i := range n {
		m := r.message()
		m.SourceKey = ""
		m.Time = at(5+i*2/n, i*60/n%60, time.Second)
		if r.IntN(3) == 0 {
			m.Content = export.Text{Body: "ㅋㅋ"}
		}
		for of := int64(1); of <= 2; of++ {
			told := *m
			switch r.IntN(8) {
			case 0:
				continue
			case 1:
				told.Content = r.content()
			case 2:
				told.Content = export.Deleted{}
			case 3:
				told.Time.Inferred = true
			case 4:
				told.SourceKey = strconv.Itoa(r.IntN(4))
			}
			if of == 1 || r.IntN(2) == 0 {
				told.Time.T, told.Time.Precision = told.Time.T.Truncate(time.Minute), time.Minute
			}
			if of == 1 {
				a = append(a, account(1, len(a)+1, &told))
				continue
			}
			b = append(b, account(2, len(b)+1, &told))
		}
	}
	flip := func() bool { return r.IntN(3) == 0 }
	return a, b, merge.Ends{StoredEnds: flip(), IncomingBegins: flip(), StoredBegins: flip(), IncomingEnds: flip()}
}

func shown(entries []merge.Entry) string {
	var s strings.Builder
	for i := range entries {
		now := *entries[i].Now
		now.ID = 0
		var j export.JSONEncoder
		fmt.Fprintf(&s, "%d %s\n", len(entries[i].Accounts), j.AppendEvent(nil, &now))
	}
	return s.String()
}

// TestSettleEitherWay: which of two exports was added first is of no effect.
func TestSettleEitherWay(t *testing.T) {
	r := manyAccounts{rand.New(rand.NewPCG(17, 18))}
	both := 0
	for round := range 5000 {
		a, b, e := minutesOf(r)
		back := merge.Ends{StoredEnds: e.IncomingEnds, IncomingBegins: e.StoredBegins, StoredBegins: e.IncomingBegins, IncomingEnds: e.StoredEnds}
		one, other := merge.Settle(stored(a), b, e), merge.Settle(stored(b), a, back)
		if x, y := shown(one), shown(other); x != y {
			t.Fatalf("round %d, %+v: a, then b\n%sb, then a\n%s", round, e, x, y)
		}
		kept(t, stored(a), b, one)
		both += len(a) + len(b) - len(one)
	}
	if both < 5000 {
		t.Errorf("only %d messages were found twice", both)
	}
}

// kept holds what was settled against what there was: every account is told by one
// entry, every entry is there with its number, and nobody's words became another's.
func kept(t *testing.T, before []merge.Entry, incoming []merge.Account, after []merge.Entry) {
	t.Helper()
	type record struct{ of, record int64 }
	of := map[record]int64{}
	ids := map[int64]bool{}
	for i := range after {
		e := &after[i]
		if e.ID != 0 && ids[e.ID] || e.Now.ID != export.MessageID(e.ID) || len(e.Accounts) == 0 {
			t.Fatalf("entry %d, message %d: %d accounts", e.ID, e.Now.ID, len(e.Accounts))
		}
		ids[e.ID] = true
		exports := map[int64]bool{}
		for _, a := range e.Accounts {
			if _, twice := of[record{a.Export, a.Record}]; twice || exports[a.Export] {
				t.Fatalf("record %d of export %d is told twice, or with another one", a.Record, a.Export)
			}
			of[record{a.Export, a.Record}], exports[a.Export] = e.ID, true
			if s := a.Message.Sender; s != 0 && s != e.Now.Sender {
				t.Fatalf("words of %d became words of %d", s, e.Now.Sender)
			}
		}
		now, _ := merge.Fold(e.Accounts)
		if !merge.Equal(now, e.Now) {
			t.Fatalf("entry %d does not say what was told", e.ID)
		}
	}
	told := len(incoming)
	for _, e := range before {
		told += len(e.Accounts)
		for _, a := range e.Accounts {
			if id, ok := of[record{a.Export, a.Record}]; !ok || id != e.ID {
				t.Fatalf("record %d of export %d is no longer of message %d", a.Record, a.Export, e.ID)
			}
		}
	}
	for _, a := range incoming {
		if _, ok := of[record{a.Export, a.Record}]; !ok {
			t.Fatalf("record %d was lost", a.Record)
		}
	}
	if len(of) != told {
		t.Fatalf("%d accounts instead of %d", len(of), told)
	}
}

// FuzzSettle: four bytes are a message: which export has it, who says what, when.
func FuzzSettle(f *testing.F) {
	f.Add([]byte("\x00aa\x01\x01aa\x01\x02ab\x02\x10ba\x00"), uint8(0))
	f.Add([]byte("\x00\x11\x01\x01\x01\x11\x01\x01\x01\x11\x01\x01"), uint8(15))
	f.Fuzz(func(t *testing.T, data []byte, ends uint8) {
		var lists [3][]merge.Account
		r := manyAccounts{rand.New(rand.NewPCG(19, 20))}
		contents := make([]export.Content, 256)
		for i := range contents {
			contents[i] = r.content()
		}
		for ; len(data) >= 4; data = data[4:] {
			of := int(data[0] % 3)
			m := is(export.PersonRef(data[1]%3), contents[data[2]])
			m.Time.Inferred = data[1]&8 != 0
			if data[1]&16 != 0 {
				m.Time = at(5, int(data[3]%60), time.Second)
			}
			switch data[3] % 7 {
			case 0:
				m.Time = export.Time{}
			case 1:
				m.SourceKey = strconv.Itoa(int(data[3] % 3))
			case 2:
				m.Time.T = m.Time.T.Add(time.Minute)
			}
			lists[of] = append(lists[of], account(int64(of+1), len(lists[of])+1, m))
		}
		e := merge.Ends{StoredEnds: ends&1 != 0, IncomingBegins: ends&2 != 0, StoredBegins: ends&4 != 0, IncomingEnds: ends&8 != 0}
		entries, ids := stored(lists[0]), int64(len(data)+len(lists[0]))
		for _, incoming := range lists[1:] {
			after := merge.Settle(entries, incoming, e)
			kept(t, entries, incoming, after)
			for i := range after { // as the store numbers what is new
				if after[i].ID == 0 {
					ids++
					after[i].ID = ids
					after[i].Now.ID = export.MessageID(after[i].ID)
				}
			}
			entries = after
		}
		if again := merge.Weave(entries); shown(again) != shown(entries) {
			t.Fatalf("woven again the order is another one:\n%s\n%s", shown(entries), shown(again))
		}
	})
}
