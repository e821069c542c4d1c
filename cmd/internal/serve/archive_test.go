//go:build cgo

package serve

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"exile/cmd/internal/keyfile"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// dear marks a test that derives keys from passphrases again and again, which takes seconds, and
// minutes with the race detector.
func dear(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it derives many keys from passphrases")
	}
}

// A store in the clear: none, made, read, changed, also by another exile beside.
func TestPlainStore(t *testing.T) {
	d := newDesk(t, nil)
	ctx := t.Context()
	d.is(noStore)
	if err := d.archive.read(ctx, func(*store.Store) error { return nil }); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("reading nothing: %v", err)
	}
	if err := d.archive.change(ctx, nil, func(*store.Store) error { return nil }); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("changing nothing: %v", err)
	}
	failed := errors.New("out of ink")
	if _, err := d.archive.create(ctx, createOptions{way: keepPlain}, func(*store.Store) error { return failed }); !errors.Is(err, failed) {
		t.Fatalf("create: %v", err)
	}
	if _, err := os.Lstat(d.opt.Store); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a store into which nothing came was left")
	}
	made, err := d.archive.create(ctx, createOptions{way: keepPlain}, adding(ctx))
	if err != nil {
		t.Fatal(err)
	}
	if made.Path != d.opt.Store || made.HasSheet() {
		t.Errorf("made %+v", made)
	}
	d.is(plainStore)
	if d.reads("바다") {
		t.Fatal("somebody is called so already")
	}
	if err := d.archive.change(ctx, nil, renaming(ctx, "바다")); err != nil {
		t.Fatal(err)
	}
	if !d.reads("바다") {
		t.Error("a change is not read")
	}
	other, err := store.Open(d.opt.Store, store.ReadWrite) // another exile
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(renaming(ctx, "하늘")(other), other.Close()); err != nil {
		t.Fatal(err)
	}
	if !d.reads("하늘") {
		t.Error("what another changed is not read")
	}
	d.archive.lock()
	d.is(plainStore)
	if _, err := d.archive.create(ctx, createOptions{way: keepPlain}, adding(ctx)); err == nil {
		t.Error("a store was made over another")
	}
}

// A sealed archive with a key file: made, locked, opened with the passphrase or with the sheet,
// and with nothing else.
func TestSealedByKey(t *testing.T) {
	dear(t)
	d := newDesk(t, nil)
	ctx := t.Context()
	made, err := d.archive.create(ctx, createOptions{way: keepByKey, passphrase: passphrase, lang: "ko"}, adding(ctx))
	if err != nil {
		t.Fatal(err)
	}
	d.is(openStore)
	if made.Path != d.sealed() || made.Key != keyfile.Beside(d.sealed()) || !made.HasSheet() {
		t.Errorf("made %s with %s", made.Path, made.Key)
	}
	if _, err := os.Lstat(d.opt.Store); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a plain store is there too")
	}
	page := string(d.archive.told().sheet)
	if !strings.Contains(page, "AGE-SECRET-KEY-1") {
		t.Fatal("the recovery sheet does not hold the key")
	}
	if err := d.archive.change(ctx, nil, renaming(ctx, "바다")); err != nil {
		t.Fatal(err)
	}
	if !d.reads("바다") {
		t.Error("a change is not read")
	}
	d.archive.lock()
	d.is(lockedStore)
	if d.archive.told() != nil {
		t.Error("what was made is known after the lock")
	}
	if err := d.archive.read(ctx, func(*store.Store) error { return nil }); !errors.Is(err, errLocked) {
		t.Errorf("reading: %v", err)
	}
	if err := d.archive.change(ctx, nil, func(*store.Store) error { return nil }); !errors.Is(err, errLocked) {
		t.Errorf("changing: %v", err)
	}
	for _, wrong := range []string{"", "여섯 마리 고래가 헤엄친가"} {
		if err := d.archive.unlock(ctx, wrong, nil); !errors.Is(err, crypto.ErrWrongKey) {
			t.Errorf("opened with %q: %v", wrong, err)
		}
	}
	if err := d.archive.unlock(ctx, "", []byte("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n")); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("opened with a key of somebody else: %v", err)
	}
	if _, ok := errors.AsType[*trouble](d.archive.unlock(ctx, "", []byte("a photo"))); !ok {
		t.Error("a photo is a key file")
	}
	d.is(lockedStore)
	if err := d.archive.unlock(ctx, passphrase, nil); err != nil {
		t.Fatal(err)
	}
	d.is(openStore)
	d.archive.lock()
	if err := os.Remove(made.Key); err != nil {
		t.Fatal(err)
	}
	if err := d.archive.unlock(ctx, passphrase, nil); err == nil {
		t.Fatal("opened without the key")
	}
	key := keyOnSheet(page)
	if err := d.archive.unlock(ctx, "", []byte(key)); err != nil {
		t.Fatalf("the key of the sheet: %v", err)
	}
	if !d.reads("바다") {
		t.Error("what was changed is gone")
	}
}

// keyOnSheet is the key as it stands on a recovery sheet, with its gaps.
func keyOnSheet(page string) string {
	_, key, _ := strings.Cut(page, "AGE-SECRET-KEY-1")
	key = "AGE-SECRET-KEY-1" + key
	var b strings.Builder
	for i := 0; i < len(key) && b.Len() < 74; i++ {
		switch c := key[i]; {
		case c == '<':
			i += strings.IndexByte(key[i:], '>')
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c == '-':
			b.WriteByte(c)
		}
	}
	return b.String()
}

