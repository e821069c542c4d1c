package linedb

import (
	"exile/export"
	"exile/formats/appdb"
)

// android is naver_line, and what is made of it.
func android() *layout {
	return &layout{
		variant: "android-db",
		table:   "chat_history",
		columns: []string{
			"id", "server_id", "type", "chat_id", "from_mid", "content", "created_time", "read_count", "location_name",
			"location_address", "location_latitude", "location_longitude", "attachement_image_height",
			"attachement_image_width", "attachement_image_size", "attachement_type", "parameter", "chunks",
		},
		order:  []appdb.By{{Column: "chat_id"}, {Column: "created_time", Number: true}, {Column: "id", Number: true}},
		words:  []string{"content", "parameter"},
		chat:   "chat_id",
		sender: "from_mid",
		names:  func(_ *history, chat, sender any) (room, who string) { return appdb.Text(chat), appdb.Text(sender) },
		load:   (*history).loadAndroid,
		parse:  (*history).parseAndroid,
	}
}

// The types of Android's rows. Source: LIME-Viewer; those of unsent messages were
// read in the app by others.
const (
	typeText         = 1
	typeImage        = 2
	typeVideo        = 3
	typeCall         = 4
	typeSticker      = 5
	typePost         = 8
	typeEvent        = 13
	typeSystem       = 17
	typeLink         = 27 // and unsent, where nothing is left
	typeUnsentNoMark = 28
	typeMusicSet     = 30
	typeMusicOff     = 31
	typeMemo         = 33
	typeUnsentSquare = 35
	typeUnsentSilent = 38
)

// The types of attachments, which are those of LINE's protocol.
const (
	contentNone     = 0
	contentImage    = 1
	contentVideo    = 2
	contentAudio    = 3
	contentCall     = 6
	contentSticker  = 7
	contentGift     = 9
	contentContact  = 13
	contentFile     = 14
	contentLocation = 15
	contentPost     = 16
	contentRich     = 17
	contentEvent    = 18
	contentMusic    = 19
	contentPayment  = 20
	contentFlex     = 22
)

// loadAndroid reads who is who, what rooms there are, and who reacted to what. The
// smallest backups have none of these tables but chat and reactions.
func (h *history) loadAndroid() error {
	for _, step := range []func() error{h.androidContacts, h.androidRooms, h.androidMembers, h.androidReactions} {
		if err := step(); err != nil {
			return err
		}
	}
	if h.self == "" {
		h.self = h.lonely()
	}
	return nil
}

func (h *history) androidContacts() error {
	columns := []string{"m_id", "custom_name", "name", "server_name", "addressbook_name", "contact_name"}
	err := h.scan(h.db, "contacts", columns, nil, func(v []any) error {
		h.people.learn(appdb.Text(v[0]), appdb.Text(v[1]), appdb.Text(v[2]), appdb.Text(v[3]), appdb.Text(v[4]), appdb.Text(v[5]))
		return nil
	})
	if err != nil {
		return err
	}
	return h.contactLists() // beside a backup, which has no such table
}

// androidRooms reads the names of rooms. Those of two people are named by contacts.
func (h *history) androidRooms() error {
	err := h.scan(h.db, "groups", []string{"id", "name"}, nil, func(v []any) error {
		if r := h.room(appdb.Text(v[0])); r != nil {
			r.title = appdb.Text(v[1])
		}
		return nil
	})
	if err != nil {
		return err
	}
	return h.scan(h.db, "chat", []string{"chat_id", "chat_name"}, nil, func(v []any) error {
		if r := h.room(appdb.Text(v[0])); r != nil && r.title == "" {
			r.title = appdb.Text(v[1])
		}
		return nil
	})
}

// androidMembers reads who is in which group. Newer apps call the table chat_member.
func (h *history) androidMembers() error {
	join := func(v []any) error {
		if r := h.room(appdb.Text(v[0])); r != nil {
			r.join(appdb.Text(v[1]))
		}
		return nil
	}
	if err := h.scan(h.db, "membership", []string{"id", "m_id"}, nil, join); err != nil {
		return err
	}
	return h.scan(h.db, "chat_member", []string{"chat_id", "mid"}, nil, join)
}

func (h *history) androidReactions() error {
	columns := []string{"server_message_id", "member_id", "chat_id", "reaction_type", "custom_reaction", "reaction_time_millis"}
	order := []appdb.By{{Column: "reaction_time_millis", Number: true}, {Column: "member_id"}}
	return h.scan(h.db, "reactions", columns, order, func(v []any) error {
		if n, ok := appdb.Number(v[5]); ok && n != 0 {
			h.leave("reaction_time_millis", 1)
		}
		return h.react(key(v[0]), appdb.Text(v[1]), appdb.Text(v[2]), signOf(appdb.Text(v[3]), appdb.Text(v[4])))
	})
}

