package desktop

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// What others write is not taken.
func TestOthersAreNot(t *testing.T) {
	for name, data := range map[string]string{
		"message_1.json": `{"participants":[{"name":"A"}],"messages":[{"sender_name":"A","timestamp_ms":1,"content":"hi","type":"Generic"}],"title":"A"}`,
		"chat.json":      `{"messages":[{"role":"user","content":"hi"}]}`,
		"slack.json":     `[{"type":"message","user":"U1","text":"hi","ts":"1.2"}]`,
		"map.json":       `{"type":"FeatureCollection","id":1,"features":[]}`,
		"package.json":   `{"name":"x","type":"module","id":1}`,
		"discord.json":   `{"guild":{"id":"1"},"channel":{"id":"2"},"messages":[{"id":"3","type":"Default","timestamp":"2020","content":"hi"}]}`,
		"empty.json":     `{}`,
		"text.json":      `hello`,
		"deep.json":      strings.Repeat(`{"messages":[`, 5000),
		"lists.json":     `{"chats":{"list":[{"messages":[]}]}}`,
	} {
		in := formattest.Input(name, formattest.File{Name: name, Data: []byte(data)})
		if m := (reader{}).Detect(in); m.Score != formats.No || len(m.Files) > 0 {
			t.Errorf("%s has score %d", name, m.Score)
		}
	}
	for _, dir := range []string{"../../kakaotalk/testdata", "../../jsonl/testdata", "../../line/testdata", "../../whatsapp/testdata"} {
		root, err := formats.NewRoot("folder", formats.RootFolder, os.DirFS(dir))
		if err != nil {
			continue // that format has no fixtures (yet)
		}
		for _, e := range root.Files {
			raw, err := fs.ReadFile(root.FS, e.Name)
			if err != nil {
				t.Fatal(err)
			}
			base := filepath.Base(e.Name)
			if m := (reader{}).Detect(formattest.Input(base, formattest.File{Name: base, Data: raw})); m.Score != formats.No {
				t.Errorf("%s/%s has score %d", dir, e.Name, m.Score)
			}
		}
	}
}

// A head may end anywhere: the longer it is, the surer.
func TestHeadEnds(t *testing.T) {
	raw := fixtureBytes(t, "desktop-2019-chat.json")
	last := formats.No
	for n := range len(raw) {
		score := sniff(raw[:n])
		if score < last {
			t.Fatalf("with %d bytes the score falls to %d", n, score)
		}
		last = score
	}
	if last != formats.Certain {
		t.Errorf("the whole has score %d", last)
	}
}

// A name of any JSON file will do, in a folder, in folders below, and in a zip.
func TestWhere(t *testing.T) {
	raw := fixtureBytes(t, "desktop-2021-group.json")
	other := formattest.File{Name: "notes.txt", Data: []byte("hello")}
	for _, name := range []string{"result.json", "result (1).json", "Choir.JSON", "a/b/ChatExport_2021-07-03/result.json"} {
		for _, root := range []string{"folder", "export.zip"} {
			m := (reader{}).Detect(formattest.Input(root, formattest.File{Name: name, Data: raw}, other))
			if m.Score != formats.Certain || len(m.Files) != 1 || m.Files[0].Name != name {
				t.Errorf("%s in %s: score %d, %v", name, root, m.Score, m.Files)
			}
		}
	}
}

// opens tells which files of an input are opened.
type opens struct {
	fs.FS
	names *[]string
}

func (o opens) Open(name string) (fs.File, error) {
	*o.names = append(*o.names, name)
	return o.FS.Open(name)
}

// What belongs to an export is claimed; of that, thumbnails and pages are looked into,
// so that nobody takes them for left over, and media that messages name are not. What
// nothing names stays to be told of.
func TestFilesBeside(t *testing.T) {
	in := formattest.Fixture(t, os.DirFS("testdata"), "desktop-2022-folder")
	var names []string
	m := (reader{}).Detect(in)
	for _, c := range m.Files {
		names = append(names, c.Name)
	}
	if len(names) != len(in.Roots[0].Files) {
		t.Errorf("of %d files %v are claimed", len(in.Roots[0].Files), names)
	}
	var opened []string
	in.Roots[0].FS = opens{in.Roots[0].FS, &opened}
	var named []string
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		if m, ok := e.(*export.Message); ok {
			if c, ok := m.Content.(export.Media); ok {
				for _, f := range c.Files {
					named = append(named, f.Path)
				}
			}
		}
	}
	for _, f := range in.Roots[0].Files {
		isNamed, isOpened := slices.Contains(named, f.Name), slices.Contains(opened, f.Name)
		if isNamed == isOpened {
			t.Errorf("%s: named %v, opened %v", f.Name, isNamed, isOpened)
		}
	}
}

// A folder of media that was given beside a bare result.json has its files under the
// same paths.
func TestMediaBeside(t *testing.T) {
	in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: fixtureBytes(t, "desktop-2022-folder/result.json")})
	media := formattest.Fixture(t, os.DirFS("testdata"), "desktop-2022-folder").Roots[0]
	media.Name, media.Kind = "media", formats.RootMedia
	in.Roots = append(in.Roots, media)
	found := 0
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
		if m, ok := e.(*export.Message); ok {
			if c, ok := m.Content.(export.Media); ok && c.Files[0].State == export.FilePresent {
				found++
				if c.Files[0].Root != 1 {
					t.Errorf("%s lies in root %d", c.Files[0].Path, c.Files[0].Root)
				}
			}
		}
	}
	if found != 4 {
		t.Errorf("%d files were found, want 4", found)
	}
}
