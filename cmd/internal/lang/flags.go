package lang

// What flags are for. A word in backquotes is the name of the flag's value.
var (
	FlagHelp     = Text{EN: "show this help", KO: "이 도움말을 보여 줍니다"}
	FlagLang     = Text{EN: "`ko|en`: the language exile speaks (default: your locale's)", KO: "`ko|en`: exile이 쓰는 언어 (기본값: 시스템 언어)"}
	FlagJSON     = Text{EN: "print the result as JSON on standard output", KO: "결과를 JSON으로 표준 출력에 씁니다"}
	FlagQuiet    = Text{EN: "say nothing unless it fails", KO: "실패할 때만 알립니다"}
	FlagVerbose  = Text{EN: "also say where each problem stands", KO: "문제가 있는 곳까지 자세히 알립니다"}
	FlagStore    = Text{EN: "`STORE`: the store's folder, or a sealed archive (default: EXILE_STORE, or {dir})", KO: "`보관소`: 보관소 폴더나 봉인 파일 (기본값: EXILE_STORE, 없으면 {dir})"}
	FlagTo       = Text{EN: "the `FORMAT` to write: {names}", KO: "만들 `형식`: {names}"}
	FlagFrom     = Text{EN: "the `FORMAT` of the input, where it is not recognised: {names}", KO: "입력 `형식`을 알아보지 못할 때 정해 줍니다: {names}"}
	FlagOut      = Text{EN: "the `PATH` to write; - is standard output", KO: "결과를 저장할 `경로`. -는 표준 출력입니다"}
	FlagMe       = Text{EN: "your `NAME` in the chat, as `exile inspect` lists it", KO: "채팅방에서 쓰는 내 `이름` (이름은 exile inspect에서 볼 수 있습니다)"}
	FlagAs       = Text{EN: "`NAME=First Last`: how your Telegram shows a person; repeatable", KO: "`이름=텔레그램 이름`: 그 사람이 내 텔레그램에서 보이는 이름. 여러 번 쓸 수 있습니다"}
	FlagNames    = Text{EN: "a CSV `FILE` of two columns, as for --as", KO: "--as와 같은 내용을 두 칸에 적은 CSV `파일`"}
	FlagMedia    = Text{EN: "a `FOLDER` of photos and files that belong to the export; repeatable", KO: "내보낸 대화에 딸린 사진과 파일이 있는 `폴더`. 여러 번 쓸 수 있습니다"}
	FlagZone     = Text{EN: "the time `ZONE` of the phone that exported, e.g. Asia/Seoul", KO: "내보낸 휴대폰의 `시간대`, 예: Asia/Seoul"}
	FlagForce    = Text{EN: "replace an output that exile made, or a single file", KO: "exile이 만든 출력이나 파일 하나를 덮어씁니다"}
	FlagStrict   = Text{EN: "stop at the first problem of any kind", KO: "어떤 문제든 하나라도 있으면 멈춥니다"}
	FlagAllow    = Text{EN: "accept a loss of this `CODE` (exit status 0 instead of 3); repeatable", KO: "이 `코드`의 손실은 받아들입니다(종료 코드 3 대신 0). 여러 번 쓸 수 있습니다"}
	FlagProblems = Text{EN: "write every problem to `FILE` as JSON Lines", KO: "모든 문제를 JSON Lines `파일`로 씁니다"}
	FlagChats    = Text{EN: "take only this `CHAT` of the store, by number or title; repeatable", KO: "보관소에서 이 `대화`만 번호나 제목으로 고릅니다. 여러 번 쓸 수 있습니다"}
	FlagTitle    = Text{EN: "the `CHAT` of the store to join, by title or number; or the title of a new one", KO: "합칠 보관소의 `대화` 제목이나 번호. 없는 제목이면 그 이름으로 새 대화를 만듭니다"}
	FlagAgain    = Text{EN: "also add what was in the store and was forgotten, wholly or in part", KO: "담았다가 전부 또는 일부를 지운(forget) 파일도 처음처럼 다시 담습니다"}
	FlagAfter    = Text{EN: "from this `DAY` on", KO: "이 `날짜`부터"}
	FlagBefore   = Text{EN: "up to this `DAY`", KO: "이 `날짜`까지"}
	FlagPerson   = Text{EN: "only what this person wrote: a `NAME`", KO: "이 사람이 쓴 것만: `이름`"}
	FlagTail     = Text{EN: "only the last `N` messages", KO: "마지막 메시지 `N`개만"}
	FlagMarkdown = Text{EN: "print a Markdown table", KO: "Markdown 표로 출력합니다"}
	FlagFormat   = Text{EN: "{formats} only: {help}", KO: "{formats} 전용: {help}"}
)

// What the exit statuses mean.
var (
	StatusDone      = Text{EN: "done, nothing lost", KO: "끝났고, 빠진 것이 없습니다"}
	StatusFailed    = Text{EN: "failed", KO: "실패했습니다"}
	StatusUsage     = Text{EN: "the command was not understood", KO: "명령을 이해하지 못했습니다"}
	StatusLost      = Text{EN: "done, but something could not be carried (--allow CODE accepts it)", KO: "끝났지만 옮기지 못한 것이 있습니다(--allow 코드로 받아들일 수 있음)"}
	StatusNotFound  = Text{EN: "an input, chat or person was not found", KO: "입력이나 대화, 사람을 찾지 못했습니다"}
	StatusTemporary = Text{EN: "not now; try again", KO: "지금은 안 됩니다. 잠시 뒤 다시 해 주세요"}
	StatusRefused   = Text{EN: "refused for safety: it would overwrite, or an archive is not what it was", KO: "안전을 위해 멈췄습니다: 덮어쓰게 되거나, 봉인 파일이 전과 다릅니다"}
	StatusNoStore   = Text{EN: "there is no store (add makes one)", KO: "보관소가 없습니다(add가 만듭니다)"}
	StatusLocked    = Text{EN: "the store is in use", KO: "보관소를 다른 작업이 쓰고 있습니다"}
	StatusSecret    = Text{EN: "wrong passphrase or key", KO: "암호나 키가 맞지 않습니다"}
	StatusDamaged   = Text{EN: "the store is damaged", KO: "보관소가 손상되었습니다"}
	StatusCancelled = Text{EN: "cancelled", KO: "취소했습니다"}
)
