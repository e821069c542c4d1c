//go:build cgo

package convert

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"exile/crypto"
	"exile/export/store"
)

// An archive that a passphrase opens is written anew with the same one.
func TestPassphraseAgain(t *testing.T) {
	dir := t.TempDir()
	plain := toyStore(t, dir)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	r, err := crypto.PassphraseRecipient("열려라 참깨", 10)
	if err != nil {
		t.Fatal(err)
	}
	opt := SealedOptions{Identities: []crypto.Identity{crypto.PassphraseIdentity("열려라 참깨", 20)}}
	if _, err := Seal(t.Context(), plain, out, SealOptions{SealedOptions: opt, To: []crypto.Recipient{r}}); err != nil {
		t.Fatal(err)
	}
	s, err := OpenSealedForWriting(out, opt)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), nil, nil); !errors.Is(err, crypto.ErrBadKey) {
		t.Errorf("it does not know the passphrase, and yet: %v", err)
	}
	opt.Recipients = []crypto.Recipient{r}
	if s, err = OpenSealedForWriting(out, opt); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Save(t.Context(), nil, nil); err != nil || r.Generation != 2 || !slices.Equal(r.Recipients, []string{crypto.Passphrase}) {
		t.Errorf("%+v, %v", r, err)
	}
	verified(t, out, opt)
}

// A link to an archive stays one, and what it points to is written anew.
func TestSealedThroughLink(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := toyStore(t, dir)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, plain, out)
	link := filepath.Join(t.TempDir(), "link.age")
	if err := os.Symlink(out, link); err != nil {
		t.Skipf("no links here: %v", err)
	}
	h.add(t, &Engine{Formats: toys()}, link, write(t, dir, "later.txt", talk+"엄마: 또\n"), h.options())
	if to, err := os.Readlink(link); err != nil || to != out {
		t.Errorf("the link is gone: %q, %v", to, err)
	}
	s, _ := openSealed(t, link, h.options())
	if g := s.Archive().Manifest().Generation; g != 2 {
		t.Errorf("generation %d", g)
	}
	only(t, filepath.Dir(link), "link.age")
}

