//go:build cgo

package kakaodb_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/appdb/appdbtest"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaodb"
	"exile/formats/kakaotalk/kakaodb/kakaodbtest"
)

// chatLogs makes an Android database by statements.
func chatLogs(tb testing.TB, statements ...string) formats.Input {
	tb.Helper()
	return formattest.Input("phone", appdbtest.Files(tb, "KakaoTalk.db", func(exec kakaodbtest.Exec) error {
		for _, s := range statements {
			if err := exec(s); err != nil {
				return err
			}
		}
		return nil
	})...)
}

const plainLogs = `CREATE TABLE chat_logs (_id INTEGER, id, type, chat_id, user_id, message, attachment, created_at, supplement, v)`

// Nothing that a row may hold stops the reader, and every row is there: read, or
// kept as it was.
func TestStrangeRows(t *testing.T) {
	sealed := kakaodbtest.Android(1, 31, "비밀")
	in := chatLogs(t, plainLogs,
		`INSERT INTO chat_logs VALUES (1, 1, 1, 7, 1, 'plain', NULL, 1767225600, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (2, 2, 1, 7, 1, '`+sealed+`', NULL, 1767225601, NULL, '{"enc":31}')`,
		`INSERT INTO chat_logs VALUES (3, 3, 1, 7, 2, '`+sealed+`', NULL, 1767225602, NULL, '{"enc":31}')`, // somebody else's key
		`INSERT INTO chat_logs VALUES (4, 4, 1, 7, 1, '`+sealed+`', NULL, 1767225603, NULL, '{"enc":99}')`,
		`INSERT INTO chat_logs VALUES (5, 5, x'00ff', 7, 1, 'a', NULL, 1767225604, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (6, 6, 1, NULL, 1, 'no room', NULL, 1767225605, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (7, 7, 1, 7, 1, x'ff00fe', NULL, 1767225606, NULL, NULL)`,
		`INSERT INTO chat_logs (_id, id, type, chat_id, created_at) VALUES (8, 8, 1, 7, 'yesterday')`,
		`INSERT INTO chat_logs VALUES (9, -9, '1', '7', -1, 'as texts', '{"mentions":[{"at":[9,-1,1e99],"len":-4}],"src_logId":"x"}', 99999999999999, '[]', '{{')`,
		`INSERT INTO chat_logs VALUES (10, 10, 27, 7, 1, 'x', '{"kl":"no list","csl":[1,{}],"sl":[-5]}', 1767225609, '{"reactions":[1,{"type":{}},{"type":2,"count":-1}]}', NULL)`,
		`INSERT INTO chat_logs VALUES (11, 11, 0, 7, 1, '{"feedType":"2","member":[],"members":{"userId":1}}', NULL, 1767225610, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (12, 12, 0, 7, 1, 'not JSON', NULL, 1767225611, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (13, 13, -5, 7, 1, 'below zero', NULL, -5, NULL, NULL)`,
		`INSERT INTO chat_logs VALUES (14, 14, 1, 7, 1, zeroblob(20000000), NULL, 1767225613, NULL, NULL)`,
	)
	events := read(t, in, formats.ReadOptions{})
	w := sortOut(t, events)
	if len(w.messages)+len(w.unread) != 14 {
		t.Errorf("%d messages and %d rows kept as they were, of 14", len(w.messages), len(w.unread))
	}
	if len(w.unread) != 6 || w.problems[export.UnreadLine] != 6 {
		t.Errorf("kept as they were: %q, problems %v", w.unread, w.problems)
	}
	if !slices.ContainsFunc(w.unread, func(s string) bool { return strings.Contains(s, `"message":"`+sealed+`"`) }) {
		t.Error("a row that cannot be decrypted is not kept with what it held")
	}
	if w.messages["1"].Content.Words() != "plain" || w.messages["2"].Content.Words() != "비밀" {
		t.Errorf("good rows beside bad ones came as %v and %v", w.messages["1"], w.messages["2"])
	}
	if !w.messages["-9"].Time.T.IsZero() || !w.messages["8"].Time.T.IsZero() {
		t.Error("times that cannot be came as times")
	}
}

// What stands in the place of a table and is none is not read.
func TestNoRealTable(t *testing.T) {
	for what, statements := range map[string][]string{
		"a view":           {`CREATE TABLE "CREATE TABLE chat_logs (chat_id user_id message)" (a)`, `CREATE VIEW chat_logs AS SELECT 1 AS type, 2 AS chat_id, 'x' AS message`},
		"a virtual table":  {`CREATE VIRTUAL TABLE chat_logs USING fts4(type, chat_id, user_id, message)`, `INSERT INTO chat_logs VALUES (1, 1, 1, 'x')`},
		"no table":         {`CREATE TABLE other (a)`},
		"a generated name": {`CREATE TABLE chat_logs (id, type, chat_id, user_id, created_at, message AS (hex(zeroblob(100000000))))`, `INSERT INTO chat_logs (type, chat_id, user_id) VALUES (1, 1, 1)`},
	} {
		t.Run(what, func(t *testing.T) {
			in := chatLogs(t, statements...)
			n := 0
			err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(e export.Event) error {
				if m, ok := e.(*export.Message); ok {
					n++
					if m.Content.Words() != "" {
						t.Errorf("a message said %d bytes", len(m.Content.Words()))
					}
				}
				return nil
			})
			if what == "a generated name" {
				if n != 1 || err != nil {
					t.Errorf("%d messages, %v", n, err)
				}
				return
			}
			if _, ok := errors.AsType[*formats.ExplainedError](err); !ok || n > 0 {
				t.Errorf("%d messages, %v", n, err)
			}
		})
	}
}

