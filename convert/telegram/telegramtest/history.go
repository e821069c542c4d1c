package telegramtest

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

func addHistory(all methods) {
	on(all, getHistory)
	on(all, getMessages)
	on(all, getChannelMessages)
	on(all, deleteMessages)
	on(all, deleteChannelMessages)
}

func getHistory(c *call, r *tg.MessagesGetHistoryRequest) (bin.Encoder, error) {
	w := c.world
	id, err := w.peer(r.Peer)
	if err != nil {
		return nil, err
	}
	c.peer, c.detail = id, fmt.Sprintf("before %d, %d", r.OffsetID, r.Limit)
	w.read()
	all := w.newest(id)
	total := len(all)
	// The offset is a place in the whole history; what the other limits leave out is
	// left out of the page.
	from := 0
	if r.OffsetID != 0 || r.OffsetDate != 0 {
		from = slices.IndexFunc(all, func(m *Message) bool {
			return (r.OffsetID == 0 || m.ID < r.OffsetID) && (r.OffsetDate == 0 || int(m.Date.Unix()) < r.OffsetDate)
		})
		if from < 0 {
			from = total
		}
	}
	limit := r.Limit
	if limit < 0 || limit > maxPage {
		limit = maxPage
	}
	from = max(from+r.AddOffset, 0)
	page := slices.Clone(all[min(from, total):min(from+limit, total)])
	page = slices.DeleteFunc(page, func(m *Message) bool {
		return r.MaxID != 0 && m.ID >= r.MaxID || r.MinID != 0 && m.ID <= r.MinID
	})
	return w.page(id, page, total), nil
}

// page is a part of a history.
func (w *World) page(peer int64, page []*Message, total int) bin.Encoder {
	messages, chats, users := w.messages(page)
	if g := w.groups[peer]; g != nil && g.Kind != Basic {
		return &tg.MessagesChannelMessages{Pts: 1, Count: total, Messages: messages, Chats: chats, Users: users}
	}
	if len(page) == total {
		return &tg.MessagesMessages{Messages: messages, Chats: chats, Users: users}
	}
	return &tg.MessagesMessagesSlice{Count: total, Messages: messages, Chats: chats, Users: users}
}

// numbers are what clients ask for.
func numbers(in []tg.InputMessageClass) ([]int, error) {
	if len(in) == 0 || len(in) > maxPage {
		return nil, refused("MESSAGE_IDS_EMPTY")
	}
	var all []int
	for _, m := range in {
		id, ok := m.(*tg.InputMessageID)
		if !ok {
			return nil, refused("MESSAGE_ID_INVALID")
		}
		all = append(all, id.ID)
	}
	return all, nil
}

func getMessages(c *call, r *tg.MessagesGetMessagesRequest) (bin.Encoder, error) {
	ids, err := numbers(r.ID)
	if err != nil {
		return nil, err
	}
	w := c.world
	w.read()
	var found []*Message
	var out []tg.MessageClass
	for _, id := range ids {
		m := w.own(id)
		if m == nil {
			out = append(out, &tg.MessageEmpty{ID: id})
			continue
		}
		found = append(found, m)
		out = append(out, w.message(m))
	}
	_, chats, users := w.messages(found)
	return &tg.MessagesMessages{Messages: out, Chats: chats, Users: users}, nil
}

// own finds a message of a person's chat or a basic group's, whose numbers are one row.
func (w *World) own(id int) *Message {
	for peer, box := range w.box {
		if g := w.groups[peer]; g != nil && g.Kind != Basic {
			continue
		}
		if m := find(box, id); m != nil {
			return m
		}
	}
	return nil
}

func find(box []*Message, id int) *Message {
	i, ok := slices.BinarySearchFunc(box, id, func(m *Message, id int) int { return m.ID - id })
	if !ok || box[i].hidden {
		return nil
	}
	return box[i]
}

func getChannelMessages(c *call, r *tg.ChannelsGetMessagesRequest) (bin.Encoder, error) {
	w := c.world
	g, err := w.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	c.peer = g.ID
	ids, err := numbers(r.ID)
	if err != nil {
		return nil, err
	}
	w.read()
	var found []*Message
	var out []tg.MessageClass
	for _, id := range ids {
		m := find(w.box[g.ID], id)
		if m == nil {
			out = append(out, &tg.MessageEmpty{ID: id})
			continue
		}
		found = append(found, m)
		out = append(out, w.message(m))
	}
	_, chats, users := w.messages(found)
	return &tg.MessagesChannelMessages{Pts: 1, Count: len(out), Messages: out, Chats: chats, Users: users}, nil
}

func deleteMessages(c *call, r *tg.MessagesDeleteMessagesRequest) (bin.Encoder, error) {
	if len(r.ID) == 0 || len(r.ID) > maxPage {
		return nil, refused("LIMIT_INVALID")
	}
	w := c.world
	n := 0
	for _, id := range r.ID {
		m := w.own(id)
		if m == nil {
			continue
		}
		n++
		c.peer = m.Peer
		m.hidden = true
		if r.Revoke {
			w.remove(m)
		}
	}
	c.detail = strconv.Itoa(n)
	return &tg.MessagesAffectedMessages{Pts: 1, PtsCount: n}, nil
}

func deleteChannelMessages(c *call, r *tg.ChannelsDeleteMessagesRequest) (bin.Encoder, error) {
	w := c.world
	g, err := w.channel(r.Channel)
	if err != nil {
		return nil, err
	}
	c.peer = g.ID
	if len(r.ID) == 0 || len(r.ID) > maxPage {
		return nil, refused("LIMIT_INVALID")
	}
	var found []*Message
	for _, id := range r.ID {
		m := find(w.box[g.ID], id)
		if m == nil {
			continue
		}
		if m.From != w.self.id && g.Role == Member {
			return nil, refused("MESSAGE_DELETE_FORBIDDEN")
		}
		if m.Service && m.ID == 1 {
			continue // that the group was made cannot be deleted
		}
		found = append(found, m)
	}
	for _, m := range found {
		w.remove(m)
	}
	c.detail = strconv.Itoa(len(found))
	return &tg.MessagesAffectedMessages{Pts: 1, PtsCount: len(found)}, nil
}

func (w *World) remove(m *Message) {
	w.box[m.Peer] = slices.DeleteFunc(w.box[m.Peer], func(o *Message) bool { return o == m })
}
