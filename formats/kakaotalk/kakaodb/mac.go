package kakaodb

import (
	"context"

	"exile/export"
	"exile/formats/appdb"
)

// mac is the Mac's database, decrypted.
func mac() *layout {
	return &layout{
		variant: "mac-db",
		table:   "NTChatMessage",
		columns: []string{"logId", "chatId", "authorId", "type", "message", "attachment", "sentAt", "supplement"},
		order:   appdb.InOrder("chatId", "sentAt", "logId"),
		id:      "logId",
		typ:     "type",
		chat:    "chatId",
		user:    "authorId",
		sent:    "sentAt",
	}
}

// macMemo is the type of the room in which one writes to oneself.
const macMemo = 5

// loadMac reads who is who and what rooms there are.
func (h *history) loadMac(ctx context.Context) error {
	owner := h.owner
	self, err := h.beside(ctx, h.db, "NTChatContext", "userId")
	if err != nil {
		return err
	}
	if owner == 0 && self.Has("userId") {
		v, err := self.One(ctx, "userId", []string{"userId"}, "WHERE userId > 0 LIMIT 1")
		if err != nil {
			return err
		}
		owner, _ = appdb.Number(v)
	}
	columns := []string{"userId", "displayName", "friendNickName", "nickName"}
	users, err := h.beside(ctx, h.db, "NTUser", columns...)
	if err != nil {
		return err
	}
	err = users.Each(ctx, appdb.Query{Columns: columns, Order: appdb.InOrder("linkId", "userId")}, func(v []any) error {
		h.learn(v[0], []string{appdb.Text(v[1]), appdb.Text(v[2]), appdb.Text(v[3])}, nil)
		return nil
	})
	if err != nil {
		return err
	}
	links, err := h.links(ctx, h.db, "NTOpenLink", "linkId", "linkName")
	if err != nil {
		return err
	}
	if err := h.macRooms(ctx, links); err != nil {
		return err
	}
	return h.settle(h.resolved(owner, false))
}

func (h *history) macRooms(ctx context.Context, links map[int64]string) error {
	columns := []string{"chatId", "type", "chatName", "activeMembersCount", "directChatMemberUserId", "linkId"}
	rooms, err := h.beside(ctx, h.db, "NTChatRoom", columns...)
	if err != nil {
		return err
	}
	return rooms.Each(ctx, appdb.Query{Columns: columns}, func(v []any) error {
		id, ok := appdb.Number(v[0])
		if !ok {
			return nil
		}
		r := &room{title: appdb.Text(v[2])}
		if t, ok := appdb.Number(v[1]); ok && t == macMemo {
			r.kind = export.ChatSelf
		}
		r.count, _ = appdb.Number(v[3])
		r.other, _ = appdb.Number(v[4])
		if link, ok := appdb.Number(v[5]); ok && link != 0 && r.title == "" {
			r.title = links[link]
		}
		h.addRoom(id, r)
		return nil
	})
}
