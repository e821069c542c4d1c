package line

import (
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

// separator is what stands between the columns of a record.
type separator string

const (
	tabs   separator = "\t"
	spaces separator = "    " // what a copy through a web page makes of a tab
	single separator = " "    // of computers, whose names and texts nothing else parts
)

// header is what the beginning of a file tells.
type header struct {
	score   formats.Score
	why     formats.Text
	enc     formats.Encoding
	lines   int // 2: title and date saved; 1: the title alone; 0: neither
	tagged  bool
	loc     *locale // of the heading; nil: not known
	title   string
	kind    export.ChatKind
	savedOn dateLine // year 0: not known
	savedAt int      // minute of that day
	sep     separator
	dot     bool  // "12.30"
	cr      bool  // lines end with CR alone
	party   title // what the name of the file says
}

// title is what a heading or the name of a file says of a chat.
type title struct {
	text string
	kind export.ChatKind
	loc  *locale
}

const (
	tag       = "[LINE]"
	headSize  = 64 << 10
	headLines = 2000
	maxTitle  = 1 << 10
)

// sniff looks at the beginning of a text, whose file has that name. An encoding
// that a person named is taken as it is.
func sniff(raw []byte, name, encoding string) header {
	party := fileTitle(path.Base(name))
	var best header
	list := encodings(raw, encoding)
	for i, enc := range list {
		h := header{enc: enc, party: party, sep: tabs}
		head := decodeHead(raw, enc)
		if h.cr = oldMac(head); h.cr {
			head = strings.ReplaceAll(head, "\r", "\n")
		}
		h.look(head)
		if i == 0 || h.score > best.score || h.score == best.score && best.loc == nil && h.loc != nil {
			best = h
		}
	}
	return best
}

// oldMac reports whether lines end with CR alone, which no app writes.
func oldMac(head string) bool {
	return strings.IndexByte(head, '\n') < 0 && strings.Count(head, "\r") >= 2
}

// look recognises a text of either kind.
func (h *header) look(text string) {
	lines := strings.SplitN(text, "\n", headLines)
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	h.heading(lines)
	var e evidence
	e.count(lines[h.lines:])
	h.sep, h.dot = e.separator(), e.dotted > e.colons
	switch {
	case h.lines == 2 && h.loc != nil && h.savedOn.year > 0:
		h.is(formats.Certain, "the first two lines are a heading of LINE", "처음 두 줄이 LINE의 머리글입니다")
	case h.tagged && (h.savedOn.year > 0 || e.days > 0):
		h.is(formats.Certain, "line 1 begins with “[LINE]”, and a date follows", "첫 줄이 ‘[LINE]’으로 시작하고 날짜가 이어집니다")
	case h.lines > 0 && e.days > 0:
		h.is(formats.Likely, "a title of LINE stands above days and times", "LINE의 제목 아래에 날짜와 시각이 있습니다")
	case e.days > 0 && e.tabbed > 0:
		h.is(formats.Likely, "times and names stand between tabs below a day with its weekday", "요일이 적힌 날짜 아래에 시각과 이름이 탭으로 나뉘어 있습니다")
	case e.desktop && e.days > 0:
		h.is(formats.Likely, "line 1 is a day as LINE writes it on computers, and times follow", "첫 줄이 컴퓨터용 LINE이 쓰는 날짜이고 시각이 이어집니다")
	}
}

func (h *header) is(s formats.Score, en, ko string) {
	h.score, h.why = s, formats.Text{EN: en, KO: ko}
}

// heading recognises the first two lines of a phone's text.
func (h *header) heading(lines []string) {
	t, tagged := titleOf(lines[0])
	if !tagged && t.loc == nil || len(lines[0]) > maxTitle {
		return
	}
	var value string
	var loc *locale
	known := false
	if len(lines) > 1 {
		value, loc, known = savedValue(lines[1])
		h.savedOn, h.savedAt = savedOn(value)
	}
	if !tagged && !known {
		h.savedOn = dateLine{}
		return
	}
	h.tagged, h.title, h.kind, h.loc = tagged, t.text, t.kind, t.loc
	if h.loc == nil {
		h.loc = loc
	}
	h.lines = 1
	if known || h.savedOn.year > 0 {
		h.lines = 2
	}
}

// titleOf takes the app's words off line 1. Where they are not known the whole
// rest is the title.
func titleOf(line string) (t title, tagged bool) {
	rest, tagged := strings.CutPrefix(line, tag)
	rest = strings.TrimPrefix(rest, " ")
	for _, l := range locales {
		if text, kind, ok := match(l.titles, rest); ok {
			return title{text, kind, l}, tagged
		}
	}
	return title{text: rest, kind: export.ChatUnknown}, tagged
}

func match(forms []titleForm, s string) (text string, kind export.ChatKind, ok bool) {
	for _, f := range forms {
		rest, ok := strings.CutPrefix(s, f.before)
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(rest, f.after); !ok || rest == "" {
			continue
		}
		if f.before != "" && f.after == "" {
			rest = strings.TrimPrefix(rest, " ")
		}
		return rest, f.kind, true
	}
	return "", "", false
}

// fileTitle is what the name of a file says: "[LINE] Xとのトーク.txt", "[LINE]X.txt",
// after a download "_LINE__X的聊天.txt".
func fileTitle(name string) title {
	name, _ = cutCopy(name)
	rest, ok := strings.CutPrefix(name, tag)
	if !ok {
		if rest, ok = strings.CutPrefix(name, "_LINE_"); !ok {
			return title{kind: export.ChatUnknown}
		}
		rest = strings.TrimPrefix(rest, "_")
	}
	rest = strings.TrimPrefix(rest, " ")
	for _, l := range locales {
		if text, kind, ok := match(l.files, rest); ok {
			return title{text, kind, l}
		}
	}
	return title{text: rest, kind: export.ChatUnknown}
}

// cutCopy takes the extension off the name of a file, and the number that a system
// gave a second copy.
func cutCopy(name string) (stem string, numbered bool) {
	stem = strings.TrimSuffix(name, path.Ext(name))
	if at := strings.LastIndex(stem, " ("); at > 0 {
		if n, rest := number(stem[at+2:], 3); n > 0 && rest == ")" {
			return stem[:at], true
		}
	}
	return stem, false
}

func isCopy(name string) bool {
	_, numbered := cutCopy(path.Base(name))
	return numbered
}

// savedValue cuts the label off line 2. Of a label that is not known, what ends
// with a colon is taken off.
func savedValue(line string) (value string, loc *locale, known bool) {
	for _, l := range locales {
		for _, label := range l.saved {
			if rest, ok := strings.CutPrefix(line, label); ok {
				return strings.TrimSpace(rest), l, true
			}
		}
	}
	at := strings.IndexAny(line, ":：")
	digit := strings.IndexAny(line, "0123456789")
	if at < 0 || digit < at {
		at = digit
	}
	if at < 0 {
		return "", nil, false
	}
	return strings.TrimLeft(line[at:], ":： "), nil, false
}

// isSaved reports whether a line says when a text was saved.
func isSaved(line string) bool {
	value, _, known := savedValue(line)
	d, _ := savedOn(value)
	return known || d.year > 0
}

// savedOn reads "2026/03/08, 22:10", "26/04/2026, 04:36PM", "R8/04/11 20:01" and
// "2026/1/5 午後3:04".
func savedOn(value string) (dateLine, int) {
	at := strings.IndexByte(value, ' ')
	if at < 0 {
		return dateLine{}, 0
	}
	d, ok := dateOf(strings.TrimSuffix(value[:at], ","))
	if !ok {
		return dateLine{}, 0
	}
	t, n := timeOf(strings.TrimSpace(value[at:]), true)
	if n == 0 {
		return dateLine{}, 0
	}
	return d, t.minute
}

// evidence counts what lines of the beginning look like.
type evidence struct {
	days           int // with the right day of the week, or above a record
	tabbed         int // time, tab, something, tab
	tabs, four     int
	one            int
	dotted, colons int
	desktop        bool // line 1 is a day of the form that computers write
}

func (e *evidence) count(lines []string) {
	var open, first bool // the line before is a date that may be one
	for _, s := range lines {
		if d, ok := dateOf(s); ok {
			right := d.rightDay()
			if !first && right && d.form == yearFirst && d.sep == '.' {
				e.desktop = true
			}
			open, first = right || d.weekday != noWeekday, true
			continue
		}
		record := e.record(s)
		if record && open {
			e.days++
		}
		open = false
		first = first || s != ""
	}
}

// record counts a line that begins with a time.
func (e *evidence) record(s string) bool {
	_, n := timeOf(s, true)
	if n == 0 || n == len(s) {
		return false
	}
	rest := s[n:]
	switch {
	case rest[0] == '\t':
		e.tabs++
		if strings.IndexByte(rest[1:], '\t') >= 0 {
			e.tabbed++
		}
	case strings.HasPrefix(rest, string(spaces)):
		e.four++
	case rest[0] == ' ':
		e.one++
	default:
		return false
	}
	if strings.IndexByte(s[:n], ':') >= 0 {
		e.colons++
	} else {
		e.dotted++
	}
	return true
}

func (e *evidence) separator() separator {
	switch {
	case e.tabs >= e.four && e.tabs >= e.one:
		return tabs
	case e.four >= e.one:
		return spaces
	}
	return single
}
