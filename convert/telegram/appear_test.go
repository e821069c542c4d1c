package telegram_test

import (
	"context"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// watched has n messages imported into a group of which one more is waited for, and
// returns what the wait found, how long it took and how many calls.
func (r *rig) watched(t *testing.T, n int, started time.Duration, during func(group int64)) (telegram.Appeared, time.Duration, int) {
	t.Helper()
	group := r.world.Group("동창", telegramtest.Creator)
	b := talk(n)
	var mark telegram.Mark
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		found, err := c.Find(ctx, chatNumber(group))
		if err != nil {
			return err
		}
		mark, err = c.Mark(ctx, found.Peer)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r.pushed(t, b, telegram.Want{To: chatNumber(group), Again: true})
	during(group)
	var got telegram.Appeared
	var took time.Duration
	calls := 0
	err = within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		found, err := c.Find(ctx, chatNumber(group))
		if err != nil {
			return err
		}
		a := telegram.Awaited{Peer: found.Peer, Before: mark, Want: int64(n) + 1, Limit: time.Hour}
		if started > 0 {
			a.Started = r.clock.Now().Add(-started)
		}
		r.world.ForgetCalls()
		from := r.clock.Now()
		got, err = c.Appear(ctx, a)
		took, calls = r.clock.Now().Sub(from), r.world.Count("messages.getHistory")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, took, calls
}

// Where one message never comes, the others are counted once, and after a few minutes
// in which nothing changed no more is waited for.
func TestAppearGivesUp(t *testing.T) {
	r := newRig(t)
	got, took, calls := r.watched(t, 2000, 0, func(group int64) { r.world.Say(group, telegramtest.SelfID, "말") })
	if got.All || got.Seen != 2000 || got.Top == 0 {
		t.Errorf("%+v", got)
	}
	if took < 3*time.Minute || took > 5*time.Minute {
		t.Errorf("waited %v", took)
	}
	// 21 pages once, and a look some ten times.
	if calls > 40 {
		t.Errorf("%d calls", calls)
	}
}

// In a chat in which people talk meanwhile, only what is new is counted.
func TestAppearBusyChat(t *testing.T) {
	r := newRig(t)
	var group int64
	r.opt.Waits = func(w telegram.Wait) {
		if w.Why == telegram.WaitAppear && group != 0 && r.clock.Now().Second()%2 == 0 {
			r.world.Say(group, telegramtest.SelfID, "말")
		}
	}
	got, took, calls := r.watched(t, 1000, 0, func(g int64) {
		r.world.Say(g, telegramtest.SelfID, "말")
		group = g
	})
	if got.All || got.Seen != 1000 {
		t.Errorf("%+v", got)
	}
	if looks := int(took/(10*time.Second)) + 20; calls > 11+2*looks {
		t.Errorf("%d calls in %v", calls, took)
	}
}

// An import that was started long ago is looked at once.
func TestAppearLongAgo(t *testing.T) {
	r := newRig(t)
	got, took, calls := r.watched(t, 30, 2*time.Hour, func(int64) {})
	if got.Seen != 30 || got.All || took != 0 || calls > 3 {
		t.Errorf("%+v after %v and %d calls", got, took, calls)
	}
}

// Nothing that came after the messages of another plan began counts.
func TestAppearUntil(t *testing.T) {
	r := newRig(t)
	group := r.world.Group("동창", telegramtest.Creator)
	p, _ := r.pushed(t, talk(10), telegram.Want{To: chatNumber(group)})
	err := within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		peer := p.Deliveries[0].Target
		got, err := c.Appear(ctx, telegram.Awaited{Peer: peer, Until: 5, Want: 10})
		if err != nil || got.Seen != 4 { // of numbers 2 to 5
			t.Errorf("%+v, %v", got, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
