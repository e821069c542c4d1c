//go:build cgo

package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// memoryPages is how large an index in memory may become, in pages: 256 MB.
const memoryPages = 256 << 20 / pageSize

// memoryIndex is an index for searching that is in memory alone. SQLite knows it by a
// name, under which each search has a connection of its own (sqlite.org/src, memdb.c). It
// is gone when the last one is closed; of a name that is gone SQLite makes an empty one,
// which is no index.
type memoryIndex struct {
	name  string
	first *conn      // which keeps it; nil: it would be too large
	of    indexState // the store for which it would be
}

// dialMemory opens a database in memory. Neither journals nor what SQLite sorts go
// anywhere else.
func dialMemory(name, mode string, pragmas ...string) (*conn, error) {
	return connect(name, dialOptions{mode: mode, vfs: "memdb", pragmas: append([]string{"temp_store = MEMORY"}, pragmas...)}, nil)
}

// inMemory makes the index in memory, of at most so many pages. An index that would be
// larger is one that nobody can open.
func (b *indexBuild) inMemory(most int) (*memoryIndex, error) {
	m := &memoryIndex{name: "/exile-" + rand.Text(), of: b.now}
	var err error
	b.to, err = dialMemory(m.name, "rw", fmt.Sprintf("page_size = %d", pageSize), fmt.Sprintf("max_page_count = %d", most), "journal_mode = OFF")
	if err != nil {
		return nil, err
	}
	if err = b.to.exec(b.ctx, "BEGIN EXCLUSIVE"); err == nil {
		err = b.whole()
	}
	if err == nil {
		m.first = b.to
		return m, nil
	}
	_ = b.to.close() // it is thrown away
	if e, ok := errors.AsType[sqlite3.Error](err); ok && e.Code == sqlite3.ErrFull {
		return m, nil
	}
	return nil, err
}

// open opens the index for a search; errNoIndex where there is none.
func (m *memoryIndex) open(ctx context.Context) (*conn, indexState, error) {
	if m == nil || m.first == nil {
		return nil, indexState{}, errNoIndex
	}
	c, err := dialMemory(m.name, "ro", "query_only = ON")
	if err != nil {
		return nil, indexState{}, err
	}
	return beginIndex(ctx, c)
}

func (m *memoryIndex) close() error {
	if m == nil || m.first == nil {
		return nil
	}
	return m.first.close()
}
