//go:build cgo

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"exile/cmd/internal/keyfile"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// Keys that withstand quantum computers do not do so beside others: age refuses
// the mixture, and we do before anybody is asked for a passphrase.
func TestSealMixedKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", dir); got.status != statusDone {
		t.Fatal(got.err)
	}
	pq, err := crypto.GenerateKey(true)
	if err != nil {
		t.Fatal(err)
	}
	classic, err := crypto.GenerateKey(false)
	if err != nil {
		t.Fatal(err)
	}
	for _, with := range [][]string{{"-r", classic.Recipient.Name}, {"--new-key"}} {
		got := runHere(t.Context(), t, nil, slices.Concat([]string{"seal", dir, "-r", pq.Recipient.Name}, with)...)
		if got.status != statusUsage || !strings.Contains(got.err, "cannot open the same archive") {
			t.Errorf("%q: status %d: %s", with, got.status, got.err)
		}
	}
	got := runHere(t.Context(), t, nil, "seal", dir, "-r", pq.Recipient.Name)
	if got.status != statusDone || !strings.Contains(got.err, "It opens with: age1pq1") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
}

// An archive that is there after all keeps its key, whatever sealing says.
func TestSealKeepsTheKeyOfAnArchive(t *testing.T) {
	dir := t.TempDir()
	var told strings.Builder
	s := &sealing{app: newApp(world{getenv: func(string) string { return "" }, stderr: &told}), out: filepath.Join(dir, "a.exile.age")}
	key := &keyfile.New{At: filepath.Join(dir, "a.exile.key.age")}
	for _, path := range []string{s.out, key.At} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.forget(key); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(key.At); err != nil {
		t.Error("the key of an archive was removed")
	}
	if !strings.Contains(told.String(), key.At) {
		t.Errorf("where the key is was not told: %q", &told)
	}
	if err := os.Remove(s.out); err != nil {
		t.Fatal(err)
	}
	if err := s.forget(key); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(key.At); err == nil {
		t.Error("the key of nothing was left")
	}
}

// A store that somebody writes is not sealed, and no key is left for nothing.
func TestSealLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "my.exile")
	if got := runHere(t.Context(), t, nil, "add", example, "--store", dir); got.status != statusDone {
		t.Fatal(got.err)
	}
	words := filepath.Join(t.TempDir(), "pw")
	if err := os.WriteFile(words, []byte("nine horses read the paper\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.ReadWrite)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	batch, err := st.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer batch.Rollback()
	got := runHere(t.Context(), t, nil, "seal", dir, "--new-key", "--passphrase-file", words, "--remove-plain")
	if got.status != statusLocked || !strings.Contains(got.err, "The store “"+dir+"” is being written") {
		t.Errorf("status %d: %s", got.status, got.err)
	}
	if left, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A full disk is told in the words that fit here.
func TestSealNoSpace(t *testing.T) {
	s := &sealing{app: newApp(world{getenv: func(string) string { return "" }}), out: "a.exile.age"}
	err := s.aboutSealing(fmt.Errorf("seal a.exile.age: write chats.db: %w", syscall.ENOSPC), "my.exile")
	if code, what, v := s.explain(err); code != statusFailed || !strings.Contains(s.say(what.Sentence, v), "too full for “a.exile.age”") {
		t.Errorf("status %d: %s", code, s.say(what.Sentence, v))
	}
}

// Only what is there is named, each system's own places.
func TestRemains(t *testing.T) {
	home := t.TempDir()
	env := map[string]string{
		"LocalAppData": filepath.Join(home, "AppData", "Local"), "AppData": filepath.Join(home, "AppData", "Roaming"),
	}
	for _, c := range []struct {
		system string
		place  string
		kind   string
	}{
		{"linux", ".local/share/TelegramDesktop/tdata", remainTelegram},
		{"linux", ".var/app/org.telegram.desktop/data/TelegramDesktop/tdata", remainTelegram},
		{"darwin", "Library/Containers/com.kakao.KakaoTalkMac", remainKakao},
		{"darwin", "Library/Application Support/Telegram Desktop/tdata", remainTelegram},
		{"windows", "AppData/Local/Kakao/KakaoTalk", remainKakao},
		{"windows", "AppData/Roaming/Telegram Desktop/tdata", remainTelegram},
	} {
		a := newApp(world{
			getenv: func(name string) string { return env[name] },
			home:   func() (string, error) { return home, nil },
			system: c.system,
		})
		want := remain{c.kind, filepath.Join(home, filepath.FromSlash(c.place))}
		if got := a.remains("s", nil, "", &convert.SealReport{}); slices.Contains(got, want) {
			t.Errorf("%s: %s is named and not there", c.system, c.place)
		}
		if err := os.MkdirAll(want.Path, 0o700); err != nil {
			t.Fatal(err)
		}
		if got := a.remains("s", nil, "", &convert.SealReport{}); !slices.Contains(got, want) {
			t.Errorf("%s: %s is there and not named", c.system, c.place)
		}
	}
}

// A long list of exports is cut, and says so.
func TestRemainingExports(t *testing.T) {
	var b strings.Builder
	a := newApp(world{getenv: func(string) string { return "" }, home: func() (string, error) { return t.TempDir(), nil }, stderr: &b})
	exports := []string{"one", "two", "three", "four\x1b[2J", "five", "six", "seven"}
	a.tellRemains(a.remains("s", exports, "", &convert.SealReport{Removed: true}), "a.exile.age")
	if !strings.Contains(b.String(), "  - the exports that you added: one, two, three, four [2J, five and 2 more\n") {
		t.Error(b.String())
	}
}

// The archive goes beside the store, whatever way the store is named.
func TestSealDefaultPlace(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("a/my.exile", 0o700); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]string{"a/my.exile": "a/history.exile.age", "a/my.exile/": "a/history.exile.age", "x.exile": "history.exile.age"} {
		s := &sealing{app: newApp(world{getenv: func(string) string { return "" }})}
		if err := s.check(dir); err != nil || s.out != filepath.FromSlash(want) {
			t.Errorf("%s: %s, %v", dir, s.out, err)
		}
	}
	t.Chdir("a/my.exile")
	s := &sealing{app: newApp(world{getenv: func(string) string { return "" }})}
	if err := s.check("."); err != nil || filepath.Base(filepath.Dir(s.out)) != "a" {
		t.Errorf("%s, %v", s.out, err)
	}
	if st, err := store.Create("."); err != nil {
		t.Fatal(err)
	} else if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if !lies("x.exile.age", ".") || lies("../x.exile.age", ".") {
		t.Error("what lies in the store is not known")
	}
}
