package desktop

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"exile/formats/formattest"
)

// The table is RFC 4180, has no formula in it, and lists those whom result.json names.
func TestPeopleTable(t *testing.T) {
	d := newDirectory(nil, optionsNone)
	d.order = []*user{
		{id: "user1", name: "Ada", handles: []string{"+49 30 1", "@ada"}, messages: 12, self: true, shown: true},
		{id: "user2", name: "=HYPERLINK(\"x\")", shown: true},
		{id: "user3", name: "Kim, \"Lee\"\nPark", messages: 1, shown: true},
		{id: "user4", name: "@minus", shown: true},
		{id: "user5", name: "broken\xff", shown: true},
		{id: "user6", name: "who never stands there"},
	}
	out := &formattest.Output{}
	if err := writePeople(out, d); err != nil {
		t.Fatal(err)
	}
	table := string(out.Bytes(peopleName))
	if strings.Count(table, "\r\n") != 6 || !strings.HasSuffix(table, "\r\n") {
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
		{"'@minus", "user4", "", "0", "false"},
		{"broken\uFFFD", "user5", "", "0", "false"},
	}
	if d := cmp.Diff(want, rows); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
