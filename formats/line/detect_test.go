package line

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Of a text and its copy the one with its own name is read; two that differ only
// behind a long beginning are two.
func TestCopies(t *testing.T) {
	long := heading + strings.Repeat("10:00\tAnn\thello again\n", 6_000)
	for _, c := range []struct {
		why   string
		files map[string]string
		want  string
	}{
		{"a short copy", map[string]string{"[LINE] Chat with Ann.txt": heading + "10:00\tAnn\thi\n", "[LINE] Chat with Ann (1).txt": heading + "10:00\tAnn\thi\n"}, "[LINE] Chat with Ann.txt"},
		{"a long copy", map[string]string{"a.txt": long, "a (2).txt": long}, "a.txt"},
		{"two copies", map[string]string{"a (1).txt": long, "a (2).txt": long}, "a (1).txt"},
		{"other ends", map[string]string{"a.txt": long + "10:01\tAnn\tyes\n", "b.txt": long + "10:01\tAnn\tnay\n", "b (1).txt": long + "10:01\tAnn\tyes\n"}, "a.txt, b.txt"},
	} {
		fsys := fstest.MapFS{}
		for name, text := range c.files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		root, err := formats.NewRoot("x", formats.RootFolder, fsys)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, claim := range (reader{}).Detect(formats.Input{Roots: []formats.Root{root}}).Files {
			names = append(names, claim.Name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.why, got, c.want)
		}
	}
}

// A file that a message names is found beside the text, or in what the person gave,
// also where a Mac or Windows has written its name otherwise.
func TestNamedFiles(t *testing.T) {
	in := formattest.Input("x",
		formattest.File{Name: "chat/[LINE] Chat with Ann.txt", Data: []byte(heading + "10:00\tAnn\t[File] a.pdf\n10:01\tAnn\t[File] Übersicht.pdf\n10:02\tAnn\t[File] B.PDF\n10:03\tAnn\t[File] c.pdf\n10:04\tAnn\t[Photo]\n10:05\tAnn\t[File] ../d.pdf\n")},
		formattest.File{Name: "chat/a.pdf", Data: []byte("beside")},
		formattest.File{Name: "c.pdf", Data: []byte("elsewhere")},
	)
	given, err := formats.NewRoot("given", formats.RootMedia, fstest.MapFS{
		"a.pdf":               {Data: []byte("given")},
		"U\u0308bersicht.pdf": {Data: []byte("decomposed")},
		"docs/b.pdf":          {Data: []byte("other letters")},
		"d.pdf":               {Data: []byte("above")},
	})
	if err != nil {
		t.Fatal(err)
	}
	in.Roots = append(in.Roots, given)
	var got []string
	missing := 0
	events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
	formattest.Promises(t, in, events)
	for _, e := range events {
		switch e := e.(type) {
		case *export.Message:
			f := e.Content.(export.Media).Files[0]
			got = append(got, fmt.Sprintf("%s %s: %d %s, %d bytes", f.Name, f.State, f.Root, f.Path, f.Size))
		case *export.Problem:
			if e.Code == export.MissingFile {
				missing++
			}
		case *export.Chat, *export.Person, *export.Mark, *export.Unread, *export.Profile:
		}
	}
	want := []string{
		"a.pdf present: 0 chat/a.pdf, 6 bytes",
		"Übersicht.pdf present: 1 U\u0308bersicht.pdf, 10 bytes",
		"B.PDF present: 1 docs/b.pdf, 13 bytes",
		"c.pdf missing: 0 , 0 bytes",
		" not-exported: 0 , 0 bytes",
		"../d.pdf missing: 0 , 0 bytes",
	}
	if d := cmp.Diff(want, got); d != "" || missing != 2 {
		t.Errorf("%d are missing\n%s", missing, d)
	}
	claims := map[formats.Claim]bool{}
	for _, c := range (reader{}).Detect(in).Files {
		claims[c] = true
	}
	if len(claims) != 5 || !claims[formats.Claim{Root: 1, Name: "docs/b.pdf"}] || claims[formats.Claim{Root: 0, Name: "c.pdf"}] {
		t.Errorf("claimed: %v", claims)
	}
}
