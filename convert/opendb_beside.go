package convert

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"exile/formats"
)

const sqliteMagic = "SQLite format 3\x00"

var errNoDatabase = errors.New("it is no SQLite database")

// sidecars are the files that belong to a SQLite database, by what follows its
// name: without the log, what was written last is missing.
func sidecars() []string { return []string{"-journal", "-shm", "-wal"} }

// addBeside adds to a bare database what lies beside it and belongs to it. The person
// named the database: if it is a link, its log lies beside the file that it points to,
// where SQLite would look too; and the log may be a link.
func (in *Input) addBeside(path string) {
	r := &in.Roots[len(in.Roots)-1]
	if r.Kind != formats.RootFile || !isSQLite(path) {
		return
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		target = path
	}
	all := besideFS{"": singleFS{name: r.Name, path: path}}
	for _, s := range sidecars() {
		info, err := os.Stat(target + s)
		if err != nil || !info.Mode().IsRegular() || info.Size() == 0 && s != "-wal" {
			continue // an empty log tells that none was forgotten
		}
		all[s] = singleFS{name: r.Name + s, path: target + s}
		r.Files = append(r.Files, formats.Entry{Name: r.Name + s, Size: info.Size()})
	}
	if len(all) > 1 {
		sortEntries(r.Files)
		r.FS = all
	}
}

// besideFS is a bare database and its sidecars, by what follows its name.
type besideFS map[string]singleFS

// Open opens one of them.
func (b besideFS) Open(name string) (fs.File, error) {
	for _, s := range b {
		if s.name == name {
			return s.Open(name)
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// groupDatabases makes one input of bare SQLite databases of one folder: an app
// keeps messages in one and people in another.
func groupDatabases(groups [][]string, isSQLite func(path string) bool) [][]string {
	var out [][]string
	at := map[string]int{} // by folder
	for _, g := range groups {
		if len(g) != 1 || g[0] == Stdin || !isSQLite(g[0]) {
			out = append(out, g)
			continue
		}
		dir := filepath.Dir(g[0])
		if i, ok := at[dir]; ok {
			if !slices.Contains(out[i], g[0]) {
				out[i] = append(slices.Clip(out[i]), g[0])
			}
			continue
		}
		at[dir] = len(out)
		out = append(out, g)
	}
	return out
}

// isSQLite reports whether path is a regular file that begins as a database does.
func isSQLite(path string) bool {
	f, err := openRegular(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // opened for reading
	head := make([]byte, len(sqliteMagic))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == sqliteMagic
}
