package telegram_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// ran counts the imports that were run.
func (r *rig) ran() (n int) {
	for _, im := range r.world.Imports() {
		if im.State == telegramtest.Started || im.State == telegramtest.Done {
			n++
		}
	}
	return n
}

// Where Telegram runs an import again that is started again, a lost answer still brings
// nothing twice: no push starts it a second time by itself. Whoever asks for that gets
// what the library of Telegram does; the sentence must not promise otherwise.
func TestPushStartsTwice(t *testing.T) {
	for _, delay := range []time.Duration{0, 3 * time.Hour} {
		for name, lose := range map[string]func(r *rig){
			"heard":   func(r *rig) { r.world.LoseAnswer("messages.startHistoryImport", 1, true) },
			"unacked": func(r *rig) { r.world.LoseAnswer("messages.startHistoryImport", 1, false) },
			"unheard": func(r *rig) { r.world.Cut("messages.startHistoryImport", 1) },
		} {
			r := newRig(t)
			r.world.StartsTwice(true)
			r.world.Delay(delay)
			b := smallBundle(1)
			p := planOf(t, r.keep, r.opt, b, telegram.Want{})
			lose(r)
			var out *telegram.Pushed
			var err error
			for range 3 {
				out, err = pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
			}
			_, unknown := errors.AsType[*telegram.UnknownError](err)
			if unknown != (delay > 0 || name == "unheard") || r.starts() != 1 {
				t.Fatalf("%s, after %v: %v, %d starts", name, delay, err, r.starts())
			}
			if !unknown {
				r.arrived(t, b, out)
				continue
			}
			if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, RetryUnknown: true}); err != nil {
				t.Fatal(err)
			}
			want := 1
			if name != "unheard" {
				want = 2 // the first was only late
			}
			if r.ran() != want {
				t.Errorf("%s: repeated, %d imports ran, not %d", name, r.ran(), want)
			}
		}
	}
}

// A plan that was changed by hand is refused, whatever was changed and however well it
// fits; and so is one of another folder.
func TestPlanForged(t *testing.T) {
	r := newRig(t)
	mine := r.world.Group("모임", telegramtest.Creator)
	other := r.world.Group("직장", telegramtest.Creator)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "모임"})
	var file bytes.Buffer
	if err := p.Write(&file); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(p *telegram.Plan){
		"another chat":     func(p *telegram.Plan) { p.Deliveries[0].Target.ID = other },
		"other people":     func(p *telegram.Plan) { p.Deliveries[0].Seen += 5 },
		"again":            func(p *telegram.Plan) { p.Again = true },
		"another number":   func(p *telegram.Plan) { p.ID = strings.Repeat("0", 32) },
		"no MAC":           func(p *telegram.Plan) { p.MAC = "" },
		"another estimate": func(p *telegram.Plan) { p.Estimate.Files++ },
	} {
		forged, err := telegram.ReadPlan(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		change(forged)
		r.world.ForgetCalls()
		for _, dry := range []bool{true, false} {
			if _, err := pushOf(t, r.keep, r.opt, forged, b, telegram.PushOptions{DryRun: dry}); !errors.Is(err, telegram.ErrForgedPlan) {
				t.Errorf("%s, dry %v: %v", name, dry, err)
			}
		}
		r.wroteNothing(t)
	}
	elsewhere := newRig(t)
	if _, err := pushOf(t, elsewhere.keep, elsewhere.opt, p, b, telegram.PushOptions{}); !errors.Is(err, telegram.ErrForgedPlan) {
		t.Errorf("another folder: %v", err)
	}
	read, err := telegram.ReadPlan(&file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pushOf(t, r.keep, r.opt, read, b, telegram.PushOptions{}); err != nil || len(r.world.History(mine)) < 2 {
		t.Errorf("the plan itself: %v", err)
	}
}

// A title with a character that is none does not make a plan a forged one.
func TestPlanBadTitle(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	b.m.Chats[0].Title = "모임\xff"
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	var file bytes.Buffer
	if err := p.Write(&file); err != nil {
		t.Fatal(err)
	}
	read, err := telegram.ReadPlan(&file)
	if err != nil {
		t.Fatal(err)
	}
	b.m.Chats[0].Title = "모임"
	if _, err := pushOf(t, r.keep, r.opt, read, b, telegram.PushOptions{}); errors.Is(err, telegram.ErrForgedPlan) {
		t.Error(err)
	}
}

// If more people are in the chat than were confirmed, nothing is delivered; a dry run
// says so, too. Of a chat that the delivery has begun in, nothing more is asked.
func TestPushMoreSee(t *testing.T) {
	r := newRig(t)
	id := r.world.Group("모임", telegramtest.Creator)
	r.world.Crowd(id, 2)
	b := smallBundle(1)
	b.part(b.m.Chats[0].Parts[0].Last.AddDate(0, 1, 0), chatter(3)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "모임"})
	before := p.Deliveries[0].Seen
	r.world.Crowd(id, 40)
	r.world.ForgetCalls()
	for _, dry := range []bool{true, false} {
		_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, DryRun: dry})
		if e, ok := errors.AsType[*telegram.MoreSeeError](err); !ok || e.Confirmed != before || e.Now <= before {
			t.Errorf("dry %v: %v", dry, err)
		}
	}
	r.wroteNothing(t)
	if p = planOf(t, r.keep, r.opt, b, telegram.Want{To: "모임"}); p.Deliveries[0].Seen <= before {
		t.Fatalf("planned anew: seen by %d", p.Deliveries[0].Seen)
	}
	r.world.Fail("messages.initHistoryImport", 2, 400, "IMPORT_FILE_INVALID")
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err == nil {
		t.Fatal("no error")
	}
	r.world.Crowd(id, 80)
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, out)
}

