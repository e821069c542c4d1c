package kakaotalk

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
	"exile/formats/kakaotalk/kakaotest"
)

// Every form of Windows comes back as it was, whatever the line endings, as far
// as its lines can be told apart at all.
func TestWindowsComesBack(t *testing.T) {
	for seed := range uint64(6) {
		for _, p := range []formattest.Plan{
			{Seed: seed, Messages: 1500, Media: true, Open: seed%2 == 1, Adversarial: true},
			{Seed: seed, Messages: 300, Direct: true, Media: true, Adversarial: true},
			{Seed: seed, Messages: 1500, Media: true, Open: seed%2 == 0},
		} {
			c := formattest.Generate(p)
			for _, v := range kakaotest.Windows {
				t.Run(fmt.Sprintf("%s/%d messages, hostile %v, seed %d", v.Name, p.Messages, p.Adversarial, seed), func(t *testing.T) {
					comesBack(t, v, v.WithoutAmbiguous(c))
				})
			}
		}
	}
}

// toldBy is one line for each message: its time, its writer or what it is, its text.
func toldBy(t *testing.T, in formats.Input) (messages, problems []string) {
	t.Helper()
	names := map[export.PersonRef]string{}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			by := names[e.Sender]
			switch c := e.Content.(type) {
			case export.Notice:
				by = "(" + string(c.Kind) + ")"
			case export.Deleted:
				by = "(deleted by " + string(c.By) + ")"
			case export.Text, export.Media, export.Call, export.Poll, export.Place, export.Card, export.Unknown:
			}
			at := e.Time.T.Format("01-02 15:04")
			switch {
			case e.Time.T.IsZero():
				at = "?"
			case e.Time.Precision == 24*time.Hour:
				at = e.Time.T.Format("01-02")
			}
			if e.Time.Inferred {
				at += "~"
			}
			messages = append(messages, at+" "+by+": "+strings.ReplaceAll(e.Content.Words(), "\n", "|"))
		case *export.Problem:
			if e.Code != export.AssumedZone {
				problems = append(problems, fmt.Sprintf("%s %d", e.Code, e.Count))
			}
		case *export.Unread:
			messages = append(messages, "unread: "+e.Text)
		case *export.Chat, *export.Mark, *export.Profile:
		}
	}
	return messages, problems
}

