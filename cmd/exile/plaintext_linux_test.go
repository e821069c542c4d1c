//go:build cgo

package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// secrets are what must not be found anywhere: words in a message and in the
// name of its room, the bytes of a photo, how our own plain files begin, keys.
type secrets struct {
	word, room string
	passphrase string
	photo      []byte
	frame      []byte // how the export begins where it is packed, but not sealed
}

func newSecrets() secrets {
	photo := make([]byte, 1<<20)
	_, _ = rand.Read(photo)
	copy(photo, "\xff\xd8\xff\xe0\x00\x10JFIF")
	return secrets{word: "W" + rand.Text(), room: "R" + rand.Text(), passphrase: "P" + rand.Text(), photo: photo}
}

// export writes a KakaoTalk export in which every message says the word.
func (s secrets) export(t *testing.T, dir string, messages int) {
	t.Helper()
	name := strings.Repeat("ab12", 16) + ".jpg"
	var b bytes.Buffer
	b.WriteString("\ufeff" + s.room + " 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:20\r\n\r\n\r\n2026년 1월 17일 오후 7:02\r\n")
	for i := range messages {
		fmt.Fprintf(&b, "2026년 1월 17일 오후 7:%02d, 서연 : %s %d %s\r\n", 2+i*50/messages, s.word, i, rand.Text())
	}
	fmt.Fprintf(&b, "2026년 1월 17일 오후 7:55, 서연 : %s\r\n", name)
	for file, data := range map[string][]byte{"KakaoTalkChats.txt": b.Bytes(), name: s.photo} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// find returns which secret is in data; "" if none is.
func (s secrets) find(data []byte) string {
	for what, secret := range map[string][]byte{
		"the text of a message": []byte(s.word),
		"the name of a room":    []byte(s.room),
		"a photo":               s.photo[4096:4160],
		"a database":            []byte("SQLite format 3\x00"),
		"a schema":              []byte("CREATE TABLE messages"),
		"a packed export":       s.frame,
		"a key":                 []byte("AGE-SECRET-KEY-"),
		"a passphrase":          []byte(s.passphrase),
	} {
		if len(secret) > 0 && bytes.Contains(data, secret) {
			return what
		}
	}
	return ""
}

// What find looks for is what a plain store really holds: else nothing would
// ever be found.
func TestSecretsAreFound(t *testing.T) {
	w := newVault(t)
	found := map[string]bool{}
	err := filepath.WalkDir(w.path("plain.exile"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		found[w.find(data)] = true
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !found["a photo"] || !found["a packed export"] || len(found) < 3 {
		t.Errorf("found only %v", found)
	}
}

// No command that reads or writes a sealed archive writes a secret anywhere, not
// for a moment: every byte that it hands to the system is looked at.
func TestNoPlaintextIsWritten(t *testing.T) {
	needStrace(t)
	w := newVault(t)
	w.secrets.export(t, w.path("later"), 2000)
	text, err := os.ReadFile(filepath.Join(w.path("later"), "KakaoTalkChats.txt"))
	if err != nil {
		t.Fatal(err)
	}
	w.secrets.export(t, w.path("zipped"), 50)
	pack(t, w.path("zipped"), w.path("third.zip"))
	if err := os.WriteFile(w.path("words"), []byte(w.passphrase+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}

	sealed := w.path("s.exile.age")
	for _, run := range []traced{
		{args: []string{"add", "-", "--seal", "--store", sealed, "-R", w.path("key.pub")}, stdin: text},
		{args: []string{"add", w.export, "--store", sealed}},
		{args: []string{"add", w.path("third.zip"), "--store", sealed}},
		{args: []string{"add", "-", "--store", sealed}, stdin: bytes.Replace(text, []byte("오후 7:02"), []byte("오후 7:01"), 2)},
		{args: []string{"seal", w.path("plain.exile"), "-R", w.path("key.pub"), "-o", w.path("t.exile.age")}},
		{args: []string{"seal", w.path("plain.exile"), "-R", w.path("key.pub"), "-o", w.path("u.exile.age"), "--no-originals", "--no-versions"}},
		{args: []string{"seal", w.path("plain.exile"), "--new-key", "--passphrase-file", w.path("words"), "-o", w.path("v.exile.age")}},
		{args: []string{"rekey", w.path("t.exile.age")}},
		{args: []string{"verify", sealed}},
		{args: []string{"list", "--store", sealed}, reads: true},
		{args: []string{"show", "1", "--store", sealed}, reads: true},
		{args: []string{"report", "--store", sealed}, reads: true},
		{args: []string{"convert", sealed, "--to", "jsonl", "-o", "-"}, reads: true},
	} {
		t.Run(run.args[0]+" "+filepath.Base(run.args[1]), func(t *testing.T) { w.trace(t, run) })
	}

	// What is asked for in the clear is written there, and nowhere else.
	out := w.path("out")
	for _, path := range w.trace(t, traced{args: []string{"convert", sealed, "--to", "telegram", "-o", out}, reads: true, out: "out"}) {
		if !strings.HasPrefix(path, out+"/") && !strings.HasPrefix(path, w.path(".out.exile-partial")+"/") {
			t.Errorf("convert wrote a secret to %s", path)
		}
	}
}

// vaultTest is a folder with an export, a plain store of it, and a key.
type vaultTest struct {
	secrets
	dir, export, key string
}

func newVault(t *testing.T) *vaultTest {
	t.Helper()
	w := &vaultTest{secrets: newSecrets(), dir: t.TempDir()}
	w.export, w.key = w.path("first"), w.path("key.txt")
	w.secrets.export(t, w.export, 3000)
	w.run(t, "keygen", "-o", w.key)
	key, err := os.ReadFile(w.key)
	if err != nil {
		t.Fatal(err)
	}
	_, public, _ := strings.Cut(string(key), "public key: ")
	public, _, _ = strings.Cut(public, "\n")
	if err := os.WriteFile(w.path("key.pub"), []byte(public+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.run(t, "add", w.export, "--store", w.path("plain.exile"))
	packed, err := filepath.Glob(w.path("plain.exile/originals/*.zst"))
	if err != nil || len(packed) != 1 {
		t.Fatalf("originals: %q, %v", packed, err)
	}
	data, err := os.ReadFile(packed[0])
	if err != nil {
		t.Fatal(err)
	}
	w.frame = data[:7]
	return w
}

func (w *vaultTest) path(name string) string { return filepath.Join(w.dir, name) }

// environment keeps the run away from the home of whoever tests.
func (w *vaultTest) environment() []string {
	env := []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=en_US.UTF-8", "TZ=Asia/Seoul", "EXILE_IDENTITY=" + w.key}
	for name, dir := range map[string]string{
		"HOME": "home", "TMPDIR": "tmp", "SQLITE_TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state",
	} {
		_ = os.MkdirAll(w.path(dir), 0o700)
		env = append(env, name+"="+w.path(dir))
	}
	return env
}

// unhex turns strace's \x41\x42 into bytes.
func unhex(s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, `\x`, ""))
	if err != nil {
		return nil
	}
	return b
}
