package desktop

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// oneChat is a result.json of one chat; who writes is given as pairs of name and id.
func oneChat(kind string, id int64, senders ...string) formats.Input {
	var b strings.Builder
	fmt.Fprintf(&b, `{"name":"chat","type":%q,"id":%d,"messages":[`, kind, id)
	for i, s := range senders {
		name, key, _ := strings.Cut(s, "/")
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"type":"message","date":"2024-01-01T00:00:0%d","date_unixtime":"170406720%d","from":%q,"from_id":%s,"text":"x"}`, i+1, i, i, name, key)
	}
	b.WriteString("]}")
	return formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(b.String())})
}

// Who made an export is told by its account, by who is not whom a chat is with, or by
// the person; else nobody is guessed.
func TestSelf(t *testing.T) {
	for _, c := range []struct {
		what     string
		in       formats.Input
		self     string // as the person says it
		want     string
		problems []export.Code
	}{
		{"a chat of two", oneChat("personal_chat", 5, `A/"user5"`, `B/"user6"`), "", "B", []export.Code{export.AssumedSelf}},
		{"ids of 2020", oneChat("personal_chat", 4294967296+5, `A/5`, `B/6`), "", "B", []export.Code{export.AssumedSelf}},
		{"ids of late 2020", oneChat("personal_chat", 4294967296+5, `A/4294967301`, `B/4294967302`), "", "B", []export.Code{export.AssumedSelf}},
		{"only the other writes", oneChat("personal_chat", 5, `A/"user5"`), "", "", []export.Code{export.UnknownSelf}},
		{"two who are not the other", oneChat("personal_chat", 5, `A/"user5"`, `B/"user6"`, `C/"user7"`), "", "", []export.Code{export.UnknownSelf}},
		{"notes to oneself", oneChat("saved_messages", 5, `A/"user5"`), "", "A", nil},
		{"a group", oneChat("private_group", 9, `A/"user5"`, `B/"user6"`), "", "", []export.Code{export.UnknownSelf}},
		{"a group, and the person says who", oneChat("private_group", 9, `A/"user5"`, `B/"user6"`), "A", "A", nil},
		{"the person contradicts a guess", oneChat("personal_chat", 5, `A/"user5"`, `B/"user6"`), "A", "A", nil},
		{"the person says a name that nobody has", oneChat("private_group", 9, `A/"user5"`), "Z", "", nil},
	} {
		var self []string
		var problems []export.Code
		for _, e := range formattest.Read(t, reader{}, c.in, formats.ReadOptions{Self: c.self, Zone: time.UTC}) {
			switch e := e.(type) {
			case *export.Person:
				if e.Self {
					self = append(self, e.Name())
				}
			case *export.Problem:
				problems = append(problems, e.Code)
			case *export.Message, *export.Chat, *export.Unread, *export.Mark, *export.Profile:
			}
		}
		if got := strings.Join(self, " "); got != c.want || fmt.Sprint(problems) != fmt.Sprint(c.problems) {
			t.Errorf("%s: self is %q, want %q; problems %v, want %v", c.what, got, c.want, problems, c.problems)
		}
	}
}

// The numbers of 2020 and the keys since 2021 mean the same people and chats.
func TestKeys(t *testing.T) {
	for id, want := range map[string]string{
		`"user5"`: "user5", `5`: "user5", `4294967301`: "user5", `8589934597`: "channel5",
		`"channel7"`: "channel7", `null`: "", `""`: "", `0`: "", `-3`: "", `true`: "", `{}`: "",
		`99999999999999`: "user99999999999999",
	} {
		if got := keyOf(value(id)); got != want {
			t.Errorf("the id %s has the key %q, want %q", id, got, want)
		}
	}
	for _, c := range []struct {
		kind    string
		id      int64
		shifted bool
		want    string
	}{
		{"personal_chat", 5, false, "user5"},
		{"personal_chat", 4294967301, true, "user5"},
		{"personal_chat", 5000000000, false, "user5000000000"},
		{"private_group", 8589934597, true, "chat5"},
		{"private_group", 4500000000, false, "chat4500000000"},
		{"public_channel", 8589934597, true, "channel5"},
		{"who knows", 5, false, ""},
		{"private_group", 0, false, ""},
	} {
		h := head{kind: c.kind, id: c.id}
		if got := h.key(c.shifted); got != c.want {
			t.Errorf("%+v has the key %q", c, got)
		}
	}
}

// The same person under two names has the newest first, whatever the order of events.
func TestNames(t *testing.T) {
	in := oneChat("private_group", 9, `Old/"user5"`, `New/"user5"`, `Old/"user5"`, `Newest/"user5"`)
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{Zone: time.UTC}) {
		if p, ok := e.(*export.Person); ok && fmt.Sprint(p.Names) != "[Newest Old New]" {
			t.Errorf("the names are %q", p.Names)
		}
	}
}
