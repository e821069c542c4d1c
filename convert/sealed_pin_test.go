//go:build cgo

package convert

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/export/store"
)

// pinned is an archive that this computer remembers.
type pinned struct {
	holder
	e    *Engine
	dir  string // where inputs go
	path string
	opt  SealedOptions
}

func newPinned(t *testing.T) *pinned {
	t.Helper()
	p := &pinned{holder: newHolder(t), e: &Engine{Formats: toys()}, dir: t.TempDir(), path: filepath.Join(t.TempDir(), "a.exile.age")}
	p.opt = p.options()
	p.opt.Pins.Dir = filepath.Join(t.TempDir(), "state")
	r, err := Seal(t.Context(), toyStore(t, p.dir), p.path, SealOptions{SealedOptions: p.opt, To: p.to()})
	if err != nil || r.Unremembered != nil {
		t.Fatal(err, r)
	}
	return p
}

// say adds an input that says something new.
func (p *pinned) say(t *testing.T, words string, opt SealedOptions) {
	t.Helper()
	p.add(t, p.e, p.path, write(t, p.dir, words+".txt", talk+"엄마: "+words+"\n"), opt)
}

func (p *pinned) suspicions(t *testing.T) []crypto.Suspicion {
	t.Helper()
	s, err := OpenSealed(p.path, p.opt)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Unremembered(); err != nil {
		t.Error(err)
	}
	return s.Suspicions()
}

func (p *pinned) put(t *testing.T, archive []byte) {
	t.Helper()
	if err := os.WriteFile(p.path, archive, 0o600); err != nil {
		t.Fatal(err)
	}
}

// expect fails unless the archive is suspicious for these reasons, however often
// it is read, is not written anew unasked, and is after its holder has said so.
func (p *pinned) expect(t *testing.T, want ...crypto.Suspicion) {
	t.Helper()
	for range 2 {
		if diff := cmp.Diff(want, p.suspicions(t)); diff != "" {
			t.Fatal(diff)
		}
	}
	before := read(t, p.path)
	s, err := OpenSealedForWriting(p.path, p.opt)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, s.Suspicions()); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Save(t.Context(), nil, nil); !errors.Is(err, ErrSuspicious) {
		t.Errorf("written anew: %v", err)
	}
	if !bytes.Equal(before, read(t, p.path)) {
		t.Error("it changed")
	}
	if s, err = OpenSealedForWriting(p.path, p.opt); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(t.Context(), p.to(), nil); err != nil {
		t.Fatal(err)
	}
	if got := p.suspicions(t); len(got) > 0 {
		t.Errorf("confirmed, and still %v", got)
	}
}

// An archive that goes on as expected is no reason to worry, here or where
// somebody else wrote it.
func TestTrusted(t *testing.T) {
	p := newPinned(t)
	p.say(t, "하나", p.opt)
	p.say(t, "둘", p.options()) // on a computer that remembers nothing
	if got := p.suspicions(t); len(got) > 0 {
		t.Errorf("suspicious: %v", got)
	}
	p.say(t, "셋", p.opt)
	if got := p.suspicions(t); len(got) > 0 {
		t.Errorf("suspicious: %v", got)
	}
}

// An older state that was put back, and one that went on elsewhere.
func TestPutBack(t *testing.T) {
	p := newPinned(t)
	first := read(t, p.path)
	p.say(t, "하나", p.opt)
	p.put(t, first)
	p.expect(t, crypto.OlderGeneration)

	p = newPinned(t)
	first = read(t, p.path)
	p.say(t, "하나", p.opt)
	p.put(t, first)
	p.say(t, "둘", p.options())
	p.expect(t, crypto.OtherHistory)
}

// Whoever has the public key can seal an archive of the same ID, but does not
// know its secret; and may plant a recipient of their own.
func TestForged(t *testing.T) {
	p, thief := newPinned(t), newHolder(t)
	p.forge(t, p.to(), strings.Repeat("0", 64))
	p.expect(t, crypto.UnknownSecret)

	p = newPinned(t)
	p.forge(t, append(p.to(), thief.Recipient), strings.Repeat("0", 64))
	p.expect(t, crypto.UnknownSecret, crypto.ChangedRecipients)

	p = newPinned(t)
	p.forge(t, append(p.to(), thief.Recipient), "") // by somebody who could read it
	p.expect(t, crypto.ChangedRecipients)
}

// forge puts an archive of the same files in the place of the next generation.
func (p *pinned) forge(t *testing.T, to []crypto.Recipient, secret string) {
	t.Helper()
	s, err := OpenSealed(p.path, p.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	m := s.Archive().Manifest().Next(s.Archive().ManifestSum())
	if secret != "" {
		m.Secret = secret
	}
	var buf bytes.Buffer
	w, err := crypto.NewWriter(&buf, m, to)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range s.Archive().Manifest().Entries {
		f, err := s.Archive().Open(e.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Add(e.Name, f); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p.put(t, buf.Bytes())
}

// A computer that cannot remember reads all the same, and says so; one that
// cannot tell what it remembers does not write.
func TestCannotRemember(t *testing.T) {
	p := newPinned(t)
	for _, f := range []string{"state", "other"} {
		opt := p.options()
		opt.Pins.Dir = write(t, t.TempDir(), f, "a file where a folder should be")
		s, st := openSealed(t, p.path, opt)
		if s.Unremembered() == nil || len(said(t, st.View())) == 0 {
			t.Error("that nothing is remembered is not said")
		}
	}
	pins, err := os.ReadDir(p.opt.Pins.Dir)
	if err != nil || len(pins) != 2 {
		t.Fatalf("%v, %v", pins, err)
	}
	for _, f := range pins { // what is remembered of it, and of its place
		whole := read(t, filepath.Join(p.opt.Pins.Dir, f.Name()))
		write(t, p.opt.Pins.Dir, f.Name(), "{")
		s, st := openSealed(t, p.path, p.opt)
		if s.Unremembered() == nil || len(said(t, st.View())) == 0 {
			t.Errorf("%s cannot be read, and that is not told", f.Name())
		}
		if _, err := OpenSealedForWriting(p.path, p.opt); err == nil || errors.Is(err, store.ErrDamaged) {
			t.Errorf("written without knowing what it was: %v", err)
		}
		write(t, p.opt.Pins.Dir, f.Name(), string(whole))
	}
	only(t, filepath.Dir(p.path), "a.exile.age")
}
