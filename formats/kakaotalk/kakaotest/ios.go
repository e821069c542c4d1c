package kakaotest

import (
	"strconv"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// IOS are the forms of the iPhone's app. That in Japanese is derived from the
// others: nobody has shown one.
var IOS = []Variant{
	iosKorean(Variant{Name: "ios-ko-2015", Self: "회원님", title: iosKoreanRoom, date: koreanPoints}),
	iosKorean(Variant{Name: "ios-ko-2026", title: koreanTitle, date: koreanPoints}),
	iosKorean(Variant{Name: "ios-ko-24h", title: koreanTitle, date: unpadded("2006. 1. 2. ")}),
	iosKorean(Variant{Name: "ios-ko-mixed-days", title: koreanTitle, date: koreanPoints, second: unpadded("2006. 1. 2. "), mixed: laterHalf}),
	iosKorean(Variant{Name: "ios-ko-mixed", title: koreanTitle, date: koreanPoints, second: unpadded("2006. 1. 2. "), mixed: everyOther}),
	iosKorean(Variant{Name: "ios-ko-time-only", title: koreanTitle, saved: koreanPoints, date: koreanClock, clock: true}),
	iosKorean(Variant{Name: "ios-media-ko-2026", Media: true, title: iosFile, date: koreanPoints}),
	iosEnglish(Variant{
		Name: "ios-en-2015", Self: "You", title: iosEnglishRoom, date: layout("Jan 2, 2006, 3:04 PM"),
		says: map[export.FileKind]string{export.FilePhoto: "photo"},
	}),
	iosEnglish(Variant{Name: "ios-en-2020", Self: "You", title: iosEnglishRoom, date: unpadded("Jan 2, 2006 ")}),
	iosEnglish(Variant{Name: "ios-en-2026", title: iosFile, korean: true, date: unpadded("Jan 2, 2006 at ")}),
	{
		Name: "ios-ja-derived", app: ios, lang: "ja", bom: true, title: japaneseTitle,
		saved: layout("2006/01/02 15:04"), day: japaneseDay, date: layout("2006/01/02 15:04"),
	},
}

func iosKorean(v Variant) Variant {
	v.app, v.lang, v.bom, v.day = ios, "ko", true, koreanDay
	v.hidden = "채팅방 관리자가 메시지를 가렸습니다."
	if v.saved == nil {
		v.saved = v.date
	}
	return v
}

func iosEnglish(v Variant) Variant {
	v.app, v.lang, v.bom, v.day, v.saved = ios, "en", true, layout("Monday, January 2, 2006"), v.date
	return v
}

// iosKoreanRoom is the line of 2015. Only rooms were seen.
func iosKoreanRoom(c *formattest.Chat, part int) string {
	title := c.Info.Title + " 님"
	if c.Info.Kind == export.ChatGroup {
		title = c.Info.Title + " (" + strconv.Itoa(len(c.People)) + "명)"
	}
	return title + "과 카카오톡 대화-" + strconv.Itoa(part) + ".txt"
}

func iosEnglishRoom(c *formattest.Chat, part int) string {
	title := c.Info.Title
	if c.Info.Kind == export.ChatGroup {
		title += " (" + strconv.Itoa(len(c.People)) + " people)"
	}
	return "KakaoTalk Chats with " + title + "-" + strconv.Itoa(part) + ".txt"
}

// iosFile is the name of the file, as the app knows it.
func iosFile(c *formattest.Chat, part int) string {
	return c.Info.Saved.Format("Talk_2006.1.2 15:04") + "-" + strconv.Itoa(part) + ".txt"
}

func koreanTitle(c *formattest.Chat, _ int) string {
	return c.Info.Title + " 님과 카카오톡 대화"
}

func japaneseTitle(c *formattest.Chat, _ int) string { return c.Info.Title + " とのトーク" }

// everyOther gives every second record the second form.
func everyOther(_ *formattest.Chat, m *export.Message) bool { return m.Seq%2 == 1 }

// laterHalf gives the days after the middle of a chat the second form, as if
// somebody had set the phone to 24 hours.
func laterHalf(c *formattest.Chat, m *export.Message) bool {
	half := c.Plan.Start.Add(c.Info.Saved.Sub(c.Plan.Start) / 2)
	y, month, d := half.Date()
	return !m.Time.T.Before(time.Date(y, month, d+1, 0, 0, 0, 0, half.Location()))
}
