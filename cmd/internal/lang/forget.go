package lang

// HelpForget is the help page of forget.
var HelpForget = Help{
	Use:   Text{EN: "[CHAT]", KO: "[대화]"},
	Short: Text{EN: "Take a chat, a person, a message or old messages out for good", KO: "대화나 사람, 메시지, 오래된 메시지를 영영 지웁니다"},
	Long: Text{
		EN: `Take something out of the store for good: a CHAT (its number or title), a
person, a message, or all that is older than a day, in one CHAT or in all.
Messages go with their older versions, their quotes in other messages, and
their photos and files; an original export in which any of it stands goes
whole, which is noted. The store is then written anew, so that no byte of it
is left there. First exile says what will go, and asks.

Of a person goes what they wrote, the notices about them, their reactions and
names; out of the title of a chat or the name of a file only the name is taken.
What others wrote about them stays, and so does whatever comes from exports in
which that person does not occur.

What it cannot reach: your exports themselves, backups and copies of the
store, other archives, and what lies in the free space of the disk. If the same
export is added again, exile says so and adds nothing without --again; another
one that has the messages too brings them back.`,
		KO: `보관소에서 영영 지웁니다. 대화(번호나 제목), 사람, 메시지 하나, 또는 어느
날보다 오래된 메시지를 한 대화나 모든 대화에서 지울 수 있습니다. 메시지를
고치기 전의 내용, 다른 메시지에 인용된 부분, 사진과 파일도 함께 지웁니다. 지울
내용이 하나라도 들어 있는 원본은 통째로 지우고, 지웠다는 사실만 적어 둡니다.
그런 다음 보관소를 새로 써서 한 바이트도 남지 않게 합니다. 먼저 무엇이
지워지는지 알려 드리고 여쭙니다.

사람을 지우면 그 사람이 쓴 글, 그 사람에 관한 안내, 반응, 이름이 지워집니다.
대화 제목이나 파일 이름에서는 그 이름만 뺍니다. 다른 사람이 쓴 글에 나오는
이름과, 그 사람이 나오지 않는 파일에서 온 것은 그대로 둡니다.

여기서 지울 수 없는 것: 내보낸 파일 자체, 보관소의 백업과 사본, 다른 봉인
파일, 디스크의 빈 공간에 남은 흔적. 같은 파일을 다시 담으려 하면 알려 드리고,
--again을 붙여야만 담습니다. 같은 메시지가 든 다른 파일을 담으면 메시지가 다시
들어옵니다.`,
	},
}

// What the flags of forget are for.
var (
	FlagForgetPerson  = Text{EN: "a person: a `NAME` or a number of “exile people list”", KO: "이 사람: `이름`이나 “exile people list”에 나오는 번호"}
	FlagForgetMessage = Text{EN: "one message: its `ID`, as “exile show --json” has it", KO: "이 메시지 하나: “exile show --json”에 나오는 `번호`"}
	FlagForgetBefore  = Text{EN: "what is older than this `DAY`, which itself stays", KO: "이 `날짜` 전의 메시지(그날의 것은 남습니다)"}
	FlagForgetYes     = Text{EN: "do not ask", KO: "묻지 않고 지웁니다"}
	FlagForgetDry     = Text{EN: "only say what would go", KO: "무엇이 지워질지 알려 주기만 합니다"}
)

// Misuse of forget.
var (
	NeedsForget = Text{
		EN: "Say what to forget: a chat, --person, --message or --before, one of them (a chat and --before go together).",
		KO: "무엇을 지울지 하나만 정해 주세요: 대화, --person, --message, --before (대화와 --before는 함께 쓸 수 있습니다).",
	}
	ForgetUnasked = Trouble{
		Sentence: Text{EN: "Nothing was forgotten: nobody is there to be asked.", KO: "확인을 받을 수 없어 아무것도 지우지 않았습니다."},
		Hint:     Text{EN: "With --yes nobody is asked; --dry-run only says what would go.", KO: "--yes를 쓰면 묻지 않고 지웁니다. --dry-run은 무엇이 지워질지만 알려 줍니다."},
	}
	NotForgotten = Trouble{
		Sentence: Text{EN: "Nothing was forgotten.", KO: "아무것도 지우지 않았습니다."},
		Hint:     Text{EN: "The store is as it was.", KO: "보관소는 그대로입니다."},
	}
	NoSuchMessage = Trouble{
		Sentence: Text{EN: "No message has the number {name}.", KO: "{name}번 메시지가 없습니다."},
		Hint:     Text{EN: "`exile show CHAT --json` shows the numbers (\"id\").", KO: "`exile show 대화 --json`에서 번호(\"id\")를 볼 수 있습니다."},
	}
	ForgottenLeft = Trouble{
		Sentence: Text{
			EN: "It was forgotten, but something of it is still in the folder of the store: another program has the store open, or a file could not be removed.",
			KO: "지웠지만 보관소 폴더에 아직 남은 것이 있습니다. 다른 프로그램이 보관소를 열어 두었거나, 지우지 못한 파일이 있습니다.",
		},
		Hint: Text{
			EN: "Close whatever reads the store. What is left goes when the last one closes it, files at the next `exile add`.",
			KO: "보관소를 읽는 프로그램을 모두 닫아 주세요. 마지막 프로그램이 닫히면 지워지고, 파일은 다음 `exile add` 때 지워집니다.",
		},
	}
)

