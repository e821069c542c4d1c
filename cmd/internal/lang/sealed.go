package lang

// Troubles with sealed archives.
var (
	DamagedArchive = Trouble{
		Sentence: Text{EN: "The sealed archive “{name}” is damaged.", KO: "봉인 파일 ‘{name}’{name|이|가} 손상되었습니다."},
		Hint:     Text{EN: "Use another copy of it. `exile verify` tells what is wrong; what can still be read, `exile show` and `convert --chat` read.", KO: "다른 사본이 있으면 그것을 쓰세요. 무엇이 잘못되었는지는 `exile verify`로, 아직 읽을 수 있는 대화는 `exile show`나 `convert --chat`으로 볼 수 있습니다."},
	}
	UnopenableArchive = Trouble{
		Sentence: Text{EN: "The sealed archive “{name}” is damaged: nothing in it can be opened.", KO: "봉인 파일 ‘{name}’{name|이|가} 손상되어 아무것도 열 수 없습니다."},
		Hint:     Text{EN: "Use another copy, or a backup of it. A copy that broke off is made again from where it came.", KO: "다른 사본이나 백업을 쓰세요. 복사가 중간에 끊긴 것이라면 원래 있던 곳에서 다시 복사해 주세요."},
	}
	EmptyArchive = Trouble{
		Sentence: Text{EN: "“{name}” is empty: there is no sealed archive in it.", KO: "‘{name}’{name|은|는} 빈 파일입니다. 봉인된 내용이 없습니다."},
		Hint:     Text{EN: "The copy probably broke off: copy it again, or use a backup.", KO: "복사가 중간에 끊겼을 수 있습니다. 다시 복사하거나 백업을 쓰세요."},
	}
	PlainArchive = Trouble{
		Sentence: Text{EN: "“{name}” is named like a sealed archive, but is a zip that is not sealed.", KO: "‘{name}’{name|은|는} 봉인 파일의 이름이지만, 봉인되지 않은 zip 파일입니다."},
		Hint:     Text{EN: "If `age -d` wrote it, unpack it into a folder NAME.exile: that is a store. If it is an export, give it a name that ends in .zip.", KO: "`age -d`로 풀어 만든 것이라면 이름.exile 폴더에 압축을 풀면 보관소가 됩니다. 내보낸 대화라면 이름이 .zip으로 끝나게 바꿔 주세요."},
	}
	PipedArchive = Trouble{
		Sentence: Text{EN: "What comes through standard input is sealed, and a sealed archive cannot be read from a pipe.", KO: "표준 입력으로 들어온 것은 봉인 파일인데, 봉인 파일은 파이프로 읽을 수 없습니다."},
		Hint:     Text{EN: "Name the file instead of -.", KO: "- 대신 파일 이름을 적어 주세요."},
	}
	NewerArchive = Trouble{
		Sentence: Text{EN: "“{name}” was sealed by a newer exile.", KO: "‘{name}’{name|은|는} 더 새로운 버전의 exile로 봉인한 것입니다."},
		Hint:     Text{EN: "Use that version, or a newer one.", KO: "그 버전이나 더 새 버전을 써 주세요."},
	}
	ArmoredArchive = Trouble{
		Sentence: Text{EN: "“{name}” is sealed in text form, which cannot be read in place.", KO: "‘{name}’{name|은|는} 텍스트 형태로 봉인되어 있어 그대로는 읽을 수 없습니다."},
		Hint:     Text{EN: "`grep -v ^- {name} | base64 -d > NAME.exile.age` takes the text form off. `age -d` reads it too, and writes a zip in the clear.", KO: "`grep -v ^- {name} | base64 -d > 이름.exile.age`로 텍스트 형태를 벗길 수 있습니다. `age -d`로도 풀 수 있지만, 암호화되지 않은 채 저장됩니다."},
	}
	NoArchive = Trouble{
		Sentence: Text{EN: "“{name}” opens, but what is sealed in it is no archive of exile.", KO: "‘{name}’{name|은|는} 열리지만, 안에 든 것은 exile이 봉인한 대화 기록이 아닙니다."},
		Hint:     Text{EN: "Somebody may have sealed another file with age: `age -d` opens it.", KO: "다른 파일을 age로 암호화한 것일 수 있습니다. `age -d`로 풀어 보세요."},
	}
	Unconfirmed = Trouble{
		Sentence: Text{EN: "The new “{name}” is whole and in its place, but the disk did not confirm that: should the power fail now, things may be as they were before.", KO: "새 ‘{name}’{name|은|는} 온전하게 제자리에 있지만, 디스크가 저장을 확인해 주지 않았습니다. 지금 전원이 나가면 이전 상태로 돌아갈 수 있습니다."},
		Hint:     Text{EN: "`exile verify {name}` tells whether it is there and whole; until then delete neither the old key file nor other copies. This computer has remembered the new state: if it says that the file is older than the one last seen, the one of before is back.", KO: "`exile verify {name}`{name|으로|로} 제대로 있는지 확인하고, 그때까지는 옛 키 파일이나 다른 사본을 지우지 마세요. 이 컴퓨터에는 새 상태로 기록했으니, 다음에 열 때 마지막으로 본 것보다 오래된 것이라고 나오면 이전 파일로 돌아간 것입니다."},
	}
	BusyArchive = Trouble{
		Sentence: Busy.Sentence,
		Hint:     Text{EN: "Wait until it has ended, then try again.", KO: "그 작업이 끝난 뒤 다시 해 주세요."},
	}
	NotSealedStore = Trouble{
		Sentence: Text{EN: "“{name}” is a folder, not a sealed archive.", KO: "‘{name}’{name|은|는} 봉인 파일이 아니라 폴더입니다."},
		Hint:     Text{EN: "Give the file NAME.exile.age; `exile seal` makes one of a store.", KO: "이름.exile.age 파일을 지정해 주세요. 보관소는 `exile seal`로 봉인할 수 있습니다."},
	}
	SealedInput = Trouble{
		Sentence: Text{EN: "“{name}” is a sealed file, not an export.", KO: "‘{name}’{name|은|는} 내보낸 대화가 아니라 봉인된 파일입니다."},
		Hint:     Text{EN: "If exile sealed it, `exile list --store {name}` shows what is in it.", KO: "exile로 봉인한 것이라면 `exile list --store {name}`{name|으로|로} 내용을 볼 수 있습니다."},
	}
	NoSpaceSealed = Trouble{
		Sentence: Text{EN: "The disk is too full: writing “{name}” takes {size}, and {free} are free.", KO: "디스크 공간이 모자랍니다. ‘{name}’{name|을|를} 쓰는 데 필요한 공간은 {size}, 남은 공간은 {free}입니다."},
		Hint:     Text{EN: "Free some space, then try again. Nothing was changed.", KO: "공간을 비운 뒤 다시 해 주세요. 바뀐 것은 없습니다."},
	}
	OpenTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another folder with -o.", KO: "-o로 다른 폴더를 정해 주세요."},
	}
	FileTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another file with -o.", KO: "-o로 다른 파일을 정해 주세요."},
	}
	ArchiveTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another name for the archive.", KO: "봉인 파일의 이름을 다르게 정해 주세요."},
	}
	Suspicious = Trouble{
		Sentence: Text{EN: "“{name}” is not what it was, so it was not touched.", KO: "‘{name}’{name|이|가} 전과 달라 손대지 않았습니다."},
		Hint:     Text{EN: "Compare it with another copy. If you know why it differs, run the same again with {flags}: that confirms it, and seals it to what opened it before.", KO: "다른 사본과 비교해 보세요. 왜 달라졌는지 아신다면 같은 명령에 {flags}{flags|을|를} 붙여 다시 실행해 주세요. 그러면 확인하신 것으로 보고, 전에 쓰던 키로 봉인합니다."},
	}
	SuspiciousOlder = Trouble{ // put back to an older state, by whoever
		Sentence: Suspicious.Sentence,
		Hint:     Text{EN: "Who has put back a copy or a backup on purpose runs the same again with {flags}: that confirms it. What was added since is not in it. Otherwise look for the newer file.", KO: "일부러 옛 사본이나 백업으로 되돌리셨다면 같은 명령에 {flags}{flags|을|를} 붙여 다시 실행해 주세요. 그러면 확인하신 것으로 봅니다. 그 뒤에 담은 것은 여기에 없습니다. 되돌린 적이 없다면 새 파일을 찾아보세요."},
	}
	SuspiciousPlanted = Trouble{ // somebody else's, by all that can be told
		Sentence: Suspicious.Sentence,
		Hint:     Text{EN: "Do not use it: somebody may have put it there to read what you add. Look for your own in a backup, on your other computer, or among the older versions of a synced folder. Only if you put it there yourself and know what is in it: the same command with {flags} confirms it.", KO: "이 파일은 쓰지 마세요. 새로 담는 내용을 읽으려고 누군가 바꿔 놓은 것일 수 있습니다. 백업이나 다른 컴퓨터, 동기화 폴더의 이전 버전에서 내 봉인 파일을 찾아보세요. 직접 둔 파일이고 무엇이 들었는지 아실 때만 같은 명령에 {flags}{flags|을|를} 붙이면 확인하신 것으로 봅니다."},
	}
	DamagedPin = Trouble{
		Sentence: Text{EN: "The file in which this computer remembers “{name}” is damaged, so whether the archive is what it was cannot be told: {path}", KO: "이 컴퓨터가 ‘{name}’의 상태를 적어 둔 파일이 손상되어, 봉인 파일이 전과 같은지 알 수 없습니다: {path}"},
		Hint:     Text{EN: "Compare the archive with another copy. If it is yours, delete that file: the archive is then remembered as it is.", KO: "봉인 파일을 다른 사본과 비교해 보세요. 내 것이 맞다면 위의 파일을 지워 주세요. 그러면 지금 상태를 새로 적어 둡니다."},
	}
	StateLocked = Trouble{
		Sentence: Text{EN: "The folder “{name}”, where this computer remembers sealed archives, may not be read by you, so whether the archive is what it was cannot be told.", KO: "이 컴퓨터가 봉인 파일의 상태를 적어 두는 폴더 ‘{name}’{name|을|를} 읽을 권한이 없어, 봉인 파일이 전과 같은지 알 수 없습니다."},
		Hint:     Text{EN: "Check its permissions, or name another folder with EXILE_STATE. Nothing was changed.", KO: "권한을 확인하거나 EXILE_STATE로 다른 폴더를 정해 주세요. 바뀐 것은 없습니다."},
	}
	ChangedMeanwhile = Trouble{
		Sentence: Text{EN: "Another program put another file in the place of “{name}” meanwhile; that one was not touched.", KO: "작업하는 동안 다른 프로그램이 ‘{name}’{name|을|를} 다른 파일로 바꾸어, 그 파일에는 손대지 않았습니다."},
		Hint:     Text{EN: "A program that syncs folders may have done so. Run the same again: it adds to what is there now.", KO: "폴더를 동기화하는 프로그램이 바꾼 것일 수 있습니다. 같은 명령을 다시 실행하면 지금 있는 파일에 담습니다."},
	}
	StrangePlugin = Trouble{
		Sentence: Text{EN: "“{name}” asks for a plugin to be started to seal it, and nobody but the file itself says so; it was not started.", KO: "‘{name}’{name|을|를} 봉인하려면 플러그인을 실행해야 하는데, 그렇게 적힌 곳이 이 파일뿐이라 실행하지 않았습니다."},
		Hint:     Text{EN: "It is sealed to: {keys}. Name those that you trust with -r.", KO: "지금 여는 키: {keys}. 이 가운데 믿는 키를 -r로 지정해 주세요."},
	}
)

