//go:build cgo

package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"exile/export/query"
)

const (
	// maxIndexed is the highest number of a message for which there is an index: a
	// bit for each has to fit into memory. Nobody has as many; a stranger's store may.
	maxIndexed = 1 << 28

	// maxParts is after how many additions an index is made anew.
	maxParts = 32

	// partBytes is about how much of an index is in memory before it is written.
	partBytes = 48 << 20

	// pairsAtOnce is how many lists are written before one looks whether to go on.
	pairsAtOnce = 1024
)

// bringIndex makes the index of a store, or brings it up to date, where that is
// worth the while. Only the reading of the store can fail: without an index the
// search takes longer, and that is all.
func (s *Store) bringIndex(ctx context.Context, c *conn, opt SearchOptions) (err error) {
	home, inFolder := s.home.(*folder)
	if inFolder && home.temporary {
		return nil
	}
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.exec(context.Background(), "ROLLBACK")) }()
	now, err := storeState(ctx, c)
	if err != nil || now.last > maxIndexed || now.last <= opt.IndexFrom || s.indexing.refused(now) {
		return err
	}
	b := &indexBuild{ctx: ctx, from: c, now: now, progress: opt.Progress}
	if b.progress == nil {
		b.progress = func(int64, int64) {}
	}
	index, st, err := s.openIndex(ctx)
	if err == nil {
		fits, err := st.fits(ctx, c)
		switch {
		case err != nil:
			return errors.Join(err, index.close())
		case fits && now.last-st.last <= opt.IndexFrom:
			return index.close()
		case fits && inFolder && st.parts < maxParts:
			return b.outcome(errors.Join(b.extend(index, st), index.close()))
		}
		_ = index.close() // it is thrown away
	}
	// Where numbers have large gaps the messages are few, or a stranger's.
	n, err := c.number(ctx, "SELECT count(*) FROM messages")
	if err != nil || n <= opt.IndexFrom || n < now.last/8 {
		return err
	}
	return b.outcome(s.newIndex(b))
}

// indexBuild makes an index.
type indexBuild struct {
	ctx      context.Context //nolint:containedctx // one call
	from, to *conn
	now      indexState
	progress func(done, total int64)
	failed   error // of reading the store

	pairs, runs *inserter
	at          map[uint64]int32 // of lists
	lists       []pairList
	traits      *traitLists
	bytes       int   // of the lists of pairs
	above       int64 // a number below those that are read
	first       int64 // a number below those of this part
}

// pairList is where two letters follow one another.
type pairList struct {
	last int64
	ids  []byte
}

// outcome keeps errors of the index from whoever searches.
func (b *indexBuild) outcome(error) error { return errors.Join(b.failed, b.ctx.Err()) }

// extend adds what is new.
func (b *indexBuild) extend(index *conn, st indexState) error {
	if err := index.exec(b.ctx, "ROLLBACK; BEGIN IMMEDIATE"); err != nil {
		return err
	}
	now, err := readIndexState(b.ctx, index)
	if err != nil || now != st { // somebody else was faster
		return err
	}
	b.to, b.now.parts = index, st.parts
	if err := b.fill(st.last); err != nil {
		return err
	}
	return index.exec(b.ctx, "COMMIT")
}

// anew makes the file under another name, and gives it its own once it is whole.
func (b *indexBuild) anew(dir string) (err error) {
	partial := filepath.Join(dir, searchPartialName)
	if b.to, err = acquireIndex(b.ctx, partial); err != nil {
		return err
	}
	if err = b.whole(); err != nil {
		return errors.Join(err, removeOpen(partial, b.to))
	}
	if runtime.GOOS == "windows" { // which renames nothing that is open
		err = b.to.close()
		return errors.Join(err, os.Rename(partial, filepath.Join(dir, searchName)))
	}
	// Under the lock, so that it is the one that was written.
	return errors.Join(os.Rename(partial, filepath.Join(dir, searchName)), b.to.close())
}

