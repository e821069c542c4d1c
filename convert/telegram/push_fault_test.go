package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// twoChats is a bundle of two chats, the first in two parts.
func twoChats(seed int) *bundle {
	b := smallBundle(seed)
	b.part(time.Date(2024, 2, 20, 0, 0, 0, 0, time.UTC), append(chatter(3),
		attach("Seo-yeon Lee", "00000003-회의록.pdf", export.FileDocument, noise(3, "%PDF", 600_000)))...)
	b.chat(fmt.Sprintf("다른 모임 %d", seed), true)
	b.part(time.Date(2024, 3, 25, 0, 0, 0, 0, time.UTC), append(chatter(3), said{who: "Minjun Kim", text: fmt.Sprint("둘 ", seed)},
		attach("Minjun Kim", "00000001-VIDEO.mp4", export.FileVideo, noise(4, mp4Begin, 11<<20)))...)
	return b
}

// Whichever answer is lost, heard or not: the same push, or the next one, delivers
// everything once.
func TestPushLostAnswers(t *testing.T) {
	r := newRig(t)
	for i, call := range []string{
		"users.getUsers", "channels.createChannel", "messages.checkHistoryImportPeer", "upload.saveFilePart", "upload.saveBigFilePart",
		"messages.initHistoryImport", "messages.uploadImportedMedia", "messages.getHistory", "messages.startHistoryImport",
	} {
		for j, lose := range []func(){
			func() { r.world.LoseAnswer(call, 1, false) },
			func() { r.world.LoseAnswer(call, 1, true) },
			func() { r.world.Cut(call, 1) },
		} {
			b := twoChats(10*i + j)
			p := planOf(t, r.keep, r.opt, b, telegram.Want{})
			r.world.ForgetCalls()
			lose()
			out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
			if _, unknown := errors.AsType[*telegram.UnknownError](err); unknown && call == "messages.startHistoryImport" && j == 2 {
				// It was not heard, which nobody can know.
				out, err = pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, RetryUnknown: true})
			}
			if err != nil {
				t.Fatalf("%s, %d: %v", call, j, err)
			}
			r.arrived(t, b, out)
			r.oneGroup(t, b)
			if n := r.world.Count("messages.startHistoryImport"); n != 3 {
				t.Errorf("%s, %d: %d starts were done", call, j, n)
			}
		}
	}
}

// pushUntilDone pushes again and again, as a person would who is told to.
func (r *rig) pushUntilDone(t *testing.T, p *telegram.Plan, b *bundle, most int) *telegram.Pushed {
	t.Helper()
	how := telegram.PushOptions{NoPace: true}
	for range most {
		out, err := pushOf(t, r.keep, r.opt, p, b, how)
		if err == nil {
			return out
		}
		_, how.RetryUnknown = errors.AsType[*telegram.UnknownError](err)
		t.Logf("pushed again after %v", err)
	}
	t.Fatalf("pushed %d times, and it is not done", most)
	return nil
}

// Connections that are cut at random, about every twelfth call.
func TestPushCut(t *testing.T) {
	r := newRig(t)
	for seed := range 6 {
		b := twoChats(seed)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		r.world.CutEvery(12, int64(seed))
		out := r.pushUntilDone(t, p, b, 20)
		r.world.Heal()
		r.arrived(t, b, out)
		r.oneGroup(t, b)
	}
}

// A server that is gone for a while, again and again.
func TestPushRestart(t *testing.T) {
	r := newRig(t)
	b := twoChats(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		rnd := rand.New(rand.NewPCG(1, 1))
		for range 5 {
			time.Sleep(time.Duration(rnd.IntN(150)) * time.Millisecond)
			r.srv.Stop()
			time.Sleep(time.Duration(rnd.IntN(300)) * time.Millisecond)
			r.srv.Restart()
			if ctx.Err() != nil {
				return
			}
		}
	}()
	out := r.pushUntilDone(t, p, b, 20)
	cancel()
	<-stopped
	r.arrived(t, b, out)
	r.oneGroup(t, b)
}

