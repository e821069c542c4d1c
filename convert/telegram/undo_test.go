package telegram_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// receiptOf pushes a bundle into a chat, or a fresh group, and verifies it.
func (r *rig) receiptOf(t *testing.T, b *bundle, want telegram.Want) (*telegram.Receipt, int64) {
	t.Helper()
	p, peer := r.pushed(t, b, want)
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if !receipt.Good() {
		t.Fatalf("%+v", receipt.Deliveries)
	}
	return receipt, peer
}

// talk is a bundle of n texts.
func talk(n int) *bundle {
	b := newBundle()
	b.chat("대화", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(n)...)
	return b
}

// In a group that was there before, exactly the messages of the receipt go: ordinary
// ones stay, and so does an earlier import of the very same text. A rehearsal deletes
// nothing and says the same.
func TestUndoMessages(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	b := talk(230)
	r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	r.world.Say(group, telegramtest.SelfID, "그 사이의 말")
	before := r.world.History(group)
	receipt, _ := r.receiptOf(t, b, telegram.Want{To: chatNumber(group), Again: true})
	r.world.Say(group, telegramtest.SelfID, "뒤의 말")

	rehearsal, err := r.undo(t, receipt, telegram.UndoOptions{DryRun: true})
	if err != nil || rehearsal.Deliveries[0].Messages != 230 || r.world.Count("channels.deleteMessages") != 0 {
		t.Fatalf("rehearsal: %+v, %v", rehearsal, err)
	}
	var last telegram.UndoProgress
	done, err := r.undo(t, receipt, telegram.UndoOptions{Progress: func(p telegram.UndoProgress) { last = p }})
	if err != nil {
		t.Fatal(err)
	}
	want := telegram.TakenBack{Target: receipt.Deliveries[0].Target, Messages: 230}
	if len(done.Deliveries) != 1 || done.Deliveries[0] != want || last.Done != 230 || last.Total != 230 {
		t.Errorf("%+v, progress %+v", done, last)
	}
	after := r.world.History(group)
	if len(after) != len(before)+1 || after[len(after)-1].Text != "뒤의 말" {
		t.Fatalf("%d messages are left, not %d", len(after), len(before)+1)
	}
	for i := range before {
		if after[i].ID != before[i].ID || after[i].Text != before[i].Text {
			t.Fatalf("message %d is another now", before[i].ID)
		}
	}
	again, err := r.undo(t, receipt, telegram.UndoOptions{})
	if err != nil || again.Deliveries[0].Gone != 230 || again.Deliveries[0].Messages != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// With a person the numbers are those of the whole account: nothing of another chat goes.
func TestUndoPrivate(t *testing.T) {
	r := newRig(t)
	jiho := r.world.Contact("Ji-ho", "Park", true)
	b := newBundle()
	b.chat("박지호", false)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(20)...)
	receipt, _ := r.receiptOf(t, b, telegram.Want{To: chatNumber(jiho)})
	other := r.world.Contact("Da-eun", "Choi", true)
	id := r.world.Say(other, other, "다른 대화")
	imported := r.world.Insert(other, telegramtest.Message{Imported: true, Name: "Da-eun Choi", Text: "가져온 말", Original: time.Unix(1.6e9, 0)})
	receipt.Deliveries[0].Messages = append(receipt.Deliveries[0].Messages, id, imported)
	own := r.world.Say(jiho, telegramtest.SelfID, "보통 말")
	receipt.Deliveries[0].Messages = append(receipt.Deliveries[0].Messages, own)
	done, err := r.undo(t, receipt, telegram.UndoOptions{})
	if err != nil || done.Deliveries[0].Messages != 20 || done.Deliveries[0].Kept != 3 {
		t.Fatalf("%+v, %v", done, err)
	}
	if len(r.world.History(other)) != 2 || len(r.world.History(jiho)) != 1 {
		t.Error("a message that is not the receipt's is gone")
	}
}

