package markdown

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/url"
	"path"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// said is a message as a reader of the rendered notes finds it.
type said struct{ date, head, text, id string }

var ending = regexp.MustCompile(`(?s)^(.*) \^([mn]\d+)$`)

// notesOf returns the messages of all notes of an output, in order, each as it shows.
func notesOf(t *testing.T, out *formattest.Output) []said {
	t.Helper()
	md := renderers()[1]
	var list []said
	for _, name := range out.Names() {
		if !regexp.MustCompile(`/\d{4}-\d\d[^/]*\.md$`).MatchString(name) {
			continue
		}
		_, rest := cut(t, out.Bytes(name))
		for i, b := range render(t, md, rest) {
			if b.tag == "h1" && i == 0 || b.tag == "h2" || b.tag == "p" && i == 1 {
				continue
			}
			if b.tag != "p" || len(b.tags) == 0 || b.tags[0] != "strong" && b.tags[0] != "em" {
				t.Fatalf("%s has a block that is no message: %q", name, b)
			}
			m := ending.FindStringSubmatch(b.text)
			if m == nil {
				t.Fatalf("%s has a message without an id: %q", name, b.text)
			}
			head, text, _ := strings.Cut(m[1], "\n")
			list = append(list, said{path.Base(name)[:10], head, text, m[2]})
		}
	}
	return list
}

// What a whole chat of people who write what misleads says is what its notes show:
// every message once, in its note, with its time and name, in both sizes of notes.
func TestChatComesBack(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Seed: 3, Messages: 3000, Adversarial: true, Open: true})
	h := c.History()
	var room *room
	for _, size := range []string{perDay, perMonth} {
		out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko", Values: map[string]string{optionNote: size}})
		room = newRoom(newDirectory(c.People, formats.WriteOptions{Lang: "ko"}), func(export.Problem) {})
		list := notesOf(t, out)
		n := 0
		for m := range c.Messages() {
			if n == len(list) {
				t.Fatalf("notes of a %s have %d messages, the chat more", size, n)
			}
			got := list[n]
			n++
			if _, notice := m.Content.(export.Notice); notice {
				continue
			}
			want := said{
				m.Time.T.Format("2006-01-02"), m.Time.T.Format("15:04 ") + shown(room.name(m.Sender)), shown(m.Content.Words()), fmt.Sprintf("n%d", n),
			}
			if size == perMonth {
				want.date, got.date = want.date[:7], got.date[:7]
			}
			if _, text := m.Content.(export.Text); !text {
				want.text = got.text
			}
			if got != want {
				t.Fatalf("message %d of a %s shows as\n%q, want\n%q", n, size, got, want)
			}
		}
		if n != len(list) {
			t.Errorf("notes of a %s have %d messages, the chat %d", size, len(list), n)
		}
	}
}

// Every link goes to a file that is there, and to a block that is there; front
// matter is what it should be and in YAML's strictest form.
func TestLinksArrive(t *testing.T) {
	line := regexp.MustCompile(`^([a-z]+:( \d+| \[\])?|[a-z]+: ".*"|  - ".*")$`)
	for _, size := range []string{perDay, perMonth} {
		out, _, _ := formattest.Write(t, writer{}, manyDays(), formats.WriteOptions{Lang: "ko", Values: map[string]string{optionNote: size}})
		replies := 0
		for _, name := range out.Names() {
			if !strings.HasSuffix(name, ".md") {
				continue
			}
			front, rest := cut(t, out.Bytes(name))
			for l := range strings.SplitSeq(string(front), "\n") {
				_, value, quoted := strings.Cut(l, `"`)
				var s string
				if !line.MatchString(l) || quoted && json.Unmarshal([]byte(`"`+value), &s) != nil {
					t.Errorf("%s has the front matter %s", name, l)
				}
				if target, ok := strings.CutPrefix(s, "[["); ok && out.Bytes(path.Dir(name)+"/"+strings.TrimSuffix(target, "]]")+".md") == nil {
					t.Errorf("%s is said to be before or after %s, and is not there", target, name)
				}
			}
			for _, b := range render(t, renderers()[0], rest) {
				for _, link := range b.links {
					u, err := url.Parse(link)
					if err != nil {
						t.Fatal(err)
					}
					if u.Scheme != "" {
						continue
					}
					target := name
					if u.Path != "" {
						target = path.Join(path.Dir(name), u.Path)
					}
					data := out.Bytes(target)
					if data == nil || u.Fragment != "" && !strings.Contains(string(data), " "+u.Fragment+"\n") {
						t.Errorf("%s links to %q, which is not there", name, link)
					}
					if u.Fragment != "" {
						replies++
					}
				}
			}
		}
		if replies != 3 {
			t.Errorf("%d replies link in notes of a %s, want 3", replies, size)
		}
	}
}

