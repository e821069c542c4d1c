package telegram

import (
	"time"

	"exile/export"
)

// timeline puts the messages of a chat in an order of time that never goes back.
type timeline struct {
	zone  *clock
	prev  int64 // local seconds of the line before
	begun bool
}

func newTimeline(zone *clock) *timeline { return &timeline{zone: zone} }

// place is what became of a time.
type placed int

const (
	asIs     placed = iota
	moved           // it went back further than it is exact, or no stamp can show it
	inferred        // there was none
)

// place returns the local seconds under which a message is written. A time that
// goes back is lifted to the one before. That counts as moved only where it
// contradicts the source: a message of 15:17 written as 15:17:01, because a
// caption stands at that second, is still of 15:17.
func (l *timeline) place(t export.Time) (sec int64, p placed) {
	sec, ok := l.zone.local(t)
	switch {
	case t.T.IsZero():
		p = inferred
	case !ok:
		p = moved
	}
	if p != asIs {
		sec = max(sec, minLocal)
		sec = min(sec, maxLocal)
		if l.begun || t.T.IsZero() {
			sec = l.prev
		}
		l.prev, l.begun = sec, true
		return sec, p
	}
	if l.begun && sec < l.prev {
		if time.Duration(l.prev-sec)*time.Second >= max(t.Precision, time.Second) {
			p = moved
		}
		sec = l.prev
	}
	l.prev, l.begun = sec, true
	return sec, p
}

// after returns the second after the last one, but never one of another minute:
// what stands there belongs to the message of that minute.
func (l *timeline) after() int64 {
	if _, s := floorDiv(l.prev, 60); s < 59 {
		l.prev++
	}
	return l.prev
}