// A file that no row ever referred to is not ours to drop: it is kept, and told.
func TestStrayIsKept(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, toyStore(t, dir), out)
	s, err := OpenSealed(out, h.options())
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w, err := crypto.NewWriter(&buf, s.Archive().Manifest().Next(s.Archive().ManifestSum()), h.to())
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte("a stray photo"))
	stray := fmt.Sprintf("media/%x/%x", sum[:1], sum)
	for _, e := range s.Archive().Manifest().Entries {
		f, err := s.Archive().Open(e.Name)
		if err == nil {
			_, err = w.Add(e.Name, f)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Add(stray, strings.NewReader("a stray photo")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	write(t, filepath.Dir(out), filepath.Base(out), buf.String())
	for range 2 {
		_, r := h.add(t, &Engine{Formats: toys()}, out, write(t, dir, "later.txt", talk+"엄마: "+rand.Text()+"\n"), h.options())
		if !slices.Equal(r.Stray, []string{stray}) {
			t.Errorf("%+v", r)
		}
	}
	again, _ := openSealed(t, out, h.options())
	f, err := again.Archive().Open(stray)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := io.ReadAll(f); err != nil || string(data) != "a stray photo" {
		t.Errorf("%q, %v", data, err)
	}
}

// A run that is cancelled leaves everything as it was.
func TestSaveCancelled(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, toyStore(t, dir), out)
	before := read(t, out)
	s, st := openForWriting(t, out, h.options())
	write(t, dir, "y/talk.txt", big(20_000))
	if _, err := addPath(t, &Engine{Formats: toys()}, st, filepath.Join(dir, "y")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.Save(ctx, nil, func(done, total int64) {
		if done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if !bytes.Equal(before, read(t, out)) {
		t.Error("the archive changed")
	}
	only(t, filepath.Dir(out), "a.exile.age")
	if _, err := s.Store(store.ReadOnly); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("after Save it is open: %v", err)
	}
}

// An input that a batch refuses leaves nothing of itself: what is added after it
// is all that is saved.
func TestAddToSealedFails(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := toyStore(t, dir)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, plain, out)
	e := &Engine{Formats: toys()}
	s, st := openForWriting(t, out, h.options())
	damaged := zipped(t, entry{"b.jpg", "another photo"}, entry{"talk.txt", talkMedia + strings.Repeat("Kim: ㅋㅋㅋ\n", 20_000)})
	damaged[len(damaged)-300] ^= 0x55
	if _, err := addPath(t, e, st, write(t, dir, "d.zip", string(damaged))); !errors.Is(err, ErrBadZip) {
		t.Errorf("a damaged zip: %v", err)
	}
	later := write(t, dir, "later.txt", talk+"엄마: 또\n")
	for _, to := range []*store.Store{st, plain} {
		if _, err := addPath(t, e, to, later); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Save(t.Context(), nil, nil)
	if err != nil || r.Files != 4 { // the database, the photo, two texts
		t.Errorf("%+v, %v", r, err)
	}
	_, sealed := openSealed(t, out, h.options())
	if lines(t, sealed) != lines(t, plain) {
		t.Error("it says something else")
	}
	verified(t, out, h.options())
}

// One run at a time writes an archive; others read it meanwhile.
func TestSealedBusy(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, toyStore(t, dir), out)
	s, _ := openForWriting(t, out, h.options())
	if _, err := OpenSealedForWriting(out, h.options()); !errors.Is(err, ErrBusy) {
		t.Errorf("two runs at once: %v", err)
	}
	openSealed(t, out, h.options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	only(t, filepath.Dir(out), "a.exile.age")
	if _, err := OpenSealedForWriting(out+"x", h.options()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("one that is not there: %v", err)
	}
	only(t, filepath.Dir(out), "a.exile.age")
}

// Nothing is begun that the disk cannot hold.
func TestNoRoom(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, toyStore(t, dir), out)
	before := read(t, out)
	s, st := openForWriting(t, out, h.options())
	if _, err := addPath(t, &Engine{Formats: toys()}, st, write(t, dir, "later.txt", talk+"엄마: 또\n")); err != nil {
		t.Fatal(err)
	}
	size, free := s.Cost()
	if size < int64(len(before)) || size > 2*int64(len(before))+64<<10 || free == 0 {
		t.Errorf("it costs %d of %d bytes, and was %d", size, free, len(before))
	}
	s.free = func(string) (int64, bool) { return size / 2, true }
	if _, err := s.Save(t.Context(), nil, nil); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("no room: %v", err)
	}
	if !bytes.Equal(before, read(t, out)) {
		t.Error("the archive changed")
	}
	only(t, filepath.Dir(out), "a.exile.age")
}

// An output cannot be the archive it is made of, nor lie where that is written.
func TestTargetIsSealed(t *testing.T) {
	dir := t.TempDir()
	archive := write(t, dir, "a.exile.age", "age-encryption.org/v1\n")
	place, err := NewPlace(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer place.Discard()
	for _, target := range []string{archive, filepath.Join(place.dir, "out"), place.dir} {
		for _, force := range []bool{true, false} {
			if err := CheckTarget(target, force, []string{archive}); !errors.Is(err, ErrSamePath) {
				t.Errorf("%s: %v", target, err)
			}
		}
	}
	if err := CheckTarget(filepath.Join(dir, "out"), false, []string{archive}); err != nil {
		t.Error(err)
	}
}

// The bound is one, and no loose one.
func TestArchiveBound(t *testing.T) {
	h := newHolder(t)
	for _, n := range []int{1, 2, 300, 3000} {
		var buf bytes.Buffer
		w, err := crypto.NewWriter(&buf, crypto.NewManifest(), h.to())
		if err != nil {
			t.Fatal(err)
		}
		var b archiveBound
		for i := range n {
			name, body := fmt.Sprintf("media/%02x/%064x", i%256, i), strings.Repeat("x", i*7)
			b.add(name, int64(len(body)))
			if _, err := w.Add(name, strings.NewReader(body)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, most := int64(buf.Len()), b.total(1); got > most || most > 2*got+64<<10 {
			t.Errorf("%d files: %d bytes, and said to be at most %d", n, got, most)
		}
	}
}
