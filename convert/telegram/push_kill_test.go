//go:build unix

package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// briskClock is the computer's, and what it is asked to wait is over at once.
type briskClock struct{ ahead atomic.Int64 }

func (c *briskClock) Now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *briskClock) Sleep(ctx context.Context, d time.Duration) error {
	c.ahead.Add(int64(d))
	return realClock{}.Sleep(ctx, time.Millisecond)
}

const (
	killDir  = "EXILE_TEST_PUSH_DIR"
	killSeed = "EXILE_TEST_PUSH_SEED"
	killSure = "EXILE_TEST_PUSH_SURE" // set: a start whose outcome is unknown is not repeated
	killSaid = "begun\n"
)

// TestKilledPush is no test of its own: it is the process that TestKillPush kills.
func TestKilledPush(t *testing.T) {
	dir := os.Getenv(killDir)
	if dir == "" {
		t.Skip("started by TestKillPush")
	}
	seed, err := strconv.Atoi(os.Getenv(killSeed))
	if err != nil {
		t.Fatal(err)
	}
	b := killBundle(seed)
	if _, err := io.WriteString(os.Stdout, killSaid); err != nil {
		t.Fatal(err)
	}
	err = pushIn(t, dir, b, os.Getenv(killSure) == "")
	if _, unknown := errors.AsType[*telegram.UnknownError](err); err != nil && !unknown {
		t.Fatal(err)
	}
}

// pushIn pushes the plan of a folder.
func pushIn(t *testing.T, dir string, b *bundle, retry bool) error {
	t.Helper()
	in, out := io.Pipe()
	go func() { _ = out.CloseWithError(b.write(out, &b.m)) }()
	return pushStream(t, dir, in, retry)
}

// pushStream pushes the plan of a folder.
func pushStream(t *testing.T, dir string, in io.Reader, retry bool) error {
	t.Helper()
	srv, err := telegramtest.ReadConnection(filepath.Join(dir, "server.json"))
	if err != nil {
		return err
	}
	k, err := telegram.OpenKeep(filepath.Join(dir, "keep"))
	if err != nil {
		return err
	}
	defer k.Close()
	if err := k.Unlock(testPass); err != nil {
		return err
	}
	plan, err := os.Open(filepath.Join(dir, "plan.json"))
	if err != nil {
		return err
	}
	defer plan.Close()
	p, err := telegram.ReadPlan(plan)
	if err != nil {
		return err
	}
	r, err := handover.NewReader(in)
	if err != nil {
		return err
	}
	opt := telegram.Options{Server: srv, Clock: &briskClock{}, Offset: testOffset, Version: "1", Lang: "ko", Patience: 20 * time.Second}
	return within(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		out, err := c.Push(ctx, p, r, telegram.PushOptions{NoPace: true, RetryUnknown: retry})
		if err == nil && !out.Done() {
			return errors.New("it is not done")
		}
		return err
	})
}

// killBundle is a bundle of two chats, the second with many files.
func killBundle(seed int) *bundle {
	b := twoChats(seed)
	var all []said
	for i := range 300 {
		all = append(all, attach("Minjun Kim", fmt.Sprintf("%08d-FILE.bin", i), export.FileDocument, noise(uint64(i), strconv.Itoa(seed*1000+i), 2_000)))
	}
	b.part(time.Date(2024, 4, 28, 0, 0, 0, 0, time.UTC), all...)
	return b
}

// pushKills is how often a push is killed.
const pushKills = 50

// Killed at any moment, one to three times, a push that is begun again delivers
// everything once: no message twice, no group twice, nothing that is missing.
func TestKillPush(t *testing.T) {
	kills := pushKills
	if testing.Short() {
		kills = 6
	}
	k := newKilling(t)
	rnd := rand.New(rand.NewPCG(7, 7))
	k.round(t, 0, nil)
	for seed := 2; k.killed < kills; seed++ {
		var delays []time.Duration
		for range 1 + rnd.IntN(3) {
			delays = append(delays, time.Duration(rnd.Int64N(int64(k.took))))
		}
		k.round(t, seed, delays)
		if seed > 4*kills {
			t.Fatal("most runs were not killed")
		}
	}
	t.Logf("a push takes %v; %d were killed, %d ended before; when killed the parts were %v", k.took, k.killed, k.ended, k.found)
}

// The same where Telegram runs an import again that is started again, which nobody knows
// that it does not, and with a person who asks for nothing: everything is there once, or
// it is told that this is not known, and nothing is started a second time.
func TestKillPushUnsure(t *testing.T) {
	kills := pushKills / 2
	if testing.Short() {
		kills = 3
	}
	k := newKilling(t)
	k.sure = true
	k.world.StartsTwice(true)
	rnd := rand.New(rand.NewPCG(8, 8))
	k.round(t, 0, nil)
	for seed := 2; k.killed < kills; seed++ {
		k.round(t, seed, []time.Duration{time.Duration(rnd.Int64N(int64(k.took)))})
		if seed > 8*kills {
			t.Fatal("most runs were not killed")
		}
	}
	t.Logf("%d were killed, %d ended before, %d are not known; when killed the parts were %v", k.killed, k.ended, k.unknown, k.found)
}

type pushKilling struct {
	dir           string
	world         *telegramtest.World
	opt           telegram.Options
	took          time.Duration
	killed, ended int
	sure          bool // a start whose outcome is unknown is not repeated
	unknown       int  // pushes that came to that
	found         map[telegram.Outcome]int
}

