//go:build cgo

package convert

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"exile/export/store"
)

// errOtherStore says that something lies where the store did that was sealed.
var errOtherStore = errors.New("the store in this folder is not the one that was sealed, or was written since")

// ErrIncomplete is why a plain store was not removed: files that it should have
// had were not there, so the archive does not have them. They may turn up again.
var ErrIncomplete = errors.New("the archive lacks files that the store should have had")

// removal removes a store that was sealed, if that is wanted.
type removal struct {
	st     *store.Store
	wanted bool
	sealed map[string]bool // the files that the snapshot had
	before fs.FileInfo     // of the database, where it can be removed only later
}

// openCannotGo reports whether the system removes no file that is open.
func openCannotGo() bool { return runtime.GOOS == "windows" }

// whileHeld removes the store. The archive has its name by now, and whoever calls
// it holds the snapshot that was sealed: nobody has added anything since.
func (r *removal) whileHeld(snap *store.Snapshot, report *SealReport) {
	if !r.wanted {
		return
	}
	if len(report.Missing) > 0 {
		report.Unremoved = ErrIncomplete
		return
	}
	r.sealed = map[string]bool{}
	for _, f := range snap.Files() { // also what was not to be sealed with the rest
		r.sealed[f.Name] = true
	}
	if !openCannotGo() {
		r.remove(report, snap.IsDatabase)
		return
	}
	before, err := os.Lstat(filepath.Join(r.st.Dir(), databaseName))
	if err == nil && !snap.IsDatabase(before) {
		err = errOtherStore
	}
	r.before, report.Unremoved = before, err
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
	if report.Unremoved = err; err == nil {
		r.remove(report, func(now fs.FileInfo) bool { return sameState(r.before, now) })
	}
}

func (r *removal) remove(report *SealReport, isSealed func(database fs.FileInfo) bool) {
	report.Left, report.Unremoved = removePlain(r.st.Dir(), r.sealed, isSealed)
	report.Removed = report.Unremoved == nil
}

// removePlain removes a store that was sealed from its folder: the database, the
// files that were sealed with it, what exile needs beside it, and then the folders
// that are empty. left are the names of all else: it stays, for it may be all there
// is of it. The database goes first: what it says is the most, and without it nobody
// takes the rest for a store.
//
// Whoever calls it holds the store's lock, and has closed the database where a
// system removes no open files.
func removePlain(dir string, sealed map[string]bool, isSealed func(database fs.FileInfo) bool) (left []string, err error) {
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir) // no link leads out of it
	if err != nil {
		return nil, err
	}
	if err = checkSealed(root, isSealed); err == nil {
		left, err = emptyStore(root, sealed)
	}
	if err = errors.Join(err, root.Close()); err != nil || len(left) > 0 {
		return left, err
	}
	return nil, os.Remove(dir)
}

// checkSealed refuses a folder whose database is not the one that was sealed, or
// has something in its log that was not.
func checkSealed(root *os.Root, isSealed func(database fs.FileInfo) bool) error {
	info, err := root.Lstat(databaseName)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !isSealed(info) {
		return errOtherStore
	}
	if err != nil {
		return err
	}
	log, err := root.Lstat(databaseName + "-wal")
	if err == nil && log.Size() > 0 {
		return errOtherStore
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// emptyStore removes what may go of a store's folder, but not the folder.
func emptyStore(root *os.Root, sealed map[string]bool) (left []string, err error) {
	own := []string{databaseName, "chats.db-wal", "chats.db-shm", "chats.db-journal", "chats.db.partial"}
	for _, name := range append(own, store.SearchFiles()...) { // the index holds pairs of the letters of every message
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
		case e.IsDir() && isStoreFolder(name):
			folders = append(folders, name)
			return nil
		case e.Type().IsRegular() && sealed[name]:
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

// isStoreFolder reports whether a path below a store's folder is that of a folder
// that exile makes: media, media/ab, originals.
func isStoreFolder(name string) bool {
	two, found := strings.CutPrefix(name, "media/")
	return name == "media" || name == "originals" || found && len(two) == 2 && isLowerHex(two)
}
