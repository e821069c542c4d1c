package crypto

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
)

func TestWriterRefuses(t *testing.T) {
	_, to := testKey(t)
	pq, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	hybrid := Recipient{Recipient: pq.Recipient(), Name: pq.Recipient().String()}
	if _, err := NewWriter(io.Discard, NewManifest(), []Recipient{to, hybrid}); !errors.Is(err, ErrMixedKeys) {
		t.Errorf("post-quantum and classic: %v", err)
	}
	if _, err := NewWriter(io.Discard, NewManifest(), []Recipient{hybrid, hybrid}); err != nil {
		t.Errorf("two of post-quantum: %v", err)
	}
	if _, err := NewWriter(io.Discard, NewManifest(), nil); err == nil {
		t.Error("no recipient was accepted")
	}
	scrypt, err := age.NewScryptRecipient("x")
	if err != nil {
		t.Fatal(err)
	}
	scrypt.SetWorkFactor(4)
	secret := Recipient{Recipient: scrypt, Name: Passphrase}
	if _, err := NewWriter(io.Discard, NewManifest(), []Recipient{secret, to}); err == nil {
		t.Error("a passphrase beside a key was accepted")
	}
	w, err := NewWriter(io.Discard, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add("twice", strings.NewReader("")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"", "/a", "a/", "a//b", "./a", "a/../b", "..", ".", "A", "ä", "a b", `a\b`, "a\x00", "twice",
		PaddingName, ManifestName, strings.Repeat("a", maxName+1),
	} {
		if _, err := w.Add(name, strings.NewReader("")); err == nil {
			t.Errorf("the name %q was accepted", name)
		}
	}
}

// TestWriterFails gives the writer readers and disks that fail: the error comes
// out, at once or from Close, and never an archive.
func TestWriterFails(t *testing.T) {
	_, to := testKey(t)
	cut := io.MultiReader(bytes.NewReader(noise(1, 700_000)), failingReader{io.ErrUnexpectedEOF})
	w, err := NewWriter(io.Discard, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add("a", cut); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a source that was cut: %v", err)
	}
	if _, err := w.Close(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("Close after it: %v", err)
	}
	full := errors.New("no space left")
	for n := int64(0); n < 1_040_000; n += 50_021 {
		w, err := NewWriter(&limitedWriter{n, full}, NewManifest(), []Recipient{to})
		if err == nil {
			_, err = w.Add("a", bytes.NewReader(noise(1, 1_000_000)))
		}
		if err == nil {
			_, err = w.Close()
		}
		if !errors.Is(err, full) {
			t.Errorf("a disk of %d bytes: %v", n, err)
		}
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

type limitedWriter struct {
	left int64
	err  error
}

func (l *limitedWriter) Write(p []byte) (int, error) {
	if l.left -= int64(len(p)); l.left < 0 {
		return 0, l.err
	}
	return len(p), nil
}
