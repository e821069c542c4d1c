//go:build cgo

package convert

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

func keepAll() InOptions {
	return InOptions{KeepOriginals: true, KeepMedia: true, Now: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC)}
}

func newStore(t *testing.T, dir string) *store.Store {
	t.Helper()
	st, err := store.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// said reads a whole history: a line a message.
func said(t *testing.T, h formats.History) []string {
	t.Helper()
	chats, err := h.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range chats {
		for m, err := range h.Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			line := []string{c.Title, m.Content.Words()}
			if media, ok := m.Content.(export.Media); ok {
				for i := range media.Files {
					line = append(line, content(t, h, &media.Files[i]))
				}
			}
			lines = append(lines, strings.Join(line, "/"))
		}
	}
	return lines
}

func content(t *testing.T, h formats.History, f *export.File) string {
	t.Helper()
	if f.State != export.FilePresent {
		return string(f.State)
	}
	r, err := h.OpenFile(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const talkMedia = talk + "엄마# a.jpg\n엄마# gone.jpg\nwhat is this\n"

func TestAdd(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := &Engine{Formats: toys()}
	write(t, dir, "x/talk.txt", talkMedia)
	write(t, dir, "x/a.jpg", "photo")
	write(t, dir, "x/c.jpg", "a photo that nothing names")
	r, err := e.Add(t.Context(), open1(t, filepath.Join(dir, "x")), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	if r.Known || r.Source == 0 || len(r.SHA256) != 64 || !r.Ledger.Balanced() {
		t.Errorf("report: %+v", r)
	}
	want := []string{"우리집/밥 먹었니?", "우리집/아빠 came in", "우리집/네", "우리집/photo/photo", "우리집/photo/missing"}
	if diff := cmp.Diff(want, said(t, st.View())); diff != "" {
		t.Error(diff)
	}
	sources, err := st.Sources(t.Context())
	if err != nil || len(sources) != 1 || sources[0].SHA256 != r.SHA256 || sources[0].Ledger != r.Ledger {
		t.Errorf("sources: %+v, %v", sources, err)
	}
	media := 0
	for name := range tree(t, st.Dir()) {
		if strings.HasPrefix(name, "media/") && !strings.HasSuffix(name, "/") {
			media++
		}
	}
	if media != 2 {
		t.Errorf("%d media files kept; the one that nothing names is somebody's photo too", media)
	}
}

// The same bytes again change nothing, whether as folder or as zip; other bytes
// of the same room join it, unless another title is given.
func TestAddAgain(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := &Engine{Formats: toys()}
	write(t, dir, "x/talk.txt", talkMedia)
	write(t, dir, "x/a.jpg", "photo")
	z := write(t, dir, "y.zip", string(zipped(t, entry{"deep/a.jpg", "photo"}, entry{"deep/talk.txt", talkMedia})))
	first, err := e.Add(t.Context(), open1(t, filepath.Join(dir, "x")), st, keepAll())
	if err != nil {
		t.Fatal(err)
	}
	before := tree(t, st.Dir())
	for _, path := range []string{filepath.Join(dir, "x"), z} {
		again, err := e.Add(t.Context(), open1(t, path), st, keepAll())
		if err != nil || !again.Known || again.SHA256 != first.SHA256 || again.Source != first.Source {
			t.Errorf("again: %+v, %v", again, err)
		}
		after := tree(t, st.Dir())
		delete(after, "chats.db-shm") // of those who read
		if after["chats.db-wal"] == "" {
			delete(after, "chats.db-wal")
		}
		for name := range after {
			if after[name] != before[name] {
				t.Errorf("the store changed: %s", name)
			}
		}
	}
	other, err := e.Add(t.Context(), open1(t, write(t, dir, "later.txt", talkMedia+"엄마: 또\n")), st, keepAll())
	if err != nil || other.Known || codes(other.Problems)["separate-chat"] != 0 || len(other.Joined) != 1 || other.Joined[0].New != 1 {
		t.Errorf("another export: %+v, %v", other, err)
	}
	want := []string{"우리집/밥 먹었니?", "우리집/아빠 came in", "우리집/네", "우리집/photo/photo", "우리집/photo/missing", "우리집/또"}
	got := said(t, st.View())
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	named, err := e.Add(t.Context(), open1(t, write(t, dir, "third.txt", talk+"아빠: ㅎㅎ\n")), st, func() InOptions {
		o := keepAll()
		o.Into = "다른 방"
		return o
	}())
	if err != nil || codes(named.Problems)["separate-chat"] != 0 || named.Chats[0].Title != "다른 방" || len(said(t, st.View())) != 6+4 {
		t.Errorf("with a title of its own: %+v, %v", named, err)
	}
}

// Whatever ends an Add leaves the store as it was.
func TestAddFails(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	e := &Engine{Formats: toys()}
	if _, err := e.Add(t.Context(), open1(t, write(t, dir, "talk.txt", talk)), st, keepAll()); err != nil {
		t.Fatal(err)
	}
	body := talkMedia + strings.Repeat("Kim: ㅋㅋㅋ\n", 20_000)
	damaged := zipped(t, entry{"a.jpg", "photo"}, entry{"talk.txt", body})
	damaged[len(damaged)-300] ^= 0x55 // near the end: media and many messages have been added
	before, messages := tree(t, st.Dir()), said(t, st.View())
	cancelled, cancel := context.WithCancel(t.Context())
	defer cancel()
	tests := []struct {
		name string
		ctx  context.Context //nolint:containedctx // a case of the table
		path string
		opt  InOptions
		want error
	}{
		{"a damaged zip", t.Context(), write(t, dir, "d.zip", string(damaged)), keepAll(), ErrBadZip},
		{"strict", t.Context(), write(t, dir, "s.txt", body), InOptions{Strict: true, KeepOriginals: true}, ErrStrict},
		{"cancelled", cancelled, write(t, dir, "c.txt", body), keepAll(), context.Canceled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e.Progress = nil
			if tt.ctx == cancelled {
				e.Progress = func(p Progress) {
					if p.Messages > 5000 {
						cancel()
					}
				}
			}
			if r, err := e.Add(tt.ctx, open1(t, tt.path), st, tt.opt); !errors.Is(err, tt.want) || r != nil {
				t.Errorf("got %v, %v", r, err)
			}
			if diff := cmp.Diff(messages, said(t, st.View())); diff != "" {
				t.Error(diff)
			}
			after := tree(t, st.Dir())
			for name := range after {
				if _, was := before[name]; !was && !strings.HasPrefix(name, "chats.db-") && !strings.HasSuffix(name, "/") {
					t.Errorf("left: %s", name)
				}
			}
		})
	}
}

// A file that changes between two readings: nothing is stored. Here the reader tells of
// one message less, or of another.
func TestAddChanging(t *testing.T) {
	for _, lost := range []string{"네", "밥 먹었니?"} {
		dir := t.TempDir()
		st := newStore(t, filepath.Join(dir, "s.exile"))
		pass := 0
		reader := toy{magic: "toy", keep: func(e export.Event) bool {
			if mark, ok := e.(*export.Mark); ok && mark.Kind == export.MarkHeader {
				pass++
			}
			m, ok := e.(*export.Message)
			return !ok || pass < 3 || m.Content.Words() != lost
		}}
		e := &Engine{Formats: formats.Table{{Name: "toy", Reader: reader}}}
		if _, err := e.Add(t.Context(), open1(t, write(t, dir, "1.txt", talk)), st, keepAll()); err != nil || pass != 1 {
			t.Fatalf("%v; %d passes over the first input of a store", err, pass)
		}
		before := said(t, st.View())
		r, err := e.Add(t.Context(), open1(t, write(t, dir, "2.txt", talk+"엄마: 또\n")), st, keepAll())
		if err == nil || r != nil || pass != 3 {
			t.Errorf("%+v, %v; %d passes", r, err, pass)
		}
		if diff := cmp.Diff(before, said(t, st.View())); diff != "" {
			t.Error(diff)
		}
		pass = 0
		if _, err := e.Add(t.Context(), open1(t, filepath.Join(dir, "2.txt")), st, keepAll()); err != nil {
			t.Errorf("once more: %v", err)
		}
	}
}

// However many passes there are, progress goes on to its end and never back.
func TestAddProgress(t *testing.T) {
	dir := t.TempDir()
	st := newStore(t, filepath.Join(dir, "s.exile"))
	body := talk + strings.Repeat("Kim: ㅋㅋㅋ\n", 5000)
	for i, end := range []string{"", "엄마: 또\n"} {
		var done, total int64
		e := &Engine{Formats: toys(), Progress: func(p Progress) {
			if p.Stage != StageRead {
				return
			}
			if p.Done < done || p.Done > p.Total {
				t.Errorf("add %d: %d of %d after %d of %d", i+1, p.Done, p.Total, done, total)
			}
			done, total = p.Done, p.Total
		}}
		if _, err := e.Add(t.Context(), open1(t, write(t, dir, "talk.txt", body+end)), st, keepAll()); err != nil {
			t.Fatal(err)
		}
		if want := int64(len(body+end)) * int64(i+1); done != total || total != want {
			t.Errorf("add %d: %d of %d at the end, want %d", i+1, done, total, want)
		}
	}
}

// Hashing what was read or not read gives one digest.
func TestDigest(t *testing.T) {
	a := digest(map[fileKey]string{{0, "x/b"}: "2", {0, "a"}: "1"})
	b := digest(map[fileKey]string{{1, "a"}: "1", {0, "y/z/b"}: "2"})
	c := digest(map[fileKey]string{{1, "b"}: "1", {0, "a"}: "2"})
	if a != b || a == c || len(a) != 64 {
		t.Errorf("%s %s %s", a, b, c)
	}
}