// What is a record, a day line, a notice or text where the file shows it.
func TestWindowsLines(t *testing.T) {
	const head = "산책 님과 카카오톡 대화\r\n저장한 날짜 : 2022-04-05 10:44:52\r\n\r\n"
	const friday = "--------------- 2022년 4월 1일 금요일 ---------------\r\n"
	for _, c := range []struct{ what, text, want, problems string }{
		{
			"brackets in names, a quoted record, no name, no text",
			head + friday + "[최[부장]] [오전 9:00] 네\r\n[[a] [b]] [오전 9:01] [민수] [오전 9:00] 네\r\n[] [오전 9:02] 알림\r\n[민수] [오전 9:03] \r\n[민수] [오전 9:04]\r\n",
			"04-01 09:00 최[부장]: 네\n04-01 09:01 [a] [b]: [민수] [오전 9:00] 네\n04-01 09:02 : 알림\n04-01 09:03 민수: \n04-01 09:04 민수: ", "",
		},
		{
			"a copy of a record within the hour is text, another record is not",
			head + friday + "[민수] [오전 9:00] 어디?\r\n[영희] [오전 9:30] 뭐라고?\r\n[민수] [오전 9:00] 어디?\r\n[영희] [오전 9:31] 집\r\n[민수] [오전 9:29] 늦게 온 글\r\n[영희] [오전 9:40] 응\r\n",
			"04-01 09:00 민수: 어디?\n04-01 09:30 영희: 뭐라고?|[민수] [오전 9:00] 어디?\n04-01 09:31 영희: 집\n04-01 09:29 민수: 늦게 온 글\n04-01 09:40 영희: 응", "guessed-lines 0, out-of-order 1",
		},
		{
			"a record of the evening, pasted in the morning, costs no other",
			head + friday + "[민수] [오전 9:00] 어제 이랬지\r\n[영희] [오후 11:00] 잘 자\r\n[영희] [오전 9:01] 응\r\n[민수] [오전 9:02] 응\r\n[영희] [오후 9:00] 끝\r\n",
			"04-01 09:00 민수: 어제 이랬지|[영희] [오후 11:00] 잘 자\n04-01 09:01 영희: 응\n04-01 09:02 민수: 응\n04-01 21:00 영희: 끝", "guessed-lines 0",
		},
		{
			"a day to come, pasted, is found out by the days that follow",
			head + friday + "[민수] [오전 9:00] 봐\r\n--------------- 2022년 4월 4일 월요일 ---------------\r\n--------------- 2022년 4월 2일 토요일 ---------------\r\n[민수] [오전 9:00] 둘째\r\n--------------- 2022년 4월 3일 일요일 ---------------\r\n[민수] [오전 9:00] 셋째\r\n",
			"04-01 09:00 민수: 봐|--------------- 2022년 4월 4일 월요일 ---------------\n04-02 09:00 민수: 둘째\n04-03 09:00 민수: 셋째", "guessed-lines 0",
		},
		{
			"a day after the export was made, of another language, or with the wrong weekday, is text",
			head + friday + "[민수] [오전 9:00] 봐\r\n--------------- 2022년 4월 8일 금요일 ---------------\r\n--------------- Saturday, April 2, 2022 ---------------\r\n--------------- 2022년 4월 2일 일요일 ---------------\r\n끝\r\n",
			"04-01 09:00 민수: 봐|--------------- 2022년 4월 8일 금요일 ---------------|--------------- Saturday, April 2, 2022 ---------------|--------------- 2022년 4월 2일 일요일 ---------------|끝", "guessed-lines 0",
		},
		{
			"notices: no text can follow one, and after several lines the name must be known",
			head + friday + "낯선이님이 들어왔습니다.\r\n[민수] [오전 9:00] 하나\r\n영희님이 나갔습니다.\r\n둘\r\n[영희] [오전 9:01] 하나\r\n영희님이 나갔습니다.\r\n[영희] [오전 9:02] 아직\r\n\r\n여기\r\n영희님이 나갔습니다.\r\n[민수] [오전 9:03] 여러\r\n줄\r\n아무개님이 나갔습니다.\r\n[민수] [오전 9:04] 끝\r\n",
			"04-01~ (join): 낯선이님이 들어왔습니다.\n04-01 09:00 민수: 하나|영희님이 나갔습니다.|둘\n04-01 09:01 영희: 하나\n04-01 09:01~ (leave): 영희님이 나갔습니다.\n04-01 09:02 영희: 아직||여기\n04-01 09:02~ (leave): 영희님이 나갔습니다.\n04-01 09:03 민수: 여러|줄|아무개님이 나갔습니다.\n04-01 09:04 민수: 끝",
			"time-inferred 3, guessed-notice 3",
		},
		{
			"a stranger in doubt is believed where others tell of them",
			head + friday + "[민수] [오전 9:00] 여러\r\n줄\r\n아무개님이 들어왔습니다.\r\n[민수] [오전 9:04] 안녕\r\n[아무개] [오전 9:05] 안녕하세요\r\n",
			"04-01 09:00 민수: 여러|줄\n04-01 09:00~ (join): 아무개님이 들어왔습니다.\n04-01 09:04 민수: 안녕\n04-01 09:05 아무개: 안녕하세요",
			"time-inferred 1, guessed-notice 1",
		},
		{
			"below a day line or a notice stands no text: what nobody knows is a notice",
			head + friday + "새로운 기능이 생겼습니다!\r\n[민수] [오전 9:00] 네\r\n",
			"04-01~ (other): 새로운 기능이 생겼습니다!\n04-01 09:00 민수: 네", "time-inferred 1, unknown-marker 1",
		},
		{
			"an empty line before each day is layout, until about 2018",
			"산책 님과 카카오톡 대화\r\n저장한 날짜 : 2015-04-05 10:44:52\r\n\r\n--------------- 2015년 4월 1일 수요일 ---------------\r\n[민수] [오전 9:00] 하나\r\n\r\n\r\n--------------- 2015년 4월 2일 목요일 ---------------\r\n[민수] [오전 9:00] 둘\r\n",
			"04-01 09:00 민수: 하나|\n04-02 09:00 민수: 둘", "",
		},
		{
			"an empty line before a day is text, later",
			head + friday + "[민수] [오전 9:00] 하나\r\n\r\n--------------- 2022년 4월 2일 토요일 ---------------\r\n[민수] [오전 9:00] 둘\r\n",
			"04-01 09:00 민수: 하나|\n04-02 09:00 민수: 둘", "",
		},
		{
			"a copy that begins within a day, and one that names none",
			"[민수] [오후 11:58] 곧\r\n[영희] [오후 11:59] 응\r\n2022년 4월 2일 토요일\r\n[민수] [오전 12:00] 지금\r\n",
			"04-01 23:58~ 민수: 곧\n04-01 23:59~ 영희: 응\n04-02 00:00 민수: 지금", "time-inferred 2",
		},
		{
			"of one name are many: who left the service, and who kept the name an open chat gave",
			head + friday + "[방장] [오전 9:00] 안녕\r\n(알 수 없음)님이 나갔습니다.\r\n[방장] [오전 9:01] 두\r\n줄\r\n(알 수 없음)님이 나갔습니다.\r\n[(알 수 없음)] [오전 9:02] 네\r\n나른한 무지님이 나갔습니다.\r\n[나른한 무지] [오전 9:03] 저는 있어요\r\n나른한 무지님이 나갔습니다.\r\n",
			"04-01 09:00 방장: 안녕\n04-01 09:00~ (leave): (알 수 없음)님이 나갔습니다.\n04-01 09:01 방장: 두|줄\n04-01 09:01~ (leave): (알 수 없음)님이 나갔습니다.\n04-01 09:02 (알 수 없음): 네\n04-01 09:02~ (leave): 나른한 무지님이 나갔습니다.\n04-01 09:03 나른한 무지: 저는 있어요\n04-01 09:03~ (leave): 나른한 무지님이 나갔습니다.",
			"time-inferred 4, guessed-notice 1, twin-names 0",
		},
		{
			"what sounds like a notice is one after a text of one line, and is told",
			head + friday + "[민수] [오전 9:00] 방금 속보\r\n사장님이 들어왔습니다.\r\n[영희] [오전 9:01] 네\r\n",
			"04-01 09:00 민수: 방금 속보\n04-01 09:00~ (join): 사장님이 들어왔습니다.\n04-01 09:01 영희: 네", "time-inferred 1, guessed-notice 1",
		},
		{
			"a pasted conversation of others, longer than what follows it",
			head + friday + "[민수] [오전 9:00] 하나\r\n[영희] [오전 9:01] 둘\r\n[영희] [오전 9:02] 다른 방이야\r\n[철수] [오후 3:00] 가\r\n[지영] [오후 3:01] 나\r\n[철수] [오후 3:02] 다\r\n[지영] [오후 3:03] 라\r\n[민수] [오전 9:05] 셋\r\n[영희] [오전 9:06] 넷\r\n",
			"04-01 09:00 민수: 하나\n04-01 09:01 영희: 둘\n04-01 09:02 영희: 다른 방이야|[철수] [오후 3:00] 가|[지영] [오후 3:01] 나|[철수] [오후 3:02] 다|[지영] [오후 3:03] 라\n04-01 09:05 민수: 셋\n04-01 09:06 영희: 넷", "guessed-lines 0",
		},
		{
			"below a date that is text all is text, until the chat goes on",
			head + friday + "[민수] [오전 9:00] 하나\r\n[영희] [오전 9:02] 다른 방이야\r\n--------------- 2022년 3월 30일 수요일 ---------------\r\n[철수] [오전 8:58] 가\r\n[철수] [오후 3:00] 나\r\n--------------- 2022년 3월 31일 목요일 ---------------\r\n[철수] [오후 4:00] 다\r\n[민수] [오전 9:05] 셋\r\n2022년 3월 30일 수요일\r\n[지영] [오전 8:59] 라\r\n[영희] [오전 9:06] 넷\r\n",
			"04-01 09:00 민수: 하나\n04-01 09:02 영희: 다른 방이야|--------------- 2022년 3월 30일 수요일 ---------------|[철수] [오전 8:58] 가|[철수] [오후 3:00] 나|--------------- 2022년 3월 31일 목요일 ---------------|[철수] [오후 4:00] 다\n04-01 09:05 민수: 셋|2022년 3월 30일 수요일|[지영] [오전 8:59] 라\n04-01 09:06 영희: 넷", "guessed-lines 0",
		},
		{
			"a date that somebody writes costs no message",
			head + friday + "[민수] [오전 9:00] 만날 날은\r\n2022년 4월 4일 월요일\r\n[영희] [오전 9:00] 네\r\n[지영] [오전 9:30] 좋아요\r\n",
			"04-01 09:00 민수: 만날 날은|2022년 4월 4일 월요일\n04-01 09:00 영희: 네\n04-01 09:30 지영: 좋아요", "",
		},
		{
			"what stands right below the day line, or below a photo, is a message whatever its time",
			head + friday + "[영희] [오후 11:59] 자정\r\n[민수] [오전 12:01] 새날\r\n[영희] [오전 9:00] 둘\r\n[민수] [오후 1:00] 사진\r\n[영희] [오전 1:00] 늦은 글\r\n[민수] [오후 1:01] 넷\r\n",
			"04-01 23:59 영희: 자정\n04-01 00:01 민수: 새날\n04-01 09:00 영희: 둘\n04-01 13:00 민수: 사진\n04-01 01:00 영희: 늦은 글\n04-01 13:01 민수: 넷", "out-of-order 2, not-exported 1, typed-marker 1",
		},
		{
			"yesterday's words, pasted whole, are a copy",
			head + friday + "[민수] [오후 1:00] 하나라고 했지\r\n[영희] [오후 1:01] 둘이라고 했어\r\n--------------- 2022년 4월 2일 토요일 ---------------\r\n[민수] [오전 9:00] 어제 글\r\n[민수] [오후 1:00] 하나라고 했지\r\n[영희] [오후 1:01] 둘이라고 했어\r\n[영희] [오전 9:01] 응\r\n",
			"04-01 13:00 민수: 하나라고 했지\n04-01 13:01 영희: 둘이라고 했어\n04-02 09:00 민수: 어제 글|[민수] [오후 1:00] 하나라고 했지|[영희] [오후 1:01] 둘이라고 했어\n04-02 09:01 영희: 응", "guessed-lines 0",
		},
		{
			"a date within a text of a copy is no day",
			"2022년 4월 1일 금요일\r\n[민수] [오전 9:00] 만날 날은\r\n2022년 4월 4일 월요일\r\n입니다\r\n[영희] [오전 9:01] 네\r\n2022년 4월 2일 토요일\r\n[영희] [오전 8:00] 가요\r\n",
			"04-01 09:00 민수: 만날 날은|2022년 4월 4일 월요일|입니다\n04-01 09:01 영희: 네\n04-02 08:00 영희: 가요", "guessed-lines 0",
		},
		{
			"the day of a copy is in doubt where the clock goes on",
			"2022년 4월 1일 금요일\r\n[민수] [오전 9:00] 만날 날은\r\n2022년 4월 4일 월요일\r\n[영희] [오전 9:01] 네\r\n",
			"04-01 09:00 민수: 만날 날은\n04-04 09:01 영희: 네", "guessed-lines 0",
		},
		{
			"a copy without a day",
			"[민수] [오후 11:58] 곧\r\n[영희] [오후 11:59] 응\r\n민수님이 나갔습니다.\r\n",
			"? 민수: 곧\n? 영희: 응\n? (leave): 민수님이 나갔습니다.", "unknown-time 3",
		},
		{
			"a copy without a day whose lines all end with LF",
			"[민수] [오후 3:15] 안녕\n[영희] [오후 3:16] 응\n아니\n[민수] [오후 3:17] 그래\n",
			"? 민수: 안녕\n? 영희: 응|아니\n? 민수: 그래", "unknown-time 3",
		},
		{
			"a copy whose lines end with LF but for the last",
			"[민수] [오후 3:15] 안녕\n[영희] [오후 3:16] 응\n[민수] [오후 3:17] 그래\r\n",
			"? 민수: 안녕\n? 영희: 응\n? 민수: 그래", "unknown-time 3",
		},
		{
			"a copy with LF, to which something with CRLF was added",
			"[민수] [오후 3:15] 하나\n[영희] [오후 3:16] 둘\n[민수] [오후 3:17] 셋\n[민수] [오후 3:18] 넷\n[민수] [오후 3:19] 다섯\n[민수] [오후 3:20] 여섯\n[민수] [오후 3:21] 일곱\r\n[영희] [오후 3:22] 여덟\r\n",
			"? 민수: 하나\n? 영희: 둘\n? 민수: 셋\n? 민수: 넷\n? 민수: 다섯\n? 민수: 여섯\n? 민수: 일곱\n? 영희: 여덟", "unknown-time 8",
		},
		{
			"a copy with CRLF in which a record is pasted",
			"[민수] [오후 3:15] 봐\n[영희] [오후 2:00] 응\r\n[영희] [오후 3:16] 네\r\n",
			"? 민수: 봐|[영희] [오후 2:00] 응\n? 영희: 네", "unknown-time 2",
		},
	} {
		t.Run(c.what, func(t *testing.T) {
			in := formats.Input{Roots: []formats.Root{memRoot(t, "KakaoTalk_20220405_1044_52_001_group.txt", c.text)}}
			messages, problems := toldBy(t, in)
			if got := strings.Join(messages, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if got := strings.Join(problems, ", "); got != c.problems {
				t.Errorf("problems %q, want %q", got, c.problems)
			}
		})
	}
}

// What looks like the app's words is collected from Windows, too: markers, notices
// below a day line, and what stands below messages about two people at least.
func TestWindowsUnknown(t *testing.T) {
	lines := []string{
		"산책 님과 카카오톡 대화", "저장한 날짜 : 2022-04-05 10:44:52", "",
		"--------------- 2022년 4월 1일 금요일 ---------------",
		"새로운 기능이 생겼습니다!",
		"[민수] [오전 9:00] <스티커>", "[영희] [오전 9:01] <스티커>", "[영희] [오전 9:02] <스티커>",
		"[민수] [오전 9:03] 단체콜 1:05", "[영희] [오전 9:04] 단체콜 22:10",
		"[민수] [오전 9:05] 안녕", "영희님이 별을 달았습니다.",
		"[영희] [오전 9:06] 응", "민수님이 별을 달았습니다.",
		// these are known, people's own, or said of one alone
		"[민수] [오전 9:10] 사진", "[영희] [오전 9:11] 보이스톡 1:05", "[민수] [오전 9:12] 네", "[영희] [오전 9:13] 네", "[민수] [오전 9:14] 네",
		"[민수] [오전 9:15] 봐", "영희님이 최고.", "[민수] [오전 9:16] 봐", "영희님이 최고.",
		"[민수] [오전 9:17] 그리고", "부장님이 부릅니다.", "[영희] [오전 9:18] 또", "사장님이 부릅니다.",
		"[민수] [오전 9:19] 긴 말", "둘째 줄", "영희님은 착해요.", "[영희] [오전 9:20] 긴 말", "둘째 줄", "민수님은 착해요.",
		"[영희] [오전 9:21] 끝", "영희님이 나갔습니다.",
	}
	want := []string{"<스티커>", "…님이 별을 달았습니다.", "단체콜 N:NN", "새로운 기능이 생겼습니다!"}
	for _, newline := range []string{"\r\n", "\n"} {
		list, count := unknownOf(t, strings.Join(lines, newline)+newline)
		if !slices.Equal(list, want) || count != 3+2+2+1 {
			t.Errorf("lines that end with %q: %d in %q", newline, count, list)
		}
	}
	// Where LF goes on with a message, its first line is not the whole of it.
	list, _ := unknownOf(t, strings.Join(lines[:4], "\r\n")+"\r\n[민수] [오전 9:00] <스티커>\n이래요\r\n[영희] [오전 9:01] <스티커>\n또\r\n[영희] [오전 9:02] 응\r\n")
	if len(list) > 0 {
		t.Errorf("of messages that go on: %q", list)
	}
}

// Where the app's newlines within messages are LF, nothing is left open.
func TestWindowsBareNewlines(t *testing.T) {
	for seed := range uint64(4) {
		c := formattest.Generate(formattest.Plan{Seed: seed, Messages: 1500, Media: true, Adversarial: true})
		for _, v := range kakaotest.Windows {
			c := v.Pasted(c)
			if v.Lang() == "ja" {
				continue // without notices that are known nothing tells them from text
			}
			text := bareNewlines(t, v, c)
			in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
			got, _ := toldBy(t, in)
			i := 0
			for want := range v.Messages(c) {
				if body := strings.ReplaceAll(want.Content.Words(), "\n", "|"); i >= len(got) || !strings.HasSuffix(got[i], ": "+body) {
					t.Fatalf("%s, seed %d: message %d is %.80q, want %.80q", v.Name, seed, i+1, got[min(i, len(got)-1)], body)
				}
				i++
			}
			if i != len(got) {
				t.Errorf("%s: %d messages, want %d", v.Name, len(got), i)
			}
		}
	}
}

// bareNewlines renders a chat with LF for CRLF within messages.
func bareNewlines(t *testing.T, v kakaotest.Variant, c *formattest.Chat) string {
	t.Helper()
	const newline = "\ue000"
	joined := c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			for m := range all {
				if text, ok := m.Content.(export.Text); ok {
					text.Body = strings.ReplaceAll(text.Body, "\n", newline)
					m.Content = text
				}
				if !yield(m) {
					return
				}
			}
		}
	})
	var b strings.Builder
	if err := v.Write(&b, joined); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), newline, "\n")
}

