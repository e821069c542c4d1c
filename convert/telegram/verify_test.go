package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// verify reads back what a plan delivered.
func (r *rig) verify(t *testing.T, p *telegram.Plan, b *bundle) (*telegram.Receipt, error) {
	t.Helper()
	state, err := telegram.ReadJournal(telegram.JournalPath(r.keep.Dir(), p.ID))
	if err != nil {
		t.Fatal(err)
	}
	m := b.m
	m.Depth = handover.Texts
	stream, err := b.texts(m)
	if err != nil {
		t.Fatal(err)
	}
	var receipt *telegram.Receipt
	err = within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) (err error) {
		receipt, err = c.Verify(ctx, p, state, stream)
		return err
	})
	return receipt, err
}

// texts streams the bundle without its files.
func (b *bundle) texts(m handover.Manifest) (*handover.Reader, error) {
	var out bytes.Buffer
	w, err := handover.NewWriter(&out, &m)
	if err != nil {
		return nil, err
	}
	for i := range m.Chats {
		for j := range m.Chats[i].Parts {
			f, err := w.Create()
			if err != nil {
				return nil, err
			}
			_, err = f.Write(b.bytes[handover.Place{Chat: i, Part: j, File: handover.TextOf}])
			if err := errors.Join(err, f.Close()); err != nil {
				return nil, err
			}
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return handover.NewReader(&out)
}

// pushed plans and pushes a bundle, and returns the plan and where its first chat went.
func (r *rig) pushed(t *testing.T, b *bundle, want telegram.Want) (*telegram.Plan, int64) {
	t.Helper()
	p := planOf(t, r.keep, r.opt, b, want)
	out, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true})
	if err != nil || !out.Done() {
		t.Fatalf("push: %v, %+v", err, out)
	}
	return p, out.Parts[0].Target.ID
}

func (r *rig) undo(t *testing.T, receipt *telegram.Receipt, opt telegram.UndoOptions) (*telegram.Undone, error) {
	t.Helper()
	var done *telegram.Undone
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) (err error) {
		done, err = c.Undo(ctx, receipt, opt)
		return err
	})
	return done, err
}

// A whole import is proven: every message and file, whose they became, and nothing
// else. The receipt holds, read again, and says the same in words.
func TestVerifyWhole(t *testing.T) {
	r := newRig(t)
	b := album(1 << 20)
	p, peer := r.pushed(t, b, telegram.Want{})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	d := receipt.Deliveries[0]
	if !receipt.Good() || d.Target.ID != peer || !d.NewGroup || d.Foreign != 0 {
		t.Fatalf("%+v", d)
	}
	if d.Got.Messages != b.m.Chats[0].Parts[0].Messages || len(d.Messages) != int(d.Got.Messages) {
		t.Errorf("%d messages, %d numbers", d.Got.Messages, len(d.Messages))
	}
	for form, n := range d.Want.Media {
		if d.Got.Media[form] != n || n == 0 {
			t.Errorf("%s: %d of %d", form, d.Got.Media[form], n)
		}
	}
	if d.Got.Bytes != d.Want.Bytes || d.Got.Bytes < 1<<20 {
		t.Errorf("%d bytes of %d", d.Got.Bytes, d.Want.Bytes)
	}
	for _, s := range d.Sides { // both are known to Telegram
		if s.Messages == 0 || s.Linked != s.Messages || s.Other != 0 {
			t.Errorf("side %+v", s)
		}
	}
	var file bytes.Buffer
	if err := receipt.Write(&file); err != nil {
		t.Fatal(err)
	}
	again, err := telegram.ReadReceipt(bytes.NewReader(file.Bytes()), r.keep)
	if err != nil || again.MAC != receipt.MAC || !slices.Equal(again.Deliveries[0].Messages, d.Messages) {
		t.Fatalf("read again: %v", err)
	}
	for _, text := range []string{"번째 말", "둘째"} {
		if strings.Contains(file.String(), text) {
			t.Error("the receipt holds a message's text")
		}
	}
}

// Messages that are too long for Telegram are told as cut.
func TestVerifyClipped(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("긴 글", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), append(chatter(3), said{who: "Minjun Kim", text: strings.Repeat("길다 😀", 1500)})...)
	p, _ := r.pushed(t, b, telegram.Want{})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := receipt.Deliveries[0]; d.Clipped != 1 || d.Changed+d.Missing+d.Foreign != 0 {
		t.Errorf("%+v", d)
	}
}

