//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"time"
)

// replaced is the source in whose place a batch puts what it adds.
type replaced struct {
	added time.Time
	asked Asked
	had   []needed // the files that rows referred to before
	again bool     // it was forgotten: of before only the number counts
}

var errReplaceFirst = errors.New("something was added before")

// Replace puts what is added in the place of an input that the store has, under its
// number, with the time when it was added and what was asked for. It comes first: what that input told
// is taken out at once. Chats and people of whom nothing is left then stay until
// Commit, so that they can be joined by what is added. ErrNoSource.
func (b *Batch) Replace(source int64) error {
	if b.ended {
		return errEnded
	}
	if b.err == nil {
		b.err = b.replace(source)
	}
	if b.err != nil {
		return fmt.Errorf("replace source %d: %w", source, b.err)
	}
	return nil
}

func (b *Batch) replace(source int64) error {
	if b.fresh {
		return ErrNoSource
	}
	if len(b.cast.chats)+len(b.cast.people)+len(b.documents)+len(b.joins) > 0 || b.put != nil {
		return errReplaceFirst
	}
	var old Source
	err := b.c.each(b.ctx, sourceColumns+"WHERE id = ?", []driver.Value{source}, func(row []driver.Value) (err error) {
		old, err = scanSource(row)
		return err
	})
	if err != nil {
		return err
	}
	had, err := b.c.needed(b.ctx)
	if err != nil {
		return err
	}
	if err := b.withdraw(source); err != nil {
		return err
	}
	b.put, b.source = &replaced{added: old.Added, asked: old.Asked, had: had}, source
	return nil
}

// instead returns what is written of the input.
func (b *Batch) instead(src Source) Source {
	if b.put != nil && !b.put.again {
		src.Added, src.Asked = b.put.added, b.put.asked
	}
	return src
}

// endReplaced deletes what nobody tells of any more, and notes the files to which
// no row refers then.
func (b *Batch) endReplaced() error {
	if b.put == nil {
		return nil
	}
	if err := b.clear(); err != nil {
		return err
	}
	in, ok := b.in.(*incoming)
	if !ok { // a vault is saved without them
		return nil
	}
	now, err := b.c.needed(b.ctx)
	if err != nil {
		return err
	}
	return in.note(missingFrom(now, b.put.had))
}

// missingFrom names the files of before that are not among those of now.
func missingFrom(now, before []needed) []string {
	var gone []string
	for _, n := range before {
		if _, stays := slices.BinarySearchFunc(now, n.name, compareName); !stays {
			gone = append(gone, n.name)
		}
	}
	return gone
}

// forget ends the keeping of files after Commit. Originals of the replaced source
// to which no row refers any more are removed by whoever writes next.
func (b *Batch) forget() error {
	if b.put != nil {
		return b.in.leave()
	}
	return b.in.forget()
}
