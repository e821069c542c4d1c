//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A run that is killed leaves no secret on the disk, neither in files nor in
// blocks that no file has any more: a disk of our own is searched raw.
func TestNoPlaintextOnTheDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may mount a disk to search")
	}
	w := newVault(t)
	image, disk := w.path("image"), w.path("disk")
	mount(t, image, disk)

	// All that a run writes goes to that disk; what it reads lies elsewhere.
	inside := *w
	inside.dir = disk
	sealed := inside.path("s.exile.age")
	begun := time.Now()
	inside.run(t, "add", w.export, "--seal", "--store", sealed, "-R", w.path("key.pub"))
	whole := time.Since(begun)
	text, err := os.ReadFile(filepath.Join(w.export, "KakaoTalkChats.txt"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	killed := 0
	for i := range 30 {
		// Other bytes each time, or nothing would be added.
		other := bytes.Replace(text, []byte("오후 7:02"), fmt.Appendf(nil, "오전 7:%02d", i), 2)
		args := []string{"add", "-", "--store", sealed}
		if i%3 == 2 {
			args = []string{"seal", w.path("plain.exile"), "-R", w.path("key.pub"), "-o", inside.path("t.exile.age")}
		}
		cmd := inside.command(t.Context(), t, args...)
		cmd.Stdin = bytes.NewReader(other)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(random.Int64N(int64(whole))), func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signaled() {
			killed++
		}
		_ = os.Remove(inside.path("t.exile.age"))
		syscall.Sync()
		if what := w.search(t, image); what != "" {
			t.Fatalf("after %s was killed, %s is on the disk", args[0], what)
		}
		inside.run(t, "verify", sealed)
	}
	if killed < 10 {
		t.Errorf("only %d of 30 runs were killed in time", killed)
	}
	// The search finds what is there.
	inside.run(t, "convert", sealed, "--to", "telegram", "-o", inside.path("out"))
	syscall.Sync()
	if w.search(t, image) == "" {
		t.Error("the search finds nothing in the clear either")
	}
}

// mount makes a disk in a file and mounts it until the test ends.
func mount(t *testing.T, image, dir string) {
	t.Helper()
	f, err := os.Create(image)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(96<<20), f.Close(), os.Mkdir(dir, 0o700)); err != nil {
		t.Fatal(err)
	}
	for _, cmd := range [][]string{{"mkfs.ext4", "-q", image}, {"mount", "-o", "loop", image, dir}} {
		if out, err := exec.CommandContext(t.Context(), cmd[0], cmd[1:]...).CombinedOutput(); err != nil {
			t.Skipf("no disk can be mounted here: %s: %v %s", cmd[0], err, out)
		}
	}
	t.Cleanup(func() {
		if out, err := exec.CommandContext(context.Background(), "umount", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %v %s", err, out)
		}
	})
}

// search looks for the secrets in a file, block by block.
func (w *vaultTest) search(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const overlap = 128
	buf := make([]byte, 4<<20)
	kept := 0
	for {
		n, err := io.ReadFull(f, buf[kept:])
		if what := w.find(buf[:kept+n]); what != "" {
			return what
		}
		if err != nil {
			return ""
		}
		copy(buf, buf[len(buf)-overlap:])
		kept = overlap
	}
}
