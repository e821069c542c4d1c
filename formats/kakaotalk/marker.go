package kakaotalk

import (
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"exile/export"
)

// A marker is what a body stands for, made from the body.
type marker func(plain string) export.Content

// A prefixMarker is the same for bodies that go on after a fixed beginning. It
// may refuse.
type prefixMarker struct {
	prefix string
	make   func(rest, plain string) (export.Content, bool)
}

// A mediaWord is what the app calls a kind of file.
type mediaWord struct {
	word string
	kind export.FileKind
	unit string // what follows the number in "사진 3장"; "": never counted
}

func absent(kind export.FileKind) marker {
	return func(p string) export.Content {
		return export.Media{Files: []export.File{{Kind: kind, State: export.FileNotExported}}, Plain: p}
	}
}

func deleted(by export.DeletedBy) marker {
	return func(p string) export.Content { return export.Deleted{By: by, Plain: p} }
}

func warning(p string) export.Content {
	return export.Notice{Kind: export.NoticeWarning, Plain: p}
}

func call(kind export.CallKind, out export.CallOutcome) marker {
	return func(p string) export.Content { return export.Call{Kind: kind, Outcome: out, Plain: p} }
}

func card(kind export.CardKind) marker {
	return func(p string) export.Content { return export.Card{Kind: kind, Plain: p} }
}

func cardTitle(kind export.CardKind) func(rest, plain string) (export.Content, bool) {
	return func(rest, p string) (export.Content, bool) {
		return export.Card{Kind: kind, Title: rest, Plain: p}, rest != ""
	}
}

func callLength(kind export.CallKind) func(rest, plain string) (export.Content, bool) {
	return func(rest, p string) (export.Content, bool) {
		d, ok := length(rest)
		return export.Call{Kind: kind, Outcome: export.CallEnded, Duration: d, Plain: p}, ok
	}
}

// length reads m:ss or h:mm:ss.
func length(s string) (time.Duration, bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	total := 0
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n > 9999 || i > 0 && (n > 59 || len(p) != 2) {
			return 0, false
		}
		total = total*60 + n
	}
	return time.Duration(total) * time.Second, true
}

// document names a file, whose name Android may have percent-encoded. The app
// never puts the file into the export.
func document(rest, p string) (export.Content, bool) {
	if rest == "" || strings.ContainsRune(rest, '\n') {
		return nil, false
	}
	return export.Media{Files: []export.File{{SourceKey: rest, Kind: export.FileDocument, Name: decodeName(rest), State: export.FileMissing}}, Plain: p}, true
}

// contact is "연락처:NAME", followed by the name of a vCard where it came along.
func contact(rest, p string) (export.Content, bool) {
	if rest == "" || strings.ContainsRune(rest, '\n') {
		return nil, false
	}
	if strings.HasSuffix(strings.ToLower(rest), ".vcf") {
		return export.Media{Files: []export.File{{Kind: export.FileContact, Name: rest, State: export.FileMissing}}, Plain: p}, true
	}
	return export.Card{Kind: export.CardContact, Title: rest, Plain: p}, true
}

// sticker is an emoticon with words.
func sticker(rest, p string) (export.Content, bool) {
	return export.Media{
		Files:   []export.File{{Kind: export.FileSticker, State: export.FileNotExported}},
		Caption: rest, Plain: p,
	}, rest != ""
}

// decodeName undoes percent-encoding, where it is one.
func decodeName(name string) string {
	d, err := url.PathUnescape(name)
	if err != nil || !utf8.ValidString(d) || strings.ContainsFunc(d, unicode.IsControl) {
		return name
	}
	return d
}

// markerTable looks bodies up quickly: most bodies are no marker, and their
// first bytes tell.
type markerTable struct {
	loc  *locale
	may  [1 << 10]bool
	bare bool // a bare "사진" stands for a photo: false in an export with media
}

func newMarkerTable(loc *locale, bare bool) *markerTable {
	t := &markerTable{loc: loc, bare: bare}
	if loc == nil {
		t.loc = &locale{}
	}
	for m := range t.loc.markers {
		t.may[markerKey(m)] = true
	}
	for _, p := range t.loc.prefixes {
		t.may[markerKey(p.prefix)] = true
	}
	for _, w := range t.loc.words {
		t.may[markerKey(w.word)] = true
		t.may[markerKey("<"+w.word)] = true
	}
	return t
}