// Suspicion returns what there is to say about an archive that is not what it
// was, given the word for it.
func Suspicion(why string) Trouble {
	if t, ok := suspicions[why]; ok {
		return t
	}
	return Trouble{
		Sentence: Text{EN: "“{name}” is not what it was ({why}).", KO: "‘{name}’{name|이|가} 전과 다릅니다({why})."},
		Hint:     Text{EN: "Compare it with another copy before you trust it.", KO: "믿기 전에 다른 사본과 비교해 보세요."},
	}
}

var suspicions = map[string]Trouble{
	"older-generation": {
		Sentence: Text{EN: "“{name}” is older than the one last seen on this computer.", KO: "‘{name}’{name|은|는} 이 컴퓨터에서 마지막으로 본 것보다 오래된 것입니다."},
		Hint:     Text{EN: "If you did not put an old copy back yourself, look for the newer one: what was added since is not in this one.", KO: "직접 옛 사본으로 되돌린 것이 아니라면 새 파일을 찾아보세요. 그 뒤에 담은 것은 여기에 없습니다."},
	},
	"other-history": {
		Sentence: Text{EN: "“{name}” went another way than the one last seen on this computer: both were changed, in two places.", KO: "‘{name}’{name|은|는} 이 컴퓨터에서 마지막으로 본 것과 다르게 바뀌었습니다. 같은 봉인 파일을 두 곳에서 따로 고친 것입니다."},
		Hint:     Text{EN: "Keep both copies: what was added to the other is not in this one.", KO: "두 사본을 모두 보관하세요. 다른 쪽에 담은 것은 여기에 없습니다."},
	},
	"unknown-secret": {
		Sentence: Text{EN: "“{name}” was made by somebody who has never read the archive that it claims to be.", KO: "‘{name}’{name|은|는} 원래 봉인 파일을 한 번도 열어 보지 못한 사람이 만든 것입니다."},
		Hint:     Text{EN: "Do not add to it. Look for a copy of your own, and who could have put this one here.", KO: "여기에 담지 마세요. 내가 만든 사본을 찾고, 누가 이 파일을 두었는지 알아보세요."},
	},
	"other-archive": {
		Sentence: Text{EN: "“{name}” is another archive than the one that stood here before.", KO: "‘{name}’{name|은|는} 전에 이 자리에 있던 것과 다른 봉인 파일입니다."},
		Hint:     Text{EN: "If you did not put it here yourself, do not add to it: look for your own, and who could have exchanged it. If you did, give it another name, or name its keys with -r.", KO: "직접 둔 것이 아니라면 여기에 담지 말고, 내 봉인 파일을 찾고 누가 바꾸었는지 알아보세요. 직접 두었다면 이름을 다르게 하거나 -r로 키를 지정해 주세요."},
	},
	"changed-recipients": {
		Sentence: Text{EN: "“{name}” is sealed to other keys than before: {keys}", KO: "‘{name}’{name|을|를} 여는 키가 전과 다릅니다: {keys}"},
		Hint:     Text{EN: "If you did not change the keys yourself, somebody else may be able to read what is added. `exile rekey {name} {flags}` seals it to those of before.", KO: "직접 키를 바꾼 것이 아니라면, 새로 담는 내용을 다른 사람이 읽을 수도 있습니다. `exile rekey {name} {flags}`{flags|으로|로} 전에 쓰던 키로 되돌릴 수 있습니다."},
	},
}

