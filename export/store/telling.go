//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"slices"

	"exile/export"
)

// Told yields what an export told, as its reader did: the chat, people before they
// are named, the messages in its order. The chat, people and messages have the
// store's numbers; Seq is the number of the record. Of people it yields also those
// that no message names, unless its input told of other chats too. The error, if
// any, is the last pair.
func (v *View) Told(ctx context.Context, of int64) iter.Seq2[export.Event, error] {
	return func(yield func(export.Event, error) bool) {
		err := v.inside(ctx, func(c *conn) error {
			return tellExport(ctx, c, of, func(e export.Event) error {
				if !yield(e, nil) {
					return errStopped
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("read export %d: %w", of, err))
		}
	}
}

// Accounts yields the messages of Told.
func (v *View) Accounts(ctx context.Context, of int64) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		err := v.inside(ctx, func(c *conn) error {
			t, err := newTelling(ctx, c, of, same{})
			if err != nil {
				return err
			}
			return t.each(func(m *export.Message, _ origin) error {
				if !yield(m, nil) {
					return errStopped
				}
				return nil
			})
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("read export %d: %w", of, err))
		}
	}
}

// inside runs f in one transaction that writes nothing.
func (v *View) inside(ctx context.Context, f func(c *conn) error) error {
	return v.s.read(func(c *conn) (err error) {
		if err := c.exec(ctx, "BEGIN"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.exec(context.WithoutCancel(ctx), "ROLLBACK")) }()
		return f(c)
	})
}

// telling reads what one export told, record by record.
type telling struct {
	rd     *reading
	export int64
	runs   []stretch
	rows   map[int64]*seen
	told   map[int64]string // of the records at hand
}

// ErrNoExport says that a number is no export's.
var ErrNoExport = errors.New("no export has this number")

func newTelling(ctx context.Context, c *conn, of int64, same same) (*telling, error) {
	chat, err := c.number(ctx, "SELECT chat FROM exports WHERE id = ?", of)
	if err != nil {
		return nil, err
	}
	if chat == 0 {
		return nil, ErrNoExport
	}
	return newTellingOf(ctx, c, chat, of, same)
}

// newTellingOf reads the export that witnesses and versions have under a number.
func newTellingOf(ctx context.Context, c *conn, chat, of int64, same same) (*telling, error) {
	t := &telling{
		export: of, rows: map[int64]*seen{},
		rd: &reading{ctx: ctx, c: c, chat: export.ChatRef(chat), documents: map[int64]document{0: {}}, details: allDetails(), same: same},
	}
	err := c.each(ctx, `SELECT first_record, first_message, count, document, place, clock, without FROM witnesses
WHERE export = ? ORDER BY first_record`, []driver.Value{of}, func(row []driver.Value) error {
		t.runs = append(t.runs, stretchOf(row))
		return nil
	})
	return t, err
}

// each hands on every message of the export, in its order, and where it stood.
func (t *telling) each(f func(m *export.Message, from origin) error) error {
	var chunk []stretch
	n := int64(0)
	for _, s := range t.runs {
		for s.count > 0 {
			part := s
			part.count = min(s.count, chunkSize-n)
			chunk = append(chunk, part)
			n += part.count
			s = stretch{s.record + part.count, s.count - part.count, s.step(part.count)}
			if n < chunkSize {
				continue
			}
			if err := t.tell(chunk, f); err != nil {
				return err
			}
			chunk, n = chunk[:0], 0
		}
	}
	return t.tell(chunk, f)
}

// tell hands on the messages of some runs.
func (t *telling) tell(chunk []stretch, f func(m *export.Message, from origin) error) error {
	if len(chunk) == 0 {
		return nil
	}
	if err := t.read(chunk); err != nil {
		return err
	}
	for _, s := range chunk {
		for n := range s.count {
			m, from, err := t.message(s.record+n, s.step(n))
			if err != nil {
				return err
			}
			if err := f(m, from); err != nil {
				return err
			}
		}
	}
	return nil
}

