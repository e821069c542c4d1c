package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"exile/convert/handover"
)

// Verify reads back what arrived, compares it with what was sent, message by message,
// and returns the receipt, sealed. The bundle must hold the texts. What the state, nil
// for none, does not tell as started is missing. What another plan of the folder brought
// into the same chat since is not this one's, however alike it is.
//
// Of one chat at a time it keeps about 250 bytes a message, and no text.
// Errors: ErrForgedPlan; ErrForeignJournal where the state is of another plan;
// ErrOtherAccount, ErrChangedBundle, ErrText, ErrHistory, *CallError; those of ReadJournal,
// for the journals of all plans count; those of package handover.
func (c *Client) Verify(ctx context.Context, p *Plan, s *State, b *handover.Reader) (*Receipt, error) {
	if err := p.genuine(c.keep); err != nil {
		return nil, err
	}
	if s != nil {
		if err := s.checkBound(c.keep, p); err != nil {
			return nil, err
		}
	}
	self, err := c.Self(ctx)
	if err != nil {
		return nil, err
	}
	if self.ID != p.Account.ID {
		return nil, ErrOtherAccount
	}
	if err := sameBundle(p, b.Manifest()); err != nil {
		return nil, err
	}
	r := &Receipt{Version: ReceiptVersion, Plan: p.ID, Account: self, Read: c.clock.Now().UTC().Truncate(time.Second)}
	v := verifier{Client: c, plan: p, state: s, hash: newDigests(c.keep.MAC("texts"))}
	for d := range p.Deliveries {
		got, err := v.delivery(ctx, d, b)
		if err != nil {
			return nil, fmt.Errorf("verify chat %d: %w", d+1, err)
		}
		r.Deliveries = append(r.Deliveries, *got)
	}
	if err := v.rest(b); err != nil {
		return nil, err
	}
	return r, r.Seal(c.keep)
}

// sameBundle makes sure that the texts are those of the plan.
func sameBundle(p *Plan, m *handover.Manifest) error {
	if m.Depth < handover.Texts {
		return fmt.Errorf("%w: it holds no texts", ErrChangedBundle)
	}
	same := slices.EqualFunc(p.Deliveries, m.Chats, func(d Delivery, c handover.Chat) bool {
		return slices.EqualFunc(d.Chat.Parts, c.Parts, func(a, b handover.Part) bool { return a.SHA256 == b.SHA256 && a.Size == b.Size })
	})
	if !same {
		return ErrChangedBundle
	}
	return nil
}

// verifier verifies one delivery after another.
type verifier struct {
	*Client
	plan  *Plan
	state *State
	hash  *digests
}

func (v *verifier) delivery(ctx context.Context, d int, b *handover.Reader) (*Received, error) {
	to := &v.plan.Deliveries[d]
	sent, err := v.sent(d, b)
	if err != nil {
		return nil, err
	}
	r := &Received{Title: to.Chat.Title}
	r.Target, r.NewGroup = v.target(d)
	r.Pending = v.pending(d)
	came := newArrivals(v.hash)
	if err := v.read(ctx, d, r.Target, came); err != nil {
		return nil, err
	}
	r.Want = wanted(&to.Chat, sent)
	q := &question{
		names: names(&to.Chat), planned: to.Names, again: v.again(d),
		offset: int64(v.plan.Request.Offset), sent: sent, came: came,
		literal: func(e *expected) uint64 { return v.hash.text(literal(&to.Chat.Parts[e.part].Files[e.file])) },
	}
	q.judge().received(r, v.keep.MAC("receipt", v.plan.ID))
	return r, nil
}

// sent reads the texts of a delivery's parts.
func (v *verifier) sent(d int, b *handover.Reader) ([]expected, error) {
	chat := &v.plan.Deliveries[d].Chat
	form := func(part, file int) Form {
		if f, told := v.state.Part(d, part).Files[file]; told {
			return f
		}
		return FormOf(&chat.Parts[part].Files[file])
	}
	texts := newReading(chat, v.plan.Request.Offset, form, v.hash)
	for part := range chat.Parts {
		item, err := nextText(b)
		if err != nil {
			return nil, err
		}
		if item.Chat != d || item.Part != part {
			return nil, fmt.Errorf("%w: its texts are in another order", ErrChangedBundle)
		}
		if err := texts.read(item, part); err != nil {
			return nil, err
		}
	}
	return texts.all, nil
}

// nextText passes over files.
func nextText(b *handover.Reader) (*handover.Item, error) {
	for {
		item, err := b.Next()
		if errors.Is(err, io.EOF) {
			return nil, handover.ErrCut
		}
		if err != nil || item.File == handover.TextOf {
			return item, err
		}
	}
}

// rest reads the stream to its end, or a cut one would pass for a whole one.
func (v *verifier) rest(b *handover.Reader) error {
	for {
		if _, err := b.Next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// target returns where a delivery went, and whether the group was made for it.
func (v *verifier) target(d int) (Peer, bool) {
	to := v.plan.Deliveries[d].Target
	peer, made := v.state.Target(d)
	switch {
	case peer.ID == 0:
		return to, false
	case made:
		return peer, true
	}
	peer.Title, peer.Handle, peer.Members = to.Title, to.Handle, to.Members // which the journal does not hold
	return peer, false
}

// pending counts the parts that were not started.
func (v *verifier) pending(d int) int {
	n := 0
	for i := range v.plan.Deliveries[d].Chat.Parts {
		if !v.state.Part(d, i).Outcome.called() {
			n++
		}
	}
	return n
}

// again tells of each part whether its start was called more than once.
func (v *verifier) again(d int) []bool {
	all := make([]bool, len(v.plan.Deliveries[d].Chat.Parts))
	for i := range all {
		all[i] = v.state.Part(d, i).calls > 1
	}
	return all
}

// read reads those imported messages of a chat that can be a delivery's, the oldest
// first, and counts the others.
func (v *verifier) read(ctx context.Context, d int, peer Peer, into *arrivals) error {
	if peer.ID == 0 {
		return nil
	}
	ours, err := v.ownership(d, peer)
	if err != nil {
		return err
	}
	floor, earlier := ours.from()
	into.others = earlier
	for m, err := range v.history(ctx, peer, max(floor, 0)) {
		if err != nil {
			return err
		}
		msg, ok := imported(m)
		switch {
		case !ok:
		case ours.has(msg.ID):
			into.add(msg)
		default:
			into.others++
		}
	}
	slices.Reverse(into.all)
	return nil
}

// wanted counts what was to come.
func wanted(c *handover.Chat, sent []expected) Counts {
	n := Counts{Media: map[Form]int64{}}
	forms := allForms()
	for i := range sent {
		e := &sent[i]
		if e.sender == notice {
			n.Notices++
			continue
		}
		n.Messages++
		if e.file == noFile {
			continue
		}
		form := forms[e.form]
		n.Media[form]++
		if form != AsPhoto {
			n.Bytes += c.Parts[e.part].Files[e.file].Size
		}
	}
	return n
}

func names(c *handover.Chat) []string {
	all := make([]string, len(c.People))
	for i := range c.People {
		all[i] = c.People[i].Name
	}
	return all
}
