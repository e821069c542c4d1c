package kakaotalk

import (
	"cmp"
	"path"
	"slices"
	"strconv"
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
	number int
	head   header
}

// header is what the first lines of a file tell.
type header struct {
	ok    bool
	app   platform
	enc   formats.Encoding
	loc   *locale // nil: a language whose words are not known
	sh    *shape  // of the dates of records on phones; nil elsewhere
	lines int     // 2: title and date saved; 1: the column names of a CSV; 0: neither
	title string
	saved string
	sure  bool // the words of line 2 are known

	savedAt stamp  // of line 2; the zero stamp where it has no date
	layout  string // of the dates, for people: "Y년 M월 D일 AP h:mm"
	half    bool   // twelve-hour clock
	learnt  bool   // layout is in no list of ours
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
			stem, number := partNumber(e.Name)
			k := key{i, path.Dir(e.Name), stem}
			if root.Kind == formats.RootFile {
				k.root = -1
			}
			if texts[k] == nil {
				order = append(order, k)
			}
			texts[k] = append(texts[k], part{root: i, name: e.Name, number: number, head: sniff(head, path.Base(e.Name))})
		}
	}
	var groups []group
	for _, k := range order {
		groups = append(groups, join(k.dir, k.stem, texts[k])...)
	}
	return groups, failed
}

// mayBeText reports whether a file in a folder or zip may be the text of an export.
func mayBeText(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".txt") || strings.EqualFold(ext, ".csv")
}

// partNumber cuts "_2" off "KakaoTalkChats_2.txt".
func partNumber(name string) (stem string, number int) {
	stem = strings.TrimSuffix(path.Base(name), path.Ext(name))
	if i := strings.LastIndexAny(stem, "_-"); i > 0 {
		if n, err := strconv.Atoi(stem[i+1:]); err == nil && n > 0 && n < 10_000 {
			return stem[:i], n
		}
	}
	return stem, 1
}

// join makes one group of parts that continue one another, else one each.
func join(dir, stem string, parts []part) []group {
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.number, b.number) })
	if continued(parts) {
		g := group{dir: dir, parts: parts}
		number := 1
		for _, p := range parts {
			for ; number < p.number; number++ {
				g.missing = append(g.missing, partName(stem, number))
			}
			number = p.number + 1
		}
		return []group{g}
	}
	var groups []group
	for _, p := range parts {
		if p.head.ok {
			groups = append(groups, group{dir: dir, parts: []part{p}})
		}
	}
	return groups
}

// continued reports whether numbered texts are the parts of one export: the
// first has its heading, and the others the same one or none. Two exports of one
// room that somebody numbered were saved at different times.
func continued(parts []part) bool {
	const mostParts = 100
	first := parts[0].head
	for i, p := range parts {
		same := !p.head.ok || p.head.lines == 0 || p.head.title == first.title && p.head.saved == first.saved
		if !same || p.number > mostParts || i > 0 && p.number == parts[i-1].number {
			return false
		}
	}
	return first.ok && len(parts) > 1
}

func partName(stem string, number int) string {
	if number == 1 {
		return stem + ".txt"
	}
	return stem + "_" + strconv.Itoa(number) + ".txt"
}

// Detect looks at the heads of all texts.
func (reader) Detect(in formats.Input) formats.Match {
	groups, _ := find(in) // Read tells the error
	if len(groups) == 0 {
		return formats.Match{Why: formats.Text{
			EN: "no text file has the date lines of a KakaoTalk export from Android",
			KO: "안드로이드 카카오톡 내보내기의 날짜 줄이 있는 텍스트 파일이 없습니다",
		}}
	}
	m := formats.Match{Score: formats.Likely, Why: formats.Text{
		EN: "a line that is only a date and a time stands before lines that begin with it",
		KO: "날짜와 시각만 있는 줄 다음에, 같은 날짜와 시각으로 시작하는 줄이 이어집니다",
	}}
	for i := range groups {
		g := &groups[i]
		if h := g.parts[0].head; h.sure {
			m.Score = formats.Certain
			m.Why = formats.Text{
				EN: "line 2 begins with «" + strings.TrimSpace(h.loc.saved) + "» and the dates are Android's",
				KO: "둘째 줄이 «" + strings.TrimSpace(h.loc.saved) + "»(으)로 시작하고, 날짜는 안드로이드가 쓰는 모양입니다",
			}
		}
		for _, p := range g.parts {
			m.Files = append(m.Files, formats.Claim{Root: p.root, Name: p.name})
		}
		for _, f := range newMediaIndex(in, g).order {
			m.Files = append(m.Files, formats.Claim{Root: f.root, Name: f.path})
		}
	}
	slices.SortFunc(m.Files, func(a, b formats.Claim) int {
		return cmp.Or(cmp.Compare(a.Root, b.Root), strings.Compare(a.Name, b.Name))
	})
	m.Files = slices.Compact(m.Files)
	return m
}

// sniff looks at the beginning of a text, whose file has that name.
func sniff(raw []byte, name string) header {
	var h header
	text := decodeHead(raw, &h)
	lines := strings.SplitN(text, "\n", headLines)
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	if h.rows(lines, name) || h.brackets(lines, name) {
		return h
	}
	h.mobile(lines)
	return h
}

// mobile recognises the text of a phone.
func (h *header) mobile(lines []string) {
	h.app = android
	if len(lines) > 1 {
		h.heading(lines)
	}
	h.sh = findShape(lines, h.lines)
	if h.sh == nil && h.loc != nil {
		_, date, _ := strings.Cut(lines[1], ": ")
		if sh, ok := learn(strings.TrimSpace(date)); ok && known[sh.layout] && !hasBody(lines[2:]) {
			h.sh = sh
		}
	}
	h.ok = h.sh != nil
	if h.ok {
		h.layout, h.half, h.learnt = h.sh.layout, h.sh.half, !known[h.sh.layout]
	}
	h.sure = h.ok && h.loc != nil
	if h.ok && h.loc == nil {
		h.guess(lines)
	}
	if _, date, ok := strings.Cut(h.saved, ": "); ok && h.ok {
		h.savedAt, _ = h.sh.match(strings.TrimSpace(date))
	}
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
	for _, o := range h.sh.ops {
		if o.kind == opHalf && o.set[0] == halves[0][0] {
			h.loc = &koreanLocale
		}
		if o.kind == opMonth && o.set[0] == months[0][0] {
			h.loc = &englishLocale
		}
	}
	for _, line := range lines[:2] {
		if _, n := h.sh.match(line); line == "" || n > 0 {
			return
		}
	}
	h.lines, h.title, h.saved = 2, lines[0], lines[1]
}

// findShape looks for a line that is only a date and a time, followed by a line
// that begins with the same.
func findShape(lines []string, from int) *shape {
	for i := from; i+1 < len(lines); i++ {
		if line := lines[i]; line != "" && len(line) < 80 && strings.HasPrefix(lines[i+1], line+", ") {
			if sh, ok := learn(line); ok {
				return sh
			}
		}
	}
	return nil
}

func hasBody(lines []string) bool {
	for _, l := range lines {
		if l != "" {
			return true
		}
	}
	return false
}
