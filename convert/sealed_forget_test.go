//go:build cgo

package convert

import (
	"path/filepath"
	"strings"
	"testing"

	"exile/export/store"
)

// What is forgotten in a sealed archive is in no byte of the new one, taken apart to
// the last original, and all else is.
func TestForgetSealed(t *testing.T) {
	dir := t.TempDir()
	st := toyStore(t, dir)
	want := lines(t, st)
	write(t, dir, "y/talk.txt", "toy\nroom secret\nKim# b.jpg\n"+strings.Repeat("Kim: "+canary+"\n", 299))
	write(t, dir, "y/b.jpg", strings.Repeat(canary, 500))
	if _, err := addPath(t, &Engine{Formats: toys()}, st, filepath.Join(dir, "y")); err != nil {
		t.Fatal(err)
	}
	h := newHolder(t)
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, st, out)
	if found := Traces(t, unpackTo(t, h, out), canary); len(found) != 3 { // the database, the text and the photo
		t.Fatalf("the canary is found in %q", found)
	}

	s, vault := openForWriting(t, out, h.options())
	did, err := vault.Forget(t.Context(), store.What{Chat: 2})
	if err != nil || did.Messages != 300 || len(did.Originals) != 1 {
		t.Fatalf("%+v, %v", did, err)
	}
	if _, err := s.Save(t.Context(), nil, nil); err != nil {
		t.Fatal(err)
	}
	only(t, filepath.Dir(out), "a.exile.age")
	verified(t, out, h.options())
	plain := unpackTo(t, h, out)
	if found := Traces(t, plain, canary); len(found) > 0 {
		t.Errorf("it is still in %q", found)
	}
	left, err := store.Open(plain, store.ReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer left.Close()
	if got := lines(t, left); got != want {
		t.Errorf("the rest says something else: %s", got)
	}
}

func unpackTo(t *testing.T, h holder, path string) string {
	t.Helper()
	s, err := OpenSealed(path, h.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	to := filepath.Join(t.TempDir(), "u.exile")
	if err := s.Unpack(t.Context(), to, nil); err != nil {
		t.Fatal(err)
	}
	return to
}
