//go:build cgo

package convert

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/merge"
	"exile/export/store"
)

// How much must be equal before a chat is taken for another.
const (
	leastTelling = 10 // messages that say something, where the titles differ
	fewTelling   = 3  // the same, where all that could be equal is
)

// chooser says which of the chats that are there a chat of an input is.
type chooser struct {
	ctx   context.Context //nolint:containedctx // of one call of Add
	batch *store.Batch
	into  string // InOptions.Into
	rooms []store.Room
}

// fit is a chat that is there, compared with one of an input.
type fit struct {
	room   *store.Room
	marks  *merge.Marks
	like   merge.Likeness
	people map[export.PersonRef]export.PersonRef
	why    Why
	sure   bool
	told   *string // why, as the store remembers it from before
}

// choice is what became of a chat of an input: one of fits, where there is one, or
// a chat of its own. Several fits are one room.
type choice struct {
	in    *incoming
	fits  []*fit
	apart []Apart
}

// joins reports whether the chat is one that is there.
func (c *choice) joins() bool { return len(c.fits) > 0 }

// choose looks for a chat among those of the store: by the word of the person, by the
// app's key, by title, and at last by what stands in it. A title alone is nothing:
// people and messages must be the same too.
func (c *chooser) choose(in *incoming) (*choice, error) {
	out := &choice{in: in}
	if room, why, err := c.certain(in); room != nil || err != nil {
		if err != nil {
			return nil, err
		}
		f, err := c.compare(in, room)
		if err != nil {
			return nil, err
		}
		if f.why, f.sure = why, true; why == WhySaid && f.like.Shift != 0 {
			out.apart = append(out.apart, f.apart(in, WhyShifted))
			return out, nil
		}
		out.fits = append(out.fits, f)
		return out, nil
	}
	if c.into != "" { // a new chat of this title
		return out, nil
	}
	for i := range c.rooms {
		room := &c.rooms[i]
		likely, titled, err := c.likely(in, room)
		if err != nil {
			return nil, err
		}
		if !likely {
			continue
		}
		f, err := c.compare(in, room)
		if err != nil {
			return nil, err
		}
		f.judge(in, titled)
		switch {
		case f.sure:
			out.fits = append(out.fits, f)
		case titled || f.telling():
			out.apart = append(out.apart, f.apart(in, f.why))
		}
	}
	if len(out.fits) > 1 && !oneRoom(out.fits) {
		for _, f := range out.fits {
			out.apart = append(out.apart, f.apart(in, WhyTwoChats))
		}
		out.fits = nil
	}
	if out.joins() {
		out.apart = nil
	}
	return out, nil
}

// certain finds the chat that the person named, or that the app calls the same.
func (c *chooser) certain(in *incoming) (*store.Room, Why, error) {
	if c.into != "" {
		room, err := c.said(in.chat.App)
		return room, WhySaid, err
	}
	for i := range c.rooms {
		if r := &c.rooms[i]; r.App == in.chat.App && r.SourceKey != "" && r.SourceKey == in.chat.SourceKey {
			return r, WhyKey, nil
		}
	}
	return nil, "", nil
}

