package lang

// HelpMergeStores is the help page of merge-stores.
var HelpMergeStores = Help{
	Use:   Text{EN: "OUT STORE…", KO: "출력 보관소…"},
	Short: Text{EN: "Join whole stores, sealed or not, into a new one", KO: "여러 보관소를 합쳐 새 보관소를 만듭니다"},
	Long: Text{
		EN: `Make a new store OUT of all that several stores hold, in folders or sealed, as
if all that was ever added to them had been added to one: originals, photos and
files, what you call people and who is who, chats that you merged, and what was
forgotten. What was forgotten in one of them does not come back out of another,
if it is of the same input. The stores stay as they are. With --seal OUT is a
sealed archive; -r, -R, -p and --new-key say who can open it. So what
` + "`exile add --drop`" + ` sealed elsewhere comes home.`,
		KO: `폴더나 봉인 파일로 된 여러 보관소를 합쳐 새 보관소를 만듭니다. 거기에 담았던
것을 모두 한 곳에 담은 것과 같습니다. 원본과 사진, 파일, 사람을 부르는 이름과
같은 사람이라는 표시, 합친 대화, 지웠다는 기록까지 이어집니다. 한 보관소에서
지운 것은, 같은 파일을 담았던 다른 보관소에서 다시 들어오지 않습니다. 원래
보관소는 그대로 둡니다. --seal을 붙이면 봉인 파일로 만들고, 여는 키는 -r, -R,
-p, --new-key로 정합니다. 다른 컴퓨터에서 ` + "`exile add --drop`" + `으로 봉인한 것도
이렇게 합칩니다.`,
	},
}

// What merge-stores says.
var (
	FlagStoresSeal = Text{EN: "make OUT a sealed archive", KO: "출력을 봉인 파일로 만듭니다"}
	NeedsStores    = Text{EN: "Say the new store, then those that are to be joined.", KO: "새로 만들 보관소와, 합칠 보관소들을 차례로 적어 주세요."}
	StoreTwice     = Text{EN: "“{name}” was named twice.", KO: "‘{name}’{name|을|를} 두 번 적으셨습니다."}

	StoreKnown     = Text{EN: "Skipped: {input} of {name}, since the same bytes are there already", KO: "건너뜀: {name}의 {input}. 같은 내용이 이미 있습니다"}
	StoreForgotten = Text{EN: "Skipped: {input} of {name}, since something of it was forgotten in another of the stores", KO: "건너뜀: {name}의 {input}. 다른 보관소에서 그 일부나 전부를 지웠습니다"}
	StoreUnited    = Text{EN: "Merged:  “{title}”, as it was in one of the stores", KO: "합침:   ‘{title}’. 한 보관소에서 합쳐 둔 대로입니다"}
	LineStores     = Text{EN: "Kept:    {n} {n|source|sources} of {stores} {stores|store|stores} → {path}", KO: "담음:   보관소 {stores}개에 담았던 것 {n}개 → {path}"}
	StoresMissing  = Text{EN: "{n} {n|file|files} of photos or originals {n|is|are} missing in the stores themselves; `exile verify` names them.", KO: "원래 보관소에 없는 사진이나 원본이 {n}개 있습니다. 무엇인지는 `exile verify`로 볼 수 있습니다."}
)

// Troubles with merge-stores.
var (
	StoresTaken = Trouble{
		Sentence: Exists.Sentence,
		Hint:     Text{EN: "OUT is always new. Choose another name; what it is made of comes behind it.", KO: "출력은 언제나 새로 만듭니다. 다른 이름을 정하고, 합칠 보관소는 그 뒤에 적어 주세요."},
	}
	StoresEmpty = Trouble{
		Sentence: Text{EN: "There is nothing in these stores: none was made.", KO: "이 보관소들에는 아무것도 없어 새로 만들지 않았습니다."},
		Hint:     Text{EN: "`exile sources --store STORE` shows what is in one.", KO: "`exile sources --store 보관소`로 무엇이 들었는지 볼 수 있습니다."},
	}
)
