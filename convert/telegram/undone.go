package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// undoneEnd is behind a plan's ID in the name of the file that says when what it
// delivered was taken back.
const undoneEnd = ".undone"

// undoneVersion is the one of such files.
const undoneVersion = 1

// undoneFile is such a file.
type undoneFile struct {
	Version int       `json:"version"`
	At      time.Time `json:"at"`
}

// noteUndone writes that all of a receipt was taken back.
func noteUndone(k *Keep, plan string, at time.Time) error {
	if !isPlanID(plan) {
		return fmt.Errorf("%w: it names no plan", ErrBadReceipt)
	}
	data, err := json.Marshal(undoneFile{undoneVersion, at.UTC()})
	if err != nil {
		return err
	}
	return k.save(plan+undoneEnd, append(data, '\n'))
}

// undoneAt returns when what a plan delivered was taken back; zero: it was not.
func undoneAt(dir, plan string) (time.Time, error) {
	path := filepath.Join(dir, plan+undoneEnd)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	var f undoneFile
	if err := json.Unmarshal(data, &f); err != nil || f.Version != undoneVersion || f.At.IsZero() {
		return time.Time{}, &fs.PathError{Op: "read", Path: path, Err: ErrDamagedJournal}
	}
	return f.At, nil
}
