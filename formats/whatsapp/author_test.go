package whatsapp

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Whoever wrote lately is found by how the line begins: what comes out is what a
// search for the name says.
func TestAuthorsSplit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{":", " ", ": ", "a", "가", "민준", "a: ", "Emma Lee", "::", "\u200e", "긴 이름을 쓰는 사람 "}
	names := make([]string, 40)
	for i := range names {
		for range 1 + random.IntN(4) {
			names[i] += pieces[random.IntN(len(pieces))]
		}
	}
	s := newAuthors()
	for range 100_000 {
		rest := names[random.IntN(len(names))] + []string{":", ": ", ": x", ": 안녕: 하세요"}[random.IntN(4)]
		wantRaw, wantBody, want := splitAuthor(rest)
		a, raw, body, ok := s.split(rest)
		if raw != wantRaw || body != wantBody || ok != want {
			t.Fatalf("%q is %q and %q, %v; want %q and %q, %v", rest, raw, body, ok, wantRaw, wantBody, want)
		}
		if a != s.byRaw[raw] {
			t.Fatalf("%q is by %+v", rest, a)
		}
		if ok {
			s.of(raw)
		}
	}
}

// What says that gaps are single spaces is right, so that nothing is joined anew.
func TestIsSpaced(t *testing.T) {
	pieces := []string{" ", "a", "B", "\t", "\u00a0", "\u0085", "\u1680", "\u2003", "\u202f", "\u3000", "가", "を", "\n"}
	random := rand.New(rand.NewPCG(3, 4))
	spaced := 0
	for range 100_000 {
		var b strings.Builder
		for range random.IntN(5) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		s := b.String()
		if isSpaced(s) {
			spaced++
			if joined := strings.Join(strings.Fields(s), " "); joined != s {
				t.Fatalf("%q is %q when joined anew", s, joined)
			}
		}
	}
	if spaced == 0 {
		t.Error("nothing is spaced")
	}
}