// Called off at any stage, a push ends with what the context says and goes on later.
func TestPushCalledOff(t *testing.T) {
	r := newRig(t)
	for i, stage := range []telegram.PushStage{telegram.StageGroup, telegram.StageText, telegram.StageMedia, telegram.StageStart, telegram.StageAppear} {
		b := twoChats(i)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		ctx, cancel := context.WithCancel(t.Context())
		err := telegram.Connect(ctx, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
			_, err := c.Push(ctx, p, b.reader(t), telegram.PushOptions{NoPace: true, Progress: func(g telegram.PushProgress) {
				if g.Stage == stage {
					cancel()
				}
			}})
			return err
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: %v", stage, err)
		}
		out := r.pushUntilDone(t, p, b, 3)
		r.arrived(t, b, out)
		r.oneGroup(t, b)
	}
}

// Called off among the files, a push goes on with the files that are missing: only
// the first one is sent again, to see whether Telegram still knows the import. If it
// does not, everything is sent anew, in the same push.
func TestPushResume(t *testing.T) {
	for _, forgotten := range []bool{false, true} {
		r := newRig(t)
		b := newBundle()
		b.chat("사진", true)
		all := chatter(2)
		for i := range 20 {
			all = append(all, attach("Minjun Kim", fmt.Sprintf("%08d-PHOTO.jpg", i), export.FilePhoto, photo(uint64(i), 30)))
		}
		b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), all...)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		r.world.Fail("messages.uploadImportedMedia", 11, 400, "CHAT_ADMIN_REQUIRED")
		if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{Threads: 1}); err == nil {
			t.Fatal("no error")
		}
		want := 11 // the first again, and ten that are missing
		if forgotten {
			r.world.Fail("messages.uploadImportedMedia", 1, 400, "IMPORT_ID_INVALID")
			want = 21
		}
		r.world.ForgetCalls()
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{Threads: 1})
		if err != nil {
			t.Fatal(err)
		}
		r.arrived(t, b, out)
		n := 0
		for _, c := range r.world.Calls() {
			if c.Method == "messages.uploadImportedMedia" {
				n++
			}
		}
		if n != want {
			t.Errorf("forgotten %v: %d files were handed over, not %d", forgotten, n, want)
		}
	}
}

// A basic group becomes a supergroup, once, also if the answer is lost.
func TestPushBasicGroup(t *testing.T) {
	for _, acked := range []bool{false, true} {
		r := newRig(t)
		r.world.BasicGroup("옛 모임", telegramtest.Creator)
		b := smallBundle(1)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "옛 모임"})
		r.world.LoseAnswer("messages.migrateChat", 1, acked)
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r.arrived(t, b, out)
		if n := r.world.Count("messages.migrateChat"); n != 1 || out.Parts[0].Target.Kind != telegram.PeerSupergroup {
			t.Errorf("%d migrations, into %+v", n, out.Parts[0].Target)
		}
	}
}

// A trouble with one chat leaves the others alone.
func TestPushOneChatFails(t *testing.T) {
	r := newRig(t)
	b := twoChats(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Fail("messages.initHistoryImport", 1, 400, "IMPORT_FORMAT_DATE_INVALID")
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err == nil || len(out.Parts) != 3 {
		t.Fatalf("%v, %+v", err, out)
	}
	if got := []telegram.Outcome{out.Parts[0].Outcome, out.Parts[1].Outcome, out.Parts[2].Outcome}; got[0] != telegram.OutcomeFailed ||
		got[1] != telegram.OutcomeNone || got[2] != telegram.OutcomeSeen {
		t.Errorf("outcomes %q", got)
	}
	r.arrived(t, b, r.pushUntilDone(t, p, b, 1))
}

// One account's imports keep the pace that others reported, across plans.
func TestPushPace(t *testing.T) {
	r := newRig(t)
	for i, want := range []time.Duration{0, 70 * time.Minute} {
		clear(r.waits)
		b := smallBundle(i)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		if p.Estimate.Waits > want || p.Estimate.Waits < want-time.Minute {
			t.Errorf("plan %d: thought to wait %v, not %v", i, p.Estimate.Waits, want)
		}
		if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
			t.Fatal(err)
		}
		if got := r.waits[telegram.WaitPace]; got > want || got < want-time.Minute {
			t.Errorf("push %d: waited %v, not %v", i, got, want)
		}
	}
	clear(r.waits)
	b := twoChats(5)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Fail("messages.startHistoryImport", 1, 400, "CHAT_ADMIN_REQUIRED")
	_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
	if err == nil {
		t.Fatal("no error")
	}
	clear(r.waits)
	r.arrived(t, b, r.pushPaced(t, p, b))
	if r.waits[telegram.WaitPeerPace] < 23*time.Hour {
		t.Errorf("two imports into one chat: waited %v", r.waits)
	}
}

