package line

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// media are the files that messages may name: those that the person gave beside the
// input, and those that lie beside a text, where somebody has put them.
type media struct {
	given  *folder
	beside map[folderKey]*folder
}

// folderKey names the folder of a text. Root is -1 for texts that are bare files,
// which share what was given as bare files.
type folderKey struct {
	root int
	dir  string
}

// folder is the files of one folder by their names, and by their names in whatever
// letters, of several of one name the first.
type folder struct{ exact, folded map[string]lying }

// lying is where a file lies.
type lying struct {
	root int
	path string
	size int64
}

func newMedia(in formats.Input, texts []text) *media {
	m := &media{newFolder(), map[folderKey]*folder{}}
	taken := make(map[formats.Claim]bool, len(texts))
	for i := range texts {
		t := &texts[i]
		taken[formats.Claim{Root: t.root, Name: t.name}] = true
		m.beside[folderOf(in, t.root, t.name)] = newFolder()
	}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			f := m.beside[folderOf(in, i, e.Name)]
			if root.Kind == formats.RootMedia {
				f = m.given
			}
			if f != nil && !taken[formats.Claim{Root: i, Name: e.Name}] {
				f.add(i, e)
			}
		}
	}
	return m
}

func newFolder() *folder { return &folder{map[string]lying{}, map[string]lying{}} }

func folderOf(in formats.Input, root int, name string) folderKey {
	if in.Roots[root].Kind == formats.RootFile {
		return folderKey{root: -1}
	}
	return folderKey{root, path.Dir(name)}
}

func (f *folder) add(root int, e formats.Entry) {
	name := norm.NFC.String(path.Base(e.Name)) // a Mac decomposes them
	at := lying{root, e.Name, e.Size}
	if f.exact[name].path == "" {
		f.exact[name] = at
	}
	if name = strings.ToLower(name); f.folded[name].path == "" {
		f.folded[name] = at
	}
}

// find looks for a file that a message of a text names.
func (m *media) find(in formats.Input, t *text, f *export.File) {
	name := norm.NFC.String(f.Name)
	for _, l := range [...]*folder{m.beside[folderOf(in, t.root, t.name)], m.given} {
		at, there := l.exact[name]
		if !there {
			at, there = l.folded[strings.ToLower(name)]
		}
		if there {
			f.State, f.Root, f.Path, f.Size = export.FilePresent, at.root, at.path, at.size
			return
		}
	}
}
