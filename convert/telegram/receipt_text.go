package telegram

import (
	"bytes"
	"io"
	"time"
)

// WriteText writes a receipt for people, in Korean ("ko") or else in English. It is for
// reading: nothing reads it back.
func (r *Receipt) WriteText(w io.Writer, lang string) error {
	t := &receiptText{words: words{korean: lang == "ko"}}
	t.line(0, t.say(sayTitle))
	t.line(0, t.say(sayRead, r.Read.UTC().Format(time.DateTime), r.Account.Name))
	for i := range r.Deliveries {
		t.line(0, "")
		t.delivery(&r.Deliveries[i])
	}
	t.line(0, "")
	t.line(0, t.say(sayUndo))
	_, err := w.Write(t.out.Bytes())
	return err
}

// receiptText is the text of a receipt in the making.
type receiptText struct {
	words
	out bytes.Buffer
}

func (t *receiptText) line(indent int, s string) {
	for range indent {
		t.out.WriteString("  ")
	}
	t.out.WriteString(s)
	t.out.WriteByte('\n')
}

// count writes a sentence if there is something to count.
func (t *receiptText) count(s saying, n int64) {
	if n != 0 {
		t.line(2, t.say(s, n))
	}
}

func (t *receiptText) delivery(d *Received) {
	switch {
	case d.Target.ID == 0:
		t.line(0, t.say(sayNowhere, d.Title))
		return
	case d.NewGroup:
		t.line(0, t.say(sayNewGroup, d.Title, d.Target.Title))
	default:
		t.line(0, shown(d.Title)+" → "+shown(d.Target.Title))
	}
	t.line(1, t.say(sayMessages, d.Got.Messages, d.Want.Messages))
	for _, f := range allForms() {
		if want, got := d.Want.Media[f], d.Got.Media[f]; want+got > 0 {
			t.line(1, t.say(sayFiles, t.say(sayForm(f)), got, want))
		}
	}
	if d.Want.Notices > 0 {
		t.line(1, t.say(sayNotices, d.Got.Notices, d.Want.Notices))
	}
	if d.Good() {
		t.line(1, t.say(sayGood))
	} else {
		t.line(1, t.say(sayNotGood))
		t.faults(d)
	}
	t.beside(d)
}

// faults tells what is not as it was sent.
func (t *receiptText) faults(d *Received) {
	t.count(sayPending, int64(d.Pending))
	t.count(sayMissing, d.Missing)
	t.count(sayDoubled, d.Doubled)
	t.count(sayChanged, d.Changed)
	t.count(sayClipped, d.Clipped)
	t.count(sayUnbound, d.Unbound)
	t.count(sayEmpty, d.Empty)
	t.count(sayMisnamed, d.Misnamed)
	t.count(sayMoved, d.Moved)
	t.count(saySwapped, d.Swapped)
	t.count(sayDisordered, d.Disordered)
	late := int64(d.Shift / time.Second)
	switch {
	case late > 0:
		t.line(2, t.say(sayShiftLate, span(late)))
	case late < 0:
		t.line(2, t.say(sayShiftEarly, span(late)))
	default:
		return
	}
	if d.Mend != "" {
		t.line(2, t.say(sayMend, d.Mend))
		return
	}
	t.line(2, t.say(sayNoMend))
}

// beside tells what is good to know, and no fault.
func (t *receiptText) beside(d *Received) {
	if d.Today > 0 {
		t.line(1, t.say(sayToday, d.Today))
	}
	if d.Foreign > 0 {
		t.line(1, t.say(sayForeign, d.Foreign))
	}
	if len(d.Messages) > 0 {
		t.line(1, t.say(saySides))
		for i := range d.Sides {
			t.side(&d.Sides[i])
		}
		t.line(1, t.say(sayNumbers, d.Messages[0], d.Messages[len(d.Messages)-1]))
	}
	t.line(1, t.say(sayHash, d.Hash))
}

func (t *receiptText) side(s *Side) {
	switch s.Linked {
	case 0:
		t.line(2, t.say(saySideNot, s.Name, s.Messages))
	case s.Messages:
		t.line(2, t.say(saySideLinked, s.Name, s.Messages))
	default:
		t.line(2, t.say(saySideSome, s.Name, s.Messages, s.Linked))
	}
	if s.Other > 0 {
		t.line(2, t.say(saySideOther, s.Name, s.Other))
	}
}
