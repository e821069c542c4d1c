package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"exile/cmd/internal/console"
	"exile/convert/telegram/telegramtest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"exile-telegram": courier})
}

// courier is the program, but for the server that it connects to: that of the tests
// alone, named by a file.
func courier() {
	if os.Getenv("KEEP_TERMINAL") == "" { // of a program that was started by another
		detach()
	}
	server, err := telegramtest.ReadConnection(os.Getenv("TEST_CONNECTION"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
	os.Exit(int(run(world{
		args: os.Args[1:], stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, home: os.UserHomeDir, system: runtime.GOOS, tty: console.OpenTTY,
		clock: hurried{time.Now()}, server: server, work: 10,
	})))
}

// hurried is a clock that goes a hundred times as fast, so that what takes minutes to
// wait for need not be waited for in tests.
type hurried struct{ from time.Time }

const hurry = 100

// Now is the time.
func (h hurried) Now() time.Time { return h.from.Add(time.Since(h.from) * hurry) }

// Sleep waits.
func (h hurried) Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d / hurry)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

type worldKey struct{}

// Each script tells one behaviour, headed by its reason. Each has a Telegram of its
// own.
func TestScripts(t *testing.T) {
	example, err := filepath.Abs("../../examples/kakaotalk")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			w := telegramtest.NewWorld()
			w.SetPassword("")
			server := telegramtest.Start(env.T().(testing.TB), w)
			env.Values[worldKey{}] = w
			connection := filepath.Join(env.WorkDir, ".connection")
			if err := server.WriteConnection(connection); err != nil {
				return err
			}
			passphrase := filepath.Join(env.WorkDir, ".passphrase")
			if err := os.WriteFile(passphrase, []byte("말 여덟 개의 암호\n"), 0o600); err != nil {
				return err
			}
			for name, value := range map[string]string{
				"TEST_CONNECTION": connection, "EXAMPLE": example, "TZ": "Asia/Seoul", "LC_ALL": "en_US.UTF-8", "HOME": env.WorkDir,
				"EXILE_TELEGRAM_DIR":             filepath.Join(env.WorkDir, "state"),
				"EXILE_TELEGRAM_PASSPHRASE_FILE": passphrase,
				"EXILE_TELEGRAM_API_ID":          strconv.Itoa(telegramtest.AppID),
				"EXILE_TELEGRAM_API_HASH":        telegramtest.AppHash,
			} {
				env.Setenv(name, value)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": cmdStatus,
			"world":  cmdWorld,
			"bundle": cmdBundle,
			"hide":   cmdHide,
			"damage": cmdDamage,
			"away":   cmdAway,
			"exile":  cmdExile,
		},
	})
}

// cmdStatus runs a program and checks its exit status, as in: status 6 exile-telegram whoami.
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command…")
	}
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("status %d, want %s", got, want)
	}
}

// cmdExile builds exile and puts it into PATH, where the courier under test is too.
func cmdExile(ts *testscript.TestScript, _ bool, _ []string) {
	bin := ts.MkAbs("bin")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", filepath.Join(bin, "exile"), "exile/cmd/exile")
	if out, err := build.CombinedOutput(); err != nil {
		ts.Fatalf("build exile: %v\n%s", err, out)
	}
	ts.Setenv("PATH", bin+string(filepath.ListSeparator)+ts.Getenv("PATH"))
}

// cmdHide changes letters of a file, as somebody does who meddles; its usage is
// hide FILE OLD NEW.
func cmdHide(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.ReadFile(args[0])
	if !strings.Contains(s, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(s, args[1], args[2], 1)), 0o600))
}

// one returns the only file of a pattern.
func one(ts *testscript.TestScript, pattern string) string {
	files, err := filepath.Glob(ts.MkAbs(pattern))
	ts.Check(err)
	if len(files) != 1 {
		ts.Fatalf("%s: %d files", pattern, len(files))
	}
	return files[0]
}

