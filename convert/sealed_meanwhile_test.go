//go:build cgo

package convert

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"exile/crypto"
	"exile/crypto/disktest"
	"exile/export/store"
)

// moveTo puts a file in the place of another as programs do that keep the folders
// of several computers alike.
func moveTo(t *testing.T, path string, data []byte) {
	t.Helper()
	other := write(t, filepath.Dir(path), "other.tmp", string(data))
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
}

// An archive that somebody else wrote since it was opened is not replaced: what was
// added to it elsewhere would be lost.
func TestSaveReplacesNobodyElses(t *testing.T) {
	p := newPinned(t)
	first := read(t, p.path)
	p.say(t, "하나", p.options())
	newer := read(t, p.path)
	for name, change := range map[string]func(t *testing.T) (want []byte){
		"another file": func(t *testing.T) []byte {
			t.Helper()
			moveTo(t, p.path, newer)
			return newer
		},
		"the same bytes in another file": func(t *testing.T) []byte {
			t.Helper()
			moveTo(t, p.path, first)
			return first
		},
		"written over": func(t *testing.T) []byte {
			t.Helper()
			p.put(t, newer)
			return newer
		},
		"gone": func(t *testing.T) []byte {
			t.Helper()
			if err := os.Remove(p.path); err != nil {
				t.Fatal(err)
			}
			return nil
		},
	} {
		for _, late := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				if err := os.RemoveAll(p.path); err != nil {
					t.Fatal(err)
				}
				p.put(t, first)
				s, st := openForWriting(t, p.path, p.options())
				if _, err := addPath(t, p.e, st, write(t, p.dir, "둘.txt", talk+"엄마: 둘\n")); err != nil {
					t.Fatal(err)
				}
				var want []byte
				changed := false
				meanwhile := func(done, total int64) {
					if !changed && (!late || done == total) {
						changed = true
						want = change(t)
					}
				}
				if !late {
					meanwhile(0, 0)
				}
				_, err := s.Save(t.Context(), p.to(), meanwhile)
				if !errors.Is(err, ErrChangedMeanwhile) || !changed {
					t.Errorf("%v", err)
				}
				if !bytes.Equal(readIf(t, p.path), want) {
					t.Error("it was touched")
				}
				if want == nil {
					only(t, filepath.Dir(p.path))
					return
				}
				only(t, filepath.Dir(p.path), filepath.Base(p.path))
			})
		}
	}
}

// beforeNaming is a disk on which something happens before a file gets its name.
type beforeNaming struct {
	crypto.OS
	then    func()
	noLinks bool
}

// Rename renames a file.
func (d beforeNaming) Rename(from, to string) error {
	d.then()
	return d.OS.Rename(from, to)
}

// Link gives a file a second name.
func (d beforeNaming) Link(from, to string) error {
	if d.noLinks {
		return &os.LinkError{Op: "link", Old: from, New: to, Err: syscall.EPERM}
	}
	d.then()
	return d.OS.Link(from, to)
}

// A new archive replaces nothing, not even what came in the last moment. On a disk
// without links it gets its name all the same.
func TestNewArchiveReplacesNothing(t *testing.T) {
	h := newHolder(t)
	for name, run := range map[string]func(t *testing.T, path string, disk crypto.Disk) error{
		"seal": func(t *testing.T, path string, disk crypto.Disk) error {
			t.Helper()
			_, err := Seal(t.Context(), toyStore(t, t.TempDir()), path, SealOptions{SealedOptions: SealedOptions{Disk: disk}, To: h.to()})
			return err
		},
		"begin": func(t *testing.T, path string, disk crypto.Disk) error {
			t.Helper()
			s, err := NewSealed(path, SealedOptions{Disk: disk})
			if err != nil {
				return err
			}
			st, err := s.Store(store.ReadWrite)
			if err != nil {
				return err
			}
			if _, err := addPath(t, &Engine{Formats: toys()}, st, write(t, t.TempDir(), "talk.txt", talk+"엄마: 또\n")); err != nil {
				return err
			}
			_, err = s.Save(t.Context(), h.to(), nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.exile.age")
			err := run(t, path, beforeNaming{then: func() { write(t, filepath.Dir(path), "a.exile.age", "mine") }})
			if !errors.Is(err, ErrExists) || string(read(t, path)) != "mine" {
				t.Errorf("%v; %.20q", err, read(t, path))
			}
			only(t, filepath.Dir(path), "a.exile.age")

			path = filepath.Join(t.TempDir(), "a.exile.age")
			if err := run(t, path, beforeNaming{then: func() {}, noLinks: true}); err != nil {
				t.Error(err)
			}
			verified(t, path, h.options())
			only(t, filepath.Dir(path), "a.exile.age")
		})
	}
}

