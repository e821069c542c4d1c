package line

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// stamps reads a text and returns when what was said, the problems by code, and
// the day on which the text was saved.
func stamps(t *testing.T, text string) (lines []string, told map[export.Code]int, saved string) {
	t.Helper()
	in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(text)})
	events := formattest.Read(t, reader{}, in, formats.ReadOptions{})
	formattest.Accounting(t, in, events)
	told = map[export.Code]int{}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Message:
			when := e.Time.T.Format("01-02 15:04")
			if e.Time.Inferred {
				when += " inferred"
			}
			lines = append(lines, when+" "+e.Content.Words())
		case *export.Problem:
			told[e.Code] += e.Times()
		case *export.Unread:
			lines = append(lines, "unread "+e.Text)
		case *export.Chat:
			if !e.Saved.IsZero() {
				saved = e.Saved.Format("2006-01-02")
			}
		case *export.Person, *export.Mark, *export.Profile:
		}
	}
	return lines, told, saved
}

const hanako = "[LINE] 花子とのトーク履歴\n保存日時：2026/08/21 11:59\n\n"

// A date line is one whatever day was before it, and a day that goes back is told.
// Only what somebody pasted is text.
func TestDaysThatGoBack(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []string
		back      int
	}{
		{
			"two days", "2025/04/18(金)\n12:08\t花子\tabc\n\n2025/04/17(木)\n12:09\t太郎\tx\n",
			[]string{"04-18 12:08 abc", "04-17 12:09 x"},
			1,
		},
		{
			"three days", "2025/04/16(水)\n12:00\t花子\ta\n\n2025/04/18(金)\n12:08\t花子\tb\n\n2025/04/17(木)\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a", "04-18 12:08 b", "04-17 12:09 c"},
			1,
		},
		{
			"no empty lines in the text", "2025/04/16(水)\n12:00\t花子\ta\n2025/04/18(金)\n12:08\t花子\tb\n2025/04/17(木)\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a", "04-18 12:08 b", "04-17 12:09 c"},
			1,
		},
		{
			"empty lines below the days", "2025/04/16(水)\n\n12:00\t花子\ta\n\n2025/04/18(金)\n\n12:08\t花子\tb\n\n2025/04/17(木)\n\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a", "04-18 12:08 b", "04-17 12:09 c"},
			1,
		},
		{
			"without days of the week", "2025/04/16\n12:00\t花子\ta\n\n2025/04/18\n12:08\t花子\tb\n\n2025/04/17\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a", "04-18 12:08 b", "04-17 12:09 c"},
			1,
		},
		{
			"pasted: no empty line above it", "2025/04/16(水)\n12:00\t花子\ta\n\n2025/04/17(木)\n12:08\t花子\tb\n2025/04/14(月)\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a", "04-17 12:08 b\n2025/04/14(月)", "04-17 12:09 c"},
			0,
		},
		{
			"pasted: the wrong day of the week", "2025/04/16(水)\n12:00\t花子\ta\n\n2025/04/14(火)\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a\n\n2025/04/14(火)", "04-16 12:09 c"},
			0,
		},
		{
			"pasted: no record below it", "2025/04/16(水)\n12:00\t花子\ta\n\n2025/04/14(月)\n\n2025/04/17(木)\n12:09\t太郎\tc\n",
			[]string{"04-16 12:00 a\n\n2025/04/14(月)", "04-17 12:09 c"},
			0,
		},
		{
			"pasted: in quotes", "2025/04/16(水)\n12:00\t花子\t\"a\n\n2025/04/14(月)\n12:09\t太郎\tc\"\n\n2025/04/17(木)\n12:09\t太郎\td\n",
			[]string{"04-16 12:00 a\n\n2025/04/14(月)\n12:09\t太郎\tc", "04-17 12:09 d"},
			0,
		},
		{
			"below a quote that never closes", "2025/04/16(水)\n12:00\t花子\t\"a\n\n2025/04/14(月)\n12:09\t太郎\tc\n\n2025/04/17(木)\n12:09\t太郎\td\n",
			[]string{"04-16 12:00 \"a", "04-14 12:09 c", "04-17 12:09 d"},
			1,
		},
		{
			"below a quote that another closes after a day of talk",
			"2025/04/16(水)\n12:00\t花子\t\"a\n\n2025/04/14(月)\n" + strings.Repeat("12:09\t太郎\tc\n", 8) + "12:10\t太郎\td\"\n12:11\t花子\te\n",
			append(append([]string{"04-16 12:00 \"a"}, strings.Split(strings.Repeat("04-14 12:09 c|", 8), "|")[:8]...), "04-14 12:10 d\"", "04-14 12:11 e"), 1,
		},
	} {
		lines, told, _ := stamps(t, hanako+c.text)
		if d := cmp.Diff(c.want, lines); d != "" || told[export.OutOfOrder] != c.back {
			t.Errorf("%s: %d go back, want %d\n%s", c.why, told[export.OutOfOrder], c.back, d)
		}
	}
}

