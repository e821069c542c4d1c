package linedb

import (
	"database/sql"
	"regexp"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/appdb"
)

// ios is Line.sqlite.
func ios() *layout {
	return &layout{
		variant: "ios-db",
		table:   "ZMESSAGE",
		columns: []string{
			"Z_PK", "ZID", "ZCHAT", "ZSENDER", "ZTIMESTAMP", "ZTEXT", "ZCONTENTTYPE", "ZMESSAGETYPE", "ZLATITUDE", "ZLONGITUDE",
			"ZCONTENTMETADATA",
		},
		order: []appdb.By{
			{Column: "ZCHAT", Number: true},
			{Column: "ZTIMESTAMP", Number: true, Mask: timeBits},
			{Column: "Z_PK", Number: true},
		},
		words:  []string{"ZTEXT"},
		chat:   "ZCHAT",
		sender: "ZSENDER",
		names:  (*history).iosMids,
		load:   (*history).loadIOS,
		parse:  (*history).parseIOS,
	}
}

// The numbers of iOS that are not the protocol's.
const (
	iosHTML     = 4
	iosFlex     = 5
	iosAppLink  = 12
	iosImage    = 96
	iosLocation = 100
	iosSealed   = 106
	iosURI      = 107
	iosImage2   = 111
	iosImage3   = 112
)

// pk is how rows of iOS call rooms and people that have no mid: by their number.
func pk(n int64) string { return "pk-" + strconv.FormatInt(n, 10) }

// loadIOS reads who is who, what rooms there are, and who reacted to what.
func (h *history) loadIOS() error {
	h.users, h.pks = map[int64]string{}, map[int64]string{}
	if err := h.iosPeople(); err != nil {
		return err
	}
	if err := h.iosRooms(); err != nil {
		return err
	}
	if err := h.beside(iosGroups, func(db *sql.DB) error { return h.iosNames(db, "ZUNIFIEDGROUP") }); err != nil {
		return err
	}
	if err := h.beside(iosReactions, h.iosReactions); err != nil {
		return err
	}
	if err := h.iosSelf(); err != nil {
		return err
	}
	if h.self == "" {
		h.self = h.lonely()
	}
	return h.thumbnails()
}

func (h *history) iosPeople() error {
	columns := []string{"Z_PK", "ZMID", "ZCUSTOMNAME", "ZNAME", "ZADDRESSBOOKNAME"}
	return h.scan(h.db, "ZUSER", columns, []appdb.By{{Column: "Z_PK", Number: true}}, func(v []any) error {
		n, ok := appdb.Number(v[0])
		mid := appdb.Text(v[1])
		if !ok || len(h.users) >= maxKnown {
			return nil
		}
		if mid == "" {
			mid = pk(n)
		}
		h.users[n] = mid
		h.people.learn(mid, appdb.Text(v[2]), appdb.Text(v[3]), appdb.Text(v[4]))
		return nil
	})
}

