//go:build cgo

package convert

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/export"
)

// No name that a stranger gives leads anywhere, or stands for two files; the first one
// that does is told, before anything is read.
func TestGivenNames(t *testing.T) {
	tests := map[string]struct {
		names []string
		want  error
	}{
		"a way up":             {[]string{"../talk.txt"}, ErrBadName},
		"a way up in a folder": {[]string{"room/../../talk.txt"}, ErrBadName},
		"an absolute path":     {[]string{"/etc/passwd"}, ErrBadName},
		"a drive":              {[]string{"C:/talk.txt"}, ErrBadName},
		"a path of Windows":    {[]string{`..\talk.txt`}, ErrBadName},
		"a zero byte":          {[]string{"talk.txt\x00.jpg"}, ErrBadName},
		"a control character":  {[]string{"\x1b[2Jtalk.txt"}, ErrBadName},
		"one in a folder's":    {[]string{"\x1b[2J/talk.txt"}, ErrBadName},
		"no UTF-8":             {[]string{"talk\xff.txt"}, ErrBadName},
		"no name":              {[]string{""}, ErrBadName},
		"a dot":                {[]string{"."}, ErrBadName},
		"a folder alone":       {[]string{"room/"}, ErrBadName},
		"an empty folder name": {[]string{"room//talk.txt"}, ErrBadName},
		"a very long name":     {[]string{strings.Repeat("a", 2000)}, ErrBadName},
		"one name twice":       {[]string{"talk.txt", "talk.txt"}, ErrTwinNames},
		"a file and a folder":  {[]string{"talk", "talk/talk.txt"}, ErrTwinNames},
		"a folder and a file":  {[]string{"talk/talk.txt", "talk"}, ErrTwinNames},
		"all the folder has":   {[]string{strings.Repeat("a/", 40) + "talk.txt"}, ErrBadName},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			ins, err := OpenFiles(t.Context(), namedFiles(tt.names...), OpenOptions{})
			defer CloseAll(ins)
			about, ok := errors.AsType[*GivenNameError](err)
			if !errors.Is(err, tt.want) || !ok || about.Name != tt.names[len(tt.names)-1] {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func namedFiles(names ...string) []GivenFile {
	var files []GivenFile
	for _, name := range names {
		files = append(files, GivenFile{Name: name, Size: int64(len(talk)), Data: strings.NewReader(talk)})
	}
	return files
}

// A name that some system could not have costs the folder this one file: of two that
// differ in capital letters alone the first stays, and each that is left out is told.
func TestGivenNamesLeftOut(t *testing.T) {
	tests := map[string]struct {
		out []string // names in the folder that are left out
		why string
	}{
		"but for case":        {[]string{"TALK.txt", "Talk.TXT"}, twinName},
		"but for composition": {[]string{"E\u0301.TXT"}, twinName},
		"a file as a folder":  {[]string{"talk.txt/talk.txt"}, twinName},
		"a control character": {[]string{"a\nb.txt", "\x1b[2J.txt", "deep/\x7f/a.txt"}, oddName},
		"a backslash":         {[]string{`a\b.txt`, `..\..\a.txt`}, oddName},
		"a drive":             {[]string{"C:/a.txt"}, oddName},
		"no UTF-8":            {[]string{"\xff.txt"}, oddName},
		"very long":           {[]string{strings.Repeat("a", 2000)}, oddName},
		"very deep":           {[]string{strings.Repeat("a/", 40) + "a.txt"}, oddName},
	}
	for what, tt := range tests {
		t.Run(what, func(t *testing.T) {
			names := []string{"room/talk.txt", "room/é.txt"}
			for _, name := range tt.out {
				names = append(names, "room/"+name)
			}
			ins, err := OpenFiles(t.Context(), namedFiles(names...), OpenOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer CloseAll(ins)
			if r := ins[0].Roots[0]; len(ins) != 1 || len(r.Files) != 2 || !r.Has("talk.txt") || !r.Has("é.txt") {
				t.Errorf("the folder has %v", r.Files)
			}
			r, report, err := givenEngine().Read(t.Context(), ins, &crypto.Scratch{Dir: t.TempDir()}, InOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			var told []string
			for _, p := range report.Inputs[0].Problems {
				if p.Code == export.DamagedFile && p.Text == tt.why {
					told = append(told, p.From.File)
				}
			}
			want := slices.Clone(tt.out)
			for i := range want {
				want[i] = strings.ToValidUTF8(want[i], "?")
			}
			if diff := cmp.Diff(want, told); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What lies side by side and differs in capital letters alone was given so: both are read.
func TestGivenTwinsApart(t *testing.T) {
	for _, names := range [][]string{{"talk.txt", "TALK.txt"}, {"Room/a.txt", "room/a.txt"}} {
		ins, err := OpenFiles(t.Context(), namedFiles(names...), OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer CloseAll(ins)
		if len(ins) != 2 || len(ins[0].Skipped)+len(ins[1].Skipped) > 0 {
			t.Errorf("%q: %d inputs", names, len(ins))
		}
	}
}
