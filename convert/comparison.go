//go:build cgo

package convert

import (
	"cmp"
	"context"
	"hash/maphash"
	"iter"
	"slices"

	"exile/export"
	"exile/export/store"
)

// comparison holds what is read now against what was told before: two numbers for
// each message that has not found its other yet, and that is mostly none.
type comparison struct {
	ctx    context.Context //nolint:containedctx // of one call
	was    *store.View
	told   []store.Export // that no chat of now has taken
	seed   maphash.Seed
	now    map[export.PersonRef]string // what tells people apart
	called map[string]string           // by each name of somebody of before, what stays of them
	chats  []*chatComparison
	at     map[export.ChatRef]*chatComparison
	buf    []byte

	most   int         // places to be named
	places []Differing // those that changed
}

// chatComparison is the same for one chat.
type chatComparison struct {
	diff     ChatDifference
	pull     func() (export.Event, error, bool)
	stop     func()
	people   map[export.PersonRef]string // of before
	called   map[string]string           // of the comparison
	ahead    *export.Message             // the next one of before, so that its end is known at once
	old, new waiting                     // what each message says, by where it stands
}

// waiting are messages that have not found their others.
type waiting struct {
	says map[uint64]uint64
	at   map[uint64]export.Source // where those stand; of few
	last export.Source
	nth  uint64 // of several in one place
}

func newComparison(ctx context.Context, was *store.View, source *store.Source) (*comparison, error) {
	c := &comparison{
		ctx: ctx, was: was, seed: maphash.MakeSeed(), now: map[export.PersonRef]string{}, called: map[string]string{}, at: map[export.ChatRef]*chatComparison{},
	}
	all, err := was.Exports(ctx)
	c.told = slices.DeleteFunc(all, func(e store.Export) bool { return e.Source != source.ID })
	return c, err
}

// add takes events of now.
func (c *comparison) add(events []export.Event) error {
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			if c.at[e.Ref] != nil {
				continue
			}
			chat, err := c.chat(e)
			if err != nil {
				return err
			}
			c.at[e.Ref] = chat
		case *export.Person:
			c.now[e.Ref] = constant(e)
		case *export.Message:
			chat := c.at[e.Chat]
			if chat == nil {
				continue
			}
			if err := c.message(chat, e); err != nil {
				return err
			}
		case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	return nil
}

// chat begins a chat of now. The one of before is that of the same key, or place and
// title, or place.
func (c *comparison) chat(e *export.Chat) (*chatComparison, error) {
	for _, same := range []func(t *store.Export) bool{
		func(t *store.Export) bool { return e.SourceKey != "" && t.Key == e.SourceKey },
		func(t *store.Export) bool { return sameFile(t.From, e.From) && t.Title == e.Title },
		func(t *store.Export) bool {
			return sameFile(t.From, e.From) && t.From.Line == e.From.Line && t.From.Record == e.From.Record
		},
	} {
		if i := slices.IndexFunc(c.told, func(t store.Export) bool { return same(&t) }); i >= 0 {
			was := c.told[i]
			c.told = slices.Delete(c.told, i, i+1)
			return c.begin(e.Title, c.was.Told(c.ctx, was.ID))
		}
	}
	return c.begin(e.Title, func(func(export.Event, error) bool) {})
}

func sameFile(a, b export.Source) bool { return a.Input == b.Input && a.File == b.File }

func (c *comparison) begin(title string, before iter.Seq2[export.Event, error]) (*chatComparison, error) {
	chat := &chatComparison{diff: ChatDifference{Title: title}, people: map[export.PersonRef]string{}, called: c.called}
	chat.old.says, chat.new.says = map[uint64]uint64{}, map[uint64]uint64{}
	chat.old.at, chat.new.at = map[uint64]export.Source{}, map[uint64]export.Source{}
	chat.pull, chat.stop = iter.Pull2(before)
	c.chats = append(c.chats, chat)
	return chat, chat.look()
}

// message takes a message of now, and the next one of before.
func (c *comparison) message(chat *chatComparison, m *export.Message) error {
	chat.diff.After++
	c.meet(chat, &chat.old, &chat.new, chat.new.place(m.From, c.seed), c.says(m, c.now), m.From)
	_, err := c.next(chat)
	return err
}

// next takes the next message of before, if there is one.
func (c *comparison) next(chat *chatComparison) (bool, error) {
	m := chat.ahead
	if m == nil {
		return false, nil
	}
	says, from := c.says(m, chat.people), m.From
	if err := chat.look(); err != nil {
		return false, err
	}
	chat.diff.Before++
	c.meet(chat, &chat.new, &chat.old, chat.old.place(from, c.seed), says, from)
	return true, nil
}

