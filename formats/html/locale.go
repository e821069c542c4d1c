package html

// labels are the words of the pages themselves. What stands in place of contents
// is in exile/formats/words.
type labels struct {
	Chats, Contents, Search, Older, Newer, Pages string
	Messages, People, ToEnd, NoChats, Empty      string
	TooLarge, Saved                              string
	NeedsScript, SearchHint                      string
	Script                                       scriptLabels
}

// scriptLabels are those that the script uses; their JSON keys are its own.
type scriptLabels struct {
	Jump     string `json:"jump"`
	Search   string `json:"search"`
	Hint     string `json:"hint"`
	AllChats string `json:"all"`
	Busy     string `json:"busy"`
	None     string `json:"none"`
	Found    string `json:"found"` // # is the number
	AtMost   string `json:"most"`
	More     string `json:"more"`
	Failed   string `json:"failed"`
	Close    string `json:"close"`
	Previous string `json:"previous"`
	Next     string `json:"next"`
	Photo    string `json:"photo"`
}

func labelsOf(lang string) *labels {
	if lang == "ko" {
		return &korean
	}
	return &english
}

var english = labels{
	Chats: "Chats", Contents: "Contents", Search: "Search", Older: "Older", Newer: "Newer", Pages: "Pages",
	Messages: "messages: %s", People: "People", ToEnd: "Skip to the last message", NoChats: "There are no chats here.", Empty: "no messages",
	TooLarge: "too large for a page in one file", Saved: "Exported",
	NeedsScript: "Searching needs JavaScript, which is switched off here. All chats can be read without it.",
	SearchHint:  "Part of a word is enough.",
	Script: scriptLabels{
		Jump: "Go to date", Search: "Search", Hint: "Words to look for", AllChats: "All chats", Busy: "Searching …", None: "Nothing was found.",
		Found: "# found", AtMost: "at most # found", More: "Show more", Failed: "A file of the search could not be opened.",
		Close: "Close", Previous: "Previous photo", Next: "Next photo", Photo: "Photo",
	},
}

var korean = labels{
	Chats: "대화 목록", Contents: "목차", Search: "검색", Older: "이전", Newer: "다음", Pages: "페이지",
	Messages: "메시지 %s개", People: "참여자", ToEnd: "마지막 메시지로 건너뛰기", NoChats: "대화가 없습니다.", Empty: "메시지 없음",
	TooLarge: "파일 하나에 담기에는 너무 큼", Saved: "내보낸 날",
	NeedsScript: "검색하려면 JavaScript를 켜야 합니다. 대화는 켜지 않아도 모두 읽을 수 있습니다.",
	SearchHint:  "낱말의 일부만 적어도 됩니다.",
	Script: scriptLabels{
		Jump: "날짜로 이동", Search: "검색", Hint: "찾을 말", AllChats: "모든 대화", Busy: "찾는 중입니다…", None: "찾는 말이 없습니다.",
		Found: "#개를 찾았습니다", AtMost: "최대 #개를 찾았습니다", More: "더 보기", Failed: "검색에 필요한 파일을 열지 못했습니다.",
		Close: "닫기", Previous: "이전 사진", Next: "다음 사진", Photo: "사진",
	},
}
