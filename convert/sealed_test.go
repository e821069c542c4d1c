//go:build cgo

package convert

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaotest"
)

// What is sealed is what was there: read in place, and unpacked again.
func TestSealAndUnpack(t *testing.T) {
	dir := t.TempDir()
	e := &Engine{Formats: formats.Table{kakaotalk.Format()}}
	st := newStore(t, filepath.Join(dir, "s.exile"))
	for i, v := range []kakaotest.Variant{kakaotest.Android[1], kakaotest.Android[6]} {
		x := chatExport(t, filepath.Join(dir, v.Name), v, formattest.Plan{Seed: uint64(i), Messages: 3000, Media: v.Media, Title: v.Name})
		if _, err := addPath(t, e, st, x); err != nil {
			t.Fatal(err)
		}
	}
	want := lines(t, st)
	h := newHolder(t)
	out := filepath.Join(t.TempDir(), "history.exile.age")
	var steps []int64
	r, err := Seal(t.Context(), st, out, SealOptions{
		SealedOptions: h.options(), To: h.to(), ReadBack: true,
		Step: func(done, total int64) {
			if done > total || len(steps) > 0 && done < steps[len(steps)-1] {
				t.Errorf("%d of %d bytes after %d", done, total, steps[len(steps)-1])
			}
			steps = append(steps, done)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	only(t, filepath.Dir(out), "history.exile.age")
	info, err := os.Stat(out)
	if err != nil || info.Size() != r.Size || info.Mode().Perm() != 0o600 || !IsSealed(out) {
		t.Errorf("%v, %v, want %d bytes", info, err, r.Size)
	}
	if r.Generation != 1 || len(r.ID) != 32 || !slices.Equal(r.Recipients, []string{h.Name}) || !r.ReadBack || len(r.Missing) != 0 || len(steps) == 0 {
		t.Errorf("report: %+v", r)
	}

	s, sealed := openSealed(t, out, h.options())
	if got := lines(t, sealed); got != want {
		t.Error("the sealed store says something else")
	}
	if _, err := s.Store(store.ReadWrite); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("opened for reading, it is written: %v", err)
	}
	dst := filepath.Join(t.TempDir(), "s.exile")
	if err := s.Unpack(t.Context(), dst, nil); err != nil {
		t.Fatal(err)
	}
	only(t, filepath.Dir(dst), "s.exile")
	sameStore(t, st.Dir(), dst)
	if r.Files != len(tree(t, dst))-folders(tree(t, dst)) {
		t.Errorf("%d files were sealed", r.Files)
	}
	if err := s.Unpack(t.Context(), dst, nil); !errors.Is(err, ErrExists) {
		t.Errorf("unpacked over a store: %v", err)
	}
	if _, err := Seal(t.Context(), st, out, SealOptions{SealedOptions: h.options(), To: h.to()}); !errors.Is(err, ErrExists) {
		t.Errorf("sealed over an archive: %v", err)
	}
	inside := filepath.Join(st.Dir(), "media", "a.exile.age")
	if _, err := Seal(t.Context(), st, inside, SealOptions{SealedOptions: h.options(), To: h.to()}); !errors.Is(err, ErrSamePath) {
		t.Errorf("sealed into the store itself: %v", err)
	}
	verified(t, out, h.options())
}

// Adding to an archive gives what adding to a store gives, in one generation
// after the other, and the same bytes again change nothing.
func TestAddToSealed(t *testing.T) {
	dir := t.TempDir()
	plain := toyStore(t, dir)
	h := newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	first := h.seal(t, plain, out)
	e := &Engine{Formats: toys()}
	write(t, dir, "later/talk.txt", talk+"엄마# b.jpg\n엄마# a.jpg\n")
	write(t, dir, "later/a.jpg", "photo") // the archive has it
	write(t, dir, "later/b.jpg", "another photo")
	inputs := []string{filepath.Join(dir, "later"), write(t, dir, "third.txt", "toy\nroom 셋\n"+strings.Repeat("Kim: ㅋㅋㅋ\n", 5000))}
	previous := sumOf(t, out, h)
	for i, input := range inputs {
		if _, err := addPath(t, e, plain, input); err != nil {
			t.Fatal(err)
		}
		in, r := h.add(t, e, out, input, h.options())
		if in.Known || r.Generation != int64(i+2) || r.ID != first.ID || len(r.Missing)+len(r.Stray) != 0 {
			t.Errorf("%+v, %+v", in, r)
		}
		s, st := openSealed(t, out, h.options())
		if m := s.Archive().Manifest(); m.Previous != previous || m.Generation != int64(i+2) {
			t.Errorf("generation %d comes after %s, want %s", m.Generation, m.Previous, previous)
		}
		previous = s.Archive().ManifestSum()
		if got := lines(t, st); got != lines(t, plain) {
			t.Errorf("after %d inputs the archive says something else", i+1)
		}
		s.Close()
		verified(t, out, h.options())
		only(t, filepath.Dir(out), "a.exile.age")
	}
	before := read(t, out)
	for _, input := range append(inputs, filepath.Join(dir, "x")) {
		if in, _ := h.add(t, e, out, input, h.options()); !in.Known {
			t.Errorf("%s is not known", input)
		}
	}
	if !bytes.Equal(before, read(t, out)) {
		t.Error("adding what is there changed the archive")
	}
	only(t, filepath.Dir(out), "a.exile.age")

	s, _ := openSealed(t, out, h.options())
	dst := filepath.Join(t.TempDir(), "s.exile")
	if err := s.Unpack(t.Context(), dst, nil); err != nil {
		t.Fatal(err)
	}
	got, want := tree(t, dst), tree(t, plain.Dir())
	for name := range want {
		if !strings.HasPrefix(name, "chats.db") && !strings.HasPrefix(name, "incoming") && got[name] != want[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// An archive can begin with its first input; until that is saved there is none.
func TestNewSealed(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := toyStore(t, dir)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	e := &Engine{Formats: toys()}
	s, err := NewSealed(out, h.options())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewSealed(out, h.options()); !errors.Is(err, ErrBusy) {
		t.Errorf("two runs at once: %v", err)
	}
	if _, err := s.Save(t.Context(), h.to(), nil); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("an empty archive was saved: %v", err)
	}
	only(t, filepath.Dir(out))
	for _, to := range [][]crypto.Recipient{nil, h.to()} {
		if s, err = NewSealed(out, h.options()); err != nil {
			t.Fatal(err)
		}
		st, err := s.Store(store.ReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := addPath(t, e, st, filepath.Join(dir, "x")); err != nil {
			t.Fatal(err)
		}
		r, err := s.Save(t.Context(), to, nil)
		if to == nil {
			if err == nil {
				t.Error("it was sealed to nobody")
			}
			only(t, filepath.Dir(out))
			continue
		}
		if err != nil || r.Generation != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	_, st := openSealed(t, out, h.options())
	if lines(t, st) != lines(t, plain) {
		t.Error("it says something else than a plain store")
	}
	verified(t, out, h.options())
	if _, err := NewSealed(out, h.options()); !errors.Is(err, ErrExists) {
		t.Errorf("a new one over one that is there: %v", err)
	}
}

// What is not to be sealed is not in the archive, neither as file nor as row.
func TestSealSlim(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := toyStore(t, dir)
	before := tree(t, plain.Dir())
	out := filepath.Join(t.TempDir(), "a.exile.age")
	r, err := Seal(t.Context(), plain, out, SealOptions{
		SealedOptions: h.options(), To: h.to(), ReadBack: true, Slim: store.Slimming{Originals: true, Versions: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Files != 2 { // the database and the photo
		t.Errorf("%+v", r)
	}
	s, st := openSealed(t, out, h.options())
	for _, e := range s.Archive().Manifest().Entries {
		if strings.HasPrefix(e.Name, "originals/") {
			t.Errorf("%s was sealed", e.Name)
		}
	}
	if diff := cmp.Diff(said(t, plain.View()), said(t, st.View())); diff != "" {
		t.Error(diff)
	}
	after := tree(t, plain.Dir())
	for name := range before {
		if !strings.HasSuffix(name, "-shm") && before[name] != after[name] {
			t.Errorf("sealing changed %s", name)
		}
	}
}

// Sealing anew without adding is how recipients are changed. Whoever is not
// among them any more cannot open it.
func TestChangeRecipients(t *testing.T) {
	dir, h, other := t.TempDir(), newHolder(t), newHolder(t)
	plain := toyStore(t, dir)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, plain, out)
	s, err := OpenSealedForWriting(out, h.options())
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Save(t.Context(), other.to(), nil)
	if err != nil || r.Generation != 2 || !slices.Equal(r.Recipients, []string{other.Name}) {
		t.Fatalf("%+v, %v", r, err)
	}
	if _, err := OpenSealed(out, h.options()); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("the old key still opens it: %v", err)
	}
	_, st := openSealed(t, out, other.options())
	if lines(t, st) != lines(t, plain) {
		t.Error("it says something else")
	}
}