// A text that does not show which number is the day may be read with the month first.
func TestVerifySwapped(t *testing.T) {
	r := newRig(t)
	r.world.MonthFirst(true)
	b := newBundle()
	b.chat("봄", true)
	b.part(time.Date(2024, 3, 4, 1, 0, 0, 0, time.UTC), chatter(20)...)
	p, _ := r.pushed(t, b, telegram.Want{})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := receipt.Deliveries[0]; d.Swapped != 20 || d.Missing+d.Moved+d.Foreign != 0 || d.Shift != 0 {
		t.Errorf("%+v", d)
	}
}

// In a chat that has many messages, imported ones stand at the day of the import. The
// real times are in their headers, and the receipt counts such messages.
func TestVerifyBusyChat(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	for i := range 350 {
		r.world.Say(group, telegramtest.SelfID, fmt.Sprint("인사 ", i))
	}
	b := album(1000)
	p, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	d := receipt.Deliveries[0]
	if !receipt.Good() || d.Today != d.Want.Messages || d.NewGroup || d.Foreign != 0 {
		t.Errorf("%+v", d)
	}
}

// What is in the chat beside the plan is counted as that, and is not the receipt's: an
// earlier import of the very same text, and imported messages of others.
func TestVerifyBesideOthers(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	b := album(1000)
	old, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	before := r.world.History(group)
	p, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group), Again: true})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	d := receipt.Deliveries[0]
	if !receipt.Good() || d.Foreign != old.Deliveries[0].Chat.Parts[0].Messages {
		t.Errorf("%+v", d)
	}
	if d.Messages[0] <= before[len(before)-1].ID {
		t.Errorf("number %d is of the earlier import", d.Messages[0])
	}
}

// What has not all been pushed is told as pending, and its messages as missing.
func TestVerifyPending(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("두 부분", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(5)...)
	b.part(time.Date(2024, 1, 16, 1, 0, 0, 0, time.UTC), chatter(7)...)
	p := planOf(t, r.keep, r.opt, b, telegram.Want{})
	r.world.Fail("messages.initHistoryImport", 2, 400, "IMPORT_FORMAT_DATE_INVALID")
	if _, err := pushOf(t, r.keep, r.opt, p, b, telegram.PushOptions{NoPace: true}); err == nil {
		t.Fatal("the push went through")
	}
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := receipt.Deliveries[0]; d.Pending != 1 || d.Missing != 7 || d.Got.Messages != 5 {
		t.Errorf("%+v", d)
	}
}

// Notices that Telegram shows belong to the receipt as well.
func TestVerifyNotices(t *testing.T) {
	r := newRig(t)
	r.world.KeepNotices(true)
	b := album(1000)
	p, _ := r.pushed(t, b, telegram.Want{})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if d := receipt.Deliveries[0]; !receipt.Good() || len(d.Notices) != 1 || d.Want.Notices != 1 || d.Foreign != 0 {
		t.Errorf("%+v", d)
	}
}

// Another bundle than the planned one proves nothing, nor does a text that exile did
// not write.
func TestVerifyOtherBundle(t *testing.T) {
	r := newRig(t)
	b := album(1000)
	p, _ := r.pushed(t, b, telegram.Want{})
	other := newBundle()
	other.chat("등산 모임", true)
	other.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(5)...)
	if _, err := r.verify(t, p, other); !errors.Is(err, telegram.ErrChangedBundle) {
		t.Errorf("another bundle: %v", err)
	}
	p.Deliveries[0].Chat.People = p.Deliveries[0].Chat.People[1:]
	if err := telegram.SealPlan(r.keep, p); err != nil {
		t.Fatal(err)
	}
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Verify(ctx, p, nil, b.reader(t))
		return err
	})
	if !errors.Is(err, telegram.ErrText) {
		t.Errorf("a text of people whom the plan does not know: %v", err)
	}
}

