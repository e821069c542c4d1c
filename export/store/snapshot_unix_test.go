//go:build cgo && unix

package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestSnapshotOfSomebodyElses: a folder that one may read and not write can be
// sealed, unless there is a log.
func TestSnapshotOfSomebodyElses(t *testing.T) {
	s := namedStore(t)
	rich(t, s)
	closeStore(t, s)
	dir := s.Dir()
	exe := copyOfSelf(t, filepath.Dir(dir))
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o444)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	as := func() string {
		cmd := exec.CommandContext(t.Context(), exe)
		if os.Getuid() == 0 { // who may write everything
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		return play(t, cmd, "snapshot", dir)
	}
	before := listing(t, dir)
	if got := as(); got != "3 files, done" {
		t.Errorf("got %q", got)
	}
	if got := listing(t, dir); got != before {
		t.Errorf("the folder held %q and holds %q", before, got)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, dbName+"-wal"), "something that has yet to go into the database")
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if got := as(); !strings.Contains(got, "unable to open") { // SQLite cannot read the log
		t.Errorf("with a log: %q", got)
	}
}

// isRead reports whether another process holds SQLite's lock for reading.
// https://www.sqlite.org/src/file?name=src/os.h (SHARED_FIRST, SHARED_SIZE)
func isRead(path string) (bool, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false, err
	}
	defer f.Close()
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: 0x40000000 + 2, Len: 510}
	err = syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock)
	return lock.Type != syscall.F_UNLCK, err
}

// copyOfSelf copies the test binary to where anybody may run it.
func copyOfSelf(t *testing.T, dir string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	exe := filepath.Join(dir, "other")
	if err := os.WriteFile(exe, data, 0o755); err != nil {
		t.Fatal(err)
	}
	for d := dir; d != filepath.Clean(os.TempDir()) && d != filepath.Dir(d); d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return exe
}
