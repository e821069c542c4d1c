package crypto

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"
)

const documentedPassphrase = "four words and more"

// TestDocumentedOpening follows docs/sealed-archive.md to the letter, in a folder
// that holds an archive and its keys and nothing else, with the programs of the
// system.
func TestDocumentedOpening(t *testing.T) {
	for _, name := range []string{"sh", "age", "unzip", "sqlite3", "zstd", "sha256sum", "sed", "script"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed, and the page needs it", name)
		}
	}
	if runtime.GOOS != "linux" {
		t.Skip("it takes the script of util-linux to type a passphrase")
	}
	page, err := os.ReadFile(filepath.Join("..", "docs", "sealed-archive.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	original := []byte("the text as it was exported\n")
	makeHistory(t, dir, original)

	where := dir
	var outputs strings.Builder
	commands := shellBlocks(string(page))
	for _, line := range commands {
		out := runLine(t, where, line)
		if sub, ok := strings.CutPrefix(line, "cd "); ok {
			where = filepath.Join(where, sub)
		}
		outputs.WriteString("$ " + line + "\n" + out)
	}
	t.Log(outputs.String())
	if len(commands) < 10 {
		t.Errorf("the page has only %d commands", len(commands))
	}
	for _, want := range []string{
		"No errors detected", "CREATE TABLE messages", "photo.jpg", "KakaoTalk.txt", sumHex(original) + "  -",
		"See you tomorrow",
	} {
		if !strings.Contains(outputs.String(), want) {
			t.Errorf("the commands do not print %q", want)
		}
	}

	// The check of the hashes is one: a changed file is named.
	database := filepath.Join(where, "chats.db")
	if err := os.WriteFile(database, []byte("changed"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range commands {
		if !strings.Contains(line, "sha256sum -c") {
			continue
		}
		cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
		cmd.Dir = where
		if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "chats.db: FAILED") {
			t.Errorf("a changed database: %v, %s", err, out)
		}
	}
}

// makeHistory makes the folder of somebody who has an archive and its keys.
func makeHistory(t *testing.T, dir string, original []byte) {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to := Recipient{Recipient: id.Recipient(), Name: id.Recipient().String()}
	keyFile := "# public key: " + to.Name + "\n" + id.String() + "\n"

	photo := noise(1, 100_000)
	schema, err := os.ReadFile(filepath.Join("..", "export", "store", "schema.sql"))
	if err != nil {
		t.Fatal(err)
	}
	db := filepath.Join(t.TempDir(), "chats.db")
	cmd := exec.CommandContext(t.Context(), "sqlite3", db)
	cmd.Stdin = strings.NewReader(string(schema) + documentedRows(photo, original))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("sqlite3: %v\n%s", err, out)
	}
	chats, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.CommandContext(t.Context(), "zstd", "-qc")
	cmd.Stdin = bytes.NewReader(original)
	packed, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	sealed := sealItems(t, to, item{"chats.db", chats},
		item{"media/" + sumHex(photo)[:2] + "/" + sumHex(photo), photo},
		item{"originals/" + sumHex(original) + ".zst", packed})
	for name, b := range map[string][]byte{
		"NAME.exile.age": sealed, "key.txt": []byte(keyFile), "NAME.exile.key.age": lockedKey(t, keyFile),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// lockedKey seals a key file to documentedPassphrase.
func lockedKey(t *testing.T, text string) []byte {
	t.Helper()
	to, err := age.NewScryptRecipient(documentedPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(10)
	var b bytes.Buffer
	lines := armor.NewWriter(&b)
	w, err := age.Encrypt(lines, to)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := lines.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shellBlocks returns the lines of the sh blocks of a page.
func shellBlocks(page string) []string {
	var lines []string
	inside := false
	for line := range strings.Lines(page) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "```sh":
			inside = true
		case strings.HasPrefix(line, "```"):
			inside = false
		case inside:
			lines = append(lines, line)
		}
	}
	return lines
}

// runLine runs a line in a shell. A line that asks for the passphrase runs in a
// terminal, into which it is typed.
func runLine(t *testing.T, dir, line string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
	if strings.Contains(line, "key.age") {
		ctx, cancel := context.WithTimeout(t.Context(), terminalTime)
		defer cancel()
		cmd = exec.CommandContext(ctx, "script", "-qec", line, "/dev/null")
		cmd.Stdin = strings.NewReader(documentedPassphrase + "\n")
	}
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", line, err, out)
	}
	return string(out)
}

func sumHex(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// terminalTime is how long the programs in the terminal may take; without the
// passphrase they would wait for ever.
const terminalTime = 30 * time.Second

// documentedRows fills a store: a chat, a message with a photo, an original.
func documentedRows(photo, original []byte) string {
	return fmt.Sprintf(`
INSERT INTO sources VALUES (1, 'KakaoTalk.txt', 'kakaotalk', '', '', 1, '', 'Asia/Seoul', '{}', '{}');
INSERT INTO chats VALUES (1, 'kakaotalk', '', 'direct', 'Mina', 'en', NULL, 1, 0);
INSERT INTO messages VALUES (1, 1, NULL, 0, 0, 1, 1, 'See you tomorrow', NULL, 0);
INSERT INTO messages VALUES (2, 1, NULL, 0, 0, 2, 2, 'photo', NULL, 0);
INSERT INTO files VALUES (2, 0, 'photo', 'photo.jpg', 'image/jpeg', %d, '%s', 'present', 0, 0, '', '', 640, 480, 0);
INSERT INTO originals VALUES (1, '', 'KakaoTalk.txt', '%s', %d, 0);
`, len(photo), sumHex(photo), sumHex(original), len(original))
}
