package desktop

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// somebody is a message of a group.
const somebody = `"from":"Ana","from_id":"user5","text":"x"`

func resultOf(in formats.Input) formattest.File {
	raw, err := in.Roots[0].Head("result.json", 1<<20)
	if err != nil {
		panic(err)
	}
	return formattest.File{Name: "result.json", Data: raw}
}

func under(dir string, files ...formattest.File) []formattest.File {
	for i := range files {
		files[i].Name = dir + "/" + files[i].Name
	}
	return files
}

// claimed lists the files that are claimed, by root and name.
func claimed(in formats.Input) string {
	var all []string
	for _, c := range (reader{}).Detect(in).Files {
		all = append(all, fmt.Sprintf("%d:%s", c.Root, c.Name))
	}
	return strings.Join(all, " ")
}

// However many exports lie in a folder, all are read; of files that are called otherwise
// so many are looked into, and it is told how many are not.
func TestManyExports(t *testing.T) {
	var files []formattest.File
	for i := range maxHeads + 20 {
		one := resultOf(inChat(fmt.Sprintf(`"type":"private_supergroup","id":%d`, i+1), somebody))
		files = append(files, under(fmt.Sprintf("ChatExport_%d", i), one)...)
		files = append(files, formattest.File{Name: fmt.Sprintf("a/settings%d.json", i), Data: []byte(`{"a":1}`)})
	}
	in := formattest.Input("folder", files...)
	m := (reader{}).Detect(in)
	if len(m.Files) != maxHeads+20 || !strings.Contains(m.Why.EN, "20 further files") || !strings.Contains(m.Why.KO, "20개") {
		t.Errorf("%d files are claimed: %s", len(m.Files), m.Why.EN)
	}
	pages := make([]formattest.File, 0, maxHeads+20)
	for i := range maxHeads + 20 {
		pages = append(pages, formattest.File{Name: fmt.Sprintf("%d/messages.html", i), Data: []byte(chatPage(pageMessage(1, time.Unix(0, 0), "A", textDiv("x"))))})
	}
	if m := (reader{}).Detect(formattest.Input("folder", pages...)); len(m.Files) != maxHeads+20 {
		t.Errorf("%d pages are claimed", len(m.Files))
	}
}

// What was saved under another name, or comes from a pipe, is known by how it begins.
func TestOtherNames(t *testing.T) {
	data := resultOf(inGroup(somebody)).Data
	page := []byte(chatPage(pageMessage(1, time.Unix(0, 0), "A", textDiv("x"))))
	for name, want := range map[string]bool{"-": true, "export": true, "chat.txt": true, "result.json.bak": true} {
		for _, raw := range [][]byte{data, page} {
			in := formattest.Input(name, formattest.File{Name: name, Data: raw})
			if got := (reader{}).Detect(in).Score == formats.Certain; got != want && (string(raw) == string(data) || name == "-" || name == "export") {
				t.Errorf("%s of %.20q is taken: %v", name, raw, got)
			}
		}
	}
	for name, want := range map[string]string{"result": "0:a/result", "result.json (1)": "0:a/result.json (1)", "notes.txt": "", "photo.jpg": "", "a.jsonl": ""} {
		if got := claimed(formattest.Input("folder", formattest.File{Name: "a/" + name, Data: data})); got != want {
			t.Errorf("in a folder of %s %q is claimed", name, got)
		}
	}
}

// What is there twice is read once: as a browser saves it again, or as a folder beside
// its own zip. It is the one with the most beside it that is read.
func TestTwice(t *testing.T) {
	one, two := resultOf(inGroup(somebody)), resultOf(inGroup(somebody, somebody))
	photo := formattest.File{Name: "photos/a.jpg", Data: []byte("jpg")}
	zip := formattest.Input("export.zip", under("e", one, photo)...)
	folder := formattest.Input("folder", one)
	for _, c := range []struct {
		what string
		in   formats.Input
		want string
	}{
		{"a copy", formattest.Input("folder", append(under("ChatExport_1", one), under("ChatExport_1 (1)", one)...)...), "0:ChatExport_1/result.json"},
		{"another", formattest.Input("folder", append(under("a", one), under("b", two)...)...), "0:a/result.json 0:b/result.json"},
		{"of a size", formattest.Input("folder", append(under("a", one), under("b", formattest.File{Name: "result.json", Data: []byte(strings.Replace(string(one.Data), `"x"`, `"y"`, 1))})...)...), "0:a/result.json 0:b/result.json"},
		{"a folder beside its zip", formats.Input{Roots: append(slices.Clone(folder.Roots), zip.Roots...)}, "1:e/photos/a.jpg 1:e/result.json"},
	} {
		if got := claimed(c.in); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
		all, _ := readMessages(t, c.in)
		if n := strings.Count(c.want, "result.json"); c.what != "another" && len(all) != n {
			t.Errorf("%s: %d messages", c.what, len(all))
		}
	}
}

// present returns where the files of messages lie, "" for one that does not.
func present(t *testing.T, in formats.Input) string {
	t.Helper()
	all, _ := readMessages(t, in)
	var found []string
	for _, m := range all {
		f := m.Content.(export.Media).Files[0] //nolint:forcetypeassert // a test of media
		where := "-"
		if f.State == export.FilePresent {
			where = fmt.Sprintf("%d:%s", f.Root, f.Path)
		}
		found = append(found, where)
	}
	return strings.Join(found, " ")
}

func photoOf(path string, size int) string {
	return fmt.Sprintf(`"from":"Ana","from_id":"user5","text":"","photo":%q,"photo_file_size":%d,"width":1,"height":1`, path, size)
}

