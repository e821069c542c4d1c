package keyfile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"exile/crypto"
)

// New is a key that was made for an archive. Its file, locked by a passphrase, is on
// the disk before the archive gets its name: there is never an archive without its
// key. An archive that is there already may have a key file of the usual name, and
// needs it until then; so the new one has another name first, under which it is
// looked for too.
type New struct {
	crypto.Key
	Path  string // of the key file, in the end
	At    string // where it is now
	Aged  bool   // one that opened the archive until now has that name
	Kept  string // where that one is now; "": it was not moved
	Stray string // where one is now that a run had left which was killed; "": there was none
}

// TakenError says that a key file stands where a new one would go. An archive may
// need it.
type TakenError struct{ Path string }

// Error names the file.
func (e *TakenError) Error() string { return e.Path + ": there is a key file already" }

// Place settles where the file of a new key goes. A key file that has not opened the
// archive (opener is the one that has) is somebody else's, and stays: TakenError.
func Place(archive, opener string) (*New, error) {
	k := &New{Path: Beside(archive)}
	k.At = k.Path
	if isFile(archive) {
		k.At = NextBeside(archive)
	}
	k.Aged = stands(k.Path)
	opened := k.Aged && sameFile(k.Path, opener)
	switch {
	case k.Aged && (k.At == k.Path || !opened):
		return nil, &TakenError{k.Path}
	case k.At != k.Path && stands(k.At) && !opened:
		return nil, &TakenError{k.At} // it may be the one that opens the archive now
	}
	return k, nil
}

// Unfinished is the key that opened an archive under its first name, since the run
// that made it was killed; it is to be settled. nil: opener has its name.
func Unfinished(archive, opener string) *New {
	k := &New{Path: Beside(archive), At: NextBeside(archive)}
	if opener != k.At {
		return nil
	}
	k.Aged = stands(k.Path)
	return k
}

// Write writes the file of the key, locked by a passphrase. It never replaces one,
// and what a run that was killed left where it goes is put aside: the archive opened
// without it. Errors: TakenError, crypto.ErrBadKey, those of the disk.
func (k *New) Write(passphrase string, made time.Time) error {
	var locked bytes.Buffer
	if err := crypto.LockKey(&locked, Text(k.Key, made), passphrase, crypto.WorkFactor); err != nil {
		return err
	}
	if k.At != k.Path && stands(k.At) {
		var err error
		if k.Stray, err = putAside(crypto.OS{}, k.At, strings.TrimSuffix(k.At, nextSuffix)); err != nil {
			return err
		}
	}
	err := WriteFile(k.At, locked.Bytes())
	if errors.Is(err, fs.ErrExist) {
		return &TakenError{k.At}
	}
	return err
}

// Discard removes the key file of an archive that came to nothing. It does nothing
// on nil.
func (k *New) Discard() error {
	if k == nil {
		return nil
	}
	return os.Remove(k.At)
}

// Settle gives the key file its name, once the archive has its own. The one of
// before is kept under another. Wherever this ends, both are there, and the new one
// is found. It does nothing on nil.
func (k *New) Settle(disk crypto.Disk) error {
	if k == nil || k.At == k.Path {
		return nil
	}
	if k.Aged {
		kept, err := putAside(disk, k.Path, strings.TrimSuffix(k.Path, lockedSuffix))
		if err != nil {
			return err
		}
		k.Kept = kept
	}
	if stands(k.Path) {
		return fmt.Errorf("rename %s: %w", k.At, fs.ErrExist)
	}
	if err := disk.Rename(k.At, k.Path); err != nil {
		return err
	}
	k.At = k.Path
	return disk.SyncDir(filepath.Dir(k.Path))
}

// putAside renames a key file to the first name for old ones that nothing has, and
// waits until that is on the disk.
func putAside(disk crypto.Disk, path, stem string) (string, error) {
	name := stem + oldSuffix + Sealed
	for n := 2; stands(name); n++ {
		name = fmt.Sprintf("%s%s-%d%s", stem, oldSuffix, n, Sealed)
	}
	if err := disk.Rename(path, name); err != nil {
		return "", err
	}
	return name, disk.SyncDir(filepath.Dir(name))
}

// Text is a key as age-keygen writes it.
func Text(k crypto.Key, made time.Time) string {
	return fmt.Sprintf("# created: %s\n# public key: %s\n%s\n", made.Format(time.RFC3339), k.Recipient.Name, k.Identity)
}

// WriteFile writes a file that only its owner may read and that is not there yet:
// whole and on the disk, or not at all. Errors: fs.ErrExist, those of the disk.
func WriteFile(path string, data []byte) error {
	disk := crypto.OS{}
	f, err := disk.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = disk.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		return errors.Join(err, disk.Remove(path))
	}
	return nil
}
