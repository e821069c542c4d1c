package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"exile/cmd/internal/console"
	"exile/convert/telegram/telegramtest"
)

// stop is where a push is stopped: it waits there for five minutes, as Telegram asks
// it to, or for the messages to appear.
type stop struct {
	name    string
	method  string // which call was refused, or done
	nth     int
	done    bool
	unknown bool // nothing but the chat itself can tell whether it was done
}

// stops are places all along a push of twenty photos.
func stops() []stop {
	return []stop{
		{"before the import is begun", "messages.initHistoryImport", 1, false, false},
		{"in the first file", "upload.saveFilePart", 2, false, false},
		{"among the files", "messages.uploadImportedMedia", 9, false, false},
		{"before it is started", "messages.startHistoryImport", 1, false, true},
		{"after it was started", "messages.startHistoryImport", 1, true, false},
	}
}

// arrange makes the server hold a push up at a place.
func (d *desk) arrange(s stop) {
	d.world.ForgetCalls()
	if s.done {
		d.world.Trickle(0)
		return
	}
	d.world.Flood(s.method, s.nth, 300)
}

// release lets everything through again.
func (d *desk) release() {
	d.world.Heal()
	d.world.Trickle(-1)
}

// await waits until a push has come to a place.
func (d *desk) await(s stop) {
	d.t.Helper()
	for late := time.Now().Add(time.Minute); ; time.Sleep(2 * time.Millisecond) {
		for _, c := range d.world.Calls() {
			if c.Method == s.method && (s.done && c.Done || !s.done && strings.HasPrefix(c.Err, "FLOOD_WAIT")) {
				return
			}
		}
		if time.Now().After(late) {
			d.t.Fatalf("the push never came to %q: %v", s.name, d.world.Calls())
		}
	}
}

// courierOf is the process that exile started.
func (d *desk) courierOf(exile int) int {
	d.t.Helper()
	lists, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", exile))
	if err != nil {
		d.t.Fatal(err)
	}
	for _, list := range lists {
		b, err := os.ReadFile(list)
		if err != nil {
			d.t.Skip("the system does not tell who started whom: ", err)
		}
		if fields := strings.Fields(string(b)); len(fields) > 0 {
			pid, err := strconv.Atoi(fields[0])
			if err != nil {
				d.t.Fatal(err)
			}
			return pid
		}
	}
	d.t.Fatal("exile has started nobody")
	return 0
}

// Whichever of the two programs is killed, and wherever: push again, and everything
// is there exactly once.
func courierKilled(d *desk) { d.killed("exile-telegram") }
func exileKilled(d *desk)   { d.killed("exile") }

func (d *desk) killed(victim string) {
	d.login()
	k := many(d.t, 20)
	d.keeps(k)
	for _, s := range stops() {
		title := "killed " + s.name
		plan := title + ".plan.json"
		d.must("telegram", "plan", "사진 모임", "--me", minjun, "--as", minjun+"=Minjun Kim", "--new-group", title, "-o", plan, "--yes")
		begun := len(d.world.Imports())
		d.arrange(s)
		cmd := d.command("telegram", "push", plan, "--no-pace", "--threads", "2")
		if err := cmd.Start(); err != nil {
			d.t.Fatal(err)
		}
		d.await(s)
		courier, pid, want := d.courierOf(cmd.Process.Pid), cmd.Process.Pid, console.Status(-1)
		if victim == "exile-telegram" {
			pid, want = courier, console.Failed
		}
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			d.t.Fatal(err)
		}
		if got := d.status(cmd.Wait()); got != want {
			d.t.Errorf("%s: status %d, want %d", title, got, want)
		}
		d.release()
		d.pushed(title, plan, s.unknown && pid == courier) // without exile the courier goes on with what it has
		d.holds(d.chat(title).ID, k)
		d.onlyOnce(title, begun)
	}
}

// pushed pushes until nobody else is at it: a courier whose exile was killed takes a
// moment to notice. What is unknown is not tried again before it is asked for.
func (d *desk) pushed(title, plan string, unknown bool) {
	d.t.Helper()
	args := []string{"telegram", "push", plan, "--no-pace"}
	for late := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		got := d.run(args...)
		switch {
		case got.status == console.Done:
			if unknown {
				d.t.Errorf("%s: that it is unknown was never said", title)
			}
			return
		case got.status != console.Temporary || time.Now().After(late):
			d.t.Fatalf("%s: pushed again: status %d\n%s%s", title, got.status, got.out, got.err)
		case unknown && strings.Contains(got.err, "--retry-unknown"):
			unknown = false
			args = append(args, "--retry-unknown")
		}
	}
}

// onlyOnce fails unless exactly one of the imports since was started.
func (d *desk) onlyOnce(title string, begun int) {
	d.t.Helper()
	started := 0
	for _, i := range d.world.Imports()[begun:] {
		if i.State == telegramtest.Started || i.State == telegramtest.Done {
			started++
		}
	}
	if started != 1 {
		d.t.Errorf("%s: %d imports were started", title, started)
	}
}

// Ctrl-C, which both programs get, ends a push at a checkpoint and says so.
func interrupted(d *desk) {
	d.login()
	k := many(d.t, 20)
	d.keeps(k)
	for _, at := range stops() {
		title := "stopped " + at.name
		plan := strings.ReplaceAll(title, " ", "-") + ".plan.json"
		d.must("telegram", "plan", "사진 모임", "--me", minjun, "--as", minjun+"=Minjun Kim", "--new-group", title, "-o", plan, "--yes")
		begun := len(d.world.Imports())
		d.arrange(at)
		s := d.sit("telegram", "push", plan, "--no-pace", "--threads", "2")
		d.await(at)
		s.wait("Waiting")
		if _, err := s.hand.WriteString("\x03"); err != nil {
			d.t.Fatal(err)
		}
		s.leave(console.Cancelled)
		s.wait("exile telegram push " + plan)
		for _, bad := range []string{"panic", "broken pipe", "context canceled"} {
			if strings.Contains(s.shown(), bad) {
				d.t.Errorf("the screen shows %q:\n%s", bad, s.shown())
			}
		}
		d.release()
		d.must("telegram", "push", plan, "--no-pace")
		d.holds(d.chat(title).ID, k)
		d.onlyOnce(title, begun)
	}
}
