package kakaotalk

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"

	"exile/formats"
)

// A platform is the app that wrote an export: each has a grammar of its own.
type platform string

const (
	android platform = "android"
	ios     platform = "ios"
	windows platform = "windows"
	mac     platform = "mac"
)

// A group is one export: the parts of its text, in order, in one folder.
type group struct {
	dir     string
	parts   []part
	missing []string // names of parts that should be there
}

// A part is one text file. Its head has been looked at.
type part struct {
	root   int
	name   string
	size   int64
	number int
	copied int // see partName
	head   header
}

// header is what the first lines of a file tell.
type header struct {
	ok    bool
	app   platform
	enc   formats.Encoding
	loc   *locale   // nil: a language whose words are not known
	sh    *shape    // of the dates of records on phones; nil elsewhere
	cal   *calendar // of an iPhone: the language of its dates
	lines int       // 2: title and date saved; 1: the column names of a CSV; 0: neither
	title string
	saved string
	sure  bool // the words of line 2 are known
	win   bracketHead

	savedAt  stamp  // of line 2, or a CSV's name; the zero stamp where it has no date
	savedSec int8   // its seconds, where it has them
	layout   string // of the dates, for people: "Y년 M월 D일 AP h:mm"
	half     bool   // twelve-hour clock
	learnt   bool   // layout is in no list of ours
}

const (
	headSize  = 64 << 10
	maxTexts  = 10_000 // how many texts of one input are looked at
	headLines = 400
)

// find groups the texts of an input that are exports. A text that cannot be read
// is passed over; the error is the first one met.
func find(in formats.Input) ([]group, error) {
	type key struct {
		root      int
		dir, stem string
	}
	texts := map[key][]part{}
	var order []key
	var failed error
	looked := 0
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if root.Kind != formats.RootFile && !mayBeText(e.Name) {
				continue
			}
			if looked++; looked > maxTexts {
				break
			}
			head, err := root.Head(e.Name, headSize)
			if err != nil {
				failed = cmp.Or(failed, err)
				continue
			}
			named := namePart(e.Name)
			k := key{i, path.Dir(e.Name), named.stem}
			if root.Kind == formats.RootFile {
				k.root = -1
			}
			if texts[k] == nil {
				order = append(order, k)
			}
			texts[k] = append(texts[k], part{
				root: i, name: e.Name, size: e.Size, number: named.number, copied: named.copied,
				head: sniff(head, path.Base(e.Name)),
			})
		}
	}
	var groups []group
	for _, k := range order {
		groups = append(groups, join(in, k.dir, k.stem, texts[k])...)
	}
	if slices.ContainsFunc(groups, func(g group) bool { return !g.weak() }) {
		groups = slices.DeleteFunc(groups, group.weak)
	}
	return groups, failed
}

// weak reports whether the group may well be something else. Beside others it is
// left alone.
func (g group) weak() bool { return g.parts[0].head.win.weak }

// mayBeText reports whether a file in a folder or zip may be the text of an export.
func mayBeText(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".txt") || strings.EqualFold(ext, ".csv")
}

// sniff looks at the beginning of a text, whose file has that name.
func sniff(raw []byte, name string) header {
	var h header
	text := decodeHead(raw, &h)
	lines := strings.SplitN(text, "\n", headLines)
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	if h.rows(lines, name) {
		return h
	}
	phone := h
	phone.mobile(lines)
	if h.brackets(lines, name) && (h.sure || phone.savedAt.year == 0) { // a title may look like a line of Windows
		return h
	}
	return phone
}

// mobile recognises the text of a phone.
func (h *header) mobile(lines []string) {
	h.app = android
	if len(lines) > 1 {
		h.heading(lines)
	}
	h.phone(lines)
	if h.sh == nil && h.loc != nil && !hasBody(lines[2:]) {
		h.empty(savedDate(h.saved))
	}
	h.ok = h.sh != nil
	if h.ok {
		h.layout, h.half, h.learnt = h.sh.layout, h.sh.half, !known[h.sh.layout]
	}
	h.sure = h.ok && h.loc != nil
	if h.ok && h.loc == nil {
		h.guess(lines)
	}
	if h.app == ios {
		h.title = partTitle(h.title)
	}
	if h.ok && h.lines > 0 {
		h.savedAt = h.dateSaved()
	}
}

