package merge_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"exile/export"
	"exile/export/merge"
	"exile/formats/formattest"
)

// Any part of an export is found again in the whole, whatever the clock, and what is
// plain is never wrong.
func TestPartsOfAChat(t *testing.T) {
	for seed := range uint64(12) {
		plan := formattest.Plan{Seed: seed, Messages: 2000, Media: true, Seconds: seed%3 == 0, Adversarial: seed%2 == 0, Open: seed%4 == 1}
		whole := generated(plan)
		rng := rand.New(rand.NewPCG(seed, 7))
		for range 6 {
			from := rng.IntN(len(whole.messages) - 1)
			to := from + 1 + rng.IntN(len(whole.messages)-from)
			part := whole.part(from, to)
			if plan.Seconds && rng.IntN(2) == 0 {
				part = part.with(toMinutes)
			}
			p := align(whole, part)
			sound(t, p, part)
			if n := p.Tally(); n.New > 0 || n.Settle > 40 {
				t.Errorf("seed %d, %d to %d: %+v", seed, from, to, n)
			}
			for i := range part.messages {
				if s := p.Step(int64(i + 1)); s.Do == merge.Same && s.ID != int64(from+i+1) {
					t.Fatalf("seed %d: message %d is taken for %d", seed, from+i+1, s.ID)
				}
			}
			// The other way around: the store has a part, the whole comes.
			p = align(part, whole)
			sound(t, p, whole)
			for i := range whole.messages {
				s := p.Step(int64(i + 1))
				if inside := i >= from && i < to; inside && s.Do == merge.New || s.Do == merge.Same && s.ID != int64(i-from+1) {
					t.Fatalf("seed %d, %d to %d: message %d: %+v", seed, from, to, i+1, s)
				}
			}
		}
	}
}

func toMinutes(m *export.Message) *export.Message {
	m.Time.T, m.Time.Precision = m.Time.T.Truncate(time.Minute), time.Minute
	return m
}

// An export that leaves out some messages and has others of its own is sorted out
// minute by minute: nothing that both have is new, nothing is taken for another.
func TestExportsThatDiffer(t *testing.T) {
	for seed := range uint64(8) {
		whole := generated(formattest.Plan{Seed: seed, Messages: 3000, Media: true, Seconds: seed%2 == 0})
		rng := rand.New(rand.NewPCG(seed, 1))
		keys := map[*export.Message]int{}
		half := func() *room {
			r := &room{names: whole.names}
			for i, m := range whole.messages {
				if rng.IntN(20) > 0 {
					own := *m
					keys[&own] = i
					r.messages = append(r.messages, &own)
				}
			}
			return r
		}
		a, b := half(), half()
		p := align(a, b)
		sound(t, p, b)
		minutes := map[int64]bool{}
		for _, m := range a.messages {
			minutes[m.Time.T.Unix()/60] = true
		}
		wrong := 0
		for i, m := range b.messages {
			s := p.Step(int64(i + 1))
			if (s.Do == merge.New) == minutes[m.Time.T.Unix()/60] {
				t.Fatalf("seed %d: record %d: %+v", seed, i+1, s)
			}
			if s.Do == merge.Same && keys[a.messages[s.ID-1]] != keys[m] {
				wrong++ // one of two equal ones is missing on either side: nobody can tell
			}
		}
		if n := p.Tally(); wrong > 3 || n.Same < 2000 {
			t.Errorf("seed %d: %+v, %d wrong", seed, n, wrong)
		}
	}
}

