package query_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"exile/export/query"
)

func date(m time.Month, d int) time.Time { return time.Date(2024, m, d, 0, 0, 0, 0, time.UTC) }

// What people type, with the quotation marks that the shell leaves.
func TestParse(t *testing.T) {
	for _, c := range []struct {
		args []string
		want query.Query
	}{
		{[]string{"안녕"}, query.Query{Words: []string{"안녕"}}},
		{[]string{"See", "you"}, query.Query{Words: []string{"see", "you"}}},
		{[]string{"see you"}, query.Query{Words: []string{"see you"}}}, // the shell took the quotes
		{[]string{`"see you" tomorrow`}, query.Query{Words: []string{"see you", "tomorrow"}}},
		{[]string{"“see you” tomorrow"}, query.Query{Words: []string{"see you", "tomorrow"}}},
		{[]string{"from:김 민준", "in:3"}, query.Query{From: []string{"김 민준"}, In: []string{"3"}}},
		{[]string{`from:"김 민준" -in:"강릉 가자" has:photo -has:link`}, query.Query{
			From: []string{"김 민준"}, NotIn: []string{"강릉 가자"}, Has: []query.Has{query.HasPhoto}, NotHas: []query.Has{query.HasLink},
		}},
		{[]string{"안녕 from:서연 -in:3"}, query.Query{Words: []string{"안녕"}, From: []string{"서연"}, NotIn: []string{"3"}}},
		{[]string{"-ㅋㅋ", "-see you", "-from:서연"}, query.Query{NotWords: []string{"ㅋㅋ", "see you"}, NotFrom: []string{"서연"}}},
		{[]string{"after:2024", "before:2024-03"}, query.Query{After: date(1, 1), Before: date(4, 1)}},
		{[]string{"after:2024-03-05", "before:2024-03-05"}, query.Query{After: date(3, 5), Before: date(3, 6)}},
		{[]string{"https://example.com", "10:30", "note:this"}, query.Query{Words: []string{"https://example.com", "10:30", "note:this"}}},
		{[]string{"HAS:Photo"}, query.Query{Has: []query.Has{query.HasPhoto}}},
		{[]string{"-"}, query.Query{Words: []string{"-"}}},
		{[]string{"", "a\tb\n"}, query.Query{Words: []string{"a b"}}},
		{[]string{norm.NFD.String("안녕 É")}, query.Query{Words: []string{"안녕 é"}}},
		{[]string{"a\xffb"}, query.Query{Words: []string{"a\ufffdb"}}},
	} {
		got, err := query.Parse(c.args...)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: %+v, %v; want %+v", c.args, got, err, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want query.Error
	}{
		{nil, query.Error{Why: query.NoTerms}},
		{[]string{" ", ""}, query.Error{Why: query.NoTerms}},
		{[]string{`"see you`}, query.Error{Why: query.OpenQuote}},
		{[]string{`""`}, query.Error{Why: query.EmptyTerm}},
		{[]string{`-""`}, query.Error{Why: query.EmptyTerm}},
		{[]string{"from:"}, query.Error{Why: query.NoValue, Name: "from"}},
		{[]string{`-in:""`}, query.Error{Why: query.NoValue, Name: "in"}},
		{[]string{"has:dog"}, query.Error{Why: query.UnknownHas, Name: "has", Value: "dog"}},
		{[]string{"after:yesterday"}, query.Error{Why: query.BadDate, Name: "after", Value: "yesterday"}},
		{[]string{"before:2024-13"}, query.Error{Why: query.BadDate, Name: "before", Value: "2024-13"}},
		{[]string{"-after:2024"}, query.Error{Why: query.NotNegated, Name: "after", Value: "2024"}},
		{[]string{"after:2024", "after:2025"}, query.Error{Why: query.TwiceDated, Name: "after", Value: "2025"}},
		{[]string{"after:2025", "before:2024"}, query.Error{Why: query.EmptyPeriod}},
		{[]string{strings.Repeat("x", 2000)}, query.Error{Why: query.TooMuch}},
		{strings.Split(strings.Repeat("x ", 70), " "), query.Error{Why: query.TooMuch}},
	} {
		_, err := query.Parse(c.args...)
		var got *query.Error
		if !errors.As(err, &got) || *got != c.want {
			t.Errorf("%.80q: %v, want %v", c.args, err, c.want)
		}
	}
}

// alike are the letters that are as most of their kind, and those that are none.
func alike(r rune) bool {
	switch {
	case 0x3400 <= r && r <= 0x9fff, 0xac00 <= r && r <= 0xd7a3, 0x17000 <= r && r <= 0x1afff:
		return r%29 != 0
	case 0xe000 <= r && r <= 0xf8ff, 0x20000 <= r && r <= 0x2f7ff, r >= 0x30000:
		return r%997 != 0
	}
	return !utf8.ValidRune(r)
}

