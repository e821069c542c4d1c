package lang

// The help pages of telegram, where those of the courier do not serve.
var (
	HelpTelegram = Help{
		Short: Text{EN: "Deliver chats into Telegram, over the network", KO: "대화를 네트워크로 텔레그램에 보냅니다"},
		Long: Text{
			EN: `Deliver chats of your store into Telegram, by your account's own import. These
commands start exile-telegram, the only program of exile that connects anywhere;
it stands beside this one. It is handed what is to be delivered through a pipe,
and neither the store nor what opens it.

First login; then plan, which shows everything and changes nothing; push, which
delivers, and goes on where it was cut off; verify, which proves what arrived.
undo takes it back. ` + "`exile guide telegram`" + ` tells all of it.`,
			KO: `보관소의 대화를 내 계정의 가져오기 기능으로 텔레그램에 보냅니다. 이 명령들은
exile 가운데 유일하게 네트워크에 접속하는 exile-telegram을 실행합니다. 이
프로그램은 exile과 같은 폴더에 있어야 합니다. 보낼 내용만 파이프로 건네받고,
보관소나 그것을 여는 키와 암호는 받지 않습니다.

먼저 login으로 로그인하고, plan으로 무엇이 어떻게 가는지 봅니다. plan은 아무것도
바꾸지 않습니다. push가 실제로 보내며, 도중에 끊기면 다시 실행해 이어서 합니다.
verify는 제대로 도착했는지 확인하고, undo는 되돌립니다. 자세한 내용은
` + "`exile guide telegram`" + `에 있습니다.`,
		},
	}

	HelpTelegramPlan = Help{
		Use:   Text{EN: "CHAT…", KO: "대화…"},
		Short: Text{EN: "Show what would be delivered where, and write it down", KO: "무엇을 어디로 보낼지 보여 주고 계획 파일에 적습니다"},
		Long: Text{
			EN: `Plan how chats of your store, named by number or title, go into Telegram. It is
shown first: whose each name becomes, who will see it, what is lost, how long it
may take. Telegram is asked whether it would take it; nothing is written there.
What you confirm goes into a plan file, which holds names and counts and no
message.

Each chat goes into a new group with you alone, unless --to says where: look at
it there, then invite the others. People are called what your store calls them
(` + "`exile people rename`" + `), unless --as or --names say otherwise.`,
			KO: `보관소의 대화를 번호나 제목으로 골라 텔레그램에 보낼 계획을 세웁니다. 먼저 각
이름이 누구로 보이는지, 누가 보게 되는지, 무엇이 빠지는지, 얼마나 걸릴지 보여
줍니다. 텔레그램에는 받아 줄지 물어보기만 하고 아무것도 쓰지 않습니다. 확인하신
내용은 계획 파일에 적히며, 이름과 개수만 있고 메시지는 없습니다.

--to로 보낼 곳을 정하지 않으면 대화마다 나 혼자 있는 새 그룹에 보냅니다. 먼저 살펴본
다음 다른 사람을 초대하시면 됩니다. 이름은 보관소에서 부르는 대로 쓰며
(` + "`exile people rename`" + `), --as나 --names로 따로 정할 수 있습니다.`,
		},
	}

	HelpTelegramPush = Help{
		Use:   Text{EN: "PLAN", KO: "계획파일"},
		Short: Text{EN: "Deliver what a plan says; run again, it goes on", KO: "계획대로 보냅니다. 다시 실행하면 이어서 합니다"},
		Long: Text{
			EN: `Deliver what a plan says, out of your store, which must still hold what it held.
A run that was cut off, by Ctrl-C or by anything else, goes on when the same
command is run again, and does not do again what is done. Where nobody can know
whether an import was started that is told, and no second start is sent. If the
messages are not there after some hours, --retry-unknown sends one; were the first
only late, the messages would then be there twice.`,
			KO: `보관소의 대화를 계획대로 보냅니다. 계획을 세운 뒤로 보관소에서 그 대화가 바뀌지
않았어야 합니다. Ctrl-C든 다른 까닭이든 중간에 끊기면 같은 명령을 다시 실행해 이어서
할 수 있고, 이미 한 일은 되풀이하지 않습니다. 가져오기가 시작되었는지 알 수 없게 되면
그렇다고 알려 드리고, 시작 요청을 다시 보내지 않습니다. 몇 시간이 지나도 메시지가 없을
때 --retry-unknown을 붙이면 다시 시작합니다. 처음 것이 늦어졌을 뿐이라면 두 번 들어갈
수 있습니다.`,
		},
	}

	HelpTelegramVerify = Help{
		Use:   Text{EN: "PLAN", KO: "계획파일"},
		Short: Text{EN: "Read back from Telegram what arrived, and write a receipt", KO: "도착한 것을 텔레그램에서 다시 읽어 확인서를 씁니다"},
		Long: Text{
			EN: `Read the chat back from Telegram and compare it with your store: how many
messages, whose, when, with which photos and files. The receipt is written as text
and as JSON; it holds names and counts and no message. ` + "`exile telegram undo`" + ` takes
back what a receipt lists.`,
			KO: `텔레그램에서 그 대화를 다시 읽어 보관소의 것과 비교합니다. 메시지의 개수와 보낸
사람, 시각, 사진과 파일을 확인합니다. 확인서는 읽기용 글과 JSON으로 만들며,
이름과 개수만 있고 메시지는 없습니다. 확인서에 적힌 것은 ` + "`exile telegram undo`" + `로
되돌릴 수 있습니다.`,
		},
	}
)