// People who come while the files are on their way are noticed before the start.
func TestPushMoreSeeMeanwhile(t *testing.T) {
	r := newRig(t)
	id := r.world.Group("모임", telegramtest.Creator)
	r.world.Crowd(id, 2)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "모임"})
	r.world.Watch(func(method, _ string) {
		if method == "messages.uploadImportedMedia" {
			r.world.Crowd(id, 40)
		}
	})
	_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if _, ok := errors.AsType[*telegram.MoreSeeError](err); !ok || r.starts() != 0 {
		t.Errorf("%v, %d starts", err, r.starts())
	}
}

// A right that was lost since the planning is noticed before anything is uploaded.
func TestPushNotAllowed(t *testing.T) {
	r := newRig(t)
	id := r.world.Group("모임", telegramtest.AdminInfo)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: "모임"})
	r.world.SetRole(id, telegramtest.Member)
	r.world.ForgetCalls()
	for _, dry := range []bool{true, false} {
		_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{DryRun: dry})
		if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleAdmin || e.Call != telegram.CallCheckPeer {
			t.Errorf("dry %v: %v", dry, err)
		}
	}
	r.wroteNothing(t)
}

// A dry run tells what the push would: that another plan delivered this there.
func TestPushDryRunBefore(t *testing.T) {
	r := newRig(t)
	r.world.Group("모임", telegramtest.Creator)
	b := smallBundle(1)
	want := telegram.Want{To: "모임"}
	p, q := planOf(t, r.keep, r.opt, b, want), planOf(t, r.keep, r.opt, b, want)
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := pushOf(t, r.keep, r.opt, q, b, telegram.PushOptions{DryRun: true}); !isBefore(err, p.ID) {
		t.Errorf("the other plan: %v", err)
	}
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{DryRun: true}); err != nil {
		t.Errorf("the plan itself: %v", err)
	}
}

// What the server says of one chat's import, also what nobody knows, leaves the others
// alone; a server that cannot be reached does not.
func TestPushServerOfOneChat(t *testing.T) {
	r := newRig(t)
	seed := 0
	for _, call := range []string{"messages.initHistoryImport", "messages.uploadImportedMedia"} {
		for _, e := range []refusal{{500, "Timeout", ""}, {-503, "Timeout", ""}, {400, "SOMETHING_NEW", ""}} {
			seed++
			b := twoChats(seed)
			p := planOf(t, r.keep, r.opt, b, telegram.Want{})
			for range 5 { // the client tries a few times by itself
				r.world.Fail(call, 1, e.status, e.message)
				if e.status == 400 {
					break
				}
			}
			out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, Threads: 1})
			r.world.Heal()
			if err != nil && (len(out.Parts) != 3 || out.Parts[0].Outcome.Over() || !out.Parts[2].Outcome.Over()) {
				t.Errorf("%s %s: %v, %+v", call, e.message, err, out.Parts)
			}
			if err == nil && e.status == 400 {
				t.Errorf("%s %s: no error", call, e.message)
			}
			r.arrived(t, b, r.pushUntilDone(t, p, b, 1))
		}
	}
}

// An empty file is told at the planning: Telegram takes none.
func TestPlanEmptyFile(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("빈 파일", true)
	b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC),
		append(chatter(2), attach("Minjun Kim", "00000001-x.pdf", export.FileDocument, []byte{}))...)
	_, err := r.plan(t, b, telegram.Want{})
	if e, ok := errors.AsType[*telegram.EmptyFileError](err); !ok || e.Name != "00000001-x.pdf" || e.Title != "빈 파일" {
		t.Errorf("%v", err)
	}
}

