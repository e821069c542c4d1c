package formats

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestValidTextOfAllShortTexts(t *testing.T) {
	edges := []byte("\x00\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc1\xc2\xdf\xe0\xe1\xec\xed\xee\xef\xf0\xf1\xf3\xf4\xf5\xff")
	var text [5]byte
	var try func(n int)
	try = func(n int) {
		if p := text[:n]; validText(p) != utf8.Valid(p) {
			t.Fatalf("%x: %v", p, validText(p))
		}
		if n == len(text) {
			return
		}
		for _, c := range edges {
			text[n] = c
			try(n + 1)
		}
	}
	try(0)
}

func FuzzValidText(f *testing.F) {
	for _, s := range []string{"", "a", "가", "가나다 abc 🐶", "\xea\xb0", "\x80\x80\x80\x80", "\xed\xa0\x80", strings.Repeat("가a", 50)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, p []byte) {
		if got, want := validText(p), utf8.Valid(p); got != want {
			t.Errorf("%q: %v", p, got)
		}
	})
}

// BenchmarkValid compares the two on text as a Korean chat has it.
func BenchmarkValid(b *testing.B) {
	var text []byte
	for i := 0; len(text) < blockSize; i++ {
		text = append(text, "2016년 3월 4일 오전 8:58, 김서준 : "...)
		text = append(text, strings.Repeat("네 ok ㅋㅋㅋ 👍", i*7%5)...)
		text = append(text, "\r\n"...)
	}
	for name, valid := range map[string]func([]byte) bool{"exile": validText, "utf8": utf8.Valid} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if !valid(text) {
					b.Fatal("not valid")
				}
			}
		})
	}
}
