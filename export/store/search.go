//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"exile/export"
	"exile/export/query"
)

// Wanted is what Search looks for: a query, and the people and chats that its
// names mean, which whoever asks has found. A list that is not nil must hold the
// sender, or the chat.
type Wanted struct {
	query.Query // but for From, NotFrom, In and NotIn

	Senders, NotSenders []export.PersonRef // as View.People has them
	Chats, NotChats     []export.ChatRef
}

// SearchOptions say how to search.
type SearchOptions struct {
	Limit   int  // at most so many hits; 0: all
	Oldest  bool // the oldest first instead of the newest
	Context int  // how many messages before and after each hit come with it

	// A store in a folder with more than IndexFrom messages gets an index
	// (search.db), by the first search that can use one; 0: 20,000 messages,
	// negative: neither make nor use one. Progress, which may be nil, is told how
	// many messages are in it.
	IndexFrom int64
	Progress  func(done, total int64)

	// Background has the search go without an index that does not fit, rather than
	// wait for it, and see that there is one for those to come: see PrepareSearch. Then
	// a store in a vault gets one too. Progress is not told.
	Background bool
}

// Hit is a message that was looked for. Seq is not told.
type Hit struct {
	*export.Message

	Before, After []*export.Message // its neighbours in the chat, in their order

	// Left is how many more hits there are behind the last one that Limit lets
	// through; MaxLeft+1 for any number above MaxLeft. Of other hits it is 0.
	Left int64
}

// MaxLeft is up to where further hits are counted.
const MaxLeft = 1000

// indexFrom is from how many messages on an index is worth the while: so many are
// read in some milliseconds.
const indexFrom = 20_000

// pageOfHits is how many hits are found in one pass: 40 bytes each.
const pageOfHits = 1 << 16

// Search yields the messages that are wanted, the newest first; those without a
// time are the oldest. Words are sought in what a person sees of a message: its
// text, captions, the names of files, and what cards, places and polls say. With
// an index or without one the hits are the same. The error, if any, is the last
// pair.
func (s *Store) Search(ctx context.Context, w Wanted, opt SearchOptions) iter.Seq2[*Hit, error] {
	return func(yield func(*Hit, error) bool) {
		if err := s.search(ctx, &w, opt, yield); err != nil && !errors.Is(err, errStopped) {
			yield(nil, fmt.Errorf("search %s: %w", s.Dir(), err))
		}
	}
}

func (s *Store) search(ctx context.Context, w *Wanted, opt SearchOptions, yield func(*Hit, error) bool) error {
	if opt.IndexFrom == 0 {
		opt.IndexFrom = indexFrom
	}
	return s.read(func(c *conn) (err error) {
		if opt.IndexFrom > 0 && len(w.Words) > 0 {
			if err := s.seeToIndex(ctx, c, opt); err != nil {
				return err
			}
		}
		if err := c.exec(ctx, "BEGIN"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.exec(context.Background(), "ROLLBACK")) }()
		l, err := newLooking(ctx, c, w)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, l.close()) }()
		return s.pages(l, opt, yield)
	})
}

// pages finds hits a page at a time, and hands them on.
func (s *Store) pages(l *looking, opt SearchOptions, yield func(*Hit, error) bool) error {
	left := opt.Limit
	if left <= 0 {
		left = math.MaxInt
	}
	for from := (*position)(nil); ; {
		l.top = top{oldest: opt.Oldest, from: from, limit: min(left, pageOfHits)}
		if err := s.find(l, opt); err != nil {
			return err
		}
		hits, count := l.top.result()
		left -= len(hits)
		last := left == 0 || count == int64(len(hits))
		more := min(count-int64(len(hits)), MaxLeft+1)
		if !last {
			more = 0
		}
		if err := l.hand(hits, opt.Context, more, yield); err != nil || last {
			return err
		}
		from = &hits[len(hits)-1]
	}
}

// find fills l.top, through the index where there is one.
func (s *Store) find(l *looking, opt SearchOptions) error {
	if opt.IndexFrom > 0 && indexable(l.w) {
		found, err := s.findIndexed(l)
		if found || err != nil {
			return err
		}
	}
	return l.windows(math.MinInt64)
}

// hand yields messages, with their neighbours.
func (l *looking) hand(hits []position, around int, left int64, yield func(*Hit, error) bool) error {
	for i := 0; i < len(hits); i += chunkSize {
		part := hits[i:min(i+chunkSize, len(hits))]
		messages, err := l.messages(part)
		if err != nil {
			return err
		}
		for k, p := range part {
			m := messages[p.id]
			if m == nil {
				return ErrDamaged
			}
			h := &Hit{Message: m}
			if i+k == len(hits)-1 {
				h.Left = left
			}
			if around > 0 {
				if h.Before, h.After, err = l.around(p, around); err != nil {
					return err
				}
			}
			if !yield(h, nil) {
				return errStopped
			}
		}
	}
	return nil
}