// markerKey mixes the first two syllables, or the first four letters.
func markerKey(s string) uint32 {
	if len(s) < 4 {
		return 0
	}
	key := uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])
	if s[0] >= utf8.RuneSelf && len(s) >= 6 {
		key = key*31 + uint32(s[4])<<8 | uint32(s[5])
	}
	return key * 0x9E3779B1 >> 22
}

// isText reports whether a body is no marker by a look at its ends.
func (t *markerTable) isText(body string) bool {
	n := len(body)
	if n < 4 {
		return true
	}
	last := body[n-1]
	return last != ')' && last != ' ' && !isDigit(body[0]) && !t.may[markerKey(body)]
}

// content says what a body means. typed is true where someone who types the
// same words cannot be told from the app.
func (t *markerTable) content(body string) (c export.Content, typed bool) {
	if t.isText(body) {
		return export.Text{Body: body}, false
	}
	if last := body[len(body)-1]; last == ')' || last == ' ' {
		if c, ok := t.tail(body); ok {
			return c, true
		}
	}
	if isDigit(body[0]) {
		if money(body) && t.loc == &koreanLocale {
			return export.Card{Kind: export.CardMoney, Plain: body}, true
		}
		return export.Text{Body: body}, false
	}
	if c, typed, ok := t.find(body); ok {
		return c, typed
	}
	return export.Text{Body: body}, false
}

func (t *markerTable) find(body string) (c export.Content, typed, ok bool) {
	if m := t.loc.markers[body]; m != nil {
		c := m(body)
		if media, isMedia := c.(export.Media); isMedia && !t.bare && body[0] != '<' && writtenOut(media.Files[0].Kind) {
			return nil, false, false
		}
		return c, true, true
	}
	for i := range t.loc.prefixes {
		p := &t.loc.prefixes[i]
		if rest, has := strings.CutPrefix(body, p.prefix); has {
			if c, ok := p.make(rest, body); ok {
				return c, true, true
			}
		}
	}
	return t.word(body)
}

// writtenOut reports whether an export with media writes files of this kind by
// name or in angle brackets, so that the bare word is somebody's text.
func writtenOut(k export.FileKind) bool { return k == export.FilePhoto || k == export.FileVideo }

// word knows "<사진 읽지 않음>" (not downloaded on the phone) and "사진 3장".
func (t *markerTable) word(body string) (c export.Content, typed, ok bool) {
	if m, ok := t.unread(body); ok {
		return m, true, true
	}
	for _, w := range t.loc.words {
		if w.unit == "" || !t.bare {
			continue
		}
		rest, has := strings.CutPrefix(body, w.word+" ")
		count, counted := strings.CutSuffix(rest, w.unit)
		if n, err := strconv.Atoi(count); has && counted && err == nil && n > 0 && n <= 100 && count[0] != '+' && count[0] != '0' {
			files := make([]export.File, n)
			for i := range files {
				files[i] = export.File{Kind: w.kind, State: export.FileNotExported}
			}
			return export.Media{Files: files, Plain: body}, true, true
		}
	}
	return nil, false, false
}

// tail knows words with an emoticon behind them: "좋아요 (이모티콘) ".
func (t *markerTable) tail(body string) (c export.Content, ok bool) {
	trimmed := strings.TrimSuffix(body, " ")
	for _, tail := range t.loc.tails {
		if words, ok := strings.CutSuffix(trimmed, tail); ok {
			return sticker(strings.TrimSuffix(words, " "), body)
		}
	}
	return nil, false
}

// unread knows "<사진>" and "<사진 읽지 않음>".
func (t *markerTable) unread(body string) (export.Media, bool) {
	for _, w := range t.loc.words {
		inner, has := strings.CutPrefix(body, "<"+w.word)
		note, closed := strings.CutSuffix(inner, ">")
		if has && closed && (note == "" || note[0] == ' ' && len(note) < 64 && !strings.ContainsAny(note, "<>\n")) {
			return export.Media{Files: []export.File{{Kind: w.kind, State: export.FileNotExported}}, Plain: body}, true
		}
	}
	return export.Media{}, false
}

func isDigit(b byte) bool { return b-'0' <= 9 }

// money knows "30,400원을 받으세요." and "30,400원 받기 완료! …".
func money(body string) bool {
	i := 0
	for i < len(body) && (isDigit(body[i]) || body[i] == ',') {
		i++
	}
	rest := body[i:]
	return rest == "원을 받으세요." || strings.HasPrefix(rest, "원 받기 완료!")
}
