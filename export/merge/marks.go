package merge

import (
	"math"
	"time"

	"exile/export"
)

// Marks are what alignment needs to know of the messages of one export or one
// chat: 32 bytes for each, 4 more where the source has keys, in slabs without
// pointers. No text is kept.
//
// They are filled by Add, in the order of the export or the chat, and sorted
// once. After that they are only read, from as many goroutines as one likes.
type Marks struct {
	slabs   []markSlab
	count   int
	last    int64 // the time of the mark that was added last
	ordered bool  // nothing was added out of order

	clocks  clockTable
	people  markPeople
	scratch said
}

// mark is one message. It has no pointers and no padding.
type mark struct {
	at    int64  // milliseconds since 1970, as told; untimed: not known
	id    int64  // as given to Add
	whole uint64 // hash of everything it says
	words uint32 // hash of what any account of it says, see WordsOf
	by    uint32 // who << whoShift | clock << clockShift | texts | telling
}

// The parts of mark.by. Indexes that do not fit are the last one, which equals
// nothing: only a hostile input has so many people or clocks.
const (
	telling    = 1 << 0
	texts      = 1 << 1
	clockShift = 2
	clockMask  = 1<<11 - 1
	whoShift   = 13
	whoMask    = 1<<19 - 1
)

// untimed is the time of a message without one. Other times are within ±farthest.
const (
	untimed  = math.MinInt64
	farthest = 1 << 52
)

const (
	milliMinute = 60_000
	slabMarks   = 1 << 14
)

// markSlab holds slabMarks marks, the last slab fewer.
type markSlab struct {
	marks []mark
	keys  []uint32 // hashes of SourceKey, 0: none; shorter than marks where the rest has none
}

// NewMarks returns Marks of nothing.
func NewMarks() *Marks { return &Marks{ordered: true, last: untimed} }

// Add takes note of msg and does not keep it. id is the number of the record in
// its export, from 1, or the MessageID of a store. name tells what a person is
// called, byte for byte as the other side would have it, so in NFC if at all; it
// is called once for each person.
func (m *Marks) Add(msg *export.Message, id int64, name func(export.PersonRef) string) {
	k := mark{at: milli(msg.Time.T), id: id, words: WordsOf(msg)}
	k.whole = m.whole(msg, name)
	k.by = m.people.index(msg.Sender, name)<<whoShift | m.clocks.index(&msg.Time)<<clockShift
	if _, ok := msg.Content.(export.Text); ok {
		k.by |= texts
	}
	if tells(msg.Content) {
		k.by |= telling
	}
	if m.count == len(m.slabs)*slabMarks {
		s := markSlab{}
		if m.count > 0 { // the first one grows: most chats are small
			s.marks = make([]mark, 0, slabMarks)
		}
		m.slabs = append(m.slabs, s)
	}
	s := &m.slabs[m.count/slabMarks]
	if msg.SourceKey != "" {
		s.setKey(len(s.marks), keyHash(msg.SourceKey))
	}
	s.marks = append(s.marks, k)
	m.count++
	m.ordered = m.ordered && k.at >= m.last
	m.last = k.at
}

func (s *markSlab) setKey(i int, key uint32) {
	if i < len(s.keys) {
		s.keys[i] = key
		return
	}
	if key == 0 {
		return
	}
	if s.keys == nil && cap(s.marks) == slabMarks {
		s.keys = make([]uint32, 0, slabMarks)
	}
	for len(s.keys) < i {
		s.keys = append(s.keys, 0)
	}
	s.keys = append(s.keys, key)
}

// milli is t in milliseconds since 1970.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return untimed
	}
	return min(max(t.UnixMilli(), -farthest), farthest)
}

// Len returns how many messages there are.
func (m *Marks) Len() int { return m.count }

// Span returns the first and the last time as told, in UTC; zero times if no
// message has one.
func (m *Marks) Span() (first, last time.Time) {
	low, high := m.span(func(k *mark) stretch { return stretch{k.at, k.at} })
	if low == untimed {
		return time.Time{}, time.Time{}
	}
	return time.UnixMilli(low).UTC(), time.UnixMilli(high).UTC()
}

// span returns the least and the greatest of what the function gives for messages
// with a time; untimed if there are none.
func (m *Marks) span(of func(*mark) stretch) (low, high int64) {
	low, high = untimed, untimed
	for i := range m.count {
		k := m.at(i)
		if k.at == untimed {
			continue
		}
		s := of(k)
		if low == untimed || s.from < low {
			low = s.from
		}
		high = max(high, s.before)
	}
	return low, high
}

func (m *Marks) at(i int) *mark { return &m.slabs[i/slabMarks].marks[i%slabMarks] }

func (m *Marks) key(i int) uint32 {
	if s := &m.slabs[i/slabMarks]; i%slabMarks < len(s.keys) {
		return s.keys[i%slabMarks]
	}
	return 0
}

func (m *Marks) clock(k *mark) *clock { return &m.clocks.list[k.by>>clockShift&clockMask] }

// who is the index of the sender among m.people.
func (k *mark) who() int { return int(k.by >> whoShift) }

func (k *mark) telling() bool { return k.by&telling != 0 }

func (k *mark) text() bool { return k.by&texts != 0 }

// minute is the number of the minute since 1970, which is the mark's place in the
// order; untimed stays what it is.
func (k *mark) minute() int64 { return minuteOf(k.at) }

func minuteOf(at int64) int64 {
	if at == untimed {
		return untimed
	}
	return floorTo(at, milliMinute) / milliMinute
}

// floorTo is the largest multiple of step that is not above n.
func floorTo(n, step int64) int64 {
	r := n % step
	if r < 0 {
		r += step
	}
	return n - r
}

// markPeople are the people whom marks name.
type markPeople struct {
	list  []markPerson
	known map[export.PersonRef]uint32
}

type markPerson struct {
	ref  export.PersonRef
	name string
}

// crowd is the index of everybody who does not fit in the table.
const crowd = whoMask

// index returns the person's place in the list; nobody is the first.
func (p *markPeople) index(ref export.PersonRef, name func(export.PersonRef) string) uint32 {
	if p.known == nil {
		p.known = map[export.PersonRef]uint32{0: 0}
		p.list = append(p.list, markPerson{})
	}
	i, ok := p.known[ref]
	switch {
	case ok:
	case len(p.list) >= crowd:
		i = crowd
	default:
		i = uint32(len(p.list))
		p.known[ref] = i
		p.list = append(p.list, markPerson{ref, name(ref)})
	}
	return i
}

// called returns the name of a person for hashing.
func (p *markPeople) called(ref export.PersonRef, name func(export.PersonRef) string) string {
	if i := p.index(ref, name); i < crowd {
		return p.list[i].name
	}
	return name(ref)
}
