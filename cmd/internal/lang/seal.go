package lang

// What is asked when something is sealed.
var (
	AskLock = Text{
		EN: "How should the archive open?",
		KO: "봉인 파일을 무엇으로 열까요?",
	}
	LockByKey = Text{
		EN: "with a key file that a passphrase locks (recommended: a sheet of paper can stand in for both)",
		KO: "암호로 잠근 키 파일 (추천: 종이로 뽑아 둔 복구 안내지로도 열 수 있습니다)",
	}
	LockByPassphrase = Text{
		EN: "with a passphrase alone (whoever forgets it loses the history)",
		KO: "암호만 (잊으면 다시는 열 수 없습니다)",
	}
	AskLockHow = Text{EN: "Number (Enter: 1): ", KO: "번호(그냥 Enter를 누르면 1): "}

	AskNewPassphrase   = Text{EN: "New passphrase, not shown while you type (Enter alone: make one of ten words): ", KO: "새 암호(입력해도 화면에 보이지 않습니다. 그냥 Enter를 누르면 낱말 열 개로 만들어 드립니다): "}
	AskPassphraseTwice = Text{EN: "Once more, the same: ", KO: "확인을 위해 한 번 더: "}
	PassphrasesDiffer  = Text{EN: "The two were not the same. From the beginning:", KO: "두 번 입력한 암호가 서로 다릅니다. 처음부터 다시 입력해 주세요."}
	PassphraseShort    = Text{
		EN: "That is too short to withstand a computer that tries. Take at least 10 characters, better several words.",
		KO: "너무 짧아서 컴퓨터로 하나하나 맞혀 보면 금방 뚫립니다. 한글 다섯 자나 영문 열 자 이상으로, 되도록 낱말 여러 개로 정해 주세요.",
	}
	PassphrasePlain = Text{
		EN: "That is among the first that anybody tries. Take several words that have nothing to do with each other.",
		KO: "누구나 먼저 시도해 볼 만한 암호입니다. 서로 관계없는 낱말 여러 개로 정해 주세요.",
	}
	PassphraseOdd = Text{
		EN: "There is a character in it that cannot be typed again reliably (an arrow key, perhaps).",
		KO: "다시 똑같이 입력하기 어려운 글자가 들어 있습니다(방향키를 눌렀을 수 있습니다).",
	}
	WeakPassphrase = Text{EN: "The passphrase is weak. {why}", KO: "암호가 약합니다. {why}"}
	MadePassphrase = Text{
		EN: "Write this passphrase on paper, now. It is shown this once and kept nowhere:",
		KO: "지금 종이에 적어 두세요. 이 암호는 지금 한 번만 보여 드리고, 어디에도 저장하지 않습니다.",
	}
	AskTypedBack = Text{EN: "Type it as you wrote it down, to be sure (Enter alone: leave it): ", KO: "적은 대로 입력해 확인해 보세요(건너뛰려면 그냥 Enter): "}
	TypedOther   = Text{EN: "That is another one. Compare your paper with the line above.", KO: "위의 암호와 다릅니다. 적은 것을 다시 견주어 보세요."}
	NotTypedBack = Text{
		EN: "Not checked. If the paper is wrong, nobody can open it, neither can we.",
		KO: "확인하지 않았습니다. 잘못 적었다면 저희를 포함해 누구도 열 수 없습니다.",
	}
	ForgetMeans = Text{
		EN: "A passphrase alone: whoever forgets it loses the history for ever. There is no other way in, no sheet to print, and nobody to ask.",
		KO: "암호만으로 잠급니다. 암호를 잊으면 대화 기록은 영영 열 수 없습니다. 다른 방법도, 뽑아 둘 복구 안내지도, 물어볼 곳도 없습니다.",
	}

	AskSheet = Text{
		EN: "Make a recovery sheet to print, with the key in letters and as a QR code?\nIt will be a file in the clear, {path}: print it, then delete it. [Y/n] ",
		KO: "키를 글자와 QR 코드로 담은 복구 안내지(인쇄용)를 만들까요?\n암호화되지 않은 파일 {path}{path|으로|로} 저장되니, 인쇄한 다음 지워 주세요. [Y/n] ",
	}
	AskYesNo = Text{EN: "Please answer y or n.", KO: "y(예)나 n(아니요)으로 답해 주세요."}
)

