//go:build cgo

package main

import (
	"path/filepath"

	"exile/crypto"
)

// pins is where this computer remembers the archives that it has seen. Where no
// home folder is known, nothing is remembered.
func (a *app) pins() crypto.Pins {
	dir, err := a.stateDir()
	if err != nil {
		return crypto.Pins{}
	}
	return crypto.Pins{Dir: filepath.Join(dir, "archives")}
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