// A database whose columns are fewer than any version's is read as far as it goes.
func TestFewColumns(t *testing.T) {
	in := chatLogs(t, `CREATE TABLE chat_logs (chat_id, type, user_id, message)`, `INSERT INTO chat_logs VALUES (1, 1, 2, '안녕')`)
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	if m := w.messages[""]; m == nil || m.Content.Words() != "안녕" || !m.Time.T.IsZero() {
		t.Errorf("it came as %+v", m)
	}
}

// A damaged database is an error.
func TestDamaged(t *testing.T) {
	files := appdbtest.Files(t, "KakaoTalk.db", func(exec kakaodbtest.Exec) error {
		if err := exec(plainLogs); err != nil {
			return err
		}
		err := exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 5000)
			INSERT INTO chat_logs SELECT i, i+0, 1, 1, 1, hex(randomblob(40)), NULL, i+1767225600, NULL, NULL FROM n`)
		if err == nil {
			err = exec("PRAGMA wal_checkpoint(TRUNCATE)")
		}
		return err
	})
	for i := 10 * 4096; i < 11*4096; i++ {
		files[0].Data[i] = 0xff
	}
	in := formattest.Input("phone", files[0])
	err := kakaodb.Format().Reader.Read(t.Context(), in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error { return nil })
	if err == nil || errors.Is(err, formats.ErrNoExport) {
		t.Errorf("a page of 0xff gave %v", err)
	}
}

// Errors of emit come back as they are, and a cancelled read stops.
func TestStops(t *testing.T) {
	in := android(t, kakaodbtest.Example())
	r := kakaodb.Format().Reader
	stop := errors.New("the receiver stops")
	for after := 1; after < 20; after += 3 {
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
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Read(ctx, in, formats.ReadOptions{OpenDB: appdbtest.Open(t)}, func(export.Event) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled read gave %v", err)
	}
	many := chatLogs(t, plainLogs, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 20000)
		INSERT INTO chat_logs SELECT i, i+0, 1, 1, 1, 'x', NULL, i+1767225600, NULL, NULL FROM n`)
	ctx, cancel = context.WithCancel(t.Context())
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

// A name in a mention is as long as UTF-16 has it.
func TestMention(t *testing.T) {
	in := chatLogs(t, plainLogs, `INSERT INTO chat_logs VALUES (1, 1, 1, 7, 1, '🎉 @하루🌱 왔어요', '{"mentions":[{"at":[1],"len":4,"user_id":2}]}', 1767225600, NULL, NULL)`)
	c, ok := sortOut(t, read(t, in, formats.ReadOptions{})).messages["1"].Content.(export.Text)
	if !ok || len(c.Spans) != 1 || c.Body[c.Spans[0].Start:c.Spans[0].End] != "@하루🌱" {
		t.Errorf("it came as %+v", c)
	}
}

// A file of the same length is not taken for another, wherever it stands in the list.
func TestSameSize(t *testing.T) {
	decoys := []formattest.File{
		{Name: "a.jpg", Data: []byte("a picture of a dog\n")}, photo("m.jpg"), {Name: "z.jpg", Data: []byte("a picture of a cow\n")},
	}
	w := sortOut(t, read(t, android(t, kakaodbtest.Example(), decoys...), formats.ReadOptions{}))
	if f := w.messages["103"].Content.(export.Media).Files[0]; f.Path != "m.jpg" {
		t.Errorf("the photo is %q", f.Path)
	}
	w = sortOut(t, read(t, android(t, kakaodbtest.Example(), decoys[0], decoys[2]), formats.ReadOptions{}))
	if f := w.messages["103"].Content.(export.Media).Files[0]; f.State != export.FileMissing {
		t.Errorf("without it, it is %s at %q", f.State, f.Path)
	}
}

// A message is no comment on itself.
func TestThread(t *testing.T) {
	in := chatLogs(t, `CREATE TABLE chat_logs (id, type, chat_id, user_id, message, thread_id, supplement)`,
		`INSERT INTO chat_logs VALUES (5, 1, 1, 2, 'first', 5, NULL)`,
		`INSERT INTO chat_logs VALUES (6, 1, 1, 2, 'second', 5, NULL)`,
		`INSERT INTO chat_logs VALUES (7, 1, 1, 2, 'third', NULL, '{"threadId":5}')`)
	w := sortOut(t, read(t, in, formats.ReadOptions{}))
	if w.messages["5"].ReplyTo != nil {
		t.Error("the first of a thread answers itself")
	}
	for _, k := range []string{"6", "7"} {
		if r := w.messages[k].ReplyTo; r == nil || r.Key != "5" {
			t.Errorf("message %s answers %+v", k, r)
		}
	}
}

// A zone that the person names is what times are shown in.
func TestZone(t *testing.T) {
	w := sortOut(t, read(t, android(t, kakaodbtest.Example()), formats.ReadOptions{Zone: time.UTC}))
	if got := w.messages["101"].Time.T.Format(time.RFC3339); got != "2026-01-01T00:00:07Z" {
		t.Errorf("it is %s", got)
	}
}