// What is said when something was sealed.
var (
	LineSealed = Text{
		EN: "Sealed:  {files} {files|file|files}, {size} → {path}",
		KO: "봉인함: 파일 {files}개, {size} → {path}",
	}
	LineKey = Text{
		EN: "Key:     {path}, locked by your passphrase. Keep a copy of it elsewhere too: whoever loses it and has no recovery sheet cannot open the archive.",
		KO: "키 파일: {path} (암호로 잠겨 있습니다). 다른 곳에도 복사해 두세요. 이 파일을 잃어버리고 복구 안내지도 없으면 봉인 파일을 열 수 없습니다.",
	}
	LineOldKey = Text{
		EN: "Old key: {path}. It opens only the copies made before; delete it with the last of them.",
		KO: "옛 키 파일: {path}. 전에 만든 사본만 열립니다. 그 사본을 다 지우면 이 파일도 지우세요.",
	}
	StrayKey = Text{
		EN: "A key file that an interrupted run had left is now called {path}. The archive opens without it.",
		KO: "중단된 작업이 남긴 키 파일의 이름을 {path}{path|으로|로} 바꾸었습니다. 봉인 파일은 이 키 없이도 열립니다.",
	}
	SamePassphrase = Text{
		EN: "The new passphrase is the same as the old one; --new-passphrase-file gives another.",
		KO: "새 암호가 옛 암호와 같습니다. 다른 암호로 바꾸려면 --new-passphrase-file로 알려 주세요.",
	}
	LineSheet = Text{
		EN: "Sheet:   {path}. It holds the key in the clear: print it, then delete the file and empty the bin.",
		KO: "안내지: {path}. 키가 그대로 들어 있으니, 인쇄한 다음 파일을 지우고 휴지통도 비워 주세요.",
	}
	NoSheetMade = Text{
		EN: "No recovery sheet was made. Whoever loses the passphrase or the key file loses the history. `exile rekey {archive} --new-key --sheet SHEET.html` makes a new key with a sheet at any time.",
		KO: "복구 안내지는 만들지 않았습니다. 암호나 키 파일을 잃어버리면 대화 기록을 열 수 없습니다. 나중에라도 `exile rekey {archive} --new-key --sheet 안내지.html`로 새 키와 안내지를 만들 수 있습니다.",
	}
	SecondHolder = Text{
		EN: "Somebody else can hold a key of their own: `exile rekey {archive} --add age1…`.",
		KO: "다른 사람에게도 따로 키를 줄 수 있습니다: `exile rekey {archive} --add age1…`.",
	}
	LineMissing = Text{
		EN: "{n} {n|file|files} that the store should have had {n|is|are} not there, and so not in the archive either: {names}",
		KO: "보관소에 있어야 할 파일 {n}개가 없어서 봉인 파일에도 담기지 않았습니다: {names}",
	}
	PlainKept = Text{
		EN: "So the plain store was kept: {path}. Put those files back, or delete the folder yourself if they are gone for good.",
		KO: "그래서 암호화되지 않은 보관소를 지우지 않았습니다: {path}. 빠진 파일을 되돌려 놓고 다시 봉인하거나, 되찾을 수 없다면 폴더를 직접 지워 주세요.",
	}
	LeftOriginals = Text{
		EN: "The original exports were left out, as asked; they are not in the archive.",
		KO: "요청하신 대로 원본은 뺐습니다. 봉인 파일에는 없습니다.",
	}
	OriginalsGone = Text{
		EN: "WARNING: the original exports were not sealed, and went with the plain store. What exile did not understand in them is gone, unless the exports themselves are still somewhere.",
		KO: "경고: 원본은 봉인하지 않았고, 암호화되지 않은 보관소와 함께 지워졌습니다. 내보낸 파일이 따로 남아 있지 않다면, exile이 이해하지 못한 내용은 사라졌습니다.",
	}
	LeftVersions = Text{
		EN: "Older states of edited messages were left out, as asked.",
		KO: "요청하신 대로 고치기 전의 메시지는 뺐습니다.",
	}
	PlainRemoved = Text{
		EN: "The archive was read back whole, then the plain store was deleted: {path}",
		KO: "봉인 파일을 끝까지 다시 읽어 확인한 뒤, 암호화되지 않은 보관소를 지웠습니다: {path}",
	}
	RemovedHow = Text{
		EN: "Deleted is not erased: SSDs and USB sticks, snapshots, backups and cloud copies may still hold what it was. Only a disk that was encrypted from the beginning helps there.",
		KO: "지웠다고 흔적까지 사라지는 것은 아닙니다. SSD나 USB 메모리, 스냅샷, 백업, 클라우드 사본에는 남아 있을 수 있습니다. 처음부터 암호화해 쓴 디스크여야 안심할 수 있습니다.",
	}
)

