package console_test

import (
	"testing"

	"exile/cmd/internal/console"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"서연":              "서연",
		"a\x1b]0;x\a":     "a ]0;x ",
		"a\u009b31mb":     "a 31mb",
		"evil\u202egnp":   "evilgnp",
		"a\u2066b\u2069c": "abc",
		"a\u2028b\nc\td":  "a b c d",
		"👩\u200d👩\u200d👧": "👩\u200d👩\u200d👧", // what joins emoji stays
		"bad\xff":         "bad\ufffd",
	} {
		if got := console.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTableMindsWideLetters(t *testing.T) {
	got := console.Table([][]string{{"번호", "제목", "n"}, {"1", "강릉 가자", "12"}, {"10", "abc", "3"}}, 0)
	const want = "번호  제목       n\n   1  강릉 가자  12\n  10  abc        3\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"강릉 가자", 6, "강릉 …"}, {"강릉", 4, "강릉"}} {
		if got := console.Short(c.in, c.width); got != c.want {
			t.Errorf("Short(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}
