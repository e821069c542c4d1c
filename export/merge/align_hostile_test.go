package merge_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

// Any number of messages in one minute, all equal or none, take seconds at most.
// Were anything quadratic it would take many minutes.
func TestHostileMinutes(t *testing.T) {
	if testing.Short() {
		t.Skip("many messages")
	}
	const n = 300_000
	at := export.Time{T: time.Date(2024, 5, 7, 15, 17, 0, 0, seoul), Precision: time.Minute, Zone: export.ZoneAssumed}
	same := func(int) string { return "ㅋㅋ" }
	each := strconv.Itoa
	pairs := func(i int) string { return strconv.Itoa(i / 5) }
	for _, tt := range []struct {
		name             string
		text             func(int) string
		stored, incoming int
		inferred, day    bool // the incoming times
	}{
		{"all equal", same, n, n, false, false},
		{"all equal, one more stored", same, n, n - 1, false, false},
		{"few equal, one more stored", pairs, n, n - 1, false, false},
		{"all inferred", each, n, n - 1, true, false},
		{"all equal in a day", same, n, n - 1, false, true},
		{"few equal in a day", pairs, n, n - 1, false, true},
		{"none equal in a day", each, n, n - 1, false, true},
	} {
		marks := func(n int, incoming bool) *merge.Marks {
			m := merge.NewMarks()
			msg := &export.Message{Time: at, Sender: 1}
			for i := range n {
				msg.Content = export.Text{Body: tt.text(i)}
				switch {
				case incoming && tt.inferred:
					msg.Time.T, msg.Time.Inferred = at.T.Add(time.Duration(i/3)*time.Minute), true
				case incoming && tt.day:
					msg.Time.T, msg.Time.Precision = scriptTime(t, "day").T, 24*time.Hour
				case tt.day:
					msg.Time.T, msg.Time.Precision = at.T.Add(time.Duration(i)*time.Millisecond), time.Millisecond
				}
				m.Add(msg, int64(i+1), func(export.PersonRef) string { return "지우" })
			}
			return m
		}
		start := time.Now()
		stored, incoming := marks(tt.stored, false), marks(tt.incoming, true)
		likeness := merge.Compare(stored, incoming)
		p := merge.Align(stored, incoming, merge.SamePeople(stored, incoming))
		took := time.Since(start)
		t.Logf("%s: %v, %+v, %+v", tt.name, took, p.Tally(), likeness)
		if took > 20*time.Second {
			t.Errorf("%s: %v", tt.name, took)
		}
	}
}

// FuzzAlign makes two exports out of bytes, three for a message, and aligns them.
func FuzzAlign(f *testing.F) {
	f.Add([]byte{0, 1, 2, 0, 1, 2, 1, 1, 2}, []byte{0, 1, 2, 1, 1, 2})
	f.Add([]byte{0, 65, 2, 16, 1, 2, 32, 1, 2}, []byte{64, 1, 2, 129, 1, 2})
	f.Add([]byte{255, 255, 255}, []byte{})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		stored, incoming := fuzzRoom(a), fuzzRoom(b)
		p := align(stored, incoming)
		sound(t, p, incoming)
		for i, m := range incoming.messages {
			s := p.Step(int64(i + 1))
			if s.Do != merge.Same {
				continue
			}
			of := stored.messages[s.ID-1]
			var clock *export.Time
			if s.Clock {
				clock = &m.Time
			}
			if _, w, ok := merge.Differ(of, m); !ok || w != 0 || !merge.Equal(merge.Derive(of, clock, 0), m) {
				t.Fatalf("record %d does not follow from message %d:\n%+v\n%+v", i+1, s.ID, m, of)
			}
		}
		// What is said twice where an export begins or ends is left to be settled.
		if again := align(incoming, incoming); again.Tally().New > 0 || len(again.Blocks()) > 2 {
			t.Fatalf("an export again: %+v", again.Tally())
		}
		merge.Compare(stored.marks(0), incoming.marks(0))
		for in, to := range merge.SamePeople(stored.marks(0), incoming.marks(0)) {
			if in == 0 || to == 0 {
				t.Fatalf("%d is %d", in, to)
			}
		}
	})
}

func fuzzRoom(data []byte) *room {
	r := &room{names: map[export.PersonRef]string{1: "지우", 2: "하은", 3: "지우"}}
	precisions := []time.Duration{time.Minute, time.Minute, time.Second, time.Millisecond, time.Hour, 24 * time.Hour, 90 * time.Second, 1}
	for ; len(data) >= 3; data = data[3:] {
		d := int(data[0])
		m := &export.Message{Sender: export.PersonRef(data[1] & 3), SourceKey: []string{"", "k"}[data[1]>>7]}
		switch data[1] >> 2 & 3 {
		case 0:
			m.Content = export.Notice{Kind: export.NoticeJoin, Actor: m.Sender}
		case 1:
			m.Content = export.Deleted{}
		default:
			m.Content = export.Text{Body: strconv.Itoa(int(data[1] >> 4 & 7))}
		}
		if d != 255 {
			p := precisions[data[2]&7]
			at := time.Date(2024, 5, 7, 15, d&31, d>>5*7, 0, time.UTC).Add(time.Duration(data[2]>>5) * time.Hour)
			m.Time = export.Time{T: at.Truncate(p), Precision: p, Zone: export.ZoneAssumed, Inferred: data[2]&16 != 0}
			if data[2]&8 != 0 {
				m.Time.T = m.Time.T.In(seoul)
			}
		}
		r.messages = append(r.messages, m)
	}
	return r
}

func BenchmarkAlign(b *testing.B) {
	chat := generated(formattest.Plan{Seed: 1, Messages: 1_000_000, Media: true})
	stored, incoming := chat.marks(0), chat.part(10_000, len(chat.messages)).marks(0)
	people := merge.SamePeople(stored, incoming)
	b.Run("align", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if p := merge.Align(stored, incoming, people); p.Tally().New > 0 {
				b.Fatal(p.Tally())
			}
		}
	})
	b.Run("people", func(b *testing.B) {
		for b.Loop() {
			merge.SamePeople(stored, incoming)
		}
	})
	b.Run("compare", func(b *testing.B) {
		for b.Loop() {
			merge.Compare(stored, incoming)
		}
	})
	b.Run("sort", func(b *testing.B) {
		late := slices.Concat(chat.messages[1:], chat.messages[:1])
		r := &room{chat.names, late}
		for b.Loop() {
			b.StopTimer()
			m := merge.NewMarks()
			for i, msg := range r.messages {
				m.Add(msg, int64(i+1), r.name)
			}
			b.StartTimer()
			m.Sort()
		}
	})
}
