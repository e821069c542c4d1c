package line

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		line, title, lang string
		kind              export.ChatKind
	}{
		{"[LINE] Chat history with Ann Lee", "Ann Lee", "en", export.ChatDirect},
		{"[LINE] Chat with Ann", "Ann", "en", export.ChatDirect},
		{"Chat history in Rowing", "Rowing", "en", export.ChatGroup},
		{"[LINE] Chat in Rowing", "Rowing", "en", export.ChatGroup},
		{"[LINE] 花とのトーク履歴", "花", "ja", export.ChatDirect},
		{"[LINE] 花のトーク履歴", "花", "ja", export.ChatGroup},
		{"[LINE] 花\u2028🎸のトーク履歴", "花\u2028🎸", "ja", export.ChatGroup},
		{"[LINE] 與春的聊天記錄", "春", "zh-TW", export.ChatDirect},
		{"[LINE] 與春的聊天紀錄", "春", "zh-TW", export.ChatDirect},
		{"[LINE] 讀書會的聊天記錄", "讀書會", "zh-TW", export.ChatGroup},
		{"[LINE] 与小陈的聊天记录", "小陈", "zh-CN", export.ChatDirect},
		{"[LINE] 读书会的聊天记录", "读书会", "zh-CN", export.ChatGroup},
		{"[LINE] ประวัติการแชทกับ มานะ", "มานะ", "th", export.ChatDirect},
		{"[LINE] ประวัติแชทกับ มานะ", "มานะ", "th", export.ChatDirect},
		{"[LINE] ประวัติการสนทนากับ มานะ", "มานะ", "th", export.ChatDirect},
		{"[LINE] แชทกับ มานะ", "มานะ", "th", export.ChatDirect},
		{`[LINE] ประวัติการแชทในกลุ่ม "ชมรม"`, "ชมรม", "th", export.ChatGroup},
		{"[LINE] แชทใน ชมรม", "ชมรม", "th", export.ChatGroup},
		{"[LINE] 수진님과의 대화", "수진님과의 대화", "", export.ChatUnknown},
	} {
		got, _ := titleOf(c.line)
		lang := ""
		if got.loc != nil {
			lang = got.loc.tag
		}
		if got.text != c.title || got.kind != c.kind || lang != c.lang {
			t.Errorf("%q is %q, a %s chat in %q", c.line, got.text, got.kind, lang)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	for _, c := range []struct {
		name, title string
		kind        export.ChatKind
	}{
		{"[LINE] 花とのトーク.txt", "花", export.ChatDirect},
		{"[LINE] 花のトーク.txt", "花", export.ChatGroup},
		{"[LINE] 與春的聊天.txt", "春", export.ChatDirect},
		{"[LINE] Chat with Ann.txt", "Ann", export.ChatDirect},
		{"[LINE]Chat with Ann (2).txt", "Ann", export.ChatDirect},
		{"[LINE]Ann Lee.txt", "Ann Lee", export.ChatUnknown},
		{"_LINE__春的聊天.txt", "春", export.ChatUnknown},
		{"notes.txt", "", export.ChatUnknown},
	} {
		if got := fileTitle(c.name); got.text != c.title || got.kind != c.kind {
			t.Errorf("%q is %q, a %s chat", c.name, got.text, got.kind)
		}
	}
}

func TestSavedOn(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Saved on: 2026/08/21 11:59", "2026/8/21 719"},
		{"Save date:2026/03/08, 22:10", "2026/3/8 1330"},
		{"Saved on: 26/04/2026, 04:36PM", "2026/26/4 996"},
		{"Saved on: 11/04/2025, 08:00", "2025/11/4 480"},
		{"保存日時：R8/04/11 20:01", "2026/4/11 1201"},
		{"保存日時：2026/1/5 午後3:04", "2026/1/5 904"},
		{"儲存日期： 2026/10/05 08:10", "2026/10/5 490"},
		{"儲存日期: 2026/10/05 08:10", "2026/10/5 490"},
		{"保存日期:2026/10/05 08:10", "2026/10/5 490"},
		{"บันทึกเมื่อ 04/09/2569 07:48", "2026/4/9 468"},
		{"บันทึกวันที่ 04/09/2569 07:48", "2026/4/9 468"},
		{"저장한 날짜 : 2026/10/05 08:10", "2026/10/5 490"},
		{"Disimpan pada 2026/10/05 08.10", "2026/10/5 490"},
		{"nothing of the kind", ""},
		{"Saved on: yesterday", ""},
	} {
		value, _, _ := savedValue(c.line)
		d, minute := savedOn(value)
		got := ""
		if d.year > 0 {
			got = strings.Join([]string{strconv.Itoa(d.fullYear()), strconv.Itoa(d.a), strconv.Itoa(d.b)}, "/") + " " + strconv.Itoa(minute)
		}
		if got != c.want {
			t.Errorf("%q is %q, want %q", c.line, got, c.want)
		}
	}
}

