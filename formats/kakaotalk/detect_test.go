package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"exile/export"
	"exile/formats"
)

// Other apps' files, other platforms' exports and things that are no export at
// all are left alone.
func TestDetectRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"empty":        "",
		"letter":       "안녕하세요\r\n\r\n잘 지내시죠?\r\n",
		"whatsapp":     "[08/02/2026, 15:17:00] Sky: hello\n",
		"line":         "[LINE] 花子とのトーク履歴\n保存日時：2026/02/08 15:19\n\n2026/02/08(日)\n15:17\t花子\tこんにちは\n",
		"diary":        "2026년 2월 8일 오후 3:17\n오늘은 산책을 했다.\n",
		"diary-days":   "2026년 2월 8일 일요일\n오늘은 산책을 했다, 그리고 : 잤다.\n\n2026년 2월 9일 월요일\n오후 3시: 회의\n",
		"other-day":    "2026년 2월 8일 일요일\n2026. 2. 9. 오후 3:17, 정나무 : 안녕\n",
		"minutes":      "Sunday, February 8, 2026\n[정나무] 3:17 PM: hello\n",
		"binary":       "\x00\x01\x02\xff\xfe\xfd\x00\x00\n\x00",
		"only-one-day": "2026년 2월 8일 오후 3:17",
	} {
		in := formats.Input{Roots: []formats.Root{memRoot(t, name+".txt", text)}}
		if m := (reader{}).Detect(in); m.Score != formats.No || len(m.Files) > 0 {
			t.Errorf("%s: score %d: %s", name, m.Score, m.Why.EN)
		}
	}
}

// Every platform's export is known by signs of its own, and certain only where
// the app's words are there too.
func TestDetect(t *testing.T) {
	const ko, day = "정나무 님과 카카오톡 대화\r\n저장한 날짜 : ", "2026년 2월 1일 일요일\r\n"
	for _, c := range []struct {
		name, text string
		score      formats.Score
		en, ko     string // parts of Why
	}{
		{"KakaoTalkChats.txt", ko + "2026년 2월 8일 오후 3:19\n\n\r\n2026년 2월 8일 오후 3:17\r\n2026년 2월 8일 오후 3:17, 정나무 : 안녕\r\n", formats.Certain, "«저장한 날짜 :» and the dates are Android's", "안드로이드"},
		{"a.txt", "2026년 2월 8일 오후 3:17\r\n2026년 2월 8일 오후 3:17, 정나무 : 안녕\r\n", formats.Likely, "only a date and a time", "날짜와 시각만"},
		{"Talk_2026.2.10 12_16-1.txt", ko + "2026. 2. 10. 오후 12:16\r\n\r\n\r\n\r\n" + day + "2026. 2. 1. 오후 8:29, 정나무 : 안녕\r\n", formats.Certain, "iPhone", "아이폰"},
		{"a.txt", "KakaoTalk Chats with Room (4 people)-1.txt\r\nDate Saved : Aug 3, 2015, 12:20 AM\r\n\r\n\r\nThursday, July 9, 2015\r\nJul 9, 2015, 8:34 PM, Sky : hi\r\n", formats.Certain, "«Date Saved :» and a line with the day", "«Date Saved :»(으)로"},
		{"a.txt", day + "2026. 2. 1. 20:29: 정나무님이 들어왔습니다.\r\n", formats.Likely, "iPhone", "아이폰"},
		{"a.txt", day + "오후 8:29, 정나무 : 안녕\r\n", formats.Likely, "iPhone", "아이폰"},
		{"a.txt", "春の会\r\n保存：2026/02/10 12:16\r\n\r\n2026年2月1日日曜日\r\n2026/02/01 20:29, 花子 : はい\r\n", formats.Likely, "iPhone", "아이폰"},
		{"a.txt", "[정나무] [오전 9:11] と話\r\n保存：2026/02/10 12:16\r\n\r\n2026年2月1日日曜日\r\n2026/02/01 20:29, 花子 : はい\r\n2026/02/01 20:30, 花子 : [정나무] [오전 9:11] x\n[정나무] [오전 9:11] y\r\n", formats.Likely, "iPhone", "아이폰"},
		{"empty.txt", ko + "2026. 2. 10. 오후 12:16\r\n\r\n\r\n\r\n", formats.Certain, "iPhone", "아이폰"},
		{"a.txt", ko + "2020-11-03 10:44:52\r\n\r\n--------------- 2020년 6월 28일 일요일 ---------------\r\n[정나무] [오전 1:01] 안녕\r\n", formats.Certain, "Windows", "윈도우"},
		{"a.txt", day + "[정나무] [오전 1:01] 안녕\r\n[이하늘] [오전 1:02] 네\r\n", formats.Likely, "Windows", "윈도우"},
		{"a.csv", "Date,User,Message\n2015-07-09 20:34:26,\"정나무\",\"안녕\"\n", formats.Likely, "Mac", "맥"},
	} {
		m := (reader{}).Detect(formats.Input{Roots: []formats.Root{memRoot(t, c.name, c.text)}})
		if looks := strings.Contains(m.Why.EN, "looks like") && strings.Contains(m.Why.KO, "처럼 보입니다"); looks != (c.score == formats.Likely) {
			t.Errorf("%.40q: score %d, and %s; %s", c.text, m.Score, m.Why.EN, m.Why.KO)
		}
		if m.Score != c.score || !strings.Contains(m.Why.EN, c.en) || !strings.Contains(m.Why.KO, c.ko) || len(m.Files) != 1 {
			t.Errorf("%.40q: score %d, %d files: %s; %s", c.text, m.Score, len(m.Files), m.Why.EN, m.Why.KO)
		}
	}
}

