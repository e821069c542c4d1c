//go:build cgo

package convert

import (
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
	"exile/formats/jsonl"
	"exile/formats/kakaotalk/kakaotest"
)

// holder is somebody who can open an archive.
type holder struct {
	crypto.Recipient
	ids []crypto.Identity
}

func newHolder(tb testing.TB) holder {
	tb.Helper()
	k, err := crypto.GenerateKey(false)
	if err != nil {
		tb.Fatal(err)
	}
	ids, _, err := crypto.ParseIdentities(tb.Context(), strings.NewReader(k.Identity+"\n"), nil, 0)
	if err != nil {
		tb.Fatal(err)
	}
	return holder{k.Recipient, ids}
}

func (h holder) options() SealedOptions { return SealedOptions{Identities: h.ids} }

func (h holder) to() []crypto.Recipient { return []crypto.Recipient{h.Recipient} }

func (h holder) seal(tb testing.TB, st *store.Store, path string) *SealReport {
	tb.Helper()
	r, err := Seal(tb.Context(), st, path, SealOptions{SealedOptions: h.options(), To: h.to(), ReadBack: true})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func openSealed(tb testing.TB, path string, opt SealedOptions) (*Sealed, *store.Store) {
	tb.Helper()
	s, err := OpenSealed(path, opt)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	st, err := s.Store(store.ReadOnly)
	if err != nil {
		tb.Fatal(err)
	}
	return s, st
}

func openForWriting(tb testing.TB, path string, opt SealedOptions) (*Sealed, *store.Store) {
	tb.Helper()
	s, err := OpenSealedForWriting(path, opt)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		tb.Fatal(err)
	}
	return s, st
}

// add adds an input and saves; it gives up a Sealed with nothing new.
func (h holder) add(tb testing.TB, e *Engine, path, input string, opt SealedOptions) (*InReport, *SealReport) {
	tb.Helper()
	s, st := openForWriting(tb, path, opt)
	in, err := addPath(tb, e, st, input)
	if err != nil {
		tb.Fatal(err)
	}
	if in.Known {
		if err := s.Close(); err != nil {
			tb.Fatal(err)
		}
		return in, nil
	}
	out, err := s.Save(tb.Context(), nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return in, out
}

func addPath(tb testing.TB, e *Engine, st *store.Store, path string) (*InReport, error) {
	tb.Helper()
	ins, err := Open(tb.Context(), []string{path}, OpenOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	defer CloseAll(ins)
	return e.Add(tb.Context(), ins[0], st, keepAll())
}

// lines are a whole history as JSON Lines.
func lines(t *testing.T, st *store.Store) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	e := &Engine{Formats: formats.Table{jsonl.Format()}}
	if _, err := e.Write(t.Context(), st.View(), jsonl.Format(), out, OutOptions{}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// verified checks every byte of an archive.
func verified(tb testing.TB, path string, opt SealedOptions) *store.Check {
	tb.Helper()
	s, err := OpenSealed(path, opt)
	if err != nil {
		tb.Fatal(err)
	}
	check, err := s.Verify(tb.Context(), nil)
	if err = errors.Join(err, s.Close()); err != nil {
		tb.Fatal(err)
	}
	if !check.OK() || len(check.Stray) > 0 {
		tb.Errorf("%s: %+v", filepath.Base(path), check)
	}
	return check
}

// only fails unless these and no others are the names in a folder.
func only(tb testing.TB, dir string, names ...string) {
	tb.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, have); diff != "" {
		tb.Errorf("in the folder: %s", diff)
	}
}

// toyStore is a plain store with two messages that name one file each, one of
// them there.
func toyStore(t *testing.T, dir string) *store.Store {
	t.Helper()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	write(t, dir, "x/talk.txt", talkMedia)
	write(t, dir, "x/a.jpg", "photo")
	if _, err := addPath(t, &Engine{Formats: toys()}, st, filepath.Join(dir, "x")); err != nil {
		t.Fatal(err)
	}
	return st
}

func chatExport(tb testing.TB, dir string, v kakaotest.Variant, plan formattest.Plan) string {
	tb.Helper()
	fsys, err := v.FS(formattest.Generate(plan))
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.CopyFS(dir, fsys); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func folders(tree map[string]string) (n int) {
	for name := range tree {
		if strings.HasSuffix(name, "/") {
			n++
		}
	}
	return n
}

// sameStore compares two folders byte for byte, but for what SQLite keeps of its
// log: two bytes of the header, and the files of readers.
func sameStore(t *testing.T, plain, unpacked string) {
	t.Helper()
	want, got := tree(t, plain), tree(t, unpacked)
	delete(want, "chats.db-wal")
	delete(want, "chats.db-shm")
	db := []byte(want["chats.db"])
	copy(db[18:20], "\x01\x01")
	want["chats.db"] = string(db)
	for name := range want {
		if want[name] != got[name] {
			t.Errorf("%s differs: %d and %d bytes", name, len(want[name]), len(got[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s was not there", name)
		}
	}
}

func sumOf(t *testing.T, path string, h holder) string {
	t.Helper()
	s, err := OpenSealed(path, h.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return s.Archive().ManifestSum()
}

func read(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}
