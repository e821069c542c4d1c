package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
	"exile/export"
)

// plan plans a bundle and returns what came of it.
func (r *rig) plan(t *testing.T, b *bundle, want telegram.Want) (p *telegram.Plan, err error) {
	t.Helper()
	err = within(t, r.keep, r.opt, func(ctx context.Context, c *telegram.Client) error {
		p, err = c.Plan(ctx, &b.m, want)
		return err
	})
	return p, err
}

// private is a chat of two.
func private() *bundle {
	b := newBundle()
	b.chat("Seo-yeon Lee", false)
	b.part(time.Date(2024, 1, 15, 0, 30, 0, 0, time.UTC), chatter(5)...)
	return b
}

// What Telegram would refuse a plan refuses, each for its reason, and nothing is
// written there.
func TestPlanRefuses(t *testing.T) {
	r := newRig(t)
	r.world.Contact("한쪽", "친구", false)
	r.world.Block(r.world.Contact("막힌", "사람", true))
	r.world.Bot("로봇")
	r.world.Group("남의 모임", telegramtest.Member)
	r.world.Group("내 모임", telegramtest.Creator)
	r.world.Channel("방송", telegramtest.Creator)
	r.world.Group("같은 이름", telegramtest.Creator)
	r.world.Group("같은 이름", telegramtest.Creator)
	group := smallBundle(1)
	odd := smallBundle(1)
	odd.m.Request.Offset += 60
	for name, c := range map[string]struct {
		b    *bundle
		want telegram.Want
		is   func(error) bool
	}{
		"nothing":          {newBundle(), telegram.Want{}, is(telegram.ErrEmptyPlan)},
		"nobody":           {group, telegram.Want{To: "아무도 아님"}, is(telegram.ErrNoChat)},
		"several":          {group, telegram.Want{To: "같은 이름"}, as[*telegram.ManyChatsError]},
		"two targets":      {group, telegram.Want{To: "내 모임", NewGroup: "새 모임"}, is(telegram.ErrOneChat)},
		"one of many":      {twoChats(1), telegram.Want{To: "내 모임"}, is(telegram.ErrOneChat)},
		"not mutual":       {private(), telegram.Want{To: "한쪽 친구"}, refusedFor(telegram.RefusedNotMutual)},
		"blocked":          {private(), telegram.Want{To: "막힌 사람"}, refusedFor(telegram.RefusedBlocked)},
		"a bot":            {private(), telegram.Want{To: "로봇"}, refusedFor(telegram.RefusedBot)},
		"a channel":        {group, telegram.Want{To: "방송"}, refusedFor(telegram.RefusedChannel)},
		"no admin":         {group, telegram.Want{To: "남의 모임"}, refusedFor(telegram.RefusedNotAdmin)},
		"group to person":  {group, telegram.Want{To: "Seo-yeon Lee"}, as[*telegram.FitError]},
		"person to group":  {private(), telegram.Want{To: "내 모임"}, as[*telegram.FitError]},
		"person to a new":  {private(), telegram.Want{}, as[*telegram.FitError]},
		"no head":          {altered(group, func(p *handover.Part) { p.Head = "" }), telegram.Want{}, is(telegram.ErrNoHead)},
		"a strange clock":  {odd, telegram.Want{}, is(telegram.ErrOffset)},
		"no export":        {altered(group, func(p *handover.Part) { p.Head = "hello" }), telegram.Want{}, troubled(telegram.TroubleFormat)},
		"a private's head": {altered(group, func(p *handover.Part) { p.Head = private().m.Chats[0].Parts[0].Head }), telegram.Want{}, as[*telegram.FitError]},
		"a huge text":      {altered(group, func(p *handover.Part) { p.Size = 2<<30 + 1 }), telegram.Want{}, as[*telegram.TooLargeError]},
		"a huge file":      {altered(group, func(p *handover.Part) { p.Files[0].Size = 2000<<20 + 1 }), telegram.Want{}, as[*telegram.TooLargeError]},
	} {
		r.world.ForgetCalls()
		if _, err := r.plan(t, c.b, c.want); !c.is(err) {
			t.Errorf("%s: %v", name, err)
		}
		r.wroteNothing(t)
	}
	r.world.FailAlways("messages.checkHistoryImportPeer", 400, "CHAT_ADMIN_REQUIRED")
	if _, err := r.plan(t, group, telegram.Want{To: "내 모임"}); !troubled(telegram.TroubleAdmin)(err) {
		t.Errorf("what the server alone knows: %v", err)
	}
}

func is(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }

func as[T error](err error) bool {
	_, ok := errors.AsType[T](err)
	return ok
}

func refusedFor(why telegram.Refusal) func(error) bool {
	return func(err error) bool {
		e, ok := errors.AsType[*telegram.RefusedError](err)
		return ok && e.Candidate.Refused == why
	}
}

func troubled(by telegram.Trouble) func(error) bool {
	return func(err error) bool {
		e, ok := errors.AsType[*telegram.CallError](err)
		return ok && e.Trouble == by
	}
}

