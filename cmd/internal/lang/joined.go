package lang

// What add says of chats that were there before. Why is one of the texts below.
var (
	LineJoined = Text{
		EN: "Joined:  “{title}” → chat {chat} ({why}): {new} new {new|message|messages}, {refined} told more fully or otherwise; where both reach, {here} only in this export, {before} only in what was there",
		KO: "합침:   ‘{title}’ → 이미 있던 {chat}번 대화({why}). 새 메시지 {new}개, 더 자세해지거나 바뀐 메시지 {refined}개. 겹치는 기간에 이 파일에만 있는 것 {here}개, 전에 담은 것에만 있는 것 {before}개",
	}
	LineJoinedHere = Text{
		EN: "Joined:  “{title}”, another export of the same room ({why}): {new} new {new|message|messages}, {refined} told more fully or otherwise; where both reach, {here} only in this export, {before} only in the other",
		KO: "합침:   ‘{title}’, 같은 방을 내보낸 또 다른 파일({why}). 새 메시지 {new}개, 더 자세해지거나 바뀐 메시지 {refined}개. 겹치는 기간에 이 파일에만 있는 것 {here}개, 먼저 읽은 것에만 있는 것 {before}개",
	}
	LineBridged = Text{
		EN: "         Chats that turned out to be the same room and were joined to chat {chat}: {chats}",
		KO: "        같은 방으로 확인되어 {chat}번에 함께 합친 대화: {chats}번",
	}
	LineApart = Text{
		EN: "Apart:   “{title}” may be of the same room as chat {other} (“{of}”): {why}. It was kept as chat {chat}; if they are one room, `exile merge {other} {chat}` joins them",
		KO: "따로:   ‘{title}’{title|은|는} {other}번 대화(‘{of}’)와 같은 방일 수 있지만 {why}. 그래서 {chat}번 대화로 따로 두었습니다. 같은 방이라면 `exile merge {other} {chat}`로 합칠 수 있습니다",
	}
	LineApartHere = Text{
		EN: "Apart:   “{title}” may be of the same room as another export (“{of}”): {why}. They stay two chats; in a store, `exile merge` can join them",
		KO: "따로:   ‘{title}’{title|은|는} 다른 파일의 대화(‘{of}’)와 같은 방일 수 있지만 {why}. 그래서 따로 두었습니다. `exile add`로 보관소에 담으면 `exile merge`로 합칠 수 있습니다",
	}
	LineShifted = Text{
		EN: "Apart:   “{title}” is chat {other} (“{of}”) if all its times are moved by {way}: one of the two was read in another time zone. It was kept as chat {chat}. Set the zone right, with `exile retime SOURCE --tz ZONE`, then `exile merge {other} {chat}`; or take this one out with `exile undo {source} --yes` and add it again with --tz ZONE",
		KO: "따로:   ‘{title}’{title|은|는} 시각을 모두 {way} {other}번 대화(‘{of}’)와 같습니다. 둘 가운데 하나를 다른 시간대로 읽은 것 같아 {chat}번 대화로 따로 두었습니다. `exile retime 번호 --tz 시간대`로 시간대를 바로잡은 뒤 `exile merge {other} {chat}`로 합치거나, `exile undo {source} --yes`로 되돌린 다음 --tz 시간대를 붙여 다시 담아 주세요",
	}
	LineShiftedHere = Text{
		EN: "Apart:   “{title}” is another export (“{of}”) if all its times are moved by {way}: one of the two was read in another time zone. They stay two chats; read each with the --tz of its phone",
		KO: "따로:   ‘{title}’{title|은|는} 시각을 모두 {way} 다른 파일의 대화(‘{of}’)와 같습니다. 둘 가운데 하나를 다른 시간대로 읽은 것 같아 따로 두었습니다. 파일마다 내보낸 휴대폰의 시간대를 --tz로 알려 주세요",
	}
	LineSwapped = Text{
		EN: "Apart:   “{title}” is chat {other} (“{of}”) if day and month change places in its dates: one of the two was read in the wrong order. It was kept as chat {chat}. Take the wrong one out, this one with `exile undo {source} --yes`, and add it again with --date-order dmy or --date-order mdy",
		KO: "따로:   ‘{title}’{title|은|는} 날짜의 일과 월을 바꾸어 읽으면 {other}번 대화(‘{of}’)와 같습니다. 둘 가운데 하나의 날짜 순서를 잘못 읽은 것 같아 {chat}번 대화로 따로 두었습니다. 잘못 읽은 쪽을 되돌린 다음(이 파일은 `exile undo {source} --yes`) --date-order dmy 또는 --date-order mdy를 붙여 다시 담아 주세요",
	}
	LineSwappedHere = Text{
		EN: "Apart:   “{title}” is another export (“{of}”) if day and month change places in its dates: one of the two was read in the wrong order. They stay two chats; read the wrong one with --date-order dmy or --date-order mdy",
		KO: "따로:   ‘{title}’{title|은|는} 날짜의 일과 월을 바꾸어 읽으면 다른 파일의 대화(‘{of}’)와 같습니다. 둘 가운데 하나의 날짜 순서를 잘못 읽은 것 같아 따로 두었습니다. 잘못 읽은 쪽에 --date-order dmy 또는 --date-order mdy를 붙여 주세요",
	}
	ToEarlier     = Text{EN: "{shift}, to earlier", KO: "{shift} 앞당기면"}
	ToLater       = Text{EN: "{shift}, to later", KO: "{shift} 늦추면"}
	LineForgotten = Text{
		EN: "“{input}” was in the store as source {source} and was forgotten: nothing was added. --again adds it all the same.",
		KO: "‘{input}’{input|은|는} {source}번으로 담겼다가 지워진 파일이라 담지 않았습니다. 그래도 담으시려면 --again을 붙여 주세요.",
	}
	LinePartly = Text{
		EN: "“{input}” is in the store as source {source}, but something of it was forgotten: nothing was changed. --again adds all of it again.",
		KO: "‘{input}’{input|은|는} {source}번으로 담겨 있지만 그 가운데 일부를 지우셨기에 그대로 두었습니다. 지운 것까지 모두 다시 담으시려면 --again을 붙여 주세요.",
	}
	Hours   = Text{EN: "{n} {n|hour|hours}", KO: "{n}시간"}
	Minutes = Text{EN: "{n} minutes", KO: "{n}분"}
)

