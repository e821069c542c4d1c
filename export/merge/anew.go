package merge

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"exile/export"
)

// Told is what one export tells of some time.
type Told struct {
	Accounts []Account
	Last     int64 // the number of the last record of all that the export tells
}

// Anew settles a time from all that every export tells of it, as if nothing were
// known of which accounts are those of one message: so what comes out depends on
// what is told alone, not on the order in which it came. The exports are taken one
// after the other: first those that neither begin nor end here, of these the ones
// with the finest times, of these the newest.
//
// The time must be whole: nothing that is told within it may have been said outside
// of it, and nothing outside of it within.
func Anew(told []Told) []Entry {
	a := anew{last: map[int64]int64{}}
	voices := make([]voice, 0, len(told))
	for _, t := range told {
		if len(t.Accounts) == 0 {
			continue
		}
		a.last[t.Accounts[0].Export] = t.Last
		voices = append(voices, voiceOf(t))
	}
	slices.SortFunc(voices, compareVoices)
	for i := range voices {
		a.add(&voices[i])
	}
	return Weave(a.entries)
}

// voice is what one export tells, in the order of its records.
type voice struct {
	accounts []Account
	whole    bool // it neither begins nor ends here
	finest   time.Duration
}

func voiceOf(t Told) voice {
	v := voice{accounts: slices.Clone(t.Accounts), finest: math.MaxInt64}
	slices.SortFunc(v.accounts, func(x, y Account) int { return cmp.Compare(x.Record, y.Record) })
	for i := range v.accounts {
		if told := v.accounts[i].Message.Time; !told.Inferred {
			v.finest = min(v.finest, exactness(told))
		}
	}
	v.whole = v.accounts[0].Record > 1 && v.accounts[len(v.accounts)-1].Record < t.Last
	return v
}

func compareVoices(a, b voice) int {
	if a.whole != b.whole {
		if a.whole {
			return -1
		}
		return 1
	}
	x, y := &a.accounts[0], &b.accounts[0]
	return cmp.Or(cmp.Compare(a.finest, b.finest), y.Rank.Compare(x.Rank), cmp.Compare(x.Export, y.Export))
}

// anew is one run of Anew.
type anew struct {
	entries []Entry
	last    map[int64]int64 // record, by export
}

// add settles what one more export tells, unit by unit.
func (a *anew) add(v *voice) {
	stored, incoming := NewMarks(), NewMarks()
	name := func(ref export.PersonRef) string { return strconv.FormatInt(int64(ref), 10) }
	for i := range a.entries {
		stored.Add(a.entries[i].Now, int64(i), name)
	}
	for i := range v.accounts {
		incoming.Add(v.accounts[i].Message, int64(i), name)
	}
	stored.Sort()
	incoming.Sort()
	ours, theirs := side{Marks: stored, later: !a.begin()}, side{Marks: incoming, incoming: true, later: v.accounts[0].Record > 1}
	units := unitsOf(ours, theirs)
	var list []Entry
	for u, ok := units.next(); ok; u, ok = units.next() {
		list = append(list, a.unit(v, stored.ids(u.s0, u.s1), incoming.ids(u.i0, u.i1))...)
	}
	a.entries = list
}

// begin reports whether the first of the entries is where an export begins.
func (a *anew) begin() bool {
	return len(a.entries) > 0 && slices.ContainsFunc(a.entries[0].Accounts, func(acc Account) bool { return acc.Record == 1 })
}

// unit settles some entries and some accounts, given by their indexes.
func (a *anew) unit(v *voice, stored, incoming []int64) []Entry {
	entries := make([]Entry, len(stored))
	for i, n := range stored {
		entries[i] = a.entries[n]
	}
	if len(incoming) == 0 {
		return entries
	}
	accounts := make([]Account, len(incoming))
	for i, n := range incoming {
		accounts[i] = v.accounts[n]
	}
	return Settle(entries, accounts, a.ends(entries, accounts))
}

// ends says which ends of exports lie among some entries and accounts.
func (a *anew) ends(entries []Entry, accounts []Account) Ends {
	type edges struct{ begins, ends bool }
	of := map[int64]edges{}
	note := func(acc *Account) {
		e := of[acc.Export]
		of[acc.Export] = edges{e.begins || acc.Record == 1, e.ends || acc.Record == a.last[acc.Export]}
	}
	for i := range entries {
		for n := range entries[i].Accounts {
			note(&entries[i].Accounts[n])
		}
	}
	all := Ends{StoredBegins: len(of) > 0, StoredEnds: len(of) > 0}
	for _, e := range of {
		all.StoredBegins, all.StoredEnds = all.StoredBegins && e.begins, all.StoredEnds && e.ends
	}
	for i := range accounts {
		note(&accounts[i])
	}
	e := of[accounts[0].Export]
	all.IncomingBegins, all.IncomingEnds = e.begins, e.ends
	return all
}

// ids returns what Add was given of the marks from i up to but not including end,
// in the order in which they came.
func (m *Marks) ids(i, end int) []int64 {
	list := make([]int64, 0, end-i)
	for ; i < end; i++ {
		list = append(list, m.at(i).id)
	}
	slices.Sort(list)
	return list
}
