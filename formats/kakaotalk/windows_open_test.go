package kakaotalk

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/formats"
)

// In an open chat people keep the names that the app gave them, which are few, so
// that several have one; who left the service is withheld; and a history begins
// where its owner came. What people wrote is not theirs who leave: of the notices
// that somebody left, few may become text. They are those below a text of several
// lines, about people whom the file names nowhere else.
func TestWindowsOpenChats(t *testing.T) {
	for _, c := range []struct {
		names, members, lines int
		withheld, long, most  float64 // how many leave the service, and texts have two lines; per cent that become text
	}{
		{200, 60, 3000, 0, 0.15, 1.5},
		{200, 60, 3000, 0.3, 0.15, 1.2},
		{40, 60, 3000, 0.1, 0.15, 0.2},
		{200, 150, 1500, 0, 0.15, 3.5},
		{200, 150, 1500, 0, 0.3, 6},
	} {
		left, lost := 0, 0
		for seed := range uint64(20) {
			r := &openChat{rand: rand.New(rand.NewPCG(seed, 1))}
			r.write(c.names, c.members, c.lines, c.withheld, c.long)
			leaves, messages := r.count(t)
			if messages != r.messages || leaves > r.left {
				t.Errorf("%+v, seed %d: %d messages of %d, %d notices of %d", c, seed, messages, r.messages, leaves, r.left)
			}
			left += r.left
			lost += r.left - leaves
		}
		rate := 100 * float64(lost) / float64(left)
		t.Logf("%+v: of %d notices that somebody left %d are text (%.2f%%)", c, left, lost, rate)
		if rate > c.most {
			t.Errorf("%+v: %.2f%% are text", c, rate)
		}
	}
}

// openChat renders a room.
type openChat struct {
	rand           *rand.Rand
	text           strings.Builder
	here           []string
	left, messages int
}

func (r *openChat) write(names, members, lines int, withheld, long float64) {
	name := func() string {
		n := r.rand.IntN(names)
		moods, friends := []rune("가나다라마바사아자차카타파하거너더러머버서어저처커"), []string{"라이언", "어피치", "무지", "프로도", "네오", "튜브", "제이지", "춘식이"}
		return string(moods[n/8]) + "벼운 " + friends[n%8]
	}
	for range members {
		r.here = append(r.here, name())
	}
	r.text.WriteString("책방 님과 카카오톡 대화\r\n저장한 날짜 : 2025-04-15 10:44:52\r\n\r\n")
	at := time.Date(2024, 1, 1, 9, 0, 0, 0, time.UTC)
	day := 0
	for i := range lines {
		at = at.Add(time.Minute * []time.Duration{0, 0, 1, 1, 2, 5, 20, 60}[r.rand.IntN(8)])
		first := at.YearDay() != day
		if first {
			day = at.YearDay()
			r.text.WriteString("--------------- " + at.Format("2006년 1월 2일 ") + string([]rune("일월화수목금토")[at.Weekday()]) + "요일 ---------------\r\n")
		}
		switch x := r.rand.Float64(); {
		case x < 0.03 && len(r.here) > 10 && !first:
			n := r.rand.IntN(len(r.here))
			who := r.here[n]
			r.here = append(r.here[:n], r.here[n+1:]...)
			if r.rand.Float64() < withheld {
				who = "(알 수 없음)"
			}
			r.text.WriteString(who + "님이 나갔습니다.\r\n")
			r.left++
		case x < 0.06:
			r.here = append(r.here, name())
			r.text.WriteString(r.here[len(r.here)-1] + "님이 들어왔습니다.타인, 기관 등의 사칭에 유의해 주세요. 금전 또는 개인정보를 요구 받을 경우 신고해 주시기 바랍니다.\r\n" +
				"운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다.\r\n운영정책 보기\r\n")
		default: // few write most
			who := r.here[min(int(r.rand.ExpFloat64()*float64(len(r.here))/8), len(r.here)-1)]
			fmt.Fprintf(&r.text, "[%s] [%s %d:%02d] 글 %d\r\n", who, []string{"오전", "오후"}[at.Hour()/12], (at.Hour()+11)%12+1, at.Minute(), i)
			if r.rand.Float64() < long {
				r.text.WriteString("둘째 줄\r\n")
			}
			r.messages++
		}
	}
}

// count reads the room, and returns how many left and how many messages have a
// writer.
func (r *openChat) count(t *testing.T) (left, messages int) {
	t.Helper()
	in := formats.Input{Roots: []formats.Root{memRoot(t, "KakaoTalk_20250415_1044_52_001_group.txt", r.text.String())}}
	for e, err := range formats.Events(t.Context(), reader{}, in, formats.ReadOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		m, ok := e.(*export.Message)
		if !ok {
			continue
		}
		n, notice := m.Content.(export.Notice)
		switch {
		case !notice:
			messages++
		case n.Kind == export.NoticeLeave:
			left++
		}
	}
	return left, messages
}
