package desktop

import (
	"math"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Chats keep Telegram's ids; others have the id of whom they are with, or one that
// follows from what they are.
func TestChatKinds(t *testing.T) {
	ada := export.Person{Ref: 1, Names: []string{"Ada"}, KnownBy: export.ByName}
	ben := export.Person{Ref: 2, SourceKey: "user22", Names: []string{"Ben"}, KnownBy: export.ByKey}
	me := export.Person{Ref: 3, SourceKey: "user33", Names: []string{"Me"}, KnownBy: export.ByKey, Self: true}
	for _, c := range []struct {
		name     string
		chat     export.Chat
		people   []export.Person
		wantKind string
		wantID   int64
	}{
		{"a group of Telegram's", export.Chat{App: "telegram", SourceKey: "chat12", Kind: export.ChatGroup}, []export.Person{ada}, "private_group", 12},
		{"a large one", export.Chat{App: "telegram", SourceKey: "channel4711", Kind: export.ChatGroup}, []export.Person{ada}, "private_supergroup", 4711},
		{"a channel", export.Chat{App: "telegram", SourceKey: "channel4712", Kind: export.ChatChannel}, []export.Person{ada}, "private_channel", 4712},
		{"another app's key", export.Chat{App: "line", SourceKey: "chat12", Kind: export.ChatGroup}, []export.Person{ada}, "private_group", hashID("chat\x00line\x00chat12")},
		{"no key", export.Chat{App: "line", Title: "T", Kind: export.ChatGroup}, []export.Person{ada}, "private_group", hashID("chat\x00line\x00private_group\x00T")},
		{"two, one is me", export.Chat{Kind: export.ChatDirect, Title: "B."}, []export.Person{me, ben}, "personal_chat", 22},
		{"two, called by one", export.Chat{Kind: export.ChatDirect, Title: "Ben"}, []export.Person{ada, ben}, "personal_chat", 22},
		{"two, nobody knows", export.Chat{Kind: export.ChatDirect, Title: "?"}, []export.Person{ada, ben}, "personal_chat", hashID("chat\x00\x00personal_chat\x00?")},
		{"notes", export.Chat{Kind: export.ChatSelf}, []export.Person{me}, "saved_messages", 33},
		{"notes of whoever writes them", export.Chat{Kind: export.ChatSelf}, []export.Person{ben}, "saved_messages", 22},
		{"unknown, of two", export.Chat{Kind: export.ChatUnknown, Title: "Ben"}, []export.Person{ada, ben}, "personal_chat", 22},
		{"unknown, of three", export.Chat{Kind: export.ChatUnknown, Title: "Ben"}, []export.Person{ada, ben, me}, "private_group", hashID("chat\x00\x00private_group\x00Ben")},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.chat.Ref = 1
			events := []export.Event{&c.chat}
			for i := range c.people {
				p := &c.people[i]
				m := says(p.Ref, "hello")
				m.Chat, m.Seq, m.Time = 1, int64(i+1), export.Time{T: noon, Precision: time.Second}
				events = append(events, p, m)
			}
			r, _, _ := writeResult(t, formattest.NewHistory(events, nil))
			if r.Type != c.wantKind || r.ID != c.wantID {
				t.Errorf("is a %s with the id %d, want %s and %d", r.Type, r.ID, c.wantKind, c.wantID)
			}
		})
	}
}

// Users, groups and channels are numbered apart, and two exports of one chat with
// somebody are both of that person.
func TestChatIDsApart(t *testing.T) {
	chats := []export.Chat{
		{App: "telegram", SourceKey: "chat5", Kind: export.ChatGroup, Title: "Group"},
		{App: "telegram", SourceKey: "user5", Kind: export.ChatDirect, Title: "Ana"},
		{App: "telegram", SourceKey: "channel5", Kind: export.ChatChannel, Title: "Channel"},
		{App: "telegram", SourceKey: "user5", Kind: export.ChatDirect, Title: "Ana"},
		{App: "telegram", SourceKey: "channel5", Kind: export.ChatGroup, Title: "The channel's number"},
		{App: "telegram", SourceKey: "user9", Kind: export.ChatSelf},
		{App: "line", Kind: export.ChatSelf, Title: "Keep"},
	}
	events := []export.Event{&export.Person{Ref: 1, SourceKey: "user9", Names: []string{"Me"}, KnownBy: export.ByKey, Self: true}}
	for i := range chats {
		chats[i].Ref = export.ChatRef(i + 1)
		m := says(1, "hello")
		m.Chat, m.Seq, m.Time = chats[i].Ref, 1, export.Time{T: noon, Precision: time.Second}
		events = append(events, &chats[i], m)
	}
	r, _, _ := writeResult(t, formattest.NewHistory(events, nil))
	other := hashID("chat\x00telegram\x00channel5")
	for i, want := range []int64{5, 5, 5, 5, other, 9, 9} {
		if c := r.Chats.List[i]; c.ID != want {
			t.Errorf("chat %d, a %s, has the id %d, want %d", i+1, c.Type, c.ID, want)
		}
	}
}

