package appdb_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/appdb"
	"exile/formats/formattest"
)

func folder(tb testing.TB, dir string) formats.Root {
	tb.Helper()
	root, err := formats.NewRoot("folder", formats.RootFolder, os.DirFS(dir))
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

// header is that of a database without tables.
func header(change func(b []byte)) []byte {
	b := make([]byte, 512)
	copy(b, "SQLite format 3\x00\x02\x00\x01\x01\x00\x40\x20\x20")
	b[100] = 0x0d
	if change != nil {
		change(b)
	}
	return b
}

func TestDatabase(t *testing.T) {
	for name, c := range map[string]struct {
		head      []byte
		db, empty bool
	}{
		"empty":             {header(nil), true, true},
		"with a table":      {header(func(b []byte) { b[104] = 1 }), true, false},
		"with many":         {header(func(b []byte) { b[100] = 5 }), true, false},
		"pages of 64 KiB":   {header(func(b []byte) { b[16], b[17] = 0, 1 }), true, true},
		"pages of 513":      {header(func(b []byte) { b[17] = 1 }), false, true},
		"pages of 256":      {header(func(b []byte) { b[16], b[17] = 1, 0 }), false, true},
		"other fractions":   {header(func(b []byte) { b[21] = 0x41 }), false, true},
		"another name":      {header(func(b []byte) { b[0] = 's' }), false, true},
		"nothing":           {nil, false, false},
		"the beginning":     {header(nil)[:99], false, false},
		"the header":        {header(nil)[:100], true, false},
		"a text about them": {[]byte("SQLite format 3 is what phones keep their chats in." + strings.Repeat(" ", 60)), false, false},
	} {
		p := appdb.Pages{Head: c.head}
		if p.Database() != c.db || p.Empty() != c.empty {
			t.Errorf("%s: database %v, empty %v", name, p.Database(), p.Empty())
		}
		p.Log = make([]byte, 33)
		if p.Empty() {
			t.Errorf("%s: empty, and there is a log", name)
		}
	}
}

func TestMakes(t *testing.T) {
	for page, want := range map[string]bool{
		`CREATE TABLE logs (chat_id, message)`:                                true,
		`CREATE TABLE "logs" ("message", "chat_id")`:                          true,
		"CREATE TABLE `logs`(chat_id,\nmessage)":                              true,
		"CREATE TABLE [logs] (chat_id, message)":                              true,
		`CREATE TABLE logs(chat_id)`:                                          false,
		`CREATE TABLE logs2 (chat_id, message)`:                               false,
		`CREATE TABLE logs`:                                                   false,
		`CREATE INDEX logs ON chats (chat_id, message)`:                       false,
		`CREATE TABLE logs (chat_id) CREATE TABLE other (message)`:            false,
		`CREATE TABLE logs (x) CREATE TABLE logs (chat_id, message)`:          true,
		`CREATE TABLE logs (chat_id` + strings.Repeat(" ", 9000) + `message)`: false,
		"": false,
	} {
		if got := appdb.Makes([]byte("\x00"+page+"\x00"), "logs", "chat_id", "message"); got != want {
			t.Errorf("%.60q: %v", page, got)
		}
	}
}

func TestFiles(t *testing.T) {
	in := formattest.Input("phone", formattest.File{Name: "a/b.DB"}, formattest.File{Name: "a/b.txt"}, formattest.File{Name: "c.sqlite"})
	in.Roots = append(in.Roots, formats.Root{Name: "naver_line", Kind: formats.RootFile, Files: []formats.Entry{{Name: "naver_line"}}})
	in.Roots = append(in.Roots, formats.Root{Name: "media", Kind: formats.RootMedia, Files: []formats.Entry{{Name: "x.db"}}})
	var got []string
	for i, name := range appdb.Files(in, appdb.Worth) {
		got = append(got, fmt.Sprint(i, " ", name))
	}
	if want := []string{"0 a/b.DB", "0 c.sqlite", "1 naver_line"}; !slices.Equal(got, want) {
		t.Errorf("they are %q, want %q", got, want)
	}
	if a, b := appdb.PlaceOf(in, 0, "a/b.DB"), appdb.PlaceOf(in, 0, "c.sqlite"); a == b || a != appdb.PlaceOf(in, 0, "a/other") {
		t.Errorf("they lie in %v and %v", a, b)
	}
	in.Roots[0].Kind = formats.RootFile
	if a, b := appdb.PlaceOf(in, 0, "a/b.DB"), appdb.PlaceOf(in, 1, "naver_line"); a != b {
		t.Errorf("what was given by itself lies in %v and %v", a, b)
	}
	many := formats.Root{Kind: formats.RootFolder}
	for i := range 2 * appdb.MaxHeads {
		many.Files = append(many.Files, formats.Entry{Name: strconv.Itoa(i)})
	}
	asked, n := 0, 0
	for range appdb.Files(formats.Input{Roots: []formats.Root{many, many}}, func(formats.Root, string) bool { asked++; return asked%2 == 0 }) {
		n++
	}
	if n != appdb.MaxHeads {
		t.Errorf("%d files are looked into", n)
	}
}

// What cannot be opened is an error; a log that cannot be is none.
func TestLookErrors(t *testing.T) {
	root := formattest.Input("phone", formattest.File{Name: "a.db", Data: header(nil)}).Roots[0]
	if p, err := appdb.Look(root, "a.db"); err != nil || !p.Database() || p.Log != nil {
		t.Errorf("without a log: %v", err)
	}
	if _, err := appdb.Look(root, "b.db"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is not there: %v", err)
	}
}

// The surest finding speaks for all, every file is claimed with what lies beside it,
// and something is needed only where nothing can be read.
func TestMatch(t *testing.T) {
	in := formattest.Input("phone", formattest.File{Name: "x/a.db"}, formattest.File{Name: "x/a.db-wal"}, formattest.File{Name: "x/a.db-wal2"}, formattest.File{Name: "b.db"})
	locked := appdb.Finding{Name: "b.db", Score: formats.Likely, Why: formats.Text{EN: "is locked", KO: "은 잠겨 있습니다"}, Need: "a key"}
	read := appdb.Finding{Name: "x/a.db", Readable: true, Score: formats.Certain, Why: formats.Text{EN: "is ours", KO: "에 표가 있습니다"}}
	for _, found := range [][]appdb.Finding{{locked, read}, {read, locked}} {
		m := appdb.Match(in, found)
		if m.Score != formats.Certain || m.Why.EN != "a.db is ours" || m.Why.KO != "a.db에 표가 있습니다" || m.Needs != nil || len(m.Files) != 3 {
			t.Errorf("it is %+v", m)
		}
	}
	if m := appdb.Match(in, []appdb.Finding{locked}); m.Score != formats.Likely || !slices.Equal(m.Needs, []string{"a key"}) {
		t.Errorf("it is %+v", m)
	}
	if m := appdb.Match(in, nil); m.Score != formats.No || m.Needs != nil || m.Files != nil {
		t.Errorf("of nothing comes %+v", m)
	}
}
