package convert

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// utterance is a message of a made-up room.
type utterance struct {
	minute int
	by     int
	body   string
}

func marksOf(lines []utterance, more int) *merge.Marks {
	slices.SortStableFunc(lines, func(a, b utterance) int { return a.minute - b.minute })
	m := merge.NewMarks()
	start := time.Date(2024, 3, 4, 9, 0, 0, 0, time.UTC)
	for i, l := range lines {
		at := export.Time{T: start.Add(time.Duration(l.minute) * time.Minute), Precision: time.Minute, Zone: export.ZoneAssumed}
		msg := &export.Message{Time: at, Sender: export.PersonRef(l.by + more), Content: export.Text{Body: l.body}}
		m.Add(msg, int64(i+1), func(p export.PersonRef) string { return fmt.Sprint("사람", int(p)-more) })
	}
	m.Sort()
	return m
}

// verdict compares both ways: which was there first must not matter.
func verdict(t *testing.T, a, b []utterance, titled bool) Why {
	t.Helper()
	one, other := marksOf(a, 0), marksOf(b, 100)
	l, r := merge.Compare(one, other), merge.Compare(other, one)
	why := same(&l, titled)
	if back := same(&r, titled); back != why {
		t.Errorf("%q, the other way round %q: %+v, %+v", why, back, l, r)
	}
	return why
}

// maker makes lines out of random numbers.
type maker struct{ *rand.Rand }

func (m maker) text(i int) string {
	if m.IntN(2) == 0 {
		return []string{"네", "ㅋㅋ", "넵 알겠습니다", "감사합니다!", "ㅇㅇ", "좋아요", "확인했어요"}[m.IntN(7)]
	}
	return fmt.Sprintf("%d번 버스를 타고 %d시에 갈게요", m.IntN(900), i)
}

// talk is what people say between two minutes.
func (m maker) talk(n, people, from, before int) []utterance {
	var list []utterance
	for i := range n {
		list = append(list, utterance{from + m.IntN(before-from), 1 + m.IntN(people), m.text(i)})
	}
	return list
}

// Rooms of the same people into which the same is forwarded are never one, whoever
// forwards it, however much or little else is said there, and whatever they are called.
func TestForwardedNoticesJoinNothing(t *testing.T) {
	seeds := uint64(6000)
	if testing.Short() {
		seeds = 500
	}
	for seed := range seeds {
		m := maker{rand.New(rand.NewPCG(seed, 61))}
		people, writers := 2+m.IntN(8), 1+m.IntN(3)
		notices, days := 5+m.IntN(60), 2+m.IntN(200)
		var sent []utterance
		for i := range notices {
			sent = append(sent, utterance{m.IntN(days * 1440), 1 + m.IntN(min(writers, people)), fmt.Sprintf("알림 %d: 내일은 %d쪽까지 읽어 오세요", i, m.IntN(300))})
		}
		sent[0].minute, sent[1].minute = 0, days*1440 // all talk is between notices
		own := func() int { return notices/2 + 2 + m.IntN(3*notices) }
		a := append(m.talk(own(), people, 0, days*1440), sent...)
		b := append(m.talk(own(), people, 0, days*1440), sent...)
		for _, titled := range []bool{true, false} {
			if why := verdict(t, a, b, titled); why == "" {
				t.Errorf("seed %d, titled %v: %d notices of %d, %d and %d messages are one room", seed, titled, notices, writers, len(a), len(b))
			}
			if why := verdict(t, a, slices.Clone(sent), titled); why == "" {
				t.Errorf("seed %d, titled %v: a room of notices alone, and %d messages, are one room", seed, titled, len(a))
			}
		}
	}
}

// A room of which each side lacks one message in fifty is one room, also where it has
// another title since.
func TestLackingALittleIsOneRoom(t *testing.T) {
	seeds := uint64(3000)
	if testing.Short() {
		seeds = 300
	}
	for seed := range seeds {
		m := maker{rand.New(rand.NewPCG(seed, 62))}
		people, days := 2+m.IntN(8), 1+m.IntN(200)
		all := m.talk(120+m.IntN(300), people, 0, days*1440)
		slices.SortStableFunc(all, func(a, b utterance) int { return a.minute - b.minute })
		lacking := func(list []utterance) (left []utterance) {
			for _, l := range list {
				if m.IntN(50) > 0 {
					left = append(left, l)
				}
			}
			return left
		}
		from := m.IntN(len(all) - 60)
		a, b := lacking(all[:from+60+m.IntN(len(all)-from-60)]), lacking(all[from:])
		for _, titled := range []bool{true, false} {
			if why := verdict(t, a, b, titled); why != "" {
				l := merge.Compare(marksOf(a, 0), marksOf(b, 100))
				t.Errorf("seed %d, titled %v: %q, %d and %d messages of %d people, %+v", seed, titled, why, len(a), len(b), people, l)
			}
		}
	}
}

