package telegram

import (
	"strings"
	"testing"
)

func TestCleanFile(t *testing.T) {
	for in, want := range map[string]string{
		"가족":                 "가족",
		"\u1100\u1161족":      "가족", // NFC
		"a/b\\c:d*e?f":       "a_b_c_d_e_f",
		`<a>"b"|`:            "_a__b__",
		"../../etc/passwd":   "_.._etc_passwd",
		"con":                "_con",
		"NUL.txt":            "_NUL.txt",
		"com¹":               "_com¹",
		"common":             "common",
		"COM10":              "COM10",
		"end. . ":            "end",
		".hidden":            "hidden",
		"a\u202egpj.exe":     "agpj.exe",
		"tab\there\nthere":   "tab here there",
		"👩‍👩‍👧":              "👩‍👩‍👧",
		"\x00\u200b":         "",
		"...":                "",
		"a\xff":              "a_",
		"zero\u200bwidth  x": "zerowidth x",
	} {
		if got := cleanFile(in, maxTitle); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for _, in := range []string{strings.Repeat("가", 100), strings.Repeat("a", 59) + "👩‍👩‍👧", strings.Repeat("a", 59) + ". b"} {
		if got := cleanFile(in, maxTitle); len(got) > maxTitle || strings.HasSuffix(got, ".") || strings.ContainsRune(got, '\ufffd') {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestNamesAreUnique(t *testing.T) {
	n := newNames()
	for _, tt := range [][2]string{{"Chat", "Chat"}, {"chat", "chat (2)"}, {"CHAT", "CHAT (3)"}, {"chat (2)", "chat (2) (2)"}, {"다른 방", "다른 방"}} {
		if got := n.unique(tt[0]); got != tt[1] {
			t.Errorf("%q: %q, want %q", tt[0], got, tt[1])
		}
	}
}