// An undo that is cut off deletes the rest when it is run again.
func TestUndoCutOff(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	receipt, _ := r.receiptOf(t, talk(350), telegram.Want{To: chatNumber(group)})
	stop, cancel := context.WithCancel(t.Context())
	err := within(t, r.keep, r.opt, func(_ context.Context, c *telegram.Client) error {
		done, err := c.Undo(stop, receipt, telegram.UndoOptions{Progress: func(p telegram.UndoProgress) {
			if p.Done == 200 {
				cancel()
			}
		}})
		if done.Deliveries[0].Messages != 200 {
			t.Errorf("%+v", done)
		}
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	done, err := r.undo(t, receipt, telegram.UndoOptions{})
	if err != nil || done.Deliveries[0].Messages != 150 || done.Deliveries[0].Gone != 200 {
		t.Fatalf("%+v, %v", done, err)
	}
	if left := r.world.History(group); len(left) != 1 { // that the group was made
		t.Errorf("%d messages are left", len(left))
	}
}

// A connection that breaks while it deletes changes nothing of the outcome.
func TestUndoLostAnswer(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	receipt, _ := r.receiptOf(t, talk(250), telegram.Want{To: chatNumber(group)})
	r.world.LoseAnswer("channels.deleteMessages", 2, true)
	if _, err := r.undo(t, receipt, telegram.UndoOptions{}); err != nil {
		t.Fatal(err)
	}
	if left := r.world.History(group); len(left) != 1 {
		t.Errorf("%d messages are left", len(left))
	}
}

// A group that was made for it goes whole; running again finds it gone.
func TestUndoGroup(t *testing.T) {
	r := newRig(t)
	receipt, group := r.receiptOf(t, talk(120), telegram.Want{})
	if rehearsal, err := r.undo(t, receipt, telegram.UndoOptions{DryRun: true}); err != nil || !rehearsal.Deliveries[0].Group || r.world.Chats()[0].Gone {
		t.Fatalf("rehearsal: %+v, %v", rehearsal, err)
	}
	if all, err := telegram.Status(r.keep.Dir()); err != nil || !all[0].Undone.IsZero() {
		t.Fatalf("status after a rehearsal: %+v, %v", all, err)
	}
	done, err := r.undo(t, receipt, telegram.UndoOptions{})
	if err != nil || !done.Deliveries[0].Group || done.Deliveries[0].Messages != 120 {
		t.Fatalf("%+v, %v", done, err)
	}
	if c := r.world.Chats()[0]; c.ID != group || !c.Gone {
		t.Errorf("%+v", c)
	}
	if all, err := telegram.Status(r.keep.Dir()); err != nil || len(all) != 1 || all[0].Undone.IsZero() || all[0].Err != nil {
		t.Errorf("status: %+v, %v", all, err)
	}
	again, err := r.undo(t, receipt, telegram.UndoOptions{})
	if err != nil || !again.Deliveries[0].Away || again.Deliveries[0].Gone != 120 {
		t.Errorf("again: %+v, %v", again, err)
	}
}

// A group that was made for it and in which somebody has written since, or is by now,
// stays: only the messages go, and why is said.
func TestUndoGroupInUse(t *testing.T) {
	r := newRig(t)
	for _, c := range []struct {
		holds telegram.Holds
		use   func(w *telegramtest.World, group int64)
		left  int
	}{
		{telegram.HoldsMessages, func(w *telegramtest.World, group int64) { w.Say(group, telegramtest.SelfID, "새 말") }, 2},
		{telegram.HoldsPeople, func(w *telegramtest.World, group int64) { w.Join(group, w.Contact("Ji-ho", "Park", true)) }, 1},
	} {
		receipt, group := r.receiptOf(t, talk(120), telegram.Want{Again: true})
		c.use(r.world, group)
		done, err := r.undo(t, receipt, telegram.UndoOptions{})
		want := telegram.TakenBack{Target: receipt.Deliveries[0].Target, Messages: 120, Holds: c.holds}
		if err != nil || done.Deliveries[0] != want {
			t.Errorf("%s: %+v, %v", c.holds, done, err)
		}
		if n := len(r.world.History(group)); n != c.left {
			t.Errorf("%s: %d messages are left", c.holds, n)
		}
	}
}

// A receipt of which parts were still to come does not make a plan one that was taken
// back, for they may have come since.
func TestUndoPending(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	b := newBundle()
	b.chat("두 부분", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(5)...)
	b.part(time.Date(2024, 1, 16, 1, 0, 0, 0, time.UTC), chatter(7)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{To: chatNumber(group)})
	r.world.Fail("messages.initHistoryImport", 2, 400, "IMPORT_FORMAT_DATE_INVALID")
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err == nil {
		t.Fatal("the push went through")
	}
	early, _ := r.proof(t, p, b)
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err != nil {
		t.Fatal(err)
	}
	late, d := r.proof(t, p, b)
	if !d.Good() {
		t.Fatalf("%+v", d)
	}
	for _, c := range []struct {
		receipt *telegram.Receipt
		left    int
		undone  bool
	}{{early, 7, false}, {late, 0, true}} {
		if _, err := r.undo(t, c.receipt, telegram.UndoOptions{}); err != nil {
			t.Fatal(err)
		}
		all, err := telegram.Status(r.keep.Dir())
		if err != nil || all[0].Undone.IsZero() == c.undone {
			t.Errorf("%+v, %v", all, err)
		}
		if got := r.importedIn(group); len(got) != c.left {
			t.Errorf("%v are left", got)
		}
	}
}
