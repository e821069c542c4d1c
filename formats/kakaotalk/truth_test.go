package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// everyForm are the forms that must come back.
func everyForm() []kakaotest.Variant {
	return slices.Concat(
		kakaotest.Android,
		kakaotest.IOS,
		kakaotest.Windows,
		kakaotest.Mac,
	)
}

// Whatever people write and are called, every form comes back as it was:
// senders, times, texts, media, notices. Left out is only what a form cannot
// tell.
func TestGeneratedChatsComeBack(t *testing.T) {
	plans := []formattest.Plan{
		{Messages: 3000},
		{Messages: 3000, Media: true, Open: true},
		{Messages: 2000, Direct: true, Media: true},
	}
	for seed := range uint64(12) {
		plans = append(plans,
			formattest.Plan{Seed: seed, Messages: 1500, Media: true, Open: seed%2 == 1, Seconds: true, Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 40 + 30*int(seed), Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 400, Direct: true, Adversarial: true},
		)
	}
	for _, p := range plans {
		c := formattest.Generate(p)
		for _, v := range everyForm() {
			t.Run(fmt.Sprintf("%s/%+d messages, direct %v, hostile %v, seed %d", v.Name, p.Messages, p.Direct, p.Adversarial, p.Seed), func(t *testing.T) {
				comesBack(t, v, v.WithoutAmbiguous(c))
			})
		}
	}
}

// onlyGuessed reports whether nothing in a form tells a person's whole name: it
// holds " : ", and no notice of a language that we do not know is understood.
func onlyGuessed(v kakaotest.Variant, c *formattest.Chat, ref export.PersonRef) bool {
	return strings.HasPrefix(v.Name, "ios-ja") && strings.Contains(v.Called(c, ref), nameEnd)
}

// whole is a message with its sender's name before it, as it stands in a text.
func whole(name string, content export.Content) string { return name + nameEnd + content.Words() }

// tellsTitle reports whether a form says what the room is called: not in a
// language whose words around a title we do not know, nor in a copy, nor where
// the file's name stands in its place or cannot hold it.
func tellsTitle(v kakaotest.Variant, c *formattest.Chat) bool {
	for _, form := range []string{"ios-ja", "windows-ja", "windows-clipboard", "ios-media-ko-2026", "ios-en-2026"} {
		if strings.HasPrefix(v.Name, form) {
			return false
		}
	}
	return !strings.HasPrefix(v.Name, "mac-") || strings.Contains(v.File(c), c.Info.Title)
}

// sameRoom compares the chat and whose export it is: in a room of two that is told
// by the title, else only where the app has a word for oneself.
func sameRoom(t *testing.T, v kakaotest.Variant, c *formattest.Chat, got *export.Chat, selves []string) {
	t.Helper()
	wrote := map[export.PersonRef]bool{}
	for m := range v.Messages(c) {
		if _, isNotice := m.Content.(export.Notice); !isNotice {
			wrote[m.Sender] = true
		}
	}
	titled := tellsTitle(v, c)
	if titled && got.Title != c.Info.Title {
		t.Errorf("the room is called %q, not %q", got.Title, c.Info.Title)
	}
	kind, self := c.Info.Kind, v.Self != "" && wrote[1]
	if kind == export.ChatDirect {
		self = self || titled && wrote[1] && wrote[2]
		if !titled {
			kind = export.ChatUnknown
		}
	}
	if got.Kind != kind {
		t.Errorf("the room is %s, not %s", got.Kind, kind)
	}
	var want []string
	if self {
		want = []string{v.Called(c, 1)}
	}
	if !slices.Equal(selves, want) {
		t.Errorf("it is the export of %q, not of %q", selves, want)
	}
}

// What git or a mail program made of the line endings comes back too, but for
// lines that could be records.
func TestRewrittenChatsComeBack(t *testing.T) {
	for seed := range uint64(4) {
		c := formattest.Generate(formattest.Plan{Seed: seed, Messages: 1500, Media: true, Adversarial: true})
		for _, whole := range everyForm() {
			if whole.Media {
				continue // the names of an album cannot be told from lines
			}
			for _, v := range []kakaotest.Variant{whole.LF(), whole.CRLF()} {
				t.Run(fmt.Sprintf("%s/seed %d", v.Name, seed), func(t *testing.T) {
					comesBack(t, v, v.WithoutAmbiguous(c))
				})
			}
		}
	}
}

// Records and date lines of a form's own kind that people pasted into a phone's
// chat stay text: CRLF tells.
func TestPastedLinesStayText(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 1500, Media: true})
	for _, v := range slices.Concat(kakaotest.Android, kakaotest.IOS) {
		t.Run(v.Name, func(t *testing.T) { comesBack(t, v, v.Pasted(c)) })
	}
}

