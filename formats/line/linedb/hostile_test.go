//go:build cgo

package linedb_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/line/linedb"
	"exile/formats/line/linedb/linedbtest"
)

const (
	plain  = `CREATE TABLE chat_history (id INTEGER, server_id, type, chat_id, from_mid, content, created_time, attachement_type, parameter, chunks)`
	series = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < %d) `
)

// made makes an Android database by statements.
func made(tb testing.TB, statements ...string) formats.Input {
	tb.Helper()
	return formattest.Input("phone", appdbtest.Files(tb, "naver_line", func(exec linedbtest.Exec) error { return exec.All(statements...) })...)
}

// madeIOS is the same of Line.sqlite.
func madeIOS(tb testing.TB, statements ...string) formats.Input {
	tb.Helper()
	return formattest.Input("phone", appdbtest.Files(tb, "Line.sqlite", func(exec linedbtest.Exec) error { return exec.All(statements...) })...)
}

// Nothing that a row may hold stops the reader, and every row is there: read, or kept
// as it was.
func TestStrangeRows(t *testing.T) {
	w := sortOut(t, read(t, made(t, plain,
		`INSERT INTO chat_history VALUES (1, '1', 1, 'u1', NULL, 'plain', '1767225600000', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (2, '2', x'00ff', 'u1', NULL, 'a', '1', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (3, '3', 1, NULL,NULL, 'no room', '1', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (4, '4', 1, 'u1', NULL, x'ff00fe', '1', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (5, '5', 1, 'u1', x'ff', 'b', 'yesterday', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (6, 6, '1', 'x', 7, 'as numbers', 99999999999999999, 0, 'a', NULL)`,
		`INSERT INTO chat_history VALUES (7, '7', 1, 'c', NULL, zeroblob(20000000), '1', 0, NULL,NULL)`,
		`INSERT INTO chat_history VALUES (8, NULL,NULL, 'u1', NULL,NULL,NULL,NULL,NULL,NULL)`,
		`INSERT INTO chat_history VALUES (9, '9', 1, 'u1', NULL,NULL, -5, 14, hex(zeroblob(600000)), NULL)`,
		`INSERT INTO chat_history VALUES (10, '10', -1, '', NULL, '', '', '', '', '')`,
		`INSERT INTO chat_history VALUES (11, '11', 4, 'u1', NULL,NULL, 1e300, 6, 'DURATION	-7	RESULT	x	DURATION	9', NULL)`,
		`INSERT INTO chat_history VALUES (12, '12', 13, 'u1', NULL,NULL, '1', 18, 'LOC_KEY	C_ML	LOC_ARGS	', NULL)`,
		`INSERT INTO chat_history VALUES (13, '13', 1, 'u1', NULL, '@하루', '1', 0, 'MENTION	{"MENTIONEES":[{"S":"-1","E":"9"},{"S":"0","E":"3","M":"u"},{"S":"x"}]}', NULL)`,
		`INSERT INTO chat_history VALUES (NULL,NULL, 1, 'u1', NULL, 'no id', '1', 0, 'MENTION	[', NULL)`,
		`INSERT INTO chat_history VALUES (15, '15', 1, 'u1', '', 'empty sender', '1', 0, NULL, x'01')`,
		`INSERT INTO chat_history VALUES (16, '16', 1, 'u1', 'u1', NULL, '1', 0, NULL, x'01')`,
	), formats.ReadOptions{}))
	if len(w.messages)+len(w.unread) != 16 {
		t.Errorf("%d messages and %d rows kept as they were, of 16", len(w.messages), len(w.unread))
	}
	if len(w.unread) != 8 || w.problems[export.UnreadLine] != 9 {
		t.Errorf("kept as they were: %q, problems %v", w.unread, w.problems)
	}
	for key, want := range map[string]string{"1": "plain", "6": "as numbers", "12": "Unknown left the group", "": "no id"} {
		if m := w.messages[key]; m == nil || m.Content.Words() != want {
			t.Errorf("row %q came as %+v", key, m)
		}
	}
	if !w.messages["6"].Time.T.IsZero() || !w.messages["11"].Time.T.IsZero() {
		t.Error("times that cannot be came as times")
	}
	if c, ok := w.messages["13"].Content.(export.Text); !ok || len(c.Spans) != 1 || c.Spans[0].End != len("@하루") {
		t.Errorf("mentions came as %+v", w.messages["13"].Content)
	}
	if !w.people[w.messages["15"].Sender].Self || export.KindOf(w.messages["16"].Content) != export.KindUnknown {
		t.Errorf("an empty sender is %+v, a message of chunks alone %+v", w.messages["15"], w.messages["16"])
	}
}

// The same of an iPhone: what has no property list, no room and no sender is there.
func TestStrangeRowsOfIOS(t *testing.T) {
	w := sortOut(t, read(t, madeIOS(t,
		`CREATE TABLE ZCHAT (Z_PK, ZMID, ZTYPE)`, `INSERT INTO ZCHAT VALUES (1, 'u1', 0), (2, NULL, 2), ('x', 'c1', 2)`,
		`CREATE TABLE ZUSER (Z_PK, ZMID, ZNAME)`, `INSERT INTO ZUSER VALUES (1, 'u1', '지우'), (2, NULL, '이름만'), (1, 'u1', '다른 이름')`,
		`CREATE TABLE ZMESSAGE (Z_PK, ZID, ZCHAT, ZSENDER, ZTIMESTAMP, ZTEXT, ZCONTENTTYPE, ZMESSAGETYPE, ZLATITUDE, ZLONGITUDE, ZCONTENTMETADATA)`,
		`INSERT INTO ZMESSAGE VALUES (1, '1', 1, 1, 1767225600000, 'a', 0, 'R', 0.0, 0.0, x'00')`,
		`INSERT INTO ZMESSAGE VALUES (2, '2', 1, NULL, 1767225600000 + 2305843009213693952, 'b', 0, 'S', 0.0, 0.0, 'bplist00')`,
		`INSERT INTO ZMESSAGE VALUES (3, '3', 1, NULL, 1, 'c', 0, 'R', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (4, '4', 2, 2, 1, 'd', 0, NULL, 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (5, '5', 99, 98, 1, 'e', 0, 'R', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (6, '6', NULL, 1, 1, 'f', 0, 'R', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (7, '7', 1, 1, 1, 'g', 'x', 'R', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (8, '8', 1, NULL, 1, 'the app says', 0, 'I', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (9, '9', 1, 1, 1, NULL, 7, 'R', 0.0, 52002734, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (10, '10', 1, 1, 1, 'Call History : 62000 millisecs, Result: 1', 6, 'R', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (12, '12', 1, NULL, 1, NULL, 6, 'I', 0.0, 0.0, NULL)`,
		`INSERT INTO ZMESSAGE VALUES (11, '11', 1, 1, 1, 'far', 100, 'R', 37.5e6, 'x', NULL)`,
	), formats.ReadOptions{}))
	if len(w.messages) != 10 || len(w.unread) != 2 || w.left["ZCONTENTMETADATA"] != 2 {
		t.Errorf("%d messages, %q, left %v", len(w.messages), w.unread, w.left)
	}
	for key, want := range map[string]string{
		"1": "지우 | 09:00:00.000 | 지우 | text | a", "2": "지우 | 09:00:00.000 | me | text | b", "3": "지우 | 09:00:00.001 | 지우 | text | c",
		"4": "이름만 | 09:00:00.001 | 이름만 | text | d", "5": "pk-98 | 09:00:00.001 | pk-98 | text | e",
		"8":  "지우 | 09:00:00.001 | - | notice | the app says (other by -)",
		"9":  `지우 | 09:00:00.001 | 지우 | media |  [sticker "" "52002734" 0 0x0 0s not-exported ]`,
		"10": "지우 | 09:00:00.001 | 지우 | call | Call History : 62000 millisecs, Result: 1 (voice ended 1m2s)",
		"12": "지우 | 09:00:00.001 | - | call |  (voice  0s)", // nobody is told
		"11": "지우 | 09:00:00.001 | 지우 | place | far (, , 0.000000, 0.000000)",
	} {
		if m := w.messages[key]; m == nil || w.line(m) != want {
			t.Errorf("%s came as %v, want %s", key, w.line(m), want)
		}
	}
}

// What stands in the place of a table and is none is not read: neither views, which
// may be without end, nor virtual tables, nor columns that are made up.
func TestNoRealTable(t *testing.T) {
	const decoy = `CREATE TABLE "CREATE TABLE chat_history (server_id chat_id from_mid)" (a)`
	for what, c := range map[string]struct {
		statements []string
		rows       int
	}{
		"a view":          {[]string{decoy, `CREATE VIEW chat_history AS SELECT 1 AS type, 'u1' AS chat_id, 'x' AS content`}, 0},
		"a virtual table": {[]string{decoy, `CREATE VIRTUAL TABLE chat_history USING rtree(type, chat_id, from_mid)`, `INSERT INTO chat_history VALUES (1, 2, 3)`}, 0},
		"a made-up column": {[]string{
			`CREATE TABLE chat_history (server_id, type, chat_id, from_mid, content AS (hex(zeroblob(100000000))))`,
			`INSERT INTO chat_history (type, chat_id, from_mid) VALUES (1, 'u1', 'u1')`,
		}, 1},
		"a view beside": {[]string{
			plain, `INSERT INTO chat_history (type, chat_id, from_mid) VALUES (1, 'u1', 'u1')`,
			`CREATE VIEW contacts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT 'u1' AS m_id, 'x' || i AS name FROM n`,
		}, 1},
	} {
		t.Run(what, func(t *testing.T) {
			rows := 0
			err := linedb.Format().Reader.Read(t.Context(), made(t, c.statements...), formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
				switch e := e.(type) {
				case *export.Message:
					rows++
					if e.Content.Words() != "" {
						t.Errorf("a message said %d bytes", len(e.Content.Words()))
					}
				case *export.Person:
					if e.Name() != "u1" {
						t.Errorf("a view gave the name %q", e.Name())
					}
				case *export.Chat, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
				}
				return nil
			})
			if _, explained := errors.AsType[*formats.ExplainedError](err); rows != c.rows || explained != (rows == 0) || err != nil && !explained {
				t.Errorf("%d rows, %v", rows, err)
			}
		})
	}
}

// Columns that no version has are not asked for, and those that a version lacks read
// as nothing.
func TestFewColumns(t *testing.T) {
	w := sortOut(t, read(t, made(t, `CREATE TABLE chat_history (server_id, chat_id, type, from_mid, content)`,
		`INSERT INTO chat_history VALUES (5, 'u1', 1, 'u1', '안녕')`), formats.ReadOptions{}))
	if m := w.messages["5"]; m == nil || m.Content.Words() != "안녕" || !m.Time.T.IsZero() {
		t.Errorf("it came as %+v", m)
	}
}

// Replies that go round in circles, or to themselves, are told as they are.
func TestCircles(t *testing.T) {
	const row = `INSERT INTO chat_history VALUES (%d, '%d', 1, 'u1', NULL, 'x', '1', 0, 'message_relation_server_message_id	%d', NULL)`
	w := sortOut(t, read(t, made(t, plain, fmt.Sprintf(row, 1, 1, 2), fmt.Sprintf(row, 2, 2, 1), fmt.Sprintf(row, 3, 3, 3)), formats.ReadOptions{}))
	if w.messages["1"].ReplyTo.Key != "2" || w.messages["2"].ReplyTo.Key != "1" || w.messages["3"].ReplyTo != nil {
		t.Errorf("they came as %+v", w.messages)
	}
}

// A million members, and many contacts and reactions, take bounded time and memory.
func TestMillions(t *testing.T) {
	const many = 1_000_000
	in := made(t, plain, `CREATE TABLE membership (id, m_id)`, `CREATE TABLE contacts (m_id, name)`,
		`CREATE TABLE reactions (server_message_id, member_id, chat_id, reaction_type)`, `BEGIN`,
		fmt.Sprintf(series, many)+`INSERT INTO membership SELECT 'c1', 'u' || i FROM n`,
		fmt.Sprintf(series, many/5)+`INSERT INTO contacts SELECT 'u' || i, 'n' || i FROM n`,
		fmt.Sprintf(series, many/10)+`INSERT INTO reactions SELECT 1, 'u' || i, 'c1', 'sad' FROM n`,
		`INSERT INTO chat_history VALUES (1, '1', 1, 'c1', 'u5', 'x', '1767225600000', 0, NULL,NULL)`, `COMMIT`)
	var chat *export.Chat
	reactions, lost := 0, 0
	err := linedb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
		switch e := e.(type) {
		case *export.Chat:
			chat = e
		case *export.Message:
			reactions = len(e.Reactions)
		case *export.Problem:
			if e.Code == export.LossyReaction {
				lost = e.Count
			}
		case *export.Person, *export.Mark, *export.Profile, *export.Unread:
		}
		return nil
	})
	if err != nil || chat == nil || len(chat.Members) != 10_000 || reactions != 10_000 || lost != many/10-10_000 {
		t.Errorf("%v: %d reactions, %d lost", err, reactions, lost)
	}
}

// A database whose pages point again and again to the same ones is read no further
// than it could reach, and the person is told.
func TestEndless(t *testing.T) {
	data := appdbtest.Files(t, "naver_line", func(exec linedbtest.Exec) error {
		return exec.All("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM", "PRAGMA journal_mode = WAL",
			`CREATE TABLE chat_history (type, server_id, chat_id, from_mid)`,
			fmt.Sprintf(series, 20000)+`INSERT INTO chat_history SELECT 1, NULL, 'u', NULL FROM n`, "PRAGMA wal_checkpoint(TRUNCATE)")
	})[0].Data
	var interior []int // the pages that point to others, the root first
	leaf := uint32(0)
	for p := 512; p < len(data); p += 512 {
		switch data[p] {
		case 5:
			interior = append(interior, p)
		case 13:
			leaf = uint32(p/512 + 1)
		}
	}
	if len(interior) < 4 {
		t.Fatalf("%d pages point to others: the tree is too low to show anything", len(interior))
	}
	for i, p := range interior { // each points to the next only, and the last to a leaf
		page, to := data[p:p+512], leaf
		if i+1 < len(interior) {
			to = uint32(interior[i+1]/512 + 1)
		}
		for k := range int(binary.BigEndian.Uint16(page[3:])) {
			binary.BigEndian.PutUint32(page[binary.BigEndian.Uint16(page[12+2*k:]):], to)
		}
		binary.BigEndian.PutUint32(page[8:], to)
	}
	rows, damaged := 0, 0
	err := linedb.Format().Reader.Read(t.Context(), one("naver_line", data), formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
		if _, ok := export.Covered(e); ok {
			rows++
		}
		if p, ok := e.(*export.Problem); ok && p.Code == export.DamagedFile {
			damaged++
		}
		return nil
	})
	if err != nil || rows == 0 || rows > len(data)/6+1 || damaged != 1 {
		t.Errorf("of %d bytes came %d rows, told of %d times, %v", len(data), rows, damaged, err)
	}
}

// Errors of emit come back as they are, and a cancelled read stops.
func TestStops(t *testing.T) {
	r := linedb.Format().Reader
	stop := errors.New("the receiver stops")
	for _, in := range []formats.Input{android(t, linedbtest.Example()), ios(t, linedbtest.Example(), messages)} {
		for after := 1; after < 30; after += 3 {
			n := 0
			err := r.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error {
				if n++; n == after {
					return stop
				}
				return nil
			})
			if err != stop || n != after { //nolint:errorlint // unchanged is the contract
				t.Errorf("the error of emit at event %d came back as %v after %d", after, err, n)
			}
		}
	}
	many := made(t, plain, fmt.Sprintf(series, 20000)+`INSERT INTO chat_history SELECT i,i, 1, 'u1', NULL, 'x', i, 0, NULL,NULL FROM n`)
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := r.Read(ctx, many, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error {
		if n++; n == 100 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n > 1200 {
		t.Errorf("a read that was cancelled after 100 events gave %v after %d", err, n)
	}
}
