package telegram_test

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/export"
)

// small is a chat with two files, as no other: the seed makes its text.
func smallBundle(seed int) *bundle {
	b := newBundle()
	b.chat(fmt.Sprintf("모임 %d", seed), true)
	b.part(time.Date(2024, 1, 15, 0, 30, 0, 0, time.UTC), append(chatter(3),
		said{who: "Minjun Kim", text: strconv.Itoa(seed)},
		attach("Seo-yeon Lee", "00000001-PHOTO-2024-01-15-10-00-00.jpg", export.FilePhoto, photo(1, 40)),
		attach("Minjun Kim", "00000002-AUDIO-2024-01-15-10-00-00.ogg", export.FileVoice, noise(2, opusBegin(), 3_000)),
	)...)
	return b
}

// refusal is an error of Telegram's and what it means.
type refusal struct {
	status  int
	message string
	trouble telegram.Trouble
}

func refusals() []refusal {
	return []refusal{
		{400, "IMPORT_FORMAT_UNRECOGNIZED", telegram.TroubleFormat},
		{400, "IMPORT_FORMAT_DATE_INVALID", telegram.TroubleFormatDate},
		{400, "IMPORT_LANG_NOT_FOUND", telegram.TroubleFormatLang},
		{400, "IMPORT_FILE_INVALID", telegram.TroubleTextSize},
		{400, "CHAT_ADMIN_REQUIRED", telegram.TroubleAdmin},
		{400, "PEER_ID_INVALID", telegram.TroublePeer},
		{400, "IMPORT_PEER_TYPE_INVALID", telegram.TroublePeerType},
		{400, "USER_NOT_MUTUAL_CONTACT", telegram.TroubleNotMutual},
		{400, "USER_IS_BLOCKED", telegram.TroubleBlocked},
		{400, "IMPORT_ID_INVALID", telegram.TroubleImportID},
		{400, "MEDIA_INVALID", telegram.TroubleMedia},
		{400, "FILE_PART_0_MISSING", telegram.TroubleUpload},
		{406, "CHANNELS_TOO_MUCH", telegram.TroubleLimit},
		{400, "SOMETHING_NEW", telegram.TroubleOther},
	}
}

// Whatever Telegram refuses, at whatever call of a push: the person is told what it
// is, nothing is in the chat, and once the cause is gone the same push delivers
// everything, once.
func TestPushRefused(t *testing.T) {
	r := newRig(t)
	seed := 0
	for _, call := range []telegram.Call{
		"channels.createChannel", "messages.checkHistoryImportPeer", "upload.saveFilePart", "messages.initHistoryImport",
		"messages.uploadImportedMedia", "messages.startHistoryImport",
	} {
		for _, e := range refusals() {
			seed++
			b := smallBundle(seed)
			t.Run(string(call)+" "+e.message, func(t *testing.T) { r.refused(t, b, call, e) })
		}
	}
}

func (r *rig) refused(t *testing.T, b *bundle, call telegram.Call, e refusal) {
	t.Helper()
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.FailAlways(string(call), e.status, e.message)
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	r.world.Heal()
	got, ok := errors.AsType[*telegram.CallError](err)
	if !ok || got.Trouble != e.trouble || got.Call != call {
		t.Fatalf("%v", err)
	}
	_, lost := errors.AsType[*telegram.LostImportError](err)
	if after := call == "messages.uploadImportedMedia" || call == "messages.startHistoryImport"; lost != (after && e.trouble == telegram.TroubleImportID) {
		t.Errorf("lost %v: %v", lost, err)
	}
	if part := out.Parts[0]; part.Outcome.Over() || part.Outcome == telegram.OutcomeUnknown || part.Err == nil {
		t.Errorf("outcome %q, %v", part.Outcome, part.Err)
	}
	for _, c := range r.world.Chats() {
		if c.Title == b.m.Chats[0].Title && len(r.world.History(c.ID)) > 1 {
			t.Error("something is in the chat")
		}
	}
	out, err = pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil {
		t.Fatalf("again: %v", err)
	}
	r.arrived(t, b, out)
	r.oneGroup(t, b)
}

