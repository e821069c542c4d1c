package lang

// What show and convert say of older states.
var (
	FlagShowVersions = Text{
		EN: "show older states of deleted and edited messages too, and what only one of several exports has",
		KO: "지우거나 고치기 전의 내용과, 여러 파일 가운데 하나에만 있는 메시지를 함께 보여 줍니다",
	}
	FlagConvertVersions = Text{
		EN: "write older states of deleted and edited messages too, from a store into any format but telegram",
		KO: "지우거나 고치기 전의 내용도 씁니다. 보관소에서 telegram이 아닌 형식으로 바꿀 때만 됩니다",
	}
	OlderState = Text{EN: "before, in {name}:", KO: "이전 내용({name}):"}
	OnlyIn     = Text{EN: "only in {name}", KO: "{name}에만 있음"}
	NoVersions = Text{
		EN: "--versions: {name} has no form for older states; the other formats do.",
		KO: "--versions: {name}에는 이전 내용을 쓸 자리가 없습니다. 다른 형식으로 바꿔 주세요.",
	}
)
