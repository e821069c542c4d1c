package lang

// The summary of a run: the ledger in three lines.
var (
	LineRead = Text{
		EN: "Read:    {lines} {lines|line|lines} → {messages} {messages|message|messages}, {notices} {notices|notice|notices}, {continuations} {continuations|continuation|continuations}, {marks} {marks|heading or date|headings and dates}, {unread} not understood",
		KO: "읽음:   {lines}줄 → 메시지 {messages}개, 안내 {notices}개, 이어진 줄 {continuations}개, 제목·날짜 줄 {marks}개, 알 수 없는 줄 {unread}개",
	}
	LineRecords = Text{
		EN: "Read:    {messages} {messages|message|messages}, {notices} {notices|notice|notices}, {unread} not understood",
		KO: "읽음:   메시지 {messages}개, 안내 {notices}개, 알 수 없는 것 {unread}개",
	}
	LineMedia = Text{
		EN: "Media:   {files} {files|file|files} named → {found} found, {absent} not in the export",
		KO: "미디어: 파일 {files}개 → 있음 {found}개, 내보낸 파일에 없음 {absent}개",
	}
	MediaUsed = Text{
		EN: "Of the {n} {n|file|files} in “{name}”, {used} {used|was|were} matched to messages.",
		KO: "‘{name}’에 있는 파일 {n}개 가운데 {used}개를 메시지와 짝지었습니다.",
	}
	MediaUnused = Text{
		EN: "None of the {n} {n|file|files} in “{name}” was matched to a message: they may be of other chats or days, or nothing in their names tells where they belong.",
		KO: "‘{name}’에 있는 파일 {n}개 가운데 메시지와 짝지은 것이 없습니다. 다른 방이나 다른 날의 파일이거나, 이름만으로는 어디에 속하는지 알 수 없는 파일일 수 있습니다.",
	}
	LineWritten = Text{
		EN: "Written: {messages} {messages|message|messages}, {notices} {notices|notice|notices}, {files} {files|file|files}, {extra} further {extra|line|lines} → {path}",
		KO: "옮김:   메시지 {messages}개, 안내 {notices}개, 파일 {files}개, 추가된 줄 {extra}개 → {path}",
	}
	LineAdded = Text{
		EN: "Kept:    {chats} {chats|chat|chats} of {input} as source {source} → {path}",
		KO: "담음:   {input}의 대화 {chats}개({source}번) → {path}",
	}
	LineKnown = Text{
		EN: "“{input}” is in the store already, as source {source}: nothing was changed.",
		KO: "‘{input}’{input|은|는} 이미 {source}번으로 담겨 있어 아무것도 바꾸지 않았습니다.",
	}
	LineInput    = Text{EN: "{input}: {format}", KO: "{input}: {format}"}
	Named        = Text{EN: "{sentence} ({names})", KO: "{sentence} ({names})"}
	AndMore      = Text{EN: "{names} and {n} more", KO: "{names} 외 {n}개"}
	At           = Text{EN: "{file}, line {line}", KO: "{file} {line}번째 줄"}
	NoProblem    = Text{EN: "Nothing was lost.", KO: "빠진 것이 없습니다."}
	Allowed      = Text{EN: "accepted by --allow", KO: "--allow로 받아들임"}
	NextOpen     = Text{EN: "Next: open {path} in a browser; it shows every step.", KO: "다음: {path}{path|을|를} 브라우저로 열어 보세요. 순서대로 안내합니다."}
	NextOpenEach = Text{
		EN: "Next: each of the {n} chats in {path} has a START-HERE.html; open it in a browser. The first is {first}.",
		KO: "다음: {path}에 있는 대화 {n}개마다 START-HERE.html이 있습니다. 브라우저로 열면 순서대로 안내합니다. 첫 번째는 {first}입니다.",
	}
	NextShow  = Text{EN: "Next: `exile list` and `exile show CHAT`, or `exile convert --to telegram -o out`.", KO: "다음: `exile list`, `exile show 대화`로 보거나 `exile convert --to telegram -o out`으로 옮겨 보세요."}
	MadeStore = Text{EN: "A new store was made: {path}", KO: "새 보관소를 만들었습니다: {path}"}
)

