package lang

// HelpSeal is the help page of seal.
var HelpSeal = Help{
	Use:   Text{EN: "[STORE]", KO: "[보관소]"},
	Short: Text{EN: "Encrypt your store into one file that every command reads", KO: "보관소를 암호화해 파일 하나로 봉인합니다"},
	Long: Text{
		EN: `Seal the store into one encrypted file, history.exile.age beside it, which every
command reads without unpacking. On a terminal, exile makes a key, locks it by a
passphrase and offers a sheet to print, which opens the archive should both be
lost. The program age opens it too.

The plain store stays, unless --remove-plain; what else is left in the clear is
listed at the end.`,
		KO: `보관소를 암호화한 파일 하나(보관소 옆의 history.exile.age)로 봉인합니다.
모든 명령이 봉인을 풀지 않고 그대로 읽습니다. 터미널에서 실행하면 키를 만들어
암호로 잠그고, 둘 다 잃어버렸을 때를 위해 인쇄해 둘 복구 안내지를 권합니다.
exile이 없어도 age라는 프로그램으로 열 수 있습니다.

--remove-plain을 쓰지 않으면 원래 보관소는 그대로 남습니다. 그 밖에 암호화되지
않은 채 남은 것은 끝에 알려 드립니다.`,
	},
}

// What the flags of seal are for.
var (
	FlagSealOut     = Text{EN: "the `FILE` to make (default: history.exile.age beside the store)", KO: "만들 `파일` (기본값: 보관소 옆의 history.exile.age)"}
	FlagSheet       = Text{EN: "write the recovery sheet, an HTML `FILE` with the key in the clear; - is standard output", KO: "복구 안내지를 쓸 HTML `파일`. 키가 그대로 들어갑니다. -는 표준 출력입니다"}
	FlagNoOriginals = Text{EN: "leave out the original exports", KO: "원본은 빼고 봉인합니다"}
	FlagNoVersions  = Text{EN: "leave out older states of edited messages", KO: "고치기 전의 메시지는 빼고 봉인합니다"}
	FlagRemovePlain = Text{EN: "read the archive back whole, then delete the plain store", KO: "봉인 파일을 끝까지 확인한 뒤 암호화되지 않은 보관소를 지웁니다"}
)
