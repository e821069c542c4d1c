package desktop

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"exile/formats"
)

// shelf is a file of an input.
type shelf struct {
	root int
	formats.Entry
}

// folded returns what is the same of names that some system takes for one: a Mac hands
// on another form of Unicode than Telegram wrote, and Windows tells no capital letters.
func folded(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// other finds a file whose path is written otherwise on the disk, if only one is.
func (l *library) other(rel string) (int, bool) {
	if placeholder(rel) {
		return 0, false
	}
	if l.folded == nil {
		l.folded = make(map[string]int, l.to-l.from)
		for i, e := range l.entries() {
			key := folded(e.Name)
			if _, several := l.folded[key]; several {
				i = -1
			}
			l.folded[key] = i
		}
	}
	i, ok := l.folded[folded(path.Join(l.dir, rel))]
	return i, ok && i >= 0
}

// maxSame is how many files of one name are told apart.
const maxSame = 16

// loose finds a file by its name alone where somebody moved it: in a folder of media
// that was given, or right beside the export. Of several of a name, it is the one that
// has the size; one that has another size is another file. size 0: not known.
func (l *library) loose(rel string, size int64) (found shelf, ok bool) {
	if l.bases == nil {
		l.bases = map[string][]shelf{}
		for i, r := range l.in.Roots {
			if r.Kind == formats.RootMedia {
				l.shelve(i, r.Files)
			}
		}
		var beside []formats.Entry
		for _, e := range l.entries() {
			if path.Dir(e.Name) == l.dir && !isPage(path.Base(e.Name)) {
				beside = append(beside, e)
			}
		}
		l.shelve(l.root, beside)
	}
	all := l.bases[folded(path.Base(rel))]
	if len(all) > maxSame || placeholder(rel) {
		return shelf{}, false
	}
	for _, s := range all {
		if size > 0 && s.Size != size {
			continue
		}
		if ok {
			return shelf{}, false
		}
		found, ok = s, true
	}
	return found, ok
}

func (l *library) shelve(root int, files []formats.Entry) {
	for _, e := range files {
		key := folded(path.Base(e.Name))
		if len(l.bases[key]) <= maxSame {
			l.bases[key] = append(l.bases[key], shelf{root, e})
		}
	}
}
