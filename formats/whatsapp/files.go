package whatsapp

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// media is what lies beside the texts of an input: the app puts the files of a
// chat into the folder of its text.
type media struct {
	folders map[folderKey]*folder
	given   *folder // what the person gave beside the export
}

// folderKey names the folder of a text. Root is -1 for texts that are bare files,
// which share what was given as bare files.
type folderKey struct {
	root int
	dir  string
}

// folder is the files of one folder.
type folder struct {
	files  []*sent
	byName map[string]*sent // by keyOf
}

type sent struct {
	root int
	path string
	size int64
	used bool
}

// library finds the files that the messages of one chat name.
type library struct {
	beside, given *folder
}

// newMedia looks for the files beside texts. Copies of texts are none.
func newMedia(in formats.Input, texts, copies []text) *media {
	m := &media{folders: map[folderKey]*folder{}, given: newFolder()}
	taken := map[formats.Claim]bool{}
	for i := range texts {
		t := &texts[i]
		taken[formats.Claim{Root: t.root, Name: t.name}] = true
		m.folders[keyOfText(in, t)] = newFolder()
	}
	for i := range copies {
		taken[formats.Claim{Root: copies[i].root, Name: copies[i].name}] = true
	}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			if taken[formats.Claim{Root: i, Name: e.Name}] {
				continue
			}
			switch root.Kind {
			case formats.RootMedia:
				m.given.add(i, e)
				continue
			case formats.RootFile:
				if f := m.folders[folderKey{root: -1}]; f != nil && isSent(e.Name) {
					f.add(i, e)
				}
				continue
			case formats.RootFolder, formats.RootZip:
			}
			if f := m.folders[folderKey{i, path.Dir(e.Name)}]; f != nil && (root.Kind == formats.RootZip || !isExport(e.Name)) {
				f.add(i, e)
			}
		}
	}
	return m
}

func newFolder() *folder { return &folder{byName: map[string]*sent{}} }

func keyOfText(in formats.Input, t *text) folderKey {
	if in.Roots[t.root].Kind == formats.RootFile {
		return folderKey{root: -1}
	}
	return folderKey{t.root, path.Dir(t.name)}
}

// isSent reports whether a file that was given beside a text may belong to it:
// other texts and databases are somebody else's.
func isSent(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".csv", ".json", ".html", ".zip", ".db", ".sqlite", ".exile", ".age", "":
		return false
	}
	return true
}

// isExport reports whether a file in a folder of chats is another export, or a
// second copy of one.
func isExport(name string) bool {
	base := path.Base(name)
	return saysWhatsApp(base) && (strings.EqualFold(path.Ext(base), ".txt") || strings.EqualFold(path.Ext(base), ".zip"))
}

// library returns the files that belong to a text.
func (m *media) library(in formats.Input, t *text) *library {
	return &library{m.folders[keyOfText(in, t)], m.given}
}

// add adds a file, of several of one name the first.
func (f *folder) add(root int, e formats.Entry) {
	key := keyOf(path.Base(e.Name))
	if f.byName[key] != nil {
		return
	}
	s := &sent{root: root, path: e.Name, size: e.Size}
	f.byName[key] = s
	f.files = append(f.files, s)
}

// keyOf makes names equal that systems take for the same: a Mac decomposes them.
func keyOf(name string) string { return norm.NFC.String(strings.ToLower(trimName(name))) }

// find returns the file of that name, with its place and its size.
func (l *library) find(name string) (export.File, bool) {
	if l == nil || len(l.beside.files)+len(l.given.files) == 0 {
		return export.File{}, false
	}
	key := keyOf(name)
	s := l.beside.byName[key]
	if s == nil {
		s = l.given.byName[key]
	}
	if s == nil {
		return export.File{}, false
	}
	s.used = true
	return export.File{State: export.FilePresent, Root: s.root, Path: s.path, Size: s.size}, true
}

// claims are the files that messages may name.
func (m *media) claims() []formats.Claim {
	var all []formats.Claim
	for _, s := range m.all() {
		all = append(all, formats.Claim{Root: s.root, Name: s.path})
	}
	return all
}

func (m *media) all() []*sent {
	var all []*sent
	for _, f := range m.folders {
		all = append(all, f.files...)
	}
	all = append(all, m.given.files...)
	slices.SortFunc(all, func(a, b *sent) int {
		if a.root != b.root {
			return a.root - b.root
		}
		return strings.Compare(a.path, b.path)
	})
	return all
}

// left are the problems of files that no message names.
func (m *media) left(in formats.Input) []export.Problem {
	var all []export.Problem
	for _, s := range m.all() {
		if !s.used {
			from := export.Source{Input: in.Roots[s.root].Name, File: s.path}
			all = append(all, export.Problem{Code: export.UnclaimedFile, Name: path.Base(s.path), From: from})
		}
	}
	return all
}