// A passphrase alone: the same passphrase opens it, after changes too.
func TestSealedByPassphrase(t *testing.T) {
	dear(t)
	d := newDesk(t, nil)
	ctx := t.Context()
	made, err := d.archive.create(ctx, createOptions{way: keepByPassphrase, passphrase: passphrase}, adding(ctx))
	if err != nil {
		t.Fatal(err)
	}
	if made.Key != "" || made.HasSheet() {
		t.Errorf("made %+v", made)
	}
	if err := d.archive.change(ctx, nil, renaming(ctx, "바다")); err != nil {
		t.Fatal(err)
	}
	d.archive.lock()
	if err := d.archive.unlock(ctx, "another one", nil); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("opened: %v", err)
	}
	if err := d.archive.unlock(ctx, passphrase, nil); err != nil || !d.reads("바다") {
		t.Errorf("not opened, or not changed: %v", err)
	}
}

// A file that asks for more work than ours do is refused before the work.
func TestTooMuchWork(t *testing.T) {
	d := newDesk(t, nil)
	if err := os.WriteFile(d.sealed(), []byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 25\n"+
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"+strings.Repeat("x", 99)), 0o600); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	err := d.archive.unlock(t.Context(), passphrase, nil)
	if told, ok := errors.AsType[*trouble](err); !ok || !strings.Contains(told.Sentence.EN, "more work") {
		t.Errorf("%v", err)
	}
	if took := time.Since(begun); took > 20*time.Second { // the work would take minutes, and 32 GiB
		t.Errorf("it took %v", took)
	}
}

// An archive is read on while it is changed, and nothing of a change that failed is there.
func TestChangeSealed(t *testing.T) {
	d := newDesk(t, nil)
	ctx := t.Context()
	d.seal()
	d.unlocks()
	before := fileOf(t, d.sealed())
	failed := errors.New("out of ink")
	err := d.archive.change(ctx, nil, func(st *store.Store) error {
		if err := renaming(ctx, "바다")(st); err != nil {
			return err
		}
		if d.reads("바다") {
			t.Error("what is not saved is read")
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if err := d.archive.change(ctx, nil, func(*store.Store) error { return errNothingNew }); err != nil {
		t.Errorf("nothing new: %v", err)
	}
	if fileOf(t, d.sealed()) != before || d.reads("바다") {
		t.Error("it is not as it was")
	}
	var steps []int64
	if err := d.archive.change(ctx, func(n, _ int64) { steps = append(steps, n) }, renaming(ctx, "바다")); err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 || !d.reads("바다") {
		t.Errorf("changed after %d steps, or not", len(steps))
	}
	if len(d.archive.unread()) > 0 {
		t.Errorf("our own change was told: %v", d.archive.unread())
	}
	alone(t, d.dir)
}

// What another exile writes beside is read, and told.
func TestSealedChangedBeside(t *testing.T) {
	d := newDesk(t, nil)
	ctx := t.Context()
	_, ids := d.seal()
	d.unlocks()
	if d.reads("바다") {
		t.Fatal("somebody is called so already")
	}
	opt := d.opt.Sealed
	opt.Identities = ids
	s, err := convert.OpenSealedForWriting(d.sealed(), opt)
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.Store(store.ReadWrite)
	if err == nil {
		err = renaming(ctx, "바다")(st)
	}
	if err == nil {
		_, err = s.Save(ctx, nil, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !d.reads("바다") {
		t.Error("what another wrote is not read")
	}
	if !d.told("Another exile has changed") {
		t.Errorf("told: %v", d.archive.unread())
	}
	if err := d.archive.change(ctx, nil, renaming(ctx, "하늘")); err != nil || !d.reads("하늘") {
		t.Errorf("changing it then: %v", err)
	}
}

// An older archive that was put back is read, and told, and nothing is added to it.
func TestOlderPutBack(t *testing.T) {
	d := newDesk(t, nil)
	ctx := t.Context()
	d.seal()
	d.unlocks()
	old := fileOf(t, d.sealed())
	if err := d.archive.change(ctx, nil, renaming(ctx, "바다")); err != nil {
		t.Fatal(err)
	}
	d.archive.lock()
	if err := os.WriteFile(d.sealed(), []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	d.unlocks()
	if !d.told("is older than the one last seen") {
		t.Errorf("told: %v", d.archive.unread())
	}
	if d.reads("바다") {
		t.Error("it is not the older one")
	}
	err := d.archive.change(ctx, nil, renaming(ctx, "하늘"))
	if told, ok := errors.AsType[*trouble](err); !ok || !strings.Contains(told.Sentence.EN, "not the archive that this computer remembers") {
		t.Errorf("changing it: %v", err)
	}
	if fileOf(t, d.sealed()) != old || d.reads("하늘") {
		t.Error("it was changed")
	}
	alone(t, d.dir)
}

// Many read while one changes, locks and opens again.
func TestTogether(t *testing.T) {
	d := newDesk(t, nil)
	d.seal()
	d.unlocks()
	ctx := t.Context()
	stop := make(chan struct{})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				err := d.archive.read(ctx, func(st *store.Store) error {
					chats, err := st.View().Chats(ctx)
					if err == nil && len(chats) == 0 {
						err = errors.New("no chats")
					}
					return err
				})
				if err != nil && !errors.Is(err, errLocked) {
					t.Errorf("reading: %v", err)
					return
				}
			}
		})
	}
	for n := range 3 {
		if err := d.archive.change(ctx, nil, renaming(ctx, fmt.Sprint("바다", n))); err != nil {
			t.Errorf("changing: %v", err)
		}
		d.archive.lock()
		d.is(lockedStore)
		d.unlocks()
	}
	close(stop)
	all.Wait()
	if !d.reads("바다2") {
		t.Error("the last change is not read")
	}
}
