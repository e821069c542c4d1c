package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// readCSV reads the rows below the header, each as "sender|time|kind|words".
func readCSV(t *testing.T, name, text string) (shown []string, events []export.Event) {
	t.Helper()
	in := formats.Input{Roots: []formats.Root{memRoot(t, name, text)}}
	people := map[export.PersonRef]string{}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, e)
		switch e := e.(type) {
		case *export.Person:
			people[e.Ref] = e.Name()
		case *export.Message:
			at := e.Time.T.Format("15:04:05")
			if e.Time.Precision == time.Minute {
				at += "m"
			}
			if e.Time.Inferred {
				at += "?"
			}
			shown = append(shown, fmt.Sprintf("%s|%s|%s|%s", people[e.Sender], at, export.KindOf(e.Content), e.Content.Words()))
		case *export.Unread:
			shown = append(shown, "unread|"+e.Text)
		case *export.Chat, *export.Mark, *export.Problem, *export.Profile:
		}
	}
	formattest.Accounting(t, in, events)
	formattest.Promises(t, in, events)
	return shown, events
}

const csvTop = csvHeader + "\n"

// Rows come out whole whatever their texts look like, and one that is broken
// costs no other.
func TestCSVRows(t *testing.T) {
	const a, b, c = `2026-01-10 10:00:00,"가람","하나"` + "\n", `2026-01-10 10:00:01,"나래","둘"` + "\n", `2026-01-10 10:00:02,"가람","셋"` + "\n"
	const one, two, three = "가람|10:00:00|text|하나", "나래|10:00:01|text|둘", "가람|10:00:02|text|셋"
	for what, x := range map[string]struct {
		text string
		want []string
	}{
		"plain":               {a + b + c, []string{one, two, three}},
		"CRLF":                {strings.ReplaceAll(a+b, "\n", "\r\n"), []string{one, two}},
		"no newline at end":   {strings.TrimSuffix(a+b, "\n"), []string{one, two}},
		"blank lines":         {a + "\n" + b + "\n\n", []string{one, two}},
		"bare fields":         {"2026-01-10 10:00:00,가람,하나, 그리고 \"둘\"\n" + b, []string{`가람|10:00:00|text|하나, 그리고 "둘"`, two}},
		"empty text":          {`2026-01-10 10:00:00,"가람",""` + "\n2026-01-10 10:00:01,\"나래\",\n" + c, []string{"가람|10:00:00|text|", "나래|10:00:01|text|", three}},
		"quotes":              {`2026-01-10 10:00:00,"가""람","""하나"" 둘 """` + "\n" + b, []string{`가"람|10:00:00|text|"하나" 둘 "`, two}},
		"comma in name":       {`2026-01-10 10:00:00,"가람, ""팀장""","하나"` + "\n" + b, []string{`가람, "팀장"|10:00:00|text|하나`, two}},
		"lines":               {"2026-01-10 10:00:00,\"가람\",\"하나\n\n둘\r\n셋\"\n" + b, []string{"가람|10:00:00|text|하나\n\n둘\n셋", two}},
		"row within quotes":   {"2026-01-10 10:00:00,\"가람\",\"보세요\n2026-01-10 09:00:00,\"\"나래\"\",\"\"둘\"\"\n,\"\"\"\",지움\n끝\"\n" + b, []string{"가람|10:00:00|text|보세요\n2026-01-10 09:00:00,\"나래\",\"둘\"\n,\"\",지움\n끝", two}},
		"bare row in quotes":  {"2026-01-10 10:00:00,\"가람\",\"보세요\n2026-01-10 09:00:00,나래,둘\n\"\n" + b, []string{"가람|10:00:00|text|보세요\n2026-01-10 09:00:00,나래,둘\n", two}},
		"closing on its own":  {"2026-01-10 10:00:00,\"가람\",\"\n\"\n" + b, []string{"가람|10:00:00|text|\n", two}},
		"never closed":        {"2026-01-10 10:00:00,\"가람\",\"하나\n" + b + c, []string{`unread|2026-01-10 10:00:00,"가람","하나`, two, three}},
		"never closed, bare":  {"2026-01-10 10:00:00,가람,\"하나\n2026-01-10 10:00:01,나래,둘\n2026-01-10 10:00:02,가람,셋\n", []string{`unread|2026-01-10 10:00:00,가람,"하나`, two, three}},
		"never closed, last":  {a + "2026-01-10 10:00:01,\"나래\",\"둘\n셋\n", []string{one, `unread|2026-01-10 10:00:01,"나래","둘`, "unread|셋"}},
		"never closed, twice": {"2026-01-10 10:00:00,\"가람\",\"하나\n더\n2026-01-10 10:00:01,\"나래\",\"둘\n" + c, []string{`unread|2026-01-10 10:00:00,"가람","하나`, "unread|더", `unread|2026-01-10 10:00:01,"나래","둘`, three}},
		"quote not doubled":   {"2026-01-10 10:00:00,\"가람\",\"그가 \"응\" 했다\"\n" + b, []string{`unread|2026-01-10 10:00:00,"가람","그가 "응" 했다"`, two}},
		"four columns":        {`2026-01-10 10:00:00,"가람","하나","둘"` + "\n" + b, []string{`unread|2026-01-10 10:00:00,"가람","하나","둘"`, two}},
		"two columns":         {"2026-01-10 10:00:00,\"가람\"\n" + b, []string{`unread|2026-01-10 10:00:00,"가람"`, two}},
		"no such day":         {"2026-02-30 10:00:00,\"가람\",\"하나\"\n" + b, []string{`unread|2026-02-30 10:00:00,"가람","하나"`, two}},
		"stray line":          {a + "길 잃은 줄\n" + b, []string{one, "unread|길 잃은 줄", two}},
		"two files in one":    {a + csvTop + b, []string{one, two}},
		"deleted": {a + ",\"\",\"메시지가 삭제되었습니다.\"\n,\"\",\"관리자가 메시지를 가렸습니다.\"\n" + c, []string{
			one, "|10:00:00?|deleted|메시지가 삭제되었습니다.", "|10:00:00?|deleted|관리자가 메시지를 가렸습니다.", three,
		}},
		"deleted at first": {",\"\",\"The message has been deleted.\"\n,,메시지가 삭제되었습니다.\n" + b, []string{
			"|10:00:01?|deleted|The message has been deleted.", "|10:00:01?|deleted|메시지가 삭제되었습니다.", two,
		}},
		"deleted, and more after it": {"2026-01-10 10:00:00,\"가람\",\"하나\n둘\"\n,\"\",\"메시지가 삭제되었습니다.\"\n", []string{"가람|10:00:00|text|하나\n둘", "|10:00:00?|deleted|메시지가 삭제되었습니다."}},
		"saved by Excel": {"2026-01-10 10:00,가람,하나\n2026-01-10 9:05,나래,\"둘, \"\"둘\"\"\"\n,,메시지가 삭제되었습니다.\n", []string{
			"가람|10:00:00m|text|하나", `나래|09:05:00m|text|둘, "둘"`, "|09:05:00m?|deleted|메시지가 삭제되었습니다.",
		}},
		"all in quotes": {"\"2026-01-10 10:00:00\",\"가람\",\"하나\"\n\"2026-01-10 10:00:01\",\"나래\",\"둘\"\n\"\",\"\",\"메시지가 삭제되었습니다.\"\n\"2026-01-10 10:01\",\"나래\",\"셋\n넷\"\n", []string{
			one, two, "|10:00:01?|deleted|메시지가 삭제되었습니다.", "나래|10:01:00m|text|셋\n넷",
		}},
		"empty rows of a table": {a + ",,\n,,,,\n" + b + ",,,\r\n", []string{one, two}},
		"a quote left open":     {"\"2026-01-10 10:00:00,가람,하나\n" + b, []string{`unread|"2026-01-10 10:00:00,가람,하나`, two}},
		"no date at all":        {",\"\",\"메시지가 삭제되었습니다.\"\n", []string{"|00:00:00?|deleted|메시지가 삭제되었습니다."}},
	} {
		t.Run(what, func(t *testing.T) {
			for _, top := range []string{csvTop, "\ufeff" + csvTop, "\"Date\",\"User\",\"Message\"\r\n"} {
				if got, _ := readCSV(t, "방.csv", top+x.text); !slices.Equal(got, x.want) {
					t.Errorf("got  %q\nwant %q", got, x.want)
				}
			}
		})
	}
}

