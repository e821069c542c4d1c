package lang

// HelpUndo is the help page of undo.
var HelpUndo = Help{
	Use:   Text{EN: "SOURCE…", KO: "번호…"},
	Short: Text{EN: "Take out what was added, as if it had never been", KO: "담은 것을 되돌립니다"},
	Long: Text{
		EN: `Take sources out of the store, by their numbers in ` + "`exile sources`" + `, as if they
had never been added. What only they told goes, with its photos and files and
the kept originals; what others told too stays, and says again what those say.
First exile says what will go, and asks.

The export itself can be added again at any time; its zone is set right with
` + "`exile retime`" + ` without that. To take something out of everything, see
` + "`exile forget`" + `.`,
		KO: "`exile sources`" + `에 나오는 번호로 고른 것을 담지 않았던 때로 되돌립니다. 거기에만
있던 내용은 사진과 파일, 원본까지 함께 빠지고, 다른 것에도 있던 내용은 그쪽에
있던 대로 남습니다. 먼저 무엇이 빠지는지 알려 드리고 여쭙니다.

내보낸 파일은 언제든 다시 담을 수 있습니다. 시간대만 틀렸다면 되돌릴 것 없이
` + "`exile retime`" + `으로 바로잡으면 됩니다. 보관소 전체에서 무언가를 영영 지우려면
` + "`exile forget`" + `을 보세요.`,
	},
}

// What undo says.
var (
	FlagUndoYes = Text{EN: "do not ask", KO: "묻지 않고 되돌립니다"}

	WillUndo      = Text{EN: "This will be undone: {names}", KO: "되돌릴 것: {names}"}
	UndoMessages  = Text{EN: "  {messages} {messages|message|messages} and {notices} {notices|notice|notices} that nothing else has", KO: "  다른 데에는 없는 메시지 {messages}개, 안내 {notices}개가 빠집니다"}
	UndoMedia     = Text{EN: "  {n} {n|photo or file|photos and files} that no other message has", KO: "  다른 메시지에는 없는 사진과 파일 {n}개가 빠집니다"}
	UndoOriginals = Text{EN: "  {n} kept {n|original|originals}", KO: "  원본 {n}개가 빠집니다"}
	UndoChats     = Text{EN: "  {n} {n|chat|chats} of which nothing is left", KO: "  남은 것이 없게 되는 대화 {n}개가 빠집니다"}
	UndoPeople    = Text{EN: "  {n} {n|person|people} known from nowhere else", KO: "  다른 곳에는 나오지 않는 사람 {n}명이 빠집니다"}
	UndoShared    = Text{EN: "What stays, since others told it too: {n} {n|message or notice|messages and notices}", KO: "다른 것에도 있어 남는 메시지와 안내: {n}개"}
	AskUndo       = Text{EN: "Undo it? [y/N] ", KO: "되돌릴까요? [y/N] "}
	LineUndone    = Text{EN: "Undone:  {names}, out of {path}", KO: "되돌림: {names} ({path})"}
	UndoneLeft    = Text{
		EN: "Some files of it are still in {path}, since another program has the store open; they go at the next `exile add`.",
		KO: "다른 프로그램이 보관소를 열어 두어 {path}에 남은 파일이 있습니다. 다음 `exile add` 때 지워집니다.",
	}
)

// Troubles with undo.
var (
	UndoUnasked = Trouble{
		Sentence: Text{EN: "Nothing was undone: nobody is there to be asked.", KO: "확인을 받을 수 없어 아무것도 되돌리지 않았습니다."},
		Hint:     Text{EN: "With --yes nobody is asked.", KO: "--yes를 쓰면 묻지 않고 되돌립니다."},
	}
	NotUndone = Trouble{
		Sentence: Text{EN: "Nothing was undone.", KO: "아무것도 되돌리지 않았습니다."},
		Hint:     Text{EN: "The store is as it was.", KO: "보관소는 그대로입니다."},
	}
)
