package telegram

import (
	"strconv"
	"strings"
)

// saying is a sentence of a receipt's text.
type saying int

// The sentences. phrase has the words of each.
const (
	sayTitle saying = iota
	sayRead
	sayNowhere
	sayNewGroup
	sayMessages
	sayNotices
	sayFiles
	sayGood
	sayNotGood
	sayPending
	sayMissing
	sayDoubled
	sayChanged
	sayClipped
	sayUnbound
	sayEmpty
	sayMoved
	saySwapped
	sayMisnamed
	sayDisordered
	sayShiftLate
	sayShiftEarly
	sayMend
	sayNoMend
	sayForeign
	sayToday
	saySides
	saySideLinked
	saySideNot
	saySideSome
	saySideOther
	sayNumbers
	sayHash
	sayUndo
	sayPhoto
	sayVideo
	sayVoice
	sayAudio
	saySticker
	sayDocument
	sayEnd // none: how many there are
)

// phrase returns a sentence in both languages. {a}, {b} and {c} are replaced.
func phrase(s saying) (en, ko string) {
	switch s {
	case sayTitle:
		return "What arrived in Telegram", "텔레그램에 도착한 내용"
	case sayRead:
		return "Read back on {a} UTC, signed in as {b}", "{b} 계정으로 {a} UTC에 다시 읽어 확인했습니다"
	case sayNowhere:
		return "{a} → not delivered yet", "{a} → 아직 보내지 않았습니다"
	case sayNewGroup:
		return "{a} → {b} (a group made for it)", "{a} → {b} (이 대화를 위해 만든 그룹)"
	case sayMessages:
		return "Messages: {a} of {b}", "메시지: {b}개 중 {a}개"
	case sayNotices:
		return "Notices (somebody joined, and the like): {a} of {b}. Telegram does not show all of these.",
			"알림(입장·퇴장 등): {b}개 중 {a}개. 텔레그램은 알림을 모두 보여 주지는 않습니다."
	case sayFiles:
		return "{a}: {b} of {c}", "{a}: {c}개 중 {b}개"
	case sayGood:
		return "Everything arrived as it was sent.", "모두 보낸 그대로 도착했습니다."
	case sayNotGood:
		return "Not everything arrived as it was sent:", "보낸 것과 다른 점이 있습니다:"
	case sayPending:
		return "Parts not delivered yet: {a}. Their messages count as missing. Go on with `exile telegram push`.",
			"아직 보내지 않은 부분: {a}개. 거기 든 메시지는 빠진 것으로 셌습니다. `exile telegram push`로 이어서 보내 주세요."
	case sayMissing:
		return "Missing: {a}. They were to come and are not in the chat.", "빠짐: {a}개. 와야 하는데 대화방에 없습니다."
	case sayDoubled:
		return "Doubled: {a}. They are there once too often. undo leaves them, unless it is told to take doubled ones as well.",
			"중복: {a}개. 한 번 더 들어와 있습니다. undo는 따로 지정하지 않으면 이 메시지를 건드리지 않습니다."
	case sayChanged:
		return "Changed: {a}. They are there with another text, or as another kind of file.",
			"바뀜: {a}개. 글이 다르거나 다른 종류의 파일로 들어왔습니다."
	case sayClipped:
		return "Cut: {a}. They were longer than the 4,096 characters of a message of Telegram's.",
			"잘림: {a}개. 텔레그램 메시지 하나의 한도인 4,096자보다 길었습니다."
	case sayUnbound:
		return "Files that did not arrive: {a}. In their place stand the words <attached: …>.",
			"도착하지 않은 파일: {a}개. 그 자리에 <attached: …>라는 글만 있습니다."
	case sayEmpty:
		return "Empty: {a}. The message is there, and nothing is in it.", "빈 메시지: {a}개. 메시지는 있지만 내용이 없습니다."
	case sayMoved:
		return "At another time: {a}.", "시각이 다름: {a}개."
	case saySwapped:
		return "Day and month taken for each other: {a}. Telegram read 03/04 as 4 March. Undo, and push more of the chat in one part, so that a day above 12 shows in its first 100 lines.",
			"날짜와 달이 뒤바뀜: {a}개. 텔레그램이 4월 3일(03/04)을 3월 4일로 읽었습니다. undo로 되돌린 뒤, 첫 100줄 안에 13일 이후의 날짜가 나오도록 한 부분에 더 많이 담아 다시 보내 주세요."
	case sayMisnamed:
		return "Under another name: {a}.", "이름이 다름: {a}개."
	case sayDisordered:
		return "Out of order: {a}.", "순서가 다름: {a}개."
	case sayShiftLate:
		return "All times are late by {a}.", "모든 시각이 {a}만큼 늦습니다."
	case sayShiftEarly:
		return "All times are early by {a}.", "모든 시각이 {a}만큼 이릅니다."
	case sayMend:
		return "To put them right: undo, plan again with --telegram-offset {a}, and push.",
			"바로잡으려면 undo로 되돌린 다음, --telegram-offset {a}로 계획을 다시 세워 보내 주세요."
	case sayNoMend:
		return "No offset from UTC explains this.", "어떤 UTC 시차로도 설명되지 않습니다."
	case sayForeign:
		return "Other imported messages in this chat: {a}. They are not of this plan, and undo leaves them.",
			"이 대화방의 다른 가져온 메시지: {a}개. 이 계획의 것이 아니므로 undo가 건드리지 않습니다."
	case sayToday:
		return "Standing at the day of the import: {a}. Their real time is shown in the message's header.",
			"가져온 날짜에 놓인 메시지: {a}개. 원래 시각은 메시지 윗부분에 표시됩니다."
	case saySides:
		return "Whose they became:", "누구의 메시지로 보이는지:"
	case saySideLinked:
		return "{a}: {b}, shown as that account's", "{a}: {b}개, 그 계정의 메시지로 보입니다"
	case saySideNot:
		return "{a}: {b}, shown under the name alone", "{a}: {b}개, 이름만 표시됩니다"
	case saySideSome:
		return "{a}: {b}, of which {c} are shown as that account's", "{a}: {b}개, 그중 {c}개가 그 계정의 메시지로 보입니다"
	case saySideOther:
		return "{a}: {b} are linked to another account than the plan names", "{a}: {b}개가 계획과 다른 계정에 연결되었습니다"
	case sayNumbers:
		return "Numbers of the messages: {a} to {b}", "메시지 번호: {a}부터 {b}까지"
	case sayHash:
		return "Proof (keyed hash over sender, time and text of all): {a}", "증명(보낸 사람·시각·글 전체의 키 해시): {a}"
	case sayUndo:
		return "This text is for reading. To take the messages back, give `exile telegram undo` the receipt's JSON file.",
			"이 글은 읽기 위한 것입니다. 메시지를 되돌리려면 `exile telegram undo`에 확인서의 JSON 파일을 주세요."
	case sayPhoto:
		return "Photos", "사진"
	case sayVideo:
		return "Videos", "동영상"
	case sayVoice:
		return "Voice messages", "음성 메시지"
	case sayAudio:
		return "Audio files", "오디오 파일"
	case saySticker:
		return "Stickers", "스티커"
	case sayDocument:
		return "Files", "파일"
	case sayEnd:
	}
	return "", ""
}