// Every form is read in the zone that the person names, also where a clock is
// turned back and an hour comes twice.
func TestZonesComeBack(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones on this system: %v", err)
	}
	c := formattest.Generate(formattest.Plan{Messages: 1500, Zone: zone, Start: time.Date(2025, 11, 1, 23, 30, 0, 0, zone)})
	for _, v := range everyForm() {
		t.Run(v.Name, func(t *testing.T) {
			c := v.WithoutAmbiguous(c)
			in, err := v.Input(c)
			if err != nil {
				t.Fatal(err)
			}
			compareIn(t, v, c, in, formats.ReadOptions{Zone: zone})
		})
	}
}

// The parts of a long chat are one chat, wherever one was cut.
func TestPartsComeBack(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 2000, Media: true})
	for _, v := range everyForm() {
		fsys, err := v.Parts(c, 3)
		if err != nil || fsys == nil || v.Media || len(fsys) != 3 {
			continue
		}
		t.Run(v.Name, func(t *testing.T) { compare(t, v, c, rootOf(t, fsys)) })
	}
}

func rootOf(tb testing.TB, fsys fstest.MapFS) formats.Input {
	tb.Helper()
	root, err := formats.NewRoot("x", formats.RootFolder, fsys)
	if err != nil {
		tb.Fatal(err)
	}
	return formats.Input{Roots: []formats.Root{root}}
}

func comesBack(t *testing.T, v kakaotest.Variant, c *formattest.Chat) {
	t.Helper()
	in, err := v.Input(c)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, v, c, in)
}

// compare reads an input and expects the chat.
func compare(t *testing.T, v kakaotest.Variant, c *formattest.Chat, in formats.Input) {
	t.Helper()
	compareIn(t, v, c, in, formats.ReadOptions{})
}

func compareIn(t *testing.T, v kakaotest.Variant, c *formattest.Chat, in formats.Input, opt formats.ReadOptions) {
	t.Helper()
	names := map[export.PersonRef]string{}
	var got []*export.Message
	var chats []*export.Chat
	var selves []string
	for e, err := range formats.Events(t.Context(), reader{}, in, opt) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
			if e.Self {
				selves = append(selves, e.Name())
			}
		case *export.Message:
			got = append(got, e)
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Chat:
			chats = append(chats, e)
		case *export.Mark, *export.Problem, *export.Profile:
		}
	}
	if len(chats) != 1 {
		t.Fatalf("%d chats", len(chats))
	}
	sameRoom(t, v, c, chats[0], selves)
	i := 0
	for want, open := range v.Messages(c) {
		if i >= len(got) {
			t.Fatalf("only %d messages", len(got))
		}
		if d := difference(v, c, want, got[i], names); d != "" && !open {
			t.Fatalf("message %d, line %d:\n%s", i+1, got[i].From.Line, d)
		}
		i++
	}
	if i != len(got) {
		t.Errorf("%d messages, want %d", len(got), i)
	}
}

// difference compares a message with the truth, whose content says what the
// export shows.
func difference(v kakaotest.Variant, c *formattest.Chat, want, got *export.Message, names map[export.PersonRef]string) string {
	if !got.Time.T.Equal(want.Time.T) || got.Time.Precision != want.Time.Precision || got.Time.Inferred != want.Time.Inferred {
		return fmt.Sprintf("time %v, want %v", got.Time, want.Time)
	}
	name, gotName := v.Called(c, want.Sender), names[got.Sender]
	if onlyGuessed(v, c, want.Sender) {
		if a, b := whole(gotName, got.Content), whole(name, want.Content); a != b {
			return fmt.Sprintf("%q, want %q", a, b)
		}
		return ""
	}
	if name != gotName {
		return fmt.Sprintf("sender %q, want %q (%T)", gotName, name, got.Content)
	}
	if a, ok := want.Content.(export.Text); ok { // quickly: most are
		if b, ok := got.Content.(export.Text); ok && a.Body == b.Body {
			return ""
		}
	}
	wantNotice, isNotice := want.Content.(export.Notice)
	gotNotice, isToo := got.Content.(export.Notice)
	if isNotice && isToo {
		same := wantNotice.Kind == gotNotice.Kind && wantNotice.Plain == gotNotice.Plain && v.Called(c, wantNotice.Actor) == names[gotNotice.Actor] &&
			len(wantNotice.People) == len(gotNotice.People)
		for i := 0; same && i < len(wantNotice.People); i++ {
			same = v.Called(c, wantNotice.People[i]) == names[gotNotice.People[i]]
		}
		if same {
			return ""
		}
		return fmt.Sprintf("notice %+v, want %+v", gotNotice, wantNotice)
	}
	return cmp.Diff(want.Content, got.Content, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(export.File{}, "Root"))
}
