package telegram

import (
	"context"
	"slices"
	"strings"

	"github.com/gotd/td/tg"
)

const (
	dialogPage  = 100
	maxDialogs  = 100_000 // an account has a few thousand at most
	blockedPage = 100
)

// Chats lists the chats of the account, the newest first, archived ones behind, then
// the contacts that it has no chat with; and for each whether an import into it is
// allowed, as far as can be told without asking Telegram for each.
func (c *Client) Chats(ctx context.Context) ([]Candidate, error) {
	blocked, err := c.blocked(ctx)
	if err != nil {
		return nil, err
	}
	list := &chatList{blocked: blocked, seen: make(map[peerKey]bool)}
	for folder := range 2 { // 1 is the archive
		if err := c.dialogs(ctx, folder, list); err != nil {
			return nil, err
		}
	}
	contacts, err := c.contacts(ctx)
	if err != nil {
		return nil, err
	}
	for _, u := range contacts {
		list.add(list.ofUser(u))
	}
	return list.all, nil
}

type peerKey struct {
	user bool
	id   int64
}

// chatList collects chats, each once.
type chatList struct {
	blocked map[int64]bool
	seen    map[peerKey]bool
	all     []Candidate
}

// add reports whether the chat is new.
func (l *chatList) add(one Candidate) bool {
	key := peerKey{one.Kind == PeerUser, one.ID}
	if l.seen[key] {
		return false
	}
	l.seen[key] = true
	l.all = append(l.all, one)
	return true
}

// dialogs reads the chats of a folder, page by page.
func (c *Client) dialogs(ctx context.Context, folder int, list *chatList) error {
	request := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: dialogPage}
	request.SetFolderID(folder)
	for len(list.all) < maxDialogs {
		answer, err := c.api.MessagesGetDialogs(ctx, request)
		if err != nil {
			return err
		}
		page, ok := answer.AsModified()
		if !ok {
			return nil
		}
		fresh := list.addPage(page)
		_, more := answer.(*tg.MessagesDialogsSlice)
		if !more || !fresh || !nextPage(request, page) {
			return nil
		}
	}
	return nil
}

// addPage reports whether anything on it was new: a server that goes on giving the
// same would be asked for ever.
func (l *chatList) addPage(page tg.ModifiedMessagesDialogs) (fresh bool) {
	users, groups := make(map[int64]*tg.User), make(map[int64]tg.ChatClass)
	for _, one := range page.GetUsers() {
		if u, ok := one.(*tg.User); ok {
			users[u.ID] = u
		}
	}
	for _, one := range page.GetChats() {
		groups[one.GetID()] = one
	}
	for _, one := range page.GetDialogs() {
		d, ok := one.(*tg.Dialog)
		if !ok { // the archive, as one entry
			continue
		}
		var found Candidate
		ok = false
		switch p := d.Peer.(type) {
		case *tg.PeerUser:
			if u := users[p.UserID]; u != nil {
				found, ok = l.ofUser(u), true
			}
		case *tg.PeerChat:
			found, ok = candidateOf(groups[p.ChatID])
		case *tg.PeerChannel:
			found, ok = candidateOf(groups[p.ChannelID])
		}
		if ok && l.add(found) {
			fresh = true
		}
	}
	return fresh
}

// nextPage sets where the next page begins: behind the last chat that is not pinned
// and whose newest message was sent along.
func nextPage(request *tg.MessagesGetDialogsRequest, page tg.ModifiedMessagesDialogs) bool {
	dialogs := page.GetDialogs()
	for _, one := range slices.Backward(dialogs) {
		d, ok := one.(*tg.Dialog)
		if !ok {
			continue
		}
		date, ok := dateOf(page.GetMessages(), d)
		peer := inputOf(page, d.Peer)
		if !ok || peer == nil {
			continue
		}
		request.OffsetDate, request.OffsetID, request.OffsetPeer = date, d.TopMessage, peer
		return true
	}
	return false
}

// dateOf is when the newest message of a chat was sent.
func dateOf(messages []tg.MessageClass, d *tg.Dialog) (int, bool) {
	for _, one := range messages {
		if m, ok := one.AsNotEmpty(); ok && m.GetID() == d.TopMessage && samePeer(m.GetPeerID(), d.Peer) {
			return m.GetDate(), true
		}
	}
	return 0, false
}

func samePeer(a, b tg.PeerClass) bool { return a != nil && b != nil && a.String() == b.String() }

