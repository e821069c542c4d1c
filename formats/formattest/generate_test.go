package formattest

import (
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
				if m.Seq != seq || m.Time.T.Before(last) || m.Time.T.Second() != 0 || m.Time.Precision != time.Minute {
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
			here[p] = true
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