// manyDays is a chat over several days, with answers across notes, hostile titles
// and files.
func manyDays() *formattest.History {
	at := func(day, hour int, zone *time.Location) export.Time {
		return export.Time{T: time.Date(2026, 1, day, hour, 0, 0, 0, zone), Precision: time.Minute}
	}
	seoul, york := time.FixedZone("", 9*3600), time.FixedZone("", -5*3600)
	file := export.File{Kind: export.FilePhoto, Name: "a (1) #[x]%20&.jpg", State: export.FilePresent, Path: "p"}
	note := export.File{Kind: export.FileDocument, Name: "evil.excalidraw.MD", State: export.FilePresent, Path: "q"}
	m := []*export.Message{
		{Time: at(30, 9, seoul), SourceKey: "k1", Sender: 1, Content: export.Text{Body: "첫 글 ]](x) `= 1`"}},
		{Time: at(30, 10, seoul), Sender: 2, Content: export.Text{Body: "같은 날 답"}, ReplyTo: &export.Reply{Key: "k1", Quote: "첫 글 ]](x) `= 1`"}},
		{Time: at(31, 23, seoul), Sender: 2, Content: export.Text{Body: "다음 날 답"}, ReplyTo: &export.Reply{Key: "k1", Quote: strings.Repeat("긴 인용 ", 99)}},
		{Time: at(32, 1, seoul), Sender: 1, Content: export.Media{Files: []export.File{file, note}, Caption: "설명\n#둘"}, SourceKey: "k2"},
		{Time: at(31, 12, york), Sender: 2, Content: export.Text{Body: "뉴욕은 아직 어제"}, ReplyTo: &export.Reply{Key: "k2"}},
		{Time: at(33, 9, seoul), Sender: 2, Content: export.Text{Body: "모르는 글에 답"}, ReplyTo: &export.Reply{Key: "gone", Quote: "사라진 *글*\n둘째 줄"}},
	}
	events := []export.Event{&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatGroup, Title: "[[x]] #a|b^c <% 100%\n&amp; `y`"}}
	events = append(events, &export.Person{Ref: 1, Names: []string{"[[나]] <%+ x %>: \"*"}, Self: true}, &export.Person{Ref: 2, Names: []string{"**굵은** `= 1`"}})
	for i, one := range m {
		one.Chat, one.Seq = 1, int64(i)
		events = append(events, one)
	}
	return formattest.NewHistory(events, map[string][]byte{"p": []byte("photo"), "q": []byte("# evil")})
}

// A note whose zone a message does not share says so, and days never go back.
func TestZones(t *testing.T) {
	out, tally, problems := formattest.Write(t, writer{}, manyDays(), formats.WriteOptions{Lang: "ko"})
	var notes []string
	for _, name := range out.Names() {
		notes = append(notes, path.Base(name))
		if strings.Contains(path.Base(name), "2026-02-01") && !strings.Contains(string(out.Bytes(name)), "**2026-01-31 12:00 -05:00 ") {
			t.Errorf("%s does not say that a message is of another day and zone:\n%s", name, out.Bytes(name))
		}
		if strings.HasSuffix(strings.ToLower(name), ".excalidraw.md") {
			t.Errorf("%s is a note to Obsidian that somebody else wrote", name)
		}
	}
	if len(notes) != 8 || len(problems) > 0 || tally != (formats.Tally{Chats: 1, Messages: 6, Files: 2}) {
		t.Errorf("wrote %q with %+v and %+v", notes, problems, tally)
	}
}

// Times without a day, far ones and many zones make names that sort and are safe.
func TestFarTimes(t *testing.T) {
	events := []export.Event{&export.Chat{Ref: 1, Title: "t"}}
	for i, at := range []time.Time{{}, time.Date(-5, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(12026, 3, 1, 0, 0, 0, 0, time.UTC)} {
		events = append(events, &export.Message{Chat: 1, Seq: int64(i), Content: export.Text{Body: "x"}, Time: export.Time{T: at, Precision: time.Second}})
	}
	out, tally, _ := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "en"})
	if tally.Messages != 3 {
		t.Errorf("wrote %q with %+v", out.Names(), tally)
	}
}

// A chat's own note lists its people whatever they are called.
func TestPeople(t *testing.T) {
	names := []string{"- [ ] x", "1. x", "> x", "+ x", "# x", "[x](javascript:x)", "|", "x ^m1", "1) y", "~~~", "```"}
	events := []export.Event{&export.Chat{Ref: 1, Title: "> # t #"}}
	for i, name := range names {
		events = append(events, &export.Person{Ref: export.PersonRef(i + 1), Names: []string{name}},
			&export.Message{Chat: 1, Seq: int64(i), Sender: export.PersonRef(i + 1), Content: export.Text{Body: "x"}})
	}
	out, _, _ := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "en"})
	_, rest := cut(t, out.Bytes(out.Names()[2]))
	p := render(t, renderers()[1], rest)
	if len(p) != 6 || p[0].tag != "h1" || p[0].text != "> # t #" || p[3].tag != "ul" {
		t.Fatalf("the note of a chat shows as %q", p)
	}
	const count = " · messages: 1"
	want := strings.Join(names, count) + count
	if p[3].text != want || len(p[3].tags) != len(names) {
		t.Errorf("the people show as %q, want %q", p[3], want)
	}
}