func (r *rig) pushPaced(t *testing.T, p *telegram.Plan, b *bundle) *telegram.Pushed {
	t.Helper()
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What does not belong together is refused before anything is called that writes.
func TestPushForeign(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	refused := func(name string, want error, p telegram.Plan, b *bundle) {
		t.Helper()
		r.world.ForgetCalls()
		if _, err := pushOf(t, r.keep, r.opt, &p, b, telegram.PushOptions{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
		r.wroteNothing(t)
	}
	other := *p
	other.Account.ID++
	refused("another account", telegram.ErrOtherAccount, other, b)
	other = *p
	other.Request.Offset -= 3600
	refused("another offset", telegram.ErrChangedBundle, other, b)
	refused("another text", telegram.ErrChangedBundle, *p, smallBundle(2))
	changed := smallBundle(1)
	changed.m.Chats[0].Parts[0].Files[0].Kind = export.FileDocument
	refused("another kind of a file", telegram.ErrChangedBundle, *p, changed)
	changed = smallBundle(1)
	changed.m.Depth = handover.Texts
	refused("no files", telegram.ErrChangedBundle, *p, changed)

	opt := r.opt
	r.opt.Offset = 8 * time.Hour
	refused("a connection with another offset", telegram.ErrOtherOffset, *p, b)
	r.opt = opt

	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	other = *p
	other.Deliveries = append([]telegram.Delivery(nil), p.Deliveries...)
	other.Deliveries[0].Target.Title = "다른 제목"
	if err := telegram.SealPlan(r.keep, &other); err != nil {
		t.Fatal(err)
	}
	refused("another target under the same plan's name", telegram.ErrForeignJournal, other, b)
}

// Two plans of one text into one chat: the second is refused, at the planning and at
// the push, unless it is wanted.
func TestPushTwice(t *testing.T) {
	r := newRig(t)
	r.world.Group("모임", telegramtest.Creator)
	b := smallBundle(1)
	want := telegram.Want{To: "모임"}
	p, q := planOf(t, r.keep, r.opt, b, want), planOf(t, r.keep, r.opt, b, want)
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pushOf(t, r.keep, r.opt, q, b, telegram.PushOptions{}); !isBefore(err, p.ID) {
		t.Errorf("push: %v", err)
	}
	err = within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Plan(ctx, &b.m, want)
		return err
	})
	if !isBefore(err, p.ID) {
		t.Errorf("plan: %v", err)
	}
	r.arrived(t, b, out)

	fresh := planOf(t, r.keep, r.opt, b, telegram.Want{})
	if !tells(fresh, telegram.RemarkBefore) {
		t.Error("that it was delivered elsewhere is not told")
	}
	want.Again = true
	again := planOf(t, r.keep, r.opt, b, want)
	if _, err := pushOf(t, r.keep, r.opt, again, b, telegram.PushOptions{}); err != nil {
		t.Error(err)
	}
	if tells(fresh, telegram.RemarkAgain) || !tells(again, telegram.RemarkAgain) || tells(again, telegram.RemarkBefore) {
		t.Errorf("into another chat: %+v; into this one: %+v", fresh.Deliveries[0].Told, again.Deliveries[0].Told)
	}
}

func isBefore(err error, plan string) bool {
	e, ok := errors.AsType[*telegram.BeforeError](err)
	return ok && e.Plan == plan
}

func tells(p *telegram.Plan, code telegram.RemarkCode) bool {
	for i := range p.Deliveries {
		for _, r := range p.Deliveries[i].Told {
			if r.Code == code {
				return true
			}
		}
	}
	return false
}

// A second push at the same time does not get the folder.
func TestPushAtOnce(t *testing.T) {
	r := newRig(t)
	if _, err := telegram.OpenKeep(r.keep.Dir()); !errors.Is(err, telegram.ErrBusy) {
		t.Errorf("%v", err)
	}
}
