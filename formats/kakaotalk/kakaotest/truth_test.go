package kakaotest

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

func variant(t *testing.T, name string) Variant {
	t.Helper()
	for _, v := range All() {
		if v.Name == name {
			return v
		}
	}
	t.Fatalf("no variant %s", name)
	return Variant{}
}

// tell is one message of the truth on one line.
func tell(v Variant, c *formattest.Chat, m *export.Message) string {
	parts := []string{m.Time.T.Format("2 15:04:05"), m.Time.Precision.String(), strconv.Quote(v.Called(c, m.Sender)), string(export.KindOf(m.Content))}
	if m.Time.Inferred {
		parts = append(parts, "inferred")
	}
	switch x := m.Content.(type) {
	case export.Notice:
		parts = append(parts, string(x.Kind), strconv.Quote(v.Called(c, x.Actor)))
		for _, p := range x.People {
			parts = append(parts, "→", strconv.Quote(v.Called(c, p)))
		}
	case export.Deleted:
		parts = append(parts, "by", string(x.By))
	case export.Media:
		for _, f := range x.Files {
			parts = append(parts, string(f.Kind), string(f.State), strconv.Quote(f.Path))
		}
	case export.Text, export.Call, export.Poll, export.Place, export.Card, export.Unknown:
	}
	return strings.Join(append(parts, strconv.Quote(m.Content.Words())), " ")
}

// What there is to read of the tiny chat, where forms differ most.
func TestMessages(t *testing.T) {
	for name, want := range map[string][]string{
		"ios-en-2015": {
			`1 20:26:00 1m0s "" notice join "김서준" "김서준 joined this chatroom."`,
			`1 20:29:00 1m0s "" notice invite "김서준" → "이하은" "김서준 invited 이하은."`,
			`1 20:29:00 1m0s "김서준" text "첫 줄\n\n셋째, \"줄\""`,
			`1 20:37:00 1m0s "You" media photo not-exported "" "photo"`,
			`1 20:38:00 1m0s "이하은" media voice not-exported "" "Voice Note"`,
			`1 20:38:00 1m0s "이하은" media file missing "" "File: 회의록.pdf"`,
			`2 07:33:00 1m0s "이하은" text "2/2"`,
			`2 07:34:00 1m0s "이하은" deleted by sender "This message was deleted."`,
			`2 07:35:00 1m0s "이하은" deleted by sender "This message was deleted."`,
			`2 12:05:00 1m0s "김서준" call "Voice Call 0:17"`,
			`2 12:07:00 1m0s "" notice remove "" → "이하은" "이하은 has been removed from this chatroom."`,
		},
		"ios-media-ko-2026": {
			`1 20:26:00 1m0s "" notice join "김서준" "김서준님이 들어왔습니다."`,
			`1 20:29:00 1m0s "" notice invite "김서준" → "이하은" "김서준님이 이하은님을 초대했습니다."`,
			`1 20:29:00 1m0s "김서준" text "첫 줄\n\n셋째, \"줄\""`,
			`1 20:37:00 1m0s "한지우" media photo present "20260201_203806.jpg" photo present "20260201_203806_1.jpg" photo present "20260201_203806_2.jpg" "사진 3장"`,
			`1 20:38:00 1m0s "이하은" media voice not-exported "" "음성메시지"`,
			`1 20:38:00 1m0s "이하은" media file present "20260201_203806_3.pdf" "파일: 회의록.pdf"`,
			`2 07:33:00 1m0s "이하은" text "2/2"`,
			`2 07:34:00 1m0s "이하은" deleted by sender "삭제된 메시지입니다."`,
			`2 07:35:00 1m0s "" deleted by admin "채팅방 관리자가 메시지를 가렸습니다."`,
			`2 12:05:00 1m0s "김서준" call "보이스톡 0:17"`,
			`2 12:06:00 1m0s "" notice host "김서준" "김서준님이 방장이 되었습니다."`,
			`2 12:07:00 1m0s "" notice remove "" → "이하은" "이하은님을 내보냈습니다."`,
		},
		"windows-ko-2024": {
			`1 00:00:00 24h0m0s "" notice inferred join "김서준" "김서준님이 들어왔습니다.` + windowsWarning + `"`,
			`1 00:00:00 24h0m0s "" notice inferred warning "" "` + windowsPolicy + `"`,
			`1 00:00:00 24h0m0s "" notice inferred warning "" "운영정책 보기"`,
			`1 00:00:00 24h0m0s "" notice inferred invite "김서준" → "이하은" "김서준님이 이하은님을 초대하였습니다."`,
			`1 20:29:00 1m0s "김서준" text "첫 줄\n\n셋째, \"줄\""`,
			`1 20:37:00 1m0s "한지우" media photo not-exported "" photo not-exported "" photo not-exported "" "사진 3장"`,
			`1 20:38:00 1m0s "이하은" media voice not-exported "" "Voice Note"`,
			`1 20:38:00 1m0s "이하은" media file missing "" "파일: 회의록.pdf"`,
			`2 07:33:00 1m0s "이하은" text "2/2"`,
			`2 07:33:00 1m0s "" deleted inferred by sender "메시지가 삭제되었습니다."`,
			`2 07:33:00 1m0s "" deleted inferred by admin "채팅방 관리자가 메시지를 가렸습니다."`,
			`2 12:05:00 1m0s "김서준" call "보이스톡 0:17"`,
			`2 12:05:00 1m0s "" notice inferred host "김서준" "김서준님이 방장이 되었습니다."`,
			`2 12:05:00 1m0s "" notice inferred remove "" → "이하은" "이하은님을 내보냈습니다."`,
		},
		"mac-en-2026": {
			`1 20:26:09 1s "김서준" notice join "김서준" "김서준 joined this chatroom."`,
			`1 20:29:00 1s "김서준" notice invite "김서준" "김서준 invited ."`,
			`1 20:29:30 1s "김서준" text "첫 줄\n\n셋째, \"줄\""`,
			`1 20:37:59 1s "한지우" media photo not-exported "" "Photo"`,
			`1 20:38:00 1s "이하은" media voice not-exported "" "Voice Note"`,
			`1 20:38:01 1s "이하은" media file missing "" "File: 회의록.pdf"`,
			`2 07:33:00 1s "이하은" text "2/2"`,
			`2 07:33:00 1s "" deleted inferred by sender "The message has been deleted."`,
			`2 07:33:00 1s "" deleted inferred by sender "The message has been deleted."`,
			`2 12:05:00 1s "김서준" call "Voice Call 0:17"`,
			`2 12:06:00 1s "김서준" notice host "김서준" "김서준님이 방장이 되었습니다."`,
			`2 12:07:00 1s "김서준" notice remove "" → "이하은" "이하은 has been removed from this chatroom."`,
		},
	} {
		v, c := variant(t, name), tiny(formattest.Plan{Open: true})
		var got []string
		for m := range v.Messages(c) {
			got = append(got, tell(v, c, m))
		}
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("%s:\n%s\nwant\n%s", name, g, w)
		}
	}
}

