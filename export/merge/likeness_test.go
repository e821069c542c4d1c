package merge_test

import (
	"strconv"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

func (r *room) moved(by time.Duration) *room {
	return r.with(func(m *export.Message) *export.Message { m.Time.T = m.Time.T.Add(by); return m })
}

func TestCompare(t *testing.T) {
	plan := formattest.Plan{Seed: 5, Messages: 4000, Media: true}
	chat := generated(plan)
	plan.Seconds = true
	exact := generated(plan)
	strange := generated(formattest.Plan{Seed: 6, Messages: 4000, Media: true})
	daily := &room{names: chat.names} // nothing but the same greeting, each day
	for day := range 400 {
		at := export.Time{T: time.Date(2016, 3, 4+day, 9, 0, 0, 0, seoul), Precision: time.Minute, Zone: export.ZoneAssumed}
		daily.messages = append(daily.messages, &export.Message{Time: at, Sender: 2, Content: export.Text{Body: "좋은 아침입니다"}})
	}
	edited := chat.with(func(m *export.Message) *export.Message {
		if m.Time.T.Minute()%10 == 0 {
			m.Content = export.Deleted{}
		}
		return m
	})
	for _, tt := range []struct {
		name             string
		stored, incoming *room
		least, most      float64 // of what both cover, found
		shift            time.Duration
	}{
		{"the same", chat, chat, 1, 1, 0},
		{"a part", chat, chat.part(500, 900), 1, 1, 0},
		{"the next part", chat.part(0, 2000), chat.part(1500, 4000), 1, 1, 0},
		{"a clock that is coarser", exact, chat, 1, 1, 0},
		{"a clock that is finer", chat, exact, 1, 1, 0},
		{"a tenth deleted", chat, edited, 0.85, 0.95, 0},
		{"a stranger's", chat, strange, 0, 0.1, 0},
		{"in another zone", chat, chat.part(500, 1500).moved(-9 * time.Hour), 0.95, 1, 9 * time.Hour},
		{"in Nepal", chat.part(500, 1500), chat.moved(-3*time.Hour - 15*time.Minute), 0.95, 1, 3*time.Hour + 15*time.Minute},
		{"a clock that is wrong by seven minutes", chat, chat.part(500, 1500).moved(7 * time.Minute), 0, 0.1, 0},
		{"the same each day, a day apart", daily.part(0, 300), daily.part(0, 300).moved(24 * time.Hour), 0.9, 1, 0},
	} {
		for range 2 { // asking changes nothing
			l := merge.Compare(tt.stored.marks(0), tt.incoming.marks(0))
			part := float64(l.Equal) / float64(max(l.Overlap, 1))
			if l.Shift != tt.shift || part < tt.least || part > tt.most || l.Stretch > l.Equal || l.Telling > l.Equal {
				t.Errorf("%s: %+v, %.3f", tt.name, l, part)
			}
			if tt.least == 1 && (l.Stretch != l.Overlap || l.Telling*2 < l.Equal) {
				t.Errorf("%s: %+v", tt.name, l)
			}
		}
	}
}

func TestCompareCounts(t *testing.T) {
	for _, tt := range []struct {
		name             string
		stored, incoming []string
		want             merge.Likeness
	}{
		{"nothing", nil, nil, merge.Likeness{}},
		{"apart in time", []string{"15:17 지우: 오늘 저녁에 봐요"}, []string{"15:19 지우: 오늘 저녁에 봐요"}, merge.Likeness{}},
		{
			"only where both were there",
			[]string{"15:17 지우: 하나", "15:18 지우: 둘"},
			[]string{"15:18 지우: 둘", "15:19 지우: 셋"},
			merge.Likeness{Overlap: 1, Equal: 1, Stretch: 1},
		},
		{
			"repetition counts as often as both have it",
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			[]string{"15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ", "15:17 지우: ㅋㅋ"},
			merge.Likeness{Overlap: 3, Equal: 2, Stretch: 2},
		},
		{
			"laughing long says nothing",
			[]string{"15:17 지우: ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ", "15:18 지우: 내일 몇 시에 만나?"},
			[]string{"15:17 하은: ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ", "15:18 지우: 내일 몇 시에 만나?"},
			merge.Likeness{Overlap: 2, Equal: 2, Telling: 1, Stretch: 2},
		},
		{
			"a row is broken by what is not there",
			[]string{"15:17 지우: 하나", "15:18 지우: 둘", "15:19 지우: 셋", "15:20 지우: 넷"},
			[]string{"15:17 지우: 하나", "15:18 지우: 둘둘", "15:19 지우: 셋", "15:20 지우: 넷"},
			merge.Likeness{Overlap: 4, Equal: 3, Stretch: 2},
		},
		{"only the day is known", []string{"09:10 지우: 하나", "23:59 하은: 둘"}, []string{"day 하은: 둘", "day 하은: 셋"}, merge.Likeness{Overlap: 2, Equal: 1, Stretch: 1}},
		{"without times", []string{"- 지우: 하나", "- 지우: 둘"}, []string{"- 지우: 둘", "- 지우: 셋"}, merge.Likeness{Overlap: 2, Equal: 1, Stretch: 1}},
	} {
		if got := merge.Compare(script(t, tt.stored...).marks(0), script(t, tt.incoming...).marks(0)); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// What comes again and again does not hide by how much a clock is wrong, and where
// several shifts would do none is taken.
func TestShiftMustBeClear(t *testing.T) {
	say := func(r *room, minute int, body string) {
		at := export.Time{T: time.Date(2024, 5, 7, 0, minute, 0, 0, seoul), Precision: time.Minute, Zone: export.ZoneAssumed}
		r.messages = append(r.messages, &export.Message{Time: at, Sender: 1, Content: export.Text{Body: body}})
	}
	bell, echo := &room{}, &room{}
	for i := range 400 {
		say(bell, i*60, "정각을 알려 드립니다")
		if i%10 == 0 {
			say(bell, i*60+7, "오늘의 번호는 "+strconv.Itoa(i))
		}
		say(echo, i*120, "번호 알려 드립니다 "+strconv.Itoa(i))
		say(echo, i*120+60, "번호 알려 드립니다 "+strconv.Itoa(i))
	}
	l := merge.Compare(bell.marks(0), bell.moved(-30*time.Minute).marks(0))
	if l.Shift != 30*time.Minute {
		t.Errorf("a bell each hour: %+v", l)
	}
	if l := merge.Compare(echo.marks(0), echo.moved(-30*time.Minute).marks(0)); l.Shift != 0 {
		t.Errorf("everything twice: %+v", l)
	}
}

// Where both sides have keys, these decide, whatever the words.
func TestKeysDecide(t *testing.T) {
	keyed := func(keys ...string) *merge.Marks {
		r := &room{}
		for _, key := range keys {
			r.messages = append(r.messages, &export.Message{SourceKey: key, Time: scriptTime(t, "15:17"), Content: export.Text{Body: "내일 몇 시에 만나?"}})
		}
		return r.marks(0)
	}
	for _, tt := range []struct {
		stored, incoming *merge.Marks
		want             int64
	}{
		{keyed("1", "2"), keyed("2", "3"), 1},
		{keyed("1", "2"), keyed("3", "4"), 0},
		{keyed("1", "2"), keyed("", "3"), 2},
		{keyed("", ""), keyed("3", "4"), 2},
	} {
		if got := merge.Compare(tt.stored, tt.incoming); got.Equal != tt.want {
			t.Errorf("%+v, want %d equal", got, tt.want)
		}
	}
}
