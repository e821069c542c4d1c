//go:build cgo

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// besideCourier puts this program and the stand-in for the courier into one folder.
func besideCourier(t *testing.T) (exile string) {
	t.Helper()
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"exile", courierName} {
		if err := copyFile(filepath.Join(dir, name), self); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "exile")
}

func copyFile(to, from string) error {
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o700)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// keeping is a store somewhere, and what opens it.
type keeping struct {
	name  string
	store string   // as it is given
	args  []string // what opens it
	env   []string
	files []*os.File // that the program inherits, from 3
	slow  bool       // to open it takes seconds
	never []string   // what must not reach the courier
}

// What the courier is handed tells nothing of where the history lies and of what opens
// it: not its arguments, its environment, its folder, its open files or the stream.
func TestTheCourierLearnsNothingOfTheStore(t *testing.T) {
	exile, s := besideCourier(t), newSecrets()
	hidden := filepath.Join(t.TempDir(), "verborgen-"+s.word) // a folder whose name is found wherever it appears
	s.export(t, filepath.Join(hidden, "export"), 40)
	other := "\ufeff다른 방 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:20\r\n\r\n\r\n" +
		"2026년 1월 17일 오후 7:02\r\n2026년 1월 17일 오후 7:02, 도윤 : 안녕\r\n"
	names := filepath.Join(hidden, "names.csv") // of everybody in the store
	if err := errors.Join(
		os.Mkdir(filepath.Join(hidden, "other"), 0o700),
		os.WriteFile(filepath.Join(hidden, "other", "KakaoTalkChats.txt"), []byte(other), 0o600),
		os.WriteFile(names, []byte("서연,Seoyeon Kim\n도윤,Doyun Han\n"), 0o600),
	); err != nil {
		t.Fatal(err)
	}
	plain, sealed, keyed := filepath.Join(hidden, "p.exile"), filepath.Join(hidden, "q.exile.age"), filepath.Join(hidden, "r.exile.age")
	secret, key := filepath.Join(hidden, "passphrase.txt"), filepath.Join(hidden, "key.txt")
	if err := os.WriteFile(secret, []byte(s.passphrase), 0o600); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	home := "HOME=" + t.TempDir()
	must := func(args ...string) {
		cmd := exec.CommandContext(t.Context(), exile, args...)
		cmd.Env = append(os.Environ(), home)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("exile %v: %v\n%s", args, err, out)
		}
	}
	must("add", filepath.Join(hidden, "export"), "--store", plain, "-q")
	must("add", filepath.Join(hidden, "other"), "--store", plain, "-q")
	must("seal", plain, "-p", "--passphrase-file", secret, "-o", sealed, "-q")
	must("keygen", "-o", key, "-q")
	identity, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	public := ""
	for line := range strings.Lines(string(identity)) {
		if rest, ok := strings.CutPrefix(line, "# public key: "); ok {
			public = strings.TrimSpace(rest)
		}
	}
	must("seal", plain, "-r", public, "-o", keyed, "-q")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteString(s.passphrase); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close() // it stays open: who inherits the pipe could read from it
	open, err := os.Open(filepath.Join(plain, "chats.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()

	for _, k := range []keeping{
		{name: "plain, by flag", store: plain, args: []string{"--store", plain}, files: []*os.File{open}},
		{name: "plain, by environment", store: plain, env: []string{"EXILE_STORE=" + plain, "EXILE_STATE=" + hidden}},
		{name: "sealed, passphrase in a file", store: sealed, args: []string{"--store", sealed, "--passphrase-file", secret}, files: []*os.File{open, r}},
		{name: "sealed, passphrase by environment", store: sealed, env: []string{"EXILE_STORE=" + sealed, "EXILE_PASSPHRASE_FILE=" + secret}, slow: true},
		{name: "sealed, passphrase by a command", store: sealed, env: []string{"EXILE_STORE=" + sealed, "EXILE_PASSPHRASE_COMMAND=cat '" + secret + "'"}, slow: true},
		{name: "sealed to a key", store: keyed, args: []string{"--store", keyed, "-i", key}, env: []string{"EXILE_IDENTITY=" + key}},
	} {
		t.Run(k.name, func(t *testing.T) {
			k.never = []string{hidden, filepath.Base(hidden), s.passphrase, "AGE-SECRET-KEY-1", filepath.Base(k.store), "SQLite format 3", "passphrase.txt", "names.csv"}
			k.never = append(k.never, "도윤", "Doyun Han", "다른 방") // who and what is not in the chat
			plan := filepath.Join(elsewhere, strings.ReplaceAll(k.name, " ", "-")+".json")
			for _, args := range [][]string{
				{"telegram", "plan", "1", "--me", "서연", "--names", names, "-o", plan},
				{"telegram", "push", plan},
				{"telegram", "verify", plan},
				{"telegram", "whoami"},
				{"telegram", "undo", plan},
			} {
				h := k.hear(t, exile, hidden, append(slices.Clone(args), k.args...), home)
				k.check(t, args[1], h)
				if len(h.Stdin) > 0 && !bytes.Contains(h.Stdin, []byte(`"서연":"Seoyeon Kim"`)) {
					t.Errorf("%s: the name of who is in the chat did not arrive either", args[1])
				}
				if k.slow {
					break // the plan will do
				}
				if args[1] == "push" && !bytes.Contains(h.Stdin, s.photo[:4096]) {
					t.Error("push: and the photo did not arrive either")
				}
			}
		})
	}
}

// hear runs a command, in the folder of the store, and returns what the courier heard.
func (k *keeping) hear(t *testing.T, exile, folder string, args []string, home string) heard {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), exile, args...)
	cmd.Dir = folder
	cmd.Env = append(append(os.Environ(), k.env...), home, "EXILE_TELEGRAM_DIR="+dir, "OLDPWD="+folder, "PWD="+folder)
	cmd.ExtraFiles = k.files
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("exile %v: %v\n%s", args, err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "heard.json"))
	if err != nil {
		t.Fatal(err)
	}
	var h heard
	if err := json.Unmarshal(data, &h); err != nil {
		t.Fatal(err)
	}
	return h
}

