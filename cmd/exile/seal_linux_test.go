//go:build cgo

package main

import (
	"bytes"
	"context"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// run runs the program at a terminal.
func (p *terminal) run(ctx context.Context, home string, args ...string) (ended <-chan status, out *bytes.Buffer) {
	out = &bytes.Buffer{}
	done := make(chan status, 1)
	go func() {
		done <- execute(ctx, world{
			args: args, stdin: p.slave, stdout: out, stderr: p.slave,
			getenv: func(string) string { return "" },
			home:   func() (string, error) { return home, nil },
			now:    time.Date(2026, 11, 21, 9, 0, 0, 0, time.FixedZone("KST", 9*3600)),
			system: "linux",
		})
	}()
	return done, out
}

func (p *terminal) ends(ended <-chan status, want status) {
	p.t.Helper()
	select {
	case got := <-ended:
		if got != want {
			p.t.Fatalf("status %d, want %d; the screen:\n%s", got, want, p.screen())
		}
	case <-time.After(2 * time.Minute):
		p.t.Fatalf("it does not end; the screen:\n%s", p.screen())
	}
}

// storeWith is a folder with the example in a store my.exile.
func storeWith(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	got := runHere(t.Context(), t, nil, "add", example, "--store", filepath.Join(dir, "my.exile"))
	if got.status != statusDone {
		t.Fatal(got.err)
	}
	return dir
}

// Somebody who has never heard of keys presses Enter at everything, writes the
// ten words down, prints the sheet, and can open the archive in three ways: with
// the words, with the sheet, and with the sheet and no exile.
func TestSealAtATerminal(t *testing.T) {
	dir := storeWith(t)
	term := newTerminal(t)
	ended, out := term.run(t.Context(), dir, "seal", filepath.Join(dir, "my.exile"))
	term.wait("  1  with a key file")
	term.enter("Number (Enter: 1): ", "")
	term.enter("New passphrase", "")
	term.wait("Write this passphrase on paper")
	term.wait("    ")
	words := strings.TrimSpace(term.wait("\n"))
	if n := len(strings.FieldsFunc(words, func(r rune) bool { return r == '-' })); n != 10 {
		t.Errorf("%d words: %q", n, words)
	}
	term.enter("to be sure", strings.Replace(words, "-", " ", 1))
	term.wait("That is another one")
	term.enter("to be sure", words)
	term.wait("It will be a file in the clear, " + filepath.Join(dir, "history.exile.recovery.html") + ": print it, then delete it.")
	term.enter("[Y/n] ", "what?")
	term.wait("Please answer y or n.")
	term.enter("[Y/n] ", "")
	term.ends(ended, statusDone)
	if out.Len() > 0 {
		t.Errorf("on standard output: %q", out)
	}
	if !term.echoes() {
		t.Error("the terminal shows nothing any more")
	}
	for _, name := range []string{"history.exile.age", "history.exile.key.age", "history.exile.recovery.html"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatalf("%v; the screen:\n%s", err, term.screen())
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", name, info.Mode())
		}
	}

	term = newTerminal(t)
	ended, out = term.run(t.Context(), dir, "list", "--store", filepath.Join(dir, "history.exile.age"))
	term.enter("Passphrase of the key file", words)
	term.ends(ended, statusDone)
	if !strings.Contains(out.String(), "강릉 가자") {
		t.Errorf("list: %s", out)
	}
	if strings.Contains(term.screen(), words) {
		t.Error("the terminal showed the passphrase")
	}
	followSheet(t, dir)
}

var (
	pageKey     = regexp.MustCompile(`(?s)<p class="key">(.*?)</p>`)
	pageCommand = regexp.MustCompile(`(?s)<pre>(.*?)</pre>`)
	pageTag     = regexp.MustCompile(`<[^>]*>`)
)

