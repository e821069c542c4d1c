package line

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/line/linetest"
)

// spoken are the languages in which generated people write.
var spoken = []string{"en", "ko", "id", "ja", "zh", "th"}

// More chats of every form: nothing that can be told is read wrongly.
func TestManyChatsComeBack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(24) {
		p := formattest.Plan{Seed: 100 + seed, Messages: 20 + int(seed)*11, Media: true, Direct: seed%3 == 0, Adversarial: seed%2 == 0}
		c := formattest.Generate(p)
		if seed%4 == 1 {
			c = linetest.Talk(p, spoken[seed%6], true)
		}
		for _, v := range linetest.All() {
			t.Run(fmt.Sprintf("%s/seed %d", v.Name, p.Seed), func(t *testing.T) {
				comesBack(t, v, v.WithoutAmbiguous(v.Hostile(c)))
			})
		}
	}
}

// The same name twice is one person, and names that begin others are kept apart,
// where the names of a chat of a computer are given.
func TestGivenNamesComeBack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(48) {
		p := formattest.Plan{Seed: seed, Messages: 400, Media: true, People: 2 + int(seed%40), Direct: seed%5 == 0}
		c := linetest.Talk(p, spoken[seed%6], true)
		for _, v := range linetest.Desktop() {
			t.Run(fmt.Sprintf("%s/seed %d", v.Name, seed), func(t *testing.T) {
				comesBack(t, v, v.WithoutAmbiguous(c))
			})
		}
	}
}

// deskErrors reads a chat of a computer and returns how many messages have another
// sender or text than they had.
func deskErrors(t *testing.T, v linetest.Variant, c *formattest.Chat, in formats.Input, values map[string]string) (messages, wrong, guessed int) {
	t.Helper()
	names := map[export.PersonRef]string{}
	var got []*export.Message
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{Zone: c.Plan.Zone, Values: values}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Chat:
			if e.Ref > 1 { // the text of the computer comes last
				got, guessed = nil, 0
			}
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			got = append(got, e)
		case *export.Problem:
			if e.Code == export.GuessedName {
				guessed = e.Times()
			}
		case *export.Unread:
			t.Errorf("line %d is not understood", e.From.Line)
		case *export.Mark, *export.Profile:
		}
	}
	for want, open := range v.Messages(c) {
		if messages >= len(got) {
			t.Fatalf("only %d messages", len(got))
		}
		if d := difference(v, c, want, got[messages], names); d != "" && !open {
			wrong++
		}
		messages++
	}
	if messages != len(got) {
		t.Errorf("%d messages, want %d", len(got), messages)
	}
	return messages, wrong, guessed
}

// Without a word about names: how often the reader errs in chats of computers some
// of whose people have names of several words.
func TestDesktopRate(t *testing.T) {
	t.Parallel()
	const chats, most = 1000, 0.05 // percent, measured and rounded up
	forms := linetest.Desktop()
	all := deskRate{}
	guessed := 0
	for seed := range uint64(chats) {
		v := forms[seed%uint64(len(forms))]
		p := formattest.Plan{Seed: 5000 + seed, Messages: []int{40, 120, 400, 1200}[seed/6%4], People: 2 + int(seed/24%11), Media: true, Direct: seed%7 == 0}
		c := v.WithoutAmbiguous(linetest.Talk(p, spoken[seed%6], true))
		in, err := v.Input(c)
		if err != nil {
			t.Fatal(err)
		}
		messages, wrong, n := deskErrors(t, v, c, in, nil)
		guessed += n
		by := map[string]int{}
		if wrong > 0 {
			by["all"] = wrong
		}
		all.add(messages, by)
	}
	t.Logf("without hints: %v; the reader calls %d of them guessed", &all, guessed)
	if percent := 100 * float64(all.wrong) / float64(all.messages); percent > most {
		t.Errorf("%.3f %% wrong, more than the %.2f that were measured", percent, most)
	}
}

// A text of a phone from the same chat tells the names.
func TestNamesOfAPhoneText(t *testing.T) {
	t.Parallel()
	phone, desk := linetest.Mobile()[3], linetest.Desktop()[0]
	for seed := range uint64(20) {
		c := linetest.Talk(formattest.Plan{Seed: seed, Messages: 60, People: 12, Media: true, Title: "book club"}, "en", true)
		c = desk.WithoutAmbiguous(c)
		fsys := fstest.MapFS{}
		for name, v := range map[string]linetest.Variant{phone.File(c): phone, desk.File(c): desk} {
			var text strings.Builder
			if err := v.Write(&text, c); err != nil {
				t.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: []byte(text.String())}
		}
		root, err := formats.NewRoot("x", formats.RootFolder, fsys)
		if err != nil {
			t.Fatal(err)
		}
		if messages, wrong, guessed := deskErrors(t, desk, c, formats.Input{Roots: []formats.Root{root}}, nil); wrong > 0 || guessed > 0 || messages < 50 {
			t.Errorf("seed %d: %d of %d wrong, %d guessed", seed, wrong, messages, guessed)
		}
	}
}

// Every form is read in the zone that the person names, also where a clock is
// turned back and an hour comes twice.
func TestZonesComeBack(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skipf("no time zones on this system: %v", err)
	}
	c := formattest.Generate(formattest.Plan{Messages: 600, Zone: zone, Start: time.Date(2025, 11, 1, 23, 30, 0, 0, zone)})
	for _, v := range linetest.All() {
		t.Run(v.Name, func(t *testing.T) { comesBack(t, v, v.WithoutAmbiguous(c)) })
	}
}

// What cannot be told for certain is read as well as it can be, and takes little
// with it: a quote that is never closed ends with its day.
func TestAmbiguousRate(t *testing.T) {
	t.Parallel()
	type rate struct{ open, openWrong, clear, clearWrong int }
	for _, v := range linetest.Mobile() {
		r := rate{}
		for seed := range uint64(4) {
			c := v.Hostile(formattest.Generate(formattest.Plan{Seed: seed, Messages: 1500, Media: true}))
			in, err := v.Input(c)
			if err != nil {
				t.Fatal(err)
			}
			names := map[export.PersonRef]string{}
			got := map[string]bool{}
			for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{Zone: c.Plan.Zone, Values: v.Values()}) {
				switch e := e.(type) {
				case *export.Person:
					names[e.Ref] = e.Name()
				case *export.Message:
					got[fmt.Sprint(e.Time.T.Unix(), names[e.Sender], export.KindOf(e.Content), e.Content.Words())] = true
				case *export.Chat, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
				}
			}
			for m, open := range v.Messages(c) {
				there := got[fmt.Sprint(m.Time.T.Unix(), v.Called(c, m.Sender), export.KindOf(m.Content), m.Content.Words())]
				switch {
				case open:
					r.open++
					if !there {
						r.openWrong++
					}
				default:
					r.clear++
					if !there {
						r.clearWrong++
					}
				}
			}
		}
		if r.clearWrong*100 > r.clear*2 || r.open < 100 {
			t.Errorf("%s: of %d others %d are taken along, more than was measured", v.Name, r.clear, r.clearWrong)
		}
		t.Logf("%-18s ambiguous %4d, %4d of them read otherwise; of %d others %d taken along", v.Name, r.open, r.openWrong, r.clear, r.clearWrong)
	}
}
