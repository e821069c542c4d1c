package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram/telegramtest"
)

// bench is a folder with both programs: exile as it is built for everybody, and the
// courier, which here connects to a Telegram of the tests alone.
func bench(t *testing.T) string {
	t.Helper()
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("the go tool is not here: exile cannot be built")
	}
	out, err := exec.CommandContext(t.Context(), tool, "env", "CGO_ENABLED").Output()
	if err != nil || strings.TrimSpace(string(out)) != "1" {
		t.Skip("cgo is off or there is no C compiler: exile cannot be built")
	}
	dir := t.TempDir()
	build := exec.CommandContext(t.Context(), tool, "build", "-o", filepath.Join(dir, "exile"), "exile/cmd/exile")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, filepath.Join(dir, "exile-telegram"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// desk is somebody's computer with exile on it, and their Telegram.
type desk struct {
	t      *testing.T
	world  *telegramtest.World
	server *telegramtest.Server
	bin    string
	dir    string // where they work
	env    []string

	jiwoo int64 // a contact
}

func newDesk(t *testing.T, bin string) *desk {
	t.Helper()
	w := telegramtest.NewWorld()
	w.SetPassword("")
	d := &desk{t: t, world: w, server: telegramtest.Start(t, w), bin: bin, dir: t.TempDir(), jiwoo: w.Contact("지우", "박", true)}
	hidden := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(hidden, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	connection := filepath.Join(hidden, "connection")
	if err := d.server.WriteConnection(connection); err != nil {
		t.Fatal(err)
	}
	d.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + hidden, "TMPDIR=" + hidden, "TZ=Asia/Seoul", "LC_ALL=en_US.UTF-8", "TERM=xterm",
		"TEST_CONNECTION=" + connection, "KEEP_TERMINAL=1",
		"EXILE_TELEGRAM_DIR=" + filepath.Join(hidden, "courier"),
		"EXILE_TELEGRAM_PASSPHRASE_FILE=" + file("passphrase", "말 여덟 개의 암호\n"),
		"EXILE_TELEGRAM_API_ID=" + strconv.Itoa(telegramtest.AppID),
		"EXILE_TELEGRAM_API_HASH=" + telegramtest.AppHash,
	}
	return d
}

// outcome is how a run ended and what it said.
type outcome struct {
	status   console.Status
	out, err string
}

// command is exile with its arguments, in a session of its own: on no terminal.
func (d *desk) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(d.t.Context(), filepath.Join(d.bin, "exile"), args...)
	cmd.Dir, cmd.Env = d.dir, d.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd
}

// run runs exile to its end.
func (d *desk) run(args ...string) outcome {
	d.t.Helper()
	var out, errs bytes.Buffer
	cmd := d.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	status := d.status(cmd.Run())
	return outcome{status, out.String(), errs.String()}
}

func (d *desk) status(err error) console.Status {
	d.t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return console.Done
	case errors.As(err, &exit):
		return console.Status(exit.ExitCode()) // -1: it was killed
	}
	d.t.Fatal(err)
	return console.Failed
}

// must runs what has to go well.
func (d *desk) must(args ...string) outcome {
	d.t.Helper()
	got := d.run(args...)
	if got.status != console.Done {
		d.t.Fatalf("exile %s: status %d\n%s%s", strings.Join(args, " "), got.status, got.out, got.err)
	}
	return got
}

// sitting is a run with somebody at the terminal.
type sitting struct {
	*screen
	desk *desk
	cmd  *exec.Cmd
}

// sit starts exile on a terminal.
func (d *desk) sit(args ...string) *sitting {
	d.t.Helper()
	s := newScreen(d.t)
	slave := s.open()
	defer slave.Close()
	cmd := d.command(args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	return &sitting{s, d, cmd}
}

// asked waits for a question and answers it.
func (s *sitting) asked(question lang.Text, answer string) {
	s.t.Helper()
	s.enter(lang.EN.Say(question, nil), answer)
}

// leave waits until the run ends, which must be with a status.
func (s *sitting) leave(want console.Status) {
	s.t.Helper()
	if got := s.desk.status(s.cmd.Wait()); got != want {
		s.t.Fatalf("exile %s: status %d, want %d\n%s", strings.Join(s.cmd.Args[1:], " "), got, want, s.shown())
	}
}

// login signs in, at the terminal.
func (d *desk) login() {
	d.t.Helper()
	s := d.sit("telegram", "login")
	s.asked(lang.AskPhone, telegramtest.Phone)
	s.asked(lang.AskCode, telegramtest.Code)
	s.leave(console.Done)
}

// keeps adds a chat to the store.
func (d *desk) keeps(k *talk) {
	d.t.Helper()
	export := filepath.Join(d.t.TempDir(), "KakaoTalk_Chats_2026-02-20_15.19.13_-131450398")
	if err := k.write(export); err != nil {
		d.t.Fatal(err)
	}
	d.must("add", export)
}

// chat is the group or channel of a title that is there.
func (d *desk) chat(title string) telegramtest.Chat {
	d.t.Helper()
	for _, c := range slices.Backward(d.world.Chats()) {
		if c.Title == title && !c.Gone {
			return c
		}
	}
	d.t.Fatalf("there is no chat %q", title)
	return telegramtest.Chat{}
}

// nicknames is what people of the chats are called on Telegram.
func nicknames() map[string]string {
	return map[string]string{minjun: telegramtest.First + " " + telegramtest.Last}
}

// sides are the accounts of those who have one.
func (d *desk) sides() map[string]int64 {
	return map[string]int64{minjun: telegramtest.SelfID, jiwoo: d.jiwoo}
}

// holds fails unless a chat holds exactly this talk, each message once and in order.
func (d *desk) holds(chat int64, k *talk) {
	d.t.Helper()
	got, want := stands(d.world, chat), k.expected(nicknames(), d.sides())
	for i := range max(len(got), len(want)) {
		var g, w arrived
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			d.t.Fatalf("message %d of %d, want %d:\n%v, want\n%v", i+1, len(got), len(want), g, w)
		}
	}
}
