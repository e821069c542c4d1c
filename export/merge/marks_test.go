package merge_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

var seoul = time.FixedZone("", 9*60*60)

// room is a chat or an export that a test writes down: messages and who is who.
type room struct {
	names    map[export.PersonRef]string
	messages []*export.Message
}

func (r *room) name(ref export.PersonRef) string { return r.names[ref] }

// marks takes note of the messages as records 1, 2, … after the number first.
func (r *room) marks(first int64) *merge.Marks {
	m := merge.NewMarks()
	for i, msg := range r.messages {
		m.Add(msg, first+int64(i)+1, r.name)
	}
	m.Sort()
	return m
}

// part is the room with only some of its messages.
func (r *room) part(from, to int) *room {
	return &room{r.names, r.messages[from:to]}
}

// with is the room with each message changed; nil leaves it out.
func (r *room) with(change func(m *export.Message) *export.Message) *room {
	to := &room{names: r.names}
	for _, m := range r.messages {
		own := *m
		if changed := change(&own); changed != nil {
			to.messages = append(to.messages, changed)
		}
	}
	return to
}

func generated(p formattest.Plan) *room {
	c := formattest.Generate(p)
	r := &room{names: map[export.PersonRef]string{}}
	for i := range c.People {
		r.names[c.People[i].Ref] = c.People[i].Name()
	}
	r.messages = slices.Collect(c.Messages())
	return r
}

// script writes a room down as people would: "15:17 지우: ㅋㅋ", "15:17:05 지우: ㅋㅋ",
// "day 지우: ㅋㅋ", "~15:17 *joined" (the time is a neighbour's, a notice), "- 지우: ㅋㅋ"
// (no time). People are numbered by their names, so that scripts agree.
func script(t *testing.T, lines ...string) *room {
	t.Helper()
	r := &room{names: map[export.PersonRef]string{}}
	for _, line := range lines {
		clock, said, ok := strings.Cut(line, " ")
		if !ok {
			t.Fatalf("script: %q", line)
		}
		m := &export.Message{Time: scriptTime(t, clock)}
		if notice, ok := strings.CutPrefix(said, "*"); ok {
			m.Content = export.Notice{Kind: export.NoticeOther, Plain: notice}
		} else {
			name, body, _ := strings.Cut(said, ": ")
			m.Content = export.Text{Body: body}
			m.Sender = scriptPerson(name)
			r.names[m.Sender] = name
		}
		r.messages = append(r.messages, m)
	}
	return r
}

func scriptPerson(name string) export.PersonRef {
	ref := export.PersonRef(1)
	for _, c := range name {
		ref = ref*31 + export.PersonRef(c)
	}
	return ref
}

func scriptTime(t *testing.T, clock string) export.Time {
	t.Helper()
	at := export.Time{Zone: export.ZoneAssumed}
	clock, at.Inferred = strings.CutPrefix(clock, "~")
	layout, exact := "15:04", time.Minute
	switch {
	case clock == "-":
		return export.Time{}
	case clock == "day":
		layout, exact, clock = "15:04", 24*time.Hour, "00:00"
	case strings.Count(clock, ":") == 2:
		layout, exact = "15:04:05", time.Second
	}
	day, err := time.ParseInLocation(layout, clock, seoul)
	if err != nil {
		t.Fatal(err)
	}
	at.T, at.Precision = day.AddDate(2024, 4, 6), exact
	return at
}

