package desktop

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// result is what these tests look at of result.json.
type result struct {
	Name     *string
	Type     string
	ID       int64
	Messages []message
	Personal *struct {
		UserID    int64  `json:"user_id"`
		FirstName string `json:"first_name"`
	} `json:"personal_information"`
	Chats *struct {
		List []result
	}
}

type message struct {
	ID        int64
	Type      string
	Date      string
	Unix      string `json:"date_unixtime"`
	Edited    string
	From      *string
	FromID    string `json:"from_id"`
	Forwarded *string
	Reply     int64  `json:"reply_to_message_id"`
	ReplyPeer string `json:"reply_to_peer_id"`
	MessageID int64  `json:"message_id"`
	Photo     string
	File      string
	MediaType string `json:"media_type"`
	Action    string
	Members   []*string
	Text      any
}

func writeResult(t *testing.T, h formats.History) (result, *formattest.Output, []export.Problem) {
	t.Helper()
	out, _, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "en"})
	var r result
	if err := json.Unmarshal(out.Bytes(resultName), &r); err != nil {
		t.Fatal(err)
	}
	return r, out, problems
}

// room is a chat of Ada, who is "me", and Ben, as events.
func room(kind export.ChatKind, messages ...*export.Message) []export.Event {
	events := []export.Event{
		&export.Person{Ref: 1, Names: []string{"Ada"}, KnownBy: export.ByName, Self: true},
		&export.Person{Ref: 2, Names: []string{"Ben"}, KnownBy: export.ByName},
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: kind, Title: "Room"},
	}
	for i, m := range messages {
		m.Chat, m.ID, m.Seq = 1, export.MessageID(100+10*i), int64(i+1)
		if m.Time == (export.Time{}) {
			m.Time = export.Time{T: noon.Add(time.Duration(i) * time.Minute), Precision: time.Second}
		}
		events = append(events, m)
	}
	return events
}

func says(by export.PersonRef, body string) *export.Message {
	return &export.Message{Sender: by, Content: export.Text{Body: body}}
}

// One chat is an object of its own, several are an account that names "me".
func TestChatOrAccount(t *testing.T) {
	events := room(export.ChatDirect, says(1, "hi"), says(2, "ho"))
	r, _, _ := writeResult(t, formattest.NewHistory(events, nil))
	ben := hashID("name\x00Ben")
	if r.Chats != nil || r.Personal != nil || r.Name == nil || *r.Name != "Room" || r.Type != "personal_chat" || r.ID != ben {
		t.Errorf("one chat is written as %+v; its id should be Ben's, %d", r, ben)
	}
	for _, m := range r.Messages {
		if me := m.FromID != fmt.Sprint("user", r.ID); me != (*m.From == "Ada") {
			t.Errorf("who is not the chat's id is me: %+v", m)
		}
	}

	events = append(events, &export.Chat{Ref: 2, App: "kakaotalk", Kind: export.ChatGroup, Title: "Silent"})
	r, _, _ = writeResult(t, formattest.NewHistory(events, nil))
	if r.Chats == nil || len(r.Chats.List) != 2 || *r.Chats.List[1].Name != "Silent" || len(r.Chats.List[1].Messages) != 0 {
		t.Errorf("a chat without messages is lost: %+v", r)
	}

	late := says(2, "again")
	late.Chat, late.Time = 3, export.Time{T: noon, Precision: time.Second}
	events = append(events, &export.Chat{Ref: 3, App: "kakaotalk", Kind: export.ChatDirect, Title: "Ben, elsewhere"}, late)
	r, _, _ = writeResult(t, formattest.NewHistory(events, nil))
	switch {
	case r.Chats == nil || len(r.Chats.List) != 3:
		t.Fatalf("two chats are written as %+v", r)
	case r.Personal == nil || r.Personal.FirstName != "Ada" || r.Personal.UserID != hashID("name\x00Ada"):
		t.Errorf("the account is %+v", r.Personal)
	case r.Chats.List[0].ID != ben || r.Chats.List[2].ID != ben:
		t.Errorf("the ids of chats with Ben are %d and %d", r.Chats.List[0].ID, r.Chats.List[2].ID)
	case r.Chats.List[2].Messages[0].FromID != fmt.Sprint("user", ben) || r.Chats.List[2].Messages[0].ID != 1:
		t.Errorf("Ben is another in the second chat: %+v", r.Chats.List[2].Messages[0])
	}
}

