package kakaotalk

import (
	"cmp"
	"path"
	"strings"
	"time"

	"exile/export"
)

// fileStamp is the time in the name of a media file: a wall clock, and the place
// among files of one time.
type fileStamp struct {
	second int64 // wall clock, see wall
	milli  int16
	number int32
}

func (s fileStamp) compare(o fileStamp) int {
	return cmp.Or(cmp.Compare(s.second, o.second), cmp.Compare(s.milli, o.milli), cmp.Compare(s.number, o.number))
}

// stampOf reads the time in the name of a media file:
//
//	20260208_151913.jpg  20260208_151913_1.jpg       an iPhone's export
//	KakaoTalk_20260112_021759145_01.jpg              saved on Windows or Android
//	KakaoTalk_Photo_2026-01-12-02-17-59-1.jpeg       saved on a Mac; Video, and " 001" for "-1"
//
// each perhaps with " (1)" or the like added.
func stampOf(base string) (fileStamp, bool) {
	s, saved := strings.CutPrefix(strings.TrimSuffix(base, path.Ext(base)), "KakaoTalk_")
	if i := strings.IndexByte(s, '_'); saved && i > 0 && !isDigit(s[0]) { // Photo, Video
		s = s[i+1:]
	}
	c := stampCutter{rest: s, ok: true}
	year, month, day := c.part(4), c.after("-").part(2), c.after("-").part(2)
	if c.rest == "" || c.rest[0] != '_' && c.rest[0] != '-' {
		return fileStamp{}, false
	}
	hour, minute, second := c.after("_-").part(2), c.after("-").part(2), c.after("-").part(2)
	var stamp fileStamp
	if saved && c.rest != "" && isDigit(c.rest[0]) {
		stamp.milli = int16(c.part(3))
	}
	stamp.number = c.number()
	if !c.ok || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59 {
		return fileStamp{}, false
	}
	stamp.second = wall(time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC))
	return stamp, true
}

// wall is what a clock on the wall shows, in seconds since its year 1970.
func wall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.Unix() + int64(offset)
}

// stampCutter cuts a name into numbers.
type stampCutter struct {
	rest string
	ok   bool
}

// after skips one of seps, which may stand there or not.
func (c *stampCutter) after(seps string) *stampCutter {
	if c.rest != "" && strings.IndexByte(seps, c.rest[0]) >= 0 {
		c.rest = c.rest[1:]
	}
	return c
}

// part cuts off a number of so many digits.
func (c *stampCutter) part(digits int) int {
	if len(c.rest) < digits {
		c.ok = false
		return 0
	}
	value := 0
	for i := range digits {
		c.ok = c.ok && isDigit(c.rest[i])
		value = value*10 + int(c.rest[i]-'0')
	}
	c.rest = c.rest[digits:]
	return value
}

// number reads what is left: "", "_1", "-1" or " 001", and perhaps " (1)", which
// is the lesser of both.
func (c *stampCutter) number() int32 {
	rest, copied := c.rest, 0
	if i := strings.IndexByte(rest, '('); i >= 0 {
		inner, closed := strings.CutSuffix(rest[i+1:], ")")
		copied = c.count(inner)
		c.ok = c.ok && closed
		rest = strings.TrimSuffix(rest[:i], " ")
	}
	if rest == "" {
		return int32(copied)
	}
	c.ok = c.ok && strings.IndexByte("_- ", rest[0]) >= 0
	return int32(c.count(rest[1:])*1000 + copied)
}

// count reads a number of one to three digits.
func (c *stampCutter) count(s string) int {
	n, digits := number(s, 1, 3)
	c.ok = c.ok && digits > 0 && digits == len(s)
	return n
}

// kindOfFile says to which media of messages a file may belong: "photo",
// "video", "voice", "contact", or for what the text names its extension.
func kindOfFile(name string) string {
	switch k := kindByExt(name); k {
	case export.FilePhoto, export.FileVideo, export.FileVoice, export.FileContact:
		return string(k)
	case export.FileAudio, export.FileSticker, export.FileDocument:
	}
	return strings.ToLower(path.Ext(name))
}
