package whatsapp

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"exile/formats"
)

// A text is one file that may be an export.
type text struct {
	root  int
	name  string
	size  int64
	enc   formats.Encoding
	app   string // "ios" or "android"
	zeros bool   // bytes 0 stand in it
	cr    bool   // lines end with CR alone
	sure  formats.Score
}

const (
	headSize  = 64 << 10
	headLines = 20     // in which a header must stand
	maxTexts  = 10_000 // how many texts of one input are looked at
	fewZeros  = 8      // every eighth byte of a text may be 0: a disk lost some; what has more is no text
)

// find returns the texts of an input that are exports, in order. One that cannot
// be read is passed over; the error is the first met. Copies are those of which
// another is read.
func find(in formats.Input) (texts, copies []text, failed error) {
	looked := 0
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if !mayBeText(root, e.Name) {
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
			t := text{root: i, name: e.Name, size: e.Size}
			if t.sniff(head, root) {
				texts = append(texts, t)
			}
		}
	}
	slices.SortStableFunc(texts, func(a, b text) int {
		return cmp.Or(cmp.Compare(in.Roots[a.root].Name, in.Roots[b.root].Name), cmp.Compare(a.root, b.root), cmp.Compare(a.name, b.name))
	})
	texts, copies = withoutCopies(in, texts)
	return texts, copies, failed
}

// chatFile is what an iPhone calls every text.
const chatFile = "_chat.txt"

// mayBeText reports whether a file may be the text of an export. What lies beside
// an iPhone's, or in a zip beside the text of its name, and what has the name of
// a sent file, are attachments: people send exports, too.
func mayBeText(root formats.Root, name string) bool {
	if root.Kind == formats.RootFile {
		return true
	}
	dir, base := path.Split(name)
	if !strings.EqualFold(path.Ext(base), ".txt") {
		return false
	}
	if root.Kind == formats.RootZip {
		if own := ownText(root); own != "" {
			return name == own
		}
	}
	return base == chatFile || !root.Has(dir+chatFile) && !sentName(base)
}

// ownText is the text that has the name of its zip, in which a download may have
// put "_" for spaces; "" where there is none.
func ownText(root formats.Root) string {
	own, _ := cutCopy(stem(path.Base(root.Name)))
	if own += ".txt"; root.Has(own) {
		return own
	}
	if !strings.Contains(own, "_") || own == chatFile {
		return ""
	}
	own = spaced(own)
	i := slices.IndexFunc(root.Files, func(e formats.Entry) bool { return spaced(e.Name) == own })
	if i < 0 {
		return ""
	}
	return root.Files[i].Name
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// sentName reports whether the app gave a sent file this name: 00000046-name or
// DOC-20220323-WA0002.
func sentName(base string) bool {
	const digits = 8
	if appNamed(base) {
		return true
	}
	return len(base) > digits && base[digits] == '-' && digitsOnly(base[:digits])
}

// sniff looks at the beginning of a file, and reports whether it is an export.
func (t *text) sniff(raw []byte, root formats.Root) bool {
	head := t.decode(raw)
	if head == "" {
		return false
	}
	if t.cr = strings.IndexByte(head, '\n') < 0 && strings.IndexByte(head, '\r') >= 0; t.cr {
		head = strings.ReplaceAll(head, "\r", "\n")
	}
	named := saysWhatsApp(path.Base(t.name)) || path.Base(t.name) == chatFile || saysWhatsApp(root.Name)
	var h header
	headers, authored := 0, 0
	for i, line := range strings.SplitN(head, "\n", headLines+1) {
		if i == headLines {
			break
		}
		if !parseHeader(strings.TrimSuffix(line, "\r"), &h) {
			continue
		}
		headers++
		if headers == 1 {
			t.app, t.sure = h.shape.platform(), h.shape.score()
		}
		if raw, _, ok := splitAuthor(line[h.end:]); ok && !isLevel(raw) {
			authored++
		}
	}
	t.cr = t.cr && headers > 1
	switch {
	case headers == 0, authored == 0 && !named:
		return false
	case named:
		t.sure = formats.Certain
	}
	return true
}

// score says how surely a shape is WhatsApp's. Servers write logs in some.
func (sh *shape) score() formats.Score {
	switch sh.frame {
	case dashed, enDashed:
		if !sh.seconds {
			return formats.Likely
		}
	case bracketed:
		return formats.Likely
	case coloned, bare:
	}
	return formats.Maybe
}

// isLevel reports whether what stands as an author is a level of a server's log.
func isLevel(raw string) bool {
	switch raw[strings.LastIndexByte(raw, '.')+1:] {
	case "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "CRITICAL", "FATAL", "ALERT", "EMERGENCY":
		return true
	}
	return false
}

func saysWhatsApp(name string) bool { return strings.Contains(strings.ToLower(name), "whatsapp") }

// decode decodes the beginning of a file, whose last character may be cut; ""
// where it is no text.
func (t *text) decode(raw []byte) string {
	enc, mark := formats.ByteOrderMark(raw)
	t.enc = enc
	if enc == formats.UTF16LE || enc == formats.UTF16BE {
		buf := make([]byte, 2*headSize)
		n, _ := formats.NewDecoder(strings.NewReader(string(raw)), enc, formats.CountBad).Read(buf)
		return string(buf[:n])
	}
	head := string(raw[mark:])
	n := strings.Count(head, "\x00")
	t.zeros = n > 0
	if n > len(head)/fewZeros {
		return ""
	}
	return head
}

// Detect looks at the heads of all texts.
func (reader) Detect(in formats.Input) formats.Match {
	texts, copies, _ := find(in) // Read tells the error
	if len(texts) == 0 {
		return formats.Match{Why: formats.Text{
			EN: "no text file begins with lines as WhatsApp writes them",
			KO: "왓츠앱이 쓰는 모양의 줄로 시작하는 텍스트 파일이 없습니다",
		}}
	}
	m := formats.Match{Score: formats.Maybe, Why: why(texts)}
	for i := range texts {
		t := &texts[i]
		m.Score = max(m.Score, t.sure)
		m.Files = append(m.Files, formats.Claim{Root: t.root, Name: t.name})
	}
	m.Files = append(m.Files, newMedia(in, texts, copies).claims()...)
	slices.SortFunc(m.Files, func(a, b formats.Claim) int {
		return cmp.Or(cmp.Compare(a.Root, b.Root), strings.Compare(a.Name, b.Name))
	})
	m.Files = slices.Compact(m.Files)
	return m
}

// why says by what the exports of an input are known, for people.
func why(texts []text) formats.Text {
	apps := map[string]bool{}
	for _, t := range texts {
		apps[t.app] = true
	}
	w := formats.Text{
		EN: "lines begin with a date and a time as on Android and an iPhone",
		KO: "줄이 안드로이드와 아이폰 왓츠앱이 쓰는 날짜와 시각으로 시작합니다",
	}
	switch {
	case !apps["ios"]:
		w = formats.Text{
			EN: "lines begin with a date, a time and a dash, as on Android",
			KO: "줄이 안드로이드 왓츠앱처럼 날짜, 시각, 줄표로 시작합니다",
		}
	case !apps["android"]:
		w = formats.Text{
			EN: "lines begin with a date and a time in brackets, as on an iPhone",
			KO: "줄이 아이폰 왓츠앱처럼 대괄호 안의 날짜와 시각으로 시작합니다",
		}
	}
	if len(texts) > 1 {
		w.EN = fmt.Sprintf("in %d files, %s", len(texts), w.EN)
		w.KO = fmt.Sprintf("파일 %d개에서 %s", len(texts), w.KO)
	}
	return w
}
