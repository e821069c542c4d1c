//go:build cgo

package store

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"exile/export"
	"exile/export/merge"
)

// Join says that a chat of the input is one of the store.
type Join struct {
	Chat   export.ChatRef // of the store
	Plan   *merge.Plan    // of Align, with the Marks of both
	People map[export.PersonRef]export.PersonRef
	Newest time.Time // when the export was made, as Chat.Saved; else the time of its last message
	Why    string    // as JSON
}

// JoinReport tells what became of the messages of a chat that was joined.
type JoinReport struct {
	Ref        export.ChatRef // as the reader numbered it
	Chat       export.ChatRef // of the store
	Same       int64          // were there, and say nothing new
	Refined    int64          // were there, and are better known now
	New        int64
	OnlyHere   int64 // of New, those within the time that the store had before
	OnlyBefore int64 // within the time of this export, and not in it
	Versions   int64 // said something else than is shown now
}

// Join says, before the chat of that number is added, which one of the store it is.
// Else it becomes one of its own. People that j.People does not name are new. One
// chat of the store is joined once at most between Begin, Round and Commit.
func (b *Batch) Join(ref export.ChatRef, j Join) error {
	if b.ended {
		return errEnded
	}
	if r := b.cast.chats[ref]; r != nil {
		return fmt.Errorf("join chat %d: it was added already", ref)
	}
	for other, k := range b.joins {
		if other != ref && k.Chat == j.Chat {
			return fmt.Errorf("join chat %d: chat %d joins the same one", ref, other)
		}
	}
	n, err := b.c.number(b.ctx, "SELECT count(*) FROM chats WHERE id = ?", int64(j.Chat))
	if err == nil && (n == 0 || j.Plan == nil) {
		err = errors.New("there is no such chat in the store, or no plan")
	}
	if err != nil {
		return fmt.Errorf("join chat %d: %w", ref, err)
	}
	for who, id := range j.People {
		b.cast.somebody(who, int64(id))
	}
	b.joins[ref] = &j
	return nil
}

// join makes a room one that joins a chat.
func (b *Batch) join(r *room, e *export.Chat, j *Join) error {
	r.chat = int64(j.Chat)
	r.value = r.chat
	r.people = map[export.PersonRef]*seat{}
	for who, id := range j.People {
		r.people[who] = b.cast.somebody(who, int64(id))
	}
	when := j.Newest
	if !e.Saved.IsZero() {
		when = e.Saved
	}
	rank := rankOf(newest(e.Saved, when), e.From, packPlace(e.From), e.SourceKey, e.Title)
	var err error
	r.join, err = newJoining(&b.writing, r.chat, r.export, rank, j.Plan)
	if err != nil {
		return err
	}
	r.join.ref, r.join.why = e.Ref, j.Why
	b.joined = append(b.joined, r.join)
	return nil
}

// Number returns the number that the store gives to a chat of this batch; 0 if
// there is none.
func (b *Batch) Number(ref export.ChatRef) export.ChatRef {
	if r := b.cast.chats[ref]; r != nil {
		return export.ChatRef(r.chat)
	}
	return 0
}

// Joined tells what became of the chats that were joined so far, in their order.
// What is still to be settled is settled for it.
func (b *Batch) Joined() ([]JoinReport, error) {
	if b.err == nil && !b.ended {
		b.err = b.endRooms()
	}
	var list []JoinReport
	for _, j := range b.joined {
		list = append(list, j.report)
	}
	return list, b.err
}

// Round makes everything so far readable by Rooms, Marks and Sample, and ends the
// chats of the batch: no message of them may come any more. The reader is about to
// be run again, with the same numbers.
func (b *Batch) Round() error {
	if b.ended {
		return errEnded
	}
	if b.err == nil {
		b.err = b.round()
	}
	return b.err
}

func (b *Batch) round() error {
	if err := b.endRooms(); err != nil {
		return err
	}
	clear(b.joins)
	if err := b.tables.flush(); err != nil {
		return err
	}
	if !b.fresh || b.indexed {
		return nil
	}
	if err := b.index(); err != nil {
		return err
	}
	if err := b.c.exec(b.ctx, "BEGIN"); err != nil {
		return err
	}
	err := b.writing.close()
	b.tables = newTables(b.c, true)
	return err
}

