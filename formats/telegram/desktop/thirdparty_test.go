package desktop

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/words"
)

// told is what a reader tells of one message of result.json.
type told struct {
	ID       int64  `json:"id"`
	Service  bool   `json:"service"`
	Call     bool   `json:"call"`
	Time     string `json:"time"` // the written wall clock
	Unix     int64  `json:"unix"`
	Author   string `json:"author"`
	AuthorID string `json:"author_id"`
	Text     string `json:"text"`
	Reply    int64  `json:"reply"`
	Kind     string `json:"kind"`
	Files    int    `json:"files"`
	Seconds  int64  `json:"seconds"`
}

// third are the chats that the readers of others are given. Both read the export
// of one chat, not of an account.
func third() []*formattest.Chat {
	var chats []*formattest.Chat
	for _, plan := range []formattest.Plan{
		{Seed: 1, Messages: 3000, Seconds: true},
		{Seed: 2, Messages: 3000, Media: true},
		{Seed: 3, Messages: 3000, Media: true, Adversarial: true, Open: true},
		{Seed: 4, Messages: 3000, Direct: true, Media: true, Adversarial: true, Seconds: true},
	} {
		chats = append(chats, formattest.Generate(plan))
	}
	return chats
}

// The npm package telegram-chat-parser finds all messages of what is written:
// their numbers, authors, wall clocks, texts and kinds.
func TestChatParser(t *testing.T) {
	modules := npm(t, "telegram-chat-parser")
	for _, chat := range third() {
		t.Run(fmt.Sprintf("seed %d", chat.Plan.Seed), func(t *testing.T) {
			result, want := truth(t, chat)
			got := readWith(t, modules, "telegram-chat-parser", result)
			compareTold(t, got, want, func(l told) told {
				l.Unix, l.Call, l.Files, l.Seconds = 0, false, 0, 0
				return l
			})
		})
	}
}

// The npm package chat-analytics does too, by the times in UTC; of service
// messages it knows calls alone, with their lengths. It takes no file for one that
// has neither a type nor is a sticker, photos without a text excepted.
func TestChatAnalytics(t *testing.T) {
	modules := npm(t, "chat-analytics")
	for _, chat := range third() {
		t.Run(fmt.Sprintf("seed %d", chat.Plan.Seed), func(t *testing.T) {
			result, all := truth(t, chat)
			var want []told
			for _, l := range all {
				switch {
				case l.Call:
					want = append(want, told{ID: l.ID, Call: true, Unix: l.Unix, AuthorID: l.AuthorID, Seconds: l.Seconds})
				case !l.Service:
					l.Time, l.Kind, l.Seconds = "", "", 0
					if l.Author == "" {
						l.Author = strconv.FormatInt(l.ID, 10) // its own stand-in
					}
					want = append(want, l)
				}
			}
			compareTold(t, readWith(t, modules, "chat-analytics", result), want, func(l told) told { return l })
		})
	}
}

// npm returns the folder of the npm packages if the named one is there.
func npm(t *testing.T, pkg string) string {
	t.Helper()
	modules := os.Getenv("EXILE_NODE_MODULES")
	if modules == "" {
		t.Skipf("EXILE_NODE_MODULES is not set to a folder with the npm package %s", pkg)
	}
	if _, err := os.Stat(filepath.Join(modules, pkg)); err != nil {
		t.Skipf("the npm package %s is not in EXILE_NODE_MODULES", pkg)
	}
	return modules
}

