package telegram_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"exile/convert/telegram"
	"exile/crypto"
	"exile/crypto/disktest"
)

func account() telegram.Account {
	return telegram.Account{ID: 10, Name: "Minjun Kim", Phone: "+821000000001"}
}

// kept makes a folder with a session and returns it, closed.
func kept(t *testing.T, session string) string {
	t.Helper()
	k := newKeep(t)
	if err := k.PretendSignedIn(account(), session); err != nil {
		t.Fatal(err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	return k.Dir()
}

// A session comes back as it was saved, and only with the passphrase.
func TestKeepSession(t *testing.T) {
	k := openKeep(t, kept(t, "the session"))
	if !k.HasSession() || !k.HasKey() {
		t.Error("the session or the key is not seen")
	}
	if err := k.Unlock("something else"); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if got := k.StoredSession(); got != "" {
		t.Errorf("a wrong passphrase gave %q", got)
	}
	if err := k.Unlock(testPass); err != nil {
		t.Fatal(err)
	}
	if got := k.StoredSession(); got != "the session" {
		t.Errorf("got %q", got)
	}
	if err := k.Forget(); err != nil {
		t.Fatal(err)
	}
	if k.HasSession() || k.StoredSession() != "" {
		t.Error("forgotten, and still there")
	}
	if err := k.Unlock(testPass); !errors.Is(err, telegram.ErrNotSignedIn) {
		t.Errorf("unlock without a session: %v", err)
	}
}

// Nothing but its owner may read in the folder.
func TestKeepPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("permissions are not in the mode")
	}
	dir := kept(t, "the session")
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder: %v, %v", info.Mode(), err)
	}
	for name := range filesOf(t, dir) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := telegram.OpenKeep(dir); !errors.Is(err, telegram.ErrNotPrivate) {
		t.Errorf("a folder for all to read: %v", err)
	}
}

// One process at a time, and the next as soon as it has gone.
func TestKeepBusy(t *testing.T) {
	if dir := os.Getenv("EXILE_TEST_KEEP"); dir != "" { // the other process
		_, err := telegram.OpenKeep(dir)
		if !errors.Is(err, telegram.ErrBusy) {
			t.Errorf("it may in: %v", err)
		}
		return
	}
	k := newKeep(t)
	other := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKeepBusy$")
	other.Env = append(os.Environ(), "EXILE_TEST_KEEP="+k.Dir())
	if out, err := other.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := telegram.OpenKeep(k.Dir()); !errors.Is(err, telegram.ErrBusy) {
		t.Errorf("a second time in one process: %v", err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	openKeep(t, k.Dir())
}

// Wherever the disk fails or the power goes while a session is saved, the old one
// or the new one is there, whole.
func TestKeepCutShort(t *testing.T) {
	for n := 1; ; n++ {
		dir := kept(t, "old")
		k := openKeep(t, dir)
		if err := k.Unlock(testPass); err != nil {
			t.Fatal(err)
		}
		disk := &disktest.Disk{}
		disk.CutPower(disktest.Any, n)
		k.SetDisk(disk)
		err := k.PretendSignedIn(account(), "new")
		_ = k.Close()
		next := openKeep(t, dir)
		if err := next.Unlock(testPass); err != nil {
			t.Fatalf("step %d: %v", n, err)
		}
		got := next.StoredSession()
		if got != "old" && got != "new" || err == nil && got != "new" {
			t.Errorf("step %d: %q, %v", n, got, err)
		}
		for name := range filesOf(t, dir) {
			if strings.HasSuffix(name, ".tmp") {
				t.Errorf("step %d: %s is left", n, name)
			}
		}
		if err == nil {
			if n < 5 {
				t.Errorf("only %d steps: nothing is synced", n)
			}
			return
		}
	}
}

// A full disk is told, and what was there stays.
func TestKeepFullDisk(t *testing.T) {
	for _, op := range []disktest.Op{disktest.Create, disktest.Write, disktest.Sync, disktest.Rename} {
		dir := kept(t, "old")
		k := openKeep(t, dir)
		if err := k.Unlock(testPass); err != nil {
			t.Fatal(err)
		}
		disk := &disktest.Disk{}
		disk.Fail(op, 1, syscall.ENOSPC)
		k.SetDisk(disk)
		if err := k.PretendSignedIn(account(), "new"); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: %v", op, err)
		}
		_ = k.Close()
		k = openKeep(t, dir)
		if err := k.Unlock(testPass); err != nil || k.StoredSession() != "old" {
			t.Errorf("%s: %v, %q", op, err, k.StoredSession())
		}
		if n := len(filesOf(t, dir)); n != 4 {
			t.Errorf("%s: %d files", op, n)
		}
	}
}

// A file that was cut, changed or put there from elsewhere is told by its name, and
// no error quotes it.
func TestKeepForeignFiles(t *testing.T) {
	other := filesOf(t, kept(t, "somebody else's"))
	tests := []struct {
		name, file string
		change     func([]byte) []byte
		is         error
	}{
		{"a cut session", "session.age", func(b []byte) []byte { return b[:len(b)-20] }, telegram.ErrDamaged},
		{"an empty session", "session.age", func([]byte) []byte { return nil }, telegram.ErrDamaged},
		{"a session in the clear", "session.age", func([]byte) []byte { return []byte(`{"version":1}`) }, telegram.ErrDamaged},
		{"a changed session", "session.age", func(b []byte) []byte { b[len(b)-3] ^= 1; return b }, telegram.ErrDamaged},
		{"another's session", "session.age", func([]byte) []byte { return other["session.age"] }, telegram.ErrOtherKey},
		{"another's secret", "secret.age", func([]byte) []byte { return other["secret.age"] }, telegram.ErrOtherKey},
		{"the secret for the session", "session.age", nil, telegram.ErrDamaged},
		{"a cut secret", "secret.age", func(b []byte) []byte { return b[:100] }, telegram.ErrDamaged},
		{"another's key", "key.age", func([]byte) []byte { return other["key.age"] }, telegram.ErrOtherKey},
		{"a cut key", "key.age", func(b []byte) []byte { return b[:len(b)/2] }, telegram.ErrDamaged},
		{"an empty key", "key.age", func([]byte) []byte { return nil }, telegram.ErrDamaged},
		{"a key in the clear is none of ours", "key.age", func([]byte) []byte { return []byte("AGE-SECRET-KEY-1QQQ\n") }, telegram.ErrDamaged},
		{"a huge session", "session.age", func([]byte) []byte { return make([]byte, 3<<20) }, telegram.ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := kept(t, "the session")
			files := filesOf(t, dir)
			changed := files["secret.age"]
			if tt.change != nil {
				changed = tt.change(files[tt.file])
			}
			if err := os.WriteFile(filepath.Join(dir, tt.file), changed, 0o600); err != nil {
				t.Fatal(err)
			}
			err := openKeep(t, dir).Unlock(testPass)
			if !errors.Is(err, tt.is) || !strings.Contains(err.Error(), tt.file) && tt.file != "key.age" {
				t.Errorf("%v, want %v of %s", err, tt.is, tt.file)
			}
			if strings.Contains(err.Error(), "QQQ") || strings.Contains(err.Error(), "version") {
				t.Errorf("the error quotes it: %v", err)
			}
		})
	}
}

