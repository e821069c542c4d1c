//go:build cgo

package linedb_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

// whole is a database without a log.
func whole(tb testing.TB) []byte {
	tb.Helper()
	return appdbtest.Files(tb, "x.db", func(exec linedbtest.Exec) error {
		if err := linedbtest.Example().WriteAndroid(exec); err != nil {
			return err
		}
		return exec("PRAGMA wal_checkpoint(TRUNCATE)")
	})[0].Data
}

func one(name string, data []byte) formats.Input {
	return formattest.Input("a", formattest.File{Name: name, Data: data})
}

func TestDetect(t *testing.T) {
	h := linedbtest.Example()
	noise := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	other := appdbtest.Files(t, "a.db", func(exec linedbtest.Exec) error { return exec(`CREATE TABLE messages (chat_history, message)`) })
	named := appdbtest.Files(t, "naver_line", func(exec linedbtest.Exec) error { return exec(`CREATE TABLE messages (a)`) })
	renamed := appdbtest.Files(t, "download (1).sqlite", h.WriteReduced)
	for what, c := range map[string]struct {
		in    formats.Input
		score formats.Score
		files int
		needs int
	}{
		"a phone's folder":          {android(t, h), formats.Certain, 2, 0},
		"an iPhone's backup":        {ios(t, h, messages), formats.Certain, 6, 0},
		"under another name":        {formattest.Input("a", renamed...), formats.Certain, 2, 0},
		"with files of no message":  {ios(t, h, "", formattest.File{Name: "MessageAttachmentInfo.sqlite", Data: whole(t)}), formats.Certain, 7, 0},
		"a file without extension":  {formattest.Input("naver_line", formattest.File{Name: "naver_line", Data: whole(t)}), formats.Certain, 1, 0},
		"standard input":            {formattest.Input("-", formattest.File{Name: "-", Data: whole(t)}), formats.Certain, 1, 0},
		"Windows":                   {one("AppData/Local/LINE/Data/db/0a1b.edb", noise), formats.Likely, 1, 1},
		"Windows, the inner folder": {one("Data/db/0a1b.edb", noise), formats.Likely, 1, 1},
		"groups alone":              {formattest.Input("a", iosFiles(t, h, "")[2:4]...), formats.Likely, 2, 1},
		"the name of a side alone":  {formattest.Input("a", appdbtest.Files(t, "MessageAttachmentInfo.sqlite", other2)...), formats.Maybe, 2, 1},
		"the name alone":            {formattest.Input("a", named...), formats.Likely, 2, 0},
		"a damaged one":             {one("naver_line", noise), formats.Likely, 1, 1},
		"somebody else's":           {formattest.Input("a", other...), formats.No, 0, 0},
		"another's .edb":            {one("mail/store.edb", noise), formats.No, 0, 0},
		"a text of another name":    {one("a.db", []byte("CREATE TABLE chat (chat_id)")), formats.No, 0, 0},
		"contacts alone":            {one("contacts.csv", []byte("mid,profile_name\n")), formats.No, 0, 0},
		"an empty file":             {one("a.db", nil), formats.No, 0, 0},
		"the magic alone":           {one("a.db", []byte("SQLite format 3\x00")), formats.No, 0, 0},
		"zeros":                     {one("a.sqlite", make([]byte, 1<<16)), formats.No, 0, 0},
		"nothing":                   {formats.Input{}, formats.No, 0, 0},
	} {
		m := linedb.Format().Reader.Detect(c.in)
		if m.Score != c.score || len(m.Files) != c.files || len(m.Needs) != c.needs || (m.Score > formats.No) != (m.Why.EN != "" && m.Why.KO != "") {
			t.Errorf("%s: score %d, %d files, needs %q (%q); want %d, %d, %d", what, m.Score, len(m.Files), m.Needs, m.Why.EN, c.score, c.files, c.needs)
		}
	}
}

func other2(exec linedbtest.Exec) error { return exec(`CREATE TABLE whatever (a)`) }

// KakaoTalk's databases are not LINE's, nor the other way round.
func TestNotKakaoTalk(t *testing.T) {
	ours := []formats.Input{
		android(t, linedbtest.Example()), ios(t, linedbtest.Example(), messages),
		formattest.Input("LINE", formattest.File{Name: "Data/db/1.edb", Data: bytes.Repeat([]byte{7}, 999)}),
	}
	for i, in := range ours {
		if m := kakaodb.Format().Reader.Detect(in); m.Score != formats.No {
			t.Errorf("KakaoTalk's reader takes input %d, because it %s", i, m.Why.EN)
		}
	}
	h := kakaodbtest.Example()
	var files []formattest.File
	for _, name := range []string{"Message.sqlite", "Talk.sqlite"} {
		files = append(files, appdbtest.Files(t, name, func(exec linedbtest.Exec) error {
			nothing := func(string, ...any) error { return nil }
			if name == "Message.sqlite" {
				return h.WriteIOS(exec, nothing)
			}
			return h.WriteIOS(nothing, exec)
		})...)
	}
	theirs := []formats.Input{
		formattest.Input("backup", files...),
		formattest.Input("mac", appdbtest.Files(t, "a.db", h.WriteMac)...),
		formattest.Input("KakaoTalk", formattest.File{Name: "users/chatLogs_1.edb", Data: bytes.Repeat([]byte{7}, 999)}),
	}
	for _, dir := range []string{"android", "ios", "mac", "windows"} {
		theirs = append(theirs, formattest.Fixture(t, os.DirFS("../../kakaotalk/kakaodb/testdata"), dir))
	}
	for i, in := range theirs {
		if m := linedb.Format().Reader.Detect(in); m.Score != formats.No {
			t.Errorf("LINE's reader takes input %d, because it %s", i, m.Why.EN)
		}
	}
}