// iosRooms reads the rooms, the names of those of several people, and who is in them.
func (h *history) iosRooms() error {
	err := h.scan(h.db, "ZCHAT", []string{"Z_PK", "ZMID", "ZTYPE"}, nil, func(v []any) error {
		n, ok := appdb.Number(v[0])
		mid := appdb.Text(v[1])
		if !ok || len(h.pks) >= maxKnown {
			return nil
		}
		if mid == "" {
			mid = pk(n)
		}
		h.pks[n] = mid
		if r := h.room(mid); r != nil {
			switch t, ok := appdb.Number(v[2]); {
			case ok && t == 0:
				r.kind = export.ChatDirect
			case ok && (t == 1 || t == 2):
				r.kind = export.ChatGroup
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := h.iosNames(h.db, "ZGROUP"); err != nil {
		return err
	}
	return h.iosMembers()
}

// iosNames reads the names of groups.
func (h *history) iosNames(db *sql.DB, table string) error {
	return h.scan(db, table, []string{"ZID", "ZNAME"}, nil, func(v []any) error {
		if name := appdb.Text(v[1]); name != "" {
			if r := h.room(appdb.Text(v[0])); r != nil {
				r.title = name
			}
		}
		return nil
	})
}

// iosMembers reads who is in which room. The table joins two others, and Core Data
// names it and its columns by the numbers of these, which vary: Z_1MEMBERS with
// Z_1CHATS and Z_12MEMBERS.
func (h *history) iosMembers() error {
	name, err := appdb.Like(h.ctx, h.db, "Z_[0-9]*MEMBERS")
	if err != nil || name == "" {
		return err
	}
	t, err := appdb.Open(h.ctx, h.db, name, limits())
	if err != nil || t == nil {
		return err
	}
	chat, member := "", ""
	for _, c := range t.Columns() {
		switch {
		case strings.HasSuffix(c, "CHATS"):
			chat = c
		case strings.HasSuffix(c, "MEMBERS"):
			member = c
		}
	}
	if chat == "" || member == "" {
		return nil
	}
	return h.scan(h.db, name, []string{chat, member}, []appdb.By{{Column: member, Number: true}}, func(v []any) error {
		c, ok1 := appdb.Number(v[0])
		m, ok2 := appdb.Number(v[1])
		if r := h.rooms[h.pks[c]]; ok1 && ok2 && r != nil && h.users[m] != "" {
			r.join(h.users[m])
		}
		return nil
	})
}

func (h *history) iosReactions(db *sql.DB) error {
	columns := []string{"ZMESSAGEID", "ZREACTORMID", "ZCHATMID", "ZREACTIONTYPE", "ZCUSTOMREACTION", "ZCREATEDAT"}
	order := []appdb.By{{Column: "ZCREATEDAT", Number: true}, {Column: "ZREACTORMID"}}
	return h.scan(db, "ZMESSAGEREACTION", columns, order, func(v []any) error {
		if v[5] != nil {
			h.leave("ZCREATEDAT", 1)
		}
		word := ""
		if n, ok := appdb.Number(v[3]); ok {
			word = iosReaction(n)
		}
		return h.react(key(v[0]), appdb.Text(v[1]), appdb.Text(v[2]), signOf(word, appdb.Text(v[4])))
	})
}

// iosSelf finds out the mid of the owner: by the folder that the database lies in,
// or by who sent what was sent.
func (h *history) iosSelf() error {
	if h.self = ownerOf(h.in.Roots[h.file.root].Name + "/" + h.file.name); h.self != "" {
		return nil
	}
	if !h.messages.Has("ZMESSAGETYPE", "ZSENDER") {
		return nil
	}
	v, err := h.messages.One(h.ctx, "CASE WHEN count(DISTINCT ZSENDER) = 1 THEN max(ZSENDER) END", []string{"ZMESSAGETYPE", "ZSENDER"},
		"WHERE ZMESSAGETYPE = 'S' AND typeof(ZSENDER) = 'integer'")
	if n, ok := appdb.Number(v); ok {
		h.self = h.users[n]
	}
	return err
}

var privateStore = regexp.MustCompile(`(^|/)P_(u[0-9a-f]{32})(/|$)`)

// ownerOf reads the mid in a path as iOS has it: PrivateStore/P_u…/Messages.
func ownerOf(path string) string {
	if m := privateStore.FindStringSubmatch(path); m != nil {
		return m[2]
	}
	return ""
}

// thumbnails counts the small pictures within the database, which are not read.
func (h *history) thumbnails() error {
	n, err := h.messages.Filled(h.ctx, "ZTHUMBNAIL")
	h.leave("ZTHUMBNAIL", int(n))
	return err
}

// parseIOS reads a row. Its error is an *appdb.UnreadError.
func (h *history) parseIOS(c cells) (*row, error) {
	r := &row{id: key(c.get("ZID")), local: key(c.get("Z_PK"))}
	chat, ok1 := appdb.Number(c.get("ZCHAT"))
	content, ok2 := appdb.Number(c.get("ZCONTENTTYPE"))
	if !ok1 || !ok2 {
		return nil, &appdb.UnreadError{Why: "its room or its type is no number"}
	}
	r.room = h.roomOf(chat)
	r.kind = kinds(content, 0)
	r.time = h.timeOf(c.get("ZTIMESTAMP"))
	r.text = appdb.Text(c.get("ZTEXT"))
	h.metadata(r, c.get("ZCONTENTMETADATA"))
	way := appdb.Text(c.get("ZMESSAGETYPE"))
	h.iosSender(r, c.get("ZSENDER"), way)
	r.shape = iosShape(content, way, r)
	if r.shape == shapePlace {
		r.name, r.address = r.params.text("title", "name"), r.params.text("address")
		r.setPoint(c.get("ZLATITUDE"), c.get("ZLONGITUDE"))
	}
	if x, ok := degrees(c.get("ZLONGITUDE")); ok && r.shape == shapeSticker && x > 180 && x < 1<<53 && !r.params.has("STKID") {
		r.params = pairs{"STKID": strconv.FormatInt(int64(x), 10)} // as old versions have it
	}
	r.width, r.height = int(min(r.params.number("WIDTH", "width"), maxSide)), int(min(r.params.number("HEIGHT", "height"), maxSide))
	return r, nil
}

// iosMids are the mids of a room and of somebody, by their numbers.
func (h *history) iosMids(chat, sender any) (room, who string) {
	if n, ok := appdb.Number(chat); ok {
		room = h.roomOf(n)
	}
	if n, ok := appdb.Number(sender); ok {
		who = h.userOf(n)
	}
	return room, who
}

func (h *history) roomOf(n int64) string {
	if mid := h.pks[n]; mid != "" {
		return mid
	}
	return pk(n)
}

func (h *history) userOf(n int64) string {
	if mid := h.users[n]; mid != "" {
		return mid
	}
	return pk(n)
}

// metadata reads the property list of a row.
func (h *history) metadata(r *row, v any) {
	raw, ok := v.([]byte)
	if s, isString := v.(string); isString {
		raw, ok = []byte(s), true
	}
	if !ok || len(raw) == 0 {
		return
	}
	if r.params, ok = parsePlist(raw); !ok {
		h.leave("ZCONTENTMETADATA", 1)
	}
}

// iosSender finds out who sent a row: R is received, S sent, and I the app's own word.
func (h *history) iosSender(r *row, sender any, way string) {
	n, ok := appdb.Number(sender)
	switch {
	case ok:
		r.from = h.userOf(n)
		r.mine = r.from == h.self && h.self != ""
	case way == "R": // from somebody who is in no table
		if room := h.rooms[r.room]; room != nil && room.kind == export.ChatDirect {
			r.from = r.room
		}
	case way != "I":
		r.mine = true
	}
}

func iosShape(content int64, way string, r *row) shape {
	var s shape
	switch content {
	case iosHTML, iosFlex, iosAppLink:
		s = shapeRich
	case iosImage, iosImage2, iosImage3:
		s = shapePhoto
	case iosLocation:
		s = shapePlace
	case iosSealed:
		s = shapeSealed
	case iosURI:
		s = shapeWritten
	default:
		s = protocolShape(content)
	}
	switch {
	case r.params.has("LOC_KEY"):
		return shapeEvent
	case isSealed(r.params):
		return shapeSealed
	case way == "I" && s == shapeWritten:
		return shapeTold
	}
	return s
}
