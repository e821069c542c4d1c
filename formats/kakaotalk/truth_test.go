package kakaotalk

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// Whatever people write and are called, every Android form comes back as it
// was: senders, minutes, texts, media, notices.
func TestGeneratedChatsComeBack(t *testing.T) {
	plans := []formattest.Plan{
		{Messages: 3000},
		{Messages: 3000, Media: true},
		{Messages: 2000, Direct: true, Media: true},
	}
	for seed := range uint64(12) {
		plans = append(plans,
			formattest.Plan{Seed: seed, Messages: 1500, Media: true, Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 40 + 30*int(seed), Adversarial: true},
			formattest.Plan{Seed: seed, Messages: 400, Direct: true, Adversarial: true},
		)
	}
	for _, p := range plans {
		c := formattest.Generate(p)
		for _, v := range kakaotest.Android {
			t.Run(fmt.Sprintf("%s/%+d messages, direct %v, hostile %v, seed %d", v.Name, p.Messages, p.Direct, p.Adversarial, p.Seed), func(t *testing.T) {
				comesBack(t, v, c)
			})
		}
	}
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
	names := map[export.PersonRef]string{}
	var got []*export.Message
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			got = append(got, e)
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile:
		}
	}
	i := 0
	for want := range c.Messages() {
		if i >= len(got) {
			t.Fatalf("only %d messages", len(got))
		}
		if d := difference(v, c, want, got[i], names); d != "" {
			t.Fatalf("message %d, line %d:\n%s", i+1, got[i].From.Line, d)
		}
		i++
	}
	if i != len(got) {
		t.Errorf("%d messages, want %d", len(got), i)
	}
}

func difference(v kakaotest.Variant, c *formattest.Chat, want, got *export.Message, names map[export.PersonRef]string) string {
	if n := v.Called(c, want.Sender); n != names[got.Sender] {
		return fmt.Sprintf("sender %q, want %q (%T)", names[got.Sender], n, got.Content)
	}
	if !got.Time.T.Equal(want.Time.T) || got.Time.Precision != want.Time.Precision {
		return fmt.Sprintf("time %v, want %v", got.Time, want.Time)
	}
	truth := v.Truth(c, want)
	wantNotice, isNotice := truth.(export.Notice)
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
	return cmp.Diff(truth, got.Content, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(export.File{}, "Root"))
}
