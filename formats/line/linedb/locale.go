package linedb

import (
	"strings"

	"exile/export"
)

// happening is what an event's key tells.
type happening struct {
	kind  export.NoticeKind
	words string // of the English app: {who} did it, {whom} to these, {what} it is called
	short string // where nobody is told who did it
	alone bool   // people do it themselves
	whole bool   // who is named first did it, even if nobody else is
}

// say is the sentence that the English app writes.
func (e happening) say(who, whom, what string) string {
	words := e.words
	switch {
	case e.alone && who == "":
		who = whom
	case who == "" && e.short != "":
		words = e.short
	}
	if who == "" {
		who = "Unknown" // as the app calls those who are gone
	}
	if whom == "" {
		whom = "Unknown"
	}
	s := strings.NewReplacer("{who}", who, "{whom}", whom, "{what}", what).Replace(words)
	return strings.TrimSuffix(s, " to ") // a new name that is not told
}

// eventOf reads a LOC_KEY. Rooms of the old kind have keys in A_ and groups in C_.
func eventOf(key string) (happening, bool) {
	e, ok := happenings[key]
	return e, ok
}

var (
	added    = happening{kind: export.NoticeInvite, words: "{who} added {whom} to the group", short: "{whom} joined the group"}
	invited  = happening{kind: export.NoticeInvite, words: "{who} invited {whom} to the group", short: "{whom} was invited to the group"}
	joined   = happening{kind: export.NoticeJoin, words: "{who} joined the group", alone: true}
	left     = happening{kind: export.NoticeLeave, words: "{who} left the group", alone: true}
	removed  = happening{kind: export.NoticeRemove, words: "{who} removed {whom} from the group", short: "{whom} was removed from the group"}
	declined = happening{kind: export.NoticeOther, words: "{who} declined the invitation", alone: true}
	notified = happening{kind: export.NoticeOther, words: "{who} made an announcement", whole: true}
	renamed  = happening{kind: export.NoticeTitle, words: "{who} changed the group name to {what}", whole: true}
	pictured = happening{kind: export.NoticeSetting, words: "{who} changed the group picture", whole: true}

	happenings = map[string]happening{
		"A_MC": added, "C_MI": invited, "C_GI": invited, "A_MI": invited, "C_MJ": joined, "A_MJ": joined, "C_ML": left,
		"A_ML": left, "C_MR": removed, "A_MR": removed, "C_IC": declined, "A_IC": declined, "C_MA": notified, "C_PN": renamed,
		"C_PI": pictured,
	}
)

// Sentences about files.
var (
	whySeen    = both("is a SQLite database with LINE's tables", "에 라인의 표가 있습니다")
	whyNamed   = both("is a SQLite database with the name of LINE's", "의 이름이 라인 데이터베이스와 같습니다")
	whySide    = both("is one of LINE's databases without messages", "은(는) 대화가 없는 라인 데이터베이스입니다")
	whyDamaged = both("looks like a database of LINE that is empty or damaged", "은(는) 비어 있거나 손상된 라인 데이터베이스로 보입니다")
	whyLocked  = both("lies where LINE for computers keeps its encrypted databases", "은(는) PC용 라인이 암호화한 데이터베이스를 두는 곳에 있습니다")

	whatLocked = both(
		"“{name}” is a database of LINE for Windows or Mac, encrypted by the app. exile does not open it: the key comes from the running app and LINE's servers.",
		"‘{name}’ 파일은 윈도우·맥용 라인이 암호화해 둔 데이터베이스입니다. 키가 실행 중인 앱과 라인 서버에서 나오므로 exile은 열지 않습니다.",
	)
	hintExport = both(
		"Save each chat as text in the app instead, and give those files: on a computer in the menu of the chat (“Save chat”), on a phone in the chat's settings (“Export chat history”). The databases of a phone can be read, too.",
		"대신 앱에서 대화마다 텍스트로 저장해 그 파일을 지정해 주세요. 컴퓨터에서는 대화방 메뉴에, 휴대폰에서는 대화방 설정에 있습니다. 휴대폰에 있는 데이터베이스도 읽을 수 있습니다.",
	)
	whatDamaged = both(
		"“{name}” has the name or the tables of one of LINE's databases, but its beginning is not that of a SQLite database: it is damaged, empty or encrypted.",
		"‘{name}’ 파일은 이름이나 내용으로 보아 라인 데이터베이스이지만, 첫머리가 SQLite 데이터베이스의 형식이 아닙니다. 손상되었거나 비어 있거나 암호화된 파일입니다.",
	)
	hintCopy = both(
		"Close LINE and copy the file again, with the files ending in -wal and -shm beside it, or export each chat as text in its settings (“Export chat history”) and give those files.",
		"라인을 끝낸 뒤 이름이 -wal과 -shm으로 끝나는 파일까지 함께 다시 복사해 주세요. 아니면 대화방 설정에서 대화를 텍스트로 내보내 그 파일을 지정하셔도 됩니다.",
	)
	whatEmpty = both(
		"“{name}” has no table of LINE's messages.",
		"‘{name}’ 파일에는 라인 대화가 담긴 표가 없습니다.",
	)
	hintLog = both(
		"All of it may still be in the file “{name}-wal”, in the same folder of the phone. Copy both again, with the app closed, and give them together.",
		"내용이 모두 휴대폰의 같은 폴더에 있는 ‘{name}-wal’ 파일에 들어 있을 수 있습니다. 앱을 끝낸 뒤 두 파일을 다시 복사해 함께 지정해 주세요.",
	)
	whatSide = both(
		"“{name}” holds names of groups, reactions or files of LINE, and no messages.",
		"‘{name}’ 파일에는 라인의 그룹 이름이나 리액션, 파일 정보만 있고 대화는 없습니다.",
	)
	hintSide = both(
		"The messages are in Line.sqlite, in the same folder of the backup: give the whole folder, with the files ending in -wal.",
		"대화는 백업의 같은 폴더에 있는 Line.sqlite에 있습니다. 폴더째로 지정해 주세요. 이름이 -wal로 끝나는 파일도 있어야 합니다.",
	)
)
