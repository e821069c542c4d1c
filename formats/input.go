package formats

import (
	"io"
	"io/fs"
	"slices"
	"strings"
)

// Input is what a person handed over: one or several files, folders or zips
// that belong together (the parts of one export, several zips of one download,
// a database with its -wal and media).
type Input struct {
	Roots []Root
}

// Root is one file, folder or zip of an input.
type Root struct {
	Name  string   // the last element of the path as given: "KakaoTalk_Chats_2026-02-08.zip"; "-" for standard input
	Kind  RootKind // what it is on the disk
	FS    fs.FS    // a bare file is the only file of its FS, under Name
	Files []Entry  // every regular file, sorted by name
}

// RootKind says what a root is on the disk.
type RootKind string

// The kinds of roots.
const (
	RootFile   RootKind = "file"
	RootFolder RootKind = "folder"
	RootZip    RootKind = "zip"

	// RootMedia is a folder of files that the person gave beside an export which
	// has none: a reader may match its files to messages, and reads no texts in it.
	RootMedia RootKind = "media"
)

// Entry is a file of a root. Name is a slash-separated path within the root.
type Entry struct {
	Name string
	Size int64
}

// Has reports whether the root holds a file of exactly that name.
func (r Root) Has(name string) bool {
	_, ok := r.Entry(name)
	return ok
}

// Entry returns the file of exactly that name.
func (r Root) Entry(name string) (Entry, bool) {
	i, ok := slices.BinarySearchFunc(r.Files, name, func(e Entry, n string) int { return strings.Compare(e.Name, n) })
	if !ok {
		return Entry{}, false
	}
	return r.Files[i], true
}

// Head returns the first n bytes of a file, fewer where it is shorter. They are
// raw: decoding first would destroy the evidence of the encoding.
func (r Root) Head(name string, n int) ([]byte, error) {
	f, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	buf := make([]byte, n)
	k, err := io.ReadFull(f, buf)
	if err == io.EOF || err == io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull returns these bare
		err = nil
	}
	return buf[:k], err
}

// NewRoot lists the regular files of a file system, without following links.
func NewRoot(name string, kind RootKind, fsys fs.FS) (Root, error) {
	r := Root{Name: name, Kind: kind, FS: fsys}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		r.Files = append(r.Files, Entry{Name: p, Size: info.Size()})
		return nil
	})
	slices.SortFunc(r.Files, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return r, err
}