func newKilling(t *testing.T) *pushKilling {
	t.Helper()
	k := &pushKilling{dir: t.TempDir(), world: telegramtest.NewWorld(), found: map[telegram.Outcome]int{}}
	k.world.Contact("Seo-yeon", "Lee", true)
	srv := telegramtest.Start(t, k.world)
	k.opt = optionsOf(srv)
	keep := openKeep(t, filepath.Join(k.dir, "keep"))
	if err := keep.Create(testApp(), testPass, testWork); err != nil {
		t.Fatal(err)
	}
	err := connect(t, keep, k.opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, rightAsker())
		return err
	})
	if err := errors.Join(err, keep.Close(), srv.WriteConnection(filepath.Join(k.dir, "server.json"))); err != nil {
		t.Fatal(err)
	}
	return k
}

// round plans a bundle, kills a push of it after each delay, and pushes it to its end.
func (k *pushKilling) round(t *testing.T, seed int, delays []time.Duration) {
	t.Helper()
	b := killBundle(1000 + seed)
	p := k.plan(t, b)
	for _, d := range delays {
		k.kill(t, seed, d)
		if s, err := telegram.ReadJournal(telegram.JournalPath(filepath.Join(k.dir, "keep"), p.ID)); err == nil {
			for _, part := range s.Parts {
				k.found[part.Outcome]++
			}
		}
	}
	began := time.Now()
	err := pushIn(t, k.dir, b, !k.sure)
	if _, unknown := errors.AsType[*telegram.UnknownError](err); unknown && k.sure {
		k.unknown++
		k.startedOnce(t)
		err = pushIn(t, k.dir, b, true) // somebody has looked into the chat: it is not there
	}
	if err != nil {
		t.Fatalf("seed %d, killed after %v: %v", seed, delays, err)
	}
	k.startedOnce(t)
	if len(delays) == 0 {
		k.took = time.Since(began)
	}
	k.check(t, b, delays)
}

// startedOnce checks that no import ran a second time.
func (k *pushKilling) startedOnce(t *testing.T) {
	t.Helper()
	ran := map[string]bool{}
	for _, im := range k.world.Imports() {
		if im.State != telegramtest.Started && im.State != telegramtest.Done {
			continue
		}
		if key := fmt.Sprint(im.Peer, sum(im.Text)); ran[key] {
			t.Fatalf("an import into chat %d ran twice", im.Peer)
		} else {
			ran[key] = true
		}
	}
}

func (k *pushKilling) plan(t *testing.T, b *bundle) *telegram.Plan {
	t.Helper()
	keep := openKeep(t, filepath.Join(k.dir, "keep"))
	if err := keep.Unlock(testPass); err != nil {
		t.Fatal(err)
	}
	p := planOf(t, keep, k.opt, b, telegram.Want{})
	var out bytes.Buffer
	if err := errors.Join(p.Write(&out), os.WriteFile(filepath.Join(k.dir, "plan.json"), out.Bytes(), 0o600), keep.Close()); err != nil {
		t.Fatal(err)
	}
	return p
}

func (k *pushKilling) kill(t *testing.T, seed int, delay time.Duration) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledPush$")
	cmd.Env = append(os.Environ(), killDir+"="+k.dir, killSeed+"="+strconv.Itoa(1000+seed))
	if k.sure {
		cmd.Env = append(cmd.Env, killSure+"=1")
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, len(killSaid))
	if _, err := io.ReadFull(out, said); err != nil || string(said) != killSaid {
		t.Fatalf("it said %q, %v; %s", said, err, &errs)
	}
	timer := time.AfterFunc(delay, func() { _ = cmd.Process.Kill() })
	rest, _ := io.ReadAll(out)
	err = cmd.Wait()
	timer.Stop()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		t.Fatalf("after %v: %v: %s %s", delay, err, rest, &errs)
	}
	if err == nil {
		k.ended++
		k.took = k.took * 9 / 10 // how long it takes depends on what else the computer does
		return
	}
	k.killed++
}

// check looks whether everything is there once.
func (k *pushKilling) check(t *testing.T, b *bundle, delays []time.Duration) {
	t.Helper()
	for i := range b.m.Chats {
		c := &b.m.Chats[i]
		var peers []int64
		for _, g := range k.world.Chats() {
			if g.Title == c.Title {
				peers = append(peers, g.ID)
			}
		}
		if len(peers) != 1 {
			t.Fatalf("killed after %v: %d groups", delays, len(peers))
		}
		var want int64
		sums := map[string]bool{}
		for j := range c.Parts {
			want += c.Parts[j].Messages
			for n := range c.Parts[j].Files {
				sums[c.Parts[j].Files[n].SHA256] = true
			}
		}
		var got int64
		seen := map[string]bool{}
		for _, m := range k.world.History(peers[0]) {
			if !m.Imported {
				continue
			}
			got++
			if m.Media != nil {
				delete(sums, m.Media.SHA256)
			}
			if key := fmt.Sprint(m.Original, m.Text, m.Name); seen[key] {
				t.Errorf("killed after %v: a message is there twice", delays)
			} else {
				seen[key] = true
			}
		}
		if got != want || len(sums) != 0 {
			t.Fatalf("killed after %v: %d messages, not %d, and %d files are missing", delays, got, want, len(sums))
		}
	}
}
