//go:build cgo

package linedb_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

// The fixtures are databases that were made once and stay: what is read in them does
// not change with the code that makes databases for the other tests. They are made
// again with -update where they are not there.
func TestFixtures(t *testing.T) {
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		makeFixtures(t)
	}
	for _, name := range []string{"android", "backup", "ios"} {
		t.Run(name, func(t *testing.T) {
			in := formattest.Fixture(t, os.DirFS("testdata"), name)
			if m := linedb.Format().Reader.Detect(in); m.Score != formats.Certain {
				t.Errorf("score %d", m.Score)
			}
			lines := formattest.JSONLines(read(t, in, formats.ReadOptions{}))
			formattest.Golden(t, name+".golden.jsonl", lines)
			for _, want := range []string{`"reply`, `"reactions"`} {
				if !strings.Contains(string(lines), want) {
					t.Errorf("no %s in it", want)
				}
			}
		})
	}
}

func makeFixtures(t *testing.T) {
	t.Helper()
	h := linedbtest.Example()
	small := func(path string, write func(linedbtest.Exec) error) error {
		if _, err := os.Stat(path); err == nil {
			return write(func(string, ...any) error { return nil })
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return appdbtest.Make(t.Context(), path, t.TempDir(), func(exec linedbtest.Exec) error {
			err := exec.All("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM", "PRAGMA journal_mode = WAL", "PRAGMA wal_checkpoint(TRUNCATE)")
			if err == nil {
				err = exec("BEGIN")
			}
			if err == nil {
				err = write(exec)
			}
			if err == nil {
				err = exec("COMMIT")
			}
			if err != nil || strings.HasSuffix(path, "/naver_line") {
				return err // one of them keeps its log
			}
			return exec("PRAGMA wal_checkpoint(TRUNCATE)")
		})
	}
	const ios = "testdata/ios/P_" + linedbtest.Me + "/Messages/"
	err := small("testdata/android/naver_line", h.WriteAndroid)
	if err == nil {
		err = small("testdata/backup/naver_line_backup.db", h.WriteReduced)
	}
	if err == nil {
		err = small(ios+"Line.sqlite", func(line linedbtest.Exec) error {
			return small(ios+"UnifiedGroup.sqlite", func(groups linedbtest.Exec) error {
				return small(ios+"MessageExt.sqlite", func(ext linedbtest.Exec) error { return h.WriteIOS(line, groups, ext) })
			})
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{ios + "Line.sqlite", ios + "UnifiedGroup.sqlite", ios + "MessageExt.sqlite", "testdata/backup/naver_line_backup.db"} {
		if err := os.Remove(name + "-wal"); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	for path, body := range map[string]string{
		"testdata/android/chats/" + linedbtest.Group + "/messages/14":          linedbtest.PhotoBytes,
		"testdata/backup/chats_backup/voice_9.aac":                             "a voice\n",
		"testdata/backup/contacts_20260101.csv":                                "mid,profile_name\n" + linedbtest.Jiwoo + ",지우\n",
		ios + "Message Attachments/" + linedbtest.Group + "/700102.jpg":        linedbtest.PhotoBytes,
		"testdata/windows/LINE/Data/db/0123.edb":                               strings.Repeat("\x9d\x01 no header ", 100),
		ios + "Message Thumbnails/" + linedbtest.Group + "/700103.thumb":       "small\n",
		"testdata/android/chats/" + linedbtest.Group + "/messages/15.thumb":    "small\n",
		"testdata/android/chats/" + linedbtest.Group + "/messages/20.original": "a film of a cat\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