// altered is a bundle whose first part is changed.
func altered(b *bundle, change func(*handover.Part)) *bundle {
	c := *b
	c.m.Chats = append([]handover.Chat(nil), b.m.Chats...)
	c.m.Chats[0].Parts = append([]handover.Part(nil), b.m.Chats[0].Parts...)
	c.m.Chats[0].Parts[0].Files = append([]handover.File(nil), b.m.Chats[0].Parts[0].Files...)
	change(&c.m.Chats[0].Parts[0])
	return &c
}

// A plan tells everything that a person must know before it is too late.
func TestPlanTells(t *testing.T) {
	r := newRig(t)
	id := r.world.Group("내 모임", telegramtest.Creator)
	r.world.Crowd(id, 6)
	for range 120 {
		r.world.Say(id, telegramtest.SelfID, "말")
	}
	b := album(1 << 20)
	c := &b.m.Chats[0]
	c.People = append(c.People, handover.Person{Name: "(알 수 없음)", Nameless: true, Messages: 1})
	c.Problems = []export.Problem{{Code: export.LossyReply, Count: 12}, {Code: export.GuardedLine, Count: 3}}
	b.part(time.Date(2024, 2, 3, 0, 0, 0, 0, time.UTC), append(chatter(3),
		attach("Minjun Kim", "00000001-STICKER.tgs", export.FileSticker, []byte("tgs")))...)
	c.Parts[1].DayShown, c.Parts[1].Long = false, 2
	p, err := r.plan(t, b, telegram.Want{To: "내 모임"})
	if err != nil {
		t.Fatal(err)
	}
	d := &p.Deliveries[0]
	told := map[telegram.RemarkCode]int64{}
	for _, m := range d.Told {
		told[m.Code] += m.Count
	}
	for code, want := range map[telegram.RemarkCode]int64{
		telegram.RemarkLoss: 12, telegram.RemarkAsFile: 1, telegram.RemarkVoiceAudio: 1, telegram.RemarkAnimated: 1, telegram.RemarkLong: 2,
		telegram.RemarkDates: 1, telegram.RemarkParts: 2, telegram.RemarkBusyChat: 121, telegram.RemarkOthers: 6, telegram.RemarkUnchecked: 0,
	} {
		if told[code] != want {
			t.Errorf("%s: %d, not %d", code, told[code], want)
		}
	}
	if d.Seen != 7 || d.NewGroup || !d.Parsed.Group || !strings.Contains(d.Confirm, "내 모임") {
		t.Errorf("seen by %d, %+v, %q", d.Seen, d.Parsed, d.Confirm)
	}
	states := map[string]telegram.MatchState{}
	for _, m := range d.Names {
		states[m.Name] = m.State
	}
	if states["Minjun Kim"] != telegram.MatchedSelf || states["Seo-yeon Lee"] != telegram.Matched || states["(알 수 없음)"] != telegram.NeverMatch {
		t.Errorf("names %v", states)
	}
	sent := map[telegram.Form]int64{}
	for _, s := range d.Sent {
		sent[s.As] = s.Files
	}
	if sent[telegram.AsPhoto] != 3 || sent[telegram.AsDocument] != 3 || sent[telegram.AsVoice] != 1 || sent[telegram.AsSticker] != 1 {
		t.Errorf("sent %v", sent)
	}
	if p.Estimate.Imports != 2 || p.Estimate.Files != 10 || p.Estimate.Waits < 23*time.Hour {
		t.Errorf("estimate %+v", p.Estimate)
	}
	for i := range d.Chat.Parts {
		if d.Chat.Parts[i].Head != "" {
			t.Error("a plan holds what people wrote")
		}
	}
}

// A plan is read as it was written. What is none, or was tampered with, is refused.
func TestPlanFile(t *testing.T) {
	r := newRig(t)
	p, err := r.plan(t, album(1<<20), telegram.Want{NewGroup: "새 모임"})
	if err != nil {
		t.Fatal(err)
	}
	var out, again bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	q, err := telegram.ReadPlan(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Write(&again); err != nil || again.String() != out.String() {
		t.Errorf("it is not the same, %v", err)
	}
	if q.Deliveries[0].Target.Title != "새 모임" || len(q.ID) != 32 {
		t.Errorf("%+v", q.Deliveries[0].Target)
	}
	text := out.String()
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"empty":            {"", telegram.ErrBadPlan},
		"no plan":          {"{}", telegram.ErrBadPlan},
		"another version":  {strings.Replace(text, `"version": 1`, `"version": 2`, 1), telegram.ErrPlanVersion},
		"a field too many": {strings.Replace(text, `"made"`, `"more": 1, "made"`, 1), telegram.ErrBadPlan},
		"more after it":    {text + "{}", telegram.ErrBadPlan},
		"cut off":          {text[:len(text)/2], telegram.ErrBadPlan},
		"a path for an ID": {strings.Replace(text, p.ID, "../../../../etc/passwd", 1), telegram.ErrBadPlan},
		"no target":        {strings.Replace(text, `"title": "새 모임"`, `"title": ""`, 1), telegram.ErrBadPlan},
		"a huge file":      {strings.Replace(text, `"size": 700001`, `"size": 7000010000`, 1), telegram.ErrBadPlan},
	} {
		if c.text == text {
			t.Fatalf("%s: nothing was changed", name)
		}
		if _, err := telegram.ReadPlan(strings.NewReader(c.text)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
