package whatsapp

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// problemsOf returns the problems of one code as "name count line".
func problemsOf(t *testing.T, in formats.Input, opt formats.ReadOptions, code export.Code) string {
	t.Helper()
	var all []string
	for _, e := range formattest.Read(t, reader{}, in, opt) {
		if p, ok := e.(*export.Problem); ok && p.Code == code {
			all = append(all, strings.TrimSpace(fmt.Sprintf("%s %d %d", p.Name, p.Count, p.From.Line)))
		}
	}
	return strings.Join(all, "; ")
}

// TestSwallowedLines: text that begins like a message, of somebody who writes in the
// chat, is counted, with the place of the first.
func TestSwallowedLines(t *testing.T) {
	const day = "13/02/2020, "
	for _, c := range []struct{ what, text, want string }{
		{"nothing", day + "10:00 - Ann: a\n", ""},
		{"another shape", day + "10:00 - Ann: a\nb\n[12/02/2020, 09:00:00] Ann: c\n[12/02/2020, 09:00:00] Ben: d\n" + day + "10:01 - Ben: e\n", "2 3"},
		{"a stranger", day + "10:00 - Ann: a\n[12/02/2020, 09:00:00] Zoe: c\n" + day + "10:01 - Ben: e\n", ""},
		{"a day that does not exist", day + "10:00 - Ann: a\n31/04/2020, 10:00 - Ann: b\n29/02/2019, 10:00 - Ann: c\n", "2 2"},
		{"days above 12 at the other place", strings.Repeat("13/02/2020, 10:00 - Ann: a\n14/02/2020, 10:00 - Ben: b\n", 30) + "2/13/2020, 10:00 - Ann: c\n", "1 61"},
		{"other zeros", day + "09:00 - Ann: a\n" + day + "09:01 - Ann: b\n" + day + "09:02 - Ann: c\n" + day + "9:03 - Ann: d\n", "1 4"},
	} {
		if got := strings.TrimPrefix(problemsOf(t, textInput("a.txt", c.text), formats.ReadOptions{}, export.SwallowedLines), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

// TestIgnoredOrder: who asks for an order that the dates contradict is told.
func TestIgnoredOrder(t *testing.T) {
	for _, c := range []struct{ date, option, want string }{
		{"13/01/2024", "mdy", "dmy 0 0"},
		{"01/13/2024", "dmy", "mdy 0 0"},
		{"2024-01-02", "dmy", "ymd 0 0"},
		{"13/01/2024", "dmy", ""},
		{"01/02/2024", "mdy", ""},
		{"01/02/2024", "auto", ""},
		{"01/02/2024", "ymd", "dmy 0 0"},
	} {
		opt := formats.ReadOptions{Values: map[string]string{dateOrder: c.option}}
		if got := problemsOf(t, textInput("a.txt", c.date+", 10:00 - Ann: hi\n"), opt, export.IgnoredOrder); got != c.want {
			t.Errorf("%s with %s: %q, want %q", c.date, c.option, got, c.want)
		}
	}
}

// TestTwoOrders: two exports of phones of different regions in one file, whose dates
// are read each in their own order, and about which nothing is said to be unknown.
func TestTwoOrders(t *testing.T) {
	const text = "1/2/24, 10:00 - Ann: a\n1/3/24, 10:00 - Ben: b\n1/25/24, 10:00 - Ann: c\n1/26/24, 10:00 - Ben: d\n" +
		"27/1/24, 10:00 - Ann: e\n28/1/24, 10:00 - Ben: f\n1/2/24, 10:00 - Ann: g\n2/2/24, 10:00 - Ann: h\n"
	var days []string
	for _, e := range formattest.Read(t, reader{}, textInput("a.txt", text), formats.ReadOptions{}) {
		if m, ok := e.(*export.Message); ok {
			days = append(days, m.Time.T.Format("0102"))
		}
		if p, ok := e.(*export.Problem); ok && (p.Code == export.OutOfOrder || p.Code == export.SwallowedLines) {
			t.Errorf("%s", p.Code)
		}
	}
	if got, want := strings.Join(days, " "), "0102 0103 0125 0126 0127 0128 0201 0202"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var b strings.Builder
	for d := range 200 {
		fmt.Fprintf(&b, "%d/%d/23, 10:00 - Ann: a\n", 1+d/28, 1+d%28)
	}
	for d := range 60 {
		fmt.Fprintf(&b, "%d/%d/24, 10:00 - Ben: b\n", 1+d%28, 1+d/28)
	}
	for _, code := range []export.Code{export.SwallowedLines, export.GuessedDates, export.OutOfOrder} {
		if got := problemsOf(t, textInput("a.txt", b.String()), formats.ReadOptions{}, code); got != "" {
			t.Errorf("%s: %s", code, got)
		}
	}
}

// TestWordsOfPeople: texts that begin with a mark keep their authors; the app's words
// have none.
func TestWordsOfPeople(t *testing.T) {
	const at = "[13/02/2020, 10:00:00] "
	lines := func(s ...string) string { return at + strings.Join(s, "\r\n"+at) + "\r\n" }
	for _, c := range []struct{ what, text, want, guessed string }{
		{
			"somebody's words",
			lines("Ann: \u200eMessages and calls are end-to-end encrypted.", "Ann: a", "Ben: \u200eich bin da", "Ben: \u200fשלום"),
			"=\u200eMessages and calls are end-to-end encrypted.; Ann=a; Ben=\u200eich bin da; Ben=\u200fשלום", "2 0",
		},
		{
			"those of the title of a chat of two",
			lines("דנה: \u200fההודעות והשיחות מוצפנות מקצה לקצה.", "דנה: \u200fשלום לך", "יוסי: שלום"),
			"=\u200fההודעות והשיחות מוצפנות מקצה לקצה.; דנה=\u200fשלום לך; יוסי=שלום", "2 0",
		},
		{
			"what somebody did, in a language that no rule knows",
			lines("Team: \u200eSkilaboð eru dulrituð.", "Ann: a", "Ben: b", "Cat: c", "Ann: \u200eAnn hefur yfirgefið hópinn", "Ann: \u200ePLAN", "Team: \u200eBen bætti við Cat"),
			"=\u200eSkilaboð eru dulrituð.; Ann=a; Ben=b; Cat=c; =\u200eAnn hefur yfirgefið hópinn; Ann=\u200ePLAN; =\u200eBen bætti við Cat", "1 0",
		},
		{
			"words that a rule knows, of people who are not there",
			lines("Team: \u200eAnn created this group", "Ann: a", "Ben: \u200eThe milk left", "Cat: c", "Dan: d"),
			"=\u200eAnn created this group; Ann=a; Ben=\u200eThe milk left; Cat=c; Dan=d", "1 0",
		},
		{
			"a name within a word",
			lines("Team: \u200eAnn created this group", "An: \u200eAnother day", "Ann: a", "Cat: c", "Dan: d"),
			"=\u200eAnn created this group; An=\u200eAnother day; Ann=a; Cat=c; Dan=d", "1 0",
		},
	} {
		if got := bodiesOf(t, c.text); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
		if got := strings.TrimSpace(problemsOf(t, textInput("_chat.txt", c.text), formats.ReadOptions{}, export.GuessedNotice)); got != c.guessed {
			t.Errorf("%s: %q are guessed, want %q", c.what, got, c.guessed)
		}
	}
}

// TestTitlesWithColons: what stands before ": " and a mark is the whole title, but
// not where somebody wrote the words before a photo.
func TestTitlesWithColons(t *testing.T) {
	const at, photo = "[13/02/2020, 10:00:00] ", "\u200e<attached: 00000001-PHOTO-2020-02-13-10-00-00.jpg>"
	for _, c := range []struct{ what, text, want string }{
		{
			"a title",
			at + "Trip: 2024: \u200eMessages and calls are end-to-end encrypted.\n" + at + "Trip: 2024: \u200eAnn created this group\n" + at + "Ann: a\n",
			"=\u200eMessages and calls are end-to-end encrypted.; =\u200eAnn created this group; Ann=a",
		},
		{"words before a photo", at + "Ann: look: " + photo + "\n" + at + "Ben: b\n", "Ann=" + strings.TrimPrefix(photo, "\u200e") + "; Ben=b"},
		{"words before a name", at + "Ann: look: \u200e@Ben\n" + at + "Ann: b\n", "Ann=look: \u200e@Ben; Ann=b"},
	} {
		if got := bodiesOf(t, c.text); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
	}
	for text, want := range map[string]string{
		at + "Trip: 2024: \u200eAnn created this group\n" + at + "Ann: a\n" + at + "Ben: b\n" + at + "Cat: c\n": "Trip: 2024",
		at + "Ann: a\n" + at + "Luis: \u200eLuis ist beigetreten.\n" + at + "Bea: b\n" + at + "Cat: c\n":        "",
		at + "Team: \u200eDu hast „Team“ erstellt.\n" + at + "Ann: a\n" + at + "Bea: b\n" + at + "Cat: c\n":     "Team",
	} {
		for _, e := range formattest.Read(t, reader{}, textInput("_chat.txt", text), formats.ReadOptions{}) {
			if ch, ok := e.(*export.Chat); ok && ch.Title != want {
				t.Errorf("the title is %q, want %q", ch.Title, want)
			}
		}
	}
}

// TestNamesWithQuotes: a name with one quotation mark is a name where two texts stand
// behind it.
func TestNamesWithQuotes(t *testing.T) {
	const at = "13/02/2020, 10:00 - "
	text := at + "Ann \"Nan: hi\n" + at + "Joe 6'2\": hello\n" + at + "Joe 6'2\": you\n" + at + "Ann \"Nan: so\n" +
		at + "Cat changed the subject to \"Plans: Friday\"\n" + at + "Cat changed the subject to \"Plans: Friday\"\n" + at + "Cat: c\n"
	const want = "Ann \"Nan=hi; Joe 6'2\"=hello; Joe 6'2\"=you; Ann \"Nan=so; " +
		"=Cat changed the subject to \"Plans: Friday\"; =Cat changed the subject to \"Plans: Friday\"; Cat=c"
	if got := bodiesOf(t, text); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	once := at + "Ann \"Nan: hi\n" + at + "Cat: c\n"
	if got := problemsOf(t, textInput("a.txt", once), formats.ReadOptions{}, export.GuessedNotice); got != "1 0" {
		t.Errorf("one such line is told as %q", got)
	}
}

// TestOldMacs: lines that end with CR alone are refused with a reason, not read as
// one message.
func TestOldMacs(t *testing.T) {
	text := strings.Repeat("13/02/2020, 10:00 - Ann: hi\r", 3)
	in := textInput("a.txt", text)
	if m := (reader{}).Detect(in); m.Score != formats.Likely {
		t.Errorf("score %d", m.Score)
	}
	var why *formats.ExplainedError
	if err := (reader{}).Read(t.Context(), in, formats.ReadOptions{}, func(export.Event) error { return nil }); !errors.As(err, &why) {
		t.Errorf("the error is %v", err)
	}
	if got := bodiesOf(t, "13/02/2020, 10:00 - Ann: hi\rthere"); got != "Ann=hi\rthere" {
		t.Errorf("a CR within a text: %q", got)
	}
}

// TestZeros: bytes 0 are kept and counted.
func TestZeros(t *testing.T) {
	in := textInput("a.txt", "13/02/2020, 10:00 - Ann: h\x00i\n13/02/2020, 10:00 - Ben: \x00\n")
	if got := problemsOf(t, in, formats.ReadOptions{}, export.BadBytes); got != "UTF-8 2 0" {
		t.Errorf("%q", got)
	}
}

// TestLongTexts: what has very many lines is kept whole, empty ones too.
func TestLongTexts(t *testing.T) {
	for _, more := range []string{strings.Repeat("\n", 100_000), strings.Repeat("x\n\n", 30_000), strings.Repeat("y\n", manyLines+1)} {
		text := "13/02/2020, 10:00 - Ann: a\n" + more + "end\n13/02/2020, 10:01 - Ann: b\n"
		if got, want := bodiesOf(t, text), "Ann=a|"+strings.ReplaceAll(more, "\n", "|")+"end; Ann=b"; got != want {
			t.Errorf("%d bytes, want %d", len(got), len(want))
		}
	}
	allocs := testing.AllocsPerRun(1, func() {
		var c record
		for range 1 << 20 {
			c.add("")
		}
		if len(c.whole()) != 1<<20 || cap(c.more) > 2*manyLines {
			t.Errorf("%d bytes of %d lines", len(c.whole()), cap(c.more))
		}
	})
	if allocs > 200 {
		t.Errorf("%v allocations", allocs)
	}
}
