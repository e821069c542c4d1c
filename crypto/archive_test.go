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

// TestEveryLengthIsPadded seals archives of many lengths; the writer itself
// fails where the zip is not of the length that was foreseen.
func TestEveryLengthIsPadded(t *testing.T) {
	id, to := testKey(t)
	rnd := rand.New(rand.NewSource(5))
	for i := range 300 {
		n := i
		if i > 150 {
			n = rnd.Intn(200_000)
		}
		a, err := openBytes(sealItems(t, to, item{"chats.db", make([]byte, n)}), id)
		if err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
		if err := a.Verify(t.Context(), nil); err != nil {
			t.Fatalf("%d bytes: %v", n, err)
		}
	}
}

// TestPaddingAtTheEdgesOfZip64 looks at places where one byte of padding more
// makes a header longer: whatever comes out must be consistent.
func TestPaddingAtTheEdgesOfZip64(t *testing.T) {
	const edge = 1<<32 - 1
	for _, base := range []int64{edge, edge * 8 / 9, 2 * edge, 40 * edge, 1 << 36} {
		for d := int64(-600); d < 600; d++ {
			w := &Writer{at: base + d, dirSize: 60}
			zeros, total := w.padding(1000)
			pad := record{name: PaddingName, size: zeros, at: w.at}
			last := record{name: ManifestName, size: 1000, at: pad.end()}
			end := ending{count: 2, size: 60 + pad.centralLen() + last.centralLen(), at: last.end()}
			if zeros < 0 || total != end.at+end.size+end.len() || padme(total) != total {
				t.Fatalf("at %d: %d zeros, %d in all", w.at, zeros, total)
			}
			if float64(total) > 1.13*float64(w.at) {
				t.Fatalf("at %d: %d in all is too much", w.at, total)
			}
		}
	}
}

func TestPadme(t *testing.T) {
	// The worked example of the paper: 9 binary digits, so 4 of them may be set.
	for n, want := range map[int64]int64{
		0: 0, 1: 1, 2: 2, 3: 3, 8: 8, 9: 10, 15: 16, 100: 104, 1000: 1024, 1025: 1088, 1 << 20: 1 << 20, 1<<20 + 1: 1<<20 + 1<<15,
	} {
		if got := padme(n); got != want {
			t.Errorf("padme(%d) = %d, want %d", n, got, want)
		}
	}
	for n := int64(2); n < 1<<40; n += n/7 + 1 {
		got := padme(n)
		if got < n || float64(got) > 1.12*float64(n)+1 || padme(got) != got {
			t.Errorf("padme(%d) = %d", n, got)
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

// TestOver4GiB seals an entry of more than 4 GiB with another one behind it, so
// that sizes and places take zip64.
func TestOver4GiB(t *testing.T) {
	if os.Getenv("EXILE_LARGE") == "" {
		t.Skip("it writes 8 GiB and takes a minute; EXILE_LARGE=1 runs it")
	}
	id, to := testKey(t)
	f, err := os.Create(filepath.Join(t.TempDir(), "big.exile.age"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const size = 1<<32 + 12_345
	start := time.Now()
	w, err := NewWriter(f, NewManifest(), []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	tail := noise(9, 100_000)
	if e, err := w.Add("chats.db", io.LimitReader(zeros{}, size)); err != nil || e.Size != size {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, err := w.Add("media/tail", bytes.NewReader(tail)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sealing := time.Since(start)
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	a, err := Open(f, st.Size(), OpenOptions{Identities: []Identity{id}})
	if err != nil {
		t.Fatal(err)
	}
	opening := time.Since(start)
	start = time.Now()
	if err := a.Verify(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes: sealing %v, opening %v, verifying %v", a.Size(), sealing, opening, time.Since(start))
	var b bytes.Buffer
	if err := a.Copy(t.Context(), &b, "media/tail"); err != nil || !bytes.Equal(b.Bytes(), tail) {
		t.Errorf("the entry behind: %d bytes, %v", b.Len(), err)
	}
	unzips(t, a)
}