// Nothing but a time is one, whatever stands in the place of one character.
func TestCSVTime(t *testing.T) {
	for h := range 30 {
		for m := range 70 {
			s := fmt.Sprintf("%02d:%02d:%02d,", h, m, (h*m)%70)
			minute, sec, k := csvTime(s, false)
			ok := k == len(s)
			n := (h * m) % 70
			if want := h < 24 && m < 60 && n < 60; ok != want || ok && (int(minute) != h*60+m || int(sec) != n) {
				t.Fatalf("%s: %d, %d, %v", s, minute, sec, ok)
			}
		}
	}
	for i := range 9 {
		for b := range 256 {
			s := []byte("13:14:15,")
			if s[i] == byte(b) {
				continue
			}
			s[i] = byte(b)
			_, _, k := csvTime(string(s), false)
			ok := k == len(s)
			_, err := time.Parse("15:04:05,", string(s))
			if ok != (err == nil) {
				t.Fatalf("%q: %v", s, ok)
			}
		}
	}
}

// Words of the app are a notice where they tell of the row's own user, or its
// user is the app; else somebody typed them.
func TestCSVNotices(t *testing.T) {
	row := func(user, text string) string { return "2026-01-10 10:00:00,\"" + user + "\",\"" + text + "\"\n" }
	for _, x := range []struct{ user, text, want string }{
		{"가람", "가람 invited 나래 and.", "notice"},
		{"가람", "가람 invited .", "notice"},
		{"가람", "가람님이 나갔습니다.", "notice"},
		{"가람", "나래 has been removed from this chatroom.", "notice"},
		{"가람", "나래님을 초대하였습니다.", "notice"},
		{"가람", "가람 invited 나래, 다온 and 라온.", "notice"},
		{"가람", "나래님이 나갔습니다.", "text"},
		{"가람", "나래 left this chatroom.", "text"},
		{"가람", "나래 invited .", "text"},
		{"시스템", "나래님이 들어왔습니다.", "notice"},
	} {
		got, _ := readCSV(t, "방.csv", csvTop+row("가람", "하나")+row("나래", "둘")+row(x.user, x.text))
		name := x.user
		if name == "시스템" {
			name = ""
		}
		if want := name + "|10:00:00|" + x.want + "|" + x.text; got[2] != want {
			t.Errorf("got %q, want %q", got[2], want)
		}
	}
}

