//go:build cgo

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"exile/cmd/internal/lang"
)

// storeName is the folder of the store in the user's data folder.
const storeName = "history.exile"

// storeDir is the store to use: --store, EXILE_STORE, or the usual place.
func (a *app) storeDir() (string, error) {
	if a.store != "" {
		return a.store, nil
	}
	if dir := a.getenv("EXILE_STORE"); dir != "" {
		return dir, nil
	}
	return a.usualStore()
}

// usualStore is the store in the usual place: sealed, if only that is there.
func (a *app) usualStore() (string, error) {
	plain, err := a.defaultStore()
	if err != nil || !isFile(plain+sealedSuffix) {
		return plain, err
	}
	if _, err := os.Lstat(plain); errors.Is(err, fs.ErrNotExist) {
		return plain + sealedSuffix, nil
	}
	a.tell(a.say(lang.SealedToo, lang.V{"name": clean(plain + sealedSuffix)}))
	return plain, nil
}

// defaultStore is where each system's convention puts an application's data.
func (a *app) defaultStore() (string, error) {
	switch a.system {
	case "windows":
		if dir := a.getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "exile", storeName), nil
		}
		return a.inHome("AppData", "Local", "exile", storeName)
	case "darwin", "ios":
		return a.inHome("Library", "Application Support", "exile", storeName)
	}
	if dir := a.getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) { // others are to be ignored, says the convention
		return filepath.Join(dir, "exile", storeName), nil
	}
	return a.inHome(".local", "share", "exile", storeName)
}

func (a *app) inHome(elem ...string) (string, error) {
	home, err := a.home()
	if err != nil {
		return "", &told{statusFailed, lang.NoHome, nil}
	}
	return filepath.Join(append([]string{home}, elem...)...), nil
}

// defaultStoreForHelp is the usual place without the name of the user.
func (a *app) defaultStoreForHelp() string {
	b := *a
	b.home = func() (string, error) { return "~", nil }
	dir, err := b.defaultStore()
	if err != nil {
		return ""
	}
	return dir
}
