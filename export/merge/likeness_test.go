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
		l := merge.Compare(script(t, tt.stored...).marks(0), script(t, tt.incoming...).marks(0))
		got := merge.Likeness{Overlap: l.Overlap, Equal: l.Equal, Telling: l.Telling, Stretch: l.Stretch, Shift: l.Shift}
		if got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// Who said what is equal, and what each side has alone between that.
func TestCompareTellsOfWhom(t *testing.T) {
	notice := []string{"15:10 지우: 내일은 열 시에 모여요", "15:20 지우: 우산을 꼭 챙겨 오세요", "15:30 지우: 돌아올 때는 버스를 타요"}
	for _, tt := range []struct {
		name             string
		stored, incoming []string
		want             merge.Likeness
	}{
		{
			"one person's, and others on each side",
			append(notice, "15:12 하은: 네", "15:13 하은: 어디서요"),
			append(notice, "15:22 도윤: 네"),
			merge.Likeness{
				Overlap: 4, Stored: 5, Equal: 3, Telling: 3, Stretch: 2, Common: 1, Senders: 1, Tellers: 1,
				Here: merge.Own{Texts: 1, Runs: 1, Writers: 2, Strangers: 1}, There: merge.Own{Texts: 2, Runs: 1, Writers: 2, Strangers: 1},
			},
		},
		{
			"both sides speak in the same pause",
			append(notice, "15:12 하은: 네", "15:13 하은: 어디서요"),
			append(notice, "15:14 도윤: 네"),
			merge.Likeness{
				Overlap: 4, Stored: 5, Equal: 3, Telling: 3, Stretch: 2, Common: 1, Senders: 1, Tellers: 1, Torn: 1,
				Here: merge.Own{Texts: 1, Writers: 2, Strangers: 1}, There: merge.Own{Texts: 2, Writers: 2, Strangers: 1},
			},
		},
		{
			"two people's, of whom one has another name there",
			append(notice, "15:25 하은: 저는 조금 늦을 것 같아요"),
			append(notice, "15:25 은이: 저는 조금 늦을 것 같아요"),
			merge.Likeness{
				Overlap: 4, Stored: 4, Equal: 4, Telling: 4, Stretch: 4, Common: 2, Senders: 2, Tellers: 2, Second: 1, Whole: true,
				Here: merge.Own{Writers: 2}, There: merge.Own{Writers: 2},
			},
		},
		{
			"two who said the same in one minute are not one person",
			append(notice, "15:25 하은: 생일 축하합니다 정말로"),
			append(notice, "15:25 지우: 생일 축하합니다 정말로"),
			merge.Likeness{
				Overlap: 4, Stored: 4, Equal: 4, Telling: 4, Stretch: 4, Common: 1, Senders: 1, Tellers: 1, Whole: true,
				Here: merge.Own{Writers: 1}, There: merge.Own{Writers: 2},
			},
		},
		{
			"one writes on both sides, and a cut at the end says nothing",
			append(notice, "15:30 지우: 조심히 들어가세요 모두"), notice,
			merge.Likeness{
				Overlap: 3, Stored: 4, Equal: 3, Telling: 3, Stretch: 3, Common: 1, Senders: 1, Tellers: 1, Alone: true, Whole: true,
				Here: merge.Own{Writers: 1}, There: merge.Own{Writers: 1},
			},
		},
	} {
		got := merge.Compare(script(t, tt.stored...).marks(0), script(t, tt.incoming...).marks(0))
		if got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
		back := merge.Compare(script(t, tt.incoming...).marks(0), script(t, tt.stored...).marks(0))
		got.Here, got.There, got.Overlap, got.Stored, got.Stretch = got.There, got.Here, got.Stored, got.Overlap, back.Stretch
		if got != back {
			t.Errorf("%s, the other way round: %+v, want %+v", tt.name, back, got)
		}
	}
}

// A zone with summer time and one without: the times differ by one of two hours.
func TestSummerTime(t *testing.T) {
	chat := generated(formattest.Plan{Seed: 5, Messages: 4000, Start: time.Date(2016, 1, 4, 8, 57, 0, 0, seoul)})
	for _, tt := range []struct {
		zone           string
		winter, summer time.Duration
	}{
		{"America/New_York", 14 * time.Hour, 13 * time.Hour},
		{"Europe/London", 9 * time.Hour, 8 * time.Hour},
		{"Australia/Sydney", -2 * time.Hour, -time.Hour},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		abroad := chat.with(func(m *export.Message) *export.Message { // what a phone there shows, read as Seoul's
			_, east := m.Time.T.In(zone).Zone()
			m.Time.T = m.Time.T.Add(time.Duration(east)*time.Second - 9*time.Hour)
			return m
		})
		for _, way := range []struct {
			stored, incoming *room
			sign             time.Duration
		}{{chat, abroad, 1}, {abroad, chat, -1}} {
			l := merge.Compare(way.stored.marks(0), way.incoming.marks(0))
			if by := l.Shift * way.sign; by != tt.winter && by != tt.summer || l.Equal*10 < l.Overlap*9 {
				t.Errorf("%s: %+v", tt.zone, l)
			}
		}
	}
}

func TestSwapped(t *testing.T) {
	date := func(month time.Month, days ...int) *room {
		r := &room{}
		for i, day := range days {
			at := time.Date(2024, month, day, 23, 50+i, 0, 0, seoul)
			r.messages = append(r.messages, &export.Message{Sender: 1, Time: export.Time{T: at, Precision: time.Minute}, Content: export.Text{Body: "이번 달 모임은 " + strconv.Itoa(i)}})
		}
		return r
	}
	may := date(time.May, 1, 7, 12).marks(0)
	other := may.Swapped()
	if other == nil {
		t.Fatal("days up to 12 can be months")
	}
	first, last := other.Span()
	if want := time.Date(2024, time.January, 5, 23, 50, 0, 0, seoul); !first.Equal(want) || last.In(seoul).Month() != time.December {
		t.Errorf("%v, %v", first.In(seoul), last.In(seoul))
	}
	if l := merge.Compare(may, other.Swapped()); l.Equal != 3 {
		t.Errorf("twice swapped: %+v", l)
	}
	if l := merge.Compare(may, other); l.Equal != 0 {
		t.Errorf("%+v", l)
	}
	if date(time.May, 1, 13).marks(0).Swapped() != nil || date(time.May, 5).marks(0).Swapped() != nil || merge.NewMarks().Swapped() != nil {
		t.Error("a 13th is no month, and of 5 May nothing changes")
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
