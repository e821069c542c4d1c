package lang

// SheetDate is how a recovery sheet writes a day.
var SheetDate = Text{EN: "2 January 2006", KO: "2006년 1월 2일"}

// SheetTexts are the words of a recovery sheet.
var SheetTexts = struct {
	Title, Print, What                    Text
	File, Day, ID, Public                 Text
	Key, Letters, Code                    Text
	First, Save                           Text
	Exile, Window, InPlace, Unpack        Text
	Without, WithoutHow, Inside           Text
	Renamed, Keep, KeepApart, KeepCleanUp Text
}{
	Title: Text{EN: "Recovery sheet", KO: "복구 안내지"},
	Print: Text{
		EN: "This file holds the key itself. Print it, check that the print can be read, then delete the file and empty the bin.",
		KO: "이 파일에는 키가 그대로 들어 있습니다. 인쇄해서 글자가 잘 보이는지 확인한 다음, 파일을 지우고 휴지통도 비워 주세요.",
	},
	What: Text{
		EN: "This sheet opens a chat history that was sealed with exile. No passphrase is needed with it.",
		KO: "exile로 봉인한 대화 기록을 여는 안내지입니다. 이 종이가 있으면 암호 없이 열 수 있습니다.",
	},
	File:   Text{EN: "Sealed archive", KO: "봉인 파일"},
	Day:    Text{EN: "Sealed on", KO: "봉인한 날"},
	ID:     Text{EN: "Archive ID", KO: "봉인 파일 ID"},
	Public: Text{EN: "Public key", KO: "공개 키"},
	Key:    Text{EN: "The key", KO: "키"},
	Letters: Text{
		EN: "The gaps are for the eye: type none. Behind KEY-1 there is no B, I, O and no 1; what looks like one is 8, L or 0.",
		KO: "띄어 쓴 것은 보기 좋으라고 한 것이니 붙여서 입력하세요. KEY-1 뒤에는 B, I, O와 숫자 1이 나오지 않습니다. 그렇게 보이면 8, L, 0입니다.",
	},
	Code: Text{
		EN: "The same key as a QR code. Scan it with an app that sends nothing anywhere.",
		KO: "같은 키를 담은 QR 코드입니다. 내용을 인터넷으로 보내지 않는 앱으로 읽어 주세요.",
	},
	First: Text{EN: "1. Put the key into a file", KO: "1. 키를 파일로 만들기"},
	Save: Text{
		EN: "Type the key into a text file, as one line, and save it as key.txt beside the sealed archive. Capitals matter.",
		KO: "메모장 같은 편집기에 키를 한 줄로 입력하고, 봉인 파일 옆에 key.txt로 저장하세요. 대문자 그대로 써야 합니다.",
	},
	Exile: Text{EN: "2. Open it with exile", KO: "2. exile로 열기"},
	Window: Text{
		EN: "In the window, if exile has the archive in its own folder: start exile by a double click, and choose key.txt under “{other}”.",
		KO: "봉인 파일이 exile의 보관 폴더에 있으면 창에서 열 수 있습니다. exile을 더블 클릭하고, ‘{other}’에서 key.txt를 고르세요.",
	},
	InPlace: Text{
		EN: "In a terminal, to look into it without unpacking (show, convert and all other commands alike):",
		KO: "터미널에서 풀지 않고 그대로 볼 때(show, convert 등 다른 명령도 마찬가지입니다):",
	},
	Unpack: Text{
		EN: "To unpack it into the folder {store}, no longer sealed:",
		KO: "봉인을 풀어 {store} 폴더로 꺼낼 때:",
	},
	Without: Text{EN: "Or without exile", KO: "exile이 없을 때"},
	WithoutHow: Text{
		EN: "With the free program age (age-encryption.org), and unzip or whatever opens zip files:",
		KO: "무료 프로그램 age(age-encryption.org)로 열고, unzip이나 다른 압축 프로그램으로 풉니다.",
	},
	Inside: Text{
		EN: "chats.db in it is an SQLite database with all messages (the view v_messages is made for people); photos and other files are in media.",
		KO: "안에 든 chats.db는 모든 메시지가 담긴 SQLite 데이터베이스입니다(사람이 보기에는 v_messages 뷰가 편합니다). 사진과 파일은 media 폴더에 있습니다.",
	},
	Renamed: Text{
		EN: "If the file was renamed, write its present name instead of {archive}.",
		KO: "파일 이름이 바뀌었다면 {archive} 대신 지금 이름을 적으세요.",
	},
	Keep: Text{EN: "Keep this sheet", KO: "보관하기"},
	KeepApart: Text{
		EN: "Whoever has this sheet and the archive can read everything. Keep it where you keep papers that matter, not with the computer.",
		KO: "이 종이와 봉인 파일을 함께 가진 사람은 내용을 모두 읽을 수 있습니다. 중요한 서류를 두는 곳에, 컴퓨터와는 따로 보관하세요.",
	},
	KeepCleanUp: Text{
		EN: "When you are done, delete key.txt, history.zip and what was unpacked.",
		KO: "다 보았으면 key.txt와 history.zip, 풀어 놓은 폴더를 지우세요.",
	},
}
