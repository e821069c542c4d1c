package convert

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"

	"exile/formats"
)

const (
	zipRatioFrom = 64 << 20 // a zip that unpacks to less is no bomb, whatever its ratio
	zipNameBytes = 1024
	zipDepth     = 32
)

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// addZip lists a zip and refuses one that asks for more than a zip of somebody's
// chats would. Zips inside are files like any other: nothing opens them.
// (Those in a folder may be opened: see addInner.)
func (in *Input) addZip(ra io.ReaderAt, size int64, name string, lim Limits) error {
	zr, err := zip.NewReader(ra, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are checked below
		return fmt.Errorf("%w (%w)", ErrBadZip, err)
	}
	if len(zr.File) > lim.Entries {
		return ErrTooMany
	}
	if err := checkSizes(zr.File, size, lim); err != nil {
		return err
	}
	r := formats.Root{Name: name, Kind: formats.RootZip}
	names := newNameSet(len(zr.File))
	kept := zr.File[:0]
	for _, f := range zr.File {
		f.Name = zipName(f.Name)
		if err := names.add(f.Name); err != nil {
			return fmt.Errorf("%w: %q", err, f.Name)
		}
		switch {
		case strings.HasSuffix(f.Name, "/"):
			continue
		case !f.Mode().IsRegular():
			in.Skipped = append(in.Skipped, skipped(name, f.Name, f.Mode()))
			continue
		case f.Flags&1 != 0:
			return ErrZipLocked
		case f.Method != zip.Store && f.Method != zip.Deflate:
			return fmt.Errorf("%w: %q is packed in a way (method %d) that is not known here", ErrBadZip, f.Name, f.Method)
		}
		kept = append(kept, f)
		r.Files = append(r.Files, formats.Entry{Name: f.Name, Size: int64(f.UncompressedSize64)})
	}
	if len(r.Files) == 0 {
		return ErrNoExport
	}
	zr.File = kept // package zip builds its file system from these, on the first Open
	sortEntries(r.Files)
	r.FS = zipFS{zr}
	in.Roots = append(in.Roots, r)
	return nil
}

// checkSizes believes the sizes that the zip declares: package zip stops at a
// declared size, so a lie shortens a file but fills no disk.
func checkSizes(files []*zip.File, size int64, lim Limits) error {
	var packed, unpacked uint64
	for _, f := range files {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		if unpacked > uint64(lim.Total) || f.UncompressedSize64 > uint64(lim.Total) {
			return ErrZipBomb
		}
		if packed > uint64(size) || f.CompressedSize64 > uint64(size) {
			return fmt.Errorf("%w: its files lie over each other", ErrZipBomb)
		}
	}
	if unpacked > zipRatioFrom && unpacked/uint64(lim.Ratio) > uint64(size) {
		return ErrZipBomb
	}
	return nil
}

// zipName returns a name as UTF-8. A name that is not UTF-8 comes from Korean
// Windows; a byte that CP949 does not know is spelled out.
func zipName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	if s, err := korean.EUCKR.NewDecoder().String(name); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "%%%02X", name[i])
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

// nameSet refuses names that mean another place, or one place twice, on any
// system.
type nameSet struct{ files, dirs map[string]bool }

func newNameSet(n int) nameSet {
	return nameSet{files: make(map[string]bool, n), dirs: map[string]bool{}}
}

func (s nameSet) add(name string) error {
	clean, isDir := strings.CutSuffix(name, "/")
	if !safeName(clean) {
		return ErrBadName
	}
	key := strings.ToLower(norm.NFC.String(clean))
	if isDir {
		return s.addDirs(key)
	}
	if s.files[key] || s.dirs[key] {
		return ErrTwinNames
	}
	s.files[key] = true
	return s.addDirs(path.Dir(key))
}

// addDirs adds a folder and those above it, none of which may be a file.
func (s nameSet) addDirs(dir string) error {
	for ; dir != "." && !s.dirs[dir]; dir = path.Dir(dir) {
		if s.files[dir] {
			return ErrTwinNames
		}
		s.dirs[dir] = true
	}
	return nil
}

// safeName reports whether a name stays inside its folder on every system.
func safeName(name string) bool {
	drive := len(name) > 1 && name[1] == ':' && (len(name) == 2 || name[2] == '/')
	return fs.ValidPath(name) && name != "." && !drive &&
		len(name) <= zipNameBytes && strings.Count(name, "/") < zipDepth &&
		!strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f })
}

func sortEntries(files []formats.Entry) {
	slices.SortFunc(files, func(a, b formats.Entry) int { return strings.Compare(a.Name, b.Name) })
}

// zipFS gives errors in the data of a zip the name of what is wrong.
type zipFS struct{ zr *zip.Reader }

// Open opens a file or folder of the zip.
func (z zipFS) Open(name string) (fs.File, error) {
	f, err := z.zr.Open(name)
	if err != nil {
		return nil, badZip(err)
	}
	if d, ok := f.(fs.ReadDirFile); ok {
		return d, nil
	}
	return zipFile{f}, nil
}

type zipFile struct{ fs.File }

func (f zipFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // io.EOF comes bare
		err = badZip(err)
	}
	return n, err
}

func badZip(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return fmt.Errorf("%w (%w)", ErrBadZip, err)
}