// In whichever form a text is stored and typed, and in whichever case, it is the
// same to a search.
func TestNormalIsOneForAllSpellings(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if alike(r) {
			continue
		}
		s := "a" + string(r) + "가"
		want := query.Normal(s)
		for _, other := range []string{norm.NFD.String(s), norm.NFC.String(s), want} {
			if got := query.Normal(other); got != want {
				t.Errorf("%U: %+q gives %+q, %+q gives %+q", r, s, want, other, got)
			}
		}
		for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
			if got := query.Normal("a" + string(x) + "가"); got != want {
				t.Errorf("%U is not what %U is: %+q, %+q", x, r, got, want)
			}
		}
	}
}

// What Normal takes for letters that it leaves alone is left alone by NFC too,
// wherever it stands.
func TestNormalOfPlainTexts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 50_000 {
		s := randomText(rnd, 6)
		if strings.ContainsAny(s, "ſςß\u0345") { // small letters that are small forms of others, too
			continue
		}
		want := norm.NFC.String(strings.Map(unicode.ToLower, norm.NFC.String(s)))
		if got := query.Normal(s); got != want {
			t.Fatalf("%+q: %+q, want %+q", s, got, want)
		}
	}
}

// plain is a letter that is as it is in every form and case.
func plain(r rune) bool {
	s := string(r)
	return norm.NFD.String(s) == s && norm.NFC.String(s) == s && unicode.SimpleFold(r) == r
}

// Places may not pass over a text that has the word.
func TestPlacesMissNothing(t *testing.T) {
	for r := range rune(unicode.MaxRune + 1) {
		if alike(r) || plain(r) && r%97 != 0 {
			continue
		}
		for _, s := range []string{string(r), norm.NFD.String(string(r))} {
			for _, c := range query.Normal(s) {
				finds(t, s, string(c))
			}
		}
	}
	rnd := rand.New(rand.NewPCG(2, 2))
	for range 60_000 {
		s := randomText(rnd, 8)
		word := []rune(query.Normal(randomText(rnd, 3)))
		if rnd.IntN(2) == 0 {
			word = []rune(query.Normal(s))
			word = word[rnd.IntN(len(word)):]
		}
		if len(word) > 0 {
			finds(t, s, string(word[:1+rnd.IntN(len(word))]))
		}
	}
}

func finds(t *testing.T, s, word string) {
	t.Helper()
	n := query.NewNeedle(word)
	texts := []byte("x\x00" + s + "\x00y")
	if n.Folds() {
		n.Fold(texts, texts)
	}
	if n.In(s) && n.Places(texts).From(2) < 0 {
		t.Fatalf("%+q in %+q is passed over", word, s)
	}
}

// randomText is of letters that meet in odd ways.
func randomText(rnd *rand.Rand, most int) string {
	letters := []string{
		"a", "K", "s", "T", " ", "é", "e\u0301", "\u0308", "가", "각", "\u1100\u1161", "\u11a8", "녀", "ㅋ", "ㅋㅋ", "😀", "👨\u200d👩",
		"が", "か\u3099", "한", "\u1112\u1161\u11ab", "漢", "\uf900", "\u212a", "\u017f", "É", "ß", "Σ", "ς", "!", "\u0345",
	}
	var b strings.Builder
	for range 1 + rnd.IntN(most) {
		b.WriteString(letters[rnd.IntN(len(letters))])
	}
	return b.String()
}

func TestLower(t *testing.T) {
	for n := range 40 {
		s := make([]byte, n)
		for i := range s {
			s[i] = byte(i*7 + n*13)
		}
		want := make([]byte, n)
		for i, c := range s {
			want[i] = c
			if 'A' <= c && c <= 'Z' {
				want[i] = c | 0x20
			}
		}
		query.Lower(s, s)
		if string(s) != string(want) {
			t.Errorf("%d bytes: %q, want %q", n, s, want)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		words      []string
		text, want string
	}{
		{[]string{"안녕"}, "자, 안녕하세요 안녕", "자, [안녕]하세요 [안녕]"},
		{[]string{"ok", "kay"}, "OKAY", "[OKAY]"},
		{[]string{"한"}, "큰 \u1112\u1161\u11ab 글", "큰 [\u1112\u1161\u11ab] 글"},
		{[]string{"é"}, "cafe\u0301 CAFÉ", "caf[e\u0301] CAF[É]"},
		{[]string{"가"}, "각", "각"},
		{nil, "안녕", "안녕"},
	} {
		q := query.Query{Words: c.words}
		var got strings.Builder
		last := 0
		for _, m := range q.Marks(c.text) {
			got.WriteString(c.text[last:m[0]] + "[" + c.text[m[0]:m[1]] + "]")
			last = m[1]
		}
		if got.WriteString(c.text[last:]); got.String() != c.want {
			t.Errorf("%q in %q: %q", c.words, c.text, got.String())
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`from:"김 민준" -"a b" has:photo`)
	f.Fuzz(func(t *testing.T, s string) {
		q, err := query.Parse(s)
		if err != nil {
			return
		}
		for _, w := range append(q.Words, q.NotWords...) {
			if w == "" || strings.ContainsFunc(w, unicode.IsControl) || query.Normal(w) != w {
				t.Errorf("%q: the word %q", s, w)
			}
		}
	})
}