// Who is who.
var (
	WhyNames = Text{
		EN: "Telegram decides by names which messages are yours and whose the others are. Write them as this Telegram account shows them: --me NAME says who you are, --as \"NAME=First Last\" how a person is shown there.",
		KO: "텔레그램은 이름을 보고 내 메시지와 다른 사람의 메시지를 가립니다. 내 텔레그램에 보이는 그대로 적어 주세요. 누가 나인지는 --me 이름, 텔레그램에서의 이름은 --as \"이름=텔레그램 이름\"로 정합니다.",
	}
	AskSelf    = Text{EN: "Which of these is you in “{chat}”?", KO: "‘{chat}’에서 본인은 누구인가요?"}
	AskHow     = Text{EN: "Number (or Enter to leave it open): ", KO: "번호(모르면 그냥 Enter): "}
	AskAgain   = Text{EN: "Please give a number from 1 to {n}.", KO: "1부터 {n}까지의 번호로 답해 주세요."}
	Remembered = Text{EN: "The store remembers that you are “{name}”.", KO: "본인 이름을 ‘{name}’{name|으로|로} 보관소에 저장했습니다."}
	MeKnown    = Text{EN: "Nobody in the chat is called “{name}”; the export itself says that “{self}” is you.", KO: "대화에 ‘{name}’{name|이라는|라는} 사람이 없습니다. 내보낸 내용에 따라 ‘{self}’{self|을|를} 본인으로 보았습니다."}
	MeMeans    = Text{EN: "Nobody in the chat is called “{name}”; “{self}” is you and is written so.", KO: "대화에 ‘{name}’{name|이라는|라는} 사람이 없어, 본인인 ‘{self}’{self|을|를} 그 이름으로 적습니다."}
)

// What a progress bar says.
var (
	StageRead  = Text{EN: "Reading", KO: "읽는 중"}
	StageIndex = Text{EN: "Sorting", KO: "정리하는 중"}
	StageWrite = Text{EN: "Writing", KO: "쓰는 중"}
)

// What inspect says.
var (
	LabelFormat    = Text{EN: "Format", KO: "형식"}
	LabelWhy       = Text{EN: "Why", KO: "근거"}
	LabelVariant   = Text{EN: "Variant", KO: "종류"}
	LabelLocale    = Text{EN: "Language", KO: "언어"}
	LabelClock     = Text{EN: "Clock", KO: "시계"}
	LabelZone      = Text{EN: "Time zone", KO: "시간대"}
	LabelEncoding  = Text{EN: "Encoding", KO: "인코딩"}
	LabelNewlines  = Text{EN: "Line ends", KO: "줄바꿈"}
	NewlinesRecord = Text{EN: "CRLF ends a message, LF a line within it", KO: "CRLF에서 메시지가 끝나고, LF는 메시지 안의 줄바꿈입니다"}
	NewlinesLine   = Text{EN: "each line tells for itself", KO: "줄마다 따로 판단합니다"}
	LabelDatesAs   = Text{EN: "Date shape", KO: "날짜 모양"}
	LabelChats     = Text{EN: "Chats", KO: "대화"}
	LabelCounts    = Text{EN: "Counts", KO: "개수"}
	LabelPeople    = Text{EN: "People", KO: "사람"}
	LabelDates     = Text{EN: "Dates", KO: "기간"}
	LabelUnused    = Text{EN: "Not used", KO: "쓰지 않은 파일"}
	LabelMarkers   = Text{EN: "Unknown words", KO: "모르는 말"}
	AskMarkers     = Text{EN: "These may be words of the app that exile does not know. If the app wrote them, please report them.", KO: "exile이 모르는 앱의 말일 수 있습니다. 앱이 적은 말이라면 저희에게 알려 주세요."}
	FilesAlike     = Text{EN: "{form}: {n} {n|file|files}", KO: "{form}: 파일 {n}개"}
	MoreRooms      = Text{EN: "and {n} more; --verbose lists all", KO: "외 {n}개. --verbose를 붙이면 모두 보여 줍니다"}
	LabelProblems  = Text{EN: "Problems", KO: "문제"}
	FromTo         = Text{EN: "{first} to {last}", KO: "{first}부터 {last}까지"}
	IsSelf         = Text{EN: "{name} (you)", KO: "{name} (본인)"}
	PersonCount    = Text{EN: "{name} {n}", KO: "{name} {n}"}
	None           = Text{EN: "none", KO: "없음"}
	Unnamed        = Text{EN: "(no name)", KO: "(이름 없음)"}
	Untitled       = Text{EN: "(no title)", KO: "(제목 없음)"}
	CountLine      = Text{EN: "{kind} {n}", KO: "{kind} {n}"}
)

