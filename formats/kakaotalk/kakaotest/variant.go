package kakaotest

import (
	"slices"
	"strconv"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Variant is one form of export.
type Variant struct {
	Name  string
	Self  string // what the app calls the one whose export it is; "": by name
	Media bool   // an export with media

	app    app
	lang   string                                           // of the app, BCP 47
	title  func(c *formattest.Chat, part int) string        // line 1; nil: there is no head
	saved  func(t time.Time) string                         // in line 2
	day    func(t time.Time) string                         // a date line
	date   func(t time.Time) string                         // of a record; on Windows only the time, in brackets
	second func(t time.Time) string                         // a second form of date; nil: there is none
	mixed  func(c *formattest.Chat, m *export.Message) bool // whether a record has the second form

	bom      bool
	blank    bool // Windows: an empty line before date lines, but for the first
	clock    bool // iOS: records have a time and no date, and notices ", "
	plain    bool // Mac: fields are quoted only where they must be
	nameless int  // Mac: the shortest list of names that loses its last one; 0: none does
	english  bool // notices are in English whatever the language
	korean   bool // notices whose English nobody knows stand in Korean; else they are left out

	bare    string                     // stands alone for a deleted message: no time, no sender
	hidden  string                     // stands for one that a manager hid, on iOS and the desktop without its sender
	warning string                     // Windows: what follows a join in an open chat, on the same line
	says    map[export.FileKind]string // words for media that are not those of the language

	rewritten string // the ending of every line, in a file that something rewrote
}

// app is who writes an export.
type app uint8

const (
	android app = iota
	ios
	windows
	mac
)

// All returns the forms of every app.
func All() []Variant { return slices.Concat(Android, IOS, Windows, Mac) }

// Android are the forms of the Android app; the names are those of the table in
// the documentation of exile/formats/kakaotalk.
var Android = []Variant{
	androidForm(Variant{Name: "android-ko-2015", Self: "회원님", lang: "ko", date: koreanDate}),
	androidForm(Variant{Name: "android-ko-2026", lang: "ko", date: koreanDate}),
	androidForm(Variant{Name: "android-en-2015", Self: "you", lang: "en", date: layout("3:04pm, January 2, 2006")}),
	androidForm(Variant{Name: "android-en-2020", Self: "you", lang: "en", date: layout("January 2, 2006, 3:04 PM")}),
	androidForm(Variant{Name: "android-en-2023", lang: "en", date: layout("January 2, 2006 at 3:04\u202fPM")}),
	androidForm(Variant{Name: "android-gb-2021", Self: "you", lang: "en", date: layout("2 January 2006, 3:04 pm")}),
	androidForm(Variant{Name: "android-media-ko-2026", Media: true, lang: "ko", date: koreanDate}),
	androidForm(Variant{Name: "android-media-en-2026", Media: true, lang: "en", date: layout("January 2, 2006 at 3:04\u202fPM")}),
}

// androidForm fills in what the date says: on Android all dates are of one form.
func androidForm(v Variant) Variant {
	v.bom, v.saved, v.day = true, v.date, v.date
	v.title = androidEnglish
	if v.lang == "ko" {
		v.title, v.hidden = androidKorean, "채팅방 관리자가 메시지를 가렸습니다."
	}
	return v
}

func androidKorean(c *formattest.Chat, _ int) string {
	title := c.Info.Title
	if c.Info.Kind == export.ChatGroup {
		title += " " + strconv.Itoa(len(c.People))
	}
	return title + " 님과 카카오톡 대화"
}

func androidEnglish(c *formattest.Chat, _ int) string {
	title := c.Info.Title
	if c.Info.Kind == export.ChatGroup {
		title += " (" + strconv.Itoa(len(c.People)) + ")"
	}
	return "KakaoTalk Chats with " + title
}

// Lang is the language of the app that writes the variant.
func (v Variant) Lang() string { return v.lang }

// LF returns the variant as git leaves it: every line ends with LF.
func (v Variant) LF() Variant { return v.rewrite("lf", "\n") }

// CRLF returns the variant as a mail program leaves it: every line ends with
// CRLF, those within messages too.
func (v Variant) CRLF() Variant { return v.rewrite("crlf", "\r\n") }

func (v Variant) rewrite(name, ending string) Variant {
	v.Name += "-" + name
	v.rewritten = ending
	return v
}

// Called returns what the export calls a person of the chat.
func (v Variant) Called(c *formattest.Chat, ref export.PersonRef) string {
	if ref == 0 {
		return ""
	}
	p := &c.People[ref-1]
	if p.Self && v.Self != "" {
		return v.Self
	}
	return p.Name()
}
