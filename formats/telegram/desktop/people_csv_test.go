package desktop

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/formats/formattest"
)

// The table is RFC 4180 for Excel, has no formula in names and handles, the ids of
// result.json as they are there, and lists those whom it names.
func TestPeopleTable(t *testing.T) {
	d := newDirectory(nil, optionsNone)
	d.order = []*user{
		{id: "user1", name: "Ada", handles: []string{"+49 30 1", "@ada"}, messages: 12, self: true, shown: true},
		{id: "user2", name: "=HYPERLINK(\"x\")", shown: true},
		{id: "user3", name: "Kim, \"Lee\"\nPark", messages: 1, shown: true},
		{id: "user4", name: "@minus", handles: []string{"\tx"}, shown: true},
		{id: "=6", name: "\nnever a formula", handles: []string{"a=b"}, shown: true},
		{id: "user5", name: "broken\xff", shown: true},
		{id: "user6", name: "who never stands there"},
	}
	out := &formattest.Output{}
	if err := writePeople(out, d); err != nil {
		t.Fatal(err)
	}
	table, marked := strings.CutPrefix(string(out.Bytes(peopleName)), "\xef\xbb\xbf")
	if !marked {
		t.Error("Excel takes a table without a byte order mark for another encoding than UTF-8")
	}
	if strings.Count(table, "\r\n") != 7 || !strings.HasSuffix(table, "\r\n") {
		t.Errorf("lines do not end in CRLF: %q", table)
	}
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"name", "from_id", "handle", "messages", "self"},
		{"Ada", "user1", "'+49 30 1; @ada", "12", "true"},
		{"'=HYPERLINK(\"x\")", "user2", "", "0", "false"},
		{"Kim, \"Lee\"\nPark", "user3", "", "1", "false"},
		{"'@minus", "user4", "'\tx", "0", "false"},
		{"\nnever a formula", "=6", "a=b", "0", "false"},
		{"broken\uFFFD", "user5", "", "0", "false"},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
