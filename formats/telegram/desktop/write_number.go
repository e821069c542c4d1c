package desktop

import (
	"math"
	"strconv"
	"strings"

	"exile/export"
)

// numbering gives the messages of a chat their ids. What comes from Telegram keeps its
// own, so that replies to messages outside of the output still mean something; what
// has none there, or one that another message has, gets one above all of those.
// Elsewhere they are numbered from 1.
type numbering struct {
	own  bool           // the ids are Telegram's
	high int64          // the highest that is taken
	back map[int64]bool // own ids that do not ascend: whether one was given
}

func newNumbering(own bool) numbering {
	if !own {
		return numbering{}
	}
	return numbering{own: true, high: math.MinInt64, back: map[int64]bool{}}
}

// note takes note of a message, and returns its id as far as that is known before all
// messages were seen; 0: it is not.
func (n *numbering) note(m *export.Message) int64 {
	if !n.own {
		first := n.high + 1
		n.high += places(m)
		return first
	}
	id, ok := messageID(m.SourceKey)
	switch {
	case !ok:
		return 0
	case id > n.high:
		n.high = id
	default:
		n.back[id] = false
	}
	return id
}

// keep takes note of an id that is nobody's here, and not to be given.
func (n *numbering) keep(id int64) { n.high = max(n.high, id) }

// begin is called between the last note and the first give.
func (n *numbering) begin() {
	if !n.own {
		n.high = 0
	}
	n.high = max(n.high, 0)
}

// give returns the id of a message, each message once.
func (n *numbering) give(m *export.Message) int64 {
	if id, ok := messageID(m.SourceKey); ok && n.own {
		given, back := n.back[id]
		if !back {
			return id
		}
		if !given {
			n.back[id] = true
			return id
		}
	}
	n.high++
	return n.high
}

// places is how many messages one becomes.
func places(m *export.Message) int64 {
	if c, ok := m.Content.(export.Media); ok {
		return int64(max(1, len(c.Files)))
	}
	return 1
}

// messageID reads the number of a message as Telegram writes it. Messages from before a
// group became a supergroup have numbering below zero.
func messageID(key string) (int64, bool) {
	digits := strings.TrimPrefix(key, "-")
	if digits == "" || digits[0] < '1' || digits[0] > '9' {
		return 0, false
	}
	n, err := strconv.ParseInt(key, 10, 64)
	return n, err == nil && n > -endID && n < endID
}

// answeredID reads which message a reply answers, and in which chat if it is another
// one, where those are Telegram's own ids.
func answeredID(key string) (peer string, id int64, ok bool) {
	if at := strings.LastIndexByte(key, '/'); at >= 0 {
		peer, key = key[:at], key[at+1:]
		if _, ok := telegramID(peer); !ok {
			return "", 0, false
		}
	}
	id, ok = messageID(key)
	return peer, id, ok
}
