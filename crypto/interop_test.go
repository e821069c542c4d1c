package crypto

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// program returns the path of a program that a test needs.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (Debian: age, bsdutils, unzip)", name)
	}
	return path
}

// run runs a program and returns what it says.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program(t, name), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// typed runs age on a terminal of its own, made by script(1), and types
// the lines: it takes a passphrase from a terminal alone.
func typed(t *testing.T, lines []string, args ...string) error {
	t.Helper()
	words := []string{program(t, "age")}
	for _, a := range args {
		words = append(words, "'"+strings.ReplaceAll(a, "'", `'\''`)+"'")
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program(t, "script"), "-qec", strings.Join(words, " "), os.DevNull)
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return err
}

// place is a folder with a key in it, in the clear and locked by us.
type place struct {
	dir        string
	key        Key
	passphrase string
}

const interopText = "여행 사진과 편지\n"

func newPlace(t *testing.T) place {
	t.Helper()
	p := place{t.TempDir(), newKey(t, false), "보라색 코끼리가 김밥을"}
	text := "# public key: " + p.key.Recipient.Name + "\n" + p.key.Identity + "\n"
	p.write(t, "key.txt", []byte(text))
	var b bytes.Buffer
	if err := LockKey(&b, text, p.passphrase, 12); err != nil {
		t.Fatal(err)
	}
	p.write(t, "key.age", b.Bytes())
	return p
}

func (p place) path(name string) string { return filepath.Join(p.dir, name) }

func (p place) write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(p.path(name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (p place) read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(p.path(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// archive seals a small archive with our own writer.
func (p place) archive(t *testing.T, name string, to Recipient) {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, Manifest{ID: testID, Generation: 1, Secret: strings.Repeat("0123456789abcdef", 4)}, []Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add("chats.db", strings.NewReader(interopText)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p.write(t, name, b.Bytes())
}

func TestAgeOpensOurArchives(t *testing.T) {
	p := newPlace(t)
	pass, err := PassphraseRecipient(p.passphrase, 12)
	if err != nil {
		t.Fatal(err)
	}
	p.archive(t, "key.exile.age", p.key.Recipient)
	p.archive(t, "pass.exile.age", pass)
	run(t, "age", "-d", "-i", p.path("key.txt"), "-o", p.path("1.zip"), p.path("key.exile.age"))
	if err := typed(t, []string{p.passphrase}, "-d", "-i", p.path("key.age"), "-o", p.path("2.zip"), p.path("key.exile.age")); err != nil {
		t.Error(err)
	}
	if err := typed(t, []string{p.passphrase}, "-d", "-o", p.path("3.zip"), p.path("pass.exile.age")); err != nil {
		t.Error(err)
	}
	for _, zip := range []string{"1.zip", "2.zip", "3.zip"} {
		if out := run(t, "unzip", "-t", p.path(zip)); !strings.Contains(out, "No errors detected") {
			t.Errorf("unzip -t %s: %s", zip, out)
		}
		if got := run(t, "unzip", "-p", p.path(zip), "chats.db"); got != interopText {
			t.Errorf("unzip -p %s: %q", zip, got)
		}
	}
	if err := typed(t, []string{"wrong"}, "-d", "-o", p.path("4.zip"), p.path("pass.exile.age")); err == nil {
		t.Error("a wrong passphrase opened it: the test shows nothing")
	}
}

func TestAgeOpensOurFiles(t *testing.T) {
	p := newPlace(t)
	pass, err := PassphraseRecipient(p.passphrase, 12)
	if err != nil {
		t.Fatal(err)
	}
	p.write(t, "key-file.age", sealTo(t, interopText, p.key.Recipient, newKey(t, false).Recipient))
	p.write(t, "pass-file.age", sealTo(t, interopText, pass))
	run(t, "age", "-d", "-i", p.path("key.txt"), "-o", p.path("1"), p.path("key-file.age"))
	if err := typed(t, []string{p.passphrase}, "-d", "-i", p.path("key.age"), "-o", p.path("2"), p.path("key-file.age")); err != nil {
		t.Error(err)
	}
	if err := typed(t, []string{p.passphrase}, "-d", "-o", p.path("3"), p.path("pass-file.age")); err != nil {
		t.Error(err)
	}
	// The locked key file is an age file itself: unlocked, it is the key again.
	if err := typed(t, []string{p.passphrase}, "-d", "-o", p.path("key-again.txt"), p.path("key.age")); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"1", "2", "3"} {
		if got := p.read(t, name); string(got) != interopText {
			t.Errorf("%s: %q", name, got)
		}
	}
	if !bytes.Equal(p.read(t, "key-again.txt"), p.read(t, "key.txt")) {
		t.Error("the unlocked key is another")
	}
	if got := run(t, "age-keygen", "-y", p.path("key.txt")); strings.TrimSpace(got) != p.key.Recipient.Name {
		t.Errorf("age-keygen -y: %s", got)
	}
	if err := typed(t, []string{"wrong"}, "-d", "-i", p.path("key.age"), "-o", p.path("4"), p.path("key-file.age")); err == nil {
		t.Error("a wrong passphrase opened it: the test shows nothing")
	}
}

func TestWeOpenAgesFiles(t *testing.T) {
	p := newPlace(t)
	p.write(t, "text", []byte(interopText))
	run(t, "age-keygen", "-o", p.path("made.txt"))
	ids, to, err := ParseIdentities(t.Context(), bytes.NewReader(p.read(t, "made.txt")), mustNotAsk(t), 0)
	if err != nil || len(ids) != 1 || len(to) != 1 {
		t.Fatalf("age-keygen's file: %d identities, %d recipients, %v", len(ids), len(to), err)
	}
	if got := run(t, "age-keygen", "-y", p.path("made.txt")); strings.TrimSpace(got) != to[0].Name {
		t.Errorf("age-keygen -y says %q, we say %q", got, to[0].Name)
	}
	run(t, "age", "-r", to[0].Name, "-r", p.key.Recipient.Name, "-o", p.path("to-key"), p.path("text"))
	if err := opens(t, p.read(t, "to-key"), interopText, ids...); err != nil {
		t.Errorf("age -r: %v", err)
	}
	twice := []string{p.passphrase, p.passphrase}
	if err := typed(t, twice, "-p", "-o", p.path("to-pass"), p.path("text")); err != nil {
		t.Fatal(err)
	}
	if err := opens(t, p.read(t, "to-pass"), interopText, PassphraseIdentity(p.passphrase, 0)); err != nil {
		t.Errorf("age -p: %v", err)
	}
	for name, args := range map[string][]string{
		"binary": {"-p"}, "text": {"-p", "-a"},
	} {
		locked := "locked-" + name
		if err := typed(t, twice, slices.Concat(args, []string{"-o", p.path(locked), p.path("made.txt")})...); err != nil {
			t.Fatal(err)
		}
		asked := 0
		ids, _, err := ParseIdentities(t.Context(), bytes.NewReader(p.read(t, locked)), func(context.Context, bool) (string, error) {
			asked++
			return p.passphrase, nil
		}, 0)
		if err != nil || asked != 1 {
			t.Errorf("a key locked by age, %s: asked %d times, %v", name, asked, err)
			continue
		}
		if err := opens(t, p.read(t, "to-key"), interopText, ids...); err != nil {
			t.Errorf("with a key locked by age, %s: %v", name, err)
		}
	}
}
