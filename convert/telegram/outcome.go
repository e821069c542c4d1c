package telegram

import "time"

// Outcome is how far an import came, as the journal of its plan tells.
type Outcome string

// The outcomes. Up to OutcomeMedia all may be done again without harm; from
// OutcomeStarting on the import is never begun anew.
const (
	OutcomeNone     Outcome = ""         // not begun
	OutcomeText     Outcome = "text"     // the text is there, and about to be announced
	OutcomeInit     Outcome = "init"     // Telegram gave the import a number
	OutcomeMedia    Outcome = "media"    // some of the files are there, or all
	OutcomeStarting Outcome = "starting" // about to be started: whether it was is to be looked for
	OutcomeStarted  Outcome = "started"  // Telegram took it
	OutcomeSeen     Outcome = "seen"     // and its messages were seen in the chat
	OutcomeFailed   Outcome = "failed"   // Telegram refused a call: nothing of it is in the chat
	OutcomeUnknown  Outcome = "unknown"  // whether it was started is not known, though it was looked for
)

// Over reports whether the import is certainly in Telegram's hands.
func (o Outcome) Over() bool { return o == OutcomeStarted || o == OutcomeSeen }

// called reports whether the start was called, with whatever came of it.
func (o Outcome) called() bool { return o.Over() || o == OutcomeStarting || o == OutcomeUnknown }

// State is what a journal tells.
type State struct {
	Plan  string
	Bound string    // keyed hash of all that the journal belongs to
	Made  time.Time // when it was begun
	Chats map[int]ChatState
	Parts map[PartID]PartState // of those that were begun

	over bool // its last line is there
}

// ChatState is what became of a delivery's target.
type ChatState struct {
	Peer  Peer      // the chat that the parts go to, without names unless it was made; ID 0: there is none yet
	Made  bool      // it was made by the push
	Asked time.Time // when a group was about to be made, by Telegram's clock; zero: never
}

// PartID names a part of a plan, both counted from 0.
type PartID struct{ Delivery, Part int }

// PartState is how far one part came.
type PartState struct {
	Outcome Outcome
	Import  int64        // Telegram's number of it; 0: none yet
	Files   map[int]Form // those that Telegram has, by their place in the part, and how they went
	Before  Mark         // of the chat, before the start
	At      time.Time    // of what is told last
	After   int          // the highest number in the chat when its messages were seen; 0: not told
	Called  time.Time    // when the start was called
	Trouble Trouble      // with OutcomeFailed
	Call    Call         // with OutcomeFailed: which call was refused

	text, to string // keyed hashes of what was started, and of that and the chat
	afterAll bool   // when it was started all parts before it were seen
	calls    int    // how often the start was called for this number
}

// Target returns the chat that a delivery goes to, and whether the push made it: if not,
// its name is in the plan alone. An ID of 0 says that there is none yet.
func (s *State) Target(d int) (peer Peer, made bool) {
	if s == nil {
		return Peer{}, false
	}
	return s.Chats[d].Peer, s.Chats[d].Made
}

// Part returns how far a part came.
func (s *State) Part(d, part int) PartState {
	if s == nil {
		return PartState{}
	}
	return s.Parts[PartID{d, part}]
}

func (s *State) part(id PartID) PartState { return s.Part(id.Delivery, id.Part) }

func (s *State) chat(d int) ChatState {
	if s == nil {
		return ChatState{}
	}
	return s.Chats[d]
}

// Started returns how the chat stood before a part was started, if the start was
// called.
func (s *State) Started(d, part int) (Mark, bool) {
	p := s.Part(d, part)
	return p.Before, p.Outcome.called()
}
