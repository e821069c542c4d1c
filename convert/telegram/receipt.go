package telegram

import "time"

// ReceiptVersion is the one of receipts.
const ReceiptVersion = 1

// Receipt is what arrived, read back from Telegram. It is kept as JSON and as text.
// It holds names, counts and keyed hashes and no text of any message. MAC is over
// all else, with the courier's key: undo deletes by a receipt of its own alone.
type Receipt struct {
	Version    int        `json:"version"`
	Plan       string     `json:"plan"`
	Account    Account    `json:"account"`
	Read       time.Time  `json:"read"`
	Deliveries []Received `json:"deliveries"`
	MAC        string     `json:"mac"`
}

// Received is what arrived in one chat.
//
// Each wanted message is in at most one of Missing, Changed, Clipped, Unbound, Empty
// and Moved; one that is in none arrived as it was sent.
type Received struct {
	Title      string        `json:"title"` // of the source
	Target     Peer          `json:"target"`
	NewGroup   bool          `json:"new_group,omitempty"` // the group was made for it
	Want       Counts        `json:"want"`
	Got        Counts        `json:"got"`
	Pending    int           `json:"pending,omitempty"`    // parts whose import was not started: all of theirs is missing
	Missing    int64         `json:"missing"`              // wanted, and not there
	Doubled    int64         `json:"doubled"`              // there once too often, among the messages of its part
	Foreign    int64         `json:"foreign"`              // imported messages in that chat that are not of this plan
	Changed    int64         `json:"changed"`              // there at its time and of its sender, with another text or file
	Clipped    int64         `json:"clipped"`              // there, and cut
	Unbound    int64         `json:"unbound"`              // media that arrived as the words <attached: …>
	Empty      int64         `json:"empty"`                // messages that arrived without content
	Moved      int64         `json:"moved,omitempty"`      // there, at a time that no shift of all explains
	Swapped    int64         `json:"swapped,omitempty"`    // there, day and month taken for each other
	Misnamed   int64         `json:"misnamed,omitempty"`   // there, under another name than written
	Disordered int64         `json:"disordered,omitempty"` // there, and not in their order
	Sides      []Side        `json:"sides"`                // whose they became, by written name
	Today      int64         `json:"today,omitempty"`      // messages that stand at the day of the import, with the old date in their header
	Shift      time.Duration `json:"shift,omitempty"`      // by which all times are late; 0: they are right
	Mend       string        `json:"mend,omitempty"`       // the --telegram-offset that would put them right
	Hash       string        `json:"hash"`                 // keyed, over sender, time and text of all in order
	Messages   []int         `json:"messages"`             // their numbers, rising: what undo deletes
	Doubles    []int         `json:"doubles,omitempty"`    // of those that are doubled: undo deletes these only if it is told to
	Notices    []int         `json:"notices,omitempty"`    // of notices that became messages: undo deletes these too
}

// Counts are what was wanted or came.
type Counts struct {
	Messages int64          `json:"messages"`
	Notices  int64          `json:"notices,omitempty"` // not all of them need come: what Telegram makes of them is not known
	Media    map[Form]int64 `json:"media,omitempty"`
	Bytes    int64          `json:"bytes,omitempty"` // of documents; photos are made anew by Telegram
}

// Side is whose the messages of one written name became.
type Side struct {
	Name     string `json:"name"`
	Messages int64  `json:"messages"`
	Linked   int64  `json:"linked"`          // of those, linked to an account: shown as theirs
	Other    int64  `json:"other,omitempty"` // of those linked, to another account than the plan names
}
