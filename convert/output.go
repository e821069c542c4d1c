package convert

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"exile/formats"
)

// output is where a writer writes.
type output interface {
	formats.Output
	// finish ends the output: everything written is on the disk.
	finish() error
	// files returns the names created, in order.
	files() []string
}

const syncing = 8 // files that are being made to last at a time

// folder is an output of any number of files. Names from a writer reach the
// disk through os.Root, and only if every system can hold them.
type folder struct {
	root  *os.Root
	wrap  func(io.WriteCloser) io.WriteCloser // of tests
	last  func(*os.File) error                // makes the names in a folder last: syncFolder, but in tests
	names nameSet

	mu      sync.Mutex
	created []string
	dirs    map[string]bool // folders made
	errs    []error
	slots   chan struct{}
	running sync.WaitGroup
}

func newFolder(dir string, wrap func(io.WriteCloser) io.WriteCloser) (*folder, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{
		root: root, wrap: wrap, last: syncFolder, names: newNameSet(0),
		dirs: map[string]bool{".": true}, slots: make(chan struct{}, syncing),
	}, nil
}

// Create creates a file and the folders above it.
func (o *folder) Create(name string) (io.WriteCloser, error) {
	if err := o.claim(name); err != nil {
		return nil, fmt.Errorf("create %s: %w", name, err)
	}
	if dir := path.Dir(name); dir != "." {
		if err := o.root.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	f, err := o.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	var w io.WriteCloser = &folderFile{File: f, o: o}
	if o.wrap != nil {
		w = o.wrap(w)
	}
	return w, nil
}

func (o *folder) claim(name string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !portable(name) {
		return fs.ErrInvalid
	}
	if err := o.names.add(name); err != nil {
		return fs.ErrExist
	}
	o.created = append(o.created, name)
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		o.dirs[dir] = true
	}
	return nil
}

func (o *folder) files() []string { return o.created }

// folderFile is made to last after its Close, beside the writing of the next
// files: with thousands of photos that is what takes the time.
type folderFile struct {
	*os.File
	o      *folder
	closed bool
}

// Close ends the file's contents.
func (f *folderFile) Close() error {
	if f.closed {
		return fs.ErrClosed
	}
	f.closed = true
	f.o.slots <- struct{}{}
	f.o.running.Go(func() {
		err := errors.Join(f.Sync(), f.File.Close())
		if err != nil {
			f.o.mu.Lock()
			f.o.errs = append(f.o.errs, err)
			f.o.mu.Unlock()
		}
		<-f.o.slots
	})
	return nil
}

func (o *folder) finish() error {
	o.running.Wait()
	err := errors.Join(o.errs...)
	if err == nil {
		err = o.settle()
	}
	return errors.Join(err, o.root.Close())
}

// settle makes the names in all folders last, the deepest first.
func (o *folder) settle() error {
	dirs := slices.Collect(maps.Keys(o.dirs))
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Or(depth(b)-depth(a), cmp.Compare(a, b)) })
	for _, dir := range dirs {
		d, err := o.root.Open(dir)
		if err != nil {
			return err
		}
		if err := errors.Join(o.last(d), d.Close()); err != nil {
			return err
		}
	}
	return nil
}

func depth(dir string) int {
	if dir == "." {
		return 0
	}
	return strings.Count(dir, "/") + 1
}

// single is an output of one file, whatever its writer calls it.
type single struct {
	path  string    // where it goes
	w     io.Writer // standard output, instead of path
	wrap  func(io.WriteCloser) io.WriteCloser
	name  string
	begun bool
	ended bool
}

var (
	errTwoFiles = errors.New("this output is one file")
	errNoFile   = errors.New("nothing was written")
)

// Create creates the file.
func (o *single) Create(name string) (io.WriteCloser, error) {
	if o.begun {
		return nil, fmt.Errorf("create %s: %w", name, errTwoFiles)
	}
	o.begun = true
	var w io.WriteCloser = &stdoutFile{Writer: o.w, o: o}
	if o.w == nil {
		f, err := os.OpenFile(o.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, err
		}
		w = &singleFile{File: f, o: o}
	}
	if o.wrap != nil {
		w = o.wrap(w)
	}
	return w, nil
}

func (o *single) files() []string { return []string{o.name} }

func (o *single) finish() error {
	if !o.ended {
		return errNoFile
	}
	return nil
}

type singleFile struct {
	*os.File
	o *single
}

// Close makes the file last.
func (f *singleFile) Close() error {
	err := errors.Join(f.Sync(), f.File.Close())
	f.o.ended = err == nil
	return err
}

type stdoutFile struct {
	io.Writer
	o *single
}

// Close leaves standard output open.
func (f *stdoutFile) Close() error {
	f.o.ended = true
	return nil
}

// portable reports whether every system can hold a file of that name.
func portable(name string) bool {
	if !safeName(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(strings.ToUpper(part), ".")
		if strings.ContainsAny(part, `<>:"|?*`) || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") ||
			len(part) > 255 || reserved(strings.TrimRight(stem, " ")) {
			return false
		}
	}
	return true
}

// reserved reports whether Windows keeps a name for a device.
func reserved(stem string) bool {
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	device := strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")
	return device && len(stem) == 4 && stem[3] >= '0' && stem[3] <= '9'
}
