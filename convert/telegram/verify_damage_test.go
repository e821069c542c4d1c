package telegram_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

// Every kind of damage at the server is told as what it is, and nothing else is.
func TestVerifyDamage(t *testing.T) {
	isText := func(m *telegramtest.Message) bool { return m.Imported && m.Media == nil }
	first := func(fits func(*telegramtest.Message) bool, do func(*telegramtest.Message) bool) func(*telegramtest.Message) bool {
		done := false
		return func(m *telegramtest.Message) bool {
			if done || !fits(m) {
				return true
			}
			done = true
			return do(m)
		}
	}
	r := newRig(t)
	for _, c := range []struct {
		name   string
		change func(m *telegramtest.Message) bool
		count  func(d *telegram.Received) int64
	}{
		{"missing", first(isText, func(*telegramtest.Message) bool { return false }), func(d *telegram.Received) int64 { return d.Missing }},
		{"changed", first(isText, func(m *telegramtest.Message) bool { m.Text = "아니"; return true }), func(d *telegram.Received) int64 { return d.Changed }},
		{"empty", first(isText, func(m *telegramtest.Message) bool { m.Text = ""; return true }), func(d *telegram.Received) int64 { return d.Empty }},
		{"misnamed", first(isText, func(m *telegramtest.Message) bool { m.Name, m.Author = "누구", 0; return true }), func(d *telegram.Received) int64 { return d.Misnamed }},
		{"moved", first(isText, func(m *telegramtest.Message) bool { m.Original = m.Original.Add(time.Hour); return true }), func(d *telegram.Received) int64 { return d.Moved }},
		{"unbound", first(func(m *telegramtest.Message) bool { return m.Media != nil }, func(m *telegramtest.Message) bool {
			m.Text, m.Media = "<attached: "+m.Media.Name+">", nil
			return true
		}), func(d *telegram.Received) int64 { return d.Unbound }},
		{"another file", first(func(m *telegramtest.Message) bool { return m.Media != nil && m.Media.Kind == telegramtest.Document }, func(m *telegramtest.Message) bool {
			m.Media.Size--
			return true
		}), func(d *telegram.Received) int64 { return d.Changed }},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := album(1000)
			p, peer := r.pushed(t, b, telegram.Want{Again: true})
			r.world.Tamper(peer, c.change)
			receipt, err := r.verify(t, p, b)
			if err != nil {
				t.Fatal(err)
			}
			d := &receipt.Deliveries[0]
			if receipt.Good() || c.count(d) != 1 {
				t.Errorf("not told: %+v", d)
			}
			if d.Missing+d.Doubled+d.Foreign+d.Changed+d.Empty+d.Misnamed+d.Moved+d.Unbound+d.Clipped+d.Swapped+d.Disordered != 1 || d.Shift != 0 {
				t.Errorf("something else is told: %+v", d)
			}
		})
	}
}

// What is there twice among the messages of the import is told as doubled, is listed
// apart and taken back only if that is wanted. The same words after its last message
// are somebody else's import, as are other words anywhere.
func TestVerifyDoubled(t *testing.T) {
	r := newRig(t)
	b := album(1000)
	p, peer := r.pushed(t, b, telegram.Want{})
	var one telegramtest.Message
	double := 0
	r.world.Tamper(peer, func(m *telegramtest.Message) bool {
		switch {
		case !m.Imported || m.Media != nil || double != 0:
		case one.ID == 0:
			one = *m
		default:
			double = m.ID
			m.Text, m.Original, m.Author, m.Name = one.Text, one.Original, one.Author, one.Name
		}
		return true
	})
	same := r.world.Insert(peer, one)
	one.Original, one.Text, one.Import = one.Original.AddDate(-3, 0, 0), "남의 글", 0
	foreign := r.world.Insert(peer, one)
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	d := receipt.Deliveries[0]
	if d.Doubled != 1 || d.Missing != 1 || d.Foreign != 2 || d.Changed+d.Moved+d.Disordered != 0 || d.Got.Messages != d.Want.Messages-1 {
		t.Errorf("%+v", d)
	}
	if !slices.Equal(d.Doubles, []int{double}) || slices.Contains(d.Messages, double) || slices.Contains(d.Messages, same) || slices.Contains(d.Messages, foreign) {
		t.Errorf("numbers %v, doubles %v; doubled %d, foreign %d, %d", d.Messages, d.Doubles, double, same, foreign)
	}
	for _, c := range []struct {
		doubles bool
		left    []int
	}{{false, []int{double, same, foreign}}, {true, []int{same, foreign}}} {
		done, err := r.undo(t, receipt, telegram.UndoOptions{Doubles: c.doubles})
		if err != nil || done.Deliveries[0].Holds != telegram.HoldsMessages {
			t.Fatalf("%+v, %v", done, err)
		}
		if got := r.importedIn(peer); !slices.Equal(got, c.left) {
			t.Errorf("left %v, not %v", got, c.left)
		}
	}
}

// Where the server goes by another offset than it was told, all times are late: the
// receipt says by how much, and which --telegram-offset would mend that.
func TestVerifyShift(t *testing.T) {
	r := newRig(t)
	b := album(1000)
	p, peer := r.pushed(t, b, telegram.Want{})
	r.world.Tamper(peer, func(m *telegramtest.Message) bool {
		m.Original, m.Date = m.Original.Add(9*time.Hour), m.Date.Add(9*time.Hour)
		return true
	})
	receipt, err := r.verify(t, p, b)
	if err != nil {
		t.Fatal(err)
	}
	d := receipt.Deliveries[0]
	if d.Shift != 9*time.Hour || d.Mend != "+00:00" || d.Missing+d.Moved+d.Changed+d.Foreign != 0 {
		t.Fatalf("%+v", d)
	}
	var text bytes.Buffer
	if err := receipt.WriteText(&text, "ko"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "9:00:00만큼 늦습니다") || !strings.Contains(text.String(), "--telegram-offset +00:00") {
		t.Errorf("the text does not say so:\n%s", text.String())
	}
}
