package lang

// Trouble is what there is to say when a command fails: what happened, with
// {name} for what it happened to, and what to do.
type Trouble struct{ Sentence, Hint Text }

// Troubles with inputs.
var (
	NotFound = Trouble{
		Sentence: Text{EN: "There is no file or folder “{name}”.", KO: "‘{name}’{name|이라는|라는} 파일이나 폴더가 없습니다."},
		Hint:     Text{EN: "Check the spelling; put the path in quotes if it holds spaces.", KO: "이름을 다시 확인해 주세요. 띄어쓰기가 있으면 경로를 따옴표로 묶으세요."},
	}
	NotAllowed = Trouble{
		Sentence: Text{EN: "“{name}” may not be read or written by you.", KO: "‘{name}’{name|을|를} 읽거나 쓸 권한이 없습니다."},
		Hint:     Text{EN: "Check its permissions, or copy it to a folder of your own.", KO: "권한을 확인하거나, 내 폴더로 복사한 뒤 다시 해 주세요."},
	}
	NoExport = Trouble{
		Sentence: Text{EN: "“{name}” holds no chat export.", KO: "‘{name}’에는 내보낸 대화가 없습니다."},
		Hint:     Text{EN: "In KakaoTalk: open the chat, menu, settings, “Export chat messages”. Give the folder, zip or .txt that results.", KO: "카카오톡 대화방의 메뉴 → 설정 → ‘대화 내용 내보내기’로 만든 폴더나 zip, txt 파일을 주세요."},
	}
	EmptyFile = Trouble{
		Sentence: Text{EN: "“{name}” is empty.", KO: "‘{name}’{name|은|는} 빈 파일입니다."},
		Hint:     Text{EN: "The copy probably broke off: copy it from the phone again.", KO: "복사가 중간에 끊겼을 수 있습니다. 휴대폰에서 다시 복사해 주세요."},
	}
	BadZip = Trouble{
		Sentence: Text{EN: "The zip “{name}” is damaged or cut short.", KO: "zip 파일 ‘{name}’{name|이|가} 손상되었거나 중간에 잘렸습니다."},
		Hint:     Text{EN: "Copy it from the phone again, or export once more.", KO: "휴대폰에서 다시 복사하거나 한 번 더 내보내 주세요."},
	}
	ZipBomb = Trouble{
		Sentence: Text{EN: "The zip “{name}” would unpack to far more than it holds, so it was not opened.", KO: "zip 파일 ‘{name}’{name|은|는} 풀면 지나치게 커지므로 열지 않았습니다."},
		Hint:     Text{EN: "If it is really yours, unpack it by hand and give the folder.", KO: "직접 만든 파일이 맞다면, 손수 압축을 풀어 그 폴더를 주세요."},
	}
	BadName = Trouble{
		Sentence: Text{EN: "The zip “{name}” holds a file whose name points outside of it, so it was not opened.", KO: "zip 파일 ‘{name}’ 안에 바깥을 가리키는 이름이 있어 열지 않았습니다."},
		Hint:     Text{EN: "No app exports such a file: ask where it comes from.", KO: "앱은 이런 파일을 만들지 않습니다. 어디에서 온 파일인지 확인해 주세요."},
	}
	ZipTwins = Trouble{
		Sentence: Text{EN: "The zip “{name}” names one file twice, so it was not opened.", KO: "zip 파일 ‘{name}’에 같은 이름이 두 번 나와 열지 않았습니다."},
		Hint:     Text{EN: "Export again, or unpack it by hand, look, and give the folder.", KO: "다시 내보내거나, 손수 풀어 확인한 뒤 그 폴더를 주세요."},
	}
	ZipLocked = Trouble{
		Sentence: Text{EN: "The zip “{name}” is protected by a password.", KO: "zip 파일 ‘{name}’에 비밀번호가 걸려 있습니다."},
		Hint:     Text{EN: "Unpack it by hand and give the folder.", KO: "직접 압축을 풀어 그 폴더를 주세요."},
	}
	TooMany = Trouble{
		Sentence: Text{EN: "“{name}” holds too many files.", KO: "‘{name}’에 파일이 너무 많습니다."},
		Hint:     Text{EN: "Give the folder or zip of one exported chat.", KO: "대화방 하나를 내보낸 폴더나 zip을 주세요."},
	}
	TooLarge = Trouble{
		Sentence: Text{EN: "What comes through “{name}” is too large.", KO: "‘{name}’{name|으로|로} 들어오는 내용이 너무 큽니다."},
		Hint:     Text{EN: "Save it to a file first, and give the file.", KO: "먼저 파일로 저장한 뒤 그 파일을 주세요."},
	}
	NotFile = Trouble{
		Sentence: Text{EN: "“{name}” is neither a file nor a folder.", KO: "‘{name}’{name|은|는} 파일도 폴더도 아닙니다."},
		Hint:     Text{EN: "Pipes and devices are not read; use - for standard input.", KO: "파이프나 장치는 읽지 않습니다. 표준 입력은 -로 적어 주세요."},
	}
	UnknownFormat = Trouble{
		Sentence: Text{EN: "No format knows “{name}”.", KO: "‘{name}’{name|은|는} 아는 형식이 아닙니다."},
		Hint:     Text{EN: "`exile formats` lists what can be read; if you know what it is, say so with --from.", KO: "읽을 수 있는 형식은 `exile formats`에서 볼 수 있습니다. 무엇인지 아신다면 --from으로 알려 주세요."},
	}
	UnknownLooks = Trouble{
		Sentence: Text{EN: "No format knows “{name}”: it looks like {looks}.", KO: "‘{name}’{name|은|는} 아는 형식이 아닙니다({looks}{looks|으로|로} 보입니다)."},
		Hint:     UnknownFormat.Hint,
	}
	MaybeFormat = Trouble{
		Sentence: Text{EN: "“{name}” might be {formats}, but that is not certain.", KO: "‘{name}’{name|은|는} {formats} 형식일 수도 있지만 확실하지 않습니다."},
		Hint:     Text{EN: "If you know what it is, say so with --from.", KO: "무엇인지 아신다면 --from으로 알려 주세요."},
	}
	Ambiguous = Trouble{
		Sentence: Text{EN: "“{name}” looks equally like {formats}.", KO: "‘{name}’{name|이|가} {formats} 가운데 어느 형식인지 가릴 수 없습니다."},
		Hint:     Text{EN: "Choose one with --from.", KO: "--from으로 하나를 골라 주세요."},
	}
)

