//go:build cgo

package main

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
	"syscall"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

const example = "../../examples/kakaotalk"

// outcome is what a run in this process printed.
type outcome struct {
	status   status
	out, err string
}

// runHere runs the program in this process, in a home of its own.
func runHere(ctx context.Context, t *testing.T, stdin io.Reader, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	home := t.TempDir()
	s := execute(ctx, world{
		args: args, stdin: stdin, stdout: &out, stderr: &errs,
		getenv: func(string) string { return "" },
		home:   func() (string, error) { return home, nil },
		now:    time.Date(2026, 11, 21, 9, 0, 0, 0, time.FixedZone("KST", 9*3600)),
		system: "linux",
	})
	return outcome{s, out.String(), errs.String()}
}

// Ctrl-C ends a run at once, though standard input stays silent, with status
// 130 and nothing left behind.
func TestCancelled(t *testing.T) {
	dir := t.TempDir()
	silent, w := io.Pipe()
	defer w.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = w.Write([]byte("수아 님과 카카오톡 대화\n")) // by now the run waits for more
		cancel()
	}()
	got := runHere(ctx, t, silent, "convert", "-", "--to", "telegram", "-o", filepath.Join(dir, "out"))
	if got.status != statusCancelled {
		t.Errorf("status %d, want %d: %s", got.status, statusCancelled, got.err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Two runs that write the same target must not mix.
func TestBusy(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	place, err := convert.NewPlace(out)
	if err != nil {
		t.Fatal(err)
	}
	defer place.Discard()
	got := runHere(t.Context(), t, nil, "convert", example, "--to", "telegram", "-o", out)
	if got.status != statusTemporary || !strings.Contains(got.err, "Another run") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
}

// A store that somebody else writes is not touched.
func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", dir); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	st, err := store.Open(dir, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	batch, err := st.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer batch.Rollback()
	got := runHere(t.Context(), t, strings.NewReader("수아 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\n2026년 1월 14일 오후 3:17\n2026년 1월 14일 오후 3:17, 수아 : 응\n"),
		"add", "-", "--store", dir, "--no-wait")
	if got.status != statusLocked || !strings.Contains(got.err, "The store “"+dir+"” is being written") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
}

// A damaged store is told from one that is not there.
func TestDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", dir); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	db := filepath.Join(dir, "chats.db")
	b, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for i := 100; i < len(b); i++ {
		b[i] = 0xff
	}
	if err := os.WriteFile(db, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	for _, args := range [][]string{{"list"}, {"add", example}, {"convert", "--to", "telegram", "-o", out}} {
		got := runHere(t.Context(), t, nil, append(args, "--store", dir)...)
		if got.status != statusDamaged || !strings.Contains(got.err, "The store “"+dir+"” is damaged") {
			t.Errorf("%s: status %d: %s", args[0], got.status, got.err)
		}
	}
}

// Damage may come to light only while a writer is at work; it is the store's all
// the same.
func TestDamagedWithin(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", dir); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	db := filepath.Join(dir, "chats.db")
	good, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	const page = 8192
	found := 0
	for at := page; at+page <= len(good); at += 2 * page {
		bad := slices.Clone(good)
		copy(bad[at:], bytes.Repeat([]byte{0xff}, page))
		if err := os.WriteFile(db, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got := runHere(t.Context(), t, nil, "convert", dir, "--to", "jsonl", "-o", filepath.Join(t.TempDir(), "out"))
		if got.status == statusDamaged {
			found++
		}
		if got.status == statusDamaged && !strings.Contains(got.err, "The store “"+dir+"” is damaged") ||
			got.status != statusDamaged && got.status != statusDone {
			t.Errorf("damage at byte %d: status %d: %s", at, got.status, got.err)
		}
	}
	if found < 5 {
		t.Errorf("damage was found only %d times", found)
	}
}

// Errors that no command can be made to meet here still have their words.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		want status
		says string
	}{
		{&convert.AmbiguousError{Input: "x", Formats: []string{"kakaotalk", "line"}}, statusFailed, "equally like kakaotalk, line"},
		{&convert.UnknownFormatError{Input: "x", Maybe: []string{"line"}}, statusFailed, "might be line"},
		{store.ErrNewer, statusDamaged, "newer exile"},
		{fmt.Errorf("read x: %w", formats.ErrLongLine), statusFailed, "holds a line longer than 16 MiB"},
		{errors.Join(errors.New("a"), context.Canceled), statusCancelled, "Cancelled"},
		{fmt.Errorf("add x: %w", sqlite3.Error{Code: sqlite3.ErrFull}), statusFailed, "The disk is full"},
		{fmt.Errorf("add x: %w", sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}), statusFailed, "The disk is full"},
		{fmt.Errorf("add x: %w", sqlite3.Error{Code: sqlite3.ErrReadonly}), statusFailed, "may not be read or written"},
		{fmt.Errorf("add x: %w", sqlite3.Error{Code: sqlite3.ErrCantOpen, SystemErrno: syscall.EACCES}), statusFailed, "may not be read or written"},
		{errors.New("read a\x1b[31m: boom"), statusFailed, "It failed: read a [31m: boom"},
	} {
		var errs bytes.Buffer
		a := newApp(world{stderr: &errs, getenv: func(string) string { return "" }})
		if got := a.report(newRoot(a), about(c.err, "x")); got != c.want || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%v: status %d, %q", c.err, got, errs.String())
		}
	}
}

