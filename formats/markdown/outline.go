package markdown

import (
	"context"
	"math"
	"time"

	"exile/export"
)

// outline is what a first pass over a chat finds, for a note begins with what
// comes in it and after it.
type outline struct {
	notes   []note
	writers []export.PersonRef // in the order in which they first write
	counts  map[export.PersonRef]int64
	answers map[export.MessageID]anchor // the messages that others answer, by id
	keyed   map[string]anchor           // and by key
}

// note is one note before it is written.
type note struct {
	key      int64 // its day or month
	offset   int   // seconds east of UTC, of its first message
	messages int64
	notices  int64
	people   []export.PersonRef // in the order in which they first write
}

// undated is the key of the note whose messages have no day.
const undated = math.MinInt64

// anchor is a message that a link can go to.
type anchor struct {
	note int // its index; -1: the message was not met yet
	mark mark
}

// mark is a message's block id: m with its number in the store, or n with its
// place in the chat.
type mark struct {
	stored bool
	number int64
}

func (m mark) appendTo(b []byte) []byte {
	b = append(b, '^')
	if m.stored {
		b = append(b, 'm')
	} else {
		b = append(b, 'n')
	}
	return appendInt(b, m.number)
}

// markOf returns the mark of the nth message of a chat.
func markOf(m *export.Message, n int64) mark {
	if m.ID > 0 {
		return mark{true, int64(m.ID)}
	}
	return mark{false, n}
}

// keyOf returns the day, or the month, of a time on its own wall; keys ascend as
// days do.
func keyOf(t time.Time, months bool) int64 {
	if t.IsZero() {
		return undated
	}
	y, m, d := t.Date()
	if months {
		d = 0
	}
	return int64(y)*512 + int64(m)*32 + int64(d)
}

// dateOf returns the date of a key as 2006-01-02 or 2006-01.
func dateOf(key int64) string {
	y, m, d := key>>9, key>>5&15, key&31
	b := appendPadded(nil, y, 4)
	b = appendPadded(append(b, '-'), m, 2)
	if d > 0 {
		b = appendPadded(append(b, '-'), d, 2)
	}
	return string(b)
}

// survey makes the outline of a chat.
func (r *run) survey(ctx context.Context, chat export.ChatRef) (*outline, error) {
	o := &outline{counts: map[export.PersonRef]int64{}, answers: map[export.MessageID]anchor{}, keyed: map[string]anchor{}}
	in := map[export.PersonRef]int{} // the last note that has a person, counted from 1
	count := 0
	for m, err := range r.history.Messages(ctx, chat, export.Range{}) {
		if err != nil {
			return nil, err
		}
		if count++; count%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		n := o.at(m, r.months)
		if a := m.ReplyTo; a != nil {
			if a.ID > 0 {
				o.answers[a.ID] = anchor{note: -1}
			}
			if a.Key != "" {
				o.keyed[a.Key] = anchor{note: -1}
			}
		}
		if _, notice := m.Content.(export.Notice); notice {
			n.notices++
			continue
		}
		n.messages++
		if o.counts[m.Sender]++; o.counts[m.Sender] == 1 {
			o.writers = append(o.writers, m.Sender)
		}
		if in[m.Sender] != len(o.notes) {
			in[m.Sender] = len(o.notes)
			n.people = append(n.people, m.Sender)
		}
	}
	return o, nil
}

// at returns the note that a message goes to: that of its day, or the last one
// where the day lies before it, as it may for people in several zones.
func (o *outline) at(m *export.Message, months bool) *note {
	key := keyOf(m.Time.T, months)
	if len(o.notes) == 0 || key > o.notes[len(o.notes)-1].key {
		_, offset := m.Time.T.Zone()
		o.notes = append(o.notes, note{key: key, offset: offset})
	}
	return &o.notes[len(o.notes)-1]
}

// meet notes where a message that others answer stands.
func (o *outline) meet(m *export.Message, at int, mark mark) {
	if _, ok := o.answers[m.ID]; ok && m.ID > 0 {
		o.answers[m.ID] = anchor{at, mark}
	}
	if _, ok := o.keyed[m.SourceKey]; ok && m.SourceKey != "" {
		o.keyed[m.SourceKey] = anchor{at, mark}
	}
}

// answered returns where the message stands that r answers.
func (o *outline) answered(r *export.Reply) (anchor, bool) {
	if a, ok := o.answers[r.ID]; ok && a.note >= 0 {
		return a, true
	}
	a, ok := o.keyed[r.Key]
	return a, ok && a.note >= 0
}
