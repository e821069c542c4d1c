//go:build cgo

package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The index for searching is a file of its own, which may be thrown away at any
// time. It tells in which messages two letters follow one another; what a message
// says is looked at nevertheless, so that nothing is found that is not there. It
// holds messages up to a number. Those above it are few, and are read.
const searchSchema = `
PRAGMA application_id = 0x65786973; -- "exis"
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pairs (        -- where two letters follow one another
  pair  INTEGER NOT NULL,   -- the first letter << 21 | the second, as query.Normal gives them
  first INTEGER NOT NULL,   -- a number below those of the messages
  ids   BLOB NOT NULL,      -- their distances, as varints
  PRIMARY KEY (pair, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE windows (      -- the times of messages whose numbers have the same upper bits
  window INTEGER PRIMARY KEY,
  oldest INTEGER NOT NULL,  -- milliseconds since 1970
  newest INTEGER NOT NULL
) STRICT;
`

const searchApplication = 0x65786973

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
	if err = c.exec(ctx, "BEGIN"); err == nil {
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

// indexable reports whether an index can help: a word has two letters.
func indexable(w *Wanted) bool { return slices.ContainsFunc(w.Words, hasPair) }

func hasPair(word string) bool { return utf8.RuneCountInString(word) > 1 }

// eachPair calls f with every two letters that follow one another.
func eachPair(s string, f func(pair uint64)) {
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			f(uint64(before)<<21 | uint64(r))
		}
		before = r
	}
}

// findIndexed fills l.top by the index. It reports false where there is none;
// whatever is wrong with an index, the scan can do without.
func (s *Store) findIndexed(l *looking) (bool, error) {
	home, ok := s.home.(*folder)
	if !ok || home.temporary {
		return false, nil
	}
	c, st, err := openIndex(l.ctx, home.dir)
	if err != nil {
		return false, l.ctx.Err()
	}
	defer c.close() //nolint:errcheck // nothing was written
	if fits, err := st.fits(l.ctx, l.c); err != nil || !fits {
		return false, err
	}
	found, times, err := l.candidates(c, st.last)
	if err != nil {
		return false, l.ctx.Err()
	}
	if err := l.windows(st.last); err != nil {
		return true, err
	}
	return true, l.indexed(found, times, st.last)
}

// span is the times of a window.
type span struct{ window, oldest, newest int64 }

// candidates asks the index which messages can have all words.
func (l *looking) candidates(c *conn, last int64) (bitset, []span, error) {
	pairs := map[uint64]bool{}
	for _, w := range l.w.Words {
		eachPair(w, func(p uint64) { pairs[p] = true })
	}
	var found bitset
	for p := range pairs {
		these := make(bitset, last>>6+1)
		err := c.each(l.ctx, "SELECT first, ids FROM pairs WHERE pair = ?", []driver.Value{int64(p)}, func(row []driver.Value) error {
			b, _ := row[1].([]byte)
			return these.add(integer(row[0]), b)
		})
		if err != nil {
			return nil, nil, err
		}
		if found == nil {
			found = these
			continue
		}
		for i := range found {
			found[i] &= these[i]
		}
	}
	var times []span
	err := c.each(l.ctx, "SELECT window, oldest, newest FROM windows", nil, func(row []driver.Value) error {
		times = append(times, span{integer(row[0]), integer(row[1]), integer(row[2])})
		return nil
	})
	slices.SortFunc(times, func(a, b span) int {
		if l.top.oldest {
			return cmp.Compare(a.oldest, b.oldest)
		}
		return cmp.Compare(b.newest, a.newest)
	})
	return found, times, err
}

// Candidates are read one by one where they are few in a window, and some hundred
// at a time.
const (
	fewInWindow  = 128
	manyAtOnce   = 512
	wordsOfBlock = windowSize / 64
)

// indexed looks at candidates, a window at a time, and no further than it must.
func (l *looking) indexed(found bitset, times []span, last int64) error {
	var few []int64
	look := func() error {
		err := l.those(few)
		few = few[:0]
		return err
	}
	for _, t := range times {
		if l.top.settled() && l.top.useless(t.oldest, t.newest) {
			few = few[:0] // which are no better than this one, and counted enough
			break
		}
		first := t.window << windowBits
		if first < 0 || first > last {
			continue
		}
		words := found[min(first>>6, int64(len(found))):min(first>>6+wordsOfBlock, int64(len(found)))]
		n := 0
		for _, w := range words {
			n += bits.OnesCount64(w)
		}
		var err error
		switch {
		case n > fewInWindow:
			err = l.window(first, min(first+windowSize-1, last))
		case n > 0:
			few = words.list(few, first)
		}
		if err == nil && len(few) >= manyAtOnce {
			err = look()
		}
		if err != nil {
			return err
		}
	}
	return look()
}

// bitset is a set of numbers of messages.
type bitset []uint64

// add adds the numbers behind first, by their distances.
func (b bitset) add(first int64, ids []byte) error {
	id := first
	for len(ids) > 0 {
		d, n := binary.Uvarint(ids)
		id += int64(d)
		if n <= 0 || id < 0 || id>>6 >= int64(len(b)) {
			return errNoIndex
		}
		b[id>>6] |= 1 << (id & 63)
		ids = ids[n:]
	}
	return nil
}

// list adds the numbers from first on to a list.
func (b bitset) list(to []int64, first int64) []int64 {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			to = append(to, first+int64(i)<<6+int64(bits.TrailingZeros64(w)))
		}
	}
	return to
}
