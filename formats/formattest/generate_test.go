package formattest

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"
	"testing"
	"time"

	"exile/export"
)

func TestGenerateKeepsItsPromises(t *testing.T) {
	for name, p := range map[string]Plan{
		"plain":       {Seed: 1, Messages: 20000},
		"media":       {Seed: 2, Messages: 20000, Media: true},
		"adversarial": {Seed: 3, Messages: 20000, Media: true, Adversarial: true},
		"direct":      {Seed: 4, Messages: 5000, Direct: true, Adversarial: true},
		"crowd":       {Seed: 5, Messages: 5000, People: 300},
		"tiny":        {Seed: 6, Messages: 3, Adversarial: true},
		"open":        {Seed: 7, Messages: 20000, Open: true, Adversarial: true},
		"seconds":     {Seed: 8, Messages: 20000, Seconds: true},
	} {
		t.Run(name, func(t *testing.T) {
			c := Generate(p)
			here := map[export.PersonRef]bool{1: true}
			if p.Direct {
				here[2] = true
			}
			names := map[string]bool{}
			for i := range c.People {
				if names[c.People[i].Name()] {
					t.Errorf("two people are called %q", c.People[i].Name())
				}
				names[c.People[i].Name()] = true
			}
			var seq int64
			var last time.Time
			for m := range c.Messages() {
				seq++
				exact := m.Time.T.Second() == 0 && m.Time.Precision == time.Minute
				if p.Seconds {
					exact = m.Time.Precision == time.Second
				}
				if m.Seq != seq || m.Time.T.Before(last) || !exact {
					t.Fatalf("message %d: seq %d, time %v after %v", seq, m.Seq, m.Time, last)
				}
				last = m.Time.T
				checkGenerated(t, m, here)
			}
			if seq != int64(p.Messages) || !c.Info.Saved.Equal(last.Add(time.Hour)) {
				t.Errorf("%d messages, last %v, saved %v", seq, last, c.Info.Saved)
			}
		})
	}
}

func checkGenerated(t *testing.T, m *export.Message, here map[export.PersonRef]bool) {
	t.Helper()
	switch x := m.Content.(type) {
	case export.Notice:
		if m.Sender != 0 || x.Actor == 1 {
			t.Errorf("message %d: a notice by %d about %d", m.Seq, m.Sender, x.Actor)
		}
		here[x.Actor] = x.Kind != export.NoticeLeave
		for _, p := range x.People {
			here[p] = x.Kind != export.NoticeRemove
		}
		return
	case export.Text:
		if strings.ContainsAny(x.Body, "\r\x00") || !strings.EqualFold(x.Body, strings.ToValidUTF8(x.Body, "")) {
			t.Errorf("message %d holds what no app writes: %q", m.Seq, x.Body)
		}
	case export.Media, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	if !here[m.Sender] {
		t.Errorf("message %d: %d is not in the room", m.Seq, m.Sender)
	}
}

func TestGenerateIsTheSameTwice(t *testing.T) {
	c := Generate(Plan{Seed: 9, Messages: 3000, Media: true, Adversarial: true})
	a, b := collect(c.Messages()), collect(c.Messages())
	mustEqual(t, "a second run", a, b)
	seen := map[string]bool{}
	for _, m := range a {
		seen[m.Content.Words()] = true
	}
	for _, text := range append(append([]string{}, oddities...), pastes...) {
		if !seen[text] {
			t.Errorf("3,000 messages lack the text %q", text)
		}
	}
}

// What a plan makes stays what it was: tests elsewhere count on it. The sums are
// those of the generator before it knew of seconds and open chats.
func TestGenerateIsWhatItWas(t *testing.T) {
	for name, c := range map[string]struct {
		plan Plan
		want string
	}{
		"plain":       {Plan{Messages: 2000}, "f08b191138dc13c1"},
		"media":       {Plan{Seed: 2, Messages: 2000, Media: true}, "874b12dd77208436"},
		"adversarial": {Plan{Seed: 3, Messages: 2000, Media: true, Adversarial: true}, "6b27eb1728a2f6c8"},
		"direct":      {Plan{Seed: 4, Messages: 500, Direct: true, Adversarial: true, Media: true}, "d4dfae364a4164ec"},
		"crowd":       {Plan{Seed: 5, Messages: 500, People: 300, Title: "방"}, "7a5623261e7bca6b"},
	} {
		if got := sum(Generate(c.plan)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func sum(c *Chat) string {
	h := sha256.New()
	var j export.JSONEncoder
	var line []byte
	for e := range c.Events() {
		line = append(j.AppendEvent(line[:0], e), '\n')
		h.Write(line)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Seconds are added to the minutes of the same chat, and change nothing else.
func TestGenerateSeconds(t *testing.T) {
	p := Plan{Seed: 3, Messages: 3000, Media: true}
	minutes := collect(Generate(p).Messages())
	p.Seconds = true
	seconds := collect(Generate(p).Messages())
	some := 0
	for i, m := range seconds {
		if m.Time.T.Second() > 0 {
			some++
		}
		m.Time.T, m.Time.Precision = m.Time.T.Truncate(time.Minute), time.Minute
		mustEqual(t, "a message", minutes[i], m)
	}
	if some < 1000 {
		t.Errorf("only %d of 3,000 times have seconds", some)
	}
}

// An open chat has what its managers do.
func TestGenerateOpen(t *testing.T) {
	seen := map[any]int{}
	for m := range Generate(Plan{Messages: 5000, Open: true}).Messages() {
		switch x := m.Content.(type) {
		case export.Notice:
			seen[x.Kind]++
		case export.Deleted:
			seen[x.By]++
		case export.Text, export.Media, export.Call, export.Poll, export.Place, export.Card, export.Unknown:
		}
	}
	for _, k := range []any{export.NoticeJoin, export.NoticeRemove, export.NoticeHost, export.NoticeManager, export.DeletedBySender, export.DeletedByAdmin} {
		if seen[k] < 3 {
			t.Errorf("%d of %v", seen[k], k)
		}
	}
}

func TestThrough(t *testing.T) {
	c := Generate(Plan{Messages: 20})
	drop := func(s iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			for m := range s {
				if m.Seq%2 == 0 && !yield(m) {
					return
				}
			}
		}
	}
	if a, b, d := len(collect(c.Messages())), len(collect(c.Through(drop).Messages())), len(collect(c.Through(drop).Through(drop).Messages())); a != 20 || b != 10 || d != 10 {
		t.Errorf("%d, %d and %d messages", a, b, d)
	}
}

// The plain profile resembles a real export: a KakaoTalk record of it takes
// about 100 bytes, 46 of them for date and name.
func TestGenerateTextLength(t *testing.T) {
	const n = 50000
	var bytes, multi int
	for m := range Generate(Plan{Messages: n}).Messages() {
		words := m.Content.Words()
		bytes += len(words)
		if strings.Contains(words, "\n") {
			multi++
		}
	}
	if mean := bytes / n; mean < 45 || mean > 65 {
		t.Errorf("texts have %d bytes on average", mean)
	}
	if multi < n/100 {
		t.Errorf("only %d of %d texts have several lines", multi, n)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for name, p := range map[string]Plan{"plain": {}, "media": {Media: true}, "adversarial": {Media: true, Adversarial: true}} {
		b.Run(name, func(b *testing.B) {
			p.Messages = 100000
			c := Generate(p)
			for b.Loop() {
				for m := range c.Messages() {
					_ = m
				}
			}
			b.ReportMetric(float64(p.Messages)*float64(b.N)/b.Elapsed().Seconds(), "msgs/s")
		})
	}
}
