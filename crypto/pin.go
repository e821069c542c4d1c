package crypto

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Pin is what this computer remembers of an archive that it has read or written.
type Pin struct {
	ID         string   `json:"id"`
	Generation int64    `json:"generation"`
	Manifest   string   `json:"manifest"` // SHA-256 of its manifest, in hex
	Secret     string   `json:"secret"`   // SHA-256 of Manifest.Secret, in hex: the folder must not give the secret away
	Recipients []string `json:"recipients"`
	Sealed     bool     `json:"sealed,omitempty"` // this computer has sealed it, and so to these recipients; else it has only read it
}

// PinOf makes the pin of an archive.
func PinOf(a *Archive) Pin { return pinOf(a.Manifest(), a.ManifestSum()) }

func pinOf(m *Manifest, sum string) Pin {
	return Pin{
		ID: m.ID, Generation: m.Generation, Manifest: sum,
		Secret: sumOfSecret(m.Secret), Recipients: slices.Clone(m.Recipients),
	}
}

// sumOfSecret sums the digits as they stand in the manifest.
func sumOfSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Pins is the folder in which pins lie, one file an archive and one a place where
// an archive stood; it is made when the first is saved.
type Pins struct{ Dir string }

// Load returns the pin of an archive and whether there is one. A pin file that
// cannot be read is an error, not "none".
func (p Pins) Load(id string) (Pin, bool, error) {
	path, err := p.path(id)
	if err != nil {
		return Pin{}, false, err
	}
	var pin Pin
	found, err := loadJSON(path, &pin, func() bool { return pin.check() == nil && pin.ID == id })
	if err != nil || !found {
		return Pin{}, false, err
	}
	return pin, true, nil
}

// loadJSON reads a file that remembers something, and reports whether there is one.
func loadJSON(path string, v any, whole func() bool) (found bool, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal(data, v); err != nil || !whole() {
		return false, &PinError{path}
	}
	return true, nil
}

// PinError says that a file which remembers a sealed archive is not as it was
// written. Whoever deletes it takes the archive as it is then.
type PinError struct{ Path string }

func (e *PinError) Error() string {
	return e.Path + ", which remembers a sealed archive, is damaged; delete it to take the archive as it is now"
}

// Save remembers a pin, whole or not at all.
func (p Pins) Save(pin Pin) error {
	path, err := p.path(pin.ID)
	if err != nil {
		return err
	}
	if err := pin.check(); err != nil {
		return err
	}
	return p.put(path, pin)
}

// put writes a file of the folder, whole or not at all.
func (p Pins) put(path string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(p.Dir, 0o700); err != nil {
		return err
	}
	// Two programs may save at once: each has a name of its own, the last stays.
	temp := path + "." + strings.ToLower(rand.Text()[:8]) + ".tmp"
	if err := writeWhole(temp, append(data, '\n')); err != nil {
		return errors.Join(err, removed(temp))
	}
	if err := (OS{}).Rename(temp, path); err != nil {
		return errors.Join(err, removed(temp))
	}
	return (OS{}).SyncDir(p.Dir)
}

func writeWhole(path string, data []byte) error {
	f, err := OS{}.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// removed removes a file that may not be there.
func removed(path string) error {
	err := OS{}.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// path returns the name of an archive's pin file. The id comes out of an
// archive: nothing but its 32 digits becomes a name.
func (p Pins) path(id string) (string, error) {
	if !hexed(id, 16) {
		return "", errBadID()
	}
	return filepath.Join(p.Dir, id+".json"), nil
}

// check tells whether a pin can be one.
func (p Pin) check() error {
	if !hexed(p.ID, 16) || p.Generation < 1 || !hexed(p.Manifest, 32) || !hexed(p.Secret, 32) || len(p.Recipients) == 0 {
		return fmt.Errorf("%w: what is to be remembered of it is not whole", ErrDamaged)
	}
	return nil
}

// Suspicion is a reason to doubt that an archive is the one it was.
type Suspicion string

// The suspicions.
const (
	OlderGeneration   Suspicion = "older-generation"   // it was put back to an older state
	OtherHistory      Suspicion = "other-history"      // it was written elsewhere from the same generation: one of the two is lost to the other
	UnknownSecret     Suspicion = "unknown-secret"     // made by somebody who has never read the archive
	ChangedRecipients Suspicion = "changed-recipients" // sealed to others than before
	OtherArchive      Suspicion = "other-archive"      // another archive stood in its place; see Pins.Places
)

// Compare tells what is suspicious about an archive of the same ID; which ID that
// is the archive states itself, so its place is to be looked at too. An archive
// that is more than one generation further is taken as it is: what lies between
// was not seen here.
func (p Pin) Compare(a *Archive) []Suspicion { return p.compare(a.Manifest(), a.ManifestSum()) }

func (p Pin) compare(m *Manifest, sum string) []Suspicion {
	var out []Suspicion
	switch {
	case m.Generation < p.Generation:
		out = append(out, OlderGeneration)
	case m.Generation == p.Generation && sum != p.Manifest,
		m.Generation == p.Generation+1 && m.Previous != p.Manifest:
		out = append(out, OtherHistory)
	}
	if sumOfSecret(m.Secret) != p.Secret {
		out = append(out, UnknownSecret)
	}
	if !slices.Equal(sortedSet(m.Recipients), sortedSet(p.Recipients)) {
		out = append(out, ChangedRecipients)
	}
	return out
}

func sortedSet(list []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}
