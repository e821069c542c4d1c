package telegram_test

import (
	"slices"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// rig is a server, a state folder that is signed in, and a clock that does not wait.
type rig struct {
	world *telegramtest.World
	srv   *telegramtest.Server
	keep  *telegram.Keep
	clock *leapClock
	opt   telegram.Options
	waits map[telegram.WaitReason]time.Duration
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{world: telegramtest.NewWorld(), clock: newLeapClock(), waits: map[telegram.WaitReason]time.Duration{}}
	r.world.KeepBytes(true)
	r.world.SetPassword("")
	r.world.SetClock(r.clock.Now)
	r.world.Contact("Seo-yeon", "Lee", true)
	r.srv = telegramtest.Start(t, r.world)
	r.opt = optionsOf(r.srv)
	r.opt.Clock = r.clock
	r.opt.Waits = func(w telegram.Wait) {
		r.waits[w.Why] = max(r.waits[w.Why], w.Left)
	}
	r.keep = signedIn(t, r.opt)
	r.world.ForgetCalls()
	return r
}

// arrived checks that all of a bundle is in the chats it was pushed into, once, and
// in order.
func (r *rig) arrived(t *testing.T, b *bundle, out *telegram.Pushed) {
	t.Helper()
	if !out.Done() {
		t.Fatalf("not done: %+v", out.Parts)
	}
	perChat := map[int]int64{}
	for _, p := range out.Parts {
		perChat[p.Delivery] = p.Target.ID
	}
	for i := range b.m.Chats {
		r.arrivedIn(t, b, i, perChat[i])
	}
}

func (r *rig) arrivedIn(t *testing.T, b *bundle, chat int, peer int64) {
	t.Helper()
	var got []telegramtest.Message
	for _, m := range r.world.History(peer) {
		if m.Imported {
			got = append(got, m)
		}
	}
	var want int64
	for j := range b.m.Chats[chat].Parts {
		want += b.m.Chats[chat].Parts[j].Messages
	}
	if int64(len(got)) != want {
		t.Fatalf("chat %d has %d imported messages, not %d", chat, len(got), want)
	}
	if !slices.IsSortedFunc(got, func(a, b telegramtest.Message) int { return a.Original.Compare(b.Original) }) {
		t.Errorf("chat %d is out of order", chat)
	}
	files := map[string]string{}
	for _, m := range got {
		if m.Media != nil {
			files[m.Media.Name] = m.Media.SHA256
		}
	}
	for j := range b.m.Chats[chat].Parts {
		for n := range b.m.Chats[chat].Parts[j].Files {
			f := &b.m.Chats[chat].Parts[j].Files[n]
			if files[f.Name] != f.SHA256 {
				t.Errorf("%s did not arrive as it was: %q", f.Name, files[f.Name])
			}
		}
	}
}

// A chat with every kind of file arrives in a fresh group of its title: byte for
// byte, in order, at the right times, under the right names, each file as what it is.
func TestPush(t *testing.T) {
	r := newRig(t)
	b := album(12 << 20)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	var last telegram.PushProgress
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{Progress: func(g telegram.PushProgress) { last = g }})
	if err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, out)
	if out.Parts[0].Outcome != telegram.OutcomeSeen {
		t.Errorf("outcome %q", out.Parts[0].Outcome)
	}
	if last.AllDone != last.AllOf || last.AllOf.Files != 9 {
		t.Errorf("progress ended at %+v of %+v", last.AllDone, last.AllOf)
	}
	chats := r.world.Chats()
	if len(chats) != 1 || chats[0].Title != "등산 모임" || !chats[0].ForImport || len(chats[0].People) != 0 {
		t.Fatalf("chats %+v", chats)
	}
	if im := r.world.Imports()[0]; im.Offset != int(testOffset/time.Second) {
		t.Errorf("tz_offset %d", im.Offset)
	}
	kinds := map[string]telegramtest.MediaKind{}
	names := map[string]int64{}
	var first time.Time
	for _, m := range r.world.History(chats[0].ID) {
		if !m.Imported {
			continue
		}
		if first.IsZero() {
			first = m.Original
		}
		names[m.Name] = m.Author
		if m.Media != nil {
			kinds[m.Media.Name[9:]] = m.Media.Kind
			if m.Media.Big != (m.Media.Size > 10<<20) {
				t.Errorf("%s: big %v", m.Media.Name, m.Media.Big)
			}
		}
	}
	if want := b.m.Chats[0].Parts[0].First.Add(time.Minute); !first.Equal(want) {
		t.Errorf("the first message is of %v, not %v", first, want)
	}
	if names["Minjun Kim"] != telegramtest.SelfID || names["Seo-yeon Lee"] == 0 {
		t.Errorf("names %v", names)
	}
	for name, want := range map[string]telegramtest.MediaKind{
		"PHOTO-2024-01-15-10-00-00.jpg": telegramtest.Photo, "VIDEO-2024-01-15-10-00-00.mp4": telegramtest.Video,
		"AUDIO-2024-01-15-10-00-00.ogg": telegramtest.Voice, "AUDIO-2024-01-15-10-00-00.m4a": telegramtest.Audio,
		"STICKER-2024-01-15-10-00-00.webp": telegramtest.Sticker, "회의록.pdf": telegramtest.Document,
		"PHOTO-2024-01-15-10-00-00.gif": telegramtest.Document,
	} {
		if kinds[name] != want {
			t.Errorf("%s arrived as %q, not %q", name, kinds[name], want)
		}
	}
}

// Pushed again, a plan that is done calls nothing that writes.
func TestPushAgain(t *testing.T) {
	r := newRig(t)
	b := album(1 << 20)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{}); err != nil {
		t.Fatal(err)
	}
	r.world.ForgetCalls()
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r.arrived(t, b, out)
	r.wroteNothing(t)
}

func (r *rig) wroteNothing(t *testing.T) {
	t.Helper()
	for _, c := range r.world.Calls() {
		switch c.Method {
		case "upload.saveFilePart", "upload.saveBigFilePart", "messages.initHistoryImport", "messages.uploadImportedMedia",
			"messages.startHistoryImport", "channels.createChannel", "messages.migrateChat":
			t.Errorf("%s was called", c.Method)
		}
	}
}

// A dry run calls nothing that writes, keeps nothing, and checks every byte.
func TestPushDryRun(t *testing.T) {
	r := newRig(t)
	b := album(1 << 20)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.ForgetCalls()
	before := filesOf(t, r.keep.Dir())
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{DryRun: true}); err != nil {
		t.Fatal(err)
	}
	r.wroteNothing(t)
	if after := filesOf(t, r.keep.Dir()); len(after) != len(before) {
		t.Errorf("the folder holds %d files, not %d", len(after), len(before))
	}
	at := handover.Place{Part: 0, File: 3}
	b.bytes[at][1000]++
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{DryRun: true}); err == nil {
		t.Error("a changed byte was not seen")
	}
}
