package telegramtest

import (
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func addPeople(all methods) {
	on(all, getUsers)
	on(all, getFullUser)
	on(all, getContacts)
	on(all, getBlocked)
	on(all, resolveUsername)
	on(all, resolvePhone)
}

func getUsers(c *call, r *tg.UsersGetUsersRequest) (bin.Encoder, error) {
	out := &tg.UserClassVector{}
	for _, in := range r.ID {
		p, err := c.world.person(in)
		if err != nil {
			out.Elems = append(out.Elems, &tg.UserEmpty{})
			continue
		}
		out.Elems = append(out.Elems, c.world.user(p))
	}
	return out, nil
}

func getFullUser(c *call, r *tg.UsersGetFullUserRequest) (bin.Encoder, error) {
	p, err := c.world.person(r.ID)
	if err != nil {
		return nil, err
	}
	c.peer = p.id
	return &tg.UsersUserFull{
		FullUser: tg.UserFull{Blocked: p.blocked, ID: p.id, NotifySettings: tg.PeerNotifySettings{}},
		Users:    []tg.UserClass{c.world.user(p)},
	}, nil
}

func getContacts(c *call, _ *tg.ContactsGetContactsRequest) (bin.Encoder, error) {
	out := &tg.ContactsContacts{}
	for _, p := range c.world.contacts() {
		out.Contacts = append(out.Contacts, tg.Contact{UserID: p.id, Mutual: p.mutual})
		out.Users = append(out.Users, c.world.user(p))
	}
	return out, nil
}

func getBlocked(c *call, r *tg.ContactsGetBlockedRequest) (bin.Encoder, error) {
	out := &tg.ContactsBlocked{}
	n := 0
	for _, p := range c.world.people {
		if !p.blocked {
			continue
		}
		if n++; n <= r.Offset || len(out.Blocked) == r.Limit {
			continue
		}
		out.Blocked = append(out.Blocked, tg.PeerBlocked{PeerID: &tg.PeerUser{UserID: p.id}, Date: int(c.world.clock().Unix())})
		out.Users = append(out.Users, c.world.user(p))
	}
	return out, nil
}

func resolveUsername(c *call, r *tg.ContactsResolveUsernameRequest) (bin.Encoder, error) {
	if r.Username == "" || strings.HasPrefix(r.Username, "@") {
		return nil, refused("USERNAME_INVALID")
	}
	w := c.world
	for _, p := range w.people {
		if strings.EqualFold(p.handle, r.Username) {
			return w.resolved(p.id), nil
		}
	}
	for _, g := range w.groups {
		if strings.EqualFold(g.handle, r.Username) && !g.Gone {
			return w.resolved(g.ID), nil
		}
	}
	return nil, refused("USERNAME_NOT_OCCUPIED")
}

func resolvePhone(c *call, r *tg.ContactsResolvePhoneRequest) (bin.Encoder, error) {
	for _, p := range c.world.people {
		if p.phone != "" && digits(p.phone) == digits(r.Phone) {
			return c.world.resolved(p.id), nil
		}
	}
	return nil, refused("PHONE_NOT_OCCUPIED")
}

func (w *World) resolved(id int64) *tg.ContactsResolvedPeer {
	chats, users := w.mentioned(map[int64]bool{id: true})
	return &tg.ContactsResolvedPeer{Peer: w.peerOf(id), Chats: chats, Users: users}
}
