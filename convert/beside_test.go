//go:build cgo

package convert

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
)

// pairing is a toy whose photos lie in folders given as media.
type pairing struct{ toy }

func (p pairing) Detect(in formats.Input) formats.Match {
	bare := formats.Input{Roots: slices.Clone(in.Roots)}
	for i := range bare.Roots {
		if bare.Roots[i].Kind == formats.RootMedia {
			bare.Roots[i].Files = slices.DeleteFunc(slices.Clone(bare.Roots[i].Files), func(e formats.Entry) bool {
				return path.Ext(e.Name) != ".jpg"
			})
		}
	}
	return p.toy.Detect(bare)
}

func (p pairing) Read(ctx context.Context, in formats.Input, opt formats.ReadOptions, emit formats.Emit) error {
	text := formats.Input{}
	for _, r := range in.Roots {
		if r.Kind != formats.RootMedia {
			text.Roots = append(text.Roots, r)
		}
	}
	return p.toy.Read(ctx, text, opt, func(e export.Event) error {
		if m, ok := e.(*export.Message); ok {
			if media, ok := m.Content.(export.Media); ok {
				match(in, &media.Files[0])
			}
		}
		return emit(e)
	})
}

func match(in formats.Input, f *export.File) {
	for i := range in.Roots {
		if in.Roots[i].Kind == formats.RootMedia && in.Roots[i].Has(f.Name) {
			f.State, f.ByTime, f.Root, f.Path = export.FilePresent, true, i, f.Name
		}
	}
}

func pairings() formats.Table {
	return formats.Table{{Name: "toy", Reader: pairing{toy{magic: "toy"}}, Writer: toyWriter{}}}
}

func openBeside(t *testing.T, file string, media ...string) *Input {
	t.Helper()
	ins, err := Open(t.Context(), []string{file}, OpenOptions{Media: media})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { CloseAll(ins) })
	return ins[0]
}

// Of a folder of media only what messages name is taken and kept; the rest, which
// is of other rooms, is told in a few words.
func TestMediaBeside(t *testing.T) {
	dir := t.TempDir()
	body := talk + "엄마# a.jpg\n엄마# gone.jpg\n"
	file := write(t, dir, "talk.txt", body)
	write(t, dir, "talk.media/a.jpg", "photo")
	write(t, dir, "talk.media/talk.txt", talk) // read as no export
	for i := range 30 {
		write(t, dir, fmt.Sprintf("talk.media/more/%02d.jpg", i), "of another room")
	}
	mkdir(t, dir, "void")
	media := filepath.Join(dir, "talk.media")
	in := openBeside(t, file, media, filepath.Join(dir, "void"), media)
	if want := []string{"talk.txt", "talk.media", "void", "talk.txt/talk.media"}; !slices.Equal(rootNames(in), want) {
		t.Errorf("roots %q, want %q", rootNames(in), want)
	}
	if !slices.Equal(in.Paths, []string{file, media, filepath.Join(dir, "void"), media}) {
		t.Errorf("paths %q", in.Paths)
	}

	e := &Engine{Formats: pairings()}
	last := Progress{}
	e.Progress = func(p Progress) {
		if p.Stage == StageRead {
			last = p
		}
	}
	st := newStore(t, filepath.Join(dir, "s.exile"))
	r, err := e.Add(t.Context(), openBeside(t, file, media), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]GivenMedia{{"talk.media", 32, 1}}, r.Media); diff != "" {
		t.Error(diff)
	}
	if last.Total != int64(len(body)) || last.Done != last.Total {
		t.Errorf("the bar ends at %d of %d bytes; the text has %d", last.Done, last.Total, len(body))
	}
	var told []export.Problem
	for _, p := range r.Problems {
		if p.Code == export.UnclaimedFile {
			told = append(told, p)
		}
	}
	if len(told) != maxUnused+1 || codes(told)["unclaimed-file"] != 31 {
		t.Errorf("31 files told of in %d notes: %+v", len(told), told)
	}
	kept := 0
	for name := range tree(t, st.Dir()) {
		if strings.HasPrefix(name, "media/") && !strings.HasSuffix(name, "/") {
			kept++
		}
	}
	if kept != 1 || !slices.Contains(said(t, st.View()), "우리집/photo/photo") {
		t.Errorf("%d files kept; %q", kept, said(t, st.View()))
	}
}

