package lang

// What is said where another run is writing the store.
var (
	WaitingForStore = Text{
		EN: "Another exile is writing the store “{name}”; waiting…",
		KO: "다른 exile이 보관소 ‘{name}’{name|을|를} 쓰고 있어 기다립니다…",
	}
	FlagNoWait = Text{
		EN: "do not wait where another run is writing the store",
		KO: "다른 작업이 보관소를 쓰고 있으면 기다리지 않고 그만둡니다",
	}
)
