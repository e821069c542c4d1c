package telegram

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// album is a history of a group with everything in it.
func album() *memory {
	me := person(1, "나")
	me.Self = true
	photo := func(name string) export.File {
		return export.File{Kind: export.FilePhoto, Name: name, Path: name, State: export.FilePresent, Size: 3}
	}
	gone := export.File{Kind: export.FilePhoto, State: export.FileMissing}
	say := func(sender export.PersonRef, minute int, c export.Content) *export.Message {
		return &export.Message{Sender: sender, Time: at(15, 15, minute), Content: c}
	}
	h := chatOf(export.ChatGroup, []export.Person{me, person(2, "부서 : 김민수"), person(3, "(알 수 없음)"), person(4, "(알 수 없음)")},
		notice(at(15, 15, 16), "나님이 부서 : 김민수님을 초대했습니다."),
		say(1, 17, export.Text{Body: "안녕하세요\n\n[15/02/2026, 15:17:00] 김: 붙여 넣은 글"}),
		say(2, 17, export.Media{Files: []export.File{photo("a.jpg"), gone, photo("b.png")}, Caption: "사진 설명"}),
		say(2, 17, export.Text{Body: "같은 분"}),
		say(3, 18, export.Media{Files: []export.File{{Kind: export.FileVoice, Name: "v.m4a", Path: "v.m4a", State: export.FilePresent}}}),
		say(4, 18, export.Call{Plain: "보이스톡 0:17"}),
		say(1, 18, export.Deleted{By: export.DeletedBySender, Plain: "삭제된 메시지입니다."}),
		say(1, 17, export.Text{Body: "되돌아간 시각"}),
		say(2, 19, export.Media{Plain: "사진 3장", Files: []export.File{
			{Kind: export.FilePhoto, State: export.FileNotExported}, {Kind: export.FilePhoto, State: export.FileNotExported},
		}}),
		say(2, 19, export.Text{}),
		say(2, 20, export.Media{Files: []export.File{{Kind: export.FileDocument, Name: "보고서.pdf", Path: "보고서.pdf", State: export.FilePresent}}}),
		&export.Message{Sender: 2, Content: export.Poll{Question: "점심?", Options: []export.PollOption{{Text: "국밥"}}}},
	)
	h.files = map[string][]byte{"a.jpg": []byte("aaa"), "b.png": []byte("bbb"), "v.m4a": []byte("voice"), "보고서.pdf": []byte("%PDF")}
	return h
}

const albumText = `[15/02/2026, 15:16:00] exile created group "가족"
[15/02/2026, 15:16:00] 나님이 부서 :~ 김민수님을 초대했습니다.
[15/02/2026, 15:17:00] 나: 안녕하세요

~[15/02/2026, 15:17:00] 김: 붙여 넣은 글
[15/02/2026, 15:17:00] 부서 :김민수: <attached: 00000004-PHOTO-2026-02-15-15-17-00.jpg>
[15/02/2026, 15:17:00] 부서 :김민수: <attached: 00000005-PHOTO-2026-02-15-15-17-00.png>
[15/02/2026, 15:17:00] 부서 :김민수: [사진 – 내보낸 파일에 없음]
[15/02/2026, 15:17:01] 부서 :김민수: 사진 설명
[15/02/2026, 15:17:01] 부서 :김민수: 같은 분
[15/02/2026, 15:18:00] (알 수 없음): <attached: 00000009-AUDIO-2026-02-15-15-18-00.m4a>
[15/02/2026, 15:18:00] (알 수 없음) (2): 보이스톡 0:17
[15/02/2026, 15:18:00] 나: 삭제된 메시지입니다.
[15/02/2026, 15:18:00] 나: 되돌아간 시각
[15/02/2026, 15:19:00] 부서 :김민수: 사진 3장
[15/02/2026, 15:19:00] 부서 :김민수: [빈 메시지]
[15/02/2026, 15:20:00] 부서 :김민수: <attached: 00000015-보고서.pdf>
[15/02/2026, 15:20:00] 부서 :김민수: [투표] 점심?
- 국밥
`

