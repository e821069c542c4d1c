//go:build cgo

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// started is a run of exile in a process of its own.
type started struct {
	cmd  *exec.Cmd
	errs *bufio.Scanner
}

func start(t *testing.T, args ...string) *started {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"exile"}, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=en_US.UTF-8", "EXILE_STATE="+t.TempDir(), "EXILE_STORE=", "EXILE_IDENTITY=")
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return &started{cmd, bufio.NewScanner(pipe)}
}

// says waits for a line.
func (s *started) says(t *testing.T, words string) {
	t.Helper()
	var said []string
	for s.errs.Scan() {
		if said = append(said, s.errs.Text()); strings.Contains(s.errs.Text(), words) {
			return
		}
	}
	t.Fatalf("it does not say %q: %q", words, said)
}

// ends waits for the end.
func (s *started) ends(t *testing.T, want status) {
	t.Helper()
	var said []string
	for s.errs.Scan() {
		said = append(said, s.errs.Text())
	}
	got := status(0)
	var exit *exec.ExitError
	if err := s.cmd.Wait(); errors.As(err, &exit) {
		got = status(exit.ExitCode())
	} else if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("status %d, want %d: %q", got, want, said)
	}
}

func talkWith(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".txt")
	text := name + " 님과 카카오톡 대화\n저장한 날짜 : 2026년 2월 8일 오후 3:19\n\n\n2026년 1월 14일 오후 3:17\n2026년 1월 14일 오후 3:17, " + name + " : 응\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Runs that add at once to one store, which none of them has made yet, and then to one
// that is there, wait for each other: all that they read is in it.
func TestAddsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	added := 0
	for range 2 {
		var runs []*started
		for range 4 {
			added++
			runs = append(runs, start(t, "add", talkWith(t, fmt.Sprintf("수아%d", added)), "--store", dir))
		}
		for _, r := range runs {
			r.ends(t, statusDone)
		}
		st, err := store.Open(dir, store.ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		chats, err := st.View().Chats(t.Context())
		if err != nil || len(chats) != added {
			t.Errorf("%d chats, %v; want %d", len(chats), err, added)
		}
		if check, err := st.Verify(t.Context(), nil); err != nil || !check.OK() {
			t.Errorf("%+v, %v", check, err)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
}

// While somebody writes others read, and who wants to write too says that it waits,
// until the first one is done; or gives up at once, if asked to.
func TestWaitingForAWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	start(t, "add", talkWith(t, "수아"), "--store", dir).ends(t, statusDone)
	st, err := store.Open(dir, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	batch, err := st.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	start(t, "list", "--store", dir).ends(t, statusDone)
	start(t, "show", "1", "--store", dir).ends(t, statusDone)
	for _, args := range [][]string{
		{"add", talkWith(t, "민서")},
		{"undo", "1", "--yes"},
		{"people", "rename", "수아", "언니"},
		{"retime", "1", "--tz", "Asia/Tokyo"},
	} {
		start(t, append(args, "--store", dir, "--no-wait")...).ends(t, statusLocked)
	}
	waiting := start(t, "add", talkWith(t, "하늘"), "--store", dir)
	waiting.says(t, "Another exile is writing the store “"+dir+"”; waiting…")
	if err := batch.Rollback(); err != nil {
		t.Fatal(err)
	}
	waiting.ends(t, statusDone)
}

// The same with a sealed archive, which is one file that is written anew.
func TestWaitingForAnArchive(t *testing.T) {
	key, err := crypto.GenerateKey(false)
	if err != nil {
		t.Fatal(err)
	}
	keys := filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(keys, []byte(key.Identity+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "my.exile.age")
	start(t, "add", talkWith(t, "수아"), "--store", path, "--seal", "-r", key.Recipient.Name).ends(t, statusDone)
	place, err := convert.NewPlace(path)
	if err != nil {
		t.Fatal(err)
	}
	start(t, "list", "--store", path, "-i", keys).ends(t, statusDone)
	start(t, "add", talkWith(t, "민서"), "--store", path, "-i", keys, "--no-wait").ends(t, statusLocked)
	waiting := start(t, "add", talkWith(t, "하늘"), "--store", path, "-i", keys)
	waiting.says(t, "waiting…")
	if err := place.Discard(); err != nil {
		t.Fatal(err)
	}
	waiting.ends(t, statusDone)
	both := []*started{
		start(t, "add", talkWith(t, "노을"), "--store", path, "-i", keys), start(t, "add", talkWith(t, "바다"), "--store", path, "-i", keys),
	}
	for _, r := range both {
		r.ends(t, statusDone)
	}
	list := exec.CommandContext(t.Context(), both[0].cmd.Path)
	list.Args, list.Env = []string{"exile", "list", "--store", path, "-i", keys}, both[0].cmd.Env
	out, err := list.Output()
	for _, name := range []string{"수아", "하늘", "노을", "바다"} {
		if !strings.Contains(string(out), name) {
			t.Errorf("%s is not there: %s, %v", name, out, err)
		}
	}
}

// A lock ends with the program that had it, however that ended.
func TestStaleLock(t *testing.T) {
	if dir := os.Getenv("HOLD_STORE"); dir != "" {
		hold(dir)
	}
	dir := filepath.Join(t.TempDir(), "my.exile")
	start(t, "add", talkWith(t, "수아"), "--store", dir).ends(t, statusDone)
	for range 3 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		holder := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestStaleLock$")
		holder.Env = append(os.Environ(), "HOLD_STORE="+dir)
		out, err := holder.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := holder.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
			t.Fatalf("%q, %v", line, err)
		}
		start(t, "add", talkWith(t, "민서"), "--store", dir, "--no-wait").ends(t, statusLocked)
		if err := holder.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = holder.Wait() // it was killed
		start(t, "add", talkWith(t, "민서"), "--store", dir, "--no-wait").ends(t, statusDone)
		start(t, "undo", "2", "--yes", "--store", dir, "--no-wait").ends(t, statusDone)
		start(t, "verify", dir).ends(t, statusDone)
	}
}

// hold takes the lock of a store and never gives it back.
func hold(dir string) {
	st, err := store.Open(dir, store.ReadWrite)
	if err == nil {
		_, err = st.Begin(context.Background())
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("held")
	select {}
}
