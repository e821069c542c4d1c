package csv

import (
	"strings"
	"testing"

	"exile/formats/plain"
)

// Whatever a text holds: it is one cell of one row. For scripts it comes back as it was, but
// for control characters and line ends; for people no piece of it is a formula.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1", "\"", "a\"\"b,c\r\n", "\x00\t", " =", "-;=A(1)", "\u202e=1", "a\xff\n", "\ufeff", "\\.", "#", "a;\t=b|c!d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := string(plain.AppendText(nil, s, "\n", true))
		rows := records(t, written(t, said(s), map[string]string{optionScripts: "true"}))
		if len(rows) != 2 || len(rows[1]) != columns || rows[1][3] != want {
			t.Errorf("%q came back as %q", s, rows)
		}
		want = string(plain.AppendText(nil, s, "\n", false))
		if len(want) > maxUnits {
			return
		}
		rows = records(t, written(t, said(s), nil))
		if len(rows) != 2 || len(rows[1]) != columns {
			t.Fatalf("%q is %d rows", s, len(rows)-1)
		}
		got := rows[1][3]
		if opensFormula([]byte(got)) {
			t.Errorf("%q became %q, which a spreadsheet takes for a formula", s, got)
		}
		if strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(want, "'", "") {
			t.Errorf("%q became %q", s, got)
		}
	})
}
