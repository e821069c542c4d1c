package lang

// Troubles with sealed archives.
var (
	DamagedArchive = Trouble{
		Sentence: Text{EN: "The sealed archive “{name}” is damaged.", KO: "봉인 파일 ‘{name}’{name|이|가} 손상되었습니다."},
		Hint:     Text{EN: "Use another copy of it. `exile verify` tells what is wrong; what can still be read, `exile show` and `convert --chat` read.", KO: "다른 사본이 있으면 그것을 쓰세요. 무엇이 잘못되었는지는 `exile verify`로, 아직 읽을 수 있는 대화는 `exile show`나 `convert --chat`으로 볼 수 있습니다."},
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
		Hint:     Text{EN: "`exile verify {name}` tells whether it is there and whole; until then delete neither the old key file nor other copies. This computer has not remembered the new state: if it says that the keys are others, that was this run.", KO: "`exile verify {name}`{name|으로|로} 제대로 있는지 확인하고, 그때까지는 옛 키 파일이나 다른 사본을 지우지 마세요. 바뀐 상태를 아직 기록하지 못해, 다음에 열 때 키가 전과 다르다고 나오면 이번에 바꾼 것입니다."},
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
		Hint:     Text{EN: "If you know why, name the keys it is to be sealed to with -r: that confirms it.", KO: "왜 달라졌는지 아신다면, 봉인할 공개 키를 -r로 다시 지정해 주세요. 그러면 확인하신 것으로 봅니다."},
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
	"changed-recipients": {
		Sentence: Text{EN: "“{name}” is sealed to other keys than before.", KO: "‘{name}’{name|을|를} 여는 키가 전과 다릅니다."},
		Hint:     Text{EN: "If you did not change the keys yourself, somebody else may be able to read what is added. `exile rekey -r KEY` names them anew.", KO: "직접 키를 바꾼 것이 아니라면, 새로 담는 내용을 다른 사람이 읽을 수도 있습니다. `exile rekey -r 키`로 다시 정할 수 있습니다."},
	},
}

// What is said of sealed archives.
var (
	SealedToo     = Text{EN: "Beside the store there is a sealed archive too: {name}. The store that is not sealed was taken; --store chooses.", KO: "보관소 옆에 봉인 파일 {name}도 있습니다. 봉인되지 않은 보관소를 썼습니다. --store로 고를 수 있습니다."}
	Unremembered  = Text{EN: "This computer cannot remember the state of {name}, and will not notice if it is exchanged: {why}", KO: "이 컴퓨터에 {name}의 상태를 기록하지 못해, 나중에 바뀌어도 알아차릴 수 없습니다: {why}"}
	NoState       = Text{EN: "the home folder is not known; EXILE_STATE names another", KO: "홈 폴더를 알 수 없습니다. EXILE_STATE로 다른 폴더를 정할 수 있습니다"}
	Rewrites      = Text{EN: "The whole archive is written anew: {size}", KO: "봉인 파일 전체를 새로 씁니다: {size}"}
	MadeArchive   = Text{EN: "A new sealed archive was made: {path}", KO: "새 봉인 파일을 만들었습니다: {path}"}
	InTheClear    = Text{EN: "{path} is in the clear now: whoever gets at this disk can read it. The sealed archive is as it was.", KO: "{path}에 암호화되지 않은 채 저장했습니다. 이 디스크를 볼 수 있는 사람은 누구나 읽을 수 있습니다. 봉인 파일은 그대로입니다."}
	ForThisRun    = Text{EN: "This is for this run alone; --me NAME says it the next time.", KO: "이번에만 쓰고 저장하지 않습니다. 다음에는 --me 이름으로 알려 주세요."}
	PartialStdout = Text{EN: "What went to standard output is not whole: do not use it.", KO: "표준 출력으로 나간 내용은 온전하지 않으니 쓰지 마세요."}
	StageSeal     = Text{EN: "Sealing", KO: "봉인하는 중"}
	StageUnseal   = Text{EN: "Opening", KO: "푸는 중"}
	StageVerify   = Text{EN: "Checking", KO: "확인하는 중"}
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
	VerifyFault   = Text{EN: "fault: {name}", KO: "오류: {name}"}
	VerifyStray   = Text{EN: "{n} {n|file that nothing refers to was|files that nothing refers to were} found; {n|it does|they do} no harm.", KO: "어디에서도 쓰지 않는 파일이 {n}개 있습니다. 문제는 되지 않습니다."}
	VerifyMore    = Text{EN: "and {n} more", KO: "외 {n}개"}
	VerifyDamaged = Trouble{
		Sentence: DamagedArchive.Sentence,
		Hint:     Text{EN: "Use another copy of it, and do not write to this one. What can still be read, `exile show` and `convert --chat` read.", KO: "다른 사본이 있으면 그것을 쓰고, 이것에는 더 담지 마세요. 아직 읽을 수 있는 대화는 `exile show`나 `convert --chat`으로 볼 수 있습니다."},
	}
	VerifyFailed = Trouble{
		Sentence: Text{EN: "“{name}” is not whole: {n} {n|fault|faults}.", KO: "‘{name}’{name|이|가} 온전하지 않습니다. 문제 {n}개를 찾았습니다."},
		Hint:     Text{EN: "Use another copy of it, and do not write to this one.", KO: "다른 사본을 쓰고, 이것에는 더 담지 마세요."},
	}
)
