//go:build cgo

package store

import (
	"cmp"
	"slices"
)

// idRange is the messages from, from+1, … before.
type idRange struct{ from, before int64 }

// ids are the messages that an export saw.
func (t *track) ids() []idRange {
	list := make([]idRange, 0, len(t.list))
	for i := range t.list {
		list = append(list, idRange{t.list[i].message, t.list[i].message + t.list[i].count})
	}
	return list
}

// united makes ranges ones that do not touch, in order. It uses the list's memory.
func united(list []idRange) []idRange {
	slices.SortFunc(list, func(a, b idRange) int { return cmp.Compare(a.from, b.from) })
	kept := list[:0]
	for _, s := range list {
		if n := len(kept); n > 0 && s.from <= kept[n-1].before {
			kept[n-1].before = max(kept[n-1].before, s.before)
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// common counts what is in both of two united lists.
func common(a, b []idRange) int64 {
	var n int64
	for len(a) > 0 && len(b) > 0 {
		n += max(0, min(a[0].before, b[0].before)-max(a[0].from, b[0].from))
		if a[0].before < b[0].before {
			a = a[1:]
			continue
		}
		b = b[1:]
	}
	return n
}
