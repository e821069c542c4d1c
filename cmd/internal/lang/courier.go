package lang

// The help pages of exile-telegram, the courier. `exile telegram X` runs its X.
var (
	HelpCourier = Help{
		Short: Text{EN: "Deliver a chat into Telegram", KO: "대화를 텔레그램에 전달합니다"},
		Long: Text{
			EN: `exile-telegram delivers chats into Telegram over Telegram's own import, and is the
only program of exile that connects to anything. It knows no store and no
archive: exile starts it and hands over one chat through a pipe. You run it as:
  exile telegram login
  exile telegram plan CHAT
  exile telegram push PLAN
  exile telegram verify PLAN
  exile telegram undo RECEIPT

It was tested against a server of our own, never against Telegram's. Let your
first delivery go into a fresh group with you alone.`,
			KO: `exile-telegram은 텔레그램의 가져오기 기능으로 대화를 전달합니다. exile 가운데
어딘가에 접속하는 프로그램은 이것뿐입니다. 보관소와 봉인 파일은 알지 못하며,
exile이 이 프로그램을 실행해 대화 하나를 파이프로 건네줍니다. 이렇게 쓰세요.
  exile telegram login
  exile telegram plan 대화
  exile telegram push 계획파일
  exile telegram verify 계획파일
  exile telegram undo 확인서

저희가 만든 서버로만 시험했고, 텔레그램의 실제 서버에서는 시험하지 못했습니다.
처음에는 나 혼자 있는 새 그룹으로 보내 보세요.`,
		},
	}

	HelpLogin = Help{
		Short: Text{EN: "Sign in to Telegram", KO: "텔레그램에 로그인합니다"},
		Long: Text{
			EN: `Sign in with your phone number, the code that Telegram sends, and your password
if you have set one; with --qr by scanning a code with the Telegram app of your
phone. The api_id and api_hash that Telegram wants of every program come from
EXILE_TELEGRAM_API_ID and EXILE_TELEGRAM_API_HASH, or are asked for, with a guide
to getting them.

A session is full access to your account. It is kept encrypted, locked by a
passphrase that you choose here. exile telegram logout revokes it.`,
			KO: `전화번호와 텔레그램이 보내는 코드로, 2단계 인증을 켜 두었다면 그 비밀번호까지
입력해 로그인합니다. --qr을 붙이면 휴대폰의 텔레그램 앱으로 QR 코드를 찍어
로그인합니다. 텔레그램은 모든 프로그램에 api_id와 api_hash를 요구합니다.
EXILE_TELEGRAM_API_ID와 EXILE_TELEGRAM_API_HASH에서 읽고, 없으면 받는 방법을
안내하면서 물어봅니다.

로그인 정보가 있으면 계정을 마음대로 쓸 수 있습니다. 그래서 여기서 정하는
암호로 잠가 암호화해 둡니다. exile telegram logout으로 로그인을 무효로 만들 수
있습니다.`,
		},
	}

	HelpLogout = Help{
		Short: Text{EN: "Sign out: revoke the session at Telegram", KO: "로그아웃합니다(텔레그램에서도 무효가 됩니다)"},
		Long: Text{
			EN: `Revoke the session at Telegram, then delete it here. Plans, journals and receipts
stay. With --here it is only deleted here, without a passphrase and without
asking Telegram: revoke it then in the app, under Settings, Devices.`,
			KO: `텔레그램에서 로그인을 무효로 만든 다음 이 컴퓨터에서 지웁니다. 계획 파일과 기록,
확인서는 남습니다. --here를 붙이면 암호도 묻지 않고 텔레그램에 알리지도 않은 채
이 컴퓨터에서만 지웁니다. 그때는 앱의 설정 → 기기에서 직접 끊어 주세요.`,
		},
	}

	HelpWhoami = Help{
		Short: Text{EN: "Tell which account is signed in", KO: "로그인한 계정을 보여 줍니다"},
		Long:  Text{EN: "Ask Telegram which account is signed in, and show it.", KO: "로그인한 계정이 무엇인지 텔레그램에 물어 보여 줍니다."},
	}

	HelpCourierChats = Help{
		Short: Text{EN: "List the chats into which an import is allowed", KO: "가져오기를 할 수 있는 대화를 보여 줍니다"},
		Long: Text{
			EN: `List your chats in Telegram with their numbers for plan --to: those into which
history may be imported, and for the others why not.`,
			KO: `텔레그램에 있는 내 대화를 plan --to에 쓸 번호와 함께 보여 줍니다. 가져오기를 할
수 있는 대화와, 할 수 없는 대화는 그 까닭을 보여 줍니다.`,
		},
	}

	HelpPlan = Help{
		Use:   Text{EN: "[--to PEER | --new-group TITLE]", KO: "[--to 대화 | --new-group 제목]"},
		Short: Text{EN: "Show what would be delivered where, and write it down", KO: "무엇을 어디로 보낼지 보여 주고 계획 파일에 적습니다"},
		Long: Text{
			EN: `Show what a push would deliver: where to, whose each name becomes, who will see
it, what is lost, how long it may take. Telegram is asked whether it would take
it; nothing is written there. What you confirm goes into a plan file, which holds
names and counts and no message. Without --to or --new-group the chat goes into
a new group with you alone, named like the chat.

The chat comes from exile through a pipe: run exile telegram plan CHAT.`,
			KO: `보내면 어떻게 될지 보여 줍니다. 어디로 가는지, 각 이름이 누구로 보이는지, 누가
보게 되는지, 무엇이 빠지는지, 얼마나 걸릴지입니다. 텔레그램에는 받아 줄지 물어보기만
하고 아무것도 쓰지 않습니다. 확인하신 내용은 계획 파일에 적히며, 이름과 개수만
있고 메시지는 없습니다. --to나 --new-group을 쓰지 않으면 대화와 같은 이름으로 나
혼자 있는 새 그룹에 보냅니다.

대화는 exile이 파이프로 건네줍니다. exile telegram plan 대화로 실행하세요.`,
		},
	}

	HelpPush = Help{
		Use:   Text{EN: "PLAN", KO: "계획파일"},
		Short: Text{EN: "Deliver what a plan says; run again, it goes on", KO: "계획대로 보냅니다. 다시 실행하면 이어서 합니다"},
		Long: Text{
			EN: `Deliver what a plan says. A journal is kept on the disk before every step, so that
a run that was cut off, by Ctrl-C or by anything else, goes on when the same
command is run again, and does not do again what is done. Where nobody can know
whether an import was started that is told, and no second start is sent. If the
messages are not there after some hours, --retry-unknown sends one; were the first
only late, the messages would then be there twice.

The chat comes from exile through a pipe: run exile telegram push PLAN.`,
			KO: `계획대로 보냅니다. 한 단계마다 먼저 디스크에 기록하므로, Ctrl-C든 다른 까닭이든
중간에 끊기면 같은 명령을 다시 실행해 이어서 할 수 있고, 이미 한 일은 되풀이하지
않습니다. 가져오기가 시작되었는지 알 수 없게 되면 그렇다고 알려 드리고, 시작
요청을 다시 보내지 않습니다. 몇 시간이 지나도 메시지가 없을 때 --retry-unknown을
붙이면 다시 시작합니다. 처음 것이 늦어졌을 뿐이라면 두 번 들어갈 수 있습니다.

대화는 exile이 파이프로 건네줍니다. exile telegram push 계획파일로 실행하세요.`,
		},
	}

	HelpCourierVerify = Help{
		Use:   Text{EN: "PLAN", KO: "계획파일"},
		Short: Text{EN: "Read back from Telegram what arrived, and write a receipt", KO: "도착한 것을 텔레그램에서 다시 읽어 확인서를 씁니다"},
		Long: Text{
			EN: `Read the chat back from Telegram and compare it with what was sent: how many
messages, whose, when, with which photos and files. The receipt is written as text
and as JSON; it holds names and counts and no message. exile telegram undo takes
back what a receipt lists.

The chat comes from exile through a pipe: run exile telegram verify PLAN.`,
			KO: `텔레그램에서 그 대화를 다시 읽어 보낸 것과 비교합니다. 메시지의 개수와
보낸 사람, 시각, 사진과 파일을 확인합니다. 확인서는 읽기용 글과 JSON으로 만들며,
이름과 개수만 있고 메시지는 없습니다. 확인서에 적힌 것은 exile telegram undo로
되돌릴 수 있습니다.

대화는 exile이 파이프로 건네줍니다. exile telegram verify 계획파일로 실행하세요.`,
		},
	}

	HelpCourierUndo = Help{
		Use:   Text{EN: "RECEIPT", KO: "확인서"},
		Short: Text{EN: "Take back what a receipt lists", KO: "확인서에 적힌 것을 되돌립니다"},
		Long: Text{
			EN: `Delete from Telegram, for everybody, exactly the messages that a receipt lists, or
the group that was made for them if it holds nothing else. Each message is looked
at once more before: what is no imported message is left alone. Messages that are
there twice stay unless --doubles is given. First it shows what goes, and asks.`,
			KO: `확인서에 적힌 메시지만 텔레그램에서, 나와 다른 모두에게서 지웁니다. exile이 만든
그룹에 다른 것이 없으면 그룹을 지웁니다. 지우기 전에 하나하나 다시 확인하고, 가져온
메시지가 아닌 것은 그대로 둡니다. 한 번 더 들어온 것(중복)은 --doubles를 붙여야
지웁니다. 먼저 무엇이 지워지는지 보여 드리고 여쭙니다.`,
		},
	}

	HelpCourierStatus = Help{
		Use:   Text{EN: "[PLAN]", KO: "[계획파일]"},
		Short: Text{EN: "Tell how far deliveries are", KO: "어디까지 보냈는지 보여 줍니다"},
		Long: Text{
			EN: `Tell how far each delivery is, or each part of one plan. It needs neither the
passphrase nor a connection.`,
			KO: `보내는 일이 각각 어디까지 되었는지 보여 줍니다. 계획 파일을 적으면 그 안의 가져오기를
하나씩 보여 줍니다. 암호도 접속도 필요 없습니다.`,
		},
	}

	HelpCourierVersion = Help{
		Short: Text{EN: "Print the version", KO: "버전을 보여 줍니다"},
		Long:  Text{EN: "Print the version of exile-telegram and what it was built with.", KO: "exile-telegram의 버전과 만들어진 환경을 보여 줍니다."},
	}

	CourierMoreHelp = Text{EN: "`exile-telegram COMMAND --help` tells more about a command.", KO: "명령마다 자세한 설명은 `exile-telegram 명령 --help`로 볼 수 있습니다."}
)

