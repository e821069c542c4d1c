package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"exile/cmd/internal/console"
	"exile/convert/telegram/telegramtest"
)

// screen is a pseudoterminal with somebody at it.
type screen struct {
	t     *testing.T
	hand  *os.File // the person's side
	slave string   // the program's side

	mu   sync.Mutex
	seen bytes.Buffer
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	hand, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("there are no pseudoterminals here: ", err)
	}
	if err := unix.IoctlSetPointerInt(int(hand.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetUint32(int(hand.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{t: t, hand: hand, slave: "/dev/pts/" + strconv.Itoa(int(n))}
	t.Cleanup(func() { _ = hand.Close() })
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := hand.Read(buf)
			s.mu.Lock()
			s.seen.Write(buf[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

// open opens the program's side.
func (s *screen) open() *os.File {
	s.t.Helper()
	f, err := os.OpenFile(s.slave, os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		s.t.Skip("there are no pseudoterminals here: ", err)
	}
	return f
}

// shown is all that was ever shown.
func (s *screen) shown() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seen.String()
}

// wait waits until a text was shown.
func (s *screen) wait(text string) {
	s.t.Helper()
	for late := time.Now().Add(time.Minute); !strings.Contains(s.shown(), text); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(late) {
			shown := s.shown()
			s.t.Fatalf("%q was never shown, but at last %q", text, shown[max(0, len(shown)-500):])
		}
	}
}

// enter waits for a question and answers it.
func (s *screen) enter(question, answer string) {
	s.t.Helper()
	s.wait(question)
	if _, err := fmt.Fprintln(s.hand, answer); err != nil {
		s.t.Fatal(err)
	}
}

// On a terminal nothing secret is shown while it is typed, a push counts down what it
// waits for and draws how far it is, and takes both away at the end.
func TestOnATerminal(t *testing.T) {
	w := telegramtest.NewWorld()
	server := telegramtest.Start(t, w)
	dir := t.TempDir()
	env := map[string]string{"EXILE_TELEGRAM_DIR": filepath.Join(dir, "state"), "EXILE_TELEGRAM_API_ID": "17349"}
	s := newScreen(t)
	stderr := s.open()
	defer stderr.Close()
	var out bytes.Buffer
	start := func(stdin io.Reader, args ...string) <-chan console.Status {
		ended := make(chan console.Status, 1)
		go func() {
			ended <- execute(t.Context(), world{
				args: args, stdin: stdin, stdout: &out, stderr: stderr, system: "linux",
				getenv: func(name string) string { return env[name] },
				clock:  hurried{time.Now()}, server: server.Telegram(), work: 10,
				tty: func() (*os.File, *os.File, error) { return s.open(), s.open(), nil },
			})
		}()
		return ended
	}
	ended := start(stderr, "login")
	s.enter("api_hash", telegramtest.AppHash)
	s.enter("New passphrase", "correct horse")
	s.enter("once more", "correct horse")
	s.enter("Phone number", telegramtest.Phone)
	s.enter("Code (not shown)", telegramtest.Code)
	s.enter("Password of your Telegram", telegramtest.Password)
	if got := <-ended; got != console.Done {
		t.Fatalf("status %d: %s", got, s.shown())
	}
	for _, secret := range []string{telegramtest.AppHash, "correct horse", telegramtest.Code, telegramtest.Password} {
		if strings.Contains(s.shown(), secret) {
			t.Errorf("the screen shows %q", secret)
		}
	}

	env["EXILE_TELEGRAM_PASSPHRASE_FILE"] = filepath.Join(dir, "passphrase")
	if err := os.WriteFile(env["EXILE_TELEGRAM_PASSPHRASE_FILE"], []byte("correct horse\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	plan := filepath.Join(dir, "p.plan.json")
	text := []byte("[08/02/2026, 09:05:07] exile created group \"산책\"\n[08/02/2026, 09:06:00] 지우: <attached: a.jpg>\n")
	if got := <-start(streamOf(t, "plan", text), "plan", "--yes", "-o", plan); got != console.Done {
		t.Fatalf("status %d: %s", got, s.shown())
	}
	w.Flood("messages.startHistoryImport", 1, 300)
	if got := <-start(streamOf(t, "push", text), "push", plan); got != console.Done {
		t.Fatalf("status %d: %s", got, s.shown())
	}
	for _, want := range []string{"\rWaiting ", "Telegram asks to wait (FLOOD_WAIT)\x1b[K", "Uploading files", "Receipt: "} {
		s.wait(want)
	}
	shown := s.shown()
	if last := shown[strings.LastIndex(shown, "(FLOOD_WAIT)"):]; !strings.Contains(last, "\r\x1b[K") {
		t.Errorf("the countdown stays: %q", last)
	}
}

// streamOf is what exile hands over of a chat called 산책.
func streamOf(t *testing.T, depth string, text []byte) io.Reader {
	t.Helper()
	var b bytes.Buffer
	if err := writeBundle(&b, depth, map[string][]byte{"산책": text}, []string{"산책"}); err != nil {
		t.Fatal(err)
	}
	return &b
}
