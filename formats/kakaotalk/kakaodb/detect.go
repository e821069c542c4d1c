package kakaodb

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"exile/formats"
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
)

const (
	sqliteMagic = "SQLite format 3\x00"
	headSize    = 64 << 10
	maxHeads    = 500 // files looked into
)

// file is a database of the input.
type file struct {
	root  int
	name  string
	role  role
	named bool // as the app names it
	seen  bool // its tables stand in its first pages
}

// place is where files lie that belong together: a folder, or the files that were
// given one by one.
type place struct {
	root int // -1: files given one by one
	dir  string
}

func (f file) place(in formats.Input) place {
	if in.Roots[f.root].Kind == formats.RootFile {
		return place{-1, "."}
	}
	return place{f.root, path.Dir(f.name)}
}

var (
	macName     = regexp.MustCompile(`^[0-9a-f]{78}(\.db)?$`)
	windowsName = regexp.MustCompile(`^chatLogs_-?[0-9]+\.edb$`)
)

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
	left := maxHeads
	for i, root := range in.Roots {
		if root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if left == 0 {
				return all
			}
			if !candidate(root, e.Name) {
				continue
			}
			left--
			if f := look(root, e.Name); f.role != none {
				f.root = i
				all = append(all, f)
			}
		}
	}
	return all
}

// candidate reports whether a name is worth a look into the file.
func candidate(root formats.Root, name string) bool {
	base := path.Base(name)
	switch strings.ToLower(path.Ext(base)) {
	case ".db", ".db3", ".sqlite", ".sqlite3", ".edb":
		return true
	}
	return macName.MatchString(base) || root.Kind == formats.RootFile && name == root.Name
}

// look finds out what a file is by its name and its first pages.
func look(root formats.Root, name string) file {
	f := file{name: name}
	base := path.Base(name)
	head, err := root.Head(name, headSize)
	if err != nil || len(head) < 100 {
		return f // whoever reads it meets the error
	}
	if string(head[:len(sqliteMagic)]) != sqliteMagic {
		switch {
		case windowsName.MatchString(base):
			f.role, f.named = windowsLocked, true
		case macName.MatchString(base):
			f.role, f.named = macLocked, true
		}
		return f
	}
	log, err := root.Head(name+"-wal", headSize)
	if err != nil {
		log = nil // most have none; all of a young database lies in it
	}
	for _, t := range tables {
		if hasTables(head, t.words) || hasTables(log, t.words) {
			f.role, f.seen = t.role, true
			break
		}
	}
	byName := roleOfName(base)
	f.named = byName != none && (byName == f.role || f.role == none)
	if f.role == none {
		f.role = byName
	}
	return f
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
		if !hasTable(page, name, words) {
			return false
		}
	}
	return len(page) > 0
}

func hasTable(page []byte, name string, words []string) bool {
	const create = "CREATE TABLE "
	for {
		_, after, ok := bytes.Cut(page, []byte(create))
		if !ok {
			return false
		}
		page = after
		text := after[:min(len(after), 8<<10)]
		if end := bytes.Index(text, []byte(create)); end >= 0 {
			text = text[:end]
		}
		bare := bytes.TrimLeft(text, "\"'`[")
		rest, ok := bytes.CutPrefix(bare, []byte(name))
		if !ok || len(rest) == 0 || !strings.ContainsRune("\"'`] (\n\t", rune(rest[0])) {
			continue
		}
		all := true
		for _, w := range words {
			all = all && bytes.Contains(rest, []byte(w))
		}
		if all {
			return true
		}
	}
}

// Detect looks for databases by their names, and by the statements that made
// their tables, which stand in the first pages or in the log.
func (reader) Detect(in formats.Input) formats.Match {
	m := formats.Match{}
	for _, f := range find(in) {
		score, why := formats.Likely, whyNamed
		switch {
		case f.role == macLocked || f.role == windowsLocked:
			why = whyLocked
		case f.role == androidPeople || f.role == iosRooms: // nothing by themselves
			why = whyPeople
			if !f.named && !f.seen {
				score = formats.Maybe
			}
		case f.seen:
			score, why = formats.Certain, whySeen
		}
		if score > m.Score {
			m.Score = score
			m.Why = formats.Text{EN: path.Base(f.name) + " " + why.EN, KO: path.Base(f.name) + why.KO}
		}
		for _, side := range []string{"", "-journal", "-shm", "-wal"} {
			if in.Roots[f.root].Has(f.name + side) {
				m.Files = append(m.Files, formats.Claim{Root: f.root, Name: f.name + side})
			}
		}
	}
	return m
}

//nolint:gochecknoglobals // sentences
var (
	whySeen   = formats.Text{EN: "is a SQLite database with KakaoTalk's tables", KO: "에 카카오톡의 표가 있습니다"}
	whyNamed  = formats.Text{EN: "is a SQLite database with the name of KakaoTalk's", KO: "의 이름이 카카오톡 데이터베이스와 같습니다"}
	whyPeople = formats.Text{EN: "is KakaoTalk's database of people or rooms", KO: "은(는) 카카오톡의 친구·채팅방 데이터베이스입니다"}
	whyLocked = formats.Text{EN: "has the name of an encrypted KakaoTalk database", KO: "은(는) 암호화된 카카오톡 데이터베이스의 이름입니다"}
)
