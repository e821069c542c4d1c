package lang

// HelpReparse is the help page of reparse.
var HelpReparse = Help{
	Use:   Text{EN: "[SOURCE…]", KO: "[번호…]"},
	Short: Text{EN: "Read the kept originals again with today's parser", KO: "보관한 원본을 지금의 exile로 다시 읽습니다"},
	Long: Text{
		EN: `Read what the store keeps of its sources again, as this version of exile does,
and say what it finds otherwise than when they were added: in numbers, and with
-v the places. Without numbers of ` + "`exile sources`" + ` all sources are read. Nothing
is changed unless --apply says so; then what is found takes the place of what
was found before, with the same number, in the same chats, of the same people.
A source whose originals are not kept, or of which something was forgotten,
stays as it is; then the exit status is 3.`,
		KO: `보관소에 있는 원본을 이 버전의 exile로 다시 읽어, 담을 때와 달라지는 점을
개수로 알려 드립니다. -v를 붙이면 어느 곳인지도 보여 드립니다.
` + "`exile sources`" + `의 번호를 적지 않으면 모두 다시 읽습니다. --apply를 붙이지
않으면 아무것도 바꾸지 않습니다. 붙이면 새로 읽은 내용으로 바꾸되 번호와 대화,
사람은 그대로 이어집니다. 원본이 없거나 일부를 지운 것은 그대로 두고, 이때 종료
코드는 3입니다.`,
	},
}

// What reparse says.
var (
	FlagReparseApply = Text{EN: "keep what is found in the place of what was found before", KO: "새로 읽은 내용으로 바꿉니다"}

	ReparseSame    = Text{EN: "The same: {input} (source {source})", KO: "그대로: {input}({source}번)"}
	ReparseDiffers = Text{EN: "Differs:  {input} (source {source}); --apply keeps it", KO: "달라짐: {input}({source}번). --apply로 바꿀 수 있습니다"}
	ReparseApplied = Text{EN: "Applied:  {input} (source {source})", KO: "바꿈:   {input}({source}번)"}
	ReparseChat    = Text{
		EN: "  “{title}”: {same} the same, {changed} read otherwise, {added} that {added|was|were} not there, {gone} that {gone|is|are} not there any more",
		KO: "  ‘{title}’: 같은 것 {same}개, 다르게 읽은 것 {changed}개, 새로 나온 것 {added}개, 없어진 것 {gone}개",
	}
	ReparseUnread  = Text{EN: "  not understood: {before} before, {after} now", KO: "  이해하지 못한 줄: 전에는 {before}개, 지금은 {after}개"}
	ReparseProblem = Text{EN: "  [{code}]: {before} before, {after} now", KO: "  [{code}]: 전에는 {before}번, 지금은 {after}번"}

	PlaceChanged = Text{EN: "read otherwise", KO: "다르게 읽음"}
	PlaceAdded   = Text{EN: "was not there", KO: "새로 나옴"}
	PlaceGone    = Text{EN: "is not there any more", KO: "없어짐"}

	ReparseForgotten = Text{
		EN: "Something of {input} (source {source}) was forgotten: it is not read again.",
		KO: "{input}({source}번)에서 지운 것이 있어 다시 읽지 않습니다.",
	}
	ReparseNotKept = Text{
		EN: "The store keeps no original of {input} (source {source}): it cannot be read again.",
		KO: "{input}({source}번)의 원본이 보관소에 없어 다시 읽을 수 없습니다.",
	}
	ReparsePartly = Text{
		EN: "The store does not keep all of {input} (source {source}), so that it cannot be read again: {names}",
		KO: "{input}({source}번)의 원본이 보관소에 다 있지 않아 다시 읽을 수 없습니다. 없는 파일: {names}",
	}
	ReparseDamaged = Text{
		EN: "The kept original of {input} (source {source}) is damaged: it cannot be read again.",
		KO: "{input}({source}번)의 원본이 손상되어 다시 읽을 수 없습니다.",
	}
)
