//go:build cgo

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// newKey is a key that was made for an archive. Its file, locked by a
// passphrase, is on the disk before the archive gets its name: there is never
// an archive without its key. An archive that is there already may have a key
// file of the usual name, and needs it until then; so the new one has another
// name first, under which it is looked for too.
type newKey struct {
	crypto.Key
	path string // of the key file, in the end
	at   string // where it is now
	aged bool   // one that opened the archive until now has that name
	kept string // where that one is now; "": it was not moved
}

// beside is the file beside an archive that has another ending.
func beside(archive, suffix string) string {
	return strings.TrimSuffix(archive, sealedSuffix) + suffix
}

// keyFileBeside is where the key file of an archive lies, locked by a passphrase.
func keyFileBeside(archive string) string { return beside(archive, lockedKeySuffix) }

// nextKeyBeside is where it lies until the archive has its name.
func nextKeyBeside(archive string) string { return beside(archive, nextKeySuffix) }

// placeOfKey settles where the file of a new key goes. A key file that has not
// opened the archive is somebody else's, and stays.
func (a *app) placeOfKey(archive string) (*newKey, error) {
	k := &newKey{path: keyFileBeside(archive)}
	k.at = k.path
	if isFile(archive) {
		k.at = nextKeyBeside(archive)
	}
	k.aged = stands(k.path)
	opened := k.aged && sameFile(k.path, a.opener)
	switch {
	case k.aged && (k.at == k.path || !opened):
		return nil, keyTaken(k.path)
	case k.at != k.path && stands(k.at) && !opened:
		return nil, keyTaken(k.at) // it may be the one that opens the archive now
	}
	return k, nil
}

// clearNext puts aside what a run that was killed left where a new key goes.
// The archive opened without it.
func (a *app) clearNext(k *newKey) error {
	if k.at == k.path || !stands(k.at) {
		return nil
	}
	kept, err := putAside(crypto.OS{}, k.at, strings.TrimSuffix(k.at, nextKeySuffix))
	if err != nil {
		return about(err, k.at)
	}
	a.tell(a.say(lang.StrayKey, lang.V{"path": clean(kept)}))
	return nil
}

// finishKeys ends the moving of keys that a run left undone which was killed: the
// archive opens with the key under its first name.
func (a *app) finishKeys(archive string) error {
	k := &newKey{path: keyFileBeside(archive), at: nextKeyBeside(archive)}
	if a.opener != k.at {
		return nil
	}
	k.aged = stands(k.path)
	if err := k.settle(crypto.OS{}); err != nil {
		return about(err, k.at)
	}
	a.opener = k.path
	a.tellKept(k)
	return nil
}

// discard removes the key file of an archive that came to nothing. It does
// nothing on nil.
func (k *newKey) discard() error {
	if k == nil {
		return nil
	}
	return os.Remove(k.at)
}

// settle gives the key file its name, once the archive has its own. The one of
// before is kept under another. Wherever this ends, both are there, and the new
// one is found. It does nothing on nil.
func (k *newKey) settle(disk crypto.Disk) error {
	if k == nil || k.at == k.path {
		return nil
	}
	if k.aged {
		kept, err := putAside(disk, k.path, strings.TrimSuffix(k.path, lockedKeySuffix))
		if err != nil {
			return err
		}
		k.kept = kept
	}
	if stands(k.path) {
		return fmt.Errorf("rename %s: %w", k.at, fs.ErrExist)
	}
	if err := disk.Rename(k.at, k.path); err != nil {
		return err
	}
	k.at = k.path
	return disk.SyncDir(filepath.Dir(k.path))
}

// putAside renames a key file to the first name for old ones that nothing has,
// and waits until that is on the disk.
func putAside(disk crypto.Disk, path, stem string) (string, error) {
	name := stem + oldKeySuffix + sealedSuffix
	for n := 2; stands(name); n++ {
		name = fmt.Sprintf("%s%s-%d%s", stem, oldKeySuffix, n, sealedSuffix)
	}
	if err := disk.Rename(path, name); err != nil {
		return "", err
	}
	return name, disk.SyncDir(filepath.Dir(name))
}

// stands reports whether a path is taken, or cannot be told to be free.
func stands(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// sameFile reports whether two paths lead to one file.
func sameFile(a, b string) bool {
	one, err1 := os.Stat(a)
	other, err2 := os.Stat(b)
	return errors.Join(err1, err2) == nil && os.SameFile(one, other)
}

func keyTaken(path string) error {
	return &told{statusRefused, lang.KeyTaken, lang.V{"name": clean(path)}}
}

// tellNewKey says where the key file is that was made, and how it is kept from
// being lost. It does nothing on nil.
func (a *app) tellNewKey(k *newKey, r *recipientFlags, archive string) {
	if k == nil {
		return
	}
	a.tellMadeKey(k)
	a.tellKept(k)
	switch r.sheet {
	case "":
		a.tell(a.say(lang.NoSheetMade, lang.V{"archive": clean(archive)}))
	case "-":
	default:
		a.tell(a.say(lang.LineSheet, lang.V{"path": clean(r.sheet)}))
	}
}

// tellMadeKey says where a new key file is. It does nothing on nil.
func (a *app) tellMadeKey(k *newKey) {
	if k != nil {
		a.tell(a.say(lang.LineKey, lang.V{"path": clean(k.at)}))
	}
}

// tellKept says where the key file of before is.
func (a *app) tellKept(k *newKey) {
	if k.kept != "" {
		a.tell(a.say(lang.LineOldKey, lang.V{"path": clean(k.kept)}))
	}
}
