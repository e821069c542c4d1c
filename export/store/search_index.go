//go:build cgo

package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The index for searching is a database of its own, which may be thrown away at any
// time: a file, or for a store in a vault in memory. It tells in which messages two letters follow one another, who wrote them and
// when; what a message says is looked at nevertheless, so that nothing is found that
// is not there. It holds messages up to a number. Those above it are few, and are
// read.
const searchSchema = `
PRAGMA application_id = 0x65786973; -- "exis"
PRAGMA user_version = 2;            -- searchForm
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pairs (        -- where two letters follow one another
  pair  INTEGER NOT NULL,   -- the first letter << 21 | the second, as query.Normal gives them;
                            --   0x1fffff: none, at the end of a text
  first INTEGER NOT NULL,   -- a number below those of the messages
  ids   BLOB NOT NULL,      -- their distances, as varints
  PRIMARY KEY (pair, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE traits (       -- whose messages they are, and what they have
  trait INTEGER NOT NULL,   -- traitSender, …
  value INTEGER NOT NULL,
  first INTEGER NOT NULL,   -- a number below those of the messages
  runs  BLOB NOT NULL,      -- varints: how far a run of numbers begins behind the one before; how many it has
  PRIMARY KEY (trait, value, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE windows (      -- the times of messages whose numbers have the same upper bits
  window INTEGER PRIMARY KEY,
  times  BLOB NOT NULL      -- of its eras, see there
) STRICT;
`

const (
	searchApplication = 0x65786973
	searchForm        = 2 // of the tables; an index of another form is made anew
)

// errNoIndex says that there is no index that fits the store.
var errNoIndex = errors.New("no index")

// indexState is what an index knows of its store.
type indexState struct {
	last    int64  // the highest number of a message that is in it
	parts   int    // in how many runs it was written
	changes string // the setting of that name
	source  int64  // the newest source
	sources string // which sources there were, up to that one
	letters string // the versions of Unicode that Normal goes by
}

func lettersVersion() string { return unicode.Version + " " + norm.Version }

// storeState reads what an index of all messages would know.
func storeState(ctx context.Context, c *conn) (indexState, error) {
	var err error
	st := indexState{letters: lettersVersion()}
	if st.last, err = c.number(ctx, "SELECT max(id) FROM messages"); err != nil {
		return st, err
	}
	if st.source, err = c.number(ctx, "SELECT max(id) FROM sources"); err != nil {
		return st, err
	}
	if st.sources, err = sourcesSum(ctx, c, st.source); err != nil {
		return st, err
	}
	st.changes, err = changesOf(ctx, c)
	return st, err
}

func changesOf(ctx context.Context, c *conn) (string, error) {
	v, err := c.one(ctx, "SELECT value FROM settings WHERE key = ?", changesKey)
	return text(v), err
}

