package formattest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing/fstest"

	"exile/formats"
)

// File is a file of an Input.
type File struct {
	Name string // slash-separated path within the root
	Data []byte
}

// Input makes an input of one root: a bare file if there is one file and it has
// the root's name, else a folder, or a zip if the name says so.
func Input(name string, files ...File) formats.Input {
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o600}
	}
	kind := formats.RootFolder
	switch {
	case len(files) == 1 && files[0].Name == name:
		kind = formats.RootFile
	case strings.HasSuffix(name, ".zip"):
		kind = formats.RootZip
	}
	root, err := formats.NewRoot(name, kind, fsys)
	if err != nil { // a file system in memory lists itself
		root = formats.Root{Name: name, Kind: kind, FS: fsys}
	}
	return formats.Input{Roots: []formats.Root{root}}
}

// Output is an output in memory. The zero Output is empty and ready.
type Output struct {
	files map[string]*outFile
	order []string
}

type outFile struct {
	bytes.Buffer
	closed bool
}

// Create begins a file. A name that is not safe on every system, or was given
// before, is an error.
func (o *Output) Create(name string) (io.WriteCloser, error) {
	if !safeName(name) {
		return nil, fmt.Errorf("create %q: the name is not safe on every system", name)
	}
	for _, other := range o.order {
		if strings.EqualFold(other, name) {
			return nil, fmt.Errorf("create %q: %w", name, fs.ErrExist)
		}
	}
	if o.files == nil {
		o.files = map[string]*outFile{}
	}
	f := &outFile{}
	o.files[name] = f
	o.order = append(o.order, name)
	return f, nil
}

func (f *outFile) Write(p []byte) (int, error) {
	if f.closed {
		return 0, fs.ErrClosed
	}
	return f.Buffer.Write(p)
}

func (f *outFile) Close() error {
	if f.closed {
		return fs.ErrClosed
	}
	f.closed = true
	return nil
}

// Names returns the names of all files, sorted.
func (o *Output) Names() []string { return slices.Sorted(maps.Keys(o.files)) }

// Bytes returns what was written to a file; nil where there is none.
func (o *Output) Bytes(name string) []byte {
	if f := o.files[name]; f != nil {
		return f.Bytes()
	}
	return nil
}

// Unclosed returns the names of the files that were not closed.
func (o *Output) Unclosed() []string {
	var names []string
	for _, n := range o.Names() {
		if !o.files[n].closed {
			names = append(names, n)
		}
	}
	return names
}

// Input returns what was written as an input: a bare file if it is one file.
func (o *Output) Input(name string) formats.Input {
	names := o.Names()
	if len(names) == 1 && path.Dir(names[0]) == "." {
		return Input(names[0], File{names[0], o.Bytes(names[0])})
	}
	files := make([]File, len(names))
	for i, n := range names {
		files[i] = File{n, o.Bytes(n)}
	}
	return Input(name, files...)
}

// safeName reports whether every system takes the path: Windows is strictest.
func safeName(name string) bool {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "<>:\"|?*\\") {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(part, ".")
		stem = strings.ToUpper(strings.TrimRight(stem, " "))
		device := slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem) ||
			len(stem) == 4 && (stem[:3] == "COM" || stem[:3] == "LPT") && stem[3] >= '0' && stem[3] <= '9'
		if device || len(part) > 255 || strings.TrimRight(part, ". ") != part || strings.ContainsFunc(part, control) {
			return false
		}
	}
	return true
}

func control(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
