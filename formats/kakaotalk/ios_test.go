package kakaotalk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"exile/export"
	"exile/formats"
)

// timed returns the messages of an input, each as "01-02 15:04 name|text", and
// the codes of its problems.
func timed(t *testing.T, text string) (list []string, codes map[export.Code]bool) {
	t.Helper()
	names := map[export.PersonRef]string{}
	codes = map[export.Code]bool{}
	in := formats.Input{Roots: []formats.Root{memRoot(t, "Talk_2026.2.10 12_16-1.txt", text)}}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		switch e := e.(type) {
		case *export.Person:
			names[e.Ref] = e.Name()
		case *export.Message:
			list = append(list, fmt.Sprintf("%s %s|%s", e.Time.T.Format("01-02 15:04"), names[e.Sender], e.Content.Words()))
		case *export.Problem:
			codes[e.Code] = true
		case *export.Unread:
			t.Errorf("line %d is not understood: %q", e.From.Line, e.Text)
		case *export.Chat, *export.Mark, *export.Profile:
		}
	}
	return list, codes
}

// In a file that git or an editor rewrote, a day line is one only if its day is
// new and the next line is of that day. All others were pasted.
func TestIOSDayLinesInText(t *testing.T) {
	const head = "\ufeff동네 님과 카카오톡 대화\n저장한 날짜 : 2026. 2. 10. 오후 12:16\n\n\n\n2026년 2월 1일 일요일\n"
	for _, c := range []struct {
		what, text string
		want       []string
	}{
		{"days follow each other", "2026. 2. 1. 오후 8:29, 민수 : 가\n\n\n2026년 2월 2일 월요일\n2026. 2. 2. 오전 7:33, 영희 : 나\n", []string{"02-01 20:29 민수|가\n", "02-02 07:33 영희|나"}},
		{"a day that was", "2026. 2. 1. 오후 8:29, 민수 : 가\n\n2026년 1월 31일 토요일\n2026. 1. 31. 오후 8:29, 민수 : 나\n2026. 2. 1. 오후 8:30: 영희님이 나갔습니다.\n", []string{"02-01 20:29 민수|가\n\n2026년 1월 31일 토요일\n2026. 1. 31. 오후 8:29, 민수 : 나", "02-01 20:30 |영희님이 나갔습니다."}},
		{"the same day", "2026. 2. 1. 오후 8:29, 민수 : 가\n2026년 2월 1일 일요일\n2026. 2. 1. 오후 8:30, 영희 : 나\n", []string{"02-01 20:29 민수|가\n2026년 2월 1일 일요일", "02-01 20:30 영희|나"}},
		{"a day to come", "2026. 2. 1. 오후 8:29, 민수 : 우리 만나는 날\n2026년 2월 14일 토요일\n2026. 2. 1. 오후 8:30, 영희 : 나\n", []string{"02-01 20:29 민수|우리 만나는 날\n2026년 2월 14일 토요일", "02-01 20:30 영희|나"}},
		{"a record of another day", "2026. 2. 1. 오후 8:29, 민수 : 가\n2026. 2. 2. 오후 8:29, 민수 : 나\n", []string{"02-01 20:29 민수|가\n2026. 2. 2. 오후 8:29, 민수 : 나"}},
		{"both clocks", "2026. 2. 1. 오후 8:29, 민수 : 가\n2026. 2. 1. 20:30, 민수 : 나\n2026. 2. 1. 20:31: 영희님이 나갔습니다.\n2026. 2. 1. 오후 8:32, 민수 : 다\n", []string{"02-01 20:29 민수|가", "02-01 20:30 민수|나", "02-01 20:31 |영희님이 나갔습니다.", "02-01 20:32 민수|다"}},
	} {
		got, codes := timed(t, head+c.text)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.what, got, c.want)
		}
		if !codes[export.GuessedLines] {
			t.Errorf("%s: problems %v", c.what, codes)
		}
	}
}