func TestWrite(t *testing.T) {
	out, tally, problems := write(t, album(), kst(nil))
	want := strings.ReplaceAll(albumText, "~", guard)
	folder := "가족/WhatsApp Chat with 가족/"
	if got := string(out.one(t, folder+"WhatsApp Chat with 가족.txt")); got != want {
		t.Errorf("text:\n%s\nwant:\n%s", got, want)
	}
	if want := (formats.Tally{Chats: 1, Messages: 11, Notices: 1, Extra: 4, Files: 4}); tally != want {
		t.Errorf("tally %+v, want %+v", tally, want)
	}
	media := map[string]string{
		"00000004-PHOTO-2026-02-15-15-17-00.jpg": "aaa",
		"00000005-PHOTO-2026-02-15-15-17-00.png": "bbb",
		"00000009-AUDIO-2026-02-15-15-18-00.m4a": "voice",
		"00000015-보고서.pdf":                       "%PDF",
	}
	for name, content := range media {
		if got := string(out.one(t, folder+name)); got != content {
			t.Errorf("%s holds %q", name, got)
		}
	}
	media["_chat.txt"] = want
	if got := unzip(t, out.one(t, "가족/WhatsApp Chat - 가족.zip")); !maps.Equal(got, media) {
		t.Errorf("the zip holds %q", got)
	}
	if len(out) != 7 {
		t.Errorf("files %q", out.names())
	}
	var told []string
	for _, p := range problems {
		told = append(told, fmt.Sprintf("%s %s %d", p.Code, p.Name, p.Times()))
	}
	wantTold := []string{
		"assumed-offset +09:00 1", "changed-name 부서 : 김민수 1", "changed-name (알 수 없음) 1", "assumed-seconds 가족 11",
		"time-inferred 가족 1", "moved-time 가족 1", "guarded-line 가족 2", "sent-as-file photo .png 1", "sent-as-file voice .m4a 1",
	}
	if !slices.Equal(told, wantTold) {
		t.Errorf("told\n%q, want\n%q", told, wantTold)
	}
}

// unzip returns what a zip holds, after a look at what was said to matter.
func unzip(t *testing.T, b []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for i, f := range r.File {
		if f.Flags&flagBehind != 0 || len(f.Extra) > 0 || strings.ContainsAny(f.Name, "/\\") || f.Mode() != 0o644 {
			t.Errorf("%s: flags %x, extra %x, mode %v", f.Name, f.Flags, f.Extra, f.Mode())
		}
		if text := f.Name == textName; text != (i == 0) || text != (f.Method == zip.Deflate) {
			t.Errorf("entry %d is %s, method %d", i, f.Name, f.Method)
		}
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(rc) // checks the sum
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		all[f.Name] = string(content)
	}
	return all
}

func TestSecondWriteIsEqual(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		opt := kst(map[string]string{"part": "4"})
		opt.Lang = lang
		first, _, _ := write(t, album(), opt)
		second, _, _ := write(t, album(), opt)
		if !slices.Equal(first.names(), second.names()) {
			t.Fatalf("files %q, then %q", first.names(), second.names())
		}
		for name := range first {
			if !bytes.Equal(first[name].Bytes(), second[name].Bytes()) {
				t.Errorf("%s differs", name)
			}
		}
	}
}

func TestPhones(t *testing.T) {
	big := album()
	big.messages[1][2].Content.(export.Media).Files[0].Size = bothUnder
	for _, tt := range []struct {
		name         string
		h            *memory
		phones       string
		zip, android bool
	}{
		{"both unasked", album(), "auto", true, true},
		{"android alone where media are many", big, "auto", false, true},
		{"both on demand", big, "both", true, true},
		{"iphone", album(), "iphone", true, false},
		{"android", album(), "android", false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, tally, _ := write(t, tt.h, kst(map[string]string{"for": tt.phones}))
			has := func(suffix string) bool {
				return slices.ContainsFunc(out.names(), func(n string) bool { return strings.HasSuffix(n, suffix) })
			}
			if has(".zip") != tt.zip || has(".txt") != tt.android || has(".m4a") != tt.android || !has(guideName) {
				t.Errorf("files %q", out.names())
			}
			if tally.Files != 4 {
				t.Errorf("%d files counted, want each once: 4", tally.Files)
			}
			page := string(out.one(t, guideName))
			if strings.Contains(page, "<h2>아이폰") != tt.zip || strings.Contains(page, "<h2>안드로이드") != tt.android {
				t.Error("the guide does not tell of what is there")
			}
		})
	}
}

