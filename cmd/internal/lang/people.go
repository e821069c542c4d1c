package lang

// Lists of people.
var (
	ColChats   = Text{EN: "Chats", KO: "대화"}
	ColAlso    = Text{EN: "Also", KO: "다른 이름"}
	ColContact = Text{EN: "Contact", KO: "연락처"}
	ColBy      = Text{EN: "Matched by", KO: "맞은 것"}
	ColOutcome = Text{EN: "What becomes of it", KO: "결과"}

	WordMe   = Text{EN: "you", KO: "본인"}
	NoPeople = Text{EN: "There is nobody in the store yet.", KO: "보관소에 아직 아무도 없습니다."}

	PersonHead     = Text{EN: "{n}  {name} ({apps})", KO: "{n}  {name} ({apps})"}
	PersonCalled   = Text{EN: "  You call them “{name}”.", KO: "  직접 정한 이름: {name}"}
	PersonMe       = Text{EN: "  It is you.", KO: "  본인입니다."}
	PersonKnown    = Text{EN: "  Known by {how}", KO: "  구별하는 것: {how}"}
	PersonHandles  = Text{EN: "  Numbers and user names: {names}", KO: "  번호와 아이디: {names}"}
	PersonJoined   = Text{EN: "  One with: {numbers} (`exile people split` takes that back)", KO: "  같은 사람: {numbers} (`exile people split`으로 되돌립니다)"}
	PersonChats    = Text{EN: "  In: {chats}", KO: "  있는 대화: {chats}"}
	PersonMessages = Text{EN: "  {n} {n|message|messages}", KO: "  메시지 {n}개"}
	PersonTold     = Text{EN: "  Called {names} in source {source} ({input}): {n} {n|message|messages}", KO: "  {input}({source}번)에서 {names}: 메시지 {n}개"}
	Period         = Text{EN: "{line}, {first} to {last}", KO: "{line}, {first}부터 {last}까지"}
	ByOwner        = Text{EN: "you", KO: "직접"}
	KnownByName    = Text{EN: "their name alone", KO: "이름뿐"}
	KnownByHandle  = Text{EN: "a number or user name", KO: "번호나 아이디"}
	KnownByKey     = Text{EN: "what the app itself calls them", KO: "앱 안의 고유 번호"}
)

// What the commands of people say.
var (
	PeopleMerged  = Text{EN: "{names} are one person now: {name} ({n}).", KO: "이제 {names}{names|은|는} 한 사람입니다: {name}({n}번)"}
	PeopleSplit   = Text{EN: "They are several people again: {names}", KO: "다시 여러 사람으로 나눴습니다: {names}"}
	NothingJoined = Text{EN: "Nobody was merged with {name}; nothing was changed.", KO: "{name}{name|과|와} 합친 사람이 없어 그대로 두었습니다."}
	PersonRenamed = Text{EN: "{before} is called “{name}” now.", KO: "{before}{before|을|를} 이제 ‘{name}’{name|이라고|라고} 부릅니다."}
	NameBack      = Text{EN: "{before} is called “{name}” again, as the exports say.", KO: "{before}{before|을|를} 다시 내보낸 파일의 이름인 ‘{name}’{name|이라고|라고} 부릅니다."}
	MeIs          = Text{EN: "You are {names}.", KO: "본인으로 정했습니다: {names}"}
	NothingNew    = Text{EN: "It is so already; nothing was changed.", KO: "이미 그렇게 되어 있어 그대로 두었습니다."}
)

