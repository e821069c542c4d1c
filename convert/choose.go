//go:build cgo

package convert

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/merge"
	"exile/export/store"
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
	if c.into != "" {
		return out, c.told(in, out)
	}
	if err := c.keyed(in, out); err != nil || out.joins() || len(out.apart) > 0 {
		return out, err
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

// told joins the chat to the one that the person named; where there is none of that
// title, it is a chat of its own.
func (c *chooser) told(in *incoming, out *choice) error {
	room, err := c.said(in.chat.App)
	if room == nil || err != nil {
		return err
	}
	f, err := c.compare(in, room)
	if err != nil {
		return err
	}
	if f.like.Shift != 0 {
		out.apart = append(out.apart, f.apart(in, WhyShifted))
		return nil
	}
	f.why, f.sure = WhySaid, true
	out.fits = append(out.fits, f)
	return nil
}

// keyed joins the chat to the one that the app calls the same. Some keys are a
// person's: two accounts of one owner call their chats with one friend the same. These
// are two, and what was said there tells.
func (c *chooser) keyed(in *incoming, out *choice) error {
	for i := range c.rooms {
		room := &c.rooms[i]
		if !sameKey(&room.Chat, &in.chat) {
			continue
		}
		f, err := c.compare(in, room)
		if err != nil {
			return err
		}
		if why := f.denies(in); why != "" {
			out.apart = append(out.apart, f.apart(in, why))
			continue
		}
		f.why, f.sure = WhyKey, true
		out.fits, out.apart = append(out.fits, f), nil
		return nil
	}
	return nil
}

// denies says why two chats of one key are two; "": they are one.
func (f *fit) denies(in *incoming) Why {
	if denied(&f.like) {
		return WhyOtherMessages
	}
	lacks := func(n string) bool { return !nobody(n) && in.names[norm.NFC.String(n)] == 0 }
	if f.like.Overlap == 0 && in.chat.Kind == export.ChatDirect &&
		len(in.names) > 1 && len(f.room.Names) > 1 && len(f.people) < len(in.names) && slices.ContainsFunc(f.room.Names, lacks) {
		return WhyNoOverlap // somebody else's chat with that friend, as far as can be seen
	}
	return ""
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
		return nil, c.noNumber()
	case 1:
		return found[0], nil
	}
	several := &SeveralChatsError{Title: c.into}
	for _, r := range found {
		several.Chats = append(several.Chats, r.Ref)
	}
	return nil, several
}

// noNumber says that InOptions.Into is a number and no chat has it: a new chat of that
// title is not what was meant.
func (c *chooser) noNumber() error {
	if _, err := strconv.ParseInt(c.into, 10, 64); err == nil && len(c.rooms) > 0 {
		return &NoChatError{Title: c.into}
	}
	return nil
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

func sameKey(a, b *export.Chat) bool {
	return a.App == b.App && a.SourceKey != "" && a.SourceKey == b.SourceKey
}

// sameTitle reports whether a title is that of both.
func sameTitle(a, b string) bool { return !nobody(a) && norm.NFC.String(a) == norm.NFC.String(b) }

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
	f.sure, f.why = false, same(&f.like, titled)
	switch {
	case f.why != "":
		f.swap(in, titled)
	case len(f.people) == 0 && len(in.names) > 0:
		f.why = WhyOtherPeople
	case titled:
		f.sure, f.why = true, WhyTitle
	default:
		f.sure, f.why = true, WhyMessages
	}
}

// swap looks whether the one was read with day and month changed.
func (f *fit) swap(in *incoming, titled bool) {
	if !titled || f.like.Shift != 0 {
		return
	}
	swapped := in.marks.Swapped()
	if swapped == nil {
		return
	}
	if like := merge.Compare(f.marks, swapped); same(&like, titled) == "" && like.Equal > f.like.Equal {
		f.like, f.why = like, WhySwapped
	}
}

// telling reports whether so much is equal that it must be told although it is not
// enough.
func (f *fit) telling() bool {
	l := &f.like
	return l.Shift != 0 || l.Telling >= worthTelling && 2*l.Equal >= lesser(l) ||
		l.Senders >= leastSenders && l.Torn+l.Here.Runs+l.There.Runs == 0 && 2*l.Equal > lesser(l)
}

func (f *fit) apart(in *incoming, why Why) Apart {
	return Apart{
		Title: in.chat.Title, Other: f.room.Ref, Of: f.room.Title, Why: why,
		Overlap: f.like.Overlap, Equal: f.like.Equal - f.like.Reworded, Shift: int64(f.like.Shift / time.Minute), in: in,
	}
}

// oneRoom reports whether chats that an export fits are one room: each has telling
// messages of several people in common with it, and no two of them say different
// things of one time. Then the export is what was missing between them. The oldest
// goes first.
func oneRoom(fits []*fit) bool {
	slices.SortFunc(fits, func(a, b *fit) int { return cmp.Compare(a.room.Ref, b.room.Ref) })
	for i, a := range fits {
		if !bridges(&a.like) {
			return false
		}
		for _, b := range fits[:i] {
			if otherKey(a.room.SourceKey, b.room.SourceKey) {
				return false
			}
			like := merge.Compare(b.marks, a.marks)
			if like.Overlap > 0 && same(&like, true) != "" {
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
	keyed, titled := sameKey(a, b), sameTitle(a.Title, b.Title)
	if !keyed && !titled && !in.mayBe(other) {
		return false, nil
	}
	f := &fit{
		room: &store.Room{Chat: *a, Names: slices.Collect(maps.Keys(other.names))}, marks: other.marks,
		like: merge.Compare(other.marks, in.marks), people: merge.SamePeople(other.marks, in.marks),
	}
	if f.judge(in, titled); keyed {
		f.why, titled = f.denies(in), true
		f.sure = f.why == ""
	}
	if f.sure || !titled && !f.telling() {
		return f.sure, nil
	}
	apart := f.apart(in, f.why)
	apart.Other, apart.with = 0, other
	return false, &apart
}
