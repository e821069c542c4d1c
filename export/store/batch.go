//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"exile/export"
)

// Batch takes one input into a store. Nothing of it is there before Commit. Add,
// Commit and Rollback belong to one goroutine; AddMedia, AddOriginal and
// AddEntry may be called from others meanwhile.
type Batch struct {
	writing // of the call of Begin: a batch is one call that takes several, as sql.Tx

	s       *Store
	hold    hold
	fresh   bool // the database is new
	indexed bool // it has its indexes nevertheless
	in      files
	err     error // what went wrong; nothing can be added after it
	ended   bool
	source  int64 // the number that the input will have
	cast    cast
	scribe  scribe
	row     row
	joins   map[export.ChatRef]*Join // those that are to come
	joined  []*joining
	put     *replaced // the source in whose place this one is put

	first     int64 // id of the first message
	documents map[document]int64
	lastID    int64    // the highest number of a document
	last      document // the one asked for last, and its number
	lastDoc   int64

	mu      sync.Mutex
	entries []Original
}

// document is a file of the input from which messages come.
type document struct{ input, file string }

// Begin begins to add an input. It returns ErrLocked where somebody else writes
// this store, or another batch of this Store has not ended.
func (s *Store) Begin(ctx context.Context) (*Batch, error) {
	b := &Batch{s: s, writing: writing{ctx: ctx}, documents: map[document]int64{}, joins: map[export.ChatRef]*Join{}}
	var err error
	if b.hold, err = s.hold(ctx); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	b.c, b.fresh = b.hold.conn(), b.hold.fresh()
	if err := b.start(); err != nil {
		return nil, fmt.Errorf("begin: %w", errors.Join(err, b.writing.close(), b.hold.rollback(b.in), b.close()))
	}
	return b, nil
}

func (b *Batch) start() error {
	if !b.fresh {
		// What SQLite keeps of live indexes in memory. A bulk load has none and
		// is faster with little: see build.
		if err := b.c.exec(b.ctx, "PRAGMA cache_size = -32768"); err != nil {
			return err
		}
	}
	in, err := b.hold.files()
	if err != nil {
		return err
	}
	b.in = in
	if b.source, err = b.nextID("sources"); err != nil {
		return err
	}
	if b.first, err = b.nextID("messages"); err != nil {
		return err
	}
	document, err := b.nextID("documents")
	if err != nil {
		return err
	}
	b.lastID = document - 1
	b.next = b.first
	b.tables = newTables(b.c, !b.fresh)
	b.scribe = scribe{w: &b.writing, cast: &b.cast}
	return b.cast.init(b)
}

// referred reports whether a row refers to a file in the store's folders.
func (c *conn) referred(name string) (bool, error) {
	sum, media := placeSum(name)
	n, err := c.number(context.Background(),
		"SELECT EXISTS (SELECT 1 FROM originals WHERE sha256 = ?1 AND media = ?2) OR ?2 AND EXISTS (SELECT 1 FROM files WHERE sha256 = ?1 AND sha256 <> '')",
		sum, flag(media))
	return n != 0, err
}

// Add adds events, which it takes over. Chats and people are numbered as the
// reader numbered them; declaring one again adds to what was said before.
// Problems, profiles and marks are not kept by it: Commit takes those that
// whoever drives the reader has collected. After an error only Rollback is left.
func (b *Batch) Add(events []export.Event) error {
	if b.ended {
		return errEnded
	}
	if b.err == nil {
		b.err = b.ctx.Err()
	}
	for i := 0; i < len(events) && b.err == nil; i++ {
		if err := b.add(events[i]); err != nil {
			b.err = fmt.Errorf("add to the store: %w", err)
		}
	}
	return b.err
}

var errEnded = errors.New("the batch has ended")

func (b *Batch) add(e export.Event) error {
	switch e := e.(type) {
	case *export.Message:
		return b.message(e)
	case *export.Chat:
		return b.cast.chat(e)
	case *export.Person:
		return b.cast.person(e)
	case *export.Unread:
		doc, err := b.document(e.From)
		if err != nil {
			return err
		}
		return b.tables.unread.add(reference(doc), packPlace(e.From), e.Text)
	case *export.Mark, *export.Problem, *export.Profile:
	}
	return nil
}

