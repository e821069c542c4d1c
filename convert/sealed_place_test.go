//go:build cgo

package convert

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age/plugin"

	"exile/crypto"
)

// exchanged seals another archive, with an id of its own, to some people.
func (p *pinned) exchanged(t *testing.T, opt SealedOptions, to ...crypto.Recipient) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "forged.age")
	if _, err := Seal(t.Context(), toyStore(t, dir), path, SealOptions{SealedOptions: opt, To: to}); err != nil {
		t.Fatal(err)
	}
	return read(t, path)
}

// Whoever has the public key can put an archive with an id of its own in the place
// of the true one, sealed to its holder and to themselves: no pin is of that id, but
// another archive stood there. What is added next must not be sealed to them.
func TestExchanged(t *testing.T) {
	p, thief := newPinned(t), newHolder(t)
	p.put(t, p.exchanged(t, p.options(), p.Recipient, thief.Recipient))
	p.expect(t, crypto.OtherArchive)
	p.say(t, "비밀", p.opt)
	if s, err := OpenSealed(p.path, thief.options()); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("the thief reads it: %v, %v", s, err)
	}

	// Through a link, too, under the name that it had and under another.
	p = newPinned(t)
	theirs := filepath.Join(p.dir, "theirs.age")
	if err := os.WriteFile(theirs, p.exchanged(t, p.options(), p.Recipient, thief.Recipient), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(p.path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(theirs, p.path); err != nil {
		t.Skip("links cannot be made here: ", err)
	}
	p.expect(t, crypto.OtherArchive)
}

// An archive of one's own in the place of another is another all the same; one
// that is moved or copied, and one that is sealed where another was deleted, is not.
func TestMoved(t *testing.T) {
	p := newPinned(t)
	p.put(t, p.exchanged(t, p.opt, p.Recipient))
	p.expect(t, crypto.OtherArchive)

	p = newPinned(t)
	copied := filepath.Join(t.TempDir(), "copy.age")
	if err := os.WriteFile(copied, read(t, p.path), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(p.path); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := Seal(t.Context(), toyStore(t, dir), p.path, SealOptions{SealedOptions: p.opt, To: p.to()}); err != nil {
		t.Fatal(err)
	}
	p.say(t, "새로", p.opt)
	p.path = copied
	p.say(t, "옮겨서", p.opt)
	if got := p.suspicions(t); len(got) > 0 {
		t.Errorf("moved, and suspicious: %v", got)
	}
}

// A plugin is a program: it is not started because a file says so, which anybody
// may have made, but where this computer has sealed it so or its holder names it.
func TestPluginNamedByTheArchive(t *testing.T) {
	p := newPinned(t)
	name := plugin.EncodeRecipient("exilenobody", []byte("0123456789"))
	p.forge(t, []crypto.Recipient{p.Recipient, {Recipient: p.Recipient.Recipient, Name: name}}, "")

	p.opt.Pins.Dir = filepath.Join(t.TempDir(), "elsewhere")
	for range 2 { // having read it changes nothing
		s, _ := openForWriting(t, p.path, p.opt)
		if got := s.Suspicions(); len(got) > 0 || s.Known() {
			t.Errorf("known %v, suspicious %v", s.Known(), got)
		}
		if _, err := s.Recipients(); !errors.Is(err, ErrStrangePlugin) || !strings.Contains(err.Error(), name) {
			t.Errorf("its recipients: %v", err)
		}
		if _, err := s.Save(t.Context(), nil, nil); !errors.Is(err, ErrStrangePlugin) {
			t.Errorf("sealed anew: %v", err)
		}
	}

	// Once sealed here to the plugin by name, it is started again: and is not there.
	pin, found, err := p.opt.Pins.Load(p.id(t))
	if err != nil || !found || pin.Sealed {
		t.Fatalf("%+v, %v, %v", pin, found, err)
	}
	pin.Sealed = true
	if err := p.opt.Pins.Save(pin); err != nil {
		t.Fatal(err)
	}
	s, _ := openForWriting(t, p.path, p.opt)
	_, err = s.Save(t.Context(), nil, nil)
	if failed, ok := errors.AsType[*crypto.PluginError](err); !ok || failed.Program != "age-plugin-exilenobody" {
		t.Errorf("sealed anew: %v", err)
	}
}

func (p *pinned) id(t *testing.T) string {
	t.Helper()
	s, err := OpenSealed(p.path, p.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return s.Archive().Manifest().ID
}
