package merge

import (
	"bytes"
	"cmp"
	"slices"

	"exile/export"
)

// Account is what one export told of one message.
type Account struct {
	Export  int64 // the store's number of the export
	Record  int64 // 1-based ordinal of the message within it
	Rank    Rank  // of the export
	Message *export.Message
}

// Rank orders exports from old to new, whatever the order in which they were
// added.
type Rank struct {
	Newest int64  // when it was made, or when its last message was, in ms since 1970
	Tie    string // between exports of one moment: anything that belongs to the export alone
}

// Compare is negative if r is the older one.
func (r Rank) Compare(other Rank) int {
	return cmp.Or(cmp.Compare(r.Newest, other.Newest), cmp.Compare(r.Tie, other.Tie))
}

// newestFirst returns the indexes of accounts, those of newer exports first. What
// the exports do not decide the bytes of the messages do, and last of all the
// numbers of the store, which depend on the order of adding.
func newestFirst(accounts []Account) []int {
	order := make([]int, len(accounts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &accounts[i], &accounts[j]
		if by := b.Rank.Compare(a.Rank); by != 0 {
			return by
		}
		if by := compareBytes(a.Message, b.Message); by != 0 {
			return by
		}
		return cmp.Or(cmp.Compare(a.Export, b.Export), cmp.Compare(a.Record, b.Record))
	})
	return order
}

func compareBytes(a, b *export.Message) int {
	var j export.JSONEncoder
	return bytes.Compare(j.AppendEvent(nil, a), j.AppendEvent(nil, b))
}
