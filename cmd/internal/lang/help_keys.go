package lang

// The help pages of keys and sealed archives.
var (
	HelpKeygen = Help{
		Short: Text{EN: "Make a key for sealed archives", KO: "봉인에 쓸 키를 만듭니다"},
		Long: Text{
			EN: `Make a key, in the form of age-keygen: a file with the secret key, and with the
public key in its comment. Seal to the public key with -r; open with -i FILE.
` + "`exile seal`" + ` makes a key by itself: this is for a second holder, or for scripts.`,
			KO: `age-keygen과 같은 형식으로 키를 만듭니다. 파일에는 비밀 키가 들어 있고,
공개 키는 설명 줄에 적혀 있습니다. 봉인할 때는 -r 공개키, 열 때는 -i 파일로
지정합니다. ` + "`exile seal`" + `이 키를 직접 만들어 주므로, 이 명령은 함께 열 사람이나
스크립트를 위한 것입니다.`,
		},
	}

	HelpOpen = Help{
		Use:   Text{EN: "SEALED", KO: "봉인파일"},
		Short: Text{EN: "Turn a sealed archive back into a store in the clear", KO: "봉인을 풀어 보통 보관소로 되돌립니다"},
		Long: Text{
			EN: `Write what is in a sealed archive into a new store, a folder that is not
encrypted. To read a sealed archive this is not needed: every command takes it
as it is, with --store.`,
			KO: `봉인 파일의 내용을 새 보관소(암호화되지 않은 폴더)로 풉니다. 읽기만 하려면
필요하지 않습니다. 모든 명령에 --store로 봉인 파일을 그대로 쓸 수 있습니다.`,
		},
	}

	HelpRekey = Help{
		Use:   Text{EN: "SEALED", KO: "봉인파일"},
		Short: Text{EN: "Change the keys of a sealed archive", KO: "봉인 파일의 키를 바꿉니다"},
		Long: Text{
			EN: `Seal an archive anew. -r, -R, -p and --new-key say who can open it from now on;
--add lets somebody open it as well; without any of them those who could still
can. To change a passphrase, take -p again, or --new-key where a key file is
used: the new key takes the name of the old one, which is kept beside it.
Copies made before still open with the old keys.`,
			KO: `봉인 파일을 새로 봉인합니다. 앞으로 열 수 있는 키를 -r, -R, -p, --new-key로
정하고, 지금 키에 더하려면 --add를 씁니다. 아무것도 적지 않으면 여는 키는
그대로입니다. 암호를 바꾸려면 -p를, 키 파일을 쓰고 있다면 --new-key를 적으세요.
새 키 파일이 옛 키 파일의 이름을 쓰고, 옛 것은 다른 이름으로 옆에 남습니다.
전에 만든 사본은 옛 키로 계속 열립니다.`,
		},
	}

	HelpVerify = Help{
		Use:   Text{EN: "[STORE | SEALED]", KO: "[보관소 | 봉인파일]"},
		Short: Text{EN: "Check that a store or sealed archive is whole", KO: "보관소나 봉인 파일이 온전한지 확인합니다"},
		Long: Text{
			EN: `Read every byte of a store or of a sealed archive, and check every tag, hash and
count. Nothing is written. The exit status is 0, or 13 if something is wrong.`,
			KO: `보관소나 봉인 파일을 끝까지 읽어 해시와 개수를 모두 확인합니다. 아무것도 쓰지
않습니다. 종료 코드는 온전하면 0, 문제가 있으면 13입니다.`,
		},
	}
)