// sayForm returns what files of a form are called.
func sayForm(f Form) saying {
	switch f {
	case AsPhoto:
		return sayPhoto
	case AsVideo:
		return sayVideo
	case AsVoice:
		return sayVoice
	case AsAudio:
		return sayAudio
	case AsSticker:
		return saySticker
	case AsDocument:
	}
	return sayDocument
}

// words are the sentences in one language.
type words struct{ korean bool }

// say returns a sentence with its values: texts, or whole numbers, which get their
// thousands separated.
func (w words) say(s saying, values ...any) string {
	text, ko := phrase(s)
	if w.korean {
		text = ko
	}
	pairs := make([]string, 0, 2*len(values))
	for i, v := range values {
		pairs = append(pairs, "{"+string(rune('a'+i))+"}", shownValue(v))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func shownValue(v any) string {
	switch v := v.(type) {
	case int:
		return thousands(int64(v))
	case int64:
		return thousands(v)
	case string:
		return shown(v)
	}
	return ""
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// shown makes a name from elsewhere fit for one line of text: marks of direction and
// control characters could make it read as something else.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ', r >= 0x7f && r < 0xa0:
			return ' '
		case unseenMark(r) && r != '\u0333' && r != '\u033f' && r != '\u030a':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// span tells a length of time: 9:00:00 is nine hours.
func span(seconds int64) string {
	if seconds < 0 {
		seconds = -seconds
	}
	two := func(n int64) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	return thousands(seconds/3600) + ":" + two(seconds/60%60) + ":" + two(seconds%60)
}