func TestMillionMarksAreSmall(t *testing.T) {
	const n = 1_000_000
	text := export.Text{Body: "오늘 저녁에 시간 되는 사람 있어요?"}
	msg := &export.Message{Content: text, Time: export.Time{Precision: time.Minute, Zone: export.ZoneAssumed}}
	name := func(ref export.PersonRef) string { return strconv.Itoa(int(ref)) }
	for _, keyed := range []bool{false, true} {
		before := heap()
		m := merge.NewMarks()
		for i := range n {
			if keyed {
				msg.SourceKey = strconv.Itoa(i)
			}
			msg.Sender = export.PersonRef(1 + i%20)
			msg.Time.T = time.Unix(int64(1_500_000_000+i*7), 0).In(seoul)
			m.Add(msg, int64(i+1), name)
		}
		m.Sort()
		used := heap() - before
		t.Logf("keyed %v: %.1f MB", keyed, float64(used)/1e6)
		if m.Len() != n || used > 37e6 {
			t.Errorf("%d marks take %d bytes", m.Len(), used)
		}
	}
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

func TestSpanIsFromTheFirstToTheLast(t *testing.T) {
	m := script(t, "- 지우: 언제지", "15:20 지우: 늦은 말", "15:17 지우: 이른 말").marks(0)
	first, last := m.Span()
	if got := first.In(seoul).Format("15:04") + last.In(seoul).Format(" 15:04"); got != "15:17 15:20" || m.Len() != 3 {
		t.Errorf("span %s of %d", got, m.Len())
	}
	if first, last := script(t, "- 지우: 언제지").marks(0).Span(); !first.IsZero() || !last.IsZero() {
		t.Errorf("span of nothing timed: %v %v", first, last)
	}
}

// An export that is out of order is aligned like one in order.
func TestOrderOfRecordsDoesNotMatter(t *testing.T) {
	whole := generated(formattest.Plan{Seed: 4, Messages: 3000, Seconds: true})
	for i, m := range whole.messages { // a second each, so that times alone tell the order
		m.Time.T = m.Time.T.Truncate(time.Minute).Add(time.Duration(i) * time.Second)
	}
	stored := whole.marks(1000)
	for _, mix := range []string{"reversed", "shuffled", "one late"} {
		order := make([]int, len(whole.messages))
		for i := range order {
			order[i] = i
		}
		switch mix {
		case "reversed":
			slices.Reverse(order)
		case "shuffled":
			rand.New(rand.NewPCG(1, 2)).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		case "one late":
			order = append(order[1:], 0)
		}
		incoming := &room{names: whole.names}
		for _, i := range order {
			incoming.messages = append(incoming.messages, whole.messages[i])
		}
		in := incoming.marks(0)
		p := merge.Align(stored, in, merge.SamePeople(stored, in))
		for i, from := range order {
			if got, want := p.Step(int64(i+1)), (merge.Step{Do: merge.Same, ID: int64(1001 + from)}); got != want {
				t.Fatalf("%s: record %d: %+v, want %+v", mix, i+1, got, want)
			}
		}
	}
}

func TestWordsAreWhatAccountsHaveInCommon(t *testing.T) {
	long := strings.Repeat("가나다라마", 100)
	words := func(c export.Content) uint32 { return merge.WordsOf(&export.Message{Content: c}) }
	photo := func(plain string, n int) export.Content {
		return export.Media{Plain: plain, Files: make([]export.File, n)}
	}
	for _, tt := range []struct {
		name string
		a, b export.Content
		same bool
	}{
		{"a text and its cut at 500 characters", export.Text{Body: long + "끝"}, export.Text{Body: long}, true},
		{"blanks at the end", export.Text{Body: "네 \n"}, export.Text{Body: "네"}, true},
		{"blanks at the start", export.Text{Body: " 네"}, export.Text{Body: "네"}, false},
		{"other words", export.Text{Body: "네"}, export.Text{Body: "네!"}, false},
		{"other words late in the text", export.Text{Body: long[:300] + "a"}, export.Text{Body: long[:300] + "b"}, false},
		{"media in two languages", photo("사진", 1), photo("Photo", 3), true},
		{"notices in two languages", export.Notice{Plain: "들어왔습니다"}, export.Notice{Plain: "joined"}, true},
		{"a text that says notice", export.Text{Body: "notice"}, export.Notice{}, false},
		{"no content and an unknown one", nil, export.Unknown{}, true},
	} {
		if got := words(tt.a) == words(tt.b); got != tt.same {
			t.Errorf("%s: same %v", tt.name, got)
		}
	}
}

func TestProbesFindTheirOwnChat(t *testing.T) {
	chat := generated(formattest.Plan{Seed: 9, Messages: 5000})
	other := generated(formattest.Plan{Seed: 10, Messages: 5000})
	m := chat.marks(0)
	all := m.Probes(64, time.Time{}, time.Time{})
	if len(all) != 64 || m.Found(all) != 64 {
		t.Errorf("%d of %d probes found at home", m.Found(all), len(all))
	}
	if n := other.marks(0).Found(all); n > 3 {
		t.Errorf("%d of 64 probes found in another chat", n)
	}
	from, to := chat.messages[4000].Time.T, chat.messages[4900].Time.T
	late := m.Probes(64, from, to)
	if len(late) < 60 {
		t.Fatalf("%d probes", len(late))
	}
	for _, p := range late {
		if at := time.Unix(p.Minute*60, 0); at.Before(from) || !at.Before(to) {
			t.Fatalf("probe at %v, not from %v to %v", at, from, to)
		}
	}
	if p := merge.NewMarks().Probes(64, time.Time{}, time.Time{}); len(p) != 0 {
		t.Errorf("probes of nothing: %v", p)
	}
	if p := m.Probes(64, to, from); len(p) != 0 {
		t.Errorf("probes of no time: %v", p)
	}
}

func BenchmarkAdd(b *testing.B) {
	chat := generated(formattest.Plan{Seed: 1, Messages: 20000, Media: true})
	b.ReportAllocs()
	m := merge.NewMarks()
	for i := range b.N {
		if i%1_000_000 == 0 {
			m = merge.NewMarks()
		}
		m.Add(chat.messages[i%len(chat.messages)], int64(i+1), chat.name)
	}
}