// Of files that are too large the first is named, with its chat, and the others counted.
func TestPlanTooLarge(t *testing.T) {
	r := newRig(t)
	b := album(1 << 20)
	for i := range 3 {
		b.m.Chats[0].Parts[0].Files[i].Size = 3 << 30
	}
	_, err := r.plan(t, b, telegram.Want{})
	e, ok := errors.AsType[*telegram.TooLargeError](err)
	if !ok || e.Name != b.m.Chats[0].Parts[0].Files[0].Name || e.Title != b.m.Chats[0].Title || e.Others != 2 || e.Text {
		t.Errorf("%v, %+v", err, e)
	}
}

// A clock that was wrong once is waited for once.
func TestPushPaceFuture(t *testing.T) {
	r := newRig(t)
	r.clock.advance(1000 * time.Hour)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	r.clock.advance(-1001 * time.Hour)
	b = smallBundle(2)
	p = planOf(t, r.keep, r.opt, b, telegram.Want{})
	began := r.clock.Now()
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	if took := r.clock.Now().Sub(began); took < 70*time.Minute || took > 2*time.Hour {
		t.Errorf("it took %v", took)
	}
}

// Late messages of a part that is not seen whole are not taken for those of the next one.
func TestPushLateOfOther(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("모임", true)
	lost := append(chatter(6), said{who: "Minjun Kim", text: "\u200b"}) // Telegram leaves it out
	b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), lost...)
	b.part(time.Date(2024, 2, 15, 0, 0, 0, 0, time.UTC), chatter(2)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Fail("messages.initHistoryImport", 2, 400, "CHAT_ADMIN_REQUIRED")
	out, _ := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if out.Parts[0].Outcome != telegram.OutcomeStarted {
		t.Fatalf("%+v", out.Parts)
	}
	r.world.Cut("messages.startHistoryImport", 1)
	unknown := func(when string) int64 {
		t.Helper()
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
		if _, unknown := errors.AsType[*telegram.UnknownError](err); !unknown || out.Parts[1].Outcome != telegram.OutcomeUnknown {
			t.Fatalf("%s: %v, %+v", when, err, out.Parts)
		}
		return out.Parts[0].Target.ID
	}
	peer := unknown("at first")
	at := b.m.Chats[0].Parts[0].First.Add(time.Hour)
	r.world.Insert(peer, telegramtest.Message{Imported: true, Original: at, Date: at, Text: "늦은 말", Name: "Seo-yeon Lee", From: telegramtest.SelfID})
	unknown("after the late one")
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true, RetryUnknown: true})
	if err != nil || out.Parts[1].Outcome != telegram.OutcomeSeen || r.ran() != 2 {
		t.Errorf("repeated: %v, %+v", err, out.Parts)
	}
}

// Yet where more came than can be late, the part was started.
func TestPushMoreThanLate(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("모임", true)
	b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), append(chatter(6), said{who: "Minjun Kim", text: "\u200b"})...)
	b.part(time.Date(2024, 2, 15, 0, 0, 0, 0, time.UTC), chatter(5)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.LoseAnswer("messages.startHistoryImport", 2, true)
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil || !out.Parts[1].Outcome.Over() || r.ran() != 2 {
		t.Errorf("%v, %+v", err, out.Parts)
	}
}

// A group of the same title that the person made meanwhile, or before, is not the one
// that was asked for; the one that was made is found although this computer's clock is
// far ahead.
func TestPushFindMade(t *testing.T) {
	for _, ahead := range []time.Duration{0, 5 * time.Hour, -5 * time.Hour} {
		r := newRig(t)
		r.world.SetClock(func() time.Time { return r.clock.Now().Add(-ahead) })
		b := smallBundle(1)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		mine := r.world.Group(b.m.Chats[0].Title, telegramtest.Creator)
		r.clock.advance(10 * time.Minute)
		r.world.Cut("channels.createChannel", 1)
		if ahead != 0 {
			r.world.LoseAnswer("channels.createChannel", 2, true)
		}
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
		if err != nil {
			t.Fatalf("%v ahead: %v", ahead, err)
		}
		r.arrived(t, b, out)
		if n := len(r.world.Chats()); n != 2 || out.Parts[0].Target.ID == mine {
			t.Errorf("%v ahead: %d groups, into %d, the person's is %d", ahead, n, out.Parts[0].Target.ID, mine)
		}
	}
}

// A group that others are in by now is not taken for the one that was made.
func TestPushFindMadeAlone(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.LoseAnswer("channels.createChannel", 1, true)
	r.world.Watch(func(method, _ string) {
		for _, c := range r.world.Chats() {
			if len(c.People) == 0 && method == "messages.getDialogs" {
				r.world.Join(c.ID, r.world.Stranger("Somebody", "Else"))
				r.world.Watch(nil)
			}
		}
	})
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.world.Chats() {
		if c.ID == out.Parts[0].Target.ID && len(c.People) != 0 {
			t.Errorf("it went to a group with %d others", len(c.People))
		}
	}
}
