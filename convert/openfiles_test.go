//go:build cgo

package convert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/crypto"
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/jsonl"
	"exile/formats/kakaotalk"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaotest"
)

// given makes what a browser would hand over of files and folders on the disk: bare
// files by their names, those of folders by their paths from the folder on. They lie
// one behind the other in a sealed file.
func givenFiles(t *testing.T, s *crypto.Scratch, paths ...string) []GivenFile {
	t.Helper()
	kept, err := s.Create(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	var files []GivenFile
	add := func(name string, data []byte) {
		at := kept.Size()
		if _, err := kept.Write(data); err != nil {
			t.Fatal(err)
		}
		n := int64(len(data))
		files = append(files, GivenFile{Name: name, Size: n, Data: io.NewSectionReader(kept, at, n)})
	}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		if !info.IsDir() {
			add(filepath.Base(p), read(t, p))
			continue
		}
		inside := tree(t, p)
		for _, name := range sortedNames(inside) {
			if !strings.HasSuffix(name, "/") {
				add(filepath.Base(p)+"/"+name, []byte(inside[name]))
			}
		}
	}
	return files
}

func sortedNames(tree map[string]string) []string {
	var names []string
	for name := range tree {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// toldBy is everything that a history tells, with the bytes of its files, but for
// where in the inputs these lie.
func toldBy(t *testing.T, h formats.History) []string {
	t.Helper()
	var all []string
	people, err := h.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range people {
		all = append(all, fmt.Sprintf("%+v", people[i]))
	}
	chats, err := h.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range chats {
		all = append(all, fmt.Sprintf("%+v", c))
		for m, err := range h.Messages(t.Context(), c.Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprintf("%d %d %v %v %T %+v", m.ID, m.Sender, m.Time, m.From, m.Content, m.Content))
			if media, ok := m.Content.(export.Media); ok {
				for i := range media.Files {
					all = append(all, content(t, h, &media.Files[i]))
				}
			}
		}
	}
	return all
}

func givenEngine() *Engine {
	return &Engine{Formats: append(toys()[:1:1], kakaotalk.Format(), kakaodb.Format(), jsonl.Format())}
}

// What a person drops into the window is read as the same paths are, to the last
// event and the last byte of its files, in the reading and in what is made of it.
func TestGivenFilesReadAsOpen(t *testing.T) {
	dir := t.TempDir()
	in := func(name string, paths ...string) []string {
		for i, p := range paths {
			paths[i] = filepath.Join(dir, name, p)
		}
		return paths
	}
	write(t, dir, "zip/talk.zip", string(zipped(t, entry{"talk.txt", talkMedia}, entry{"a.jpg", "one"})))
	write(t, dir, "folder/room/talk.txt", talkMedia)
	write(t, dir, "folder/room/a.jpg", "one")
	write(t, dir, "folder/room/.talk.exile-partial/out/talk.txt", talk)
	write(t, dir, "rooms/all/우리집/talk.txt", talk)
	write(t, dir, "rooms/all/일.zip", string(zipped(t, entry{"talk.txt", strings.ReplaceAll(talk, "우리집", "일")})))
	write(t, dir, "rooms/all/사진.zip", string(zipped(t, entry{"x.png", "no export"})))
	write(t, dir, "several/one.txt", talk)
	write(t, dir, "several/two.txt", strings.ReplaceAll(talk, "우리집", "할머니 댁"))
	write(t, dir, "parts/talk.txt", "toy\nroom 우리집\n엄마: 하나\n")
	write(t, dir, "parts/talk_2.txt", "toy\n엄마: 둘\n")
	write(t, dir, "parts/talk_3.txt", "toy\n엄마: 셋\n")
	phone(t, filepath.Join(dir, "db"))
	tests := map[string][]string{
		"a file":                    in("several", "one.txt"),
		"a zip":                     in("zip", "talk.zip"),
		"a folder":                  in("folder", "room"),
		"a folder of zips":          in("rooms", "all"),
		"several rooms":             in("several", "one.txt", "two.txt"),
		"parts":                     in("parts", "talk.txt", "talk_2.txt", "talk_3.txt"),
		"a folder with databases":   {filepath.Join(dir, "db")},
		"databases with their logs": in("db", "KakaoTalk.db", "KakaoTalk2.db"),
		"files and a folder":        {filepath.Join(dir, "several", "one.txt"), filepath.Join(dir, "folder", "room")},
	}
	for i, v := range kakaotest.All() {
		plan := formattest.Plan{Seed: uint64(i), Messages: 120, Media: true}
		tests["KakaoTalk, "+v.Name] = []string{chatExport(t, filepath.Join(dir, "kakao", v.Name), v, plan)}
	}
	for name, paths := range tests {
		t.Run(name, func(t *testing.T) {
			e, scratch := givenEngine(), &crypto.Scratch{Dir: t.TempDir()}
			given := paths
			if strings.HasSuffix(name, "their logs") {
				given = append(slices.Clone(paths), paths[0]+"-wal", paths[1]+"-wal")
			}
			ins, err := OpenFiles(t.Context(), givenFiles(t, scratch, given...), OpenOptions{Inner: e.Knows("")})
			if err != nil {
				t.Fatal(err)
			}
			defer CloseAll(ins)
			disk, err := Open(t.Context(), paths, OpenOptions{Inner: e.Knows("")})
			if err != nil {
				t.Fatal(err)
			}
			defer CloseAll(disk)
			if diff := cmp.Diff(inputShapes(disk), inputShapes(ins)); diff != "" {
				t.Fatal(diff)
			}

			got, report, err := e.Read(t.Context(), ins, scratch, InOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer got.Close()
			st, err := store.CreateTemporary(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close()
			want := newTemporaryReading(st)
			wanted, err := want.addAll(t.Context(), e, disk, InOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(asJSONText(t, wanted), asJSONText(t, report)); diff != "" {
				t.Error(diff)
			}
			told := toldBy(t, got)
			if diff := cmp.Diff(toldBy(t, want), told); diff != "" || len(told) < 4 {
				t.Errorf("%d things told: %s", len(told), diff)
			}
			if diff := cmp.Diff(converted(t, e, paths), writtenOf(t, e, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// inputShapes are what inputs consist of.
func inputShapes(ins []*Input) [][]string {
	var all [][]string
	for _, in := range ins {
		one := []string{in.Base()}
		for i := range in.Roots {
			r := &in.Roots[i]
			one = append(one, r.Name+" "+string(r.Kind))
			for _, f := range r.Files {
				one = append(one, fmt.Sprint("  ", f.Name, " ", f.Size))
			}
		}
		for _, p := range in.Skipped {
			one = append(one, fmt.Sprintf("%+v", p))
		}
		all = append(all, one)
	}
	return all
}

func asJSONText(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteReport(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// converted is what Convert makes of paths, writtenOf what is made of a reading.
func converted(t *testing.T, e *Engine, paths []string) string {
	t.Helper()
	ins, err := Open(t.Context(), paths, OpenOptions{Inner: e.Knows("")})
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if _, err := e.Convert(t.Context(), ins, jsonl.Format(), out, InOptions{}, OutOptions{}); err != nil {
		t.Fatal(err)
	}
	return string(read(t, out))
}

func writtenOf(t *testing.T, e *Engine, h formats.History) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.jsonl")
	if _, err := e.Write(t.Context(), h, jsonl.Format(), out, OutOptions{}); err != nil {
		t.Fatal(err)
	}
	return string(read(t, out))
}

// What is wrong with a given file is told as Open tells it, by its name.
func TestBadGivenFiles(t *testing.T) {
	whole := zipped(t, entry{"talk.txt", talk})
	tests := map[string]struct {
		body string
		want error
	}{
		"an empty file":     {"", ErrEmptyFile},
		"a cut zip":         {string(whole[:len(whole)-20]), ErrBadZip},
		"a zip bomb":        {string(zipped(t, entry{"zeros", strings.Repeat("\x00", 200<<20)})), ErrZipBomb},
		"a way out of it":   {string(zipped(t, entry{"../talk.txt", talk})), ErrBadName},
		"a zip with twins":  {string(zipped(t, entry{"a.txt", talk}, entry{"A.txt", talk})), ErrTwinNames},
		"a locked zip":      {locked(t), ErrZipLocked},
		"a zip of nothing":  {string(zipped(t)), ErrNoExport},
		"too many in a zip": {string(zipped(t, entry{"1", ""}, entry{"2", ""}, entry{"3", ""}, entry{"4", ""})), ErrTooMany},
	}
	for what, tt := range tests {
		file := GivenFile{Name: "talk.zip", Size: int64(len(tt.body)), Data: strings.NewReader(tt.body)}
		ins, err := OpenFiles(t.Context(), []GivenFile{file}, OpenOptions{Limits: Limits{Entries: 3}})
		CloseAll(ins)
		if !errors.Is(err, tt.want) || !strings.Contains(fmt.Sprint(err), "talk.zip") {
			t.Errorf("%s: %v, want %v", what, err, tt.want)
		}
	}
	many := make([]GivenFile, 4)
	if _, err := OpenFiles(t.Context(), many, OpenOptions{Limits: Limits{Entries: 3}}); !errors.Is(err, ErrTooMany) {
		t.Errorf("too many files: %v", err)
	}
	litter := []GivenFile{{Name: ".DS_Store", Size: 1, Data: strings.NewReader("x")}}
	if _, err := OpenFiles(t.Context(), litter, OpenOptions{}); !errors.Is(err, ErrNoExport) {
		t.Errorf("nothing but litter: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := OpenFiles(ctx, []GivenFile{{Name: "a", Size: 3, Data: strings.NewReader("abc")}}, OpenOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A further input is read into what is there, and a bad one changes nothing.
func TestReadMore(t *testing.T) {
	scratch := &crypto.Scratch{Dir: t.TempDir()}
	e, dir := givenEngine(), t.TempDir()
	ins := open(t, write(t, dir, "a.txt", talk), write(t, dir, "b.txt", strings.ReplaceAll(talk, "우리집", "일")),
		write(t, dir, "c.pdf", "%PDF-"))
	r, err := NewReading(scratch)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var unknown *UnknownFormatError
	if _, err := e.ReadMore(t.Context(), r, ins[2], InOptions{}); !errors.As(err, &unknown) {
		t.Errorf("a PDF: %v", err)
	}
	for _, in := range ins[:2] {
		if _, err := e.ReadMore(t.Context(), r, in, InOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	if got := said(t, r); len(got) != 6 {
		t.Errorf("%q", got)
	}
	people, err := r.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.SetSelf(t.Context(), people[0].Ref); err != nil {
		t.Fatal(err)
	}
	if people, err = r.People(t.Context()); err != nil || !people[0].Self {
		t.Errorf("%+v, %v", people, err)
	}
}

// Nothing of what is read lies on the disk in the clear: not the files given, nor the
// store that they are read into, nor the copy of a database.
func TestReadingLeavesNothing(t *testing.T) {
	const canary = "CANARY오늘은비가온다"
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	source := t.TempDir()
	write(t, source, "room/talk.txt", "toy\nroom "+canary+"\n"+strings.Repeat(canary+": "+canary+"\n", 40_000))
	phone(t, filepath.Join(source, "db"))
	var seen int64
	scratch := &crypto.Scratch{Dir: tmp, Disk: spyDisk{crypto.OS{}, func(p []byte) {
		seen += int64(len(p))
		if bytes.Contains(p, []byte(canary)) || bytes.Contains(p, []byte(sqliteMagic)) {
			t.Error("words lie on the disk")
		}
	}}}
	e := givenEngine()
	ins, err := OpenFiles(t.Context(), givenFiles(t, scratch, filepath.Join(source, "room"), filepath.Join(source, "db")), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer CloseAll(ins)
	r, _, err := e.Read(t.Context(), ins, scratch, InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if found := Traces(t, tmp, canary); len(found) > 0 || seen < 4<<20 {
		t.Errorf("%d bytes written, found %v", seen, found)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if left := tree(t, tmp); len(left) > 1 {
		t.Errorf("left: %v", sortedNames(left))
	}
}

// spyDisk shows everything that is written.
type spyDisk struct {
	crypto.Disk
	see func(p []byte)
}

func (d spyDisk) Create(path string) (crypto.DiskFile, error) {
	f, err := d.Disk.Create(path)
	return spyFile{f, d.see}, err
}

type spyFile struct {
	crypto.DiskFile
	see func(p []byte)
}

func (f spyFile) Write(p []byte) (int, error) {
	f.see(p)
	return f.DiskFile.Write(p)
}

func (f spyFile) WriteAt(p []byte, off int64) (int, error) {
	f.see(p)
	return f.DiskFile.WriteAt(p, off)
}