// hostile are chats in which people write what looks like lines of every form.
func hostile(seed uint64) *formattest.Chat {
	return formattest.Generate(formattest.Plan{Seed: seed, Messages: 800, Media: true, Adversarial: true, Open: true, Seconds: true})
}

// In a chat without what is ambiguous, a line that looks like one is one: as
// many as there are messages and days, so that a reader can be asked for all.
func TestWithoutAmbiguousIsPlain(t *testing.T) {
	forms := append([]Variant{}, Windows...)
	for _, v := range append(append([]Variant{}, Android...), IOS...) {
		forms = append(forms, v.LF(), v.CRLF())
	}
	for _, v := range forms {
		for seed := range uint64(2) {
			c := v.WithoutAmbiguous(v.Pasted(hostile(seed)))
			want, days, last := 0, 0, 0
			for m, open := range v.Messages(c) {
				if open {
					t.Fatalf("%s, seed %d: %q is still ambiguous", v.Name, seed, m.Content.Words())
				}
				if want++; m.Time.T.Year()*1000+m.Time.T.YearDay() != last {
					days++
					last = m.Time.T.Year()*1000 + m.Time.T.YearDay()
				}
				if media, ok := m.Content.(export.Media); ok && v.named() && media.Files[0].Name != "" && media.Files[0].Kind != export.FileDocument {
					want += len(media.Files) - 1 // each name of an album has a line
				}
			}
			if got := linesOf(t, v, c); got != want+days {
				t.Errorf("%s, seed %d: %d lines look like records, notices and days, want %d and %d", v.Name, seed, got, want, days)
			}
		}
	}
}

