package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// importedIn returns the numbers of the imported messages of a chat.
func (r *rig) importedIn(peer int64) []int {
	var all []int
	for _, m := range r.world.History(peer) {
		if m.Imported {
			all = append(all, m.ID)
		}
	}
	return all
}

// proof verifies a plan and returns what arrived in its one chat.
func (r *rig) proof(t *testing.T, p *telegram.Plan, b *bundle) (*telegram.Receipt, *telegram.Received) {
	t.Helper()
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	return receipt, &receipt.Deliveries[0]
}

// remove deletes messages by hand, in Telegram's own app.
func (r *rig) remove(peer int64, ids ...int) {
	r.world.Tamper(peer, func(m *telegramtest.Message) bool { return !slices.Contains(ids, m.ID) })
}

// Two plans delivered the very same into one chat. What is verified and taken back by
// the receipt of one is its own alone, whichever came first.
func TestUndoOtherPlan(t *testing.T) {
	for _, first := range []bool{true, false} {
		t.Run(fmt.Sprintf("first=%v", first), func(t *testing.T) {
			r := newRig(t)
			group := r.world.Group("모임", telegramtest.Creator)
			b := talk(30)
			a, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group)})
			r.clock.Sleep(t.Context(), time.Hour)
			idsA := r.importedIn(group)
			c, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group), Again: true})
			idsB := r.importedIn(group)[len(idsA):]
			receiptA, provenA := r.proof(t, a, b)
			receiptB, provenB := r.proof(t, c, b)
			for _, d := range []*telegram.Received{provenA, provenB} {
				if !d.Good() || d.Foreign != 30 || len(d.Doubles) != 0 {
					t.Errorf("%+v", d)
				}
			}
			if !slices.Equal(provenA.Messages, idsA) || !slices.Equal(provenB.Messages, idsB) {
				t.Fatalf("the receipts list %v and %v; there are %v and %v", provenA.Messages, provenB.Messages, idsA, idsB)
			}
			order, left := []*telegram.Receipt{receiptA, receiptB}, idsB
			if !first {
				order, left = []*telegram.Receipt{receiptB, receiptA}, idsA
			}
			for _, receipt := range order {
				done, err := r.undo(t, receipt, telegram.UndoOptions{Doubles: true})
				if err != nil || done.Deliveries[0].Messages != 30 {
					t.Fatalf("%+v, %v", done, err)
				}
				if got := r.importedIn(group); !slices.Equal(got, left) {
					t.Fatalf("%v are left, not %v", got, left)
				}
				left = nil
			}
		})
	}
}

// What was deleted by hand is missing, although another plan brought the same.
func TestVerifyDeletedByHand(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("모임", telegramtest.Creator)
	b := talk(30)
	a, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	r.clock.Sleep(t.Context(), time.Hour)
	ids := r.importedIn(group)
	c, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group), Again: true})
	r.remove(group, ids[0], ids[7], ids[29])
	_, d := r.proof(t, a, b)
	if d.Missing != 3 || d.Foreign != 30 || d.Doubled+d.Moved+d.Disordered != 0 {
		t.Errorf("three of the first plan's are gone: %+v", d)
	}
	r.remove(group, ids...)
	_, d = r.proof(t, a, b)
	if d.Missing != 30 || d.Foreign != 30 || len(d.Messages) != 0 {
		t.Errorf("all of the first plan's are gone: %+v", d)
	}
	if _, d = r.proof(t, c, b); !d.Good() || len(d.Messages) != 30 {
		t.Errorf("the second plan's: %+v", d)
	}
}

// What somebody else imported into the chat, another admin or the person's own phone,
// stands for nothing that was deleted, though no journal tells of it.
func TestVerifyOtherImporter(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("모임", telegramtest.Creator)
	b := talk(30)
	p, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	ids := r.importedIn(group)
	for _, m := range r.world.History(group) {
		if m.Imported {
			r.world.Insert(group, m)
		}
	}
	theirs := r.importedIn(group)[30:]
	r.remove(group, ids[:20]...)
	receipt, d := r.proof(t, p, b)
	if d.Missing != 20 || d.Foreign != 30 || d.Doubled+d.Moved != 0 || !slices.Equal(d.Messages, ids[20:]) {
		t.Errorf("%+v", d)
	}
	if _, err := r.undo(t, receipt, telegram.UndoOptions{Doubles: true}); err != nil {
		t.Fatal(err)
	}
	if got := r.importedIn(group); !slices.Equal(got, theirs) {
		t.Errorf("%v are left, not %v", got, theirs)
	}
}

