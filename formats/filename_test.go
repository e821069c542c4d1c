package formats_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"exile/formats"
)

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"가족":                  "가족",
		"\u1100\u1161족":       "가족", // NFC
		"a/b\\c:d*e?f":        "a_b_c_d_e_f",
		`<a>"b"|`:             "_a__b__",
		"../../etc/passwd":    "_.._etc_passwd",
		"con":                 "_con",
		"NUL.txt":             "_NUL.txt",
		"com¹":                "_com¹",
		"conin$":              "_conin$",
		"common":              "common",
		"COM10":               "COM10",
		"end. . ":             "end",
		".hidden":             "hidden",
		"a\u202egpj.exe":      "agpj.exe",
		"\u2066a\u2069\u061c": "a",
		"tab\there\nthere":    "tab here there",
		"👩‍👩‍👧":               "👩‍👩‍👧",
		"\x00\u200b\ufeff":    "",
		"...":                 "",
		"a\xff":               "a_",
		"zero\u200bwidth  x":  "zerowidth x",
	} {
		if got := formats.FileName(in, 60); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A name is never longer than asked for, and ends with a whole character.
func TestFileNameIsShort(t *testing.T) {
	a := strings.Repeat("a", 59)
	for in, want := range map[string]string{
		strings.Repeat("가", 100):               strings.Repeat("가", 20),
		a + "👩‍👩‍👧":                            a,
		strings.Repeat("a", 53) + "👩‍👩":        strings.Repeat("a", 53) + "👩", // no joiner is left behind
		a + ". b":                              a,
		"nul." + strings.Repeat("x", 60):       "_nul." + strings.Repeat("x", 55),
		"nul." + strings.Repeat("x", 54) + ".": "_nul." + strings.Repeat("x", 54),
	} {
		if got := formats.FileName(in, 60); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Whatever it is asked for, the name stays within its folder, and is fit as it is.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{"a", "..", "con.", "aux .txt", "lpt3", "\u202e", " . /", "e\u0301", "\u0344", "\xf0\x9f", "COM\u0663", ". con"} {
		f.Add(s, 8)
	}
	f.Fuzz(func(t *testing.T, s string, limit int) {
		limit = 8 + int(uint(limit)%100)
		got := formats.FileName(s, limit)
		if len(got) > limit || !utf8.ValidString(got) || strings.ContainsAny(got, "<>:\"/\\|?*\n\r\t") || strings.Trim(got, " .") != got || !norm.NFC.IsNormalString(got) {
			t.Errorf("%q: %q in %d bytes", s, got, limit)
		}
		if again := formats.FileName(got, limit); again != got {
			t.Errorf("%q: %q, and that %q", s, got, again)
		}
	})
}

// No two files get names that some file system takes for one.
func TestFileNamesAreUnique(t *testing.T) {
	var n formats.FileNames
	for _, c := range []struct{ stem, ext, want string }{
		{"Chat", "", "Chat"},
		{"chat", "", "chat (2)"},
		{"CHAT", "", "CHAT (3)"},
		{"chat (2)", "", "chat (2) (2)"},
		{"다른 방 v1.2", "", "다른 방 v1.2"},
		{"다른 방 v1.2", "", "다른 방 v1.2 (2)"},
		{"photos/a", ".jpg", "photos/a.jpg"},
		{"photos/A", ".JPG", "photos/A (2).JPG"},
		{"photos/a (4)", ".jpg", "photos/a (4).jpg"},
		{"photos/a", ".jpg", "photos/a (3).jpg"},
		{"photos/a", ".jpg", "photos/a (5).jpg"},
		{"files/a", ".jpg", "files/a.jpg"},
		{"straße", "", "straße"},
		{"STRASSE", "", "STRASSE"},
		{"\u1112\u1161\u11ab", "", "\u1112\u1161\u11ab"},
		{"한", "", "한 (2)"},
	} {
		if got := n.Unique(c.stem, c.ext); got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.stem, c.ext, got, c.want)
		}
	}
	seen := map[string]bool{}
	for range 20_000 { // would take minutes if each began to count anew
		seen[n.Unique("same", ".pdf")] = true
	}
	if len(seen) != 20_000 || !seen["same.pdf"] || !seen["same (20000).pdf"] {
		t.Errorf("%d names for 20,000 files", len(seen))
	}
}