// Troubles with outputs and stores.
var (
	Exists = Trouble{
		Sentence: Text{EN: "“{name}” exists already; it was not touched.", KO: "‘{name}’{name|이|가} 이미 있어 손대지 않았습니다."},
		Hint:     Text{EN: "Choose another -o, or replace it with --force.", KO: "-o로 다른 이름을 정하거나, --force로 덮어쓰세요."},
	}
	NotOurs = Trouble{
		Sentence: Text{EN: "“{name}” was not made by exile, so not even --force replaces it.", KO: "‘{name}’{name|은|는} exile이 만든 것이 아니어서 --force로도 덮어쓰지 않습니다."},
		Hint:     Text{EN: "Choose another -o, or move that folder away yourself.", KO: "-o로 다른 이름을 정하거나, 그 폴더를 직접 옮겨 주세요."},
	}
	SamePath = Trouble{
		Sentence: Text{EN: "The output “{name}” is the input, or holds it.", KO: "출력 ‘{name}’{name|이|가} 입력과 같거나 입력을 품고 있습니다."},
		Hint:     Text{EN: "Choose another -o.", KO: "-o로 다른 이름을 정해 주세요."},
	}
	NoFolder = Trouble{
		Sentence: Text{EN: "There is no folder to write “{name}” into.", KO: "‘{name}’{name|을|를} 쓸 폴더가 없습니다."},
		Hint:     Text{EN: "Make the folder first, or choose another -o.", KO: "폴더를 먼저 만들거나 -o로 다른 곳을 정해 주세요."},
	}
	Busy = Trouble{
		Sentence: Text{EN: "Another run of exile is writing “{name}”.", KO: "다른 exile이 ‘{name}’{name|을|를} 쓰고 있습니다."},
		Hint:     Text{EN: "Wait until it has ended, or choose another -o.", KO: "끝날 때까지 기다리거나 -o로 다른 이름을 정해 주세요."},
	}
	NoSpace = Trouble{
		Sentence: Text{EN: "The disk is full.", KO: "디스크에 남은 공간이 없습니다."},
		Hint:     Text{EN: "Free some space (about twice the size of the export), or write to another disk. Nothing was left behind.", KO: "내보내기 크기의 두 배쯤 공간을 비우거나 다른 디스크에 써 주세요. 쓰다 만 것은 남지 않습니다."},
	}
	NoStore = Trouble{
		Sentence: Text{EN: "There is no store at “{name}” yet.", KO: "‘{name}’에 아직 보관소가 없습니다."},
		Hint:     Text{EN: "`exile add EXPORT` makes one; --store or EXILE_STORE says where.", KO: "`exile add 내보낸파일`로 만들 수 있습니다. 위치는 --store나 EXILE_STORE로 정합니다."},
	}
	NotStore = Trouble{
		Sentence: Text{EN: "“{name}” is not a store of exile.", KO: "‘{name}’{name|은|는} exile의 보관소가 아닙니다."},
		Hint:     Text{EN: "Give the folder NAME.exile that `exile add` made.", KO: "`exile add`가 만든 이름.exile 폴더를 주세요."},
	}
	NewerStore = Trouble{
		Sentence: Text{EN: "The store “{name}” was made by a newer exile.", KO: "보관소 ‘{name}’{name|은|는} 더 새로운 exile이 만들었습니다."},
		Hint:     Text{EN: "Use that version, or a newer one.", KO: "그 버전이나 더 새 버전을 써 주세요."},
	}
	LockedStore = Trouble{
		Sentence: Text{EN: "The store “{name}” is being written by somebody else.", KO: "보관소 ‘{name}’{name|을|를} 다른 작업이 쓰고 있습니다."},
		Hint:     Text{EN: "Wait until that run has ended, then try again.", KO: "그 작업이 끝난 뒤 다시 해 주세요."},
	}
	DamagedStore = Trouble{
		Sentence: Text{EN: "The store “{name}” is damaged.", KO: "보관소 ‘{name}’{name|이|가} 손상되었습니다."},
		Hint:     Text{EN: "Do not write to it. Its folder “originals” holds your exports (zstd); add them to a new store.", KO: "더 쓰지 마세요. originals 폴더에 원본이 zstd로 들어 있으니, 새 보관소에 다시 담을 수 있습니다."},
	}
	NoSQLite = Trouble{
		Sentence: Text{EN: "This exile was built without SQLite.", KO: "이 exile에는 SQLite가 들어 있지 않습니다."},
		Hint:     Text{EN: "Build it with CGO_ENABLED=1 and a C compiler.", KO: "C 컴파일러를 두고 CGO_ENABLED=1로 다시 만들어 주세요."},
	}
)

