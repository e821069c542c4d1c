package kakaotest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Variant is one form of export.
type Variant struct {
	Name   string
	Self   string // what the app calls the one whose export it is; "": by name
	Media  bool   // an export with media
	date   func(t time.Time) string
	korean bool
}

// Android are the forms of the Android app; the names are those of the table in
// the documentation of exile/formats/kakaotalk.
var Android = []Variant{
	{Name: "android-ko-2015", Self: "회원님", korean: true, date: koreanDate},
	{Name: "android-ko-2026", korean: true, date: koreanDate},
	{Name: "android-en-2015", Self: "you", date: layout("3:04pm, January 2, 2006")},
	{Name: "android-en-2020", Self: "you", date: layout("January 2, 2006, 3:04 PM")},
	{Name: "android-en-2023", date: layout("January 2, 2006 at 3:04\u202fPM")},
	{Name: "android-gb-2021", Self: "you", date: layout("2 January 2006, 3:04 pm")},
	{Name: "android-media-ko-2026", Media: true, korean: true, date: koreanDate},
	{Name: "android-media-en-2026", Media: true, date: layout("January 2, 2006 at 3:04\u202fPM")},
}

// Lang is the language of the app that writes the variant.
func (v Variant) Lang() string {
	if v.korean {
		return "ko"
	}
	return "en"
}

func layout(l string) func(time.Time) string {
	return func(t time.Time) string { return t.Format(l) }
}

func koreanDate(t time.Time) string {
	b := strconv.AppendInt(make([]byte, 0, 48), int64(t.Year()), 10)
	b = append(b, "년 "...)
	b = strconv.AppendInt(b, int64(t.Month()), 10)
	b = append(b, "월 "...)
	b = strconv.AppendInt(b, int64(t.Day()), 10)
	b = append(b, "일 "...)
	half := "오전 "
	if t.Hour() >= 12 {
		half = "오후 "
	}
	b = append(b, half...)
	return string(t.AppendFormat(b, "3:04"))
}

// head returns lines 1 and 2, with the blank lines after them.
func (v Variant) head(c *formattest.Chat) string {
	members := len(c.People)
	if v.korean {
		title := c.Info.Title
		if c.Info.Kind == export.ChatGroup {
			title += " " + strconv.Itoa(members)
		}
		return title + " 님과 카카오톡 대화\r\n저장한 날짜 : " + v.date(c.Info.Saved) + "\n\n"
	}
	title := c.Info.Title
	if c.Info.Kind == export.ChatGroup {
		title += " (" + strconv.Itoa(members) + ")"
	}
	return "KakaoTalk Chats with " + title + "\r\nDate Saved : " + v.date(c.Info.Saved) + "\n\n"
}

// name returns what the app calls a person.
func (v Variant) name(c *formattest.Chat, ref export.PersonRef) string {
	p := &c.People[ref-1]
	if p.Self && v.Self != "" {
		return v.Self
	}
	return p.Name()
}

// notice returns the app's sentence.
func (v Variant) notice(c *formattest.Chat, n export.Notice) string {
	actor, list := v.name(c, n.Actor), v.list(c, n.People)
	korean, english := "", ""
	switch n.Kind {
	case export.NoticeJoin:
		korean, english = actor+"님이 들어왔습니다.", actor+" joined this chatroom."
	case export.NoticeLeave:
		korean, english = actor+"님이 나갔습니다.", actor+" left this chatroom."
	case export.NoticeInvite:
		korean, english = actor+"님이 "+list+"님을 초대했습니다.", actor+" invited "+list+"."
	case export.NoticeOther, export.NoticeRemove, export.NoticeHost, export.NoticeManager,
		export.NoticeTitle, export.NoticeSetting, export.NoticeWarning:
	}
	if v.korean {
		return korean
	}
	return english
}

// list joins the names of people as the app does.
func (v Variant) list(c *formattest.Chat, people []export.PersonRef) string {
	comma, and := ", ", " and "
	if v.korean {
		comma, and = "님, ", "님과 "
	}
	var names []string
	for _, ref := range people {
		names = append(names, v.name(c, ref))
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], comma) + and + names[n]
	}
	return strings.Join(names, "")
}

// words are what stands for a kind of file: alone, counted, and where it was
// not downloaded.
func (v Variant) words(k export.FileKind, n int) (alone, unread string) {
	korean, english := "사진", "Photo"
	switch k {
	case export.FileVideo:
		korean, english = "동영상", "Video"
	case export.FileVoice:
		korean, english = "음성메시지", "Voice Note"
	case export.FilePhoto, export.FileAudio, export.FileSticker, export.FileContact, export.FileDocument:
	}
	if !v.korean {
		return english, "<" + english + " unread>"
	}
	if n > 1 {
		return fmt.Sprintf("%s %d장", korean, n), "<" + korean + " 읽지 않음>"
	}
	return korean, "<" + korean + " 읽지 않음>"
}

// length writes a call's duration.
func length(d time.Duration) string {
	s := int(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
