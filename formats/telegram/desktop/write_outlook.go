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
	ids     numbering
	byID    map[export.MessageID]tie
	byKey   map[string]tie
}

// tie is a message that is answered. Its number is that of the one that is written, or
// until then that of one that comes after its answer; 0: not known.
type tie struct {
	number  int64
	written bool
}

func (w *chatWriter) look(ctx context.Context) (*outlook, error) {
	s := &outlook{ids: newNumbering(w.telegram()), byID: map[export.MessageID]tie{}, byKey: map[string]tie{}}
	err := w.each(ctx, func(m *export.Message) bool {
		s.note(m)
		return true
	})
	s.ids.begin()
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
	s.number(m, s.ids.note(m), false)
	if m.ReplyTo != nil {
		s.answer(m.ReplyTo)
	}
}

// answer takes note of a reply whose message has to be found.
func (s *outlook) answer(r *export.Reply) {
	if peer, id, ok := answeredID(r.Key); ok && s.ids.own {
		if peer == "" {
			s.ids.keep(id)
		}
		return
	}
	if r.ID != 0 {
		if _, ok := s.byID[r.ID]; !ok {
			s.byID[r.ID] = tie{}
		}
		return
	}
	if _, ok := s.byKey[r.Key]; !ok && r.Key != "" {
		s.byKey[r.Key] = tie{}
	}
}

// number notes the number of a message if one answers it. Of messages with one key the
// first counts.
func (s *outlook) number(m *export.Message, n int64, written bool) {
	if t, ok := s.byID[m.ID]; ok && !t.written && (written || t.number == 0) {
		s.byID[m.ID] = tie{n, written}
	}
	if t, ok := s.byKey[m.SourceKey]; ok && !t.written && (written || t.number == 0) {
		s.byKey[m.SourceKey] = tie{n, written}
	}
}

// answered returns the number of the message that a reply answers, and in which chat
// if it is another one. 0: nobody knows.
func (s *outlook) answered(r *export.Reply) (peer string, n int64) {
	if peer, n, ok := answeredID(r.Key); ok && s.ids.own {
		return peer, n
	}
	if r.ID != 0 {
		return "", s.byID[r.ID].number
	}
	return "", s.byKey[r.Key].number
}
