package kakaotest

import (
	"fmt"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// tongue is the language of notices.
func (v Variant) tongue() string {
	if v.english {
		return "en"
	}
	return v.lang
}

// sentence returns what the app writes for a notice; "" where nobody knows it.
func (v Variant) sentence(c *formattest.Chat, n export.Notice) string {
	actor, list := v.Called(c, n.Actor), v.list(c, n.People)
	switch v.tongue() {
	case "ko":
		return v.koreanSentence(n.Kind, actor, list)
	case "en":
		return v.englishSentence(n.Kind, actor, list)
	}
	if v.app == windows {
		return ""
	}
	switch n.Kind { //nolint:exhaustive // derived
	case export.NoticeJoin:
		return actor + "さんが参加しました。"
	case export.NoticeLeave:
		return actor + "さんが退室しました。"
	case export.NoticeInvite:
		return actor + "さんが" + list + "さんを招待しました。"
	}
	return ""
}

func (v Variant) koreanSentence(kind export.NoticeKind, actor, list string) string {
	switch kind {
	case export.NoticeJoin:
		return actor + "님이 들어왔습니다."
	case export.NoticeLeave:
		return actor + "님이 나갔습니다."
	case export.NoticeInvite:
		if v.app == windows {
			return actor + "님이 " + list + "님을 초대하였습니다."
		}
		return actor + "님이 " + list + "님을 초대했습니다."
	case export.NoticeRemove:
		return list + "님을 내보냈습니다."
	case export.NoticeHost:
		return actor + "님이 방장이 되었습니다."
	case export.NoticeManager:
		return actor + "님이 부방장이 되었습니다."
	case export.NoticeOther, export.NoticeTitle, export.NoticeSetting, export.NoticeWarning:
	}
	return ""
}

func (v Variant) englishSentence(kind export.NoticeKind, actor, list string) string {
	switch kind {
	case export.NoticeJoin:
		return actor + " joined this chatroom."
	case export.NoticeLeave:
		if v.app == windows {
			return actor + " left."
		}
		return actor + " left this chatroom."
	case export.NoticeInvite:
		return actor + " invited " + list + "."
	case export.NoticeRemove:
		return list + " has been removed from this chatroom."
	case export.NoticeHost, export.NoticeManager:
		if v.korean {
			return v.koreanSentence(kind, actor, list)
		}
	case export.NoticeOther, export.NoticeTitle, export.NoticeSetting, export.NoticeWarning:
	}
	return ""
}

// list joins the names of people as the app does.
func (v Variant) list(c *formattest.Chat, people []export.PersonRef) string {
	comma, and := ", ", " and "
	if v.tongue() == "ko" {
		comma, and = "님, ", "님과 "
	}
	names := make([]string, 0, len(people))
	for _, ref := range people {
		names = append(names, v.Called(c, ref))
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], comma) + and + names[n]
	}
	return strings.Join(names, "")
}

// word is what stands for a kind of file.
func (v Variant) word(k export.FileKind) string {
	if w := v.says[k]; w != "" {
		return w
	}
	korean, english, japanese := "사진", "Photo", "写真"
	switch k {
	case export.FileVideo:
		korean, english, japanese = "동영상", "Video", "動画"
	case export.FileVoice:
		korean, english, japanese = "음성메시지", "Voice Note", "ボイスメッセージ"
	case export.FileDocument:
		korean, english, japanese = "파일", "File", "ファイル"
	case export.FilePhoto, export.FileAudio, export.FileSticker, export.FileContact:
	}
	return map[string]string{"ko": korean, "en": english, "ja": japanese}[v.lang]
}

// counts reports whether the export says how many photos there were.
func (v Variant) counts() bool { return v.lang == "ko" && v.says[export.FilePhoto] == "" }

// media returns what the app writes for files; names of an album are joined by
// CRLF.
func (v Variant) media(m export.Media) string {
	f := m.Files[0]
	word := v.word(f.Kind)
	switch {
	case f.Kind == export.FileDocument:
		return word + ": " + f.Name
	case !v.named() && len(m.Files) > 1 && v.counts():
		return fmt.Sprintf("%s %d장", word, len(m.Files))
	case !v.named():
		return word
	case f.State == export.FileNotExported:
		return "<" + word + map[string]string{"ko": " 읽지 않음>", "en": " unread>"}[v.lang]
	}
	names := make([]string, len(m.Files))
	for i := range m.Files {
		names[i] = m.Files[i].Name
	}
	return strings.Join(names, "\r\n")
}

// named reports whether the text names media files.
func (v Variant) named() bool { return v.Media && v.app == android }

func (v Variant) call(c export.Call) string {
	words := map[string][2]string{
		"ko": {"보이스톡 ", "페이스톡 "}, "en": {"Voice Call ", "Video Call "}, "ja": {"ボイストーク ", "フェイストーク "},
	}[v.lang]
	if c.Kind == export.CallVideo {
		return words[1] + length(c.Duration)
	}
	return words[0] + length(c.Duration)
}

// length writes a call's duration.
func length(d time.Duration) string {
	s := int(d.Seconds())
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
