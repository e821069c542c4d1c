package convert

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/korean"
)

const talk = "toy\nroom 우리집\n엄마: 밥 먹었니?\n* 아빠 came in\n아빠: 네\n"

// What people hand over by mistake gets the error that says so, from Open or
// from Detect, and never a hang.
func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	bomb := func() string { return string(zipped(t, entry{"zeros", strings.Repeat("\x00", 200<<20)})) }
	whole := zipped(t, entry{"talk.txt", talk})
	tests := []struct {
		name string
		path string
		want error
	}{
		{"no such file", filepath.Join(dir, "nothing.txt"), fs.ErrNotExist},
		{"an empty file", write(t, dir, "empty.txt", ""), ErrEmptyFile},
		{"a folder with nothing", mkdir(t, dir, "nothing"), ErrNoExport},
		{"a folder without exports", filepath.Dir(write(t, dir, "photos/a.png", "\x89PNG\r\n\x1a\n")), ErrNoExport},
		{"a zip without exports", write(t, dir, "docs.zip", string(zipped(t, entry{"a.doc", "x"}))), ErrNoExport},
		{"a zip with nothing", write(t, dir, "void.zip", string(zipped(t))), ErrNoExport},
		{"a cut zip", write(t, dir, "cut.zip", string(whole[:len(whole)-20])), ErrBadZip},
		{"a zip bomb", write(t, dir, "bomb.zip", bomb()), ErrZipBomb},
		{"a way out of a zip", write(t, dir, "slip.zip", string(zipped(t, entry{"../talk.txt", talk}))), ErrBadName},
		{"an absolute name", write(t, dir, "abs.zip", string(zipped(t, entry{"/talk.txt", talk}))), ErrBadName},
		{"a drive", write(t, dir, "drive.zip", string(zipped(t, entry{"C:/talk.txt", talk}))), ErrBadName},
		{"a backslash", write(t, dir, "back.zip", string(zipped(t, entry{`..\talk.txt`, talk}))), ErrBadName},
		{"a control character", write(t, dir, "esc.zip", string(zipped(t, entry{"\x1b[2Jtalk.txt", talk}))), ErrBadName},
		{"one name twice", write(t, dir, "twice.zip", string(zipped(t, entry{"a.txt", talk}, entry{"a.txt", talk}))), ErrTwinNames},
		{"one name but for case", write(t, dir, "case.zip", string(zipped(t, entry{"é.txt", talk}, entry{"E\u0301.TXT", talk}))), ErrTwinNames},
		{"a file that is a folder", write(t, dir, "both.zip", string(zipped(t, entry{"a", talk}, entry{"a/b", talk}))), ErrTwinNames},
		{"a zip with a password", write(t, dir, "locked.zip", locked(t)), ErrZipLocked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := len(tree(t, dir))
			ins, err := Open(t.Context(), []string{tt.path}, OpenOptions{})
			defer CloseAll(ins)
			if err == nil {
				_, _, err = (&Engine{Formats: toys()}).Detect(ins[0], "")
			}
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if !strings.Contains(fmt.Sprint(err), filepath.Base(tt.path)) {
				t.Errorf("%v does not name the input", err)
			}
			if len(tree(t, dir)) != before {
				t.Error("something was left behind")
			}
		})
	}
}

