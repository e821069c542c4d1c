package convert

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"exile/crypto"
)

const (
	stagingSuffix = ".exile-partial"
	maxName       = 255 // bytes that a name may have on the usual disks
	lockName      = "lock"
	stdoutPlaces  = 16 // runs at a time that write to standard output
)

// Place is the folder beside a target in which a run keeps everything that is
// not finished: .NAME.exile-partial, where a NAME too long for that is cut and
// ends in a sum of the whole. It belongs to one process, which holds a
// lock in it; one without a living owner is emptied by whoever comes next.
//
//	lock    held while the run lives
//	in      standard input, where it is one of the inputs
//	store   the temporary store
//	out     the output, a file or a folder, until it is whole
//	old     what the output replaces, for the moment between two renames
type Place struct {
	target string // absolute; "" for standard output
	dir    string
	lock   *os.File
	last   func(dir string) error // makes the names in a folder last: that of crypto.OS, but in tests
}

// NewPlace makes the place for a target, whose parent folder must exist. For
// standard output ("-") the place lies in the user's cache folder. The error is
// ErrBusy if another run writes the same target.
func NewPlace(target string) (*Place, error) {
	if target == Stdin {
		return newCachePlace()
	}
	abs, err := filepath.Abs(target)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", target, err)
	}
	p := &Place{target: abs, dir: filepath.Join(filepath.Dir(abs), stagingName(filepath.Base(abs))), last: crypto.OS{}.SyncDir}
	if err := p.occupy(); err != nil {
		return nil, fmt.Errorf("prepare %s: %w", target, err)
	}
	return p, nil
}

func newCachePlace() (*Place, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("find a folder for temporary files: %w", err)
	}
	cache = filepath.Join(cache, "exile")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return nil, fmt.Errorf("prepare temporary files: %w", err)
	}
	err = ErrBusy
	for n := 1; n <= stdoutPlaces && errors.Is(err, ErrBusy); n++ {
		p := &Place{dir: filepath.Join(cache, stagingName("stdout-"+strconv.Itoa(n))), last: crypto.OS{}.SyncDir}
		if err = p.occupy(); err == nil {
			return p, nil
		}
	}
	return nil, fmt.Errorf("prepare temporary files: %w", err)
}

// occupy makes or takes over the folder.
func (p *Place) occupy() error {
	for {
		err := os.Mkdir(p.dir, 0o700)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return withoutPath(err)
		}
		if err := p.checkOurs(); err != nil {
			return err
		}
		p.lock, err = lockFile(p.path(lockName))
		if errors.Is(err, fs.ErrNotExist) {
			continue // its owner finished and removed it just now
		}
		if err != nil {
			return withoutPath(err)
		}
		if p.lockHolds() {
			break
		}
		_ = p.lock.Close() // the lock of a run that has just removed its folder
	}
	err := p.restore()
	if err == nil {
		err = p.empty()
	}
	if err == nil {
		err = os.Mkdir(p.path("in"), 0o700)
	}
	if err != nil {
		_ = p.lock.Close()
	}
	return err
}

