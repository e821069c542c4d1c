package kakaodb

import (
	"context"
	"database/sql"

	"exile/formats/appdb"
)

// cocoa is 2001-01-01, from which Apple counts, in seconds since 1970.
const cocoa = 978307200

// ios is Message.sqlite.
func ios() *layout {
	return &layout{
		variant: "ios-db",
		table:   "Message",
		columns: []string{
			"id", "chatId", "userId", "type", "message", "attachment", "sentAt", "readAt", "updateAt", "serverLogId",
			"clientMsgId", "prevId",
		},
		order:   appdb.InOrder("chatId", "sentAt", "serverLogId", "id"),
		id:      "serverLogId",
		typ:     "type",
		chat:    "chatId",
		user:    "userId",
		sent:    "sentAt",
		epoch:   cocoa,
		always:  true,
		ciphers: iosCiphers(),
	}
}

// loadIOS reads who is who and what rooms there are. other is Talk.sqlite.
func (h *history) loadIOS(ctx context.Context, other *sql.DB) error {
	columns := []string{"ZID", "ZCUSTOMNAME", "ZNAME", "ZNICKNAME", "ZPHONENUMBER"}
	users, err := h.beside(ctx, other, "ZUSER", columns...)
	if err != nil {
		return err
	}
	err = users.Each(ctx, appdb.Query{Columns: columns, Order: appdb.InOrder("ZID")}, func(v []any) error {
		id, ok := appdb.Number(v[0])
		if !ok {
			return nil
		}
		phone, err := h.ciphers.open(id, 0, appdb.Text(v[4])) // encrypted for the person it belongs to
		if err != nil {
			phone = ""
		}
		h.people.learn(id, []string{appdb.Text(v[1]), appdb.Text(v[2]), appdb.Text(v[3])}, []string{phone})
		return nil
	})
	if err != nil {
		return err
	}
	columns = []string{"ZID", "ZROOMNAME", "ZACTIVEMEMBERCOUNT"}
	rooms, err := h.beside(ctx, other, "ZCHAT", columns...)
	if err != nil {
		return err
	}
	err = rooms.Each(ctx, appdb.Query{Columns: columns}, func(v []any) error {
		if id, ok := appdb.Number(v[0]); ok {
			n, _ := appdb.Number(v[2])
			h.addRoom(id, &room{title: appdb.Text(v[1]), count: n})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return h.iosWriters(ctx)
}

// iosWriters makes those who write in a room its members, as these databases list
// none that is understood. The owner is who writes in most of the rooms in which
// anybody wrote, in two at least: many are listed in which nobody ever did.
func (h *history) iosWriters(ctx context.Context) error {
	counts := map[int64]int{}
	written := 0
	err := h.writers(ctx, maxWriters, func(chat, user int64) {
		r := h.rooms[chat]
		if r == nil {
			r = &room{}
			h.rooms[chat] = r
		}
		if !r.writers {
			r.writers = true
			written++
		}
		r.join(user)
		counts[user]++
	})
	if err != nil {
		return err
	}
	owner, n := most(counts)
	if n < 2 || n*2 <= written {
		owner = 0
	}
	if h.owner != 0 {
		return h.settle(h.owner, false)
	}
	if h.people.self != "" {
		owner = 0 // the person's word counts, even if it is nobody's name so far
	}
	return h.settle(h.resolved(owner, owner != 0))
}
