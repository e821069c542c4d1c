package telegram

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"filippo.io/age"

	"exile/crypto"
)

// The reasons for which the state folder cannot be used. They come wrapped.
var (
	ErrBusy        = errors.New("another exile-telegram is at work")
	ErrNotSignedIn = errors.New("nobody is signed in to Telegram")
	ErrNotPrivate  = errors.New("others may look into the folder")
	ErrDamaged     = errors.New("the file is damaged, or not the courier's")
	ErrOtherKey    = errors.New("the file is sealed to another key than the one in " + keyFile)
	ErrGone        = errors.New("the file is gone, and others that need it are still there")
)

// KeepError is a file of the state folder that cannot be used: what is to be done
// depends on which. Without session.age one signs in anew. What key.age and
// secret.age were, nothing makes again: the sealed files never open, and nobody can
// tell any more what the journals are of. Then the folder is to be moved away whole.
type KeepError struct {
	Name string // "key.age", "secret.age" or "session.age"
	Path string
	Err  error // ErrDamaged, ErrOtherKey, ErrGone or crypto.ErrWorkFactor
}

func (e *KeepError) Error() string { return fmt.Sprintf("open %s: %v", e.Path, e.Err) }

// Unwrap returns what is wrong with the file.
func (e *KeepError) Unwrap() error { return e.Err }

// App is what Telegram knows a program by: my.telegram.org gives it.
type App struct {
	ID   int
	Hash string
}

// The files of the state folder.
const (
	keyFile     = "key.age"     // an X25519 key, locked by the passphrase
	sessionFile = "session.age" // sealed to that key: what is full access to the account
	secretFile  = "secret.age"  // sealed to that key: what keyed hashes are made with
	lockName    = "lock"
	tempSuffix  = ".tmp"
)

// Keep is the courier's state folder, which one process has at a time. The session
// in it is full access to an account of Telegram's: nothing of it, nor the account's
// name or the api_hash, is ever in the folder but sealed; the phone number is not
// kept at all.
//
// Whoever has the folder and not the passphrase can neither use the session nor
// tell which account it is of. Of deliveries they see numbers, times and keyed
// hashes, and the title of a group that a push has made.
type Keep struct {
	dir  string
	lock *os.File
	disk crypto.Disk

	mu      sync.Mutex // the library saves the session from goroutines of its own
	key     *age.X25519Identity
	secret  []byte
	app     App
	account *Account // nil: not signed in; then session is in memory alone
	session []byte   // as the library writes it
}

// OpenKeep makes the folder if need be and locks it.
// Errors: ErrBusy, ErrNotPrivate, or the disk's.
func OpenKeep(dir string) (*Keep, error) {
	k := &Keep{dir: dir, disk: crypto.OS{}}
	if err := k.occupy(); err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	return k, nil
}

func (k *Keep) occupy() error {
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(k.dir)
	if err != nil {
		return err
	}
	if !isPrivate(info) {
		return ErrNotPrivate
	}
	if k.lock, err = lockFile(k.path(lockName)); err != nil {
		return err
	}
	if err := k.sweep(); err != nil {
		return errors.Join(err, k.Close())
	}
	return nil
}

// Close lets go of the folder and forgets what was unlocked. It may be called again.
func (k *Keep) Close() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.secret)
	clear(k.session)
	k.key, k.secret, k.session, k.account, k.app = nil, nil, nil, nil, App{}
	if k.lock == nil {
		return nil
	}
	err := k.lock.Close()
	k.lock = nil
	return err
}

// Dir is the folder.
func (k *Keep) Dir() string { return k.dir }

// HasSession reports whether somebody is signed in, as far as this computer knows.
func (k *Keep) HasSession() bool { return k.has(sessionFile) }

// HasKey reports whether there is a key already: Create then wants its passphrase,
// not a new one.
func (k *Keep) HasKey() bool { return k.has(keyFile) }

