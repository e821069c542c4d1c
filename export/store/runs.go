//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"maps"
	"slices"
	"sort"
)

// sight is how one record of an export saw a message, as the table witnesses tells
// it of the first record of a run.
type sight struct {
	message  int64
	document int64
	place    int64
	clock    int64
	without  int64
	placed   bool // place counts; else the row of the message says where
	clocked  bool // clock counts; else that of the row
}

// stepPlace is the place of the n-th message behind the one at place, in a run: all
// have as many lines as the first, and each stands right behind the one before.
func stepPlace(place, n int64) int64 {
	if place < 0 {
		return place - n
	}
	return place + n*(place&maxLines)<<lineShift
}

// step is the sight of the n-th record behind the one of s, in a run.
func (s sight) step(n int64) sight {
	s.message += n
	if s.placed {
		s.place = stepPlace(s.place, n)
	}
	return s
}

// stretch is a run: records one after another, and what they saw.
type stretch struct {
	record, count int64
	sight
}

func (s *stretch) end() int64 { return s.record + s.count }

// goesOn reports whether a record is one more of the stretch.
func (s *stretch) goesOn(record int64, v sight) bool {
	return s.end() == record && s.step(s.count) == v
}

// track is all that one export of a chat saw. Changes are kept aside until there
// are many.
type track struct {
	export int64
	list   []stretch // by record; while records are only appended, in any order
	order  []int32   // of list, by message
	edits  map[int64]sight
	where  map[int64]int64 // record, by message, of edits
	dirty  bool            // the table says otherwise
	total  int64           // how many records there will be; 0: as many as there are
}

// mostEdits is how many changes are kept aside.
const mostEdits = 1 << 14

func newTrack(export int64) *track {
	return &track{export: export, edits: map[int64]sight{}, where: map[int64]int64{}}
}

// readTracks reads what the exports of a chat saw, in the order of their numbers.
func readTracks(ctx context.Context, c *conn, chat int64) ([]*track, error) {
	var list []*track
	err := c.each(ctx, `SELECT e.id, first_record, first_message, count, w.document, w.place, clock, without
FROM exports e LEFT JOIN witnesses w ON w.export = e.id WHERE e.chat = ? ORDER BY e.id, first_record`,
		[]driver.Value{chat}, func(row []driver.Value) error {
			id := integer(row[0])
			if len(list) == 0 || list[len(list)-1].export != id {
				list = append(list, newTrack(id))
			}
			if row[1] != nil {
				t := list[len(list)-1]
				t.list = append(t.list, stretchOf(row[1:]))
			}
			return nil
		})
	for _, t := range list {
		t.sort()
	}
	return list, err
}

// stretchOf reads first_record, first_message, count, document, place, clock and
// without of witnesses.
func stretchOf(row []driver.Value) stretch {
	return stretch{integer(row[0]), integer(row[2]), sight{
		message: integer(row[1]), document: integer(row[3]),
		place: integer(row[4]), placed: row[4] != nil,
		clock: integer(row[5]), clocked: row[5] != nil,
		without: integer(row[6]),
	}}
}

// sort makes the list one by records, and finds the order of its messages.
func (t *track) sort() {
	byRecord := func(a, b stretch) int { return cmp.Compare(a.record, b.record) }
	if !slices.IsSortedFunc(t.list, byRecord) {
		slices.SortFunc(t.list, byRecord)
	}
	t.list = joinStretches(t.list)
	t.order = slices.Grow(t.order[:0], len(t.list))
	for i := range t.list {
		t.order = append(t.order, int32(i))
	}
	slices.SortFunc(t.order, func(a, b int32) int { return cmp.Compare(t.list[a].message, t.list[b].message) })
}

// joinStretches makes one of those that go on. It uses the list's memory.
func joinStretches(list []stretch) []stretch {
	kept := list[:0]
	for _, s := range list {
		if n := len(kept); n > 0 && kept[n-1].goesOn(s.record, s.sight) {
			kept[n-1].count += s.count
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// find returns the record that saw a message.
func (t *track) find(message int64) (record int64, s sight, ok bool) {
	if record, ok = t.where[message]; ok {
		return record, t.edits[record], true
	}
	i := sort.Search(len(t.order), func(i int) bool { return t.list[t.order[i]].message > message }) - 1
	if i < 0 {
		return 0, s, false
	}
	r := &t.list[t.order[i]]
	n := message - r.message
	if n >= r.count {
		return 0, s, false
	}
	if _, edited := t.edits[r.record+n]; edited { // it sees another one now, or none
		return 0, s, false
	}
	return r.record + n, r.step(n), true
}

// last returns the number of the last record.
func (t *track) last() int64 {
	if len(t.list) == 0 || t.total > 0 {
		return t.total
	}
	return t.list[len(t.list)-1].end() - 1
}

// add says what a record saw of which nothing was said yet. Until sort is called,
// nothing is found.
func (t *track) add(record int64, s sight) {
	t.dirty = true
	if n := len(t.list); n > 0 && t.list[n-1].goesOn(record, s) {
		t.list[n-1].count++
		return
	}
	t.list = append(t.list, stretch{record, 1, s})
}

// set says that a record saw something else than was said before.
func (t *track) set(record int64, s sight) {
	t.unset(record)
	t.edits[record] = s
	if s.message != 0 {
		t.where[s.message] = record
	}
	t.dirty = true
	if len(t.edits) >= mostEdits {
		t.apply()
	}
}

func (t *track) unset(record int64) {
	if old, ok := t.edits[record]; ok && t.where[old.message] == record {
		delete(t.where, old.message)
	}
}

// apply puts the changes that were kept aside into the list.
func (t *track) apply() {
	if len(t.edits) == 0 {
		return
	}
	records := slices.Sorted(maps.Keys(t.edits))
	list := make([]stretch, 0, len(t.list)+len(records))
	add := func(s stretch) {
		if n := len(list); n > 0 && list[n-1].goesOn(s.record, s.sight) {
			list[n-1].count += s.count
			return
		}
		list = append(list, s)
	}
	for _, s := range t.list {
		for len(records) > 0 && records[0] < s.end() {
			at := records[0]
			if at < s.record { // a record that was not there
				add(stretch{at, 1, t.edits[at]})
				records = records[1:]
				continue
			}
			if n := at - s.record; n > 0 {
				add(stretch{s.record, n, s.sight})
				s = stretch{at, s.count - n, s.step(n)}
			}
			add(stretch{at, 1, t.edits[at]})
			records = records[1:]
			s = stretch{at + 1, s.count - 1, s.step(1)}
		}
		if s.count > 0 {
			add(s)
		}
	}
	for _, at := range records {
		add(stretch{at, 1, t.edits[at]})
	}
	t.list = slices.DeleteFunc(list, func(s stretch) bool { return s.message == 0 })
	clear(t.edits)
	clear(t.where)
	t.sort()
}

// save writes the runs of the export anew where they have changed.
func (t *track) save(w *writing) error {
	t.apply()
	if !t.dirty {
		return nil
	}
	t.sort()
	t.dirty = false
	if err := w.tables.witnesses.flush(); err != nil { // what was saved before goes too
		return err
	}
	if err := w.run("DELETE FROM witnesses WHERE export = ?", t.export); err != nil {
		return err
	}
	for i := range t.list {
		s := &t.list[i]
		var place, clock driver.Value
		if s.placed {
			place = s.place
		}
		if s.clocked {
			clock = s.clock
		}
		err := w.tables.witnesses.add(t.export, s.record, s.message, s.count, reference(s.document), place, clock, s.without)
		if err != nil {
			return err
		}
	}
	return nil
}
