//go:build cgo

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/convert"
	"exile/crypto"
)

// sealedHere makes a sealed archive of an export in a folder of its own, and
// returns its path and the arguments that open it.
func sealedHere(t *testing.T, export string) (path string, opens []string) {
	t.Helper()
	dir := t.TempDir()
	key, err := crypto.GenerateKey(false)
	if err != nil {
		t.Fatal(err)
	}
	identity := filepath.Join(dir, "key.txt")
	if err := os.WriteFile(identity, []byte(key.Identity+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(dir, "x.exile.age")
	if got := runHere(t.Context(), t, nil, "add", export, "--seal", "--store", path, "-r", key.Recipient.Name); got.status != statusDone {
		t.Fatalf("status %d: %s", got.status, got.err)
	}
	return path, []string{"--store", path, "-i", identity}
}

// Damage in the middle comes to light while rows are on their way out. Then it
// is said that what went to standard output is not whole; where the damage is
// not in what was asked for, that is right to the last byte.
func TestSealedDamagedWithin(t *testing.T) {
	path, opens := sealedHere(t, longExport(t, 20_000))
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole := runHere(t.Context(), t, nil, append([]string{"show", "1"}, opens...)...)
	if whole.status != statusDone || strings.Count(whole.out, "\n") < 20_000 {
		t.Fatalf("status %d: %s", whole.status, whole.err)
	}
	partial, done := 0, 0
	const chunk = 64<<10 + 16
	for at := chunk; at < len(good); at += chunk {
		bad := bytes.Clone(good)
		bad[at] ^= 1
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got := runHere(t.Context(), t, nil, append([]string{"show", "1"}, opens...)...)
		switch {
		case got.status == statusDone && got.out == whole.out:
			done++
		case got.status != statusDamaged, !strings.Contains(got.err, "The sealed archive “"+path+"” is damaged"):
			t.Errorf("damage at byte %d: status %d: %s", at, got.status, got.err)
		case (got.out != "") != strings.Contains(got.err, "What went to standard output is not whole"):
			t.Errorf("damage at byte %d: %d bytes on standard output, and %q", at, len(got.out), got.err)
		case got.out != "":
			partial++
		}
	}
	if partial == 0 || done == 0 {
		t.Errorf("%d times standard output was partial, %d times whole: the test tests nothing", partial, done)
	}
}

// longExport writes an export of a 1:1 chat.
func longExport(t *testing.T, messages int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("\ufeff수아 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 2월 8일 오후 3:19\r\n\r\n\r\n2026년 1월 14일 오후 3:17\r\n")
	for i := range messages {
		fmt.Fprintf(&b, "2026년 1월 14일 오후 3:17, %s : 메시지 %d번입니다\r\n", []string{"수아", "지우"}[i%2], i)
	}
	path := filepath.Join(t.TempDir(), "KakaoTalkChats.txt")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Two runs that write the same archive must not mix; whoever reads goes on.
func TestSealedBusy(t *testing.T) {
	path, opens := sealedHere(t, example)
	place, err := convert.NewPlace(path)
	if err != nil {
		t.Fatal(err)
	}
	defer place.Discard()
	for _, args := range [][]string{{"add", example}, {"rekey", path}} {
		got := runHere(t.Context(), t, nil, append(append(args, "--no-wait"), opens...)...)
		if got.status != statusLocked || !strings.Contains(got.err, "Wait until it has ended, then try again") {
			t.Errorf("%s: status %d: %s", args[0], got.status, got.err)
		}
	}
	if got := runHere(t.Context(), t, nil, append([]string{"list"}, opens...)...); got.status != statusDone {
		t.Errorf("list: status %d: %s", got.status, got.err)
	}
}

// What was seen of archives is remembered where each system keeps such things.
func TestPins(t *testing.T) {
	for _, c := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", nil, "/home/me/.local/state/exile/archives"},
		{"linux", map[string]string{"XDG_STATE_HOME": "/state"}, "/state/exile/archives"},
		{"linux", map[string]string{"XDG_STATE_HOME": "state"}, "/home/me/.local/state/exile/archives"},
		{"darwin", map[string]string{"XDG_STATE_HOME": "/state"}, "/home/me/Library/Application Support/exile/archives"},
		{"windows", map[string]string{"LocalAppData": "/local"}, "/local/exile/archives"},
		{"linux", map[string]string{"EXILE_STATE": "/mine"}, "/mine/archives"},
	} {
		a := newApp(world{
			system: c.system, getenv: func(k string) string { return c.env[k] },
			home: func() (string, error) { return "/home/me", nil },
		})
		if got := filepath.ToSlash(a.pins().Dir); got != c.want {
			t.Errorf("%s %v: %s, want %s", c.system, c.env, got, c.want)
		}
	}
}

// A passphrase is what was written, but for the newline that editors add.
func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"word": "word", "word\n": "word", "word\r\n": "word", "word\n\n": "word\n", "word\r": "word\r", "two words": "two words", "\n": "",
	} {
		if got := oneLine([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestByteSize(t *testing.T) {
	for in, want := range map[string]int64{
		"64MiB": 64 << 20, "64mb": 64 << 20, "1 G": 1 << 30, "65536": 65536, "512k": 512 << 10,
		"": 0, "0": 0, "-1": 0, "much": 0, "9999999999G": 0,
	} {
		var b byteSize
		if err := b.Set(in); (err == nil) != (want > 0) || int64(b) != want {
			t.Errorf("%q: %d, %v; want %d", in, b, err, want)
		}
	}
}

// Whoever checks a damaged archive learns what is hit and what can still be read.
func TestVerifyTellsWhatIsDamaged(t *testing.T) {
	path, opens := sealedHere(t, exportWithPhoto(t, 8<<20))
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	hints := map[string]int{
		"Messages are hit": 0, "All messages are whole": 0, "Every file in it is whole": 0, "nothing in it can be opened": 0,
	}
	for _, at := range placesOfDamage(len(good)) {
		bad := bytes.Clone(good)
		bad[at] ^= 1
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		got := runHere(t.Context(), t, nil, "verify", path, opens[2], opens[3])
		if got.status != statusDamaged || !strings.Contains(got.err, "What exactly: ") || strings.Contains(got.err, "exile verify") {
			t.Errorf("damage at byte %d: status %d: %s", at, got.status, got.err)
		}
		for hint := range hints {
			if strings.Contains(got.err, hint) {
				hints[hint]++
			}
		}
		if strings.Contains(got.err, "Messages are hit") != strings.Contains(got.err, "  damaged: chats.db\n") ||
			strings.Contains(got.err, "All messages are whole") && !strings.Contains(got.err, "  damaged: media/") {
			t.Errorf("damage at byte %d: %s", at, got.err)
		}
	}
	for hint, n := range hints {
		if n == 0 {
			t.Errorf("%q is never said", hint)
		}
	}
}

// placesOfDamage are places in a file of size bytes: some, and those close to its
// end, where the padding lies.
func placesOfDamage(size int) []int {
	const chunk = 64<<10 + 16
	var places []int
	for at := 3 * chunk / 2; at < size-4*chunk; at += 7 * chunk {
		places = append(places, at)
	}
	for n := range 8 {
		places = append(places, size-1-n*chunk/2)
	}
	return places
}

// exportWithPhoto makes the export of a long chat with a photo of size bytes.
func exportWithPhoto(t *testing.T, size int) string {
	t.Helper()
	photo := make([]byte, size)
	for i := range photo {
		photo[i] = byte(i * i >> 3)
	}
	copy(photo, "\xff\xd8\xff\xe0")
	sum := sha256.Sum256(photo)
	name := hex.EncodeToString(sum[:]) + ".jpg"
	text := longExport(t, 2000)
	f, err := os.OpenFile(text, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(f, "2026년 1월 14일 오후 3:18, 수아 : %s\r\n", name)
	if err := errors.Join(err, f.Close(), os.WriteFile(filepath.Join(filepath.Dir(text), name), photo, 0o600)); err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(text)
}
