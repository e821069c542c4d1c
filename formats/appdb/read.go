package appdb

import (
	"errors"

	"exile/export"
	"exile/formats"
)

// ErrNoMessages is what a database is read with that has no table of messages.
var ErrNoMessages = errors.New("no table of messages")

// Read reads the databases that can be read, one after the other: read is called with
// the number of a finding and returns ErrNoMessages, bare, where there are none in it.
// Of the others it tells if something is wrong with them; where nothing was read, the
// error is what explain makes of the first.
func Read(in formats.Input, opt formats.ReadOptions, emit formats.Emit, found []Finding, read, explain func(i int) error) error {
	var unread []int
	for i, f := range found {
		if !f.Readable {
			unread = append(unread, i)
			continue
		}
		if opt.OpenDB == nil {
			return formats.ErrNoDB
		}
		err := read(i)
		if err == ErrNoMessages { //nolint:errorlint // it comes bare; one of emit's may be anything
			unread = append(unread, i)
		} else if err != nil {
			return err
		}
	}
	switch {
	case len(found) == 0:
		return formats.ErrNoExport
	case len(unread) == len(found):
		return explain(unread[0])
	}
	for _, i := range unread {
		f := found[i]
		if f.Wrong == "" {
			continue
		}
		if err := emit(Damaged(export.Source{Input: in.Roots[f.Root].Name, File: f.Name}, f.Wrong)); err != nil {
			return err
		}
	}
	return nil
}
