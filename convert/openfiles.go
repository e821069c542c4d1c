package convert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"exile/export"
	"exile/formats"
)

// GivenFile is a file that was handed over and does not lie on the disk as such: it
// came through a browser, and is kept sealed.
type GivenFile struct {
	// Name is what whoever gave it calls it: "talk.txt", or "KakaoTalk/talk.txt" of
	// a file in a folder that was given whole. It is a stranger's.
	Name string

	Size int64       // in bytes
	Data io.ReaderAt // may be read by several goroutines at once; it is not closed
}

// GivenNameError says that a file cannot be taken by its name: it points elsewhere or
// is none on some system (ErrBadName), or another one of the same time has it
// (ErrTwinNames).
type GivenNameError struct {
	Name string
	Err  error
}

func (e *GivenNameError) Error() string { return fmt.Sprintf("%q: %v", e.Name, e.Err) }

// Unwrap returns the reason.
func (e *GivenNameError) Unwrap() error { return e.Err }

// OpenFiles is Open for files that do not lie on the disk. A folder is all files
// whose names begin with it; others are bare, and those that belong together become
// one Input as with Open, a database with the log that was given with it. Of the
// options, Limits and Inner count. The inputs have no Paths.
//
// Errors are those of Open about what a file holds, and *GivenNameError: no name may
// lead out of its folder, and what was given may not have one name twice. A file in a
// folder is left out, and told as a problem of it, if some system could not have it
// there: by the letters of its name, or because it differs from one before it only in
// large and small letters. What systems leave in folders and nobody means is passed over.
func OpenFiles(ctx context.Context, files []GivenFile, opt OpenOptions) ([]*Input, error) {
	groups, err := GroupFiles(files, opt.Limits)
	if err != nil {
		return nil, err
	}
	var ins []*Input
	for _, group := range groups {
		in, err := OpenGroup(ctx, group, opt)
		if err != nil {
			CloseAll(ins)
			return nil, err
		}
		ins = append(ins, in)
	}
	return ins, nil
}

// GroupFiles puts the files of OpenFiles together that are one Input each, in the
// order in which the first of each came. It is for whoever wants to know which of
// them cannot be opened: OpenGroup opens one.
func GroupFiles(files []GivenFile, lim Limits) ([][]GivenFile, error) {
	if len(files) > lim.orDefaults().Entries {
		return nil, ErrTooMany
	}
	g := given{files: map[string][]GivenFile{}}
	var names GivenNames
	for _, f := range files {
		if err := names.Add(f.Name); err != nil {
			return nil, err
		}
		g.add(f)
	}
	if len(g.paths) == 0 {
		return nil, ErrNoExport
	}
	g.takeSidecars()
	var groups [][]GivenFile
	for _, paths := range groupDatabases(groupParts(g.paths), g.isSQLite) {
		var group []GivenFile
		for _, p := range paths {
			group = append(group, g.files[p]...)
		}
		groups = append(groups, group)
	}
	return groups, nil
}

// GivenNames looks at the names of files that are handed over, in their order, and
// tells the first one for which GroupFiles would refuse them all: before their bytes
// have come. Its zero value is ready to use.
type GivenNames struct {
	folders map[string]bool // by the name of what was given: whether it is a folder
}

// Add looks at the name of one more file. The error is a *GivenNameError.
func (n *GivenNames) Add(name string) error {
	top, _, folder := strings.Cut(name, "/")
	if !safeName(top) || !fs.ValidPath(strings.ToValidUTF8(name, "?")) {
		return &GivenNameError{name, ErrBadName}
	}
	if was, known := n.folders[top]; known && (!was || !folder) {
		return &GivenNameError{name, ErrTwinNames}
	}
	if n.folders == nil {
		n.folders = map[string]bool{}
	}
	n.folders[top] = folder
	return nil
}

// given are files as a person would name them: bare ones, and folders.
type given struct {
	paths []string
	files map[string][]GivenFile // by their path: a folder's, or a bare one and its sidecars
}

func (g *given) add(f GivenFile) {
	top, rest, inside := strings.Cut(f.Name, "/")
	if !inside && isLitter(f.Name) || inside && inStaging(rest) {
		return
	}
	if g.files[top] == nil {
		g.paths = append(g.paths, top)
	}
	g.files[top] = append(g.files[top], f)
}

// inStaging reports whether a file is of an unfinished output.
func inStaging(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if isStaging(path.Base(dir)) {
			return true
		}
	}
	return false
}

