package formats

import "exile/export"

const slabSize = 63 // with what the allocator adds, fills a size class of it

// Slab makes messages. They are cut from blocks, so that one allocation serves
// many. It is cut by a count, for storing a pointer costs more than a number
// while the garbage collector runs.
type Slab struct {
	block []export.Message
	used  int
}

// Next returns an empty message.
func (s *Slab) Next() *export.Message {
	if s.used == len(s.block) {
		s.block, s.used = make([]export.Message, slabSize), 0
	}
	s.used++
	return &s.block[s.used-1]
}

// Last returns the message that Next returned last.
func (s *Slab) Last() *export.Message { return &s.block[s.used-1] }
