package convert

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"testing"

	"exile/crypto"
)

// sparse keeps what was written but for long runs of zeros, and gives it back.
type sparse struct {
	pieces map[int64][]byte
	size   int64
}

func (s *sparse) Write(p []byte) (int, error) {
	if len(bytes.Trim(p, "\x00")) > 0 {
		s.pieces[s.size] = bytes.Clone(p)
	}
	s.size += int64(len(p))
	return len(p), nil
}

func (s *sparse) ReadAt(p []byte, off int64) (int, error) {
	clear(p)
	for at, piece := range s.pieces {
		if from := max(at, off); from < min(at+int64(len(piece)), off+int64(len(p))) {
			copy(p[from-off:], piece[from-at:])
		}
	}
	if off+int64(len(p)) > s.size {
		return int(max(s.size-off, 0)), io.EOF
	}
	return len(p), nil
}

// A film of more than 4 GB, and what comes behind it, can be found again, from the directory
// and from the entry itself.
func TestZipAbove4GB(t *testing.T) {
	const size = 4<<30 + 12345
	out := &sparse{pieces: map[int64][]byte{}}
	o := newZipOut(out, &crypto.Scratch{Dir: t.TempDir()}, nil)
	film := &zipEntry{o: o, name: "영상.mp4", size: size, packed: size, sum: 0x01020304}
	if err := o.put(film, io.LimitReader(zeros{}, size)); err != nil {
		t.Fatal(err)
	}
	w, err := o.Create("last.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(w, "the last words")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := o.finish(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(out, out.size)
	if err != nil {
		t.Fatal(err)
	}
	if f := z.File[0]; f.UncompressedSize64 != size || f.CompressedSize64 != size || f.Flags != 0x800 {
		t.Errorf("the film: %+v", f.FileHeader)
	}
	last, err := z.Open("last.txt")
	if err != nil {
		t.Fatal(err)
	}
	if words, err := io.ReadAll(last); err != nil || string(words) != "the last words" {
		t.Errorf("behind it: %q, %v", words, err)
	}
	head := make([]byte, 128)
	_, _ = out.ReadAt(head, 0)
	extra := head[30+len("영상.mp4"):]
	if binary.LittleEndian.Uint16(head[28:]) != 20 || binary.LittleEndian.Uint16(extra) != 1 ||
		binary.LittleEndian.Uint64(extra[4:]) != size || binary.LittleEndian.Uint64(extra[12:]) != size {
		t.Errorf("in front of it: % x", head)
	}
}

// Files beside each other, ended in another order, each keep their own bytes.
func TestZipBesideEachOther(t *testing.T) {
	var b bytes.Buffer
	o := newZipOut(&b, &crypto.Scratch{Dir: t.TempDir()}, nil)
	want := map[string][]byte{}
	writers := map[string]io.WriteCloser{}
	names := []string{"a", "b/c", "b/d"}
	for _, name := range names {
		w, err := o.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		writers[name] = w
	}
	for i := range 300 {
		for j, name := range names {
			piece := bytes.Repeat([]byte{byte(i), byte(j), byte(i * j)}, 1+i*j)
			want[name] = append(want[name], piece...)
			if _, err := writers[name].Write(piece); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"b/d", "a", "b/c"} {
		if err := writers[name].Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Create("B/D"); err == nil {
		t.Error("a name that a disk takes for another was taken")
	}
	if _, err := o.Create("../a"); err == nil {
		t.Error("a name that leads out was taken")
	}
	if err := o.finish(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range want {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(data), err)
		}
	}
}

// What a writer forgot to end is no output.
func TestZipLeftOpen(t *testing.T) {
	o := newZipOut(io.Discard, &crypto.Scratch{Dir: t.TempDir()}, nil)
	w, err := o.Create("a")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write(make([]byte, 1<<20))
	if err := o.finish(); err == nil {
		t.Error("a zip was made of half a file")
	}
}
