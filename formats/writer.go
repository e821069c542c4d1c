package formats

import (
	"context"
	"io"
	"iter"
	"time"

	"exile/export"
)

// Writer writes a history in a form that an app, a tool or a person takes.
type Writer interface {
	// Can says what the target carries. What it cannot carry has become words
	// before Write sees it (convert.Fit), and each loss was reported.
	Can() Can

	// Write writes the history to out. The same history and options give the
	// same bytes. Problems go to warn, which may be called at any time from the
	// caller's goroutine. The Tally tells what was written, counted on the bytes
	// that went out; convert compares it with what the history delivered.
	Write(ctx context.Context, h History, out Output, opt WriteOptions, warn Warn) (Tally, error)
}

// Warn takes a problem.
type Warn func(export.Problem)

// Can says what a target carries as such, not as words. A false field means
// that convert.Fit puts Content.Words() in its place or drops it with a Problem.
type Can struct {
	SingleFile bool // the output is one file, so that it may go to standard output
	Media      bool // files with their bytes
	AbsentFile bool // a file without its bytes, as such
	Calls      bool
	Polls      bool
	Places     bool
	Cards      bool
	Deleted    bool
	Notices    bool // as such, not as authored words; false drops none: they stay Notice
	Replies    bool
	Forwards   bool
	Reactions  bool
	Edits      bool
	Spans      bool
	Seconds    bool // the target needs seconds: a coarser time is written with :00
	ByName     bool // the target goes by names alone: they decide who is who, and which side is "me"
}

// History is what a writer writes: a store, or a selection of one.
type History interface {
	Chats(ctx context.Context) ([]export.Chat, error)
	People(ctx context.Context) ([]export.Person, error)
	// Messages yields a chat's messages in order of time, then of Seq. A message
	// belongs to whoever receives it. The error, if any, is the last pair.
	Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error]
	// OpenFile opens the bytes of a file whose State is FilePresent.
	OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error)
}

// Output takes files. Names are slash-separated paths, already safe for every
// system. Several files may be open at once. A file is whole when its Close
// returned nil.
type Output interface {
	Create(name string) (io.WriteCloser, error)
}

// WriteOptions are the settings that every writer understands.
type WriteOptions struct {
	Lang   string            // "ko" or "en": of what exile itself writes
	Self   string            // how the target's account shows "me"; "": as the source
	Names  map[string]string // source name → name as the target's account shows it
	Offset time.Duration     // east of UTC: the present offset of this computer, for targets that read naive times
	Values map[string]string // by Option.Name; what is absent has its default
}

// Tally counts what a writer wrote.
type Tally struct {
	Chats    int64 `json:"chats"`
	Messages int64 `json:"messages"` // authored lines or objects that stand for one message each
	Notices  int64 `json:"notices"`
	Extra    int64 `json:"extra"` // further lines: second files, captions, headings
	Files    int64 `json:"files"` // media files written or, with NamedOnly, named; each counted once
}