// Without its key, what is sealed is not buried under a new one.
func TestKeepLostKey(t *testing.T) {
	dir := kept(t, "the session")
	if err := os.Remove(filepath.Join(dir, "key.age")); err != nil {
		t.Fatal(err)
	}
	if err := openKeep(t, dir).Create(testApp(), testPass, testWork); !errors.Is(err, telegram.ErrGone) {
		t.Errorf("%v", err)
	}
}

// Keyed hashes are the same after a logout, differ between folders, and tell parts
// apart.
func TestKeepMAC(t *testing.T) {
	dir := kept(t, "the session")
	k := openKeep(t, dir)
	if k.MAC("a") != "" {
		t.Error("a hash without a key")
	}
	if err := k.Unlock(testPass); err != nil {
		t.Fatal(err)
	}
	first := k.MAC("ab", "c")
	if len(first) != 64 || first != k.MAC("ab", "c") || first == k.MAC("a", "bc") || first == k.MAC("abc") {
		t.Errorf("%q", first)
	}
	if err := k.Forget(); err != nil {
		t.Fatal(err)
	}
	if err := k.Create(testApp(), "not the passphrase", testWork); !errors.Is(err, crypto.ErrWrongKey) {
		t.Errorf("signing in again with another passphrase: %v", err)
	}
	if err := k.Create(testApp(), testPass, testWork); err != nil {
		t.Fatal(err)
	}
	if k.MAC("ab", "c") != first {
		t.Error("another hash after a logout")
	}
	if newKeep(t).MAC("ab", "c") == first {
		t.Error("the same hash in another folder")
	}
}

// The key opens with the age command and holds nothing else.
func TestKeepKeyFile(t *testing.T) {
	dir := kept(t, "the session")
	f, err := os.Open(filepath.Join(dir, "key.age"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	ids, _, err := crypto.ParseIdentities(t.Context(), f, func(context.Context, bool) (string, error) { return testPass, nil }, 0)
	if err != nil || len(ids) != 1 {
		t.Errorf("%d keys, %v", len(ids), err)
	}
}