// linesOf counts the lines of a rendering that could be one of the variant's own.
func linesOf(t *testing.T, v Variant, c *formattest.Chat) int {
	t.Helper()
	var text strings.Builder
	if err := v.Write(&text, c); err != nil {
		t.Fatal(err)
	}
	own, got := v.lines(), 0
	if v.title != nil { // the date in Android's line 2 is no line by itself
		_, rest, _ := strings.Cut(text.String(), "\n")
		text.Reset()
		text.WriteString(rest)
	}
	for line := range strings.SplitSeq(text.String(), "\n") {
		if own.MatchString(strings.TrimSuffix(strings.TrimPrefix(line, "\ufeff"), "\r")) {
			got++
		}
	}
	return got
}

// Every paste is seen for what it is where lines end alike, and nowhere else.
func TestAmbiguousSeesPastes(t *testing.T) {
	count := func(v Variant, c *formattest.Chat) (n int) {
		own := v.lines()
		for m := range c.Messages() {
			if v.ambiguous(c, m, own) {
				n++
			}
		}
		return n
	}
	c := formattest.Generate(formattest.Plan{Messages: 4000, Open: true})
	for _, v := range All() {
		if v.lang == "ja" {
			continue
		}
		if n := count(v, c); n != 0 {
			t.Errorf("%s: %d of an ordinary chat are ambiguous", v.Name, n)
		}
		pasted := v.Pasted(c)
		if n := count(v, pasted); v.app != windows && n != 0 {
			t.Errorf("%s: %d are ambiguous although only CRLF ends a record", v.Name, n)
		} else if v.app == windows && n < 380 {
			t.Errorf("%s: only %d of 400 pastes are ambiguous", v.Name, n)
		}
		if lf := v.LF(); v.app == android || v.app == ios {
			if n := count(lf, lf.Pasted(c)); n < 250 { // notices without a time are none there
				t.Errorf("%s: only %d pastes are ambiguous", lf.Name, n)
			}
		}
	}
}

// A notice that nobody can tell from a text's last line is said to be one.
func TestMessagesSeesNoticesAfterLines(t *testing.T) {
	v := variant(t, "windows-ko-2024")
	c := formattest.Generate(formattest.Plan{Messages: 20000, Open: true})
	var open, bare, multi int
	var before *export.Message
	for m, is := range v.Messages(c) {
		notice := m.Time.Inferred && m.Time.Precision == time.Minute
		if notice {
			bare++
		}
		if notice && !before.Time.Inferred && strings.Contains(before.Content.Words(), "\n") {
			if multi++; !is {
				t.Errorf("%q after lines is not ambiguous", m.Content.Words())
			}
		}
		if is {
			open++
		}
		before = m
	}
	if bare < 100 || multi < 10 || open < multi || open > 6*multi {
		t.Errorf("%d without a time, %d of them after lines, %d open", bare, multi, open)
	}
	for m, is := range v.Messages(v.WithoutAmbiguous(c)) {
		if is {
			t.Errorf("%q is still ambiguous", m.Content.Words())
		}
	}
}

// The text of an iPhone's export says when to the minute, its files to the
// second: up to twenty later than the message, and in its order.
func TestStamps(t *testing.T) {
	v := variant(t, "ios-media-ko-2026")
	c := formattest.Generate(formattest.Plan{Messages: 3000, Media: true, Seconds: true})
	fsys, err := v.FS(c)
	if err != nil {
		t.Fatal(err)
	}
	stamp := regexp.MustCompile(`^(\d{8}_\d{6})(_\d+)?\.(jpg|png|mp4|pdf)$`)
	files := v.stamps(c)
	seen, over := map[string]bool{}, 0
	for m := range c.Messages() {
		for _, name := range files[m.Seq] {
			if name == "" {
				continue
			}
			p := stamp.FindStringSubmatch(name)
			if p == nil || fsys[name] == nil || seen[name] {
				t.Fatalf("file %q", name)
			}
			seen[name] = true
			at, err := time.ParseInLocation("20060102_150405", p[1], m.Time.T.Location())
			if late := at.Sub(m.Time.T); err != nil || late < 0 || late > 20*time.Second {
				t.Errorf("%s is %v later than its message", name, late)
			}
			if at.Minute() != m.Time.T.Minute() {
				over++
			}
		}
	}
	if len(seen) < 100 || len(seen) != len(fsys)-1 || over < 5 {
		t.Errorf("%d files of %d, %d in another minute than their messages", len(seen), len(fsys)-1, over)
	}
}

