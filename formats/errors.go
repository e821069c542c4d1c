package formats

import "errors"

// ErrNoDB is returned by a reader that needs ReadOptions.OpenDB and has none.
var ErrNoDB = errors.New("this format needs SQLite")

// ErrNoExport is returned by a reader that finds nothing of its own in an input
// that it was told to read.
var ErrNoExport = errors.New("the input holds no export of this format")

var errStopped = errors.New("stopped by the caller")