// What is recognised and not read comes with an explanation in both languages, and
// does not get in the way of what is read beside it.
func TestExplained(t *testing.T) {
	h := linedbtest.Example()
	noise := bytes.Repeat([]byte{0x5a, 0x11}, 4096)
	young := appdbtest.Files(t, "naver_line", func(exec linedbtest.Exec) error {
		return exec(`CREATE TABLE chat_history (server_id, chat_id, from_mid)`)
	})
	broken := whole(t)
	copy(broken, "garbage")
	sides := iosFiles(t, h, "")[2:]
	phone := android(t, h).Roots[0]
	for what, c := range map[string]struct {
		files []formattest.File
		says  string
		told  bool
	}{
		"Windows":                 {[]formattest.File{{Name: "LINE/Data/db/a.edb", Data: noise}}, "Windows", false},
		"groups and reactions":    {sides, "no messages", false},
		"no header":               {[]formattest.File{{Name: "Line.sqlite", Data: noise}}, "SQLite", true},
		"nothing":                 {[]formattest.File{{Name: "naver_line"}}, "SQLite", true},
		"any name, a broken head": {[]formattest.File{{Name: "copy.db", Data: broken}}, "SQLite", true},
		"no log":                  {young[:1], "no table", true},
		"other tables":            {appdbtest.Files(t, "Line.sqlite", other2), "no table", true},
	} {
		in := formattest.Input("a", c.files...)
		err := linedb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error { return nil })
		e, ok := errors.AsType[*formats.ExplainedError](err)
		if !ok || !strings.Contains(e.What.EN, c.says) || e.What.KO == "" || e.Hint.EN == "" || e.Hint.KO == "" || e.Name == "" {
			t.Errorf("%s gave %v, %+v", what, err, e)
			continue
		}
		in.Roots = append(in.Roots, phone)
		w := sortOut(t, read(t, in, formats.ReadOptions{}))
		if len(w.messages) != 29 || (w.problems[export.DamagedFile] == 1) != c.told {
			t.Errorf("%s beside a phone's: %d messages, problems %v", what, len(w.messages), w.problems)
		}
	}
}

// A damaged page is told of by whoever opens the database, and comes back unchanged.
func TestDamagedDB(t *testing.T) {
	damage := formats.DamagedDB("naver_line")
	opt := formats.ReadOptions{OpenDB: func(context.Context, formats.Root, string) (*sql.DB, error) { return nil, damage }}
	err := linedb.Format().Reader.Read(t.Context(), android(t, linedbtest.Example()), opt, func(export.Event) error { return nil })
	if !errors.Is(err, damage) {
		t.Errorf("it came as %v", err)
	}
}

func TestNoSQLite(t *testing.T) {
	r := linedb.Format().Reader
	if err := r.Read(t.Context(), android(t, linedbtest.Example()), formats.ReadOptions{}, func(export.Event) error { return nil }); !errors.Is(err, formats.ErrNoDB) {
		t.Errorf("without SQLite it gave %v", err)
	}
	if err := r.Read(t.Context(), formattest.Input("empty"), formats.ReadOptions{}, func(export.Event) error { return nil }); !errors.Is(err, formats.ErrNoExport) {
		t.Errorf("nothing gave %v", err)
	}
}

// Two phones in one input are read one after the other, each with its own files:
// their local ids are alike.
func TestTwoPhones(t *testing.T) {
	h := linedbtest.Example()
	name := "/chats/" + linedbtest.Group + "/messages/14"
	var files []formattest.File
	for _, phone := range []string{"a", "b"} {
		files = append(files, appdbtest.Files(t, phone+"/naver_line", h.WriteAndroid)...)
		files = append(files, formattest.File{Name: phone + name, Data: []byte(phone)})
	}
	var paths []string
	people := map[string]int{}
	for _, e := range read(t, formattest.Input("phones", files...), formats.ReadOptions{}) {
		switch e := e.(type) {
		case *export.Message:
			if c, ok := e.Content.(export.Media); ok && c.Files[0].State == export.FilePresent {
				paths = append(paths, c.Files[0].Path)
			}
		case *export.Person:
			people[e.SourceKey]++
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
		}
	}
	if strings.Join(paths, " ") != "a"+name+" b"+name || people[linedbtest.Jiwoo] != 1 || people[linedbtest.Me] != 1 {
		t.Errorf("files %q, people %v", paths, people)
	}
}

// Two iPhones: the names of groups and the reactions of each are its own.
func TestTwoBackups(t *testing.T) {
	a, b := linedbtest.Example(), linedbtest.Example()
	b.Rooms[1].Title, b.Reactions = "다른 모임", nil
	files := append(iosFiles(t, a, "a/"), iosFiles(t, b, "b/")...)
	titles, reactions := map[string]string{}, map[string]int{}
	for _, e := range read(t, formattest.Input("backups", files...), formats.ReadOptions{}) {
		switch e := e.(type) {
		case *export.Chat:
			if e.SourceKey == linedbtest.Group {
				titles[e.From.File] = e.Title
			}
		case *export.Message:
			reactions[e.From.File] += len(e.Reactions)
		case *export.Person, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
		}
	}
	if titles["a/Line.sqlite"] != "등산 모임" || titles["b/Line.sqlite"] != "다른 모임" || reactions["a/Line.sqlite"] != 4 || reactions["b/Line.sqlite"] != 0 {
		t.Errorf("titles %q, reactions %v", titles, reactions)
	}
}
