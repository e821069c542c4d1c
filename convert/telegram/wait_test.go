package telegram_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gotd/td/telegram/uploader"
	"github.com/gotd/td/tg"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// FLOOD_WAIT is waited for at any call, uploads of parts among them, and counted
// down second by second.
func TestFloodWait(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	clock := newLeapClock()
	var told []telegram.Wait
	opt.Clock = clock
	opt.Waits = func(w telegram.Wait) {
		if w.Why == telegram.WaitFlood {
			told = append(told, w)
		}
	}
	w.Flood("contacts.getContacts", 1, 5)
	w.Fail("contacts.getContacts", 2, 420, "FLOOD_PREMIUM_WAIT_7")
	w.Flood("upload.saveFilePart", 2, 30)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		if _, err := c.Contacts(ctx); err != nil {
			return err
		}
		_, err := uploader.NewUploader(c.API()).WithThreads(2).FromBytes(ctx, "a.bin", make([]byte, 700_000))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if clock.Slept() != 42*time.Second {
		t.Errorf("slept %s", clock.Slept())
	}
	if len(told) != 45 { // each second, and each end
		t.Errorf("told %d times", len(told))
	}
	if told[0].Left != 5*time.Second || told[1].Left != 4*time.Second || told[5].Left != 0 || told[6].Left != 7*time.Second {
		t.Errorf("%+v", told[:7])
	}
}

// More than a day is not waited for.
func TestFloodTooLong(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	clock := newLeapClock()
	opt.Clock = clock
	w.Flood("contacts.getContacts", 1, 90_000)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Contacts(ctx)
		return err
	})
	e, ok := errors.AsType[*telegram.CallError](err)
	if !ok || e.Trouble != telegram.TroubleFlood || e.Wait != 25*time.Hour || e.Trouble.Final() || clock.Slept() != 0 {
		t.Errorf("%v after %s", err, clock.Slept())
	}
	w.FailAlways("contacts.getContacts", 420, "FLOOD_WAIT_36000") // again and again
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Contacts(ctx)
		return err
	})
	if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleFlood || clock.Slept() != 20*time.Hour {
		t.Errorf("%v after %s", err, clock.Slept())
	}
}

// A wait ends when the person calls it off.
func TestFloodCancelled(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	w.Flood("contacts.getContacts", 1, 600)
	ctx, cancel := context.WithCancel(t.Context())
	opt.Waits = func(w telegram.Wait) {
		if w.Why == telegram.WaitFlood {
			cancel()
		}
	}
	begin := time.Now()
	err := telegram.Connect(ctx, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Contacts(ctx)
		return err
	})
	if !errors.Is(err, context.Canceled) || time.Since(begin) > 20*time.Second {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
}

// A trouble of the server's own is tried three times more, where that does no harm.
func TestServerTrouble(t *testing.T) {
	w := openWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	opt.Clock = newLeapClock()
	for n := 1; n <= 3; n++ {
		w.Fail("contacts.getContacts", n, -503, "Timeout")
	}
	contacts := func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Contacts(ctx)
		return err
	}
	if err := connect(t, k, opt, contacts); err != nil {
		t.Errorf("after three: %v", err)
	}
	w.ForgetCalls()
	w.FailAlways("contacts.getContacts", 500, "INTERNAL")
	err := connect(t, k, opt, contacts)
	if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleServer || called(w, "contacts.getContacts") != 4 {
		t.Errorf("%v after %d calls", err, called(w, "contacts.getContacts"))
	}
	w.FailAlways("channels.createChannel", 500, "INTERNAL") // it may have been made all the same
	err = connect(t, k, opt, createGroup)
	if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleServer || called(w, "channels.createChannel") != 1 {
		t.Errorf("%v after %d calls", err, called(w, "channels.createChannel"))
	}
}

func createGroup(ctx context.Context, c *telegram.Client) error {
	_, err := c.API().ChannelsCreateChannel(ctx, &tg.ChannelsCreateChannelRequest{Megagroup: true, ForImport: true, Title: "새 방"})
	return err
}

// When the connection breaks before an answer, what may be done twice is done
// again, and what may not is never: that a call may have been done is told.
func TestLostAnswer(t *testing.T) {
	for _, acked := range []bool{false, true} {
		w := openWorld()
		opt := optionsOf(telegramtest.Start(t, w))
		k := signedIn(t, opt)
		w.LoseAnswer("contacts.getContacts", 1, acked)
		err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
			_, err := c.Contacts(ctx)
			return err
		})
		if err != nil {
			t.Errorf("contacts, acknowledged %v: %v", acked, err)
		}
		w.LoseAnswer("channels.createChannel", 1, acked)
		err = connect(t, k, opt, createGroup)
		e, ok := errors.AsType[*telegram.CallError](err)
		if !ok || e.Trouble != telegram.TroubleLost || errors.Is(err, context.Canceled) {
			t.Errorf("a group, acknowledged %v: %v", acked, err)
		}
		if n := len(w.Chats()); n != 1 {
			t.Errorf("acknowledged %v: %d groups", acked, n)
		}
		w.Flood("channels.createChannel", 1, 1) // refused, and so not done
		if err := connect(t, k, opt, createGroup); err != nil || len(w.Chats()) != 2 {
			t.Errorf("%v, %d groups", err, len(w.Chats()))
		}
	}
}

// A call that may not be made twice and is called off on its way is told as one
// that may have been done.
func TestLostByCancel(t *testing.T) {
	w := openWorld()
	s := telegramtest.Start(t, w)
	opt := optionsOf(s)
	k := signedIn(t, opt)
	w.LoseAnswer("channels.createChannel", 1, false)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var did error
	_ = telegram.Connect(ctx, k, opt, func(ctx context.Context, c *telegram.Client) error {
		go func() {
			for called(w, "channels.createChannel") == 0 {
				time.Sleep(time.Millisecond)
			}
			s.Stop() // it stays away, and the person has had enough
			time.Sleep(50 * time.Millisecond)
			cancel()
		}()
		did = createGroup(ctx, c)
		return did
	})
	if e, ok := errors.AsType[*telegram.CallError](did); !ok || e.Trouble != telegram.TroubleLost || !errors.Is(did, context.Canceled) {
		t.Errorf("%v", did)
	}
}

// Over a line that breaks every few calls, before, after or in the middle of an
// answer, what may be done twice comes through.
func TestBadLine(t *testing.T) {
	w := openWorld()
	w.Contact("Seoyeon", "Lee", true)
	s := telegramtest.Start(t, w)
	opt := optionsOf(s)
	k := signedIn(t, opt)
	s.CutEvery(4, 7)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		for range 40 {
			contacts, err := c.Contacts(ctx)
			if err != nil {
				return err
			}
			if len(contacts) != 1 {
				t.Errorf("%d contacts", len(contacts))
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if n := called(w, "contacts.getContacts"); n < 45 {
		t.Errorf("the line was cut hardly ever: %d calls", n)
	}
}
