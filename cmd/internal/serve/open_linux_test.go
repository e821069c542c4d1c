//go:build cgo

package serve

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// opening is a window that nobody has entered, and a folder of programs that is the only one there is.
func opening(t *testing.T) (s *Server, programs string) {
	t.Helper()
	programs = t.TempDir()
	t.Setenv("PATH", programs)
	s, err := New(t.Context(), Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(s.listener.Close(), s.close()); err != nil {
			t.Error(err)
		}
	})
	return s, programs
}

// program puts a program into a folder.
func program(t *testing.T, dir, name, script string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
}

// The file that lets a browser in is gone after a minute, also while the window stays.
func TestOpenedForAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, programs := opening(t)
		program(t, programs, "xdg-open", "exit 0\n")
		dir := filepath.Join(t.TempDir(), "window")
		if err := s.OpenBrowser(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(dir, "exile-*.html"))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		time.Sleep(ticketTime - time.Second)
		info, err := os.Stat(files[0])
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("within the minute: %v, %v", info, err)
		}
		if folder, err := os.Stat(dir); err != nil || folder.Mode().Perm() != 0o700 {
			t.Errorf("its folder: %v, %v", folder, err)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if _, err := os.Stat(files[0]); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("after it: %v", err)
		}
	})
}

// Where no browser can be opened nothing is left, and the caller hears of it: there is no such program, or
// it fails.
func TestNotOpened(t *testing.T) {
	for name, script := range map[string]string{"none": "", "failing": "exit 3\n"} {
		t.Run(name, func(t *testing.T) {
			s, programs := opening(t)
			want := exec.ErrNotFound
			if script != "" {
				program(t, programs, "xdg-open", script)
				want = nil
			}
			dir := t.TempDir()
			err := s.OpenBrowser(t.Context(), dir)
			if err == nil || want != nil && !errors.Is(err, want) {
				t.Errorf("%v", err)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}

// A browser that is started is in a session of its own: what ends the window does not end it.
func TestBrowserStandsApart(t *testing.T) {
	s, programs := opening(t)
	told := filepath.Join(t.TempDir(), "told")
	program(t, programs, "xdg-open", "read -r stat < /proc/$$/stat\nset -- $stat\necho \"$1 $5 $6\" > '"+told+"'\n")
	if err := s.OpenBrowser(t.Context(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if ids := strings.Fields(fileOf(t, told)); len(ids) != 3 || ids[0] != ids[1] || ids[0] != ids[2] {
		t.Errorf("process, group and session: %q", ids)
	}
}
