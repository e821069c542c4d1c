package lang

// What add --drop says.
var (
	FlagDrop = Text{
		EN: "seal it into a new archive for -r or -R, which this computer cannot open",
		KO: "-r이나 -R로 정한 사람만 열 수 있는 새 봉인 파일에 담습니다. 이 컴퓨터에서는 열 수 없습니다",
	}
	DropSecret = Text{
		EN: "--drop takes public keys alone, with -r or -R: this computer is not to be able to open what it drops.",
		KO: "--drop에는 -r이나 -R로 공개 키만 쓸 수 있습니다. 이 컴퓨터에서는 열 수 없어야 하기 때문입니다.",
	}
	DropForWhom = Text{
		EN: "Say for whom: --drop needs -r PUBLIC-KEY, or -R FILE with public keys.",
		KO: "누가 열 것인지 알려 주세요: --drop에는 -r 공개키나, 공개 키가 든 -R 파일이 필요합니다.",
	}
	DropHome = Text{
		EN: "Take {path} home, to where its key is, and join it to your history there: exile merge-stores NEW.exile YOUR.exile {path}",
		KO: "{path}{path|을|를} 키가 있는 컴퓨터로 가져가 거기 있는 보관소와 합쳐 주세요: exile merge-stores 새이름.exile 보관소.exile {path}",
	}
	DropTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint: Text{
			EN: "--drop always makes a new archive. Choose another --store.",
			KO: "--drop은 언제나 봉인 파일을 새로 만듭니다. --store로 다른 이름을 정해 주세요.",
		},
	}
)
