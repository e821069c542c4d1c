package lang

// What plan shows.
var (
	PlanNew     = Text{EN: "“{title}” of {app} → a new group “{target}” with you alone", KO: "{app}의 ‘{title}’ → 나 혼자 있는 새 그룹 ‘{target}’"}
	PlanTo      = Text{EN: "“{title}” of {app} → “{target}” ({kind})", KO: "{app}의 ‘{title}’ → ‘{target}’({kind})"}
	PlanAccount = Text{EN: "From the account {name}", KO: "보내는 계정: {name}"}
	CountTexts  = Text{EN: "{n} {n|message|messages}", KO: "메시지 {n}개"}
	CountNotes  = Text{EN: "{n} {n|notice|notices} (somebody joined, and the like)", KO: "알림 {n}개(입장·퇴장 등)"}
	CountFiles  = Text{EN: "{n} {n|file|files} of {size}", KO: "파일 {n}개({size})"}
	PlanDates   = Text{EN: "{first} to {last}, all times in {zone}, which Telegram is told", KO: "{first}부터 {last}까지. 시각은 모두 {zone} 기준이며, 텔레그램에도 그렇게 알립니다"}
	PlanImports = Text{EN: "{n} {n|import|imports}: {names}", KO: "가져오기 {n}번: {names}"}
	PlanParsed  = Text{EN: "Telegram takes it as {kind}.", KO: "텔레그램은 이것을 {kind}로 봅니다."}
	ParsedPM    = Text{EN: "the history of a private chat", KO: "1:1 대화"}
	ParsedGroup = Text{EN: "the history of a group", KO: "그룹 대화"}
	ParsedOpen  = Text{EN: "a history that may go into either kind of chat", KO: "1:1로도 그룹으로도 가져올 수 있는 대화"}
	PlanForms   = Text{EN: "Files go as: {forms}", KO: "파일은 이렇게 보냅니다: {forms}"}
	PlanOnly    = Text{EN: "Only a part of the chat goes: {filters}", KO: "대화의 일부만 보냅니다: {filters}"}
	OnlyAfter   = Text{EN: "from {day}", KO: "{day}부터"}
	OnlyBefore  = Text{EN: "before {day}", KO: "{day} 전까지"}
	OnlyPeople  = Text{EN: "by {names}", KO: "{names} 님이 쓴 메시지만"}

	FormPhotos    = Text{EN: "{n} {n|photo|photos}", KO: "사진 {n}개"}
	FormVideos    = Text{EN: "{n} {n|video|videos}", KO: "동영상 {n}개"}
	FormVoices    = Text{EN: "{n} {n|voice message|voice messages}", KO: "음성 메시지 {n}개"}
	FormAudios    = Text{EN: "{n} {n|audio file|audio files}", KO: "오디오 파일 {n}개"}
	FormStickers  = Text{EN: "{n} {n|sticker|stickers}", KO: "스티커 {n}개"}
	FormDocuments = Text{EN: "{n} {n|file|files}", KO: "파일 {n}개"}

	HeadNames      = Text{EN: "Whose each name becomes in Telegram", KO: "각 이름이 텔레그램에서 누구로 보이는지"}
	ColumnWritten  = Text{EN: "as written", KO: "적힌 이름"}
	ColumnBecomes  = Text{EN: "becomes", KO: "보이는 모습"}
	BecomesSelf    = Text{EN: "you, on your side", KO: "나(오른쪽, 내가 쓴 메시지)"}
	BecomesContact = Text{EN: "your contact of that name", KO: "내 연락처에 있는 그 사람"}
	BecomesSeveral = Text{EN: "uncertain: several contacts have this name", KO: "확실하지 않음: 이 이름의 연락처가 여럿입니다"}
	BecomesNone    = Text{EN: "a bare name, linked to nobody", KO: "이름만 보이고 누구와도 연결되지 않습니다"}
	BecomesNever   = Text{EN: "nobody: withdrawn or unknown", KO: "누구에게도 연결되지 않음: 탈퇴했거나 알 수 없는 사람"}
	BecomesLike    = Text{EN: "{state} (similar: {names})", KO: "{state} (비슷한 이름: {names})"}
	SelfMissed     = Text{EN: "Your own messages are under “{name}”, but this account is called “{self}”: they would stand on the others' side. Say --as \"{name}={self}\" to exile telegram plan.", KO: "내 메시지에는 ‘{name}’{name|이라고|라고} 적혀 있는데 이 계정의 이름은 ‘{self}’입니다. 이대로 보내면 내 메시지가 상대방이 쓴 것처럼 왼쪽에 나옵니다. exile telegram plan에 --as \"{name}={self}\" 옵션을 붙이세요."}
	SelfAsContact  = Text{EN: "Your own messages are under “{name}”, which is a contact's name: they would become theirs. Say --as \"{name}={self}\".", KO: "내 메시지에 적힌 ‘{name}’{name|은|는} 연락처에 있는 사람의 이름입니다. 이대로 보내면 내 메시지가 그 사람이 쓴 것으로 나옵니다. --as \"{name}={self}\" 옵션을 붙이세요."}
	TakenForSelf   = Text{EN: "“{name}” is somebody else, but this account has the same name: their messages would stand on your side. Write them otherwise, with --as.", KO: "‘{name}’{name|은|는} 다른 사람인데 이 계정의 이름과 같습니다. 이대로 보내면 그 사람의 메시지가 내가 쓴 것으로 나옵니다. --as로 다르게 적어 주세요."}
	SameContact    = Text{EN: "“{name}” and another name become one and the same contact.", KO: "‘{name}’{name|과|와} 또 다른 이름이 한 연락처가 됩니다."}
	NamesAreGuess  = Text{EN: "Telegram decides by the name alone, by others' reports: the full name, exactly as this account sees it.", KO: "다른 사람들의 경험으로는, 텔레그램은 이름만 보고 정합니다. 내 텔레그램에 보이는 이름 전체와 글자 하나까지 같아야 합니다."}

	HeadSeen    = Text{EN: "Who will see it", KO: "누가 보게 되는지"}
	SeenAlone   = Text{EN: "You alone. Whoever you invite later sees all of it.", KO: "나 혼자입니다. 나중에 초대하는 사람은 전부 보게 됩니다."}
	SeenByAll   = Text{EN: "{n} people, you among them, and whoever joins later: all of it. Nobody is notified.", KO: "나를 포함해 {n}명과 나중에 들어오는 사람 모두가 전부 보게 됩니다. 알림은 가지 않습니다."}
	SeenPrivate = Text{EN: "You and the other person: all of it. Nobody is notified.", KO: "나와 상대방 두 사람이 전부 보게 됩니다. 알림은 가지 않습니다."}
	SeenUnknown = Text{EN: "Everybody in the chat, however many they are, and whoever joins later: all of it. Nobody is notified.", KO: "그 대화에 있는 모두와(몇 명인지는 알 수 없습니다) 나중에 들어오는 사람이 전부 보게 됩니다. 알림은 가지 않습니다."}
	SeenCloud   = Text{EN: "It lies on Telegram's servers, which are not encrypted from end to end.", KO: "내용은 텔레그램 서버에 저장되며, 종단간 암호화가 되지 않습니다."}
	ConfirmIs   = Text{EN: "Telegram itself asks: “{text}”", KO: "텔레그램의 확인 질문: “{text}”"}
	HeadLosses  = Text{EN: "What to know, and what will not be as it was", KO: "알아 둘 점과 그대로 옮겨지지 않는 것"}

	RemarkAsFileText    = Text{EN: "{n} {n|photo, video or voice message goes as a plain file|photos, videos and voice messages go as plain files}.", KO: "사진·동영상·음성 메시지 {n}개는 일반 파일로 갑니다."}
	RemarkVoiceText     = Text{EN: "{n} voice {n|message goes as an audio file|messages go as audio files}: Telegram's voice messages are ogg/opus, {n|this is|these are} not.", KO: "음성 메시지 {n}개는 오디오 파일로 갑니다. 텔레그램의 음성 메시지는 ogg/opus인데 형식이 다릅니다."}
	RemarkAnimatedText  = Text{EN: "{n} animated {n|sticker|stickers} (.tgs) may arrive empty; others saw that.", KO: "움직이는 스티커(.tgs) {n}개는 빈 메시지로 도착할 수 있습니다. 그렇게 되었다는 보고가 있습니다."}
	RemarkLongText      = Text{EN: "{n} {n|text is|texts are} longer than a message of Telegram's (4,096 letters): what becomes of {n|it|them} is not known.", KO: "메시지 {n}개가 텔레그램 메시지 하나(4,096자)보다 깁니다. 어떻게 될지는 알려져 있지 않습니다."}
	RemarkDatesText     = Text{EN: "Nothing at the beginning of {name} tells day from month: Telegram may take one for the other. verify will show it.", KO: "{name}의 앞부분에는 13일 이후의 날짜가 없어 텔레그램이 월과 일을 바꿔 읽을 수 있습니다. 그랬는지는 보낸 뒤 verify가 알려 줍니다."}
	RemarkPartsText     = Text{EN: "It takes {n} imports into one chat. Others report that Telegram takes one a day into a chat and none within 70 minutes: this waits so long, and one import is better. exile telegram plan makes one, unless --part divides it.", KO: "같은 대화로 가져오기를 {n}번 해야 합니다. 다른 사람들의 경험으로는 같은 대화로는 하루에 한 번만 되고, 어느 대화든 70분 간격을 두어야 합니다. exile은 그만큼 기다리므로 한 번에 하는 것이 낫습니다. --part로 나누지 않으면 한 번에 합니다."}
	RemarkBusyText      = Text{EN: "The chat has about {n} messages already. With 100 or more, others report, the old messages stand at the day of the import, with their old times beside them. In a new group they stand where they belong.", KO: "이 대화에는 이미 메시지가 {n}개쯤 있습니다. 다른 사람들의 경험으로는 100개가 넘으면 가져온 메시지가 맨 아래, 오늘 날짜에 놓이고 원래 시각은 메시지에 따로 적힙니다. 새 그룹에서는 원래 날짜에 놓입니다."}
	RemarkOthersText    = Text{EN: "{n} {n|other is|others are} in this chat and {n|sees|see} all of it.", KO: "이 대화에는 다른 사람이 {n}명 있고, 모두 전부 보게 됩니다."}
	RemarkBeforeText    = Text{EN: "The very text of {name} was delivered into another chat before, or may have been: you will have it in both, unless that one is gone.", KO: "{name}의 내용은 전에 다른 대화로 보냈거나 보냈을 수 있습니다. 그 대화를 지우지 않았다면 두 곳에 있게 됩니다."}
	RemarkAgainText     = Text{EN: "The very text of {name} was delivered into this chat before, or may have been: it will be there twice.", KO: "{name}의 내용은 전에 이 대화로 보냈거나 보냈을 수 있습니다. 같은 내용이 두 번 들어가게 됩니다."}
	RemarkUpgradeText   = Text{EN: "The group becomes a supergroup, as Telegram's apps do quietly; that is not undone.", KO: "이 그룹은 슈퍼그룹(큰 그룹)으로 바뀝니다. 텔레그램 앱도 묻지 않고 그렇게 하며, 되돌릴 수 없습니다."}
	RemarkUncheckedText = Text{EN: "Telegram cannot be asked about a group that is yet to be made.", KO: "아직 없는 그룹에 대해서는 텔레그램에 미리 물어볼 수 없습니다."}
	RemarkLargeText     = Text{EN: "{name} is longer than any text that others report to have been taken (300,000 lines).", KO: "{name}{name|은|는} 지금까지 성공했다고 알려진 길이(30만 줄)보다 깁니다."}
	RemarkManyText      = Text{EN: "{n} imports into one chat are more than others report to have been taken (4).", KO: "같은 대화로 가져오기 {n}번은 지금까지 성공했다고 알려진 횟수(4번)보다 많습니다."}
	RemarkOtherText     = Text{EN: "Further: {name} ({n})", KO: "그 밖에: {name} ({n})"}

	HeadTime      = Text{EN: "How long it may take", KO: "얼마나 걸릴지"}
	EstimateShort = Text{EN: "Uploading takes less than a minute.", KO: "올리는 데 1분도 걸리지 않습니다."}
	EstimateLong  = Text{EN: "Uploading takes about {time}.", KO: "올리는 데 {time}쯤 걸립니다."}
	EstimateWaits = Text{EN: "Waiting between imports takes about {time}.", KO: "가져오기 사이에 {time}쯤 기다려야 합니다."}
	EstimateFrom  = Text{EN: "Telegram publishes no figures; these are from what others reported.", KO: "텔레그램이 밝힌 숫자는 없어서, 다른 사람들의 경험을 바탕으로 어림한 시간입니다."}
	SpanSeconds   = Text{EN: "{n} {n|second|seconds}", KO: "{n}초"}
	SpanMinutes   = Text{EN: "{n} {n|minute|minutes}", KO: "{n}분"}
	SpanHours     = Text{EN: "{n} {n|hour|hours}", KO: "{n}시간"}
	SpanDays      = Text{EN: "{n} {n|day|days}", KO: "{n}일"}
	SpanBoth      = Text{EN: "{large} {small}", KO: "{large} {small}"}

	HeadAsk = Text{EN: "Ask the others first; it is theirs too. A text for it:", KO: "다른 분들에게 먼저 물어보세요. 그분들의 대화이기도 합니다. 이렇게 물어볼 수 있습니다:"}

	AskPlan     = Text{EN: "Is all of this as you want it? Nothing is sent yet. [y/N] ", KO: "이대로 계획 파일을 만들까요? 아직 아무것도 보내지 않습니다. [y/N] "}
	PlanWritten = Text{EN: "Plan: {path}", KO: "계획 파일: {path}"}
	NextPush    = Text{EN: "Next: `exile telegram push {path}`", KO: "다음: `exile telegram push {path}`"}
	FirstTrial  = Text{EN: "This was never run against Telegram's own servers by those who wrote it. If it is your first delivery, take a small chat and a new group with you alone.", KO: "이 기능은 텔레그램의 실제 서버에서 시험하지 못했습니다. 처음이라면 작은 대화를 나 혼자 있는 새 그룹으로 보내 보세요."}

	AppKakaoTalk = Text{EN: "KakaoTalk", KO: "카카오톡"}
	AppWhatsApp  = Text{EN: "WhatsApp", KO: "왓츠앱"}
	AppLINE      = Text{EN: "LINE", KO: "라인"}
	AppTelegram  = Text{EN: "Telegram", KO: "텔레그램"}
)