// Troubles with what was asked.
var (
	NoChat = Trouble{
		Sentence: Text{EN: "There is no chat “{name}” in the store.", KO: "보관소에 ‘{name}’{name|이라는|라는} 대화가 없습니다."},
		Hint:     Text{EN: "`exile list` shows the chats with their numbers.", KO: "`exile list`로 대화와 번호를 볼 수 있습니다."},
	}
	SeveralChats = Trouble{
		Sentence: Text{EN: "Several chats are called “{name}”: {numbers}.", KO: "‘{name}’{name|이라는|라는} 대화가 여럿입니다: {numbers}."},
		Hint:     Text{EN: "Choose one by its number.", KO: "번호로 골라 주세요."},
	}
	NoPerson = Trouble{
		Sentence: Text{EN: "Nobody is called “{name}” here.", KO: "‘{name}’{name|이라는|라는} 사람이 없습니다."},
		Hint:     Text{EN: "These are here: {people}", KO: "있는 이름: {people}"},
	}
	NoSource = Trouble{
		Sentence: Text{EN: "The store has no source “{name}”.", KO: "보관소에 ‘{name}’번으로 담은 것이 없습니다."},
		Hint:     Text{EN: "`exile report` alone shows the newest.", KO: "`exile report`만 쓰면 마지막에 담은 것을 보여 줍니다."},
	}
	NoReport = Trouble{
		Sentence: Text{EN: "“{name}” holds no report of exile.", KO: "‘{name}’에는 exile의 기록이 없습니다."},
		Hint:     Text{EN: "Give a folder that `exile convert` wrote, or the number of a source.", KO: "`exile convert`가 만든 폴더나, 담은 순서의 번호를 주세요."},
	}
	Strict = Trouble{
		Sentence: Text{EN: "Stopped by --strict: {problem}", KO: "--strict에 따라 멈췄습니다. {problem}"},
		Hint:     Text{EN: "{remedy}", KO: "{remedy}"},
	}
	Cancelled = Trouble{
		Sentence: Text{EN: "Cancelled; nothing was left behind.", KO: "취소했습니다. 쓰다 만 것은 남지 않습니다."},
		Hint:     Text{},
	}
	PipeClosed = Trouble{
		Sentence: Text{EN: "The program that read the output stopped reading.", KO: "출력을 받던 프로그램이 읽기를 멈췄습니다."},
		Hint:     Text{},
	}
	Failed = Trouble{
		Sentence: Text{EN: "It failed: {why}", KO: "실패했습니다: {why}"},
		Hint:     Text{},
	}
)
