package bubble

// labels are the words about messages. What stands in place of contents is in exile/formats/words.
type labels struct {
	You, Undated, Inferred, SavedAs, Remedy                   string
	Edited, Earlier, EditUnknown, Reply, ReplyGone, Forwarded string
}

func labelsOf(lang string) *labels {
	if lang == "ko" {
		return &korean
	}
	return &english
}

// You returns what stands behind the name of the person whose chats they are.
func You(lang string) string { return labelsOf(lang).You }

var english = labels{
	You: "You", Undated: "Date unknown", Inferred: "time of the message before",
	SavedAs: "saved under the harmless name %s", Remedy: "How to get it",
	Edited: "Edited", Earlier: "Earlier state", EditUnknown: "The earlier text is not known.",
	Reply: "In reply to", ReplyGone: "a message that is not here", Forwarded: "Forwarded",
}

var korean = labels{
	You: "나", Undated: "날짜를 알 수 없음", Inferred: "앞 메시지를 따른 시각",
	SavedAs: "안전을 위해 바꾼 이름: %s", Remedy: "가져오는 방법",
	Edited: "수정됨", Earlier: "이전 내용", EditUnknown: "수정하기 전의 글은 알 수 없습니다.",
	Reply: "답장", ReplyGone: "여기에 없는 메시지", Forwarded: "전달된 메시지",
}