// AskOthers is a text for asking the others in a chat before it is delivered. It is
// shown in both languages, whichever the person speaks.
var AskOthers = Text{
	EN: `Hi! I would like to keep our chat “{title}” from {app} ({first} to {last}) in
Telegram. It would lie on Telegram's servers, in a group that only I am in; I show
it to nobody else. Is that all right with you? If you would rather not, or want
something of yours left out, tell me, now or at any time later, and I will do that.`,
	KO: `안녕하세요. {app}에서 나눈 우리 대화 ‘{title}’({first}~{last})을 텔레그램에
옮겨 보관하고 싶어요. 내용은 텔레그램 서버의, 저만 있는 그룹에 저장되고 다른
사람에게는 보여 주지 않을게요. 괜찮으신가요? 원하지 않거나 빼고 싶은 것이 있으면 지금이든
나중이든 말씀해 주세요. 그렇게 할게요.`,
}

// AskOther is the same for the other person of a private chat.
var AskOther = Text{
	EN: `Hi! I would like to bring our chat “{title}” from {app} ({first} to {last}) into
our chat in Telegram. You would see all of it there too, and it would lie on
Telegram's servers. Is that all right with you? If you would rather not, or want
something of yours left out, tell me, now or at any time later, and I will do that.`,
	KO: `안녕하세요. {app}에서 나눈 우리 대화 ‘{title}’({first}~{last})을 텔레그램의
우리 1:1 대화로 옮기고 싶어요. 두 사람 모두 전부 보게 되고, 내용은 텔레그램 서버에
저장돼요. 괜찮으신가요? 원하지 않거나 빼고 싶은 것이 있으면 지금이든 나중이든 말씀해
주세요. 그렇게 할게요.`,
}

// AskOthersHere is the same for a chat in which others are.
var AskOthersHere = Text{
	EN: `Hi! I would like to bring our chat “{title}” from {app} ({first} to {last}) into
“{target}” in Telegram. Everybody in it, and whoever joins later, would see all of
it, and it would lie on Telegram's servers. Is that all right with you? If you would
rather not, or want something of yours left out, tell me, now or at any time later,
and I will do that.`,
	KO: `안녕하세요. {app}에서 나눈 우리 대화 ‘{title}’({first}~{last})을 텔레그램의
‘{target}’에 옮기고 싶어요. 거기 있는 모두와 나중에 들어오는 사람이 전부 보게 되고,
내용은 텔레그램 서버에 저장돼요. 괜찮으신가요? 원하지 않거나 빼고 싶은 것이 있으면
지금이든 나중이든 말씀해 주세요. 그렇게 할게요.`,
}