// Where most days lie after the day on which the text was saved, that one is
// wrong; where one does that somebody pasted, it is text.
func TestDaysAfterTheTextWasSaved(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []string
		saved     string
	}{
		{
			"all", "2026/08/25(火)\n12:08\t花子\tabc\n",
			[]string{"08-25 12:08 abc"},
			"",
		},
		{
			"most, without empty lines", "2026/08/21(金)\n12:07\t花子\ta\n2026/08/25(火)\n12:08\t花子\tb\n2026/08/26(水)\n12:09\t花子\tc\n",
			[]string{"08-21 12:07 a", "08-25 12:08 b", "08-26 12:09 c"},
			"",
		},
		{
			"one that stands as days do", "2026/08/20(木)\n12:06\t花子\ta\n\n2026/08/21(金)\n12:07\t花子\tb\n\n2026/08/25(火)\n12:08\t花子\tc\n",
			[]string{"08-20 12:06 a", "08-21 12:07 b", "08-25 12:08 c"},
			"2026-08-21",
		},
		{
			"one that was pasted", "2026/08/20(木)\n12:06\t花子\ta\n\n2026/08/21(金)\n12:07\t花子\tb\n2026/08/25(火)\n12:08\t花子\tc\n",
			[]string{"08-20 12:06 a", "08-21 12:07 b\n2026/08/25(火)", "08-21 12:08 c"},
			"2026-08-21",
		},
	} {
		lines, _, saved := stamps(t, hanako+c.text)
		if d := cmp.Diff(c.want, lines); d != "" || saved != c.saved {
			t.Errorf("%s: saved on %q, want %q\n%s", c.why, saved, c.saved, d)
		}
	}
}

// Spaces behind a date do not make a text of it.
func TestSpacesBehindADate(t *testing.T) {
	lines, _, _ := stamps(t, hanako+"2025/04/17(木) \n12:08\t花子\ta\n\n2025/04/18(金)\t \n12:09\t花子\tb\n")
	if d := cmp.Diff([]string{"04-17 12:08 a", "04-18 12:09 b"}, lines); d != "" {
		t.Error(d)
	}
}

// A quote that closes before its line ends is somebody's own: nothing was left
// open, and the text is as it was written.
func TestTextBehindAQuoteThatCloses(t *testing.T) {
	const day = hanako + "2025/04/17(木)\n"
	for _, c := range []struct {
		why, text string
		want      []string
		unclosed  int
	}{
		{"at the end", "12:08\t花子\t\"abc\ndef\" ghi\n", []string{"04-17 12:08 \"abc\ndef\" ghi"}, 0},
		{"more lines", "12:08\t花子\t\"abc\ndef\" ghi\n\njkl\n12:09\t太郎\the said \"no\"\n", []string{"04-17 12:08 \"abc\ndef\" ghi\n\njkl", "04-17 12:09 he said \"no\""}, 0},
		{"before a day", "12:08\t花子\t\"abc\ndef\" ghi\n\n2025/04/18(金)\n12:09\t太郎\tx\n", []string{"04-17 12:08 \"abc\ndef\" ghi", "04-18 12:09 x"}, 0},
		{"open", "12:08\t花子\t\"abc\ndef ghi\n12:09\t太郎\tx\n", []string{"04-17 12:08 \"abc\ndef ghi", "04-17 12:09 x"}, 1},
	} {
		lines, told, _ := stamps(t, day+c.text)
		if d := cmp.Diff(c.want, lines); d != "" || told[export.UnclosedQuote] != c.unclosed {
			t.Errorf("%s: %d unclosed, want %d\n%s", c.why, told[export.UnclosedQuote], c.unclosed, d)
		}
	}
}