// inputOf is a peer as it is asked about; nil if its access hash did not come along.
func inputOf(page tg.ModifiedMessagesDialogs, peer tg.PeerClass) tg.InputPeerClass {
	switch p := peer.(type) {
	case *tg.PeerUser:
		for _, one := range page.GetUsers() {
			if u, ok := one.(*tg.User); ok && u.ID == p.UserID {
				return u.AsInputPeer()
			}
		}
	case *tg.PeerChat:
		return &tg.InputPeerChat{ChatID: p.ChatID}
	case *tg.PeerChannel:
		for _, one := range page.GetChats() {
			if ch, ok := one.(*tg.Channel); ok && ch.ID == p.ChannelID {
				return ch.AsInputPeer()
			}
		}
	}
	return nil
}

// blocked lists whom the account has blocked.
func (c *Client) blocked(ctx context.Context) (map[int64]bool, error) {
	out := make(map[int64]bool)
	for offset := 0; offset < maxDialogs; offset += blockedPage {
		answer, err := c.api.ContactsGetBlocked(ctx, &tg.ContactsGetBlockedRequest{Offset: offset, Limit: blockedPage})
		if err != nil {
			return nil, err
		}
		for _, one := range answer.GetBlocked() {
			if p, ok := one.PeerID.(*tg.PeerUser); ok {
				out[p.UserID] = true
			}
		}
		if _, more := answer.(*tg.ContactsBlockedSlice); !more || len(answer.GetBlocked()) == 0 {
			break
		}
	}
	return out, nil
}

// ofUser tells whether an import into the chat with somebody is allowed.
func (l *chatList) ofUser(u *tg.User) Candidate {
	out := Candidate{Peer: Peer{Kind: PeerUser, ID: u.ID, Access: u.AccessHash, Title: fullName(u), Handle: u.Username, Members: 2}}
	switch {
	case u.Self:
		out.Refused, out.Members = RefusedSelf, 1
	case u.Deleted:
		out.Refused = RefusedDeleted
	case u.Bot:
		out.Refused = RefusedBot
	case l.blocked[u.ID]:
		out.Refused = RefusedBlocked
	case !u.MutualContact:
		out.Refused = RefusedNotMutual
	}
	return out
}

// candidateOf tells whether an import into a group is allowed. ok is false for what
// is none any more: a basic group that has become a supergroup.
func candidateOf(chat tg.ChatClass) (out Candidate, ok bool) {
	switch g := chat.(type) {
	case *tg.Chat:
		if _, moved := g.GetMigratedTo(); moved {
			return Candidate{}, false
		}
		out.Peer = Peer{Kind: PeerBasic, ID: g.ID, Title: g.Title, Members: g.ParticipantsCount}
		switch {
		case g.Left || g.Deactivated:
			out.Refused = RefusedLeft
		case !g.Creator: // nobody else can make a supergroup of it
			out.Refused = RefusedNotAdmin
		}
	case *tg.Channel:
		out.Peer = Peer{Kind: PeerSupergroup, ID: g.ID, Access: g.AccessHash, Title: g.Title, Handle: g.Username, Members: g.ParticipantsCount}
		switch {
		case !g.Megagroup:
			out.Kind, out.Refused = PeerChannel, RefusedChannel
		case g.Left:
			out.Refused = RefusedLeft
		case !g.Creator && !g.AdminRights.ChangeInfo:
			out.Refused = RefusedNotAdmin
		}
	case *tg.ChatForbidden:
		out = Candidate{Peer{Kind: PeerBasic, ID: g.ID, Title: g.Title}, RefusedLeft}
	case *tg.ChannelForbidden:
		out = Candidate{Peer{Kind: PeerSupergroup, ID: g.ID, Access: g.AccessHash, Title: g.Title}, RefusedLeft}
		if !g.Megagroup {
			out.Kind, out.Refused = PeerChannel, RefusedChannel
		}
	default:
		return Candidate{}, false
	}
	return out, true
}

// input is the peer as calls take it.
func (p Peer) input() tg.InputPeerClass {
	switch p.Kind {
	case PeerUser:
		return &tg.InputPeerUser{UserID: p.ID, AccessHash: p.Access}
	case PeerBasic:
		return &tg.InputPeerChat{ChatID: p.ID}
	case PeerSupergroup, PeerChannel:
		return &tg.InputPeerChannel{ChannelID: p.ID, AccessHash: p.Access}
	}
	return &tg.InputPeerEmpty{}
}

// channel is a supergroup or channel as calls take it.
func (p Peer) channel() *tg.InputChannel {
	return &tg.InputChannel{ChannelID: p.ID, AccessHash: p.Access}
}

// handleOf is a username without what is written before it.
func handleOf(s string) string {
	return strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(s, "https://t.me/"), "@"))
}
