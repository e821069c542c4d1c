package desktop

import (
	"context"
	"slices"
	"time"

	"exile/export"
)

// outlook is what must be known of a chat before its first message is written. It
// grows with the number of messages that were answered, not with all.
type outlook struct {
	senders []export.PersonRef // the first three who wrote
	first   time.Time          // the first that is known
	byID    map[export.MessageID]int64
	byKey   map[string]int64 // numbers of the messages answered; 0: not found
	open    int              // how many of those are 0
}

func (w *chatWriter) look(ctx context.Context) (*outlook, error) {
	s := &outlook{byID: map[export.MessageID]int64{}, byKey: map[string]int64{}}
	err := w.each(ctx, func(m *export.Message) bool {
		s.note(m)
		return true
	})
	if err != nil || s.open == 0 {
		return s, err
	}
	next := int64(1)
	err = w.each(ctx, func(m *export.Message) bool {
		s.number(m, next)
		next += places(m)
		return s.open > 0
	})
	return s, err
}

// each calls do with the messages of the chat until it returns false.
func (w *chatWriter) each(ctx context.Context, do func(*export.Message) bool) error {
	n := 0
	for m, err := range w.history.Messages(ctx, w.info.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if !do(m) {
			break
		}
	}
	return ctx.Err()
}

func (s *outlook) note(m *export.Message) {
	if s.first.IsZero() {
		s.first = m.Time.T
	}
	if m.Sender != 0 && len(s.senders) < 3 && !slices.Contains(s.senders, m.Sender) {
		s.senders = append(s.senders, m.Sender)
	}
	r := m.ReplyTo
	if r == nil {
		return
	}
	before := len(s.byID) + len(s.byKey)
	switch {
	case r.ID != 0:
		s.byID[r.ID] = 0
	case r.Key != "":
		s.byKey[r.Key] = 0
	}
	s.open += len(s.byID) + len(s.byKey) - before
}

// number notes the number of a message if one answers it.
func (s *outlook) number(m *export.Message, n int64) {
	if at, ok := s.byID[m.ID]; ok && at == 0 {
		s.byID[m.ID] = n
		s.open--
	}
	if at, ok := s.byKey[m.SourceKey]; ok && at == 0 {
		s.byKey[m.SourceKey] = n
		s.open--
	}
}

// answered returns the number of the message that a reply answers, 0 if it is
// not in the chat.
func (s *outlook) answered(r *export.Reply) int64 {
	if r.ID != 0 {
		return s.byID[r.ID]
	}
	return s.byKey[r.Key]
}

// places is how many messages one becomes.
func places(m *export.Message) int64 {
	if c, ok := m.Content.(export.Media); ok {
		return int64(max(1, len(c.Files)))
	}
	return 1
}