// uttered reads minute, person and words.
func uttered(t *testing.T, said ...string) []utterance {
	t.Helper()
	var list []utterance
	for _, s := range said {
		var l utterance
		head, body, _ := strings.Cut(s, ": ")
		if _, err := fmt.Sscan(head, &l.minute, &l.by); err != nil {
			t.Fatal(err)
		}
		l.body = body
		list = append(list, l)
	}
	return list
}

func TestWhatMakesOneRoom(t *testing.T) {
	var notices, mine, replies, others []utterance
	for i := range 60 {
		notices = append(notices, utterance{i * 3000, 1, fmt.Sprintf("%d번째 알림: 색종이와 풀을 가져오세요", i)})
		mine = append(mine, utterance{i * 3000, 1, fmt.Sprintf("적어 둔 것 %d: 우유와 달걀", i)})
		if i%6 == 0 {
			replies = append(replies, utterance{i*3000 + 3, 2 + i%4, "네 감사합니다"})
		}
		if i%6 == 3 {
			others = append(others, utterance{i*3000 + 5, 7 + i%4, "확인했습니다 선생님"})
		}
	}
	assistants := slices.Clone(notices)
	for i := range assistants {
		assistants[i].by += i % 2 * 20
	}
	greeting := uttered(t, "0 1: 새해 복 많이 받으세요, 건강하세요")
	tests := []struct {
		name          string
		a, b          []utterance
		titled, other Why // under one title, under two
	}{
		{"two classes of one teacher", slices.Concat(notices, replies), slices.Concat(notices, others), WhyOneSender, WhyOneSender},
		{"two classes, few parents answer", slices.Concat(notices, replies[:1]), slices.Concat(notices, others[:1]), WhyOneSender, WhyOneSender},
		{"two classes of two teachers", slices.Concat(assistants, replies), slices.Concat(assistants, others), WhyOwnMessages, WhyOwnMessages},
		{"two classes of two teachers, few parents answer", slices.Concat(assistants, replies[:2]), slices.Concat(assistants, others[:2]), WhyOwnMessages, WhyOwnMessages},
		{"two classes of two teachers, one of them silent", slices.Concat(assistants, replies), assistants, "", WhyOwnMessages},
		{"notes to oneself", mine, mine[20:], "", WhyOneSender},
		{"a few notes to oneself", mine[:30], mine[25:], WhyOneSender, WhyOneSender},
		{"notes to oneself, of which each side lacks some", slices.Concat(mine[:20], mine[26:]), slices.Concat(mine[:40], mine[46:]), WhyOneSender, WhyOneSender},
		{"a greeting sent to two", slices.Concat(uttered(t, "-9 2: 서류 보내 드립니다", "-8 1: 잘 받았습니다"), greeting), slices.Concat(greeting, uttered(t, "3 3: 선배님도 새해 복 많이 받으세요", "9 1: 고마워요 잘 지내죠")), WhyOneSender, WhyOneSender},
		{"two words of two people", uttered(t, "1 1: 어디쯤 오고 있어요", "2 2: 거의 다 왔습니다"), uttered(t, "1 1: 어디쯤 오고 있어요", "2 2: 거의 다 왔습니다", "3 1: 천천히 조심해서 오세요"), "", WhyFewMessages},
		{
			"two forwarded posts, and talk between",
			uttered(t, "1 1: 이번 모임은 쉽니다", "2 2: 아쉽네요 다음에 봐요", "3 2: 다음 모임은 열흘 뒤입니다"),
			uttered(t, "1 1: 이번 모임은 쉽니다", "3 2: 다음 모임은 열흘 뒤입니다"), WhyOwnMessages, WhyOwnMessages,
		},
	}
	for _, tt := range tests {
		for titled, want := range map[bool]Why{true: tt.titled, false: tt.other} {
			if why := verdict(t, tt.a, tt.b, titled); why != want {
				t.Errorf("%s, titled %v: %q, want %q: %+v", tt.name, titled, why, want, merge.Compare(marksOf(tt.a, 0), marksOf(tt.b, 100)))
			}
		}
	}
}
