package appdb

import (
	"bytes"
	"iter"
	"path"
	"slices"
	"strings"

	"exile/formats"
)

// How much is read to find out what is what.
const (
	HeadSize = 64 << 10 // bytes of a file
	MaxHeads = 500      // files of an input
)

const (
	magic     = "SQLite format 3\x00"
	header    = 100 // bytes
	logHeader = 32  // bytes; a log of no more holds nothing
	statement = 8 << 10
)

// Files yields the files of an input that are worth a look, MaxHeads at the most: the
// number of the root, and the name. Files that were given beside an export are not.
func Files(in formats.Input, worth func(root formats.Root, name string) bool) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		left := MaxHeads
		for i, root := range in.Roots {
			if root.Kind == formats.RootMedia {
				continue
			}
			for _, e := range root.Files {
				if left == 0 {
					return
				}
				if !worth(root, e.Name) {
					continue
				}
				if left--; !yield(i, e.Name) {
					return
				}
			}
		}
	}
}

// Worth reports whether a file may be a database by its name: it has such an
// extension, or somebody gave it by itself.
func Worth(root formats.Root, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".db", ".db3", ".sqlite", ".sqlite3", ".edb":
		return true
	}
	return root.Kind == formats.RootFile && name == root.Name
}

// Sides are the names of a database and of all that SQLite may keep beside it.
func Sides(name string) []string {
	return []string{name, name + "-journal", name + "-shm", name + "-wal"}
}

// Place is where files lie that belong together: a folder, or the files that were
// given one by one.
type Place struct {
	Root int // -1: files given one by one
	Dir  string
}

// PlaceOf returns the place of a file.
func PlaceOf(in formats.Input, root int, name string) Place {
	if in.Roots[root].Kind == formats.RootFile {
		return Place{-1, "."}
	}
	return Place{root, path.Dir(name)}
}

// Pages are the first pages of a file.
type Pages struct {
	Head []byte
	Log  []byte // of the log beside a database: all of a young one lies in it
}

// Look reads the first pages of a file. Most have no log, and none that can be read is
// as good as none.
func Look(root formats.Root, name string) (Pages, error) {
	head, err := root.Head(name, HeadSize)
	p := Pages{Head: head}
	if err != nil || !p.Database() {
		return p, err
	}
	if log, err := root.Head(name+"-wal", HeadSize); err == nil {
		p.Log = log
	}
	return p, nil
}

// Database reports whether a file begins as a database does that SQLite opens
// (sqlite.org/fileformat2.html, section 1.3).
func (p Pages) Database() bool {
	head := p.Head
	if len(head) < header || string(head[:len(magic)]) != magic {
		return false
	}
	size := int(head[16])<<8 | int(head[17])
	fractions := string(head[21:24]) == "\x40\x20\x20"
	return (size == 1 || size >= 512 && size&(size-1) == 0) && fractions
}

// Empty reports whether a database has no tables, and no log that could hold them: the
// list of tables, whose first page is the file's, is a leaf without cells.
func (p Pages) Empty() bool {
	if len(p.Log) > logHeader || len(p.Head) < header+8 {
		return false
	}
	page := p.Head[header:]
	return page[0] == 0x0d && page[3] == 0 && page[4] == 0
}

// Makes reports whether a statement that makes a table of some name, and that has some
// words, which may be columns, is in a page. SQLite keeps such statements as text.
func Makes(page []byte, table string, words ...string) bool {
	const create = "CREATE TABLE "
	for {
		_, after, ok := bytes.Cut(page, []byte(create))
		if !ok {
			return false
		}
		page = after
		text := after[:min(len(after), statement)]
		if end := bytes.Index(text, []byte(create)); end >= 0 {
			text = text[:end]
		}
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(text, "\"'`["), []byte(table))
		if !ok || len(rest) == 0 || !strings.ContainsRune("\"'`] (\n\t", rune(rest[0])) {
			continue
		}
		if !slices.ContainsFunc(words, func(w string) bool { return !bytes.Contains(rest, []byte(w)) }) {
			return true
		}
	}
}
