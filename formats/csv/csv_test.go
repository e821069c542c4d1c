package csv

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestWriter(t *testing.T) {
	formattest.RunWriter(t, Format(),
		formats.WriteOptions{Lang: "ko"},
		formats.WriteOptions{
			Lang: "en", Self: "Jiwoo Han", Names: map[string]string{"김서준": "Seojun Kim"},
			Values: map[string]string{optionOne: "true", "no-media": "true"},
		},
		formats.WriteOptions{Lang: "ko", Values: map[string]string{optionScripts: "true", optionOne: "true"}},
	)
}

// records reads a table as RFC 4180 has it, without the byte order mark.
func records(tb testing.TB, table []byte) [][]string {
	tb.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(table, []byte("\ufeff")))).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// said is a history of one chat in which one person says these texts.
func said(texts ...string) *formattest.History {
	events := []export.Event{
		&export.Chat{Ref: 1, App: "kakaotalk", Kind: export.ChatDirect, Title: "방", Lang: "ko"},
		&export.Person{Ref: 1, Names: []string{"한지우"}, KnownBy: export.ByName},
	}
	at := time.Date(2026, 2, 8, 15, 17, 5, 0, time.FixedZone("", 9*60*60))
	for i, text := range texts {
		events = append(events, &export.Message{
			Chat: 1, Sender: 1, Seq: int64(i), Content: export.Text{Body: text},
			Time: export.Time{T: at, Precision: time.Minute},
		})
	}
	return formattest.NewHistory(events, nil)
}

func written(tb testing.TB, h formats.History, values map[string]string) []byte {
	tb.Helper()
	out, _, _ := formattest.Write(tb, writer{}, h, formats.WriteOptions{Lang: "en", Values: values})
	names := out.Names()
	if len(names) != 1 {
		tb.Fatalf("wrote %q", names)
	}
	return out.Bytes(names[0])
}

// What Excel needs, and what RFC 4180 says.
func TestBytes(t *testing.T) {
	got := string(written(t, said("그는 \"네\", 했다\r\n둘째 줄"), nil))
	want := "\ufeffTime,Sender,Kind,Text,Files,Reply to,Forwarded from,Reactions,Before editing,Links,Chat,Number,Reply to number,ISO 8601,SHA-256\r\n" +
		"2026-02-08 15:17,한지우,text,\"그는 \"\"네\"\", 했다\n둘째 줄\",,,,,,,방,,,2026-02-08T15:17+09:00,\r\n"
	if got != want {
		t.Errorf("wrote\n%q, want\n%q", got, want)
	}
	got = string(written(t, said("=1"), map[string]string{optionScripts: "true"}))
	want = "time,sender,kind,text,files,reply_to,forwarded_from,reactions,before_editing,links,chat,id,reply_id,iso_time,sha256\r\n" +
		"2026-02-08 15:17,한지우,text,=1,,,,,,,방,,,2026-02-08T15:17+09:00,\r\n"
	if got != want {
		t.Errorf("for scripts:\n%q, want\n%q", got, want)
	}
}

