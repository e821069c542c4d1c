package crypto

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// ManifestVersion is the version of the profile that this package writes.
const ManifestVersion = 1

// The names of the two entries that every archive ends with.
const (
	PaddingName  = "padding"
	ManifestName = "manifest.json"
)

// Manifest is the last entry of a sealed archive: what is in it, and what ties
// it to the archives before it. docs/sealed-archive.md describes its JSON.
type Manifest struct {
	Version    int      `json:"version"`    // ManifestVersion
	ID         string   `json:"id"`         // of the archive through all its generations: 32 hex digits
	Generation int64    `json:"generation"` // 1, and one more each time it is written anew
	Previous   string   `json:"previous"`   // SHA-256 of the manifest of the generation before, in hex; "" for the first
	Recipients []string `json:"recipients"` // whom it is sealed to: "age1…", or "passphrase" alone
	Secret     string   `json:"secret"`     // 64 hex digits, the same in all generations: whoever has never read the archive does not know it
	Entries    []Entry  `json:"entries"`    // in the order of the zip, without padding and manifest
}

// Entry is a file in a sealed archive.
type Entry struct {
	Name   string `json:"name"`   // slash-separated: "chats.db", "media/ab/…"
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // of the bytes, in hex
	Part   int    `json:"part"`   // 0; for archives that are spread over several files, one day
}

// NewManifest begins the history of an archive: generation 1, a random ID and a
// random secret.
func NewManifest() Manifest {
	return Manifest{Version: ManifestVersion, ID: randomHex(16), Generation: 1, Secret: randomHex(32)}
}

// Next begins the generation after m, whose bytes have the SHA-256 sum (in hex,
// see Archive.ManifestSum).
func (m *Manifest) Next(sum string) Manifest {
	return Manifest{
		Version: ManifestVersion, ID: m.ID, Generation: m.Generation + 1, Previous: sum, Secret: m.Secret,
	}
}

func randomHex(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails, see crypto/rand
	return hex.EncodeToString(b)
}

// text returns the JSON of a manifest. There is one way to write it, with an
// entry a line: so no two programs can read the same manifest differently.
// Nothing in a manifest that check has passed needs escaping.
func (m *Manifest) text() []byte {
	b := []byte("{\n\"version\":")
	b = strconv.AppendInt(b, int64(m.Version), 10)
	b = append(b, ",\n\"id\":\""+m.ID+"\",\n\"generation\":"...)
	b = strconv.AppendInt(b, m.Generation, 10)
	b = append(b, ",\n\"previous\":\""+m.Previous+"\",\n\"recipients\":[\""...)
	b = append(b, strings.Join(m.Recipients, `","`)+"\"],\n\"secret\":\""+m.Secret+"\",\n\"entries\":["...)
	for i, e := range m.Entries {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"name\":\""...)
		b = append(b, e.Name...)
		b = append(b, "\",\"size\":"...)
		b = strconv.AppendInt(b, e.Size, 10)
		b = append(b, ",\"sha256\":\""...)
		b = append(b, e.SHA256...)
		b = append(b, "\",\"part\":"...)
		b = strconv.AppendInt(b, int64(e.Part), 10)
		b = append(b, '}')
	}
	return append(b, "\n]\n}\n"...)
}

// parseManifest reads what text writes, and nothing else. The number of
// entries must be count.
// Errors: ErrNewer, ErrDamaged.
func parseManifest(text string, count int) (*Manifest, error) {
	t := manifestText{rest: text}
	m := &Manifest{}
	m.Version = int(t.number("{\n\"version\":", math.MaxInt32))
	if t.err == nil && m.Version > ManifestVersion {
		return nil, fmt.Errorf("%w: version %d", ErrNewer, m.Version)
	}
	m.ID = t.word(",\n\"id\":\"")
	m.Generation = t.number("\",\n\"generation\":", math.MaxInt64)
	m.Previous = t.word(",\n\"previous\":\"")
	to, closed := strings.CutSuffix(t.until("\",\n\"recipients\":[\"", ']'), `"`)
	if t.err == nil && !closed {
		t.err = t.fault("recipients")
	}
	m.Recipients = strings.Split(to, `","`)
	m.Secret = t.word("],\n\"secret\":\"")
	t.take("\",\n\"entries\":[")
	// An entry takes a hundred bytes or more, so count is no more than was sent.
	m.Entries = make([]Entry, 0, min(count, len(t.rest)/100))
	for sep := "\n{\"name\":\""; t.err == nil && !strings.HasPrefix(t.rest, "\n]"); sep = ",\n{\"name\":\"" {
		if len(m.Entries) == count {
			return nil, fmt.Errorf("%w: the manifest has more entries than the zip", ErrDamaged)
		}
		e := Entry{Name: t.word(sep)}
		e.Size = t.number("\",\"size\":", math.MaxInt64)
		e.SHA256 = t.word(",\"sha256\":\"")
		e.Part = int(t.number("\",\"part\":", math.MaxInt32))
		t.take("}")
		m.Entries = append(m.Entries, e)
	}
	t.take("\n]\n}\n")
	switch {
	case t.err != nil:
		return nil, t.err
	case t.rest != "":
		return nil, t.fault("the end")
	case len(m.Entries) < count:
		return nil, fmt.Errorf("%w: the zip has more entries than the manifest", ErrDamaged)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%w: manifest: %w", ErrDamaged, err)
	}
	return m, nil
}

