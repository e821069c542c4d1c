package formattest

import (
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"exile/export"
	"exile/formats"
)

func TestReaderFaultsAreFound(t *testing.T) {
	in := Input("toy.txt", File{"toy.txt", []byte(toyFile)})
	for fault, want := range map[string]string{
		"":            "",
		"greedy":      "is taken for toy",
		"no cancel":   "cancelled before it began returned <nil>",
		"wrapped":     "came back as emit: the receiver stops",
		"deaf":        "came after an error of emit",
		"silent disk": "a disk that fails in the middle of toy.txt gave <nil>",
	} {
		t.Run("fault "+fault, func(t *testing.T) {
			f := formats.Format{Name: "toy", Reader: toy{fault}}
			expect(t, record(t, func(tb testing.TB) {
				tb.Helper()
				detectsNothing(tb, f)
				m := detects(tb, f, in)
				events := Read(tb, f.Reader, in, formats.ReadOptions{})
				Accounting(tb, in, events)
				Promises(tb, in, events)
				stopsOnCancel(tb, f.Reader, in)
				returnsEmitError(tb, f.Reader, in, len(events))
				returnsReadError(tb, f.Reader, in, m, events)
			}), want)
		})
	}
}

func TestWriterFaultsAreFound(t *testing.T) {
	for fault, want := range map[string]string{
		"":            "",
		"unsafe name": "the name is not safe on every system",
		"open":        "chat 1.txt was not closed",
		"close":       "at the end of file 1 gave <nil>",
		"random":      "is not byte-equal",
		"half":        "a store that fails after 1 messages gave <nil>",
		"full":        "bytes gave <nil>",
		"tally":       "the tally is",
		"lost photo":  "a photo that cannot be opened gave <nil>",
	} {
		t.Run("fault "+fault, func(t *testing.T) {
			w := toyWriter{fault}
			expect(t, record(t, func(tb testing.TB) {
				tb.Helper()
				h := Fitted(Everything(), w.Can())
				out, tally, problems := Write(tb, w, h, formats.WriteOptions{})
				again, _, _ := Write(tb, w, h, formats.WriteOptions{})
				sameOutput(tb, out, again)
				checkTally(tb, delivered(tb, h), tally, problems)
				writerErrors(tb, w, formats.WriteOptions{})
			}), want)
		})
	}
}

func toyEvents(t *testing.T) (formats.Input, []export.Event) {
	t.Helper()
	in := Input("toy.txt", File{"toy.txt", []byte(toyFile)})
	return in, Read(t, toy{}, in, formats.ReadOptions{})
}

// at returns the nth event of a type.
func at[T export.Event](events []export.Event, n int) T {
	var none T
	for _, e := range events {
		if m, ok := e.(T); ok {
			if n == 0 {
				return m
			}
			n--
		}
	}
	return none
}

func TestAccountingFindsWhatIsWrong(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func([]export.Event) []export.Event
		want   string
	}{
		{"nothing", func(e []export.Event) []export.Event { return e }, ""},
		{"a line is left out", func(e []export.Event) []export.Event {
			return slices.DeleteFunc(e, func(e export.Event) bool { _, ok := e.(*export.Unread); return ok })
		}, "line 5 is covered next after line 3"},
		{"the last line is left out", func(e []export.Event) []export.Event { return e[:len(e)-1] }, "has 5 lines, of which 4 are covered"},
		{"a line is covered twice", func(e []export.Event) []export.Event { return append(e, e[len(e)-1]) }, "line 5 is covered next after line 5"},
		{"a line too many", func(e []export.Event) []export.Event {
			at[*export.Message](e, 2).From.Lines++
			return e
		}, "has 5 lines, of which 6 are covered"},
		{"a message covers nothing", func(e []export.Event) []export.Event { return append(e, &export.Message{}) }, "covers neither lines nor a record"},
		{"another file", func(e []export.Event) []export.Event {
			at[*export.Message](e, 0).From.File = "other.txt"
			return e
		}, "which is not in the input"},
		{"a wrong offset", func(e []export.Event) []export.Event {
			at[*export.Message](e, 1).From.Offset++
			return e
		}, "has offset 16, want 15"},
		{"bytes of the next line", func(e []export.Event) []export.Event {
			at[*export.Message](e, 0).From.Length += 7
			at[*export.Message](e, 1).From.Offset += 7
			at[*export.Message](e, 1).From.Length -= 7
			return e
		}, "the 14 bytes of line 2 are not its 1 lines"},
		{"a record twice", func(e []export.Event) []export.Event {
			m := export.Mark{From: export.Source{Input: "db", File: "db", Record: 3}}
			return append(e, &m, &m)
		}, "record 3 is covered twice"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in, events := toyEvents(t)
			events = tt.change(events)
			expect(t, record(t, func(tb testing.TB) { tb.Helper(); Accounting(tb, in, events) }), tt.want)
		})
	}
}