// What is said of sealed archives.
var (
	SealedToo      = Text{EN: "Beside the store there is a sealed archive too: {name}. The store that is not sealed was taken; --store chooses.", KO: "보관소 옆에 봉인 파일 {name}도 있습니다. 봉인되지 않은 보관소를 썼습니다. --store로 고를 수 있습니다."}
	Unremembered   = Text{EN: "This computer cannot remember the state of {name}, and will not notice if it is exchanged: {why}", KO: "이 컴퓨터에 {name}의 상태를 기록하지 못해, 나중에 바뀌어도 알아차릴 수 없습니다: {why}"}
	StateUnusable  = Text{EN: "{dir}, where this computer remembers sealed archives, {why}. So it will not notice if {name} is exchanged. EXILE_STATE names another folder.", KO: "이 컴퓨터가 봉인 파일의 상태를 적어 두는 {dir}: {why}. 그래서 {name}{name|이|가} 바뀌어도 알아차릴 수 없습니다. EXILE_STATE로 다른 폴더를 정할 수 있습니다."}
	StateIsFile    = Text{EN: "is not a folder", KO: "폴더가 아닙니다"}
	StateFull      = Text{EN: "lies on a disk that is full", KO: "디스크에 남은 공간이 없습니다"}
	StateForbidden = Text{EN: "may not be read or written by you", KO: "읽거나 쓸 권한이 없습니다"}
	StateBroken    = Text{EN: "cannot be used", KO: "쓸 수 없습니다"}
	NoState        = Text{EN: "the home folder is not known; EXILE_STATE names another", KO: "홈 폴더를 알 수 없습니다. EXILE_STATE로 다른 폴더를 정할 수 있습니다"}
	NotSealedHere  = Text{EN: "This computer has not sealed {name} before. What is added can be read with: {keys}", KO: "{name}{name|은|는} 이 컴퓨터에서 봉인한 적이 없는 파일입니다. 담은 내용을 읽을 수 있는 키: {keys}"}
	WillRewrite    = Text{EN: "What is new will be added by writing the whole archive {name} anew: up to {size}", KO: "새로운 내용을 담으려면 봉인 파일 {name} 전체를 새로 써야 합니다: 최대 {size}"}
	Detail         = Text{EN: "What exactly: {why}", KO: "자세히(영어): {why}"}
	Rewrites       = Text{EN: "The whole archive is written anew: {size}", KO: "봉인 파일 전체를 새로 씁니다: {size}"}
	MadeArchive    = Text{EN: "A new sealed archive was made: {path}", KO: "새 봉인 파일을 만들었습니다: {path}"}
	InTheClear     = Text{EN: "{path} is in the clear now: whoever gets at this disk can read it. The sealed archive is as it was.", KO: "{path}에 암호화되지 않은 채 저장했습니다. 이 디스크를 볼 수 있는 사람은 누구나 읽을 수 있습니다. 봉인 파일은 그대로입니다."}
	ForThisRun     = Text{EN: "This is for this run alone; --me NAME says it the next time.", KO: "이번에만 쓰고 저장하지 않습니다. 다음에는 --me 이름으로 알려 주세요."}
	PartialStdout  = Text{EN: "What went to standard output is not whole: do not use it.", KO: "표준 출력으로 나간 내용은 온전하지 않으니 쓰지 마세요."}
	StageSeal      = Text{EN: "Sealing", KO: "봉인하는 중"}
	StageUnseal    = Text{EN: "Opening", KO: "푸는 중"}
	StageVerify    = Text{EN: "Checking", KO: "확인하는 중"}
)

