package kakaodb

import (
	"context"
	"database/sql"

	"exile/export"
	"exile/formats/appdb"
)

// android is KakaoTalk.db.
func android() *layout {
	return &layout{
		variant: "android-db",
		table:   "chat_logs",
		columns: []string{
			"_id", "id", "type", "chat_id", "thread_id", "user_id", "message", "attachment", "created_at", "deleted_at",
			"client_message_id", "prev_id", "referer", "supplement", "v",
		},
		order:   appdb.InOrder("chat_id", "created_at", "id", "_id"),
		id:      "id",
		typ:     "type",
		chat:    "chat_id",
		user:    "user_id",
		sent:    "created_at",
		thread:  "thread_id",
		ciphers: androidCiphers(),
	}
}

// loadAndroid reads who is who and what rooms there are. other is KakaoTalk2.db;
// nil: it was not given, and nobody has a name.
func (h *history) loadAndroid(ctx context.Context, other *sql.DB) error {
	if err := h.androidRooms(ctx, other); err != nil {
		return err
	}
	profile, err := h.beside(ctx, other, "open_profile", "user_id")
	if err != nil {
		return err
	}
	owner, guessed, err := h.findOwner(ctx, h.messages, profile)
	if err != nil {
		return err
	}
	if err := h.friends(ctx, other, owner); err != nil {
		return err
	}
	return h.settle(h.resolved(owner, guessed))
}

// friends reads names, which are encrypted for the owner.
func (h *history) friends(ctx context.Context, db *sql.DB, owner int64) error {
	columns := []string{"id", "enc", "nick_name", "name", "contact_name", "phone_number"}
	friends, err := h.beside(ctx, db, "friends", columns...)
	if err != nil {
		return err
	}
	err = friends.Each(ctx, appdb.Query{Columns: columns, Order: appdb.InOrder("id")}, func(v []any) error {
		open := h.opener(owner, v[1])
		h.learn(v[0], []string{open(v[2]), open(v[3]), open(v[4])}, []string{open(v[5])})
		return nil
	})
	if err != nil {
		return err
	}
	columns = []string{"user_id", "enc", "nickname"}
	members, err := h.beside(ctx, db, "open_chat_member", columns...)
	if err != nil {
		return err
	}
	return members.Each(ctx, appdb.Query{Columns: columns, Order: appdb.InOrder("user_id")}, func(v []any) error {
		h.learn(v[0], []string{h.opener(owner, v[1])(v[2])}, nil)
		return nil
	})
}

// opener decrypts cells of a row; what cannot be decrypted is no name.
func (h *history) opener(owner int64, enc any) func(any) string {
	n, ok := appdb.Number(enc)
	return func(v any) string {
		s := appdb.Text(v)
		if !ok || s == "" {
			return s
		}
		plain, err := h.ciphers.open(owner, n, s)
		if err != nil {
			return ""
		}
		return plain
	}
}

func (h *history) learn(id any, names, handles []string) {
	if n, ok := appdb.Number(id); ok {
		h.people.learn(n, names, handles)
	}
}

// androidRooms reads the rooms. Those that the person named say so in
// private_meta, open chats are named by their links.
func (h *history) androidRooms(ctx context.Context, other *sql.DB) error {
	links, err := h.links(ctx, other, "open_link", "id", "name")
	if err != nil {
		return err
	}
	columns := []string{"id", "type", "members", "private_meta", "link_id"}
	rooms, err := h.beside(ctx, h.db, "chat_rooms", columns...)
	if err != nil {
		return err
	}
	return rooms.Each(ctx, appdb.Query{Columns: columns}, func(v []any) error {
		id, ok := appdb.Number(v[0])
		if !ok {
			return nil
		}
		r := &room{kind: androidKind(appdb.Text(v[1])), title: parseObject(appdb.Text(v[3])).text("name")}
		r.join(idsIn(appdb.Text(v[2]))...)
		if link, ok := appdb.Number(v[4]); ok && r.title == "" {
			r.title = links[link]
		}
		if r.kind == export.ChatDirect && len(r.members) == 1 {
			r.other = r.members[0]
		}
		h.addRoom(id, r)
		return nil
	})
}

// links reads the names of open chats, by the numbers of their links.
func (h *history) links(ctx context.Context, db *sql.DB, name, id, title string) (map[int64]string, error) {
	links := map[int64]string{}
	t, err := h.beside(ctx, db, name, id, title)
	if err != nil {
		return nil, err
	}
	return links, t.Each(ctx, appdb.Query{Columns: []string{id, title}}, func(v []any) error {
		if n, ok := appdb.Number(v[0]); ok && len(links) < maxKnown {
			links[n] = appdb.Text(v[1])
		}
		return nil
	})
}

// androidKind reads the type of a room, a word of the app's protocol.
func androidKind(word string) export.ChatKind {
	switch word {
	case "DirectChat", "OD", "SDirectChat":
		return export.ChatDirect
	case "MultiChat", "OM", "SMultiChat":
		return export.ChatGroup
	case "MemoChat":
		return export.ChatSelf
	case "PlusChat":
		return export.ChatChannel
	}
	return ""
}