// checkOurs refuses a folder of that name that was not made here: a link, one
// that others may write, or one that holds things but no lock.
func (p *Place) checkOurs() error {
	info, err := os.Lstat(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() || !isPrivate(info) {
		return fmt.Errorf("%s: %w", filepath.Base(p.dir), ErrNotOurs)
	}
	if _, err := os.Lstat(p.path(lockName)); err == nil {
		return nil
	}
	names, err := os.ReadDir(p.dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && (len(names) == 0 || len(names) == 1 && names[0].Name() == lockName) {
		return nil
	}
	return errors.Join(fmt.Errorf("%s: %w", filepath.Base(p.dir), ErrNotOurs), err)
}

// lockHolds reports whether the file locked is the one that stands there.
func (p *Place) lockHolds() bool {
	mine, err := p.lock.Stat()
	if err != nil {
		return false
	}
	theirs, err := os.Lstat(p.path(lockName))
	return err == nil && os.SameFile(mine, theirs)
}

// restore puts back what a run had moved aside when it was killed between its
// two renames.
func (p *Place) restore() error {
	if p.target == "" {
		return nil
	}
	_, gone := os.Lstat(p.target)
	_, err := os.Lstat(p.path("old"))
	if err != nil || !errors.Is(gone, fs.ErrNotExist) {
		return nil //nolint:nilerr // there is nothing to put back
	}
	return os.Rename(p.path("old"), p.target)
}

// empty removes everything but the lock.
func (p *Place) empty() error {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if e.Name() != lockName {
			errs = append(errs, os.RemoveAll(p.path(e.Name())))
		}
	}
	return errors.Join(errs...)
}

func (p *Place) path(name string) string { return filepath.Join(p.dir, name) }

// Scratch is an existing folder for standard input.
func (p *Place) Scratch() string { return p.path("in") }

// Store is where the temporary store goes; nothing stands there yet.
func (p *Place) Store() string { return p.path("store") }

// Out is where the output goes until it is whole; nothing stands there yet.
func (p *Place) Out() string { return p.path("out") }

// Commit puts the output at its target and discards the rest. With force it
// replaces what CheckTarget allows to replace. After an error the target is as
// it was, unless only Discard failed, which comes last.
func (p *Place) Commit(force bool) error {
	if p.target == "" {
		return p.Discard()
	}
	if err := CheckTarget(p.target, force, nil); err != nil {
		return err
	}
	aside := false
	if _, err := os.Lstat(p.target); err == nil {
		if err := os.Rename(p.target, p.path("old")); err != nil {
			return fmt.Errorf("move the old output aside: %w", err)
		}
		aside = true
	}
	if err := os.Rename(p.Out(), p.target); err != nil {
		return fmt.Errorf("put the output in its place: %w", errors.Join(err, p.putBack(aside)))
	}
	if err := p.last(filepath.Dir(p.target)); err != nil {
		err = errors.Join(err, os.Rename(p.target, p.Out()))
		return fmt.Errorf("make the output last: %w", errors.Join(err, p.putBack(aside)))
	}
	return p.Discard()
}

// ErrUnconfirmed says that a new file is in its place, whole, but that its disk
// did not confirm the name: should the power fail now, the old file may be back.
var ErrUnconfirmed = errors.New("the new file is in place, but the disk did not confirm it") // exit status 1

// Replace puts the output, a regular file that was synced, in the place of its
// target, a regular file or nothing, at once: whenever the program or the computer
// dies, the target is the old file or the new one, whole. (Commit moves the old one
// aside, since no folder is renamed over another.) The rest is to be discarded.
// After an error the target is as it was, but after ErrUnconfirmed.
func (p *Place) Replace(d crypto.Disk) error {
	err := p.checkSingle()
	if err == nil {
		err = p.checkOld()
	}
	if err == nil {
		err = d.Rename(p.Out(), p.target)
	}
	if err != nil {
		return fmt.Errorf("put the output in its place: %w", err)
	}
	return p.confirm(d) // there is no way back: the old file has no name any more
}

// PutNew is Replace for a target that must not be there: ErrExists. What somebody
// else puts there in that moment is not replaced either, unless the disk knows no
// links.
func (p *Place) PutNew(d crypto.Disk) error {
	err := p.checkSingle()
	if err == nil {
		err = CheckTarget(p.target, false, nil)
	}
	if err == nil {
		err = p.link(d)
	}
	if err != nil {
		return fmt.Errorf("put the output in its place: %w", err)
	}
	return p.confirm(d)
}

// link gives the output its name as a second one; the first goes with the place.
// A rename would replace what has the name by now.
func (p *Place) link(d crypto.Disk) error {
	err := d.Link(p.Out(), p.target)
	if err == nil {
		return nil
	}
	out, err1 := os.Lstat(p.Out())
	there, err2 := os.Lstat(p.target)
	switch {
	case errors.Join(err1, err2) == nil && os.SameFile(out, there):
		return nil // of a disk in a network the answer was lost, and it was asked again
	case err2 == nil || errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", p.target, ErrExists)
	}
	return d.Rename(p.Out(), p.target)
}

// confirm makes the name of the target last.
func (p *Place) confirm(d crypto.Disk) error {
	if err := d.SyncDir(filepath.Dir(p.target)); err != nil {
		return fmt.Errorf("%w: %w", ErrUnconfirmed, err)
	}
	return nil
}

// checkSingle refuses an output that is not one file.
func (p *Place) checkSingle() error {
	out, err := os.Lstat(p.Out())
	if err != nil {
		return withoutPath(err)
	}
	if p.target == "" || !out.Mode().IsRegular() {
		return ErrNotSingle
	}
	return nil
}

// checkOld refuses to replace a folder, or a link instead of what it points to.
func (p *Place) checkOld() error {
	old, err := os.Lstat(p.target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !old.Mode().IsRegular() {
		err = ErrNotOurs
	}
	return err
}

// putBack puts back what Commit moved aside. Where that fails the place stays,
// without an owner: the next run tries again before it removes anything.
func (p *Place) putBack(aside bool) error {
	if !aside {
		return nil
	}
	err := os.Rename(p.path("old"), p.target)
	if err != nil {
		err = errors.Join(err, p.lock.Close())
		p.lock = nil
	}
	return err
}

// Discard removes the place and everything in it. It may be called again, and
// after Commit does nothing.
func (p *Place) Discard() error {
	if p.lock == nil {
		return nil
	}
	err := p.empty()
	if err == nil { // the lock goes last: a folder without it is not ours to remove
		err = removeLocked(p.lock, p.path(lockName))
	} else {
		_ = p.lock.Close()
	}
	p.lock = nil
	if err == nil {
		err = os.Remove(p.dir)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return fmt.Errorf("remove temporary files: %w", err)
	}
	return nil
}

// stagingName is the name of the place for a target of that name. It is always
// the same, so that the next run finds what a killed one left.
func stagingName(base string) string {
	name := "." + base + stagingSuffix
	if len(name) <= maxName {
		return name
	}
	sum := sha256.Sum256([]byte(base))
	end := "-" + hex.EncodeToString(sum[:8]) + stagingSuffix
	cut := "." + base[:maxName-len(end)-1]
	for !utf8.ValidString(cut) && utf8.ValidString(base) {
		cut = cut[:len(cut)-1]
	}
	return cut + end
}

// isStaging reports whether a folder's name is that of a place.
func isStaging(name string) bool {
	return strings.HasPrefix(name, ".") && strings.HasSuffix(name, stagingSuffix)
}
