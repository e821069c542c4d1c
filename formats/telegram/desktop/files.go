package desktop

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"exile/export"
	"exile/formats"
)

// library is the files of an export: those that its JSON names by their paths, below
// the folder in which it lies.
type library struct {
	in     formats.Input
	root   int
	dir    string // of the export within the root
	from   int    // of the root's files, the first one below dir
	to     int    // and the one behind the last
	marked []bool // by index of entries: belongs to the export and is no message's

	folded map[string]int     // see other; made when it is asked for first
	bases  map[string][]shelf // see loose; likewise
}

func newLibrary(in formats.Input, s source) *library {
	l := &library{in: in, root: s.root, dir: s.dir}
	l.from, l.to = below(in.Roots[s.root].Files, s.dir)
	l.marked = make([]bool, l.to-l.from)
	return l
}

// below returns which files lie below a folder: those from the first number up to the
// second.
func below(files []formats.Entry, dir string) (from, to int) {
	if dir == "." {
		return 0, len(files)
	}
	at := func(name string) int {
		i, _ := slices.BinarySearchFunc(files, name, func(e formats.Entry, n string) int { return strings.Compare(e.Name, n) })
		return i
	}
	return at(dir + "/"), at(dir + string(rune('/'+1)))
}

// entries are the files below the folder of the export.
func (l *library) entries() []formats.Entry { return l.in.Roots[l.root].Files[l.from:l.to] }

func (l *library) index(rel string) (int, bool) {
	if rel == "" || !fs.ValidPath(rel) {
		return 0, false
	}
	i, ok := slices.BinarySearchFunc(l.entries(), path.Join(l.dir, rel), func(e formats.Entry, n string) int {
		return strings.Compare(e.Name, n)
	})
	if !ok {
		return l.other(rel)
	}
	return i, ok
}

// find fills in where a file lies. A folder of media that was given beside the
// export may hold it under the same path, or under its name alone.
func (l *library) find(f *export.File, rel string) bool {
	at, ok := l.where(rel)
	if !ok {
		at, ok = l.loose(rel, f.Size)
	}
	if !ok {
		return false
	}
	f.State, f.Root, f.Path, f.Size = export.FilePresent, at.root, at.Name, at.Size
	return true
}

// where finds a file by its path.
func (l *library) where(rel string) (shelf, bool) {
	if i, ok := l.index(rel); ok {
		return shelf{l.root, l.entries()[i]}, true
	}
	for i, r := range l.in.Roots {
		if r.Kind != formats.RootMedia {
			continue
		}
		if e, ok := r.Entry(rel); ok {
			return shelf{i, e}, true
		}
	}
	return shelf{}, false
}

// aside takes note of a file that belongs to the export and is none of a message: a
// thumbnail, a picture of a profile, one within a text.
func (l *library) aside(rel string) {
	if i, ok := l.index(rel); ok {
		l.marked[i] = true
	}
}

// open opens each file that is no message's and was claimed all the same, so that
// whoever watches the reader sees it used.
func (l *library) open(ctx context.Context) error {
	for i, e := range l.entries() {
		rel, ok := l.relative(e.Name)
		if !ok || !l.marked[i] && !furniture(rel) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := l.in.Roots[l.root].FS.Open(e.Name)
		if err != nil {
			return err
		}
		_ = f.Close() // opened for reading
	}
	return nil
}

func (l *library) relative(name string) (string, bool) {
	if l.dir == "." {
		return name, true
	}
	return strings.CutPrefix(name, l.dir+"/")
}

// furniture reports whether a file of an export is there for the pages of its HTML
// form, by its path within the export.
func furniture(rel string) bool {
	top, _, below := strings.Cut(rel, "/")
	if below && (top == "css" || top == "js" || top == "images" || top == "lists") {
		return true
	}
	base := path.Base(rel)
	return strings.HasSuffix(base, "_thumb.jpg") || strings.HasSuffix(base, "_thumb.png") || isPage(base)
}

// isPage reports whether a file is a page of the HTML form, by its name.
func isPage(base string) bool {
	if base == "export_results.html" {
		return true
	}
	n, ok := strings.CutPrefix(base, "messages")
	n, html := strings.CutSuffix(n, ".html")
	return ok && html && strings.Trim(n, "0123456789") == ""
}

// belongs reports whether a file is part of an export, by its path within it.
func belongs(rel string) bool {
	top, _, below := strings.Cut(rel, "/")
	if !below {
		return isPage(rel)
	}
	switch strings.ToLower(top) {
	case "animations", "chats", "contacts", "css", "files", "images", "js", "lists", "photos", "profile_pictures",
		"round_video_messages", "stickers", "stories", "video_files", "voice_messages":
		return true
	}
	return false
}
