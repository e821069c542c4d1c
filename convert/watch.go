package convert

import (
	"io/fs"
	"sync"

	"exile/formats"
)

// fileKey names one file of an input.
type fileKey struct {
	root int
	name string
}

// watched is an input that tells which files a reader opens: those are its
// texts and databases. Media are named by messages and opened by whoever keeps
// them.
type watched struct {
	mu     sync.Mutex
	opened map[fileKey]bool
	tell   func(fileKey) // called once a file, at its first opening
}

// watch returns in with every root watched.
func (w *watched) watch(in formats.Input) formats.Input {
	out := formats.Input{Roots: make([]formats.Root, len(in.Roots))}
	for i, r := range in.Roots {
		r.FS = watchedFS{FS: r.FS, root: i, w: w}
		out.Roots[i] = r
	}
	return out
}

func (w *watched) open(k fileKey) {
	w.mu.Lock()
	first := !w.opened[k]
	w.opened[k] = true
	w.mu.Unlock()
	if first {
		w.tell(k)
	}
}

type watchedFS struct {
	fs.FS
	root int
	w    *watched
}

// Open opens a file and tells of it.
func (f watchedFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
		f.w.open(fileKey{f.root, name})
	}
	return file, nil
}
