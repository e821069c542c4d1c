package line

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// What a person says of the order of day and month counts where the dates leave it
// open; where they prove another it is not followed, and that is told.
func TestOrderThatWasAskedFor(t *testing.T) {
	const head = "[LINE] Chat history with Ann\nSaved on: 2025/12/31 10:00\n\n"
	for _, c := range []struct {
		why, asked, text string
		want             []string
		ignored          string
	}{
		{"open", "mdy", "01/03/2024\n12:08\tAnn\ta\n\n02/03/2024\n12:10\tAnn\tb\n", []string{"2024-01-03 a", "2024-02-03 b"}, ""},
		{"a number above 12", "mdy", "01/03/2024\n12:08\tAnn\ta\n\n15/03/2024\n12:10\tAnn\tb\n", []string{"2024-03-01 a", "2024-03-15 b"}, "dmy"},
		{"days of the week", "mdy", "Fri, 01/03/2024\n12:08\tAnn\ta\n\nFri, 15/03/2024\n12:10\tAnn\tb\n", []string{"2024-03-01 a", "2024-03-15 b"}, "dmy"},
		{"days of the week alone", "dmy", "Wed, 01/03/2024\n12:08\tAnn\ta\n", []string{"2024-01-03 a"}, "mdy"},
		{"followed", "dmy", "Fri, 01/03/2024\n12:08\tAnn\ta\n\nFri, 15/03/2024\n12:10\tAnn\tb\n", []string{"2024-03-01 a", "2024-03-15 b"}, ""},
		{"the year stands last", "ymd", "Fri, 01/03/2024\n12:08\tAnn\ta\n", []string{"2024-03-01 a"}, "dmy"},
		{"the year stands first", "mdy", "2024/03/01(Fri)\n12:08\tAnn\ta\n", []string{"2024-03-01 a"}, "ymd"},
		{"both are one day", "mdy", "Sun, 03/03/2024\n12:08\tAnn\ta\n", []string{"2024-03-03 a"}, ""},
		{"automatic", "auto", "Fri, 01/03/2024\n12:08\tAnn\ta\n", []string{"2024-03-01 a"}, ""},
	} {
		in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(head + c.text)})
		var lines []string
		ignored := ""
		for _, e := range formattest.Read(t, reader{}, in, formats.ReadOptions{Values: map[string]string{"date-order": c.asked}}) {
			switch e := e.(type) {
			case *export.Message:
				lines = append(lines, e.Time.T.Format("2006-01-02 ")+e.Content.Words())
			case *export.Problem:
				if e.Code == export.IgnoredOrder {
					ignored = e.Name
				}
			case *export.Chat, *export.Person, *export.Mark, *export.Unread, *export.Profile:
			}
		}
		if d := cmp.Diff(c.want, lines); d != "" || ignored != c.ignored {
			t.Errorf("%s: %q was not followed for %q, want %q\n%s", c.why, c.asked, ignored, c.ignored, d)
		}
	}
}
