package desktop

import (
	"context"
	"errors"

	"exile/export"
	"exile/formats"
)

// scout is the first pass over a file: who there is, under which names, and what the
// chats say of themselves. It looks at the beginnings of messages alone, where
// Telegram Desktop writes who sent them.
type scout struct {
	peers *peers
	chats []seen
	me    *person         // whose export it is, see owner; nil: not known
	told  bool            // the export says so itself
	sides map[*person]int // of the chat at hand: who writes, as long as they are few
	old   bool            // of the chat at hand, see head.old
	shift bool            // ids are numbers
	says  bool            // there is a message
	date  [2]value        // of the first message, as it stands there: date and date_unixtime
}

// seen is a chat as the first pass saw it.
type seen struct {
	head  head
	sides map[*person]int
}

// survey reads a file for the first time. That it is damaged is told by the second
// pass, when everything before the damage was read.
func survey(ctx context.Context, in formats.Input, s source, ps *peers) (*scout, error) {
	sc := &scout{peers: ps}
	err := walk(ctx, in.Roots[s.root], s.name, sc, nil)
	if _, damaged := errors.AsType[*formats.ExplainedError](err); err != nil && !damaged {
		return nil, err
	}
	sc.finish()
	return sc, nil
}

func (sc *scout) self(v value) error {
	if v.isObject() {
		sc.me, sc.told = sc.peers.card(v), true
	}
	return nil
}

func (sc *scout) contact(v value) error {
	if v.isObject() {
		sc.peers.card(v)
	}
	return nil
}

func (sc *scout) begin(h head) error {
	sc.sides, sc.old = map[*person]int{}, h.old()
	sc.chats = append(sc.chats, seen{h, sc.sides})
	return nil
}

func (sc *scout) end(h head) error {
	if h.ordinal < len(sc.chats) {
		sc.chats[h.ordinal].head = h
	}
	return nil
}

func (sc *scout) aside(string, value)     {}
func (sc *scout) left(value, int64) error { return nil }

// maxSides is how many who write in one chat are counted: in a chat of two there are
// no more.
const maxSides = 8

func (sc *scout) message(v value, _ int64) error {
	if !v.isObject() {
		return nil
	}
	if !sc.says {
		var rec record
		rec.read(v)
		sc.says = !rec.empty()
	}
	var name, date, unix value
	for c := v.members(); ; {
		key, member, ok := c.member()
		if !ok {
			return nil
		}
		switch string(key) {
		case "from", "actor":
			name = member
		case "date":
			date = member
		case "date_unixtime":
			unix = member
		case "from_id", "actor_id":
			sc.shift = sc.shift || !member.isString() && !member.null()
			if sc.date[0] == nil && date != nil {
				sc.date = [2]value{append(value(nil), date...), append(value(nil), unix...)}
			}
			sc.peers.shifted = sc.old || !member.isString() && longAgo(date, unix)
			p := sc.peers.learn(member, name)
			if _, known := sc.sides[p]; p != nil && (known || len(sc.sides) < maxSides) {
				sc.sides[p]++
			}
			return nil
		}
	}
}

// finish names the people whom a chat of two is called by, and finds the owner.
func (sc *scout) finish() {
	for i := range sc.chats {
		h := &sc.chats[i].head
		if !h.direct() {
			continue
		}
		if p := sc.peers.keyed(h.key(sc.shift)); p != nil && len(p.names) == 0 && h.named && h.name != deleted {
			p.called(h.name)
		}
	}
	if !sc.told {
		sc.me, sc.told = sc.owner()
	}
}

// owner says whose export it is, and whether that is certain. In a chat of two, it is
// who is not the one that the chat is with; notes to oneself are with oneself.
func (sc *scout) owner() (p *person, sure bool) {
	votes := map[*person]int{}
	for i := range sc.chats {
		h := &sc.chats[i].head
		switch {
		case h.kind == chatSaved:
			if p := sc.peers.keyed(h.key(sc.shift)); p != nil {
				return p, true
			}
		case h.direct():
			if p := sc.chats[i].otherSide(sc.peers.byKey[h.key(sc.shift)]); p != nil {
				votes[p]++
			}
		}
	}
	most := 0
	for v, n := range votes {
		switch {
		case n > most:
			p, most = v, n
		case n == most:
			p = nil
		}
	}
	return p, false
}

// otherSide returns the only one who writes besides whom the chat is with.
func (s *seen) otherSide(with *person) *person {
	var found *person
	for p := range s.sides {
		if p == with {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// settleSelf finds out who made the exports, and reports what is not certain. Several
// exports may be of several people where each says so itself.
func (r *reading) settleSelf(all []*scout) error {
	votes := map[*person]bool{}
	for _, sc := range all {
		switch {
		case sc.me != nil && sc.told:
			sc.me.self = true
		case sc.me != nil:
			votes[sc.me] = true
		}
	}
	if r.peers.anySelf() {
		return nil
	}
	if r.opt.Self != "" {
		r.peers.claimSelf() // that it was for nothing is told at the end
		return nil
	}
	if len(votes) != 1 {
		return r.emit(&export.Problem{Code: export.UnknownSelf, From: r.from})
	}
	p := &export.Problem{Code: export.AssumedSelf, From: r.from}
	for me := range votes {
		me.self = true
		p.Name = me.name()
	}
	return r.emit(p)
}
