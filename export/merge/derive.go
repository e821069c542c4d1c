package merge

import (
	"slices"
	"time"

	"exile/export"
)

// Without says what an account lacked of what the message now has. The bits are
// those of messages.kind in the store.
type Without int64

// What an account may lack.
const (
	WithoutSpans     Without = 16
	WithoutReply     Without = 32
	WithoutForward   Without = 64
	WithoutReactions Without = 128
	WithoutEdits     Without = 256
	WithoutKey       Without = 512
	WithoutCaption   Without = 2048
)

// Derive returns the account of a message that follows from what the message now
// says: at another clock, if one is given, and without what w names. Of the clock
// only its offset from UTC and its attributes count: the time is that of now, cut
// on that clock to its precision. The result shares with now what it does not
// change, From included.
func Derive(now *export.Message, clock *export.Time, w Without) *export.Message {
	m := *now
	if clock != nil {
		m.Time = atClock(now.Time.T, clock)
	}
	if w&WithoutKey != 0 {
		m.SourceKey = ""
	}
	if w&WithoutReply != 0 {
		m.ReplyTo = nil
	}
	if w&WithoutForward != 0 {
		m.Forward = nil
	}
	if w&WithoutReactions != 0 {
		m.Reactions = nil
	}
	if w&WithoutEdits != 0 {
		m.Edits = nil
	}
	switch c := m.Content.(type) {
	case export.Text:
		if w&WithoutSpans != 0 {
			c.Spans = nil
			m.Content = c
		}
	case export.Media:
		if w&WithoutSpans != 0 {
			c.Spans = nil
		}
		if w&WithoutCaption != 0 {
			c.Caption = ""
		}
		m.Content = c
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return &m
}

// Differ finds how what an export told of a message follows from what the message
// now says. If ok, Derive(now, clock, w) equals told but for From; a nil clock is
// that of now. Else told must be kept whole.
func Differ(now, told *export.Message) (clock *export.Time, w Without, ok bool) {
	if !sameTime(now.Time, told.Time) {
		if !common(told.Time.Precision) {
			return nil, 0, false
		}
		t := told.Time
		clock = &t
	}
	w = lacks(now, told)
	if !sameButFrom(Derive(now, clock, w), told) {
		return nil, 0, false
	}
	return clock, w, true
}

func lacks(now, told *export.Message) Without {
	var w Without
	set := func(bit Without, has, had bool) {
		if has && !had {
			w |= bit
		}
	}
	set(WithoutKey, now.SourceKey != "", told.SourceKey != "")
	set(WithoutReply, now.ReplyTo != nil, told.ReplyTo != nil)
	set(WithoutForward, now.Forward != nil, told.Forward != nil)
	set(WithoutReactions, len(now.Reactions) > 0, len(told.Reactions) > 0)
	set(WithoutEdits, len(now.Edits) > 0, len(told.Edits) > 0)
	set(WithoutSpans, len(spansOf(now.Content)) > 0, len(spansOf(told.Content)) > 0)
	set(WithoutCaption, captionOf(now.Content) != "", captionOf(told.Content) != "")
	return w
}

func spansOf(c export.Content) []export.Span {
	switch c := c.(type) {
	case export.Text:
		return c.Spans
	case export.Media:
		return c.Spans
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	return nil
}

func captionOf(c export.Content) string {
	m, _ := c.(export.Media)
	return m.Caption
}

// common reports whether a precision is one that a clock in the store can say by
// itself.
func common(precision time.Duration) bool {
	list := [...]time.Duration{0, time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour}
	return slices.Contains(list[:], precision)
}

// atClock returns the time t as another clock shows it.
func atClock(t time.Time, clock *export.Time) export.Time {
	shown := *clock
	if t.IsZero() {
		shown.T = t
		return shown
	}
	seconds := offset(*clock)
	_, same := t.Zone()
	if seconds != same {
		t = t.In(time.FixedZone("", seconds))
	}
	shown.T = cut(t, clock.Precision)
	return shown
}

// cut takes from a wall clock what is finer than a precision of at most a day.
func cut(t time.Time, precision time.Duration) time.Time {
	if precision <= time.Nanosecond || precision > 24*time.Hour {
		return t
	}
	h, m, s := t.Clock()
	day := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second
	day += time.Duration(t.Nanosecond())
	return t.Add(-(day % precision))
}