// read reads the rows and the versions of some runs.
func (t *telling) read(chunk []stretch) error {
	rd := t.rd
	if err := rd.ctx.Err(); err != nil {
		return err
	}
	var ids []int64
	for _, s := range chunk {
		for n := range s.count {
			ids = append(ids, s.message+n)
		}
	}
	clear(t.rows)
	rd.chunk, rd.kinds, rd.union = rd.chunk[:0], rd.kinds[:0], 0
	err := rd.c.each(rd.ctx, chatColumns+" WHERE id IN (SELECT value FROM json_each(?))", []driver.Value{jsonList(ids)}, func(row []driver.Value) error {
		if err := rd.add(row); err != nil {
			return err
		}
		t.rows[integer(row[0])] = &seen{m: rd.chunk[len(rd.chunk)-1], origin: origin{integer(row[6]), integer(row[7])}}
		return nil
	})
	if err == nil {
		err = rd.complete()
	}
	if err != nil {
		return err
	}
	for _, m := range rd.chunk {
		rd.same.message(m)
	}
	t.told = map[int64]string{}
	last := chunk[len(chunk)-1]
	return rd.c.each(rd.ctx, "SELECT record, told FROM versions WHERE export = ? AND record >= ? AND record < ?",
		[]driver.Value{t.export, chunk[0].record, last.end()}, func(row []driver.Value) error {
			t.told[integer(row[0])] = text(row[1])
			return nil
		})
}

// message returns what a record told.
func (t *telling) message(record int64, v sight) (*export.Message, origin, error) {
	s := t.rows[v.message]
	if s == nil {
		return nil, origin{}, fmt.Errorf("%w: message %d is not there", ErrDamaged, v.message)
	}
	m, from := s.m, s.origin
	if v.placed {
		from = origin{v.document, v.place}
	}
	if data, ok := t.told[record]; ok {
		whole, err := unmarshalTold(data)
		if err != nil {
			return nil, origin{}, err
		}
		m, from = whole.Message, origin{whole.Document, whole.Place}
		m.Sender = t.rd.same.of(int64(m.Sender))
		t.rd.same.message(m)
		m.ID, m.Chat = export.MessageID(v.message), t.rd.chat
	} else {
		told := *derive(m, v)
		m = &told
	}
	m.Seq, m.From = record, export.Source{}
	unpackPlace(from.place, &m.From)
	return m, from, t.rd.source(from.document, &m.From)
}

// tellExport hands on all events of an export.
func tellExport(ctx context.Context, c *conn, of int64, emit func(export.Event) error) error {
	t, err := newTelling(ctx, c, of, same{})
	if err != nil {
		return err
	}
	people, all, err := readTold(ctx, c, of)
	if err != nil {
		return err
	}
	chat, err := readExport(ctx, c, of)
	if err != nil {
		return err
	}
	p := &persons{told: people, said: map[export.PersonRef]bool{}, emit: emit}
	if all {
		for _, one := range people {
			if err := p.say(one.Ref); err != nil {
				return err
			}
		}
	}
	if err := p.say(chat.Members...); err != nil {
		return err
	}
	if err := emit(chat); err != nil {
		return err
	}
	return t.each(func(m *export.Message, _ origin) error {
		if err := p.message(m); err != nil {
			return err
		}
		return emit(m)
	})
}

// persons says who people are before they are named.
type persons struct {
	told []export.Person // in the order of their numbers
	said map[export.PersonRef]bool
	emit func(export.Event) error
}

func (p *persons) say(refs ...export.PersonRef) error {
	for _, ref := range refs {
		if ref == 0 || p.said[ref] {
			continue
		}
		p.said[ref] = true
		i, ok := slices.BinarySearchFunc(p.told, ref, func(one export.Person, ref export.PersonRef) int { return int(one.Ref - ref) })
		one := export.Person{Ref: ref, KnownBy: export.ByName}
		if ok {
			one = p.told[i]
		}
		if err := p.emit(&one); err != nil {
			return err
		}
	}
	return nil
}

