package merge

import (
	"slices"

	"exile/export"
)

// Settle adds what an export tells of some time to what is stored of it: all
// stored entries and the new ones, in order. Entries and accounts that it was
// given are not changed; entries that got nothing new keep what they say now.
// Of two exports it does not matter which is stored.
func Settle(stored []Entry, incoming []Account, e Ends) []Entry {
	entries := Weave(stored)
	for i := range entries {
		if entries[i].Now == nil {
			entries[i].fold()
		}
	}
	for i, of := range Match(entries, incoming, e) {
		if of < 0 {
			entries = append(entries, Entry{Accounts: incoming[i : i+1]})
			of = len(entries) - 1
		} else {
			entries[of].Accounts = append(slices.Clip(entries[of].Accounts), incoming[i])
		}
		entries[of].fold()
	}
	return Weave(entries)
}

// fold makes the entry say what its accounts tell, under its own number.
func (e *Entry) fold() {
	now, _ := Fold(e.Accounts)
	if now != nil && e.ID != 0 {
		now.ID = export.MessageID(e.ID)
	}
	e.Now = now
}
