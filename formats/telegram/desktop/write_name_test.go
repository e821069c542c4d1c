package desktop

import (
	"strings"
	"testing"

	"exile/export"
)

func TestSplitName(t *testing.T) {
	for _, c := range []struct{ name, path, mime, stem, ext string }{
		{"photo.jpg", "", "", "photo", ".jpg"},
		{"Report v1.2 (final).PDF", "", "", "Report v1.2 (final)", ".PDF"},
		{"../../etc/passwd", "", "", "passwd", ""},
		{`C:\secret\a.txt`, "", "", "a", ".txt"},
		{"con.txt", "", "", "_con", ".txt"},
		{"COM1", "", "", "_COM1", ""},
		{".hidden", "", "", "hidden", ""},
		{"a: b?", "", "", "a_ b_", ""},
		{"note. And more", "", "", "note. And more", ""},
		{"gpj.exe\u202e", "", "", "gpj.exe", ""},
		{" . ", "in/x.mp3", "", "", ".mp3"},
		{"", "in/x.mp3", "image/png", "", ".mp3"},
		{"", "in/x", "image/png; q=1", "", ".png"},
		{"", "", "", "", ""},
		{strings.Repeat("가", 90) + ".jpg", "", "", strings.Repeat("가", 33), ".jpg"},
	} {
		stem, ext := splitName(&export.File{Name: c.name, Path: c.path, Type: c.mime})
		if stem != c.stem || ext != c.ext {
			t.Errorf("%q becomes %q and %q, want %q and %q", c.name, stem, ext, c.stem, c.ext)
		}
	}
}

// No two files get names that some file system takes for one.
func TestUnique(t *testing.T) {
	n := newNames()
	for _, c := range [][2]string{
		{"a.jpg", "photos/a.jpg"},
		{"A.JPG", "photos/A (2).JPG"},
		{"a.jpg", "photos/a (3).jpg"},
		{"a (4).jpg", "photos/a (4).jpg"},
		{"a.jpg", "photos/a (5).jpg"},
		{"straße", "photos/straße"},
		{"\u1112\u1161\u11ab", "photos/\u1112\u1161\u11ab"},
		{"한", "photos/한 (2)"},
	} {
		if got := n.unique("photos/", c[0]); got != c[1] {
			t.Errorf("%q becomes %q, want %q", c[0], got, c[1])
		}
	}
	seen := map[string]bool{}
	for range 20_000 { // would take minutes if each began to count anew
		seen[n.unique("files/", "same.pdf")] = true
	}
	if len(seen) != 20_000 {
		t.Errorf("%d names for 20,000 files", len(seen))
	}
	for _, name := range []string{"files/same.pdf", "files/same (20000).pdf"} {
		if !seen[name] {
			t.Errorf("there is no %s", name)
		}
	}
}
