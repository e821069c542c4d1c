package lang

// The help pages of people.
var (
	HelpPeople = Help{
		Short: Text{EN: "Say who is who, and what you call them", KO: "누가 누구인지, 어떻게 부르는지 정합니다"},
		Long: Text{
			EN: `Say who the people of your store are. Without a command they are listed, with a
number each. Name one by that number, or by a name that only they have, with the
app before it if need be (kakaotalk:철수). Somebody known by name alone is never
taken for somebody of another app: merge says so, split takes it back. What you
call people stands in everything that exile writes.

A sealed archive is written anew at each change.`,
			KO: `보관소에 있는 사람이 누구인지 정합니다. 명령을 적지 않으면 목록을 보여 줍니다.
사람은 목록의 번호나 한 사람만 쓰는 이름으로 가리킵니다. 필요하면 앞에 앱을
적습니다(kakaotalk:철수). 이름만 아는 사람을 다른 앱의 사람과 같다고 짐작하지
않습니다. 같은 사람이면 merge로 알려 주고, split으로 되돌립니다. 정해 준
이름은 exile이 만드는 모든 것에 쓰입니다.

봉인 파일은 바꿀 때마다 전체를 새로 씁니다.`,
		},
	}

	HelpPeopleList = Help{
		Use:   Text{EN: "[PERSON…]", KO: "[사람…]"},
		Short: Text{EN: "List the people, or tell all about some", KO: "사람 목록이나 한 사람의 자세한 내용을 보여 줍니다"},
		Long: Text{
			EN: `List the people of the store, who wrote most first. Of a PERSON it tells all
that is known: which export calls them what, from when to when, and in which
chats they are.`,
			KO: `보관소에 있는 사람을 많이 쓴 순서로 보여 줍니다. 사람을 적으면 어느 내보낸
파일에서 언제부터 언제까지 어떤 이름이었는지, 어느 대화에 있는지 모두 보여
줍니다.`,
		},
	}

	HelpPeopleMerge = Help{
		Use:   Text{EN: "PERSON PERSON…", KO: "사람 사람…"},
		Short: Text{EN: "Say that several are one person", KO: "여럿이 한 사람이라고 알려 줍니다"},
		Long: Text{
			EN: `Say that several people are one, of several apps too. They go by the number and
the name of the first. Nothing is lost: split undoes it.`,
			KO: `여럿이 한 사람이라고 알려 줍니다. 앱이 서로 달라도 됩니다. 첫 사람의 번호와
이름으로 부릅니다. 사라지는 것은 없으며 split으로 되돌릴 수 있습니다.`,
		},
	}

	HelpPeopleSplit = Help{
		Use:   Text{EN: "PERSON", KO: "사람"},
		Short: Text{EN: "Take a merge back", KO: "merge를 되돌립니다"},
		Long: Text{
			EN: `Make those who were merged several people again. The number of one who was
merged into another takes out that one alone.`,
			KO: `merge로 합친 사람을 다시 나눕니다. 다른 사람에게 합쳐진 사람의 번호를 적으면
그 사람만 떼어 냅니다.`,
		},
	}

	HelpPeopleRename = Help{
		Use:   Text{EN: "PERSON NAME", KO: "사람 이름"},
		Short: Text{EN: "Say what you call somebody", KO: "부르는 이름을 정합니다"},
		Long: Text{
			EN: `Say what you call somebody. An empty NAME ("") goes back to what the exports
say. For one conversion alone, --as of convert overrules it.`,
			KO: `그 사람을 부르는 이름을 정합니다. 빈 이름("")을 적으면 내보낸 파일의 이름으로
돌아갑니다. convert의 --as는 그때 한 번만 이보다 앞섭니다.`,
		},
	}

	HelpPeopleMe = Help{
		Use:   Text{EN: "PERSON…", KO: "사람…"},
		Short: Text{EN: "Say who you are", KO: "본인이 누구인지 알려 줍니다"},
		Long: Text{
			EN: `Say who you are: name all that are you, in several apps or exports. Whoever was
taken for you in the same exports is not any more.`,
			KO: `본인이 누구인지 알려 줍니다. 여러 앱이나 내보낸 파일에 있는 본인을 모두 적을 수
있습니다. 같은 내보낸 파일에서 본인으로 여기던 다른 사람은 더는 본인이 아닙니다.`,
		},
	}

	HelpPeopleImport = Help{
		Use:   Text{EN: "FILE", KO: "파일"},
		Short: Text{EN: "Take names from your contacts, or from a table you edited", KO: "연락처나 고친 표에서 이름을 가져옵니다"},
		Long: Text{
			EN: `Take names from your contacts, which your phone or mail program exports as vCard
(.vcf) or CSV. Whose phone number is known gets the name from there; a name that
you gave yourself stays, but with --force. Who only has the same name is listed,
and nothing is done.

A table of ` + "`exile people export`" + ` is read back: its columns “called” (what you
call them) and “same as” (the number of who they are) count, the others do not.
--dry-run shows what would be done.`,
			KO: `휴대폰이나 메일 프로그램에서 vCard(.vcf)나 CSV로 내보낸 연락처에서 이름을
가져옵니다. 전화번호가 같은 사람은 연락처의 이름으로 부릅니다. 직접 정한 이름은
--force를 붙여야 바뀝니다. 이름만 같은 사람은 보여 주기만 합니다.

` + "`exile people export`" + `로 만든 표도 다시 읽습니다. ‘부르는 이름’과 ‘같은 사람’(그
사람의 번호) 칸만 반영하고 나머지는 보지 않습니다. --dry-run은 무엇이 바뀔지
보여 주기만 합니다.`,
		},
	}

	HelpPeopleExport = Help{
		Use:   Text{EN: "FILE.csv", KO: "파일.csv"},
		Short: Text{EN: "Write the people as a table to edit", KO: "사람 목록을 고칠 수 있는 표로 저장합니다"},
		Long: Text{
			EN: `Write the people as a table (CSV) that Excel and others open: edit what you call
them and who is who, save it, and read it back with ` + "`exile people import`" + `. What
a spreadsheet would take for a formula gets an apostrophe (') before it, which
reading back takes away. - is standard output.`,
			KO: `사람 목록을 엑셀 등에서 열 수 있는 표(CSV)로 저장합니다. 부르는 이름과 같은 사람
칸을 고쳐 저장한 뒤 ` + "`exile people import`" + `로 다시 읽어 들이세요. 표 프로그램이
수식으로 여길 내용 앞에는 작은따옴표(')를 붙이고, 다시 읽을 때 뗍니다.
-는 표준 출력입니다.`,
		},
	}
)

// What the flags of people are for.
var (
	FlagImportForce = Text{EN: "names from the contacts also replace those that you gave", KO: "직접 정한 이름도 연락처의 이름으로 바꿉니다"}
	FlagDryRun      = Text{EN: "show what would be done, and do nothing", KO: "무엇이 바뀔지 보여 주기만 하고 바꾸지 않습니다"}
	FlagExportForce = Text{EN: "replace the file if it is there", KO: "파일이 있으면 덮어씁니다"}
)
