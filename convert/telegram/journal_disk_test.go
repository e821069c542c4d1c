package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"exile/convert/telegram"
	"exile/crypto"
	"exile/crypto/disktest"
)

// powerDisk is this computer's disk that knows what of each file would be there if the
// power went: what was there when it was last told to sync, of files whose names were.
type powerDisk struct {
	crypto.OS
	mu    sync.Mutex
	files map[string]*powerFile
}

type powerFile struct {
	crypto.DiskFile
	disk   *powerDisk
	end    int64
	synced int64
	named  bool
}

func (d *powerDisk) Create(path string) (crypto.DiskFile, error) {
	f, err := d.OS.Create(path)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.files == nil {
		d.files = map[string]*powerFile{}
	}
	d.files[path] = &powerFile{DiskFile: f, disk: d}
	return d.files[path], nil
}

// Open opens a file that is there. What the disk does not know of it is lost.
func (d *powerDisk) Open(path string) (crypto.DiskFile, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	var synced int64
	if old := d.files[path]; old != nil {
		synced = old.synced
	}
	d.files[path] = &powerFile{DiskFile: f, disk: d, end: info.Size(), synced: synced, named: true}
	return d.files[path], nil
}

func (d *powerDisk) SyncDir(dir string) error {
	d.mu.Lock()
	for path, f := range d.files {
		if filepath.Dir(path) == filepath.Clean(dir) {
			f.named = true
		}
	}
	d.mu.Unlock()
	return d.OS.SyncDir(dir)
}

func (f *powerFile) WriteAt(p []byte, off int64) (int, error) {
	n, err := f.DiskFile.WriteAt(p, off)
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.end = max(f.end, off+int64(n))
	return n, err
}

func (f *powerFile) Truncate(size int64) error {
	f.disk.mu.Lock()
	f.end, f.synced = size, min(f.synced, size)
	f.disk.mu.Unlock()
	return f.DiskFile.Truncate(size)
}

// Sync does what it says: only what is told of it matters here.
func (f *powerFile) Sync() error {
	f.disk.mu.Lock()
	defer f.disk.mu.Unlock()
	f.synced = f.end
	return nil
}

// kept is what of a file would be there.
func (d *powerDisk) kept(path string) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := d.files[path]
	if f == nil || !f.named {
		return nil
	}
	data := make([]byte, f.synced)
	n, err := f.ReadAt(data, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return []byte(err.Error())
	}
	return data[:n]
}

// writes are the calls that change something at Telegram, or lead to it.
func writes(method string) bool {
	switch method {
	case "channels.createChannel", "messages.initHistoryImport", "messages.uploadImportedMedia", "messages.startHistoryImport":
		return true
	}
	return false
}

// announced reports whether a journal tells that a call is about to be made.
func announced(data []byte, method, file string, b *bundle) bool {
	s, _, err := telegram.ReadState(data)
	if err != nil || s == nil {
		return false
	}
	has := func(o telegram.Outcome) bool {
		for _, p := range s.Parts {
			if p.Outcome == o {
				return true
			}
		}
		return false
	}
	switch method {
	case "channels.createChannel":
		for _, c := range s.Chats {
			if !c.Asked.IsZero() && c.Peer.ID == 0 {
				return true
			}
		}
		return false
	case "messages.initHistoryImport":
		return has(telegram.OutcomeText)
	case "messages.startHistoryImport":
		return has(telegram.OutcomeStarting)
	}
	return announcedFile(string(data), file, b)
}

func announcedFile(data, file string, b *bundle) bool {
	for d := range b.m.Chats {
		for i := range b.m.Chats[d].Parts {
			for n := range b.m.Chats[d].Parts[i].Files {
				if b.m.Chats[d].Parts[i].Files[n].Name != file {
					continue
				}
				for line := range strings.SplitSeq(data, "\n") {
					if strings.Contains(line, `"is":"sending"`) && strings.Contains(line, fmt.Sprintf(`"d":%d,`, d)) &&
						strings.Contains(line, `"p":`) == (i > 0) && (n == 0 || strings.Contains(line, fmt.Sprintf(`"file":%d,`, n))) {
						return true
					}
				}
			}
		}
	}
	return false
}