// A zone or a clock that says more than the store's is no mere witness; one that
// says less is.
func TestClocks(t *testing.T) {
	base := export.Time{T: time.Date(2024, 5, 7, 15, 17, 0, 0, seoul), Precision: time.Minute, Zone: export.ZoneAssumed}
	with := func(change func(*export.Time)) export.Time {
		t := base
		change(&t)
		return t
	}
	abroad := with(func(t *export.Time) { t.T = t.T.In(time.FixedZone("", -8*3600)) })
	stated := with(func(t *export.Time) { t.Zone = export.ZoneStated })
	inferred := with(func(t *export.Time) { t.Inferred = true })
	second := with(func(t *export.Time) { t.Precision = time.Second; t.T = t.T.Add(42 * time.Second) })
	milli := with(func(t *export.Time) {
		t.Precision = time.Millisecond
		t.T = t.T.Add(42*time.Second + 7*time.Millisecond)
	})
	micro := with(func(t *export.Time) {
		t.Precision = time.Microsecond
		t.T = t.T.Add(42*time.Second + 7*time.Microsecond)
	})
	for _, tt := range []struct {
		name             string
		stored, incoming export.Time
		want             string
	}{
		{"abroad", base, abroad, "=1'"},
		{"at home after abroad", abroad, base, "=1'"},
		{"stated after assumed", base, stated, "?0"},
		{"assumed after stated", stated, base, "=1'"},
		{"inferred after known", base, inferred, "=1'"},
		{"known after inferred", inferred, base, "?0"},
		{"minutes after seconds", second, base, "=1'"},
		{"stated minutes after assumed seconds", second, stated, "=1'"},
		{"minutes abroad after seconds", second, abroad, "=1'"},
		{"seconds after minutes", base, second, "?0"},
		{"seconds after milliseconds", milli, second, "=1'"},
		{"milliseconds after seconds", second, milli, "?0"},
		{"microseconds again", micro, micro, "=1"},
		{"seconds after microseconds", micro, second, "?0"}, // finer than marks can tell
	} {
		at := func(when export.Time) *room {
			return &room{messages: []*export.Message{{Time: when, Content: export.Text{Body: "안녕"}}}}
		}
		if got := steps(align(at(tt.stored), at(tt.incoming)), 1); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// Whatever else a message says, it is not what is stored already.
func TestNothingIsOverlooked(t *testing.T) {
	at := scriptTime(t, "15:17")
	photo := func(change func(*export.File)) export.Content {
		f := export.File{Kind: export.FilePhoto, Name: "a.jpg", State: export.FilePresent, SHA256: "00"}
		change(&f)
		return export.Media{Files: []export.File{f}, Caption: "보세요"}
	}
	text := export.Text{Body: "안녕"}
	poll := export.Poll{Question: "어디?", Options: []export.PollOption{{Text: "산", Votes: 1}}}
	place := export.Place{Name: "시청", Lat: 1, Lng: 2, HasPoint: true}
	for _, tt := range []struct {
		content export.Content
		change  func(m *export.Message)
	}{
		{text, func(m *export.Message) { m.SourceKey = "k" }},
		{text, func(m *export.Message) { m.ReplyTo = &export.Reply{} }},
		{text, func(m *export.Message) { m.ReplyTo = &export.Reply{Quote: "?"} }},
		{text, func(m *export.Message) { m.Forward = &export.Forward{Name: "뉴스"} }},
		{text, func(m *export.Message) { m.Reactions = []export.Reaction{{Sign: "👍", Count: 1}} }},
		{text, func(m *export.Message) { m.Edits = []export.Edit{{Content: export.Text{Body: "안"}}} }},
		{text, func(m *export.Message) { m.Edits = []export.Edit{{}} }},
		{text, func(m *export.Message) {
			m.Content = export.Text{Body: "안녕", Spans: []export.Span{{Kind: export.SpanBold, End: 6}}}
		}},
		{text, func(m *export.Message) { m.Content = export.Text{Body: "안녕 "} }},
		{text, func(m *export.Message) { m.Content = export.Unknown{Plain: "안녕"} }},
		{text, func(m *export.Message) { m.Content = nil }},
		{photo(func(*export.File) {}), func(m *export.Message) { m.Content = photo(func(f *export.File) { f.SHA256 = "01" }) }},
		{photo(func(*export.File) {}), func(m *export.Message) { m.Content = photo(func(f *export.File) { f.State = export.FileMissing }) }},
		{photo(func(*export.File) {}), func(m *export.Message) { m.Content = photo(func(f *export.File) { f.Size = 1 }) }},
		{photo(func(*export.File) {}), func(m *export.Message) { m.Content = photo(func(f *export.File) { f.Path = "b/a.jpg" }) }},
		{photo(func(*export.File) {}), func(m *export.Message) { m.Content = photo(func(f *export.File) { f.ByTime = true }) }},
		{export.Call{Kind: export.CallVoice}, func(m *export.Message) { m.Content = export.Call{Kind: export.CallVoice, Duration: 1} }},
		{poll, func(m *export.Message) {
			m.Content = export.Poll{Question: "어디?", Options: []export.PollOption{{Text: "산", Votes: 2}}}
		}},
		{place, func(m *export.Message) { m.Content = export.Place{Name: "시청", Lat: 1, Lng: 2.5, HasPoint: true} }},
		{export.Card{Kind: export.CardGift}, func(m *export.Message) { m.Content = export.Card{Kind: export.CardGift, URL: "x"} }},
		{export.Notice{Actor: 1}, func(m *export.Message) { m.Content = export.Notice{Actor: 2} }},
		{export.Notice{Actor: 1}, func(m *export.Message) { m.Content = export.Notice{Actor: 1, People: []export.PersonRef{2}} }},
		{export.Deleted{}, func(m *export.Message) { m.Content = export.Deleted{By: export.DeletedByAdmin} }},
	} {
		names := map[export.PersonRef]string{1: "지우", 2: "하은"}
		stored := &room{names, []*export.Message{{Sender: 1, Time: at, Content: tt.content}}}
		if got := steps(align(stored, stored), 1); got != "=1" {
			t.Errorf("%+v again: %s", tt.content, got)
		}
		changed := stored.with(func(m *export.Message) *export.Message { tt.change(m); return m })
		if got := steps(align(stored, changed), 1); got != "?0" {
			t.Errorf("%+v changed to %+v: %s", tt.content, changed.messages[0], got)
		}
		if got := steps(align(changed, stored), 1); got != "?0" {
			t.Errorf("%+v changed from %+v: %s", tt.content, changed.messages[0], got)
		}
	}
}