// Messages that appear slowly are waited for, and messages that were there do not count.
func TestAppear(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	b := newBundle()
	b.chat("동창", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(30)...)
	r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		peer, err := c.Find(ctx, chatNumber(group))
		if err != nil {
			return err
		}
		mark, err := c.Mark(ctx, peer.Peer)
		if err != nil {
			return err
		}
		if mark.Imported != 30 || mark.Count < 30 || mark.Top < 30 {
			t.Errorf("mark %+v", mark)
		}
		r.clock.Sleep(ctx, time.Hour)
		start := r.clock.Now()
		got, err := c.Appear(ctx, telegram.Awaited{Peer: peer.Peer, Before: mark, Want: 30, Limit: 10 * time.Minute})
		if err != nil || got.All || got.Seen != 0 {
			t.Errorf("what was there counts: %+v, %v", got, err)
		}
		if d := r.clock.Now().Sub(start); d < 10*time.Minute || d > 12*time.Minute {
			t.Errorf("waited %v", d)
		}
		got, err = c.Appear(ctx, telegram.Awaited{Peer: peer.Peer, Want: 30})
		if err != nil || !got.All || got.Seen != 30 {
			t.Errorf("what appeared does not count: %+v, %v", got, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A receipt is only good where it was made, and only as it was made.
func TestReceiptForged(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("대화", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), chatter(5)...)
	p, _ := r.pushed(t, b, telegram.Want{})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := receipt.Write(&file); err != nil {
		t.Fatal(err)
	}
	read := func(s string, k *telegram.Keep) error {
		_, err := telegram.ReadReceipt(strings.NewReader(s), k)
		return err
	}
	whole := file.String()
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"a number changed", strings.Replace(whole, `"messages":[2,`, `"messages":[1,`, 1), telegram.ErrForged},
		{"another chat", strings.Replace(whole, fmt.Sprintf(`"id":%d,"access"`, receipt.Deliveries[0].Target.ID), `"id":1001001,"access"`, 1), telegram.ErrForged},
		{"no MAC", strings.Replace(whole, receipt.MAC, "", 1), telegram.ErrForged},
		{"a field too many", strings.Replace(whole, `{"version"`, `{"x":1,"version"`, 1), telegram.ErrBadReceipt},
		{"a later version", strings.Replace(whole, `"version":1`, `"version":2`, 1), telegram.ErrReceiptVersion},
		{"cut", whole[:len(whole)/2], telegram.ErrBadReceipt},
		{"twice", whole + whole, telegram.ErrBadReceipt},
		{"something else", "[]", telegram.ErrBadReceipt},
	} {
		if c.text == whole {
			t.Fatalf("%s: the test changes nothing", c.name)
		}
		if err := read(c.text, r.keep); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := read(whole, newKeep(t)); !errors.Is(err, telegram.ErrForged) {
		t.Errorf("another courier's: %v", err)
	}
	receipt.Account.ID++
	if _, err := r.undo(t, receipt, telegram.UndoOptions{}); !errors.Is(err, telegram.ErrForeignReceipt) {
		t.Errorf("another account's: %v", err)
	}
}

// Status tells of plans that were pushed, and of those that were verified, while
// another process has the folder.
func TestStatus(t *testing.T) {
	r := newRig(t)
	b := newBundle()
	b.chat("대화", true)
	b.part(time.Date(2024, 1, 15, 1, 0, 0, 0, time.UTC), attach("Minjun Kim", "1.pdf", export.FileDocument, []byte("%PDF")))
	p, _ := r.pushed(t, b, telegram.Want{})
	all, err := telegram.Status(r.keep.Dir())
	if err != nil || len(all) != 1 || all[0].Plan != p.ID || all[0].State == nil || all[0].Receipt != nil || all[0].Err != nil {
		t.Fatalf("%+v, %v", all, err)
	}
	if all[0].State.Part(0, 0).Outcome != telegram.OutcomeSeen {
		t.Errorf("outcome %q", all[0].State.Part(0, 0).Outcome)
	}
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	if err := telegram.SaveReceipt(r.keep, receipt); err != nil {
		t.Fatal(err)
	}
	all, err = telegram.Status(r.keep.Dir())
	if err != nil || len(all) != 1 || all[0].Receipt == nil || !all[0].Receipt.Good() || all[0].Err != nil {
		t.Fatalf("%+v, %v", all, err)
	}
	if none, err := telegram.Status(r.keep.Dir() + "-none"); err != nil || len(none) != 0 {
		t.Errorf("no folder: %v, %v", none, err)
	}
}

// chatNumber names a chat as Find takes it.
func chatNumber(id int64) string { return strconv.FormatInt(id, 10) }
