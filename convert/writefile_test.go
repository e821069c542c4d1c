package convert_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"exile/convert"
	"exile/crypto"
	"exile/export"
	"exile/formats"
	"exile/formats/all"
	"exile/formats/formattest"
)

// One file holds what the folder would, byte for byte, for every writer; and a second time the
// same bytes.
func TestWriteFileIsTheFolder(t *testing.T) {
	e := &convert.Engine{Formats: all.Formats()}
	opt := convert.OutOptions{
		Write:  formats.WriteOptions{Lang: "ko"},
		Report: &convert.Report{Version: 1, Inputs: []convert.InReport{{Input: "talk.txt", Format: "kakaotalk"}}},
	}
	for _, f := range e.Formats {
		if f.Writer == nil {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			dir := t.TempDir()
			opt := opt
			opt.Scratch = &crypto.Scratch{Dir: dir}
			want, err := e.Write(t.Context(), formattest.Everything(), f, filepath.Join(dir, "out"), opt)
			if err != nil {
				t.Fatal(err)
			}
			var file, again bytes.Buffer
			got, err := e.WriteFile(t.Context(), formattest.Everything(), f, "out", &file, opt)
			if err != nil {
				t.Fatal(err)
			}
			if got.Path != "out" || got.Written != want.Written || len(got.Problems) != len(want.Problems) || !slices.Equal(got.Files, want.Files) {
				t.Errorf("told %+v, the folder's %+v", got, want)
			}
			if _, err := e.WriteFile(t.Context(), formattest.Everything(), f, "out", &again, opt); err != nil || !bytes.Equal(file.Bytes(), again.Bytes()) {
				t.Errorf("a second time it is not the same: %v", err)
			}
			if f.Writer.Can().SingleFile {
				sameAsFile(t, filepath.Join(dir, "out"), file.Bytes())
				return
			}
			sameAsFolder(t, filepath.Join(dir, "out"), file.Bytes())
			if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
				t.Errorf("left in the folder: %v, %v", left, err)
			}
		})
	}
}

func sameAsFile(t *testing.T, path string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(want, got) {
		t.Errorf("the file is another: %v", err)
	}
}

func sameAsFolder(t *testing.T, dir string, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	root := os.DirFS(dir)
	inZip := map[string]bool{}
	for _, f := range z.File {
		inZip[f.Name] = true
		want, err := fs.ReadFile(root, f.Name)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r) // which checks the sum too
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is another: %v", f.Name, err)
		}
		checkHeader(t, f)
	}
	err = fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !inZip[name] {
			t.Errorf("%s is not in the zip", name)
		}
		return err
	})
	if err != nil || len(inZip) < 2 || !inZip[convert.ReportName] {
		t.Errorf("in the zip: %v, %v", inZip, err)
	}
}

// Programs that read a zip from its beginning need the sizes in front, and Windows the flag
// that says that names are UTF-8.
func checkHeader(t *testing.T, f *zip.File) {
	t.Helper()
	ascii := !strings.ContainsFunc(f.Name, func(r rune) bool { return r > 126 })
	if f.Flags != 0 && (f.Flags != 0x800 || ascii) || f.Flags == 0 && !ascii {
		t.Errorf("%s: flags %#x", f.Name, f.Flags)
	}
	if f.Modified.Year() > 1980 || f.Mode() != 0o644 {
		t.Errorf("%s: of %v, mode %v", f.Name, f.Modified, f.Mode())
	}
}

// largeHistory is a chat with one photo after another of bytes that cannot be packed.
type largeHistory struct {
	photos int
	size   int64
	cancel func(at int)
}

func (h largeHistory) Chats(context.Context) ([]export.Chat, error) {
	return []export.Chat{{Ref: 1, App: "kakaotalk", Title: "여행", Kind: export.ChatGroup, Members: []export.PersonRef{1}}}, nil
}

func (h largeHistory) People(context.Context) ([]export.Person, error) {
	return []export.Person{{Ref: 1, Names: []string{"지우"}, Self: true}}, nil
}

func (h largeHistory) Messages(ctx context.Context, _ export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	chat := formattest.Generate(formattest.Plan{Seed: 1, Messages: h.photos})
	return func(yield func(*export.Message, error) bool) {
		i := 0
		for m, err := range chat.History().Messages(ctx, 1, r) {
			if err != nil {
				yield(nil, err)
				return
			}
			if h.cancel != nil {
				h.cancel(i)
			}
			name := fmt.Sprintf("photo-%d.jpg", i)
			m.Chat, m.Sender = 1, 1
			m.ReplyTo, m.Forward = nil, nil
			m.Content = export.Media{Files: []export.File{{
				Kind: export.FilePhoto, Name: name, Path: name, Size: h.size, State: export.FilePresent,
			}}}
			if i++; !yield(m, nil) {
				return
			}
		}
	}
}

