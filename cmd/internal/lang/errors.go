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
		Hint:     Text{EN: "Exports of KakaoTalk, WhatsApp, LINE and Telegram are read. `exile guide` tells how to make them; give the folder, zip or file that results.", KO: "카카오톡, 왓츠앱, 라인, 텔레그램에서 내보낸 대화를 읽습니다. 내보내는 방법은 `exile guide`에 있습니다. 만들어진 폴더나 zip, 파일을 지정해 주세요."},
	}
	ZipsInside = Trouble{
		Sentence: NoExport.Sentence,
		Hint:     Text{EN: "It holds another zip (“{zip}”), which is not opened there. Unpack the outer one and give the folder.", KO: "안에 다른 zip(‘{zip}’)이 들어 있지만 그대로는 열지 않습니다. 바깥 zip의 압축을 풀고 그 폴더를 지정해 주세요."},
	}
	ZipsBeside = Trouble{
		Sentence: NoExport.Sentence,
		Hint:     Text{EN: "Nor was one found in the zips in it. Give “{zip}” by itself to see why.", KO: "그 안의 zip에서도 찾지 못했습니다. ‘{zip}’{zip|을|를} 직접 지정하면 이유를 알려 드립니다."},
	}
	NoMediaFolder = Trouble{
		Sentence: Text{EN: "There is no folder “{name}”, which --media names.", KO: "--media로 지정한 폴더 ‘{name}’{name|이|가} 없습니다."},
		Hint:     Text{EN: "Check the spelling and the place.", KO: "이름과 위치를 확인해 주세요."},
	}
	MediaNotFolder = Trouble{
		Sentence: Text{EN: "“{name}” is no folder; --media takes the folder in which the photos and files lie.", KO: "‘{name}’{name|은|는} 폴더가 아닙니다. --media에는 사진과 파일이 있는 폴더를 지정해 주세요."},
		Hint:     Text{EN: "If it is a zip, unpack it first.", KO: "zip이라면 먼저 압축을 풀어 주세요."},
	}
	EmptyFile = Trouble{
		Sentence: Text{EN: "“{name}” is empty.", KO: "‘{name}’{name|은|는} 빈 파일입니다."},
		Hint:     Text{EN: "The copy probably broke off: copy it again from where it comes from.", KO: "복사가 중간에 끊겼을 수 있습니다. 원래 있던 곳에서 다시 복사해 주세요."},
	}
	BadZip = Trouble{
		Sentence: Text{EN: "The zip “{name}” is damaged or cut short.", KO: "zip 파일 ‘{name}’{name|이|가} 손상되었거나 중간에 잘렸습니다."},
		Hint:     Text{EN: "Copy it again from where it comes from, or export once more.", KO: "원래 있던 곳에서 다시 복사하거나 한 번 더 내보내 주세요."},
	}
	ZipBomb = Trouble{
		Sentence: Text{EN: "The zip “{name}” would unpack to far more than it holds, so it was not opened.", KO: "zip 파일 ‘{name}’{name|은|는} 풀면 지나치게 커지므로 열지 않았습니다."},
		Hint:     Text{EN: "If it is really yours, unpack it by hand and give the folder.", KO: "직접 만든 파일이 맞다면, 직접 압축을 풀어 그 폴더를 지정해 주세요."},
	}
	BadName = Trouble{
		Sentence: Text{EN: "The zip “{name}” holds a file whose name points outside of it, so it was not opened.", KO: "zip 파일 ‘{name}’ 안에 바깥을 가리키는 이름이 있어 열지 않았습니다."},
		Hint:     Text{EN: "No app exports such a file: ask where it comes from.", KO: "앱은 이런 파일을 만들지 않습니다. 어디에서 온 파일인지 확인해 주세요."},
	}
	ZipTwins = Trouble{
		Sentence: Text{EN: "The zip “{name}” names one file twice, so it was not opened.", KO: "zip 파일 ‘{name}’에 같은 이름이 두 번 나와 열지 않았습니다."},
		Hint:     Text{EN: "Export again, or unpack it by hand, look, and give the folder.", KO: "다시 내보내거나, 직접 풀어 확인한 뒤 그 폴더를 지정해 주세요."},
	}
	ZipLocked = Trouble{
		Sentence: Text{EN: "The zip “{name}” is protected by a password.", KO: "zip 파일 ‘{name}’에 비밀번호가 걸려 있습니다."},
		Hint:     Text{EN: "Unpack it by hand and give the folder.", KO: "직접 압축을 풀어 그 폴더를 지정해 주세요."},
	}
	TooMany = Trouble{
		Sentence: Text{EN: "“{name}” holds too many files.", KO: "‘{name}’에 파일이 너무 많습니다."},
		Hint:     Text{EN: "Give the folder or zip of one exported chat.", KO: "채팅방 하나를 내보낸 폴더나 zip을 지정해 주세요."},
	}
	TooLarge = Trouble{
		Sentence: Text{EN: "What comes through “{name}” is too large.", KO: "‘{name}’{name|으로|로} 들어오는 내용이 너무 큽니다."},
		Hint:     Text{EN: "Save it to a file first, and give the file.", KO: "먼저 파일로 저장한 뒤 그 파일을 지정해 주세요."},
	}
	LongLine = Trouble{
		Sentence: Text{EN: "“{name}” holds a line longer than 16 MiB, which no app writes.", KO: "‘{name}’에 16MiB가 넘는 줄이 있습니다. 앱은 이런 줄을 쓰지 않습니다."},
		Hint:     Text{EN: "The file is damaged or no export of a chat: take it again from where it comes from.", KO: "파일이 손상되었거나 내보낸 대화가 아닙니다. 원래 있던 곳에서 다시 가져와 주세요."},
	}
	NotFile = Trouble{
		Sentence: Text{EN: "“{name}” is neither a file nor a folder.", KO: "‘{name}’{name|은|는} 파일도 폴더도 아닙니다."},
		Hint:     Text{EN: "Pipes and devices are not read; use - for standard input.", KO: "파이프나 장치는 읽지 않습니다. 표준 입력은 -로 적어 주세요."},
	}
	IsFolder = Trouble{
		Sentence: Text{EN: "“{name}” is a folder, where a file is needed.", KO: "‘{name}’{name|은|는} 폴더입니다. 파일이 있어야 합니다."},
		Hint:     Text{EN: "Name the file in it.", KO: "그 안의 파일을 지정해 주세요."},
	}
	LinkLoop = Trouble{
		Sentence: Text{EN: "“{name}” is a link that leads in a circle.", KO: "‘{name}’{name|은|는} 서로를 가리키며 맴도는 링크여서 열 수 없습니다."},
		Hint:     Text{EN: "Name the file itself.", KO: "링크 말고 파일 자체를 지정해 주세요."},
	}
	UnknownFormat = Trouble{
		Sentence: Text{EN: "No format knows “{name}”.", KO: "‘{name}’{name|은|는} 아는 형식이 아닙니다."},
		Hint:     Text{EN: "Exports of KakaoTalk, WhatsApp, LINE and Telegram are read. `exile guide` tells how to make them; `exile formats` lists all that can be read.", KO: "카카오톡, 왓츠앱, 라인, 텔레그램에서 내보낸 대화를 읽습니다. 내보내는 방법은 `exile guide`, 읽을 수 있는 형식은 `exile formats`에서 볼 수 있습니다."},
	}
	UnknownLooks = Trouble{
		Sentence: Text{EN: "No format knows “{name}”: it looks like {looks}.", KO: "‘{name}’{name|은|는} 아는 형식이 아닙니다({looks}{looks|으로|로} 보입니다)."},
		Hint:     UnknownFormat.Hint,
	}
	MaybeFormat = Trouble{
		Sentence: Text{EN: "“{name}” might be {formats}, but that is not certain.", KO: "‘{name}’{name|은|는} {formats} 형식일 수도 있지만 확실하지 않습니다."},
		Hint:     Text{EN: "If you know what it is, say so with --from.", KO: "무엇인지 아신다면 --from으로 알려 주세요."},
	}
	SeveralFormats = Trouble{
		Sentence: Text{EN: "“{name}” holds exports of several kinds: {parts}.", KO: "‘{name}’에 여러 형식이 섞여 있습니다: {parts}."},
		Hint:     Text{EN: "Give the files of each kind by themselves, or read one kind with --from.", KO: "형식마다 파일을 따로 지정하시거나, --from으로 한 가지만 골라 주세요."},
	}
	Ambiguous = Trouble{
		Sentence: Text{EN: "“{name}” looks equally like {formats}.", KO: "‘{name}’{name|이|가} {formats} 가운데 어느 형식인지 가릴 수 없습니다."},
		Hint:     Text{EN: "Choose one with --from.", KO: "--from으로 하나를 골라 주세요."},
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
		Hint:     Text{EN: "Give a folder that `exile convert` wrote, or the number of a source.", KO: "`exile convert`가 만든 폴더나, 담은 순서의 번호를 지정해 주세요."},
	}
	Strict = Trouble{
		Sentence: Text{EN: "Stopped by --strict: {problem}", KO: "--strict에 따라 멈췄습니다. {problem}"},
		Hint:     Text{EN: "{remedy}", KO: "{remedy}"},
	}
	Cancelled = Trouble{
		Sentence: Text{EN: "Cancelled; nothing was left behind.", KO: "취소했습니다. 쓰다 만 것은 남지 않습니다."},
		Hint:     Text{EN: "The same command starts again from the beginning.", KO: "같은 명령을 다시 실행하면 처음부터 다시 합니다."},
	}
	PipeClosed = Trouble{
		Sentence: Text{EN: "The program that read the output stopped reading.", KO: "출력을 받던 프로그램이 읽기를 멈췄습니다."},
		Hint:     Text{},
	}
	Failed = Trouble{
		Sentence: Text{EN: "It failed: {why}", KO: "실패했습니다: {why}"},
		Hint:     Text{EN: "Your export is unchanged. If it happens again, tell us this line.", KO: "원본은 바뀌지 않았습니다. 다시 해도 같으면 이 문장을 그대로 알려 주세요."},
	}
)
