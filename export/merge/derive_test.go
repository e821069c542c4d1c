package merge_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
)

// TestDeriveGivesEveryAccountBack: whatever Differ calls derivable comes back to
// the byte, and what it does not is worth keeping whole.
func TestDeriveGivesEveryAccountBack(t *testing.T) {
	r := manyAccounts{rand.New(rand.NewPCG(3, 4))}
	derived := 0
	for range 10_000 {
		all := r.some()
		now, _ := merge.Fold(all)
		for _, a := range all {
			before := *now
			clock, w, ok := merge.Differ(now, a.Message)
			if !ok {
				continue
			}
			derived++
			if clock != nil { // as a store gives it back: without the time
				clock.T = time.Unix(0, 0).In(clock.T.Location())
			}
			got := merge.Derive(now, clock, w)
			got.From = a.Message.From
			if !merge.Equal(got, a.Message) {
				t.Fatalf("told %+v\nderived %+v\nfrom %+v", a.Message, got, now)
			}
			if !merge.Equal(now, &before) {
				t.Fatal("deriving changed the message")
			}
		}
	}
	if derived < 4000 {
		t.Errorf("only %d accounts could be derived", derived)
	}
}

// TestDifferNeedsNoVersion: what other devices commonly leave out costs nothing.
func TestDifferNeedsNoVersion(t *testing.T) {
	full := func() *export.Message {
		m := says(1, "네, 내일 봬요")
		m.Time = at(5, 42, time.Second)
		m.Time.Zone = export.ZoneStated
		m.SourceKey, m.ReplyTo, m.Forward = "17", &export.Reply{Key: "16"}, &export.Forward{Name: "아무개"}
		m.Reactions = []export.Reaction{{Sign: "👍", By: 2, Count: 1}}
		m.Edits = []export.Edit{{Content: export.Text{Body: "네"}}}
		m.Content = export.Text{Body: "네, 내일 봬요", Spans: []export.Span{{Kind: export.SpanBold, End: 3}}}
		return m
	}
	media := func() *export.Message {
		m := full()
		m.Content = export.Media{Files: []export.File{{Kind: export.FilePhoto}}, Caption: "바다", Spans: []export.Span{{Kind: export.SpanBold, End: 3}}}
		return m
	}
	for name, c := range map[string]struct {
		now, told *export.Message
		change    func(m *export.Message)
		w         merge.Without
		clock, ok bool
	}{
		"the same":        {now: full(), told: full(), change: func(*export.Message) {}, ok: true},
		"only the minute": {now: full(), told: full(), clock: true, ok: true, change: func(m *export.Message) { m.Time = at(5, 0, time.Minute) }},
		"another zone": {now: full(), told: full(), clock: true, ok: true, change: func(m *export.Message) {
			m.Time.T = m.Time.T.In(time.FixedZone("", -3*3600-1800))
		}},
		"only the day of another zone": {now: full(), told: full(), clock: true, ok: true, change: func(m *export.Message) {
			m.Time.T, m.Time.Precision = time.Date(2024, 5, 5, 0, 0, 0, 0, time.FixedZone("", -8*3600)), 24*time.Hour
		}},
		"no key":       {now: full(), told: full(), w: merge.WithoutKey, ok: true, change: func(m *export.Message) { m.SourceKey = "" }},
		"no reply":     {now: full(), told: full(), w: merge.WithoutReply, ok: true, change: func(m *export.Message) { m.ReplyTo = nil }},
		"no forward":   {now: full(), told: full(), w: merge.WithoutForward, ok: true, change: func(m *export.Message) { m.Forward = nil }},
		"no reactions": {now: full(), told: full(), w: merge.WithoutReactions, ok: true, change: func(m *export.Message) { m.Reactions = nil }},
		"no edits":     {now: full(), told: full(), w: merge.WithoutEdits, ok: true, change: func(m *export.Message) { m.Edits = nil }},
		"no spans":     {now: full(), told: full(), w: merge.WithoutSpans, ok: true, change: func(m *export.Message) { m.Content = export.Text{Body: "네, 내일 봬요"} }},
		"no caption": {now: media(), told: media(), w: merge.WithoutCaption | merge.WithoutSpans, ok: true, change: func(m *export.Message) {
			m.Content = export.Media{Files: []export.File{{Kind: export.FilePhoto}}}
		}},
		"nothing but the text": {
			now: full(), told: says(1, "네, 내일 봬요"), clock: true, ok: true, change: func(*export.Message) {},
			w: merge.WithoutKey | merge.WithoutReply | merge.WithoutForward | merge.WithoutReactions | merge.WithoutEdits | merge.WithoutSpans,
		},
		"another text":     {now: full(), told: full(), change: func(m *export.Message) { m.Content = export.Text{Body: "아니요"} }},
		"another sender":   {now: full(), told: full(), change: func(m *export.Message) { m.Sender = 2 }},
		"another minute":   {now: full(), told: full(), change: func(m *export.Message) { m.Time = at(6, 0, time.Minute) }},
		"no time":          {now: full(), told: full(), change: func(m *export.Message) { m.Time = export.Time{} }},
		"to five minutes":  {now: full(), told: full(), change: func(m *export.Message) { m.Time = at(5, 0, 5*time.Minute) }},
		"another reaction": {now: full(), told: full(), change: func(m *export.Message) { m.Reactions = []export.Reaction{{Sign: "❤"}} }},
	} {
		t.Run(name, func(t *testing.T) {
			c.change(c.told)
			clock, w, ok := merge.Differ(c.now, c.told)
			if ok != c.ok || w != c.w || (clock != nil) != c.clock {
				t.Errorf("clock %v, without %d, ok %v", clock, w, ok)
			}
		})
	}
}

// TestEqual: each field counts, and only what is told.
func TestEqual(t *testing.T) {
	r := manyAccounts{rand.New(rand.NewPCG(5, 6))}
	for range 2000 {
		m := r.message()
		same := *m
		same.ID, same.Chat, same.Seq, same.From.Offset, same.From.Length = 9, 9, 9, 9, 9
		same.Reactions = append([]export.Reaction{}, m.Reactions...)
		if !merge.Equal(m, &same) {
			t.Fatalf("a message does not equal itself: %+v", m)
		}
		other := r.message()
		var j export.JSONEncoder
		a, b := string(j.AppendEvent(nil, m)), string(j.AppendEvent(nil, other))
		if merge.Equal(m, other) && a != b {
			t.Fatalf("%s\nequals\n%s", a, b)
		}
	}
}
