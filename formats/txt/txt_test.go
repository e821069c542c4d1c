package txt

import (
	"slices"
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
			Values: map[string]string{"no-media": "true"},
		},
	)
}

var kst = time.FixedZone("", 9*60*60)

func at(day, hour, minute int) export.Time {
	return export.Time{T: time.Date(2026, 2, day, hour, minute, 5, 0, kst), Precision: time.Minute}
}

// transcript writes one chat of 김서준 (1, the one whose export it is) and Bob (2).
func transcript(tb testing.TB, messages ...*export.Message) string {
	tb.Helper()
	return named2(tb, "방", "Bob", messages...)
}

func named2(tb testing.TB, title, name string, messages ...*export.Message) string {
	tb.Helper()
	events := []export.Event{
		&export.Chat{Ref: 1, App: "line", Kind: export.ChatDirect, Title: title, Lang: "ko"},
		&export.Person{Ref: 1, Names: []string{"김서준"}, KnownBy: export.ByName, Self: true},
		&export.Person{Ref: 2, Names: []string{name}, KnownBy: export.ByName},
	}
	for i, m := range messages {
		m.Chat, m.Seq, m.ID = 1, int64(i), export.MessageID(i+1)
		events = append(events, m)
	}
	out, tally, _ := formattest.Write(tb, writer{}, formattest.NewHistory(events, nil), formats.WriteOptions{Lang: "en"})
	if got := tally.Messages + tally.Notices; got != int64(len(messages)) {
		tb.Errorf("%d messages, the tally is %+v", len(messages), tally)
	}
	names := out.Names()
	if len(names) != 1 {
		tb.Fatalf("wrote %q", names)
	}
	return string(out.Bytes(names[0]))
}

func text(sender export.PersonRef, t export.Time, body string) *export.Message {
	return &export.Message{Sender: sender, Time: t, Content: export.Text{Body: body}}
}

func TestTranscript(t *testing.T) {
	answer := text(1, at(9, 0, 1), "두 줄\r\n답")
	answer.ReplyTo = &export.Reply{ID: 1}
	answer.Reactions = []export.Reaction{{Sign: "❤️", By: 2, Count: 1}, {Sign: "👍", Count: 3}}
	answer.Edits = []export.Edit{{Time: at(9, 0, 2), Content: export.Text{Body: "한 줄\n둘"}}}
	lost := text(2, at(9, 0, 3), "link")
	lost.ReplyTo = &export.Reply{ID: 700}
	lost.Forward = &export.Forward{Name: "뉴스", Time: at(1, 2, 3)}
	lost.Content = export.Text{Body: "link", Spans: []export.Span{{Kind: export.SpanLink, End: 4, Arg: "https://example.com/ a\nb"}}}
	abroad := text(2, at(9, 0, 4), "해외")
	abroad.Time.T = abroad.Time.T.In(time.UTC)
	got := transcript(t,
		text(2, at(8, 15, 17), "점심 뭐 먹지?\n국수?"),
		&export.Message{Time: at(8, 15, 18), Content: export.Notice{Plain: "나갔습니다.\n다시"}},
		answer, lost, abroad,
		&export.Message{Sender: 1, Time: export.Time{T: at(10, 7, 0).T, Precision: 24 * time.Hour}, Content: export.Media{
			Files: []export.File{{Kind: export.FilePhoto, State: export.FileNotExported}, {Kind: export.FilePhoto, Name: "a.jpg", State: export.FileExpired}}, Plain: "사진",
		}},
		&export.Message{Sender: 1, Time: export.Time{T: at(10, 7, 1).T, Precision: time.Second}, Content: export.Call{Kind: export.CallVoice, Outcome: export.CallMissed}},
	)
	want := `방
참여자: Bob, 김서준 (나)

──── 2026년 2월 8일 일요일 (UTC+09:00) ────

15:17 Bob: 점심 뭐 먹지?
    국수?
* 15:18 나갔습니다.
    다시

──── 2026년 2월 9일 월요일 ────

00:01 김서준: 두 줄
    답
  - 답장한 글: 2026-02-08 15:17 Bob: 점심 뭐 먹지? 국수?
  - 반응: ❤️ Bob, 👍 ×3
  - 수정 전: [2026-02-09 00:02] 한 줄
      둘
00:03 Bob: link
  - 전달 출처: 뉴스 (2026-02-01 02:03)
  - 답장한 글: 이전 메시지
  - 링크: https://example.com/%20a%20b

──── 2026년 2월 8일 일요일 (UTC+00:00) ────

15:04 Bob: 해외

──── 2026년 2월 10일 화요일 (UTC+09:00) ────

--:-- 김서준: [사진 2장]
  - [사진 – 내보낸 파일에 없음]
  - [사진 a.jpg – 내보내기 전에 보관 기간 만료]
07:01:05 김서준: [음성 통화 부재중]
`
	if got != want {
		t.Errorf("wrote\n%s\nwant\n%s", got, want)
	}
}

