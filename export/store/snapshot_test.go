//go:build cgo

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
)

// roleEnv tells the test binary to do something to the store victimName in its
// working directory, as another program would, and to print what came of it.
const roleEnv = "EXILE_TEST_ROLE"

var roles = map[string]func(dir string) string{
	"write": func(dir string) string {
		s, err := Open(dir, ReadWrite)
		if err != nil {
			return err.Error()
		}
		defer s.Close()
		return outcome(s.SetSetting(context.Background(), "other", "was here"))
	},
	// SQLite reads under a lock that other processes see.
	"look": func(dir string) string {
		locked, err := isRead(filepath.Join(dir, dbName))
		return fmt.Sprint(locked, " ", outcome(err))
	},
	"snapshot": func(dir string) string {
		s, err := Open(dir, ReadOnly)
		if err != nil {
			return err.Error()
		}
		defer s.Close()
		snap, err := s.Snapshot(context.Background())
		if err != nil {
			return outcome(err)
		}
		return fmt.Sprintf("%d files, %s", len(snap.Files()), outcome(snap.Close()))
	},
}

func outcome(err error) string {
	switch {
	case err == nil:
		return "done"
	case errors.Is(err, ErrLocked):
		return "locked"
	}
	return err.Error()
}

// other has another process do something to the store in dir.
func other(t *testing.T, role, dir string) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return play(t, exec.CommandContext(t.Context(), exe), role, dir)
}

func play(t *testing.T, cmd *exec.Cmd, role, dir string) string {
	t.Helper()
	cmd.Dir = filepath.Dir(dir)
	cmd.Env = append(os.Environ(), roleEnv+"="+role)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err, string(out))
	}
	return strings.TrimSpace(string(out))
}

