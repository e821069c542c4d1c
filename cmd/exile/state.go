//go:build cgo

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// pins is where this computer remembers the archives that it has seen. Where that
// cannot be read, or no home folder is known, nothing is remembered.
func (a *app) pins() crypto.Pins {
	dir, err := a.stateDir()
	if err != nil || usable(dir) != nil {
		return crypto.Pins{}
	}
	return crypto.Pins{Dir: filepath.Join(dir, pinFolder)}
}

// pinFolder is the folder in the state folder where pins lie.
const pinFolder = "archives"

// usable tells why a state folder cannot be used, if that is so: a folder that is
// not there yet can be made. What stands in its way is syscall.ENOTDIR.
func usable(dir string) error {
	for _, path := range []string{dir, filepath.Join(dir, pinFolder)} {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := f.Stat()
		if err == nil && !info.IsDir() {
			err = syscall.ENOTDIR
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// checkState refuses to write an archive anew that may be remembered, where that
// cannot be read. Where nothing can be remembered there is nothing to compare with.
func (a *app) checkState() error {
	dir, err := a.stateDir()
	if err != nil {
		return nil //nolint:nilerr // nothing is remembered
	}
	if err := usable(dir); err != nil && !errors.Is(err, syscall.ENOTDIR) {
		return &told{statusRefused, lang.StateLocked, lang.V{"name": clean(dir)}}
	}
	return nil
}

// tellForgetful tells that this computer remembers no archives at all.
func (a *app) tellForgetful(path string) {
	dir, err := a.stateDir()
	if err != nil {
		a.tell(a.say(lang.Unremembered, lang.V{"name": clean(path), "why": a.say(lang.NoState, nil)}))
		return
	}
	if err := usable(dir); err != nil {
		a.tellUnremembered(err, path)
	}
}

// tellUnremembered tells that this computer will not notice if an archive is not
// what it was.
func (a *app) tellUnremembered(err error, path string) {
	dir, nowhere := a.stateDir()
	if err == nil || nowhere != nil {
		return
	}
	v := lang.V{"name": clean(path), "dir": clean(dir), "why": clean(err.Error())}
	if pin, ok := errors.AsType[*crypto.PinError](err); ok {
		a.talk("exile: " + a.say(lang.DamagedPin.Sentence, lang.V{"name": clean(path), "path": clean(pin.Path)}))
		a.talk("  " + a.say(lang.DamagedPin.Hint, lang.V{"name": clean(path), "path": clean(pin.Path)}))
		return
	}
	v["why"] = a.say(stateTrouble(err), nil)
	a.tell(a.say(lang.StateUnusable, v))
	if a.verbose {
		a.tell("  " + clean(err.Error()))
	}
}

// stateTrouble is why a state folder cannot be used, in words.
func stateTrouble(err error) lang.Text {
	switch {
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EEXIST):
		return lang.StateIsFile
	case errors.Is(err, syscall.ENOSPC):
		return lang.StateFull
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return lang.StateForbidden
	}
	return lang.StateBroken
}

// stateDir is EXILE_STATE, or where each system's convention puts what an
// application remembers.
func (a *app) stateDir() (string, error) {
	if dir := a.getenv("EXILE_STATE"); dir != "" {
		return dir, nil
	}
	switch a.system {
	case "windows":
		if dir := a.getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "exile"), nil
		}
		return a.inHome("AppData", "Local", "exile")
	case "darwin", "ios":
		return a.inHome("Library", "Application Support", "exile")
	}
	if dir := a.getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) { // others are to be ignored, says the convention
		return filepath.Join(dir, "exile"), nil
	}
	return a.inHome(".local", "state", "exile")
}