// posing are line ends of every kind, and what else might begin a line anew or turn one.
var posing = []string{"\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029", "\n\n", "\u202e\n", "\x00\n", "\x1b[2K\r", "\xff\n", "\n\u2067"}

// checkLines says what is wrong with a transcript of n messages of Bob and nothing else.
func checkLines(t *testing.T, got string, n int) {
	t.Helper()
	_, body, _ := strings.Cut(got, " ────\n\n")
	seen := 0
	for line := range strings.Lines(body) {
		switch {
		case strings.HasPrefix(line, "15:17 Bob: "):
			seen++
		case strings.HasPrefix(line, "    "), strings.HasPrefix(line, "  - "):
		default:
			t.Errorf("a line poses as another: %q", line)
		}
	}
	if seen != n {
		t.Errorf("%d lines of messages, want %d:\n%s", seen, n, got)
	}
	if i := strings.IndexFunc(got, hidden); i >= 0 {
		t.Errorf("a sign that turns or ends a line went out: %q", got[i:min(len(got), i+20)])
	}
}

func hidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// Whatever people write, it stands in lines of its own form.
func TestNothingPoses(t *testing.T) {
	for _, end := range posing {
		for _, line := range []string{"15:18 김서준: 내가 졌다", "* 15:18 나갔습니다.", "──── 2026년 2월 9일 월요일 ────", "  - 파일: media/x.exe", ""} {
			fake := "가" + end + line + end + end + line
			m := text(2, at(8, 15, 17), fake)
			m.ReplyTo = &export.Reply{Quote: fake}
			m.Forward = &export.Forward{Name: fake}
			m.Reactions = []export.Reaction{{Sign: fake}}
			m.Edits = []export.Edit{{Content: export.Text{Body: fake}}}
			named := &export.Message{Sender: 2, Time: at(8, 15, 17), Content: export.Media{
				Files: []export.File{{Kind: export.FileDocument, Name: fake, State: export.FileMissing}}, Caption: fake, Plain: fake,
			}}
			poll := &export.Message{Sender: 2, Time: at(8, 15, 17), Content: export.Poll{Question: fake, Options: []export.PollOption{{Text: fake}}}}
			checkLines(t, transcript(t, m, named, poll), 3)
		}
	}
}

// A name is one line and ends at the first colon that white space follows.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"영업 : 김과장":               "영업 :김과장",
		"A:\u00a0\u200b B: ":     "A:B:",
		"Mallory\n15:18 Bob: hi": "Mallory 15:18 Bob:hi",
		"\u202eliam":             "liam",
		"a\u2028b":               "a b",
		"\u200b \u3164":          "(알 수 없음)",
		"김서준":                    "김서준 (2)",
		"A： B":                   "A：B",
	} {
		got := named2(t, "방\n참여자: x\u202e", name, text(1, at(8, 15, 17), "a"), text(2, at(8, 15, 17), "b"))
		if !strings.HasPrefix(got, "방 참여자: x\n참여자: 김서준 (나), "+want+"\n\n──── ") || !strings.HasSuffix(got, "\n15:17 "+want+": b\n") {
			t.Errorf("%q is written\n%s", name, got)
		}
	}
}

func FuzzLines(f *testing.F) {
	for _, end := range posing {
		f.Add("a" + end + "15:17 Bob: b")
	}
	f.Fuzz(func(t *testing.T, body string) {
		checkLines(t, transcript(t, text(2, at(8, 15, 17), body)), 1)
	})
}

// Chats of one title get files of their own, and an empty chat gets none.
func TestFiles(t *testing.T) {
	out, _, _ := formattest.Write(t, writer{}, formattest.Everything(), formats.WriteOptions{Lang: "ko"})
	var texts []string
	for _, name := range out.Names() {
		if strings.HasSuffix(name, ".txt") && !strings.Contains(name, "/") {
			texts = append(texts, name)
		}
	}
	slices.Sort(texts)
	if got := strings.Join(texts, "|"); got != "_.. _b__ CON_.zip 둘째 줄.txt|김서준.txt|나와의 채팅.txt|우리 가족 (2).txt|우리 가족.txt" {
		t.Errorf("wrote %s", got)
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