// No cell is a formula to a spreadsheet, and what is none has no guard.
func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+82 10": "'+82 10", "-": "'-", "@지우": "'@지우",
		"＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
		" =1": "' =1", "\u3000=1": "'\u3000=1", "\u200b=1": "'\u200b=1", "\ufeff@a": "'\ufeff@a", "\x00=1": "'␀=1", "\t글": "'\t글", "\r글": "'\n글",
		"\u202e=1": "'=1",
		"안녕":       "안녕", "a=1": "a=1", "ㅋㅋ -_-": "ㅋㅋ -_-", "": "", "(1)": "(1)", "1-2": "1-2", "'=1": "'=1",
		"장보기\n- 우유\n- 달걀":        "장보기\n- 우유\n- 달걀",
		"a\n- 우유(둘)\n- 달걀 (2개)!": "a\n- 우유(둘)\n- 달걀 (2개)!", "a\n-2+cmd|' /C calc'!A0": "a\n'-2+cmd|' /C calc'!A0",
		"a\n=HYPERLINK(\"x\")":     "a\n'=HYPERLINK(\"x\")",
		"a;=cmd|' /C calc'!A0":     "a;'=cmd|' /C calc'!A0",
		"a; b;\t@SUM(1)":           "a; b;\t'@SUM(1)",
		"-_-; =A(":                 "'-_-;' =A(",
		"a\u2028=WEBSERVICE(1)":    "a\n'=WEBSERVICE(1)",
		"a\n\n=IMPORTXML(1)\nb;-1": "a\n\n'=IMPORTXML(1)\nb;-1",
		"=a\n=b(":                  "'=a\n'=b(",
	} {
		if got := records(t, written(t, said(text), nil))[1][3]; got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// A stranger's name is guarded as a text is.
func TestHostileNames(t *testing.T) {
	h := formattest.NewHistory([]export.Event{
		&export.Chat{Ref: 1, App: "line", Kind: export.ChatGroup, Title: "=cmd|'/C calc'!A0"},
		&export.Person{Ref: 1, Names: []string{"=1+1\r\n\"x\",\u202e\x1b[31m"}, KnownBy: export.ByName},
		&export.Message{Chat: 1, Sender: 1, Content: export.Media{
			Files: []export.File{{Kind: export.FileDocument, Name: "=1.txt", State: export.FileMissing}, {Kind: export.FileDocument, Name: "=2.txt", State: export.FilePresent, SHA256: "x"}},
			Plain: "@x",
		}, Reactions: []export.Reaction{{Sign: "=", By: 1}}, ReplyTo: &export.Reply{Quote: "+1"}, Forward: &export.Forward{Name: "-1"}},
	}, map[string][]byte{"x": []byte("bytes")})
	out, _, _ := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "en", Values: map[string]string{"no-media": "true"}})
	got := strings.Join(records(t, out.Bytes("=cmd_'_C calc'!A0.csv"))[1], "|")
	want := "|'=1+1 \"x\",␛[31m|file|'@x|[file =1.txt – not in the export]\n=2.txt|'+1|'-1|'= =1+1 \"x\",␛[31m|||'=cmd|'/C calc'!A0||||x"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Excel cuts what a cell has no room for, or lets it run into the next row.
func TestLongCells(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("가", 32_766), strings.Repeat("가", 32_767), strings.Repeat("가", 32_768), strings.Repeat("가", 100_000),
		strings.Repeat("😀", 40_000), "a" + strings.Repeat("=", 70_000), strings.Repeat("가나\n", 30_000),
	} {
		out, tally, _ := formattest.Write(t, writer{}, said(text, "다음"), formats.WriteOptions{Lang: "en"})
		rows := records(t, out.Bytes("방.csv"))
		var whole strings.Builder
		for i, r := range rows[1 : len(rows)-1] {
			if n := len(utf16Units(r[3])); n > 32_767 {
				t.Errorf("a cell has %d units", n)
			}
			if kind := map[bool]string{true: "text", false: "continued"}[i == 0]; r[2] != kind || r[1] != "한지우" {
				t.Errorf("row %d is %q", i, r[:3])
			}
			if i > 0 {
				r[3] = strings.TrimPrefix(r[3], "'")
			}
			whole.WriteString(r[3])
		}
		if whole.String() != text {
			t.Errorf("a text of %d bytes came to %d", len(text), whole.Len())
		}
		if tally.Messages != 2 || tally.Extra != int64(len(rows)-3) {
			t.Errorf("%d rows, the tally is %+v", len(rows), tally)
		}
		if got := records(t, written(t, said(text), map[string]string{optionScripts: "true"})); len(got) != 2 || got[1][3] != text {
			t.Errorf("for scripts a text of %d bytes is %d rows", len(text), len(got)-1)
		}
	}
}