// oneGroup checks that no second group was made.
func (r *rig) oneGroup(t *testing.T, b *bundle) {
	t.Helper()
	for i := range b.m.Chats {
		n := 0
		for _, c := range r.world.Chats() {
			if c.Title == b.m.Chats[i].Title {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d groups %q", n, b.m.Chats[i].Title)
		}
	}
}

// What passes by itself is waited for, in every call.
func TestPushFlood(t *testing.T) {
	r := newRig(t)
	for i, call := range []string{
		"users.getUsers", "channels.createChannel", "messages.checkHistoryImportPeer", "upload.saveFilePart", "messages.initHistoryImport",
		"messages.uploadImportedMedia", "messages.getHistory", "messages.startHistoryImport",
	} {
		b := smallBundle(i)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		clear(r.waits)
		r.world.Flood(call, 1, 300)
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
		if err != nil {
			t.Fatalf("%s: %v", call, err)
		}
		r.arrived(t, b, out)
		if r.waits[telegram.WaitFlood] != 300*time.Second {
			t.Errorf("%s: waited %v", call, r.waits)
		}
	}
}

// An import into the chat that is under way is waited for, and so is the pace.
func TestPushActive(t *testing.T) {
	r := newRig(t)
	for i, call := range []string{"messages.initHistoryImport", "messages.startHistoryImport"} {
		b := smallBundle(i)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		clear(r.waits)
		r.world.Fail(call, 1, 406, "PREVIOUS_CHAT_IMPORT_ACTIVE_WAIT_5MIN")
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
		if err != nil {
			t.Fatalf("%s: %v", call, err)
		}
		r.arrived(t, b, out)
		if r.waits[telegram.WaitImport] != 5*time.Minute {
			t.Errorf("%s: waited %v", call, r.waits)
		}
	}
}

// A photo that Telegram does not take as one goes as a file, and that is told.
func TestPushMediaInvalid(t *testing.T) {
	r := newRig(t)
	b := smallBundle(1)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Fail("messages.uploadImportedMedia", 1, 400, "MEDIA_INVALID")
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, out)
	if len(out.As) != 1 || out.As[0].Form != telegram.AsDocument || out.As[0].Name != b.m.Chats[0].Parts[0].Files[0].Name {
		t.Errorf("%+v", out.As)
	}
}

// A start whose answer is lost is never called again by itself: it is looked for, and
// was started.
func TestPushLostStart(t *testing.T) {
	for _, acked := range []bool{false, true} {
		r := newRig(t)
		b := smallBundle(1)
		p := planOf(t, r.keep, r.opt, b, telegram.Want{})
		r.world.LoseAnswer("messages.startHistoryImport", 1, acked)
		out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
		if err != nil {
			t.Fatal(err)
		}
		r.arrived(t, b, out)
		if n := r.starts(); n != 1 {
			t.Errorf("%d starts", n)
		}
	}
}

// starts counts the calls, also those that were refused.
func (r *rig) starts() (n int) {
	for _, c := range r.world.Calls() {
		if c.Method == "messages.startHistoryImport" {
			n++
		}
	}
	return n
}

// Where the messages do not appear either, the outcome is unknown and stays it: no
// push repeats the start until the person says so. Then it happens once, whether the
// first one was heard or not.
func TestPushUnknown(t *testing.T) {
	for name, lose := range map[string]func(r *rig){
		"heard":   func(r *rig) { r.world.LoseAnswer("messages.startHistoryImport", 1, true) },
		"unheard": func(r *rig) { r.world.Cut("messages.startHistoryImport", 1) },
		"timeout": func(r *rig) { r.world.Fail("messages.startHistoryImport", 1, -503, "Timeout") },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			r.world.Delay(3 * time.Hour)
			b := smallBundle(1)
			p := planOf(t, r.keep, r.opt, b, telegram.Want{})
			lose(r)
			for range 3 {
				out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
				if _, ok := errors.AsType[*telegram.UnknownError](err); !ok || out.Parts[0].Outcome != telegram.OutcomeUnknown {
					t.Fatalf("%v, %+v", err, out)
				}
			}
			if r.starts() != 1 {
				t.Fatalf("%d starts", r.starts())
			}
			_, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{RetryUnknown: true})
			if _, unknown := errors.AsType[*telegram.UnknownError](err); unknown != (name == "heard") || !unknown && err != nil {
				t.Fatalf("%v", err)
			}
			r.clock.advance(4 * time.Hour)
			out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
			if err != nil {
				t.Fatal(err)
			}
			r.arrived(t, b, out)
		})
	}
}

func (c *leapClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
