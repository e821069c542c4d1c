package desktop

import (
	"math"
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
