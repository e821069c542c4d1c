package formats

import "errors"

// ErrNoDB is returned by a reader that needs ReadOptions.OpenDB and has none.
var ErrNoDB = errors.New("this format needs SQLite")

// ErrNoExport is returned by a reader that finds nothing of its own in an input
// that it was told to read.
var ErrNoExport = errors.New("the input holds no export of this format")

// ExplainedError is returned by a reader for an input that it recognises and
// cannot read as it is: both sentences go to the person in place of an error.
type ExplainedError struct {
	Name string // the file's
	What Text   // what it is, and why it is not read; {name} stands for Name
	Hint Text   // what to do instead
}

func (e *ExplainedError) Error() string { return e.Name + ": this is not read as it is" }

var errStopped = errors.New("stopped by the caller")
