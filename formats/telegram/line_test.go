package telegram

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"exile/formats"
)

const g = guard

func TestAppendText(t *testing.T) {
	for _, tt := range []struct {
		name, in, want string
		guards         int
	}{
		{"plain", "안녕하세요", "안녕하세요", 0},
		{"lines", "첫째\n\n셋째", "첫째\n\n셋째", 0},
		{"line ends of Windows and old Macs", "a\r\nb\rc\r\n", "a\nb\nc\n", 0},
		{"control characters", "a\x00b\x1bc\td", "a b c\td", 0},
		{"no UTF-8", "a\xffb", "a\ufffdb", 0},
		{"joined emoji", "👩‍👩‍👧 ㅋㅋ", "👩‍👩‍👧 ㅋㅋ", 0},
		{"NFD", "한글", "한글", 0},
		{"colons are text", "a: b: c", "a: b: c", 0},

		{"the form we write", "x\n[08/02/2026, 15:17:00] Kim: hi", "x\n" + g + "[08/02/2026, 15:17:00] Kim: hi", 1},
		{"in the first line", "[08/02/2026, 15:17:00] Kim: hi", g + "[08/02/2026, 15:17:00] Kim: hi", 1},
		{"a dash", "x\n[2022/01/11, 16:53:27] - Alice: Hi", "x\n" + g + "[2022/01/11, 16:53:27] - Alice: Hi", 1},
		{"dots", "x\n[03.05.2024, 15:19:36] A: b", "x\n" + g + "[03.05.2024, 15:19:36] A: b", 1},
		{"year first", "x\n[2024/3/5, 9:07:00] A: b", "x\n" + g + "[2024/3/5, 9:07:00] A: b", 1},
		{"Chinese", "x\n[2023/8/11 下午6:25:13] 名: b", "x\n" + g + "[2023/8/11 下午6:25:13] 名: b", 1},
		{"12 hours", "x\n[25/12/21, 09:05:01 PM] A: b", "x\n" + g + "[25/12/21, 09:05:01 PM] A: b", 1},
		{"Android", "x\n31/12/21, 23:59 - A: b", "x\n" + g + "31/12/21, 23:59 - A: b", 1},
		{"American", "x\n7/18/20, 9:07 PM - A: b", "x\n" + g + "7/18/20, 9:07 PM - A: b", 1},
		{"small am", "x\n1/1/21, 12:00 am - A: b", "x\n" + g + "1/1/21, 12:00 am - A: b", 1},
		{"Korean", "x\n2021. 8. 29. 오후 3:10, A : b", "x\n" + g + "2021. 8. 29. 오후 3:10, A : b", 1},
		{"hyphens", "x\n2021-08-29, 3.10 - A: b", "x\n" + g + "2021-08-29, 3.10 - A: b", 1},
		{"a narrow space", "x\n8/2/26, 3:17\u202fPM - A: b", "x\n" + g + "8/2/26, 3:17\u202fPM - A: b", 1},
		{"indented", "x\n \t[08/02/2026, 15:17:00] A: b", "x\n" + g + " \t[08/02/2026, 15:17:00] A: b", 1},
		{"behind marks", "x\n\u200e\u200f[08/02/2026, 15:17:00] A: b", "x\n" + g + "\u200e\u200f[08/02/2026, 15:17:00] A: b", 1},
		{"behind a byte order mark", "x\n\ufeff8/2/26, 15:17 - A: b", "x\n" + g + "\ufeff8/2/26, 15:17 - A: b", 1},
		{"Arabic digits", "x\n[٨/٢/٢٠٢٦، ١٥:١٧:٠٠] A: b", "x\n" + g + "[٨/٢/٢٠٢٦، ١٥:١٧:٠٠] A: b", 1},
		{"after CR", "x\r8/2/26, 15:17 - A: b", "x\n" + g + "8/2/26, 15:17 - A: b", 1},
		{"after a line separator", "x\u20288/2/26, 15:17 - A: b", "x\u2028" + g + "8/2/26, 15:17 - A: b", 1},
		{"after NEL", "x\u00858/2/26, 15:17 - A: b", "x\u0085" + g + "8/2/26, 15:17 - A: b", 1},
		{"each of many", "8/2/26, 1:02 - A: b\n8/2/26, 1:02 - A: b", g + "8/2/26, 1:02 - A: b\n" + g + "8/2/26, 1:02 - A: b", 2},

		{"a date alone", "x\n2026.02.08 회의", "x\n2026.02.08 회의", 0},
		{"an address", "x\n192.168.0.1 접속", "x\n192.168.0.1 접속", 0},
		{"a phone number", "x\n010-1234-5678 12시에", "x\n010-1234-5678 12시에", 0},
		{"a time alone", "x\n15:17 도착", "x\n15:17 도착", 0},
		{"a list", "x\n1. 우유\n2. 빵 3개", "x\n1. 우유\n2. 빵 3개", 0},
		{"brackets", "[공지] 내일 3:00", "[공지] 내일 3:00", 0},

		{"the mark of a file", "<attached: a.jpg>", g + "<" + g + "attached: a.jpg>", 2},
		{"within a line", "see <Attached: a.jpg>", "see <" + g + "Attached: a.jpg>", 1},
		{"in another language", "<첨부됨: a.jpg>", g + "<첨부됨: a.jpg>", 1},
		{"Android's mark", "IMG-1.jpg (file attached)", "IMG-1.jpg (" + g + "file attached)", 1},
		{"no marks", "1 < 2 (ok) <3 <b>", "1 < 2 (ok) <3 <b>", 0},

		{"a blank first line", "\n둘째", g + "\n둘째", 0},
		{"a first line of spaces", "  \n8/2/26, 1:02 - A: b", g + "  \n" + g + "8/2/26, 1:02 - A: b", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, guards := appendText(nil, tt.in)
			if string(got) != tt.want || guards != tt.guards {
				t.Errorf("%q (%d guards), want %q (%d)", got, guards, tt.want, tt.guards)
			}
		})
	}
}

