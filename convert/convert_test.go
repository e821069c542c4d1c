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
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/formats"
	"exile/formats/jsonl"
)

// Two inputs, each with an a.jpg: neither takes the other's.
func TestConvert(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/talk.txt", talkMedia)
	write(t, dir, "x/a.jpg", "one")
	other := strings.NewReplacer("우리집", "할머니 댁", "밥 먹었니?", "잘 있니?", "네", "그럼요").Replace(talkMedia)
	z := write(t, dir, "y.zip", string(zipped(t, entry{"a.jpg", "two"}, entry{"talk.txt", other + "아빠: 끝\n"})))
	before := tree(t, dir)
	e := &Engine{Formats: toys()}
	out := filepath.Join(dir, "out")
	r, err := e.Convert(t.Context(), open(t, filepath.Join(dir, "x"), z), toys()[0], out, InOptions{}, OutOptions{
		Write: formats.WriteOptions{Lang: "ko"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if (r.Outputs[0].Written != formats.Tally{Chats: 2, Messages: 9, Notices: 2, Files: 2}) {
		t.Errorf("written: %+v", r.Outputs[0])
	}
	told := codes(r.Problems())
	if diff := cmp.Diff(map[string]int{"unread-line": 2}, told); diff != "" {
		t.Error(diff)
	}
	after := tree(t, dir)
	body := "toy\nroom 우리집\n엄마: 밥 먹었니?\n* 아빠 came in\n아빠: 네\n엄마# a.jpg\n엄마: [사진 gone.jpg – 내보낸 파일에 없음]\n"
	second := strings.NewReplacer("우리집", "할머니 댁", "밥 먹었니?", "잘 있니?", "네", "그럼요").Replace(body)
	for name, want := range map[string]string{
		"out/1/a.jpg": "one", "out/2/a.jpg": "two", "out/1/chat.txt": body, "out/2/chat.txt": second + "아빠: 끝\n",
	} {
		if diff := cmp.Diff(want, after[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for name := range after {
		if _, was := before[name]; !was && !strings.HasPrefix(name, "out/") {
			t.Errorf("left: %s", name)
		}
	}
	again := filepath.Join(dir, "again", "out")
	mkdir(t, dir, "again")
	if _, err := e.Convert(t.Context(), open(t, filepath.Join(dir, "x"), z), toys()[0], again, InOptions{}, OutOptions{
		Write: formats.WriteOptions{Lang: "ko"},
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tree(t, out), tree(t, again)); diff != "" {
		t.Errorf("same in, same out: %s", diff)
	}
}

// Two exports of one chat are one chat of the output, with the files of both.
func TestConvertTwoExports(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "x/talk.txt", talkMedia)
	write(t, dir, "x/a.jpg", "one")
	z := write(t, dir, "y.zip", string(zipped(t, entry{"gone.jpg", "two"}, entry{"talk.txt", talkMedia + "아빠: 끝\n"})))
	out := filepath.Join(dir, "out")
	r, err := (&Engine{Formats: toys()}).Convert(t.Context(), open(t, filepath.Join(dir, "x"), z), toys()[0], out, InOptions{}, OutOptions{
		Write: formats.WriteOptions{Lang: "ko"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if (r.Outputs[0].Written != formats.Tally{Chats: 1, Messages: 5, Notices: 1, Files: 2}) {
		t.Errorf("written: %+v", r.Outputs[0])
	}
	if j := r.Inputs[1].Joined; len(j) != 1 || j[0].New != 1 || j[0].Chat != 0 || r.Inputs[1].Source != 0 {
		t.Errorf("joined: %+v", j)
	}
	after := tree(t, dir)
	for name, want := range map[string]string{
		"out/1/a.jpg": "one", "out/1/gone.jpg": "two",
		"out/1/chat.txt": "toy\nroom 우리집\n엄마: 밥 먹었니?\n* 아빠 came in\n아빠: 네\n엄마# a.jpg\n엄마# gone.jpg\n아빠: 끝\n",
	} {
		if diff := cmp.Diff(want, after[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestConvertToStdout(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	var stdout bytes.Buffer
	e := &Engine{Formats: toys()}
	in := open(t, write(t, t.TempDir(), "talk.txt", talk))
	if _, err := e.Convert(t.Context(), in, toys()[1], "-", InOptions{}, OutOptions{Stdout: &stdout}); err != nil {
		t.Fatal(err)
	}
	if stdout.String() != talk {
		t.Errorf("got %q", stdout.String())
	}
	for name := range tree(t, cache) {
		if !strings.HasSuffix(name, "/") || strings.Contains(name, "stdout") {
			t.Errorf("left: %s", name)
		}
	}
}

// Whatever ends a conversion, nothing is left beside its input.
func TestConvertFails(t *testing.T) {
	dir := t.TempDir()
	body := talkMedia + strings.Repeat("Kim: ㅋㅋㅋ\n", 20_000)
	damaged := zipped(t, entry{"a.jpg", "photo"}, entry{"talk.txt", body})
	damaged[len(damaged)-300] ^= 0x55
	good := write(t, dir, "talk.txt", body)
	bad := write(t, dir, "d.zip", string(damaged))
	jpeg := write(t, dir, "a.jpg", "\xff\xd8\xff\xe0")
	write(t, dir, "old/chat.txt", "mine")
	before := tree(t, dir)
	cancelled, cancel := context.WithCancel(t.Context())
	defer cancel()
	var unknown *UnknownFormatError
	tests := []struct {
		name  string
		ctx   context.Context //nolint:containedctx // a case of the table
		paths []string
		out   string
		opt   OutOptions
		want  any
	}{
		{"a damaged zip", t.Context(), []string{good, bad}, "out", OutOptions{}, ErrBadZip},
		{"a picture", t.Context(), []string{good, jpeg}, "out", OutOptions{}, &unknown},
		{"cancelled", cancelled, []string{good}, "out", OutOptions{}, context.Canceled},
		{"strict", t.Context(), []string{good}, "out", OutOptions{Strict: true}, ErrStrict},
		{"a foreign folder", t.Context(), []string{good}, "old", OutOptions{Force: true}, ErrNotOurs},
		{"the input", t.Context(), []string{good}, "talk.txt", OutOptions{Force: true}, ErrSamePath},
		{"a disk that is full", t.Context(), []string{good}, "out", OutOptions{wrap: func(w io.WriteCloser) io.WriteCloser {
			n := 2
			return faulty{w, &n}
		}}, errFault},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := &Engine{Formats: toys()}
			if tt.ctx == cancelled {
				e.Progress = func(p Progress) {
					if p.Stage == StageWrite {
						cancel()
					}
				}
			}
			in := InOptions{Strict: tt.opt.Strict}
			_, err := e.Convert(tt.ctx, open(t, tt.paths...), toys()[0], filepath.Join(dir, tt.out), in, tt.opt)
			if sentinel, ok := tt.want.(error); ok && !errors.Is(err, sentinel) || !ok && !errors.As(err, tt.want) {
				t.Errorf("got %v", err)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("changed: %.300s", diff)
			}
		})
	}
}

// Memory stays flat: what is kept grows with people and problems, not messages.
func BenchmarkConvert(b *testing.B) {
	dir := b.TempDir()
	path := filepath.Join(dir, "talk.txt")
	var body bytes.Buffer
	body.WriteString(talk)
	for i := range 1_000_000 {
		fmt.Fprintf(&body, "Kim %d: 오늘 저녁에 뭐 먹을까요? ㅋㅋㅋ %d 김치찌개 어때요\n", i%7, i)
	}
	if err := os.WriteFile(path, body.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(body.Len()))
	for b.Loop() {
		ins, err := Open(b.Context(), []string{path}, OpenOptions{})
		if err != nil {
			b.Fatal(err)
		}
		r, err := (&Engine{Formats: toys()}).Convert(b.Context(), ins, toys()[0], filepath.Join(dir, "out"), InOptions{}, OutOptions{Force: true})
		CloseAll(ins)
		if err != nil || len(r.Problems()) != 0 {
			b.Fatal(r, err)
		}
	}
	b.ReportMetric(float64(b.N)*1_000_003/b.Elapsed().Seconds(), "messages/s")
}

// A real format in both directions: what goes through exile's own lines comes
// out as it went in.
func TestConvertThroughLines(t *testing.T) {
	dir := t.TempDir()
	table := append(toys(), jsonl.Format())
	lines, ok := table.Find("jsonl")
	if !ok {
		t.Fatal("no jsonl")
	}
	e := &Engine{Formats: table}
	path := filepath.Join(dir, "all.jsonl")
	in := open(t, write(t, dir, "talk.txt", talk))
	if _, err := e.Convert(t.Context(), in, lines, path, InOptions{}, OutOptions{Strict: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Convert(t.Context(), open(t, path), table[1], filepath.Join(dir, "back.txt"), InOptions{}, OutOptions{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(talk, tree(t, dir)["back.txt"]); diff != "" {
		t.Error(diff)
	}
}