// Beside a photo that did not come along nobody can tell whose a file is, and
// away from it everybody can.
func TestMessagesSeesPhotosWithoutFiles(t *testing.T) {
	v := variant(t, "ios-media-ko-2026")
	c := formattest.Generate(formattest.Plan{Messages: 5000, Media: true, Seconds: true})
	alone := map[time.Time]bool{} // minutes with a photo or video that did not come
	for m := range v.Messages(c) {
		if x, ok := m.Content.(export.Media); ok && !whole(x) {
			alone[m.Time.T] = true
		}
	}
	open, sure := 0, 0
	for m, is := range v.Messages(c) {
		x, ok := m.Content.(export.Media)
		switch {
		case is:
			open++
		case ok && alone[m.Time.T] && x.Files[0].Kind == export.FilePhoto && !is:
			t.Errorf("%v: %q has a neighbour without a file", m.Time.T, x.Plain)
		case ok && x.Files[0].State == export.FilePresent:
			sure++
		}
	}
	if len(alone) < 20 || open < len(alone) || sure < 100 {
		t.Errorf("%d without files, %d open, %d sure", len(alone), open, sure)
	}
	for m := range v.Messages(v.WithoutAmbiguous(c)) {
		if x, ok := m.Content.(export.Media); ok && !whole(x) {
			t.Errorf("%q is still without its file", x.Plain)
		}
	}
}

// whole reports whether all photos and videos have their files.
func whole(m export.Media) bool {
	for _, f := range m.Files {
		if (f.Kind == export.FilePhoto || f.Kind == export.FileVideo) && f.State != export.FilePresent {
			return false
		}
	}
	return true
}

// Parts laid end to end, without what repeats, are the whole.
func TestParts(t *testing.T) {
	for _, v := range IOS {
		c := hostile(2)
		var text strings.Builder
		if err := v.Write(&text, c); err != nil {
			t.Fatal(err)
		}
		fsys, err := v.Parts(c, 3)
		if err != nil || len(fsys) != 3 {
			t.Fatalf("%s: %d parts, %v", v.Name, len(fsys), err)
		}
		joined := ""
		for part := 1; part <= 3; part++ {
			data := string(fsys[v.file(c, part)].Data)
			head, rest, _ := strings.Cut(data, "\r\n\r\n\r\n\r\n")
			if !strings.HasPrefix(head, "\ufeff"+v.title(c, part)+"\r\n") {
				t.Errorf("%s: part %d begins with %q", v.Name, part, head)
			}
			if part > 1 {
				day, more, _ := strings.Cut(rest, "\r\n")
				if rest = more; !strings.Contains(joined, day+"\r\n") {
					rest = "\r\n" + day + "\r\n" + rest
				}
			} else {
				rest = data
			}
			joined += rest
		}
		if joined != text.String() {
			t.Errorf("%s: three parts are not the whole", v.Name)
		}
	}
	if _, err := Windows[0].Parts(hostile(2), 2); err == nil {
		t.Error("Windows has no parts")
	}
}

// Rewriting touches line endings and nothing else.
func TestRewritten(t *testing.T) {
	c := hostile(3)
	for _, v := range All() {
		var raw, lf, crlf strings.Builder
		for w, r := range map[*strings.Builder]Variant{&raw: v, &lf: v.LF(), &crlf: v.CRLF()} {
			if err := r.Write(w, c); err != nil {
				t.Fatal(err)
			}
		}
		if want := strings.ReplaceAll(raw.String(), "\r\n", "\n"); lf.String() != want {
			t.Errorf("%s: all LF is not", v.Name)
		}
		if want := strings.ReplaceAll(lf.String(), "\n", "\r\n"); crlf.String() != want {
			t.Errorf("%s: all CRLF is not", v.Name)
		}
	}
}
