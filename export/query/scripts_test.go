package query

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainNormal is what Normal means, said plainly.
func plainNormal(s string) string {
	var b strings.Builder
	for s = norm.NFC.String(s); s != ""; {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			b.WriteByte(s[0])
		} else {
			b.WriteRune(fold(r))
		}
		s = s[size:]
	}
	return norm.NFC.String(b.String())
}

// What small knows of letters is what Normal makes of them.
func TestSmall(t *testing.T) {
	n := 0
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		s, ok := small(r)
		if !ok {
			continue
		}
		n++
		if want := plainNormal("a" + string(r) + "b"); want != "a"+string(s)+"b" || utf8.RuneLen(s) != utf8.RuneLen(r) || !still(r) {
			t.Errorf("%U: %U, want %+q", r, s, want)
		}
	}
	if n < 40_000 {
		t.Errorf("it knows only %d", n)
	}
}

// Nothing that can be taken apart is left out, and taking letters apart goes
// together with taking their case away.
func TestComposed(t *testing.T) {
	listed := func(r rune) bool {
		for span := range slices.Chunk(composed(), 2) {
			if span[0] <= r && r <= span[1] {
				return true
			}
		}
		return false
	}
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		if 0xac00 <= r && r <= 0xd7a3 {
			continue
		}
		whole := norm.NFD.String(string(r)) == string(r)
		if !whole && !listed(r) && r != utf8.RuneError {
			t.Errorf("%U is not listed", r)
		}
		if a, b := string(parts(r)), string(parts(fold(r))); a != b || norm.NFD.String(a) != a && len(parts(r)) == 1 {
			t.Errorf("%U consists of %+q, without its case of %+q", r, a, b)
		}
		if whole && r != iotaBelow && norm.NFC.PropertiesString(string(r)).CCC() != 0 && fold(r) != r {
			t.Errorf("the accent %U has a case", r)
		}
	}
}

// odd is all letters that are more than themselves, and the accents.
func odd() (letters, accents []rune) {
	for r := rune(utf8.RuneSelf); r <= unicode.MaxRune; r++ {
		p := norm.NFC.PropertiesString(string(r))
		switch {
		case !p.BoundaryBefore() || p.CCC() != 0:
			accents = append(accents, r)
		case len(p.Decomposition()) > 0 || unicode.SimpleFold(r) != r:
			letters = append(letters, r)
		}
	}
	return letters, accents
}

// Texts of the letters of all scripts, taken apart, with accents heaped upon them,
// and with bytes between them that are no letters: Normal is what it is said to be,
// and Places passes over nothing.
func TestScripts(t *testing.T) {
	letters, accents := odd()
	rnd := rand.New(rand.NewPCG(5, 5))
	pick := func(list []rune) string { return string(list[rnd.IntN(len(list))]) }
	scripts := strings.Fields("привёт Йод ΑΆαάς ᾳὧι İIıiŞşĞ ệẾđƠ éÈçñß が漢カ ＡＢ สวัสดี नमस्ते שלום مرحبا 한글 ㅋ ok Ssk …")
	common := []rune("\u0300\u0301\u0302\u0304\u0306\u0307\u0308\u0323\u0327\u0328\u031b\u0342\u0345\u0344\u0313\u3099\u1161\u11ab\u034f")
	text := func(most int) string {
		var b strings.Builder
		for range 1 + rnd.IntN(most) {
			switch rnd.IntN(9) {
			case 0:
				b.WriteString(pick(letters))
			case 1:
				b.WriteString(pick(accents))
			case 2, 3:
				b.WriteString(pick(common))
			case 4:
				b.WriteByte(byte(rnd.IntN(256)))
			default:
				b.WriteString(pick([]rune(scripts[rnd.IntN(len(scripts))])))
			}
		}
		s := b.String()
		if rnd.IntN(3) == 0 {
			s = norm.NFD.String(s)
		}
		return s
	}
	found := 0
	for range 40_000 {
		s := text(10)
		normal := plainNormal(s)
		if got := Normal(s); got != normal {
			t.Fatalf("%+q: %+q, want %+q", s, got, normal)
		}
		word := []rune(normal)
		word = word[rnd.IntN(len(word)):]
		n := NewNeedle(string(word[:1+rnd.IntN(len(word))]))
		if !strings.Contains(normal, n.Text()) { // it had bytes that are no letters
			continue
		}
		found++
		run := []byte("x\x00" + s + "\x00y")
		n.Fold(run, run)
		if at := n.Places(run).From(2); at < 0 || at > len(s)+2 {
			t.Fatalf("%+q in %+q is passed over", n.Text(), s)
		}
	}
	if found < 25_000 {
		t.Errorf("only %d words", found)
	}
}

// Words are found in plain texts without a look at each.
func TestPlacesAreFew(t *testing.T) {
	const text = "Привет, как дела? École été. Güzel günler İstanbul. Tiếng Việt đẹp. Καλημέρα! 漢字かな がんばって สวัสดี 안녕하세요 ok"
	for _, word := range []string{"нигде", "école?", "ağaç", "đâu", "ὕδωρ", "καφές", "漢詩", "がんも", "ไม่มี", "없다", "é!"} {
		n := NewNeedle(Normal(word))
		b := []byte(text)
		n.Fold(b, b)
		if at := n.Places(b).From(0); at >= 0 {
			t.Errorf("%s could be at %q", word, text[at:])
		}
	}
}

func BenchmarkPlaces(b *testing.B) {
	texts := map[string][]byte{
		"korean":   []byte(strings.Repeat("오늘 저녁에 뭐 먹을까 나는 아무거나 좋아 그럼 김치찌개 먹자 알았어 ㅋㅋㅋㅋ 진짜? ok\x00", 2000)),
		"cyrillic": []byte(strings.Repeat("Привет как дела Сегодня вечером идём в кино Хорошо спасибо\x00", 2000)),
	}
	buffer := make([]byte, 1<<20)
	for _, name := range []string{"korean", "cyrillic"} {
		for _, word := range []string{"없는말", "nowhere", "é", "нигде"} {
			b.Run(name+"/"+word, func(b *testing.B) {
				n, text := NewNeedle(word), texts[name]
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					n.Fold(buffer[:len(text)], text)
					n.Places(buffer[:len(text)]).From(0)
				}
			})
		}
	}
}