// What makes a file a group's to Telegram is its first line.
func TestKinds(t *testing.T) {
	people := []export.Person{person(1, "가"), person(2, "나"), person(3, "다")}
	two := []*export.Message{text(1, at(15, 1, 1), "x"), text(2, at(15, 1, 2), "y"), notice(at(15, 1, 3), `가 created group "z"`)}
	three := append(slices.Clone(two), text(3, at(15, 1, 4), "z"))
	for _, tt := range []struct {
		name     string
		kind     export.ChatKind
		messages []*export.Message
		members  int
		values   map[string]string
		want     bool
	}{
		{"two people", export.ChatDirect, two, 2, nil, false},
		{"two people made a group", export.ChatDirect, two, 2, map[string]string{"as-group": "true"}, true},
		{"a group", export.ChatGroup, two, 0, nil, true},
		{"notes to oneself", export.ChatSelf, two[:1], 1, nil, true},
		{"unknown, two write", export.ChatUnknown, two, 0, nil, false},
		{"unknown, three write", export.ChatUnknown, three, 0, nil, true},
		{"unknown, three write, in parts", export.ChatUnknown, three, 0, map[string]string{"part": "1"}, true},
		{"unknown, three members", export.ChatUnknown, two, 3, nil, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h := chatOf(tt.kind, people, tt.messages...)
			for i := range tt.members {
				h.chats[0].Members = append(h.chats[0].Members, people[i].Ref)
			}
			out, tally, _ := write(t, h, kst(tt.values))
			parts := 0
			for name, f := range out {
				if !strings.HasSuffix(name, ".txt") {
					continue
				}
				parts++
				first, _, _ := strings.Cut(f.String(), "\n")
				if got := strings.Contains(first, `] exile created group "가족"`); got != tt.want {
					t.Errorf("%s opens with %q", name, first)
				}
				if inner := strings.Contains(f.String(), `가 created group "z"`); inner && !tt.want {
					t.Errorf("a notice makes %s a group's", name)
				}
			}
			extra := int64(0)
			if tt.want {
				extra = int64(parts)
			}
			if want := (formats.Tally{Chats: 1, Messages: tally.Messages, Notices: tally.Notices, Extra: extra}); tally != want {
				t.Errorf("tally %+v", tally)
			}
		})
	}
}

func TestParts(t *testing.T) {
	var all []*export.Message
	for day := 10; day < 16; day++ {
		for minute := range 4 {
			all = append(all, text(1, at(day, 12, minute), fmt.Sprintf("%d/%d", day, minute)))
		}
	}
	h := chatOf(export.ChatDirect, []export.Person{person(1, "가")}, all...)
	out, tally, problems := write(t, h, kst(map[string]string{"part": "10", "for": "both"}))
	for k, days := range map[int][2]string{1: {"10/02/2026", "11/02/2026"}, 2: {"12/02/2026", "13/02/2026"}, 3: {"14/02/2026", "15/02/2026"}} {
		name := fmt.Sprintf("가족/WhatsApp Chat with 가족 %[1]d of 3/WhatsApp Chat with 가족 %[1]d of 3.txt", k)
		body := string(out.one(t, name))
		if n := strings.Count(body, "\n"); n != 8 || !strings.HasPrefix(body, "["+days[0]) || !strings.Contains(body, "\n["+days[1]) {
			t.Errorf("part %d: %q", k, body)
		}
		if got := unzip(t, out.one(t, fmt.Sprintf("가족 %d of 3.zip", k)))[textName]; got != body {
			t.Errorf("part %d of the zips differs", k)
		}
	}
	if tally.Messages != 24 || tally.Extra != 0 {
		t.Errorf("tally %+v", tally)
	}
	last := problems[len(problems)-1]
	if last.Code != export.SeveralParts || last.Count != 3 {
		t.Errorf("last problem %+v", last)
	}
	page := string(out.one(t, guideName))
	for _, want := range []string{"3개 중 2번째", "3개로 나뉘어", `<span class="day">2026-02-12 ~</span> <span class="day">2026-02-13</span>`, "하루에 하나씩"} {
		if !strings.Contains(page, want) {
			t.Errorf("the guide does not say %q", want)
		}
	}
}