// What was done for a spreadsheet's sake is told, once a chat and with its count; for
// scripts nothing is done.
func TestTold(t *testing.T) {
	h := said("=1", "a\n=B(1)", "a", strings.Repeat("가", 70_000), "=2")
	for _, one := range []string{"false", "true"} {
		_, _, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko", Values: map[string]string{optionOne: one}})
		if len(problems) != 2 || problems[0].Code != export.GuardedCell || problems[0].Count != 3 || problems[0].Name != "방" ||
			problems[1].Code != export.LongCell || problems[1].Count != 1 {
			t.Errorf("told %+v", problems)
		}
	}
	_, _, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{Values: map[string]string{optionScripts: "true"}})
	if len(problems) != 0 {
		t.Errorf("for scripts: told %+v", problems)
	}
}

// A sheet has no room for more rows: the table goes on in the next file.
func TestLongTables(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes a million rows")
	}
	h := &endless{n: maxRows + 5}
	out, tally, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko"})
	if len(problems) != 1 || problems[0].Code != export.LongTable || problems[0].Count != 2 {
		t.Errorf("told %+v", problems)
	}
	if got := strings.Join(out.Names(), " "); got != "bench-2.csv bench.csv" || tally.Messages != maxRows+5 || tally.Chats != 1 {
		t.Errorf("wrote %s, %+v", got, tally)
	}
	end := []byte("\r\n") // of records alone
	first, second := bytes.Count(out.Bytes("bench.csv"), end), bytes.Count(out.Bytes("bench-2.csv"), end)
	if first != maxRows || second != 7 || !bytes.HasPrefix(out.Bytes("bench-2.csv"), []byte("\ufeff시각,")) {
		t.Errorf("files of %d and %d rows", first, second)
	}
}

// Two of one name are two, in the table as in life; a person whom somebody named is
// called so.
func TestTwins(t *testing.T) {
	h := formattest.Everything()
	out, _, problems := formattest.Write(t, writer{}, h, formats.WriteOptions{Lang: "ko"})
	names := map[string]bool{}
	for _, r := range records(t, out.Bytes("우리 가족.csv"))[1:] {
		names[r[1]] = true
	}
	for _, want := range []string{"김서준", "김서준 (2)", "(알 수 없음)", "(알 수 없음) (2)", "(알 수 없음) (3)"} {
		if !names[want] {
			t.Errorf("nobody is called %q in %v", want, names)
		}
	}
	told := 0
	for i := range problems {
		if problems[i].Code == export.ChangedName {
			told++
		}
	}
	if told == 0 {
		t.Errorf("that a name is written in another way is not told: %v", problems)
	}
}

// What was lost is told with its count.
func TestLosses(t *testing.T) {
	_, _, problems := formattest.Write(t, writer{}, formattest.NewHistory([]export.Event{
		&export.Chat{Ref: 1, App: "telegram", Kind: export.ChatSelf, Title: "t"},
		&export.Message{Chat: 1, Content: export.Text{Body: "abc", Spans: []export.Span{
			{Kind: export.SpanBold, End: 1}, {Kind: export.SpanItalic, End: 3}, {Kind: export.SpanLink, End: 3, Arg: "https://example.com"}, {Kind: export.SpanURL, End: 3},
		}}, ReplyTo: &export.Reply{Key: "7"}},
	}, nil), formats.WriteOptions{})
	if len(problems) != 2 || problems[0].Code != export.LossyReply || problems[1].Code != export.LossyStyle || problems[1].Count != 1 {
		t.Errorf("told %+v", problems)
	}
}

// Generated chats, hostile ones too: the count of the bytes is that of the messages.
func TestGenerated(t *testing.T) {
	c := formattest.Generate(formattest.Plan{Seed: 7, Messages: 20_000, Media: true, Adversarial: true, Open: true})
	var want formats.Tally
	for m := range c.Messages() {
		switch c := m.Content.(type) {
		case export.Notice:
			want.Notices++
			continue
		case export.Media:
			for i := range c.Files {
				if c.Files[i].State == export.FilePresent {
					want.Files++
				}
			}
		case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
		}
		want.Messages++
	}
	got, err := writer{}.Write(t.Context(), c.History(), discard{}, formats.WriteOptions{Lang: "ko"}, nil)
	if got.Extra, want.Chats = 0, 1; err != nil || got != want || want.Files == 0 {
		t.Errorf("the tally is %+v, %v, want %+v", got, err, want)
	}
}
