package convert_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"testing"

	"exile/convert"
	"exile/crypto"
)

// temp is a sealed file that tells whether it was closed.
type temp struct {
	*crypto.ScratchFile
	closed bool
}

func (f *temp) Close() error {
	f.closed = true
	return f.ScratchFile.Close()
}

// Standard input can be kept where nothing lies in the clear, be it a text or a
// zip, and is gone when the input is closed.
func TestOpenStdinTemp(t *testing.T) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	f, err := w.Create("chat.txt")
	if err == nil {
		_, err = f.Write(bytes.Repeat([]byte("in a zip\n"), 10_000))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"-":        bytes.Repeat([]byte("bare\n"), 100_000),
		"chat.txt": packed.Bytes(),
	} {
		kept := &temp{}
		dir := t.TempDir()
		ins, err := convert.Open(t.Context(), []string{"-"}, convert.OpenOptions{
			Stdin: bytes.NewReader(data),
			Temp: func() (_ convert.TempFile, err error) {
				kept.ScratchFile, err = (&crypto.Scratch{Dir: dir}).Create(0)
				return kept, err
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // readers make two passes
			got, err := fs.ReadFile(ins[0].Roots[0].FS, name)
			if err != nil || len(got) < 90_000 || name == "-" && !bytes.Equal(got, data) {
				t.Errorf("%s: read %d bytes, %v", name, len(got), err)
			}
		}
		if names, err := os.ReadDir(dir); err != nil || len(names) > 0 {
			t.Errorf("%s: %v lie there, %v", name, names, err)
		}
		convert.CloseAll(ins)
		if !kept.closed {
			t.Errorf("%s: the file is still open", name)
		}
	}
}

// An input that is empty, or breaks off, leaves no file open.
func TestOpenStdinTempFails(t *testing.T) {
	broken := errors.New("the pipe broke")
	for _, c := range []struct {
		in   io.Reader
		want error
	}{
		{bytes.NewReader(nil), convert.ErrEmptyFile},
		{io.MultiReader(bytes.NewReader([]byte("half")), failing{broken}), broken},
	} {
		kept := &temp{}
		_, err := convert.Open(t.Context(), []string{"-"}, convert.OpenOptions{
			Stdin: c.in,
			Temp: func() (_ convert.TempFile, err error) {
				kept.ScratchFile, err = (&crypto.Scratch{Dir: t.TempDir()}).Create(0)
				return kept, err
			},
		})
		if !errors.Is(err, c.want) || !kept.closed {
			t.Errorf("got %v, want %v; closed: %v", err, c.want, kept.closed)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