// What cannot be shown is told: what is answered where nothing says it, styles that
// Markdown has no way to show, links that run.
func TestLosses(t *testing.T) {
	events := []export.Event{
		&export.Chat{Ref: 1, Title: "t"},
		&export.Message{Chat: 1, Seq: 1, Content: export.Text{Body: "x"}, ReplyTo: &export.Reply{Key: "gone"}},
		&export.Message{Chat: 1, Seq: 2, Content: export.Text{Body: "see this", Spans: []export.Span{
			{Kind: export.SpanLink, Start: 0, End: 3, Arg: "javascript:alert(1)"},
			{Kind: export.SpanSpoiler, Start: 4, End: 8},
			{Kind: export.SpanBold, Start: 0, End: 3},
			{Kind: export.SpanLink, Start: 4, End: 8, Arg: "https://a.kr/)x"},
		}}},
	}
	out, _, problems := formattest.Write(t, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "en"})
	told := map[export.Code]int{}
	for i := range problems {
		told[problems[i].Code] += problems[i].Times()
	}
	if len(told) != 2 || told[export.LossyReply] != 1 || told[export.LossyStyle] != 2 {
		t.Errorf("told of %v", told)
	}
	all := together(out)
	if !strings.Contains(all, "<b>see</b> [this](https://a.kr/%29x) ^n2") || !strings.Contains(all, "*↩ reply to: an earlier message*") {
		t.Errorf("wrote %s", all)
	}
}

func TestOptions(t *testing.T) {
	opt := formats.WriteOptions{Values: map[string]string{optionNote: "week"}}
	if _, err := (writer{}).Write(t.Context(), formattest.NewHistory(nil, nil), &formattest.Output{}, opt, nil); err == nil {
		t.Error("notes of a week were written")
	}
	opt = formats.WriteOptions{Lang: "ko", Self: "나야 나", Names: map[string]string{"**굵은** `= 1`": "친구"}}
	out, _, _ := formattest.Write(t, writer{}, manyDays(), opt)
	all := together(out)
	if !strings.Contains(all, "**09:00 나야 나**") || !strings.Contains(all, "**10:00 친구**") {
		t.Error("the names that were asked for are not written")
	}
}

// together returns all that was written.
func together(out *formattest.Output) string {
	var all strings.Builder
	for _, name := range out.Names() {
		all.Write(out.Bytes(name))
	}
	return all.String()
}

// discard is an output that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.WriteCloser, error) { return discard{}, nil }
func (discard) Write(p []byte) (int, error)           { return len(p), nil }
func (discard) Close() error                          { return nil }

// Ten times the messages take no more memory.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes half a million messages")
	}
	peak := func(n int) uint64 {
		c := formattest.Generate(formattest.Plan{Seed: 1, Messages: n})
		w := &watched{History: c.History()}
		if tally, err := (writer{}).Write(t.Context(), w, discard{}, formats.WriteOptions{Lang: "ko"}, nil); err != nil || tally.Messages+tally.Notices != int64(n) {
			t.Fatal(tally, err)
		}
		return w.live
	}
	small, large := peak(50_000), peak(500_000)
	t.Logf("live at most %d KiB for 50,000 messages, %d KiB for 500,000", small>>10, large>>10)
	if large > small+4<<20 {
		t.Errorf("50,000 messages hold %d KiB, 500,000 hold %d KiB", small>>10, large>>10)
	}
}

// watched measures what is alive while a history is read.
type watched struct {
	formats.History
	live uint64
}

func (w *watched) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		n := 0
		for m, err := range w.History.Messages(ctx, chat, r) {
			if n++; n%25_000 == 0 {
				w.look()
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

func (w *watched) look() {
	var s runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&s)
	w.live = max(w.live, s.HeapAlloc)
}

func BenchmarkWrite(b *testing.B) {
	for _, size := range []string{perDay, perMonth} {
		b.Run(size, func(b *testing.B) {
			const n = 300_000
			h := formattest.Generate(formattest.Plan{Seed: 1, Messages: n}).History()
			opt := formats.WriteOptions{Lang: "ko", Values: map[string]string{optionNote: size}}
			for b.Loop() {
				tally, err := (writer{}).Write(b.Context(), h, discard{}, opt, nil)
				if err != nil || tally.Messages+tally.Notices != n {
					b.Fatal(tally, err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}
