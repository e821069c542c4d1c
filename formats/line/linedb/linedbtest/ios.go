package linedbtest

// WriteIOS writes Line.sqlite, UnifiedGroup.sqlite and MessageExt.sqlite. Every other
// attachment is archived, the rest are plain dictionaries.
func (h History) WriteIOS(line, groups, ext Exec) error {
	err := line.All(
		`CREATE TABLE ZMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCONTENTTYPE INTEGER, ZREADCOUNT INTEGER,
			ZSENDSTATUS INTEGER, ZTIMESTAMP INTEGER, ZCHAT INTEGER, ZSENDER INTEGER, ZLATITUDE FLOAT, ZLONGITUDE FLOAT, ZID VARCHAR,
			ZMESSAGETYPE VARCHAR, ZTEXT VARCHAR, ZCONTENTMETADATA BLOB, ZTHUMBNAIL BLOB)`,
		`CREATE TABLE ZUSER (Z_PK INTEGER PRIMARY KEY, ZMID VARCHAR, ZNAME VARCHAR, ZCUSTOMNAME VARCHAR, ZADDRESSBOOKNAME VARCHAR)`,
		`CREATE TABLE ZGROUP (Z_PK INTEGER PRIMARY KEY, ZID VARCHAR, ZNAME VARCHAR)`,
		`CREATE TABLE ZCHAT (Z_PK INTEGER PRIMARY KEY, ZMID VARCHAR, ZTYPE INTEGER, ZLASTUPDATED INTEGER)`,
		`CREATE TABLE Z_1MEMBERS (Z_1CHATS INTEGER, Z_12MEMBERS INTEGER, PRIMARY KEY (Z_1CHATS, Z_12MEMBERS))`,
	)
	if err == nil {
		err = groups(`CREATE TABLE ZUNIFIEDGROUP (Z_PK INTEGER PRIMARY KEY, ZID VARCHAR, ZNAME VARCHAR)`)
	}
	if err == nil {
		err = ext(`CREATE TABLE ZMESSAGEREACTION (Z_PK INTEGER PRIMARY KEY, ZMESSAGEID VARCHAR, ZREACTORMID VARCHAR, ZCHATMID VARCHAR,
			ZREACTIONTYPE INTEGER, ZCUSTOMREACTION VARCHAR, ZCREATEDAT TIMESTAMP)`)
	}
	users := map[string]int{}
	for _, f := range h.Friends {
		users[f.Mid] = len(users) + 1
		if err == nil {
			err = line(`INSERT INTO ZUSER VALUES (?, ?, ?, ?, NULL)`, users[f.Mid], f.Mid, f.Name, orNull(f.Custom))
		}
	}
	chats := map[string]int{}
	for _, r := range h.Rooms {
		chats[r.Mid] = len(chats) + 1
		if err == nil {
			err = h.iosRoom(line, groups, r, chats[r.Mid], users)
		}
	}
	for i, m := range h.Messages {
		if err == nil {
			err = h.iosMessage(line, m, chats[m.Room], users, i)
		}
	}
	numbers := map[string]int{"nice": 2, "love": 3, "fun": 4, "amazing": 5, "sad": 6, "omg": 7}
	for _, r := range h.Reactions {
		if err == nil {
			err = ext(`INSERT INTO ZMESSAGEREACTION VALUES (NULL, ?, ?, ?, ?, ?, ?)`,
				Message{ID: r.ID}.id(), r.By, r.Room, orNull(numbers[r.Word]), orNull(r.Own), float64(r.Time)/1000)
		}
	}
	return err
}

func (h History) iosRoom(line, groups Exec, r Room, n int, users map[string]int) error {
	kind := map[byte]int{'u': 0, 'r': 1, 'c': 2}[r.Mid[0]]
	if err := line(`INSERT INTO ZCHAT VALUES (?, ?, ?, NULL)`, n, r.Mid, kind); err != nil {
		return err
	}
	if r.Title != "" {
		if err := groups(`INSERT INTO ZUNIFIEDGROUP VALUES (NULL, ?, ?)`, r.Mid, r.Title); err != nil {
			return err
		}
	}
	for _, m := range r.Members {
		if users[m] == 0 {
			continue
		}
		if err := line(`INSERT INTO Z_1MEMBERS VALUES (?, ?)`, n, users[m]); err != nil {
			return err
		}
	}
	return nil
}

func (h History) iosMessage(line Exec, m Message, chat int, users map[string]int, i int) error {
	var sender, metadata any
	way := "S"
	switch {
	case m.Kind == Event:
		way = "I"
	case m.From != "":
		way, sender = "R", users[m.From]
		if users[m.From] == 0 {
			sender = nil
		}
	}
	switch {
	case len(m.Pairs) == 0:
	case i%2 == 0:
		metadata = Archive(m.Pairs...)
	default:
		metadata = Plist(m.Pairs...)
	}
	at := m.Time
	if i%5 == 4 {
		at += 1 << 61
	}
	text := m.Text
	if m.Kind == Place {
		text = m.Name + " " + m.Address
	}
	return line(`INSERT INTO ZMESSAGE (Z_PK, ZCONTENTTYPE, ZSENDSTATUS, ZTIMESTAMP, ZCHAT, ZSENDER, ZLATITUDE, ZLONGITUDE, ZID, ZMESSAGETYPE,
		ZTEXT, ZCONTENTMETADATA, ZTHUMBNAIL) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		m.Local, m.Kind.ios(), at, chat, sender, m.Lat, m.Lng, orNull(m.id()), way, orNull(text), metadata,
		map[Kind]any{Photo: []byte("thumb")}[m.Kind])
}

func (k Kind) ios() int {
	switch k {
	case Text:
		return 0
	case Photo:
		return 1
	case Video:
		return 2
	case Voice:
		return 3
	case Flex:
		return 5
	case Call:
		return 6
	case Sticker:
		return 7
	case Contact:
		return 13
	case File:
		return 14
	case Post:
		return 16
	case Event:
		return 18
	case Music:
		return 19
	case Place:
		return 100
	case Sealed:
		return 106
	case Unsent, New:
	}
	return 4242
}