func TestTimes(t *testing.T) {
	sec := func(unix int64) export.Time { return export.Time{T: time.Unix(unix, 0).UTC(), Precision: time.Second} }
	photo := export.Media{
		Files:   []export.File{{Kind: export.FilePhoto, Name: "a.jpg", Path: "a.jpg", State: export.FilePresent}},
		Caption: "설명",
	}
	h := chatOf(export.ChatDirect, nil,
		&export.Message{Content: export.Text{Body: "시각 없음"}},
		&export.Message{Time: sec(1_000_000_018), Content: photo},                      // 10:46:58
		&export.Message{Time: sec(1_000_000_018), Content: export.Text{Body: "한 초 뒤"}}, // behind the caption: moved
		&export.Message{Time: sec(1_000_000_019), Content: photo},                      // 10:46:59: the caption stays in its minute
		&export.Message{Time: sec(1_000_000_020), Content: export.Text{Body: "다음 분"}},
		&export.Message{Time: sec(5), Content: export.Text{Body: "한참 전"}},
	)
	h.files["a.jpg"] = []byte("x")
	out, _, problems := write(t, h, kst(map[string]string{"telegram-offset": "+09:00", "for": "android"}))
	var stamps []string
	for _, m := range read(string(out.one(t, ".txt"))) {
		stamps = append(stamps, strings.TrimPrefix(m.stamp, "09/09/2001 "))
	}
	if want := []string{"10:46:58", "10:46:58", "10:46:59", "10:46:59", "10:46:59", "10:46:59", "10:47:00", "10:47:00"}; !slices.Equal(stamps, want) {
		t.Errorf("stamps %q, want %q", stamps, want)
	}
	counts := make(map[export.Code]int)
	for _, p := range problems {
		counts[p.Code] += p.Times()
	}
	if counts[export.MovedTime] != 2 || counts[export.TimeInferred] != 1 || counts[export.AssumedSeconds] != 0 {
		t.Errorf("problems %v", counts)
	}
	if counts[export.DateOrder] != 1 || counts[export.UnknownSelf] != 1 {
		t.Errorf("no day above 12 and no self: %v", counts)
	}
}

func TestTitles(t *testing.T) {
	h := chatOf(export.ChatGroup, nil, text(0, at(15, 1, 1), "x"))
	h.chats = nil
	for i, title := range []string{"Room", "room", "CON", `a/b: "c"` + "\n\u202e", "", "빈 방"} {
		ref := export.ChatRef(i + 1)
		h.chats = append(h.chats, export.Chat{Ref: ref, Kind: export.ChatGroup, Title: title})
		if title != "빈 방" {
			h.messages[ref] = h.messages[1]
		}
	}
	out, tally, _ := write(t, h, kst(map[string]string{"for": "iphone"}))
	want := []string{
		"Room/WhatsApp Chat - Room.zip", "_CON/WhatsApp Chat - _CON.zip", "a_b_ _c_/WhatsApp Chat - a_b_ _c_.zip",
		"room (2)/WhatsApp Chat - room.zip", "제목 없는 대화/WhatsApp Chat - 제목 없는 대화.zip",
	}
	got := slices.DeleteFunc(out.names(), func(n string) bool { return strings.HasSuffix(n, guideName) })
	if !slices.Equal(got, want) {
		t.Errorf("files\n%q, want\n%q", got, want)
	}
	if tally.Chats != 5 {
		t.Errorf("%d chats written, want 5: an empty one leaves nothing", tally.Chats)
	}
	body := unzip(t, out["a_b_ _c_/WhatsApp Chat - a_b_ _c_.zip"].Bytes())[textName]
	if want := `exile created group "a/b:'c'"` + "\n"; !strings.Contains(body, want) {
		t.Errorf("%q does not hold %q", body, want)
	}
}

// Both pages stand alone, name what is there and escape what people wrote.
func TestGuide(t *testing.T) {
	for lang, words := range map[string][]string{
		"ko": {`<html lang="ko">`, "UTC+09:00", "한국 시간", "소유자", "음성 메시지(.m4a) 1개", "<bdi>부서 :김민수</bdi> (카카오톡 이름: <bdi>부서 : 김민수</bdi>)", "<bdi>부서 : 김민수</bdi> → <bdi>부서 :김민수</bdi>", "00초", `<bdi>나</bdi></b>(나)`},
		"en": {`<html lang="en">`, "UTC+09:00", "owner", "1 × voice message (.m4a)", "<bdi>부서 :김민수</bdi> (name in KakaoTalk: <bdi>부서 : 김민수</bdi>)", "<bdi>부서 : 김민수</bdi> → <bdi>부서 :김민수</bdi>", "1 message without a time took that of its neighbour.", ":00.", `<bdi>나</bdi></b> (you)`},
	} {
		opt := kst(nil)
		opt.Lang = lang
		h := album()
		h.chats[0].Title = "<script>alert(1)</script>"
		out, _, _ := write(t, h, opt)
		page := html.UnescapeString(string(out.one(t, guideName)))
		for _, w := range words {
			if !strings.Contains(page, w) {
				t.Errorf("%s: no %q", lang, w)
			}
		}
		for _, w := range []string{"http://", "https://", "<no value>", "ZgotmplZ", "src="} {
			if strings.Contains(page, w) {
				t.Errorf("%s: there is %q", lang, w)
			}
		}
		if raw := string(out.one(t, guideName)); strings.Contains(raw, "<script") {
			t.Errorf("%s: the title is not escaped", lang)
		}
	}
}