// look fetches the next message of before.
func (chat *chatComparison) look() error {
	chat.ahead = nil
	for {
		e, err, ok := chat.pull()
		if err != nil || !ok {
			chat.stop()
			return err
		}
		switch e := e.(type) {
		case *export.Person:
			chat.people[e.Ref] = constant(e)
			chat.call(e)
		case *export.Message:
			chat.ahead = e
			return nil
		case *export.Chat, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
}

// call takes note of what a person is called who is known by names alone: what two
// files of one input call differently may be one person by now.
func (chat *chatComparison) call(p *export.Person) {
	if p.SourceKey != "" {
		return
	}
	for _, name := range p.Names {
		chat.called[name] = constant(p)
	}
}

// meet finds the other of a message, or lets it wait for it.
func (c *comparison) meet(chat *chatComparison, others, own *waiting, at, says uint64, from export.Source) {
	other, ok := others.says[at]
	switch {
	case !ok:
		own.says[at] = says
		if len(own.at) < c.most {
			own.at[at] = from
		}
		return
	case other == says:
		chat.diff.Same++
	default:
		chat.diff.Changed++
		if len(c.places) < c.most {
			c.places = append(c.places, differing("changed", from))
		}
	}
	delete(others.says, at)
	delete(others.at, at)
}

func differing(what string, at export.Source) Differing {
	return Differing{What: what, Input: at.Input, File: at.File, Line: at.Line, Record: at.Record}
}

// differing names the places at which something differs, in the order of the input.
func (c *comparison) differing() []Differing {
	for _, chat := range c.chats {
		for _, at := range chat.new.at {
			c.places = append(c.places, differing("added", at))
		}
		for _, at := range chat.old.at {
			c.places = append(c.places, differing("gone", at))
		}
	}
	slices.SortFunc(c.places, func(a, b Differing) int {
		return cmp.Or(cmp.Compare(a.Input, b.Input), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Record, b.Record), cmp.Compare(a.What, b.What))
	})
	return c.places[:min(len(c.places), c.most)]
}

// place is a number for where a message stands in the input.
func (w *waiting) place(at export.Source, seed maphash.Seed) uint64 {
	at.Offset, at.Length, at.Lines = 0, 0, 0
	w.nth++
	if at != w.last {
		w.last, w.nth = at, 0
	}
	return maphash.Comparable(seed, struct {
		export.Source
		nth uint64
	}{at, w.nth})
}

// says is a number for what a message says, and who: people by their names, for
// numbers are of one run, and files without what only a store knows.
func (c *comparison) says(m *export.Message, names map[export.PersonRef]string) uint64 {
	n := *m
	n.ID, n.Chat, n.Sender, n.Seq = 0, 0, c.person(m.Sender, names), 0
	n.From.Offset, n.From.Length = 0, 0
	n.Content = c.content(m.Content, names)
	if m.ReplyTo != nil {
		reply := *m.ReplyTo
		reply.ID = 0
		n.ReplyTo = &reply
	}
	n.Reactions = slices.Clone(m.Reactions)
	for i := range n.Reactions {
		n.Reactions[i].By = c.person(n.Reactions[i].By, names)
	}
	n.Edits = slices.Clone(m.Edits)
	for i := range n.Edits {
		n.Edits[i].Content = c.content(n.Edits[i].Content, names)
	}
	var enc export.JSONEncoder
	c.buf = enc.AppendEvent(c.buf[:0], &n)
	return maphash.Bytes(c.seed, c.buf)
}

// constant is what stays of a person however often they are renamed.
func constant(p *export.Person) string {
	if p.SourceKey != "" || len(p.Names) == 0 {
		return p.SourceKey
	}
	return p.Names[len(p.Names)-1]
}

// person is a number for a person.
func (c *comparison) person(ref export.PersonRef, names map[export.PersonRef]string) export.PersonRef {
	if ref == 0 {
		return 0
	}
	name := names[ref]
	if known, ok := c.called[name]; ok {
		name = known
	}
	return export.PersonRef(maphash.String(c.seed, name) >> 1)
}

func (c *comparison) content(of export.Content, names map[export.PersonRef]string) export.Content {
	switch of := of.(type) {
	case export.Media:
		of.Files = slices.Clone(of.Files)
		for i := range of.Files {
			f := &of.Files[i]
			f.SHA256, f.Size, f.Root, f.Path = "", 0, 0, ""
		}
		return of
	case export.Notice:
		of.Actor, of.People = c.person(of.Actor, names), slices.Clone(of.People)
		for i := range of.People {
			of.People[i] = c.person(of.People[i], names)
		}
		return of
	case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return of
}

// finish takes what is left of before and gives the chats: those of now, and those
// that are not there any more.
func (c *comparison) finish() ([]ChatDifference, error) {
	for _, t := range c.told {
		if _, err := c.begin(t.Title, c.was.Told(c.ctx, t.ID)); err != nil {
			return nil, err
		}
	}
	c.told = nil
	list := make([]ChatDifference, 0, len(c.chats))
	for _, chat := range c.chats {
		for {
			if more, err := c.next(chat); err != nil {
				return nil, err
			} else if !more {
				break
			}
		}
		chat.diff.Added, chat.diff.Gone = int64(len(chat.new.says)), int64(len(chat.old.says))
		list = append(list, chat.diff)
	}
	return list, nil
}

// close gives up what is still open.
func (c *comparison) close() {
	for _, chat := range c.chats {
		chat.stop()
	}
}
