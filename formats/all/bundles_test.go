package all_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/telegram"
	"exile/formats/whatsapp"
	"exile/formats/words"
)

// What the writer puts into a bundle that nobody said.
const (
	guard   = "\u200b"                // before what reads as the start of a message
	heading = `exile created group "` // opens the file of a group
)

// A bundle for Telegram is in WhatsApp's language, and the reader of WhatsApp's
// exports finds in it what the history held: of every message the author, the
// time to the second and the words. What the writer added is taken off: guards, the
// heading of a group, a name changed so that it can stand before a colon. An
// album is as many messages as it has files, and a caption one more. What
// WhatsApp's own language cannot tell is in sameWords, and nothing else.
func TestBundlesReadBack(t *testing.T) {
	histories := map[string]formats.History{"everything": formattest.Everything()}
	for _, p := range []formattest.Plan{
		{Seed: 1, Messages: 3000},
		{Seed: 2, Messages: 3000, Media: true, Open: true, Seconds: true},
		{Seed: 3, Messages: 3000, Media: true, Adversarial: true},
		{Seed: 4, Messages: 1500, Direct: true, Media: true, Adversarial: true, Seconds: true},
		{Seed: 5, Messages: 400, Direct: true, Adversarial: true},
		{Seed: 6, Messages: 30},
	} {
		histories[fmt.Sprintf("seed %d", p.Seed)] = formattest.Generate(p).History()
	}
	for name, h := range histories {
		chats, err := h.Chats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range chats {
			for _, phone := range []string{"iphone", "android"} {
				t.Run(fmt.Sprintf("%s/chat %d/%s", name, i+1, phone), func(t *testing.T) {
					bundleReadsBack(t, only{h, chats[i]}, phone)
				})
			}
		}
	}
}

// only is a history of one chat.
type only struct {
	formats.History
	chat export.Chat
}

func (o only) Chats(context.Context) ([]export.Chat, error) { return []export.Chat{o.chat}, nil }

const offset = 9 * time.Hour

func bundleReadsBack(t *testing.T, h only, phone string) {
	t.Helper()
	fitted := formattest.Fitted(h, telegram.Format().Writer.Can())
	opt := formats.WriteOptions{Lang: "en", Offset: offset, Values: map[string]string{"for": phone}}
	out, tally, problems := formattest.Write(t, telegram.Format().Writer, fitted, opt)
	want := bundleTruth(t, fitted, h.chat)
	if len(want) == 0 {
		if tally.Chats != 0 {
			t.Errorf("of no message was written %+v", tally)
		}
		return
	}
	in, text := bundleInput(t, out, phone)
	reader := whatsapp.Format().Reader
	if m := reader.Detect(in); m.Score < formats.Likely {
		t.Errorf("detected with score %d, because %s", m.Score, m.Why.EN)
	}
	values := map[string]string{"date-order": "dmy"} // a bundle of few days does not tell it
	zone := time.FixedZone("", int(offset/time.Second))
	events := formattest.Read(t, reader, in, formats.ReadOptions{Zone: zone, Values: values})
	formattest.Accounting(t, in, events)
	got := bundleLines(t, events, text)
	if len(got) > 0 && strings.HasPrefix(got[0].words, heading) {
		got = got[1:]
	} else if h.chat.Kind != export.ChatDirect {
		t.Error("the group's heading is not there")
	}
	if n := int64(len(got)); n != tally.Messages+tally.Notices+tally.Extra-boolInt(h.chat.Kind != export.ChatDirect) {
		t.Errorf("%d lines are read, the writer counted %+v", n, tally)
	}
	compareBundle(t, h, want, got, problems)
}

func boolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// bundleInput is what somebody finds of a bundle: the zip or the folder.
func bundleInput(t *testing.T, out *formattest.Output, phone string) (in formats.Input, text string) {
	t.Helper()
	var files []formattest.File
	for _, name := range out.Names() {
		dir, base := path.Split(name)
		switch {
		case phone == "iphone" && path.Ext(name) == ".zip":
			raw := out.Bytes(name)
			z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
			if err != nil {
				t.Fatal(err)
			}
			root, err := formats.NewRoot(base, formats.RootZip, z)
			if err != nil {
				t.Fatal(err)
			}
			return formats.Input{Roots: []formats.Root{root}}, "_chat.txt"
		case strings.Count(dir, "/") == 2:
			files = append(files, formattest.File{Name: base, Data: out.Bytes(name)})
			if path.Ext(name) == ".txt" && strings.HasPrefix(base, "WhatsApp Chat with ") {
				text = base
			}
		}
	}
	return formattest.Input(strings.TrimSuffix(text, ".txt"), files...), text
}

// bundleLine is one line with a stamp.
type bundleLine struct {
	at     time.Time
	notice bool
	by     export.PersonRef // of the history
	author string           // as read
	words  string
	file   bool // it stands for a file that comes along

	caption string // as read, of what was taken for a file
}

// bundleLines returns what was read.
func bundleLines(t *testing.T, events []export.Event, text string) []bundleLine {
	t.Helper()
	names := map[export.PersonRef]string{}
	var lines []bundleLine
	for _, e := range events {
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Message:
			if e.From.File != text || e.Time.Precision != time.Second {
				t.Errorf("line %d of %s, exact to %v", e.From.Line, e.From.File, e.Time.Precision)
			}
			l := bundleLine{at: e.Time.T, author: names[e.Sender], words: e.Content.Words()}
			_, l.notice = e.Content.(export.Notice)
			if m, ok := e.Content.(export.Media); ok {
				l.file = len(m.Files) == 1 && m.Files[0].State == export.FilePresent
				l.caption = m.Caption
			}
			lines = append(lines, l)
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile:
		}
	}
	return lines
}

// bundleTruth returns the lines that stand for the messages of a chat, by what
// the documentation of the writer says.
func bundleTruth(t *testing.T, h formats.History, chat export.Chat) []bundleLine {
	t.Helper()
	var all []*export.Message
	for m, err := range h.Messages(t.Context(), chat.Ref, export.Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	lang := chat.Lang
	if lang == "" {
		lang = "en"
	}
	var lines []bundleLine
	last := firstTime(all)
	for _, m := range all {
		if at := m.Time.T.Truncate(time.Second); !m.Time.T.IsZero() && at.After(last) {
			last = at // what goes back, or has no time, has that of the line before
		}
		add := func(notice, file bool, text string) {
			lines = append(lines, bundleLine{at: last, notice: notice, by: m.Sender, words: text, file: file})
		}
		text := func(s string) { add(false, false, asWritten(lang, s)) }
		switch c := m.Content.(type) {
		case export.Notice:
			add(true, false, onOneLine(words.Of(lang, c)))
		case export.Media:
			present := 0
			for i := range c.Files {
				if c.Files[i].State == export.FilePresent {
					present++
					add(false, true, "")
				}
			}
			if present < len(c.Files) || present == 0 {
				text(absent(lang, c, present))
			}
			if strings.TrimSpace(c.Caption) != "" {
				if last.Second() < 59 {
					last = last.Add(time.Second)
				}
				text(c.Caption)
			}
		case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
			text(words.Of(lang, c))
		}
	}
	return lines
}

func firstTime(all []*export.Message) time.Time {
	for _, m := range all {
		if !m.Time.T.IsZero() {
			return m.Time.T.Truncate(time.Second)
		}
	}
	return time.Time{}
}

// absent is what stands for files without bytes.
func absent(lang string, c export.Media, present int) string {
	named := slices.ContainsFunc(c.Files, func(f export.File) bool {
		return f.State == export.FileMissing || f.State == export.FileExpired
	})
	if present == 0 && !named {
		return words.Of(lang, c)
	}
	return words.Missing(lang, c)
}

// asWritten is what becomes of a text: nothing, but for characters of control and
// for one that nobody sees.
func asWritten(lang, s string) string {
	if strings.TrimFunc(s, unseen) == "" {
		return words.In(lang, words.EmptyText)
	}
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f) {
			return ' '
		}
		return r
	}, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd")))
}

// onOneLine is a notice: no line breaks, no marks.
func onOneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029':
			return ' '
		case mark(r):
			return -1
		}
		return r
	}, s))
}

