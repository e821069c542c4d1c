package linedb

import (
	"strconv"
	"time"

	"exile/export"
	"exile/formats/appdb"
)

// shape is what a row is, whichever numbers its platform has for it.
type shape int

const (
	shapeUnknown shape = iota
	shapeWritten       // words
	shapePhoto
	shapeVideo
	shapeVoice
	shapeCall
	shapeSticker
	shapeContact
	shapeFile
	shapePlace
	shapePost // a note or an album
	shapeRich // a box with words of its own
	shapeMusic
	shapeGift
	shapeMoney
	shapeEvent  // what happened in the room
	shapeTold   // the same without saying what
	shapeUnsent // taken back by its sender
	shapeSealed // still encrypted
)

// row is a row of the table of messages.
type row struct {
	id      string // the server's; "": it has none
	local   string // the database's own
	room    string // key into rooms
	from    string // mid; "": nobody
	mine    bool
	time    export.Time
	text    string
	shape   shape
	kind    string // the source's number for what it is
	params  pairs
	name    string // of a place
	address string
	lat     float64
	lng     float64
	point   bool
	width   int
	height  int
	size    int64
}

// sourceKey is what others call the message by.
func (r *row) sourceKey() string {
	if r.id != "" || r.local == "" {
		return r.id
	}
	return "local-" + r.local // local ids are small, and may be those of servers too
}

// cells are the values of the row at hand, by their columns.
type cells struct {
	at     map[string]int
	values []any
}

func (c cells) get(column string) any {
	if i, ok := c.at[column]; ok {
		return c.values[i]
	}
	return nil
}

// The years that a time can be told in, in milliseconds since 1970.
const (
	firstMilli = 1
	lastMilli  = 253402300799000 - 24*60*60*1000 // a day before the end of 9999
)

// timeOf reads the clock of the databases, which counts milliseconds since 1970 on
// iOS too.
func (h *history) timeOf(v any) export.Time {
	n, ok := appdb.Number(v)
	if ok {
		n = unflagged(n)
	}
	if !ok || n < firstMilli || n > lastMilli {
		return export.Time{}
	}
	return export.Time{T: time.UnixMilli(n).In(h.zone), Precision: time.Millisecond, Zone: export.ZoneStated}
}

// timeBits are those of a time on iOS that tell it. Some rows have the next one set.
const timeBits = 1<<61 - 1

func unflagged(n int64) int64 {
	if n > timeBits {
		return n & timeBits
	}
	return n
}

// setPoint takes the point of a place. Android's rows may have whole numbers, which
// count millionths of a degree.
func (r *row) setPoint(lat, lng any) {
	y, ok1 := degrees(lat)
	x, ok2 := degrees(lng)
	if !ok1 || !ok2 || y == 0 && x == 0 {
		return
	}
	if y < -90 || y > 90 || x < -180 || x > 180 {
		y, x = y/1e6, x/1e6
	}
	if y >= -90 && y <= 90 && x >= -180 && x <= 180 {
		r.lat, r.lng, r.point = y, x, true
	}
}

// maxSide is the longest side of a picture that is believed, in pixels.
const maxSide = 1 << 20

func pixels(v any) int {
	if n, ok := appdb.Number(v); ok && n > 0 && n <= maxSide {
		return int(n)
	}
	return 0
}

func bytesOf(v any) int64 {
	if n, ok := appdb.Number(v); ok && n > 0 {
		return n
	}
	return 0
}

// isSealed reports whether a message was never decrypted on this phone.
func isSealed(p pairs) bool {
	return p.yes("IS_VERIFICATION_HMAC_FAILURE", "isVerificationHmacFailure",
		"IS_UNREAD_AT_RESTORE_FROM_MESSAGE_BOX", "isUnreadAtRestoreFromMessageBox")
}

// kinds writes numbers of the source as the name of a kind.
func kinds(typ, attachment int64) string {
	s := strconv.FormatInt(typ, 10)
	if attachment != 0 {
		s += "/" + strconv.FormatInt(attachment, 10)
	}
	return s
}