// namedStore makes a store that the other process finds.
func namedStore(t *testing.T) *Store {
	t.Helper()
	s, err := Create(filepath.Join(t.TempDir(), victimName))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func snapshot(t *testing.T, s *Store) *Snapshot {
	t.Helper()
	snap, err := s.Snapshot(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func closeSnapshot(t *testing.T, snap *Snapshot) {
	t.Helper()
	if err := snap.Close(); err != nil {
		t.Error(err)
	}
}

// TestSnapshotKeepsWritersOut: another process can read the store, not write it,
// however often files of the snapshot are opened and closed; nor does the end of
// the snapshot take the locks of this process's readers.
func TestSnapshotKeepsWritersOut(t *testing.T) {
	s := namedStore(t)
	rich(t, s)
	if n := len(all(t, s, 1, export.Range{})); n != 1004 { // leaves an idle reader
		t.Fatal(n)
	}
	snap := snapshot(t, s)
	for i := range 3 {
		if got := other(t, "write", s.Dir()); got != "locked" {
			t.Errorf("round %d: another process: %s", i, got)
		}
		for _, f := range snap.Files() {
			readAll(t, snap, f)
		}
	}
	if n := len(all(t, s, 1, export.Range{})); n != 1004 {
		t.Errorf("%d messages for a reader", n)
	}
	if _, err := s.Begin(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("a batch of this process: %v", err)
	}
	closeSnapshot(t, snap)
	closeSnapshot(t, snap) // nothing more happens
	if got := other(t, "look", s.Dir()); got != "true done" {
		t.Errorf("the lock of an open reader: %s", got)
	}
	if got := other(t, "write", s.Dir()); got != "done" {
		t.Errorf("another process after the end: %s", got)
	}
	if got, err := s.Setting(t.Context(), "other"); err != nil || got != "was here" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestStoreRemovedWhileSomebodyWaits: a writer that waits for the lock while the
// store is removed does not write into a database without a name.
func TestStoreRemovedWhileSomebodyWaits(t *testing.T) {
	s := namedStore(t)
	rich(t, s)
	snap := snapshot(t, s)
	waits := make(chan string)
	go func() { waits <- other(t, "write", s.Dir()) }()
	time.Sleep(lockWait / 3) // it has opened the database and waits
	before, err := os.Stat(filepath.Join(s.Dir(), dbName))
	if err != nil || !snap.IsDatabase(before) {
		t.Fatalf("the snapshot's own database: %v", err)
	}
	for _, name := range []string{dbName, dbName + "-wal", dbName + "-shm"} {
		if err := os.Remove(filepath.Join(s.Dir(), name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	closeSnapshot(t, snap)
	if got := <-waits; got == "done" || got == "locked" || !strings.Contains(got, ErrNoStore.Error()) {
		t.Errorf("whoever waited: %s", got)
	}
	// Nor is another store under that name taken for it.
	if err := os.WriteFile(filepath.Join(s.Dir(), dbName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if now, err := os.Stat(filepath.Join(s.Dir(), dbName)); err != nil || snap.IsDatabase(now) {
		t.Errorf("another database: %v", err)
	}
}

// TestSnapshotEmptiesTheLog: what stood in the log is in the snapshot.
func TestSnapshotEmptiesTheLog(t *testing.T) {
	s := newStore(t)
	rich(t, s)
	if n := len(all(t, s, 1, export.Range{})); n != 1004 { // an idle reader keeps the log
		t.Fatal(n)
	}
	put(t, s, Source{Ledger: export.Ledger{Messages: 1}}, append(people1(), say(1, 1, "in the log"))...)
	if info, err := os.Stat(filepath.Join(s.Dir(), dbName+"-wal")); err != nil || info.Size() == 0 {
		t.Fatal("the log is empty before", err)
	}
	w := openFake(t, sealed(t, s), ReadOnly)
	if got := bodies(all(t, w, 2, export.Range{})); got != "in the log" {
		t.Errorf("got %q", got)
	}
	if c := verify(t, w); !c.OK() || c.Messages != 1003 {
		t.Errorf("%+v", c)
	}
}

func TestSnapshotBesideOthers(t *testing.T) {
	s, two := twoStores(t)
	b := begin(t, two)
	if _, err := s.Snapshot(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("beside a writer: %v", err)
	}
	if err := b.Rollback(); err != nil {
		t.Fatal(err)
	}
	// A reader began before the last write, which therefore stays in the log.
	c, err := two.take()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.exec(t.Context(), "BEGIN; SELECT * FROM messages"); err != nil {
		t.Fatal(err)
	}
	put(t, s, Source{SHA256: "3"}, append(people1(), say(1, 1, "b"))...)
	if _, err := s.Snapshot(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("beside a reader of the past: %v", err)
	}
	if err := c.exec(t.Context(), "ROLLBACK; BEGIN; SELECT * FROM messages"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Snapshot(t.Context())
	if !errors.Is(err, ErrLocked) {
		t.Errorf("beside a reader of the log: %v", err)
	}
	if err := c.exec(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	two.put(c)
	closeSnapshot(t, snapshot(t, s))
}

func TestSnapshotMissing(t *testing.T) {
	s := newStore(t)
	photo, original := rich(t, s)
	snap := snapshot(t, s)
	var names []string
	for _, f := range snap.Files() {
		names = append(names, f.Name)
	}
	if want := []string{dbName, photo, original}; !slices.Equal(names, want) || len(snap.Missing()) > 0 {
		t.Errorf("files %v, missing %v", names, snap.Missing())
	}
	for _, name := range []string{"", "note.txt", "../" + victimName, "media", dbName + "-wal"} {
		if _, err := snap.Open(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %q: %v", name, err)
		}
	}
	closeSnapshot(t, snap)

	path := filepath.Join(s.Dir(), filepath.FromSlash(photo))
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700), os.Remove(filepath.Join(s.Dir(), filepath.FromSlash(original)))); err != nil {
		t.Fatal(err)
	}
	snap = snapshot(t, s)
	if got := snap.Missing(); !slices.Equal(got, []string{photo, original}) || len(snap.Files()) != 1 {
		t.Errorf("missing %v, files %v", got, snap.Files())
	}
	closeSnapshot(t, snap)
}

// TestSnapshotOfAnotherSchema: what OpenVault would not open is not sealed.
func TestSnapshotOfAnotherSchema(t *testing.T) {
	s := newStore(t)
	rich(t, s)
	err := s.write(t.Context(), func(c *conn) error { return c.exec(t.Context(), "CREATE TABLE mine (a)") })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Snapshot(t.Context()); !errors.Is(err, ErrDamaged) || !errors.Is(err, ErrSchema) || !strings.Contains(fmt.Sprint(err), "mine") {
		t.Errorf("got %v", err)
	}
	put(t, s, Source{}, cast8()...) // the lock is gone
	w, _ := newVaultStore(t)
	for _, s := range []*Store{w, newStore(t)} {
		if _, err := s.Snapshot(t.Context()); err == nil {
			t.Errorf("%s: a snapshot of nothing", s.Dir())
		}
	}
}
