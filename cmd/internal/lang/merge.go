package lang

// The help pages of merge and split.
var (
	HelpMerge = Help{
		Use:   Text{EN: "CHAT CHAT…", KO: "대화 대화…"},
		Short: Text{EN: "Make one chat of several that are the same room", KO: "같은 방인 여러 대화를 하나로 합칩니다"},
		Long: Text{
			EN: `Join chats into the first one that is named, by number or title. ` + "`exile add`" + `
does that by itself where it is certain; this is for where it was not. What
both have becomes one message, with the finer time and the fuller content, as
if all had been added to one chat. ` + "`exile split`" + ` undoes it. Chats of two apps
cannot be joined.`,
			KO: `번호나 제목으로 고른 대화들을 처음에 적은 대화에 합칩니다. 확실할 때는
` + "`exile add`" + `가 알아서 합치므로, 그러지 못했을 때 쓰세요. 양쪽에 다 있는 메시지는
하나가 되고, 더 정확한 시각과 더 온전한 내용이 남습니다. 처음부터 한 대화에
담은 것과 같습니다. ` + "`exile split`" + `으로 되돌릴 수 있습니다. 서로 다른 앱의 대화는
합칠 수 없습니다.`,
		},
	}

	HelpSplit = Help{
		Use:   Text{EN: "CHAT [--export N]", KO: "대화 [--export 번호]"},
		Short: Text{EN: "Take an export out of a chat, as a chat of its own", KO: "대화에서 파일 하나의 내용을 따로 떼어 냅니다"},
		Long: Text{
			EN: `Make a chat of its own of what one export told of CHAT; both then say what
their exports tell. Without --export it undoes the one ` + "`exile merge`" + ` of that
chat. Where it is not clear which export is meant, they are listed with their
numbers.`,
			KO: `대화가 여러 파일로 되어 있을 때, 그 가운데 한 파일의 내용을 따로 떼어 새 대화로
만듭니다. 두 대화에는 각자의 파일에 있던 내용이 남습니다. --export를 적지
않으면 그 대화에 했던 ` + "`exile merge`" + `를 되돌립니다. 어느 것을 뗄지 분명하지
않으면 번호와 함께 목록을 보여 드립니다.`,
		},
	}
)

// What merge and split say.
var (
	FlagSplitExport = Text{EN: "the export to take out, by its `NUMBER`; may be repeated", KO: "떼어 낼 파일의 `번호`. 여러 번 적을 수 있습니다"}

	NeedsChats = Text{EN: "Say which chats are one, two or more.", KO: "합칠 대화를 둘 이상 적어 주세요."}

	LineMerged = Text{
		EN: "Merged:  chat {from} “{title}” → chat {chat} “{into}”: {both} {both|message|messages} in both ({refined} told more fully or otherwise now), {new} new; where both reach, {here} only in chat {from}, {before} only in chat {chat}",
		KO: "합침:   {from}번 ‘{title}’ → {chat}번 ‘{into}’. 양쪽에 다 있던 메시지 {both}개(그 가운데 더 자세해지거나 바뀐 것 {refined}개), 새로 들어온 것 {new}개. 겹치는 기간에 {from}번에만 있던 것 {here}개, {chat}번에만 있던 것 {before}개",
	}
	NothingCommon = Text{
		EN: "         Nothing was in both. If they are not one room, or one was read in another time zone, `exile split {chat}` undoes it",
		KO: "        양쪽에 같은 메시지가 하나도 없습니다. 같은 방이 아니거나 한쪽을 다른 시간대로 읽었다면 `exile split {chat}`로 되돌릴 수 있습니다",
	}
	LineSplit = Text{
		EN: "Split:   {names}, out of chat {chat} “{title}” → chat {split}",
		KO: "나눔:   {names} → {split}번 대화로, {chat}번 ‘{title}’에서 떼어 냈습니다",
	}
)

// Troubles with merge and split.
var (
	MergeTwice = Trouble{
		Sentence: Text{EN: "Chat {chat} “{name}” was named twice.", KO: "{chat}번 대화 ‘{name}’{name|을|를} 두 번 적으셨습니다."},
		Hint:     Text{EN: "`exile list` shows the numbers.", KO: "`exile list`로 번호를 볼 수 있습니다."},
	}
	MergeApps = Trouble{
		Sentence: Text{EN: "Chat {chat} “{name}” is of {app}, and not of {other}: chats of two apps are not joined.", KO: "{chat}번 대화 ‘{name}’의 앱은 {app}이고 {other}{other|이|가} 아닙니다. 서로 다른 앱의 대화는 합치지 않습니다."},
		Hint:     Text{EN: "They stay beside each other; `exile people merge` says that people of both are the same.", KO: "나란히 두면 됩니다. 양쪽에 나오는 사람이 같은 사람이라면 `exile people merge`로 알려 주세요."},
	}
	SplitOne = Trouble{
		Sentence: Text{EN: "Chat {chat} “{name}” is made of one export: there is nothing to split.", KO: "{chat}번 대화 ‘{name}’{name|은|는} 파일 하나로 되어 있어 나눌 것이 없습니다."},
		Hint:     Text{EN: "`exile sources` shows which chats each source tells of.", KO: "`exile sources`로 무엇이 어느 대화에 들었는지 볼 수 있습니다."},
	}
	SplitWhich = Trouble{
		Sentence: Text{EN: "Which export is to be taken out of chat {chat} “{name}”?", KO: "{chat}번 대화 ‘{name}’에서 어느 것을 떼어 낼까요?"},
		Hint:     Text{EN: "Name it by its number: `exile split {chat} --export NUMBER`.", KO: "번호로 알려 주세요: `exile split {chat} --export 번호`"},
	}
	SplitWhole = Trouble{
		Sentence: Text{EN: "“{name}” would be left with nothing.", KO: "그러면 ‘{name}’에 남는 것이 없습니다."},
		Hint:     Text{EN: "Name fewer exports.", KO: "--export를 하나라도 줄여 주세요."},
	}
	NoSuchExport = Trouble{
		Sentence: Text{EN: "Chat {chat} “{name}” has no export {value}.", KO: "{chat}번 대화 ‘{name}’에는 {value}번 파일이 없습니다."},
		Hint:     Text{EN: "The numbers stand above.", KO: "번호는 위의 목록에 있습니다."},
	}
)
