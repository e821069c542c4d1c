package telegram

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"filippo.io/age"

	"exile/crypto"
)

const (
	secretSize  = 32
	maxKept     = 1 << 20 // bytes of a file of the folder, in the clear: far more than a session has
	keptVersion = 1
)

// keptSession is what session.age holds.
type keptSession struct {
	Version int     `json:"version"`
	AppID   int     `json:"app_id"`
	AppHash string  `json:"app_hash"`
	Account Account `json:"account"`
	Session []byte  `json:"session"`
}

// openKey unlocks the key. The error is fs.ErrNotExist if there is none.
func (k *Keep) openKey(passphrase string) (*age.X25519Identity, error) {
	path := k.path(keyFile)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	once := func(_ context.Context, again bool) (string, error) {
		if again {
			return "", fmt.Errorf("%w: the passphrase is wrong", crypto.ErrWrongKey)
		}
		return passphrase, nil
	}
	ids, _, err := crypto.ParseIdentities(context.Background(), f, once, 0)
	switch {
	case errors.Is(err, crypto.ErrWorkFactor):
		return nil, k.unusable(keyFile, crypto.ErrWorkFactor)
	case errors.Is(err, crypto.ErrBadKey), errors.Is(err, crypto.ErrNoKeys), errors.Is(err, crypto.ErrDamaged):
		return nil, k.unusable(keyFile, ErrDamaged)
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if len(ids) == 1 {
		if key, ok := ids[0].(*age.X25519Identity); ok {
			return key, nil
		}
	}
	return nil, k.unusable(keyFile, ErrDamaged)
}

func (k *Keep) openSecret(key *age.X25519Identity) ([]byte, error) {
	secret, err := k.open(secretFile, key)
	if err == nil && len(secret) != secretSize {
		err = k.unusable(secretFile, ErrDamaged)
	}
	return secret, err
}

func (k *Keep) openSession(key *age.X25519Identity) (*keptSession, error) {
	data, err := k.open(sessionFile, key)
	if err != nil {
		return nil, err
	}
	defer clear(data)
	var kept keptSession
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&kept); err != nil || kept.Version != keptVersion || kept.AppID == 0 || kept.Account.ID == 0 || len(kept.Session) == 0 {
		return nil, k.unusable(sessionFile, ErrDamaged) // the decoder's error would quote it
	}
	return &kept, nil
}

// saveSession seals the session. The caller holds the mutex.
func (k *Keep) saveSession() error {
	data, err := json.Marshal(keptSession{keptVersion, k.app.ID, k.app.Hash, *k.account, k.session})
	if err != nil {
		return err
	}
	defer clear(data)
	return k.seal(sessionFile, data, k.key)
}

// open opens a file that is sealed to the key.
func (k *Keep) open(name string, key *age.X25519Identity) ([]byte, error) {
	path := k.path(name)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	sealed, err := io.ReadAll(io.LimitReader(f, 2*maxKept))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	plain, err := age.Decrypt(bytes.NewReader(sealed), key)
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return nil, k.unusable(name, ErrOtherKey)
	}
	if err != nil {
		return nil, k.unusable(name, ErrDamaged)
	}
	data, err := io.ReadAll(io.LimitReader(plain, maxKept+1))
	if err != nil || len(data) > maxKept {
		return nil, k.unusable(name, ErrDamaged)
	}
	return data, nil
}

// seal writes a file that is sealed to the key.
func (k *Keep) seal(name string, data []byte, key *age.X25519Identity) error {
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, key.Recipient())
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("seal %s: %w", name, err)
	}
	return k.save(name, sealed.Bytes())
}

// save writes a file of the folder, 0600, whole or not at all: whenever the program
// or the computer dies, it is the old file or the new one.
func (k *Keep) save(name string, data []byte) error {
	temp := k.path(name + "." + strings.ToLower(rand.Text()[:8]) + tempSuffix)
	err := k.write(temp, data)
	if err == nil {
		err = k.disk.Rename(temp, k.path(name))
	}
	if err != nil {
		if gone := k.disk.Remove(temp); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return fmt.Errorf("save %s: %w", k.path(name), err)
	}
	if err := k.disk.SyncDir(k.dir); err != nil {
		return fmt.Errorf("save %s: %w", k.path(name), err)
	}
	return nil
}

func (k *Keep) write(path string, data []byte) error {
	f, err := k.disk.Create(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// sweep removes what a process left that was killed while it saved, and nothing that
// another program may have put there.
func (k *Keep) sweep() error {
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		return err
	}
	ours := regexp.MustCompile(`^(key\.age|session\.age|secret\.age|pace\.json|[0-9a-f]{32}\.[a-z]+)\.[a-z2-7]{8}\` + tempSuffix + `$`)
	for _, e := range entries {
		if e.Type().IsRegular() && ours.MatchString(e.Name()) {
			err = errors.Join(err, k.disk.Remove(k.path(e.Name())))
		}
	}
	return err
}
