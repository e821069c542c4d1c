//go:build cgo

package convert

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
	"exile/export/store"
)

var errBroken = errors.New("the disk is broken")

// sealedRun is a run that a fault or a kill is to end.
type sealedRun struct {
	h        holder
	input    string // an export
	plain    string // a store
	path     string // the archive
	progress func() // called all along; nil
}

// add adds the input to the archive.
func (r *sealedRun) add(ctx context.Context, disk crypto.Disk) (err error) {
	opt := r.h.options()
	opt.Disk = disk
	s, err := OpenSealedForWriting(r.path, opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	st, err := s.Store(store.ReadWrite)
	if err != nil {
		return err
	}
	ins, err := Open(ctx, []string{r.input}, OpenOptions{})
	if err != nil {
		return err
	}
	defer CloseAll(ins)
	e := &Engine{Formats: toys(), Progress: func(Progress) { r.step() }}
	in, err := e.Add(ctx, ins[0], st, keepAll())
	if err != nil || in.Known {
		return err
	}
	_, err = s.Save(ctx, nil, func(int64, int64) { r.step() })
	return err
}

// seal seals the store.
func (r *sealedRun) seal(ctx context.Context, disk crypto.Disk) error {
	opt := SealOptions{SealedOptions: r.h.options(), To: r.h.to(), ReadBack: true, Step: func(int64, int64) { r.step() }}
	opt.Disk = disk
	opt.Slim.Versions = true // so that there is something in the scratch
	st, err := store.Open(r.plain, store.ReadWrite)
	if err != nil {
		return err
	}
	_, err = Seal(ctx, st, r.path, opt)
	return errors.Join(err, st.Close())
}

func (r *sealedRun) step() {
	if r.progress != nil {
		r.progress()
	}
}

func newSealedRun(t *testing.T, messages int) *sealedRun {
	t.Helper()
	dir := t.TempDir()
	r := &sealedRun{h: newHolder(t), input: filepath.Join(dir, "y"), path: filepath.Join(t.TempDir(), "a.exile.age")}
	st := toyStore(t, dir)
	r.plain = st.Dir()
	write(t, r.input, "talk.txt", big(messages))
	write(t, r.input, "a.jpg", "another photo")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	return r
}

// Whatever the disk refuses, and whenever: the run says why, the archive is what
// it was or what it was to be, and nothing else is left.
func TestBrokenDisk(t *testing.T) {
	r := newSealedRun(t, 300)
	if err := r.seal(t.Context(), crypto.OS{}); err != nil {
		t.Fatal(err)
	}
	old := read(t, r.path)
	t.Run("add", func(t *testing.T) { breakDisk(t, r, "add", old) })
	fresh := *r
	fresh.path = filepath.Join(t.TempDir(), "b.exile.age")
	t.Run("seal", func(t *testing.T) { breakDisk(t, &fresh, "seal", nil) })
}

func breakDisk(t *testing.T, r *sealedRun, name string, old []byte) {
	t.Helper()
	run, want := r.named(name), r.wanted(t, name)
	sound := &disktest.Disk{}
	if err := run(t.Context(), sound); err != nil {
		t.Fatal(err)
	}
	restore(t, r.path, old)
	naming := disktest.Rename // how the new archive gets its name
	if old == nil {
		naming = disktest.Link
	}
	faults := []struct {
		name string
		op   disktest.Op
		set  func(d *disktest.Disk, n int)
	}{
		{"create", disktest.Create, func(d *disktest.Disk, n int) { d.Fail(disktest.Create, n, errBroken) }},
		{"write", disktest.Write, func(d *disktest.Disk, n int) { d.Fail(disktest.Write, n, errBroken) }},
		{"half a write", disktest.Write, func(d *disktest.Disk, n int) { d.Tear(n, errBroken) }},
		{"writes", disktest.Write, func(d *disktest.Disk, n int) { d.FailFrom(disktest.Write, n, errBroken) }},
		{"sync", disktest.Sync, func(d *disktest.Disk, n int) { d.Fail(disktest.Sync, n, errBroken) }},
		{"name", naming, func(d *disktest.Disk, n int) {
			d.Fail(disktest.Rename, n, errBroken)
			d.Fail(disktest.Link, n, errBroken)
		}},
		{"sync folder", disktest.SyncDir, func(d *disktest.Disk, n int) { d.Fail(disktest.SyncDir, n, errBroken) }},
		{"power", disktest.Any, func(d *disktest.Disk, n int) { d.CutPower(disktest.Any, n) }},
	}
	for _, f := range faults {
		count := sound.Count(f.op)
		if count == 0 {
			t.Errorf("%s: never asked for", f.name)
		}
		t.Logf("%s: %d times", f.name, count)
		for n := 1; n <= count; n += max(1, count/40) {
			d := &disktest.Disk{}
			f.set(d, n)
			err := run(t.Context(), d)
			if !errors.Is(err, errBroken) && !errors.Is(err, disktest.ErrPower) {
				t.Errorf("%s %d of %d: %v", f.name, n, count, err)
			}
			must := isOld
			if errors.Is(err, ErrUnconfirmed) {
				must = isNew
			}
			oldOrNew(t, r, old, want, must)
			restore(t, r.path, old)
		}
	}
	if err := run(t.Context(), crypto.OS{}); err != nil {
		t.Error(err)
	}
	oldOrNew(t, r, old, want, isNew)
}

// restore puts the old archive back; nil: there was none.
func restore(t *testing.T, path string, old []byte) {
	t.Helper()
	if old != nil {
		write(t, filepath.Dir(path), filepath.Base(path), string(old))
		return
	}
	if err := (crypto.OS{}).Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

// outcome is what a run is to leave.
type outcome int

const (
	isOld  outcome = iota
	either         // the old archive, or the new one
	isNew
)

// oldOrNew fails unless the archive is the one that it is to be: the old one to the
// last byte, or a new one that is whole and says what it is to say; and nothing lies
// beside it.
func oldOrNew(t *testing.T, r *sealedRun, old []byte, want string, must outcome) {
	t.Helper()
	dir, base := filepath.Dir(r.path), filepath.Base(r.path)
	now := readIf(t, r.path)
	same := bytes.Equal(now, old)
	switch {
	case must == isOld && !same:
		t.Errorf("%d bytes, were %d", len(now), len(old))
	case must == isNew && same:
		t.Error("it is the old one")
	case !same:
		r.checkNew(t, want)
	}
	if now == nil {
		only(t, dir)
		return
	}
	only(t, dir, base)
}

// checkNew fails unless the archive is whole and says what it is to say.
func (r *sealedRun) checkNew(t *testing.T, want string) {
	t.Helper()
	verified(t, r.path, r.h.options())
	s, st := openSealed(t, r.path, r.h.options())
	if got := lines(t, st); got != want {
		t.Errorf("it says something else: %d bytes, want %d", len(got), len(want))
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// wanted is what the archive is to say after a run: what the plain store says that
// was sealed, and what adding to it adds.
func (r *sealedRun) wanted(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "s.exile")
	if err := os.CopyFS(dir, os.DirFS(r.plain)); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if name == "add" {
		if _, err := addPath(t, &Engine{Formats: toys()}, st, r.input); err != nil {
			t.Fatal(err)
		}
	}
	return lines(t, st)
}

func (r *sealedRun) named(name string) func(ctx context.Context, disk crypto.Disk) error {
	if name == "seal" {
		return r.seal
	}
	return r.add
}

func readIf(t *testing.T, path string) []byte {
	t.Helper()
	f, err := openRegular(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