func (k *keeping) check(t *testing.T, command string, h heard) {
	t.Helper()
	told := map[string]string{
		"arguments": strings.Join(h.Args, "\n"), "environment": strings.Join(h.Env, "\n"), "folder": h.Folder,
		"open files": strings.Join(h.Files, "\n"), "standard input": string(h.Stdin),
	}
	for where, what := range told {
		for _, never := range k.never {
			if strings.Contains(what, never) {
				t.Errorf("%s: the %s tell %q", command, where, never)
			}
		}
	}
	for _, pair := range h.Env {
		if strings.HasPrefix(pair, "EXILE_") && !strings.HasPrefix(pair, "EXILE_TELEGRAM_") {
			t.Errorf("%s: the environment has %s", command, pair)
		}
	}
	for _, file := range h.Files {
		if fd, to, _ := strings.Cut(file, " "); fd > "2" && !strings.HasPrefix(to, "/proc/") {
			t.Errorf("%s: %s is open", command, file)
		}
	}
}

// A signal to exile alone reaches the courier, which ends in its own order; exile
// waits for it and returns its status.
func TestASignalReachesTheCourier(t *testing.T) {
	exile, dir := besideCourier(t), t.TempDir()
	for _, s := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		cmd := exec.CommandContext(ctx, exile, "telegram", "whoami")
		cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) } // the courier too
		cmd.Env = append(os.Environ(), "EXILE_TELEGRAM_DIR="+dir, "EXILE_TELEGRAM_ROLE=waits")
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // no terminal
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		waiting := filepath.Join(dir, "waiting")
		for begun := time.Now(); ; time.Sleep(10 * time.Millisecond) {
			if _, err := os.Stat(waiting); err == nil {
				break
			}
			if time.Since(begun) > 20*time.Second {
				t.Fatal("the courier did not start")
			}
		}
		if err := errors.Join(os.Remove(waiting), cmd.Process.Signal(s)); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		cancel()
		if got := cmd.ProcessState.ExitCode(); got != 130 {
			t.Errorf("%v: exit status %d, want the courier's 130", s, got)
		}
	}
}
