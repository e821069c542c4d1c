package whatsapp

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestHeader(t *testing.T) {
	for _, c := range []struct {
		line   string
		layout string
		at     string // by the order of the dates that the line shows alone
		rest   string
	}{
		{"[3/18/22, 14:56:01] Ann Lee: hi", "[1/2/06, 15:04:05]", "2022-03-18 14:56:01", "Ann Lee: hi"},
		{"\u200e[3/27/22, 21:41:55] Ann: \u200eimage omitted", "[1/2/06, 15:04:05]", "2022-03-27 21:41:55", "Ann: \u200eimage omitted"},
		{"23/03/2022, 13:31 - Ann created group \"Group\"", "2/1/2006, 15:04 -", "2022-03-23 13:31:00", "Ann created group \"Group\""},
		{"18-03-2022 14:56 - Ann: hi", "2-1-2006 15:04 -", "2022-03-18 14:56:00", "Ann: hi"},
		{"18.03.22 14:56 - Ann: hi", "2.1.06 15:04 -", "2022-03-18 14:56:00", "Ann: hi"},
		{"18.03.2022, 14:56 – Ann: hi", "2.1.2006, 15:04 –", "2022-03-18 14:56:00", "Ann: hi"},
		{"[3/27/22 21.41.55] Ann: hi", "[1/2/06 15.04.05]", "2022-03-27 21:41:55", "Ann: hi"},
		{"[12.13.2022 klo 14.08.18] Ann: hi", "[1.2.2006 klo 15.04.05]", "2022-12-13 14:08:18", "Ann: hi"},
		{"[2023/8/11 下午6:25:13] 美美: 你好", "[2006/1/2 PM3:04:05]", "2023-08-11 18:25:13", "美美: 你好"},
		{"[2023. 8. 11. 오후 6:25:13] 하늘: 안녕", "[2006. 1. 2. PM3:04:05]", "2023-08-11 18:25:13", "하늘: 안녕"},
		{"2023/8/11 午後0:05 - 陽: はい", "2006/1/2 PM3:04 -", "2023-08-11 12:05:00", "陽: はい"},
		{"2023/8/11 中午1:05 - 美美: 好", "2006/1/2 PM3:04 -", "2023-08-11 13:05:00", "美美: 好"},
		{"12/31/20, 9:41\u202fPM - Ann: hi", "1/2/06, 3:04 PM -", "2020-12-31 21:41:00", "Ann: hi"},
		{"31/12/2020, 9:41 p.\u00a0m. - Ann: hola", "2/1/2006, 3:04 PM -", "2020-12-31 21:41:00", "Ann: hola"},
		{"31/12/2020, 12:00 a. m. - Ann: hola", "2/1/2006, 3:04 PM -", "2020-12-31 00:00:00", "Ann: hola"},
		{"31/12/20, 12:30 pm - Ann: hi", "2/1/06, 3:04 PM -", "2020-12-31 12:30:00", "Ann: hi"},
		{"[21:41:55, 3/27/22] Ann: hi", "[15:04:05, 1/2/06]", "2022-03-27 21:41:55", "Ann: hi"},
		{"[27/3/2565 BE, 21:41:35] Ann: hi", "[2/1/2006 BE, 15:04:05]", "2022-03-27 21:41:35", "Ann: hi"},
		{"[3/27/R4 21:41:35] Ann: hi", "[1/2/R6 15:04:05]", "2022-03-27 21:41:35", "Ann: hi"},
		{"[H30/3/27 21:41:35] Ann: hi", "[R6/1/2 15:04:05]", "2018-03-27 21:41:35", "Ann: hi"},
		{"[13. 6. 2018. 21:25:15] Ann: hi", "[2. 1. 2006. 15:04:05]", "2018-06-13 21:25:15", "Ann: hi"},
		{"13. 6. 2018. 21:25:15 Ann: hi", "2. 1. 2006. 15:04:05", "2018-06-13 21:25:15", "Ann: hi"},
		{"[2020-01-01, 12:00:01] Ann: hi", "[2006-1-2, 15:04:05]", "2020-01-01 12:00:01", "Ann: hi"},
		{"15/08/15 14:03:22: Ann: hi", "2/1/06 15:04:05:", "2015-08-15 14:03:22", "Ann: hi"},
		{"[٢٧\u200f/٣\u200f/٢٠٢٢، ٩:٤١:٣٥\u00a0م] \u202a+40 521\u202c: \u200fسلام", "[2/1/2006\u060c 3:04:05 PM]", "2022-03-27 21:41:35", "\u202a+40 521\u202c: \u200fسلام"},
		{"\u200f[२७/३/२०२२, ९:४१:३५] अ: हाँ", "[2/1/2006, 15:04:05]", "2022-03-27 09:41:35", "अ: हाँ"},
		{"[27.03.22 г., 21:41:55] Ann: hi", "[2.1.06, г. 15:04:05]", "2022-03-27 21:41:55", "Ann: hi"},
		{"27/3/65 21:41 - Ann: hi", "2/1/06 15:04 -", "2022-03-27 21:41:00", "Ann: hi"},
	} {
		var h header
		if !parseHeader(c.line, &h) {
			t.Errorf("%q is no header", c.line)
			continue
		}
		w := &seen{shape: h.shape}
		w.dates.add(&h, c.line[h.tail:h.end], 1)
		w.dates.zeroed = false // the layout of one line does not show how the others are padded
		w.order, _ = w.dates.order(&w.shape, asked{})
		if got := w.layout(); got != c.layout {
			t.Errorf("%q has the shape %s, want %s", c.line, got, c.layout)
		}
		if got := w.order.at(moment{date: h.date, second: h.second}).Format(time.DateTime); got != c.at {
			t.Errorf("%q is at %s, want %s", c.line, got, c.at)
		}
		if got := c.line[h.end:]; got != c.rest {
			t.Errorf("%q goes on with %q, want %q", c.line, got, c.rest)
		}
	}
}

