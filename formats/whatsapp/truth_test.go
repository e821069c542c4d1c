package whatsapp_test

import (
	"fmt"
	"iter"
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
	"exile/formats/whatsapp"
	"exile/formats/whatsapp/whatsapptest"
)

// Whatever people write and are called, every form comes back as it was: who,
// when, texts, media, notices. Left out is only what a form cannot tell.
func TestGeneratedChatsComeBack(t *testing.T) {
	plans := []formattest.Plan{
		{Messages: 3000},
		{Messages: 3000, Media: true, Open: true},
		{Messages: 2000, Direct: true, Media: true},
	}
	for seed := range uint64(10) {
		plans = append(plans,
			formattest.Plan{Seed: seed, Messages: 900, Media: true, Open: seed%2 == 1, Seconds: true, Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 40 + 30*int(seed), Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 400, Direct: true, Media: true, Adversarial: true},
		)
	}
	for _, p := range plans {
		if testing.Short() && p.Seed > 1 {
			continue
		}
		c := formattest.Generate(p)
		if p.Adversarial {
			c = whatsapptest.Hostile(whatsapptest.HostileNames(c))
		}
		c = frozen(whatsapptest.Lively(c))
		for _, v := range whatsapptest.All() {
			t.Run(fmt.Sprintf("%s/%+d messages, direct %v, hostile %v, seed %d", v.Name, p.Messages, p.Direct, p.Adversarial, p.Seed), func(t *testing.T) {
				comesBack(t, v, frozen(v.WithoutAmbiguous(c)))
			})
		}
	}
}

// What git, an editor or a mail program made of the lines comes back too.
func TestRewrittenChatsComeBack(t *testing.T) {
	for seed := range uint64(2) {
		c := frozen(hostile(seed, 500))
		for _, v := range whatsapptest.All() {
			for _, v := range []whatsapptest.Variant{v.LF(), v.CRLF(), v.BOM(), v.CRLF().BOM()} {
				t.Run(fmt.Sprintf("%s/seed %d", v.Name, seed), func(t *testing.T) {
					comesBack(t, v, frozen(v.WithoutAmbiguous(c)))
				})
			}
		}
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
	for _, v := range whatsapptest.All() {
		t.Run(v.Name, func(t *testing.T) { comesBack(t, v, frozen(v.WithoutAmbiguous(c))) })
	}
}

// Even where the file leaves open what its lines are, none is lost and no word of
// any message is: all stand in some message, in order.
func TestAmbiguousChatsKeepTheirWords(t *testing.T) {
	c := frozen(hostile(7, 1500))
	for _, v := range whatsapptest.All() {
		t.Run(v.Name, func(t *testing.T) {
			in, err := v.Input(c)
			if err != nil {
				t.Fatal(err)
			}
			events := formattest.Read(t, reader(), in, options(v, c))
			formattest.Accounting(t, in, events)
			var all strings.Builder
			for _, e := range events {
				switch e := e.(type) {
				case *export.Unread:
					t.Errorf("line %d is not understood", e.From.Line)
				case *export.Message:
					if m, ok := e.Content.(export.Media); ok {
						all.WriteString(m.Caption + "\n") // stands before or after the words
					}
					all.WriteString(e.Content.Words() + "\n")
				case *export.Chat, *export.Person, *export.Mark, *export.Problem, *export.Profile:
				}
			}
			rest := all.String()
			for m, open := range v.Messages(c) {
				words := strings.Split(m.Content.Words(), "\n")
				if open || len(words[0]) < 12 {
					continue
				}
				i := strings.Index(rest, words[0])
				if i < 0 {
					t.Fatalf("message %d is not there, or not in its place", m.Seq)
				}
				rest = rest[i:]
			}
		})
	}
}

func hostile(seed uint64, messages int) *formattest.Chat {
	c := formattest.Generate(formattest.Plan{Seed: seed, Messages: messages, Media: true, Adversarial: true, Seconds: true})
	return whatsapptest.Lively(whatsapptest.Hostile(whatsapptest.HostileNames(c)))
}

// frozen returns the chat with its messages made once and for all.
func frozen(c *formattest.Chat) *formattest.Chat {
	made := slices.Collect(c.Messages())
	return c.Through(func(iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			for _, m := range made {
				if own := *m; !yield(&own) {
					return
				}
			}
		}
	})
}

