package whatsapp

import (
	"os"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// TestOthers: what other apps write is theirs.
func TestOthers(t *testing.T) {
	for _, dir := range []string{"../kakaotalk/testdata", "../line/testdata", "../telegram/testdata"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Logf("%s: %v", dir, err)
			continue
		}
		for _, d := range entries {
			name := d.Name()
			if strings.HasPrefix(name, "_") || strings.HasPrefix(name, ".") || strings.Contains(name, ".golden") || strings.Contains(strings.ToLower(name), "whatsapp") {
				continue
			}
			in := formattest.Fixture(t, os.DirFS(dir), name)
			if m := (reader{}).Detect(in); m.Score != formats.No {
				t.Errorf("%s/%s: score %d: %s", dir, name, m.Score, m.Why.EN)
			}
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		what, name, text string
		want             formats.Score
	}{
		{"Android", "a.txt", "01/02/2024, 10:00 - Ann: hi\n", formats.Likely},
		{"iPhone", "a.txt", "[01/02/2024, 10:00:07] Ann: hi\n", formats.Likely},
		{"its name", "WhatsApp Chat with Ann.txt", "01/02/2024, 10:00 - Ann: hi\n", formats.Certain},
		{"the name of every iPhone", "_chat.txt", "[01/02/2024, 10:00:07] Ann: hi\n", formats.Certain},
		{"only the app's words", "WhatsApp Chat with Ann.txt", "01/02/2024, 10:00 - Messages are encrypted.\n", formats.Certain},
		{"a name alone", "WhatsApp Chat with Ann.txt", "hi\n", formats.No},
		{"an old iPhone's, renamed", "a.txt", "01/02/24 10:00:07: Ann: hi\n", formats.Maybe},
		{"twenty lines of something else", "a.txt", strings.Repeat("so\n", 20) + "01/02/2024, 10:00 - Ann: hi\n", formats.No},
		{"a server's log", "a.txt", "[2024-01-02 10:00:07] production.ERROR: disk full\n[2024-01-02 10:00:08] local.INFO: ok\n", formats.No},
		{"a log with dashes", "a.txt", "2024-01-02 10:00:07 - INFO: started\n", formats.No},
		{"a log of someone", "a.txt", "2024-01-02 10:00:07 - kernel: started\n", formats.Maybe},
		{"Discord", "a.txt", "[01/02/2024 10:00] ann#1234\nhi\n", formats.No},
		{"IRC", "a.txt", "[10:00:07] <ann> hi: you\n2024-01-02 10:00:07 <ann> hi\n", formats.No},
		{"Telegram, copied", "a.txt", "Ann, [02.01.24 10:00]\nhi: you\n", formats.No},
		{"KakaoTalk", "a.txt", "2026. 1. 27. 21:37, 하늘 : 안녕\n2026. 1. 27. 21:37: 하늘님이 나갔습니다.\n", formats.No},
		{"LINE", "a.txt", "[LINE] Chat history with Ann\nSaved on: 2024/01/02 10:00\n\n2024/01/02(Tue)\n10:00\tAnn\thi\n", formats.No},
		{"minutes of a meeting", "a.txt", "1/2/2024 - Present: Ann, Ben\n10:00 - Ann: hello\n", formats.No},
		{"a few zeros", "_chat.txt", "[01/02/2024, 10:00:07] Ann: hi\n\x00\x00\n", formats.Certain},
		{"many zeros", "_chat.txt", "[01/02/2024, 10:00:07] Ann: hi\n" + strings.Repeat("\x00", 20), formats.No},
		{"UTF-16 without a mark", "_chat.txt", "[\x000\x001\x00/\x000\x002\x00/\x00", formats.No},
	} {
		if m := (reader{}).Detect(textInput(c.name, c.text)); m.Score != c.want || (m.Score > formats.No) != (len(m.Files) == 1) {
			t.Errorf("%s: score %d, %d files, because %q; want %d", c.what, m.Score, len(m.Files), m.Why.EN, c.want)
		}
	}
}

// TestAttachedExports: people send exports, too. Those that lie beside a chat as
// its files are not chats.
func TestAttachedExports(t *testing.T) {
	const chat = "01/02/2024, 10:00 - Ann: hi\n"
	file := func(name string) formattest.File { return formattest.File{Name: name, Data: []byte(chat)} }
	for _, c := range []struct {
		what string
		in   formats.Input
		want string
	}{
		{"iPhone", formattest.Input("x.zip", file("_chat.txt"), file("00000012-WhatsApp Chat with Ben.txt"), file("other.txt")), "_chat.txt"},
		{"Android, zip", formattest.Input("WhatsApp Chat with Ann (1).zip", file("WhatsApp Chat with Ann.txt"), file("WhatsApp Chat with Ben.txt")), "WhatsApp Chat with Ann.txt"},
		{"Android, folder", formattest.Input("x", file("WhatsApp Chat with Ann.txt"), file("DOC-20240102-WA0001.txt")), "WhatsApp Chat with Ann.txt"},
		{"a folder of chats", formattest.Input("x", file("b/_chat.txt"), file("a.txt"), file("c.txt")), "a.txt b/_chat.txt c.txt"},
		{"Android, zip, downloaded", formattest.Input("WhatsApp_Chat_with_Ann (1).zip", file("WhatsApp Chat with Ann.txt"), file("my notes.txt")), "WhatsApp Chat with Ann.txt"},
		{"copies", formattest.Input("x", file("a (1).txt"), file("a.txt"), file("a (2).txt")), "a.txt"},
		{"copies of one that is gone", formattest.Input("x", file("a (1).txt"), file("a (2).txt")), "a (1).txt"},
	} {
		texts, _, err := find(c.in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range texts {
			got = append(got, x.name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestNamedAttachments: a text that a message names as its file is no chat, whatever
// stands in it; a second copy of a chat is neither a chat nor a file.
func TestNamedAttachments(t *testing.T) {
	const at, note = "01/02/2024, 10:00 - ", "01/02/2024, 10:00 - Zoe: note\n"
	file := func(name, text string) formattest.File { return formattest.File{Name: name, Data: []byte(text)} }
	for _, c := range []struct {
		what          string
		in            formats.Input
		chats, claims int
	}{
		{"Android", formattest.Input("x", file("WhatsApp Chat with Ann.txt", at+"Ann: notes.txt (file attached)\n"), file("notes.txt", note)), 1, 2},
		{"a zip of another name", formattest.Input("x.zip", file("a.txt", at+"Ann: notes.txt (file attached)\n"), file("notes.txt", note)), 1, 2},
		{"iPhone", formattest.Input("x", file("a.txt", "[01/02/2024, 10:00:00] Ann: \u200e<attached: notes.txt>\r\n"), file("notes.txt", note)), 1, 2},
		{"talk about it", formattest.Input("x", file("a.txt", at+"Ann: notes.txt is here\n"), file("notes.txt", note)), 2, 2},
		{"a copy", formattest.Input("x", file("a.txt", note), file("a (1).txt", note)), 1, 1},
		{"a copy in a zip", formattest.Input("x.zip", file("WhatsApp Chat with Ann.txt", note), file("WhatsApp Chat with Ann (1).txt", note)), 1, 1},
	} {
		events := formattest.Read(t, reader{}, c.in, formats.ReadOptions{})
		chats := 0
		for _, e := range events {
			if _, ok := e.(*export.Chat); ok {
				chats++
			}
			if p, ok := e.(*export.Problem); ok && (p.Code == export.MissingFile || p.Code == export.UnclaimedFile) {
				t.Errorf("%s: %s %s", c.what, p.Code, p.Name)
			}
		}
		if m := (reader{}).Detect(c.in); chats != c.chats || len(m.Files) != c.claims {
			t.Errorf("%s: %d chats, %d files; want %d, %d", c.what, chats, len(m.Files), c.chats, c.claims)
		}
	}
}

func TestTitleOf(t *testing.T) {
	for _, c := range []struct {
		name    string
		senders []string
		want    string
	}{
		{"WhatsApp Chat with Ann", nil, "Ann"},
		{"WhatsApp Chat - Walking club", nil, "Walking club"},
		{"WhatsApp_Chat_with_Ann_Lee", nil, "Ann Lee"},
		{"WhatsApp Chat with Ann (1)", []string{"Ann"}, "Ann"},
		{"WhatsApp Chat with Ann (1)", []string{"Ann (1)", "Ann"}, "Ann (1)"},
		{"Чат WhatsApp с контактом Оля", nil, "Оля"},
		{"Чат WhatsApp с Олей", nil, "Олей"},
		{"Chat WhatsApp s uživatelem Eva", nil, "Eva"},
		{"Conversa no WhatsApp com Rui", nil, "Rui"},
		{"Discussion WhatsApp avec Léa", nil, "Léa"},
		{"WhatsApp-Chat mit Jürgen", nil, "Jürgen"},
		{"WhatsApp-Chat mit Ju\u0308rgen", []string{"Jürgen"}, "Jürgen"},
		{"Something in a new tongue WhatsApp zu Ann", []string{"Ben", "Ann"}, "Ann"},
		{"Something in a new tongue WhatsApp zu Ann", nil, ""},
		{"chat", []string{"Ann"}, ""},
		{"WhatsApp", nil, ""},
	} {
		if got := titleOf(c.name, c.senders); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
}
