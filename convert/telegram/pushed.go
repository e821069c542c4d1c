package telegram

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"exile/convert/handover"
)

// PushOptions say how to push.
type PushOptions struct {
	DryRun       bool // nothing that writes is called, and no journal is written
	RetryUnknown bool // starts whose outcome is unknown are repeated, with the same number of Telegram's
	NoPace       bool // the reported pace between imports is not kept
	Threads      int  // uploads at once; 0: Threads
	Progress     func(PushProgress)

	// Texts, if given, is asked for a writer for each text of the bundle, in its order,
	// also of what was delivered before. Each is closed at the end of its text. What goes
	// wrong with it does not stop the push; nothing more is handed over then.
	Texts func(handover.Place) (io.WriteCloser, error)
}

// Threads is how many uploads go at once, unless told.
const Threads = 4

// PushStage is what a push is doing.
type PushStage string

// The stages.
const (
	StageCheck  PushStage = "check"  // reading again what was delivered before
	StageGroup  PushStage = "group"  // making the chat ready
	StageText   PushStage = "text"   // uploading the text
	StageMedia  PushStage = "media"  // uploading files
	StageStart  PushStage = "start"  // about to start
	StageAppear PushStage = "appear" // waiting for the messages
	StageDone   PushStage = "done"   // the part is over
)

// PushProgress is where a push stands. Calls come one at a time, and none while
// it waits: see Options.Waits.
type PushProgress struct {
	Stage    PushStage
	Title    string // of the chat at its source
	Delivery int    // from 0
	Part     int    // from 0
	Parts    int    // of this delivery
	Of       Amount // of this part
	Done     Amount // of this part
	AllOf    Amount // of the whole plan
	AllDone  Amount // of the whole plan; what was delivered before is counted
}

// Amount is how much there is to upload. The text counts as bytes.
type Amount struct {
	Files int64
	Bytes int64
}

// Pushed is what a push came to.
type Pushed struct {
	Parts []PushedPart // all of the plan, in its order
	As    []SentAs     // files that did not go in the form that the plan told
}

// PushedPart is what came of one part.
type PushedPart struct {
	PartID
	Title   string // of the chat at its source
	Name    string // of the part's text
	Target  Peer   // without an ID where the group was not made yet
	Outcome Outcome
	Err     error // why it is not over; nil where nothing went wrong, or it was not come to
}

// SentAs is a file that went in another form than the plan told, for its bytes
// are not what its name says, or Telegram refused it in that form.
type SentAs struct {
	PartID
	Name string
	Form Form
}

// Done reports whether all parts are in Telegram's hands.
func (p *Pushed) Done() bool {
	for i := range p.Parts {
		if !p.Parts[i].Outcome.Over() {
			return false
		}
	}
	return true
}

// allSeen reports whether the messages of all parts were seen.
func (p *Pushed) allSeen() bool {
	return !slices.ContainsFunc(p.Parts, func(part PushedPart) bool { return part.Outcome != OutcomeSeen })
}

// The errors of planning and pushing. Beside them and the types below there are
// *CallError, *RefusedError, *ManyChatsError and those of package handover.
var (
	ErrEmptyPlan      = errors.New("there is nothing to deliver")
	ErrOneChat        = errors.New("a target can be named for one chat alone")
	ErrNoHead         = errors.New("the bundle lacks the head of a text")
	ErrOtherAccount   = errors.New("the plan was made for another account")
	ErrOtherOffset    = errors.New("the connection tells Telegram another offset than the plan's")
	ErrChangedBundle  = errors.New("the bundle is not what was planned")
	ErrBadPlan        = errors.New("not a plan of exile")
	ErrForgedPlan     = errors.New("the plan was changed, or made with another folder of the courier's")
	ErrPlanVersion    = errors.New("the plan is of another version of exile")
	ErrTakenBack      = errors.New("what the plan delivered was taken back: plan anew")
	ErrForeignJournal = errors.New("the journal is not of this plan")
	ErrDamagedJournal = errors.New("the journal is damaged")
	ErrJournalVersion = errors.New("the journal is of another version of exile")
	ErrDamagedPace    = errors.New("the record of past imports is damaged")
)

// RefusedError says that no import into a chat is allowed.
type RefusedError struct{ Candidate Candidate }

func (e *RefusedError) Error() string {
	return fmt.Sprintf("no import into chat %d is allowed: %s", e.Candidate.ID, e.Candidate.Refused)
}

// FitError says that a text of one kind cannot go into a chat of the other.
type FitError struct {
	Title string // of the chat at its source
	Group bool   // the text is a group's, and the target is a private chat
}

func (e *FitError) Error() string {
	if e.Group {
		return "a group's history does not go into a private chat"
	}
	return "a private chat's history does not go into a group"
}

// TooLargeError says that a file or a text is more than Telegram takes.
type TooLargeError struct {
	Title       string // of the chat at its source
	Name        string
	Size, Limit int64
	Text        bool
	Others      int // further files of that chat that are too large
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s has %d bytes: Telegram takes %d", e.Name, e.Size, e.Limit)
}

// EmptyFileError says that a file holds nothing: Telegram takes none of that kind.
type EmptyFileError struct {
	Title string // of the chat at its source
	Name  string
}

func (e *EmptyFileError) Error() string { return e.Name + " is empty: Telegram takes no such file" }

// MoreSeeError says that more people are in a chat now than the plan told when it was
// confirmed, and that nothing was delivered there yet: a new plan delivers nothing twice.
type MoreSeeError struct {
	Title          string // of the chat at its source
	Target         Peer
	Confirmed, Now int // members, oneself among them
}

func (e *MoreSeeError) Error() string {
	return fmt.Sprintf("%d people would see it, and not the %d that were confirmed: plan anew", e.Now, e.Confirmed)
}

// BeforeError says that a part's very text was delivered into that chat before,
// or may have been, by another plan.
type BeforeError struct {
	Title string // of the chat at its source
	Part  string // the name of its text
	Plan  string // the other one
}

func (e *BeforeError) Error() string {
	return fmt.Sprintf("part %s was delivered into this chat before, by plan %s", e.Part, e.Plan)
}

// UnknownError says that nobody knows whether an import was started: the answer
// never came, and the messages were not seen. They may still come. Who has looked
// into the chat can repeat the start (PushOptions.RetryUnknown). What Telegram does
// with a second start of one number nobody told: if the first one is only late, it may
// import twice.
type UnknownError struct {
	Title string // of the chat at its source
	Part  string // the name of its text
	Err   error  // what came in place of the answer; nil: the run was cut off then
}

func (e *UnknownError) Error() string {
	return fmt.Sprintf("whether part %s was started is not known", e.Part)
}

func (e *UnknownError) Unwrap() error { return e.Err }

// LostImportError says that Telegram no longer knows an import that was not
// started. The journal knows: a push anew begins that part from its start.
type LostImportError struct {
	Title string // of the chat at its source
	Part  string // the name of its text
	Err   error
}

func (e *LostImportError) Error() string {
	return fmt.Sprintf("Telegram no longer knows the import of part %s: push again", e.Part)
}

func (e *LostImportError) Unwrap() error { return e.Err }
