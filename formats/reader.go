package formats

import (
	"context"
	"database/sql"
	"iter"
	"time"

	"exile/export"
)

// Reader reads what one app exports.
type Reader interface {
	// Detect says how surely this reader understands in, and why. It looks at
	// names and at heads of files (Input.Head), never at whole files, and must
	// be quick and harmless on any bytes. It is called on every input.
	Detect(in Input) Match

	// Read emits everything that in holds, in order, from the caller's goroutine.
	//
	// The error of emit is returned unchanged, at once. A Chat and a Person come
	// before the first Message that names them. Every line, element or row is
	// covered by exactly one covering event: one that is not understood becomes
	// an Unread and a Problem, and reading goes on; only a broken input (a read
	// error, a cut zip) is an error. Read looks at ctx at least every 1,000
	// lines and returns ctx.Err(). It keeps no state between calls and may be
	// called again, with the same result.
	Read(ctx context.Context, in Input, opt ReadOptions, emit Emit) error
}

// Emit takes an event. Whoever emits gives the event away.
type Emit func(export.Event) error

// ReadOptions are the settings that every reader understands. The zero value
// reads with the format's own assumptions.
type ReadOptions struct {
	Zone   *time.Location    // of the wall clock in the files; nil: the format's usual one
	Self   string            // the name of the person whose export this is; "": infer
	Chat   string            // the title to use; "": the source's
	Values map[string]string // by Option.Name; what is absent has its default

	// OpenDB opens a SQLite file of the input, read-only, its write-ahead log
	// included. It is nil where the caller has no SQLite; a reader that needs it
	// returns ErrNoDB then.
	OpenDB func(ctx context.Context, root Root, name string) (*sql.DB, error)
}

// Match is a reader's answer to Detect.
type Match struct {
	Score Score
	Why   Text     // one sentence without message text: "line 2 begins with «저장한 날짜 :»"
	Files []Claim  // the files of the input that this reader will read or use
	Needs []string // what it cannot do without, e.g. a key; empty for plain exports
}

// Claim names one file of an input.
type Claim struct {
	Root int // index into Input.Roots
	Name string
}

// Score says how sure a reader is. Maybe never runs unasked.
type Score int

// The scores.
const (
	No Score = iota
	Maybe
	Likely
	Certain
)

// Events runs a reader as a sequence, for whoever prefers a loop. The error, if
// any, is the last pair and has a nil event.
func Events(ctx context.Context, r Reader, in Input, opt ReadOptions) iter.Seq2[export.Event, error] {
	return func(yield func(export.Event, error) bool) {
		err := r.Read(ctx, in, opt, func(e export.Event) error {
			if !yield(e, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && err != errStopped { //nolint:errorlint // returned unchanged by contract
			yield(nil, err)
		}
	}
}
