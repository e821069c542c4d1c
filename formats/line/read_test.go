package line

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// said reads a text and returns who said what, and the problems by code.
func said(t *testing.T, text string, opt formats.ReadOptions) (lines []string, told map[export.Code]int) {
	t.Helper()
	in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(text)})
	events := formattest.Read(t, reader{}, in, opt)
	formattest.Accounting(t, in, events)
	names, told := map[export.PersonRef]string{}, map[export.Code]int{}
	for _, e := range events {
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
			if e.Self {
				names[e.Ref] += " (me)"
			}
		case *export.Message:
			lines = append(lines, names[e.Sender]+": "+e.Content.Words())
		case *export.Problem:
			told[e.Code] += e.Times()
		case *export.Chat, *export.Mark, *export.Unread, *export.Profile:
		}
	}
	return lines, told
}

const heading = "[LINE] Chat history in Rowing\nSaved on: 2025/08/21 11:59\n\n2025.06.02 Monday\n"

// A quote that somebody typed, and one that somebody else typed much later, do
// not make one message of all between them; a pasted conversation is one.
func TestQuotesAroundRecords(t *testing.T) {
	record := func(minute int, name, text string) string {
		return fmt.Sprintf("10:%02d\t%s\t%s\n", minute, name, text)
	}
	all := func(records int) string {
		text := []string{heading, record(0, "Ann", "hi"), record(1, "Ben", "hi"), record(2, "Ann", `"so`)}
		for i := range records {
			text = append(text, record(3+i, []string{"Ann", "Ben"}[i%2], "word"))
		}
		return strings.Join(append(text, record(3+records, "Ben", `it ends"`), record(4+records, "Ann", "after")), "")
	}
	lines, told := said(t, all(20), formats.ReadOptions{})
	if len(lines) != 25 || told[export.UnclosedQuote] != 1 || lines[2] != `Ann: "so` {
		t.Errorf("%d messages, %d quotes without an end, the third is %q", len(lines), told[export.UnclosedQuote], lines[2])
	}
	lines, told = said(t, all(3), formats.ReadOptions{})
	if len(lines) != 4 || told[export.UnclosedQuote] != 0 || lines[3] != "Ann: after" {
		t.Errorf("%d messages, %d quotes without an end", len(lines), told[export.UnclosedQuote])
	}
	pasted := strings.Replace(all(20), "10:22\tBen", "09:00\tBen", 1)
	if lines, _ = said(t, pasted, formats.ReadOptions{}); len(lines) != 4 {
		t.Errorf("%d messages where the times within go back", len(lines))
	}
}

// What stands after a quote that is not closed is read as if it were not there.
func TestDaysAfterUnclosedQuotes(t *testing.T) {
	lines, told := said(t, heading+"10:00\tAnn\t\"so\nit goes\n\n2025.06.03 Tuesday\n09:00\tBen\thi\n2025.06.04 Wednesday\n09:00\tAnn\t\"two\nlines\"\n", formats.ReadOptions{})
	want := []string{"Ann: \"so\nit goes", "Ben: hi", "Ann: two\nlines"}
	if d := cmp.Diff(want, lines); d != "" || told[export.UnclosedQuote] != 1 {
		t.Errorf("%d quotes without an end\n%s", told[export.UnclosedQuote], d)
	}
}

func TestNameOption(t *testing.T) {
	const text = "2024.10.17 Thu\n10:37 Ann Lee hello\n10:38 Ann Lee Marie is late\n10:39 Koh Samui Ferry at nine\n"
	lines, told := said(t, text, formats.ReadOptions{Values: map[string]string{"name": "Ann Lee\nKoh Samui"}})
	want := []string{"Ann Lee: hello", "Ann Lee: Marie is late", "Koh Samui: Ferry at nine"}
	if d := cmp.Diff(want, lines); d != "" || told[export.GuessedName] != 0 {
		t.Errorf("%d names are guessed\n%s", told[export.GuessedName], d)
	}
}

func TestSelf(t *testing.T) {
	const direct = "[LINE] Chat history with Ann\nSaved on: 2025/08/21 11:59\n\n2025.06.02 Monday\n10:00\tAnn\thi\n10:01\tBen\thi\n10:02\t\tYou unsent a message.\n"
	for _, c := range []struct {
		why, text, self string
		want            []string
		assumed         bool
	}{
		{"the other is the title", direct, "", []string{"Ann: hi", "Ben (me): hi", "Ben (me): You unsent a message."}, true},
		{"told", direct, "Ann", []string{"Ann (me): hi", "Ben: hi", "Ann (me): You unsent a message."}, false},
		{"a group", strings.Replace(direct, "with Ann", "in Ann", 1), "", []string{"Ann: hi", "Ben: hi", ": You unsent a message."}, false},
		{"three people", direct + "10:03\tCem\thi\n", "", []string{"Ann: hi", "Ben: hi", ": You unsent a message.", "Cem: hi"}, false},
		{"the one who is not the title is gone", strings.ReplaceAll(direct, "Ben", "Unknown"), "", []string{"Ann: hi", "Unknown: hi", ": You unsent a message."}, false},
		{"the title is gone", strings.ReplaceAll(direct, "Ann", "Unknown"), "", []string{"Unknown: hi", "Ben (me): hi", "Ben (me): You unsent a message."}, true},
		{"the title is nobody who wrote", strings.Replace(direct, "with Ann", "with Mum", 1), "", []string{"Ann: hi", "Ben: hi", ": You unsent a message."}, false},
	} {
		lines, told := said(t, c.text, formats.ReadOptions{Self: c.self})
		if d := cmp.Diff(c.want, lines); d != "" || (told[export.AssumedSelf] > 0) != c.assumed {
			t.Errorf("%s: assumed %d times\n%s", c.why, told[export.AssumedSelf], d)
		}
	}
}

// The zone and the title that the person names are used, and nothing is assumed.
func TestZoneAndTitle(t *testing.T) {
	zone := time.FixedZone("there", -3*60*60)
	in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(heading + "10:00\tAnn\thi\n")})
	for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{Zone: zone, Chat: "Boats"}) {
		switch e := e.(type) {
		case *export.Message:
			if got := e.Time.T.Format(time.RFC3339); got != "2025-06-02T10:00:00-03:00" {
				t.Errorf("said at %s", got)
			}
		case *export.Chat:
			if e.Title != "Boats" || e.Saved.Format(time.RFC3339) != "2025-08-21T11:59:00-03:00" {
				t.Errorf("the chat is %q, saved at %s", e.Title, e.Saved)
			}
		case *export.Problem:
			if e.Code == export.AssumedZone {
				t.Error("the zone is assumed")
			}
		case *export.Person, *export.Mark, *export.Unread, *export.Profile:
		}
	}
}

// Bytes that are not UTF-8 cost one character, and are told.
func TestBadBytes(t *testing.T) {
	lines, told := said(t, strings.Replace(heading, "Rowing", "Row\xffing", 1)+"10:00\tAn\xfen\thi\n10:01\tAn\xfen\tho\xfd\n", formats.ReadOptions{Values: map[string]string{"encoding": "utf-8"}})
	want := []string{"An\uFFFDn: hi", "An\uFFFDn: ho\uFFFD"}
	if d := cmp.Diff(want, lines); d != "" || told[export.BadBytes] != 4 {
		t.Errorf("%d bad bytes\n%s", told[export.BadBytes], d)
	}
}