func TestCountLines(t *testing.T) {
	for text, want := range map[string]int64{
		"": 0, "a": 1, "a\n": 1, "a\nb": 2, "\n\n": 2, "a\r\nb\r\n": 2, "a\rb": 1, "a\u2028b": 1,
		"\ufeff": 0, "\ufeffa": 1, "\ufeff\n": 1,
		"\xff\xfe": 0, "\xff\xfea\x00\n\x00b\x00": 2, "\xff\xfe\n\x00": 1, "\xff\xfe\x0a\x0a": 1, "\xff\xfea": 1,
		"\xfe\xff\x00a\x00\n": 1, "\xfe\xff\x00\n\x0a\x00": 2,
	} {
		if got := countLines([]byte(text)); got != want {
			t.Errorf("%q has %d lines, want %d", text, got, want)
		}
	}
}

func TestPromisesFindsWhatIsWrong(t *testing.T) {
	minute := export.Time{T: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC), Precision: time.Minute}
	media := func(f export.File) export.Content { return export.Media{Files: []export.File{f}} }
	for want, change := range map[string]func(m *export.Message){
		"":                  func(m *export.Message) { m.Time = minute },
		"has an id":         func(m *export.Message) { m.ID = 1 },
		"is in chat 2":      func(m *export.Message) { m.Chat = 2 },
		"is in chat 0":      func(m *export.Message) { m.Chat = 0 },
		"names person 3":    func(m *export.Message) { m.Sender = 3 },
		"names person 4":    func(m *export.Message) { m.Content = export.Notice{People: []export.PersonRef{4}} },
		"names person 5":    func(m *export.Message) { m.Reactions = []export.Reaction{{By: 5}} },
		"has Seq 2 after 3": func(m *export.Message) { m.Seq = 2 },
		"of precision 0s":   func(m *export.Message) { m.Time.T = minute.T },
		"of precision 1m0s": func(m *export.Message) { m.Time.Precision = time.Minute },
		"has no content":    func(m *export.Message) { m.Content = nil },
		"not UTF-8":         func(m *export.Message) { m.Content = export.Text{Body: "\xff"} },
		"a span from 1 to 2": func(m *export.Message) {
			m.Content = export.Text{Body: "가", Spans: []export.Span{{Start: 1, End: 2}}}
		},
		"present file \"a\"": func(m *export.Message) {
			m.Content = media(export.File{Kind: export.FilePhoto, State: export.FilePresent, Path: "a"})
		},
		"file that is missing has": func(m *export.Message) {
			m.Content = media(export.File{Kind: export.FilePhoto, State: export.FileMissing, Path: "a"})
		},
		"a file has the state \"\"":     func(m *export.Message) { m.Content = media(export.File{Kind: export.FilePhoto}) },
		"a file has no kind":            func(m *export.Message) { m.Content = media(export.File{State: export.FileExpired}) },
		"was emitted before":            nil,
		"declares chat 1":               nil,
		"declares person 1":             nil,
		"2 events are Unread, problems": nil,
	} {
		t.Run(want, func(t *testing.T) {
			in, events := toyEvents(t)
			switch {
			case change != nil:
				change(at[*export.Message](events, 2))
			case want == "was emitted before":
				events = append(events, at[*export.Message](events, 2))
			case want == "declares chat 1":
				events = append(events, at[*export.Chat](events, 0))
			case want == "declares person 1":
				events = append(events, at[*export.Person](events, 0))
			default:
				events = append(events, &export.Unread{})
			}
			expect(t, record(t, func(tb testing.TB) { tb.Helper(); Promises(tb, in, events) }), want)
		})
	}
}

func TestFixtures(t *testing.T) {
	fsys := fstest.MapFS{
		"a.txt":            {Data: []byte("a")},
		"folder/b.txt":     {Data: []byte("b")},
		"two.roots/1.txt":  {Data: []byte("1")},
		"two.roots/2/c.md": {Data: []byte("c")},
	}
	for name, want := range map[string][]formats.Root{
		"a.txt":     {{Name: "a.txt", Kind: formats.RootFile}},
		"folder":    {{Name: "folder", Kind: formats.RootFolder}},
		"two.roots": {{Name: "1.txt", Kind: formats.RootFile}, {Name: "2", Kind: formats.RootFolder}},
	} {
		got := Fixture(t, fsys, name).Roots
		for i := range got {
			if len(got[i].Files) != 1 {
				t.Errorf("%s: root %d has the files %v", name, i, got[i].Files)
			}
			got[i].FS, got[i].Files = nil, nil
		}
		mustEqual(t, name, want, got)
	}
	for name, want := range map[string]bool{
		"a.txt": true, "folder": true, "fuzz": false, "a.txt.golden.jsonl": false, "everything.golden": false, ".gitignore": false, "_x": false,
	} {
		if fixture(name) != want {
			t.Errorf("%s is a fixture: %v", name, !want)
		}
	}
}
