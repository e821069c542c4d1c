package kakaodb

import (
	"context"

	"exile/export"
)

// mac is the Mac's database, decrypted.
func mac() *layout {
	return &layout{
		variant: "mac-db",
		table:   "NTChatMessage",
		columns: []string{"logId", "chatId", "authorId", "type", "message", "attachment", "sentAt", "supplement"},
		order:   []string{"chatId", "sentAt", "logId"},
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
	if owner == 0 && self != nil && self.columns["userId"] {
		v, err := self.one(ctx, "SELECT userId FROM "+self.from("userId")+" WHERE userId > 0 LIMIT 1")
		if err != nil {
			return err
		}
		owner, _ = number(v)
	}
	columns := []string{"userId", "displayName", "friendNickName", "nickName"}
	users, err := h.beside(ctx, h.db, "NTUser", columns...)
	if err != nil {
		return err
	}
	err = users.each(ctx, columns, []string{"linkId", "userId"}, func(v []any) error {
		h.learn(v[0], []string{text(v[1]), text(v[2]), text(v[3])}, nil)
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
	return rooms.each(ctx, columns, nil, func(v []any) error {
		id, ok := number(v[0])
		if !ok {
			return nil
		}
		r := &room{title: text(v[2])}
		if t, ok := number(v[1]); ok && t == macMemo {
			r.kind = export.ChatSelf
		}
		r.count, _ = number(v[3])
		r.other, _ = number(v[4])
		if link, ok := number(v[5]); ok && link != 0 && r.title == "" {
			r.title = links[link]
		}
		h.addRoom(id, r)
		return nil
	})
}
