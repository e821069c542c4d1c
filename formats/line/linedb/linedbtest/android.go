package linedbtest

import (
	"strconv"
	"strings"
)

const chatHistory = `CREATE TABLE chat_history (id INTEGER PRIMARY KEY AUTOINCREMENT, server_id TEXT, type INTEGER, chat_id TEXT, from_mid TEXT,
	content TEXT, created_time TEXT, delivered_time TEXT, status INTEGER, sent_count INTEGER, read_count INTEGER, location_name TEXT,
	location_address TEXT, location_phone TEXT, location_latitude INTEGER, location_longitude INTEGER, attachement_image INTEGER,
	attachement_image_height INTEGER, attachement_image_width INTEGER, attachement_image_size INTEGER, attachement_type INTEGER,
	attachement_local_uri TEXT, parameter TEXT, chunks BLOB)`

const reactions = `CREATE TABLE reactions (server_message_id INTEGER, member_id TEXT, chat_id TEXT, reaction_time_millis INTEGER,
	reaction_type TEXT, custom_reaction TEXT)`

const index = `CREATE INDEX IDX_SERVER_ID ON chat_history (server_id)`

const chat = `CREATE TABLE chat (chat_id TEXT PRIMARY KEY, chat_name TEXT, owner_mid TEXT, last_from_mid TEXT, type INTEGER)`

// WriteAndroid writes naver_line.
func (h History) WriteAndroid(db Exec) error {
	err := db.All(
		chatHistory, index, reactions, chat,
		`CREATE TABLE groups (id TEXT PRIMARY KEY, name TEXT, picture_status TEXT, creator TEXT)`,
		`CREATE TABLE membership (id TEXT, m_id TEXT)`,
		`CREATE TABLE contacts (m_id TEXT PRIMARY KEY, name TEXT, server_name TEXT, addressbook_name TEXT)`,
		`CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT)`,
	)
	for _, f := range h.Friends {
		if err == nil && f.Mid != h.Owner {
			err = db(`INSERT INTO contacts (m_id, name, server_name) VALUES (?, ?, ?)`, f.Mid, orText(f.Custom, f.Name), f.Name)
		}
	}
	for _, r := range h.Rooms {
		if err == nil && strings.HasPrefix(r.Mid, "c") {
			err = db(`INSERT INTO groups (id, name) VALUES (?, ?)`, r.Mid, r.Title)
		}
		for _, m := range r.Members {
			if err == nil {
				err = db(`INSERT INTO membership VALUES (?, ?)`, r.Mid, m)
			}
		}
	}
	if err != nil {
		return err
	}
	return h.writeRows(db)
}

// WriteReduced writes what the smallest backups hold: chat, chat_history, reactions.
func (h History) WriteReduced(db Exec) error {
	if err := db.All(chatHistory, index, reactions, chat); err != nil {
		return err
	}
	return h.writeRows(db)
}

func (h History) writeRows(db Exec) error {
	var err error
	for _, r := range h.Rooms {
		if err == nil {
			err = db(`INSERT INTO chat (chat_id, chat_name, type) VALUES (?, ?, 1)`, r.Mid, orNull(r.Title))
		}
	}
	for _, m := range h.Messages {
		if err == nil {
			err = m.android(db)
		}
	}
	for _, r := range h.Reactions {
		if err == nil {
			err = db(`INSERT INTO reactions VALUES (?, ?, ?, ?, ?, ?)`, r.ID, r.By, r.Room, r.Time, orNull(r.Word), orNull(r.Own))
		}
	}
	return err
}

func (m Message) android(db Exec) error {
	typ, attachment := m.Kind.android()
	status := 3
	if m.From != "" {
		status = 1
	}
	var lat, lng, chunks any
	if m.Kind == Place {
		lat, lng = int64(m.Lat*1e6), int64(m.Lng*1e6)
	}
	if m.Kind == Sealed {
		chunks = []byte{1, 2, 3}
	}
	return db(`INSERT INTO chat_history (id, server_id, type, chat_id, from_mid, content, created_time, status, read_count, location_name,
		location_address, location_latitude, location_longitude, attachement_image_height, attachement_image_width,
		attachement_image_size, attachement_type, parameter, chunks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		m.Local, orNull(m.id()), typ, m.Room, orNull(m.From), orNull(m.Text), strconv.FormatInt(m.Time, 10), status, m.Read,
		orNull(m.Name), orNull(m.Address), lat, lng, orNull(m.Height), orNull(m.Width), orNull(m.Size), attachment,
		orNull(strings.Join(m.Pairs, "\t")), chunks)
}

func (m Message) id() string {
	if m.ID == 0 {
		return ""
	}
	return strconv.FormatInt(m.ID, 10)
}

func (k Kind) android() (typ int, attachment any) {
	switch k {
	case Text, Sealed:
		return 1, 0
	case Photo:
		return 1, 1
	case Video:
		return 3, 1
	case Voice:
		return 1, 3
	case Call:
		return 4, 6
	case Sticker:
		return 5, 7
	case Contact:
		return 1, 13
	case File:
		return 1, 14
	case Place:
		return 1, 15
	case Post:
		return 8, 16
	case Flex:
		return 1, 22
	case Event:
		return 13, 18
	case Music:
		return 1, 19
	case Unsent:
		return 27, nil
	case New:
	}
	return 4242, 0
}

func orNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
