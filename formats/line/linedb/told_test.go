//go:build cgo

package linedb_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/mattn/go-sqlite3"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

const messages = "Library/PrivateStore/P_" + linedbtest.Me + "/Messages/"

func android(tb testing.TB, h linedbtest.History, more ...formattest.File) formats.Input {
	tb.Helper()
	return formattest.Input("phone", append(appdbtest.Files(tb, "databases/naver_line", h.WriteAndroid), more...)...)
}

// ios makes the databases of an iPhone in a folder.
func ios(tb testing.TB, h linedbtest.History, dir string, more ...formattest.File) formats.Input {
	tb.Helper()
	return formattest.Input("backup", append(iosFiles(tb, h, dir), more...)...)
}

func iosFiles(tb testing.TB, h linedbtest.History, dir string) []formattest.File {
	tb.Helper()
	var groups, ext []formattest.File
	line := appdbtest.Files(tb, dir+"Line.sqlite", func(line linedbtest.Exec) error {
		groups = appdbtest.Files(tb, dir+"UnifiedGroup.sqlite", func(groups linedbtest.Exec) error {
			ext = appdbtest.Files(tb, dir+"MessageExt.sqlite", func(ext linedbtest.Exec) error { return h.WriteIOS(line, groups, ext) })
			return nil
		})
		return nil
	})
	return slices.Concat(line, groups, ext)
}

func named(name string) formattest.File {
	return formattest.File{Name: name, Data: []byte(linedbtest.PhotoBytes)}
}

// read reads an input and holds the events against what every reader promises.
func read(tb testing.TB, in formats.Input, opt formats.ReadOptions) []export.Event {
	tb.Helper()
	opt.OpenDB = appdbtest.Open(tb)
	r := linedb.Format().Reader
	events := formattest.Read(tb, r, in, opt)
	formattest.Accounting(tb, in, events)
	formattest.Promises(tb, in, events)
	if d := cmp.Diff(formattest.JSONLines(events), formattest.JSONLines(formattest.Read(tb, r, in, opt))); d != "" {
		tb.Errorf("a second read is not equal: %s", d)
	}
	return events
}

// told is what a reader told, in a form that can be looked at.
type told struct {
	chats    map[export.ChatRef]*export.Chat
	people   map[export.PersonRef]*export.Person
	messages map[string]*export.Message
	order    []string
	problems map[export.Code]int
	left     map[string]int
	unread   []string
	owners   int
}

func sortOut(tb testing.TB, events []export.Event) told {
	tb.Helper()
	w := told{
		chats: map[export.ChatRef]*export.Chat{}, people: map[export.PersonRef]*export.Person{},
		messages: map[string]*export.Message{}, problems: map[export.Code]int{}, left: map[string]int{},
	}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			w.chats[e.Ref] = e
		case *export.Person:
			w.people[e.Ref] = e
			if e.Self {
				w.owners++
			}
		case *export.Message:
			if w.messages[e.SourceKey] != nil {
				tb.Errorf("message %s came twice", e.SourceKey)
			}
			w.messages[e.SourceKey] = e
			w.order = append(w.order, e.SourceKey)
		case *export.Problem:
			w.problems[e.Code] += e.Times()
			if e.Code == export.OnlyInOriginal {
				w.left[e.Name] = e.Times()
			}
		case *export.Unread:
			w.unread = append(w.unread, e.Text)
		case *export.Mark, *export.Profile:
		}
	}
	return w
}

func (w told) who(r export.PersonRef) string {
	switch p := w.people[r]; {
	case p == nil:
		return "-"
	case p.Self:
		return "me"
	default:
		return p.Name()
	}
}

// line is a message as a person would tell of it.
func (w told) line(m *export.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s | %s | %s", w.chats[m.Chat].Title, m.Time.T.Format("15:04:05.000"), w.who(m.Sender), export.KindOf(m.Content), m.Content.Words())
	switch c := m.Content.(type) {
	case export.Text:
		for _, s := range c.Spans {
			fmt.Fprintf(&b, " %s=%s", s.Kind, c.Body[s.Start:s.End])
		}
	case export.Media:
		for _, f := range c.Files {
			fmt.Fprintf(&b, " [%s %q %q %d %dx%d %v %s %s]", f.Kind, f.Name, f.SourceKey, f.Size, f.Width, f.Height, f.Duration, f.State, f.Path)
		}
	case export.Notice:
		fmt.Fprintf(&b, " (%s by %s", c.Kind, w.who(c.Actor))
		for _, p := range c.People {
			b.WriteString(", " + w.who(p))
		}
		b.WriteString(")")
	case export.Call:
		fmt.Fprintf(&b, " (%s %s %s)", c.Kind, c.Outcome, c.Duration)
	case export.Place:
		fmt.Fprintf(&b, " (%s, %s, %.6f, %.6f)", c.Name, c.Address, c.Lat, c.Lng)
	case export.Card:
		fmt.Fprintf(&b, " (%s: %s, %s, %s)", c.Kind, c.Title, c.Text, c.URL)
	case export.Unknown:
		b.WriteString(" " + c.Kind)
	case export.Deleted:
		b.WriteString(" by " + string(c.By))
	case export.Poll:
	}
	if m.ReplyTo != nil {
		b.WriteString(" re " + m.ReplyTo.Key)
	}
	if m.Forward != nil {
		b.WriteString(" forwarded")
	}
	for _, r := range m.Reactions {
		fmt.Fprintf(&b, " {%s %s}", r.Sign, w.who(r.By))
	}
	return b.String()
}

func sameLines(tb testing.TB, w told, want []string) {
	tb.Helper()
	var got []string
	for _, k := range w.order {
		got = append(got, k+" | "+w.line(w.messages[k]))
	}
	if d := cmp.Diff(want, got); d != "" {
		tb.Errorf("-want +got:\n%s", d)
	}
}