// The flags of telegram that are not the courier's.
var (
	FlagCourierFromPath = Text{EN: "take exile-telegram from PATH, not from beside exile", KO: "exile과 같은 폴더가 아니라 PATH에서 exile-telegram을 찾습니다"}
	FlagTelegramAsGroup = Text{EN: "deliver a two-person chat as a group's; a new group implies it", KO: "1:1 대화를 그룹으로 보냅니다. 새 그룹으로 보낼 때는 적지 않아도 됩니다"}
	FlagTelegramPart    = Text{EN: "the `MOST` that goes in one import: 5000 (messages), 30files, 500MB, or several joined by commas", KO: "한 번에 가져올 `양`: 5000(메시지 수), 30files(파일 수), 500MB(크기), 쉼표로 함께 쓸 수 있습니다"}
	FlagTelegramOffset  = Text{EN: "the UTC `OFFSET` of all times, such as +09:00 (default: this computer's)", KO: "모든 시간에 쓸 UTC `시차`, 예: +09:00 (기본값: 이 컴퓨터의 시차)"}
	FlagTelegramPerson  = Text{EN: "only what this person wrote: a `NAME`; repeatable", KO: "이 사람이 쓴 것만: `이름`. 여러 번 쓸 수 있습니다"}
	FlagTelegramKind    = Text{EN: "only messages of this `KIND`, all others stay out; repeatable: {kinds}", KO: "이 `종류`의 메시지만 보내고 나머지는 뺍니다. 여러 번 쓸 수 있습니다: {kinds}"}
	FlagTelegramAll     = Text{EN: "all chats of the store", KO: "보관소의 대화 전부"}
)

// How the commands of telegram are misused.
var (
	AllOrSome     = Text{EN: "Name chats or give --all, not both.", KO: "대화를 적거나 --all을 붙이거나 하나만 해 주세요."}
	OneChatAtOnce = Text{EN: "{name} goes with one chat; plan each by itself.", KO: "{name} 옵션은 대화 하나에만 씁니다. 대화마다 따로 계획해 주세요."}
	PlanToFile    = Text{EN: "A plan goes to a file, not to standard output.", KO: "계획은 표준 출력이 아니라 파일에 적습니다."}
)