// check checks all that can be told of a manifest by itself.
func (m *Manifest) check() error {
	switch {
	case m.Version != ManifestVersion:
		return fmt.Errorf("version %d", m.Version)
	case !hexed(m.ID, 16):
		return errors.New("the id is not of 32 hex digits")
	case !hexed(m.Secret, 32):
		return errors.New("the secret is not of 64 hex digits")
	case m.Generation < 1:
		return fmt.Errorf("generation %d", m.Generation)
	case m.Generation == 1 && m.Previous != "", m.Generation > 1 && !hexed(m.Previous, 32):
		return fmt.Errorf("the previous manifest of generation %d is %q", m.Generation, m.Previous)
	case len(m.Recipients) == 0:
		return errors.New("it has no recipients")
	}
	for _, r := range m.Recipients {
		if r == "" || !spelled(r, "+-._") {
			return fmt.Errorf("the recipient %q", r)
		}
	}
	if slices.Contains(m.Recipients, Passphrase) && len(m.Recipients) > 1 {
		return errors.New("a passphrase and other recipients")
	}
	for i, e := range m.Entries {
		if err := e.check(); err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
	}
	return nil
}

// index tells where in Entries a name stands. Errors: ErrDamaged, for a name
// that comes twice.
func (m *Manifest) index() (map[string]int, error) {
	at := make(map[string]int, len(m.Entries))
	for i, e := range m.Entries {
		at[e.Name] = i
	}
	if len(at) == len(m.Entries) {
		return at, nil
	}
	for i, e := range m.Entries {
		if at[e.Name] != i {
			return nil, fmt.Errorf("%w: manifest: %s comes twice", ErrDamaged, e.Name)
		}
	}
	return at, nil
}

func (e *Entry) check() error {
	if err := validName(e.Name); err != nil {
		return err
	}
	switch {
	case e.Name == PaddingName || e.Name == ManifestName:
		return fmt.Errorf("the name %s is taken", e.Name)
	case e.Size < 0:
		return fmt.Errorf("%s: size %d", e.Name, e.Size)
	case !hexed(e.SHA256, 32):
		return fmt.Errorf("%s: the SHA-256 is not of 64 hex digits", e.Name)
	case e.Part != 0:
		return fmt.Errorf("%s: it lies in part %d", e.Name, e.Part)
	}
	return nil
}

// hexed reports whether s is n bytes in lower-case hex.
func hexed(s string, n int) bool {
	return len(s) == 2*n && strings.Trim(s, "0123456789abcdef") == ""
}

// manifestText is a manifest that is being read. The first error stays.
type manifestText struct {
	rest string
	err  error
}

func (t *manifestText) fault(at string) error {
	return fmt.Errorf("%w: the manifest is not written as it must be, near %q", ErrDamaged, at)
}

// take reads exactly that.
func (t *manifestText) take(s string) {
	rest, ok := strings.CutPrefix(t.rest, s)
	if t.err == nil && !ok {
		t.err = t.fault(s)
	}
	if t.err == nil {
		t.rest = rest
	}
}

// until reads the prefix and all before the byte end, which stays.
func (t *manifestText) until(prefix string, end byte) string {
	t.take(prefix)
	n := strings.IndexByte(t.rest, end)
	if t.err == nil && n < 0 {
		t.err = t.fault(prefix)
	}
	if t.err != nil {
		return ""
	}
	s := t.rest[:n]
	t.rest = t.rest[n:]
	return s
}

// word reads the prefix and a string; its closing quote stays.
func (t *manifestText) word(prefix string) string { return t.until(prefix, '"') }

// number reads the prefix and a decimal number from 0 to limit.
func (t *manifestText) number(prefix string, limit int64) int64 {
	t.take(prefix)
	n := 0
	for n < len(t.rest) && '0' <= t.rest[n] && t.rest[n] <= '9' {
		n++
	}
	v, err := strconv.ParseInt(t.rest[:n], 10, 64)
	if t.err == nil && (err != nil || v > limit || (n > 1 && t.rest[0] == '0')) {
		t.err = t.fault(prefix)
	}
	if t.err != nil {
		return 0
	}
	t.rest = t.rest[n:]
	return v
}
