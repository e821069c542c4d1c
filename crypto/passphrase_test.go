package crypto

import (
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"golang.org/x/text/unicode/norm"
)

func passphraseFile(t *testing.T, passphrase string) []byte {
	t.Helper()
	to, err := PassphraseRecipient(passphrase, testWork)
	if err != nil {
		t.Fatal(err)
	}
	if to.Name != Passphrase {
		t.Errorf("the recipient's name is %q", to.Name)
	}
	return sealTo(t, "안녕", to)
}

// rawFile is sealed to the very bytes, as other programs do it.
func rawFile(t *testing.T, passphrase string) []byte {
	t.Helper()
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r.SetWorkFactor(testWork)
	return sealTo(t, "안녕", r)
}

func TestPassphraseInEveryForm(t *testing.T) {
	const nfc = "우리집 café 비밀"
	nfd := norm.NFD.String(nfc)
	mixed := "우리집 " + norm.NFD.String("café 비밀")
	if nfc == nfd || nfd == mixed || norm.NFC.String(nfc) != nfc {
		t.Fatal("the forms are the same")
	}
	forms := []string{nfc, nfd, mixed}
	for _, sealed := range forms {
		for _, typed := range forms {
			if err := opens(t, passphraseFile(t, sealed), "안녕", PassphraseIdentity(typed, 0)); err != nil {
				t.Errorf("sealed with %+q, typed %+q: %v", sealed, typed, err)
			}
			if !SamePassphrase(sealed, typed) || SamePassphrase(sealed, typed+" ") {
				t.Errorf("%+q and %+q are not said to be the same, or more are", sealed, typed)
			}
		}
	}
	for _, file := range []struct{ sealed, typed string }{{nfd, nfc}, {nfd, nfd}, {nfc, nfd}, {mixed, mixed}} {
		if err := opens(t, rawFile(t, file.sealed), "안녕", PassphraseIdentity(file.typed, 0)); err != nil {
			t.Errorf("sealed by others with %+q, typed %+q: %v", file.sealed, file.typed, err)
		}
	}
	// What we seal, a program that knows nothing of forms opens with NFC.
	raw, err := age.NewScryptIdentity(nfc)
	if err != nil {
		t.Fatal(err)
	}
	if err := opens(t, passphraseFile(t, nfd), "안녕", raw); err != nil {
		t.Errorf("NFC by others: %v", err)
	}
}

func TestWrongPassphrase(t *testing.T) {
	file := passphraseFile(t, "correct horse")
	for _, wrong := range []string{"correct horsf", "correct horse ", "Correct horse", "", "c", "맞는 말"} {
		err := opens(t, file, "", PassphraseIdentity(wrong, 0))
		if !errors.Is(err, ErrWrongKey) || errors.Is(err, ErrDamaged) {
			t.Errorf("%q: %v", wrong, err)
		}
		if err != nil && len(wrong) > 1 && strings.Contains(err.Error(), wrong) {
			t.Errorf("the error tells the passphrase: %v", err)
		}
	}
	ids := []Identity{PassphraseIdentity("first", 0), PassphraseIdentity("correct horse", 0)}
	if err := opens(t, file, "안녕", ids...); err != nil {
		t.Errorf("the second of two: %v", err)
	}
	err := opens(t, sealTo(t, "x", newKey(t, false).Recipient), "", PassphraseIdentity("correct horse", 0))
	if !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), "X25519") {
		t.Errorf("a file for a key: %v", err)
	}
}

func TestBadPassphraseRecipients(t *testing.T) {
	if _, err := PassphraseRecipient("", 0); !errors.Is(err, ErrBadKey) {
		t.Errorf("empty: %v", err)
	}
	for _, work := range []int{-1, 31, math.MaxInt} {
		if _, err := PassphraseRecipient("correct horse", work); err == nil {
			t.Errorf("work factor %d was taken", work)
		}
	}
}

// A file may ask for any amount of work and memory; it is refused before.
func TestWorkFactorIsRefusedBeforeTheWork(t *testing.T) {
	file := passphraseFile(t, "correct horse")
	asking := func(n string) []byte {
		head, rest, ok := bytes.Cut(file, []byte(" 4\n"))
		if !ok {
			t.Fatal("the header is not as expected")
		}
		return slices.Concat(head, []byte(" "+n+"\n"), rest)
	}
	for _, tt := range []struct {
		asks string
		max  int
		want error
	}{
		{"21", 0, ErrWorkFactor},
		{"21", MaxWorkFactor, ErrWorkFactor},
		{"5", testWork, ErrWorkFactor},
		{"5", testWork + 1, ErrWrongKey}, // it is tried, and the key does not come of it
		{"30", 29, ErrWorkFactor},
		{"31", 31, ErrWorkFactor},
		{"999999999", math.MaxInt, ErrWorkFactor},
		{"99999999999999999999", 0, ErrDamaged},
		{"021", 0, ErrDamaged},
		{"+21", 0, ErrDamaged},
		{"-1", 0, ErrDamaged},
	} {
		err := opens(t, asking(tt.asks), "", PassphraseIdentity("correct horse", tt.max))
		if got := sentinel(err); got != tt.want { //nolint:errorlint // sentinel unwraps
			t.Errorf("2^%s where 2^%d is allowed: %v", tt.asks, tt.max, err)
		}
	}
}