// Why a zip was not opened is told in both languages.
func TestReasonsAreTranslated(t *testing.T) {
	for _, err := range []error{
		convert.ErrBadZip, convert.ErrZipBomb, convert.ErrBadName, convert.ErrTwinNames, convert.ErrZipLocked, convert.ErrTooMany,
	} {
		if words, ok := lang.Reason(err.Error() + ": not opened"); !ok || words.EN != err.Error() || words.KO == "" {
			t.Errorf("%v: %+v", err, words)
		}
	}
}

// Whatever convert says a file looks like, Korean readers are told in Korean.
func TestLooksAreTranslated(t *testing.T) {
	for _, head := range []string{
		"\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "GIF89a", "%PDF-1.7", "SQLite format 3\x00", "\x1f\x8b\x08", "7z\xbc\xaf\x27\x1c",
		"Rar!\x1a\x07", "\x7fELF", "{}", "<!DOCTYPE html>", "<?xml", "hello", "OggS", "ID3", "age-encryption.org/v1",
	} {
		path := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(path, []byte(head), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := lookAt(t, path)
		var unknown *convert.UnknownFormatError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", head, err)
			continue
		}
		if _, ok := lang.Looks(unknown.Looks); !ok {
			t.Errorf("%q looks like %q, which has no translation", head, unknown.Looks)
		}
	}
}

func lookAt(t *testing.T, path string) (formats.Format, formats.Match, error) {
	t.Helper()
	ins, err := convert.Open(t.Context(), []string{path}, convert.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer convert.CloseAll(ins)
	a := newApp(world{getenv: func(string) string { return "" }})
	return (&convert.Engine{Formats: a.formats}).Detect(ins[0], "")
}

// The store lies where each system keeps the data of applications.
func TestDefaultStore(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", nil, "/home/me/.local/share/exile/history.exile"},
		{"linux", map[string]string{"XDG_DATA_HOME": "/data"}, "/data/exile/history.exile"},
		{"linux", map[string]string{"XDG_DATA_HOME": "data"}, "/home/me/.local/share/exile/history.exile"},
		{"darwin", map[string]string{"XDG_DATA_HOME": "/data"}, "/home/me/Library/Application Support/exile/history.exile"},
		{"windows", map[string]string{"LocalAppData": "/local"}, "/local/exile/history.exile"},
		{"linux", map[string]string{"EXILE_STORE": "/mine"}, "/mine"},
	} {
		a := newApp(world{
			system: c.system, getenv: func(k string) string { return c.env[k] },
			home: func() (string, error) { return "/home/me", nil },
		})
		got, err := a.storeDir()
		if err != nil || filepath.ToSlash(got) != c.want {
			t.Errorf("%s %v: %s, %v; want %s", c.system, c.env, got, err, c.want)
		}
	}
	a := newApp(world{system: "linux", getenv: func(string) string { return "/env" }})
	a.store = "/flag"
	if got, _ := a.storeDir(); got != "/flag" {
		t.Errorf("--store gave way to %s", got)
	}
}

// Every format's texts are there in both languages, and no two options of one
// name differ, nor shadow a flag of ours.
func TestFormatsFitTheCommandLine(t *testing.T) {
	a := newApp(world{getenv: func(string) string { return "" }})
	seen := map[string]formats.Option{}
	for _, f := range a.formats {
		texts := []formats.Text{f.Title, f.Help}
		for _, o := range append(slices.Clone(f.ReaderOptions), f.WriterOptions...) {
			texts = append(texts, o.Help)
			if before, ok := seen[o.Name]; ok && (before.Kind != o.Kind || before.Help != o.Help) {
				t.Errorf("--%s means two things", o.Name)
			}
			seen[o.Name] = o
		}
		for _, text := range texts {
			if text.EN == "" || text.KO == "" {
				t.Errorf("%s: %q, %q: one language is missing", f.Name, text.EN, text.KO)
			}
		}
	}
	for _, taken := range []string{
		"to", "out", "me", "as", "names", "from", "tz", "media", "chat", "force", "strict", "allow", "problems", "lang", "store", "json", "quiet", "verbose", "help",
		"identity", "passphrase-file", "cache", "max-work-factor", "seal", "recipient", "recipients-file", "passphrase", "new-key",
	} {
		if _, ok := seen[taken]; ok {
			t.Errorf("a format declares --%s, which is a flag of every run", taken)
		}
	}
}

// Whoever answers is asked once, in their language, with clean names.
func TestAskSelf(t *testing.T) {
	var errs bytes.Buffer
	a := newApp(world{stdin: strings.NewReader("2\n"), stderr: &errs, getenv: func(string) string { return "ko_KR" }})
	people := []export.Person{{Ref: 4, Names: []string{"서연\x1b[2J"}}, {Ref: 9, Names: []string{"지호"}}}
	me, err := a.askSelf(t.Context(), "강릉 가자", people)
	if err != nil || me == nil || me.Ref != 9 {
		t.Fatalf("%v, %v", me, err)
	}
	const want = "‘강릉 가자’에서 본인은 누구인가요?\n  1  서연 [2J\n  2  지호\n번호(모르면 그냥 Enter): "
	if errs.String() != want {
		t.Errorf("asked %q, want %q", errs.String(), want)
	}
}
