package kakaotalk

import (
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// Windows ends the lines of a message as it ends messages, and gives notices no
// time. How often the rule of doc.go is wrong is measured over 1,000 chats of
// each kind: ordinary ones; with texts that people write who want to mislead a
// reader; and with lines of the room's own form at the end of every ninth text.
//
// The last cannot be told. Of the eight kinds of lines that are pasted there, three
// are records of the very minute or the next, and two are notices that somebody
// left, which the rule believes below a text of one line: five in eight make two
// messages of one text (13.9%, less the texts that are none). That is the price
// of losing no notice of a real room, see TestWindowsOpenChats: people seldom end
// a text with such a line, and rooms have many notices.
func TestWindowsErrorRate(t *testing.T) {
	chats := uint64(1000)
	if testing.Short() {
		chats = 110
	}
	for _, c := range []struct {
		name                     string
		plan                     formattest.Plan
		pasted                   bool
		records, bares, invented float64 // the most that may be wrong, per cent
	}{
		{"ordinary", formattest.Plan{Messages: 600, Media: true}, false, 0, 0, 0},
		{"hostile", formattest.Plan{Messages: 600, Media: true, Adversarial: true}, false, 0.03, 0.01, 0.01},
		{"pasted", formattest.Plan{Messages: 300, Media: true}, true, 12, 0.5, 2.5},
		{"hostile and pasted", formattest.Plan{Messages: 600, Media: true, Adversarial: true}, true, 12.2, 0.5, 2.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.pasted && testing.Short() {
				t.Skip("these rates are those of 1,000 chats: of 110 they are chance")
			}
			var all rate
			for seed := range chats {
				v := kakaotest.Windows[seed%uint64(len(kakaotest.Windows))]
				p := c.plan
				p.Seed, p.Open = seed, seed%2 == 0
				chat := formattest.Generate(p)
				if c.pasted {
					chat = v.Pasted(chat)
				}
				all.measure(t, v, chat)
			}
			t.Logf("%d chats: of %d messages %d are wrong (%.3f%%), of %d notices without a time %d are lost (%.3f%%), %d texts are notices (%.3f%%)", chats,
				all.messages, all.wrong, all.ofMessages(), all.bares, all.wrongBares, all.ofBares(), all.invented, all.ofTexts())
			if all.ofMessages() > c.records || all.ofBares() > c.bares || all.ofTexts() > c.invented {
				t.Errorf("the bounds are %.3f%%, %.3f%% and %.3f%%", c.records, c.bares, c.invented)
			}
		})
	}
}

// rate counts messages that did not come back as they were.
type rate struct {
	messages, wrong   int
	bares, wrongBares int // notices without a time, and those that are lost
	invented          int // what was made of texts
}

func (r *rate) ofMessages() float64 { return 100 * float64(r.wrong) / float64(max(r.messages, 1)) }
func (r *rate) ofBares() float64    { return 100 * float64(r.wrongBares) / float64(max(r.bares, 1)) }

// ofTexts is how many notices were made of texts.
func (r *rate) ofTexts() float64 { return 100 * float64(r.invented) / float64(max(r.messages, 1)) }

// said is what a message and its place in an export come down to.
type saidBy struct {
	sender, text string
	unix         int64
	inferred     bool
}

func (r *rate) measure(t *testing.T, v kakaotest.Variant, c *formattest.Chat) {
	t.Helper()
	in, err := v.Input(c)
	if err != nil {
		t.Fatal(err)
	}
	names := map[export.PersonRef]string{}
	var want, got []saidBy
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			got = append(got, saidBy{names[e.Sender], e.Content.Words(), e.Time.T.Unix(), e.Time.Inferred})
		case *export.Chat, *export.Mark, *export.Unread, *export.Problem, *export.Profile:
		}
	}
	for m := range v.Messages(c) {
		want = append(want, saidBy{v.Called(c, m.Sender), m.Content.Words(), m.Time.T.Unix(), m.Time.Inferred})
	}
	r.compare(want, got)
}

// compare walks along both lists and looks for the nearest place where they agree
// again. What was made of nothing counts as wrong, too.
func (r *rate) compare(want, got []saidBy) {
	const window = 60
	for _, m := range want {
		r.messages++
		if m.inferred {
			r.bares++
		}
	}
	for len(want) > 0 || len(got) > 0 {
		i, j := nearest(want, got, window)
		for _, m := range want[:i] {
			if m.inferred {
				r.wrongBares++
			}
		}
		for _, m := range got[:j] {
			if m.inferred {
				r.invented++
			}
		}
		r.wrong += max(i, j)
		want, got = want[i:], got[j:]
		for len(want) > 0 && len(got) > 0 && want[0] == got[0] {
			want, got = want[1:], got[1:]
		}
	}
}

// nearest returns how many of each to skip until they agree.
func nearest(want, got []saidBy, window int) (i, j int) {
	for sum := range 2 * window {
		for i := range min(sum, len(want)) + 1 {
			j := sum - i
			if j > len(got) {
				continue
			}
			if i == len(want) && j == len(got) || i < len(want) && j < len(got) && want[i] == got[j] {
				return i, j
			}
		}
	}
	return min(window, len(want)), min(window, len(got))
}