// A time alone is of the day whose line stands above it, which may stand in the
// part before, and of no day that was pasted.
func TestIOSTimesAlone(t *testing.T) {
	const head = "\ufeff동네 님과 카카오톡 대화\n저장한 날짜 : 2026. 2. 10. 오후 12:16\n\n\n\n2026년 2월 1일 일요일\n"
	got, _ := timed(t, head+"오후 8:29, 민수 : 가\n\n2026년 2월 14일 토요일\n에 만나요\n오후 8:30, 영희 : 나\n오후 8:31, 영희님이 나갔습니다.\n\n2026년 2월 2일 월요일\n오전 7:33, 민수 : 다\n19:34, 민수 : 라\n")
	want := []string{"02-01 20:29 민수|가\n\n2026년 2월 14일 토요일\n에 만나요", "02-01 20:30 영희|나", "02-01 20:31 |영희님이 나갔습니다.", "02-02 07:33 민수|다", "02-02 19:34 민수|라"}
	if !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// The colon after the date decides, whatever the words sound like.
func TestIOSNotices(t *testing.T) {
	got, _ := timed(t, iosChat("민수님이 영희 : 회사님을 초대했습니다.", "영희 : 회사 : 안녕", "영희 : 회사님이 나갔습니다.", "민수 : 철수님이 나갔습니다.", "알 수 없는 : 알림"))
	if len(got) != 5 || !strings.HasSuffix(got[4], " 알 수 없는|알림") {
		t.Errorf("got %q", got)
	}
	text := iosChat("민수 : 가", "X", "민수 : 나")
	text = strings.Replace(text, ": X\r\n", ": 알 수 없는 : 알림\n둘째 줄\r\n", 1)
	got, codes := timed(t, text)
	want := []string{"02-01 13:00 민수|가", "02-01 13:01 |알 수 없는 : 알림\n둘째 줄", "02-01 13:02 민수|나"}
	if !slices.Equal(got, want) || codes[export.GuessedName] {
		t.Errorf("got %q, problems %v", got, codes)
	}
}

// Languages whose words nobody knows are read by their dates.
func TestIOSLanguages(t *testing.T) {
	for _, c := range []struct{ day, date, layout string }{
		{"2026年2月1日日曜日", "2026/02/01 20:29", "Y/M/D h:mm"},
		{"2026年2月1日日曜日", "2026/02/01 午後8:29", "Y/M/D APh:mm"},
		{"2026年2月1日 星期日", "2026年2月1日 下午8:29", "Y年M月D日 APh:mm"},
		{"2026年2月1日 星期日", "2026年2月1日 20:29", "Y年M月D日 h:mm"},
		{"Sonntag, 1. Februar 2026", "01.02.2026, 20:29", "D.M.Y, h:mm"},
		{"dimanche 1 février 2026", "1 févr. 2026 à 20:29", "D MMM Y à h:mm"},
		{"domingo, 1 de febrero de 2026", "1 feb 2026, 20:29", "D MMM Y, h:mm"},
		{"domingo, 1 de fevereiro de 2026", "1 de fev. de 2026 20:29", "D de MMM de Y h:mm"},
		{"domenica 1 febbraio 2026", "1 feb 2026, 20:29", "D MMM Y, h:mm"},
		{"Minggu, 01 Februari 2026", "1 Feb 2026 20.29", "D MMM Y h.mm"},
		{"воскресенье, 1 февраля 2026 г.", "1 февр. 2026 г., 20:29", "D MMM Y г., h:mm"},
		{"1 Şubat 2026 Pazar", "1 Şub 2026 20:29", "D MMM Y h:mm"},
		{"วันอาทิตย์ที่ 1 กุมภาพันธ์ พุทธศักราช 2569", "1 ก.พ. 2569 20:29", "D MMM Y h:mm"},
		{"Chủ Nhật, 1 tháng 2, 2026", "20:29, 1 thg 2, 2026", "h:mm, D thg M, Y"},
		{"Sunday, 1 February 2026", "1 Feb 2026 at 20:29", "D MMM Y at h:mm"},
	} {
		text := "\ufeffTalk_2026.2.10 12:16-1.txt\r\n? : " + c.date + "\r\n\r\n\r\n" + c.day + "\r\n" + c.date + ", 花子 : 가\n나\r\n" + c.date + ": ?\r\n"
		got, _ := timed(t, text)
		if want := []string{"02-01 20:29 花子|가\n나", "02-01 20:29 |?"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q", c.date, got)
			continue
		}
		head := sniff([]byte(text), "a.txt")
		if head.layout != c.layout || head.savedAt != (stamp{2026, 2, 1, 20*60 + 29}) || head.title != "Talk_2026.2.10 12:16" {
			t.Errorf("%s: layout %q, saved %+v, title %q", c.date, head.layout, head.savedAt, head.title)
		}
	}
}

// A month and a day that look alike on the first day are told apart by another.
func TestIOSMonthAndDay(t *testing.T) {
	text := "Sonntag, 1. März 2026\r\n01.03.2026, 20:29, A : x\r\n"
	same := "Montag, 2. Februar 2026\r\n02.02.2026, 20:29, A : x\n2026년 2월 1일 일요일\n2026. 2. 1. 20:29, B : y\r\n"
	for in, want := range map[string]string{
		text:                 "03-01 20:29 A|x",
		same + "\r\n" + text: "03-01 20:29 A|x",
		strings.NewReplacer("02.02.", "02/02/", "01.03.", "03/01/").Replace(same + "\r\n" + text): "03-01 20:29 A|x",
	} {
		got, _ := timed(t, in)
		if len(got) == 0 || got[len(got)-1] != want {
			t.Errorf("%q: got %q", in, got)
		}
	}
}

// Each clock of twelve hours has the right twin of twenty-four, and the reverse.
func TestIOSTwins(t *testing.T) {
	day := stamp{year: 2026, month: 2, day: 1}
	for _, c := range [][3]string{
		{"ko", "2026. 2. 1. 오후 8:29", "2026. 2. 1. 20:29"},
		{"ja", "2026/02/01 午後8:29", "2026/02/01 20:29"},
		{"zh", "2026年2月1日 下午8:29", "2026年2月1日 20:29"},
		{"en", "Feb 1, 2026, 8:29 PM", "Feb 1, 2026, 20:29"},
		{"en", "Feb 1, 2026 at 8:29\u202fPM", "Feb 1, 2026 at 20:29"},
		{"ko", "오후 8:29", "20:29"},
		{"en", "8:29 PM", "20:29"},
		{"vi", "8:29 CH, 1 thg 2, 2026", "20:29, 1 thg 2, 2026"},
	} {
		i := slices.IndexFunc(calendars, func(k calendar) bool { return k.tag == c[0] })
		for _, order := range [][2]string{{c[1], c[2]}, {c[2], c[1]}} {
			sh := learnIOSDate(order[0], day, &calendars[i])
			if sh == nil {
				t.Errorf("%s: not learnt", order[0])
				continue
			}
			if at, n := sh.twin.match(order[1]); n != len(order[1]) || at.minute != 20*60+29 {
				t.Errorf("%s: twin %q reads %d bytes of %q: %+v", order[0], sh.twin.layout, n, order[1], at)
			}
		}
	}
}
