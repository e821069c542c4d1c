package convert

import (
	"context"
	"iter"
	"slices"
	"time"

	"exile/export"
	"exile/formats"
)

// selection is some chats of a history, and some of their messages.
type selection struct {
	formats.History
	chats []export.ChatRef // none: all
	pick  export.Range
}

// Chats returns the chats selected, in the history's order.
func (s selection) Chats(ctx context.Context) ([]export.Chat, error) {
	all, err := s.History.Chats(ctx)
	if err != nil || len(s.chats) == 0 {
		return all, err
	}
	return slices.DeleteFunc(all, func(c export.Chat) bool { return !slices.Contains(s.chats, c.Ref) }), nil
}

// Messages yields those messages of the selection that are also in r.
func (s selection) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	switch {
	case s.pick == export.Range{}:
		return s.History.Messages(ctx, chat, r)
	case r == export.Range{}:
		return s.History.Messages(ctx, chat, s.pick)
	}
	return limited(s.History.Messages(ctx, chat, s.pick), r)
}

// limited applies a range to messages in order.
func limited(all iter.Seq2[*export.Message, error], r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		var last []*export.Message
		n := 0
		for m, err := range all {
			if err != nil {
				yield(nil, err)
				return
			}
			if !inRange(m, r) {
				continue
			}
			if r.Last && r.Limit > 0 {
				last = append(last, m)
				if len(last) > r.Limit {
					last = last[1:]
				}
				continue
			}
			n++
			if !yield(m, nil) || n == r.Limit {
				return
			}
		}
		for _, m := range last {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func inRange(m *export.Message, r export.Range) bool {
	return (r.After.IsZero() || !m.Time.T.Before(r.After)) &&
		(r.Before.IsZero() || m.Time.T.Before(r.Before)) &&
		(r.Sender == 0 || m.Sender == r.Sender)
}

// count returns how many messages there will be, or 0 where the history does
// not count.
func (s selection) count(ctx context.Context) int64 {
	counter, ok := s.History.(interface {
		Count(ctx context.Context, chat export.ChatRef) (messages, notices int64, first, last time.Time, err error)
	})
	if !ok || s.pick != (export.Range{}) {
		return 0
	}
	chats, err := s.Chats(ctx)
	if err != nil {
		return 0 // whoever writes them meets the error
	}
	var total int64
	for i := range chats {
		messages, notices, _, _, err := counter.Count(ctx, chats[i].Ref)
		if err != nil {
			return 0
		}
		total += messages + notices
	}
	return total
}
