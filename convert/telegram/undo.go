package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/gotd/td/tg"
)

// UndoOptions say how to take back.
type UndoOptions struct {
	DryRun   bool               // look, and delete nothing
	Doubles  bool               // also those that the receipt lists as doubled
	Progress func(UndoProgress) // may be nil
}

// UndoProgress is how far an undo is.
type UndoProgress struct {
	Delivery int    // from 0
	Title    string // of the target
	Done     int64  // messages that are dealt with
	Total    int64
}

// Undone is what was taken back, or with DryRun would be.
type Undone struct {
	Deliveries []TakenBack `json:"deliveries"`
}

// TakenBack is what was taken back of one chat.
type TakenBack struct {
	Target   Peer  `json:"target"`
	Messages int64 `json:"messages"`        // deleted, for everybody
	Gone     int64 `json:"gone"`            // were not there any more
	Kept     int64 `json:"kept"`            // are there, and are no imported messages of that chat: left alone
	Left     int64 `json:"left"`            // Telegram did not delete them
	Group    bool  `json:"group,omitempty"` // the whole group was deleted
	Away     bool  `json:"away,omitempty"`  // the group was not there any more, or this account is not in it
	Holds    Holds `json:"holds,omitempty"` // why a group that was made for it was not
}

// Holds is what a group holds beside what is taken back.
type Holds string

// What it may hold.
const (
	HoldsMessages Holds = "messages" // others than those of the receipt
	HoldsPeople   Holds = "people"   // somebody else is in it
)

// Undo deletes what a receipt lists, and that alone, but for doubles that are not asked
// for: messages of these numbers that are imported ones of that chat still. A group that
// was made for it is deleted whole if nobody else is in it and it holds nothing else. An
// undo that was cut off may be run again: what is gone is gone. Once nothing of the
// plan can be left, that is written down in the courier's folder, from where Status
// tells it.
// Errors: ErrForeignReceipt, ErrHistory, *CallError. What was done until then is
// returned with the error.
func (c *Client) Undo(ctx context.Context, r *Receipt, opt UndoOptions) (*Undone, error) {
	self, err := c.Self(ctx)
	if err != nil {
		return &Undone{}, err
	}
	if self.ID != r.Account.ID {
		return &Undone{}, ErrForeignReceipt
	}
	done, over := &Undone{}, true
	for i := range r.Deliveries {
		d := &r.Deliveries[i]
		if d.Target.ID == 0 || !d.NewGroup && len(numbersOf(d, opt)) == 0 {
			over = over && d.whole()
			continue
		}
		u := undoing{Client: c, opt: opt, delivery: i, to: d.Target, numbers: numbersOf(d, opt)}
		u.back.Target = d.Target
		err := u.run(ctx, d.NewGroup)
		done.Deliveries = append(done.Deliveries, u.back)
		over = over && u.back.all(d)
		if err != nil {
			return done, fmt.Errorf("take back %s %d: %w", d.Target.Kind, d.Target.ID, err)
		}
	}
	if opt.DryRun || !over {
		return done, nil
	}
	return done, noteUndone(c.keep, r.Plan, c.clock.Now())
}

// whole reports whether no more of a delivery can be in its chat than a receipt lists.
func (r *Received) whole() bool { return r.Pending == 0 && r.Missing == 0 }

// all reports whether nothing of a delivery is left, nor can come yet.
func (t *TakenBack) all(r *Received) bool { return t.Group || t.Away || t.Left == 0 && r.whole() }

