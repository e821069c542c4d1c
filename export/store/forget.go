//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"exile/export"
)

// What says what a store is to forget: a chat, a person, a message, what is older
// than a time, or what is older than a time in a chat.
type What struct {
	Chat    export.ChatRef
	Person  export.PersonRef
	Message export.MessageID
	Before  time.Time
	Now     time.Time // when that is; it is noted
}

// kind is the word for it in the table forgotten; "" where it is none of those.
func (w *What) kind() string {
	n := 0
	kind := ""
	for _, one := range []struct {
		name string
		set  bool
	}{{"chat", w.Chat != 0 && w.Before.IsZero()}, {"person", w.Person != 0}, {"message", w.Message != 0}, {"before", !w.Before.IsZero()}} {
		if one.set {
			n++
			kind = one.name
		}
	}
	if n != 1 || w.Chat != 0 && kind != "chat" && kind != "before" {
		return ""
	}
	return kind
}

var errWhat = errors.New("it must be one thing that is to be forgotten")

// Forgotten is what Forget took out of a store.
type Forgotten struct {
	Messages  int64       `json:"messages"` // notices not among them
	Notices   int64       `json:"notices"`
	Versions  int64       `json:"versions"`  // what single exports told otherwise
	Quotes    int64       `json:"quotes"`    // in replies that stay
	Reactions int64       `json:"reactions"` // under messages that stay
	Chats     int64       `json:"chats"`
	People    int64       `json:"people"`
	Media     int64       `json:"media"`               // files that no message has any more
	Originals []Original  `json:"-"`                   // texts and databases as they were read
	Sources   []Forgetful `json:"sources,omitempty"`   // the inputs that told of it, by their numbers
	Titles    []Retitled  `json:"titles,omitempty"`    // of chats that stay
	Left      bool        `json:"left_over,omitempty"` // see ErrLeft
}

// Forgetful is an input of which something was forgotten.
type Forgetful struct {
	Source    int64  `json:"source"`
	Input     string `json:"input"`     // as it was called before
	Records   int64  `json:"records"`   // messages and notices that it told of
	Originals int64  `json:"originals"` // of its texts and databases, those that go
	Whole     bool   `json:"whole"`     // nothing of it is left
}

// Forget takes something out of a store for good: messages with all that belongs to
// them, every version of them, their quotes in replies, the names of people and
// chats that nothing is left of, media that no message has any more, and every
// original in which something of it stood, which goes whole. Of a person also the
// notices that name them, their reactions, and their name in what was forwarded and
// in the titles of chats, where it is a word of its own, and where an input tells it
// that knows them: in others it may be somebody else's. Of an input of which nothing
// is left, its SHA-256 stays, so that it is not added again by mistake.
//
// What other people wrote about it in messages that stay is theirs, and stays.
//
// In a folder the database is written anew and in one transaction takes the place
// of the old one (see rewrite); in a vault the files go when it is saved. Errors:
// ErrNoPerson, ErrNoChat, ErrNoMessage, and ErrLeft, with which the Forgotten is
// returned nevertheless.
func (s *Store) Forget(ctx context.Context, what What) (*Forgotten, error) {
	var f *forgetting
	err := s.rewrite(ctx, func(c *conn) error {
		f = newForgetting(ctx, c, what)
		return f.run()
	})
	if err != nil && !errors.Is(err, ErrLeft) {
		return nil, fmt.Errorf("forget: %w", err)
	}
	f.did.Left = err != nil
	if err != nil {
		err = fmt.Errorf("forget: %w", err)
	}
	return &f.did, err
}

// WouldForget tells what Forget would take out. It needs the right to write, as
// Forget does, and changes nothing.
func (s *Store) WouldForget(ctx context.Context, what What) (*Forgotten, error) {
	var f *forgetting
	err := s.try(ctx, func(c *conn) error {
		f = newForgetting(ctx, c, what)
		return f.run()
	})
	if err != nil {
		return nil, fmt.Errorf("forget: %w", err)
	}
	return &f.did, nil
}