// The courier's flags.
var (
	FlagQR            = Text{EN: "sign in by a code that the Telegram app scans", KO: "텔레그램 앱으로 QR 코드를 찍어 로그인합니다"}
	FlagLogoutHere    = Text{EN: "delete the session here alone, without asking Telegram", KO: "텔레그램에 알리지 않고 이 컴퓨터에서만 지웁니다"}
	FlagPeer          = Text{EN: "`PEER`: the chat to deliver into: its number in chats, @name, +phone, or its exact title", KO: "`대화`: 보낼 대화. chats에 나오는 번호, @이름, +전화번호, 또는 정확한 제목"}
	FlagNewGroup      = Text{EN: "`TITLE` of a new group with you alone (default: the chat's)", KO: "나 혼자 있는 새 그룹의 `제목` (기본값: 대화의 제목)"}
	FlagDeliverAgain  = Text{EN: "plan it although the same was delivered into that chat before", KO: "같은 내용을 그 대화에 이미 보냈더라도 또 보냅니다"}
	FlagPlanOut       = Text{EN: "the plan `FILE` to write (default: TITLE.plan.json)", KO: "계획을 쓸 `파일` (기본값: 제목.plan.json)"}
	FlagPlanYes       = Text{EN: "do not ask: you know what the plan shows", KO: "묻지 않고 계획 파일을 씁니다(내용을 아시는 경우)"}
	FlagCourierForce  = Text{EN: "replace a file that is there already", KO: "이미 있는 파일을 덮어씁니다"}
	FlagPushDry       = Text{EN: "check all that can be checked without writing to Telegram", KO: "텔레그램에 아무것도 쓰지 않고 미리 확인할 수 있는 것만 확인합니다"}
	FlagRetryUnknown  = Text{EN: "start again what nobody knows to have been started; it may then be there twice", KO: "시작되었는지 알 수 없는 것을 다시 시작합니다. 두 번 들어갈 수 있습니다"}
	FlagNoPace        = Text{EN: "do not wait between imports as others found to be needed", KO: "가져오기 사이에 쉬지 않습니다(쉬는 시간은 다른 사람들의 경험에 따른 값)"}
	FlagThreads       = Text{EN: "upload `N` files at once (default: {n})", KO: "파일을 한꺼번에 `N`개씩 올립니다 (기본값: {n})"}
	FlagReceiptOut    = Text{EN: "the receipt `FILE` to write (default: PLAN's name with .receipt.json)", KO: "확인서를 쓸 `파일` (기본값: 계획 파일의 이름에 .receipt.json)"}
	FlagUndoDry       = Text{EN: "show what would be deleted, and delete nothing", KO: "무엇이 지워질지 보여 주기만 합니다"}
	FlagUndoDoubles   = Text{EN: "also delete the messages that the receipt calls doubled", KO: "확인서에 ‘중복’으로 나온 메시지도 지웁니다"}
	FlagCourierYes    = Text{EN: "do not ask", KO: "묻지 않고 지웁니다"}
	NeedsPlan         = Text{EN: "Say which plan, by its file.", KO: "어느 계획인지 계획 파일을 적어 주세요."}
	NeedsReceipt      = Text{EN: "Say which receipt, by its file (….receipt.json).", KO: "어느 확인서인지 파일(….receipt.json)을 적어 주세요."}
	NotBoth           = Text{EN: "{one} and {other} do not go together.", KO: "{one}, {other}{other|은|는} 함께 쓸 수 없습니다."}
	NeedsBundle       = Text{EN: "Nothing is handed over: standard input is a terminal.", KO: "건네받은 대화가 없습니다. 표준 입력이 터미널입니다."}
	NeedsBundleHint   = Text{EN: "Run `exile telegram {command}`, which reads the chat from your store and hands it over.", KO: "`exile telegram {command}`{command|으로|로} 실행하세요. 보관소에서 대화를 읽어 건네줍니다."}
	ThreadsRange      = Text{EN: "--threads takes a number from 1 to {n}.", KO: "--threads에는 1부터 {n}까지의 수를 적어 주세요."}
	EmptyGroupTitle   = Text{EN: "A group needs a title of 1 to 128 letters.", KO: "그룹 제목은 1자에서 128자까지입니다."}
	CourierNeedsAsked = Trouble{
		Sentence: Text{EN: "This asks before it goes on, and there is no terminal to ask on.", KO: "계속하기 전에 여쭤야 하는데, 여쭐 터미널이 없습니다."},
		Hint:     Text{EN: "Run it on a terminal, or add --yes once you know what it shows.", KO: "터미널에서 실행하거나, 내용을 확인하셨다면 --yes를 붙여 주세요."},
	}
	CourierNeedsYes = Trouble{
		Sentence: Text{EN: "With --json nobody is asked, so that --yes is needed too.", KO: "--json을 쓰면 여쭐 수 없으므로 --yes도 붙여야 합니다."},
		Hint:     Text{EN: "Look at it without --json first.", KO: "먼저 --json 없이 실행해 내용을 확인하세요."},
	}
	NotConfirmed = Trouble{
		Sentence: Text{EN: "Not confirmed; nothing was written.", KO: "확인하지 않으셔서 아무것도 쓰지 않았습니다."},
		Hint:     Text{},
	}
	NotTakenBack = Trouble{
		Sentence: Text{EN: "Not confirmed; nothing was deleted.", KO: "확인하지 않으셔서 아무것도 지우지 않았습니다."},
		Hint:     Text{},
	}
)

