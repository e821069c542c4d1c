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
	m.Imported, _, err = c.countImported(ctx, peer, after(0), small)
	return m, err
}

// stretch is a range of numbers of messages.
type stretch struct{ from, to int } // after from, up to to; 0: no end

func after(from int) stretch { return stretch{from: from} }

// countImported counts the imported messages of a range, up to limit, but for those
// that have no author: what Telegram makes of notices is not known. top is the highest
// number of any message that it saw.
func (c *Client) countImported(ctx context.Context, peer Peer, in stretch, limit int64) (n int64, top int, err error) {
	for m, err := range c.history(ctx, peer, in.from) {
		if err != nil {
			return n, top, err
		}
		top = max(top, m.GetID())
		if in.to > 0 && m.GetID() > in.to {
			continue
		}
		if msg, ok := imported(m); ok && hasAuthor(msg) {
			n++
		}
		if n >= limit {
			break
		}
	}
	return n, top, nil
}

// Awaited is what is waited for.
type Awaited struct {
	Peer    Peer
	Before  Mark
	Until   int           // the highest number that the messages can have; 0: any
	Want    int64         // messages with an author
	Limit   time.Duration // how long to wait at most; 0: look once
	Started time.Time     // since when Limit runs; zero: from now
}

// Appeared is what has appeared so far.
type Appeared struct {
	Seen int64 // imported messages that were not there before; at most Want are counted
	Want int64
	All  bool // as many as wanted
	Top  int  // the highest number in the chat when they were counted; 0: they were not
}

// The waits between two looks, and how long a chat must have stood still for what has
// not come until then to be given up.
const (
	firstLook = 2 * time.Second
	lastLook  = time.Minute
	stillFor  = 3 * time.Minute
)

// Appear waits until the messages of an import have appeared in a chat. Telegram makes
// them seconds or minutes after the start. That not all came in time is no error:
// some may never come, and Verify says which. Once some are there and the chat has not
// changed for three minutes, no more are waited for.
//
// A look takes one call as long as the chat has not grown by as much as is wanted; only
// then, and at the end of the time, the messages are counted, and of a chat that was
// counted before only what is new.
func (c *Client) Appear(ctx context.Context, a Awaited) (Appeared, error) {
	now := c.clock.Now()
	w := awaiting{Client: c, Awaited: a, end: now.Add(a.Limit), last: extent{count: -1}, counted: extent{count: -1}}
	if !a.Started.IsZero() && a.Started.Before(now) {
		w.end = a.Started.Add(a.Limit)
	}
	for wait := firstLook; ; wait = min(wait*3/2, lastLook) {
		over, err := w.look(ctx)
		if over || err != nil {
			return Appeared{Seen: min(w.seen, a.Want), Want: a.Want, All: w.seen >= a.Want, Top: w.top}, err
		}
		if err := c.pause(ctx, WaitAppear, min(wait, w.end.Sub(c.clock.Now()))); err != nil {
			return Appeared{Want: a.Want}, err
		}
	}
}

// awaiting is a wait for messages.
type awaiting struct {
	*Client
	Awaited
	end     time.Time
	last    extent    // of the chat, at the last look
	since   time.Time // when that was first so
	counted extent    // of the chat, when it was last counted
	top     int       // up to which number it was; 0: never
	seen    int64
}

// look looks once, and reports whether there is nothing more to wait for.
func (w *awaiting) look(ctx context.Context) (over bool, err error) {
	e, err := w.extent(ctx, w.Peer)
	if err != nil {
		return false, fmt.Errorf("look for the messages: %w", err)
	}
	now := w.clock.Now()
	if e != w.last {
		w.last, w.since = e, now
	}
	late, still := !now.Before(w.end), now.Sub(w.since) >= stillFor
	if w.counted != e && (late || still || e.count-w.Before.Count >= w.Want) {
		if err := w.count(ctx, e); err != nil {
			return false, err
		}
	}
	return w.seen >= w.Want || late || still && w.seen > 0, nil
}

// count counts the imported messages that have come since it last did.
func (w *awaiting) count(ctx context.Context, e extent) error {
	from := w.top
	if from == 0 {
		from = w.Before.floor()
	}
	n, top, err := w.countImported(ctx, w.Peer, stretch{from, w.Until}, w.Want-w.seen)
	if err != nil {
		return err
	}
	w.seen += n
	w.top, w.counted = max(top, e.top, w.top), e
	return nil
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