func numbersOf(d *Received, opt UndoOptions) []int {
	all := slices.Concat(d.Messages, d.Notices)
	if opt.Doubles {
		all = append(all, d.Doubles...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// undoing takes back one delivery.
type undoing struct {
	*Client
	opt      UndoOptions
	delivery int
	to       Peer
	numbers  []int
	back     TakenBack
}

func (u *undoing) run(ctx context.Context, made bool) error {
	if made {
		over, err := u.group(ctx)
		if over || err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(u.numbers, page) {
		if err := u.delete(ctx, ids); err != nil {
			return err
		}
		u.tell()
	}
	return nil
}

func (u *undoing) tell() {
	if u.opt.Progress != nil {
		b := &u.back
		u.opt.Progress(UndoProgress{u.delivery, u.to.Title, b.Messages + b.Gone + b.Kept + b.Left, int64(len(u.numbers))})
	}
}

// group deletes a group that was made for the import, if it may be. over is true if
// nothing is left to do.
func (u *undoing) group(ctx context.Context) (over bool, err error) {
	ours, err := u.look(ctx)
	if isGone(err) {
		u.back.Gone, u.back.Away = int64(len(u.numbers)), true
		return true, nil
	}
	if err != nil || u.back.Holds != "" {
		return false, err
	}
	if !u.opt.DryRun {
		if _, err := u.api.ChannelsDeleteChannel(ctx, u.to.channel()); err != nil {
			return false, err
		}
	}
	u.back.Messages, u.back.Gone, u.back.Group = ours, int64(len(u.numbers))-ours, true
	u.tell()
	return true, nil
}

// look finds out whether a group holds nothing else, and counts what is ours.
func (u *undoing) look(ctx context.Context) (ours int64, err error) {
	full, err := u.api.ChannelsGetFullChannel(ctx, u.to.channel())
	if err != nil {
		return 0, err
	}
	if !isAlone(full.FullChat) {
		u.back.Holds = HoldsPeople
		return 0, nil
	}
	for m, err := range u.history(ctx, u.to, 0) {
		if err != nil {
			return 0, err
		}
		switch m := m.(type) {
		case *tg.MessageService, *tg.MessageEmpty: // that the group was made, and the like
		case *tg.Message:
			_, listed := slices.BinarySearch(u.numbers, m.ID)
			if _, ok := imported(m); !ok || !listed {
				u.back.Holds = HoldsMessages
				return 0, nil
			}
			ours++
		}
	}
	return ours, nil
}

// isAlone reports whether nobody else is in a group for certain: a count that is left
// out says nothing.
func isAlone(c tg.ChatFullClass) bool {
	info, ok := c.(*tg.ChannelFull)
	if !ok {
		return false
	}
	n, told := info.GetParticipantsCount()
	return told && n == 1
}

// delete deletes those of up to 100 messages that are ours.
func (u *undoing) delete(ctx context.Context, ids []int) error {
	ours, err := u.still(ctx, ids)
	if err != nil {
		return err
	}
	u.back.Gone += int64(len(ids) - len(ours.imported) - ours.others)
	u.back.Kept += int64(ours.others)
	if len(ours.imported) == 0 {
		return nil
	}
	if u.opt.DryRun {
		u.back.Messages += int64(len(ours.imported))
		return nil
	}
	count, err := u.remove(ctx, ours.imported)
	if err != nil {
		return err
	}
	left := 0
	if count != len(ours.imported) { // some were kept, or were gone meanwhile: ask which
		after, err := u.still(ctx, ours.imported)
		if err != nil {
			return err
		}
		left = len(after.imported)
	}
	u.back.Messages += int64(len(ours.imported) - left)
	u.back.Left += int64(left)
	return nil
}

// found is what there is of some messages.
type found struct {
	imported []int // imported ones of that chat
	others   int   // any others
}

// still looks which messages are there.
func (u *undoing) still(ctx context.Context, ids []int) (found, error) {
	in := make([]tg.InputMessageClass, len(ids))
	for i, id := range ids {
		in[i] = &tg.InputMessageID{ID: id}
	}
	r, err := u.messages(ctx, in)
	if err != nil {
		return found{}, err
	}
	batch, _, err := batchOf(r)
	if err != nil {
		return found{}, err
	}
	var f found
	for _, m := range batch {
		if _, empty := m.(*tg.MessageEmpty); empty || !slices.Contains(ids, m.GetID()) || slices.Contains(f.imported, m.GetID()) {
			continue
		}
		if msg, ok := imported(m); ok && u.isHere(msg.PeerID) {
			f.imported = append(f.imported, msg.ID)
			continue
		}
		f.others++
	}
	return f, nil
}

func (u *undoing) messages(ctx context.Context, in []tg.InputMessageClass) (tg.MessagesMessagesClass, error) {
	if ch := u.asChannel(); ch != nil {
		return u.api.ChannelsGetMessages(ctx, &tg.ChannelsGetMessagesRequest{Channel: ch, ID: in})
	}
	return u.api.MessagesGetMessages(ctx, in)
}

// remove deletes messages for everybody and returns how many Telegram says it deleted.
func (u *undoing) remove(ctx context.Context, ids []int) (int, error) {
	var r *tg.MessagesAffectedMessages
	var err error
	if ch := u.asChannel(); ch != nil {
		r, err = u.api.ChannelsDeleteMessages(ctx, &tg.ChannelsDeleteMessagesRequest{Channel: ch, ID: ids})
	} else {
		r, err = u.api.MessagesDeleteMessages(ctx, &tg.MessagesDeleteMessagesRequest{Revoke: true, ID: ids})
	}
	if err != nil {
		return 0, err
	}
	return r.PtsCount, nil
}

func (u *undoing) asChannel() tg.InputChannelClass {
	switch u.to.Kind {
	case PeerSupergroup, PeerChannel:
		return u.to.channel()
	case PeerUser, PeerBasic:
	}
	return nil
}

// isHere reports whether a message is of the chat: numbers of messages with people are
// those of the whole account.
func (u *undoing) isHere(p tg.PeerClass) bool {
	switch p := p.(type) {
	case *tg.PeerUser:
		return u.to.Kind == PeerUser && p.UserID == u.to.ID
	case *tg.PeerChat:
		return u.to.Kind == PeerBasic && p.ChatID == u.to.ID
	case *tg.PeerChannel:
		return u.asChannel() != nil && p.ChannelID == u.to.ID
	}
	return false
}

// isGone reports whether Telegram knows a group no more.
func isGone(err error) bool {
	call, ok := errors.AsType[*CallError](err)
	return ok && (call.Code == "CHANNEL_INVALID" || call.Code == "CHANNEL_PRIVATE")
}
