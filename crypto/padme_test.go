package crypto

import (
	"math/rand"
	"testing"
)

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
