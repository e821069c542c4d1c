package desktop

import (
	"errors"
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
		{"the person says it in another form of Unicode", oneChat("private_group", 9, "\u1112\u1161\u11ab/\"user5\"", `B/"user6"`), "한", "\u1112\u1161\u11ab", nil},
		{"the person says a name that two have", oneChat("private_group", 9, `A/"user5"`, `A/"user6"`, `B/"user7"`), "A", "", []export.Code{export.UnknownSelf}},
		{"the person says a name that nobody has", oneChat("private_group", 9, `A/"user5"`), "Z", "", []export.Code{export.UnknownSelf}},
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
		if got := keyOf(value(id), true); got != want {
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

// A number is masked only where it is of the time when ids had their kind in them.
func TestBigNumbers(t *testing.T) {
	for _, c := range []struct {
		what, head, message string
		want                string
	}{
		{"another program's", `"type":"private_supergroup","id":50`, `"from":"A","from_id":5000000000,"text":"x"`, "user5000000000"},
		{"of 2020", `"type":"private_supergroup","id":50`, `"date":"2020-05-01T10:00:00","from":"A","from_id":4294967301,"text":"x"`, "user5"},
		{"in seconds", `"type":"private_supergroup","id":50`, `"date_unixtime":"1588327200","from":"A","from_id":4294967301,"text":"x"`, "user5"},
		{"by an old program", `"type":"private_supergroup","id":8589934642`, `"from":"A","from_id":4294967301,"text":"x"`, "user5"},
	} {
		key := ""
		for _, e := range formattest.Read(t, reader{}, inChat(c.head, c.message), formats.ReadOptions{}) {
			if p, ok := e.(*export.Person); ok {
				key = joined(" ", key, p.SourceKey)
			}
		}
		if key != c.want {
			t.Errorf("%s is %s, want %s", c.what, key, c.want)
		}
	}
}

// Whoever has no account any more has no name, also where a chat is called by what
// stands for one.
func TestDeletedAccount(t *testing.T) {
	for _, name := range []string{`null`, `"Deleted Account"`} {
		raw := `{"name":` + name + `,"type":"personal_chat","id":5,"messages":[{"id":1,"type":"message","date_unixtime":"1725181200","from":null,"from_id":"user5","text":"x"}]}`
		in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(raw)})
		for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{}) {
			switch e := e.(type) {
			case *export.Person:
				if e.Name() != "" {
					t.Errorf("named %s, somebody is called %q", name, e.Name())
				}
			case *export.Chat:
				if e.Title != deleted {
					t.Errorf("named %s, the chat is called %q", name, e.Title)
				}
			case *export.Message, *export.Problem, *export.Unread, *export.Mark, *export.Profile:
			}
		}
	}
}

// Millions of chats or people are none that Telegram knows: the former are an error, the
// latter are nobody, and both are told of.
func TestTooMany(t *testing.T) {
	raw := `{"personal_information":{"user_id":1,"first_name":"Me"},"chats":{"list":[{}` + strings.Repeat(",{}", 2*maxChats) + `]}}`
	in := formattest.Input("result.json", formattest.File{Name: "result.json", Data: []byte(raw)})
	chats := 0
	err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(e export.Event) error {
		if _, ok := e.(*export.Chat); ok {
			chats++
		}
		return nil
	})
	if explained, ok := errors.AsType[*formats.ExplainedError](err); !ok || !strings.Contains(explained.What.EN, "100000 chats") || chats != maxChats {
		t.Errorf("%d chats, %v", chats, err)
	}
	ps := newPeers("", func(export.Event) error { return nil })
	ps.all = make([]*person, maxPeople-1)
	for i := range ps.all {
		ps.all[i] = &person{}
	}
	ps.byName = map[string]*person{}
	if ps.keyed("user1") == nil || ps.keyed("user2") != nil || ps.keyed("user1") == nil || ps.named("A") != nil || ps.card(value(`{"first_name":"A"}`)) != nil {
		t.Error("there are more people than may be")
	}
	if ps.over != 3 {
		t.Errorf("%d are told of", ps.over)
	}
}

// Pages whose people are none of that name say so, too.
func TestUnknownSelfOfPages(t *testing.T) {
	in := pageInput(chatPage(pageMessage(1, time.Unix(0, 0), "Ana", textDiv("x"))))
	for self, want := range map[string]string{"Zed": "Zed;", "Ana": ""} {
		if p := problems(t, in, formats.ReadOptions{Self: self}); p[export.UnknownSelf] != want {
			t.Errorf("as %s: %v", self, p)
		}
	}
}