// What goes wrong with telegram.
var (
	NoCourier = Trouble{
		Sentence: Text{EN: "exile-telegram is not in {name}.", KO: "{name}에 exile-telegram이 없습니다."},
		Hint: Text{
			EN: "It is a program of its own: put it beside exile. --courier-from-path takes it from PATH.",
			KO: "따로 설치하는 프로그램입니다. exile과 같은 폴더에 두세요. --courier-from-path를 붙이면 PATH에서 찾습니다.",
		},
	}
	NoCourierInPath = Trouble{
		Sentence: Text{EN: "exile-telegram is in no folder of PATH.", KO: "PATH의 어느 폴더에도 exile-telegram이 없습니다."},
		Hint: Text{
			EN: "It is a program of its own: put it into one of them, or beside exile and leave out --courier-from-path.",
			KO: "따로 설치하는 프로그램입니다. PATH에 있는 폴더에 두거나, exile과 같은 폴더에 두고 --courier-from-path를 빼 주세요.",
		},
	}
	CourierUnusable = Trouble{
		Sentence: Text{EN: "“{name}” could not be started: {why}", KO: "‘{name}’{name|을|를} 실행하지 못했습니다: {why}"},
		Hint: Text{
			EN: "It must be the exile-telegram of this computer's kind and be allowed to run.",
			KO: "이 컴퓨터에 맞는 exile-telegram인지, 실행 권한이 있는지 확인해 주세요.",
		},
	}
	CourierDied = Trouble{
		Sentence: Text{EN: "exile-telegram was ended from outside: {why}.", KO: "exile-telegram이 밖에서 강제로 끝났습니다: {why}."},
		Hint: Text{
			EN: "`exile telegram status` tells how far it came. The same command goes on from there.",
			KO: "어디까지 되었는지는 `exile telegram status`로 볼 수 있습니다. 같은 명령을 다시 실행하면 이어서 합니다.",
		},
	}
	NothingToDeliver = Trouble{
		Sentence: Text{EN: "There is no message to deliver.", KO: "보낼 메시지가 없습니다."},
		Hint: Text{
			EN: "The chat is empty, or --after, --before, --only-person and --only-kind leave nothing of it.",
			KO: "대화가 비어 있거나 --after, --before, --only-person, --only-kind에 맞는 메시지가 없습니다.",
		},
	}
	TooMuchForPlan = Trouble{
		Sentence: Text{EN: "These are too many files for one plan.", KO: "계획 하나에 담기에는 파일이 너무 많습니다."},
		Hint:     Text{EN: "Plan fewer chats at a time, or a stretch of time with --after and --before.", KO: "대화를 나누어 계획하거나 --after와 --before로 기간을 나누어 주세요."},
	}
	DamagedPlan = Trouble{
		Sentence: Text{EN: "“{name}” is no plan, or it is damaged.", KO: "‘{name}’{name|은|는} 계획 파일이 아니거나 손상되었습니다."},
		Hint:     Text{EN: "`exile telegram plan` writes plans; they are not to be changed by hand.", KO: "계획 파일은 `exile telegram plan`으로 만듭니다. 직접 고치지 마세요."},
	}
	OtherPlan = Trouble{
		Sentence: Text{EN: "“{name}” is a plan of another version of exile.", KO: "‘{name}’{name|은|는} 다른 버전의 exile로 만든 계획 파일입니다."},
		Hint:     Text{EN: "Plan anew with this one.", KO: "지금 버전으로 계획을 다시 세워 주세요."},
	}
	PlanOutdated = Trouble{
		Sentence: Text{EN: "The store no longer holds what “{name}” was planned from.", KO: "‘{name}’{name|을|를} 만든 뒤로 보관소의 대화가 바뀌었습니다."},
		Hint: Text{
			EN: "Something was added, changed or renamed since, or it is another store. Plan anew.",
			KO: "그 뒤로 무언가를 담거나 바꾸거나 이름을 고쳤습니다. 보관소가 다른 것일 수도 있습니다. 계획을 다시 세워 주세요.",
		},
	}
	BundleMiscounted = Trouble{
		Sentence: Text{EN: "The counts of what is to be delivered do not agree: {why}", KO: "보낼 내용의 개수가 서로 맞지 않습니다: {why}"},
		Hint:     Text{EN: "This is a mistake of exile. Nothing was delivered.", KO: "exile의 잘못입니다. 아무것도 보내지 않았습니다."},
	}
)

// TelegramNoSelf says that all messages would be somebody else's.
var TelegramNoSelf = Text{
	EN: "Nothing shows which of them is you: all of it would stand on the others' side. Say it with --me NAME.",
	KO: "이 가운데 누가 나인지 알 수 없습니다. 이대로 보내면 모두 다른 사람이 쓴 것으로 보입니다. --me 이름으로 알려 주세요.",
}
