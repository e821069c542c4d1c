package lang

// What the flags of sealed archives are for.
var (
	FlagIdentity          = Text{EN: "a `FILE` with the key of a sealed archive; repeatable (default: EXILE_IDENTITY, or the key file beside the archive)", KO: "봉인 파일을 여는 키 `파일`. 여러 번 쓸 수 있습니다 (기본값: EXILE_IDENTITY, 없으면 봉인 파일 옆의 키 파일)"}
	FlagPassphraseFile    = Text{EN: "a `FILE` with the passphrase (default: EXILE_PASSPHRASE_FILE, what EXILE_PASSPHRASE_COMMAND prints, or you are asked)", KO: "암호가 든 `파일` (기본값: EXILE_PASSPHRASE_FILE, EXILE_PASSPHRASE_COMMAND의 출력, 없으면 물어봅니다)"}
	FlagCache             = Text{EN: "`SIZE`: how much of a sealed archive is kept in memory (default: 64MiB)", KO: "`크기`: 봉인 파일에서 메모리에 담아 두는 양 (기본값: 64MiB)"}
	FlagMaxWork           = Text{EN: "open by passphrase only what asks for at most 2^`N` of work (default: {n})", KO: "암호를 확인하는 데 드는 계산을 2^`N`까지만 받아들입니다 (기본값: {n})"}
	FlagRecipient         = Text{EN: "seal to this public `KEY` (age1…); repeatable", KO: "이 공개 `키`(age1…)로 봉인합니다. 여러 번 쓸 수 있습니다"}
	FlagRecipientsFile    = Text{EN: "seal to the public keys in this `FILE`, one a line; repeatable", KO: "`파일`에 한 줄에 하나씩 적힌 공개 키로 봉인합니다. 여러 번 쓸 수 있습니다"}
	FlagPassphrase        = Text{EN: "seal by a passphrase alone", KO: "키 파일 없이 암호만으로 봉인합니다"}
	FlagNewPassphraseFile = Text{EN: "a `FILE` with the passphrase for -p or --new-key (default: the one that opens, if it was given, or you are asked)", KO: "-p나 --new-key에 쓸 새 암호가 든 `파일` (기본값: 여는 암호가 주어져 있으면 그 암호, 없으면 물어봅니다)"}
	FlagNewKey            = Text{EN: "make a new key file beside the archive, locked by a passphrase", KO: "봉인 파일 옆에 암호로 잠근 새 키 파일을 만듭니다"}
	FlagAddRecipient      = Text{EN: "seal to this public `KEY` as well; repeatable", KO: "지금 키에 이 공개 `키`를 더합니다. 여러 번 쓸 수 있습니다"}
	FlagSeal              = Text{EN: "make a sealed archive where there is no store yet", KO: "보관소가 아직 없으면 봉인 파일로 만듭니다"}
	FlagKeyOut            = Text{EN: "the `FILE` to write the key to (default: standard output)", KO: "키를 저장할 `파일` (기본값: 표준 출력)"}
	FlagPQ                = Text{EN: "a key that also withstands quantum computers; age before 1.3 does not know it", KO: "양자 컴퓨터에도 견디는 키. age 1.3보다 오래된 버전은 알지 못합니다"}
	FlagOpenOut           = Text{EN: "the `FOLDER` to make (default: NAME.exile beside the archive)", KO: "만들 `폴더` (기본값: 봉인 파일 옆의 이름.exile)"}
)

// What is asked.
var (
	AskArchive     = Text{EN: "Passphrase of {name}: ", KO: "{name}의 암호: "}
	AskKeyFile     = Text{EN: "Passphrase of the key file {name}: ", KO: "키 파일 {name}의 암호: "}
	AskArchiveNow  = Text{EN: "Old passphrase (it opens {name} now): ", KO: "옛 암호(지금 {name}{name|을|를} 여는 암호): "}
	AskKeyFileNow  = Text{EN: "Old passphrase (it opens the key file {name} now): ", KO: "옛 암호(지금 키 파일 {name}{name|을|를} 여는 암호): "}
	AskSecretAgain = Text{EN: "That is not the passphrase. Please try again; nothing is shown while you type.", KO: "암호가 맞지 않습니다. 다시 입력해 주세요. 입력하는 동안에는 아무것도 보이지 않습니다."}
)

