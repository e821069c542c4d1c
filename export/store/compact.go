//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/mattn/go-sqlite3"
)

// The names within the folder of a rewriting: the copy that is changed, and what
// is left of it, written anew.
const (
	draftName = "draft"
	wholeName = "whole"
)

// rewriteTries is how often a rewriting begins again because another program wrote
// the store in the moment in which it was not locked.
const rewriteTries = 3

// copyPages is how much of the new database is written between two looks whether
// to go on, in pages.
const copyPages = 1024

// errOvertaken says that somebody wrote the store after its new database was made.
var errOvertaken = fmt.Errorf("%w, and was faster", ErrLocked)

// rewrite changes a store so that nothing of what change deletes stays in it, also
// not in pages that nothing uses or in a log: SQLite leaves copies of rows behind
// where it has deleted or moved them. Media and originals to which no row refers
// any more go too, and the search index. change may be called more than once, each
// time with the rows of before; it must not end the transaction it is in.
//
// In a folder, change is given a copy of the database in a file of its own, which
// is then written anew into a second one: VACUUM INTO. Not until that is whole and
// checked do its pages replace those of chats.db, all in one transaction of SQLite:
// whenever the program or the computer dies, the store is the old one or the new
// one, and at no time does its log hold what was deleted. The file is not renamed
// over chats.db, as one would a text: whoever has that open shares its log and its
// locks by their names, and would mix the pages of two files. So readers go on, and
// see the store as it was until they look again; and Windows, which renames nothing
// over an open file, needs no other way.
//
// After ErrLeft the store is changed, but something of before is still there:
// somebody was reading it, or a file could not be removed. SQLite tidies up when the
// last program closes the store, and the next writer removes the files.
func (s *Store) rewrite(ctx context.Context, change func(c *conn) error) error {
	f, ok := s.home.(*folder)
	if !ok {
		return s.write(ctx, func(c *conn) error {
			if err := errors.Join(change(c), c.bumpChanges(ctx)); err != nil {
				return err
			}
			return c.vacuum(ctx)
		})
	}
	switch {
	case s.mode != ReadWrite:
		return ErrReadOnly
	case s.isUnborn():
		return ErrNoStore
	}
	err := errOvertaken
	for n := 0; n < rewriteTries && errors.Is(err, errOvertaken); n++ {
		err = f.rewrite(ctx, change)
	}
	return err
}

