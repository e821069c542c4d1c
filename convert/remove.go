//go:build cgo

package convert

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"exile/export/store"
)

// removal removes a store that was sealed, if that is wanted.
type removal struct {
	st     *store.Store
	wanted bool
	before fs.FileInfo // of the database, where it can be removed only later
}

// openCannotGo reports whether the system removes no file that is open.
func openCannotGo() bool { return runtime.GOOS == "windows" }

// whileHeld removes the store. The archive has its name by now, and whoever calls
// it holds the snapshot that was sealed: nobody has added anything since.
func (r *removal) whileHeld(report *SealReport) {
	if !r.wanted {
		return
	}
	if openCannotGo() {
		r.before, report.Unremoved = os.Lstat(filepath.Join(r.st.Dir(), databaseName))
		return
	}
	r.remove(report)
}

// ignore is the error of giving up a snapshot. Of a store that is gone it says
// nothing.
func (r *removal) ignore(err error) error {
	if r.wanted && !openCannotGo() {
		return nil
	}
	return err
}

// afterwards closes the store and removes it, where it could not be while it was
// open, unless somebody has written it in that moment.
func (r *removal) afterwards(report *SealReport) {
	if !r.wanted {
		return
	}
	err := r.st.Close()
	if r.before == nil || report.Unremoved != nil {
		return
	}
	if err == nil {
		var now fs.FileInfo
		now, err = os.Lstat(filepath.Join(r.st.Dir(), databaseName))
		if err == nil && (now.Size() != r.before.Size() || !now.ModTime().Equal(r.before.ModTime())) {
			err = store.ErrLocked
		}
	}
	if report.Unremoved = err; err == nil {
		r.remove(report)
	}
}

func (r *removal) remove(report *SealReport) {
	report.Left, report.Unremoved = removePlain(r.st.Dir())
	report.Removed = report.Unremoved == nil
}

// removePlain removes a store that was sealed from its folder: the files that
// are exile's, by their names, and then the folders that are empty. left are
// the names of what is not exile's and stays. The database goes first: what it
// says is the most, and without it nobody takes the rest for a store.
//
// Whoever calls it holds the store's lock, and has closed the database where a
// system removes no open files.
func removePlain(dir string) (left []string, err error) {
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir) // no link leads out of it
	if err != nil {
		return nil, err
	}
	left, err = emptyStore(root)
	if err = errors.Join(err, root.Close()); err != nil || len(left) > 0 {
		return left, err
	}
	return nil, os.Remove(dir)
}

// emptyStore removes what is exile's in a store's folder, but not the folder.
func emptyStore(root *os.Root) (left []string, err error) {
	for _, name := range []string{databaseName, "chats.db-wal", "chats.db-shm", "chats.db-journal", "chats.db.partial"} {
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if err := root.RemoveAll("incoming"); err != nil {
		return nil, err
	}
	var folders []string
	err = fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case e.IsDir() && oursBelow(name):
			folders = append(folders, name)
			return nil
		case e.Type().IsRegular() && oursBelow(name):
			return root.Remove(name)
		case e.IsDir():
			left = append(left, name+"/")
			return fs.SkipDir
		}
		left = append(left, name)
		return nil
	})
	if err != nil {
		return left, err
	}
	for _, name := range slices.Backward(folders) { // those within first
		if rest, err := fs.ReadDir(root.FS(), name); err != nil || len(rest) > 0 {
			continue
		}
		if err := root.Remove(name); err != nil {
			return left, err
		}
	}
	return left, nil
}

// oursBelow reports whether a path below a store's folder is one that exile
// gives: media, media/ab, media/ab/<SHA-256>, originals, originals/<SHA-256>.zst.
func oursBelow(name string) bool {
	top, rest, _ := strings.Cut(name, "/")
	switch {
	case rest == "":
		return top == "media" || top == "originals"
	case top == "originals":
		sum, ok := strings.CutSuffix(rest, ".zst")
		return ok && isSum(sum)
	case top == "media":
		two, sum, deeper := strings.Cut(rest, "/")
		return len(two) == 2 && (!deeper || isSum(sum) && strings.HasPrefix(sum, two))
	}
	return false
}

func isSum(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32
}
