//go:build cgo

package serve

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/sheet"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// way is how a store is kept.
type way string

// The ways.
const (
	keepPlain        way = "plain"      // in the clear
	keepByKey        way = "key"        // sealed, with a new key file that a passphrase locks, and a recovery sheet
	keepByPassphrase way = "passphrase" // sealed by a passphrase alone
)

// createOptions say how a store is to be made.
type createOptions struct {
	way        way
	passphrase string
	lang       lang.Lang               // of the recovery sheet
	step       func(done, total int64) // told how much of a sealed archive was written; may be nil
}

// created is what was made.
type created struct {
	Path  string
	Way   way
	Key   string // the key file; "": none was made
	ID    string // of a sealed archive
	sheet []byte // the recovery sheet, until the person has it; it holds the key in the clear

	Sealed *sealedPlain // what a plain store was sealed into; nil: it was made new
}

// HasSheet reports whether there is a recovery sheet that the person may not have yet.
func (c *created) HasSheet() bool { return len(c.sheet) > 0 }

// create makes the store, which must not be there, and has f fill it. What was made is told
// on the page "made". After an error there is none. Errors: troubles, f's, those of
// convert.Sealed.Save and store.Create.
func (a *archive) create(ctx context.Context, opt createOptions, f func(*store.Store) error) (*created, error) {
	turned, err := a.take(ctx, a.turn)
	if err != nil {
		return nil, err
	}
	defer turned()
	if a.state() != noStore {
		return nil, troubled(http.StatusConflict, "StoreThere", lang.V{"name": a.name()})
	}
	defer a.hold(noStore)()
	path := a.newPath(opt.way)
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(path)), 0o700); err != nil {
		return nil, err
	}
	var c *created
	if opt.way == keepPlain {
		c, err = a.createPlain(path, f)
	} else {
		ctx, done := a.work(ctx)
		defer done()
		c, err = a.createSealed(ctx, path, opt, f)
	}
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.made = c
	a.mu.Unlock()
	return c, nil
}

// newPath is where a new store goes.
func (a *archive) newPath(w way) string {
	if w == keepPlain || strings.HasSuffix(a.s.opt.Store, keyfile.Sealed) {
		return a.s.opt.Store
	}
	return a.s.opt.NewSealed
}

// onlySealed reports whether the name that the person chose is that of a sealed archive.
func (a *archive) onlySealed() bool { return strings.HasSuffix(a.s.opt.Store, keyfile.Sealed) }

func (a *archive) createPlain(path string, f func(*store.Store) error) (*created, error) {
	st, err := store.Create(path)
	if errors.Is(err, store.ErrExists) {
		return nil, troubled(http.StatusConflict, "StoreThere", lang.V{"name": filepath.Base(path)})
	}
	if err != nil {
		return nil, &fs.PathError{Op: "create", Path: path, Err: err}
	}
	err = f(st.WithPatience(store.Patience{Wait: patientFor}))
	if err = errors.Join(err, st.Close()); err != nil {
		if !hasDatabase(path) {
			_ = os.Remove(path) // what is not an empty folder stays
		}
		return nil, err
	}
	return &created{Path: path, Way: keepPlain}, nil
}

