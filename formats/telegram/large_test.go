package telegram

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"exile/export"
)

// A text too large to be kept goes into the zip before its size is known.
func TestLargeText(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes 60 MB")
	}
	h := &endless{n: 500_000}
	h.chats = []export.Chat{{Ref: 1, Kind: export.ChatGroup, Title: "큰 방"}}
	out, tally, _ := write(t, h, kst(nil))
	if tally.Messages != 500_000 {
		t.Fatalf("tally %+v", tally)
	}
	b := out.one(t, ".zip")
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open(textName)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if err != nil || !bytes.Equal(got, out.one(t, ".txt")) {
		t.Errorf("the text in the zip is not the text: %d bytes, %v", len(got), err)
	}
}

// A file that does not fit into memory is read twice; one that changes is an error.
func TestLargeFile(t *testing.T) {
	h := album()
	h.files["a.jpg"] = bytes.Repeat([]byte("0123456789abcdef"), 200_000) // 3.2 MB
	out, _, _ := write(t, h, kst(nil))
	got := unzip(t, out.one(t, ".zip"))["00000004-PHOTO-2026-02-15-15-17-00.jpg"]
	if got != string(h.files["a.jpg"]) || got != string(out.one(t, "00000004-PHOTO-2026-02-15-15-17-00.jpg")) {
		t.Error("the file differs")
	}
	_, err := writer{}.Write(t.Context(), &changing{h}, tree{}, kst(nil), nil)
	if err == nil || !strings.Contains(err.Error(), "it changed") {
		t.Errorf("error %v", err)
	}
}

// changing is a history whose files grow when they are read again.
type changing struct{ *memory }

type grower struct{ file }

func (g grower) Seek(int64, int) (int64, error) { return g.file.Seek(1, io.SeekStart) }

func (c *changing) OpenFile(ctx context.Context, f *export.File) (io.ReadSeekCloser, error) {
	r, err := c.memory.OpenFile(ctx, f)
	return grower{r.(file)}, err
}

func TestErrorsAreReturned(t *testing.T) {
	h := album()
	delete(h.files, "v.m4a")
	if _, err := (writer{}).Write(t.Context(), h, tree{}, kst(nil), nil); err == nil || !strings.Contains(err.Error(), "v.m4a") {
		t.Errorf("a file that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (writer{}).Write(ctx, album(), tree{}, kst(nil), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for at := range 12 {
		if _, err := (writer{}).Write(t.Context(), album(), &full{left: at}, kst(nil), nil); at < 10 && !errors.Is(err, errFull) {
			t.Errorf("full after %d steps: %v", at, err)
		}
	}
}

var errFull = errors.New("the disk is full")

// full is an output that fails after some steps.
type full struct{ left int }

func (f *full) step() error {
	if f.left--; f.left < 0 {
		return errFull
	}
	return nil
}

func (f *full) Create(string) (io.WriteCloser, error) { return f, f.step() }
func (f *full) Write(p []byte) (int, error)           { return len(p), f.step() }
func (f *full) Close() error                          { return f.step() }