// What forget says before and after.
var (
	WillForget      = Text{EN: "This will go for good: {what}", KO: "영영 지울 것: {what}"}
	WhatChat        = Text{EN: "the chat “{name}”", KO: "대화 ‘{name}’"}
	WhatPerson      = Text{EN: "{name} ({n})", KO: "{name}({n}번)"}
	WhatMessage     = Text{EN: "message {n}", KO: "{n}번 메시지"}
	WhatBefore      = Text{EN: "what is older than {day} ({zone})", KO: "{day} 전의 모든 메시지({zone})"}
	WhatBeforeIn    = Text{EN: "what is older than {day} ({zone}) in “{name}”", KO: "‘{name}’에서 {day} 전의 메시지({zone})"}
	ForgetMessages  = Text{EN: "  {messages} {messages|message|messages} and {notices} {notices|notice|notices}", KO: "  메시지 {messages}개, 안내 {notices}개"}
	ForgetVersions  = Text{EN: "  {n} older or other {n|version|versions} of them", KO: "  고치기 전의 내용이나 다른 파일에 다르게 적힌 내용 {n}개"}
	ForgetQuotes    = Text{EN: "  {n} {n|quote|quotes} of them in messages that stay", KO: "  남는 메시지에 인용된 부분 {n}개"}
	ForgetReactions = Text{EN: "  {n} {n|reaction|reactions} under messages that stay", KO: "  남는 메시지에 단 반응 {n}개"}
	ForgetMedia     = Text{EN: "  {n} {n|photo or file|photos and files} that no other message has", KO: "  다른 메시지에는 없는 사진과 파일 {n}개"}
	ForgetChats     = Text{EN: "  {n} {n|chat|chats} of which nothing is left", KO: "  남은 것이 없게 되는 대화 {n}개"}
	ForgetPeople    = Text{EN: "  {n} {n|person|people} known from nowhere else", KO: "  다른 곳에는 나오지 않는 사람 {n}명"}
	ForgetTitles    = Text{EN: "  {n} {n|title of a chat changes|titles of chats change}: {names}", KO: "  달라지는 대화 제목 {n}개: {names}"}
	ForgetTitle     = Text{EN: "“{name}” → “{to}”", KO: "‘{name}’ → ‘{to}’"}
	ForgetOriginals = Text{EN: "  {n} {n|original, which goes whole|originals, which go whole}: {names}", KO: "  통째로 지울 원본 {n}개: {names}"}
	ForgetSources   = Text{EN: "  {n} {n|source|sources} of which nothing is left: {names}", KO: "  담은 것 가운데 하나도 남지 않게 되는 것 {n}개: {names}"}
	ForgetNothing   = Text{EN: "There is nothing of it in the store; nothing was changed.", KO: "보관소에 해당하는 것이 없어 그대로 두었습니다."}
	ForgetReach     = Text{
		EN: "It cannot be undone. It does not reach your exports themselves, backups and copies of the store, or other archives.",
		KO: "되돌릴 수 없습니다. 내보낸 파일 자체와 보관소의 백업, 사본, 다른 봉인 파일은 여기서 지울 수 없습니다.",
	}
	AskForget = Text{EN: "Forget it? [y/N] ", KO: "지울까요? [y/N] "}
	Forgotten = Text{
		EN: "Forgotten: {messages} {messages|message|messages} and {notices} {notices|notice|notices}. No byte of them is in {path} any more.",
		KO: "지웠습니다: 메시지 {messages}개, 안내 {notices}개. 이제 {path}에는 한 바이트도 남아 있지 않습니다.",
	}
	ForgetExports = Text{
		EN: "The exports they came from may still be somewhere: {names}",
		KO: "그 메시지가 들어 있던 파일이 아직 다른 곳에 있을 수 있습니다: {names}",
	}
	StageForget = Text{EN: "Forgetting", KO: "지우는 중"}
)