// The same export with media that belong to it is another input than without. What
// else lies in their folder does not count. The chat is the same, with one photo or the other.
func TestMediaBesideAgain(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "talk.txt", talk+"엄마# a.jpg\n")
	write(t, dir, "m/a.jpg", "photo")
	write(t, dir, "more/a.jpg", "photo")
	write(t, dir, "more/b.jpg", "of another room")
	write(t, dir, "others/b.jpg", "of another room")
	write(t, dir, "edited/a.jpg", "another photo")
	e := &Engine{Formats: pairings()}
	st := newStore(t, filepath.Join(dir, "s.exile"))
	for _, step := range []struct {
		media string
		known bool
		said  int
	}{
		{"", false, 4}, {"", true, 4}, {"others", true, 4}, {"m", false, 4}, {"m", true, 4}, {"more", true, 4}, {"edited", false, 4},
	} {
		in := open1(t, file)
		if step.media != "" {
			in = openBeside(t, file, filepath.Join(dir, step.media))
		}
		r, err := e.Add(t.Context(), in, st, keepAll())
		if err != nil || r.Known != step.known || r.Known == (len(r.PerChat) > 0) || r.Source == 0 {
			t.Fatalf("media %q: %+v, %v", step.media, r, err)
		}
		if n := len(said(t, st.View())); n != step.said {
			t.Errorf("media %q: %d messages, want %d", step.media, n, step.said)
		}
	}
}

// Media go with one input: of several it is not known whose they are.
func TestMediaBesideSeveral(t *testing.T) {
	dir := t.TempDir()
	a, b := write(t, dir, "a.txt", talk), write(t, dir, "b.txt", talk)
	mkdir(t, dir, "m")
	for _, c := range []struct {
		paths []string
		media string
		want  error
	}{
		{[]string{a, b}, "m", ErrSeveralInputs},
		{[]string{a}, "nothing", fs.ErrNotExist},
		{[]string{a}, "b.txt", ErrNotFolder},
	} {
		_, err := Open(t.Context(), c.paths, OpenOptions{Media: []string{filepath.Join(dir, c.media)}})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.media, err, c.want)
		}
		if bad, ok := errors.AsType[*MediaError](err); len(c.paths) == 1 && (!ok || filepath.Base(bad.Path) != c.media) {
			t.Errorf("%s: %v does not tell the folder", c.media, err)
		}
	}
	// Parts of one export are one input.
	write(t, dir, "t-1.txt", talk)
	write(t, dir, "t-2.txt", talk)
	ins, err := Open(t.Context(), []string{filepath.Join(dir, "t-1.txt"), filepath.Join(dir, "t-2.txt")}, OpenOptions{
		Media: []string{filepath.Join(dir, "m")},
	})
	if err != nil || len(ins) != 1 || len(ins[0].Roots) != 3 {
		t.Errorf("parts: %v", err)
	}
	CloseAll(ins)
}

// Two exports of one room in one folder that have no time in common stay two chats, and
// that is told.
func TestRooms(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/1.txt", talk)
	write(t, dir, "x/2.txt", talk+"엄마: 또\n")
	e := &Engine{Formats: toys()}
	st := newStore(t, filepath.Join(dir, "s.exile"))
	r, err := e.Add(t.Context(), open1(t, filepath.Join(dir, "x")), st, keepAll())
	if err != nil || codes(r.Problems)["separate-chat"] != 1 || len(said(t, st.View())) != 3+4 {
		t.Errorf("%+v, %v", r, err)
	}
}
