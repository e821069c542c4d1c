package kakaodbtest

import (
	"encoding/json"
	"fmt"

	"exile/formats/appdb/appdbtest"
)

// Exec runs a statement on a database, as sql.DB.Exec does.
type Exec = appdbtest.Exec

// WriteAndroid writes KakaoTalk.db and KakaoTalk2.db. With profile, the second tells
// whose they are.
func (h History) WriteAndroid(chats, people Exec, profile bool) error {
	err := chats.All(
		`CREATE TABLE chat_logs (_id INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER UNIQUE, type INTEGER, chat_id INTEGER NOT NULL,
			thread_id INTEGER, user_id INTEGER, message TEXT, attachment TEXT, created_at INTEGER, deleted_at INTEGER,
			client_message_id INTEGER, prev_id INTEGER, referer INTEGER, supplement TEXT, v TEXT)`,
		`CREATE INDEX chat_logs_i ON chat_logs (chat_id, id)`,
		`CREATE TABLE chat_rooms (_id INTEGER PRIMARY KEY, id INTEGER, type TEXT, members TEXT, last_message TEXT, private_meta TEXT, link_id INTEGER, v TEXT)`,
	)
	if err != nil {
		return err
	}
	for _, r := range h.Rooms {
		members, err := json.Marshal(r.Members)
		if err != nil {
			return err
		}
		var meta any
		if r.Title != "" {
			b, err := json.Marshal(map[string]string{"name": r.Title})
			if err != nil {
				return err
			}
			meta = string(b)
		}
		if err := chats(`INSERT INTO chat_rooms (id, type, members, private_meta) VALUES (?, ?, ?, ?)`, r.ID, r.Type, string(members), meta); err != nil {
			return err
		}
	}
	encs := []int{31, 30, 26, 17, 0} // databases that lived through versions have several
	for i, m := range h.Messages {
		enc := encs[i%len(encs)]
		kind := m.Kind
		if m.Deleted {
			kind |= 1 << 14
		}
		err := chats(`INSERT INTO chat_logs (id, type, chat_id, thread_id, user_id, message, attachment, created_at, supplement, v)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			m.ID, kind, m.Room, orNull(m.Thread), m.User, Android(m.User, enc, m.Text), cell(m.Attachment, m.User, enc), m.Time,
			orNull(m.Supplement), fmt.Sprintf(`{"notDecoded":false,"origin":"MSG","isMine":%v,"enc":%d}`, m.User == h.Owner, enc))
		if err != nil {
			return err
		}
	}
	return h.writeFriends(people, profile)
}

func (h History) writeFriends(people Exec, profile bool) error {
	err := people.All(
		`CREATE TABLE friends (_id INTEGER PRIMARY KEY, id INTEGER, name TEXT, nick_name TEXT, phone_number TEXT, v TEXT, enc INTEGER)`,
		`CREATE TABLE open_profile (_id INTEGER PRIMARY KEY, user_id INTEGER)`,
		`CREATE TABLE open_link (id INTEGER, name TEXT)`,
	)
	for _, f := range h.Friends {
		if err == nil {
			err = people(`INSERT INTO friends (id, name, phone_number, enc) VALUES (?, ?, ?, 31)`,
				f.ID, Android(h.Owner, 31, f.Name), cell(f.Phone, h.Owner, 31))
		}
	}
	if err == nil && profile {
		err = people(`INSERT INTO open_profile (user_id) VALUES (?)`, h.Owner)
	}
	return err
}

// cell encrypts what is there; an empty attachment is "{}" or NULL.
func cell(s string, user int64, enc int) any {
	if s == "" {
		return nil
	}
	return Android(user, enc, s)
}

func orNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

// WriteIOS writes Message.sqlite and Talk.sqlite.
func (h History) WriteIOS(messages, talk Exec) error {
	const cocoa = 978307200
	err := messages.All(`CREATE TABLE Message (id INTEGER PRIMARY KEY, chatId INTEGER, userId INTEGER, type INTEGER, message TEXT, attachment TEXT,
		sentAt REAL, readAt REAL, updateAt INTEGER, serverLogId INTEGER, clientMsgId INTEGER, prevId INTEGER)`)
	for _, m := range h.Messages {
		if err != nil {
			return err
		}
		kind := m.Kind
		if m.Deleted {
			kind |= 1 << 14
		}
		var attachment any
		if m.Attachment != "" {
			attachment = IOS(m.User, m.Attachment)
		}
		err = messages(`INSERT INTO Message (chatId, userId, type, message, attachment, sentAt, serverLogId) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			m.Room, m.User, kind, IOS(m.User, m.Text), attachment, float64(m.Time-cocoa)+0.25, m.ID)
	}
	if err == nil {
		err = talk.All(
			`CREATE TABLE ZUSER (Z_PK INTEGER PRIMARY KEY, ZID INTEGER, ZNAME VARCHAR, ZNICKNAME VARCHAR, ZCUSTOMNAME VARCHAR, ZPHONENUMBER VARCHAR, ZFRIENDTYPE INTEGER)`,
			`CREATE TABLE ZCHAT (Z_PK INTEGER PRIMARY KEY, ZID INTEGER, ZROOMNAME VARCHAR, ZTYPE INTEGER, ZACTIVEMEMBERCOUNT INTEGER)`,
		)
	}
	for _, f := range h.Friends {
		if err == nil {
			var phone any
			if f.Phone != "" {
				phone = IOS(f.ID, f.Phone)
			}
			err = talk(`INSERT INTO ZUSER (ZID, ZNAME, ZPHONENUMBER) VALUES (?, ?, ?)`, f.ID, f.Name, phone)
		}
	}
	for _, r := range h.Rooms {
		if err == nil {
			err = talk(`INSERT INTO ZCHAT (ZID, ZROOMNAME, ZACTIVEMEMBERCOUNT) VALUES (?, ?, ?)`, r.ID, orNull(r.Title), len(r.Members)+1)
		}
	}
	return err
}

