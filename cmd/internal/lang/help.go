package lang

// Help is what a command's help page says.
type Help struct {
	Use   Text // the arguments after the command's name
	Short Text // one line, in the list of commands
	Long  Text
}

// The help pages.
var (
	HelpRoot = Help{
		Short: Text{EN: "Take your chat history with you", KO: "대화 기록을 옮기고 보관합니다"},
		Long: Text{
			EN: `exile takes your chat history out of one messenger, keeps it, and brings it into
another. It reads what you hand to it, works on this computer alone, and at the
end says exactly what could not be carried.

Start with:
  exile serve
  exile guide
  exile convert EXPORT --to telegram -o out`,
			KO: `exile은 메신저의 대화 기록을 꺼내 보관하고, 다른 메신저로 옮깁니다.
건네주신 파일만 읽고, 모든 일은 이 컴퓨터 안에서 하며,
옮기지 못한 것이 있으면 끝에 빠짐없이 알려 드립니다.

이렇게 시작해 보세요:
  exile serve
  exile guide
  exile convert 내보낸파일 --to telegram -o out`,
		},
	}

	HelpConvert = Help{
		Use:   Text{EN: "INPUT… --to FORMAT -o OUT", KO: "입력… --to 형식 -o 출력"},
		Short: Text{EN: "Turn exports, or a store, into another app's format", KO: "내보낸 대화나 보관소를 다른 앱의 형식으로 바꿉니다"},
		Long: Text{
			EN: `Turn exports into what another app takes. INPUT is a folder, a zip or a text
file as the app exported it, a folder of many of them, - for standard input, or
a store, sealed or not. Without INPUT the store is taken. OUT is made when
everything is whole; - is standard output, where the format is a single file.
Exports of computers have no photos: --media names the folder they are in.

Names matter: Telegram decides by them which messages are yours. Say who you are
with --me NAME (your name in the chat), and with --as how this Telegram account
shows people: --as "NAME=First Last", once for each, or --names FILE.csv with
two columns.`,
			KO: `내보낸 대화를 다른 앱이 받아들이는 형식으로 바꿉니다. 입력은 앱이 내보낸 폴더나
zip, 텍스트 파일, 그런 것이 여럿 든 폴더, 표준 입력을 뜻하는 -, 또는
보관소(봉인 파일도 됩니다)입니다. 입력을 적지 않으면 보관소를 씁니다. 출력은
모두 끝난 뒤에만 만들어지고, 파일 하나로 된 형식이면 -로 표준 출력에 쓸 수
있습니다. PC에서 내보낸 대화에는 사진이 없으니, 사진이 있는 폴더를 --media로
알려 주세요.

이름이 중요합니다. 텔레그램은 이름을 보고 어느 말이 내 것인지 정합니다.
채팅방에서 쓰는 내 이름은 --me 이름으로, 지금 텔레그램에서 보이는 이름은
--as "이름=텔레그램 이름"으로 한 사람씩, 또는 두 칸짜리 --names 이름.csv로
알려 주세요.`,
		},
	}

	HelpAdd = Help{
		Use:   Text{EN: "INPUT…", KO: "입력…"},
		Short: Text{EN: "Keep exports in your store", KO: "내보낸 대화를 보관소에 담습니다"},
		Long: Text{
			EN: `Read exports into the store, with their media and the original files. The store
is made if there is none, with --seal as a sealed archive: -r, -R, -p and
--new-key say who can open it. A sealed archive is written anew each time.
Adding the same export again changes nothing; adding one that fails leaves the
store as it was.`,
			KO: `내보낸 대화를 미디어와 원본까지 보관소에 담습니다. 보관소가 없으면 새로
만들고, --seal을 붙이면 봉인 파일로 만듭니다. 여는 키는 -r, -R, -p, --new-key로
정합니다. 봉인 파일은 담을 때마다 전체를 새로 씁니다. 같은 파일을 다시 담아도
달라지지 않고, 담다가 실패하면 보관소는 이전 그대로입니다.`,
		},
	}

	HelpInspect = Help{
		Use:   Text{EN: "FILE…", KO: "파일…"},
		Short: Text{EN: "Tell what a file is and what it holds, keeping nothing", KO: "파일이 무엇이고 무엇이 들었는지 보여 줍니다(아무것도 남기지 않음)"},
		Long: Text{
			EN: `Tell which app wrote a file, in which language and form, who speaks in it, from
when to when, and what could not be understood. Of a folder of exports it lists
the chats. Nothing is written or kept, but for sealed copies of databases, which
are gone at the end.`,
			KO: `어느 앱이 어떤 언어와 모양으로 만든 파일인지, 누가 언제부터 언제까지 말했는지,
읽지 못한 부분이 있는지 보여 줍니다. 내보낸 대화가 여럿 든 폴더라면 대화 목록도
보여 줍니다. 데이터베이스를 읽는 동안 봉인한 임시 사본을 두는 것 말고는 아무것도
쓰거나 저장하지 않습니다. 임시 사본은 끝나면 사라집니다.`,
		},
	}

	HelpList = Help{
		Short: Text{EN: "List the chats of the store", KO: "보관소의 대화 목록을 보여 줍니다"},
		Long:  Text{EN: "List the chats of the store, numbered for `exile show`.", KO: "보관소의 대화를 번호와 함께 보여 줍니다. 번호는 `exile show`에 쓸 수 있습니다."},
	}

	HelpShow = Help{
		Use:   Text{EN: "CHAT", KO: "대화"},
		Short: Text{EN: "Show a chat of the store", KO: "보관소의 대화를 보여 줍니다"},
		Long: Text{
			EN: `Show a chat, chosen by its number in ` + "`exile list`" + ` or by its title. Days are
written 2026-02-08 or 2026-02; --after and --before both include the day they
name.`,
			KO: `대화 하나를 보여 줍니다. ` + "`exile list`" + `의 번호나 제목으로 고릅니다. 날짜는
2026-02-08이나 2026-02처럼 적고, --after와 --before 모두 그날을 포함합니다.`,
		},
	}

	HelpReport = Help{
		Use:   Text{EN: "[SOURCE | FOLDER]", KO: "[번호 | 폴더]"},
		Short: Text{EN: "Show the account of a run again: what came in, what was lost", KO: "들어온 것과 빠진 것을 다시 보여 줍니다"},
		Long: Text{
			EN: `Show the account of the newest source of the store, of the source with that
number, or of a folder that ` + "`exile convert`" + ` wrote. --html makes a page of it for
a browser: what came, what was lost, absent or assumed, by name and place, and
what to do about it. It holds no messages.`,
			KO: `보관소에 마지막으로 담은 것, 번호로 고른 것, 또는 ` + "`exile convert`" + `가 만든 폴더의
기록을 보여 줍니다. --html은 브라우저로 볼 문서를 만듭니다. 들어온 것과 빠진 것,
짐작한 것을 이름과 위치, 해결 방법까지 보여 주며, 메시지 내용은 넣지 않습니다.`,
		},
	}

	HelpFormats = Help{
		Short: Text{EN: "List the formats that exile reads and writes", KO: "읽고 쓸 수 있는 형식을 보여 줍니다"},
		Long:  Text{EN: "List the formats that exile reads and writes.", KO: "exile이 읽고 쓸 수 있는 형식을 보여 줍니다."},
	}

	HelpVersion = Help{
		Short: Text{EN: "Print the version", KO: "버전을 보여 줍니다"},
		Long:  Text{EN: "Print the version of exile and what it was built with.", KO: "exile의 버전과 만들어진 환경을 보여 줍니다."},
	}

	HelpCompletion = Help{
		Use:   Text{EN: "bash|zsh|fish|powershell", KO: "bash|zsh|fish|powershell 중 하나"},
		Short: Text{EN: "Print a completion script for your shell", KO: "셸 자동 완성 스크립트를 출력합니다"},
		Long: Text{
			EN: `Print a script that completes exile's commands and flags, for example:
  source <(exile completion bash)`,
			KO: `명령과 옵션을 자동으로 완성해 주는 스크립트를 출력합니다. 예:
  source <(exile completion bash)`,
		},
	}

	HelpHelp = Help{
		Use:   Text{EN: "[COMMAND]", KO: "[명령]"},
		Short: Text{EN: "Help about a command", KO: "명령의 도움말을 보여 줍니다"},
		Long:  Text{EN: "Show the help page of a command.", KO: "명령의 도움말을 보여 줍니다."},
	}
)

// The headings of help pages.
var (
	HeadUsage    = Text{EN: "Usage:", KO: "사용법:"}
	HeadCommands = Text{EN: "Commands:", KO: "명령:"}
	HeadExamples = Text{EN: "Examples:", KO: "예:"}
	HeadFlags    = Text{EN: "Flags:", KO: "옵션:"}
	HeadGlobal   = Text{EN: "Flags of every command:", KO: "모든 명령의 옵션:"}
	HeadStatuses = Text{EN: "Exit statuses:", KO: "종료 코드:"}
	WordFlags    = Text{EN: "[flags]", KO: "[옵션]"}
	WordCommand  = Text{EN: "COMMAND", KO: "명령"}
	WordDefault  = Text{EN: "default", KO: "기본값"}
	WordValue    = Text{EN: "VALUE", KO: "값"}
	MoreHelp     = Text{EN: "`exile COMMAND --help` tells more about a command.", KO: "명령마다 자세한 설명은 `exile 명령 --help`로 볼 수 있습니다."}
)