func (h largeHistory) OpenFile(_ context.Context, f *export.File) (io.ReadSeekCloser, error) {
	return newNoise(h.size, int64(len(f.Path))), nil
}

// noise is a file of bytes that look like chance and are always the same.
type noise struct {
	size, at int64
	block    []byte
}

func newNoise(size, seed int64) *noise {
	n := &noise{size: size, block: make([]byte, 1<<16+1)}
	rand.New(rand.NewSource(seed)).Read(n.block)
	return n
}

func (n *noise) Read(p []byte) (int, error) {
	if n.at >= n.size {
		return 0, io.EOF
	}
	in := n.block[n.at%int64(len(n.block)):]
	c := copy(p[:min(int64(len(p)), n.size-n.at)], in)
	n.at += int64(c)
	return c, nil
}

func (n *noise) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += n.at
	case io.SeekEnd:
		offset += n.size
	}
	n.at = offset
	return offset, nil
}

func (n *noise) Close() error { return nil }

// heapWatch is a writer that notes how large the heap gets.
type heapWatch struct {
	w     io.Writer
	size  int64
	peak  uint64
	every int
}

func (h *heapWatch) Write(p []byte) (int, error) {
	if h.every++; h.every%16 == 0 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		h.peak = max(h.peak, m.HeapInuse)
	}
	h.size += int64(len(p))
	return h.w.Write(p)
}

// A few hundred megabytes of photos do not go through memory.
func TestWriteFileLargeMedia(t *testing.T) {
	const photos, size = 24, 12 << 20
	e := &convert.Engine{Formats: all.Formats()}
	for _, name := range []string{"telegram", "html", "csv"} {
		t.Run(name, func(t *testing.T) {
			f, _ := e.Formats.Find(name)
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			out := &heapWatch{w: io.Discard}
			r, err := e.WriteFile(t.Context(), largeHistory{photos: photos, size: size}, f, "out", out,
				convert.OutOptions{Write: formats.WriteOptions{Lang: "en"}, Scratch: &crypto.Scratch{Dir: t.TempDir()}})
			if err != nil {
				t.Fatal(err)
			}
			if r.Written.Files != photos || out.size < photos*size {
				t.Errorf("%d files, %d bytes", r.Written.Files, out.size)
			}
			if grown := int64(out.peak) - int64(before.HeapInuse); grown > 64<<20 {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
		})
	}
}

// A run that is stopped says why and leaves nothing.
func TestWriteFileStopped(t *testing.T) {
	e := &convert.Engine{Formats: all.Formats()}
	why := errors.New("the person has changed their mind")
	for _, f := range e.Formats {
		if f.Writer == nil {
			continue
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		h := largeHistory{photos: 20, size: 1 << 10, cancel: func(at int) {
			if at == 10 {
				cancel(why)
			}
		}}
		dir := t.TempDir()
		r, err := e.WriteFile(ctx, h, f, "out", io.Discard, convert.OutOptions{Scratch: &crypto.Scratch{Dir: dir}})
		if !errors.Is(err, why) || r != nil {
			t.Errorf("%s: %+v, %v", f.Name, r, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s: left %v, %v", f.Name, left, err)
		}
	}
}

// A full disk, of the output or of the scratch, ends the run.
func TestWriteFileFullDisk(t *testing.T) {
	e := &convert.Engine{Formats: all.Formats()}
	f, _ := e.Formats.Find("html")
	full := errors.New("no space left")
	_, err := e.WriteFile(t.Context(), formattest.Everything(), f, "out", &fullWriter{left: 1 << 10, err: full}, convert.OutOptions{})
	if !errors.Is(err, full) {
		t.Errorf("the output's disk is full: %v", err)
	}
	none := &crypto.Scratch{Dir: filepath.Join(t.TempDir(), "none")}
	_, err = e.WriteFile(t.Context(), largeHistory{photos: 2, size: 1 << 20}, f, "out", io.Discard, convert.OutOptions{Scratch: none})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the scratch has no folder: %v", err)
	}
}

type fullWriter struct {
	left int
	err  error
}

func (w *fullWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, w.err
	}
	return len(p), nil
}