// No call that changes anything at Telegram arrives there before what announces it is
// on the disk, its name among those of the folder.
func TestJournalSynced(t *testing.T) {
	r := newRig(t)
	disk := &powerDisk{}
	r.keep.SetDisk(disk)
	b := twoChats(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	path := telegram.JournalPath(r.keep.Dir(), p.ID)
	var mu sync.Mutex
	seen := map[string]int{}
	r.world.Watch(func(method, file string) {
		if !writes(method) {
			return
		}
		data := disk.kept(path)
		mu.Lock()
		defer mu.Unlock()
		seen[method]++
		if !announced(data, method, file, b) {
			t.Errorf("%s %s came before its line was on the disk; there is\n%s", method, file, data)
		}
	})
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, out)
	if len(seen) != 4 || seen["messages.uploadImportedMedia"] != 4 || seen["messages.startHistoryImport"] != 3 {
		t.Errorf("seen %v", seen)
	}
}

// Where the power goes at any such call, heard or not, the journal is what was synced: a
// push goes on from there and delivers everything once, into one group.
func TestJournalPower(t *testing.T) {
	for _, heard := range []bool{true, false} {
		for n := 1; ; n++ {
			if testing.Short() && n%3 != 1 {
				continue
			}
			if !powerCut(t, n, heard) {
				if n < 8 {
					t.Errorf("a push has %d calls", n-1)
				}
				break
			}
		}
	}
}

// powerCut cuts the power at the n-th call, and reports whether there was one.
func powerCut(t *testing.T, n int, heard bool) bool {
	t.Helper()
	r := newRig(t)
	disk := &powerDisk{}
	r.keep.SetDisk(disk)
	b := smallBundle(1)
	b.part(b.m.Chats[0].Parts[0].Last.AddDate(0, 1, 0), chatter(3)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	path := telegram.JournalPath(r.keep.Dir(), p.ID)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var mu sync.Mutex
	var kept []byte
	count, at := 0, ""
	r.world.Watch(func(method, _ string) {
		mu.Lock()
		defer mu.Unlock()
		if count++; !writes(method) {
			count--
			return
		}
		if count == n {
			kept, at = disk.kept(path), method
			if !heard {
				r.world.Cut(method, 1)
			}
			cancel()
		}
	})
	_ = telegram.Connect(ctx, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Push(ctx, p, b.reader(t), telegram.PushOptions{NoPace: true, Threads: 1})
		return err
	})
	r.world.Watch(nil)
	r.world.Heal()
	if at == "" {
		return false
	}
	if err := os.WriteFile(path, kept, 0o600); err != nil {
		t.Fatal(err)
	}
	out := r.pushUntilDone(t, p, b, 4)
	r.arrived(t, b, out)
	r.oneGroup(t, b)
	if t.Failed() {
		t.Fatalf("the power went at call %d, %s, heard %v, with the journal\n%s", n, at, heard, kept)
	}
	return true
}

// A journal that could not be synced is not written on, nor is anything called: the next
// Sync may say that all is well while the lines are gone.
func TestJournalSyncFails(t *testing.T) {
	r := newRig(t)
	disk := &disktest.Disk{}
	r.keep.SetDisk(disk)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Watch(func(method, _ string) {
		if method == "upload.saveFilePart" { // the group is there; next is the announcement of the text
			r.world.Watch(nil)
			disk.Fail(disktest.Sync, 1, io.ErrShortWrite)
		}
	})
	r.world.ForgetCalls()
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if !errors.Is(err, io.ErrShortWrite) || out.Parts[0].Outcome.Over() {
		t.Fatalf("%v, %+v", err, out)
	}
	j, err := os.ReadFile(telegram.JournalPath(r.keep.Dir(), p.ID))
	if err != nil || bytes.Count(j, []byte(`"is":"text"`)) != 1 {
		t.Errorf("%v, the journal is\n%s", err, j)
	}
	if n := r.world.Count("messages.initHistoryImport"); n != 0 {
		t.Errorf("%d imports were announced", n)
	}
	r.arrived(t, b, r.pushUntilDone(t, p, b, 1))
}

// The same at the level of the journal: no later Sync mends it.
func TestJournalSyncSticks(t *testing.T) {
	r := newRig(t)
	disk := &disktest.Disk{}
	r.keep.SetDisk(disk)
	p := planOf(t, r.keep, r.opt, smallBundle(1), telegram.Want{})
	j, err := telegram.OpenJournal(r.keep, p, r.clock)
	if err != nil {
		t.Fatal(err)
	}
	disk.Fail(disktest.Sync, 1, io.ErrShortWrite)
	for range 3 {
		if err := j.AnnounceText(0, 0); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%v", err)
		}
	}
	if err := j.Close(); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("close: %v", err)
	}
}