// WriteMac writes the Mac's database as it is once decrypted.
func (h History) WriteMac(db Exec) error {
	err := db.All(
		`CREATE TABLE NTChatMessage (logId INTEGER PRIMARY KEY, chatId INTEGER, authorId INTEGER, message TEXT, type INTEGER, attachment TEXT, sentAt INTEGER, supplement TEXT)`,
		`CREATE TABLE NTChatRoom (chatId INTEGER, type INTEGER, chatName TEXT, activeMembersCount INTEGER, directChatMemberUserId INTEGER, linkId INTEGER)`,
		`CREATE TABLE NTUser (userId INTEGER, linkId INTEGER, displayName TEXT, friendNickName TEXT, nickName TEXT)`,
		`CREATE TABLE NTChatContext (userId INTEGER)`,
	)
	if err == nil {
		err = db(`INSERT INTO NTChatContext VALUES (?)`, h.Owner)
	}
	for _, f := range h.Friends {
		if err == nil {
			err = db(`INSERT INTO NTUser VALUES (?, 0, ?, '', ?)`, f.ID, f.Name, f.Name)
		}
	}
	for _, r := range h.Rooms {
		var partner any
		if len(r.Members) == 1 {
			partner = r.Members[0]
		}
		if err == nil {
			err = db(`INSERT INTO NTChatRoom VALUES (?, 0, ?, ?, ?, 0)`, r.ID, orNull(r.Title), len(r.Members)+1, partner)
		}
	}
	for _, m := range h.Messages {
		kind := m.Kind
		if m.Deleted {
			kind |= 1 << 14
		}
		if err == nil {
			err = db(`INSERT INTO NTChatMessage VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				m.ID, m.Room, m.User, m.Text, kind, orNull(m.Attachment), m.Time, orNull(m.Supplement))
		}
	}
	return err
}
