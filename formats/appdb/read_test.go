package appdb_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb"
	"exile/formats/formattest"
)

// Every database that can be read is; of the others the person is told what is wrong
// where others were read, and else gets the explanation of the first.
func TestRead(t *testing.T) {
	explained, stop := errors.New("explained"), errors.New("stop")
	in := formattest.Input("phone", formattest.File{Name: "a"})
	opt := formats.ReadOptions{OpenDB: func(context.Context, formats.Root, string) (*sql.DB, error) { return nil, stop }}
	whole, hollow := appdb.Finding{Name: "whole", Readable: true}, appdb.Finding{Name: "hollow", Readable: true, Wrong: appdb.NoMessages}
	torn, locked := appdb.Finding{Name: "torn", Wrong: appdb.NoDatabase}, appdb.Finding{Name: "locked"}
	failing := appdb.Finding{Name: "failing", Readable: true}
	for i, c := range []struct {
		found []appdb.Finding
		want  []string // what is read, told of and explained
		err   error
	}{
		{nil, nil, formats.ErrNoExport},
		{[]appdb.Finding{whole, whole}, []string{"read 0", "read 1"}, nil},
		{[]appdb.Finding{torn, whole, locked, hollow}, []string{"read 1", "read 3", "torn: " + appdb.NoDatabase, "hollow: " + appdb.NoMessages}, nil},
		{[]appdb.Finding{locked, torn, hollow}, []string{"read 2", "explain 0"}, explained},
		{[]appdb.Finding{hollow, locked}, []string{"read 0", "explain 0"}, explained},
		{[]appdb.Finding{torn, failing, whole}, []string{"read 1"}, stop},
	} {
		var got []string
		read := func(i int) error {
			got = append(got, fmt.Sprint("read ", i))
			return map[string]error{"hollow": appdb.ErrNoMessages, "failing": stop}[c.found[i].Name]
		}
		explain := func(i int) error { got = append(got, fmt.Sprint("explain ", i)); return explained }
		emit := func(e export.Event) error {
			p := e.(*export.Problem)
			got = append(got, p.Name+": "+p.Text)
			return nil
		}
		if err := appdb.Read(in, opt, emit, c.found, read, explain); !errors.Is(err, c.err) || !slices.Equal(got, c.want) {
			t.Errorf("%d: %q, %v", i, got, err)
		}
		if len(c.found) > 0 && c.found[0].Readable {
			if err := appdb.Read(in, formats.ReadOptions{}, emit, c.found, read, explain); !errors.Is(err, formats.ErrNoDB) {
				t.Errorf("%d: without SQLite: %v", i, err)
			}
		}
	}
	refuse := func(export.Event) error { return stop }
	if err := appdb.Read(in, opt, refuse, []appdb.Finding{whole, torn}, func(int) error { return nil }, nil); !errors.Is(err, stop) {
		t.Errorf("emit's error came as %v", err)
	}
}
