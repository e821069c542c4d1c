package export

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// object is a JSON object that is being written: the bytes so far. Its methods
// append fields and return it; those that are not called always or key leave
// out what is empty.
type object []byte

func (o object) key(name string) object {
	if len(o) > 0 && o[len(o)-1] != '{' {
		o = append(o, ',')
	}
	o = append(o, '"')
	o = append(o, name...)
	return append(o, '"', ':')
}

func (o object) always(name, s string) object { return appendString(o.key(name), s) }

func (o object) str(name, s string) object {
	if s == "" {
		return o
	}
	return o.always(name, s)
}

func (o object) int(name string, n int64) object {
	if n == 0 {
		return o
	}
	return strconv.AppendInt(o.key(name), n, 10)
}

func (o object) bool(name string, b bool) object {
	if !b {
		return o
	}
	return append(o.key(name), "true"...)
}

func (o object) strings(name string, list []string) object {
	if len(list) == 0 {
		return o
	}
	o = append(o.key(name), '[')
	for i, s := range list {
		if i > 0 {
			o = append(o, ',')
		}
		o = appendString(o, s)
	}
	return append(o, ']')
}

func (o object) refs(name string, list []PersonRef) object {
	if len(list) == 0 {
		return o
	}
	o = append(o.key(name), '[')
	for i, r := range list {
		if i > 0 {
			o = append(o, ',')
		}
		o = strconv.AppendInt(o, int64(r), 10)
	}
	return append(o, ']')
}

// open begins an object within this one; shut ends it.
func (o object) open(name string) object { return append(o.key(name), '{') }
func (o object) shut() object            { return append(o, '}') }

// item begins the next object of a list; shut ends it.
func (o object) item() object {
	if o[len(o)-1] != '[' {
		o = append(o, ',')
	}
	return append(o, '{')
}

func (o object) end() []byte { return append(o, '}') }

// time writes a Time as the fields time, precision, zone and inferred.
func (o object) time(t Time) object {
	o = appendTime(o.key("time"), t.T)
	return o.str("precision", precisionWord(t.Precision)).str("zone", string(t.Zone)).bool("inferred", t.Inferred)
}

// seconds writes a duration as a number of seconds, exactly.
func (o object) seconds(name string, d time.Duration) object {
	if d == 0 {
		return o
	}
	o = o.key(name)
	abs := uint64(d)
	if d < 0 {
		o, abs = append(o, '-'), -abs
	}
	o = strconv.AppendUint(o, abs/1e9, 10)
	return appendFraction(o, int(abs%1e9))
}

const day = 24 * time.Hour

func precisionWord(d time.Duration) string {
	switch d {
	case 0:
		return ""
	case time.Minute:
		return "minute"
	case time.Second:
		return "second"
	case time.Millisecond:
		return "millisecond"
	case time.Hour:
		return "hour"
	case day:
		return "day"
	case time.Nanosecond, time.Microsecond: // have no word: no app is that exact
	}
	return d.String()
}

// appendTime writes the wall clock of t and its offset in whole minutes, so that
// the clock stays as the source had it. Years that RFC 3339 cannot hold are unknown.
func appendTime(b []byte, t time.Time) []byte {
	year, month, mday := t.Date()
	if t.IsZero() || year < 0 || year > 9999 {
		return append(b, "null"...)
	}
	hour, minute, sec := t.Clock()
	b = append(b, '"')
	b = appendPair(b, year/100)
	b = appendPair(b, year%100)
	b = appendPair(append(b, '-'), int(month))
	b = appendPair(append(b, '-'), mday)
	b = appendPair(append(b, 'T'), hour)
	b = appendPair(append(b, ':'), minute)
	b = appendPair(append(b, ':'), sec)
	b = appendFraction(b, t.Nanosecond())
	_, offset := t.Zone()
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	b = appendPair(append(b, sign), offset/3600)
	b = appendPair(append(b, ':'), offset/60%60)
	return append(b, '"')
}

// appendFraction writes a fraction of a second with no more digits than it needs.
func appendFraction(b []byte, ns int) []byte {
	if ns == 0 {
		return b
	}
	b = append(b, '.')
	for unit := 100_000_000; ns > 0; unit /= 10 {
		b = append(b, byte('0'+ns/unit))
		ns %= unit
	}
	return b
}

func appendPair(b []byte, n int) []byte { return append(b, byte('0'+n/10%10), byte('0'+n%10)) }

// appendFloat writes f so that it reads back the same. What is no number is 0:
// JSON has no word for it, and no place lies there.
func appendFloat(b []byte, f float64) []byte {
	if f != f || f-f != 0 {
		f = 0
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[from:i]...), "\uFFFD"...)
				from = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = appendEscape(append(b, s[from:i]...), c)
		i++
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
}
