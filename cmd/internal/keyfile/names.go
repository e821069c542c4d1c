package keyfile

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// Sealed is the ending of a sealed archive.
const Sealed = ".age"

// The endings of the key files beside an archive, which stand in the place of its own.
const (
	lockedSuffix = ".key.age"     // locked by a passphrase
	nextSuffix   = ".key.new.age" // the same, until the archive that it opens has its name
	oldSuffix    = ".key.old"     // the same, of older copies; a number may follow, and .age
	plainSuffix  = ".key"         // in the clear
)

// Beside is where the key file of an archive lies, locked by a passphrase.
func Beside(archive string) string { return beside(archive, lockedSuffix) }

// NextBeside is where it lies until the archive has its name.
func NextBeside(archive string) string { return beside(archive, nextSuffix) }

// beside is the file beside an archive that has another ending.
func beside(archive, suffix string) string {
	return strings.TrimSuffix(archive, Sealed) + suffix
}

// Rings are the key files beside an archive, those that are tried together in a
// list. There may be two, after a run that gave it a new key and was killed, and
// then nothing but trying tells which opens it. One in the clear counts only where
// no locked one is.
func Rings(archive string) [][]string {
	var rings [][]string
	for _, path := range []string{Beside(archive), NextBeside(archive)} {
		if isFile(path) {
			rings = append(rings, []string{path})
		}
	}
	if plain := beside(archive, plainSuffix); len(rings) == 0 && isFile(plain) {
		rings = append(rings, []string{plain})
	}
	return rings
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
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
