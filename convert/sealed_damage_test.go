//go:build cgo

package convert

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"exile/crypto"
	"exile/export/store"
)

const chunk = 64<<10 + 16 // of age, sealed

// big is a toy chat that takes many chunks.
func big(n int) string {
	var b strings.Builder
	b.WriteString(talkMedia)
	for i := range n {
		fmt.Fprintf(&b, "Kim: %d %x\n", i, i*i*7919)
	}
	return b.String()
}

// A bit that is wrong anywhere: whatever needs it fails and leaves nothing;
// verifying and writing anew need all.
func TestDamagedArchive(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := newStore(t, filepath.Join(dir, "s.exile"))
	e := &Engine{Formats: toys()}
	write(t, dir, "x/talk.txt", big(20_000))
	write(t, dir, "x/a.jpg", strings.Repeat("photo", 30_000))
	if _, err := addPath(t, e, plain, filepath.Join(dir, "x")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "a.exile.age")
	h.seal(t, plain, out)
	sound := read(t, out)
	want := tree(t, written(t, e, plain, 0))
	hurt, opened, unharmed := 0, 0, 0
	for at := 150; at < len(sound); at += chunk / 2 {
		bad := bytes.Clone(sound)
		bad[at] ^= 1
		if err := os.WriteFile(out, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := OpenSealed(out, h.options())
		if err != nil {
			if !errors.Is(err, crypto.ErrDamaged) && !errors.Is(err, crypto.ErrWrongKey) {
				t.Errorf("byte %d: %v", at, err)
			}
			continue
		}
		opened++
		if _, err := s.Verify(t.Context(), nil); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("byte %d: verified: %v", at, err)
		}
		for format := range toys() {
			if damagedWrite(t, e, s, format, want) {
				hurt++
				continue
			}
			unharmed++
		}
		to := filepath.Join(t.TempDir(), "s.exile")
		if err := s.Unpack(t.Context(), to, nil); err == nil {
			// The padding alone is not unpacked.
			sameStore(t, plain.Dir(), to)
		} else if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("byte %d: unpacked: %v", at, err)
		} else {
			only(t, filepath.Dir(to))
		}
		s.Close()
		damagedSave(t, h, e, out, dir)
		if !bytes.Equal(bad, read(t, out)) {
			t.Errorf("byte %d: it was written anew", at)
		}
		only(t, filepath.Dir(out), "a.exile.age")
	}
	t.Logf("%d places of %d opened, of %d conversions %d failed", opened, len(sound)/(chunk/2), hurt+unharmed, hurt)
	if hurt == 0 || unharmed == 0 {
		t.Error("the places are not well chosen")
	}
}

func written(t *testing.T, e *Engine, st *store.Store, format int) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	if _, err := e.Write(t.Context(), st.View(), toys()[format], out, OutOptions{}); err != nil {
		t.Fatal(err)
	}
	return out
}

// damagedWrite converts out of a damaged archive: it gives everything, or fails
// and leaves nothing.
func damagedWrite(t *testing.T, e *Engine, s *Sealed, format int, want map[string]string) (failed bool) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	st, err := s.Store(store.ReadOnly)
	if err == nil {
		_, err = e.Write(t.Context(), st.View(), toys()[format], out, OutOptions{Inputs: []string{s.path}})
	}
	if err != nil {
		if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("not said to be damaged: %v", err)
		}
		only(t, filepath.Dir(out))
		return true
	}
	if format == 0 {
		got := tree(t, out)
		for name := range want {
			if name != ReportName && got[name] != want[name] {
				t.Errorf("%s differs", name)
			}
		}
	}
	return false
}

// damagedSave adds to a damaged archive, which must fail.
func damagedSave(t *testing.T, h holder, e *Engine, path, dir string) {
	t.Helper()
	s, err := OpenSealedForWriting(path, h.options())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	st, err := s.Store(store.ReadWrite)
	if err == nil {
		_, err = addPath(t, e, st, write(t, dir, "later.txt", talk+"엄마: 또\n"))
	}
	if err == nil {
		_, err = s.Save(t.Context(), nil, nil)
	}
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("not said to be damaged: %v", err)
	}
}

// A file in a plain store that is not what its name says is not sealed: in the
// archive it would look sound for ever. The file is named.
func TestSealDamagedStore(t *testing.T) {
	h := newHolder(t)
	for _, folder := range []string{"media", "originals"} {
		for _, hurt := range []func(body string) string{
			func(body string) string { return body[:len(body)-1] + "x" },
			func(body string) string { return body[:len(body)-1] },
			func(string) string { return "" },
		} {
			dir := t.TempDir()
			plain := toyStore(t, dir)
			name := ""
			for n, body := range tree(t, plain.Dir()) {
				if strings.HasPrefix(n, folder+"/") && !strings.HasSuffix(n, "/") {
					name = n
					write(t, plain.Dir(), n, hurt(body))
				}
			}
			out := filepath.Join(t.TempDir(), "a.exile.age")
			_, err := Seal(t.Context(), plain, out, SealOptions{SealedOptions: h.options(), To: h.to()})
			if !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s: %v", name, err)
			}
			only(t, filepath.Dir(out))
		}
	}
}

// What a plain store lacks is told, and no reason not to seal the rest.
func TestSealMissing(t *testing.T) {
	dir, h := t.TempDir(), newHolder(t)
	plain := toyStore(t, dir)
	if err := os.RemoveAll(filepath.Join(plain.Dir(), "media")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "a.exile.age")
	r := h.seal(t, plain, out)
	if len(r.Missing) != 1 || !strings.HasPrefix(r.Missing[0], "media/") {
		t.Errorf("%+v", r)
	}
	_, added := h.add(t, &Engine{Formats: toys()}, out, write(t, dir, "later.txt", talk+"엄마: 또\n"), h.options())
	if len(added.Missing) != 1 || added.Missing[0] != r.Missing[0] {
		t.Errorf("%+v", added)
	}
}

// A store that lacks something is not removed: what is missing may turn up again.
func TestIncompleteStoreStays(t *testing.T) {
	h := newHolder(t)
	plain := toyStore(t, t.TempDir())
	dir := plain.Dir()
	if err := os.RemoveAll(filepath.Join(dir, "media")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "a.exile.age")
	r, err := Seal(t.Context(), plain, out, SealOptions{SealedOptions: h.options(), To: h.to(), Remove: true})
	if err != nil || r.Removed || !errors.Is(r.Unremoved, ErrIncomplete) {
		t.Fatalf("%+v, %v", r, err)
	}
	if !store.IsStore(dir) {
		t.Error("the store is gone")
	}
	openSealed(t, out, h.options())
}

// A store that somebody changes by hand while it is sealed: no archive.
func TestSealChangingStore(t *testing.T) {
	h := newHolder(t)
	for name, change := range map[string]func(path string) error{
		"gone":    os.Remove,
		"shorter": func(path string) error { return os.Truncate(path, 1) },
		"other": func(path string) error {
			body, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			body[len(body)/2] ^= 1
			return os.WriteFile(path, body, 0o600)
		},
	} {
		for _, pattern := range []string{"media/*/*", "originals/*"} {
			t.Run(name+" "+pattern, func(t *testing.T) {
				plain := toyStore(t, t.TempDir())
				files, err := filepath.Glob(filepath.Join(plain.Dir(), filepath.FromSlash(pattern)))
				if err != nil || len(files) != 1 {
					t.Fatal(files, err)
				}
				changed := false
				out := filepath.Join(t.TempDir(), "a.exile.age")
				_, err = Seal(t.Context(), plain, out, SealOptions{SealedOptions: h.options(), To: h.to(), Step: func(int64, int64) {
					if !changed {
						changed = true
						if err := change(files[0]); err != nil {
							t.Error(err)
						}
					}
				}})
				if err == nil || !changed {
					t.Error("it was sealed")
				}
				only(t, filepath.Dir(out))
			})
		}
	}
}

// An original that unpacks to more than it was is not unpacked to its end.
func TestOriginalBounded(t *testing.T) {
	body := strings.Repeat("photo", 200_000)
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(body)))
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	packed := z.EncodeAll([]byte(body), nil)
	for size, ok := range map[int64]bool{int64(len(body)): true, int64(len(body)) - 1: false, 0: false} {
		u := newUnpacking(sum, size)
		_, err := u.Write(packed)
		if bad := u.end(err); (bad == nil) != ok || !ok && !errors.Is(bad, store.ErrDamaged) {
			t.Errorf("%d bytes of %d: %v", size, len(body), bad)
		}
	}
	u := newUnpacking(sum, int64(len(body)))
	n := 0
	for ; err == nil && n < 100; n++ { // one after the other is one
		_, err = u.Write(packed)
	}
	if bad := u.end(err); n > 3 || !errors.Is(bad, store.ErrDamaged) {
		t.Errorf("unpacked %d times as much: %v", n, bad)
	}
}

// An archive that holds what no store has, or whose manifest contradicts a name,
// was not made by us.
func TestStrangeArchive(t *testing.T) {
	h := newHolder(t)
	sum := strings.Repeat("ab", 32)
	for _, names := range [][]string{
		{"chats.db", "notes.txt"},
		{"chats.db", "media/ab/" + sum},
		{"chats.db", "media/cd/" + sum},
		{"chats.db", "originals/" + sum},
		{"originals/" + sum + ".zst"},
		{"chats.db"},
	} {
		out := filepath.Join(t.TempDir(), "a.exile.age")
		var buf bytes.Buffer
		w, err := crypto.NewWriter(&buf, crypto.NewManifest(), h.to())
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if _, err := w.Add(name, strings.NewReader("no database")); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(out, buf.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := OpenSealed(out, h.options())
		if err == nil {
			_, err = s.Store(store.ReadOnly)
			s.Close()
		}
		if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNotStore) {
			t.Errorf("%q: %v", names, err)
		}
	}
}