func TestNoHeader(t *testing.T) {
	for _, line := range []string{
		"", "- one", "3 - two", "1/2 - half", "quoting 01/02/2020, 09:00 - Bob: hi", "Ann: hi",
		"2020-01-02 10:00 log line: no seconds",
		"2020-01-02T10:00:00 - INFO: hi",
		"2020-01-02 10:00:00,123 - INFO: hi",
		"32:10, 01/02/2020 - Ann: hi", "01/02/2020, 25:10 - Ann: hi", "01/02/2020, 10:60 - Ann: hi",
		"01/02/2020, 13:10 PM - Ann: hi",
		"01/02-2020, 13:10 - Ann: hi", "01/02/202, 13:10 - Ann: hi", "2020/01/2020, 13:10 - Ann: hi",
		"01/02/2020 - Ann: hi", "[01/02/2020, 13:10:05 Ann: hi", "01/02/2020, 13:10- Ann: hi", "01/02/2020, 13:10 -Ann: hi",
		"2022. 3. 27. 오후 9:41: 하늘님이 나갔습니다.", "2022년 3월 27일 오후 9:41, 하늘 : 안녕",
		"Jul 9, 2015, 8:34 PM, Ann : hi", "[٢7/3/2022, 9:41:35] Ann: hi",
		"[Ann] [오후 9:41] hi", "--------------- 2020년 6월 28일 일요일 ---------------",
	} {
		var h header
		if parseHeader(line, &h) {
			t.Errorf("%q is taken for a header of the shape %+v", line, h.shape)
		}
	}
}

