//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"exile/export"
	"exile/export/merge"
)

// The reasons for which chats cannot be joined or parted.
var (
	ErrSameChat  = errors.New("it is the same chat")
	ErrOtherApp  = errors.New("they are chats of two apps")
	ErrWholeChat = errors.New("that is all that the chat is made of")
)

// MergeChats makes one chat of two, because the owner says that they are one: the
// exports of from become exports of into, as if they had been added to it. Messages
// that both have become one; people too, where what they wrote says so. Errors:
// ErrNoChat, ErrSameChat, ErrOtherApp.
func (s *Store) MergeChats(ctx context.Context, into, from export.ChatRef) error {
	_, err := s.UniteChats(ctx, into, from)
	return err
}

// MergeChats is Store.MergeChats as a part of the batch. Chats that the batch is
// adding to are merged after Round.
func (b *Batch) MergeChats(into, from export.ChatRef) error {
	if b.ended {
		return errEnded
	}
	if b.err == nil {
		b.err = b.mergeRooms(int64(into), int64(from))
	}
	if b.err != nil {
		return fmt.Errorf("merge chat %d into %d: %w", from, into, b.err)
	}
	return nil
}

func (b *Batch) mergeRooms(into, from int64) error {
	if b.fresh && !b.indexed {
		return ErrNoChat
	}
	for _, j := range b.joins {
		if int64(j.Chat) == into || int64(j.Chat) == from {
			return errors.New("an export is about to join it")
		}
	}
	for _, r := range b.cast.chats {
		if !r.ended && (r.chat == into || r.chat == from) {
			return errors.New("it is being added to")
		}
	}
	if _, err := b.mergeChats(into, from, whyBridged); err != nil {
		return err
	}
	for _, r := range b.cast.chats {
		if r.chat == from {
			r.chat = into
		}
	}
	return b.cast.reseat()
}

// reseat seats those of the batch anew whom merging chats made somebody else.
func (c *cast) reseat() error {
	for _, s := range c.seats {
		id := s.id
		for to, ok := c.b.adopted[id]; ok; to, ok = c.b.adopted[id] {
			id = to
		}
		if id == s.id && s.identity != 0 {
			continue
		}
		identity, err := c.b.c.number(c.b.ctx, "SELECT min(id) FROM identities WHERE source = ? AND person = ?", c.b.source, id)
		if err != nil {
			return err
		}
		s.id, s.value, s.identity = id, id, identity
	}
	var err error
	c.nextIdentity, err = c.b.nextID("identities")
	return err
}

// mergeChats returns how many messages of into are better known now.
func (w *writing) mergeChats(into, from int64, why string) (refined int64, err error) {
	if into == from {
		return 0, ErrSameChat
	}
	var apps []string
	for _, id := range []int64{into, from} {
		v, err := w.c.one(w.ctx, "SELECT app FROM chats WHERE id = ?", id)
		if err != nil {
			return 0, err
		}
		if v == nil {
			return 0, fmt.Errorf("%w: %d", ErrNoChat, id)
		}
		apps = append(apps, text(v))
	}
	if apps[0] != apps[1] {
		return 0, ErrOtherApp
	}
	list, err := w.exportsOf("SELECT chat, id FROM exports WHERE chat = ? ORDER BY id", from)
	if err != nil {
		return 0, err
	}
	for _, c := range list {
		for _, id := range c.exports {
			report, err := w.carry(id, from, into, why)
			if err != nil {
				return 0, err
			}
			refined += report.Refined
		}
	}
	if err := w.empty(from); err != nil {
		return 0, err
	}
	if err := w.c.exec(w.ctx, "DELETE FROM chats WHERE id = ?", from); err != nil {
		return 0, err
	}
	return refined, resolveReplies(w.ctx, w.c, into)
}

// carry takes an export from its chat into another one. Its messages in the old
// chat stay, and are seen by nobody.
func (w *writing) carry(id, from, into int64, why string) (*JoinReport, error) {
	if err := w.tables.flush(); err != nil {
		return nil, err
	}
	same, err := readSame(w.ctx, w.c)
	if err != nil {
		return nil, err
	}
	plan, people, err := w.align(id, from, into, same)
	if err != nil {
		return nil, err
	}
	ranks, err := readRanks(w.ctx, w.c, from)
	if err != nil {
		return nil, err
	}
	// It is read while it is written: what was is put aside under another number.
	if err := w.renumber(id, -id); err != nil {
		return nil, err
	}
	j, err := newJoining(w, into, id, ranks[id], plan)
	if err != nil {
		return nil, err
	}
	t, err := newTellingOf(w.ctx, w.c, from, -id, same)
	if err != nil {
		return nil, err
	}
	err = t.each(func(m *export.Message, at origin) error {
		rename(m, people)
		return j.add(m, at)
	})
	if err != nil {
		return nil, err
	}
	if err := w.noteMerged(id, from, into, why); err != nil {
		return nil, err
	}
	if err := j.end(); err != nil {
		return nil, err
	}
	if err := w.dropAside(id); err != nil {
		return nil, err
	}
	return &j.report, w.adopt(id, people)
}

// renumber gives what an export saw and told another number.
func (w *writing) renumber(id, to int64) error {
	if err := w.run("UPDATE witnesses SET export = ? WHERE export = ?", to, id); err != nil {
		return err
	}
	return w.run("UPDATE versions SET export = ? WHERE export = ?", to, id)
}

// dropAside deletes what renumber put aside.
func (w *writing) dropAside(id int64) error {
	if err := w.run("DELETE FROM witnesses WHERE export = ?", -id); err != nil {
		return err
	}
	return w.run("DELETE FROM versions WHERE export = ?", -id)
}

// align compares an export with a chat to which it does not belong yet. people are
// those of the export that are somebody else in the chat.
func (w *writing) align(id, from, into int64, same same) (*merge.Plan, map[export.PersonRef]export.PersonRef, error) {
	stored, there, err := readMarks(w.ctx, w.c, export.ChatRef(into))
	if err != nil {
		return nil, nil, err
	}
	name, _, err := readNames(w.ctx, w.c)
	if err != nil {
		return nil, nil, err
	}
	t, err := newTellingOf(w.ctx, w.c, from, id, same)
	if err != nil {
		return nil, nil, err
	}
	marks, nfc := merge.NewMarks(), nfcNames(name)
	here := map[export.PersonRef]bool{}
	err = t.each(func(m *export.Message, _ origin) error {
		here[m.Sender] = true
		marks.Add(m, m.Seq, nfc)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	marks.Sort()
	people := merge.SamePeople(stored, marks)
	// Who wrote in both is one already, and nobody else is them.
	for _, who := range slices.Sorted(maps.Keys(here)) {
		if there[who] {
			maps.DeleteFunc(people, func(_, as export.PersonRef) bool { return as == who })
			people[who] = who
		}
	}
	plan := merge.Align(stored, marks, people)
	maps.DeleteFunc(people, func(who, as export.PersonRef) bool { return who == as || who == 0 })
	return plan, people, nil
}

// rename puts other people into a message.
func rename(m *export.Message, people map[export.PersonRef]export.PersonRef) {
	if len(people) == 0 {
		return
	}
	as := make(same, len(people))
	for who, other := range people {
		as[int64(who)] = int64(other)
	}
	m.Sender = as.of(int64(m.Sender))
	as.message(m)
}