// document returns the number of the file that an event comes from; 0 where it
// names none.
func (b *Batch) document(from export.Source) (int64, error) {
	d := document{from.Input, from.File}
	if d == b.last {
		return b.lastDoc, nil
	}
	id := b.documents[d]
	if id == 0 && d != (document{}) {
		b.lastID++
		id = b.lastID
		b.documents[d] = id
		if err := b.tables.documents.add(id, b.source, d.input, d.file); err != nil {
			return 0, err
		}
	}
	b.last, b.lastDoc = d, id
	return id, nil
}

// AddEntry registers an entry of the input whose bytes are in media or among
// the originals already. It may be called from any goroutine.
func (b *Batch) AddEntry(o Original) {
	b.mu.Lock()
	b.entries = append(b.entries, o)
	b.mu.Unlock()
}

// Commit makes the batch part of the store and returns the input's number in
// it; src.ID is ignored. A new store gets its indexes, is checked, waited for
// until it is on the disk, and named. On an error nothing is left of the batch.
func (b *Batch) Commit(src Source) (int64, error) {
	if b.ended {
		return 0, errEnded
	}
	if b.err == nil {
		b.err = b.commit(src)
	}
	if b.err != nil {
		return 0, fmt.Errorf("commit: %w", errors.Join(b.err, b.Rollback()))
	}
	b.ended = true
	// The lock is gone, and the next batch may have begun: what is removed here is
	// this batch's alone. Notes that stay are compared with the rows by the next.
	_ = b.forget()
	return b.source, b.close()
}

func (b *Batch) commit(src Source) error {
	for _, step := range []func() error{
		b.ctx.Err,
		func() error { return b.cast.finish(src.Format) },
		b.endRooms,
		func() error { return b.writeSource(b.instead(src)) },
		b.tables.flush,
		b.endReplaced,
		b.writing.close,
		b.in.settle,
		b.index,
		b.resolveReplies,
		b.noteChanges,
		func() error { return b.hold.commit(b.ctx) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	b.c = b.hold.conn()
	b.s.mu.Lock()
	b.s.unborn = false
	b.s.mu.Unlock()
	return nil
}

// index makes the indexes of a new database. After that no transaction is open.
func (b *Batch) index() error {
	if !b.fresh {
		return nil
	}
	if err := b.c.exec(b.ctx, "COMMIT"); err != nil || b.indexed {
		return err
	}
	b.indexed = true
	return b.c.makeIndexes(b.ctx, b.s.temporary)
}

// resolveReplies finds the messages that replies name by key.
func (b *Batch) resolveReplies() error {
	for _, j := range b.joined {
		if err := resolveReplies(b.ctx, b.c, j.g.chat); err != nil {
			return err
		}
	}
	if !b.keyed {
		return nil
	}
	return b.c.exec(b.ctx, "UPDATE replies SET target = "+replyTarget+" WHERE message >= ? AND key <> ''", b.first)
}

// replyTarget is the message that a row of replies names by its key.
const replyTarget = `(
	SELECT min(k.message) FROM keys k JOIN messages m ON m.id = k.message
	WHERE k.key = replies.key AND m.chat = (SELECT chat FROM messages WHERE id = replies.message))`

// resolveReplies finds the messages that the replies of a chat name by key, whose
// messages are others than before.
func resolveReplies(ctx context.Context, c *conn, chat int64) error {
	return c.exec(ctx, "UPDATE replies SET target = "+replyTarget+
		" WHERE key <> '' AND (SELECT chat FROM messages WHERE id = replies.message) = ?", chat)
}

// noteChanges tells the search index that what it knows may have changed.
func (b *Batch) noteChanges() error {
	if !b.changed {
		return nil
	}
	return b.c.bumpChanges(b.ctx)
}

// Rollback ends the batch and leaves nothing of it. After Commit or Rollback it
// does nothing.
func (b *Batch) Rollback() error {
	if b.ended {
		return nil
	}
	b.ended = true
	return errors.Join(b.writing.close(), b.hold.rollback(b.in), b.close())
}

// close gives up the right to write.
func (b *Batch) close() error {
	return errors.Join(b.writing.close(), b.s.release(b.hold))
}
