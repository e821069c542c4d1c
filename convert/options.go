package convert

import (
	"io"
	"time"

	"exile/crypto"
	"exile/export"
	"exile/formats"
)

// InOptions are the settings of reading one input.
type InOptions struct {
	From          string // the format's name; "": detect it
	Read          formats.ReadOptions
	Scratch       string    // an existing folder for sealed copies of databases; "": the system's for temporary files
	Now           time.Time // when this is, for the store's list of sources
	KeepOriginals bool      // the texts and databases as read, byte for byte
	KeepMedia     bool      // the media that messages name
	Strict        bool      // the first problem of any class is a *StrictError

	// Into is the chat of the store that the input's one chat is to join, by its title
	// or number; where there is none of that app, the title of a new chat. "": what
	// stands in it decides.
	Into string

	// Again adds bytes that were in the store and of which something was forgotten;
	// else they are known (InReport.Forgotten, InReport.Partly).
	Again bool
}

// OutOptions are the settings of writing one output.
type OutOptions struct {
	Write  formats.WriteOptions
	Chats  []export.ChatRef // which; none: all
	Range  export.Range     // which messages of them
	Force  bool             // replace what CheckTarget allows to
	Stdout io.Writer        // where the target "-" goes
	Inputs []string         // paths that the output must not replace
	Strict bool             // the first problem of any class is a *StrictError
	Report *Report          // what was read; it goes into a folder output with what was written
	Place  *Place           // the target's place, if the caller made it; it is used up in any case

	// Scratch is where WriteFile collects; nil: the system's folder for temporary files.
	Scratch *crypto.Scratch

	wrap func(io.WriteCloser) io.WriteCloser // around every file created: faults, in tests
}