// JoinReason returns in words why a chat was joined to another or kept apart, by the
// code that convert gives; ok is false for codes it does not know. The values are
// equal, overlap and into.
func JoinReason(code string) (t Text, ok bool) {
	t, ok = joinReasons[code]
	return t, ok
}

var joinReasons = map[string]Text{
	"said": {
		EN: "as --chat says",
		KO: "--chat으로 정하신 대로",
	},
	"key": {
		EN: "the app itself says that it is the same room",
		KO: "앱이 매긴 방 번호가 같음",
	},
	"title": {
		EN: "the same title, {equal} equal {equal|message|messages}",
		KO: "제목이 같고 같은 메시지가 {equal}개",
	},
	"messages": {
		EN: "called “{into}” there, {equal} equal {equal|message|messages}",
		KO: "제목은 ‘{into}’{into|으로|로} 다르지만 같은 메시지가 {equal}개",
	},
	"no-overlap": {
		EN: "no time is in both, so nothing can be compared",
		KO: "겹치는 기간이 없어 견주어 볼 수 없습니다",
	},
	"other-messages": {
		EN: "of {overlap} {overlap|message|messages} in the time that both cover, {equal} {equal|is|are} equal",
		KO: "겹치는 기간의 메시지 {overlap}개 가운데 같은 것이 {equal}개입니다",
	},
	"other-people": {
		EN: "nobody is in both",
		KO: "양쪽에 함께 나오는 사람이 없습니다",
	},
	"one-sender": {
		EN: "of {overlap} {overlap|message|messages} in the time that both cover, {equal} {equal|is|are} equal, but only one person's, who may have sent the same to several rooms",
		KO: "겹치는 기간의 메시지 {overlap}개 가운데 같은 {equal}개가 모두 한 사람이 보낸 것이어서, 여러 방에 같은 메시지를 보냈을 수도 있습니다",
	},
	"own-messages": {
		EN: "of {overlap} {overlap|message|messages} in the time that both cover, {equal} {equal|is|are} equal, but in between there are messages that only one of the two has, as of two rooms to which the same was forwarded",
		KO: "겹치는 기간의 메시지 {overlap}개 가운데 {equal}개가 같지만 그 사이사이에 한쪽에만 있는 메시지가 있어, 같은 메시지를 전달받은 다른 방일 수도 있습니다",
	},
	"few-messages": {
		EN: "of {overlap} {overlap|message|messages} in the time that both cover, {equal} {equal|is|are} equal, which is too little for rooms of different titles",
		KO: "겹치는 기간의 메시지 {overlap}개 가운데 {equal}개가 같지만, 제목이 다른 방을 합치기에는 근거가 부족합니다",
	},
	"two-chats": {
		EN: "it fits another chat as well, and those two are not the same",
		KO: "서로 다른 두 대화에 똑같이 들어맞습니다",
	},
}

// ChangedInput says that a file changed between two readings.
var ChangedInput = Trouble{
	Sentence: Text{
		EN: "“{name}” changed while it was read: nothing was kept.",
		KO: "‘{name}’{name|이|가} 읽는 동안 바뀌어 아무것도 담지 않았습니다.",
	},
	Hint: Text{
		EN: "Wait until the app or the download is done with it, then try again.",
		KO: "앱이나 내려받기가 끝난 뒤 다시 해 주세요.",
	},
}