// Misuse of people.
var (
	NeedsPerson  = Text{EN: "Say who, by number or name.", KO: "누구인지 번호나 이름으로 적어 주세요."}
	NeedsSeveral = Text{EN: "Say who is one person: at least two, by number or name.", KO: "누가 같은 사람인지 번호나 이름으로 둘 이상 적어 주세요."}
	NeedsRename  = Text{EN: "Say who, and what you call them: exile people rename PERSON NAME.", KO: "누구를 어떻게 부르는지 적어 주세요: exile people rename 사람 이름"}
	NeedsList    = Text{EN: "Say which file: contacts.vcf, contacts.csv, or a table of `exile people export`.", KO: "어느 파일인지 적어 주세요: 연락처.vcf, 연락처.csv, 또는 `exile people export`로 만든 표"}
	NeedsTable   = Text{EN: "Say which file to write: names.csv, or - for standard output.", KO: "저장할 파일을 적어 주세요: names.csv, 표준 출력이면 -"}
	BlankName    = Text{EN: "A name of spaces alone is none; \"\" goes back to what the exports say.", KO: "빈칸만으로는 이름이 되지 않습니다. 내보낸 파일의 이름으로 돌아가려면 \"\"를 적어 주세요."}
	SeveralNamed = Text{EN: "“{name}” may be any of {n} people:", KO: "‘{name}’{name|은|는} {n}명 가운데 누구인지 알 수 없습니다:"}
	ChooseNumber = Text{EN: "Say which by the number. If all are one person: exile people merge {numbers}", KO: "번호로 골라 주세요. 모두 같은 사람이면: exile people merge {numbers}"}
	ChooseMe     = Text{EN: "Say which by the number. If all of them are you: exile people me {numbers}", KO: "번호로 골라 주세요. 모두 본인이면: exile people me {numbers}"}
	OneTwice     = Text{EN: "Both are one person already: {name} ({n}).", KO: "둘은 이미 같은 사람입니다: {name}({n}번)"}
)

