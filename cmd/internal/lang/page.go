package lang

// What the page of `exile report --html` says.
var (
	FlagHTML     = Text{EN: "write a page for a browser; of the whole store unless a source is named", KO: "브라우저로 볼 문서를 만듭니다. 번호가 없으면 보관소 전체"}
	FlagPageOut  = Text{EN: "the `FILE` to write with --html; - is standard output", KO: "--html로 쓸 `파일`. -는 표준 출력입니다"}
	FlagPageOver = Text{EN: "replace a file that is there", KO: "이미 있는 파일을 덮어씁니다"}

	NeedsPage   = Text{EN: "Say where to write the page with -o, for example: -o report.html", KO: "문서를 만들 곳을 -o로 알려 주세요. 예: -o report.html"}
	OnlyOfPage  = Text{EN: "{name} goes with --html alone.", KO: "{name} 옵션은 --html과 함께 씁니다."}
	NotWithPage = Text{EN: "{name} does not go with --html.", KO: "{name} 옵션은 --html과 함께 쓸 수 없습니다."}
	PageMade    = Text{EN: "The page is in {path}; open it in a browser.", KO: "{path}에 문서를 만들었습니다. 브라우저로 열어 보세요."}

	PageTitle    = Text{EN: "What came, and what did not", KO: "들어온 것과 빠진 것"}
	PageAbout    = Text{EN: "An account of the chat exports that were read. It holds names and places, but no messages.", KO: "내보낸 대화를 읽은 기록입니다. 이름과 위치만 있고 메시지 내용은 없습니다."}
	PageOf       = Text{EN: "{path}, {day}", KO: "{path}, {day}"}
	PageSources  = Text{EN: "{n} {n|export|exports}", KO: "내보낸 대화 {n}개"}
	PageSource   = Text{EN: "{n}. {input}", KO: "{n}번 {input}"}
	PageContents = Text{EN: "Contents", KO: "차례"}
	PageNothing  = Text{EN: "Nothing was lost, nothing is missing, and nothing had to be assumed.", KO: "빠진 것도, 없는 것도, 짐작한 것도 없습니다."}

	PageFormat   = Text{EN: "Format", KO: "형식"}
	PageDevice   = Text{EN: "Made with", KO: "만든 곳"}
	PageSum      = Text{EN: "SHA-256", KO: "해시(SHA-256)"}
	PageChats    = Text{EN: "Chats", KO: "대화"}
	PageCame     = Text{EN: "What came", KO: "들어온 것"}
	PageWritten  = Text{EN: "What was written", KO: "옮긴 것"}
	PageBalanced = Text{EN: "Every line of the input is accounted for.", KO: "입력의 모든 줄을 빠짐없이 확인했습니다."}
	PageUneven   = Text{EN: "The counts do not agree: {lines} of {counted} lines are accounted for.", KO: "개수가 맞지 않습니다. {counted}줄 가운데 {lines}줄만 확인했습니다."}

	PageBoth          = Text{EN: "Messages and notices", KO: "메시지와 안내"}
	PageLines         = Text{EN: "Lines", KO: "줄"}
	PageMessages      = Text{EN: "Messages", KO: "메시지"}
	PageNotices       = Text{EN: "Notices (somebody came or left …)", KO: "안내(들어옴·나감 등)"}
	PageContinuations = Text{EN: "Further lines of messages", KO: "메시지의 이어진 줄"}
	PageMarks         = Text{EN: "Headings and dates", KO: "제목·날짜 줄"}
	PageUnread        = Text{EN: "Not understood", KO: "알 수 없는 것"}
	PageFiles         = Text{EN: "Files that messages name", KO: "메시지에 나오는 파일"}
	PageFound         = Text{EN: "of those, found", KO: "그 가운데 있는 것"}
	PageAbsent        = Text{EN: "of those, not in the export", KO: "그 가운데 내보낸 파일에 없는 것"}
	PageExtra         = Text{EN: "Further lines", KO: "추가된 줄"}

	PageLost    = Text{EN: "What was lost", KO: "옮기지 못한 것"}
	PageMissing = Text{EN: "What is not in the export", KO: "내보낸 파일에 없는 것"}
	PageAssumed = Text{EN: "What was assumed", KO: "이렇게 보고 처리한 것"}
	PageNotes   = Text{EN: "Worth knowing", KO: "알아 둘 것"}
	PageWhat    = Text{EN: "What", KO: "무엇"}
	PageCount   = Text{EN: "Count", KO: "개수"}
	PageName    = Text{EN: "Name", KO: "이름"}
	PageWhere   = Text{EN: "Where", KO: "위치"}
	PageLine    = Text{EN: "Line", KO: "줄"}
	PageRecord  = Text{EN: "{n} (row)", KO: "{n} (행)"}
	PagePlaces  = Text{EN: "Where: {n} {n|place|places}", KO: "위치 {n}곳"}
	PageMore    = Text{EN: "and {n} more", KO: "외 {n}개"}
	PageRemedy  = Text{EN: "What to do: ", KO: "이렇게 하세요: "}
)
