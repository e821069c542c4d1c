package kakaotalk

import (
	"net/url"
	"strconv"
	"strings"
	"time"
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

var koreanWords = []mediaWord{
	{"사진", export.FilePhoto, "장"},
	{"동영상", export.FileVideo, "개"},
	{"음성메시지", export.FileVoice, ""},
	{"연락처", export.FileContact, ""},
	{"이모티콘", export.FileSticker, ""},
	{"파일", export.FileDocument, ""},
}

var englishWords = []mediaWord{
	{"Photo", export.FilePhoto, ""},
	{"Video", export.FileVideo, ""},
	{"Voice Note", export.FileVoice, ""},
	{"Contact", export.FileContact, ""},
	{"Emoticon", export.FileSticker, ""},
	{"File", export.FileDocument, ""},
}

var koreanMarkers = map[string]marker{
	"사진":          absent(export.FilePhoto),
	"<사진>":        absent(export.FilePhoto),
	"(사진)":        absent(export.FilePhoto),
	"동영상":         absent(export.FileVideo),
	"<동영상>":       absent(export.FileVideo),
	"이모티콘":        absent(export.FileSticker),
	"(이모티콘)":      absent(export.FileSticker),
	"(이모티콘) ":     absent(export.FileSticker),
	"음성메시지":       absent(export.FileVoice),
	"Voice Note":  absent(export.FileVoice), // not translated on Windows
	"연락처":         absent(export.FileContact),
	"카카오톡 프로필":    card(export.CardProfile),
	"지도":          func(p string) export.Content { return export.Place{Plain: p} },
	"보이스톡 해요":     call(export.CallVoice, export.CallStarted),
	"보이스톡 취소":     call(export.CallVoice, export.CallCancelled),
	"보이스톡 부재중":    call(export.CallVoice, export.CallMissed),
	"페이스톡 해요":     call(export.CallVideo, export.CallStarted),
	"페이스톡 취소":     call(export.CallVideo, export.CallCancelled),
	"페이스톡 부재중":    call(export.CallVideo, export.CallMissed),
	"라이브톡 시작":     call(export.CallLive, export.CallStarted),
	"라이브톡 종료":     call(export.CallLive, export.CallEnded),
	"보이스룸 종료":     call(export.CallRoom, export.CallEnded),
	"삭제된 메시지입니다.": deleted(export.DeletedBySender),
	"선물과 메시지를 보냈습니다.":        card(export.CardGift),
	"선물을 보냈습니다. 지금 확인해 보세요!": card(export.CardGift),
	"보이스룸이 방금 시작했어요.":        call(export.CallRoom, export.CallStarted),
	"채팅방 관리자가 메시지를 가렸습니다.":   deleted(export.DeletedByAdmin),
	"관리자가 메시지를 가렸습니다.":       deleted(export.DeletedByAdmin),
}

var englishMarkers = map[string]marker{
	"Photo":                     absent(export.FilePhoto),
	"<Photo>":                   absent(export.FilePhoto),
	"(Photo)":                   absent(export.FilePhoto),
	"Video":                     absent(export.FileVideo),
	"<Video>":                   absent(export.FileVideo),
	"Emoticons":                 absent(export.FileSticker),
	"(Emoticon)":                absent(export.FileSticker),
	"(Emoticon) ":               absent(export.FileSticker),
	"Voice Note":                absent(export.FileVoice),
	"This message was deleted.": deleted(export.DeletedBySender),
}

var koreanPrefixes = []prefixMarker{
	{"파일: ", document},
	{"연락처:", contact},
	{"지도: ", func(rest, p string) (export.Content, bool) { return export.Place{Address: rest, Plain: p}, rest != "" }},
	{"샵검색: #", cardTitle(export.CardSearch)},
	{"톡게시판 '투표': ", func(rest, p string) (export.Content, bool) {
		return export.Poll{Question: rest, Plain: p}, rest != ""
	}},
	{"톡게시판 '공지': ", cardTitle(export.CardPost)},
	{"보이스톡 ", callLength(export.CallVoice)},
	{"페이스톡 ", callLength(export.CallVideo)},
	{"라이브톡 종료 ", callLength(export.CallLive)},
	{"보이스룸 종료 ", callLength(export.CallRoom)},
	{"(이모티콘) ", sticker},
}

var englishPrefixes = []prefixMarker{
	{"File: ", document},
	{"Voice Call ", callLength(export.CallVoice)},
	{"Video Call ", callLength(export.CallVideo)},
	{"Live Talk ended ", callLength(export.CallLive)},
	{"(Emoticon) ", sticker},
}

func absent(kind export.FileKind) marker {
	return func(p string) export.Content {
		return export.Media{Files: []export.File{{Kind: kind, State: export.FileNotExported}}, Plain: p}
	}
}

func deleted(by export.DeletedBy) marker {
	return func(p string) export.Content { return export.Deleted{By: by, Plain: p} }
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

// document names a file, which Android may have percent-encoded. The app never
// puts it into the export.
func document(rest, p string) (export.Content, bool) {
	if rest == "" || strings.ContainsRune(rest, '\n') {
		return nil, false
	}
	return export.Media{Files: []export.File{{Kind: export.FileDocument, Name: rest, State: export.FileMissing}}, Plain: p}, true
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
	if d, err := url.PathUnescape(name); err == nil && !strings.ContainsRune(d, 0) {
		return d
	}
	return name
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

// content says what a body means. typed is true where someone who types the
// same words cannot be told from the app.
func (t *markerTable) content(body string) (c export.Content, typed bool) {
	if len(body) < 4 {
		return export.Text{Body: body}, false
	}
	if isDigit(body[0]) {
		if money(body) && t.loc == &koreanLocale {
			return export.Card{Kind: export.CardMoney, Plain: body}, true
		}
		return export.Text{Body: body}, false
	}
	if !t.may[markerKey(body)] {
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
	for _, w := range t.loc.words {
		if inner, has := strings.CutPrefix(body, "<"+w.word); has {
			if note, closed := strings.CutSuffix(inner, ">"); closed && (note == "" || note[0] == ' ' && len(note) < 64 && !strings.ContainsAny(note, "<>\n")) {
				return absent(w.kind)(body), true, true
			}
		}
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
