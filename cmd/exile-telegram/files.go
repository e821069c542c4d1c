package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
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
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".exile-partial")
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return about(err, path)
	}
	err = errors.Join(f.Chmod(0o600), write(f), f.Sync())
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return about(errors.Join(err, os.Remove(part)), path)
	}
	return nil
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