// The kinds of messages, for counts.
var (
	KindMessages = Text{EN: "messages", KO: "메시지"}
	KindNotices  = Text{EN: "notices", KO: "안내"}
	KindText     = Text{EN: "text", KO: "글"}
	KindMedia    = Text{EN: "media", KO: "미디어"}
	KindCall     = Text{EN: "calls", KO: "통화"}
	KindPoll     = Text{EN: "polls", KO: "투표"}
	KindPlace    = Text{EN: "places", KO: "장소"}
	KindCard     = Text{EN: "cards", KO: "카드"}
	KindDeleted  = Text{EN: "deleted", KO: "삭제됨"}
	KindUnknown  = Text{EN: "unknown", KO: "알 수 없음"}
)

// The kinds of files, as problems name them.
var (
	FilePhoto    = Text{EN: "photo", KO: "사진"}
	FileVideo    = Text{EN: "video", KO: "동영상"}
	FileVoice    = Text{EN: "voice", KO: "음성"}
	FileAudio    = Text{EN: "audio", KO: "오디오"}
	FileSticker  = Text{EN: "sticker", KO: "이모티콘"}
	FileContact  = Text{EN: "contact", KO: "연락처"}
	FileDocument = Text{EN: "file", KO: "파일"}
)

// The columns of tables.
var (
	ColNumber   = Text{EN: "No.", KO: "번호"}
	ColTitle    = Text{EN: "Title", KO: "제목"}
	ColApp      = Text{EN: "From", KO: "앱"}
	ColMessages = Text{EN: "Messages", KO: "메시지"}
	ColFirst    = Text{EN: "First", KO: "처음"}
	ColLast     = Text{EN: "Last", KO: "마지막"}
	ColFile     = Text{EN: "File name", KO: "파일 이름"}
	ColVariant  = Text{EN: "Variant", KO: "종류"}
	ColParts    = Text{EN: "Files", KO: "파일"}
	ColPeople   = Text{EN: "People", KO: "사람"}
	ColMedia    = Text{EN: "Media", KO: "미디어"}
	ColUnread   = Text{EN: "Unread", KO: "알 수 없음"}
	ColName     = Text{EN: "Name", KO: "이름"}
	ColReads    = Text{EN: "Reads", KO: "읽기"}
	ColWrites   = Text{EN: "Writes", KO: "쓰기"}
	ColWhat     = Text{EN: "What", KO: "설명"}
	Yes         = Text{EN: "yes", KO: "예"}
	No          = Text{EN: "–", KO: "–"}
	NoChats     = Text{EN: "The store is empty.", KO: "보관소가 비어 있습니다."}
	NoMessages  = Text{EN: "There are no such messages.", KO: "그런 메시지가 없습니다."}
)

// Weekdays are the days of the week, Sunday first.
var Weekdays = [7]Text{
	{EN: "Sunday", KO: "일요일"},
	{EN: "Monday", KO: "월요일"},
	{EN: "Tuesday", KO: "화요일"},
	{EN: "Wednesday", KO: "수요일"},
	{EN: "Thursday", KO: "목요일"},
	{EN: "Friday", KO: "금요일"},
	{EN: "Saturday", KO: "토요일"},
}
