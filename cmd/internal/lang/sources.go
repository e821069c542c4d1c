package lang

// The help pages of sources and original.
var (
	HelpSources = Help{
		Short: Text{EN: "List what was added to the store, and what was in it", KO: "보관소에 담은 것의 목록과 내용을 보여 줍니다"},
		Long: Text{
			EN: `List everything that was added: its number, when and from what, how large it
was, what was found in it, and the chats that it tells of. The number is for
` + "`exile report`" + `, ` + "`original`" + `, ` + "`reparse`" + `, ` + "`retime`" + ` and ` + "`undo`" + `. The sum is the
SHA-256 of the input as a whole; --json has it in full.`,
			KO: `지금까지 담은 것을 모두 보여 줍니다. 번호, 담은 날, 이름, 크기, 들어 있던 것,
어느 대화에 관한 것인지가 나옵니다. 번호는 ` + "`exile report`" + `,
` + "`original`" + `, ` + "`reparse`" + `, ` + "`retime`" + `, ` + "`undo`" + `에 쓸 수 있습니다. 해시는 입력
전체의 SHA-256이고, --json에는 전부 나옵니다.`,
		},
	}

	HelpOriginal = Help{
		Use:   Text{EN: "SOURCE -o PATH", KO: "번호 -o 경로"},
		Short: Text{EN: "Write out an input as it was added, byte for byte", KO: "담은 원본을 그대로 꺼냅니다"},
		Long: Text{
			EN: `Write what was added as a source, by its number in ` + "`exile sources`" + `, as it was
read. A single file becomes PATH itself; what a folder or zip held becomes a
folder with the same tree. Every byte is checked while it is written, and
nothing is left if one is wrong. Files that exile did not use were never kept.
--force replaces a file, but no folder.`,
			KO: "`exile sources`" + `에 나오는 번호로 골라, 담을 때 읽은 원본을 그대로 꺼냅니다. 파일
하나였다면 그 파일을 경로에 쓰고, 폴더나 zip이었다면 그 안의 구조 그대로 폴더를
만듭니다. 쓰면서 모두 검사하고, 하나라도 다르면 아무것도 남기지 않습니다.
exile이 쓰지 않은 파일은 처음부터 담지 않았습니다. --force는 파일만 덮어쓰고
폴더는 덮어쓰지 않습니다.`,
		},
	}
)

// What sources and original say.
var (
	ColAdded       = Text{EN: "Added", KO: "담은 날"}
	ColInput       = Text{EN: "Input", KO: "입력"}
	ColSize        = Text{EN: "Size", KO: "크기"}
	ColNotices     = Text{EN: "Notices", KO: "안내"}
	ColSum         = Text{EN: "SHA-256", KO: "해시"}
	ColSourceChats = Text{EN: "Chats", KO: "대화"}

	SourceForgotten = Text{EN: "(forgotten)", KO: "(지운 것)"}
	NoSources       = Text{EN: "Nothing was added to the store yet.", KO: "보관소에 아직 담은 것이 없습니다."}
	NeedsSource     = Text{EN: "Say which source, by its number in `exile sources`.", KO: "어느 것인지 `exile sources`에 나오는 번호로 적어 주세요."}
	NoStdout        = Text{EN: "This is written to a file or folder, not to standard output.", KO: "파일이나 폴더로만 꺼낼 수 있고, 표준 출력으로는 쓰지 않습니다."}

	LineOriginal = Text{
		EN: "Written: {files} {files|file|files} of “{input}”, {size} → {path}",
		KO: "꺼냄:   ‘{input}’의 파일 {files}개, {size} → {path}",
	}
	OriginalRenamed = Text{
		EN: "{n} {n|name was|names were} changed, since not every system can hold {n|it|them}: {names}",
		KO: "모든 시스템에서 쓸 수 있는 이름이 아니어서 {n}개의 이름을 바꾸었습니다: {names}",
	}
	RenamedTo    = Text{EN: "{name} → {to}", KO: "{name} → {to}"}
	OriginalGone = Text{
		EN: "{n} {n|file is|files are} not in the store any more, left out when it was sealed or forgotten: {names}",
		KO: "봉인할 때 뺐거나 지워서 보관소에 더는 없는 파일이 {n}개 있습니다: {names}",
	}
	OriginalUnused = Text{
		EN: "What was not used of the input was never kept: {names}",
		KO: "입력에 있었지만 쓰이지 않아 처음부터 담지 않은 것: {names}",
	}

	FlagOriginalOut   = Text{EN: "the `PATH` to write: a file or a folder", KO: "결과를 저장할 `경로`. 파일이나 폴더"}
	FlagOriginalForce = Text{EN: "replace a file that is there", KO: "이미 있는 파일을 덮어씁니다"}
)

// Troubles with originals.
var (
	FolderThere = Trouble{
		Sentence: Text{EN: "The folder “{name}” exists already; it was not touched.", KO: "‘{name}’ 폴더가 이미 있어 손대지 않았습니다."},
		Hint:     Text{EN: "Choose another -o: no folder is replaced, also not with --force.", KO: "-o로 다른 이름을 정해 주세요. 폴더는 --force로도 덮어쓰지 않습니다."},
	}
	UnknownSource = Trouble{
		Sentence: NoSource.Sentence,
		Hint:     Text{EN: "`exile sources` lists them with their numbers.", KO: "`exile sources`로 목록과 번호를 볼 수 있습니다."},
	}
	NotKept = Trouble{
		Sentence: Text{EN: "The store keeps nothing of source {name} as it was read.", KO: "{name}번으로 담은 것의 원본이 보관소에 없습니다."},
		Hint:     Text{EN: "It was left out when the store was sealed, or forgotten. If you still have the export itself, that is the original.", KO: "봉인할 때 뺐거나 지운 것입니다. 내보낸 파일이 아직 있다면 그것이 원본입니다."},
	}
	FileNotKept = Trouble{
		Sentence: Text{EN: "“{name}” of source {source} is not in the store any more, so that it cannot be read again.", KO: "{source}번으로 담은 것 가운데 ‘{name}’의 원본이 보관소에 없어 다시 읽을 수 없습니다."},
		Hint:     NotKept.Hint,
	}
	DamagedOriginal = Trouble{
		Sentence: Text{EN: "The store has “{name}” of source {source}, but its bytes are damaged. Nothing was written.", KO: "{source}번으로 담은 것 가운데 ‘{name}’의 원본이 손상되어 아무것도 쓰지 않았습니다."},
		Hint:     Text{EN: "Use a backup of the store, or the export itself. `exile verify` tells what else is damaged.", KO: "보관소의 백업이나 내보낸 파일을 쓰세요. 그 밖에 무엇이 손상되었는지는 `exile verify`로 볼 수 있습니다."},
	}
)
