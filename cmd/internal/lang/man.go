package lang

// What `exile man` says, beside the help pages.
var (
	HelpMan = Help{
		Short: Text{EN: "Print the manual page, for man(1)", KO: "man 명령으로 볼 설명서를 만듭니다"},
		Long: Text{
			EN: `Print the manual page of exile on standard output, or write it and a page for
each command into a folder. To read it once, or to install it:
  exile man | man -l -
  exile man --dir ~/.local/share/man/man1`,
			KO: `exile의 설명서(man 페이지)를 표준 출력에 쓰거나, 명령마다 한 장씩 폴더에
만듭니다. 한 번 읽거나 설치하려면 이렇게 하세요.
  exile man | man -l -
  exile man --dir ~/.local/share/man/ko/man1`,
		},
	}
	FlagManDir   = Text{EN: "write exile.1 and a page for each command into `DIR`", KO: "exile.1과 명령마다 한 장씩을 `폴더`에 만듭니다"}
	FlagManForce = Text{EN: "replace pages that are there already", KO: "이미 있는 설명서를 덮어씁니다"}
	NeedsManDir  = Text{EN: "--force replaces pages in a folder; name it with --dir.", KO: "--force는 폴더에 있는 설명서를 덮어쓸 때 씁니다. 폴더를 --dir로 정해 주세요."}
	ManWritten   = Text{EN: "Wrote {n} {n|page|pages} into {dir}", KO: "설명서 {n}장을 만들었습니다: {dir}"}
	ManTaken     = Trouble{
		Sentence: Text{EN: "“{name}” exists already; nothing was written.", KO: "‘{name}’{name|이|가} 이미 있어 아무것도 쓰지 않았습니다."},
		Hint:     Text{EN: "Choose another --dir, or replace the pages with --force.", KO: "--dir로 다른 폴더를 정하거나, --force로 덮어쓰세요."},
	}
	ManNotFile = Trouble{
		Sentence: Text{EN: "“{name}” is no regular file, so not even --force replaces it.", KO: "‘{name}’{name|은|는} 보통 파일이 아니어서 --force로도 덮어쓰지 않습니다."},
		Hint:     Text{EN: "Choose another --dir, or move it away yourself.", KO: "--dir로 다른 폴더를 정하거나, 직접 옮겨 주세요."},
	}
	NoManFolder = Trouble{
		Sentence: Text{EN: "There is no folder “{name}”.", KO: "‘{name}’ 폴더가 없습니다."},
		Hint:     Text{EN: "Make the folder first, or choose another --dir.", KO: "폴더를 먼저 만들거나 --dir로 다른 곳을 정해 주세요."},
	}
)

// The headings of manual pages. That of the first is one that man's index knows.
var (
	ManTitle       = Text{EN: "User Commands", KO: "사용자 명령"}
	ManName        = Text{EN: "NAME", KO: "이름"}
	ManSynopsis    = Text{EN: "SYNOPSIS", KO: "사용법"}
	ManDescription = Text{EN: "DESCRIPTION", KO: "설명"}
	ManCommands    = Text{EN: "COMMANDS", KO: "명령"}
	ManOptions     = Text{EN: "OPTIONS", KO: "옵션"}
	ManGlobal      = Text{EN: "OPTIONS OF EVERY COMMAND", KO: "모든 명령의 옵션"}
	ManStatuses    = Text{EN: "EXIT STATUS", KO: "종료 코드"}
	ManEnvironment = Text{EN: "ENVIRONMENT", KO: "환경 변수"}
	ManFiles       = Text{EN: "FILES", KO: "파일"}
	ManSeeAlso     = Text{EN: "SEE ALSO", KO: "관련 항목"}
)

// Item is an entry of a list: a name that is the same in every language, and what
// it is.
type Item struct {
	Name string
	Is   Text
}

// ManVariables are the environment variables that exile heeds.
func ManVariables() []Item {
	return []Item{
		{"EXILE_STORE", Text{EN: "the store, where --store does not name it", KO: "--store를 쓰지 않을 때의 보관소"}},
		{"EXILE_IDENTITY", Text{EN: "a file with the key that opens a sealed archive, where -i does not name it", KO: "-i를 쓰지 않을 때 봉인 파일을 여는 키 파일"}},
		{"EXILE_PASSPHRASE_FILE", Text{EN: "a file with the passphrase, where --passphrase-file does not name it", KO: "--passphrase-file을 쓰지 않을 때 암호가 든 파일"}},
		{"EXILE_PASSPHRASE_COMMAND", Text{EN: "a command for the shell, whose output is the passphrase", KO: "암호를 출력하는 셸 명령"}},
		{"EXILE_STATE", Text{EN: "the folder that remembers the archives seen by this computer", KO: "이 컴퓨터에서 본 봉인 파일을 기억하는 폴더"}},
		{"EXILE_TELEGRAM_DIR", Text{EN: "the folder in which exile-telegram keeps its session, locked, and its journals", KO: "exile-telegram이 잠긴 로그인 정보와 기록을 두는 폴더"}},
		{"EXILE_TELEGRAM_PASSPHRASE_FILE", Text{EN: "a file with the passphrase of that session", KO: "그 로그인 정보의 암호가 든 파일"}},
		{"EXILE_TELEGRAM_API_ID, EXILE_TELEGRAM_API_HASH", Text{EN: "what exile telegram login would ask for otherwise", KO: "exile telegram login이 물어보는 api_id와 api_hash"}},
		{"ALL_PROXY", Text{EN: "the SOCKS5 proxy by which exile-telegram connects: socks5://HOST:PORT; else all_proxy", KO: "exile-telegram이 거쳐 갈 SOCKS5 프록시: socks5://호스트:포트. 없으면 all_proxy를 봅니다"}},
		{"LC_ALL, LC_MESSAGES, LANG", Text{EN: "the language, where --lang does not say it: Korean or English", KO: "--lang을 쓰지 않을 때의 언어(한국어 또는 영어)"}},
		{"XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", Text{EN: "on Linux, where the store, that memory and temporary files lie", KO: "리눅스에서 보관소와 그 기억, 임시 파일을 두는 폴더"}},
	}
}

// ManPlaces are the files that exile makes.
func ManPlaces() []Item {
	return []Item{
		{"NAME.exile", Text{EN: "a store: a folder with chats.db (SQLite), media/ and originals/", KO: "보관소: chats.db(SQLite), media/, originals/가 든 폴더"}},
		{"NAME.exile.age", Text{EN: "a sealed archive, a file of age(1)", KO: "봉인 파일. age(1) 형식입니다"}},
		{"NAME.exile.key.age", Text{EN: "the key of that archive, locked by a passphrase", KO: "암호로 잠긴, 그 봉인 파일의 키"}},
		{"NAME.exile.recovery.html", Text{EN: "its recovery sheet, in the clear, to be printed and then deleted", KO: "복구 안내지. 잠겨 있지 않으니 인쇄한 뒤 지우세요"}},
		{"TITLE.plan.json", Text{EN: "a plan of exile telegram: names and counts, no message", KO: "exile telegram의 계획 파일. 이름과 개수만 있습니다"}},
		{"TITLE.receipt.json, TITLE.receipt.txt", Text{EN: "what arrived by such a plan; undo takes it back", KO: "그 계획으로 도착한 것의 확인서. undo로 되돌립니다"}},
		{"OUT/exile-report.json", Text{EN: "the account of a run of convert", KO: "convert가 남기는 기록"}},
	}
}
