package desktop

import (
	"time"

	"exile/export"
	"exile/formats"
)

// clock reads the times of an export. Since 2022 each stands there twice, as the
// clock of the computer showed it and in seconds since 1970: together they tell the
// offset from UTC. Before, there is the former alone.
type clock struct {
	wall   formats.Wall
	fixed  *time.Location // of the time read last
	offset int64          // of fixed, in seconds east of Greenwich
	stated int            // how many times stated their offset
	bare   int            // how many had the clock alone
	odd    bool           // there is a date, and the time that was read last is not quite what it says
}

const (
	dateLength = len("2006-01-02T15:04:05")
	maxOffset  = (14*60 + 45) * 60 // from UTC: none is farther, nor was since 1950
	lastSecond = 253402300799      // the end of 9999
)

// read reads a time. ordered: it is the next message's, so that it tells which round
// of a repeated hour is meant.
func (c *clock) read(date, unix value, ordered bool) (export.Time, bool) {
	year, month, day, second, dated := parseDate(date.raw())
	c.odd = len(date.raw()) > 0 && !dated
	n, exact := unix.number()
	exact = exact && n > 0 && n <= lastSecond-maxOffset
	switch {
	case exact && dated:
		c.stated++
		offset := time.Date(year, month, day, 0, 0, second, 0, time.UTC).Unix() - n
		if offset%60 == 0 && offset >= -maxOffset && offset <= maxOffset {
			return stated(time.Unix(n, 0).In(c.zone(offset))), true
		}
		c.odd = true
		return stated(time.Unix(n, 0).In(c.wall.Zone)), true
	case exact:
		c.stated++
		return stated(time.Unix(n, 0).In(c.wall.Zone)), true
	case !dated || year <= 1970: // Telegram Desktop of 2019 and 2020 writes 1970 for never
		return export.Time{}, false
	}
	t := export.Time{Precision: time.Second, Zone: export.ZoneAssumed}
	rest := withoutFraction(date.raw()[dateLength:])
	if offset, ok := parseOffset(rest); ok {
		t.T = time.Date(year, month, day, 0, 0, second, 0, c.zone(offset))
		t.Zone = export.ZoneStated
		return t, true
	}
	c.odd = len(rest) > 0
	c.bare++
	if ordered {
		t.T = c.wall.At(year, month, day, second)
	} else {
		t.T = c.wall.Exact(year, month, day, second)
	}
	return t, true
}

func stated(t time.Time) export.Time {
	return export.Time{T: t, Precision: time.Second, Zone: export.ZoneStated}
}

// zone returns the zone of an offset, the same one for times that follow each other.
func (c *clock) zone(offset int64) *time.Location {
	if c.fixed == nil || c.offset != offset {
		c.fixed, c.offset = time.FixedZone("", int(offset)), offset
	}
	return c.fixed
}

// parseDate reads "2006-01-02T15:04:05"; second is that of the day. More may follow.
func parseDate(s []byte) (year int, month time.Month, day, second int, ok bool) {
	if len(s) < dateLength || s[4] != '-' || s[7] != '-' || s[10] != 'T' && s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return 0, 0, 0, 0, false
	}
	var n [6]int
	for i, at := range [...][2]int{{0, 4}, {5, 7}, {8, 10}, {11, 13}, {14, 16}, {17, 19}} {
		for _, c := range s[at[0]:at[1]] {
			if c-'0' > 9 {
				return 0, 0, 0, 0, false
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	if n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 28 && n[2] > daysIn(n[0], n[1]) || n[3] > 23 || n[4] > 59 || n[5] > 60 {
		return 0, 0, 0, 0, false
	}
	return n[0], time.Month(n[1]), n[2], n[3]*3600 + n[4]*60 + n[5], true
}

// daysIn is how many days a month has.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// withoutFraction cuts off the parts of a second that other programs write: exile goes
// by seconds.
func withoutFraction(s []byte) []byte {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || s[1]-'0' > 9 {
		return s
	}
	for s = s[2:]; len(s) > 0 && s[0]-'0' <= 9; {
		s = s[1:]
	}
	return s
}

// parseOffset reads what may follow a date: "Z", "+03:00" or "+0300".
func parseOffset(s []byte) (int64, bool) {
	if string(s) == "Z" {
		return 0, true
	}
	t, err := time.Parse("-07:00", string(s))
	if err != nil {
		t, err = time.Parse("-0700", string(s))
	}
	_, offset := t.Zone()
	return int64(offset), err == nil && offset >= -maxOffset && offset <= maxOffset
}

// longAgo reports whether a message is from before July 2021, when every computer still
// ran a Telegram Desktop that wrote ids with their kind.
func longAgo(date, unix value) bool {
	if n, ok := unix.number(); ok {
		return n < 1_625_097_600
	}
	return date.isString() && len(date.raw()) >= dateLength && string(date.raw()[:len("2021-07")]) < "2021-07"
}