// The courier's exit statuses.
var (
	CourierDone      = Text{EN: "done", KO: "끝났습니다"}
	CourierLost      = Text{EN: "done, but something is missing or differs in Telegram", KO: "끝났지만 텔레그램에 빠지거나 다른 것이 있습니다"}
	CourierNotFound  = Text{EN: "a file, chat or plan was not found", KO: "파일이나 대화, 계획을 찾지 못했습니다"}
	CourierTemporary = Text{EN: "not now, or not certain; run it again later", KO: "지금은 안 되거나 확실하지 않습니다. 나중에 다시 실행해 주세요"}
	CourierRefused   = Text{EN: "refused, by Telegram or for safety", KO: "텔레그램이 거절했거나, 안전을 위해 멈췄습니다"}
	CourierSecret    = Text{EN: "not signed in, or a wrong passphrase, code or password", KO: "로그인하지 않았거나 암호, 코드, 비밀번호가 맞지 않습니다"}
	CourierDamaged   = Text{EN: "a journal, receipt, session or bundle is damaged", KO: "전송 기록이나 확인서, 로그인 정보, 건네받은 대화가 손상되었습니다"}
	CourierCancelled = Text{EN: "cancelled; a push goes on where it stopped", KO: "취소했습니다. push는 멈춘 곳에서 이어집니다"}
)
