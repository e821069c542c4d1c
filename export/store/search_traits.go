//go:build cgo

package store

import (
	"cmp"
	"database/sql/driver"
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strings"

	"exile/export/query"
)

// What the index knows of messages beside their words.
const (
	traitSender = 1 // the value is a person
	traitChat   = 2 // a chat
	traitHas    = 3 // one of those below
	traitDay    = 4 // days since 1970, of the clock that the message was written by
)

// valueOf gives the value of traitHas. Whoever has a link by the index may have none.
func valueOf(has query.Has) int64 {
	switch has {
	case query.HasPhoto:
		return 1
	case query.HasVideo:
		return 2
	case query.HasVoice:
		return 3
	case query.HasFile:
		return 4
	case query.HasLink:
	}
	return 5
}

// hasOf says what a message has by the kind of one of its files; as having does.
func hasOf(file string) (query.Has, bool) {
	switch file {
	case "photo":
		return query.HasPhoto, true
	case "video":
		return query.HasVideo, true
	case "voice", "audio":
		return query.HasVoice, true
	case "file", "contact":
		return query.HasFile, true
	}
	return "", false
}

// dayOf is the day of a time in milliseconds since 1970.
func dayOf(ms int64) int64 {
	const day = 24 * 60 * 60 * 1000
	d := ms / day
	if ms%day < 0 {
		d--
	}
	return d
}

// wallDay is the day of a message by what SQLite makes of its time and its clock.
func wallDay(v driver.Value) (int64, bool) {
	switch v := v.(type) {
	case int64:
		return dayOf(v), true
	case float64: // so large that only a stranger's store has it
		if v < 0 {
			return dayOf(math.MinInt64), true
		}
		return dayOf(math.MaxInt64), true
	}
	return 0, false
}

// hasLink reports whether a text, as Normal gives it, may have a link.
func hasLink(normal string) bool {
	return strings.Contains(normal, "://") || strings.Contains(normal, "www.")
}

type trait struct{ trait, value int64 }

func compareTraits(a, b trait) int {
	return cmp.Or(cmp.Compare(a.trait, b.trait), cmp.Compare(a.value, b.value))
}

// runList is the messages that have a trait, as runs of numbers.
type runList struct {
	end         int64 // of the last run in runs
	first, next int64 // the run that is being gathered: from first up to below next
	runs        []byte
}

// add adds a number that is not below those before.
func (l *runList) add(id int64) {
	if l.next > l.first && id < l.next {
		return
	}
	if l.next == l.first || id > l.next {
		l.close()
		l.first = id
	}
	l.next = id + 1
}

func (l *runList) close() {
	if l.next > l.first {
		l.runs = binary.AppendUvarint(l.runs, uint64(l.first-l.end))
		l.runs = binary.AppendUvarint(l.runs, uint64(l.next-l.first))
		l.end, l.first = l.next, l.next
	}
}

// traitLists are the traits of a part of an index.
type traitLists struct {
	lists map[trait]*runList
	at    [traitDay + 1]struct { // the one of each trait that was used last
		value int64
		list  *runList
	}
	begin int64 // a number below those of this part
	bytes int
}

func newTraitLists(begin int64) *traitLists {
	return &traitLists{lists: map[trait]*runList{}, begin: begin}
}

func (t *traitLists) add(id, kind, value int64) {
	at := &t.at[kind]
	if at.list == nil || at.value != value {
		at.value, at.list = value, t.lists[trait{kind, value}]
	}
	if at.list == nil {
		at.list = &runList{end: t.begin, first: t.begin, next: t.begin}
		t.lists[trait{kind, value}] = at.list
		t.bytes += 2 * listCost
	}
	l := at.list
	n := len(l.runs)
	l.add(id)
	t.bytes += len(l.runs) - n
}

// flush writes the lists.
func (t *traitLists) flush(to *inserter) error {
	for _, k := range slices.SortedFunc(maps.Keys(t.lists), compareTraits) {
		l := t.lists[k]
		l.close()
		if err := to.add(k.trait, k.value, t.begin, l.runs); err != nil {
			return err
		}
	}
	return to.flush()
}