// TestClock: a clock that has read lines before reads each line as if it had not.
func TestClock(t *testing.T) {
	var lines []string
	for _, form := range []string{
		"[%d/3/22, %d:%02d:07] Ann: hi", "%02d/03/2022, %02d:%02d - Ann: hi", "\u200e[%d/3/22, %d:%02d:07] Ann: hi",
		"[2022/3/%d 下午%d:%02d:07] 美: 好", "[2022/3/%d 上午%d:%02d:07] 美: 好", "%d/3/22, %d:%02d\u202fPM - Ann: hi", "%d/3/22, %d:%02d AM - Ann: hi",
		"%d/3/22, %d:%02d p.\u00a0m. - Ann: hi", "\u200f[%d\u200f/3/22، %d:%02d:07\u00a0م] Ann: hi", "[2022/3/%d 中午%d:%02d:07] 美: 好", "[%d.3.2022 klo %d.%02d.07] Ann: hi",
	} {
		for _, day := range []int{1, 2, 30} {
			for _, hour := range []int{0, 1, 9, 11, 12, 13, 23, 24, 25} {
				for _, minute := range []int{3 * hour, 61, 0} {
					line := fmt.Sprintf(form, day, hour, minute)
					lines = append(lines, line, inDigits(line, '٠'), inDigits(line, '०'), inDigits(line, '０'))
				}
			}
		}
	}
	for from := range 40 {
		var c clock
		for i := range lines {
			line := lines[(i*(2*from+1)+from)%len(lines)]
			var want header
			ok := parseHeader(line, &want)
			if got := c.read(line); got != ok {
				t.Fatalf("%q: header %v, want %v", line, got, ok)
			}
			if ok && (c.shape != want.shape || c.date != want.date || c.second != want.second || c.pads != want.pads || c.end != want.end) {
				t.Fatalf("%q: %+v, want %+v", line, c.header, want)
			}
		}
	}
}

// inDigits writes a line in the digits of another script.
func inDigits(line string, zero rune) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return zero + r - '0'
		}
		return r
	}, line)
}

func TestAuthor(t *testing.T) {
	for _, c := range []struct{ rest, name, body string }{
		{"Ann: hi", "Ann", "hi"},
		{"Ann:", "Ann", ""},
		{"Ann: ", "Ann", ""},
		{"Ann: a: b", "Ann", "a: b"},
		{"a:b: c", "a:b", "c"},
		{"\u202a+40\u00a0521\u202c: hi", "+40\u00a0521", "hi"},
		{"\u2068Ann\u2069: hi", "Ann", "hi"},
		{"~\u202fAnn: hi", "~\u202fAnn", "hi"},
		{"Ann changed the subject from \"A\" to \"Plans: Friday\"", "", ""},
		{"Ann changed the subject to “Plans: Friday”", "", ""},
		{"Ann hat den Betreff zu „Pläne: Freitag“ geändert", "", ""},
		{"A sentence of the app that is a good deal longer than any name can be: so", "", ""},
		{"Ann \"Annie\" Lee: hi", "Ann \"Annie\" Lee", "hi"},
		{"„Max“: hi", "„Max“", "hi"},
		{"”Max”: hej", "”Max”", "hej"},
		{"「花」: はい", "「花」", "はい"},
		{"Ann a changé l'objet en « Plans: vendredi »", "", ""},
		{"花が件名を「予定: 金曜」に変更しました", "", ""},
		{"Ann ändrade ämnet till ”Planer: fredag”", "", ""},
		{"Ann changed the subject from \"A\" to \"Plans: Friday\"", "", ""},
		{"Ann joined using this group's invite link", "", ""},
		{": hi", "", ""},
	} {
		raw, body, ok := splitAuthor(c.rest)
		name := ""
		if ok {
			if name, ok = authorName(raw); !ok {
				name, body = "", ""
			}
		}
		if name != c.name || ok && body != c.body {
			t.Errorf("%q: %q says %q, want %q, %q", c.rest, name, body, c.name, c.body)
		}
	}
}

// TestIndexColon: a colon is found wherever it stands, beside any bytes.
func TestIndexColon(t *testing.T) {
	for n := range 40 {
		for _, fill := range []string{"a", "\x00", ";", "9", "\xba", "\xff", "é"} {
			s := strings.Repeat(fill, n)
			for _, s := range []string{s, s + ":", s + ":" + s, s + ":;:" + s} {
				if got, want := indexColon(s), strings.IndexByte(s, ':'); got != want {
					t.Fatalf("%q: %d, want %d", s, got, want)
				}
			}
		}
	}
}
