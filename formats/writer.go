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

// BundleOutput is an Output that takes what an app imports as such, and is told
// what it is: a writer of bundles writes it the texts and their files and nothing
// besides, no archives and no instructions. For each part of a chat it creates the
// text, closes it, tells Part, and then creates the files in their order; after the
// last part of a chat it tells Chat. An error of these ends the run.
type BundleOutput interface {
	Output
	// WantsFiles says whether files are written. If not, Part tells of them alone.
	WantsFiles() bool
	Part(p *BundlePart) error
	Chat(c *BundleChat) error
}

// BundlePart is one text, which is one import to the app.
type BundlePart struct {
	Messages int64 // with an author; each file and each caption is one
	Notices  int64 // without; a line that opens a group is one
	Long     int64 // messages of more than 4,096 UTF-16 units, the most that one of Telegram's holds
	DayShown bool  // the first 100 lines have a day above 12: they tell day from month
	First    time.Time
	Last     time.Time
	Files    []BundleFile
}

// BundleFile is a file that a text names.
type BundleFile struct {
	Name string // as the text names it
	File *export.File
}

// BundleChat is a chat whose parts were written.
type BundleChat struct {
	Chat    *export.Chat
	Group   bool // its texts are a group's to the app
	Authors []BundleAuthor
}

// BundleAuthor is somebody who writes in a chat, under one name in all its parts.
type BundleAuthor struct {
	Name     string // as it is written
	Self     bool
	Messages int64
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
