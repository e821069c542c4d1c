//go:build cgo && unix

package convert

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"exile/crypto"
)

const (
	sealedKillDir = "EXILE_TEST_SEALED_KILL_DIR"
	sealedKillRun = "EXILE_TEST_SEALED_KILL_RUN" // add or seal
)

// killedRun is the run in a folder: the archive in a folder of its own.
func killedRun(t *testing.T, dir string) *sealedRun {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, "key"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ids, to, err := crypto.ParseIdentities(t.Context(), f, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &sealedRun{
		h: holder{to[0], ids}, input: filepath.Join(dir, "y"), plain: filepath.Join(dir, "s.exile"),
		path: filepath.Join(dir, "out", "a.exile.age"),
	}
}

// TestKilledSealedRun is no test of its own: it is the process that
// TestKillSealed kills.
func TestKilledSealedRun(t *testing.T) {
	dir := os.Getenv(sealedKillDir)
	if dir == "" {
		t.Skip("started by TestKillSealed")
	}
	left, err := strconv.ParseInt(os.Getenv(killAfter), 10, 64)
	if err != nil {
		left = -1
	}
	r := killedRun(t, dir)
	var steps atomic.Int64
	r.progress = func() {
		if steps.Add(1) == left {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
	if err := r.named(os.Getenv(sealedKillRun))(t.Context(), &steppingDisk{step: r.progress}); err != nil {
		t.Fatal(err)
	}
}

// steppingDisk calls step before whatever it does, and after.
type steppingDisk struct {
	crypto.OS
	step func()
}

// Create makes a file.
func (d *steppingDisk) Create(path string) (crypto.DiskFile, error) {
	d.step()
	f, err := d.OS.Create(path)
	return &steppingDiskFile{f, d.step}, err
}

// Rename renames a file.
func (d *steppingDisk) Rename(from, to string) error {
	d.step()
	defer d.step()
	return d.OS.Rename(from, to)
}

// Link gives a file a second name.
func (d *steppingDisk) Link(from, to string) error {
	d.step()
	defer d.step()
	return d.OS.Link(from, to)
}

// Remove removes a file.
func (d *steppingDisk) Remove(path string) error {
	d.step()
	defer d.step()
	return d.OS.Remove(path)
}

// SyncDir syncs a folder.
func (d *steppingDisk) SyncDir(dir string) error {
	d.step()
	defer d.step()
	return d.OS.SyncDir(dir)
}

type steppingDiskFile struct {
	crypto.DiskFile
	step func()
}

// Write writes on.
func (f *steppingDiskFile) Write(p []byte) (int, error) { f.step(); return f.DiskFile.Write(p) }

// WriteAt writes at a place.
func (f *steppingDiskFile) WriteAt(p []byte, off int64) (int, error) {
	f.step()
	return f.DiskFile.WriteAt(p, off)
}

// Sync syncs.
func (f *steppingDiskFile) Sync() error { f.step(); defer f.step(); return f.DiskFile.Sync() }

// Close closes.
func (f *steppingDiskFile) Close() error { f.step(); defer f.step(); return f.DiskFile.Close() }

// canary is what nobody may find on the disk outside of the inputs.
const canary = "a canary in a coal mine"

// Killed at any moment, adding to an archive and sealing a store leave the old
// archive or the new one, whole, and nothing in the clear; and the next run does
// what an undisturbed one does.
func TestKillSealed(t *testing.T) {
	if testing.Short() {
		t.Skip("starts two hundred processes")
	}
	dir := t.TempDir()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "key", key.Identity+"\n")
	write(t, dir, "y/talk.txt", big(4000)+"Kim: "+canary+"\n")
	write(t, dir, "y/b.jpg", strings.Repeat(canary, 5000))
	st := toyStore(t, dir)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "out"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := killedRun(t, dir)
	if err := r.seal(t.Context(), crypto.OS{}); err != nil {
		t.Fatal(err)
	}
	old := read(t, r.path)
	for _, name := range []string{"add", "seal"} {
		t.Run(name, func(t *testing.T) {
			k := &killer{r: r, dir: dir, name: name, want: r.wanted(t, name)}
			if name == "add" {
				k.old = old
			}
			k.run(t)
		})
	}
}

type killer struct {
	r     *sealedRun
	dir   string
	name  string
	old   []byte // nil: there is no archive yet
	want  string // what the new one is to say
	new   int    // runs that were killed when the new one was in place
	alive int    // runs that ended before they were to be killed
}

// run kills fifty runs at a step, the last ten steps among them, when names
// change, and fifty after random delays.
func (k *killer) run(t *testing.T) {
	t.Helper()
	restore(t, k.r.path, k.old)
	steps := 0
	k.r.progress = func() { steps++ }
	if err := k.r.named(k.name)(t.Context(), &steppingDisk{step: k.r.progress}); err != nil {
		t.Fatal(err)
	}
	k.r.progress = nil
	oldOrNew(t, k.r, k.old, k.want, isNew)
	restore(t, k.r.path, k.old)
	took := time.Hour
	for range 3 {
		took = min(took, k.kill(t, 0, time.Hour))
	}
	k.alive = 0
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range 50 {
		step := steps - i
		if i >= 10 {
			step = 1 + rnd.IntN(steps)
		}
		k.kill(t, step, 0)
	}
	for range 50 {
		before := k.alive
		lived := k.kill(t, 0, time.Duration(rnd.Int64N(int64(took))))
		if k.alive > before {
			took = min(took, lived) // the computer has less else to do now
		}
	}
	t.Logf("%d steps, %v; of 100 runs %d were killed with the new archive in place, %d ended before", steps, took, k.new, k.alive)
	if k.alive > 30 {
		t.Error("most runs were not killed")
	}
}

// kill starts a run, ends it at a step or after a delay, and looks at what it
// leaves. It tells how long the run lived.
func (k *killer) kill(t *testing.T, step int, delay time.Duration) time.Duration {
	t.Helper()
	began := time.Now()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledSealedRun$")
	cmd.Env = append(os.Environ(), sealedKillDir+"="+k.dir, sealedKillRun+"="+k.name, killAfter+"="+strconv.Itoa(step))
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if step == 0 {
		timer := time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
		defer timer.Stop()
	}
	err := cmd.Wait()
	took := time.Since(began)
	if err == nil {
		k.alive++
	}
	k.look(t, err != nil)
	if err := k.r.named(k.name)(t.Context(), crypto.OS{}); err != nil && (k.name == "add" || readIf(t, k.r.path) == nil) {
		t.Errorf("step %d, %v: the next run: %v", step, delay, err)
	}
	oldOrNew(t, k.r, k.old, k.want, isNew)
	restore(t, k.r.path, k.old)
	return took
}

// look looks at what a run left, that was killed or not.
func (k *killer) look(t *testing.T, killed bool) {
	t.Helper()
	dir, base := filepath.Dir(k.r.path), filepath.Base(k.r.path)
	if now := readIf(t, k.r.path); !bytes.Equal(now, k.old) {
		if killed {
			k.new++
		}
		k.r.checkNew(t, k.want)
	}
	for name, body := range tree(t, dir) {
		if strings.Contains(body, canary) || strings.Contains(body, "SQLite format 3") || strings.Contains(body, "CREATE TABLE") {
			t.Errorf("%s is in the clear", name)
		}
		if name != base && name != "./" && !strings.HasPrefix(name, "."+base+stagingSuffix+"/") {
			t.Errorf("left: %s", name)
		}
	}
}
