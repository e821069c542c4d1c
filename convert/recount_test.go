//go:build cgo

package convert_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"exile/convert"
	"exile/formats/kakaotalk/kakaotest"
)

// The lines of what was kept are those of which the ledger tells, in every form and
// encoding; a ledger that tells of others is found out.
func TestRecount(t *testing.T) {
	st := newLiving(t)
	for i, v := range kakaotest.All() {
		c := living1(uint64(300+i), 40)
		c.Info.Title = v.Name
		addTo(t, st, exported(t, v, c))
	}
	faults, err := convert.Recount(t.Context(), st)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(st.Dir(), "chats.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `UPDATE sources SET ledger = json_set(ledger, '$.counted', 7) WHERE id = 3`); err != nil {
		t.Fatal(err)
	}
	faults, err = convert.Recount(t.Context(), st)
	if err != nil || len(faults) != 1 {
		t.Errorf("a wrong ledger: %q, %v", faults, err)
	}
}
