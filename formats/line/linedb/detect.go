package linedb

import (
	"path"
	"slices"
	"strings"

	"exile/formats"
	"exile/formats/appdb"
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

func (f file) place(in formats.Input) appdb.Place { return appdb.PlaceOf(in, f.root, f.name) }

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
	return appdb.Worth(root, name) || roleOfName(path.Base(name)) != none
}

// look finds out what a file is by its name and its first pages.
func look(root formats.Root, name string) file {
	f := file{name: name}
	pages, err := appdb.Look(root, name)
	if err != nil {
		return f // whoever reads it meets the error
	}
	byName := roleOfName(path.Base(name))
	if !pages.Database() {
		switch {
		case isComputers(root, name):
			f.role = locked
		case layoutOf(byName) != nil, layoutOf(roleOfTables(pages.Head)) != nil:
			f.role = damaged
		}
		return f
	}
	if f.role = roleOfTables(pages.Head); f.role == none {
		f.role = roleOfTables(pages.Log)
	}
	f.seen = f.role != none
	if f.role == none {
		f.role = byName
		f.empty = f.role != none && pages.Empty()
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

// roleOfTables finds out what a file is by the statements in some of its pages: one
// that makes a table of that name, with these columns.
func roleOfTables(page []byte) role {
	switch {
	case appdb.Makes(page, "chat_history", "server_id", "chat_id", "from_mid"):
		return androidMessages
	case appdb.Makes(page, "ZMESSAGE", "ZCHAT", "ZCONTENTTYPE", "ZTIMESTAMP") && appdb.Makes(page, "ZCHAT", "ZMID"),
		appdb.Makes(page, "ZMESSAGE", "ZCHAT", "ZCONTENTTYPE", "ZCONTENTMETADATA"):
		return iosMessages
	case appdb.Makes(page, "ZUNIFIEDGROUP", "ZID", "ZNAME"):
		return iosGroups
	case appdb.Makes(page, "ZMESSAGEREACTION", "ZREACTORMID"):
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

// Detect looks for databases by their names, and by the statements that made their
// tables, which stand in the first pages or in the log.
func (reader) Detect(in formats.Input) formats.Match {
	files := find(in)
	backups := map[appdb.Place]bool{}
	for _, f := range files {
		if f.role == androidMessages {
			backups[f.place(in)] = true
		}
	}
	m := appdb.Match(in, findings(files))
	m.Files = append(m.Files, lists(in, backups)...)
	return m
}

// lists claims the lists of contacts beside databases of Android.
func lists(in formats.Input, beside map[appdb.Place]bool) []formats.Claim {
	var all []formats.Claim
	for i, root := range in.Roots {
		if len(beside) == 0 || root.Kind == formats.RootMedia {
			continue
		}
		for _, e := range root.Files {
			if isContacts(e.Name) && beside[appdb.PlaceOf(in, i, e.Name)] {
				all = append(all, formats.Claim{Root: i, Name: e.Name})
			}
		}
	}
	return all
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