// takeSidecars puts the logs of databases to these: they are no exports of their own.
func (g *given) takeSidecars() {
	taken := map[string]bool{}
	for _, p := range g.paths {
		if !g.isSQLite(p) {
			continue
		}
		for _, s := range sidecars() {
			side := g.files[p+s]
			if len(side) != 1 || side[0].Name != p+s {
				continue
			}
			taken[p+s] = true
			if side[0].Size > 0 || s == "-wal" { // an empty log tells that none was forgotten
				g.files[p] = append(g.files[p], side...)
			}
		}
	}
	var rest []string
	for _, p := range g.paths {
		if !taken[p] {
			rest = append(rest, p)
		}
	}
	g.paths = rest
}

// isSQLite reports whether path is a bare file that begins as a database does.
func (g *given) isSQLite(path string) bool {
	f := g.files[path]
	if len(f) == 0 || f[0].Name != path {
		return false
	}
	head := make([]byte, len(sqliteMagic))
	n, _ := f[0].Data.ReadAt(head, 0)
	return n == len(head) && string(head) == sqliteMagic
}

// OpenGroup opens files that GroupFiles has put together.
func OpenGroup(ctx context.Context, group []GivenFile, opt OpenOptions) (*Input, error) {
	opt.Limits = opt.Limits.orDefaults()
	top, _, folder := strings.Cut(group[0].Name, "/")
	in := &Input{Path: top}
	var err error
	if folder {
		err = in.addGivenFolder(ctx, top, group, opt)
	} else {
		err = in.addGiven(ctx, group, opt.Limits)
	}
	if err != nil {
		_ = in.Close()
		return nil, err
	}
	return in, nil
}

// Why a file of a given folder is left out.
const (
	oddName  = "its name has characters that not every system allows: left out"
	twinName = "another file has the same name but for capital letters: left out"
)

// addGivenFolder adds a folder, and the exports among its zips. Files that some system
// could not have there are left out; if they are all there is, that is the error.
func (in *Input) addGivenFolder(ctx context.Context, top string, group []GivenFile, opt OpenOptions) error {
	files := make(bytesFS, len(group))
	r := formats.Root{Name: top, Kind: formats.RootFolder, FS: files}
	names := newNameSet(len(group))
	var first error
	for _, f := range group {
		name := strings.TrimPrefix(f.Name, top+"/")
		if err := names.add(name); err != nil {
			if first == nil {
				first = &GivenNameError{f.Name, err}
			}
			in.leaveOut(top, name, err)
			continue
		}
		files[name] = bytesAt{f.Data, f.Size}
		r.Files = append(r.Files, formats.Entry{Name: name, Size: f.Size})
	}
	if len(r.Files) == 0 {
		return first
	}
	sortEntries(r.Files)
	in.Roots = append(in.Roots, r)
	if err := in.addZips(ctx, len(in.Roots)-1, opt); err != nil {
		return fmt.Errorf("open %s: %w", top, err)
	}
	return nil
}

// leaveOut tells that a file of a given folder is not in it for the sake of its name.
func (in *Input) leaveOut(folder, name string, err error) {
	p := notOpened(folder, strings.ToValidUTF8(name, "?"), oddName)
	p.Code = export.DamagedFile // it may be a photo of the chat
	if errors.Is(err, ErrTwinNames) {
		p.Text = twinName
	}
	in.Skipped = append(in.Skipped, p)
}

// addGiven adds bare files, of which those that belong to a database follow it.
func (in *Input) addGiven(ctx context.Context, group []GivenFile, lim Limits) error {
	for _, f := range group {
		if err := ctx.Err(); err != nil {
			return err
		}
		if in.addSidecar(f) {
			continue
		}
		if err := in.addBytes(f.Data, f.Size, f.Name, lim); err != nil {
			return fmt.Errorf("open %s: %w", f.Name, err)
		}
	}
	return nil
}

// addSidecar adds a file to the database before it, if it is one of that.
func (in *Input) addSidecar(f GivenFile) bool {
	if len(in.Roots) == 0 {
		return false
	}
	r := &in.Roots[len(in.Roots)-1]
	files, ok := r.FS.(bytesFS)
	if !ok || !isSidecar(f.Name, r.Name) {
		return false
	}
	files[f.Name] = bytesAt{f.Data, f.Size}
	r.Files = append(r.Files, formats.Entry{Name: f.Name, Size: f.Size})
	sortEntries(r.Files)
	return true
}

func isSidecar(name, of string) bool {
	for _, s := range sidecars() {
		if name == of+s {
			return true
		}
	}
	return false
}