// followSheet does what a recovery sheet says, to the letter, in a folder that
// holds the archive and nothing else.
func followSheet(t *testing.T, from string) {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(from, "history.exile.recovery.html"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	archive, err := os.ReadFile(filepath.Join(from, "history.exile.age"))
	if err != nil {
		t.Fatal(err)
	}
	key := pageTag.ReplaceAllString(string(pageKey.FindSubmatch(page)[1]), "")
	for name, data := range map[string][]byte{"history.exile.age": archive, "key.txt": []byte(key)} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var commands []string
	for _, m := range pageCommand.FindAllSubmatch(page, -1) {
		commands = append(commands, strings.Split(html.UnescapeString(string(m[1])), "\n")...)
	}
	if len(commands) != 4 {
		t.Fatalf("commands on the sheet: %q", commands)
	}
	for _, command := range commands {
		words := strings.Fields(command)
		if words[0] == "exile" {
			if got := runHere(t.Context(), t, nil, words[1:]...); got.status != statusDone {
				t.Errorf("%s: status %d: %s", command, got.status, got.err)
			}
			continue
		}
		if words[0] == "unzip" { // exile has made the folder of that name already
			if err := os.RemoveAll("history.exile"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := exec.LookPath(words[0]); err != nil {
			t.Skipf("%s is not installed, so the sheet's last commands were not tried", words[0])
		}
		if out, err := exec.CommandContext(t.Context(), words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	if got := runHere(t.Context(), t, nil, "list", "--store", "history.exile"); !strings.Contains(got.out, "강릉 가자") {
		t.Errorf("what unzip unpacked: %s %s", got.out, got.err)
	}
}

// A passphrase of one's own: weak ones and slips of the hand are told and asked
// again; none is ever shown. In Korean, with the keyboard on Hangul.
func TestSealWithAPassphraseAtATerminal(t *testing.T) {
	dir := storeWith(t)
	term := newTerminal(t)
	ended, _ := term.run(t.Context(), dir, "seal", filepath.Join(dir, "my.exile"), "--lang", "ko")
	term.enter("번호(그냥 Enter를 누르면 1): ", "3")
	term.wait("1부터 2까지의 번호로")
	term.enter("번호(그냥 Enter를 누르면 1): ", "2")
	term.wait("암호를 잊으면 대화 기록은 영영 열 수 없습니다")
	term.enter("새 암호", "1234")
	term.wait("너무 짧아서")
	term.enter("새 암호", "qwertyuiop")
	term.wait("누구나 먼저 시도해 볼 만한")
	term.enter("새 암호", "말 아홉\x1b[D 마리가 신문을")
	term.wait("방향키")
	term.enter("새 암호", "말 아홉 마리가 신문을")
	term.enter("한 번 더: ", "말 여덟 마리가 신문을")
	term.wait("서로 다릅니다")
	term.enter("새 암호", "말 아홉 마리가 신문을")
	term.enter("한 번 더: ", "말 아홉 마리가 신문을")
	term.ends(ended, statusDone)
	if strings.Contains(term.screen(), "신문") {
		t.Errorf("the terminal showed the passphrase:\n%s", term.screen())
	}
	if strings.Contains(term.screen(), "안내지(인쇄용)") {
		t.Error("a sheet was offered, though there is no key")
	}

	term = newTerminal(t)
	ended, out := term.run(t.Context(), dir, "list", "--store", filepath.Join(dir, "history.exile.age"), "--lang", "ko")
	term.enter("의 암호: ", "말 여덟 마리가 신문을")
	term.wait("맞지 않습니다")
	term.enter("의 암호: ", "말 아홉 마리가 신문을")
	term.ends(ended, statusDone)
	if !strings.Contains(out.String(), "강릉 가자") {
		t.Errorf("list: %s", out)
	}
}

// Ctrl-C while a passphrase is asked for ends the run, with the terminal as it
// was and no file left; so does the end of input.
func TestSealGivenUp(t *testing.T) {
	for _, how := range []string{"Ctrl-C", "end of input", "at the sheet"} {
		dir := storeWith(t)
		ctx, cancel := context.WithCancel(t.Context())
		term := newTerminal(t)
		ended, _ := term.run(ctx, dir, "seal", filepath.Join(dir, "my.exile"), "--new-key")
		switch how {
		case "Ctrl-C":
			term.wait("New passphrase")
			for term.echoes() {
				time.Sleep(time.Millisecond)
			}
			cancel()
		case "end of input":
			term.wait("New passphrase")
			if _, err := term.hand.WriteString("\x04"); err != nil {
				t.Fatal(err)
			}
		case "at the sheet":
			term.enter("New passphrase", "")
			term.enter("to be sure", "")
			term.wait("Not checked")
			term.wait("[Y/n] ")
			cancel()
		}
		term.ends(ended, statusCancelled)
		cancel()
		if !term.echoes() {
			t.Errorf("%s: the terminal shows nothing any more", how)
		}
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(left) != 1 {
			t.Errorf("%s: %v, %v", how, left, err)
		}
	}
}

// Whoever gives an archive a new key is asked for the old passphrase once and for
// the new one twice, in other words, and is offered a sheet that overwrites none.
func TestRekeyAtATerminal(t *testing.T) {
	dir := storeWith(t)
	archive := filepath.Join(dir, "history.exile.age")
	term := newTerminal(t)
	ended, _ := term.run(t.Context(), dir, "seal", filepath.Join(dir, "my.exile"), "--new-key")
	term.enter("New passphrase", "nine horses read the paper")
	term.enter("Once more", "nine horses read the paper")
	term.enter("[Y/n] ", "")
	term.ends(ended, statusDone)

	term = newTerminal(t)
	ended, _ = term.run(t.Context(), dir, "rekey", archive, "--new-key")
	term.enter("Old passphrase (it opens the key file", "nine horses read the paper")
	term.enter("New passphrase", "ten cows walk to the market")
	term.enter("Once more", "ten cows walk to the market")
	term.enter("[Y/n] ", "")
	term.wait("Old key: ")
	term.wait("history.exile.recovery-2.html")
	term.ends(ended, statusDone)
	if strings.Count(term.screen(), "Old passphrase") != 1 || strings.Contains(term.screen(), "cows") {
		t.Error(term.screen())
	}
	key, err := os.ReadFile(filepath.Join(dir, "history.exile.recovery-2.html"))
	if err != nil {
		t.Fatal(err)
	}
	sheetKey := pageTag.ReplaceAllString(string(pageKey.FindSubmatch(key)[1]), "")
	file := filepath.Join(dir, "key.txt")
	if err := os.WriteFile(file, []byte(sheetKey), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := runHere(t.Context(), t, nil, "list", "--store", archive, "-i", file); got.status != statusDone {
		t.Errorf("with the new sheet: status %d: %s", got.status, got.err)
	}
}