// Lines of a log may have the form of a copy from Windows. What is so short or has
// one name only is read if asked for, and left alone beside what is an export.
func TestDetectLogs(t *testing.T) {
	const log = "[INFO] [12:01 PM] started\n[INFO] [12:02 PM] listening\n[INFO] [12:02 PM] done\n"
	for text, want := range map[string]formats.Score{
		"[INFO] [12:01] started\n[INFO] [12:02] listening\n[WARN] [12:02] done\n": formats.No,
		log: formats.Maybe,
		"[민수] [오후 3:15] 하나\n[영희] [오후 3:16] 둘\n":                                      formats.Maybe,
		"[민수] [오후 3:15] 하나\n[영희] [오후 3:16] 둘\n[민수] [오후 3:16] 셋\n":                    formats.Likely,
		"2026년 2월 8일 일요일\n[민수] [오후 3:15] 하나\n[민수] [오후 3:16] 둘\n":                     formats.Likely,
		"[민수] [오후 11:58] 하나\n[민수] [오후 11:59] 둘\n2026년 2월 8일 일요일\n[민수] [오전 9:00] 셋\n": formats.Likely,
	} {
		in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
		if m := (reader{}).Detect(in); m.Score != want {
			t.Errorf("%q: score %d, want %d", text, m.Score, want)
		}
	}
	root, err := formats.NewRoot("x", formats.RootFolder, fstest.MapFS{
		"run.txt": {Data: []byte(log)}, "방.csv": {Data: []byte(csvTop + "2026-01-10 10:00:00,\"가람\",\"하나\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := (reader{}).Detect(formats.Input{Roots: []formats.Root{root}})
	if m.Score != formats.Likely || len(m.Files) != 1 || m.Files[0].Name != "방.csv" {
		t.Errorf("beside an export: %+v", m)
	}
}

// Of several exports is said what is true of all.
func TestDetectSeveral(t *testing.T) {
	const (
		ko      = "정나무 님과 카카오톡 대화\r\n저장한 날짜 : "
		phone   = ko + "2026년 2월 8일 오후 3:19\n\n\r\n2026년 2월 8일 오후 3:17\r\n2026년 2월 8일 오후 3:17, 정나무 : 안녕\r\n"
		pasted  = "2026년 2월 8일 오후 3:17\r\n2026년 2월 8일 오후 3:17, 정나무 : 안녕\r\n"
		desktop = ko + "2020-11-03 10:44:52\r\n\r\n--------------- 2020년 6월 28일 일요일 ---------------\r\n[정나무] [오전 1:01] 안녕\r\n"
		table   = "Date,User,Message\n2015-07-09 20:34:26,\"정나무\",\"안녕\"\n"
	)
	for _, c := range []struct {
		texts  []string
		score  formats.Score
		en, ko string
	}{
		{[]string{phone, phone}, formats.Certain, "line 2 begins with «저장한 날짜 :» and the dates are Android's", "둘째 줄이 «저장한 날짜 :»(으)로 시작하고, 날짜는 안드로이드가 쓰는 모양입니다"},
		{
			[]string{pasted, phone},
			formats.Certain,
			"2 files have the headings or the dates of KakaoTalk exports (Android)", "파일 2개에 카카오톡 내보내기의 머리글이나 날짜가 있습니다(안드로이드)",
		},
		{
			[]string{table, desktop, pasted},
			formats.Certain,
			"3 files have the headings or the dates of KakaoTalk exports (Android, Windows, Mac)", "파일 3개에 카카오톡 내보내기의 머리글이나 날짜가 있습니다(안드로이드, 윈도우, 맥)",
		},
		{
			[]string{table, pasted},
			formats.Likely,
			"2 files look like KakaoTalk exports (Android, Mac)", "파일 2개가 카카오톡 내보내기처럼 보입니다(안드로이드, 맥)",
		},
	} {
		var in formats.Input
		for i, text := range c.texts {
			name := fmt.Sprintf("room%c.txt", 'a'+i)
			if text == table {
				name = "room.csv"
			}
			in.Roots = append(in.Roots, memRoot(t, name, text))
		}
		if m := (reader{}).Detect(in); m.Score != c.score || m.Why.EN != c.en || m.Why.KO != c.ko || len(m.Files) != len(c.texts) {
			t.Errorf("score %d, %d files: %s; %s; want %s", m.Score, len(m.Files), m.Why.EN, m.Why.KO, c.en)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		app         platform
		loc         *locale
		line, title string
		counted     bool
	}{
		{android, &koreanLocale, "정나무 님과 카카오톡 대화", "정나무", false},
		{android, &koreanLocale, "산책 친구들 5 님과 카카오톡 대화", "산책 친구들", true},
		{android, &koreanLocale, "산책 친구들 카카오톡 대화", "산책 친구들", false},
		{ios, &koreanLocale, "산책 친구들 (5명)과 카카오톡 대화", "산책 친구들", true},
		{android, &koreanLocale, "불과 물과 카카오톡 대화", "불과 물과", false},
		{ios, &englishLocale, "KakaoTalk Chats with Hiking Club (4 people)", "Hiking Club", true},
		{android, &koreanLocale, "1반 1 님과 카카오톡 대화", "1반 1", false},
		{android, &englishLocale, "KakaoTalk Chats with Hiking Club (3)", "Hiking Club", true},
		{android, &englishLocale, "KakaoTalk Chats with Sky", "Sky", false},
		{android, &englishLocale, "something else", "something else", false},
		// A number alone counts nobody on an iPhone.
		{ios, &englishLocale, "KakaoTalk Chats with Area 51", "Area 51", false},
		{ios, &englishLocale, "KakaoTalk Chats with Area (51)", "Area (51)", false},
		{ios, &englishLocale, "KakaoTalk Chats with Area 51 (4 people)", "Area 51", true},
		{ios, &koreanLocale, "2024 여행 2 님과 카카오톡 대화", "2024 여행 2", false},
	} {
		if title, counted := c.loc.title(c.app, c.line); title != c.title || counted != c.counted {
			t.Errorf("%s, %s: %q, %v", c.app, c.line, title, counted)
		}
	}
}

func TestParts(t *testing.T) {
	const day = "\r\n2026년 2월 8일 오후 3:17\r\n2026년 2월 8일 오후 3:17, 정나무 : 안녕\n하이\r\n"
	head := func(saved string) string {
		return "\ufeff정나무 님과 카카오톡 대화\r\n저장한 날짜 : " + saved + "\n\n" + day
	}
	ios := func(number int, saved string) string {
		return fmt.Sprintf("\ufeffTalk_2026.2.10 %s-%d.txt\r\n저장한 날짜 : 2026. 2. 10. %s\r\n\r\n\r\n\r\n2026년 2월 8일 일요일\r\n2026. 2. 8. 12:15, 정나무 : 안녕\r\n", saved, number, saved)
	}
	for _, c := range []struct {
		what    string
		files   map[string]string
		groups  int
		missing []string
	}{
		{"parts", map[string]string{"KakaoTalkChats.txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_2.txt": day}, 1, nil},
		{"a part is missing", map[string]string{"KakaoTalkChats.txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_3.txt": day}, 1, []string{"KakaoTalkChats_2.txt"}},
		{"the first is missing", map[string]string{"a_2.txt": head("2026년 2월 8일 오후 3:19"), "a_3.txt": day}, 1, []string{"a.txt"}},
		{"an iPhone's", map[string]string{"Talk_2026.2.10 12:16-1.txt": ios(1, "12:16"), "Talk_2026.2.10 12:16-2.txt": ios(2, "12:16")}, 1, nil},
		{"an iPhone's, through another system", map[string]string{"Talk_2026.2.10 12:16-1.txt": ios(1, "12:16"), "Talk_2026.2.10 12_16-2.txt": ios(2, "12:16")}, 1, nil},
		{"an iPhone's, without some", map[string]string{"Talk_2026.2.10 12_16-2.txt": ios(2, "12:16"), "Talk_2026.2.10 12_16-4.txt": ios(4, "12:16")}, 1, []string{"Talk_2026.2.10 12_16-1.txt", "Talk_2026.2.10 12_16-3.txt"}},
		{"an iPhone's second alone", map[string]string{"Talk_2026.2.10 12_16-2.txt": ios(2, "12:16")}, 1, []string{"Talk_2026.2.10 12_16-1.txt"}},
		{"an iPhone's, of two rooms", map[string]string{"Talk_2026.2.10 12_16-1.txt": ios(1, "12:16"), "Talk_2026.2.10 12_17-1.txt": ios(1, "12:17"), "Talk_2026.2.10 12_16-2.txt": ios(2, "12:16")}, 2, nil},
		{"an iPhone's that begins within a day", map[string]string{"Talk_2026.2.10 12_16-1.txt": ios(1, "12:16"), "Talk_2026.2.10 12_16-2.txt": "\ufeffTalk_2026.2.10 12:16-2.txt\r\n저장한 날짜 : 2026. 2. 10. 12:16\r\n\r\n2026. 2. 8. 13:00, 정나무 : 네\r\n"}, 1, nil},
		{"saved by a browser", map[string]string{"KakaoTalkChats (1).txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_2 (1).txt": day}, 1, nil},
		{"an iPhone's, some saved twice", map[string]string{"Talk_2026.2.10 12_16-1.txt": ios(1, "12:16"), "Talk_2026.2.10 12_16-1 (1).txt": ios(1, "12:16"), "Talk_2026.2.10 12_16-3(2).txt": ios(3, "12:16")}, 1, []string{"Talk_2026.2.10 12_16-2.txt"}},
		{"all saved twice", map[string]string{"KakaoTalkChats.txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_2.txt": day, "KakaoTalkChats (1).txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_2 (1).txt": day}, 1, nil},
		{"two exports of one name", map[string]string{"KakaoTalkChats.txt": head("2026년 2월 8일 오후 3:19"), "KakaoTalkChats_2.txt": day, "KakaoTalkChats (1).txt": head("2026년 2월 8일 오후 3:18"), "KakaoTalkChats_2 (1).txt": day + "여럿\r\n"}, 2, nil},
		{"equal, and called different", map[string]string{"가.txt": head("2026년 2월 8일 오후 3:19"), "나 (1).txt": head("2026년 2월 8일 오후 3:19")}, 2, nil},
		{"two exports", map[string]string{"a-1.txt": head("2026년 2월 8일 오후 3:19"), "a-2.txt": head("2026년 3월 8일 오후 3:19")}, 2, nil},
		{"years", map[string]string{"a_2025.txt": head("2026년 2월 8일 오후 3:19"), "a_2026.txt": head("2026년 2월 8일 오후 3:19")}, 2, nil},
	} {
		fsys := fstest.MapFS{}
		for name, text := range c.files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		root, err := formats.NewRoot("x", formats.RootFolder, fsys)
		if err != nil {
			t.Fatal(err)
		}
		groups, err := find(formats.Input{Roots: []formats.Root{root}})
		if err != nil || len(groups) != c.groups {
			t.Errorf("%s: %d groups, %v", c.what, len(groups), err)
			continue
		}
		if got := groups[0].missing; !slices.Equal(got, c.missing) {
			t.Errorf("%s: missing %q", c.what, got)
		}
		for _, p := range readProblems(t, root) {
			if p.Code == export.MissingFile || p.Code == export.MissingPart && !slices.Contains(c.missing, p.Name) {
				t.Errorf("%s: told %s %s", c.what, p.Code, p.Name)
			}
		}
	}
}

// A copy is left to be told as a file that nobody claims.
func TestCopyClaims(t *testing.T) {
	row := csvTop + "2026-01-10 10:00:00,\"가람\",\"하나\"\n"
	for files, want := range map[string]int{"방.csv 방 (1).csv": 1, "방 (1).csv 방 (2).csv": 1, "방.csv 방1.csv": 2} {
		fsys := fstest.MapFS{}
		for _, name := range strings.SplitAfter(files, ".csv") {
			fsys[strings.TrimSpace(name)] = &fstest.MapFile{Data: []byte(row)}
		}
		delete(fsys, "")
		root, err := formats.NewRoot("x", formats.RootFolder, fsys)
		if err != nil {
			t.Fatal(err)
		}
		if m := (reader{}).Detect(formats.Input{Roots: []formats.Root{root}}); len(m.Files) != want {
			t.Errorf("%s: %v", files, m.Files)
		}
	}
}

func readProblems(t *testing.T, root formats.Root) (all []*export.Problem) {
	t.Helper()
	for e, err := range formats.Events(t.Context(), reader{}, formats.Input{Roots: []formats.Root{root}}, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := e.(*export.Problem); ok {
			all = append(all, p)
		}
	}
	return all
}

// Who "me" is follows from the title of a room of two, and from nothing else.
func TestSelf(t *testing.T) {
	for _, c := range []struct{ title, senders, self string }{
		{"민수", "민수 영희", "영희"},
		{"민수 2", "민수_2 영희", "영희"}, // a friend of that name
		{"민수 3", "민수 영희", ""},     // a room of three
		{"동네", "민수 영희", ""},
		{"민수", "민수 영희 철수", ""},
		{"민수", "회원님 민수", "회원님"},
	} {
		prof := &profile{loc: &koreanLocale, names: newNames()}
		for name := range strings.FieldsSeq(c.senders) {
			prof.names.add(strings.ReplaceAll(name, "_", " ")+" : 안녕", koreanFeeds)
		}
		prof.names.finish()
		var p people
		p.init(prof, header{title: c.title + " 님과 카카오톡 대화"}, "")
		if p.Self != c.self {
			t.Errorf("%s with %s: self %q, want %q", c.title, c.senders, p.Self, c.self)
		}
	}
}