// phone looks for the first line that is the date line of a phone: the date and
// time of the line below it, or the day of that line.
func (h *header) phone(lines []string) {
	var at int
	h.sh, at = findShape(lines, h.lines)
	if sh, cal, i := findIOS(lines, h.lines); sh != nil && (h.sh == nil || i < at) {
		h.app, h.sh, h.cal = ios, sh, cal
	}
}

// empty takes the shape of the dates from line 2 of an export without messages.
func (h *header) empty(date string) {
	if sh, ok := learn(date); ok && known[sh.layout] {
		h.sh = sh
		return
	}
	for i := range calendars {
		cal := &calendars[i]
		if sh := learnIOSDate(date, stamp{}, cal); cal.tag == h.loc.tag && sh != nil && !sh.bare && known[sh.layout] {
			h.app, h.sh, h.cal = ios, sh, cal
		}
	}
}

// savedDate cuts the date out of line 2.
func savedDate(line string) string {
	if _, date, ok := strings.Cut(line, ": "); ok {
		return strings.TrimSpace(date)
	}
	_, date, _ := strings.Cut(line, "\uff1a") // as wide as a Chinese character
	return strings.TrimSpace(date)
}

// dateSaved reads the date of line 2, which is of one form with the others.
func (h *header) dateSaved() stamp {
	date := savedDate(h.saved)
	clock := newClocks(h.sh)
	if at, n := clock.read(date); n > 0 && n == len(date) {
		return at
	}
	if h.app == ios {
		if sh := learnIOSDate(date, stamp{}, h.cal); sh != nil && !sh.bare {
			at, _ := sh.match(date)
			return at
		}
	}
	return stamp{}
}

// decodeHead decodes the beginning of a file, whose last character may be cut.
func decodeHead(raw []byte, h *header) string {
	enc, mark := formats.ByteOrderMark(raw)
	h.enc = enc
	if enc == formats.UTF16LE || enc == formats.UTF16BE {
		buf := make([]byte, 2*headSize)
		n, _ := formats.NewDecoder(strings.NewReader(string(raw)), enc, formats.CountBad).Read(buf)
		return string(buf[:n])
	}
	text := string(raw[mark:])
	if enc == formats.UTF8 && !utf8.ValidString(text[:max(0, len(text)-utf8.UTFMax)]) {
		if d, err := korean.EUCKR.NewDecoder().String(text); err == nil && badShare(d) < badShare(text) {
			h.enc = formats.CP949
			return d
		}
	}
	return text
}

// badShare is how many of a text's characters are not characters.
func badShare(s string) float64 {
	bad := 0
	for _, r := range s {
		if r == utf8.RuneError {
			bad++
		}
	}
	return float64(bad) / float64(len(s)+1)
}

// heading recognises lines 1 and 2 by their words.
func (h *header) heading(lines []string) {
	for _, loc := range locales {
		if !strings.HasPrefix(lines[1], strings.TrimSpace(loc.saved)) && !strings.HasPrefix(lines[1], strings.ReplaceAll(loc.saved, " :", ":")) {
			continue
		}
		h.loc, h.lines, h.title, h.saved = loc, 2, lines[0], lines[1]
		return
	}
}

// guess decides for a language whose words are not known whether the file has a
// heading, and in which language its dates are.
func (h *header) guess(lines []string) {
	for _, loc := range locales {
		if h.cal != nil && h.cal.tag == loc.tag {
			h.loc = loc
		}
	}
	for _, o := range h.sh.ops {
		if o.kind == opHalf && o.set[0] == halves[0][0] {
			h.loc = &koreanLocale
		}
		if o.kind == opMonth && o.set[0] == calendars[0].months[0] {
			h.loc = &englishLocale
		}
	}
	for _, line := range lines[:2] {
		if _, n := h.sh.match(line); line == "" || n > 0 {
			return
		}
		if _, cal := dayLine(line); cal != nil {
			return
		}
	}
	h.lines, h.title, h.saved = 2, lines[0], lines[1]
}

// findShape looks for a line that is only a date and a time, followed by a line
// that begins with the same. It returns the place of the first.
func findShape(lines []string, from int) (sh *shape, at int) {
	for i := from; i+1 < len(lines); i++ {
		if line := lines[i]; line != "" && len(line) < 80 && strings.HasPrefix(lines[i+1], line+", ") {
			if sh, ok := learn(line); ok {
				return sh, i
			}
		}
	}
	return nil, 0
}

func hasBody(lines []string) bool {
	for _, l := range lines {
		if l != "" {
			return true
		}
	}
	return false
}
