package lang

// What push says while it is at work.
var (
	PushLine = Text{EN: "“{title}” → “{target}”: {n} {n|import|imports}, {files} {files|file|files}, {size}. Ctrl-C stops it at a checkpoint.", KO: "‘{title}’ → ‘{target}’: 가져오기 {n}번, 파일 {files}개, {size}. Ctrl-C를 누르면 멈추며, 나중에 이어서 할 수 있습니다."}
	DryLine  = Text{EN: "A rehearsal: nothing is written to Telegram.", KO: "연습입니다. 텔레그램에 아무것도 쓰지 않습니다."}

	PushStageCheck  = Text{EN: "Checking", KO: "확인하는 중"}
	PushStageGroup  = Text{EN: "Making the chat ready", KO: "대화를 준비하는 중"}
	PushStageText   = Text{EN: "Uploading the text", KO: "대화 파일을 올리는 중"}
	PushStageMedia  = Text{EN: "Uploading files", KO: "파일을 올리는 중"}
	PushStageStart  = Text{EN: "Starting the import", KO: "가져오기를 시작하는 중"}
	PushStageAppear = Text{EN: "Waiting for the messages", KO: "메시지를 기다리는 중"}
	PushStageDone   = Text{EN: "Done", KO: "끝남"}
	PushPart        = Text{EN: "{stage} ({n} of {total})", KO: "{stage} ({total}개 중 {n}번째)"}
	PushNote        = Text{EN: "{title}, file {done} of {files}", KO: "{title}, 파일 {files}개 중 {done}개"}

	WaitFlood      = Text{EN: "Telegram asks to wait (FLOOD_WAIT)", KO: "텔레그램이 기다리라고 합니다(FLOOD_WAIT)"}
	WaitImport     = Text{EN: "another import into this chat is under way", KO: "이 대화에 다른 가져오기가 진행 중입니다"}
	WaitPace       = Text{EN: "the pause between two imports, as others report it", KO: "다음 가져오기까지 쉬는 시간입니다(다른 사람들의 경험에 따른 값)"}
	WaitPeerPace   = Text{EN: "the pause between two imports into one chat, as others report it", KO: "같은 대화로 다시 가져오기까지 쉬는 시간입니다(다른 사람들의 경험에 따른 값)"}
	WaitAfterError = Text{EN: "the pause after a start that failed, as others report it", KO: "시작에 실패한 뒤 쉬는 시간입니다(다른 사람들의 경험에 따른 값)"}
	WaitAppear     = Text{EN: "the messages have not all appeared yet", KO: "메시지가 아직 다 나타나지 않았습니다"}
	WaitServer     = Text{EN: "Telegram cannot be reached", KO: "텔레그램에 연결되지 않습니다"}
	Waiting        = Text{EN: "Waiting {left}, until {clock}: {why}", KO: "{left} 기다리는 중({clock}까지): {why}"}

	OutcomeNone     = Text{EN: "not begun", KO: "시작하지 않음"}
	OutcomeText     = Text{EN: "the text was being handed over", KO: "대화 파일을 전달하는 중"}
	OutcomeInit     = Text{EN: "the text is there, the files are not", KO: "대화 파일은 올렸고 사진·파일은 아직"}
	OutcomeMedia    = Text{EN: "{n} of {files} {files|file|files} there", KO: "파일 {files}개 중 {n}개 올림"}
	OutcomeStarting = Text{EN: "not known yet whether it was started; push finds out", KO: "시작 여부를 확인해야 함(push를 다시 실행)"}
	OutcomeStarted  = Text{EN: "started, not all messages have appeared", KO: "시작됨(메시지가 아직 다 나타나지 않음)"}
	OutcomeSeen     = Text{EN: "delivered", KO: "도착함"}
	OutcomeFailed   = Text{EN: "refused by Telegram", KO: "텔레그램이 거절함"}
	OutcomeUnknown  = Text{EN: "not known whether it was started", KO: "시작되었는지 알 수 없음"}

	PushedAll    = Text{EN: "Telegram has taken everything: {n} {n|import|imports}.", KO: "텔레그램이 모두 받았습니다(가져오기 {n}번)."}
	PushedSome   = Text{EN: "Telegram has taken {done} of {n} imports.", KO: "가져오기 {n}번 가운데 {done}번을 텔레그램이 받았습니다."}
	PushedDry    = Text{EN: "The rehearsal went well. It could not try whether Telegram takes the whole text and each file: that shows only when they are sent.", KO: "연습을 마쳤고 막히는 것은 없었습니다. 텔레그램이 대화 파일 전체와 파일 하나하나를 받아 주는지는 실제로 보내 봐야 알 수 있습니다."}
	PushedAs     = Text{EN: "{n} {n|file|files} went in another form than planned: {names}", KO: "파일 {n}개는 계획과 다른 형태로 갔습니다: {names}"}
	DryNoGroup   = Text{EN: "Nor whether Telegram takes it in a group that is yet to be made.", KO: "아직 만들지 않은 그룹에서 받아 주는지도 미리 알 수 없습니다."}
	NextVerify   = Text{EN: "Next: `exile telegram verify {path}` compares what arrived.", KO: "다음: `exile telegram verify {path}`{path|으로|로} 제대로 도착했는지 확인하세요."}
	NextResume   = Text{EN: "`exile telegram push {path}` goes on from here.", KO: "`exile telegram push {path}`{path|을|를} 다시 실행하면 이어서 합니다."}
	NotVerified  = Text{EN: "It could not be verified now: {why}", KO: "지금은 확인하지 못했습니다: {why}"}
	ReceiptReady = Text{EN: "Receipt: {path} (to read: {text})", KO: "확인서: {path} (읽기용: {text})"}
	NextUndo     = Text{EN: "`exile telegram undo {path}` takes it back.", KO: "되돌리려면: `exile telegram undo {path}`"}

	ArrivedGood  = Text{EN: "“{title}”: all {n} {n|message|messages} and {files} {files|file|files} arrived as they were sent.", KO: "‘{title}’: 메시지 {n}개와 파일 {files}개가 보낸 그대로 도착했습니다."}
	ArrivedBad   = Text{EN: "“{title}”: {got} of {n} {n|message|messages} arrived; the receipt tells what is missing or differs.", KO: "‘{title}’: 메시지 {n}개 가운데 {got}개가 도착했습니다. 빠지거나 다른 것은 확인서에 있습니다."}
	ArrivedShift = Text{EN: "All times are off by {by}. Undo it, plan it with --telegram-offset {mend}, and push: then they are right.", KO: "모든 시각이 {by}만큼 어긋났습니다. undo로 되돌린 뒤 plan에 --telegram-offset {mend} 옵션을 붙여 다시 보내면 맞습니다."}

	WillTakeBack   = Text{EN: "“{target}”: {n} {n|message|messages} will be deleted for everybody.", KO: "‘{target}’: 메시지 {n}개를 그 대화의 모든 사람에게서 지웁니다."}
	WillTakeGroup  = Text{EN: "“{target}”: the group, which exile made for it, will be deleted with its {n} {n|message|messages}.", KO: "‘{target}’: exile이 만든 그룹을 메시지 {n}개와 함께 지웁니다."}
	WillKeep       = Text{EN: "  {n} of the receipt {n|is no imported message|are no imported messages} any more, and {n|stays|stay}.", KO: "  확인서에 있지만 가져온 메시지가 아닌 {n}개는 그대로 둡니다."}
	DoublesStay    = Text{EN: "  {n} {n|message that is|messages that are} there once too often {n|stays|stay}; --doubles deletes {n|it|them} too.", KO: "  한 번 더 들어온 메시지(중복) {n}개는 그대로 둡니다. 함께 지우려면 --doubles를 붙이세요."}
	AlreadyGone    = Text{EN: "  {n} {n|is|are} gone already.", KO: "  {n}개는 이미 없습니다."}
	NotDeleted     = Text{EN: "  Telegram did not delete {n}.", KO: "  텔레그램이 {n}개를 지우지 않았습니다."}
	GroupAway      = Text{EN: "“{target}”: the group is not there any more, or you are not in it.", KO: "‘{target}’: 그룹이 없어졌거나 이미 그 그룹에서 나왔습니다."}
	GroupHolds     = Text{EN: "  The group stays: it holds other messages too.", KO: "  그룹에 다른 메시지도 있어 그룹은 남깁니다."}
	GroupHasPeople = Text{EN: "  The group stays: others are in it.", KO: "  그룹에 다른 사람이 있어 그룹은 남깁니다."}
	AskTakeBack    = Text{EN: "Delete this from Telegram, for everybody and for good? [y/N] ", KO: "텔레그램에서 지울까요? 모두에게서 지워지며 되살릴 수 없습니다. [y/N] "}
	TakingBack     = Text{EN: "Deleting", KO: "지우는 중"}
	LookingAt      = Text{EN: "Reading back", KO: "다시 읽는 중"}
	TookBack       = Text{EN: "“{target}”: {n} {n|message|messages} deleted.", KO: "‘{target}’: 메시지 {n}개를 지웠습니다."}
	TookGroup      = Text{EN: "“{target}”: the group was deleted.", KO: "‘{target}’: 그룹을 지웠습니다."}
	NothingBack    = Text{EN: "Nothing is left to take back.", KO: "되돌릴 것이 없습니다."}

	NotPushed = Trouble{
		Sentence: Text{EN: "Nothing of this plan was pushed yet.", KO: "이 계획으로는 아직 아무것도 보내지 않았습니다."},
		Hint:     Text{EN: "`exile telegram push {path}` delivers it.", KO: "`exile telegram push {path}`{path|으로|로} 보내세요."},
	}
	NoDeliveries  = Text{EN: "No delivery was begun here.", KO: "아직 보낸 대화가 없습니다."}
	ColumnPlan    = Text{EN: "plan", KO: "계획"}
	ColumnLast    = Text{EN: "last", KO: "마지막"}
	ColumnPart    = Text{EN: "part", KO: "파일"}
	ColumnParts   = Text{EN: "imports", KO: "가져오기"}
	ColumnStands  = Text{EN: "state", KO: "상태"}
	StandsReceipt = Text{EN: "verified", KO: "확인함"}
	StandsUndone  = Text{EN: "taken back on {day}", KO: "되돌림({day})"}
	StandsLacking = Text{EN: "verified: something is missing or differs", KO: "확인함: 다른 점이 있음"}
	StandsDone    = Text{EN: "delivered, not verified", KO: "보냄, 확인하지 않음"}
	StandsUnder   = Text{EN: "under way", KO: "보내는 중"}
	StandsUnknown = Text{EN: "uncertain", KO: "시작 여부 모름"}
	StandsFailed  = Text{EN: "refused", KO: "거절됨"}
	StandsBroken  = Text{EN: "cannot be read", KO: "읽을 수 없음"}
	StandsUnbegun = Text{EN: "not begun", KO: "시작하지 않음"}
)
