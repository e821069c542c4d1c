package kakaotest

import (
	"exile/export"
	"exile/formats/formattest"
)

// What Windows writes where something was deleted, hidden or warned of.
const (
	windowsDeleted  = "메시지가 삭제되었습니다."
	windowsHidden   = "채팅방 관리자가 메시지를 가렸습니다."
	windowsWarning  = "타인, 기관 등의 사칭에 유의해 주세요. 금전 또는 개인정보를 요구 받을 경우 신고해 주시기 바랍니다."
	windowsPolicy   = "운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다."
	windowsPolicies = "운영정책 보기"
)

// Windows are the forms of the app for Windows. That in Japanese is derived from
// the others and has no notices: nobody knows their words, without which a bare
// line is nothing but text.
var Windows = []Variant{
	windowsKorean(Variant{Name: "windows-ko-2015", blank: true}),
	windowsKorean(Variant{Name: "windows-ko-2020", bom: true, hidden: windowsHidden}),
	windowsKorean(Variant{Name: "windows-ko-2024", bom: true, bare: windowsDeleted, hidden: windowsHidden, warning: windowsWarning}),
	windowsKorean(Variant{Name: "windows-ko-24h", saved: koreanDate, date: layout("15:04")}),
	windowsKorean(Variant{Name: "windows-clipboard-ko", day: koreanDay, bare: windowsDeleted, hidden: windowsHidden, warning: " " + windowsWarning}),
	windowsEnglish(Variant{Name: "windows-en-2015", blank: true, says: lowerPhoto()}),
	windowsEnglish(Variant{Name: "windows-en-2021", bom: true, says: map[export.FileKind]string{export.FileVideo: "videos"}}),
	windowsEnglish(Variant{Name: "windows-en-24h", date: layout("15:04")}),
	windowsEnglish(Variant{Name: "windows-enui-ko-2015", blank: true, day: dashed(koreanDay), date: koreanClock, says: lowerPhoto()}),
	windowsEnglish(Variant{Name: "windows-enui-ko-2026", bom: true, day: dashed(koreanDay), date: layout("PM 3:04"), bare: "The message has been deleted."}),
	{
		Name: "windows-ja-derived", app: windows, lang: "ja", bom: true, title: japaneseTitle,
		saved: layout("2006-01-02 15:04:05"), day: dashed(japaneseDay), date: japaneseClock,
	},
}

func lowerPhoto() map[export.FileKind]string {
	return map[export.FileKind]string{export.FilePhoto: "photo"}
}

func windowsKorean(v Variant) Variant {
	v.app, v.lang = windows, "ko"
	v.says = map[export.FileKind]string{export.FileVoice: "Voice Note"} // never translated
	if v.date == nil {
		v.date = koreanClock
	}
	if v.day == nil { // a clipboard has no head, and no dashes
		v.title, v.day = koreanTitle, dashed(koreanDay)
	}
	if v.saved == nil {
		v.saved = layout("2006-01-02 15:04:05")
	}
	return v
}

func windowsEnglish(v Variant) Variant {
	v.app, v.lang, v.title, v.saved = windows, "en", windowsTitle, layout("2006-01-02 15:04:05")
	if v.date == nil {
		v.date = layout("3:04 PM")
	}
	if v.day == nil {
		v.day = dashed(layout("Monday, January 2, 2006"))
	}
	return v
}

func windowsTitle(c *formattest.Chat, _ int) string { return c.Info.Title + " with KakaoTalk Chats" }
