package merge

import (
	"slices"
	"time"
)

// Swapped returns the marks as they would be if day and month had changed places in
// every date: an export that is written with numbers alone may have been read so. It
// is nil where that cannot be, or changes nothing. The marks must be sorted.
func (m *Marks) Swapped() *Marks {
	to := *m
	to.slabs, to.ordered = make([]markSlab, len(m.slabs)), false
	other := false
	for i, s := range m.slabs {
		to.slabs[i] = markSlab{marks: slices.Clone(s.marks), keys: slices.Clone(s.keys)}
		for j := range s.marks {
			k := &to.slabs[i].marks[j]
			if k.at == untimed {
				continue
			}
			at, ok := swapped(k.at, m.clock(k).offset)
			if !ok {
				return nil
			}
			other = other || at != k.at
			k.at = at
		}
	}
	if !other {
		return nil
	}
	to.Sort()
	return &to
}

// swapped is a time, in milliseconds since 1970, in a zone so many seconds east.
func swapped(at int64, offset int32) (int64, bool) {
	east := int64(offset) * 1000
	t := time.UnixMilli(at + east).UTC()
	year, month, day := t.Date()
	if day > int(time.December) {
		return 0, false
	}
	to := time.Date(year, time.Month(day), int(month), 0, 0, 0, 0, time.UTC)
	return at + to.Sub(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)).Milliseconds(), true
}