// Whoever writes but one line that sounds like the app stays somebody: only what
// tells of several who are there is the app.
func TestCSVSilent(t *testing.T) {
	const others = "2026-01-10 10:00:00,\"가람\",\"하나\"\n2026-01-10 10:00:01,\"나래\",\"둘\"\n"
	row := func(user, text string) string { return "2026-01-10 10:00:02,\"" + user + "\",\"" + text + "\"\n" }
	for what, x := range map[string]struct {
		rows string
		want []string
	}{
		"one row":                   {row("엄마", "방금 택배 기사님이 나갔습니다."), []string{"엄마|text"}},
		"about one who is there":    {row("엄마", "가람님이 나갔습니다."), []string{"엄마|text"}},
		"twice about one":           {row("엄마", "가람님이 나갔습니다.") + row("엄마", "가람님이 들어왔습니다."), []string{"엄마|text", "엄마|text"}},
		"about two who are not":     {row("엄마", "기사님이 나갔습니다.") + row("엄마", "손님이 들어왔습니다."), []string{"엄마|text", "엄마|text"}},
		"one of whom is there":      {row("엄마", "기사님이 나갔습니다.") + row("엄마", "가람님이 들어왔습니다."), []string{"엄마|text", "엄마|text"}},
		"and says something":        {row("엄마", "가람님이 나갔습니다.") + row("엄마", "나래님이 나갔습니다.") + row("엄마", "응"), []string{"엄마|text", "엄마|text", "엄마|text"}},
		"about two who are there":   {row("방송", "가람님이 나갔습니다.") + row("방송", "나래님이 나갔습니다."), []string{"|notice", "|notice"}},
		"the app, by name":          {row("시스템", "다온님이 들어왔습니다."), []string{"|notice"}},
		"the app, in English":       {row("System", "Sea left this chatroom."), []string{"|notice"}},
		"a person called as we are": {row("시스템", "다온님이 들어왔습니다.") + row("시스템", "응"), []string{"시스템|text", "시스템|text"}},
	} {
		got, _ := readCSV(t, "방.csv", csvTop+others+x.rows)
		for i, g := range got {
			f := strings.Split(g, "|")
			got[i] = f[0] + "|" + f[2]
		}
		if !slices.Equal(got[2:], x.want) {
			t.Errorf("%s: %q, want %q", what, got[2:], x.want)
		}
	}
}

