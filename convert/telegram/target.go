package telegram

import (
	"context"
	"errors"
	"time"

	"github.com/gotd/td/tg"
)

// errNoGroup says that Telegram's answer holds no group where there should be one.
var errNoGroup = errors.New("the answer holds no group")

// clocksApart is by how much the clocks of Telegram's own servers are taken to differ
// when a group is looked for that was made after a certain time.
const clocksApart = 2 * time.Second

const (
	maxLost       = 3               // calls whose answers never came
	beforeLooking = 5 * time.Second // for what such a call did
)

// target returns the chat of a delivery as far as it is known: without an ID where it is
// yet to be made. The journal has its number, and the plan its name.
func (p *Plan) target(d int, c ChatState) Peer {
	planned := p.Deliveries[d].Target
	if c.Peer.ID == 0 {
		return planned
	}
	if !c.Made {
		c.Peer.Title, c.Peer.Handle = planned.Title, planned.Handle
	}
	return c.Peer
}

// admitted asks again about a chat that was there when the plan was confirmed, which may
// be long ago: whether imports into it are still allowed, and as long as nothing was
// delivered there, that no more people would see it than were confirmed. Later a new
// plan would be no way out: it would deliver twice.
func (r *run) admitted(ctx context.Context, d int, c ChatState, begun bool) error {
	planned, peer := &r.p.Deliveries[d], r.p.target(d, c)
	if planned.NewGroup {
		return nil
	}
	if peer.Kind != PeerBasic { // only what it will become can be asked about
		if _, err := r.c.api.MessagesCheckHistoryImportPeer(ctx, peer.input()); err != nil {
			return err
		}
	}
	if peer.Kind == PeerUser || planned.Target.Members == 0 || begun { // of 0 everybody was told, however many
		return nil
	}
	now, err := r.c.members(ctx, peer)
	if err != nil && !refusedAsk(err) {
		return err
	}
	if now > planned.Target.Members {
		return &MoreSeeError{Title: planned.Chat.Title, Target: peer, Confirmed: planned.Target.Members, Now: now}
	}
	return nil
}

// begun reports whether anything of a delivery was started, or may have been.
func (r *run) begun(d int, part func(PartID) PartState) bool {
	for i := range r.p.Deliveries[d].Chat.Parts {
		if part(PartID{d, i}).Outcome.called() {
			return true
		}
	}
	return false
}

// ready returns the chat that a delivery goes to, and makes it if need be.
func (r *run) ready(ctx context.Context, d int) (Peer, error) {
	c := r.j.chat(d)
	if err := r.admitted(ctx, d, c, r.begun(d, r.j.part)); err != nil {
		return Peer{}, err
	}
	if c.Peer.ID != 0 {
		return r.p.target(d, c), nil
	}
	r.progress.stage(StageGroup)
	peer, made := r.p.Deliveries[d].Target, false
	var err error
	switch {
	case r.p.Deliveries[d].NewGroup:
		made = true
		peer, err = r.makeGroup(ctx, d, peer.Title)
	case peer.Kind == PeerBasic:
		peer, err = r.c.upgrade(ctx, peer)
	}
	if err != nil {
		return Peer{}, err
	}
	kept := peer
	if !made { // who that is the plan tells
		kept.Title, kept.Handle = "", ""
	}
	if err := r.j.announce(journalLine{Is: linePeer, Delivery: d, Peer: &kept, Made: made}); err != nil {
		return Peer{}, err
	}
	if peer.Kind == PeerUser || peer.ID == r.p.Deliveries[d].Target.ID {
		return peer, nil
	}
	_, err = r.c.api.MessagesCheckHistoryImportPeer(ctx, peer.input()) // what the plan could not ask
	return peer, err
}

// makeGroup makes a group with this account alone in it. That it is about to is in
// the journal: a run that was cut off there may have made one, and so may a call
// whose answer was lost. It is looked for, and another made only where there is none.
func (r *run) makeGroup(ctx context.Context, d int, title string) (Peer, error) {
	for try := 1; ; try++ {
		if asked := r.j.chat(d).Asked; !asked.IsZero() {
			peer, ok, err := r.findMade(ctx, title, asked)
			if ok || err != nil {
				return peer, err
			}
		}
		now, err := r.c.telegramsTime(ctx)
		if err != nil {
			return Peer{}, err
		}
		if err := r.j.announce(journalLine{Is: lineMaking, Delivery: d, Clock: now}); err != nil {
			return Peer{}, err
		}
		got, err := r.c.api.ChannelsCreateChannel(ctx, &tg.ChannelsCreateChannelRequest{Megagroup: true, ForImport: true, Title: title})
		if err == nil {
			return groupIn("channels.createChannel", got)
		}
		if err := r.c.afterLost(ctx, err, try); err != nil {
			return Peer{}, err
		}
	}
}

