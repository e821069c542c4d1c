package formats_test

import (
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestSniff(t *testing.T) {
	for head, want := range map[string][2]string{
		"\xff\xd8\xff\xe0 photo":                 {"image/jpeg", ".jpg"},
		"\x89PNG\r\n\x1a\n":                      {"image/png", ".png"},
		"GIF89a":                                 {"image/gif", ".gif"},
		"RIFF\x00\x00\x00\x00WEBPVP8 ":           {"image/webp", ".webp"},
		"RIFF\x00\x00\x00\x00WAVEfmt ":           {"", ""},
		"RIFF":                                   {"", ""},
		"OggS\x00\x02":                           {"audio/ogg", ".ogg"},
		"\xff\xf1\x50\x80":                       {"audio/aac", ".aac"},
		"\xff\xf9\x50\x80":                       {"audio/aac", ".aac"},
		"%PDF-1.7":                               {"application/pdf", ".pdf"},
		"\x00\x00\x00\x18ftypheic\x00\x00":       {"image/heic", ".heic"},
		"\x00\x00\x00\x18ftypmif1\x00\x00":       {"image/heic", ".heic"},
		"\x00\x00\x00\x18ftypM4A \x00\x00":       {"audio/mp4", ".m4a"},
		"\x00\x00\x00\x18ftypqt  \x00\x00":       {"video/quicktime", ".mov"},
		"\x00\x00\x00\x18ftypisom\x00\x00":       {"video/mp4", ".mp4"},
		"\x00\x00\x00\x18ftyp":                   {"", ""},
		"\xff\xd8":                               {"", ""},
		"":                                       {"", ""},
		"a letter that begins with \xff\xd8\xff": {"", ""},
	} {
		root := formattest.Input("phone", formattest.File{Name: "14", Data: []byte(head)}).Roots[0]
		if mime, ext := formats.Sniff(root, "14", export.FilePhoto); mime != want[0] || ext != want[1] {
			t.Errorf("%q is %s, %s", head, mime, ext)
		}
		if mime, ext := formats.Sniff(root, "15", export.FilePhoto); mime != "" || ext != "" {
			t.Errorf("what is not there is %s, %s", mime, ext)
		}
	}
	root := formattest.Input("phone", formattest.File{Name: "14", Data: []byte("\x00\x00\x00\x18ftypmp42\x00\x00")}).Roots[0]
	if mime, ext := formats.Sniff(root, "14", export.FileVoice); mime != "audio/mp4" || ext != ".m4a" {
		t.Errorf("a voice message in the container of videos is %s, %s", mime, ext)
	}
}
