package lang

// HelpRetime is the help page of retime.
var HelpRetime = Help{
	Use:   Text{EN: "SOURCE --tz ZONE", KO: "번호 --tz 시간대"},
	Short: Text{EN: "Put the time zone of what was added right", KO: "담은 것의 시간대를 바로잡습니다"},
	Long: Text{
		EN: `Read the clocks of a source, by its number in ` + "`exile sources`" + `, in another time
zone. The export is not needed: the store knows what the clock showed. All is
then as if it had been added with --tz ZONE; what now stands in the same minute
of a chat as the same message elsewhere becomes one. Of an hour that the clock
showed twice the order of the messages decides; a time that the clock skipped
is as late after the change as it says. A source that states the zone of its
times itself is refused.`,
		KO: "`exile sources`" + `에 나오는 번호로 고른 것의 시각을 다른 시간대로 읽습니다. 그때
시계에 보인 시각을 보관소가 알고 있으므로 내보낸 파일은 없어도 됩니다. 처음부터
--tz 시간대로 담은 것과 같아지고, 같은 대화에서 같은 시각이 된 같은 메시지는
하나가 됩니다. 시계가 두 번 지나간 시각은 메시지 순서로 정하고, 시계가 건너뛴
시각은 바뀐 뒤로 그만큼 늦은 시각으로 봅니다. 시각에 시간대가 적혀 있는 것은
바꾸지 않습니다.`,
	},
}

// What retime says.
var (
	FlagRetimeZone = Text{EN: "the `ZONE` of the phone or computer that exported it, as Asia/Seoul", KO: "내보낸 휴대폰이나 컴퓨터의 `시간대`. 예: Asia/Seoul"}
	NeedsZone      = Text{EN: "Say which time zone: --tz ZONE, as --tz Asia/Seoul.", KO: "시간대를 --tz로 알려 주세요. 예: --tz Asia/Seoul"}

	MovedLater   = Text{EN: "{n} {n|message|messages} moved by {by}, to later", KO: "메시지 {n}개를 {by} 늦췄습니다"}
	MovedEarlier = Text{EN: "{n} {n|message|messages} moved by {by}, to earlier", KO: "메시지 {n}개를 {by} 앞당겼습니다"}
	NotMoved     = Text{EN: "{n} {n|message|messages} stayed where {n|it was|they were}", KO: "메시지 {n}개는 그대로입니다"}
	ClockTwice   = Text{EN: "{n} {n|message is|messages are} of an hour that the clock showed twice; their order decided", KO: "시계가 두 번 지나간 시각의 메시지 {n}개는 순서로 정했습니다"}
	ClockNever   = Text{EN: "{n} {n|message is|messages are} of an hour that the clock skipped; {n|it was|they were} put after the change", KO: "시계가 건너뛴 시각의 메시지 {n}개는 바뀐 뒤의 시각으로 보았습니다"}
	ZoneStays    = Text{EN: "{n} {n|message|messages} with a zone of {n|its|their} own stayed as {n|it is|they are}", KO: "시간대가 적혀 있는 메시지 {n}개는 그대로 두었습니다"}
	LineRetimed  = Text{
		EN: "Retimed: {input} (source {source}, {count|chat|chats} {chats}) is in {zone} now",
		KO: "바로잡음: {input}({source}번, {chats}번 대화)의 시간대는 이제 {zone}입니다",
	}

	StatedZone = Trouble{
		Sentence: Text{EN: "“{name}” states the zone of its times itself: nothing was changed.", KO: "‘{name}’의 시각에는 시간대가 적혀 있어 바꾸지 않았습니다."},
		Hint:     Text{EN: "Only clocks without a zone can be read in another one.", KO: "시간대가 적혀 있지 않은 시각만 다른 시간대로 읽을 수 있습니다."},
	}
)