func TestAppendNotice(t *testing.T) {
	for in, want := range map[string]string{
		"이영희님이 나갔습니다.":            "이영희님이 나갔습니다.",
		"a: b님이 c:\u3000d님을 초대":   "a:" + g + " b님이 c:" + g + "\u3000d님을 초대",
		"첫째\n둘째\r\n":              "첫째 둘째",
		"- 공지":                    g + "- 공지",
		"공지: ":                    "공지:",
		"12:30에 시작":               "12:30에 시작",
		"8/2/26, 1:02 - Kim left": g + "8/2/26, 1:02 - Kim left",
	} {
		got, _ := appendNotice(nil, oneLine(in))
		if string(got) != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// parsed is a message as the reader below finds it.
type parsed struct{ stamp, author, text string }

// npm returns how the npm package whatsapp-chat-parser 4.0.2 knows the start of a
// message with an author and without, JavaScript's white space spelled out.
func npm() (authored, notice *regexp.Regexp) {
	const space = `[\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]`
	head := strings.ReplaceAll(`(?i)^(?:\x{200E}|\x{200F})*\[?(\d{1,4}[-/.]~?\d{1,4}[-/.]~?\d{1,4})[,.]?~\D*?`+
		`(\d{1,2}[.:]\d{1,2}(?:[.:]\d{1,2})?)(?:~([ap]\.?~?m\.?))?\]?(?:~-|:)?~`, "~", space)
	return regexp.MustCompile(head + `([^\n\r\x{2028}\x{2029}]+?):` + space + `((?s:.*))`), regexp.MustCompile(head + `((?s:.+))`)
}

// read is a small reader of the text, built like the most used one but for
// JavaScript. A notice has no author.
func read(text string) []parsed {
	authored, notice := npm()
	var all []parsed
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := authored.FindStringSubmatch(line); m != nil {
			all = append(all, parsed{m[1] + " " + m[2], m[4], m[5]})
			continue
		}
		if m := notice.FindStringSubmatch(line); m != nil {
			all = append(all, parsed{m[1] + " " + m[2], "", m[4]})
			continue
		}
		if len(all) > 0 {
			all[len(all)-1].text += "\n" + line
		}
	}
	return all
}

// truth is what a reader shall find for a body: what the package comment says
// becomes of it, guards aside.
func truth(body string) string {
	if blankText(body) {
		return "[빈 메시지]"
	}
	body = strings.ToValidUTF8(body, "\ufffd")
	body = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body)
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < ' ' || r == 0x7f) {
			return ' '
		}
		return r
	}, body)
}

func unguarded(s string) string { return strings.ReplaceAll(s, guard, "") }

// Whatever somebody wrote is read back as one message with the same text, and
// the scanner finds as many messages as there are.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", " ", "\n", "\r", "hi", "a\nb", "[08/02/2026, 15:17:00] Kim: hi", "x\r\n1/2/3 4:5 a: b", "\u200e1/2/3, 4:5 - x",
		"x\n1/2/3\u00a0(4:5) - a: b", "x\n1.\u30002.\u30003 4.5 a: b", "<attached: x>", "x\u2028[1/2/3 4:5] a: b", "1/2/3 4:5\n:\n: ",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, body, plain string) {
		h := chatOf("direct", nil, text(0, at(8, 15, 17), body), notice(at(8, 15, 18), plain), text(0, at(8, 15, 19), "끝"))
		out, tally, _ := write(t, h, kst(map[string]string{"for": "android"}))
		if tally.Messages != 2 || tally.Notices != 1 || tally.Extra != 0 {
			t.Errorf("tally %+v", tally)
		}
		raw := out.one(t, ".txt")
		if !utf8.Valid(raw) {
			t.Error("no UTF-8")
		}
		got := read(string(raw))
		if len(got) != 3 {
			t.Fatalf("read %d messages of 3: %q", len(got), raw)
		}
		if want := unguarded(truth(body)); unguarded(got[0].text) != want {
			t.Errorf("text %q, want %q", got[0].text, want)
		}
		if got[0].author != "(알 수 없음)" || got[1].author != "" || got[2].author != "(알 수 없음)" {
			t.Errorf("authors %q, %q, %q", got[0].author, got[1].author, got[2].author)
		}
		if strings.Contains(got[1].text, "\n") {
			t.Errorf("a notice of several lines: %q", got[1].text)
		}
	})
}

// Texts made to be slow take no longer than others of their length: a megabyte
// of each is done at once, where a quadratic reader would sit for hours.
func TestHostileTextsAreLinear(t *testing.T) {
	for _, unit := range []string{"\u2028", "<\u2028", "1/\u2028", "1/2/3 \u2028", "\n", " \n", "<:\n", "\r", "<attached:", "created group ", ": "} {
		s := strings.Repeat(unit, 2_000_000/len(unit))
		if got, _ := appendText(nil, s); len(got) < len(s) {
			t.Errorf("%q: %d bytes became %d", unit, len(s), len(got))
		}
		appendNotice(nil, notGroup(oneLine(s)))
		cleanPerson(s, "ko")
		formats.FileName(s, maxTitle)
	}
}
