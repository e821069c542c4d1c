//go:build cgo

package store

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"exile/export"
)

// TestVaultRollback: after a batch that was given up, the vault is what it was,
// byte for byte, and takes the next one.
func TestVaultRollback(t *testing.T) {
	for _, old := range []bool{false, true} {
		s, v := newVaultStore(t)
		if old {
			b := begin(t, s)
			if _, _, err := b.AddMedia(reader("shared")); err != nil {
				t.Fatal(err)
			}
			if err := b.Add(append(people1(), say(1, 1, "a"))); err != nil {
				t.Fatal(err)
			}
			commit(t, b, Source{SHA256: "1"})
		}
		data, files := slices.Clone(v.db.data), maps.Clone(v.files)
		b := begin(t, s)
		for _, data := range []string{"shared", "new"} {
			if _, _, err := b.AddMedia(reader(data)); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Add(cast8()); err != nil {
			t.Fatal(err)
		}
		if err := batches(20_000, b.Add); err != nil { // more than SQLite's cache
			t.Fatal(err)
		}
		if err := b.Rollback(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := b.AddMedia(reader("late")); err == nil {
			t.Error("media was added after the end")
		}
		if !bytes.Equal(v.db.data, data) || !maps.EqualFunc(v.files, files, bytes.Equal) {
			t.Errorf("old %v: the vault is not what it was", old)
		}
		put(t, s, Source{SHA256: "2"}, append(people1(), say(1, 1, "c"))...)
		checkIntegrity(t, s)
		if got, err := s.Sources(t.Context()); err != nil || len(got) != 1+int(flag(old)) {
			t.Errorf("%d sources, %v", len(got), err)
		}
	}
}

func TestVaultMediaAndOriginals(t *testing.T) {
	s, v := newVaultStore(t)
	long := strings.Repeat("대화 내용\r\n", 300_000)
	for i := range 2 { // the second finds them there
		b := begin(t, s)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, _, err := b.AddMedia(reader("photo")); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		o, err := b.AddOriginal(Original{Root: "a", Path: "b"}, reader(long))
		if err != nil {
			t.Fatal(err)
		}
		sum, _, err := b.AddMedia(reader("photo"))
		if err != nil {
			t.Fatal(err)
		}
		b.AddEntry(Original{Root: "a", Path: "c", SHA256: sum, Size: 5, Media: true})
		commit(t, b, Source{})
		f, err := s.View().OpenFile(t.Context(), &export.File{SHA256: sum})
		if err != nil {
			t.Fatal(err)
		}
		expect(t, f, "photo")
		r, err := s.OpenOriginal(o.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		expect(t, r, long)
		want := []string{mediaPlace(sum), originalPlace(o.SHA256)}
		if got, err := s.Referred(t.Context()); err != nil || !slices.Equal(got, want) || len(v.files) != 2 {
			t.Errorf("round %d: referred %v, %v, there %d", i, got, err, len(v.files))
		}
	}
	if _, err := s.OpenOriginal(strings.Repeat("0", 64)); !errors.Is(err, ErrNoBytes) {
		t.Errorf("no such original: %v", err)
	}
}

// TestVaultIsForOneWriter: nobody writes beside a writer, and nobody reads.
func TestVaultIsForOneWriter(t *testing.T) {
	s := openFake(t, family(t, 1000), ReadWrite)
	b := begin(t, s)
	if err := b.Add([]export.Event{&export.Chat{Ref: 1, App: "kakaotalk", Title: "우리 가족"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("a second batch: %v", err)
	}
	if err := s.SetSetting(t.Context(), "a", "b"); !errors.Is(err, ErrLocked) {
		t.Errorf("a setting: %v", err)
	}
	if _, err := s.View().Chats(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("reading: %v", err)
	}
	if chats, err := s.Rooms(t.Context()); err != nil || len(chats) != 1 {
		t.Errorf("rooms before the batch: %d, %v", len(chats), err)
	}
	commit(t, b, Source{})
	if chats, err := s.Rooms(t.Context()); err != nil || len(chats) != 2 {
		t.Errorf("rooms after it: %d, %v", len(chats), err)
	}
	for _, err := range s.View().Messages(t.Context(), 1, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Begin(t.Context()); !errors.Is(err, ErrLocked) {
			t.Errorf("a batch while somebody reads: %v", err)
		}
		break
	}
	put(t, s, Source{}, cast8()...)
}

func TestVaultReadOnlyWritesNothing(t *testing.T) {
	v := family(t, 5000)
	created, writes := v.created, v.writes
	s := openFake(t, v, ReadOnly)
	if _, err := s.Begin(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Begin: %v", err)
	}
	if err := s.SetSetting(t.Context(), "a", "b"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("SetSetting: %v", err)
	}
	if err := s.Slim(t.Context(), Slimming{Versions: true}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Slim: %v", err)
	}
	c, err := s.take()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"DELETE FROM messages", "PRAGMA query_only = OFF; DELETE FROM messages", "PRAGMA user_version = 7",
		"ATTACH '/tmp/x' AS x", "VACUUM INTO '/tmp/x'", "PRAGMA journal_mode = WAL; DELETE FROM messages",
	} {
		if err := c.exec(t.Context(), q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
	// Sorting stays in memory.
	if err := c.each(t.Context(), "SELECT text FROM messages ORDER BY text DESC", nil, ignore); err != nil {
		t.Error(err)
	}
	s.put(c)
	if n := len(all(t, s, 1, export.Range{})); n != 5000 {
		t.Errorf("%d messages", n)
	}
	if v.created != created || v.writes != writes {
		t.Errorf("%d files were made, %d writes", v.created-created, v.writes-writes)
	}
}

func TestVaultSettings(t *testing.T) {
	v := family(t, 10)
	s := openFake(t, v, ReadWrite)
	for _, value := range []string{"김철수=Chul", "", "again"} {
		if err := s.SetSetting(t.Context(), "names", value); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Setting(t.Context(), "names"); err != nil || got != value {
			t.Errorf("got %q, %v", got, err)
		}
	}
	data := slices.Clone(v.db.data)
	if err := s.SetSelf(t.Context(), 99); !errors.Is(err, ErrNoPerson) {
		t.Errorf("SetSelf: %v", err)
	}
	v.failWrite, v.writeError = v.writes+1, syscall.ENOSPC
	if err := s.SetSetting(t.Context(), "names", "lost"); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a full disk: %v", err)
	}
	if !bytes.Equal(v.db.data, data) {
		t.Error("the vault is not what it was")
	}
	if err := s.SetSelf(t.Context(), 2); err != nil {
		t.Error(err)
	}
	if people, err := s.View().People(t.Context()); err != nil || !people[1].Self {
		t.Errorf("%+v, %v", people, err)
	}
}

// TestSpillGoesIntoTheVault builds indexes that SQLite cannot keep in memory.
func TestSpillGoesIntoTheVault(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("SQLITE_TMPDIR", dir)
	t.Setenv("TMPDIR", dir)
	s, v := newVaultStore(t)
	fill(t, s, 300_000)
	if v.created == 0 {
		t.Error("nothing was spilled: more messages are needed")
	}
	if v.open != 0 {
		t.Errorf("%d scratch files stay open", v.open)
	}
	if got := listing(t, dir); got != "" {
		t.Errorf("on the disk:\n%s", got)
	}
	t.Logf("%d scratch files", v.created)
	checkIntegrity(t, s)
}

// TestNoScratchFile: what SQLite cannot sort is an error that says why.
func TestNoScratchFile(t *testing.T) {
	v := family(t, 60_000)
	s := openFake(t, v, ReadWrite)
	err := s.write(t.Context(), func(c *conn) error {
		v.createError = syscall.EMFILE
		return c.each(t.Context(), "SELECT text FROM messages ORDER BY text", nil, ignore)
	})
	if !errors.Is(err, syscall.EMFILE) {
		t.Errorf("got %v", err)
	}
}

func TestManyReadAVault(t *testing.T) {
	s := openFake(t, family(t, 20_000), ReadOnly)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			n := 0
			for m, err := range s.View().Messages(t.Context(), 1, export.Range{Limit: 5000 * (1 + i%4)}) {
				if err != nil {
					t.Error(err)
					return
				}
				if want := talk(n).Content.Words(); m.Content.Words() != want {
					t.Errorf("message %d reads %q, not %q", n, m.Content.Words(), want)
					return
				}
				n++
			}
			if n != 5000*(1+i%4) {
				t.Errorf("%d messages", n)
			}
		})
	}
	wg.Wait()
}

func TestManyVaults(t *testing.T) {
	v := family(t, 10)
	for range 20 {
		s, err := OpenVault(v, ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(all(t, s, 1, export.Range{})); n != 10 {
			t.Errorf("%d messages", n)
		}
		closeStore(t, s)
	}
	var open []*Store
	for range maxVaults {
		s, err := OpenVault(v, ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, s)
	}
	if _, err := OpenVault(v, ReadOnly); !errors.Is(err, errTooMany) {
		t.Errorf("one more: %v", err)
	}
	closeStore(t, open[3])
	open[3] = openFake(t, v, ReadOnly)
	for _, s := range open {
		if n := len(all(t, s, 1, export.Range{})); n != 10 {
			t.Errorf("%d messages", n)
		}
		closeStore(t, s)
	}
}

// TestVaultsAtOnce: each goroutine reads and writes a vault of its own, and never
// sees another's.
func TestVaultsAtOnce(t *testing.T) {
	var wg sync.WaitGroup
	for i := range maxVaults {
		wg.Go(func() {
			for round := range 5 {
				n := 100*i + round
				s, err := CreateVault(newFakeVault(nil))
				if err != nil {
					t.Error(err)
					return
				}
				fill(t, s, n)
				if got := len(all(t, s, 1, export.Range{})); got != n {
					t.Errorf("%d messages, not %d", got, n)
				}
				closeQuietly(t, s)
			}
		})
	}
	wg.Wait()
}

// TestCloseBesideReaders: a store that is closed while somebody reads it leaves
// its file system to others when they have ended.
func TestCloseBesideReaders(t *testing.T) {
	v := family(t, 5000)
	for range 2 * maxVaults {
		s, err := OpenVault(v, ReadOnly)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range s.View().Messages(t.Context(), 1, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == 300 {
				closeQuietly(t, s)
				if _, err := s.View().Chats(t.Context()); err == nil {
					t.Error("a closed store can be read")
				}
			}
		}
		if n != 5000 {
			t.Errorf("%d messages", n)
		}
		h, _ := s.home.(*vaultHome)
		if _, err := h.dialReader(); err == nil {
			t.Error("a closed store can be dialled")
		}
	}
}

// TestFolderInVault: the database of a folder, as Snapshot gives it, is one that
// a vault can hold, and can be added to.
func TestFolderInVault(t *testing.T) {
	s := newStore(t)
	fill(t, s, 3000)
	v := sealed(t, s)
	w := openFake(t, v, ReadWrite)
	if n := len(all(t, w, 1, export.Range{})); n != 3000 {
		t.Errorf("%d messages", n)
	}
	put(t, w, Source{}, append(people1(), say(1, 1, "later"))...)
	checkIntegrity(t, w)
	if err := checkHeader(v.db); err != nil {
		t.Error(err)
	}
}
