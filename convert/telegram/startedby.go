package telegram

import (
	"slices"
	"time"
)

// begun is one import into a chat whose start was called.
type begun struct {
	mark   Mark
	called time.Time
}

// later reports whether an import was started after another into the same chat. The
// clock says so, or the numbers: a clock may have been put back. But where nothing
// imported was left of a chat before either, its history may have been cleared, and
// its numbers tell nothing. Of two that cannot be told apart each is the later one: what
// may be either's is nobody's.
func (b begun) later(than begun) bool {
	switch order := b.called.Compare(than.called); {
	case order > 0:
		return true
	case order == 0:
		return b.mark.Top >= than.mark.Top
	}
	return b.mark.Top > than.mark.Top && (b.mark.Imported != 0 || than.mark.Imported != 0)
}

// before reports whether an import was started before any message of a number was there.
func (b begun) before(id int) bool { return b.mark.Top < id }

// othersInto returns the imports into a chat that other plans than one started, by the
// journals of the folder.
func othersInto(k *Keep, plan string, to Peer) ([]begun, error) {
	var all []begun
	err := eachOther(k, plan, func(_ string, o *told) error {
		all = append(all, o.into(to)...)
		return nil
	})
	return all, err
}

// besides returns the imports into a chat whose start was called and that are not of a
// delivery.
func (s *State) besides(d int, to Peer) []begun {
	var all []begun
	for id, part := range s.Parts {
		peer, _ := s.Target(id.Delivery)
		if id.Delivery == d || !part.Outcome.called() || peer.Kind != to.Kind || peer.ID != to.ID {
			continue
		}
		all = append(all, begun{part.Before, part.Called})
	}
	return all
}

// until returns the highest number that the messages of an import can have: that of the
// last message before the next import of another plan. 0 says that there was none.
func (c *Client) until(plan string, peer Peer, before Mark, called time.Time) (int, error) {
	others, err := othersInto(c.keep, plan, peer)
	if err != nil {
		return 0, err
	}
	end := 0
	for _, o := range others {
		if top := max(o.mark.Top, 1); o.later(begun{before, called}) && (end == 0 || top < end) {
			end = top
		}
	}
	return end, nil
}

// ownership tells the messages of a delivery from others in its chat by their numbers.
type ownership struct {
	own    []ownPart
	others []begun // imports of other plans, and of other deliveries of this one
}

// ownPart is a part of the delivery whose start was called.
type ownPart struct {
	begun
	last int // the highest number in the chat when all of it had been seen; 0: not known
}

// ownership finds out what a delivery can call its own.
func (v *verifier) ownership(d int, to Peer) (*ownership, error) {
	if v.state == nil {
		return &ownership{}, nil
	}
	others, err := othersInto(v.keep, v.plan.ID, to)
	if err != nil {
		return nil, err
	}
	o := &ownership{others: slices.Concat(others, v.state.besides(d, to))}
	seen := true
	for i := range v.plan.Deliveries[d].Chat.Parts {
		part := v.state.Part(d, i)
		// Of one whose start was called twice, or that came after one of which not all was
		// seen, more may have come since.
		seen = seen && part.Outcome == OutcomeSeen
		p := ownPart{begun: begun{part.Before, part.Called}}
		if seen && part.calls == 1 {
			p.last = part.After
		}
		if part.Outcome.called() {
			o.own = append(o.own, p)
		}
	}
	return o, nil
}

// floor returns after which number a part's messages stand. Where no other plan brought
// anything into the chat, all that is imported there is the part's, if there was
// nothing of the kind before it.
func (o *ownership) floor(p *ownPart) int {
	if len(o.others) > 0 {
		return p.mark.Top
	}
	return p.mark.floor()
}

// from returns after which number the messages of the delivery stand, and how many
// imported ones were there before; none where no part was started.
func (o *ownership) from() (floor int, earlier int64) {
	floor = none
	for i := range o.own {
		if at := o.floor(&o.own[i]); floor == none || at < floor {
			floor, earlier = at, max(o.own[i].mark.Imported, 0)
		}
	}
	return floor, earlier
}

// has reports whether a message of a number can be the delivery's: one of its parts was
// started before it, and no other import since.
func (o *ownership) has(id int) bool {
	return slices.ContainsFunc(o.own, func(p ownPart) bool {
		if id <= o.floor(&p) || p.last > 0 && id > p.last {
			return false
		}
		return !slices.ContainsFunc(o.others, func(b begun) bool { return b.before(id) && b.later(p.begun) })
	})
}
