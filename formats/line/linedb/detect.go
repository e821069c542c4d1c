package linedb

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"exile/formats"
)

// role is what a file is to LINE.
type role int

const (
	none            role = iota
	androidMessages      // naver_line, naver_line_backup.db
	iosMessages          // Line.sqlite
	iosGroups            // UnifiedGroup.sqlite
	iosReactions         // MessageExt.sqlite
	iosFiles             // MessageAttachmentInfo.sqlite, which is not read
	locked               // LINE for computers, encrypted
	damaged              // one of them whose header is none
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
	seen  bool // its tables stand in its first pages
	empty bool // there are no tables, and no log that could hold them
}

// readable reports whether messages may be read in the file, as far as can be seen
// from outside.
func (f file) readable() bool { return layoutOf(f.role) != nil && !f.empty }

// folder is where files lie that belong together: a folder, or the files that were
// given one by one.
type folder struct {
	root int // -1: files given one by one
	dir  string
}

func placeOf(in formats.Input, root int, name string) folder {
	if in.Roots[root].Kind == formats.RootFile {
		return folder{-1, "."}
	}
	return folder{root, path.Dir(name)}
}

func (f file) place(in formats.Input) folder { return placeOf(in, f.root, f.name) }

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
	return roleOfName(base) != none || root.Kind == formats.RootFile && name == root.Name
}

// look finds out what a file is by its name and its first pages.
func look(root formats.Root, name string) file {
	f := file{name: name}
	head, err := root.Head(name, headSize)
	if err != nil {
		return f // whoever reads it meets the error
	}
	byName := roleOfName(path.Base(name))
	if !isSQLite(head) {
		switch {
		case isComputers(root, name):
			f.role = locked
		case layoutOf(byName) != nil, layoutOf(roleOfTables(head)) != nil:
			f.role = damaged
		}
		return f
	}
	log, err := root.Head(name+"-wal", headSize)
	if err != nil {
		log = nil // most have none; all of a young database lies in it
	}
	if f.role = roleOfTables(head); f.role == none {
		f.role = roleOfTables(log)
	}
	f.seen = f.role != none
	if f.role == none {
		f.role = byName
		f.empty = f.role != none && len(log) <= logHeader && noTables(head)
	}
	return f
}

// isComputers reports whether a file is one of LINE for Windows or Mac by where it
// lies: LINE/Data/db/….edb.
func isComputers(root formats.Root, name string) bool {
	if strings.ToLower(path.Ext(name)) != ".edb" {
		return false
	}
	dir := strings.ToLower(path.Dir(name))
	if root.Kind != formats.RootFile {
		dir = strings.ToLower(root.Name) + "/" + dir
	}
	dirs := strings.Split(path.Clean(dir), "/")
	return slices.Contains(dirs, app) || len(dirs) > 1 && slices.Equal(dirs[len(dirs)-2:], []string{"data", "db"})
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

// roleOfTables finds out what a file is by the statements in some of its pages: one
// that makes a table of that name, with these columns.
func roleOfTables(page []byte) role {
	switch {
	case hasTable(page, "chat_history", "server_id", "chat_id", "from_mid"):
		return androidMessages
	case hasTable(page, "ZMESSAGE", "ZCHAT", "ZCONTENTTYPE", "ZTIMESTAMP") && hasTable(page, "ZCHAT", "ZMID"),
		hasTable(page, "ZMESSAGE", "ZCHAT", "ZCONTENTTYPE", "ZCONTENTMETADATA"):
		return iosMessages
	case hasTable(page, "ZUNIFIEDGROUP", "ZID", "ZNAME"):
		return iosGroups
	case hasTable(page, "ZMESSAGEREACTION", "ZREACTORMID"):
		return iosReactions
	}
	return none
}

func roleOfName(base string) role {
	switch {
	case base == "naver_line", base == "naver_line.db", strings.HasPrefix(base, "naver_line_backup") && path.Ext(base) == ".db":
		return androidMessages
	case base == "Line.sqlite":
		return iosMessages
	case base == "UnifiedGroup.sqlite":
		return iosGroups
	case base == "MessageExt.sqlite":
		return iosReactions
	case base == "MessageAttachmentInfo.sqlite":
		return iosFiles
	}
	return none
}

// hasTable looks for a statement that makes a table, which SQLite keeps as text.
func hasTable(page []byte, name string, columns ...string) bool {
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
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(text, "\"'`["), []byte(name))
		if !ok || len(rest) == 0 || !strings.ContainsRune("\"'`] (\n\t", rune(rest[0])) {
			continue
		}
		if !slices.ContainsFunc(columns, func(c string) bool { return !bytes.Contains(rest, []byte(c)) }) {
			return true
		}
	}
}

// Detect looks for databases by their names, and by the statements that made their
// tables, which stand in the first pages or in the log. Where none of them can be
// read, the match has Needs: it is there so that Read can explain, and whoever finds
// an export in the input goes first.
func (reader) Detect(in formats.Input) formats.Match {
	m := formats.Match{}
	needs := ""
	backups := map[folder]bool{}
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
		if f.role == androidMessages {
			backups[f.place(in)] = true
		}
	}
	if needs != "" && needs != "-" {
		m.Needs = []string{needs}
	}
	m.Files = append(m.Files, lists(in, backups)...)
	return m
}

// lists claims the lists of contacts beside databases of Android.
func lists(in formats.Input, beside map[folder]bool) []formats.Claim {
	var all []formats.Claim
	for i, root := range in.Roots {
		if len(beside) == 0 || root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if isContacts(e.Name) && beside[placeOf(in, i, e.Name)] {
				all = append(all, formats.Claim{Root: i, Name: e.Name})
			}
		}
	}
	return all
}

// match says how sure a file's role is and why, and what is needed to read it.
func (f file) match() (score formats.Score, why formats.Text, need string) {
	switch {
	case f.role == locked:
		return formats.Likely, whyLocked, "the key of the app"
	case f.role == iosGroups, f.role == iosReactions, f.role == iosFiles: // nothing by themselves
		if !f.seen {
			return formats.Maybe, whySide, "the database of messages"
		}
		return formats.Likely, whySide, "the database of messages"
	case f.role == damaged || f.empty:
		return formats.Likely, whyDamaged, "a whole copy with its log"
	case f.seen:
		return formats.Certain, whySeen, ""
	}
	return formats.Likely, whyNamed, ""
}
