package telegramtest

import "slices"

// Tamper lets change see every message of a chat that has appeared, the oldest first,
// and alter it. Those for which it returns false are gone; the others keep their
// numbers.
func (w *World) Tamper(peer int64, change func(m *Message) (keep bool)) {
	defer w.lock()()
	w.settle(-1)
	w.box[peer] = slices.DeleteFunc(w.box[peer], func(m *Message) bool {
		if m.Media != nil {
			media := *m.Media // it is the import's otherwise
			m.Media = &media
		}
		id := m.ID
		keep := change(m)
		m.ID, m.Peer = id, peer
		return !keep
	})
}

// Insert adds a message as it is given, but for its number, which is the next of its
// chat and is returned.
func (w *World) Insert(peer int64, m Message) int {
	defer w.lock()()
	w.settle(-1)
	m.Peer = peer
	if m.From == 0 {
		m.From = w.self.id
	}
	return w.add(&m)
}
