package convert

import (
	"hash/maphash"

	"exile/export"
)

// sums are what a pass over an input was told of each chat, in a few bytes, so that
// two passes can be compared: a file may change between them.
type sums struct {
	seed  maphash.Seed
	chats map[export.ChatRef]*sum
	ref   export.ChatRef
	last  *sum
}

type sum struct {
	messages int64
	hash     uint64
}

func newSums() *sums {
	return &sums{seed: maphash.MakeSeed(), chats: map[export.ChatRef]*sum{}}
}

// next returns the account of another pass over the same input.
func (s *sums) next() *sums { return &sums{seed: s.seed, chats: map[export.ChatRef]*sum{}} }

// message takes note of a message: where it stands, when and by whom it was said,
// and its words.
func (s *sums) message(m *export.Message) {
	if m.Chat != s.ref || s.last == nil {
		if s.last = s.chats[m.Chat]; s.last == nil {
			s.last = &sum{}
			s.chats[m.Chat] = s.last
		}
		s.ref = m.Chat
	}
	s.last.messages++
	h := s.last.hash*31 + uint64(m.Time.T.UnixNano())
	h = h*31 + uint64(m.Sender)
	h = h*31 + uint64(m.From.Line) + uint64(m.From.Record)
	if text, ok := m.Content.(export.Text); ok {
		h = h*31 + maphash.String(s.seed, text.Body)
	}
	s.last.hash = h
}

// same reports whether both passes were told the same.
func (s *sums) same(o *sums) bool {
	if len(s.chats) != len(o.chats) {
		return false
	}
	for ref, c := range s.chats {
		if other := o.chats[ref]; other == nil || *other != *c {
			return false
		}
	}
	return true
}
