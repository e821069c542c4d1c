package convert

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"exile/export"
	"exile/formats"
)

// maxInner bounds how many zips of one folder stay open at a time.
const maxInner = 1000

// Knows returns the function for OpenOptions.Inner: it reports whether a format
// is sure of a zip. With from, the name of a format, it asks that one alone.
func (e *Engine) Knows(from string) func(formats.Root) bool {
	return func(zip formats.Root) bool {
		in := formats.Input{Roots: []formats.Root{zip}}
		return slices.ContainsFunc(e.Formats, func(f formats.Format) bool {
			return f.Reader != nil && (from == "" || f.Name == from) && f.Reader.Detect(in).Score >= formats.Likely
		})
	}
}

// addInner opens the zips that lie in a folder and are exports, each as a root of
// its own, by its path within the folder. All together they are held to the limits
// of one zip. Other zips stay files of the folder, and so does one that cannot be
// opened: unless something else uses it, it is told as lost, for nobody knows what it
// holds. Zips in these zips are not opened.
func (in *Input) addInner(ctx context.Context, at int, isExport func(formats.Root) bool, lim Limits) error {
	folder := in.Roots[at]
	lim.Entries -= len(folder.Files)
	opened := map[string]bool{}
	for _, f := range folder.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !isZipName(f.Name) {
			continue
		}
		if len(opened) == maxInner {
			in.note(&folder, f.Name, fmt.Sprintf("more than %d zips in one folder: not opened", maxInner))
			continue
		}
		zip, err := in.openInner(&folder, f.Name, isExport, lim)
		switch {
		case errors.Is(err, ErrNoExport): // no zip, nothing in it, or somebody's documents
		case err != nil:
			in.note(&folder, f.Name, withoutPath(err).Error()+": not opened")
		default:
			opened[f.Name] = true
			lim.Entries -= len(zip.Files)
			lim.Total -= sizeOf(zip)
			in.Roots = append(in.Roots, zip)
		}
	}
	in.Roots[at].Files = slices.DeleteFunc(folder.Files, func(f formats.Entry) bool { return opened[f.Name] })
	return nil
}

// openInner opens a zip of a folder; ErrNoExport unless it is an export.
func (in *Input) openInner(
	folder *formats.Root, name string, isExport func(formats.Root) bool, lim Limits,
) (formats.Root, error) {
	opened, err := folder.FS.Open(name)
	if err != nil {
		return formats.Root{}, err
	}
	f, ok := opened.(plainFile)
	if !ok {
		return formats.Root{}, errors.Join(fs.ErrInvalid, opened.Close())
	}
	var inner Input
	size, zipped, err := looksZipped(f)
	switch {
	case err != nil:
	case !zipped:
		err = ErrNoExport
	default:
		err = inner.addZip(f, size, in.freeName(name), lim)
	}
	if err == nil && !isExport(inner.Roots[0]) {
		err = ErrNoExport
	}
	if err != nil {
		_ = f.Close() // opened for reading only
		return formats.Root{}, err
	}
	in.closers = append(in.closers, f)
	in.Skipped = append(in.Skipped, inner.Skipped...)
	return inner.Roots[0], nil
}

// note keeps why a zip of a root was not opened, in case nobody uses it.
func (in *Input) note(root *formats.Root, name, why string) {
	if in.notes == nil {
		in.notes = map[export.Source]string{}
	}
	in.notes[export.Source{Input: root.Name, File: name}] = why
}

// why says what is known about a file that nobody used, and whether it may hold what
// is lost now; it may be nothing.
func (in *Input) why(root *formats.Root, name string) (why string, lost bool) {
	if root.Kind == formats.RootZip && isZipName(name) {
		return "a zip in a zip: not opened", false
	}
	why, lost = in.notes[export.Source{Input: root.Name, File: name}]
	return why, lost
}

func isZipName(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// sizeOf is how many bytes the files of a root have, unpacked.
func sizeOf(r formats.Root) int64 {
	var n int64
	for _, f := range r.Files {
		n += f.Size
	}
	return n
}