// A reply names the number of what it answers, wherever that stands.
func TestReplies(t *testing.T) {
	album := &export.Message{Sender: 1, Content: export.Media{Files: []export.File{
		{Kind: export.FilePhoto, State: export.FileNotExported}, {Kind: export.FilePhoto, State: export.FileNotExported},
	}}}
	answer := func(r export.Reply) *export.Message {
		m := says(2, "yes")
		m.ReplyTo = &r
		return m
	}
	keyed := says(1, "keyed")
	keyed.SourceKey = "k"
	messages := []*export.Message{
		album, keyed,
		answer(export.Reply{ID: 100}),           // the album
		answer(export.Reply{Key: "k"}),          //
		answer(export.Reply{ID: 150}),           // the next
		answer(export.Reply{ID: 110, Key: "?"}), // the id decides
		answer(export.Reply{Quote: "gone"}),     // nobody knows
		answer(export.Reply{ID: 999}),           // not here
		answer(export.Reply{ID: 100}),           // again
	}
	r, _, problems := writeResult(t, formattest.NewHistory(room(export.ChatGroup, messages...), nil))
	var got []int64
	for _, m := range r.Messages {
		got = append(got, m.Reply)
	}
	if d := cmp.Diff([]int64{0, 0, 0, 1, 3, 7, 3, 0, 0, 1}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if n := count(problems, export.LossyReply); n != 2 {
		t.Errorf("%d replies are told as lost, want 2", n)
	}
}

func count(problems []export.Problem, code export.Code) int {
	n := 0
	for i := range problems {
		if problems[i].Code == code {
			n += problems[i].Times()
		}
	}
	return n
}

// A message without a time takes that of the one before, the first that of the next.
func TestTimes(t *testing.T) {
	none, zone := export.Time{}, time.FixedZone("", -(3*60+30)*60)
	first, second, third := says(1, "a"), says(1, "b"), says(2, "c")
	events := room(export.ChatGroup, first, second, third)
	first.Time, third.Time = none, export.Time{T: noon.Add(time.Hour).In(zone), Precision: time.Millisecond}
	r, _, problems := writeResult(t, formattest.NewHistory(events, nil))
	var got []string
	for _, m := range r.Messages {
		got = append(got, m.Date+" "+m.Unix)
	}
	want := []string{"2026-05-04T12:01:00 1777888860", "2026-05-04T12:01:00 1777888860", "2026-05-04T07:30:00 1777892400"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if n := count(problems, export.TimeInferred); n != 1 {
		t.Errorf("%d times are told as inferred", n)
	}
}

// Of edits the time of the last is written. What else there was is told as lost.
func TestEdits(t *testing.T) {
	at := func(minutes int) export.Time {
		return export.Time{T: noon.Add(time.Duration(minutes) * time.Minute), Precision: time.Second}
	}
	old := export.Text{Body: "old"}
	for _, c := range []struct {
		edits []export.Edit
		want  string
		lost  int
	}{
		{nil, "", 0},
		{[]export.Edit{{Time: at(1)}}, "2026-05-04T12:01:00", 0},
		{[]export.Edit{{Time: at(1)}, {Time: at(2)}}, "2026-05-04T12:02:00", 1},
		{[]export.Edit{{Time: at(1), Content: old}}, "2026-05-04T12:01:00", 1},
		{[]export.Edit{{Content: old}, {}}, "", 2},
	} {
		m := says(1, "new")
		m.Edits = c.edits
		r, _, problems := writeResult(t, formattest.NewHistory(room(export.ChatGroup, m), nil))
		if got := r.Messages[0].Edited; got != c.want || count(problems, export.LossyEdit) != c.lost {
			t.Errorf("%v: edited %q, %d lost", c.edits, got, count(problems, export.LossyEdit))
		}
	}
}

// Who comes by themselves invites themselves; no word of a notice is lost.
func TestNotices(t *testing.T) {
	notice := func(kind export.NoticeKind, plain string, people ...export.PersonRef) *export.Message {
		return &export.Message{Content: export.Notice{Kind: kind, Actor: 1, People: people, Plain: plain}}
	}
	nobody := notice(export.NoticeInvite, "")
	r, _, _ := writeResult(t, formattest.NewHistory(room(export.ChatGroup,
		notice(export.NoticeJoin, ""), notice(export.NoticeLeave, "Ada left."), notice(export.NoticeInvite, "", 2),
		notice(export.NoticeRemove, "", 2, 1), notice(export.NoticeTitle, "Now: Rooms"), notice(export.NoticeManager, "Ada rules"),
		notice(export.NoticeOther, ""), nobody,
	), nil))
	var got []string
	for _, m := range r.Messages {
		var members []string
		for _, who := range m.Members {
			if who == nil {
				members = append(members, "null")
				continue
			}
			members = append(members, *who)
		}
		got = append(got, fmt.Sprint(m.Type, " ", m.Action, " ", members, " ", m.Text))
	}
	want := []string{
		"service invite_members [Ada] ", "service remove_members [Ada] Ada left.", "service invite_members [Ben] ",
		"service remove_members [Ben Ada] ", "service edit_group_title [] Now: Rooms", "service  [] Ada rules",
		"service  [] [notice]", "service invite_members [null] ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// What nobody is said to have written has an author without a name, always the same.
func TestNobody(t *testing.T) {
	r, out, _ := writeResult(t, formattest.NewHistory(room(export.ChatGroup, says(0, "a"), says(1, "b"), says(0, "c")), nil))
	id := fmt.Sprint("user", hashID("nobody"))
	for i, want := range []string{id, fmt.Sprint("user", hashID("name\x00Ada")), id} {
		if m := r.Messages[i]; m.FromID != want || (m.From == nil) != (want == id) {
			t.Errorf("message %d is from %q", m.ID, m.FromID)
		}
	}
	if !strings.Contains(string(out.Bytes(peopleName)), "\r\n,"+id+",,2,false\r\n") {
		t.Errorf("people: %q", out.Bytes(peopleName))
	}
}

// Of one chat the media lie beside result.json; each file has a message.
func TestAlbum(t *testing.T) {
	present := func(name string) export.File {
		return export.File{Kind: export.FilePhoto, Name: name, State: export.FilePresent, Path: name}
	}
	m := &export.Message{Sender: 2, Forward: &export.Forward{Name: "News"}, Content: export.Media{
		Files:   []export.File{present("a.jpg"), {Kind: export.FileDocument, Name: "plan.pdf", State: export.FileMissing}, present("a.jpg")},
		Caption: "both", Spans: []export.Span{{Kind: export.SpanBold, Start: 0, End: 4}}, Plain: "3 photos",
	}}
	files := map[string][]byte{"a.jpg": []byte("the bytes")}
	r, out, _ := writeResult(t, formattest.NewHistory(room(export.ChatGroup, m), files))
	var got []string
	for _, m := range r.Messages {
		got = append(got, fmt.Sprint(m.Photo, m.File, " ", m.Text))
	}
	want := []string{
		"photos/a.jpg [map[text:both type:bold]]",
		"(File not included. Change data exporting settings to download.) [file plan.pdf – not in the export]",
		"photos/a (2).jpg ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	for _, name := range []string{"photos/a.jpg", "photos/a (2).jpg"} {
		if string(out.Bytes(name)) != "the bytes" {
			t.Errorf("%s holds %q", name, out.Bytes(name))
		}
	}
	if n := strings.Count(string(out.Bytes(resultName)), "forwarded_from"); n != 1 {
		t.Errorf("%d messages say that the album was forwarded", n)
	}
}
