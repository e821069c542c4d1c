package txt

import (
	"exile/export"
	"exile/formats"
)

// keepRecent is how many messages are at hand to be quoted.
const keepRecent = 8192

// maxQuote is how much of a message is quoted, in bytes.
const maxQuote = 120

// recent holds the beginnings of the messages above, each at a place that follows from
// its number.
type recent struct{ list []quoted }

type quoted struct {
	id     export.MessageID
	sender export.PersonRef
	time   export.Time
	n      int
	text   [maxQuote]byte
}

func newRecent() *recent { return &recent{} }

// clear forgets all.
func (r *recent) clear() { clear(r.list) }

// keep notes a message and its words. It keeps no memory of theirs.
func (r *recent) keep(m *export.Message, said string) {
	if m.ID == 0 {
		return
	}
	if r.list == nil {
		r.list = make([]quoted, keepRecent)
	}
	q := &r.list[uint64(m.ID)%keepRecent]
	q.id, q.sender, q.time = m.ID, m.Sender, m.Time
	if len(said) > maxQuote {
		said = formats.Shorten(said, maxQuote-len("…")) + "…"
	}
	q.n = copy(q.text[:], said)
}

// find returns the message of that number, nil if it is not at hand.
func (r *recent) find(id export.MessageID) *quoted {
	if id == 0 || r.list == nil {
		return nil
	}
	if q := &r.list[uint64(id)%keepRecent]; q.id == id {
		return q
	}
	return nil
}
