package desktop

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats/formattest"
)

// asked is a chat of Telegram's whose messages have keys; who answers, answers a key.
func asked(keys ...[2]string) []export.Event {
	var messages []*export.Message
	for _, k := range keys {
		m := says(2, "yes")
		m.SourceKey = k[0]
		if k[1] != "" {
			m.ReplyTo = &export.Reply{Key: k[1]}
		}
		messages = append(messages, m)
	}
	events := room(export.ChatGroup, messages...)
	for _, e := range events {
		if c, ok := e.(*export.Chat); ok {
			c.App, c.SourceKey = "telegram", "channel4711"
		}
	}
	return events
}

// Messages of Telegram keep their ids, and so what they answer stays true where that is
// not in the output: a message before its beginning, or one in another chat. What has
// no id of its own, or one that is given, gets one that nobody has.
func TestOwnIDs(t *testing.T) {
	for _, c := range []struct {
		name string
		keys [][2]string // of a message, and of that which it answers
		want []string
		lost int
	}{
		{
			"kept",
			[][2]string{{"-999999999", ""}, {"500", ""}, {"501", "500"}, {"777", "3"}, {"800", "-999999999"}},
			[]string{"-999999999", "500", "501 answers 500", "777 answers 3", "800 answers -999999999"},
			0,
		},
		{"elsewhere", [][2]string{{"11111", "channel9876543210/1234567"}}, []string{"11111 answers 1234567 in channel9876543210"}, 0},
		{"not ascending", [][2]string{{"9", ""}, {"5", "9"}, {"7", "5"}}, []string{"9", "5 answers 9", "7 answers 5"}, 0},
		{
			"twice",
			[][2]string{{"5", ""}, {"9", ""}, {"5", ""}, {"5", ""}, {"9", "20"}, {"6", ""}},
			[]string{"5", "9", "21", "22", "23 answers 20", "6"},
			0,
		},
		{
			"no numbers",
			[][2]string{{"", ""}, {"07", ""}, {"+7", ""}, {"x", ""}, {"9007199254740993", ""}, {"3", "x"}, {"", "nobody/4"}},
			[]string{"4", "5", "6", "7", "8", "3 answers 7", "9"},
			1,
		},
		{"before what it answers", [][2]string{{"1", "2"}, {"2", ""}}, []string{"1 answers 2", "2"}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _, problems := writeResult(t, formattest.NewHistory(asked(c.keys...), nil))
			var got []string
			for _, m := range r.Messages {
				line := strconv.FormatInt(m.ID, 10)
				if m.Reply != 0 {
					line += fmt.Sprint(" answers ", m.Reply)
				}
				if m.ReplyPeer != "" {
					line += " in " + m.ReplyPeer
				}
				got = append(got, line)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
			if n := count(problems, export.LossyReply); n != c.lost {
				t.Errorf("%d replies are told as lost, want %d", n, c.lost)
			}
		})
	}
}

// Files of one message of Telegram's do not take the ids of others.
func TestOwnIDsOfFiles(t *testing.T) {
	photo := export.File{Kind: export.FilePhoto, State: export.FileNotExported}
	events := asked([2]string{"5", ""}, [2]string{"6", "5"})
	album, _ := events[3].(*export.Message)
	album.Content = export.Media{Files: []export.File{photo, photo}}
	r, _, _ := writeResult(t, formattest.NewHistory(events, nil))
	if len(r.Messages) != 3 || r.Messages[0].ID != 5 || r.Messages[1].ID != 7 || r.Messages[2].ID != 6 || r.Messages[2].Reply != 5 {
		t.Errorf("an album is written as %+v", r.Messages)
	}
}

// Whoever appends to a chat and writes it again finds the ids that there were, and of
// Telegram's chats also whoever writes only the end.
func TestIDsStay(t *testing.T) {
	telegram := asked([2]string{"5", ""}, [2]string{"9", "5"}, [2]string{"12", "9"})
	kakao := room(export.ChatGroup, says(1, "a"), says(2, "b"), says(1, "c"))
	for _, c := range []struct {
		name   string
		events []export.Event
		want   string
	}{
		{"all of Telegram", telegram, "[5 9 12]"},
		{"its beginning", telegram[:5], "[5 9]"},
		{"its end", append(telegram[:3:3], telegram[4:]...), "[9 12]"},
		{"all of another app", kakao, "[1 2 3]"},
		{"its beginning", kakao[:5], "[1 2]"},
	} {
		r, _, _ := writeResult(t, formattest.NewHistory(c.events, nil))
		var ids []int64
		for _, m := range r.Messages {
			ids = append(ids, m.ID)
		}
		if got := fmt.Sprint(ids); got != c.want {
			t.Errorf("%s has the ids %s, want %s", c.name, got, c.want)
		}
	}
}

// pinned is a chat of Telegram's in which notices are about messages.
func pinned() *formattest.History {
	events := asked([2]string{"5", ""}, [2]string{"6", "5"}, [2]string{"7", "4"}, [2]string{"8", "5"}, [2]string{"9", "channel8/5"})
	for i, said := range []string{"Ben pinned this message", "Ben pinned this message", "Ben scored 7 in this game", "Ben pinned this message"} {
		m, _ := events[4+i].(*export.Message)
		m.Sender, m.Content = 0, export.Notice{Kind: export.NoticeOther, Actor: 2, Plain: said}
	}
	return formattest.NewHistory(events, nil)
}

// What Telegram says was pinned is an action. Which message another notice is about is
// told as lost, not as a reply.
func TestPinned(t *testing.T) {
	r, _, problems := writeResult(t, pinned())
	for i, want := range []string{"", "pin_message 5", "pin_message 4", " 0", " 0"} {
		if m := r.Messages[i]; i > 0 && fmt.Sprint(m.Action, " ", m.MessageID) != want {
			t.Errorf("message %d is %q %d, want %q", m.ID, m.Action, m.MessageID, want)
		}
	}
	if n, lost := count(problems, export.LossyReply), count(problems, export.OnlyInOriginal); n != 0 || lost != 2 {
		t.Errorf("%d replies and %d other ties are told as lost, want 0 and 2", n, lost)
	}
	said := &export.Message{
		SourceKey: "6", ReplyTo: &export.Reply{Key: "5"},
		Content: export.Notice{Kind: export.NoticeOther, Actor: 2, Plain: "Ben pinned this message"},
	}
	if r, _, _ = writeResult(t, formattest.NewHistory(room(export.ChatGroup, said), nil)); r.Messages[0].Action != "" {
		t.Error("another app's words are taken for Telegram's")
	}
}
