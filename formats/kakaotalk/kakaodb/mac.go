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
	self, err := openTable(ctx, h.db, "NTChatContext")
	if err != nil {
		return err
	}
	if owner == 0 && self != nil && self.columns["userId"] {
		v, err := self.one(ctx, "SELECT userId FROM NTChatContext WHERE userId > 0 LIMIT 1")
		if err != nil {
			return err
		}
		owner, _ = number(v)
	}
	users, err := openTable(ctx, h.db, "NTUser")
	if err != nil {
		return err
	}
	columns := []string{"userId", "displayName", "friendNickName", "nickName"}
	err = users.each(ctx, columns, []string{"linkId", "userId"}, func(v []any) error {
		h.learn(v[0], []string{text(v[1]), text(v[2]), text(v[3])}, nil)
		return nil
	})
	if err != nil {
		return err
	}
	links := map[int64]string{}
	link, err := openTable(ctx, h.db, "NTOpenLink")
	if err == nil {
		err = link.each(ctx, []string{"linkId", "linkName"}, nil, func(v []any) error {
			if id, ok := number(v[0]); ok {
				links[id] = text(v[1])
			}
			return nil
		})
	}
	if err != nil {
		return err
	}
	if err := h.macRooms(ctx, links); err != nil {
		return err
	}
	return h.settle(owner, false)
}

func (h *history) macRooms(ctx context.Context, links map[int64]string) error {
	rooms, err := openTable(ctx, h.db, "NTChatRoom")
	if err != nil {
		return err
	}
	columns := []string{"chatId", "type", "chatName", "activeMembersCount", "directChatMemberUserId", "linkId"}
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
		h.rooms[id] = r
		return nil
	})
}