// parseAndroid reads a row. Its error is an *appdb.UnreadError.
func (h *history) parseAndroid(c cells) (*row, error) {
	r := &row{id: key(c.get("server_id")), local: key(c.get("id")), room: appdb.Text(c.get("chat_id"))}
	typ, ok := appdb.Number(c.get("type"))
	if r.room == "" || !ok {
		return nil, &appdb.UnreadError{Why: "its room is no text or its type no number"}
	}
	r.from = appdb.Text(c.get("from_mid"))
	if !appdb.IsText(c.get("from_mid")) {
		return nil, &appdb.UnreadError{Why: "its sender is no text"}
	}
	attachment, _ := appdb.Number(c.get("attachement_type"))
	r.kind = kinds(typ, attachment)
	r.time = h.timeOf(c.get("created_time"))
	r.text = appdb.Text(c.get("content"))
	r.params = parseParameter(appdb.Text(c.get("parameter")))
	r.shape = androidShape(typ, attachment, r, c.get("chunks") != nil)
	r.mine = r.from == "" || r.from == h.self
	r.name, r.address = appdb.Text(c.get("location_name")), appdb.Text(c.get("location_address"))
	r.setPoint(c.get("location_latitude"), c.get("location_longitude"))
	r.width, r.height = pixels(c.get("attachement_image_width")), pixels(c.get("attachement_image_height"))
	r.size = bytesOf(c.get("attachement_image_size"))
	if n, ok := appdb.Number(c.get("read_count")); ok && n > 0 {
		h.leave("read_count", 1)
	}
	return r, nil
}

// androidShape finds out what a row is. The attachment tells more than the type does,
// which for most is 1.
func androidShape(typ, attachment int64, r *row, chunks bool) shape {
	bare := r.text == "" && attachment == contentNone && len(r.params) == 0
	switch {
	case typ == typeUnsentNoMark, typ == typeUnsentSquare, typ == typeUnsentSilent, typ == typeLink && bare:
		return shapeUnsent
	case isSealed(r.params), typ == typeText && bare && chunks:
		return shapeSealed
	case r.params.has("GIFT_PRODUCT_ID", "GIFT_ORDER_ID", "PRDID", "PRDTYPE"):
		return shapeGift
	case r.params.has("PAYMENT_TYPE", "KEY_PAYMENT_REQUEST_ID", "KEY_PAYMENT_PRICE_TEXT", "DISP_PRICE"):
		return shapeMoney
	case attachment == contentImage && r.params["SID"] == "ema": // voice lies where sounds do, photos in "emi"
		return shapeVoice
	case attachment == contentImage && typ == typeVideo:
		return shapeVideo
	case attachment != contentNone:
		return protocolShape(attachment)
	}
	switch typ {
	case typeText, typeLink:
		return shapeWritten
	case typeImage:
		return shapePhoto
	case typeVideo:
		return shapeVideo
	case typeCall:
		return shapeCall
	case typeSticker:
		return shapeSticker
	case typePost:
		return shapePost
	case typeEvent, typeSystem:
		return shapeEvent
	case typeMusicSet, typeMusicOff, typeMemo:
		return shapeTold
	}
	return shapeUnknown
}

// protocolShape reads a number that both platforms have from LINE's protocol.
func protocolShape(content int64) shape {
	switch content {
	case contentNone:
		return shapeWritten
	case contentImage:
		return shapePhoto
	case contentVideo:
		return shapeVideo
	case contentAudio:
		return shapeVoice
	case contentCall:
		return shapeCall
	case contentSticker:
		return shapeSticker
	case contentGift:
		return shapeGift
	case contentContact:
		return shapeContact
	case contentFile:
		return shapeFile
	case contentLocation:
		return shapePlace
	case contentPost:
		return shapePost
	case contentRich, contentFlex:
		return shapeRich
	case contentEvent:
		return shapeEvent
	case contentMusic:
		return shapeMusic
	case contentPayment:
		return shapeMoney
	}
	return shapeUnknown
}

// midKind says what kind of room a mid names.
func midKind(mid string) export.ChatKind {
	if len(mid) < 2 {
		return export.ChatUnknown
	}
	switch mid[0] {
	case 'u', 'U':
		return export.ChatDirect
	case 'c', 'C', 'r', 'R', 's', 'm':
		return export.ChatGroup
	}
	return export.ChatUnknown
}
