//go:build cgo

package linedb_test

import (
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linedb/linedbtest"
)

// LINE's files mostly have no extension: what they are is read in them, so that they
// can be opened elsewhere.
func TestFilesWithoutExtension(t *testing.T) {
	const dir = "chats/" + linedbtest.Group + "/messages/"
	const voices = "chats/" + linedbtest.Jiwoo + "/messages/"
	for name, c := range map[string]struct{ id, head, want, mime string }{
		dir + "14":             {"700102", "\xff\xd8\xff\xe0 photo", "14.jpg", "image/jpeg"},
		dir + "14.original":    {"700102", "\x89PNG\r\n\x1a\n", "14.png", "image/png"},
		dir + "15":             {"700103", "RIFF\x00\x00\x00\x00WEBPVP8 ", "15.webp", "image/webp"},
		dir + "15.heic":        {"700103", "\x00\x00\x00\x18ftypheic\x00\x00", "15.heic", "image/heic"},
		dir + "20":             {"700108", "\x00\x00\x00\x18ftypisom\x00\x00", "20.mp4", "video/mp4"},
		dir + "20.original":    {"700108", "\x00\x00\x00\x14ftypqt  \x00\x00", "20.mov", "video/quicktime"},
		voices + "9":           {"700009", "\x00\x00\x00\x18ftypmp42\x00\x00", "9.m4a", "audio/mp4"},
		voices + "voice_9.aac": {"700009", "\xff\xf1\x50\x80", "voice_9.aac", "audio/aac"},
		voices + "3":           {"700003", "GIF89a", "3.gif", "image/gif"},
		voices + "5":           {"700005", "%PDF-1.7", "지도 최종.pdf", "application/pdf"}, // the message names it
		dir + "20.bin":         {"700108", "what is this", "20.bin", ""},
		voices + "3.original":  {"700003", "?", "", ""},
	} {
		in := android(t, linedbtest.Example(), formattest.File{Name: name, Data: []byte(c.head)})
		w := sortOut(t, read(t, in, formats.ReadOptions{}))
		f := w.messages[c.id].Content.(export.Media).Files[0]
		if f.State != export.FilePresent || f.Path != name || f.Name != c.want || f.Type != c.mime || f.Size != int64(len(c.head)) {
			t.Errorf("%s came as %+v", name, f)
		}
	}
}

// A file is a message's by its whole id and its room; one of another room, of another
// message, or a thumbnail, is not.
func TestOthersFiles(t *testing.T) {
	for _, name := range []string{
		"chats/" + linedbtest.Jiwoo + "/messages/14", "chats/" + linedbtest.Group + "/messages/140",
		"chats/" + linedbtest.Group + "/messages/14.thumb", "pictures/14.jpg", "chats/" + linedbtest.Group + "/messages/x14",
		"Message Thumbnails/" + linedbtest.Group + "/14", "chats/" + linedbtest.Group + "/messages/700102",
	} {
		w := sortOut(t, read(t, android(t, linedbtest.Example(), named(name)), formats.ReadOptions{}))
		if f := w.messages["700102"].Content.(export.Media).Files[0]; f.State == export.FilePresent {
			t.Errorf("%s was taken", name)
		}
	}
}

// Files that the person gave beside the databases are found as those within are.
func TestMediaBeside(t *testing.T) {
	in := android(t, linedbtest.Example())
	more := formattest.Input("chats", named(linedbtest.Group+"/messages/14")).Roots[0]
	more.Kind = formats.RootMedia
	in.Roots = append(in.Roots, more)
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	if f := w.messages["700102"].Content.(export.Media).Files[0]; f.State != export.FilePresent || f.Root != 1 {
		t.Errorf("it came as %+v", f)
	}
}