func TestWordLists(t *testing.T) {
	for name, list := range map[string]string{"English": wordsEN, "Korean": wordsKO} {
		words := strings.Fields(list)
		if len(words) != 2048 || strings.Count(list, "\n") != 2048 {
			t.Errorf("%s: %d words", name, len(words))
		}
		seen, starts := map[string]bool{}, map[string]bool{}
		for _, w := range words {
			if !norm.NFC.IsNormalString(w) || strings.ContainsAny(w, "-\r\ufeff") || len([]rune(w)) < 2 {
				t.Errorf("%s: %q", name, w)
			}
			if seen[w] {
				t.Errorf("%s: %s comes twice", name, w)
			}
			seen[w] = true
			start := w
			if name == "English" { // "it's enough to type the first four letters"
				start = w[:min(4, len(w))]
				if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" || len(w) < 3 || len(w) > 8 {
					t.Errorf("%q", w)
				}
			} else if strings.IndexFunc(w, func(r rune) bool { return r < '가' || r > '힣' }) >= 0 {
				t.Errorf("%+q is not of syllables alone", w)
			}
			if starts[start] {
				t.Errorf("%s: %s begins like another", name, w)
			}
			starts[start] = true
		}
	}
	if words := strings.Fields(wordsEN); words[0] != "abandon" || words[2047] != "zoo" {
		t.Errorf("from %s to %s", words[0], words[2047])
	}
	if words := strings.Fields(wordsKO); words[0] != "가격" || words[2047] != "힘껏" {
		t.Errorf("from %s to %s", words[0], words[2047])
	}
}

func TestGeneratedPassphrases(t *testing.T) {
	for _, tt := range []struct{ lang, list, between string }{
		{"ko", wordsKO, " "}, {"en", wordsEN, "-"}, {"", wordsEN, "-"}, {"de", wordsEN, "-"},
	} {
		list := strings.Fields(tt.list)
		seen := map[string]bool{}
		drawn := map[string]int{}
		const times = 400
		for range times {
			p := GeneratePassphrase(tt.lang)
			words := strings.Split(p, tt.between)
			if len(words) != 10 || seen[p] || Judge(p) != Strong {
				t.Fatalf("%q: %d words, seen %v, judged %v", p, len(words), seen[p], Judge(p))
			}
			seen[p] = true
			for _, w := range words {
				drawn[w]++
			}
		}
		for w := range drawn {
			if !slices.Contains(list, w) {
				t.Errorf("%s: %q is not in the list", tt.lang, w)
			}
		}
		// 4,000 draws of 2,048 words: 1,757 different ones are expected, give or
		// take 15. Twelve times that is no chance.
		if len(drawn) < 1577 || len(drawn) > 1937 {
			t.Errorf("%s: %d words were drawn in %d draws", tt.lang, len(drawn), 10*times)
		}
	}
}

// What a Mac hands over may be NFD.
func TestGeneratedPassphraseOpensTypedAsNFD(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		p := GeneratePassphrase(lang)
		file := passphraseFile(t, p)
		for _, typed := range []string{p, norm.NFD.String(p)} {
			if err := opens(t, file, "안녕", PassphraseIdentity(typed, 0)); err != nil {
				t.Errorf("%s: %v", lang, err)
			}
		}
		if err := opens(t, rawFile(t, norm.NFD.String(p)), "안녕", PassphraseIdentity(p, 0)); err != nil {
			t.Errorf("%s, sealed on a Mac by another program: %v", lang, err)
		}
	}
}

// The work factor that is written is the one that was asked for, and ours alone.
func TestWorkFactorThatIsWritten(t *testing.T) {
	for _, work := range []int{1, testWork, 12} {
		to, err := PassphraseRecipient("correct horse", work)
		if err != nil {
			t.Fatal(err)
		}
		lock, err := ReadLock(bytes.NewReader(sealTo(t, "x", to)))
		if err != nil || !lock.Passphrase || lock.WorkFactor != work {
			t.Errorf("asked for %d: %+v, %v", work, lock, err)
		}
	}
	if testing.Short() {
		t.Skip("the default work factor takes a second")
	}
	to, err := PassphraseRecipient("correct horse", 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := age.EncryptReader(strings.NewReader("x"), to)
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := ReadLock(bytes.NewReader(file))
	if err != nil || lock.WorkFactor != 18 {
		t.Errorf("%+v, %v", lock, err)
	}
}
