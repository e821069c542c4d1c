package kakaotalk

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// library is the media of an input: what lies in the folders of its texts, and
// what was given beside them.
type library struct {
	beside map[folderKey]*folder
	given  *folder
}

// folderKey names the folder of a text. Root is -1 for texts that are bare files:
// theirs is the top of every folder and zip of the input.
type folderKey struct {
	root int
	dir  string
}

// folder is the media of one folder.
type folder struct {
	files  []*mediaFile
	byName map[string]*mediaFile // by keyOf
	copies bool                  // some are called "name (1).ext"
	stamps bool                  // some have a time for a name
	last   *group                // the last of the texts beside it, which tells what is left over
}

type mediaFile struct {
	root  int
	path  string
	size  int64
	stamp fileStamp
	kind  string // of the messages that it may belong to, see kindOfFile; "" without a stamp
	named bool   // by a text
	rooms int    // in how many it may belong to a message by its time
	used  bool
}

func newLibrary(in formats.Input, groups []group) *library {
	l := &library{beside: map[folderKey]*folder{}, given: newFolder()}
	for i := range groups {
		k := keyOfGroup(in, &groups[i])
		if l.beside[k] == nil {
			l.beside[k] = newFolder()
		}
		l.beside[k].last = &groups[i]
	}
	for i, root := range in.Roots {
		for _, e := range root.Files {
			switch {
			case root.Kind == formats.RootMedia:
				l.given.add(i, e)
			case root.Kind == formats.RootFile || mayBeText(e.Name):
			default:
				dir := path.Dir(e.Name)
				f := l.beside[folderKey{i, dir}]
				if f == nil {
					f = l.beside[folderKey{-1, dir}]
				}
				if f != nil {
					f.add(i, e)
				}
			}
		}
	}
	return l
}

func keyOfGroup(in formats.Input, g *group) folderKey {
	root := g.parts[0].root
	if in.Roots[root].Kind == formats.RootFile {
		root = -1
	}
	return folderKey{root, g.dir}
}

func newFolder() *folder { return &folder{byName: map[string]*mediaFile{}} }

// add adds a file, of several of one name the first.
func (f *folder) add(root int, e formats.Entry) {
	base := path.Base(e.Name)
	key := keyOf(base)
	if f.byName[key] != nil {
		return
	}
	m := &mediaFile{root: root, path: e.Name, size: e.Size}
	if stamp, ok := stampOf(base); ok {
		m.stamp, m.kind = stamp, kindOfFile(base)
		f.stamps = true
	}
	f.byName[key] = m
	f.files = append(f.files, m)
	f.copies = f.copies || strings.Contains(base, "(")
}

// keyOf makes names equal that systems take for the same: a Mac decomposes them.
func keyOf(name string) string { return norm.NFC.String(strings.ToLower(name)) }

// named returns the file of a name. Of one name a system makes "name (1).ext" and
// so on where several are saved; each message that names it gets one of them.
func (f *folder) named(name string) *mediaFile {
	const most = 20
	m := f.byName[keyOf(name)]
	if !f.copies || m != nil && !m.used {
		return m
	}
	ext := path.Ext(name)
	for n := 1; n <= most; n++ {
		c := f.byName[keyOf(strings.TrimSuffix(name, ext)+" ("+strconv.Itoa(n)+")"+ext)]
		if c != nil && !c.used {
			return c
		}
		if m == nil {
			m = c
		}
	}
	return m
}

// claims returns the files of the input that messages may turn out to hold. Of
// those given, photos and videos without a time in their names are none.
func (l *library) claims() []formats.Claim {
	var all []formats.Claim
	for _, f := range l.beside {
		for _, m := range f.files {
			all = append(all, formats.Claim{Root: m.root, Name: m.path})
		}
	}
	for _, m := range l.given.files {
		if k := kindByExt(m.path); m.kind != "" || k != export.FilePhoto && k != export.FileVideo {
			all = append(all, formats.Claim{Root: m.root, Name: m.path})
		}
	}
	return all
}

// mediaIndex knows the files that may belong to the messages of one text.
type mediaIndex struct {
	group  *group
	beside *folder
	given  *folder
	pairs  []pair // by message; what is to come
}

func (l *library) index(in formats.Input, g *group) *mediaIndex {
	return &mediaIndex{group: g, beside: l.beside[keyOfGroup(in, g)], given: l.given}
}

// find marks a file as present if it lies beside the text or among the media
// given, under its name or as the text spells it, which may be percent-encoded.
func (x *mediaIndex) find(f *export.File) bool {
	for _, from := range []*folder{x.beside, x.given} {
		if len(from.files) == 0 {
			continue
		}
		for _, name := range []string{f.Name, f.SourceKey} {
			if m := from.named(name); m != nil && name != "" {
				m.give(f)
				return true
			}
		}
	}
	return false
}

func (m *mediaFile) give(f *export.File) {
	m.used = true
	f.State, f.Root, f.Path, f.Size = export.FilePresent, m.root, m.path, m.size
}

// left returns the files beside the texts that no message holds. They are told
// once, by the last text of their folder. What was given may be of rooms that are
// not here; whoever gave it is told how many of it were used.
func (x *mediaIndex) left() []*mediaFile {
	if x.beside.last != x.group {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(x.beside.files), func(m *mediaFile) bool { return m.used })
}