// Troubles with keys and passphrases.
var (
	WrongPassphrase = Trouble{
		Sentence: Text{EN: "The passphrase does not open “{name}”.", KO: "입력한 암호로는 ‘{name}’{name|을|를} 열 수 없습니다."},
		Hint:     Text{EN: "Check capitals and the keyboard's language. A forgotten passphrase cannot be had back.", KO: "대소문자와 한/영 상태를 확인해 주세요. 잊은 암호는 되찾을 수 없습니다."},
	}
	WrongKeyPassphrase = Trouble{
		Sentence: WrongPassphrase.Sentence,
		Hint:     Text{EN: "Check capitals and the keyboard's language. A forgotten passphrase cannot be had back, but the recovery sheet opens the archive without it: type its key into key.txt and name that with -i.", KO: "대소문자와 한/영 상태를 확인해 주세요. 잊은 암호는 되찾을 수 없지만, 복구 안내지가 있으면 암호 없이 열 수 있습니다. 안내지의 키를 key.txt에 적고 -i key.txt로 알려 주세요."},
	}
	NothingTyped = Trouble{
		Sentence: Text{EN: "No passphrase was typed, so “{name}” was not opened.", KO: "암호를 입력하지 않아 ‘{name}’{name|을|를} 열지 않았습니다."},
		Hint:     Text{EN: "Nothing is shown while you type; that is meant so. Type it and press Enter.", KO: "입력하는 동안 화면에 아무것도 보이지 않는 것이 정상입니다. 그대로 입력하고 Enter를 누르세요."},
	}
	NoPassphrase = Trouble{
		Sentence: Text{EN: "“{name}” needs a passphrase, and there is no terminal to ask for it.", KO: "‘{name}’{name|을|를} 열려면 암호가 필요한데, 물어볼 터미널이 없습니다."},
		Hint:     Text{EN: "Give it with --passphrase-file FILE or EXILE_PASSPHRASE_COMMAND.", KO: "--passphrase-file 파일이나 EXILE_PASSPHRASE_COMMAND로 알려 주세요."},
	}
	EmptyPassphrase = Trouble{
		Sentence: Text{EN: "There is no passphrase in “{name}”.", KO: "‘{name}’에 암호가 들어 있지 않습니다."},
		Hint:     Text{EN: "It must hold the passphrase and nothing else.", KO: "암호 말고는 아무것도 없어야 합니다."},
	}
	LongPassphrase = Trouble{
		Sentence: Text{EN: "“{name}” gives more than 64 KiB, which is no passphrase.", KO: "‘{name}’의 내용이 64KiB를 넘어 암호로 볼 수 없습니다."},
		Hint:     EmptyPassphrase.Hint,
	}
	SeveralLines = Trouble{
		Sentence: Text{EN: "“{name}” gives more than one line; a passphrase is one.", KO: "‘{name}’의 내용이 여러 줄입니다. 암호는 한 줄이어야 합니다."},
		Hint:     Text{EN: "Leave only the line with the passphrase; empty lines count too.", KO: "암호가 적힌 한 줄만 남겨 주세요. 빈 줄도 없어야 합니다."},
	}
	MarkedPassphrase = Trouble{
		Sentence: Text{EN: "“{name}” begins with a mark of byte order, which nobody types: it would belong to the passphrase.", KO: "‘{name}’의 맨 앞에 보이지 않는 표시(BOM)가 있습니다. 그대로 두면 이것도 암호에 들어갑니다."},
		Hint:     Text{EN: "Save it as UTF-8 without a mark (“UTF-8”, not “UTF-8 with BOM” or “Unicode”).", KO: "‘UTF-8(BOM)’이나 ‘유니코드’가 아닌 ‘UTF-8’ 형식으로 다시 저장해 주세요."},
	}
	SilentCommand = Trouble{
		Sentence: Text{EN: "The command in EXILE_PASSPHRASE_COMMAND printed nothing.", KO: "EXILE_PASSPHRASE_COMMAND의 명령이 아무것도 출력하지 않았습니다."},
		Hint:     CommandFailed.Hint,
	}
	CommandFailed = Trouble{
		Sentence: Text{EN: "The command in EXILE_PASSPHRASE_COMMAND failed: {why}.", KO: "EXILE_PASSPHRASE_COMMAND의 명령이 실패했습니다: {why}."},
		Hint:     Text{EN: "Run it by itself; it must print the passphrase.", KO: "그 명령을 따로 실행해 보세요. 암호를 출력해야 합니다."},
	}
	NoKeyFile = Trouble{
		Sentence: Text{EN: "“{name}” is sealed, and no key file was found.", KO: "‘{name}’{name|은|는} 봉인되어 있는데, 키 파일을 찾지 못했습니다."},
		Hint:     Text{EN: "Name the key file with -i FILE, or put {key} beside the archive.", KO: "-i 파일로 키 파일을 알려 주거나, {key} 파일을 봉인 파일 옆에 두세요."},
	}
	NoKeyFits = Trouble{
		Sentence: Text{EN: "The key in {keys} does not open “{name}”.", KO: "{keys}의 키로는 ‘{name}’{name|을|를} 열 수 없습니다."},
		Hint:     Text{EN: "Name another key file with -i FILE. After `exile rekey` the old key opens old copies only. If it is the right key, the beginning of the archive is damaged: use another copy.", KO: "-i 파일로 다른 키 파일을 알려 주세요. `exile rekey`로 키를 바꾼 뒤에는 옛 키로 옛 사본만 열립니다. 키가 맞다면 봉인 파일의 앞부분이 손상된 것이니 다른 사본을 쓰세요."},
	}
	NoKeysInFile = Trouble{
		Sentence: Text{EN: "“{name}” is not a key file.", KO: "‘{name}’{name|은|는} 키 파일이 아닙니다."},
		Hint:     Text{EN: "A key file holds a line AGE-SECRET-KEY-1…, or is one that a passphrase locks.", KO: "키 파일에는 AGE-SECRET-KEY-1…로 시작하는 줄이 있거나, 암호로 잠겨 있습니다."},
	}
	MistypedKey = Trouble{
		Sentence: Text{EN: "The key in “{name}” is mistyped: a letter is wrong, missing or too many.", KO: "‘{name}’에 적힌 키에 오타가 있습니다. 틀리거나 빠지거나 더 들어간 글자가 있습니다."},
		Hint:     Text{EN: "Compare it with the recovery sheet, letter by letter. It begins with AGE-SECRET-KEY-1; behind that there is no B, I, O and no 1: what looks like one is 8, L or 0.", KO: "복구 안내지와 한 글자씩 견주어 보세요. AGE-SECRET-KEY-1로 시작하고, 그 뒤에는 B, I, O와 숫자 1이 나오지 않습니다. 그렇게 보이면 8, L, 0입니다."},
	}
	HighWorkFactor = Trouble{
		Sentence: Text{EN: "The passphrase of “{name}” asks for 2^{n} of work, more than is accepted.", KO: "‘{name}’의 암호를 확인하려면 2^{n}의 계산이 필요해, 받아들이는 한도를 넘습니다."},
		Hint:     Text{EN: "If you made it yourself, allow that with --max-work-factor {n}.", KO: "직접 만든 파일이 맞다면 --max-work-factor {n}{n|으로|로} 허용해 주세요."},
	}
	BadKey = Trouble{
		Sentence: Text{EN: "It is not a public key: {why}.", KO: "공개 키가 아닙니다: {why}."},
		Hint:     Text{EN: "A public key begins with age1; `exile keygen` makes one.", KO: "공개 키는 age1로 시작합니다. `exile keygen`으로 만들 수 있습니다."},
	}
	PluginFailed = Trouble{
		Sentence: Text{EN: "It could not be sealed by the plugin {program}: {why}", KO: "플러그인 {program}{program|으로|로} 봉인하지 못했습니다: {why}"},
		Hint:     Text{EN: "Install the program, or see what it needs (a token that is plugged in, perhaps). Nothing was changed.", KO: "그 프로그램을 설치하거나, 필요한 것(꽂아 둔 보안 키 등)이 있는지 확인해 주세요. 바뀐 것은 없습니다."},
	}
	MixedKeys = Trouble{
		Sentence: Text{EN: "Keys made with --pq and others cannot open the same archive.", KO: "--pq로 만든 키와 다른 키를 한 봉인 파일에 함께 쓸 수 없습니다."},
		Hint:     Text{EN: "Name keys of one kind only.", KO: "한 종류의 키만 지정해 주세요."},
	}
	AddToPassphrase = Text{
		EN: "This archive is sealed by a passphrase alone, which goes with no other key; name all keys with -r or --new-key instead.",
		KO: "이 봉인 파일은 암호만으로 봉인되어 다른 키를 더할 수 없습니다. -r이나 --new-key로 키를 새로 정해 주세요.",
	}
)

// What keygen and rekey say.
var (
	PublicKey = Text{EN: "Public key: {key}", KO: "공개 키: {key}"}
	KeepKey   = Text{
		EN: "Whoever has this file can open what is sealed to it. Keep a copy in another place.",
		KO: "이 파일이 있으면 이 키로 봉인한 것을 누구나 열 수 있습니다. 다른 곳에도 사본을 보관하세요.",
	}
	Rekeyed = Text{
		EN: "The keys of {name} were changed. An older key, passphrase or recovery sheet opens only the copies made before; delete those where you can.",
		KO: "{name}의 키를 바꾸었습니다. 예전 키나 암호, 복구 안내지로는 전에 만든 사본만 열립니다. 지울 수 있는 사본은 지우세요.",
	}
	SealedAnew = Text{
		EN: "{name} was sealed anew. Copies made before still open with the old keys: delete them where you can.",
		KO: "{name}{name|을|를} 새로 봉인했습니다. 전에 만든 사본은 옛 키로 계속 열리니, 지울 수 있는 것은 지우세요.",
	}
	SealedTo   = Text{EN: "It opens with: {keys}", KO: "여는 키: {keys}"}
	WordSecret = Text{EN: "the passphrase", KO: "암호"}
)