// What is not sealed, after sealing.
var (
	RemainsHead = Text{EN: "Still there and not sealed:", KO: "봉인되지 않고 아직 남아 있는 것:"}
	RemainStore = Text{
		EN: "the plain store: {path} (once `exile verify {archive}` finds all well, delete that folder)",
		KO: "암호화되지 않은 보관소: {path} (`exile verify {archive}` 명령으로 확인한 뒤 이 폴더를 지우세요)",
	}
	RemainLeft = Text{
		EN: "files in the store's folder that were not sealed with it: {path}",
		KO: "보관소 폴더에 있지만 함께 봉인되지 않은 파일: {path}",
	}
	RemainSheet = Text{
		EN: "the recovery sheet, which holds the key: {path} (print it, then delete the file and empty the bin)",
		KO: "키가 그대로 든 복구 안내지: {path} (인쇄한 다음 파일을 지우고 휴지통도 비워 주세요)",
	}
	RemainExports = Text{EN: "the exports that you added: {names}", KO: "보관소에 담은, 내보낸 파일: {names}"}
	RemainBundles = Text{
		EN: "what `exile convert` made for Telegram, if you did",
		KO: "`exile convert`로 만든 텔레그램용 파일이 있다면 그것도",
	}
	RemainPhone = Text{
		EN: "on the phone, what “Export chat messages” saved there (folder KakaoTalk/Chats), and the chats in KakaoTalk itself",
		KO: "휴대폰에 ‘대화 내용 내보내기’로 저장된 파일(KakaoTalk/Chats 폴더)과 카카오톡에 있는 대화",
	}
	RemainKakao    = Text{EN: "KakaoTalk's own data on this computer: {path}", KO: "이 컴퓨터에 있는 카카오톡의 자체 데이터: {path}"}
	RemainTelegram = Text{EN: "Telegram's session on this computer: {path}", KO: "이 컴퓨터의 텔레그램 로그인 정보: {path}"}
)

