//go:build cgo

package serve

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"exile/crypto"
	"exile/export/store"
)

// openFiles are the files that this process has open in a folder.
func openFiles(t *testing.T, dir string) (open []string) {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if path, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(path, dir) {
			open = append(open, path)
		}
	}
	return open
}

// Once it is locked, nothing of the archive is open, also when it was changed before, and
// read from its old state.
func TestLockClosesAll(t *testing.T) {
	d, _ := timed(t)
	ctx := t.Context()
	err := d.archive.read(ctx, func(*store.Store) error {
		if len(openFiles(t, d.dir)) == 0 {
			t.Error("this test sees nothing")
		}
		return d.archive.change(ctx, nil, renaming(ctx, "바다")) // beside this reader
	})
	if err != nil {
		t.Fatal(err)
	}
	d.archive.lock()
	if open := openFiles(t, d.dir); len(open) > 0 {
		t.Errorf("open: %q", open)
	}
}

// A disk that is full while the archive is written leaves the one of before, which is read on.
func TestFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root, to mount a small disk")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_NOSUID|syscall.MS_NODEV, "size=6m"); err != nil {
		t.Skipf("a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("something is still open on the small disk: %v", err)
		}
	})
	d := newDesk(t, func(o *Options) {
		o.Store, o.NewSealed = filepath.Join(dir, "history.exile"), filepath.Join(dir, "history.exile.age")
	})
	t.Cleanup(func() { _ = d.archive.close() })
	d.dir = dir
	d.seal()
	d.unlocks()
	before := fileOf(t, d.sealed())
	free := 4<<20 - len(before)
	if err := os.WriteFile(filepath.Join(dir, "ballast"), make([]byte, free), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	for n := 0; n < 50 && err == nil; n++ { // each takes as much as the archive, until none has room
		ballast := filepath.Join(dir, "more")
		f, ferr := os.OpenFile(ballast, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if ferr == nil {
			_, ferr = f.Write(make([]byte, 256<<10))
			_ = f.Close()
		}
		if ferr != nil && !errors.Is(ferr, syscall.ENOSPC) {
			t.Fatal(ferr)
		}
		before = fileOf(t, d.sealed())
		err = d.archive.change(t.Context(), nil, renaming(t.Context(), "바다"))
	}
	told, ok := errors.AsType[*trouble](err)
	if !errors.Is(err, syscall.ENOSPC) && (!ok || told.status != 507) {
		t.Fatalf("a disk without room: %v", err)
	}
	if fileOf(t, d.sealed()) != before {
		t.Error("the archive changed")
	}
	d.reads("바다")
	d.archive.lock()
	d.unlocks()
}

// TestSealedSession is what TestNoPlaintextOnDisk runs in a process of its own: a window that gets an
// export, shows it, makes an output of it, keeps it sealed, reads and changes it, makes outputs of
// that, locks it and opens it again.
func TestSealedSession(t *testing.T) {
	dir := os.Getenv("EXILE_TEST_SESSION")
	if dir == "" {
		t.Skip("run by TestNoPlaintextOnDisk")
	}
	d := newDesk(t, func(o *Options) {
		o.Store, o.NewSealed = filepath.Join(dir, "history.exile"), filepath.Join(dir, "history.exile.age")
		o.Sealed.Pins = crypto.Pins{Dir: filepath.Join(dir, "state")}
	})
	d.dir = dir
	ctx := t.Context()
	secret := os.Getenv("EXILE_TEST_PASSPHRASE")
	keep := url.Values{"keep": {"key"}, "passphrase": {secret}, "again": {secret}}
	in := d.takes(dropped{"KakaoTalkChats.txt", fileOf(t, os.Getenv("EXILE_TEST_EXPORT"))})
	if page := d.get(in); !strings.Contains(page, os.Getenv("EXILE_TEST_WORD")) {
		t.Fatalf("nothing is shown of it: %s", page)
	}
	d.saves(d.leads(d.post(in+"/make", url.Values{"to": {"html"}})))
	d.leads(d.post(in+"/keep", keep))
	d.is(openStore)
	if err := d.archive.change(ctx, nil, renaming(ctx, os.Getenv("EXILE_TEST_NAME"))); err != nil {
		t.Fatal(err)
	}
	d.get("made")
	d.get("sheet")
	d.get("chat/1")
	for _, to := range []string{"telegram", "jsonl"} {
		d.saves(d.makes(url.Values{"to": {to}}))
	}
	d.archive.lock()
	d.get("unlock")
	if err := d.archive.unlock(ctx, secret, nil); err != nil {
		t.Fatal(err)
	}
	if !d.reads(os.Getenv("EXILE_TEST_NAME")) {
		t.Fatal("the name is not there")
	}
}

// saves downloads what was made, to nowhere.
func (d *desk) saves(page string) {
	d.t.Helper()
	m := d.jobs.made[len(d.jobs.made)-1]
	if int64(len(d.downloads(page, m.name))) != m.size {
		d.t.Errorf("%s is not all there", m.name)
	}
}

// What is handed over, shown, kept sealed, changed and made leaves nothing in the clear: not in the
// folder for temporary files, not at home, not where it was started. Every byte that the process
// writes is looked at, also of files that have no name any more, but for what it tells the browser.
func TestNoPlaintextOnDisk(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"tmp", "home", "cwd", "data", "export"} {
		if err := os.Mkdir(at(name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	const word, name, secret = "CANARYWORDxq", "CANARYNAMExq", "CANARYPASSxq nobody guesses"
	var text strings.Builder
	text.WriteString("\ufeff" + "CANARYROOMxq 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:20\r\n\r\n\r\n2026년 1월 17일 오후 7:02\r\n")
	for range 4000 {
		text.WriteString("2026년 1월 17일 오후 7:02, 서연 : " + word + "\r\n")
	}
	export := filepath.Join(at("export"), "KakaoTalkChats.txt")
	if err := os.WriteFile(export, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(context.Background(), strace, "-f", "-y", "-qq", "-e", "trace=write,pwrite64,writev,pwritev,pwritev2", "-e", "signal=none",
		"-s", "2097152", "-o", at("trace"), program, "-test.run", "^TestSealedSession$", "-test.v")
	run.Dir = at("cwd")
	run.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + at("home"), "TMPDIR=" + at("tmp"), "SQLITE_TMPDIR=" + at("tmp"), "EXILE_TEST_SESSION=" + at("data"),
		"EXILE_TEST_EXPORT=" + export, "EXILE_TEST_NAME=" + name, "EXILE_TEST_PASSPHRASE=" + secret,
		"EXILE_TEST_WORD=" + word,
	}
	if out, err := run.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS: TestSealedSession")) {
		t.Fatalf("%v\n%s", err, out)
	}
	canaries := []string{word, "CANARYROOMxq", name, "CANARYPASSxq", "AGE-SECRET-KEY-1", "SQLite format 3", "CREATE TABLE messages"}
	toBrowser := regexp.MustCompile(`^\d+ +\w+\(\d+<(?:socket|TCP):`)
	trace := fileOf(t, at("trace"))
	if len(trace) < 1<<16 {
		t.Fatalf("the trace has %d bytes: this test sees nothing", len(trace))
	}
	told := 0
	for line := range strings.Lines(trace) {
		if toBrowser.MatchString(line) {
			told += strings.Count(line, word)
			continue
		}
		for _, canary := range canaries {
			if strings.Contains(line, canary) {
				t.Errorf("%s was written: %.300s", canary, line)
			}
		}
	}
	if told < 4000 {
		t.Errorf("the browser was told %d words: nothing was handed over", told)
	}
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path == export || path == at("trace") {
			return err
		}
		for _, canary := range canaries {
			if strings.Contains(fileOf(t, path), canary) {
				t.Errorf("%s is in %s", canary, path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
