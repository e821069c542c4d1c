package main

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/crypto"
)

// vacant refuses a file that is there already, unless it may be replaced.
func vacant(path string, force bool) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return about(err, path)
	case force && info.Mode().IsRegular():
		return nil
	}
	return &told{console.Refused, lang.CourierTaken, lang.V{"name": console.Clean(path)}}
}

// writeFile makes a file that its owner alone can read, whole or not at all.
func writeFile(path string, force bool, write func(w io.Writer) error) error {
	if err := vacant(path, force); err != nil {
		return err
	}
	var disk crypto.OS
	dir := filepath.Dir(path)
	part := filepath.Join(dir, ".exile-"+strings.ToLower(rand.Text())+".partial") // nobody could lay a link there
	f, err := disk.Create(part)
	if err != nil {
		return about(err, path)
	}
	err = errors.Join(write(f), f.Sync())
	if err = errors.Join(err, f.Close()); err == nil {
		err = disk.Rename(part, path)
	}
	if err != nil {
		return about(errors.Join(err, disk.Remove(part)), path)
	}
	return about(disk.SyncDir(dir), path)
}

// fileName makes a name of a file out of a chat's title, good on every system.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) {
			return '_'
		}
		return r
	}, console.Clean(title))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " .-")
	for len(name) > longestName {
		runes := []rune(name)
		name = strings.TrimSpace(string(runes[:len(runes)-1]))
	}
	if name == "" {
		return "chat"
	}
	return name
}

// longestName is in bytes: file systems take 255, and endings are to follow.
const longestName = 120