// A path means a file whose name another system wrote otherwise: in another form of
// Unicode, or in capital letters. Which of two is meant, nobody knows.
func TestPathsOfOtherSystems(t *testing.T) {
	result := resultOf(inGroup(photoOf("photos/가.jpg", 0), photoOf("PHOTOS/A.JPG", 0), photoOf("photos/b.jpg", 0), photoOf("photos/c.jpg", 0)))
	file := func(name string) formattest.File { return formattest.File{Name: name, Data: []byte("jpg")} }
	in := formattest.Input("folder", result, file("photos/"+norm.NFD.String("가")+".jpg"), file("photos/a.jpg"), file("photos/B.jpg"), file("Photos/b.jpg"), file("photos/c.jpg"), file("photos/C.jpg"))
	want := "0:photos/" + norm.NFD.String("가") + ".jpg 0:photos/a.jpg - 0:photos/c.jpg"
	if got := present(t, in); got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Files that somebody put elsewhere are found by their names: in a folder of media that
// was given, or right beside the result.json. One of another size is another file.
func TestMovedFiles(t *testing.T) {
	file := func(name string, size int) formattest.File {
		return formattest.File{Name: name, Data: make([]byte, size)}
	}
	result := resultOf(inGroup(
		photoOf("photos/one.jpg", 0), photoOf("photos/two.jpg", 7), photoOf("photos/three.jpg", 9), photoOf("photos/beside.jpg", 4),
		photoOf("photos/twice.jpg", 0), photoOf("photos/twice.jpg", 6), photoOf("photos/gone.jpg", 0),
	))
	in := formattest.Input("folder", result, file("beside.jpg", 4), file("elsewhere/gone.jpg", 4))
	media := formattest.Input("media", file("one.jpg", 1), file("a/two.jpg", 7), file("three.jpg", 8), file("a/twice.jpg", 5), file("b/twice.jpg", 6)).Roots[0]
	media.Kind = formats.RootMedia
	in.Roots = append(in.Roots, media)
	if got, want := present(t, in), "1:one.jpg 1:a/two.jpg - 0:beside.jpg - 1:b/twice.jpg -"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A file that cannot be read is named by its path, so that it can be found among many.
func TestWhichIsDamaged(t *testing.T) {
	good, bad := resultOf(inGroup(somebody)), resultOf(inGroup(somebody))
	bad.Data = bad.Data[:len(bad.Data)-2]
	in := formattest.Input("exports", append(under("one", good), under("two", bad)...)...)
	_, err := keys(in)
	if explained, ok := errors.AsType[*formats.ExplainedError](err); !ok || explained.Name != "exports/two/result.json" {
		t.Errorf("the error is %v", err)
	}
}

// Zeros and white space behind a whole file are nothing; more is damage.
func TestBehindTheEnd(t *testing.T) {
	whole := string(resultOf(inGroup(somebody)).Data)
	for behind, good := range map[string]bool{
		"":                                  true,
		"\n \r\n\t":                         true,
		"\x00":                              true,
		strings.Repeat("\x00", 3*mendBlock): true,
		strings.Repeat("\x00", 3*mendBlock) + "x": false,
		"\n{}":  false,
		"\x00}": false,
	} {
		got, err := keys(formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(whole + behind)}))
		if (err == nil) != good || len(got) != 1 {
			t.Errorf("with %.10q behind it: %v, %v", behind, got, err)
		}
	}
}

// A file that an editor saved as UTF-16 is read.
func TestUTF16(t *testing.T) {
	text := strings.Replace(string(resultOf(inGroup(somebody, somebody)).Data), `"x"`, `"가 😀 ë"`, 1)
	for _, order := range []string{"\xff\xfe", "\xfe\xff"} {
		raw := []byte(order)
		for _, u := range utf16.Encode([]rune(text)) {
			lo, hi := byte(u&0xff), byte(u>>8)
			if order[0] == 0xfe {
				lo, hi = hi, lo
			}
			raw = append(raw, lo, hi)
		}
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: raw})
		if (reader{}).Detect(in).Score != formats.Certain {
			t.Errorf("%x is not known", order)
		}
		all, _ := readMessages(t, in)
		if len(all) != 2 || all[0].Content.Words() != "가 😀 ë" {
			t.Errorf("%x: %+v", order, all)
		}
	}
}

// What stands where chats or messages should is kept, and told of.
func TestNoLists(t *testing.T) {
	const owner = `"personal_information":{"user_id":1,"first_name":"Me"},`
	for result, unread := range map[string]int{
		`{` + owner + `"chats":"oops"}`:                                                                  1,
		`{` + owner + `"chats":{"list":{"a":1}}}`:                                                        1,
		`{` + owner + `"chats":{"list":[]},"left_chats":5}`:                                              1,
		`{` + owner + `"chats":{"list":[{"name":"G","type":"private_group","id":4,"messages":"oops"}]}}`: 1,
		`{` + owner + `"chats":null,"left_chats":{"list":null}}`:                                         0,
		`{` + owner + `"chats":{"about":"x","list":[]}}`:                                                 0,
		`{` + owner + `"messages":"oops","chats":{"list":[]}}`:                                           1,
	} {
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(result)})
		kept, told := 0, 0
		for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
			switch e := e.(type) {
			case *export.Unread:
				kept++
			case *export.Problem:
				if e.Code == export.UnreadLine {
					told++
				}
			case *export.Message, *export.Person, *export.Chat, *export.Mark, *export.Profile:
			}
		}
		if kept != unread || told != unread {
			t.Errorf("%s: %d kept, %d told of", result, kept, told)
		}
	}
}
