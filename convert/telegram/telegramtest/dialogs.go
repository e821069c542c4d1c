package telegramtest

import (
	"slices"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// maxPage is how much one call lists.
const maxPage = 100

func addDialogs(all methods) {
	on(all, getDialogs)
	on(all, getPeerDialogs)
}

// tops are the last messages of all chats that the account sees in its list.
func (w *World) tops() []*Message {
	var all []*Message
	for id := range w.box {
		g := w.groups[id]
		if g != nil && (g.Gone || g.Role == Left && g.Kind != Basic) {
			continue
		}
		if m := w.newest(id); len(m) > 0 {
			all = append(all, m[0])
		}
	}
	slices.SortFunc(all, byDate)
	return all
}

func getDialogs(c *call, r *tg.MessagesGetDialogsRequest) (bin.Encoder, error) {
	w := c.world
	w.read()
	if r.FolderID != 0 {
		return &tg.MessagesDialogs{}, nil // nothing is archived
	}
	if r.OffsetPeer == nil {
		return nil, refused("OFFSET_PEER_ID_INVALID")
	}
	all := w.tops()
	total := len(all)
	if r.OffsetDate != 0 || r.OffsetID != 0 {
		peer, err := w.offsetPeer(r.OffsetPeer)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(m *Message) bool {
			date := int(m.Date.Unix())
			switch {
			case r.OffsetDate != 0 && date != r.OffsetDate:
				return date > r.OffsetDate
			case r.OffsetID != 0 && m.ID != r.OffsetID:
				return m.ID > r.OffsetID
			}
			return m.Peer >= peer
		})
	}
	limit := r.Limit
	if limit <= 0 || limit > maxPage {
		limit = maxPage
	}
	page := all[:min(limit, len(all))]
	dialogs, messages, chats, users := w.dialogs(page)
	if len(page) == total {
		return &tg.MessagesDialogs{Dialogs: dialogs, Messages: messages, Chats: chats, Users: users}, nil
	}
	return &tg.MessagesDialogsSlice{Count: total, Dialogs: dialogs, Messages: messages, Chats: chats, Users: users}, nil
}

func (w *World) offsetPeer(in tg.InputPeerClass) (int64, error) {
	if _, none := in.(*tg.InputPeerEmpty); none {
		return 1 << 62, nil
	}
	return w.peer(in)
}

func (w *World) dialogs(tops []*Message) ([]tg.DialogClass, []tg.MessageClass, []tg.ChatClass, []tg.UserClass) {
	messages, chats, users := w.messages(tops)
	var all []tg.DialogClass
	for _, m := range tops {
		all = append(all, &tg.Dialog{Peer: w.peerOf(m.Peer), TopMessage: m.ID, ReadInboxMaxID: m.ID})
	}
	return all, messages, chats, users
}

func getPeerDialogs(c *call, r *tg.MessagesGetPeerDialogsRequest) (bin.Encoder, error) {
	w := c.world
	var tops []*Message
	for _, in := range r.Peers {
		p, ok := in.(*tg.InputDialogPeer)
		if !ok {
			return nil, refused("PEER_ID_INVALID")
		}
		id, err := w.peer(p.Peer)
		if err != nil {
			return nil, err
		}
		if m := w.newest(id); len(m) > 0 {
			tops = append(tops, m[0])
		}
	}
	dialogs, messages, chats, users := w.dialogs(tops)
	return &tg.MessagesPeerDialogs{
		Dialogs: dialogs, Messages: messages, Chats: chats, Users: users,
		State: tg.UpdatesState{Pts: 1, Date: int(w.clock().Unix())},
	}, nil
}
