package telegram

// PeerKind is what a chat of Telegram is.
type PeerKind string

// The kinds.
const (
	PeerUser       PeerKind = "user"
	PeerBasic      PeerKind = "basic-group" // must become a supergroup first, which Telegram's apps do quietly
	PeerSupergroup PeerKind = "supergroup"
	PeerChannel    PeerKind = "channel"
)

// Peer is a chat of Telegram's.
type Peer struct {
	Kind    PeerKind `json:"kind"`
	ID      int64    `json:"id"`
	Access  int64    `json:"access,omitempty"` // the access hash that this account has for it
	Title   string   `json:"title"`            // of a person: first and last name
	Handle  string   `json:"handle,omitempty"` // the username
	Members int      `json:"members,omitempty"`
}

// Candidate is a chat and whether an import into it is allowed.
type Candidate struct {
	Peer
	Refused Refusal `json:"refused,omitempty"` // "": it is allowed
}

// Refusal is why no import into a chat is allowed.
type Refusal string

// The refusals.
const (
	RefusedSelf      Refusal = "self"       // Saved Messages
	RefusedNotMutual Refusal = "not-mutual" // both must have saved each other
	RefusedBlocked   Refusal = "blocked"
	RefusedBot       Refusal = "bot"
	RefusedDeleted   Refusal = "deleted" // the account is gone
	RefusedChannel   Refusal = "channel"
	RefusedNotAdmin  Refusal = "not-admin" // neither the creator nor an admin who may change the group's info
	RefusedLeft      Refusal = "left"      // not a member any more
)

// Contact is somebody in the account's address book.
type Contact struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"` // "First Last", as this account saved it
	Mutual bool   `json:"mutual"`
}

// Account is who is signed in. The phone number is in no file: neither a plan nor a
// receipt has a use for it.
type Account struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"` // "First Last"
	Handle  string `json:"handle,omitempty"`
	Phone   string `json:"-"`
	Premium bool   `json:"premium,omitempty"`
}

// Match says whose a written name will be to Telegram.
type Match struct {
	Name    string     `json:"name"`
	State   MatchState `json:"state"`
	Contact int64      `json:"contact,omitempty"` // the account or contact it is matched to
	Others  []string   `json:"others,omitempty"`  // contacts of similar names, for an unmatched or ambiguous one

	Problem MatchProblem `json:"problem,omitempty"` // that the chat will not look as it was
}

// MatchProblem is what is wrong with whose a name becomes.
type MatchProblem string

// The problems.
const (
	SelfMissed    MatchProblem = "self-missed"     // one's own messages carry a name that is not the account's: they stand on the others' side
	SelfAsContact MatchProblem = "self-as-contact" // one's own messages carry a contact's name: they become theirs
	TakenForSelf  MatchProblem = "taken-for-self"  // somebody else has the account's own name: their messages stand on one's own side
	SameContact   MatchProblem = "same-contact"    // another written name is matched to the same contact
)

// MatchState is how certain a match is.
type MatchState string

// The states.
const (
	MatchedSelf MatchState = "self"      // the account's own name: shown on its side
	Matched     MatchState = "matched"   // exactly one contact has this name
	Ambiguous   MatchState = "ambiguous" // several have
	Unmatched   MatchState = "unmatched" // none has: the name is shown, and links to nobody
	NeverMatch  MatchState = "never"     // a withdrawn member or somebody unknown
)
