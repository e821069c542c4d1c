package appdb

import (
	"errors"
	"path"

	"exile/export"
	"exile/formats"
)

// UnreadError says why a row is kept as it is.
type UnreadError struct{ Why string }

func (e *UnreadError) Error() string { return e.Why }

// TooLong returns the error for a row of Each with a value that is too long to be read,
// which came as NULL; nil: there is none.
func TooLong(columns []string, values []any) error {
	if len(values) <= len(columns) {
		return nil
	}
	long, _ := Number(values[len(columns)])
	for i, c := range columns {
		if long&(1<<i) != 0 {
			return &UnreadError{"its " + c + " is too long to be read"}
		}
	}
	return nil
}

// Keep emits what came of a row: nothing where err is nil, the row and why it was not
// read where it is an *UnreadError. Any other error comes back.
func Keep(emit formats.Emit, err error, columns []string, values []any, from export.Source) error {
	unread, ok := errors.AsType[*UnreadError](err)
	if !ok {
		return err
	}
	if err := emit(&export.Unread{Text: Verbatim(columns, values), From: from}); err != nil {
		return err
	}
	return emit(&export.Problem{Code: export.UnreadLine, Text: unread.Why, From: from})
}

// What is wrong with a file, for Damaged.
const (
	NoDatabase = "its beginning is not that of a SQLite database"
	NoMessages = "it has no table of messages"
)

// Damaged is the problem with a database of an input.
func Damaged(from export.Source, why string) *export.Problem {
	return &export.Problem{
		Code: export.DamagedFile, Name: path.Base(from.File), Text: why,
		From: export.Source{Input: from.Input, File: from.File},
	}
}