func unseen(r rune) bool {
	return r <= ' ' || r >= 0x7f && r <= 0xa0 || r == '\u3000' || r >= '\u2000' && r <= '\u200f' || r == '\u2028' || r == '\u2029' || mark(r)
}

func mark(r rune) bool {
	return r >= '\u200b' && r <= '\u200f' && r != '\u200c' && r != '\u200d' || r >= '\u202a' && r <= '\u202e' ||
		r >= '\u2066' && r <= '\u2069' || r == '\u2060' || r == '\ufeff' || r == '\u061c'
}

// compareBundle goes through the truth and what was read side by side.
func compareBundle(t *testing.T, h only, want, got []bundleLine, problems []export.Problem) {
	t.Helper()
	writers := newBylines(t, h, problems)
	bad := 0
	for i, w := range want {
		if i >= len(got) {
			t.Fatalf("only %d of %d lines", len(got), len(want))
		}
		g := got[i]
		if !g.at.Equal(w.at) || g.file != w.file || !writers.sameWords(g, w) {
			if bad++; bad <= 5 {
				t.Errorf("line %d: read %v %q %q, notice %v, file %v; want %v %q %q, notice %v, file %v",
					i+1, g.at, g.author, g.words, g.notice, g.file, w.at, writers.names[w.by], w.words, w.notice, w.file)
			}
		}
	}
	if len(got) > len(want) {
		t.Errorf("%d lines too many", len(got)-len(want))
	}
	if bad > 0 {
		t.Errorf("%d lines differ", bad)
	}
}

// bylines know under which names people may be written: each under one, that of
// the source or one that the writer told of, and no two under the same.
type bylines struct {
	names   map[export.PersonRef]string
	changed map[string][]string
	written map[export.PersonRef]string
	whose   map[string]export.PersonRef
}

func newBylines(t *testing.T, h only, problems []export.Problem) *bylines {
	t.Helper()
	people, err := h.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := &bylines{
		names: map[export.PersonRef]string{}, changed: map[string][]string{},
		written: map[export.PersonRef]string{}, whose: map[string]export.PersonRef{},
	}
	for i := range people {
		b.names[people[i].Ref] = people[i].Name()
	}
	for _, p := range problems {
		if p.Code == export.ChangedName || p.Code == export.ClippedName {
			b.changed[p.Name] = append(b.changed[p.Name], strings.TrimPrefix(p.Text, "written as "))
		}
	}
	return b
}

// sameWords compares who wrote what. Two things WhatsApp's language cannot tell,
// in its own exports either; then all words must be there, in another place. A name
// of more than 60 characters is no author: the line is the app's. One in which the
// app's words for a photo follow a mark of direction, as in a pasted chat, is a photo
// with the rest for its caption.
func (b *bylines) sameWords(got, want bundleLine) bool {
	words, wanted := strings.ReplaceAll(got.words, guard, ""), strings.ReplaceAll(want.words, guard, "")
	switch {
	case want.notice:
		return got.notice && got.author == "" && words == wanted
	case got.notice && !want.file:
		author, ok := strings.CutSuffix(words, ": "+wanted)
		return ok && utf8.RuneCountInString(author) > 60 && b.are(want.by, author)
	case got.caption != "" && strings.Contains(wanted, "\u200e"+words):
		return b.are(want.by, got.author) && letters(strings.Replace(wanted, words, "", 1)) == letters(got.caption)
	}
	return !got.notice && b.are(want.by, got.author) && (want.file || words == wanted)
}

// letters are what is left of a text without marks, white space and guards.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unseen(r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

// are reports whether a person may stand under an author's name.
func (b *bylines) are(ref export.PersonRef, author string) bool {
	if before, ok := b.written[ref]; ok {
		return before == author
	}
	if other, taken := b.whose[author]; taken && other != ref {
		return false
	}
	b.written[ref], b.whose[author] = author, ref
	name := b.names[ref]
	return author == name || slices.Contains(b.changed[name], author) ||
		strings.TrimSpace(name) == "" && strings.HasPrefix(author, words.In("en", words.NoName))
}