// What cannot be sealed so.
var (
	NeedsHolder = Text{
		EN: "Say who shall open the archive: --new-key, -r RECIPIENT, -R FILE or -p.",
		KO: "봉인 파일을 누가 열 수 있는지 --new-key, -r 공개키, -R 파일, -p 가운데 하나로 정해 주세요.",
	}
	PassphraseAlone = Text{EN: "-p stands alone: an archive opens by a passphrase or by keys.", KO: "-p는 다른 키와 함께 쓸 수 없습니다. 암호와 키 가운데 하나만 정해 주세요."}
	BadRecipient    = Text{
		EN: "“{value}” is no recipient; one looks like age1… (`exile keygen` makes a pair).",
		KO: "‘{value}’{value|은|는} 공개 키가 아닙니다. 공개 키는 age1…처럼 생겼습니다(`exile keygen`으로 만들 수 있습니다).",
	}
	BadRecipients = Text{EN: "{name} is no file of recipients: one age1… a line.", KO: "{name}{name|은|는} 공개 키를 한 줄에 하나씩(age1…) 적은 파일이 아닙니다."}
	SecretGiven   = Text{
		EN: "That is a secret key, and it belongs in no command. The public one begins with age1.",
		KO: "그것은 비밀 키이니 명령에 적으면 안 됩니다. 공개 키는 age1로 시작합니다.",
	}
	SecretGivenHint = Text{
		EN: "Your shell has written it into its history now: make a new key with `exile keygen`.",
		KO: "셸 기록에 남았을 것이니, `exile keygen`으로 새 키를 만들어 쓰세요.",
	}
	SheetNeedsKey = Text{EN: "--sheet prints a new key: use it with --new-key.", KO: "--sheet는 새로 만든 키를 담습니다. --new-key와 함께 쓰세요."}
	NothingToLock = Text{EN: "--new-passphrase-file is for what is locked anew: use it with -p or --new-key.", KO: "--new-passphrase-file은 새로 잠글 때 쓰는 암호입니다. -p나 --new-key와 함께 쓰세요."}
	SealOutName   = Text{EN: "The name of a sealed archive ends in .age; write -o {name}.", KO: "봉인 파일의 이름은 .age로 끝나야 합니다. -o {name}{name|으로|로} 적어 주세요."}
	SheetAndJSON  = Text{EN: "--json and --sheet - would both write to standard output.", KO: "--json과 --sheet -를 함께 쓰면 표준 출력이 겹칩니다."}
	SealedAlready = Text{EN: "“{name}” is sealed already.", KO: "‘{name}’{name|은|는} 이미 봉인되어 있습니다."}
	SealedRekey   = Text{EN: "`exile rekey` gives it other keys.", KO: "`exile rekey`로 키를 바꿀 수 있습니다."}

	SealTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another -o.", KO: "-o로 다른 이름을 정해 주세요."},
	}
	KeyTaken = Trouble{
		Sentence: Text{EN: "There is a key file “{name}” already; it was not touched.", KO: "키 파일 ‘{name}’{name|이|가} 이미 있어 손대지 않았습니다."},
		Hint: Text{
			EN: "An archive may need it. Move it to another folder (and name it with -i for as long as it is needed), or choose another name for the archive.",
			KO: "어떤 봉인 파일을 여는 키일 수 있습니다. 다른 폴더로 옮기거나(아직 필요하면 -i로 알려 주세요), 봉인 파일의 이름을 다르게 정해 주세요.",
		},
	}
	SheetTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another --sheet.", KO: "--sheet로 다른 이름을 정해 주세요."},
	}
	SheetSame = Trouble{
		Sentence: Text{EN: "“{name}” is where the archive or its key file goes; the recovery sheet needs a name of its own.", KO: "‘{name}’{name|은|는} 봉인 파일이나 키 파일이 될 이름이어서 복구 안내지에 쓸 수 없습니다."},
		Hint:     SheetTaken.Hint,
	}
	NothingToSeal = Trouble{
		Sentence: NoStore.Sentence,
		Hint: Text{
			EN: "`exile add EXPORT --seal` makes a sealed archive of an export at once. A store that lies elsewhere is named: `exile seal STORE`.",
			KO: "내보낸 파일을 바로 봉인하려면 `exile add 내보낸파일 --seal`을 쓰세요. 보관소가 다른 곳에 있다면 `exile seal 보관소`처럼 적어 주세요.",
		},
	}
	NoSpaceToSeal = Trouble{
		Sentence: Text{EN: "The disk is too full for “{name}”.", KO: "디스크 공간이 모자라 ‘{name}’{name|을|를} 만들 수 없습니다."},
		Hint: Text{
			EN: "The archive takes about as much as the store. Free some space, or name another disk with -o. Nothing was left behind.",
			KO: "봉인 파일은 보관소만큼 공간을 차지합니다. 공간을 비우거나 -o로 다른 디스크를 정해 주세요. 쓰다 만 것은 남지 않습니다.",
		},
	}
	ArchiveInStore = Trouble{
		Sentence: Text{EN: "“{name}” would lie inside the store that is to be sealed.", KO: "‘{name}’{name|은|는} 봉인할 보관소 안에 있게 됩니다."},
		Hint:     SealTaken.Hint,
	}
	NoSheetFolder = Trouble{
		Sentence: NoFolder.Sentence,
		Hint:     Text{EN: "Make the folder first, or choose another --sheet.", KO: "폴더를 먼저 만들거나 --sheet로 다른 곳을 정해 주세요."},
	}
	KeyNotMoved = Trouble{
		Sentence: Text{EN: "The archive has its new key, but the key file could not be renamed and is still called “{name}”: {why}", KO: "봉인 파일의 키는 바뀌었지만, 새 키 파일의 이름을 바꾸지 못해 아직 ‘{name}’입니다: {why}"},
		Hint:     Text{EN: "exile finds it under that name too: leave it beside the archive.", KO: "이 이름으로도 찾으니, 봉인 파일 옆에 그대로 두세요."},
	}
	SheetFailed = Trouble{
		Sentence: Text{
			EN: "The archive and its key are made, but the recovery sheet “{name}” could not be written: {why}",
			KO: "봉인 파일과 키는 만들었지만, 복구 안내지 ‘{name}’{name|을|를} 쓰지 못했습니다: {why}",
		},
		Hint: Text{
			EN: "The key file and its passphrase open the archive. `age -d` of the key file shows the key, to write it down.",
			KO: "키 파일과 암호로 열 수 있습니다. 키를 적어 두려면 키 파일을 `age -d`로 풀어 보세요.",
		},
	}
	NotRemoved = Trouble{
		Sentence: Text{
			EN: "The archive is whole, but the plain store “{name}” could not be deleted altogether: {why}",
			KO: "봉인 파일은 온전하지만, 암호화되지 않은 보관소 ‘{name}’{name|을|를} 다 지우지 못했습니다: {why}",
		},
		Hint: Text{EN: "Delete the rest of it yourself.", KO: "남은 것은 직접 지워 주세요."},
	}
	NoNewPassphrase = Trouble{
		Sentence: Text{EN: "A passphrase is needed, and there is no terminal to ask for one.", KO: "암호가 필요한데, 물어볼 터미널이 없습니다."},
		Hint: Text{
			EN: "Give it with --new-passphrase-file FILE, or one for old and new with --passphrase-file or EXILE_PASSPHRASE_COMMAND.",
			KO: "새 암호는 --new-passphrase-file 파일로 알려 주세요. 여는 암호와 같아도 되면 --passphrase-file이나 EXILE_PASSPHRASE_COMMAND도 됩니다.",
		},
	}
)
