package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"testing"

	"github.com/gotd/td/tg"
	"golang.org/x/text/unicode/norm"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// with signs in to a world and does something there.
func with(t *testing.T, w *telegramtest.World, do func(ctx context.Context, c *telegram.Client) error) {
	t.Helper()
	opt := optionsOf(telegramtest.Start(t, w))
	if err := connect(t, signedIn(t, opt), opt, do); err != nil {
		t.Fatal(err)
	}
}

// Of every chat it is told whether an import is allowed, and why not.
func TestChats(t *testing.T) {
	w := openWorld()
	type want struct {
		kind    telegram.PeerKind
		refused telegram.Refusal
	}
	wanted := make(map[int64]want)
	expect := func(id int64, kind telegram.PeerKind, refused telegram.Refusal) int64 {
		w.Say(id, id, "hello")
		wanted[id] = want{kind, refused}
		return id
	}
	expect(w.Contact("Seoyeon", "Lee", true), telegram.PeerUser, "")
	expect(w.Contact("Jiho", "Park", false), telegram.PeerUser, telegram.RefusedNotMutual)
	w.Block(expect(w.Contact("도윤", "", true), telegram.PeerUser, telegram.RefusedBlocked))
	w.Gone(expect(w.Contact("하은", "", true), telegram.PeerUser, telegram.RefusedDeleted))
	expect(w.Bot("Weather"), telegram.PeerUser, telegram.RefusedBot)
	expect(w.Stranger("Hana", ""), telegram.PeerUser, telegram.RefusedNotMutual)
	expect(w.Group("동창회", telegramtest.Creator), telegram.PeerSupergroup, "")
	expect(w.Group("스터디", telegramtest.AdminInfo), telegram.PeerSupergroup, "")
	expect(w.Group("러닝", telegramtest.AdminElse), telegram.PeerSupergroup, telegram.RefusedNotAdmin)
	expect(w.Group("낚시", telegramtest.Member), telegram.PeerSupergroup, telegram.RefusedNotAdmin)
	expect(w.BasicGroup("가족", telegramtest.Creator), telegram.PeerBasic, "")
	expect(w.BasicGroup("회사", telegramtest.Member), telegram.PeerBasic, telegram.RefusedNotAdmin)
	expect(w.Channel("소식", telegramtest.Creator), telegram.PeerChannel, telegram.RefusedChannel)
	silent := w.Contact("Yuna", "Choi", true) // without a chat yet
	wanted[silent] = want{telegram.PeerUser, ""}
	w.Say(telegramtest.SelfID, telegramtest.SelfID, "a note")
	wanted[telegramtest.SelfID] = want{telegram.PeerUser, telegram.RefusedSelf}

	with(t, w, func(ctx context.Context, c *telegram.Client) error {
		chats, err := c.Chats(ctx)
		for _, one := range chats {
			if got := (want{one.Kind, one.Refused}); got != wanted[one.ID] {
				t.Errorf("%s: %v, want %v", one.Title, got, wanted[one.ID])
			}
			delete(wanted, one.ID)
		}
		if len(wanted) > 0 {
			t.Errorf("not listed: %v", wanted)
		}
		return err
	})
}

// What Telegram lists of groups that the account is not in any more.
func TestChatsLeft(t *testing.T) {
	tests := []struct {
		chat    tg.ChatClass
		kind    telegram.PeerKind
		refused telegram.Refusal
	}{
		{&tg.Channel{ID: 5, Megagroup: true, Creator: true, Left: true}, telegram.PeerSupergroup, telegram.RefusedLeft},
		{&tg.ChannelForbidden{ID: 5, Megagroup: true}, telegram.PeerSupergroup, telegram.RefusedLeft},
		{&tg.ChannelForbidden{ID: 5}, telegram.PeerChannel, telegram.RefusedChannel},
		{&tg.ChatForbidden{ID: 5}, telegram.PeerBasic, telegram.RefusedLeft},
		{&tg.Chat{ID: 5, Creator: true, Left: true}, telegram.PeerBasic, telegram.RefusedLeft},
	}
	for _, tt := range tests {
		got, ok := telegram.CandidateOf(tt.chat)
		if !ok || got.ID != 5 || got.Kind != tt.kind || got.Refused != tt.refused {
			t.Errorf("%T: %+v, %v", tt.chat, got, ok)
		}
	}
	moved := &tg.Chat{ID: 5}
	moved.SetMigratedTo(&tg.InputChannel{ChannelID: 6})
	if got, ok := telegram.CandidateOf(moved); ok {
		t.Errorf("a group that is a supergroup now: %+v", got)
	}
}