// vacuum writes the database of a vault anew within a transaction, and begins
// another one.
func (c *conn) vacuum(ctx context.Context) error {
	c.c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1) // the new database, before it takes the old one's place
	for _, q := range []string{"COMMIT", "VACUUM", "BEGIN IMMEDIATE"} {
		if err := c.exec(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// rewriting is one try to write a store in a folder anew.
type rewriting struct {
	f      *folder
	ctx    context.Context //nolint:containedctx // of one call
	l      *logged
	in     *incoming
	reader *conn // sees what is committed
	seen   int64 // what it saw last: SQLite's number of that state
	whole  *conn // the new database
}

func (f *folder) rewrite(ctx context.Context, change func(c *conn) error) error {
	l, err := f.holdLog(ctx)
	if err != nil {
		return err
	}
	r := &rewriting{f: f, ctx: ctx, l: l}
	err = r.prepare(change)
	if err == nil {
		err = r.replace()
	}
	if err != nil {
		return errors.Join(err, r.giveUp(), r.close())
	}
	return errors.Join(r.tidy(), r.close())
}

// prepare makes the new database. The lock is held.
func (r *rewriting) prepare(change func(c *conn) error) error {
	if mode, err := r.l.c.one(r.ctx, "PRAGMA journal_mode"); err != nil || text(mode) != "wal" {
		return errors.Join(ErrLocked, err) // somebody reads a store that was just born
	}
	in, err := r.l.files()
	if err != nil {
		return err
	}
	r.in = in.(*incoming)
	if r.reader, err = dial(r.f.database(), dialOptions{mode: "rw", wait: readWait, pragmas: []string{
		"trusted_schema = OFF", "cell_size_check = ON",
	}}); err != nil {
		return err
	}
	if r.seen, err = r.reader.number(r.ctx, "PRAGMA data_version"); err != nil {
		return err
	}
	if err := r.reader.writeAnew(r.ctx, r.path(draftName)); err != nil {
		return err
	}
	if err := r.edit(change); err != nil {
		return err
	}
	r.whole, err = dial(r.path(wholeName), dialOptions{mode: "rw", pragmas: []string{"trusted_schema = OFF", "cell_size_check = ON"}})
	if err == nil {
		err = r.whole.check(r.ctx)
	}
	return err
}

func (r *rewriting) path(name string) string { return filepath.Join(r.in.folder, name) }

// writeAnew writes a database into a new file. It holds the rows, and nothing else.
func (c *conn) writeAnew(ctx context.Context, path string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	return c.exec(ctx, "VACUUM INTO ?", abs)
}

// edit changes the draft and writes it anew. Nobody waits for the disk, and there
// is no journal: a draft that was not finished is thrown away.
func (r *rewriting) edit(change func(c *conn) error) error {
	c, err := dial(r.path(draftName), dialOptions{mode: "rw", pragmas: []string{
		"trusted_schema = OFF", "cell_size_check = ON", "cache_size = -32768", "temp_store = MEMORY",
		"journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
	}})
	if err != nil {
		return err
	}
	if err = c.exec(r.ctx, "BEGIN IMMEDIATE"); err == nil {
		err = change(c)
	}
	if err == nil {
		err = c.bumpChanges(r.ctx)
	}
	if err == nil {
		err = c.exec(r.ctx, "COMMIT")
	}
	if err == nil {
		err = c.writeAnew(r.ctx, r.path(wholeName))
	}
	// What it says when it is closed without an end is of no interest.
	if cerr := c.close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	return os.Remove(r.path(draftName))
}

// replace puts the pages of the new database in the place of the old ones. SQLite
// takes the lock for that itself, so that ours is given up for a moment: whether
// somebody wrote in it is looked at under the new one.
func (r *rewriting) replace() error {
	if err := r.noteGone(); err != nil {
		return err
	}
	// Somebody may make it again of the old rows: so it goes a second time, in tidy.
	if err := RemoveSearchIndex(r.f.dir); err != nil {
		return err
	}
	if err := r.l.c.exec(r.ctx, "ROLLBACK"); err != nil {
		return err
	}
	b, err := r.l.c.c.Backup("main", r.whole.c, "main")
	if err != nil {
		return classify(err)
	}
	if err = r.copy(b); err != nil {
		_ = b.Finish() // it would say the same again
		return classify(err)
	}
	return classify(b.Finish())
}

func (r *rewriting) copy(b *sqlite3.SQLiteBackup) error {
	// A step of no pages takes the lock. That it was busy is not told, but then
	// nothing was counted.
	if _, err := b.Step(0); err != nil {
		return err
	}
	if b.PageCount() == 0 {
		return errOvertaken
	}
	now, err := r.reader.number(r.ctx, "PRAGMA data_version")
	if err != nil {
		return err
	}
	if _, err := os.Lstat(r.path(wholeName)); now != r.seen || err != nil {
		return errors.Join(errOvertaken, err) // a writer that gave up has cleared incoming
	}
	for last := -1; ; last = b.Remaining() {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		done, err := b.Step(copyPages)
		if done || err != nil {
			return err
		}
		if b.Remaining() == last {
			return ErrLocked // whatever it is that was busy
		}
	}
}

// noteGone notes the files to which rows refer now and none will, as incoming
// notes those of a batch: whoever writes next compares them with the rows.
func (r *rewriting) noteGone() error {
	before, err := r.reader.needed(r.ctx)
	if err != nil {
		return err
	}
	after, err := r.whole.needed(r.ctx)
	if err != nil {
		return err
	}
	var gone []string
	for _, n := range before {
		if _, stays := slices.BinarySearchFunc(after, n.name, compareName); !stays {
			gone = append(gone, n.name)
		}
	}
	return r.in.note(gone)
}

// note notes files that may go, before the rows say so.
func (in *incoming) note(names []string) error {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, name := range names {
		if _, err := in.notes.WriteString(name + "\n"); err != nil {
			return err
		}
	}
	if !in.sync {
		return nil
	}
	errs := []error{in.notes.Sync()}
	for _, dir := range []string{in.folder, filepath.Dir(in.folder), in.dir} {
		errs = append(errs, syncDir(dir))
	}
	return errors.Join(errs...)
}

// tidy removes what is left of before, once the store is changed: the pages that
// the new ones replace, what the log had, the files.
func (r *rewriting) tidy() error {
	// When the log is empty nobody makes an index of the old rows any more.
	err := errors.Join(r.truncate(), r.removeGone(), RemoveSearchIndex(r.f.dir))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrLeft, err)
	}
	return nil
}

// truncate writes what the log has into the database, and empties the log. Readers
// that began before are waited for, as writers wait for each other.
func (r *rewriting) truncate() error {
	busy, err := r.l.c.number(context.WithoutCancel(r.ctx), "PRAGMA wal_checkpoint(TRUNCATE)")
	if err == nil && busy != 0 {
		err = errors.New("another program is still reading it")
	}
	return err
}

// removeGone removes the files that were noted, under the lock: another batch
// could begin to rely on one of them. Where somebody else has the lock, they have
// removed them, for every writer begins with that.
func (r *rewriting) removeGone() error {
	ctx := context.WithoutCancel(r.ctx)
	err := r.closeNew()
	if errors.Is(r.l.c.exec(ctx, "BEGIN IMMEDIATE"), ErrLocked) {
		return errors.Join(err, r.in.leave())
	}
	return errors.Join(err, r.in.undo(r.l.c.referred), r.l.c.exec(ctx, "ROLLBACK"))
}

// giveUp leaves nothing of a rewriting that came to nothing.
func (r *rewriting) giveUp() error {
	err := r.closeNew()
	if r.in == nil {
		return errors.Join(err, r.l.rollback(nil))
	}
	return errors.Join(err, r.l.rollback(r.in))
}

func (r *rewriting) closeNew() error {
	if r.whole == nil {
		return nil
	}
	c := r.whole
	r.whole = nil
	return c.close()
}

func (r *rewriting) close() error {
	var errs []error
	if r.reader != nil {
		errs = append(errs, r.reader.close())
	}
	return errors.Join(append(errs, r.l.close())...)
}
