package telegramtest

import (
	"cmp"
	"maps"
	"slices"

	"github.com/gotd/td/tg"
)

// title is the name of a chat.
func (w *World) title(id int64) string {
	if p := w.people[id]; p != nil {
		return p.name()
	}
	return w.groups[id].Title
}

// user is a person as a client sees them.
func (w *World) user(p *person) *tg.User {
	return &tg.User{
		Self: p == w.self, Contact: p.contact, MutualContact: p.mutual, Deleted: p.gone, Bot: p.bot,
		Premium: p.premium, ID: p.id, AccessHash: p.access, FirstName: p.first, LastName: p.last,
		Username: p.handle, Phone: digits(p.phone),
	}
}

// chat is a group or a channel as a client sees it.
func (w *World) chat(g *group) tg.ChatClass {
	date := int(g.made.Unix())
	rights := tg.ChatAdminRights{DeleteMessages: true, InviteUsers: true, ChangeInfo: g.Role != AdminElse}
	admin := g.Role == Creator || g.Role == AdminInfo || g.Role == AdminElse
	if g.Kind == Basic {
		c := &tg.Chat{
			Creator: g.Role == Creator, Left: g.Role == Left, Deactivated: g.Became != 0, ID: g.ID, Title: g.Title,
			Photo: &tg.ChatPhotoEmpty{}, ParticipantsCount: g.members(), Date: date, Version: 1,
		}
		if admin {
			c.SetAdminRights(rights)
		}
		if n := w.groups[g.Became]; n != nil {
			c.SetMigratedTo(&tg.InputChannel{ChannelID: n.ID, AccessHash: n.access})
		}
		return c
	}
	c := &tg.Channel{
		Creator: g.Role == Creator, Left: g.Role == Left, Broadcast: g.Kind == Broadcast, Megagroup: g.Kind == Supergroup,
		ID: g.ID, Title: g.Title, Username: g.handle, Photo: &tg.ChatPhotoEmpty{}, Date: date,
	}
	c.SetAccessHash(g.access)
	if admin {
		c.SetAdminRights(rights)
	}
	return c
}

// peerOf is a chat as messages name it.
func (w *World) peerOf(id int64) tg.PeerClass {
	g := w.groups[id]
	switch {
	case g == nil:
		return &tg.PeerUser{UserID: id}
	case g.Kind == Basic:
		return &tg.PeerChat{ChatID: id}
	}
	return &tg.PeerChannel{ChannelID: id}
}

// message is one as a client sees it.
func (w *World) message(m *Message) tg.MessageClass {
	peer := w.peerOf(m.Peer)
	date := int(m.Date.Unix())
	from := &tg.PeerUser{UserID: m.From}
	if m.Service {
		return &tg.MessageService{Out: m.From == w.self.id, ID: m.ID, FromID: from, PeerID: peer, Date: date, Action: m.action}
	}
	out := &tg.Message{Out: m.From == w.self.id, ID: m.ID, PeerID: peer, Date: date, Message: m.Text}
	out.SetFromID(from)
	if m.Media != nil {
		out.SetMedia(m.Media.answer(m.Original))
	}
	if !m.Imported {
		return out
	}
	h := tg.MessageFwdHeader{Imported: true, Date: int(m.Original.Unix())}
	switch {
	case m.Author != 0:
		h.SetFromID(&tg.PeerUser{UserID: m.Author})
	case m.Name != "":
		h.SetFromName(m.Name)
	}
	h.SetFlags()
	out.SetFwdFrom(h)
	return out
}

// messages are several, with everybody whom they name.
func (w *World) messages(of []*Message) (all []tg.MessageClass, chats []tg.ChatClass, users []tg.UserClass) {
	seen := make(map[int64]bool)
	for _, m := range of {
		all = append(all, w.message(m))
		seen[m.Peer], seen[m.From], seen[m.Author] = true, true, true
	}
	chats, users = w.mentioned(seen)
	return all, chats, users
}

// mentioned are the chats and the people of these numbers.
func (w *World) mentioned(ids map[int64]bool) (chats []tg.ChatClass, users []tg.UserClass) {
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if p := w.people[id]; p != nil {
			users = append(users, w.user(p))
		}
		if g := w.groups[id]; g != nil {
			chats = append(chats, w.chat(g))
		}
	}
	return chats, users
}

// peer finds a chat whose access hash is given.
func (w *World) peer(in tg.InputPeerClass) (int64, error) {
	switch p := in.(type) {
	case *tg.InputPeerSelf:
		return w.self.id, nil
	case *tg.InputPeerUser:
		if u := w.people[p.UserID]; u != nil && u.access == p.AccessHash {
			return u.id, nil
		}
	case *tg.InputPeerChat:
		if g := w.groups[p.ChatID]; g != nil && g.Kind == Basic && !g.Gone {
			return g.ID, nil
		}
		return 0, refused("CHAT_ID_INVALID")
	case *tg.InputPeerChannel:
		g, err := w.channel(&tg.InputChannel{ChannelID: p.ChannelID, AccessHash: p.AccessHash})
		if err != nil {
			return 0, err
		}
		return g.ID, nil
	}
	return 0, refused("PEER_ID_INVALID")
}

// channel finds a supergroup or a channel whose access hash is given.
func (w *World) channel(in tg.InputChannelClass) (*group, error) {
	c, ok := in.(*tg.InputChannel)
	if !ok {
		return nil, refused("CHANNEL_INVALID")
	}
	g := w.groups[c.ChannelID]
	if g == nil || g.Kind == Basic || g.access != c.AccessHash {
		return nil, refused("CHANNEL_INVALID")
	}
	if g.Gone || g.Role == Left && g.handle == "" {
		return nil, refused("CHANNEL_PRIVATE")
	}
	return g, nil
}

// person finds somebody whose access hash is given.
func (w *World) person(in tg.InputUserClass) (*person, error) {
	switch u := in.(type) {
	case *tg.InputUserSelf:
		return w.self, nil
	case *tg.InputUser:
		if p := w.people[u.UserID]; p != nil && p.access == u.AccessHash {
			return p, nil
		}
	}
	return nil, refused("USER_ID_INVALID")
}

// newest are the messages of a chat that the account sees, the newest first.
func (w *World) newest(peer int64) []*Message {
	var all []*Message
	for _, m := range slices.Backward(w.box[peer]) {
		if !m.hidden {
			all = append(all, m)
		}
	}
	return all
}

// byDate orders chats by their last message, the newest first. Telegram's times are
// whole seconds.
func byDate(a, b *Message) int {
	return cmp.Or(cmp.Compare(b.Date.Unix(), a.Date.Unix()), cmp.Compare(b.ID, a.ID), cmp.Compare(b.Peer, a.Peer))
}
