package convert

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
)

func TestPerChat(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a/talk.txt", talk+"엄마# a.jpg\n엄마# gone.jpg\nwhat is this\nlie b.jpg\n")
	write(t, dir, "a/a.jpg", "photo")
	write(t, dir, "b/talk.txt", "toy\nroom 회사\n")
	write(t, dir, "c/talk.txt", "toy\nroom 학교\n엄마: 왔니\nroom 회사\n* bye\n")
	r, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), open1(t, dir), InOptions{})
	if err != nil {
		t.Fatal(err)
	}
	at := func(minute int) time.Time { return time.Date(2026, 2, 8, 9, minute, 0, 0, time.UTC) }
	base := r.Input
	want := []ChatCount{
		{
			Title: "우리집", App: "toy", Kind: export.ChatGroup, Input: base, File: "a/talk.txt", Parts: 1, Messages: 5, Notices: 1,
			People: 2, Files: 3, Found: 1, Absent: 2, Unread: 1, First: at(1), Last: at(6),
		},
		{Title: "회사", App: "toy", Kind: export.ChatGroup, Input: base, File: "b/talk.txt"},
		{
			Title: "학교", App: "toy", Kind: export.ChatGroup, Input: base, File: "c/talk.txt", Parts: 1, Messages: 1,
			People: 1, First: at(7), Last: at(7),
		},
		{
			Title: "회사", App: "toy", Kind: export.ChatGroup, Input: base, File: "c/talk.txt", Parts: 1, Notices: 1,
			First: at(8), Last: at(8),
		},
	}
	if diff := cmp.Diff(want, r.PerChat); diff != "" {
		t.Error(diff)
	}
	var sum ChatCount
	for _, c := range r.PerChat {
		sum.Messages += c.Messages
		sum.Notices += c.Notices
		sum.Files += c.Files
		sum.Unread += c.Unread
	}
	if l := r.Ledger; sum.Messages != l.Messages || sum.Notices != l.Notices || sum.Files != l.Files || sum.Unread != l.Unread {
		t.Errorf("the chats hold %+v, the ledger %+v", sum, l)
	}
}

// Chats may take turns, as in a database, and parts of one may follow each other.
func TestPerChatInTurns(t *testing.T) {
	c := newPerChat()
	c.add(&export.Message{Chat: 9}) // of a chat that nobody declared
	from := func(file string) export.Source { return export.Source{Input: "x", File: file} }
	for ref := range export.ChatRef(2) {
		c.add(&export.Chat{Ref: ref + 1})
	}
	for i := range 40 {
		c.add(&export.Message{
			Chat: export.ChatRef(i%2 + 1), Sender: export.PersonRef(i % 20), From: from([]string{"1", "2"}[i/20]),
			Content: export.Text{},
		})
	}
	got := c.finish([]export.Profile{{Variant: "first", From: from("1")}, {Variant: "second", From: from("2")}})
	for i, n := range got {
		if n.Messages != 20 || n.Parts != 2 || n.File != "1" || n.Variant != "first" {
			t.Errorf("chat %d: %+v", i+1, n)
		}
	}
	if got[0].People != 9 || got[1].People != 10 { // nobody is not somebody
		t.Errorf("people: %d, %d", got[0].People, got[1].People)
	}
}

// 100,000 chats cost some hundred bytes each, and a million messages in them nothing
// more; whoever makes up a name for each line fills no memory.
func TestPerChatIsFlat(t *testing.T) {
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	c := newPerChat()
	m := &export.Message{Content: export.Text{}, From: export.Source{Input: "x", File: "y"}}
	for ref := range export.ChatRef(100_000) {
		c.add(&export.Chat{Ref: ref + 1, Title: "방"})
		for i := range 10 {
			m.Chat, m.Sender = ref+1, export.PersonRef(i%2+1)
			c.add(m)
		}
	}
	if used := heap() - before; used > 64<<20 {
		t.Errorf("%d bytes for 100,000 chats", used)
	}
	for i := range 3 * maxPairs {
		m.Sender = export.PersonRef(i)
		c.add(m)
	}
	if len(c.pairs) > maxPairs || heap()-before > 160<<20 {
		t.Errorf("%d pairs, %d bytes", len(c.pairs), heap()-before)
	}
	runtime.KeepAlive(c)
}

// A title for one chat is not given to several.
func TestOneTitle(t *testing.T) {
	in := open1(t, write(t, t.TempDir(), "talk.txt", talk+strings.TrimPrefix(talk, "toy\n")))
	opt := InOptions{}
	opt.Read.Chat = "가족"
	if _, _, err := (&Engine{Formats: toys()}).Inspect(t.Context(), in, opt); err == nil || !strings.Contains(err.Error(), ErrOneTitle.Error()) {
		t.Errorf("got %v", err)
	}
}