// Import and export of names.
var (
	MatchPhone = Text{EN: "number", KO: "번호"}
	MatchName  = Text{EN: "name", KO: "이름"}

	MatchNamed   = Text{EN: "called so now", KO: "이 이름으로 부릅니다"}
	MatchWould   = Text{EN: "would be called so", KO: "이 이름으로 부르게 됩니다"}
	MatchSame    = Text{EN: "called so already", KO: "이미 이 이름입니다"}
	MatchKept    = Text{EN: "your own name stays (--force)", KO: "직접 정한 이름을 둡니다(--force로 바꿈)"}
	MatchAlike   = Text{EN: "only the name is the same", KO: "이름만 같습니다"}
	MatchSeveral = Text{EN: "not certain: several fit", KO: "여럿이 맞아 정하지 않았습니다"}

	ContactsRead  = Text{EN: "{n} {n|contact|contacts} read: {matched} matched, {named} {named|person|people} named, {rest} matched nobody.", KO: "연락처 {n}개를 읽었습니다: 맞은 것 {matched}개, 이름을 붙인 사람 {named}명, 맞는 사람이 없는 것 {rest}개"}
	ContactsWould = Text{EN: "{n} {n|contact|contacts} read: {matched} matched, {named} {named|person|people} would be named, {rest} matched nobody.", KO: "연락처 {n}개를 읽었습니다: 맞은 것 {matched}개, 이름이 붙을 사람 {named}명, 맞는 사람이 없는 것 {rest}개"}
	ContactsRest  = Text{EN: "Matched nobody: {names}", KO: "맞는 사람이 없는 연락처: {names}"}
	StillNumbers  = Text{EN: "Still known by a number alone: {names}", KO: "아직 번호로만 아는 사람: {names}"}
	PerhapsOne    = Text{EN: "Perhaps one person: exile people merge {numbers}  ({name})", KO: "같은 사람일 수 있습니다: exile people merge {numbers}  ({name})"}
	DryRun        = Text{EN: "Nothing was changed (--dry-run).", KO: "바꾸지 않았습니다(--dry-run)."}

	TableRead    = Text{EN: "{file}: {named} {named|name|names} and {joined} {joined|merge|merges} changed.", KO: "{file}: 이름 {named}개와 합치기 {joined}개를 바꿨습니다."}
	TableWould   = Text{EN: "{file}: {named} {named|name|names} and {joined} {joined|merge|merges} would change.", KO: "{file}: 이름 {named}개와 합치기 {joined}개가 바뀝니다."}
	TableWritten = Text{EN: "{n} {n|person|people} → {file}", KO: "{n}명 → {file}"}
	TableEdit    = Text{EN: "Edit the columns “called” and “same as”, then: exile people import {file}", KO: "‘부르는 이름’과 ‘같은 사람’ 칸을 고친 뒤: exile people import {file}"}

	TableNumber   = Text{EN: "number", KO: "번호"}
	TableApp      = Text{EN: "app", KO: "앱"}
	TableCalled   = Text{EN: "called", KO: "부르는 이름"}
	TableSame     = Text{EN: "same as", KO: "같은 사람"}
	TableNames    = Text{EN: "names", KO: "이름"}
	TableHandles  = Text{EN: "handles", KO: "번호와 아이디"}
	TableSelf     = Text{EN: "self", KO: "본인"}
	TableChats    = Text{EN: "chats", KO: "대화"}
	TableMessages = Text{EN: "messages", KO: "메시지"}
	TableYes      = Text{EN: "yes", KO: "예"}

	NoContacts = Trouble{
		Sentence: Text{EN: "“{name}” is no list of contacts.", KO: "‘{name}’{name|은|는} 연락처 목록이 아닙니다."},
		Hint:     Text{EN: "Export your contacts as vCard (.vcf) or CSV, or give a table of `exile people export`.", KO: "연락처를 vCard(.vcf)나 CSV로 내보내거나, `exile people export`로 만든 표를 지정해 주세요."},
	}
	LargeList = Trouble{
		Sentence: Text{EN: "“{name}” is too large for a list of contacts.", KO: "‘{name}’{name|은|는} 연락처 목록이라기에는 너무 큽니다."},
		Hint:     Text{EN: "Export the contacts without their pictures.", KO: "사진 없이 내보내 주세요."},
	}
	OtherTable = Trouble{
		Sentence: Text{EN: "Line {n} of {name} is of another store, or the table was changed too much: number {number} is somebody else here.", KO: "{name}의 {n}번째 줄이 이 보관소와 맞지 않습니다. 여기서 {number}번은 다른 사람입니다."},
		Hint:     Text{EN: "Nothing was changed. Write the table anew with `exile people export`.", KO: "바뀐 것은 없습니다. `exile people export`로 표를 새로 만들어 주세요."},
	}
	BadSame = Trouble{
		Sentence: Text{EN: "Line {n} of {name}: “{value}” in the column “same as” is the number of nobody.", KO: "{name}의 {n}번째 줄: ‘같은 사람’ 칸의 ‘{value}’{value|은|는} 아무의 번호도 아닙니다."},
		Hint:     Text{EN: "Nothing was changed. Write a number of the first column there, or leave it empty.", KO: "바뀐 것은 없습니다. 첫 칸에 있는 번호를 적거나 비워 두세요."},
	}
	RoundSame = Trouble{
		Sentence: Text{EN: "In {name} people are each other in a round: one is the other, who is the one.", KO: "{name}에서 사람들이 서로를 같은 사람으로 가리켜 돌고 있습니다."},
		Hint:     Text{EN: "Nothing was changed. One of them must have an empty cell in the column “same as”.", KO: "바뀐 것은 없습니다. 그 가운데 한 사람은 ‘같은 사람’ 칸을 비워 두세요."},
	}
	TwiceInTable = Trouble{
		Sentence: Text{EN: "Line {n} of {name} has number {number} for the second time.", KO: "{name}의 {n}번째 줄에 {number}번이 다시 나옵니다."},
		Hint:     Text{EN: "Nothing was changed. Leave one line for each number.", KO: "바뀐 것은 없습니다. 번호마다 한 줄만 남겨 주세요."},
	}
	TableTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another name, or replace it with --force.", KO: "다른 이름을 정하거나, --force로 덮어쓰세요."},
	}
)
