//go:build cgo && unix

package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

const (
	fullDirEnv   = "EXILE_TEST_FULL_DIR"
	fullLimitEnv = "EXILE_TEST_FULL_LIMIT" // bytes that a file may have
)

// TestRewriteLimited is no test of its own: it is the process of TestRewriteFull.
func TestRewriteLimited(t *testing.T) {
	dir := os.Getenv(fullDirEnv)
	if dir == "" {
		t.Skip("started by TestRewriteFull")
	}
	limit, err := strconv.ParseUint(os.Getenv(fullLimitEnv), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		t.Fatal(err)
	}
	if err := s.rewrite(t.Context(), scare(t)); err == nil || errors.Is(err, ErrLeft) {
		fmt.Println("REWRITTEN")
	}
	_ = s.Close() // what it cannot write it says
}

// TestRewriteFull: where no file can become larger, at any point of a rewriting, the
// store is as it was or as it should be, and nothing else is left.
func TestRewriteFull(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some processes")
	}
	full, want := aviary(t)
	if err := full.Close(); err != nil {
		t.Fatal(err)
	}
	files := lasting(t, full.Dir())
	info, err := os.Stat(filepath.Join(full.Dir(), dbName))
	if err != nil {
		t.Fatal(err)
	}
	failed, done := 0, 0
	for n := range int64(16) {
		dir := filepath.Join(t.TempDir(), "a.exile")
		if err := os.CopyFS(dir, os.DirFS(full.Dir())); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRewriteLimited$", "-test.v")
		cmd.Env = append(os.Environ(), fullDirEnv+"="+dir, fmt.Sprintf("%s=%d", fullLimitEnv, info.Size()*n/12))
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		s, err := Open(dir, ReadWrite)
		if err != nil {
			t.Fatal(err)
		}
		checkIntegrity(t, s)
		got := texts(t, s)
		if strings.Contains(string(out), "REWRITTEN") {
			done++
			if !slices.Equal(got, want) {
				t.Errorf("limit %d: %d messages are there", n, len(got))
			}
		} else {
			failed++
			if now := lasting(t, dir); len(got) != 2000 || now != files {
				t.Errorf("limit %d: %d messages; the folder holds\n%s", n, len(got), now)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d failed, %d were done", failed, done)
	if failed < 5 || done == 0 {
		t.Error("the limits are none")
	}
}
