//go:build cgo && unix

package convert

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	killDir   = "EXILE_TEST_KILL_DIR"
	killAfter = "EXILE_TEST_KILL_AFTER" // steps; "": none
)

// TestKilledRun is no test of its own: it is the process that TestKill kills.
func TestKilledRun(t *testing.T) {
	dir := os.Getenv(killDir)
	if dir == "" {
		t.Skip("started by TestKill")
	}
	left := -1
	if n := os.Getenv(killAfter); n != "" {
		left, _ = strconv.Atoi(n)
	}
	step := func() {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
	if err := killable(t.Context(), dir, step); err != nil {
		t.Fatal(err)
	}
}

// killable converts dir/x into dir/out and calls step all along.
func killable(ctx context.Context, dir string, step func()) error {
	ins, err := Open(ctx, []string{filepath.Join(dir, "x")}, OpenOptions{})
	if err != nil {
		return err
	}
	defer CloseAll(ins)
	e := &Engine{Formats: toys(), Progress: func(Progress) { step() }}
	_, err = e.Convert(ctx, ins, toys()[0], filepath.Join(dir, "out"), InOptions{}, OutOptions{
		Force: true,
		wrap:  func(w io.WriteCloser) io.WriteCloser { return stepping{w, step} },
	})
	return err
}

type stepping struct {
	io.WriteCloser
	step func()
}

func (s stepping) Write(p []byte) (int, error) { s.step(); return s.WriteCloser.Write(p) }
func (s stepping) Close() error                { s.step(); return s.WriteCloser.Close() }

// Killed at any moment and run again, a conversion gives what an undisturbed one
// gives, and leaves nothing else; the output there before is whole all the time.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts some dozen processes")
	}
	dir := t.TempDir()
	var body strings.Builder
	body.WriteString(talkMedia)
	for i := range 3000 {
		fmt.Fprintf(&body, "Kim: %d\n", i)
	}
	write(t, dir, "x/talk.txt", body.String())
	write(t, dir, "x/a.jpg", "photo")
	steps := 0
	if err := killable(t.Context(), dir, func() { steps++ }); err != nil {
		t.Fatal(err)
	}
	want := tree(t, dir)
	for i := 1; i <= steps; i += max(1, steps/12) {
		kill(t, dir, i, 0, want)
	}
	for ms := range 12 { // between the steps too, such as among the renames of the end
		kill(t, dir, 0, time.Duration(1+ms*4)*time.Millisecond, want)
	}
	if err := killable(t.Context(), dir, func() {}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("after the last run: %.500s", diff)
	}
}

// kill runs a conversion that ends at a step or after a delay, and looks at what
// it leaves.
func kill(t *testing.T, dir string, step int, delay time.Duration, want map[string]string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledRun$")
	cmd.Env = append(os.Environ(), killDir+"="+dir)
	if step > 0 {
		cmd.Env = append(cmd.Env, killAfter+"="+strconv.Itoa(step))
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if step == 0 {
		time.Sleep(delay)
		_ = cmd.Process.Kill()
	}
	err := cmd.Wait()
	if step > 0 && err == nil {
		t.Errorf("step %d: the run was not killed", step)
	}
	left := tree(t, dir)
	whole := true // or, between the two renames, moved aside as a whole
	for name, body := range want {
		aside := "." + "out" + stagingSuffix + "/old/" + strings.TrimPrefix(name, "out/")
		if left[name] != body && left[aside] != body {
			whole = false
		}
	}
	if !whole {
		t.Errorf("killed at step %d or after %v: the old output is damaged", step, delay)
	}
	for name := range left {
		if _, known := want[name]; !known && !strings.HasPrefix(name, ".out"+stagingSuffix+"/") {
			t.Errorf("killed at step %d or after %v: left %s", step, delay, name)
		}
	}
}