// joining is an export on its way into a chat.
type joining struct {
	g      *merging
	plan   *merge.Plan
	rank   merge.Rank
	track  *track
	scribe scribe
	row    row
	pace   pace
	ended  bool

	ref    export.ChatRef
	why    string
	report JoinReport

	records int64
	begun   map[int]*block // those that lack records
	ready   []*block
	waiting int // records in ready

	span, own reach // of the chat before, and of the export
	found     int64 // of the export, those that the chat had, with a time
	timed     int64 // of New, those with a time
}

// block is a time in which stored messages and those of an export are settled.
type block struct {
	merge.Block

	incoming []merge.Account
	origins  map[spot]origin
}

// reach is from the first to the last minute, in milliseconds since 1970.
type reach struct {
	first, last int64
	known       bool
}

func (s *reach) add(ms int64) {
	ms = floorMinute(ms)
	if !s.known {
		*s = reach{ms, ms, true}
	}
	s.first, s.last = min(s.first, ms), max(s.last, ms)
}

func (s *reach) has(ms int64) bool { return s.known && s.first <= ms && ms < s.last+minuteMilli }

// newJoining gets ready to take an export into a chat.
func newJoining(w *writing, chat, of int64, rank merge.Rank, plan *merge.Plan) (*joining, error) {
	g, err := newMerging(w, chat)
	if err != nil {
		return nil, err
	}
	tally := plan.Tally()
	j := &joining{
		g: g, plan: plan, rank: rank, track: newTrack(of), begun: map[int]*block{},
		scribe: scribe{w: w},
	}
	j.track.total = tally.Same + tally.New + tally.Settle
	g.tracks = append(slices.DeleteFunc(g.tracks, func(t *track) bool { return t.export == of }), j.track)
	g.ranks[of] = rank
	if j.span, err = readSpan(w, chat); err != nil {
		return nil, err
	}
	return j, nil
}

// readSpan reads the first and the last time of a chat.
func readSpan(w *writing, chat int64) (reach, error) {
	var s reach
	for _, order := range []string{"ASC", "DESC"} {
		v, err := w.c.one(w.ctx, `SELECT time FROM messages INDEXED BY messages_by_time
WHERE chat = ? AND time IS NOT NULL ORDER BY time `+order+" LIMIT 1", chat)
		if err != nil {
			return s, err
		}
		if ms, ok := v.(int64); ok {
			s.add(ms)
		}
	}
	return s, nil
}

var errRoundEnded = errors.New("a message of a chat that has ended")

// add takes the next message of the export, whose people have the store's numbers.
func (j *joining) add(m *export.Message, from origin) error {
	if j.ended {
		return errRoundEnded
	}
	j.records++
	if !m.Time.T.IsZero() {
		j.own.add(m.Time.T.UnixMilli())
	}
	switch step := j.plan.Step(j.records); step.Do {
	case merge.Same:
		return j.same(m, from, step)
	case merge.Unsettled:
		return j.hold(m, from, step.Block)
	case merge.New:
	}
	return j.insert(m, from)
}

// insert takes a message as it is: the chat has none in its minute.
func (j *joining) insert(m *export.Message, from origin) error {
	v := sight{message: j.g.w.next, document: from.document}
	j.row = row{reference(int64(m.Sender)), m.Time, j.pace.stand(m.Time, m.Seq), from.document, from.place}
	j.track.add(j.records, v)
	j.new(m)
	return j.g.w.insert(&j.scribe, j.g.value, m, &j.row)
}

func (j *joining) new(m *export.Message) {
	j.report.New++
	if m.Time.T.IsZero() {
		return
	}
	j.timed++
	if j.span.has(m.Time.T.UnixMilli()) {
		j.report.OnlyHere++
	}
}

// same notes that a message of the chat says what this one says.
func (j *joining) same(m *export.Message, from origin, step merge.Step) error {
	v := sight{message: step.ID, document: from.document, place: from.place, placed: true}
	_, clock, table := packTime(m.Time)
	if step.Clock && !table {
		v.clock, v.clocked = clock, true
	}
	j.track.add(j.records, v)
	j.report.Same++
	if !m.Time.T.IsZero() {
		j.found++
	}
	if !table {
		return nil
	}
	// A time finer than plans tell apart, or exact to something unusual.
	told, err := marshalTold(toldMessage{m, from.document, from.place})
	if err != nil {
		return err
	}
	return j.g.w.tables.versions.add(j.track.export, j.records, step.ID, told)
}