// Hundreds of chats come page by page, each once.
func TestChatsPaged(t *testing.T) {
	w := openWorld()
	const many = 350
	for i := range many {
		id := w.Group(fmt.Sprintf("방 %03d", i), telegramtest.Creator)
		w.Say(id, telegramtest.SelfID, "hello")
	}
	with(t, w, func(ctx context.Context, c *telegram.Client) error {
		chats, err := c.Chats(ctx)
		titles := make(map[string]int)
		for _, one := range chats {
			titles[one.Title]++
		}
		if len(chats) != many || len(titles) != many {
			t.Errorf("%d chats of %d titles", len(chats), len(titles))
		}
		return err
	})
	if n := called(w, "messages.getDialogs"); n < 4 || n > 12 {
		t.Errorf("%d pages", n)
	}
}

// A chat is found by all that a person may call it.
func TestFind(t *testing.T) {
	w := openWorld()
	lee := w.Contact("Seoyeon", "Lee", true)
	w.Number(lee, "+821012345678")
	w.Handle(lee, "SeoyeonLee")
	group := w.Group("우리 반", telegramtest.Creator)
	w.Crowd(group, 41)
	w.Join(w.BasicGroup("가족", telegramtest.Creator), lee, w.Contact("하은", "", true))
	year := w.Group("2024", telegramtest.Creator)
	w.Group("또 우리", telegramtest.Creator)
	w.Group("또 우리", telegramtest.Member)
	with(t, w, func(ctx context.Context, c *telegram.Client) error {
		for name, want := range map[string]int64{
			"Seoyeon Lee": lee, " Seoyeon  Lee ": lee, "@seoyeonlee": lee, "https://t.me/SeoyeonLee": lee,
			"+82 10-1234-5678": lee, strconv.FormatInt(lee, 10): lee,
			"우리 반": group, norm.NFD.String("우리 반"): group, strconv.FormatInt(group, 10): group, fmt.Sprintf("-100%d", group): group,
			"2024": year,
		} {
			got, err := c.Find(ctx, name)
			if err != nil || got.ID != want {
				t.Errorf("%q: %d %q, %v", name, got.ID, got.Title, err)
			}
		}
		if got, err := c.Find(ctx, "우리 반"); err != nil || got.Members != 42 {
			t.Errorf("%d members, %v", got.Members, err)
		}
		if got, err := c.Find(ctx, "가족"); err != nil || got.Members != 3 {
			t.Errorf("%d members of a basic group, %v", got.Members, err)
		}
		for _, name := range []string{"", "없는 방", "@nobody_at_all", "+821000000099", "999999", "우리"} {
			if _, err := c.Find(ctx, name); !errors.Is(err, telegram.ErrNoChat) {
				t.Errorf("%q: %v", name, err)
			}
		}
		_, err := c.Find(ctx, "또 우리")
		if many, ok := errors.AsType[*telegram.ManyChatsError](err); !ok || len(many.Candidates) != 2 {
			t.Errorf("two of a title: %v", err)
		}
		return nil
	})
}

// The address book is told as it was saved.
func TestContacts(t *testing.T) {
	w := openWorld()
	w.Contact("Seoyeon", "Lee", true)
	w.Contact("지호", "", false)
	w.Stranger("Hana", "")
	with(t, w, func(ctx context.Context, c *telegram.Client) error {
		contacts, err := c.Contacts(ctx)
		if len(contacts) != 2 || contacts[0].Name != "Seoyeon Lee" || !contacts[0].Mutual || contacts[1].Name != "지호" || contacts[1].Mutual {
			t.Errorf("%+v", contacts)
		}
		return err
	})
}
