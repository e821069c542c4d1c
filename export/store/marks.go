//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/merge"
)

// Room is a chat as whoever wants to join another export to it needs it.
type Room struct {
	export.Chat

	First, Last time.Time // of the messages; zero: no times are known
	Messages    int64     // and notices
	Names       []string  // of everybody who wrote, as they are called now
}

// Rooms returns the chats of the store, those of the batch before the last Round
// among them.
func (b *Batch) Rooms() ([]Room, error) {
	rooms, err := b.rooms()
	if err != nil {
		return nil, fmt.Errorf("list rooms: %w", err)
	}
	return rooms, nil
}

func (b *Batch) rooms() ([]Room, error) {
	if b.fresh && !b.indexed {
		return nil, nil
	}
	chats, err := readChats(b.ctx, b.c)
	if err != nil {
		return nil, err
	}
	name, same, err := readNames(b.ctx, b.c)
	if err != nil {
		return nil, err
	}
	list := make([]Room, len(chats))
	for i := range chats {
		r := &list[i]
		r.Chat = chats[i]
		if r.Messages, err = b.c.number(b.ctx, "SELECT count(*) FROM messages WHERE chat = ?", int64(r.Ref)); err != nil {
			return nil, err
		}
		if r.First, err = edge(b.ctx, b.c, r.Ref, "ASC"); err != nil {
			return nil, err
		}
		if r.Last, err = edge(b.ctx, b.c, r.Ref, "DESC"); err != nil {
			return nil, err
		}
		if r.Names, err = b.writers(int64(r.Ref), same, name); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// writers names everybody who wrote in a chat. Those whom its sources name are
// looked up one by one, if these sources tell of no other chat; else all messages
// are gone through.
func (b *Batch) writers(chat int64, same same, name func(export.PersonRef) string) ([]string, error) {
	query := "SELECT DISTINCT sender FROM messages WHERE chat = ?1 AND sender IS NOT NULL ORDER BY sender"
	others, err := b.c.number(b.ctx, `SELECT count(*) FROM exports WHERE chat <> ?1 AND source IN (SELECT source FROM exports WHERE chat = ?1)`, chat)
	if err != nil {
		return nil, err
	}
	if others == 0 && !b.s.temporary {
		query = `SELECT DISTINCT person FROM identities i JOIN exports e ON e.source = i.source WHERE e.chat = ?1
AND EXISTS (SELECT 1 FROM messages INDEXED BY messages_by_sender WHERE sender = i.person AND chat = ?1) ORDER BY person`
	}
	var names []string
	seen := map[export.PersonRef]bool{}
	err = b.c.each(b.ctx, query, []driver.Value{chat}, func(row []driver.Value) error {
		if who := same.of(integer(row[0])); !seen[who] {
			seen[who] = true
			names = append(names, name(who))
		}
		return nil
	})
	return names, err
}

// readNames returns what people are called now.
func readNames(ctx context.Context, c *conn) (func(export.PersonRef) string, same, error) {
	people, err := readPeople(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	same, err := readSame(ctx, c)
	names := make(map[export.PersonRef]string, len(people))
	for i := range people {
		names[people[i].Ref] = people[i].Name()
	}
	return func(ref export.PersonRef) string { return names[ref] }, same, err
}

// Marks returns those of a chat of the store: its messages by their numbers, people
// by those under whom they are known and the names that they have now, in NFC. It
// is sorted.
func (b *Batch) Marks(chat export.ChatRef) (*merge.Marks, error) {
	if b.fresh && !b.indexed {
		return merge.NewMarks(), nil
	}
	err := b.tables.flush()
	var m *merge.Marks
	if err == nil {
		m, _, err = readMarks(b.ctx, b.c, chat)
	}
	if err != nil {
		return nil, fmt.Errorf("look at chat %d: %w", chat, err)
	}
	return m, nil
}

// readMarks reads them, and who wrote.
func readMarks(ctx context.Context, c *conn, chat export.ChatRef) (*merge.Marks, map[export.PersonRef]bool, error) {
	name, same, err := readNames(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	people := map[export.PersonRef]bool{}
	marks := merge.NewMarks()
	rd := &reading{ctx: ctx, c: c, chat: chat, bare: true, details: allDetails(), same: same}
	nfc := nfcNames(name)
	err = rd.run(chatColumns+" INDEXED BY messages_by_time WHERE chat = ? ORDER BY time, seq", []driver.Value{int64(chat)},
		func(m *export.Message, err error) bool {
			if err == nil {
				people[m.Sender] = true
				marks.Add(m, int64(m.ID), nfc)
			}
			return err == nil
		})
	if err != nil {
		return nil, nil, err
	}
	marks.Sort()
	return marks, people, nil
}

// nfcNames gives names the form in which they are compared.
func nfcNames(name func(export.PersonRef) string) func(export.PersonRef) string {
	return func(ref export.PersonRef) string { return norm.NFC.String(name(ref)) }
}

// mostSampled is how many messages of a minute are compared with a probe.
const mostSampled = 256

// Sample tells how many of the probes of an export a chat of the store has. It
// looks at few messages.
func (b *Batch) Sample(chat export.ChatRef, probes []merge.Probe) (found int, err error) {
	if b.fresh && !b.indexed {
		return 0, nil
	}
	rd := &reading{ctx: b.ctx, c: b.c, chat: chat, bare: true, details: allDetails(), same: same{}}
	const query = chatColumns + " INDEXED BY messages_by_time WHERE chat = ? AND time >= ? AND time < ? ORDER BY time, seq LIMIT ?"
	for _, p := range probes {
		from := p.Minute * time.Minute.Milliseconds()
		hit := false
		args := []driver.Value{int64(chat), from, from + time.Minute.Milliseconds(), int64(mostSampled)}
		err := rd.run(query, args, func(m *export.Message, err error) bool {
			hit = hit || err == nil && merge.WordsOf(m) == p.Words
			return err == nil
		})
		if err != nil {
			return found, fmt.Errorf("look at chat %d: %w", chat, err)
		}
		if hit {
			found++
		}
	}
	return found, nil
}
