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
type Received struct {
	Title    string        `json:"title"` // of the source
	Target   Peer          `json:"target"`
	NewGroup bool          `json:"new_group,omitempty"` // the group was made for it
	Want     Counts        `json:"want"`
	Got      Counts        `json:"got"`
	Missing  int64         `json:"missing"`         // wanted, and not there
	Doubled  int64         `json:"doubled"`         // there once too often
	Foreign  int64         `json:"foreign"`         // imported messages in that chat that are not of this plan
	Changed  int64         `json:"changed"`         // there, with another text
	Clipped  int64         `json:"clipped"`         // there, and cut
	Unbound  int64         `json:"unbound"`         // media that arrived as the words <attached: …>
	Empty    int64         `json:"empty"`           // messages that arrived without content
	Sides    []Side        `json:"sides"`           // whose they became, by written name
	Today    int64         `json:"today,omitempty"` // messages that stand at the day of the import, with the old date in their header
	Shift    time.Duration `json:"shift,omitempty"` // by which all times are late; 0: they are right
	Mend     string        `json:"mend,omitempty"`  // the --telegram-offset that would put them right
	Hash     string        `json:"hash"`            // keyed, over sender, time and text of all in order
	Messages []int         `json:"messages"`        // their numbers, rising: what undo deletes
	Notices  []int         `json:"notices,omitempty"`
}

// Counts are what was wanted or came.
type Counts struct {
	Messages int64          `json:"messages"`
	Media    map[Form]int64 `json:"media,omitempty"`
	Bytes    int64          `json:"bytes,omitempty"` // of documents; photos are made anew by Telegram
}

// Side is whose the messages of one written name became.
type Side struct {
	Name     string `json:"name"`
	Messages int64  `json:"messages"`
	Linked   int64  `json:"linked"` // of those, linked to an account: shown as theirs
}