// Nothing is said of the order of day and month where both orders agree.
func TestOrderThatDoesNotMatter(t *testing.T) {
	const head = "[LINE] Chat history with Ann\nSaved on: 2025/12/31 10:00\n\n"
	for text, want := range map[string]int{
		"Fri, 10/10/2025\n10:00\tAnn\thi\n":                                      0,
		"10/10/2025\n10:00\tAnn\thi\n\n11/11/2025\n10:00\tAnn\thi\n":             0,
		"10/10/2025\n10:00\tAnn\thi\n\n11/12/2025\n10:00\tAnn\thi\n":             1,
		"2025/10/10\n10:00\tAnn\thi\n03/04/2025\n\n2025/10/11\n10:00\tAnn\thi\n": 0,
	} {
		if _, told, _ := stamps(t, head+text); told[export.GuessedDates] != want {
			t.Errorf("%q: told %d times, want %d", text, told[export.GuessedDates], want)
		}
	}
}

// A text of a computer whose file says nothing is of a chat with the other one,
// where two write and one of them is known to be me; else nobody can tell.
func TestTextWithoutATitle(t *testing.T) {
	const text = "2024.10.17 Thu\n10:37 Ann hello\n10:38 Ben hi\n10:39 Ann so\n10:40 Ben yes\n"
	for _, c := range []struct {
		text, self, title string
		kind              export.ChatKind
	}{
		{text, "Ann", "Ben", export.ChatDirect},
		{text, "", "", export.ChatUnknown},
		{text, "Somebody", "", export.ChatUnknown},
		{text + "10:41 Cem me too\n10:42 Cem bye\n", "Ann", "", export.ChatGroup},
	} {
		in := formattest.Input("chat.txt", formattest.File{Name: "chat.txt", Data: []byte(c.text)})
		opt := formats.ReadOptions{Self: c.self, Values: map[string]string{"name": "Ann\nBen\nCem"}}
		for _, e := range formattest.Read(t, reader{}, in, opt) {
			if chat, ok := e.(*export.Chat); ok && (chat.Title != c.title || chat.Kind != c.kind) {
				t.Errorf("of %q: %q, %s; want %q, %s", c.self, chat.Title, chat.Kind, c.title, c.kind)
			}
		}
	}
}

// The heading of a further text is one in whatever language the app then was, and
// nobody's words.
func TestTextsPutTogether(t *testing.T) {
	const first = hanako + "2025/04/17(木)\n12:08\t花子\ta\n"
	for _, c := range []struct{ why, text string }{
		{"the same", first + hanako + "2025/06/02(月)\n12:09\tJoan\tb\n"},
		{"in English", first + "[LINE] Chat history with Joan\nSaved on: 2025/08/21 11:59\n\n2025/06/02(Mon)\n12:09\tJoan\tb\n"},
		{"without an empty line", first + "[LINE] Chat history with Joan\nSaved on: 2025/08/21 11:59\n2025/06/02(Mon)\n12:09\tJoan\tb\n"},
		{"in a language without words of ours", first + "\n[LINE] 조안님과의 대화\n저장한 날짜: 2025/08/21 11:59\n\n2025/06/02(월)\n12:09\tJoan\tb\n"},
	} {
		lines, _, _ := stamps(t, c.text)
		if d := cmp.Diff([]string{"04-17 12:08 a", "06-02 12:09 b"}, lines); d != "" {
			t.Errorf("%s\n%s", c.why, d)
		}
	}
	for _, c := range []struct{ why, text, want string }{
		{"no date below", "[LINE] Chat history with Joan\nSaved on: 2025/08/21 11:59\nsee?\n", "04-17 12:08 a\n[LINE] Chat history with Joan\nSaved on: 2025/08/21 11:59\nsee?"},
		{"nothing of when it was saved", "[LINE] Chat history with Joan\nsaved\n\n2025/04/18(金)\n", "04-17 12:08 a\n[LINE] Chat history with Joan\nsaved"},
	} {
		lines, _, _ := stamps(t, first+c.text+"12:09\tJoan\tb\n")
		if len(lines) != 2 || lines[0] != c.want {
			t.Errorf("%s: %q", c.why, lines)
		}
	}
}
