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