func (p *persons) message(m *export.Message) error {
	if err := p.say(m.Sender); err != nil {
		return err
	}
	if err := p.content(m.Content); err != nil {
		return err
	}
	for _, r := range m.Reactions {
		if err := p.say(r.By); err != nil {
			return err
		}
	}
	for _, e := range m.Edits {
		if err := p.content(e.Content); err != nil {
			return err
		}
	}
	return nil
}

func (p *persons) content(c export.Content) error {
	n, ok := c.(export.Notice)
	if !ok {
		return nil
	}
	if err := p.say(n.Actor); err != nil {
		return err
	}
	return p.say(n.People...)
}

// readExport reads the chat as an export told it.
func readExport(ctx context.Context, c *conn, of int64) (*export.Chat, error) {
	var chat export.Chat
	err := c.each(ctx, `SELECT e.chat, c.app, e.key, e.kind, e.title, e.lang, e.saved, e.place, d.input, d.file
FROM exports e JOIN chats c ON c.id = e.chat LEFT JOIN documents d ON d.id = e.document WHERE e.id = ?`, []driver.Value{of}, func(row []driver.Value) (err error) {
		chat = export.Chat{
			Ref: export.ChatRef(integer(row[0])), App: text(row[1]), SourceKey: text(row[2]), Kind: export.ChatKind(text(row[3])),
			Title: text(row[4]), Lang: text(row[5]), From: export.Source{Input: text(row[8]), File: text(row[9])},
		}
		unpackPlace(integer(row[7]), &chat.From)
		chat.Saved, err = wallTime(row[6])
		return err
	})
	if err != nil {
		return nil, err
	}
	err = c.each(ctx, "SELECT person FROM members WHERE export = ? ORDER BY position", []driver.Value{of}, func(row []driver.Value) error {
		chat.Members = append(chat.Members, export.PersonRef(integer(row[0])))
		return nil
	})
	return &chat, err
}

// readTold reads what the input of an export told of people, by their numbers, and
// whether it told of no other chat.
func readTold(ctx context.Context, c *conn, of int64) (list []export.Person, alone bool, err error) {
	source, err := c.number(ctx, "SELECT source FROM exports WHERE id = ?", of)
	if err != nil {
		return nil, false, err
	}
	n, err := c.number(ctx, "SELECT count(*) FROM exports WHERE source = ?", source)
	if err != nil {
		return nil, false, err
	}
	at := map[int64]int{} // by identity
	err = c.each(ctx, "SELECT id, person, key, known_by, self FROM identities WHERE source = ? ORDER BY person, id", []driver.Value{source}, func(row []driver.Value) error {
		i := len(list) - 1
		if i < 0 || list[i].Ref != export.PersonRef(integer(row[1])) {
			list = append(list, export.Person{
				Ref: export.PersonRef(integer(row[1])), SourceKey: text(row[2]), KnownBy: export.KnownBy(text(row[3])), Self: integer(row[4]) != 0,
			})
			i++
		}
		at[integer(row[0])] = i
		return nil
	})
	for _, part := range []struct {
		query string
		list  func(p *export.Person) *[]string
	}{
		{"SELECT n.identity, n.name FROM identities i JOIN names n ON n.identity = i.id WHERE i.source = ? ORDER BY n.identity, n.position", func(p *export.Person) *[]string { return &p.Names }},
		{"SELECT h.identity, h.handle FROM identities i JOIN handles h ON h.identity = i.id WHERE i.source = ? ORDER BY h.identity, h.position", func(p *export.Person) *[]string { return &p.Handles }},
	} {
		if err != nil {
			return nil, false, err
		}
		err = c.each(ctx, part.query, []driver.Value{source}, func(row []driver.Value) error {
			words := part.list(&list[at[integer(row[0])]])
			*words = appendNew(*words, []string{text(row[1])})
			return nil
		})
	}
	return list, n == 1, err
}
