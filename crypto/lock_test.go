package crypto

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestReadLock(t *testing.T) {
	k, pq := newKey(t, false), newKey(t, true)
	pass, err := PassphraseRecipient("open sesame", testWork)
	if err != nil {
		t.Fatal(err)
	}
	withKey := sealTo(t, "x", k.Recipient, newKey(t, false).Recipient)
	for _, tt := range []struct {
		name string
		in   []byte
		want Lock
		err  error
	}{
		{"two keys", withKey, Lock{Types: []string{"X25519", "X25519"}}, nil},
		{"post-quantum", sealTo(t, "x", pq.Recipient), Lock{Types: []string{"mlkem768x25519"}}, nil},
		{"a passphrase", sealTo(t, "x", pass), Lock{true, testWork, []string{"scrypt"}}, nil},
		{"text form", armored(t, withKey), Lock{}, ErrArmored},
		{"cut", withKey[:100], Lock{}, ErrDamaged},
		{"empty", nil, Lock{}, ErrNotSealed},
		{"a zip", []byte("PK\x03\x04 and so on"), Lock{}, ErrNotSealed},
		{"a later age", []byte("age-encryption.org/v2\n"), Lock{}, ErrNotSealed},
	} {
		got, err := ReadLock(bytes.NewReader(tt.in))
		if !errors.Is(err, tt.err) || got.Passphrase != tt.want.Passphrase || got.WorkFactor != tt.want.WorkFactor ||
			!slices.Equal(got.Types, tt.want.Types) {
			t.Errorf("%s: %+v, %v", tt.name, got, err)
		}
	}
	gone := errors.New("the stick was pulled out")
	if _, err := ReadLock(failing{gone}); !errors.Is(err, gone) || errors.Is(err, ErrDamaged) {
		t.Errorf("a disk that fails: %v", err)
	}
	if _, _, err := openPayload(failing{gone}, 1000, nil); !errors.Is(err, gone) || errors.Is(err, ErrDamaged) {
		t.Errorf("a disk that fails: %v", err)
	}
}

// A header without an end is not read to the end of what pretends to be a file.
func TestReadLockIsBounded(t *testing.T) {
	for name, line := range map[string]string{
		"stanzas":          "-> X25519 abc\n\n",
		"one long line":    "-> " + strings.Repeat("a", 1000),
		"one long stanza":  strings.Repeat("A", 64) + "\n",
		"nothing but ends": "\n",
	} {
		r := &endless{start: ageIntro + "-> X25519 abc\n", line: line}
		if _, err := ReadLock(r); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if r.far > maxHeader {
			t.Errorf("%s: %d bytes were read", name, r.far)
		}
		r.far = 0
		if _, _, err := openPayload(r, 1<<50, nil); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if r.far > 4<<20 {
			t.Errorf("%s: %d bytes were read to open it", name, r.far)
		}
	}
}

// endless is a file of a beginning and then one line for ever.
type endless struct {
	start, line string
	far         int64 // where reading has come to
}

func (e *endless) ReadAt(p []byte, off int64) (int, error) {
	for i := range p {
		at := off + int64(i)
		if at < int64(len(e.start)) {
			p[i] = e.start[at]
		} else {
			p[i] = e.line[(at-int64(len(e.start)))%int64(len(e.line))]
		}
	}
	e.far = max(e.far, off+int64(len(p)))
	return len(p), nil
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }
