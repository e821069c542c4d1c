package desktop

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// dial reads the times of pages: "24.12.2022 18:05:09 UTC+01:00", and without a zone
// until 2022. The offset is that of the computer's zone in winter, also in summer, while
// the clock is what it showed.
type dial struct {
	wall   formats.Wall   // of the zone that the options say, or of this computer
	chosen bool           // the options say it
	fixed  *time.Location // of the offset that was read last
	east   int            // of fixed, in seconds

	year   int // for which these are
	winter int // the offset of the wall's zone
	summer bool

	assumed bool // a time was read in the zone of this computer
	stated  bool // a time stated its offset
}

// read reads a time. ordered: it is the next message's.
func (d *dial) read(s string, ordered bool) (export.Time, bool) {
	year, month, day, second, rest, ok := parseDotted(s)
	if !ok {
		return export.Time{}, false
	}
	t := export.Time{Precision: time.Second, Zone: export.ZoneAssumed}
	zone, given := strings.CutPrefix(rest, " UTC")
	if east, ok := parseOffset(offsetOf(zone)); given && ok {
		d.stated = true
		t.Zone = export.ZoneStated
		if !d.same(year, int(east)) {
			t.T = time.Date(year, month, day, 0, 0, second, 0, d.zone(int(east)))
			return t, true
		}
		d.assumed = d.assumed || d.summer && !d.chosen
	} else {
		d.assumed = d.assumed || !d.chosen
	}
	if ordered {
		t.T = d.wall.At(year, month, day, second)
	} else {
		t.T = d.wall.Exact(year, month, day, second)
	}
	return t, true
}

// offsetOf returns an offset as "+03:00": "" stands for none and "+5" for hours.
func offsetOf(s string) []byte {
	if s == "" {
		return []byte("Z")
	}
	if len(s) == len("+05") {
		s += ":00"
	}
	return []byte(s)
}

// same reports whether the wall's zone has an offset in the winter of a year.
func (d *dial) same(year, east int) bool {
	if d.year != year {
		d.year = year
		_, a := time.Date(year, time.January, 1, 0, 0, 0, 0, d.wall.Zone).Zone()
		_, b := time.Date(year, time.July, 1, 0, 0, 0, 0, d.wall.Zone).Zone()
		d.winter, d.summer = min(a, b), a != b
	}
	return d.winter == east
}

func (d *dial) zone(east int) *time.Location {
	if d.fixed == nil || d.east != east {
		d.fixed, d.east = time.FixedZone("", east), east
	}
	return d.fixed
}

// dayLength is how much of a title is the date and the time.
const dotted = len("24.12.2022 18:05:09")

// parseDotted reads "24.12.2022 18:05:09" and returns what follows.
func parseDotted(s string) (year int, month time.Month, day, second int, rest string, ok bool) {
	if len(s) < dotted || s[2] != '.' || s[5] != '.' || s[10] != ' ' || s[13] != ':' || s[16] != ':' {
		return 0, 0, 0, 0, "", false
	}
	iso := make([]byte, 0, dateLength)
	iso = append(append(append(iso, s[6:10]...), '-'), s[3:5]...)
	iso = append(append(append(iso, '-'), s[0:2]...), 'T')
	iso = append(iso, s[11:dotted]...)
	year, month, day, second, ok = parseDate(iso)
	return year, month, day, second, s[dotted:], ok
}

// parseDay reads the line before the messages of a day: "8 December 2020".
func parseDay(s string) (year int, month time.Month, day int, ok bool) {
	d, rest, _ := strings.Cut(s, " ")
	name, y, _ := strings.Cut(rest, " ")
	day, err1 := strconv.Atoi(d)
	year, err2 := strconv.Atoi(y)
	for m := time.January; m <= time.December; m++ {
		if m.String() == name {
			month = m
		}
	}
	return year, month, day, err1 == nil && err2 == nil && month != 0 && day >= 1 && day <= 31 && year > 0 && year <= 9999
}
