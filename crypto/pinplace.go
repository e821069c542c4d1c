package crypto

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// standing is what is remembered of a place: which archive stood there.
type standing struct {
	ID string `json:"id"`
}

// Places returns the ids of the archives that stood at a path when they were last
// seen: under the name itself, and where it leads if that is a link. None is
// returned for a path that was never seen, as of an archive that was moved.
//
// An archive is found again by its id, and the id stands in the file: whoever puts
// another file in its place chooses which pin it is compared with. Only the place
// tells that it was another archive before ([OtherArchive]).
func (p Pins) Places(path string) ([]string, error) {
	files, err := p.placeFiles(path)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, file := range files {
		var s standing
		found, err := loadJSON(file, &s, func() bool { return hexed(s.ID, 16) })
		if err != nil {
			return nil, err
		}
		if found && !slices.Contains(ids, s.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids, nil
}

// SavePlace remembers that the archive of an id stands at a path.
func (p Pins) SavePlace(path, id string) error {
	if !hexed(id, 16) {
		return errBadID()
	}
	files, err := p.placeFiles(path)
	if err != nil {
		return err
	}
	for _, file := range files {
		var s standing
		if found, err := loadJSON(file, &s, func() bool { return true }); err == nil && found && s.ID == id {
			continue
		}
		if err := p.put(file, standing{id}); err != nil {
			return err
		}
	}
	return nil
}

// placeFiles are the files that remember what stood at a path. Their names are sums
// of the path: the folder must not be a list of where archives lie. (Whoever
// guesses a path can tell from it that an archive stood there.)
func (p Pins) placeFiles(path string) ([]string, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	leads, err := resolved(whole)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, one := range []string{whole, leads} {
		sum := sha256.Sum256([]byte(norm.NFC.String(one))) // macOS gives the same name in either form
		files = append(files, filepath.Join(p.Dir, "place-"+hex.EncodeToString(sum[:])+".json"))
	}
	return slices.Compact(files), nil
}

// resolved follows the links in a path, whose last part need not be there.
func resolved(path string) (string, error) {
	leads, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return leads, err
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path))
	return filepath.Join(dir, filepath.Base(path)), err
}

func errBadID() error { return fmt.Errorf("%w: its id is not 32 hex digits", ErrDamaged) }
