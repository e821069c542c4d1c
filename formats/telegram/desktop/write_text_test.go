package desktop

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

// tellPieces returns pieces as "kind:text".
func tellPieces(s string, pieces []piece) []string {
	var out []string
	for _, p := range pieces {
		kind, _ := kindOf(p.span)
		out = append(out, kind+":"+s[p.from:p.to])
	}
	return out
}

// Spans become pieces that follow each other; where they overlap, the inner one wins
// and the loss is counted.
func TestCut(t *testing.T) {
	span := func(kind export.SpanKind, from, to int) export.Span {
		return export.Span{Kind: kind, Start: from, End: to}
	}
	const bold, italic, code = export.SpanBold, export.SpanItalic, export.SpanCode
	for _, c := range []struct {
		name  string
		text  string
		spans []export.Span
		want  []string
		lost  int
	}{
		{"nothing", "", []export.Span{span(bold, 0, 0)}, nil, 0},
		{"plain", "abc", nil, []string{"plain:abc"}, 0},
		{"whole", "abc", []export.Span{span(bold, 0, 3)}, []string{"bold:abc"}, 0},
		{"middle", "abcde", []export.Span{span(bold, 1, 3)}, []string{"plain:a", "bold:bc", "plain:de"}, 0},
		{"side by side", "abcd", []export.Span{span(italic, 2, 4), span(bold, 0, 2)}, []string{"bold:ab", "italic:cd"}, 0},
		{"nested", "abcdef", []export.Span{span(bold, 0, 6), span(italic, 2, 4)}, []string{"bold:ab", "italic:cd", "bold:ef"}, 1},
		{"twice the same place", "abcd", []export.Span{span(bold, 1, 3), span(italic, 1, 3)}, []string{"plain:a", "italic:bc", "plain:d"}, 1},
		{"crossing", "abcdef", []export.Span{span(bold, 0, 4), span(italic, 2, 6)}, []string{"bold:ab", "italic:cdef"}, 1},
		{"three deep", "abcdef", []export.Span{span(bold, 0, 6), span(italic, 1, 5), span(code, 2, 4)}, []string{"bold:a", "italic:b", "code:cd", "italic:e", "bold:f"}, 2},
		{"within characters", "가나다", []export.Span{span(bold, 4, 8)}, []string{"plain:가", "bold:나", "plain:다"}, 0},
		{"outside", "abc", []export.Span{span(bold, -5, 1), span(italic, 2, 99), span(code, 7, 9)}, []string{"bold:a", "plain:b", "italic:c"}, 0},
		{"turned round", "abc", []export.Span{span(bold, 2, 1)}, []string{"plain:abc"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			pieces, lost := cut(c.text, c.spans)
			if d := cmp.Diff(c.want, tellPieces(c.text, pieces)); d != "" || lost != c.lost {
				t.Errorf("%d spans lost, want %d; pieces (-want +got):\n%s", lost, c.lost, d)
			}
		})
	}
}

// Whatever the spans, the pieces together are the text, and none divides a character.
func TestCutKeepsText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const text = "글 with 👨‍👩‍👧 and\nlines"
	for range 2000 {
		spans := make([]export.Span, rng.IntN(6))
		for i := range spans {
			spans[i] = export.Span{Kind: export.SpanBold, Start: rng.IntN(len(text)+4) - 2, End: rng.IntN(len(text)+4) - 2}
		}
		pieces, _ := cut(text, spans)
		var whole strings.Builder
		for _, p := range pieces {
			whole.WriteString(text[p.from:p.to])
			if p.from >= p.to || !utf8.ValidString(text[p.from:p.to]) {
				t.Fatalf("%v gives a piece from %d to %d", spans, p.from, p.to)
			}
		}
		if whole.String() != text {
			t.Fatalf("%v gives %q", spans, whole.String())
		}
	}
}

// A hundred thousand spans within each other take no longer than they are long.
func TestCutDeep(t *testing.T) {
	const n = 100_000
	spans := make([]export.Span, n)
	for i := range spans {
		spans[i] = export.Span{Kind: export.SpanBold, Start: i, End: 2*n - i}
	}
	pieces, lost := cut(strings.Repeat("a", 2*n), spans)
	if len(pieces) != 2*n-1 || lost != n-1 {
		t.Errorf("%d pieces, %d lost", len(pieces), lost)
	}
}