// What is said when a command with sealed archives was not understood.
var (
	SealPlainStore = Text{EN: "“{name}” is a store that is not sealed; `exile seal {name}` seals it.", KO: "‘{name}’{name|은|는} 봉인되지 않은 보관소입니다. `exile seal {name}`{name|으로|로} 봉인할 수 있습니다."}
	SealedName     = Text{EN: "The name of a sealed archive ends in .age; write --store {name}.age.", KO: "봉인 파일의 이름은 .age로 끝나야 합니다. --store {name}.age로 적어 주세요."}
	NeedsSeal      = Text{EN: "There is no sealed archive “{name}” yet; add --seal to make it.", KO: "봉인 파일 ‘{name}’{name|이|가} 아직 없습니다. 만들려면 --seal을 붙여 주세요."}
	NeedsSealed    = Text{EN: "Say which sealed archive.", KO: "어느 봉인 파일인지 적어 주세요."}
	OnlyWithSealed = Text{EN: "{name} is for sealed archives, but “{store}” is none; --seal makes one where there is no store yet.", KO: "{name} 옵션은 봉인 파일에만 씁니다. ‘{store}’{store|은|는} 봉인 파일이 아닙니다. 보관소가 아직 없을 때 --seal을 붙이면 봉인 파일로 만듭니다."}
)