// An archive whose name the disk did not confirm is the one that is there, and not
// suspicious to the computer that wrote it.
func TestUnconfirmedIsRemembered(t *testing.T) {
	p, other := newPinned(t), newHolder(t)
	disk := &disktest.Disk{}
	opt := p.opt
	opt.Disk = disk
	s, _ := openForWriting(t, p.path, opt)
	disk.Fail(disktest.SyncDir, 1, syscall.EIO)
	if _, err := s.Save(t.Context(), append(p.to(), other.Recipient), nil); !errors.Is(err, ErrUnconfirmed) {
		t.Fatal(err)
	}
	if got := p.suspicions(t); len(got) > 0 {
		t.Errorf("suspicious: %v", got)
	}

	path := filepath.Join(t.TempDir(), "b.exile.age")
	disk.Fail(disktest.SyncDir, 1, syscall.EIO)
	if _, err := Seal(t.Context(), toyStore(t, t.TempDir()), path, SealOptions{SealedOptions: opt, To: p.to()}); !errors.Is(err, ErrUnconfirmed) {
		t.Fatal(err)
	}
	s, _ = openSealed(t, path, p.options()) // which remembers nothing
	if pin, found, err := p.opt.Pins.Load(s.Archive().Manifest().ID); err != nil || !found || pin.Generation != 1 {
		t.Errorf("%+v, %t, %v", pin, found, err)
	}
	only(t, filepath.Dir(path), "b.exile.age")
}

// fileOf is a file with the number by which the system knows it.
type fileOf struct {
	crypto.DiskFile
	asked *int
}

// Fd is the number; none is open.
func (f fileOf) Fd() uintptr {
	*f.asked++
	return ^uintptr(0)
}

type numbered struct {
	crypto.OS
	asked *int
}

// Create makes a file.
func (d numbered) Create(path string) (crypto.DiskFile, error) {
	f, err := d.OS.Create(path)
	return fileOf{f, d.asked}, err
}

// What is read back is to come from the disk and not from memory; but only then.
func TestReadBackAvoidsCache(t *testing.T) {
	h := newHolder(t)
	for _, back := range []bool{false, true} {
		asked := 0
		_, err := Seal(t.Context(), toyStore(t, t.TempDir()), filepath.Join(t.TempDir(), "a.exile.age"), SealOptions{
			SealedOptions: SealedOptions{Disk: numbered{asked: &asked}}, To: h.to(), ReadBack: back,
		})
		if err != nil || (asked > 0) != back {
			t.Errorf("read back %t: %d times, %v", back, asked, err)
		}
	}
}

// A vault takes a file over also where it refuses it.
func TestVaultRefusesName(t *testing.T) {
	disk := &disktest.Disk{}
	v, err := newVault("a.exile.age", nothing{}, &crypto.Scratch{Dir: t.TempDir(), Disk: disk})
	if err != nil {
		t.Fatal(err)
	}
	defer v.close()
	for _, name := range []string{"notes.txt", "media/ab/" + strings.Repeat("AB", 32), "chats.db"} {
		f, err := v.Create(0)
		if err != nil {
			t.Fatal(err)
		}
		closed := disk.Count(disktest.Close)
		if err := v.Put(name, f); err == nil {
			t.Errorf("%s was kept", name)
		}
		if disk.Count(disktest.Close) != closed+1 {
			t.Errorf("%s: the file is still open", name)
		}
	}
}
