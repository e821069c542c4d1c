package crypto

import (
	"bytes"
	"errors"
	"slices"
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

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }
