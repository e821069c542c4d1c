package crypto

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
)

// testKey makes a key for a test, and whom to seal to for it.
func testKey(tb testing.TB) (Identity, Recipient) {
	tb.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		tb.Fatal(err)
	}
	return id, Recipient{Recipient: id.Recipient(), Name: id.Recipient().String()}
}

// item is an entry for a test archive.
type item struct {
	name string
	data []byte
}

// sealItems seals entries to one recipient.
func sealItems(tb testing.TB, to Recipient, items ...item) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, NewManifest(), []Recipient{to})
	if err != nil {
		tb.Fatal(err)
	}
	for _, it := range items {
		if _, err := w.Add(it.name, bytes.NewReader(it.data)); err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// noise is random, the same in each run.
func noise(seed int64, n int) []byte {
	b := make([]byte, n)
	rand.New(rand.NewSource(seed)).Read(b)
	return b
}

func openBytes(b []byte, ids ...Identity) (*Archive, error) {
	return Open(bytes.NewReader(b), int64(len(b)), OpenOptions{Identities: ids})
}

func TestSealAndOpen(t *testing.T) {
	id, to := testKey(t)
	items := []item{
		{"chats.db", noise(1, 300_000)},
		{"media/ab/" + strings.Repeat("ab", 32), noise(2, 65_536)},
		{"media/empty", nil},
		{"originals/1.zst", noise(3, 2_000_000)},
		{"media/piece", noise(4, pieceSize)}, // exactly a buffer
	}
	var sealed bytes.Buffer
	w, err := NewWriter(&sealed, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		e, err := w.Add(it.name, bytes.NewReader(it.data))
		if err != nil || e.Size != int64(len(it.data)) {
			t.Fatalf("Add(%s) = %+v, %v", it.name, e, err)
		}
	}
	m, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	for name, identity := range map[string]Identity{"recipient": id, "writer": w.Identity()} {
		a, err := openBytes(sealed.Bytes(), identity)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(m, a.Manifest()); diff != "" {
			t.Errorf("manifest (-written +read):\n%s", diff)
		}
		if a.Size() != padme(a.Size()) {
			t.Errorf("the length %d is not a padded one", a.Size())
		}
		for _, it := range items {
			var b bytes.Buffer
			if err := a.Copy(t.Context(), &b, it.name); err != nil || !bytes.Equal(b.Bytes(), it.data) {
				t.Errorf("Copy(%s): %d bytes, %v", it.name, b.Len(), err)
			}
			f, err := a.Open(it.name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(f)
			if err != nil || !bytes.Equal(got, it.data) {
				t.Errorf("Open(%s): %d bytes, %v", it.name, len(got), err)
			}
		}
		last := int64(0)
		if err := a.Verify(t.Context(), func(done int64) {
			if done < last {
				t.Errorf("progress went from %d to %d", last, done)
			}
			last = done
		}); err != nil || last != a.Size() {
			t.Errorf("Verify: %v, %d of %d bytes", err, last, a.Size())
		}
		for _, name := range []string{"nothing", PaddingName, ManifestName} {
			if _, err := a.Open(name); !errors.Is(err, ErrNoEntry) {
				t.Errorf("Open(%s): %v", name, err)
			}
			if err := a.Copy(t.Context(), io.Discard, name); !errors.Is(err, ErrNoEntry) {
				t.Errorf("Copy(%s): %v", name, err)
			}
		}
	}
}

func TestGenerations(t *testing.T) {
	first := NewManifest()
	if other := NewManifest(); other.ID == first.ID || other.Secret == first.Secret {
		t.Error("two archives have the same ID or secret")
	}
	sum := strings.Repeat("0f", 32)
	next := first.Next(sum)
	want := Manifest{Version: 1, ID: first.ID, Secret: first.Secret, Generation: 2, Previous: sum}
	if diff := cmp.Diff(want, next); diff != "" {
		t.Error(diff)
	}
}

func TestCopyEnds(t *testing.T) {
	id, to := testKey(t)
	a, err := openBytes(sealItems(t, to, item{"chats.db", noise(1, 3_000_000)}), id)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	if err := a.Copy(t.Context(), &limitedWriter{1_000_000, full}, "chats.db"); !errors.Is(err, full) {
		t.Errorf("a full disk: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := a.Copy(ctx, io.Discard, "chats.db"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := a.Verify(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestManyEntries goes over the 65,535 entries of a zip without zip64, and says
// how long opening takes.
func TestManyEntries(t *testing.T) {
	id, to := testKey(t)
	var sealed bytes.Buffer
	w, err := NewWriter(&sealed, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	const n = 100_000
	for i := range n {
		if _, err := w.Add(fmt.Sprintf("media/%02x/%064x", i%256, i), strings.NewReader(strconv.Itoa(i))); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	a, err := openBytes(sealed.Bytes(), id)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("opening %d entries took %v", n, time.Since(start))
	start = time.Now()
	if err := a.Verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("verifying %d bytes took %v", a.Size(), time.Since(start))
	unzips(t, a)
}

// unzips asks Info-ZIP's unzip whether a zip is whole.
func unzips(t *testing.T, a *Archive) {
	t.Helper()
	unzip, err := exec.LookPath("unzip")
	if err != nil {
		t.Skip("unzip is not installed")
	}
	path := filepath.Join(t.TempDir(), "history.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.each(t.Context(), 0, a.size, func(p []byte) error { return writeSparse(f, p) }); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(a.size), f.Close()); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), unzip, "-tq", path).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "No errors detected") {
		t.Errorf("unzip -tq: %v: %.500s", err, out)
	}
	if info, err := exec.LookPath("zipinfo"); err == nil {
		out, err := exec.CommandContext(t.Context(), info, "-h", path).CombinedOutput()
		if want := fmt.Sprintf("number of entries: %d", len(a.records)); err != nil || !strings.Contains(string(out), want) {
			t.Errorf("zipinfo -h: %v: %.500s, want %s", err, out, want)
		}
	}
}

// writeSparse leaves a hole where everything is zero.
func writeSparse(f *os.File, p []byte) error {
	if bytes.Count(p, []byte{0}) == len(p) {
		_, err := f.Seek(int64(len(p)), io.SeekCurrent)
		return err
	}
	_, err := f.Write(p)
	return err
}

// TestVerifyWhileReading reads entries while all is checked: Verify must leave alone
// what the others read. (The race detector sees it.)
func TestVerifyWhileReading(t *testing.T) {
	id, to := testKey(t)
	var items []item
	for i := range 100 {
		items = append(items, item{fmt.Sprintf("media/%d", i), noise(int64(i), 3000)})
	}
	a, err := openBytes(sealItems(t, to, items...), id)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for range 3 {
			if err := a.Verify(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Go(func() {
		for i := range 600 {
			name := items[i%len(items)].name
			if _, err := a.Open(name); err != nil {
				t.Error(err)
			}
			if err := a.Copy(t.Context(), io.Discard, name); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Wait()
}
