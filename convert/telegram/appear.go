package telegram

import (
	"context"
	"fmt"
	"time"

	"github.com/gotd/td/tg"
)

// Mark is how a chat stood before an import into it was started. It is taken right
// before the start and kept in the journal: by it the messages of an import are told
// from those of an earlier one.
type Mark struct {
	Top      int   `json:"top"`      // the highest number of a message; 0: there was none
	Count    int64 `json:"count"`    // of all messages, as Telegram said
	Imported int64 `json:"imported"` // of the imported ones among them; -1: the chat was too large to count
}

// small is up to how many messages a chat is read whole. Into a chat of fewer than
// about 100 messages Telegram was reported to sort imported ones by their old dates:
// there numbers alone are not relied on.
const small = 200

// Mark reads how a chat stands, with one call, and up to three more for a small one.
func (c *Client) Mark(ctx context.Context, peer Peer) (Mark, error) {
	e, err := c.extent(ctx, peer)
	if err != nil {
		return Mark{}, fmt.Errorf("look at %s %d: %w", peer.Kind, peer.ID, err)
	}
	m := Mark{Top: e.top, Count: e.count, Imported: -1}
	if m.Count > small {
		return m, nil
	}
	m.Imported, err = c.countImported(ctx, peer, 0, small)
	return m, err
}

// countImported counts the imported messages after floor, up to limit, but for those
// that have no author: what Telegram makes of notices is not known.
func (c *Client) countImported(ctx context.Context, peer Peer, floor int, limit int64) (n int64, err error) {
	for m, err := range c.history(ctx, peer, floor) {
		if err != nil {
			return n, err
		}
		if msg, ok := imported(m); ok && hasAuthor(msg) {
			n++
		}
		if n >= limit {
			break
		}
	}
	return n, nil
}

// Awaited is what is waited for.
type Awaited struct {
	Peer   Peer
	Before Mark
	Want   int64         // messages with an author
	Limit  time.Duration // how long to wait at most; 0: look once
}

// Appeared is what has appeared so far.
type Appeared struct {
	Seen int64 // imported messages that were not there before; at most Want are counted
	Want int64
	All  bool // as many as wanted
}

// The waits between two looks.
const (
	firstLook = 2 * time.Second
	lastLook  = time.Minute
)

// Appear waits until the messages of an import have appeared in a chat. Telegram makes
// them seconds or minutes after the start. That not all came in time is no error:
// some may never come, and Verify says which.
//
// A look takes one call as long as the chat has not grown by as much as is wanted; only
// then, and at the end of the time, the new messages are counted.
func (c *Client) Appear(ctx context.Context, a Awaited) (Appeared, error) {
	end := c.opt.Clock.Now().Add(a.Limit)
	for wait := firstLook; ; wait = min(wait*3/2, lastLook) {
		e, err := c.extent(ctx, a.Peer)
		if err != nil {
			return Appeared{Want: a.Want}, fmt.Errorf("look for the messages: %w", err)
		}
		left := end.Sub(c.opt.Clock.Now())
		if e.count-a.Before.Count >= a.Want || left <= 0 {
			seen, err := c.countNew(ctx, a)
			r := Appeared{Seen: seen, Want: a.Want, All: seen >= a.Want}
			if err != nil || r.All || left <= 0 {
				return r, err
			}
		}
		if err := c.pause(ctx, WaitAppear, min(wait, left)); err != nil {
			return Appeared{Want: a.Want}, err
		}
	}
}

// countNew counts the imported messages that were not there before.
func (c *Client) countNew(ctx context.Context, a Awaited) (int64, error) {
	return c.countImported(ctx, a.Peer, a.Before.floor(), a.Want)
}

// floor returns the number after which the messages of an import stand.
func (m Mark) floor() int {
	if m.Imported == 0 {
		return 0 // all that is imported came later, whatever its numbers
	}
	return m.Top
}

func hasAuthor(m *tg.Message) bool {
	fwd, _ := m.GetFwdFrom()
	_, linked := fwd.GetFromID()
	return linked || fwd.FromName != ""
}