// try runs f in a transaction that is given up.
func (s *Store) try(ctx context.Context, f func(c *conn) error) error {
	if s.mode == ReadWrite && s.isUnborn() {
		return ErrNoStore
	}
	h, err := s.hold(ctx)
	if err != nil {
		return err
	}
	err = h.conn().exec(ctx, "PRAGMA cache_size = -32768")
	if err == nil {
		err = f(h.conn())
	}
	return errors.Join(err, h.rollback(nil), s.release(h))
}

// forgetting is one run of Forget, within a transaction.
type forgetting struct {
	ctx  context.Context //nolint:containedctx // of one call
	c    *conn
	what What
	kind string
	did  Forgotten

	had      []needed                  // the files that rows referred to before
	titles   map[export.ChatRef]string // of the chats before
	people   []int64                   // of a person: all numbers under which they wrote
	words    []string                  // titles, names and keys that go
	known    []idRange                 // the messages that inputs tell which know the person
	forwards []int64                   // the messages that stay in which the name goes
	edits    []stateOf                 // older states that go of messages that stay
	told     map[int64]*teller         // the sources that told of it
	spoiled  map[originOf]bool         // the documents in which something of it stood
	cut      map[int64]bool            // the exports that lost messages
}

// originOf is a document of a source; 0 where it was not told which.
type originOf struct{ source, document int64 }

// teller is a source that told of something that is forgotten.
type teller struct {
	input              string // as it was called before
	records, originals int64
	all                bool // every original of it goes
	lost               bool // nothing of it is left
}

func newForgetting(ctx context.Context, c *conn, what What) *forgetting {
	return &forgetting{
		ctx: ctx, c: c, what: what, kind: what.kind(),
		told: map[int64]*teller{}, spoiled: map[originOf]bool{},
		cut: map[int64]bool{},
	}
}

func (f *forgetting) run() error {
	if f.kind == "" {
		return errWhat
	}
	var err error
	if f.had, err = f.c.needed(f.ctx); err != nil {
		return err
	}
	for _, step := range []func() error{
		f.begin, f.pick, f.pickNames, f.pickNamed, f.pickQuotes, f.count, // what it is
		f.findTellers, f.cutRuns, // who told of it
		f.deleteRows, f.deletePerson, f.deleteChats, f.deleteNobody, // the rows
		f.deleteOriginals, f.deleteSources, f.deleteNames, // the inputs
		f.note, f.end, // what remains to be told
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// begin makes the lists of what goes and of what changes. They are SQLite's own, in
// memory, and of numbers only.
func (f *forgetting) begin() error {
	f.titles = map[export.ChatRef]string{}
	if err := f.eachTitle(func(chat export.ChatRef, title string) { f.titles[chat] = title }); err != nil {
		return err
	}
	return f.exec(`PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE gone (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE touched (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE named (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE who (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE knowing (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE near (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE lostmedia (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE lostsource (id INTEGER PRIMARY KEY)`)
}

// end counts what goes of the files, tells of titles, and drops the lists.
func (f *forgetting) end() error {
	now, err := f.c.needed(f.ctx)
	if err != nil {
		return err
	}
	f.did.Media = countMedia(f.had) - countMedia(now)
	err = f.eachTitle(func(chat export.ChatRef, title string) {
		if before := f.titles[chat]; title != before {
			f.did.Titles = append(f.did.Titles, Retitled{chat, before, title})
		}
	})
	if err != nil {
		return err
	}
	return f.exec("DROP TABLE gone; DROP TABLE touched; DROP TABLE named; DROP TABLE who; DROP TABLE knowing; DROP TABLE near; DROP TABLE lostmedia; DROP TABLE lostsource")
}

func countMedia(list []needed) int64 {
	var n int64
	for i := range list {
		if list[i].size < 0 {
			n++
		}
	}
	return n
}

func (f *forgetting) exec(query string, args ...driver.Value) error {
	return f.c.exec(f.ctx, query, args...)
}

func (f *forgetting) each(query string, do func(row []driver.Value) error, args ...driver.Value) error {
	return f.c.each(f.ctx, query, args, do)
}

// numbers returns the first column of a query.
func (f *forgetting) numbers(query string, args ...driver.Value) ([]int64, error) {
	var list []int64
	err := f.each(query, func(row []driver.Value) error {
		list = append(list, integer(row[0]))
		return nil
	}, args...)
	return list, err
}