// A chat whose history was cleared, and whose numbers go back by that, can be delivered
// into anew.
func TestVerifyAfterClearing(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("모임", telegramtest.Creator)
	for i := range 20 {
		r.world.Say(group, telegramtest.SelfID, fmt.Sprint("인사 ", i))
	}
	b := talk(30)
	r.pushed(t, b, telegram.Want{To: chatNumber(group)})
	r.world.Tamper(group, func(m *telegramtest.Message) bool { return m.Service })
	r.clock.Sleep(t.Context(), time.Hour)
	p, _ := r.pushed(t, b, telegram.Want{To: chatNumber(group), Again: true})
	if _, d := r.proof(t, p, b); !d.Good() || d.Foreign != 0 {
		t.Errorf("%+v", d)
	}
}

// A receipt is of the plan that was pushed, and of no edited one, nor with a state
// that is another plan's.
func TestVerifyBound(t *testing.T) {
	r := newRig(t)
	b := talk(5)
	p, _ := r.pushed(t, b, telegram.Want{})
	other, _ := r.pushed(t, b, telegram.Want{Again: true})
	state, err := telegram.ReadJournal(telegram.JournalPath(r.keep.Dir(), other.ID))
	if err != nil {
		t.Fatal(err)
	}
	err = within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Verify(ctx, p, state, b.reader(t))
		return err
	})
	if !errors.Is(err, telegram.ErrForeignJournal) {
		t.Errorf("another plan's state: %v", err)
	}
	edited := *p
	edited.Deliveries = slices.Clone(p.Deliveries)
	edited.Deliveries[0].Target.ID++
	if err := telegram.SealPlan(r.keep, &edited); err != nil {
		t.Fatal(err)
	}
	if _, err := r.verify(t, &edited, b); !errors.Is(err, telegram.ErrForeignJournal) {
		t.Errorf("another plan of the same number: %v", err)
	}
	edited.MAC = p.MAC
	if _, err := r.verify(t, &edited, b); !errors.Is(err, telegram.ErrForgedPlan) {
		t.Errorf("an edited plan: %v", err)
	}
}

// The journal of any plan that cannot be read stops a verification: whose messages are
// whose is not known without it.
func TestVerifyDamagedOther(t *testing.T) {
	r := newRig(t)
	b := talk(5)
	p, _ := r.pushed(t, b, telegram.Want{})
	path := telegram.JournalPath(r.keep.Dir(), strings.Repeat("0a", 16))
	if err := os.WriteFile(path, []byte("damage\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.verify(t, p, b); !errors.Is(err, telegram.ErrDamagedJournal) || !strings.Contains(err.Error(), path) {
		t.Errorf("%v", err)
	}
}

// What is kept of a receipt for the status says how many and how good, and nothing of
// whom: no name, no chat, no number.
func TestSaveReceiptTells(t *testing.T) {
	r := newRig(t)
	seoyeon := r.world.Contact("Seo-yeon", "Kim", true)
	r.world.Handle(seoyeon, "seoyeon_k")
	b := newBundle()
	b.chat("서연", false)
	b.m.Chats[0].Kind = export.ChatDirect
	b.part(time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC), chatter(4)...)
	p, peer := r.pushed(t, b, telegram.Want{To: chatNumber(seoyeon)})
	receipt, d := r.proof(t, p, b)
	if !d.Good() || d.Target.Title != "Seo-yeon Kim" {
		t.Fatalf("%+v", d)
	}
	if err := telegram.SaveReceipt(r.keep, receipt); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(telegram.JournalPath(r.keep.Dir(), p.ID), ".journal") + ".receipt")
	if err != nil {
		t.Fatal(err)
	}
	secrets := []string{"Seo-yeon", "seoyeon_k", "서연", "Minjun", "8210", chatNumber(peer), chatNumber(d.Target.Access), receipt.MAC, d.Hash, `"messages":[`}
	for i := range b.m.Chats[0].People {
		secrets = append(secrets, b.m.Chats[0].People[i].Name)
	}
	for _, s := range secrets {
		if bytes.Contains(data, []byte(s)) {
			t.Errorf("it holds %q", s)
		}
	}
	var file bytes.Buffer
	if err := receipt.Write(&file); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(file.String(), "Seo-yeon") || strings.Contains(file.String(), "8210") {
		t.Error("the receipt that the person keeps has no name, or a phone number")
	}
	all, err := telegram.Status(r.keep.Dir())
	if err != nil || len(all) != 1 || all[0].Receipt == nil || !all[0].Receipt.Good() || all[0].Receipt.Deliveries[0].Got.Messages != 4 {
		t.Errorf("%+v, %v", all, err)
	}
}
