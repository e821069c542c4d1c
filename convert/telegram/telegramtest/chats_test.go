package telegramtest_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"

	"exile/convert/telegram/telegramtest"
)

// listed are all chats of the account, by pages of that many.
func listed(ctx context.Context, api *tg.Client, page int) (map[string]tg.InputPeerClass, int, error) {
	all := make(map[string]tg.InputPeerClass)
	byID := make(map[int64]tg.InputPeerClass)
	r := &tg.MessagesGetDialogsRequest{OffsetPeer: &tg.InputPeerEmpty{}, Limit: page}
	for n := 0; ; {
		d, err := api.MessagesGetDialogs(ctx, r)
		if err != nil {
			return nil, 0, err
		}
		m, _ := d.AsModified()
		if n += len(m.GetDialogs()); len(m.GetDialogs()) == 0 {
			return all, n, nil
		}
		for _, u := range m.GetUsers() {
			u := u.(*tg.User)
			all[u.FirstName] = &tg.InputPeerUser{UserID: u.ID, AccessHash: u.AccessHash}
			byID[u.ID] = all[u.FirstName]
		}
		for _, c := range m.GetChats() {
			switch c := c.(type) {
			case *tg.Channel:
				all[c.Title] = &tg.InputPeerChannel{ChannelID: c.ID, AccessHash: c.AccessHash}
				byID[c.ID] = all[c.Title]
			case *tg.Chat:
				all[c.Title] = &tg.InputPeerChat{ChatID: c.ID}
				byID[c.ID] = all[c.Title]
			}
		}
		last := m.GetMessages()[len(m.GetMessages())-1].(tg.NotEmptyMessage)
		r.OffsetID, r.OffsetDate = last.GetID(), last.GetDate()
		switch p := last.GetPeerID().(type) {
		case *tg.PeerUser:
			r.OffsetPeer = byID[p.UserID]
		case *tg.PeerChat:
			r.OffsetPeer = byID[p.ChatID]
		case *tg.PeerChannel:
			r.OffsetPeer = byID[p.ChannelID]
		}
	}
}

// Into which chats an import may go, and what the server says of the others.
func TestWhereAnImportMayGo(t *testing.T) {
	w := world()
	for _, name := range []string{"mutual", "one-sided", "blocked"} {
		id := w.Contact(name, "", name != "one-sided")
		w.Say(id, id, "hi")
		if name == "blocked" {
			w.Block(id)
		}
	}
	w.Stranger("stranger", "")
	w.Bot("bot")
	for _, r := range []telegramtest.Role{telegramtest.Creator, telegramtest.AdminInfo, telegramtest.AdminElse, telegramtest.Member} {
		w.Group("group "+string(r), r)
	}
	w.BasicGroup("basic", telegramtest.Creator)
	w.Channel("channel", telegramtest.Creator)
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		all, n, err := listed(ctx, c.API(), 3)
		if err != nil {
			return err
		}
		if n != 11 {
			t.Errorf("%d chats are listed, want 11", n)
		}
		for name, code := range map[string]string{
			"mutual": "", "one-sided": "USER_NOT_MUTUAL_CONTACT", "blocked": "USER_IS_BLOCKED",
			"stranger": "USER_NOT_MUTUAL_CONTACT", "bot": "PEER_ID_INVALID", "basic": "PEER_ID_INVALID",
			"channel": "PEER_ID_INVALID", "group creator": "", "group admin": "",
			"group other-admin": "CHAT_ADMIN_REQUIRED", "group member": "CHAT_ADMIN_REQUIRED",
		} {
			_, err := c.API().MessagesCheckHistoryImportPeer(ctx, all[name])
			want(t, name, err, code)
		}
		_, err = c.API().MessagesCheckHistoryImportPeer(ctx, &tg.InputPeerSelf{})
		want(t, "oneself", err, "PEER_ID_INVALID")
		wrong := *all["mutual"].(*tg.InputPeerUser)
		wrong.AccessHash++
		_, err = c.API().MessagesCheckHistoryImportPeer(ctx, &wrong)
		want(t, "a wrong access hash", err, "PEER_ID_INVALID")
		return nil
	})
}

func TestABasicGroupBecomesASupergroup(t *testing.T) {
	w := world()
	friend := w.Contact("F", "", false)
	basic := w.BasicGroup("B", telegramtest.Creator)
	w.Join(basic, friend)
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		before, err := c.API().MessagesGetFullChat(ctx, basic)
		if err != nil {
			return err
		}
		if p := before.FullChat.(*tg.ChatFull).Participants.(*tg.ChatParticipants).Participants; len(p) != 2 {
			t.Errorf("%d members of the basic group, want 2", len(p))
		}
		u, err := c.API().MessagesMigrateChat(ctx, basic)
		if err != nil {
			return err
		}
		again, err := c.API().MessagesMigrateChat(ctx, basic)
		if err != nil {
			return err
		}
		a, b := u.(*tg.Updates).Chats[0].(*tg.Channel), again.(*tg.Updates).Chats[0].(*tg.Channel)
		if a.ID != b.ID || !a.Megagroup || !a.Creator {
			t.Errorf("it became %v, and then %v", a, b)
		}
		full, err := c.API().ChannelsGetFullChannel(ctx, &tg.InputChannel{ChannelID: a.ID, AccessHash: a.AccessHash})
		if err != nil {
			return err
		}
		if n, _ := full.FullChat.(*tg.ChannelFull).GetParticipantsCount(); n != 2 {
			t.Errorf("%d members, want 2", n)
		}
		_, err = c.API().MessagesCheckHistoryImportPeer(ctx, &tg.InputPeerChannel{ChannelID: a.ID, AccessHash: a.AccessHash})
		return err
	})
}