func mkdir(t *testing.T, dir, name string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// locked is a zip whose entry says that it is encrypted.
func locked(t *testing.T) string {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	f, err := w.CreateRaw(&zip.FileHeader{Name: "talk.txt", Flags: 1, CompressedSize64: 3, UncompressedSize64: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("xxx")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// A file that no format knows is told by what it looks like.
func TestLooks(t *testing.T) {
	dir := t.TempDir()
	tests := map[string]string{
		"\xff\xd8\xff\xe0\x00\x10JFIF":    "a JPEG picture",
		"SQLite format 3\x00\x10\x00":     "a SQLite database",
		"\x00\x00\x00\x18ftypheic":        "a HEIC picture",
		"\x00\x00\x00\x18ftypmp42":        "a video or voice file",
		"{\"messages\": []}":              "a JSON file",
		"<!DOCTYPE html><title>x</title>": "a web page",
		"Dear diary,\n":                   "a text file",
		"\x00\x01\x02\x03":                "",
		strings.Repeat("가", 400):          "a text file", // the head ends inside a letter
	}
	for body, want := range tests {
		_, _, err := (&Engine{Formats: toys()}).Detect(open1(t, write(t, dir, "some file", body)), "")
		var unknown *UnknownFormatError
		if !errors.As(err, &unknown) || unknown.Looks != want {
			t.Errorf("%q: %v looks like %q, want %q", body[:4], err, unknown.Looks, want)
		}
	}
}

func TestDetect(t *testing.T) {
	dir := t.TempDir()
	in := open1(t, write(t, dir, "talk.txt", talk))
	two := append(toys(), toys()[0])
	two[2].Name = "twin"
	_, _, err := (&Engine{Formats: two}).Detect(in, "")
	var both *AmbiguousError
	if !errors.As(err, &both) || !cmp.Equal(both.Formats, []string{"toy", "twin"}) {
		t.Errorf("two formats claim a file: %v", err)
	}
	if both != nil && both.Parts != nil {
		t.Errorf("the same file is told as %+v", both.Parts)
	}
	f, m, err := (&Engine{Formats: two}).Detect(in, "twin")
	if err != nil || f.Name != "twin" || len(m.Files) != 1 {
		t.Errorf("named format: %v %v %v", f.Name, m, err)
	}
	if _, _, err := (&Engine{Formats: two}).Detect(in, "toy1"); err == nil {
		t.Error("a format that only writes was taken for a reader")
	}
}

func TestZipNames(t *testing.T) {
	cp949, err := korean.EUCKR.NewEncoder().String("카톡/대화.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	in := open1(t, write(t, dir, "win.zip", string(zipped(t, entry{cp949, talk}, entry{"b/\xff\xfe.jpg", "x"}))))
	var names []string
	for _, f := range in.Roots[0].Files {
		names = append(names, f.Name)
		if data, err := fs.ReadFile(in.Roots[0].FS, f.Name); err != nil || int64(len(data)) != f.Size {
			t.Errorf("%s: %d bytes, %v", f.Name, len(data), err)
		}
	}
	if want := []string{"b/%FF%FE.jpg", "카톡/대화.txt"}; !cmp.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

// A link in a zip is no file.
func TestZipLink(t *testing.T) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, mode := range []fs.FileMode{fs.ModeSymlink | 0o777, fs.ModeNamedPipe, 0o600} {
		h := &zip.FileHeader{Name: mode.String()}
		h.SetMode(mode)
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, "/etc/passwd"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	in := open1(t, write(t, t.TempDir(), "a.zip", buf.String()))
	if len(in.Roots[0].Files) != 1 || len(in.Skipped) != 2 {
		t.Errorf("%v, %v", in.Roots[0].Files, in.Skipped)
	}
}

// Damage inside a zip shows when the entry is read.
func TestDamagedEntry(t *testing.T) {
	data := zipped(t, entry{"talk.txt", talk + strings.Repeat("Kim: ㅋㅋㅋ\n", 5000)})
	data[90] ^= 0x55
	in := open1(t, write(t, t.TempDir(), "a.zip", string(data)))
	if _, err := fs.ReadFile(in.Roots[0].FS, "talk.txt"); !errors.Is(err, ErrBadZip) {
		t.Errorf("got %v", err)
	}
}

func TestParts(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a.txt b.txt", "a.txt|b.txt"},
		{"Talk_2.txt Talk.txt Talk_3.txt", "Talk.txt Talk_2.txt Talk_3.txt"},
		{"T-2.txt x.zip T-1.txt", "T-1.txt T-2.txt|x.zip"},
		{"Talk.txt Talk_3.txt", "Talk.txt|Talk_3.txt"},                     // one is missing
		{"2026-02-07.txt 2026-02-08.txt", "2026-02-07.txt|2026-02-08.txt"}, // days, not parts
		{"a/T.txt b/T_2.txt", "a/T.txt|b/T_2.txt"},
		{"T.txt T_2.csv", "T.txt|T_2.csv"},
		{"- a.txt", "-|a.txt"},
		{"a.txt b.txt a.txt", "a.txt|b.txt"},
		{"KakaoTalkChats.txt a.txt KakaoTalkChats.txt", "KakaoTalkChats.txt|a.txt"},
		{"KakaoTalkChats_4.txt KakaoTalkChats.txt", "KakaoTalkChats.txt KakaoTalkChats_4.txt"},
		{"a-1·(1).txt a-2·(1).txt", "a-1·(1).txt a-2·(1).txt"},
		{"a.txt a·(1).txt", "a.txt|a·(1).txt"},
		{"KakaoTalkChats_2(1).txt KakaoTalkChats·(1).txt", "KakaoTalkChats·(1).txt KakaoTalkChats_2(1).txt"},
		{"Talk_2026.2.10·8_50-3.txt Talk_2026.2.10·8:50-1.txt", "Talk_2026.2.10·8:50-1.txt Talk_2026.2.10·8_50-3.txt"},
		{"Talk_2026.2.10·8_50-1·(1).txt Talk_2026.2.10·8_50-1.txt", "Talk_2026.2.10·8_50-1.txt Talk_2026.2.10·8_50-1·(1).txt"},
		{"Talk_2026.2.10·8_50-1.txt Talk_2026.2.10·8_51-3.txt", "Talk_2026.2.10·8_50-1.txt|Talk_2026.2.10·8_51-3.txt"},
		{"KakaoTalk_Chat_x.csv KakaoTalk_Chat_x·(1).csv", "KakaoTalk_Chat_x.csv KakaoTalk_Chat_x·(1).csv"},
		{"KakaoTalk_Chat_x-13.csv KakaoTalk_Chat_x-14.csv", "KakaoTalk_Chat_x-13.csv|KakaoTalk_Chat_x-14.csv"},
	}
	for _, tt := range tests {
		var got []string
		paths := strings.Fields(tt.in)
		for i := range paths {
			paths[i] = strings.ReplaceAll(paths[i], "·", " ")
		}
		for _, g := range groupParts(paths) {
			for i := range g {
				g[i] = strings.ReplaceAll(g[i], " ", "·")
			}
			got = append(got, strings.Join(g, " "))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, s, tt.want)
		}
	}
}

func TestStdin(t *testing.T) {
	for _, scratch := range []bool{false, true} {
		for name, body := range map[string]string{"text": talk, "zip": string(zipped(t, entry{"talk.txt", talk}))} {
			t.Run(fmt.Sprint(name, scratch), func(t *testing.T) {
				opt := OpenOptions{Stdin: strings.NewReader(body)}
				if scratch {
					opt.Scratch = t.TempDir()
				}
				ins, err := Open(t.Context(), []string{"-"}, opt)
				if err != nil {
					t.Fatal(err)
				}
				root := ins[0].Roots[0]
				for range 2 { // readers make two passes
					if got, err := fs.ReadFile(root.FS, root.Files[0].Name); err != nil || string(got) != talk {
						t.Errorf("got %q, %v", got, err)
					}
				}
				if err := ins[0].Close(); err != nil {
					t.Error(err)
				}
				if scratch && len(tree(t, opt.Scratch)) != 1 {
					t.Error("the spooled input was left")
				}
			})
		}
	}
	for _, opt := range []OpenOptions{
		{Stdin: strings.NewReader("")},
		{Stdin: strings.NewReader(""), Scratch: t.TempDir()},
	} {
		if _, err := Open(t.Context(), []string{"-"}, opt); !errors.Is(err, ErrEmptyFile) {
			t.Errorf("empty: %v", err)
		}
		if opt.Scratch != "" && len(tree(t, opt.Scratch)) != 1 {
			t.Error("the spooled input was left")
		}
	}
	_, err := Open(t.Context(), []string{"-"}, OpenOptions{Stdin: io.LimitReader(zeros{}, 100), Limits: Limits{Memory: 99}})
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestTooManyFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "f/a", "a")
	write(t, dir, "f/b", "b")
	z := write(t, dir, "z.zip", string(zipped(t, entry{"a", "a"}, entry{"b", "b"})))
	for _, path := range []string{filepath.Join(dir, "f"), z} {
		if _, err := Open(t.Context(), []string{path}, OpenOptions{Limits: Limits{Entries: 1}}); !errors.Is(err, ErrTooMany) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// What a zip declares is held against its own size.
func TestZipSizes(t *testing.T) {
	file := func(packed, unpacked uint64) *zip.File {
		return &zip.File{FileHeader: zip.FileHeader{CompressedSize64: packed, UncompressedSize64: unpacked}}
	}
	lim := Limits{}.orDefaults()
	tests := []struct {
		name  string
		size  int64
		files []*zip.File
		want  error
	}{
		{"photos", 9 << 30, []*zip.File{file(4<<30, 4<<30), file(4<<30, 4<<30)}, nil},
		{"a small text of one letter", 1 << 10, []*zip.File{file(900, 900_000)}, nil},
		{"a chat packs well", 20 << 20, []*zip.File{file(20<<20, 1<<30)}, nil},
		{"zeros", 1 << 20, []*zip.File{file(1<<20, 1<<30)}, ErrZipBomb},
		{"files over each other", 1 << 20, []*zip.File{file(1<<20, 2<<20), file(1<<20, 2<<20)}, ErrZipBomb},
		{"sizes that overflow", 1 << 20, []*zip.File{file(1, 1<<63), file(1, 1<<63)}, ErrZipBomb},
	}
	for _, tt := range tests {
		if err := checkSizes(tt.files, tt.size, lim); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
	}
}