// telegramsTime is what Telegram's own clock shows. This computer's may be far from it.
func (c *Client) telegramsTime(ctx context.Context) (time.Time, error) {
	config, err := c.api.HelpGetConfig(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return time.Unix(int64(config.Date), 0).UTC(), nil
}

// afterLost waits before what a lost call may have done is looked for. Other errors
// it returns, and the one of the last try.
func (c *Client) afterLost(ctx context.Context, err error, try int) error {
	if troubleOf(err) != TroubleLost || ctx.Err() != nil || try >= maxLost {
		return err
	}
	return c.pause(ctx, WaitServer, beforeLooking)
}

// findMade looks for a group that an earlier call made: of that title, of this
// account's, made after it was asked for by Telegram's clock, with this account alone and
// nothing else in it, and of no other plan's.
func (r *run) findMade(ctx context.Context, title string, asked time.Time) (Peer, bool, error) {
	all, err := r.c.Chats(ctx)
	if err != nil {
		return Peer{}, false, err
	}
	for i := range all {
		one := &all[i]
		if one.Kind != PeerSupergroup || one.Title != title || one.Refused != "" || one.Members > 1 || r.taken(one.ID) {
			continue
		}
		fresh, err := r.c.isFresh(ctx, one.Peer, asked.Add(-clocksApart))
		if err != nil {
			return Peer{}, false, err
		}
		if !fresh {
			continue
		}
		n, err := r.c.members(ctx, one.Peer) // the list often does not tell
		if err != nil && !refusedAsk(err) {
			return Peer{}, false, err
		}
		if n == 1 {
			return one.Peer, true, nil
		}
	}
	return Peer{}, false, nil
}

// taken reports whether a chat is that of another delivery, of this plan or another.
func (r *run) taken(id int64) bool {
	if r.before.chats[id] {
		return true
	}
	for d := range r.p.Deliveries {
		if r.j.chat(d).Peer.ID == id {
			return true
		}
	}
	return false
}

// isFresh reports whether a group was made after a time, and holds nothing but that.
func (c *Client) isFresh(ctx context.Context, peer Peer, after time.Time) (bool, error) {
	made := false
	for m, err := range c.history(ctx, peer, 0) {
		if err != nil {
			return false, err
		}
		s, ok := m.(*tg.MessageService)
		if !ok {
			return false, nil
		}
		if _, ok := s.Action.(*tg.MessageActionChannelCreate); !ok || time.Unix(int64(s.Date), 0).Before(after) {
			return false, nil
		}
		made = true
	}
	return made, nil
}

// upgrade makes a supergroup of a basic group, or finds the one that it became.
func (c *Client) upgrade(ctx context.Context, peer Peer) (Peer, error) {
	for try := 1; ; try++ {
		became, ok, err := c.became(ctx, peer)
		if ok || err != nil {
			return became, err
		}
		got, err := c.api.MessagesMigrateChat(ctx, peer.ID)
		if err == nil {
			return groupIn("messages.migrateChat", got)
		}
		if err := c.afterLost(ctx, err, try); err != nil {
			return Peer{}, err
		}
	}
}

// became returns the supergroup that a basic group became.
func (c *Client) became(ctx context.Context, peer Peer) (Peer, bool, error) {
	got, err := c.api.MessagesGetChats(ctx, []int64{peer.ID})
	if err != nil {
		return Peer{}, false, err
	}
	for _, one := range got.GetChats() {
		chat, ok := one.(*tg.Chat)
		if !ok || chat.ID != peer.ID {
			continue
		}
		if in, ok := chat.GetMigratedTo(); ok {
			if to, ok := in.(*tg.InputChannel); ok {
				return Peer{Kind: PeerSupergroup, ID: to.ChannelID, Access: to.AccessHash, Title: chat.Title, Members: chat.ParticipantsCount}, true, nil
			}
		}
	}
	return Peer{}, false, nil
}

// groupIn finds the supergroup in an answer.
func groupIn(call Call, updates tg.UpdatesClass) (Peer, error) {
	var chats []tg.ChatClass
	switch u := updates.(type) {
	case *tg.Updates:
		chats = u.Chats
	case *tg.UpdatesCombined:
		chats = u.Chats
	}
	for _, one := range chats {
		if g, ok := candidateOf(one); ok && g.Kind == PeerSupergroup {
			return g.Peer, nil
		}
	}
	return Peer{}, &CallError{Call: call, Trouble: TroubleOther, Err: errNoGroup}
}