// whole writes an index into a database that is empty and locked.
func (b *indexBuild) whole() error {
	err := b.to.exec(b.ctx, searchSchema)
	if err == nil {
		err = b.fill(0)
	}
	if err == nil {
		err = b.to.exec(b.ctx, "COMMIT")
	}
	return err
}

// acquireIndex makes an empty database and locks it. What a killed program left is
// removed under its lock; ErrLocked where somebody else is at work.
func acquireIndex(ctx context.Context, path string) (*conn, error) {
	for range 3 {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		fresh := err == nil
		if fresh {
			err = f.Close()
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		before, err := os.Lstat(path)
		if err != nil || !before.Mode().IsRegular() {
			return nil, errors.Join(ErrExists, err)
		}
		c, err := dial(path, dialOptions{mode: "rw", pragmas: []string{
			fmt.Sprintf("page_size = %d", pageSize), "journal_mode = OFF", "synchronous = FULL", "locking_mode = EXCLUSIVE",
		}})
		if err == nil {
			if err = c.exec(ctx, "BEGIN EXCLUSIVE"); err != nil {
				err = errors.Join(err, c.close())
			}
		}
		if errors.Is(err, ErrNotStore) || errors.Is(err, ErrDamaged) {
			if err := os.Remove(path); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		after, err := os.Lstat(path)
		switch {
		case err != nil || !os.SameFile(before, after): // it was given its name, or removed
			if err := c.close(); err != nil {
				return nil, err
			}
		case fresh:
			return c, nil
		default:
			if err := removeOpen(path, c); err != nil {
				return nil, err
			}
		}
	}
	return nil, ErrLocked
}

// fill writes into the index what the messages above a number say.
func (b *indexBuild) fill(above int64) error {
	b.pairs = newInserter(b.to, "pairs", "pair first ids")
	b.runs = newInserter(b.to, "traits", "trait value first runs")
	b.above = above
	err := b.read(above)
	if err == nil {
		err = b.flush()
	}
	if err == nil {
		b.now.parts++
		err = b.now.write(b.ctx, b.to)
	}
	return errors.Join(err, b.pairs.close(), b.runs.close())
}

// read goes through the messages a window at a time.
func (b *indexBuild) read(above int64) error {
	l := &looking{ctx: b.ctx, c: b.from, needles: []*query.Needle{nil}}
	if b.failed = l.findSides(); b.failed != nil {
		return b.failed
	}
	b.begin(above)
	for id := above + 1; id <= b.now.last; {
		last := id | (windowSize - 1)
		if err := b.window(l, id, min(last, b.now.last)); err != nil {
			return err
		}
		if b.bytes+b.traits.bytes > partBytes {
			if err := b.flush(); err != nil {
				return err
			}
			b.now.parts++
			b.begin(last)
		}
		b.progress(min(last, b.now.last)-above, b.now.last-above)
		id = last + 1
	}
	return nil
}

func (b *indexBuild) begin(first int64) {
	b.at, b.lists, b.bytes, b.first = map[uint64]int32{}, nil, 0, first
	b.traits = newTraitLists(first)
}

func (b *indexBuild) window(l *looking, first, last int64) error {
	aside, err := l.asideOf("message BETWEEN ? AND ?", first, last)
	if err != nil {
		b.failed = err
		return err
	}
	linked, err := b.files(first, last)
	if err != nil {
		b.failed = err
		return err
	}
	var times eras
	some := false
	err = b.from.each(b.ctx, `SELECT id, text, time, chat, sender, time + (clock >> 6) * 1000
FROM messages NOT INDEXED WHERE id BETWEEN ? AND ? ORDER BY id`, []driver.Value{first, last}, func(row []driver.Value) error {
		some = true
		id := integer(row[0])
		link := b.add(id, text(row[1])) || linked[id]
		for _, s := range aside[id] {
			link = b.add(id, s) || link
		}
		if link {
			b.traits.add(id, traitHas, valueOf(query.HasLink))
		}
		b.note(&times, row)
		return nil
	})
	if err != nil {
		b.failed = err
		return err
	}
	if !some {
		return nil
	}
	return b.times(&times, first>>windowBits)
}

// files notes which messages have what files, and returns those that have links
// which do not stand in a text.
func (b *indexBuild) files(first, last int64) (linked map[int64]bool, err error) {
	err = b.from.each(b.ctx, `SELECT f.message, f.kind FROM files f JOIN messages m ON m.id = f.message
WHERE f.message BETWEEN ? AND ? AND m.kind & 15 = 2 ORDER BY f.message`, []driver.Value{first, last}, func(row []driver.Value) error {
		if has, ok := hasOf(text(row[1])); ok {
			b.traits.add(integer(row[0]), traitHas, valueOf(has))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	linked = map[int64]bool{}
	err = b.from.each(b.ctx, `SELECT message FROM cards WHERE message BETWEEN ?1 AND ?2 AND (url <> '' OR kind = 'link')
UNION ALL SELECT message FROM spans WHERE message BETWEEN ?1 AND ?2 AND kind IN ('url', 'link')`, []driver.Value{first, last},
		func(row []driver.Value) error {
			linked[integer(row[0])] = true
			return nil
		})
	return linked, err
}

// note notes the columns of a message beside its text.
func (b *indexBuild) note(times *eras, row []driver.Value) {
	id, time := integer(row[0]), int64(noTime)
	if t, ok := row[2].(int64); ok {
		time = t
	}
	times.note(id, time)
	b.traits.add(id, traitChat, integer(row[3]))
	if sender, ok := row[4].(int64); ok {
		b.traits.add(id, traitSender, sender)
	}
	if day, ok := wallDay(row[5]); ok {
		b.traits.add(id, traitDay, day)
	}
}

// times writes the times of a window, of which the index may know some.
func (b *indexBuild) times(times *eras, window int64) error {
	v, err := b.to.one(b.ctx, "SELECT times FROM windows WHERE window = ?", window)
	if err != nil {
		return err
	}
	if old, ok := v.([]byte); ok {
		var known eras
		if err := known.read(window, old); err != nil {
			return err
		}
		times.merge(&known, b.above)
	}
	return b.to.exec(b.ctx, "INSERT OR REPLACE INTO windows (window, times) VALUES (?, ?)", window, times.bytes())
}

// listCost is about what a list takes in memory beside its numbers, in bytes.
const listCost = 80

// add notes what a text of a message says, and reports whether there may be a link in
// it.
func (b *indexBuild) add(id int64, s string) (link bool) {
	s = query.Normal(s)
	eachPairOf(s, func(pair uint64) {
		i, ok := b.at[pair]
		if !ok {
			i = int32(len(b.lists))
			b.at[pair] = i
			b.lists = append(b.lists, pairList{last: b.first})
			b.bytes += listCost
		}
		l := &b.lists[i]
		if len(l.ids) > 0 && l.last == id {
			return
		}
		n := len(l.ids)
		l.ids = binary.AppendUvarint(l.ids, uint64(id-l.last))
		l.last = id
		b.bytes += len(l.ids) - n
	})
	return hasLink(s)
}

// flush writes the lists of a part.
func (b *indexBuild) flush() error {
	pairs := make([]uint64, 0, len(b.at))
	for p := range b.at {
		pairs = append(pairs, p)
	}
	slices.Sort(pairs)
	for i, p := range pairs {
		if i%pairsAtOnce == 0 && b.ctx.Err() != nil { // somebody may wait for it
			return b.ctx.Err()
		}
		if err := b.pairs.add(int64(p), b.first, b.lists[b.at[p]].ids); err != nil {
			return err
		}
	}
	if err := b.pairs.flush(); err != nil {
		return err
	}
	return b.traits.flush(b.runs)
}
