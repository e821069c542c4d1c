package desktop

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// What was written reads back as it was, but for what the form has no place for. That
// is what [expected] changes in a message, and nothing else.
func TestReadsBack(t *testing.T) {
	histories := map[string]formats.History{
		"everything": formattest.Everything(),
		"spans":      spans(),
		"two apps":   twoApps(),
		"pinned":     pinned(),
	}
	for seed := range uint64(6) {
		plan := formattest.Plan{
			Seed: seed, Messages: 1500, Media: true, Seconds: seed%2 == 0, Adversarial: seed > 1, Open: seed == 2, Direct: seed >= 4,
		}
		histories[fmt.Sprint("generated ", seed)] = worded{answering{formattest.Generate(plan).History()}}
	}
	maps.Copy(histories, samples(t))
	for name, h := range histories {
		t.Run(name, func(t *testing.T) {
			h := formattest.Fitted(h, writer{}.Can())
			out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "en"})
			in := out.Input("written")
			f := formats.Format{Name: "telegram", Reader: NewReader()}
			if m := f.Reader.Detect(in); m.Score < formats.Certain {
				t.Errorf("what was written is taken with score %d, because %q", m.Score, m.Why.EN)
			}
			events := formattest.Read(t, f.Reader, in, formats.ReadOptions{Zone: noon.Location()})
			formattest.Accounting(t, in, events)
			formattest.Promises(t, in, events)
			for _, e := range events {
				switch e := e.(type) {
				case *export.Unread:
					t.Errorf("something is not understood: %s", e.Text)
				case *export.Problem:
					if e.Code == export.OnlyInOriginal {
						t.Errorf("a key is not understood: %s", e.Name)
					}
				case *export.Message, *export.Chat, *export.Person, *export.Mark, *export.Profile:
				}
			}
			want, got := lines(t, h, true), lines(t, formattest.NewHistory(events, nil), false)
			for i := range min(len(want), len(got)) {
				if want[i].ID == "" { // it was given one
					got[i].ID, got[i].Answers = "", ""
				}
			}
			if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("what was written reads back differently (-written +read):\n%s", short(d))
			}
		})
	}
}

// twoApps is a history of an account of Telegram's and of another app, in which one
// person is "me" by two names.
func twoApps() *formattest.History {
	const jiwoo, ana, bob, me, ben = 1, 2, 3, 4, 5
	events := []export.Event{
		&export.Person{Ref: me, Names: []string{"Me"}, KnownBy: export.ByName, Self: true},
		&export.Person{Ref: ben, Names: []string{"Ben"}, KnownBy: export.ByName},
		&export.Person{Ref: jiwoo, SourceKey: "user1", Names: []string{"Jiwoo"}, KnownBy: export.ByKey, Self: true},
		&export.Person{Ref: ana, SourceKey: "user5", Names: []string{"Ana"}, KnownBy: export.ByKey},
		&export.Person{Ref: bob, SourceKey: "user9", Names: []string{"Bob"}, KnownBy: export.ByKey},
	}
	for i, c := range []struct {
		chat export.Chat
		by   []export.PersonRef
	}{
		{export.Chat{App: "whatsapp", Kind: export.ChatDirect, Title: "Ben"}, []export.PersonRef{ben, me, ben}},
		{export.Chat{App: app, SourceKey: "chat5", Kind: export.ChatGroup, Title: "A group of the number that Ana has"}, []export.PersonRef{bob, jiwoo}},
		{export.Chat{App: app, SourceKey: "user5", Kind: export.ChatDirect, Title: "Ana"}, []export.PersonRef{ana, jiwoo, ana}},
		{export.Chat{App: "whatsapp", Kind: export.ChatGroup, Title: "Trip"}, []export.PersonRef{me, ben}},
		{export.Chat{App: app, SourceKey: "user1", Kind: export.ChatSelf}, []export.PersonRef{jiwoo}},
		{export.Chat{App: app, SourceKey: "channel5", Kind: export.ChatGroup, Title: "Silent"}, nil},
	} {
		c.chat.Ref = export.ChatRef(i + 1)
		events = append(events, &c.chat)
		for n, by := range c.by {
			m := says(by, fmt.Sprint("message ", n))
			m.Chat, m.Seq, m.Time = c.chat.Ref, int64(n+1), export.Time{T: noon.Add(time.Duration(n) * time.Hour), Precision: time.Second}
			if c.chat.App == app {
				m.SourceKey = strconv.Itoa(500 + 3*n)
				m.ReplyTo = [...]*export.Reply{{Key: "77"}, {Key: "500"}, {Key: "channel8/4"}}[n]
			}
			events = append(events, m)
		}
	}
	return formattest.NewHistory(events, nil)
}

