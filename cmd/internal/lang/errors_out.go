package lang

// Troubles with outputs.
var (
	Exists = Trouble{
		Sentence: Text{EN: "“{name}” exists already; it was not touched.", KO: "‘{name}’{name|이|가} 이미 있어 손대지 않았습니다."},
		Hint:     Text{EN: "Choose another -o, or replace it with --force.", KO: "-o로 다른 이름을 정하거나, --force로 덮어쓰세요."},
	}
	LongName = Trouble{
		Sentence: Text{EN: "The name “{name}” is too long.", KO: "이름 ‘{name}’{name|이|가} 너무 깁니다."},
		Hint:     Text{EN: "Choose a shorter one with -o.", KO: "-o로 더 짧은 이름을 정해 주세요."},
	}
	NotOurs = Trouble{
		Sentence: Text{EN: "“{name}” was not made by exile, so not even --force replaces it.", KO: "‘{name}’{name|은|는} exile이 만든 것이 아니어서 --force로도 덮어쓰지 않습니다."},
		Hint:     Text{EN: "Choose another -o, or move that folder away yourself.", KO: "-o로 다른 이름을 정하거나, 그 폴더를 직접 옮겨 주세요."},
	}
	SamePath = Trouble{
		Sentence: Text{EN: "“{name}” is an input or part of one, holds one, or lies in a store.", KO: "‘{name}’{name|은|는} 입력이거나 입력의 일부이거나, 입력을 담고 있거나, 보관소 안에 있습니다."},
		Hint:     Text{EN: "Choose another place for it; nothing was touched.", KO: "다른 곳을 정해 주세요. 손댄 것은 없습니다."},
	}
	NoFolder = Trouble{
		Sentence: Text{EN: "There is no folder to write “{name}” into.", KO: "‘{name}’{name|을|를} 쓸 폴더가 없습니다."},
		Hint:     Text{EN: "Make the folder first, or choose another -o.", KO: "폴더를 먼저 만들거나 -o로 다른 곳을 정해 주세요."},
	}
	NoProblemsFolder = Trouble{
		Sentence: NoFolder.Sentence,
		Hint:     Text{EN: "Make the folder first, or name another file with --problems.", KO: "폴더를 먼저 만들거나 --problems로 다른 파일을 정해 주세요."},
	}
	NoCache = Trouble{ // for what is kept of standard input and output meanwhile
		Sentence: Text{EN: "There is no folder for temporary files: neither HOME nor XDG_CACHE_HOME is set.", KO: "HOME도 XDG_CACHE_HOME도 없어 임시 파일을 둘 폴더를 알 수 없습니다."},
		Hint:     Text{EN: "Set HOME; or name files instead of -.", KO: "HOME을 정하거나, - 대신 파일 이름을 적어 주세요."},
	}
	Busy = Trouble{
		Sentence: Text{EN: "Another run of exile is writing “{name}”.", KO: "실행 중인 다른 exile이 ‘{name}’{name|을|를} 쓰고 있습니다."},
		Hint:     Text{EN: "Wait until it has ended, or choose another -o.", KO: "끝날 때까지 기다리거나 -o로 다른 이름을 정해 주세요."},
	}
	DiskFull = Trouble{
		Sentence: Text{EN: "The disk is full.", KO: "디스크에 남은 공간이 없습니다."},
		Hint:     Text{EN: "Free some space, or choose a place on another disk. Nothing was left behind.", KO: "공간을 비우거나 다른 디스크를 정해 주세요. 쓰다 만 것은 남지 않습니다."},
	}
	NoSpace = Trouble{
		Sentence: Text{EN: "The disk is full.", KO: "디스크에 남은 공간이 없습니다."},
		Hint:     Text{EN: "Free some space (about twice the size of the export), or write to another disk. Nothing was left behind.", KO: "내보낸 파일 크기의 두 배쯤 공간을 비우거나 다른 디스크에 써 주세요. 쓰다 만 것은 남지 않습니다."},
	}
)