// What verify says.
var (
	VerifyWhole   = Text{EN: "Whole: {messages} {messages|message|messages}, {notices} {notices|notice|notices}, {files} {files|file|files}, {size}", KO: "온전합니다: 메시지 {messages}개, 안내 {notices}개, 파일 {files}개, {size}"}
	VerifyBroken  = Text{EN: "Checked: {messages} {messages|message|messages}, {notices} {notices|notice|notices}, {files} {files|file|files}, {size}", KO: "확인함: 메시지 {messages}개, 안내 {notices}개, 파일 {files}개, {size}"}
	VerifyMissing = Text{EN: "missing: {name}", KO: "없음: {name}"}
	VerifyChanged = Text{EN: "changed: {name}", KO: "바뀜: {name}"}
	VerifyHarmed  = Text{EN: "damaged: {name}", KO: "손상됨: {name}"}
	VerifyFault   = Text{EN: "fault: {name}", KO: "오류: {name}"}
	VerifyStray   = Text{EN: "{n} {n|file that nothing refers to was|files that nothing refers to were} found; {n|it does|they do} no harm.", KO: "어디에서도 쓰지 않는 파일이 {n}개 있습니다. 문제는 되지 않습니다."}
	VerifyMore    = Text{EN: "and {n} more", KO: "외 {n}개"}
	VerifyDamaged = Trouble{
		Sentence: DamagedArchive.Sentence,
		Hint:     Text{EN: "Messages are hit. Use another copy or a backup, and do not write to this one. Only a part is damaged: `exile show` and `convert --chat` may still read the rest.", KO: "메시지가 손상되었습니다. 다른 사본이나 백업을 쓰고, 이것에는 더 담지 마세요. 일부만 손상되었으니 나머지 대화는 `exile show`나 `convert --chat`으로 읽을 수도 있습니다."},
	}
	VerifyDamagedFiles = Trouble{ // and the database is whole
		Sentence: DamagedArchive.Sentence,
		Hint:     Text{EN: "All messages are whole; the files named are not. Use another copy or a backup, and do not write to this one. `exile show` reads the messages, and `convert --chat` the chats that need none of those files.", KO: "메시지는 모두 온전하고, 위의 파일만 손상되었습니다. 다른 사본이나 백업을 쓰고, 이것에는 더 담지 마세요. 메시지는 `exile show`로, 그 파일이 들어 있지 않은 대화는 `convert --chat`으로 읽을 수 있습니다."},
	}
	VerifyDamagedRest = Trouble{ // and all files are whole
		Sentence: DamagedArchive.Sentence,
		Hint:     Text{EN: "Every file in it is whole; the damage is in what lies around them. Use another copy, or write it anew with `exile rekey {name}`.", KO: "안에 든 파일은 모두 온전하고, 그 바깥만 손상되었습니다. 다른 사본을 쓰거나 `exile rekey {name}`{name|으로|로} 새로 써 주세요."},
	}
	VerifyFailed = Trouble{
		Sentence: Text{EN: "“{name}” is not whole: {n} {n|fault|faults}.", KO: "‘{name}’{name|이|가} 온전하지 않습니다. 문제 {n}개를 찾았습니다."},
		Hint:     Text{EN: "Use another copy of it, and do not write to this one.", KO: "다른 사본을 쓰고, 이것에는 더 담지 마세요."},
	}
)