// samples are real exports, read.
func samples(t *testing.T) map[string]formats.History {
	t.Helper()
	histories := map[string]formats.History{}
	dir := os.Getenv("EXILE_SAMPLES")
	if dir == "" {
		return nil
	}
	paths, err := filepath.Glob(filepath.Join(dir, "telegram", "*.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		in := formattest.Input(resultName, formattest.File{Name: resultName, Data: data})
		events := formattest.Read(t, NewReader(), in, formats.ReadOptions{Zone: noon.Location()})
		histories[filepath.Base(p)] = formattest.NewHistory(events, nil)
	}
	return histories
}

// worded is a history whose notices all have words: of one without, the reader makes
// some.
type worded struct{ formats.History }

// Messages yields the messages.
func (w worded) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		for m, err := range w.History.Messages(ctx, chat, r) {
			if err == nil {
				if n, ok := m.Content.(export.Notice); ok && n.Plain == "" {
					n.Plain = "so it was: " + string(n.Kind)
					m.Content = n
				}
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func short(s string) string { return s[:min(len(s), 6000)] }

// line is a message with names in place of references.
type line struct {
	Chat    string
	Kind    export.ChatKind
	ID      string // of Telegram's own; as is what it answers
	Answers string
	Sender  string
	Self    bool
	Time    string
	Content export.Content
	People  []string
	Reply   int
	Forward *export.Forward
	Edited  string
}

// lines returns the messages of a history; expect: as they must read back.
func lines(t *testing.T, h formats.History, expect bool) []line {
	t.Helper()
	chats, err := h.Chats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	people, err := h.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := teller{expect: expect, people: map[export.PersonRef]*export.Person{}}
	for i := range people {
		if me := owner(people); expect && people[i].Self {
			people[i].Names = []string{me.Name()} // one person has one name
		}
		c.people[people[i].Ref] = &people[i]
	}
	c.group = len(chats) == 1 && chats[0].Kind != export.ChatDirect
	var all []line
	for i := range chats {
		c.chat, c.number, c.last = &chats[i], map[string]int{}, time.Time{}
		if expect {
			expectedChat(c.chat)
		}
		start := len(all)
		for m, err := range h.Messages(t.Context(), chats[i].Ref, export.Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			if c.last.IsZero() && m.Time.T.IsZero() {
				c.last = nextTime(t, h, chats[i].Ref)
			}
			all = append(all, c.tell(m)...)
			c.seen = len(all) - start
		}
	}
	return all
}

func nextTime(t *testing.T, h formats.History, chat export.ChatRef) time.Time {
	t.Helper()
	for m, err := range h.Messages(t.Context(), chat, export.Range{}) {
		if err == nil && !m.Time.T.IsZero() {
			return m.Time.T
		}
	}
	return time.Time{}
}

// teller makes lines of the messages of a chat.
type teller struct {
	expect bool
	people map[export.PersonRef]*export.Person
	chat   *export.Chat
	group  bool           // the export is of one group: it does not tell who "me" is
	number map[string]int // of messages by their keys, from 1
	seen   int            // lines so far
	last   time.Time
}

func (c *teller) name(ref export.PersonRef) string {
	if p := c.people[ref]; p != nil {
		return p.Name()
	}
	return ""
}

func (c *teller) tell(m *export.Message) []line {
	if m.Time.T.IsZero() {
		m.Time.T = c.last
	}
	c.last = m.Time.T
	l := line{
		Chat: c.chat.Title, Kind: c.chat.Kind, Sender: c.name(m.Sender), Forward: m.Forward,
		Time: m.Time.T.Truncate(time.Second).Format(time.RFC3339),
	}
	if p := c.people[m.Sender]; p != nil && !c.group {
		l.Self = p.Self
	}
	if m.SourceKey != "" {
		c.number[m.SourceKey] = c.seen + 1
	}
	if m.ReplyTo != nil {
		l.Reply, l.Answers = c.number[m.ReplyTo.Key], m.ReplyTo.Key
	}
	l.ID = m.SourceKey
	if c.chat.App != app {
		l.ID, l.Answers = "", ""
	}
	if l.Forward != nil {
		l.Forward = &export.Forward{Name: m.Forward.Name}
	}
	if n := len(m.Edits); n > 0 && !m.Edits[n-1].Time.T.IsZero() {
		l.Edited = m.Edits[n-1].Time.T.Format("2006-01-02T15:04:05")
	}
	if c.expect {
		return c.expected(m, l)
	}
	l.Content = m.Content
	switch x := m.Content.(type) {
	case export.Notice:
		c.notice(&l, &x)
	case export.Media:
		for i := range x.Files {
			x.Files[i] = seenFile(x.Files[i])
			x.Files[i].Name = unnumbered(x.Files[i].Name)
		}
		x.Plain = ""
		l.Content = x
	case export.Card:
		x.Plain = ""
		l.Content = x
	case export.Text, export.Call, export.Poll, export.Place, export.Deleted, export.Unknown:
	}
	return []line{l}
}

func (c *teller) notice(l *line, n *export.Notice) {
	l.Sender, l.Self = "", false
	l.People = []string{c.name(n.Actor)}
	for _, p := range n.People {
		l.People = append(l.People, c.name(p))
	}
	n.Actor, n.People = 0, nil
	l.Content = *n
}

// seenFile is what there is to compare of a file: a size follows from its bytes.
func seenFile(f export.File) export.File {
	f.SourceKey, f.Path, f.SHA256, f.Root, f.Size = "", "", "", 0, 0
	return f
}

// unnumbered takes the number out of a name that another file had before, and leaves
// nothing of one that was given to a file without one.
func unnumbered(name string) string {
	if given.MatchString(name) {
		return ""
	}
	return again.ReplaceAllString(name, "$1")
}

var (
	given = regexp.MustCompile(`^(photo|video|audio|sticker|file|contact)_\d+(@[-_0-9]+)?(\.\w+)?$`)
	again = regexp.MustCompile(` \(\d+\)(\.\w+)?$`)
)