// said finds the chat that InOptions.Into means: one of this app, by its title or by
// its number.
func (c *chooser) said(app string) (*store.Room, error) {
	number, err := strconv.ParseInt(c.into, 10, 64)
	var found []*store.Room
	for i := range c.rooms {
		r := &c.rooms[i]
		switch {
		case r.App != app:
		case err == nil && int64(r.Ref) == number:
			return r, nil
		case sameTitle(r.Title, c.into):
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil //nolint:nilnil // a new chat
	case 1:
		return found[0], nil
	}
	several := &SeveralChatsError{Title: c.into}
	for _, r := range found {
		several.Chats = append(several.Chats, r.Ref)
	}
	return nil, several
}

// likely reports whether it is worth comparing a chat with one of the store, and
// whether the titles are the same.
func (c *chooser) likely(in *incoming, room *store.Room) (likely, titled bool, err error) {
	if room.App != in.chat.App || otherKey(room.SourceKey, in.chat.SourceKey) {
		return false, false, nil
	}
	if sameTitle(room.Title, in.chat.Title) {
		return true, true, nil
	}
	if !slices.ContainsFunc(room.Names, func(n string) bool { return in.names[norm.NFC.String(n)] > 0 }) {
		return false, false, nil
	}
	sample := in.sample(room.First, room.Last)
	if len(sample) == 0 {
		return false, false, nil
	}
	n, err := c.batch.Sample(room.Ref, sample)
	if err != nil {
		return false, false, fmt.Errorf("compare with chat %d: %w", room.Ref, err)
	}
	return enough(n, len(sample)), false, nil
}

// otherKey reports whether an app itself says that two chats are two.
func otherKey(a, b string) bool { return a != "" && b != "" && a != b }

func sameTitle(a, b string) bool { return a != "" && norm.NFC.String(a) == norm.NFC.String(b) }

// compare compares a chat with one of the store, message by message.
func (c *chooser) compare(in *incoming, room *store.Room) (*fit, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	marks, err := c.batch.Marks(room.Ref)
	if err != nil {
		return nil, fmt.Errorf("compare with chat %d: %w", room.Ref, err)
	}
	return &fit{
		room: room, marks: marks,
		like: merge.Compare(marks, in.marks), people: merge.SamePeople(marks, in.marks),
	}, nil
}

// judge decides whether two chats are one.
func (f *fit) judge(in *incoming, titled bool) {
	f.sure, f.why = false, WhyOtherMessages
	like, same := judge(f.marks, in.marks, f.like, titled)
	f.like = like
	switch {
	case like.Shift != 0:
		f.why = WhyShifted
	case like.Overlap == 0:
		f.why = WhyNoOverlap
	case !same:
	case len(f.people) == 0 && len(in.names) > 0:
		f.why = WhyOtherPeople
	case titled:
		f.sure, f.why = true, WhyTitle
	default:
		f.sure, f.why = true, WhyMessages
	}
}

// judge reports whether two chats have enough in common. What is equal is measured
// by the one that has less in the time that both cover: a computer that was seldom on
// has little of a room, and whichever is added first must not matter.
func judge(a, b *merge.Marks, like merge.Likeness, titled bool) (merge.Likeness, bool) {
	if like.Shift != 0 || like.Overlap == 0 {
		return like, false
	}
	if alike(like, titled) {
		return like, true
	}
	if other := merge.Compare(b, a); alike(other, titled) {
		return other, true
	}
	return like, false
}

func alike(l merge.Likeness, titled bool) bool {
	if titled {
		return l.Equal > 0 && 2*l.Equal >= l.Overlap
	}
	return 5*l.Equal >= 4*l.Overlap && (l.Telling >= leastTelling || l.Telling >= fewTelling && l.Equal == l.Overlap)
}

// telling reports whether so much is equal that it must be told although it is not
// enough.
func (f *fit) telling() bool {
	return f.like.Shift != 0 || f.like.Telling >= fewTelling && 2*f.like.Equal >= f.like.Overlap
}

func (f *fit) apart(in *incoming, why Why) Apart {
	return Apart{
		Title: in.chat.Title, Other: f.room.Ref, Of: f.room.Title, Why: why,
		Overlap: f.like.Overlap, Equal: f.like.Equal, Shift: int64(f.like.Shift / time.Minute), in: in,
	}
}

// oneRoom reports whether chats that an export fits are one room: no two of them say
// different things of one time. Then the export is what was missing between them. The
// oldest goes first.
func oneRoom(fits []*fit) bool {
	slices.SortFunc(fits, func(a, b *fit) int { return cmp.Compare(a.room.Ref, b.room.Ref) })
	for i, a := range fits {
		for _, b := range fits[:i] {
			if otherKey(a.room.SourceKey, b.room.SourceKey) {
				return false
			}
			like := merge.Compare(b.marks, a.marks)
			if like.Overlap == 0 {
				continue
			}
			if _, same := judge(b.marks, a.marks, like, true); !same {
				return false
			}
		}
	}
	return true
}

// is compares two chats of one input. Where the titles are the same and the chats are
// not, it says why.
func (in *incoming) is(other *incoming) (bool, *Apart) {
	a, b := &other.chat, &in.chat
	if a.App != b.App || otherKey(a.SourceKey, b.SourceKey) {
		return false, nil
	}
	if a.SourceKey != "" && a.SourceKey == b.SourceKey {
		return true, nil
	}
	titled := sameTitle(a.Title, b.Title)
	if !titled && !in.mayBe(other) {
		return false, nil
	}
	f := &fit{
		room: &store.Room{Chat: *a}, marks: other.marks,
		like: merge.Compare(other.marks, in.marks), people: merge.SamePeople(other.marks, in.marks),
	}
	f.judge(in, titled)
	if f.sure || !titled && !f.telling() {
		return f.sure, nil
	}
	apart := f.apart(in, f.why)
	apart.Other, apart.with = 0, other
	return false, &apart
}