// Those whom the Mac does not lose are named.
func TestCSVInvited(t *testing.T) {
	for text, want := range map[string]string{
		"가람 invited 나래 and.":          "나래",
		"가람 invited 나래, 다온 and.":      "나래 다온",
		"가람 invited 나래 and 다온.":       "나래 다온",
		"가람 invited .":                "",
		"나래님을 초대하였습니다.":               "나래",
		"가람님이 나래님, 다온님과 라온님을 초대했습니다.": "나래 다온 라온",
	} {
		_, events := readCSV(t, "방.csv", csvTop+"2026-01-10 10:00:00,\"가람\",\""+text+"\"\n")
		names := map[export.PersonRef]string{}
		for _, e := range events {
			switch e := e.(type) {
			case *export.Person:
				names[e.Ref] = e.Name()
			case *export.Message:
				n, ok := e.Content.(export.Notice)
				var people []string
				for _, ref := range n.People {
					people = append(people, names[ref])
				}
				if got := strings.Join(people, " "); !ok || got != want || names[n.Actor] != "가람" {
					t.Errorf("%s: %T of %q, invited %q", text, e.Content, names[n.Actor], got)
				}
			case *export.Chat, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
			}
		}
	}
}

// A room is called what the name of its file says, as it says it.
func TestCSVName(t *testing.T) {
	const decomposed = "\u1112\u1161\u11ab\u110b\u1161" // 한아
	for name, want := range map[string]string{
		"KakaoTalk_Chat_동네_산책_2026-02-08-15-19-13.csv":              "동네_산책|2026-02-08 15:19:13",
		"KakaoTalk_Chat_" + decomposed + "_2026-02-08-15-19-13.csv": decomposed + "|2026-02-08 15:19:13",
		"KakaoTalk_Chat_동네_2026-02-08-15-19-13 (1).csv":             "동네|2026-02-08 15:19:13",
		"KakaoTalk_Chat_동네_2026-02-30-15-19-13.csv":                 "동네_2026-02-30-15-19-13|",
		"KakaoTalk_Chat__2026-02-08-15-19-13.csv":                   "|2026-02-08 15:19:13",
		"KakaoTalk_Chat_동네.csv":                                     "동네|",
		"우리 동네.csv":                                                 "우리 동네|",
	} {
		h := sniff([]byte(csvTop), name)
		got := h.title + "|"
		if h.savedAt.year > 0 {
			s := h.savedAt
			got += fmt.Sprintf("%d-%02d-%02d %02d:%02d:%02d", s.year, s.month, s.day, s.minute/60, s.minute%60, h.savedSec)
		}
		if !h.ok || got != want {
			t.Errorf("%s: %v %q, want %q", name, h.ok, got, want)
		}
	}
	_, events := readCSV(t, "KakaoTalk_Chat_"+decomposed+"_2026-02-08-15-19-13.csv", csvTop+
		"2026-01-10 10:00:00,\"한아\",\"하나\"\n2026-01-10 10:00:01,\"나래\",\"둘\"\n")
	for _, e := range events {
		switch e := e.(type) {
		case *export.Chat:
			if e.Kind != export.ChatDirect || e.Title != decomposed || e.Saved.Format("15:04:05") != "15:19:13" {
				t.Errorf("chat %+v", e)
			}
		case *export.Person:
			if e.Self != (e.Name() == "나래") {
				t.Errorf("person %+v", e)
			}
		case *export.Message, *export.Mark, *export.Problem, *export.Profile, *export.Unread:
		}
	}
}