// Hostile texts cost linear time and bounded memory.
func TestWindowsEndless(t *testing.T) {
	const head = "산책 님과 카카오톡 대화\r\n저장한 날짜 : 2022-04-05 10:44:52\r\n\r\n--------------- 2022년 4월 1일 금요일 ---------------\r\n[민수] [오전 9:00] 네\r\n"
	back := strings.Builder{}
	for i := range 100_000 {
		fmt.Fprintf(&back, "[민수] [오전 %d:%02d] 네\r\n", 1+(i*7)%11, (i*31)%60)
	}
	days := strings.Builder{}
	for i := range 100_000 {
		day := time.Date(2022, 4, 1+(i*7919)%40000, 0, 0, 0, 0, time.UTC)
		days.WriteString("--------------- " + day.Format("2006년 1월 2일 ") + string([]rune("일월화수목금토")[day.Weekday()]) + "요일 ---------------\r\n")
	}
	for what, text := range map[string]string{
		"records back and forth": head + back.String(),
		"days back and forth":    strings.Replace(head, "2022-04-05", "2222-04-05", 1) + days.String(),
		"notices":                head + strings.Repeat("민수님이 나갔습니다.\r\n", 200_000),
		"empty lines":            head + strings.Repeat("\r\n", 1_000_000),
		"brackets":               head + "[" + strings.Repeat("] [", 1_000_000) + "\r\n",
		"a text without an end":  head + strings.Repeat("끝나지 않는 글입니다\r\n", 900_000),
	} {
		t.Run(what, func(t *testing.T) {
			in := formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}}
			var events []export.Event
			for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
				if err != nil {
					t.Fatal(err)
				}
				events = append(events, e)
			}
			formattest.Accounting(t, in, events)
		})
	}
}

// What an editor saved in another encoding is the same chat.
func TestWindowsEncodings(t *testing.T) {
	const text = "산책 님과 카카오톡 대화\r\n저장한 날짜 : 2022-04-05 10:44:52\r\n\r\n--------------- 2022년 4월 1일 금요일 ---------------\r\n" +
		"민수님이 들어왔습니다.\r\n[민수] [오전 9:00] 안녕하세요\r\n여러분\r\n[영희] [오후 12:01] 네\r\n"
	want, _ := toldBy(t, formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", text)}})
	for name, enc := range map[string]encoding.Encoding{
		"CP949": korean.EUCKR, "UTF-16LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-8 with BOM": unicode.UTF8BOM,
	} {
		raw, err := enc.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		got, problems := toldBy(t, formats.Input{Roots: []formats.Root{memRoot(t, "a.txt", raw)}})
		if len(got) != 3 || !slices.Equal(got, want) || len(problems) != 1 {
			t.Errorf("%s: %q, problems %q", name, got, problems)
		}
	}
}
