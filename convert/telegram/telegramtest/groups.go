package telegramtest

import (
	"slices"
	"strings"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func addChats(all methods) {
	on(all, getChannels)
	on(all, getFullChannel)
	on(all, getParticipants)
	on(all, getChats)
	on(all, getFullChat)
	on(all, createChannel)
	on(all, deleteChannel)
	on(all, migrateChat)
}

func getChannels(c *call, r *tg.ChannelsGetChannelsRequest) (bin.Encoder, error) {
	out := &tg.MessagesChats{}
	for _, in := range r.ID {
		g, err := c.world.channel(in)
		if err != nil {
			return nil, err
		}
		out.Chats = append(out.Chats, c.world.chat(g))
	}
	return out, nil
}

func getFullChannel(c *call, r *tg.ChannelsGetFullChannelRequest) (bin.Encoder, error) {
	g, err := c.world.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	c.peer = g.ID
	full := &tg.ChannelFull{
		CanViewParticipants: true, CanDeleteChannel: g.Role == Creator, ID: g.ID,
		ChatPhoto: &tg.PhotoEmpty{}, Pts: 1,
	}
	full.SetParticipantsCount(g.members())
	return &tg.MessagesChatFull{FullChat: full, Chats: []tg.ChatClass{c.world.chat(g)}}, nil
}

func getParticipants(c *call, r *tg.ChannelsGetParticipantsRequest) (bin.Encoder, error) {
	w := c.world
	g, err := w.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	if g.Kind == Broadcast && g.Role == Member {
		return nil, refused("CHAT_ADMIN_REQUIRED")
	}
	ids := append([]int64{w.self.id}, g.People...)
	out := &tg.ChannelsChannelParticipants{Count: g.members()}
	from := min(r.Offset, len(ids))
	for _, id := range ids[from:min(from+min(r.Limit, 200), len(ids))] {
		if id == w.self.id {
			out.Participants = append(out.Participants, &tg.ChannelParticipantSelf{UserID: id, InviterID: id})
		} else {
			out.Participants = append(out.Participants, &tg.ChannelParticipant{UserID: id})
		}
		if p := w.people[id]; p != nil {
			out.Users = append(out.Users, w.user(p))
		}
	}
	return out, nil
}

func getChats(c *call, r *tg.MessagesGetChatsRequest) (bin.Encoder, error) {
	out := &tg.MessagesChats{}
	for _, id := range r.ID {
		g := c.world.groups[id]
		if g == nil || g.Kind != Basic {
			return nil, refused("CHAT_ID_INVALID")
		}
		out.Chats = append(out.Chats, c.world.chat(g))
	}
	return out, nil
}

func getFullChat(c *call, r *tg.MessagesGetFullChatRequest) (bin.Encoder, error) {
	w := c.world
	g := w.groups[r.ChatID]
	if g == nil || g.Kind != Basic {
		return nil, refused("CHAT_ID_INVALID")
	}
	c.peer = g.ID
	people := &tg.ChatParticipants{ChatID: g.ID, Version: 1}
	out := &tg.MessagesChatFull{Chats: []tg.ChatClass{w.chat(g)}}
	for _, id := range append([]int64{w.self.id}, g.People...) {
		people.Participants = append(people.Participants, &tg.ChatParticipant{UserID: id, InviterID: w.self.id})
		if p := w.people[id]; p != nil {
			out.Users = append(out.Users, w.user(p))
		}
	}
	out.FullChat = &tg.ChatFull{ID: g.ID, Participants: people}
	return out, nil
}

// createChannel makes a group for an import. A supergroup that is made for anything
// else is a mistake of the client's.
func createChannel(c *call, r *tg.ChannelsCreateChannelRequest) (bin.Encoder, error) {
	if strings.TrimSpace(r.Title) == "" || len([]rune(r.Title)) > 128 {
		return nil, refused("CHAT_TITLE_EMPTY")
	}
	if r.Broadcast || !r.Megagroup || !r.ForImport {
		return nil, refused("CHAT_INVALID")
	}
	w := c.world
	g := w.addGroup(Supergroup, r.Title, Creator)
	g.ForImport = true
	c.peer = g.ID
	return w.created(g), nil
}

// created is what a client is told of a new group.
func (w *World) created(g *group) *tg.Updates {
	top := w.box[g.ID][0]
	return &tg.Updates{
		Updates: []tg.UpdateClass{
			&tg.UpdateChannel{ChannelID: g.ID},
			&tg.UpdateNewChannelMessage{Message: w.message(top), Pts: 1, PtsCount: 1},
		},
		Users: []tg.UserClass{w.user(w.self)}, Chats: []tg.ChatClass{w.chat(g)}, Date: int(w.clock().Unix()),
	}
}

func deleteChannel(c *call, r *tg.ChannelsDeleteChannelRequest) (bin.Encoder, error) {
	w := c.world
	g, err := w.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	c.peer = g.ID
	if g.Role != Creator {
		return nil, refused("CHAT_ADMIN_REQUIRED")
	}
	g.Gone = true
	delete(w.box, g.ID)
	return &tg.Updates{
		Updates: []tg.UpdateClass{&tg.UpdateChannel{ChannelID: g.ID}},
		Chats:   []tg.ChatClass{&tg.ChannelForbidden{Megagroup: true, ID: g.ID, AccessHash: g.access, Title: g.Title}},
		Date:    int(w.clock().Unix()),
	}, nil
}

func migrateChat(c *call, r *tg.MessagesMigrateChatRequest) (bin.Encoder, error) {
	w := c.world
	g := w.groups[r.ChatID]
	if g == nil || g.Kind != Basic || g.Gone {
		return nil, refused("CHAT_ID_INVALID")
	}
	c.peer = g.ID
	if g.Role != Creator {
		return nil, refused("CHAT_ADMIN_REQUIRED")
	}
	if g.Became != 0 {
		return w.created(w.groups[g.Became]), nil
	}
	n := w.addGroup(Supergroup, g.Title, Creator)
	n.People, n.extra = slices.Clone(g.People), g.extra
	g.Became = n.ID
	w.box[n.ID][0].action = &tg.MessageActionChannelMigrateFrom{Title: g.Title, ChatID: g.ID}
	w.add(&Message{Peer: g.ID, From: w.self.id, Date: w.clock(), Service: true, action: &tg.MessageActionChatMigrateTo{ChannelID: n.ID}})
	out := w.created(n)
	out.Chats = append(out.Chats, w.chat(g))
	return out, nil
}
