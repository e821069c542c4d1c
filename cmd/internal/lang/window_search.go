package lang

// windowSearch is what the search of the window says.
var windowSearch = map[string]Text{
	"SearchFor":        {EN: "Words, or parts of words", KO: "찾을 말 (일부만 적어도 됩니다)"},
	"SearchIn":         {EN: "In which chat", KO: "어느 대화에서"},
	"AllChats":         {EN: "All chats", KO: "모든 대화"},
	"Find":             {EN: "Search", KO: "찾기"},
	"OldestFirst":      {EN: "Oldest first", KO: "오래된 것부터"},
	"SearchMore":       {EN: "How to narrow a search", KO: "범위를 좁혀 찾기"},
	"SearchHow":        {EN: "“see you” finds those words together; -photo leaves out; from:Minjun, has:photo, after:2024-03, before:2025 narrow the search.", KO: "“이따 봐”처럼 따옴표로 묶으면 붙어 있는 말만 찾고, -사진처럼 적으면 그 말을 뺍니다. from:민준, has:photo, after:2024-03, before:2025로 범위를 좁힐 수 있습니다."},
	"NothingFound":     {EN: "Nothing was found.", KO: "찾은 것이 없습니다."},
	"NothingFoundHint": {EN: "Try a part of the word, or another chat.", KO: "말의 일부만 적거나 다른 대화에서 찾아보세요."},
	"FoundHits":        {EN: "{n} {n|message|messages}", KO: "메시지 {n}개"},
	"FewLeft":          {EN: "There are {n} more.", KO: "{n}개가 더 있습니다."},
	"ManyLeft":         {EN: "There are more than {n} others.", KO: "{n}개가 넘게 더 있습니다."},
	"NarrowHits":       {EN: "To see them, narrow the search.", KO: "나머지는 범위를 좁혀 찾아 주세요."},
	"ShowMore":         {EN: "Show more", KO: "더 보기"},
	"NobodyFound":      {EN: "Nobody is called {name}.", KO: "{name}{name|이라는|라는} 사람이 없습니다."},
	"NobodyFoundHint":  {EN: "Names are listed under “People”.", KO: "이름은 ‘사람’에서 볼 수 있습니다."},
	"NoChatFound":      {EN: "No chat is called {name}.", KO: "{name}{name|이라는|라는} 대화가 없습니다."},
	"NoChatFoundHint":  {EN: "Titles are listed under “Chats”.", KO: "제목은 ‘대화’에서 볼 수 있습니다."},
}
