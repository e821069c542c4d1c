package lang

// What is said when a command was not understood.
var (
	UnknownCommand = Text{EN: "There is no command “{name}”.", KO: "‘{name}’{name|이라는|라는} 명령이 없습니다."}
	UnknownFlag    = Text{EN: "There is no flag {name} here.", KO: "여기에는 {name} 옵션이 없습니다."}
	FlagTwice      = Text{EN: "{name} was given twice, but takes one value.", KO: "{name} 옵션을 두 번 썼습니다. 한 번만 적어 주세요."}
	FlagNeedsValue = Text{EN: "{name} needs a value.", KO: "{name}에는 값이 필요합니다."}
	BadFlagValue   = Text{EN: "“{value}” is no value for {name}.", KO: "‘{value}’{value|은|는} {name}에 쓸 수 없는 값입니다."}
	BadFlagExample = Text{EN: "“{value}” is no value for {name}; write it like {example}.", KO: "‘{value}’{value|은|는} {name}에 쓸 수 없는 값입니다. 예: {example}."}
	BadFlag        = Text{EN: "The flags were not understood: {why}", KO: "옵션을 이해하지 못했습니다: {why}"}
	ValuesAre      = Text{EN: "“{value}” is no value for {name}; there are: {values}.", KO: "‘{value}’{value|은|는} {name}에 쓸 수 없습니다. 쓸 수 있는 값: {values}."}
	NeedsInput     = Text{EN: "Say which file, folder or zip to read.", KO: "읽을 파일이나 폴더, zip을 적어 주세요."}
	NeedsChat      = Text{EN: "Say which chat, by its number or title.", KO: "어느 대화인지 번호나 제목으로 적어 주세요."}
	NeedsShell     = Text{EN: "Say for which shell: bash, zsh, fish or powershell.", KO: "어느 셸인지 적어 주세요: bash, zsh, fish, powershell."}
	NoShell        = Text{EN: "There is no completion for “{name}”; there is for bash, zsh, fish and powershell.", KO: "‘{name}’{name|은|는} 지원하지 않습니다. bash, zsh, fish, powershell 가운데 골라 주세요."}
	NeedsTo        = Text{EN: "Say what to write with --to: {names}.", KO: "어떤 형식으로 만들지 --to로 알려 주세요: {names}."}
	NeedsOut       = Text{EN: "Say where to write with -o, for example: -o out", KO: "결과를 만들 곳을 -o로 알려 주세요. 예: -o out"}
	NoArguments    = Text{EN: "This command takes no arguments, but got “{name}”.", KO: "이 명령에는 ‘{name}’ 같은 인자를 쓰지 않습니다."}
	OneArgument    = Text{EN: "This command takes one argument, but got “{name}” too.", KO: "이 명령은 인자를 하나만 받습니다. ‘{name}’{name|은|는} 빼 주세요."}
	NotReadable    = Text{EN: "No format “{name}” can be read; there are: {names}.", KO: "읽을 수 있는 형식 가운데 ‘{name}’{name|은|는} 없습니다. 있는 형식: {names}."}
	NotWritable    = Text{EN: "No format “{name}” can be written; there are: {names}.", KO: "쓸 수 있는 형식 가운데 ‘{name}’{name|은|는} 없습니다. 있는 형식: {names}."}
	NotOfFormat    = Text{EN: "{name} means nothing for {formats}.", KO: "{name} 옵션은 {formats}에는 쓰지 않습니다."}
	OnlyWithStore  = Text{EN: "{name} chooses from a store, but the input is an export.", KO: "{name} 옵션은 보관소에서 고를 때만 씁니다. 입력은 내보낸 파일입니다."}
	OnlyWithExport = Text{EN: "{name} is for reading exports, but the input is a store.", KO: "{name} 옵션은 내보낸 파일을 읽을 때만 씁니다. 입력은 보관소입니다."}
	StoreAlone     = Text{EN: "A store is converted alone, not together with other inputs.", KO: "보관소는 다른 입력과 함께 바꿀 수 없습니다."}
	MediaOfSeveral = Text{EN: "--media goes with one export, but there are several here.", KO: "--media는 내보낸 대화가 하나일 때만 쓸 수 있는데, 여기에는 여러 개가 있습니다."}
	GiveFolder     = Text{EN: "Hand over the folder that contains them, or one after the other.", KO: "그것들이 들어 있는 폴더를 지정하거나, 하나씩 따로 지정해 주세요."}
	TitleOfSeveral = Text{EN: "--chat gives a title to one chat, but “{name}” holds several.", KO: "--chat은 대화 하나의 제목을 정하는데, ‘{name}’에는 대화가 여러 개 있습니다."}
	NotOneFile     = Text{EN: "{name} is not a single file and cannot go to standard output.", KO: "{name} 형식은 파일 하나가 아니어서 표준 출력에 쓸 수 없습니다."}
	StdoutTaken    = Text{EN: "--json and -o - would both write to standard output.", KO: "--json과 -o -를 함께 쓰면 표준 출력이 겹칩니다."}
	StdinTwice     = Text{EN: "The export and the passphrase cannot both come through standard input: name a file for one of them.", KO: "내보낸 파일과 암호를 둘 다 표준 입력으로 받을 수는 없습니다. 하나는 파일로 지정해 주세요."}
	BadAs          = Text{EN: "“{value}” is not of the form NAME=First Last.", KO: "‘{value}’{value|은|는} 이름=텔레그램 이름 모양이 아닙니다."}
	GivenTwice     = Text{EN: "“{name}” was given to two people.", KO: "‘{name}’{name|이라는|라는} 이름을 두 사람에게 정했습니다."}
	ChooseOther    = Text{EN: "Give each of them a name of their own with --as.", KO: "--as로 서로 다른 이름을 정해 주세요."}
	BadNames       = Text{EN: "Line {n} of {name} does not hold two columns.", KO: "{name}의 {n}번째 줄이 두 칸이 아닙니다."}
	NamesFolder    = Text{EN: "“{name}” is a folder; --names takes a table of two columns, saved as CSV.", KO: "‘{name}’{name|은|는} 폴더입니다. --names에는 두 칸짜리 표를 CSV로 저장한 파일을 적어 주세요."}
	NamesLarge     = Text{EN: "“{name}” is too large for a table of names.", KO: "‘{name}’{name|은|는} 이름표라기에는 너무 큽니다."}
	NamesGarbled   = Text{EN: "The letters in {name} cannot be read; save it as “CSV UTF-8”.", KO: "{name}의 글자를 읽을 수 없습니다. ‘CSV UTF-8’ 형식으로 다시 저장해 주세요."}
	TwiceNamed     = Text{EN: "“{name}” is given two different names.", KO: "‘{name}’의 이름을 서로 다르게 두 번 정했습니다."}
	BadZone        = Text{EN: "“{value}” is no time zone; write it like Asia/Seoul or America/New_York.", KO: "‘{value}’{value|은|는} 시간대가 아닙니다. Asia/Seoul이나 America/New_York처럼 적어 주세요."}
	BadDay         = Text{EN: "“{value}” is no day; write it like 2026-02-08, 2026-02 or 2026.", KO: "‘{value}’{value|은|는} 날짜가 아닙니다. 2026-02-08이나 2026-02, 2026처럼 적어 주세요."}
	UnknownCode    = Text{EN: "There is no problem code “{value}”; there are: {values}.", KO: "‘{value}’{value|이라는|라는} 문제 코드는 없습니다. 있는 코드: {values}."}
	SeeHelp        = Text{EN: "`{command} --help` shows how it is used.", KO: "쓰는 법은 `{command} --help`에서 볼 수 있습니다."}
	DidYouMean     = Text{EN: "Did you mean {name}?", KO: "혹시 ‘{name}’ 아닌가요?"}
)