func (a *archive) createSealed(ctx context.Context, path string, opt createOptions, f func(*store.Store) error) (_ *created, err error) {
	s, err := convert.NewSealed(path, a.s.opt.Sealed)
	if errors.Is(err, convert.ErrExists) {
		return nil, troubled(http.StatusConflict, "StoreThere", lang.V{"name": filepath.Base(path)})
	}
	if err != nil {
		return nil, &fs.PathError{Op: "create", Path: path, Err: err}
	}
	st, err := s.Store(store.ReadWrite)
	if err == nil {
		err = f(st)
	}
	var l *lock
	if err == nil {
		err = a.checkSpace(s)
	}
	if err == nil { // once there is something to lock
		l, err = a.newLock(ctx, path, opt)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	report, err := s.Save(ctx, l.to, opt.step)
	if err != nil && !errors.Is(err, convert.ErrUnconfirmed) {
		return nil, errors.Join(&fs.PathError{Op: "create", Path: path, Err: err}, l.discard(path))
	}
	if err == nil {
		a.unremembered(report.Unremembered)
	} else {
		a.tell(lang.Unconfirmed, lang.V{"name": filepath.Base(path)})
	}
	return a.settle(ctx, path, l, opt)
}

// lock is what a new archive is sealed to, and what opens it.
type lock struct {
	keys
	to  []crypto.Recipient
	key *keyfile.New // nil: a passphrase alone
}

// newLock makes what a new archive is sealed to. A key file is on the disk when it returns.
func (a *archive) newLock(ctx context.Context, path string, opt createOptions) (*lock, error) {
	done, err := a.take(ctx, a.guess)
	if err != nil {
		return nil, err
	}
	defer done()
	if opt.way == keepByPassphrase {
		to, err := crypto.PassphraseRecipient(opt.passphrase, crypto.WorkFactor)
		if err != nil {
			return nil, err
		}
		all := []crypto.Recipient{to}
		return &lock{keys{[]crypto.Identity{crypto.PassphraseIdentity(opt.passphrase, 0)}, all}, all, nil}, nil
	}
	key, err := keyfile.Place(path, "")
	if err == nil {
		key.Key, err = crypto.GenerateKey(false)
	}
	if err == nil {
		err = key.Write(opt.passphrase, a.s.opt.Now())
	}
	if taken, ok := errors.AsType[*keyfile.TakenError](err); ok {
		return nil, troubled(http.StatusConflict, "KeyThere", lang.V{"name": filepath.Base(taken.Path)})
	}
	if err != nil {
		return nil, err
	}
	ids, _, err := crypto.ParseIdentities(ctx, strings.NewReader(key.Identity), nil, 0)
	if err != nil {
		return nil, errors.Join(err, key.Discard())
	}
	return &lock{keys{identities: ids}, []crypto.Recipient{key.Recipient}, key}, nil
}

// discard removes the key file of an archive that did not come to be. If one is there after
// all it may be needed.
func (l *lock) discard(path string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return l.key.Discard()
	}
	return nil
}

// settle opens a new archive for reading, and tells what was made.
func (a *archive) settle(ctx context.Context, path string, l *lock, opt createOptions) (*created, error) {
	if err := l.key.Settle(crypto.OS{}); err != nil {
		return nil, err
	}
	a.path.Store(path)
	o, err := a.openSealed(context.WithoutCancel(ctx), &l.keys)
	if err != nil {
		return nil, a.about(err)
	}
	a.mu.Lock()
	a.keys = &l.keys
	a.put(o)
	a.mu.Unlock()
	a.limit()
	return a.describe(path, o.sealed.Archive().Manifest().ID, l, opt)
}

// describe tells of a new archive, and makes its recovery sheet.
func (a *archive) describe(path, id string, l *lock, opt createOptions) (*created, error) {
	c := &created{Path: path, Way: opt.way, ID: id}
	if l.key == nil {
		return c, nil
	}
	c.Key = l.key.At
	var page bytes.Buffer
	err := sheet.Write(&page, sheet.Sheet{
		Lang: opt.lang, Archive: filepath.Base(path), ID: id, Sealed: a.s.opt.Now(), Key: l.key.Identity, Recipient: l.key.Recipient.Name,
	})
	if err != nil {
		return nil, err
	}
	c.sheet = page.Bytes()
	return c, nil
}

// dropSheet forgets the recovery sheet.
func (a *archive) dropSheet() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.made != nil {
		a.made.sheet = nil
	}
}

// told returns what was made in this window, as far as it is to be told.
func (a *archive) told() *created {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.made == nil {
		return nil
	}
	c := *a.made
	return &c
}