func readWith(t *testing.T, modules, reader string, result []byte) []told {
	t.Helper()
	path := filepath.Join(t.TempDir(), resultName)
	if err := os.WriteFile(path, result, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "_readers", reader+".mjs"), path)
	cmd.Env = append(os.Environ(), "TZ=UTC", "EXILE_NODE_MODULES="+modules)
	cmd.Stderr = os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("run node: %v", err)
	}
	var lines []told
	for in := json.NewDecoder(bytes.NewReader(printed)); in.More(); {
		var l told
		if err := in.Decode(&l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

func compareTold(t *testing.T, got, want []told, see func(told) told) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d messages are read, want %d", len(got), len(want))
	}
	bad := 0
	for i := range min(len(got), len(want)) {
		if w := see(want[i]); got[i] != w {
			if bad++; bad <= 5 {
				t.Errorf("message %d is read as\n%+v, want\n%+v", w.ID, got[i], w)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d messages are read differently", bad)
	}
}

// truth writes a chat, and says from its history alone what stands in it.
func truth(t *testing.T, chat *formattest.Chat) (result []byte, lines []told) {
	t.Helper()
	h := formattest.Fitted(answering{chat.History()}, writer{}.Can())
	out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko"})
	ids := idsByName(t, out.Bytes(peopleName))
	people := map[export.PersonRef]*export.Person{}
	for i := range chat.People {
		people[chat.People[i].Ref] = &chat.People[i]
	}
	number := map[string]int64{}
	for m, err := range h.Messages(t.Context(), chat.Info.Ref, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		l := told{Time: m.Time.T.Format("2006-01-02T15:04:05"), Unix: m.Time.T.Unix(), Kind: "text"}
		by := m.Sender
		if n, ok := m.Content.(export.Notice); ok {
			by = n.Actor
		}
		if p := people[by]; p != nil {
			l.Author, l.AuthorID = p.Name(), ids[p.Name()]
		}
		if m.ReplyTo != nil {
			l.Reply = number[m.ReplyTo.Key]
		}
		number[m.SourceKey] = int64(len(lines) + 1)
		for _, one := range linesOf(m.Content, l) {
			one.ID = int64(len(lines) + 1)
			lines = append(lines, one)
		}
	}
	return out.Bytes(resultName), lines
}

// linesOf returns what content becomes, one line or several.
func linesOf(c export.Content, l told) []told {
	switch c := c.(type) {
	case export.Notice:
		l.Service, l.Reply = true, 0
		switch c.Kind {
		case export.NoticeJoin, export.NoticeLeave, export.NoticeInvite, export.NoticeRemove:
		case export.NoticeHost, export.NoticeManager, export.NoticeTitle, export.NoticeSetting, export.NoticeWarning, export.NoticeOther:
			l.Text = words.In("ko", words.SomeNotice)
		}
	case export.Call:
		l.Service, l.Call, l.Reply = true, true, 0
		l.Seconds, l.Text = int64(c.Duration/time.Second), words.Of("ko", c)
	case export.Media:
		var all []told
		for i := range c.Files {
			one := fileLine(&c.Files[i], l)
			if i > 0 {
				one.Reply = 0
			}
			all = append(all, one)
		}
		return all
	case export.Text, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
		l.Text = words.Of("ko", c)
	}
	return []told{l}
}

// fileLine is a message with one file, without a caption: generated ones have none.
func fileLine(f *export.File, l told) told {
	if f.State == export.FileMissing && f.Kind == export.FileDocument { // the others are called by hexadecimal digits
		l.Text = words.Missing("ko", export.Media{Files: []export.File{*f}})
	}
	if typeOf(f) != "" && f.Kind != export.FilePhoto {
		l.Files = 1
	}
	switch f.Kind {
	case export.FilePhoto:
		l.Kind, l.Files = "image", 1
	case export.FileVideo:
		l.Kind = "video_file"
	case export.FileVoice:
		l.Kind = "voice_message"
	case export.FileAudio, export.FileSticker, export.FileContact, export.FileDocument:
	}
	return l
}

// idsByName reads people.csv, in which the generated names stand but for a guard.
func idsByName(t *testing.T, table []byte) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for _, row := range rows[1:] {
		ids[strings.TrimPrefix(row[0], "'")] = row[1]
	}
	return ids
}

// answering lets every seventh message of a history answer one before it.
type answering struct{ formats.History }

// Messages yields the messages.
func (a answering) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range a.History.Messages(ctx, chat, r) {
			if err == nil {
				m.SourceKey = strconv.FormatInt(m.Seq, 10)
				if m.Seq%7 == 0 {
					m.ReplyTo = &export.Reply{Key: strconv.FormatInt(m.Seq-1-m.Seq%5, 10)}
				}
			}
			if !yield(m, err) {
				return
			}
		}
	}
}
