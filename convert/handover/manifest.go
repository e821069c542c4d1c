package handover

import (
	"time"

	"exile/export"
)

// Version is the one of the stream and of the manifest.
const Version = 1

// Depth is how much of a bundle a stream holds.
type Depth int

// The depths.
const (
	Manifests Depth = iota // the manifest alone
	Texts                  // and the texts
	Files                  // and the media files
)

// Manifest tells what a bundle holds. Of what people wrote it has nothing but the
// heads of the texts, by which Telegram decides whether it takes them.
type Manifest struct {
	Version int     `json:"version"`
	Depth   Depth   `json:"depth"` // what follows it in the stream
	Request Request `json:"request"`
	Chats   []Chat  `json:"chats"`
}

// Request is what exile needs to make the same bundle of the same store again.
type Request struct {
	Chats   []ChatID          `json:"chats"`
	Me      string            `json:"me,omitempty"`    // who is "me", by the name in the store; "": as the store says
	Self    string            `json:"self,omitempty"`  // how the account shows "me"
	Names   map[string]string `json:"names,omitempty"` // name in the store → name as the account shows it, of who is in the chats
	AsGroup bool              `json:"as_group,omitempty"`
	Part    string            `json:"part,omitempty"`   // as the option --part
	Offset  int               `json:"offset"`           // seconds east of UTC: of all stamps
	After   time.Time         `json:"after,omitzero"`   // only messages of this time and later
	Before  time.Time         `json:"before,omitzero"`  // only messages before it
	People  []string          `json:"people,omitempty"` // only what they wrote
	Kinds   []string          `json:"kinds,omitempty"`  // only these: text, photo, video, voice, file, notice …
	Lang    string            `json:"lang"`             // of what exile itself writes
}

// ChatID names a chat of the store.
type ChatID struct {
	Number int64  `json:"number"`
	Title  string `json:"title"`
}

// Chat is one chat of a bundle.
type Chat struct {
	ID       ChatID           `json:"id"`
	Title    string           `json:"title"`
	App      string           `json:"app"`
	Kind     export.ChatKind  `json:"kind"`
	Group    bool             `json:"group"` // its files are a group's to Telegram
	People   []Person         `json:"people"`
	Parts    []Part           `json:"parts"`
	Problems []export.Problem `json:"problems,omitempty"` // what cannot be carried, counted
}

// Person is somebody who writes in a chat.
type Person struct {
	Name     string `json:"name"` // as it is written, the same in every part
	Self     bool   `json:"self,omitempty"`
	Nameless bool   `json:"nameless,omitempty"` // withdrawn or unknown: nobody's name
	Messages int64  `json:"messages"`
}

// Part is one import: a text and the files that it names.
type Part struct {
	Name     string    `json:"name"`           // of the text file
	Size     int64     `json:"size"`           // of the text, in bytes
	SHA256   string    `json:"sha256"`         // of the text, hexadecimal
	Head     string    `json:"head,omitempty"` // its first lines, at most 100; not kept in plans
	Messages int64     `json:"messages"`       // with an author; each file and each caption is one
	Notices  int64     `json:"notices"`        // without; the line that opens a group is one
	Long     int64     `json:"long,omitempty"` // messages longer than the 4,096 UTF-16 units of one of Telegram's
	DayShown bool      `json:"day_shown"`      // the head has a day above 12: it tells day from month
	First    time.Time `json:"first,omitzero"`
	Last     time.Time `json:"last,omitzero"`
	Files    []File    `json:"files,omitempty"`
}

// File is one media file.
type File struct {
	Name     string          `json:"name"` // as the text names it
	Kind     export.FileKind `json:"kind"`
	Type     string          `json:"type,omitempty"` // MIME type, where known
	Size     int64           `json:"size"`           // more than 0
	SHA256   string          `json:"sha256,omitempty"`
	Width    int             `json:"width,omitempty"`    // pixels
	Height   int             `json:"height,omitempty"`   // pixels
	Duration time.Duration   `json:"duration,omitempty"` // at most MaxDuration
}

// MaxDuration is the longest that a sound or video is said to last. What is said to
// last longer was not measured.
const MaxDuration = 1000 * time.Hour