// cmdDamage changes a letter in the middle of a file, as a bad disk does; its usage is
// damage FILE.
func cmdDamage(ts *testscript.TestScript, _ bool, args []string) {
	path := one(ts, args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	data[len(data)/2] ^= 1
	ts.Check(os.WriteFile(path, data, 0o600))
}

// cmdAway moves a file into the folder away; its usage is away FILE.
func cmdAway(ts *testscript.TestScript, _ bool, args []string) {
	path := one(ts, args[0])
	ts.Check(os.Rename(path, filepath.Join(ts.MkAbs("away"), filepath.Base(path))))
}

// cmdWorld changes the script's Telegram, or looks into it.
func cmdWorld(ts *testscript.TestScript, _ bool, args []string) {
	w := ts.Value(worldKey{}).(*telegramtest.World)
	if len(args) == 0 {
		ts.Fatalf("usage: world WHAT …")
	}
	number := func(i int) int {
		n, err := strconv.Atoi(args[i])
		ts.Check(err)
		return n
	}
	switch what := args[0]; what {
	case "contact": // contact FIRST LAST
		w.Contact(args[1], args[2], true)
	case "acquaintance": // who has not saved the account: acquaintance FIRST LAST
		w.Contact(args[1], args[2], false)
	case "group": // group TITLE ROLE [PEOPLE [MESSAGES]]
		id := w.Group(args[1], telegramtest.Role(args[2]))
		ts.Setenv("GROUP", strconv.FormatInt(id, 10))
		if len(args) > 3 {
			w.Crowd(id, number(3))
		}
		for i := 4; i < len(args); i++ {
			for n := range number(i) {
				w.Say(id, telegramtest.SelfID, fmt.Sprint("hello ", n))
			}
		}
	case "channel":
		w.Channel(args[1], telegramtest.Creator)
	case "password":
		w.SetPassword(args[1])
	case "fail": // fail METHOD NTH CODE MESSAGE
		w.Fail(args[1], number(2), number(3), args[4])
	case "lose": // lose METHOD NTH
		w.LoseAnswer(args[1], number(2), true)
	case "trickle":
		w.Trickle(number(1))
	case "heal":
		w.Heal()
	case "revoke":
		w.Revoke()
	case "await": // await METHOD N: until it was called so often, refused or not
		for late := time.Now().Add(time.Minute); called(w, args[1]) < number(2); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(late) {
				ts.Fatalf("%s was called %d times, not %s", args[1], called(w, args[1]), args[2])
			}
		}
	case "counts": // counts METHOD N
		if got := w.Count(args[1]); got != number(2) {
			ts.Fatalf("%s was called %d times, want %s", args[1], got, args[2])
		}
	case "logins":
		if got := w.Logins(); got != number(1) {
			ts.Fatalf("%d sessions are signed in, want %s", got, args[1])
		}
	case "media": // media FOLDER N: so many files came, each of them byte for byte one of the folder's
		if got := known(ts, w, args[1]); got != number(2) {
			ts.Fatalf("%d files are as in %s, want %s", got, args[1], args[2])
		}
	case "holds": // holds TITLE N: so many imported messages
		if got := imported(w, args[1]); got != number(2) {
			ts.Fatalf("%q holds %d imported messages, want %s", args[1], got, args[2])
		}
	default:
		ts.Fatalf("world knows no %q", what)
	}
}

// imported counts the imported messages of all chats of a title that are there still.
func imported(w *telegramtest.World, title string) (n int) {
	for _, c := range w.Chats() {
		if c.Title != title || c.Gone {
			continue
		}
		for _, m := range w.History(c.ID) {
			if m.Imported {
				n++
			}
		}
	}
	return n
}

// called counts the calls of a method, however they ended.
func called(w *telegramtest.World, method string) (n int) {
	for _, c := range w.Calls() {
		if c.Method == method {
			n++
		}
	}
	return n
}

// known counts the imported files whose bytes are those of a file in a folder.
func known(ts *testscript.TestScript, w *telegramtest.World, folder string) (n int) {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	ts.Check(err)
	sums := map[string]bool{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		ts.Check(err)
		sums[fmt.Sprintf("%x", sha256.Sum256(data))] = true
	}
	for _, im := range w.Imports() {
		for i := range im.Media {
			if sums[im.Media[i].SHA256] {
				n++
			}
		}
	}
	return n
}
