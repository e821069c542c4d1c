package appdb_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"exile/export"
	"exile/formats/appdb"
)

func TestValues(t *testing.T) {
	for _, c := range []struct {
		v      any
		number int64
		ok     bool
		text   string
		isText bool
	}{
		{int64(-7), -7, true, "-7", true},
		{"42", 42, true, "42", true},
		{[]byte("42"), 42, true, "42", true},
		{float64(1 << 40), 1 << 40, true, "", false},
		{1.5, 0, false, "", false},
		{math.Inf(1), 0, false, "", false},
		{math.NaN(), 0, false, "", false},
		{float64(1 << 53), 0, false, "", false}, // has neighbours that read the same
		{" 42", 0, false, " 42", true},
		{"9223372036854775808", 0, false, "9223372036854775808", true},
		{"가", 0, false, "가", true},
		{"\xff", 0, false, "", false},
		{[]byte("\xff"), 0, false, "", false},
		{nil, 0, false, "", true},
		{true, 0, false, "", false},
	} {
		n, ok := appdb.Number(c.v)
		if ok != c.ok || ok && n != c.number || appdb.Text(c.v) != c.text || appdb.IsText(c.v) != c.isText {
			t.Errorf("%#v: %d, %v, %q, %v", c.v, n, ok, appdb.Text(c.v), appdb.IsText(c.v))
		}
	}
}

// Whatever a row holds, it is kept as one JSON object.
func TestVerbatim(t *testing.T) {
	columns := []string{"none", "inf", "n", "s", "b", "bad", `"`, "last"}
	values := []any{nil, math.Inf(-1), int64(1), "가\n<", []byte("b"), "\xff", 1.5, nil, int64(0)}
	got := appdb.Verbatim(columns, values)
	if want := `{"inf":null,"n":1,"s":"가\n\u003c","b":"b","bad":"/w==","\"":1.5}`; got != want || !json.Valid([]byte(got)) {
		t.Errorf("it is %s", got)
	}
	if got := appdb.Verbatim([]string{"a"}, []any{nil}); got != "{}" {
		t.Errorf("an empty row is %s", got)
	}
}

func TestKeep(t *testing.T) {
	var events []export.Event
	emit := func(e export.Event) error { events = append(events, e); return nil }
	from := export.Source{Input: "phone", File: "x/a.db", Record: 3}
	stop := errors.New("stop")
	columns, values := []string{"a", "b"}, []any{int64(1), nil, int64(2)}
	for _, err := range []error{nil, stop} {
		if got := appdb.Keep(emit, err, columns, values, from); got != err || len(events) > 0 { //nolint:errorlint // it comes bare
			t.Errorf("%v came back as %v, with %d events", err, got, len(events))
		}
	}
	if err := appdb.Keep(emit, appdb.TooLong(columns, values), columns, values, from); err != nil || len(events) != 2 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	row, problem := events[0].(*export.Unread), events[1].(*export.Problem)
	if row.Text != `{"a":1}` || row.From != from || problem.Code != export.UnreadLine || problem.Text != "its b is too long to be read" || problem.From != from {
		t.Errorf("there came %+v and %+v", row, problem)
	}
	refuse := func(export.Event) error { return stop }
	if err := appdb.Keep(refuse, &appdb.UnreadError{Why: "why"}, columns, values, from); err != stop { //nolint:errorlint // it comes bare
		t.Errorf("emit's error came as %v", err)
	}
	for _, whole := range [][]any{{1, 2}, {1, 2, int64(0)}, {1, 2, nil}} {
		if err := appdb.TooLong(columns, whole); err != nil {
			t.Errorf("of %v: %v", whole, err)
		}
	}
	p := appdb.Damaged(from, appdb.NoMessages)
	if p.Name != "a.db" || p.From.Record != 0 || !slices.Equal([]string{p.From.Input, p.From.File}, []string{"phone", "x/a.db"}) {
		t.Errorf("the problem is %+v", p)
	}
}