func reader() formats.Reader { return whatsapp.Format().Reader }

// options are those that a person gives: the zone, and the order of the date where
// no day of the chat tells it.
func options(v whatsapptest.Variant, c *formattest.Chat) formats.ReadOptions {
	opt := formats.ReadOptions{Zone: c.Plan.Zone}
	for m := range c.Messages() {
		if m.Time.T.Day() > 12 {
			return opt
		}
	}
	opt.Values = map[string]string{"date-order": v.Order}
	return opt
}

func comesBack(t *testing.T, v whatsapptest.Variant, c *formattest.Chat) {
	t.Helper()
	in, err := v.Input(c)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, v, c, in)
}

// compare reads an input and expects the chat.
func compare(t *testing.T, v whatsapptest.Variant, c *formattest.Chat, in formats.Input) {
	t.Helper()
	if m := reader().Detect(in); m.Score < formats.Likely {
		t.Errorf("detected with score %d: %s", m.Score, m.Why.EN)
	}
	names := map[export.PersonRef]string{}
	var got []*export.Message
	var chats []*export.Chat
	for _, e := range formattest.Read(t, reader(), in, options(v, c)) {
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
			if e.Self && e.Name() != v.Called(c, 1) {
				t.Errorf("it is the export of %q, not of %q", e.Name(), v.Called(c, 1))
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
	sameRoom(t, v, c, chats[0])
	i, bad := 0, 0
	for want, open := range v.Messages(c) {
		if i >= len(got) {
			t.Fatalf("only %d messages", len(got))
		}
		if d := unlike(v, c, want, got[i], names); d != "" && !open {
			t.Errorf("message %d, line %d:\n%s", i+1, got[i].From.Line, d)
			if bad++; bad == 3 {
				t.FailNow()
			}
		}
		i++
	}
	if i != len(got) {
		t.Errorf("%d messages, want %d", len(got), i)
	}
}

// sameRoom compares the chat. Its title stands in the export's name, in which
// some characters cannot stand; its kind may be unknown and is never wrong.
func sameRoom(t *testing.T, v whatsapptest.Variant, c *formattest.Chat, got *export.Chat) {
	t.Helper()
	title := strings.TrimFunc(c.Info.Title, isMark)
	if strings.Contains(v.Export(c), title) && strings.TrimFunc(got.Title, isMark) != title {
		t.Errorf("the room is called %q, not %q", got.Title, title)
	}
	if got.Kind != c.Info.Kind && got.Kind != export.ChatUnknown {
		t.Errorf("the room is %s, not %s", got.Kind, c.Info.Kind)
	}
}

// unlike compares a message with the truth. Marks around the app's own words
// may be kept or not.
func unlike(v whatsapptest.Variant, c *formattest.Chat, want, got *export.Message, names map[export.PersonRef]string) string {
	if !got.Time.T.Equal(want.Time.T) || got.Time.Precision != want.Time.Precision || got.Time.Zone != want.Time.Zone || got.Time.Inferred {
		return fmt.Sprintf("time %v, want %v", got.Time, want.Time)
	}
	if name := v.Called(c, want.Sender); name != names[got.Sender] {
		return fmt.Sprintf("sender %q, want %q (%T)", names[got.Sender], name, got.Content)
	}
	if a, ok := want.Content.(export.Text); ok && len(want.Edits) == 0 && len(got.Edits) == 0 { // quickly: most are
		if b, ok := got.Content.(export.Text); ok && a.Body == b.Body {
			return ""
		}
	}
	if d := cmp.Diff(want.Edits, got.Edits, cmpopts.EquateEmpty()); d != "" {
		return "edits: " + d
	}
	wantNotice, isNotice := want.Content.(export.Notice)
	gotNotice, isToo := got.Content.(export.Notice)
	if isNotice && isToo {
		return unlikeNotice(v, c, wantNotice, gotNotice, names)
	}
	return cmp.Diff(want.Content, unmarked(got.Content), cmpopts.EquateEmpty(), cmpopts.IgnoreFields(export.File{}, "Root"))
}

// unlikeNotice wants English sentences taken apart. Those of other languages
// may be left whole; what is said of them must be true.
func unlikeNotice(v whatsapptest.Variant, c *formattest.Chat, want, got export.Notice, names map[export.PersonRef]string) string {
	if a, b := strings.TrimFunc(got.Plain, isMark), strings.TrimFunc(want.Plain, isMark); a != b {
		return fmt.Sprintf("notice %q, want %q", a, b)
	}
	told := func(ref export.PersonRef, list []export.PersonRef, name func(export.PersonRef) string) string {
		all := []string{name(ref)}
		for _, p := range list {
			all = append(all, name(p))
		}
		return strings.Join(all, "|")
	}
	who := told(want.Actor, want.People, func(ref export.PersonRef) string { return v.Called(c, ref) })
	gotWho := told(got.Actor, got.People, func(ref export.PersonRef) string { return names[ref] })
	whole := got.Kind == export.NoticeOther || v.Lang != "en" || want.Actor == 0
	if v.Lang != "en" && (got.Kind == export.NoticeOther || got.Kind == want.Kind) && (gotWho == "" || gotWho == who) || got.Kind == want.Kind && gotWho == who {
		return ""
	}
	if whole && want.Actor == 0 && gotWho == "" {
		return ""
	}
	return fmt.Sprintf("%q is a notice %s of %q, want %s of %q", want.Plain, got.Kind, gotWho, want.Kind, who)
}

// unmarked cuts the marks of direction around the words of the app.
func unmarked(c export.Content) export.Content {
	cut := func(s string) string { return strings.TrimFunc(s, isMark) }
	switch x := c.(type) {
	case export.Media:
		x.Plain = cut(x.Plain)
		return x
	case export.Call:
		x.Plain = cut(x.Plain)
		return x
	case export.Poll:
		x.Plain = cut(x.Plain)
		return x
	case export.Place:
		x.Plain = cut(x.Plain)
		return x
	case export.Deleted:
		x.Plain = cut(x.Plain)
		return x
	case export.Text, export.Card, export.Notice, export.Unknown:
	}
	return c
}

func isMark(r rune) bool {
	return r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}

// The names of files and of exports in the app's languages give the chat's title,
// also where somebody's system changed them.
func TestTitles(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Messages: 60, Title: "Our walks"})
	for _, v := range whatsapptest.All() {
		fsys, err := v.FS(c)
		if err != nil {
			t.Fatal(err)
		}
		text, name := fsys[v.File(c)], v.Export(c)
		stem, ext := name, ""
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			stem, ext = name[:i], name[i:]
		}
		for _, name := range []string{name, stem + " (1)" + ext, strings.ReplaceAll(stem, " ", "_") + ext} {
			file := v.File(c)
			kind := formats.RootFile
			switch {
			case v.Zip:
				kind = formats.RootZip
			case v.Media:
				kind = formats.RootFolder
			default:
				file = name
			}
			root, err := formats.NewRoot(name, kind, fstest.MapFS{file: text})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(formattest.Read(t, reader(), formats.Input{Roots: []formats.Root{root}}, options(v, c)), func(e export.Event) bool {
				chat, ok := e.(*export.Chat)
				return ok && (chat.Title == "Our walks" || chat.Title == "Our_walks" && !strings.Contains(name, " "))
			})
			if i < 0 {
				t.Errorf("%s: %q does not give the title", v.Name, name)
			}
		}
	}
}
