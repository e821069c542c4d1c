//go:build cgo

package convert

import (
	"context"
	"encoding/json"
	"fmt"

	"exile/export"
	"exile/export/merge"
	"exile/export/store"
)

// joining is one Add: a pass that stores what the input holds, or, where chats may be
// ones that are there already, a pass that looks and then one that stores. Chats of
// one input that are the same room are stored one after the other, in a round each.
type joining struct {
	ctx     context.Context //nolint:containedctx // of one call of Add
	r       *reading
	batch   *store.Batch
	keep    *keeper
	survey  *survey // nil: one pass is enough
	pending []*incoming
	joined  []*choice
	apart   []Apart
	twins   map[string]bool // names
	done    func()          // ends the time in which memory is short
}

// run reads the input and stores it.
func (j *joining) run() error {
	rooms, err := j.batch.Rooms()
	if err != nil {
		return err
	}
	j.done = frugal()
	defer func() { j.done() }()
	if j.survey, err = j.r.survey(j.ctx, rooms); err != nil {
		return err
	}
	if j.survey == nil {
		c := &chooser{into: j.r.opt.Into, rooms: rooms}
		if err := c.noNumber(); err != nil {
			return err
		}
		j.forget()
		j.r.opt.Read.Chat = j.r.opt.Into
		return j.r.run(j.ctx, j.keep.add, j.keep.raw())
	}
	if j.r.opt.Into != "" && len(j.survey.chats) > 1 {
		return fmt.Errorf("read %s: %w", j.r.in.Base(), ErrOneTitle)
	}
	j.pending, j.r.sums = j.survey.chats, j.survey.r.sums.next()
	if err := j.round(j.r, rooms, 2); err != nil {
		return err
	}
	for n := int64(3); len(j.pending) > 0; n++ {
		if err := j.batch.Round(); err != nil {
			return err
		}
		if rooms, err = j.batch.Rooms(); err != nil {
			return err
		}
		again := j.r.again()
		again.sums = j.r.sums.next()
		if err := j.round(again, rooms, n); err != nil {
			return err
		}
	}
	return nil
}

// round settles what some of the chats are and reads the input for them. It is the
// n-th pass.
func (j *joining) round(r *reading, rooms []store.Room, n int64) error {
	first := n == 2
	now, err := j.settle(rooms)
	if err != nil {
		return err
	}
	r.passes = passes{done: n - 1, all: n}
	if len(j.pending) > 0 {
		r.passes.all++
	}
	j.keep.only = nil
	if !first || len(j.pending) > 0 {
		j.keep.only = j.survey.share(now, first)
	}
	if len(j.pending) == 0 {
		j.forget()
	}
	if first {
		err = r.run(j.ctx, j.keep.add, j.keep.raw())
	} else {
		err = r.scan(j.ctx, j.keep.add, unkept)
	}
	if err != nil {
		return err
	}
	if !r.sums.same(j.survey.r.sums) {
		return fmt.Errorf("read %s: %w", r.in.Base(), ErrChangedInput)
	}
	return nil
}

// settle decides what is stored in this round, and leaves the rest pending: chats of
// the input that are the same room must not come at once.
func (j *joining) settle(rooms []store.Room) ([]*choice, error) {
	c := &chooser{ctx: j.ctx, batch: j.batch, into: j.r.opt.Into, rooms: rooms}
	taken := map[export.ChatRef]bool{}
	var now []*choice
	var later []*incoming
	for _, in := range j.pending {
		wait, apart := waits(in, now)
		if wait {
			later = append(later, in)
			continue
		}
		ch, err := j.comesHome(c, in)
		if ch == nil && err == nil {
			ch, err = c.choose(in)
		}
		if err != nil {
			return nil, err
		}
		if ch.takes(taken) {
			later = append(later, in)
			continue
		}
		if !ch.joins() {
			j.apart = append(append(j.apart, ch.apart...), apart...)
		} else if err := j.join(ch, taken); err != nil {
			return nil, err
		}
		ch.fits = slimmed(ch.fits)
		now = append(now, ch)
	}
	j.pending = later
	if c.into != "" && len(now) > 0 && !now[0].joins() && len(now[0].apart) == 0 {
		j.r.opt.Read.Chat = c.into
	}
	return now, nil
}

// waits reports whether a chat is the same room as one of this round.
func waits(in *incoming, now []*choice) (bool, []Apart) {
	var all []Apart
	for _, c := range now {
		same, apart := in.is(c.in)
		if same {
			return true, nil
		}
		if apart != nil {
			all = append(all, *apart)
		}
	}
	return false, all
}

// takes reports whether a chat of the store is another's in this round.
func (c *choice) takes(taken map[export.ChatRef]bool) bool {
	for _, f := range c.fits {
		if taken[f.room.Ref] {
			return true
		}
	}
	return false
}

// join makes the chats that a chat of the input fits one, and has it join that.
func (j *joining) join(c *choice, taken map[export.ChatRef]bool) error {
	f := c.fits[0]
	for _, other := range c.fits[1:] {
		if err := j.batch.MergeChats(f.room.Ref, other.room.Ref); err != nil {
			return fmt.Errorf("join chat %d to %d: %w", other.room.Ref, f.room.Ref, err)
		}
		taken[other.room.Ref] = true
	}
	taken[f.room.Ref] = true
	if len(c.fits) > 1 {
		marks, err := j.batch.Marks(f.room.Ref)
		if err != nil {
			return err
		}
		f.marks, f.like, f.people = marks, merge.Compare(marks, c.in.marks), merge.SamePeople(marks, c.in.marks)
	}
	j.findTwins(c.in, f)
	j.joined = append(j.joined, c)
	return j.batch.Join(c.in.refs[0], store.Join{
		Chat: f.room.Ref, Plan: merge.Align(f.marks, c.in.marks, f.people), People: f.people,
		Newest: c.in.newest(), Why: f.reason(),
	})
}

// reason is what the store remembers of why.
func (f *fit) reason() string {
	if f.told != nil {
		return *f.told
	}
	b, err := json.Marshal(struct {
		Why     Why   `json:"why"`
		Overlap int64 `json:"overlap,omitempty"`
		Equal   int64 `json:"equal,omitempty"`
	}{f.why, f.like.Overlap, f.like.Equal})
	if err != nil {
		return string(f.why)
	}
	return string(b)
}

// slimmed lets go of the marks of the store, which are large.
func slimmed(fits []*fit) []*fit {
	for _, f := range fits {
		f.marks = nil
	}
	return fits
}

// forget lets go of the marks of the input.
func (j *joining) forget() {
	if j.survey != nil {
		for _, in := range j.survey.chats {
			in.marks = nil
		}
	}
	j.done()
	j.done = func() {}
}