// A CSV of something else is not taken, an empty one of the Mac is.
func TestCSVDetect(t *testing.T) {
	for text, want := range map[string]formats.Score{
		csvTop:                               formats.Likely,
		"\ufeff" + csvHeader + "\r\n":        formats.Likely,
		csvTop + "2026-01-10 10:00:00,a,b\n": formats.Likely,
		csvTop + ",\"\",\"메시지가 삭제되었습니다.\"\n":                  formats.Likely,
		csvTop + "2026-01-10 10:00,a,b\n":                     formats.Likely,
		csvTop + "01/10/2026,a,b\n":                           formats.No,
		csvTop + "2026-01-10T10:00:00,a,b\n":                  formats.No,
		csvTop + "2026-01-10,a,b\n":                           formats.No,
		"Date,User,Message,Room\n2026-01-10 10:00:00,a,b,c\n": formats.No,
		"date,user,message\n2026-01-10 10:00:00,a,b\n":        formats.No,
		"2026-01-10 10:00:00,a,b\n":                           formats.No,
	} {
		in := formats.Input{Roots: []formats.Root{memRoot(t, "a.csv", text)}}
		if m := (reader{}).Detect(in); m.Score != want {
			t.Errorf("%q: score %d, want %d", text, m.Score, want)
		}
	}
}

// Forty rooms are forty rooms, whatever number their files' names end with.
func TestCSVRooms(t *testing.T) {
	var files []formattest.File
	for i := range 40 {
		files = append(files, formattest.File{Name: fmt.Sprintf("rooms/방_%d.csv", i+1), Data: []byte(csvTop + "2026-01-10 10:00:00,\"가람\",\"하나\"\n")})
	}
	groups, err := find(formattest.Input("rooms", files...))
	if err != nil || len(groups) != 40 {
		t.Errorf("%d rooms, %v", len(groups), err)
	}
}

// What is never closed costs linear time, and no more memory than one message
// may have.
func TestCSVHostile(t *testing.T) {
	for what, x := range map[string]struct {
		unit string
		size int
	}{
		"opened on every row":  {"2026-01-10 10:00:00,a,\"x\n", 2 << 20},
		"opened and escaped":   {"2026-01-10 10:00:00,a,\"\"\"x\n", 2 << 20},
		"opened and empty":     {"2026-01-10 10:00:00,a,\"\n", 2 << 20},
		"opened once":          {"x\n", 2 << 20},
		"opened once, in rows": {"2026-01-10 10:00:00,a,x\n", 3 * formats.MaxRecord / 2},
		"two and two":          {"\"\"\n", 2 << 20},
	} {
		text := csvTop + "2026-01-10 10:00:00,a,\"x\n" + strings.Repeat(x.unit, x.size/len(x.unit))
		in := formats.Input{Roots: []formats.Root{memRoot(t, "a.csv", text)}}
		lines := 0
		for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
			if err != nil {
				t.Fatal(err)
			}
			s, _ := export.Covered(e)
			lines += s.Lines
		}
		if want := strings.Count(text, "\n"); lines != want {
			t.Errorf("%s: %d lines of %d", what, lines, want)
		}
	}
}
