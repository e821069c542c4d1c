package whatsapp

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// TestRoom: what a chat is called, of what kind it is, and whose export, by what
// its file says.
func TestRoom(t *testing.T) {
	const (
		ann, ben, cat = "13/02/2020, 10:00 - Ann: a\n", "13/02/2020, 10:00 - Ben: b\n", "13/02/2020, 10:00 - Cat: c\n"
		iphone        = "[13/02/2020, 10:00:00] "
	)
	for _, c := range []struct {
		what, name, text, self, want string
	}{
		{"two", "WhatsApp Chat with Ben.txt", ann + ben, "", "Ben, direct, Ann"},
		{"two, by another name", "WhatsApp Chat with Bernard.txt", ann + ben, "", "Bernard, unknown, "},
		{"two, in a file that says nothing", "a.txt", ann + ben, "", ", unknown, "},
		{"two, and the person says who", "a.txt", ann + ben, "Ann", "Ben, unknown, Ann!"},
		{"somebody else", "WhatsApp Chat with Ben.txt", ann + ben, "Zoe", "Ben, direct, Ann"},
		{"one", "WhatsApp Chat with Ben.txt", ben, "", "Ben, direct, "},
		{"three", "WhatsApp Chat with Ben.txt", ann + ben + cat, "", "Ben, group, "},
		{"what is said of groups", "a.txt", ann + ben + "13/02/2020, 10:00 - Ann added Cat\n", "", ", group, "},
		{"what is said of phones", "WhatsApp Chat with Ben.txt", ann + ben + "13/02/2020, 10:00 - Your security code with Ben changed. Tap to learn more.\n", "", "Ben, direct, Ann"},
		{"what you deleted", "a.txt", ann + ben + cat + "13/02/2020, 10:00 - Ben: You deleted this message\n", "", ", group, Ben"},
		{"what others deleted", "a.txt", ann + ben + cat + "13/02/2020, 10:00 - Ben: This message was deleted\n", "", ", group, "},
		{"an iPhone's two", "_chat.txt", iphone + "Ben: \u200eMessages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.\n" + iphone + "Ann: a\n" + iphone + "Ben: b\n", "", "Ben, direct, Ann"},
		{"an iPhone's group", "_chat.txt", iphone + "Walks: \u200eAnn added you\n" + iphone + "Ann: a\n" + iphone + "Ben: b\n", "", "Walks, group, "},
		{"the title decomposed", "WhatsApp Chat with Ju\u0308rgen.txt", strings.ReplaceAll(ann+ben, "Ben", "Jürgen"), "", "Jürgen, direct, Ann"},
	} {
		got, assumed := "", ""
		var self string
		for _, e := range formattest.Read(t, reader{}, textInput(c.name, c.text), formats.ReadOptions{Self: c.self}) {
			if ch, ok := e.(*export.Chat); ok {
				got = fmt.Sprintf("%s, %s, ", ch.Title, ch.Kind)
			}
			if p, ok := e.(*export.Person); ok && p.Self {
				self += p.Name()
			}
			if p, ok := e.(*export.Problem); ok && p.Code == export.AssumedSelf {
				assumed = p.Name
			}
		}
		if self != "" && self != assumed {
			self += "!"
		}
		if got += self; got != c.want {
			t.Errorf("%s: %s; want %s", c.what, got, c.want)
		}
	}
}

// TestFiles: a message finds its file beside the text, in what was given beside the
// export, and among files given one by one; files that no message names are told.
func TestFiles(t *testing.T) {
	const chat = "13/02/2020, 10:00 - Ann: IMG-20200213-WA0001.jpg (file attached)\n13/02/2020, 10:00 - Ann: Caf\u00e9.pdf (file attached)\n" +
		"13/02/2020, 10:01 - Ben: VID-20200213-WA0002.mp4 (file attached)\n"
	data := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s), Mode: 0o600} }
	root := func(name string, kind formats.RootKind, fsys fstest.MapFS) formats.Root {
		r, err := formats.NewRoot(name, kind, fs.FS(fsys))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for _, c := range []struct {
		what   string
		roots  []formats.Root
		want   string
		claims int
	}{
		{"beside the text", []formats.Root{root("x", formats.RootFolder, fstest.MapFS{
			"a/chat.txt": data(chat), "a/IMG-20200213-WA0001.jpg": data("12"), "a/Cafe\u0301.pdf": data("1"), "a/other.jpg": data("123"), "b/VID-20200213-WA0002.mp4": data("1"),
		})}, "IMG-20200213-WA0001.jpg=0:a/IMG-20200213-WA0001.jpg:2 Caf\u00e9.pdf=0:a/Cafe\u0301.pdf:1 VID-20200213-WA0002.mp4=missing unclaimed:a/other.jpg", 4},
		{"given beside", []formats.Root{
			root("chat.txt", formats.RootFile, fstest.MapFS{"chat.txt": data(chat)}),
			root("media", formats.RootMedia, fstest.MapFS{"m/VID-20200213-WA0002.mp4": data("1"), "n.txt": data(chat)}),
		}, "IMG-20200213-WA0001.jpg=missing Caf\u00e9.pdf=missing VID-20200213-WA0002.mp4=1:m/VID-20200213-WA0002.mp4:1 unclaimed:n.txt", 3},
		{"one by one", []formats.Root{
			root("IMG-20200213-WA0001.jpg", formats.RootFile, fstest.MapFS{"IMG-20200213-WA0001.jpg": data("12")}),
			root("chat.txt", formats.RootFile, fstest.MapFS{"chat.txt": data(chat)}),
			root("notes.txt", formats.RootFile, fstest.MapFS{"notes.txt": data("mine")}),
		}, "IMG-20200213-WA0001.jpg=0:IMG-20200213-WA0001.jpg:2 Caf\u00e9.pdf=missing VID-20200213-WA0002.mp4=missing", 2},
	} {
		in := formats.Input{Roots: c.roots}
		var got []string
		for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
			if p, ok := e.(*export.Problem); ok && p.Code == export.UnclaimedFile {
				got = append(got, "unclaimed:"+p.From.File)
			}
			m, ok := e.(*export.Message)
			if !ok {
				continue
			}
			media, ok := m.Content.(export.Media)
			if !ok {
				continue
			}
			for _, f := range media.Files {
				at := string(f.State)
				if f.State == export.FilePresent {
					at = fmt.Sprintf("%d:%s:%d", f.Root, f.Path, f.Size)
				}
				got = append(got, f.Name+"="+at)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, s, c.want)
		}
		if m := (reader{}).Detect(in); len(m.Files) != c.claims {
			t.Errorf("%s: %d files are claimed, want %d", c.what, len(m.Files), c.claims)
		}
	}
}
