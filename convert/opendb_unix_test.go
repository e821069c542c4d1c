//go:build cgo && unix

package convert

import (
	"os"
	"path/filepath"
	"testing"
)

// The log of a database that is named by a link lies beside the file itself. It may
// be a link as well.
func TestLogBesideALink(t *testing.T) {
	dir := phone(t, filepath.Join(t.TempDir(), "p"))
	links, logs := t.TempDir(), t.TempDir()
	for _, name := range []string{"KakaoTalk.db", "KakaoTalk2.db"} {
		if err := os.Symlink(filepath.Join(dir, name), filepath.Join(links, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(filepath.Join(dir, "KakaoTalk2.db-wal"), filepath.Join(logs, "log")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(logs, "log"), filepath.Join(dir, "KakaoTalk2.db-wal")); err != nil {
		t.Fatal(err)
	}
	ins := open(t, filepath.Join(links, "KakaoTalk.db"), filepath.Join(links, "KakaoTalk2.db"))
	_, report := toJSON(t, ins)
	if l := report.Inputs[0].Ledger; l.Messages != 14 || l.Notices != 2 {
		t.Errorf("the ledger is %+v", l)
	}
	if p := codes(report.Inputs[0].Problems); p["missing-part"] != 0 {
		t.Errorf("the problems are %v", p)
	}
}