func (k *Keep) has(name string) bool {
	_, err := os.Lstat(k.path(name))
	return err == nil
}

// Create gets ready to sign in as that app: it makes a key and locks it with the
// passphrase, or unlocks the one that is there. A session that is there stays on the
// disk until somebody has signed in anew, and is not used. work is the work factor
// of a new key, 0 for the usual one.
// Errors: crypto.ErrWrongKey, crypto.ErrBadKey for an empty passphrase, *KeepError, or
// the disk's.
func (k *Keep) Create(app App, passphrase string, work int) error {
	key, err := k.openKey(passphrase)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = k.makeKey(passphrase, work)
	}
	if err != nil {
		return err
	}
	secret, err := k.openSecret(key)
	if errors.Is(err, fs.ErrNotExist) {
		secret, err = k.makeSecret(key)
	}
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.key, k.secret, k.app, k.account, k.session = key, secret, app, nil, nil
	return nil
}

// Unlock opens the session.
// Errors: ErrNotSignedIn, before anything is computed, crypto.ErrWrongKey, *KeepError,
// or the disk's.
func (k *Keep) Unlock(passphrase string) error {
	if !k.HasSession() {
		return ErrNotSignedIn
	}
	key, err := k.openKey(passphrase)
	if err != nil {
		return k.mustBe(keyFile, err)
	}
	secret, err := k.openSecret(key)
	if err != nil {
		return k.mustBe(secretFile, err)
	}
	kept, err := k.openSession(key)
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.key, k.secret = key, secret
	k.app, k.account, k.session = App{kept.AppID, kept.AppHash}, &kept.Account, kept.Session
	return nil
}

// MAC is a keyed hash of parts, hexadecimal: whoever has not the folder's key can
// neither make one nor guess what it is of. It is the same before and after a
// logout. "" if nothing is unlocked.
func (k *Keep) MAC(parts ...string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.secret == nil {
		return ""
	}
	h := hmac.New(sha256.New, k.secret)
	for _, part := range parts {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Forget removes the session from this computer alone: Telegram goes on listing it
// among the account's devices. The key and what hashes are made with stay.
func (k *Keep) Forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	clear(k.session)
	k.session, k.account = nil, nil
	err := k.disk.Remove(k.path(sessionFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = k.disk.SyncDir(k.dir)
	}
	if err != nil {
		return fmt.Errorf("remove the session: %w", err)
	}
	return nil
}

func (k *Keep) path(name string) string { return filepath.Join(k.dir, name) }

// mustBe is the error of a file that is not there, but for which nothing in the
// folder could have been made.
func (k *Keep) mustBe(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return k.unusable(name, ErrGone)
	}
	return err
}

func (k *Keep) makeKey(passphrase string, work int) (*age.X25519Identity, error) {
	if err := k.mayMake(keyFile, secretFile, sessionFile); err != nil { // a new key would never open them
		return nil, err
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	var sealed bytes.Buffer
	if err := crypto.LockKey(&sealed, key.String()+"\n", passphrase, work); err != nil {
		return nil, err
	}
	return key, k.save(keyFile, sealed.Bytes())
}

func (k *Keep) makeSecret(key *age.X25519Identity) ([]byte, error) {
	if err := k.mayMake(secretFile); err != nil {
		return nil, err
	}
	secret := make([]byte, secretSize)
	rand.Read(secret) // never fails
	return secret, k.seal(secretFile, secret, key)
}

// mayMake reports whether a file can be made anew: neither those named nor a journal
// may be there. With another secret every journal would be a stranger's, and what it
// delivered could be delivered a second time without a word.
func (k *Keep) mayMake(name string, without ...string) error {
	if slices.ContainsFunc(without, k.has) {
		return k.unusable(name, ErrGone)
	}
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) == journalEnd {
			return k.unusable(name, ErrGone)
		}
	}
	return nil
}

func (k *Keep) unusable(name string, why error) error {
	return &KeepError{Name: name, Path: k.path(name), Err: why}
}
