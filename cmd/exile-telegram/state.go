package main

import (
	"path/filepath"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// stateDir is EXILE_TELEGRAM_DIR, or where each system's convention puts what an
// application remembers: beside exile's own, which the courier never touches.
func (a *app) stateDir() (string, error) {
	if dir := a.getenv("EXILE_TELEGRAM_DIR"); dir != "" {
		return dir, nil
	}
	const name = "exile-telegram"
	switch a.system {
	case "windows":
		if dir := a.getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, name), nil
		}
		return a.inHome("AppData", "Local", name)
	case "darwin", "ios":
		return a.inHome("Library", "Application Support", name)
	}
	if dir := a.getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) { // others are to be ignored, says the convention
		return filepath.Join(dir, name), nil
	}
	return a.inHome(".local", "state", name)
}

func (a *app) inHome(names ...string) (string, error) {
	home, err := a.home()
	if err != nil || home == "" {
		return "", &told{console.Failed, lang.CourierNoState, nil}
	}
	return filepath.Join(append([]string{home}, names...)...), nil
}
