package kakaodb

import (
	"bytes"
	"path"
	"regexp"
	"slices"
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
	damaged            // one of them whose header is none
)

const (
	sqliteMagic = "SQLite format 3\x00"
	headSize    = 64 << 10
	maxHeads    = 500 // files looked into
	logHeader   = 32  // bytes; a log of no more holds nothing
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
	if err != nil {
		return f // whoever reads it meets the error
	}
	byName := roleOfName(base)
	if !isSQLite(head) {
		switch {
		case isWindows(root, name):
			f.role, f.named = windowsLocked, true
		case macName.MatchString(base):
			f.role, f.named = macLocked, true
		case byName != none:
			f.role, f.named = damaged, true
		case roleOfTables(head) != none:
			f.role = damaged
		}
		return f
	}
	log, err := root.Head(name+"-wal", headSize)
	if err != nil {
		log = nil // most have none; all of a young database lies in it
	}
	f.role = roleOfTables(head)
	if f.role == none {
		f.role = roleOfTables(log)
	}
	f.seen = f.role != none
	f.named = byName != none && (byName == f.role || f.role == none)
	if f.role == none {
		f.role = byName
		f.empty = f.role != none && len(log) <= logHeader && noTables(head)
	}
	return f
}

// isSQLite reports whether a file begins as a database does that SQLite opens
// (sqlite.org/fileformat2.html, section 1.3).
func isSQLite(head []byte) bool {
	if len(head) < 100 || string(head[:len(sqliteMagic)]) != sqliteMagic {
		return false
	}
	size := int(head[16])<<8 | int(head[17])
	fractions := string(head[21:24]) == "\x40\x20\x20"
	return (size == 1 || size >= 512 && size&(size-1) == 0) && fractions
}

// noTables reports whether the list of tables, whose first page is the file's, has
// none: a leaf without cells.
func noTables(head []byte) bool {
	page := head[100:]
	return len(page) >= 8 && page[0] == 0x0d && page[3] == 0 && page[4] == 0
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
// their tables, which stand in the first pages or in the log. Where none of them
// can be read, the match has Needs: it is there so that Read can explain, and
// whoever finds an export in the input goes first.
func (reader) Detect(in formats.Input) formats.Match {
	m := formats.Match{}
	needs := ""
	for _, f := range find(in) {
		score, why, need := f.match()
		if f.readable() {
			needs = "-"
		} else if needs == "" {
			needs = need
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
	if needs != "" && needs != "-" {
		m.Needs = []string{needs}
	}
	return m
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