// sourcesSum tells sources up to a number from any others.
func sourcesSum(ctx context.Context, c *conn, last int64) (string, error) {
	h := sha256.New()
	err := c.each(ctx, "SELECT id, sha256, size, added FROM sources WHERE id <= ? ORDER BY id", []driver.Value{last}, func(row []driver.Value) error {
		_, err := fmt.Fprintf(h, "%d %s %d %s\n", integer(row[0]), text(row[1]), integer(row[2]), text(row[3]))
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

// fits reports whether an index is of this store as it is now, but for what was
// added since.
func (st *indexState) fits(ctx context.Context, c *conn) (bool, error) {
	last, err := c.number(ctx, "SELECT max(id) FROM messages")
	if err != nil || st.last > last || st.letters != lettersVersion() {
		return false, err
	}
	changes, err := changesOf(ctx, c)
	if err != nil || st.changes != changes {
		return false, err
	}
	sum, err := sourcesSum(ctx, c, st.source)
	return st.sources == sum, err
}

// openIndex opens the index of a folder; errNoIndex where there is none that can
// be used.
func openIndex(ctx context.Context, dir string) (*conn, indexState, error) {
	var st indexState
	path := filepath.Join(dir, searchName)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil, st, cmp.Or(err, errNoIndex)
	}
	opt := dialOptions{mode: "rw", wait: lockWait, pragmas: []string{"trusted_schema = OFF", "cell_size_check = ON"}}
	c, err := dial(path, opt)
	if err != nil { // the folder may not be ours to write
		opt.mode = "ro"
		c, err = dial(path, opt)
	}
	if err != nil {
		return nil, st, err
	}
	return beginIndex(ctx, c)
}

// beginIndex begins to read an index. Where it cannot be used the connection is closed.
func beginIndex(ctx context.Context, c *conn) (*conn, indexState, error) {
	var st indexState
	err := c.exec(ctx, "BEGIN")
	if err == nil {
		st, err = readIndexState(ctx, c)
	}
	if err != nil {
		return nil, st, errors.Join(err, c.close())
	}
	return c, st, nil
}

func readIndexState(ctx context.Context, c *conn) (indexState, error) {
	var st indexState
	id, err := c.number(ctx, "PRAGMA application_id")
	if err != nil || id != searchApplication {
		return st, cmp.Or(err, errNoIndex)
	}
	form, err := c.number(ctx, "PRAGMA user_version")
	if err != nil || form != searchForm {
		return st, cmp.Or(err, errNoIndex)
	}
	about := map[string]string{}
	err = c.each(ctx, "SELECT key, value FROM about", nil, func(row []driver.Value) error {
		about[text(row[0])] = text(row[1])
		return nil
	})
	if err != nil {
		return st, err
	}
	_, err = fmt.Sscan(about["numbers"], &st.last, &st.source, &st.parts)
	st.changes, st.sources, st.letters = about["changes"], about["sources"], about["letters"]
	return st, err
}

func (st *indexState) write(ctx context.Context, c *conn) error {
	for key, value := range map[string]string{
		"numbers": fmt.Sprint(st.last, st.source, st.parts), "changes": st.changes, "sources": st.sources, "letters": st.letters,
	} {
		if err := c.exec(ctx, "INSERT OR REPLACE INTO about (key, value) VALUES (?, ?)", key, value); err != nil {
			return err
		}
	}
	return nil
}

// indexable reports whether an index can help: something is wanted that it tells of.
func indexable(w *Wanted) bool {
	return len(w.Words)+len(w.Has) > 0 || w.Senders != nil || w.Chats != nil || !w.After.IsZero() || !w.Before.IsZero()
}

// noLetter follows the last letter of a text.
const noLetter = 1<<21 - 1

func pairOf(a, b rune) uint64 { return uint64(a)<<21 | uint64(b) }

// eachPair calls f with every two letters of a word that follow one another.
func eachPair(word string, f func(pair uint64)) {
	before := rune(-1)
	for _, r := range word {
		if before >= 0 {
			f(pairOf(before, r))
		}
		before = r
	}
}

// eachPairOf is eachPair of a whole text: the last letter is followed by none.
func eachPairOf(text string, f func(pair uint64)) {
	before := rune(-1)
	for _, r := range text {
		if before >= 0 {
			f(pairOf(before, r))
		}
		before = r
	}
	if before >= 0 {
		f(pairOf(before, noLetter))
	}
}

// findIndexed fills l.top by the index. It reports false where there is none;
// whatever is wrong with an index, the scan can do without.
func (s *Store) findIndexed(l *looking) (bool, error) {
	c, st, err := s.openIndex(l.ctx)
	if err != nil {
		return false, l.ctx.Err()
	}
	defer c.close() //nolint:errcheck // nothing was written
	if fits, err := st.fits(l.ctx, l.c); err != nil || !fits {
		return false, err
	}
	found, err := l.candidates(c, st.last)
	var list []era
	if err == nil {
		list, err = l.erasOf(c, found)
	}
	if err != nil {
		return false, l.ctx.Err()
	}
	if err := l.windows(st.last); err != nil {
		return true, err
	}
	return true, l.indexed(found, list, st.last)
}