// Only a chat with a deleted account is called null: readers say "Deleted Account" or
// "Deleted Group" for it. Notes to oneself have no name at all.
func TestChatNames(t *testing.T) {
	ben := export.Person{Ref: 2, Names: []string{"Ben"}, KnownBy: export.ByName}
	gone := export.Person{Ref: 3, SourceKey: "user33", Names: []string{""}, KnownBy: export.ByKey}
	for _, c := range []struct {
		name     string
		chat     export.Chat
		by       export.Person
		want     string
		wantTold int
	}{
		{"Telegram, deleted", export.Chat{App: "telegram", SourceKey: "user33", Kind: export.ChatDirect}, gone, `"name": null,`, 0},
		{"Telegram, deleted, as its pages say", export.Chat{App: "telegram", Kind: export.ChatDirect, Title: (&head{kind: chatPersonal}).title()}, gone, `"name": null,`, 0},
		{"Telegram, a group", export.Chat{App: "telegram", SourceKey: "chat5", Kind: export.ChatGroup}, ben, `"name": "제목 없는 대화",`, 0},
		{"another app, a group", export.Chat{App: "line", Kind: export.ChatGroup}, ben, `"name": "제목 없는 대화",`, 0},
		{"another app, of two", export.Chat{App: "line", Kind: export.ChatDirect}, ben, `"name": "Ben",`, 0},
		{"another app, of two, deleted", export.Chat{App: "line", Kind: export.ChatDirect}, gone, `"name": null,`, 0},
		{"unknown", export.Chat{App: "line"}, ben, `"name": "제목 없는 대화",`, 0},
		{"notes", export.Chat{App: "telegram", Kind: export.ChatSelf, Title: (&head{kind: chatSaved}).title()}, ben, `"type": "saved_messages",`, 0},
		{"another app's notes", export.Chat{App: "kakaotalk", Kind: export.ChatSelf, Title: "나와의 채팅"}, ben, `"type": "saved_messages",`, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.chat.Ref, c.chat.Lang = 1, "ko"
			m := says(c.by.Ref, "hello")
			m.Chat, m.Seq, m.Time = 1, 1, export.Time{T: noon, Precision: time.Second}
			me := &export.Person{Ref: 1, Names: []string{"Ada"}, KnownBy: export.ByName, Self: true}
			_, out, problems := writeResult(t, formattest.NewHistory([]export.Event{me, &c.by, &c.chat, m}, nil))
			got := strings.TrimSpace(strings.SplitN(string(out.Bytes(resultName)), "\n", 3)[1])
			if got != c.want {
				t.Errorf("begins with %s, want %s", got, c.want)
			}
			if n := count(problems, export.ChangedName); n != c.wantTold {
				t.Errorf("%d names are told as changed", n)
			}
		})
	}
}

// Where no time is known at all, all have that of the export, or none that could be
// true.
func TestNoTimes(t *testing.T) {
	for saved, want := range map[time.Time]string{noon: "2026-05-04T12:00:00", {}: "1970-01-01T00:00:00"} {
		events := room(export.ChatGroup, says(1, "a"), says(2, "b"))
		for _, e := range events {
			if c, ok := e.(*export.Chat); ok {
				c.Saved = saved
			}
			if m, ok := e.(*export.Message); ok {
				m.Time = export.Time{}
			}
		}
		r, _, problems := writeResult(t, formattest.NewHistory(events, nil))
		for _, m := range r.Messages {
			if m.Date != want {
				t.Errorf("message %d is from %s, want %s", m.ID, m.Date, want)
			}
		}
		if n := count(problems, export.TimeInferred); n != 2 {
			t.Errorf("%d times are told as inferred", n)
		}
	}
}

func TestStrings(t *testing.T) {
	for in, want := range map[string]string{
		"plain 글":            `"plain 글"`,
		"a\"b\\c":            `"a\"b\\c"`,
		"\n\r\t":             `"\n\r\t"`,
		"\x00\x1b\x7f":       `"\u0000\u001b` + "\x7f" + `"`,
		"\u2028 \u2029":      `"\u2028 \u2029"`,
		"bad\xffbytes\xe2":   "\"bad\uFFFDbytes\uFFFD\"",
		"\uFFFD":             "\"\uFFFD\"",
		"👨‍👩‍👧":              `"👨‍👩‍👧"`,
		"</script> & <b>":    `"</script> & <b>"`,
		"\xed\xa0\x80 half":  "\"\uFFFD\uFFFD\uFFFD half\"",
		"ends in a line\xe2": "\"ends in a line\uFFFD\"",
	} {
		if got := string(appendString(nil, in)); got != want {
			t.Errorf("%q is written %s, want %s", in, got, want)
		}
	}
}

// What is no number is no place, and JSON has no word for it.
func TestFloats(t *testing.T) {
	for in, want := range map[float64]string{37.5663: "37.5663", -0.5: "-0.5", 1e-7: "0.0000001", math.Inf(1): "0", 180: "180"} {
		p := page{began: true}
		p.float("f", in)
		if got := string(p.buf); got != "\n\"f\": "+want {
			t.Errorf("%v is written %s", in, got)
		}
	}
	p := page{began: true}
	if p.float("f", math.NaN()); string(p.buf) != "\n\"f\": 0" {
		t.Errorf("NaN is written %s", p.buf)
	}
}
