package convert

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
)

// addExports adds a folder in which exports lie, zips among them.
func (in *Input) addExports(ctx context.Context, dir, name string, opt OpenOptions) error {
	at := len(in.Roots)
	if err := in.addFolder(ctx, dir, name, formats.RootFolder, opt.Limits); err != nil {
		return err
	}
	return in.addZips(ctx, at, opt)
}

// addZips opens the exports among the zips of a folder.
func (in *Input) addZips(ctx context.Context, at int, opt OpenOptions) error {
	if len(in.Roots[at].Files) == 0 {
		return ErrNoExport
	}
	if opt.Inner == nil {
		return nil
	}
	return in.addInner(ctx, at, opt.Inner, opt.Limits)
}

// addFolder lists a folder without following a link and without opening
// anything but folders.
func (in *Input) addFolder(ctx context.Context, dir, name string, kind formats.RootKind, lim Limits) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	in.closers = append(in.closers, root)
	r := formats.Root{Name: name, Kind: kind, FS: folderFS{root}}
	err = fs.WalkDir(root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case !utf8.ValidString(p):
			in.Skipped = append(in.Skipped, notOpened(name, strings.ToValidUTF8(p, "?"), "its name is not UTF-8: not opened"))
			return skipDir(d)
		case err != nil:
			return fmt.Errorf("list %s: %w", p, withoutPath(err))
		case ctx.Err() != nil:
			return ctx.Err()
		case d.IsDir() && isStaging(d.Name()):
			return fs.SkipDir // an unfinished output, ours or that of a killed run
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			in.Skipped = append(in.Skipped, skipped(name, p, d.Type()))
			return nil
		case len(r.Files) >= lim.Entries:
			return ErrTooMany
		}
		info, err := d.Info()
		if err != nil {
			return fmt.Errorf("list %s: %w", p, withoutPath(err))
		}
		r.Files = append(r.Files, formats.Entry{Name: p, Size: info.Size()})
		return nil
	})
	if err != nil {
		return err
	}
	sortEntries(r.Files)
	in.Roots = append(in.Roots, r)
	return nil
}

// skipDir goes on after d without looking into it.
func skipDir(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// skipped is the note on something in a folder or zip that is not a file.
func skipped(input, name string, mode fs.FileMode) export.Problem {
	what := "neither a file nor a folder: not opened"
	if mode&fs.ModeSymlink != 0 {
		what = "a link: not followed"
	}
	return notOpened(input, name, what)
}

func notOpened(input, name, why string) export.Problem {
	return export.Problem{
		Code: export.UnclaimedFile,
		Name: path.Base(name),
		Text: why,
		From: export.Source{Input: input, File: name},
	}
}

// folderFS opens regular files of a folder. Unlike os.Root.FS it follows no
// link, not even one that stays inside, and never blocks on a pipe.
type folderFS struct{ root *os.Root }

// Open opens a regular file, or a folder for listing.
func (f folderFS) Open(name string) (fs.File, error) {
	file, err := f.open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: withoutPath(err)}
	}
	return file, nil
}

func (f folderFS) open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	for at := 0; at < len(name); {
		end := len(name)
		if i := strings.IndexByte(name[at:], '/'); i >= 0 {
			end = at + i
		}
		info, err := f.root.Lstat(name[:end])
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() && !info.IsDir() {
			return nil, ErrNotFile
		}
		if end == len(name) && info.IsDir() {
			return f.root.FS().Open(name)
		}
		at = end + 1
	}
	file, err := f.root.OpenFile(name, os.O_RDONLY|openNoBlock, 0)
	if err != nil {
		return nil, err
	}
	return onlyRegular(file)
}

// singleFS is a bare file: the only file of its file system.
type singleFS struct{ name, path string }

// Open opens the file.
func (s singleFS) Open(name string) (fs.File, error) {
	if name != s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := openRegular(s.path)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: withoutPath(err)}
	}
	return f, nil
}