// What others write is not taken for LINE's, nor is prose with dates in it.
func TestDetectsNoneOfOthers(t *testing.T) {
	texts := 0
	for _, dir := range []string{"../kakaotalk/testdata", "../whatsapp/testdata", "../telegram/testdata", "../jsonl/testdata"} {
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, ".golden.jsonl") {
				return err
			}
			texts++
			in := formats.Input{Roots: []formats.Root{fileRoot(t, name)}}
			if m := (reader{}).Detect(in); m.Score > formats.No {
				t.Errorf("%s is taken for LINE's, because %q", name, m.Why.EN)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if texts == 0 {
		t.Error("there are no texts of others")
	}
	for what, text := range map[string]string{
		"a table":   "10:00\tAnn\thello\n10:01\tBen\thi\n",
		"a diary":   "2024/01/02\nGot up late.\n\n2024/01/03\nRain.\n",
		"a log":     "2024-01-02 10:00:00 INFO started\n2024-01-02 10:00:01 INFO ready\n",
		"a tag":     "[LINE] is an app.\nI do not use it.\n",
		"a heading": "Chat with Ann\n\nShe said hello.\n",
	} {
		in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(text)})
		if m := (reader{}).Detect(in); m.Score > formats.Maybe {
			t.Errorf("%s is taken for LINE's, because %q", what, m.Why.EN)
		}
	}
}

// An encoding that the person names is taken where nothing else tells.
func TestEncodings(t *testing.T) {
	raw, err := os.ReadFile("testdata/th-cp874.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, option := range []string{"", "auto", "cp874"} {
		if h := sniff(raw, "a.txt", option); h.enc != formats.Windows874 || h.title != "ชมรมจักรยาน" {
			t.Errorf("with %q: %s, called %q", option, h.enc, h.title)
		}
	}
	if h := sniff(raw, "a.txt", "gb18030"); h.enc != formats.GB18030 {
		t.Errorf("gb18030 was asked for, got %s", h.enc)
	}
	half, err := os.ReadFile("testdata/th-utf16.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, option := range []string{"utf-16", "auto"} {
		if h := sniff(half[2:], "a.txt", option); h.enc != formats.UTF16LE || h.title != "ชมรมจักรยาน" || h.score != formats.Certain {
			t.Errorf("without a mark, with %q: %s, called %q", option, h.enc, h.title)
		}
	}
	for i := 0; i+1 < len(half); i += 2 {
		half[i], half[i+1] = half[i+1], half[i]
	}
	if h := sniff(half[2:], "a.txt", "auto"); h.enc != formats.UTF16BE || h.title != "ชมรมจักรยาน" {
		t.Errorf("the other way round: %s, called %q", h.enc, h.title)
	}
}

// A zero byte that somebody's phone put into a text costs nothing else.
func TestZeroBytes(t *testing.T) {
	for text, want := range map[string][]string{
		heading + "10:00\tAnn\tso\x00so\n10:01\tBen\thi\n":                 {"Ann: so\x00so", "Ben: hi"},
		"2024.10.17 Thu\n10:37 Ann so\x00so\n10:38 Ann hi\n10:39 Ann ho\n": {"Ann: so\x00so", "Ann: hi", "Ann: ho"},
	} {
		if lines, _ := said(t, text, formats.ReadOptions{}); !slices.Equal(lines, want) {
			t.Errorf("%q is %q", text, lines)
		}
	}
}

// Lines that end as on old Macs are one line; the person is told so instead of being
// given one message that holds all others.
func TestLinesOfOldMacs(t *testing.T) {
	for _, text := range []string{
		heading + "10:00\tAnn\thi\n10:01\tBen\thi\n",
		"2024.10.17 Thu\n10:37 Ann hello\n10:38 Ann hi\n",
		"\ufeff" + heading + strings.Repeat("10:00\tAnn\thi\n", 10_000),
	} {
		in := formattest.Input("a.txt", formattest.File{Name: "a.txt", Data: []byte(strings.ReplaceAll(text, "\n", "\r"))})
		if m := (reader{}).Detect(in); m.Score < formats.Likely {
			t.Errorf("%.40q is not taken for LINE's", text)
		}
		err := reader{}.Read(t.Context(), in, formats.ReadOptions{}, func(export.Event) error { return nil })
		var told *formats.ExplainedError
		if !errors.As(err, &told) || told.Name != "a.txt" {
			t.Errorf("%.40q: the error is %v", text, err)
		}
	}
}
