package kakaodb

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"exile/formats"
	"exile/formats/appdb"
)

// role is what a file is to KakaoTalk.
type role int

const (
	none          role = iota
	androidChats       // KakaoTalk.db
	androidPeople      // KakaoTalk2.db
	iosMessages        // Message.sqlite
	iosRooms           // Talk.sqlite
	macAll             // the Mac's, decrypted
	macLocked          // the Mac's, as it lies there
	windowsLocked      // chatLogs_….edb
	damaged            // one of them whose header is none
)

// file is a database of the input.
type file struct {
	root  int
	name  string
	role  role
	named bool // as the app names it
	seen  bool // its tables stand in its first pages
	empty bool // there are no tables, and no log that could hold them
}

// readable reports whether messages may be read in the file, as far as can be seen
// from outside.
func (f file) readable() bool { return layoutOf(f.role) != nil && !f.empty }

func (f file) place(in formats.Input) appdb.Place { return appdb.PlaceOf(in, f.root, f.name) }

var macName = regexp.MustCompile(`^[0-9a-f]{78}(\.db)?$`)

// isWindows reports whether a file is a room of Windows by its name, or by where it
// lies. A browser that had one already calls the next "chatLogs_123 (1).edb".
func isWindows(root formats.Root, name string) bool {
	name = strings.ToLower(name)
	base := path.Base(name)
	if path.Ext(base) != ".edb" {
		return false
	}
	if strings.HasPrefix(base, "chatlogs_") {
		return true
	}
	dirs := strings.Split(path.Dir(name), "/")
	if root.Kind != formats.RootFile {
		dirs = append(dirs, strings.ToLower(root.Name))
	}
	return slices.Contains(dirs, app)
}

// tables tell a role: each must be there, and its statement name all words.
//
//nolint:gochecknoglobals // a constant
var tables = []struct {
	role  role
	words map[string][]string
}{
	{androidChats, map[string][]string{"chat_logs": {"chat_id", "user_id", "message"}}},
	{androidPeople, map[string][]string{"friends": {"enc", "name"}}},
	{iosMessages, map[string][]string{"Message": {"chatId", "serverLogId", "sentAt"}}},
	{iosRooms, map[string][]string{"ZCHAT": {"ZID"}, "ZUSER": {"ZID"}}},
	{macAll, map[string][]string{"NTChatMessage": {"logId", "chatId"}}},
}

// find lists the databases of an input.
func find(in formats.Input) []file {
	var all []file
	for i, name := range appdb.Files(in, candidate) {
		if f := look(in.Roots[i], name); f.role != none {
			f.root = i
			all = append(all, f)
		}
	}
	return all
}

// candidate reports whether a name is worth a look into the file.
func candidate(root formats.Root, name string) bool {
	return appdb.Worth(root, name) || macName.MatchString(path.Base(name))
}

// look finds out what a file is by its name and its first pages.
func look(root formats.Root, name string) file {
	f := file{name: name}
	base := path.Base(name)
	pages, err := appdb.Look(root, name)
	if err != nil {
		return f // whoever reads it meets the error
	}
	byName := roleOfName(base)
	if !pages.Database() {
		switch {
		case isWindows(root, name):
			f.role, f.named = windowsLocked, true
		case macName.MatchString(base):
			f.role, f.named = macLocked, true
		case byName != none:
			f.role, f.named = damaged, true
		case roleOfTables(pages.Head) != none:
			f.role = damaged
		}
		return f
	}
	if f.role = roleOfTables(pages.Head); f.role == none {
		f.role = roleOfTables(pages.Log)
	}
	f.seen = f.role != none
	f.named = byName != none && (byName == f.role || f.role == none)
	if f.role == none {
		f.role = byName
		f.empty = f.role != none && pages.Empty()
	}
	return f
}

// roleOfTables finds out what a file is by the statements in some of its pages.
func roleOfTables(page []byte) role {
	for _, t := range tables {
		if hasTables(page, t.words) {
			return t.role
		}
	}
	return none
}

func roleOfName(base string) role {
	switch {
	case base == "KakaoTalk.db":
		return androidChats
	case base == "KakaoTalk2.db":
		return androidPeople
	case macName.MatchString(base):
		return macAll
	}
	return none // Message.sqlite and Talk.sqlite may be anybody's
}

// hasTables looks for statements that make tables, which SQLite keeps as texts.
func hasTables(page []byte, want map[string][]string) bool {
	for name, words := range want {
		if !appdb.Makes(page, name, words...) {
			return false
		}
	}
	return true
}

// Detect looks for databases by their names, and by the statements that made their
// tables, which stand in the first pages or in the log.
func (reader) Detect(in formats.Input) formats.Match {
	return appdb.Match(in, findings(find(in)))
}

func findings(files []file) []appdb.Finding {
	all := make([]appdb.Finding, len(files))
	for i, f := range files {
		all[i] = appdb.Finding{Root: f.root, Name: f.name, Readable: f.readable()}
		all[i].Score, all[i].Why, all[i].Need = f.match()
		switch {
		case layoutOf(f.role) != nil:
			all[i].Wrong = appdb.NoMessages
		case f.role == damaged:
			all[i].Wrong = appdb.NoDatabase
		}
	}
	return all
}

// match says how sure a file's role is and why, and what is needed to read it.
func (f file) match() (score formats.Score, why formats.Text, need string) {
	switch {
	case f.role == macLocked || f.role == windowsLocked:
		return formats.Likely, whyLocked, "the key of the app"
	case f.role == androidPeople || f.role == iosRooms: // nothing by themselves
		if !f.named && !f.seen {
			return formats.Maybe, whyPeople, "the database of messages"
		}
		return formats.Likely, whyPeople, "the database of messages"
	case f.role == damaged || f.empty:
		return formats.Likely, whyDamaged, "a whole copy with its log"
	case f.seen:
		return formats.Certain, whySeen, ""
	}
	return formats.Likely, whyNamed, ""
}

//nolint:gochecknoglobals // sentences
var (
	whySeen    = formats.Text{EN: "is a SQLite database with KakaoTalk's tables", KO: "에 카카오톡의 표가 있습니다"}
	whyNamed   = formats.Text{EN: "is a SQLite database with the name of KakaoTalk's", KO: "의 이름이 카카오톡 데이터베이스와 같습니다"}
	whyPeople  = formats.Text{EN: "is KakaoTalk's database of people or rooms", KO: "은(는) 카카오톡의 친구·채팅방 데이터베이스입니다"}
	whyDamaged = formats.Text{EN: "looks like a database of KakaoTalk that is empty or damaged", KO: "은(는) 비어 있거나 손상된 카카오톡 데이터베이스로 보입니다"}
	whyLocked  = formats.Text{EN: "has the name of an encrypted KakaoTalk database", KO: "은(는) 암호화된 카카오톡 데이터베이스의 이름입니다"}
)