func TestHistoryIsPagedAndDeleted(t *testing.T) {
	w := world()
	group := w.Group("G", telegramtest.Creator)
	friend := w.Contact("F", "", true)
	for i := range 250 {
		w.Say(group, telegramtest.SelfID, strconv.Itoa(i))
		w.Say(friend, friend, strconv.Itoa(i))
	}
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		chats, _, err := listed(ctx, c.API(), 100)
		if err != nil {
			return err
		}
		ids := make(map[string][]int)
		for _, name := range []string{"G", "F"} {
			for r := (&tg.MessagesGetHistoryRequest{Peer: chats[name], Limit: 1000}); ; {
				h, err := c.API().MessagesGetHistory(ctx, r)
				if err != nil {
					return err
				}
				m, _ := h.AsModified()
				if len(m.GetMessages()) > 100 {
					t.Fatalf("a page of %d", len(m.GetMessages()))
				}
				if len(m.GetMessages()) == 0 {
					break
				}
				for _, x := range m.GetMessages() {
					ids[name] = append(ids[name], x.GetID())
				}
				r.OffsetID = ids[name][len(ids[name])-1]
			}
		}
		if len(ids["G"]) != 251 || len(ids["F"]) != 250 {
			t.Errorf("%d and %d messages, want 251 and 250", len(ids["G"]), len(ids["F"]))
		}
		if !slices.IsSortedFunc(ids["G"], func(a, b int) int { return b - a }) {
			t.Error("not the newest first")
		}
		g := chats["G"].(*tg.InputPeerChannel)
		in := &tg.InputChannel{ChannelID: g.ChannelID, AccessHash: g.AccessHash}
		_, err = c.API().ChannelsDeleteMessages(ctx, &tg.ChannelsDeleteMessagesRequest{Channel: in, ID: ids["G"][:101]})
		want(t, "101 at once", err, "LIMIT_INVALID")
		if _, err = c.API().ChannelsDeleteMessages(ctx, &tg.ChannelsDeleteMessagesRequest{Channel: in, ID: ids["G"][:100]}); err != nil {
			return err
		}
		if _, err = c.API().MessagesDeleteMessages(ctx, &tg.MessagesDeleteMessagesRequest{ID: ids["F"][:60]}); err != nil {
			return err
		}
		if _, err = c.API().MessagesDeleteMessages(ctx, &tg.MessagesDeleteMessagesRequest{Revoke: true, ID: ids["F"][60:100]}); err != nil {
			return err
		}
		h, err := c.API().MessagesGetHistory(ctx, &tg.MessagesGetHistoryRequest{Peer: chats["F"], Limit: 1})
		if err != nil {
			return err
		}
		if n := h.(*tg.MessagesMessagesSlice).Count; n != 150 {
			t.Errorf("the account sees %d of its friend's messages, want 150", n)
		}
		return nil
	})
	if a, b := len(w.History(group)), len(w.History(friend)); a != 151 || b != 210 {
		t.Errorf("%d and %d are left for all, want 151 and 210", a, b)
	}
}

func TestOnlyGroupsForImportsAreMadeAndTheirCreatorDeletesThem(t *testing.T) {
	w := world()
	foreign := w.Group("foreign", telegramtest.AdminInfo)
	signedIn(t, w, telegramtest.Start(t, w)).must(t, func(ctx context.Context, c *td.Client) error {
		_, err := c.API().ChannelsCreateChannel(ctx, &tg.ChannelsCreateChannelRequest{Megagroup: true, Title: "G"})
		want(t, "a group for nothing", err, "CHAT_INVALID")
		own, err := newGroup(ctx, c.API(), "own")
		if err != nil {
			return err
		}
		chats, _, err := listed(ctx, c.API(), 100)
		if err != nil {
			return err
		}
		f := chats["foreign"].(*tg.InputPeerChannel)
		_, err = c.API().ChannelsDeleteChannel(ctx, &tg.InputChannel{ChannelID: f.ChannelID, AccessHash: f.AccessHash})
		want(t, "another's group", err, "CHAT_ADMIN_REQUIRED")
		in := &tg.InputChannel{ChannelID: own.ChannelID, AccessHash: own.AccessHash}
		if _, err = c.API().ChannelsDeleteChannel(ctx, in); err != nil {
			return err
		}
		_, err = c.API().ChannelsGetChannels(ctx, []tg.InputChannelClass{in})
		want(t, "a group that is gone", err, "CHANNEL_PRIVATE")
		return nil
	})
	for _, c := range w.Chats() {
		if c.Gone != (c.ID != foreign) {
			t.Errorf("%s: gone is %v", c.Title, c.Gone)
		}
	}
}
