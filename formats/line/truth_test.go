package line

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// Whatever people write and are called, every form comes back as it was: senders,
// times, texts, media, calls, notices. Left out is only what a form cannot tell;
// on computers the names are given.
func TestGeneratedChatsComeBack(t *testing.T) {
	t.Parallel()
	plans := []formattest.Plan{
		{Messages: 1500, Media: true},
		{Messages: 1000, Direct: true, Media: true},
	}
	for seed := range uint64(3) {
		plans = append(plans,
			formattest.Plan{Seed: seed, Messages: 600, Media: true, Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 300, Direct: true, Adversarial: true},
		)
	}
	for _, p := range plans {
		c := formattest.Generate(p)
		for _, v := range linetest.All() {
			name := fmt.Sprintf("%s/%d messages, direct %v, hostile %v, seed %d", v.Name, p.Messages, p.Direct, p.Adversarial, p.Seed)
			t.Run(name, func(t *testing.T) { comesBack(t, v, v.WithoutAmbiguous(c)) })
		}
	}
}

// Texts that look like records, dates, quotes and headings stay text.
func TestMisleadingTextsComeBack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		for _, direct := range []bool{false, true} {
			c := formattest.Generate(formattest.Plan{Seed: seed, Messages: 1000, Media: true, Direct: direct})
			for _, v := range linetest.All() {
				t.Run(fmt.Sprintf("%s/direct %v, seed %d", v.Name, direct, seed), func(t *testing.T) {
					comesBack(t, v, v.WithoutAmbiguous(v.Hostile(c)))
				})
			}
		}
	}
}

func comesBack(t *testing.T, v linetest.Variant, c *formattest.Chat) {
	t.Helper()
	in, err := v.Input(c)
	if err != nil {
		t.Fatal(err)
	}
	opt := formats.ReadOptions{Zone: c.Plan.Zone, Values: map[string]string{}}
	if opt.Zone == nil {
		opt.Zone = c.Info.Saved.Location()
	}
	maps.Copy(opt.Values, v.Values())
	if v.Desktop {
		opt.Values["name"] = strings.Join(v.Names(c), "\n")
	}
	events := formattest.Read(t, reader{}, in, opt)
	formattest.Accounting(t, in, events)
	names := map[export.PersonRef]string{}
	var got []*export.Message
	for _, e := range events {
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			got = append(got, e)
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Chat:
			sameRoom(t, v, c, e)
		case *export.Mark, *export.Problem, *export.Profile:
		}
	}
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

func sameRoom(t *testing.T, v linetest.Variant, c *formattest.Chat, got *export.Chat) {
	t.Helper()
	if v.Desktop { // the name of a file does not hold every title
		return
	}
	if got.Title != v.Title(c) {
		t.Errorf("the room is called %q, not %q", got.Title, v.Title(c))
	}
	if v.OneLanguage() && got.Kind != c.Info.Kind {
		t.Errorf("the room is %s, not %s", got.Kind, c.Info.Kind)
	}
	saved := got.Saved.Format("2006-01-02")
	if want := c.Info.Saved.Format("2006-01-02"); saved != want {
		t.Errorf("saved on %s, not %s", saved, want)
	}
}

func difference(v linetest.Variant, c *formattest.Chat, want, got *export.Message, names map[export.PersonRef]string) string {
	var all []string
	if a, b := v.Called(c, want.Sender), names[got.Sender]; a != b {
		all = append(all, fmt.Sprintf("sender %q, want %q", b, a))
	}
	if !want.Time.T.Equal(got.Time.T) || want.Time.Precision != got.Time.Precision || want.Time.Zone != got.Time.Zone {
		all = append(all, fmt.Sprintf("time %v, want %v", got.Time, want.Time))
	}
	a, b := want.Content, got.Content
	if call, ok := a.(export.Call); ok && strings.HasPrefix(call.Plain, "?") { // the encoding has no telephone
		a = export.Text{Body: call.Plain}
	}
	if n, ok := a.(export.Notice); ok {
		if g, ok := b.(export.Notice); ok {
			if x, y := called(v, c, n), nameAll(g, names); !slices.Equal(x, y) {
				all = append(all, fmt.Sprintf("about %q, want %q", y, x))
			}
			g.Actor, g.People, n.Actor, n.People = 0, nil, 0, nil
			a, b = n, g
		}
	}
	if !reflect.DeepEqual(a, b) { // which is a good deal faster
		if d := cmp.Diff(a, b, cmpopts.EquateEmpty()); d != "" {
			all = append(all, d)
		}
	}
	return strings.Join(all, "\n")
}

func called(v linetest.Variant, c *formattest.Chat, n export.Notice) []string {
	if n.Kind == export.NoticeOther {
		return []string{""}
	}
	list := []string{v.Called(c, n.Actor)}
	for _, p := range n.People {
		list = append(list, v.Called(c, p))
	}
	return list
}

func nameAll(n export.Notice, names map[export.PersonRef]string) []string {
	list := []string{names[n.Actor]}
	for _, p := range n.People {
		list = append(list, names[p])
	}
	return list
}
