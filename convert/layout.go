//go:build cgo

package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// layout says where each file of an input goes when it is written again.
type layout struct {
	single bool // there was one bare file, and it becomes the output itself
	order  []KeptFile
	wanted map[KeptFile]string // as it was called
	names  map[KeptFile]string // as it is called now
}

// layOut plans the tree of files. A bare file is one whose path is its root's name,
// or that of a database's log.
func layOut(files []KeptFile) (*layout, error) {
	l := &layout{
		single: len(files) == 1 && isBare(files[0]), order: files,
		wanted: make(map[KeptFile]string, len(files)), names: make(map[KeptFile]string, len(files)),
	}
	containers := map[string]bool{}
	roots := map[string]bool{}
	for _, f := range files {
		roots[f.Root] = true
		if !isBare(f) {
			containers[f.Root] = true
		}
	}
	taken := newNameSet(len(files))
	numbers := map[string]int{}
	for _, f := range files {
		name := f.Path
		if containers[f.Root] && len(roots) > 1 {
			name = f.Root + "/" + f.Path
		}
		l.wanted[f] = name
		var err error
		if l.names[f], err = freeOf(portableName(name), taken, numbers); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return l, nil
}

// isBare reports whether a file was handed over as it is, not in a folder or zip.
func isBare(f KeptFile) bool {
	return f.Path == f.Root || slices.ContainsFunc(sidecars(), func(s string) bool { return f.Path == f.Root+s })
}

// output makes the output at a path.
func (l *layout) output(path string) (output, error) {
	if l.single {
		return &single{path: path, name: filepath.Base(path)}, nil
	}
	return newFolder(path, nil)
}

// renamed lists the files that are called otherwise now, but for those that were
// left out.
func (l *layout) renamed(but []KeptFile) []Renamed {
	if l.single { // it has the name that was asked for
		return nil
	}
	left := make(map[KeptFile]bool, len(but))
	for _, f := range but {
		left[f] = true
	}
	var list []Renamed
	for _, f := range l.order {
		if l.names[f] != l.wanted[f] && !left[f] {
			list = append(list, Renamed{f, l.names[f]})
		}
	}
	return list
}

// maxTries bounds how many numbers are tried behind a name.
const maxTries = 100

// freeOf returns the name, or where another file has it the same with a number. It
// is taken then.
func freeOf(name string, taken nameSet, numbers map[string]int) (string, error) {
	key := strings.ToLower(name)
	var err error
	for range maxTries {
		free := name
		if n := numbers[key]; n > 0 {
			free = withNumber(name, n+1)
		}
		numbers[key]++
		if err = taken.add(free); err == nil {
			return free, nil
		}
	}
	return "", err // a folder on the way has the name of a file
}

// withNumber puts a number behind a name, before what tells the kind of file.
func withNumber(name string, n int) string {
	dir, base := path.Split(name)
	ext := path.Ext(base)
	if ext == base { // it begins with the only dot
		ext = ""
	}
	return dir + cutPart(fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(base, ext), n, ext))
}

// portableName is a name that every system can hold, and that stays in its folder
// whatever it was.
func portableName(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = portablePart(part)
	}
	clean := strings.Join(parts, "/")
	if !portable(clean) { // too long, or too deep
		clean = cutPart(strings.ReplaceAll(clean, "/", "_"))
	}
	return clean
}

func portablePart(part string) string {
	part = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*\`, r) || r < ' ' || r == 0x7f || r == utf8.RuneError {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(part, "_"))
	if rest := strings.TrimRight(part, ". "); len(rest) < len(part) {
		part = rest + strings.Repeat("_", len(part)-len(rest))
	}
	stem, _, _ := strings.Cut(strings.ToUpper(part), ".")
	if part == "" || reserved(strings.TrimRight(stem, " ")) {
		part = "_" + part
	}
	return cutPart(part)
}

// cutPart shortens a name that is too long for a disk. A sum of the whole keeps
// names apart that begin alike.
func cutPart(part string) string {
	if len(part) <= maxName {
		return part
	}
	sum := sha256.Sum256([]byte(part))
	ext := path.Ext(part)
	if len(ext) > 16 {
		ext = ""
	}
	end := "-" + hex.EncodeToString(sum[:8]) + ext
	cut := part[:maxName-len(end)]
	for !utf8.ValidString(cut) {
		cut = cut[:len(cut)-1]
	}
	return strings.TrimRight(cut, ". ") + end
}
