package lang

// Troubles with stores.
var (
	NoStore = Trouble{
		Sentence: Text{EN: "There is no store at “{name}” yet.", KO: "‘{name}’에 아직 보관소가 없습니다."},
		Hint:     Text{EN: "`exile add EXPORT` makes one; --store or EXILE_STORE says where.", KO: "`exile add 내보낸파일`로 만들 수 있습니다. 위치는 --store나 EXILE_STORE로 정합니다."},
	}
	NoInput = Trouble{ // no store either, and no input was named
		Sentence: NoStore.Sentence,
		Hint: Text{
			EN: "To convert an export directly, name it: `exile convert EXPORT --to …`. " + "`exile add EXPORT` makes a store; --store or EXILE_STORE says where.",
			KO: "내보낸 파일을 바로 바꾸려면 `exile convert 내보낸파일 --to …`처럼 적어 주세요. " + "보관소는 `exile add 내보낸파일`로 만들 수 있습니다. 위치는 --store나 EXILE_STORE로 정합니다.",
		},
	}
	NotStore = Trouble{
		Sentence: Text{EN: "“{name}” is not a store of exile.", KO: "‘{name}’{name|은|는} exile의 보관소가 아닙니다."},
		Hint:     Text{EN: "Give the folder NAME.exile that `exile add` made, or the file NAME.exile.age that `exile seal` made.", KO: "`exile add`가 만든 이름.exile 폴더나 `exile seal`이 만든 이름.exile.age 파일을 지정해 주세요."},
	}
	StoreInput = Trouble{
		Sentence: Text{EN: "“{name}” is a store, not an export.", KO: "‘{name}’{name|은|는} 내보낸 대화가 아니라 보관소입니다."},
		Hint:     Text{EN: "`exile merge-stores OUT STORE…` joins stores; `exile list --store {name}` shows what is in this one.", KO: "보관소끼리는 `exile merge-stores 출력 보관소…`로 합칩니다. 내용은 `exile list --store {name}`{name|으로|로} 볼 수 있습니다."},
	}
	NewerStore = Trouble{
		Sentence: Text{EN: "The store “{name}” was made by a newer exile.", KO: "보관소 ‘{name}’{name|은|는} 더 새로운 버전의 exile로 만든 것입니다."},
		Hint:     Text{EN: "Use that version, or a newer one.", KO: "그 버전이나 더 새 버전을 써 주세요."},
	}
	LockedStore = Trouble{
		Sentence: Text{EN: "The store “{name}” is being written by somebody else.", KO: "보관소 ‘{name}’{name|을|를} 다른 작업이 쓰고 있습니다."},
		Hint:     Text{EN: "Wait until that run has ended, then try again.", KO: "그 작업이 끝난 뒤 다시 해 주세요."},
	}
	ForeignTables = Trouble{
		Sentence: Text{
			EN: "The database in “{name}” has tables or indexes that exile did not make.",
			KO: "‘{name}’의 데이터베이스에 exile이 만들지 않은 테이블이나 색인이 있습니다.",
		},
		Hint: Text{
			EN: "If you made them yourself with sqlite3, take them out again (DROP INDEX, DROP TABLE; what ANALYZE made: DROP TABLE sqlite_stat1). If somebody sent it to you, do not trust it.",
			KO: "sqlite3로 직접 만든 것이면 다시 없애 주세요(DROP INDEX, DROP TABLE, ANALYZE가 만든 것은 DROP TABLE sqlite_stat1). 다른 사람에게 받은 것이라면 믿지 마세요.",
		},
	}
	DamagedStore = Trouble{
		Sentence: Text{EN: "The store “{name}” is damaged.", KO: "보관소 ‘{name}’{name|이|가} 손상되었습니다."},
		Hint:     Text{EN: "Do not write to it. Its folder “originals” holds your exports (zstd); add them to a new store.", KO: "더 쓰지 마세요. originals 폴더에 원본이 zstd로 들어 있으니, 새 보관소에 다시 담을 수 있습니다."},
	}
	BrokenMedia = Trouble{
		Sentence: Text{EN: "The store “{name}” lacks a file that a message needs, or it cannot be read.", KO: "보관소 ‘{name}’에 메시지에 딸린 파일이 없거나, 있어도 읽을 수 없습니다."},
		Hint:     Text{EN: "Put back the store's folder “media” from a backup, or add the export to a new store with --store.", KO: "보관소의 media 폴더를 백업에서 되돌리거나, --store로 새 보관소를 정해 내보낸 파일을 다시 담아 주세요."},
	}
	NoStoreFolder = Trouble{
		Sentence: Text{EN: "No store can be made at “{name}”: a file stands in the way.", KO: "‘{name}’에 보관소를 만들 수 없습니다. 폴더가 있어야 할 곳에 파일이 있습니다."},
		Hint:     StoreTaken.Hint,
	}
	StoreTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "Choose another --store.", KO: "--store로 다른 폴더를 정해 주세요."},
	}
	NoHome = Trouble{
		Sentence: Text{EN: "Where the store is cannot be told: the home folder is not known.", KO: "홈 폴더를 알 수 없어 보관소의 위치를 정하지 못했습니다."},
		Hint:     Text{EN: "Say where with --store FOLDER or EXILE_STORE.", KO: "--store 폴더나 EXILE_STORE로 위치를 알려 주세요."},
	}
	NoSQLite = Trouble{
		Sentence: Text{EN: "This exile was built without SQLite.", KO: "이 exile에는 SQLite가 들어 있지 않습니다."},
		Hint:     Text{EN: "Build it with CGO_ENABLED=1 and a C compiler.", KO: "C 컴파일러를 두고 CGO_ENABLED=1로 다시 만들어 주세요."},
	}
)
