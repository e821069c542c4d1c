package formats

import "errors"

// ErrNoDB is returned by a reader that needs ReadOptions.OpenDB and has none.
var ErrNoDB = errors.New("this format needs SQLite")

var errStopped = errors.New("stopped by the caller")
