package convert

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// Engine drives readers and writers. Its methods may be used one at a time.
type Engine struct {
	Formats  formats.Table
	Progress func(Progress) // called often, from any goroutine; nil: nobody looks
}

// Progress is how far a stage has come.
type Progress struct {
	Stage    Stage
	Done     int64 // bytes while reading, messages while writing
	Total    int64 // 0: unknown
	Messages int64 // so far in this stage
}

// Stage is a part of a run.
type Stage string

// The stages of a run.
const (
	StageRead  Stage = "read"
	StageIndex Stage = "index"
	StageWrite Stage = "write"
)

// Report is what a run did. Its JSON form is stable.
type Report struct {
	Version int         `json:"version"` // 1
	Inputs  []InReport  `json:"inputs"`
	Outputs []OutReport `json:"outputs,omitempty"`
}

// InReport is what one input held and what became of it.
type InReport struct {
	Input     string           `json:"input"` // base name as given
	Format    string           `json:"format"`
	Why       string           `json:"why"`                        // in English
	WhyKO     string           `json:"why_ko,omitempty"`           // in Korean; a store does not keep it
	SHA256    string           `json:"sha256,omitempty"`           // of the claimed files, see Engine.Add
	Source    int64            `json:"source,omitempty"`           // the store's number; 0: not kept
	Known     bool             `json:"known,omitempty"`            // the same bytes were there before: nothing changed
	Forgotten bool             `json:"forgotten,omitempty"`        // and Known: they were forgotten since, so that nothing of them is there
	Partly    bool             `json:"partly_forgotten,omitempty"` // and Known: something of them was forgotten since
	PerChat   []ChatCount      `json:"chats,omitempty"`            // in the order of Chats; of a known input nothing
	Media     []GivenMedia     `json:"media,omitempty"`            // the folders given as OpenOptions.Media
	Chats     []export.Chat    `json:"-"`
	People    []export.Person  `json:"-"` // the first 100,000; the ledger counts all
	Profiles  []export.Profile `json:"-"`
	First     time.Time        `json:"first,omitzero"` // time of the earliest message
	Last      time.Time        `json:"last,omitzero"`  // time of the latest message
	Ledger    export.Ledger    `json:"ledger"`
	Joined    []Joined         `json:"joined,omitempty"` // chats that were there before
	Apart     []Apart          `json:"apart,omitempty"`  // chats that may be, and were kept apart
	Problems  Problems         `json:"problems,omitempty"`
}

// Problems are problems with a JSON form, which is stable as Report's is.
type Problems []export.Problem

// OutReport is what was written.
type OutReport struct {
	Format   string        `json:"format"`
	Path     string        `json:"path"`
	Want     formats.Tally `json:"want"`    // what the history delivered
	Written  formats.Tally `json:"written"` // what the writer counted on its bytes
	Files    []string      `json:"files"`   // created, relative to Path
	Problems Problems      `json:"problems,omitempty"`
}

// Problems returns all problems of a report, inputs first.
func (r *Report) Problems() []export.Problem {
	var all []export.Problem
	for i := range r.Inputs {
		all = append(all, r.Inputs[i].Problems...)
	}
	for i := range r.Outputs {
		all = append(all, r.Outputs[i].Problems...)
	}
	return all
}

// The reasons for which a caller branches.
var (
	ErrExists    = errors.New("the target exists")                         // exit status 6
	ErrNotOurs   = errors.New("the target was not made by exile")          // 6: --force does not replace it
	ErrNotFolder = errors.New("it is not a folder")                        // 1: the parent of a target
	ErrSamePath  = errors.New("input and output are the same")             // 6
	ErrBusy      = errors.New("another run is writing this target")        // 5
	ErrNoExport  = errors.New("there is no export in it")                  // 1: an empty folder, a folder without exports
	ErrEmptyFile = errors.New("the file is empty")                         // 1
	ErrBadZip    = errors.New("the zip is damaged or cut")                 // 1
	ErrZipBomb   = errors.New("the zip unpacks to far more than it holds") // 1
	ErrBadName   = errors.New("a name in the zip points outside of it")    // 1
	ErrTwinNames = errors.New("two names in the zip mean the same file")   // 1
	ErrZipLocked = errors.New("the zip is protected by a password")        // 1
	ErrTooMany   = errors.New("there are too many files in it")            // 1
	ErrTooLarge  = errors.New("it is too large to be read from a pipe")    // 1
	ErrNotFile   = errors.New("it is neither a file nor a folder")         // 1: a pipe, device, socket, or a link in a folder
	ErrOneTitle  = errors.New("one title was given for several chats")     // 2
	ErrNoWriter  = errors.New("this format cannot be written")             // 2
	ErrNotSingle = errors.New("this format is more than one file")         // 2: it cannot go to standard output
	ErrStrict    = errors.New("a problem was found, and --strict is set")  // 1

	// ErrChangedInput is exit status 5: a file was not the same when it was read a
	// second time.
	ErrChangedInput = errors.New("it changed while it was read")

	// ErrSuspicious is exit status 6: an archive is to be written anew, and nobody
	// has said to whom.
	ErrSuspicious = errors.New("the archive is not the one that this computer remembers")

	// ErrStrangePlugin is exit status 6: an archive that this computer has not sealed
	// names a plugin among those it is sealed to, and nobody else has.
	ErrStrangePlugin = errors.New("only the archive itself names the plugin that is to be started")

	// ErrChangedMeanwhile is exit status 6: while an archive was to be written anew,
	// somebody else put another in its place. That one was not touched.
	ErrChangedMeanwhile = errors.New("somebody else wrote the archive meanwhile")
)

// UnknownFormatError says that no format knows an input.
type UnknownFormatError struct {
	Input string
	Looks string   // what it looks like to us, e.g. "a JPEG picture"; may be empty
	Maybe []string // formats that might read it, if asked by name
}

func (e *UnknownFormatError) Error() string {
	return e.Input + ": no format knows this file"
}

// StrictError is the problem that ended a strict run. It wraps ErrStrict.
type StrictError struct{ Problem export.Problem }

func (e *StrictError) Error() string { return fmt.Sprintf("%s: %v", e.Problem.Code, ErrStrict) }

// Unwrap returns ErrStrict.
func (e *StrictError) Unwrap() error { return ErrStrict }

// SeveralChatsError says that several chats of the store have the title that was
// given for the one to join.
type SeveralChatsError struct {
	Title string
	Chats []export.ChatRef
}

func (e *SeveralChatsError) Error() string { return e.Title + ": several chats have this title" }

// NoChatError says that the store has no chat of the number that was given for the one
// to join.
type NoChatError struct{ Title string }

func (e *NoChatError) Error() string { return e.Title + ": no chat has this number" }

// AmbiguousError says that formats claim an input equally, or files of it that are
// none of the others'.
type AmbiguousError struct {
	Input   string
	Formats []string
	Parts   []FormatPart // what each would read, where that is apart; else empty
}

// FormatPart is what one format claims of an input.
type FormatPart struct {
	Format string
	Files  []string // the first few, and zips in a folder by their names
	More   int      // how many others there are
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%s: equally like %s", e.Input, strings.Join(e.Formats, ", "))
}
