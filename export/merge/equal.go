package merge

import (
	"math"
	"slices"

	"exile/export"
)

// Equal reports whether two messages say the same, to the byte. It does not
// compare what a store numbers (ID, Chat, Seq and the ID of a reply) nor the
// bytes at which they stand (Offset and Length of From), which no store keeps.
func Equal(a, b *export.Message) bool {
	x, y := a.From, b.From
	x.Offset, x.Length, y.Offset, y.Length = 0, 0, 0, 0
	return x == y && sameButFrom(a, b)
}

func sameButFrom(a, b *export.Message) bool {
	return a.SourceKey == b.SourceKey && a.Sender == b.Sender && sameTime(a.Time, b.Time) &&
		sameContent(a.Content, b.Content) && sameReply(a.ReplyTo, b.ReplyTo) && sameForward(a.Forward, b.Forward) &&
		slices.Equal(a.Reactions, b.Reactions) && slices.EqualFunc(a.Edits, b.Edits, sameEdit)
}

// sameTime compares the instant, the wall clock and how both are known. The name
// of a zone says nothing.
func sameTime(a, b export.Time) bool {
	if a.Precision != b.Precision || a.Zone != b.Zone || a.Inferred != b.Inferred || !a.T.Equal(b.T) {
		return false
	}
	return a.T.IsZero() || offset(a) == offset(b)
}

// offset returns the seconds east of UTC of the wall clock of t.
func offset(t export.Time) int {
	_, seconds := t.T.Zone()
	return seconds
}

func sameReply(a, b *export.Reply) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Key == b.Key && a.Quote == b.Quote
}

func sameForward(a, b *export.Forward) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Name == b.Name && sameTime(a.Time, b.Time)
}

func sameEdit(a, b export.Edit) bool {
	if (a.Content == nil) != (b.Content == nil) {
		return false
	}
	return sameTime(a.Time, b.Time) && sameContent(a.Content, b.Content)
}

func sameContent(a, b export.Content) bool {
	switch a := a.(type) {
	case export.Text:
		b, ok := b.(export.Text)
		return ok && a.Body == b.Body && slices.Equal(a.Spans, b.Spans)
	case export.Media:
		b, ok := b.(export.Media)
		return ok && a.Caption == b.Caption && a.Plain == b.Plain &&
			slices.Equal(a.Files, b.Files) && slices.Equal(a.Spans, b.Spans)
	case export.Call:
		b, ok := b.(export.Call)
		return ok && a == b
	case export.Poll:
		b, ok := b.(export.Poll)
		return ok && a.Question == b.Question && a.Closed == b.Closed && a.Plain == b.Plain &&
			slices.Equal(a.Options, b.Options)
	case export.Place:
		b, ok := b.(export.Place)
		return ok && samePlace(a, b)
	case export.Card:
		b, ok := b.(export.Card)
		return ok && a == b
	case export.Notice:
		b, ok := b.(export.Notice)
		return ok && a.Kind == b.Kind && a.Actor == b.Actor && a.Plain == b.Plain && slices.Equal(a.People, b.People)
	case export.Deleted:
		b, ok := b.(export.Deleted)
		return ok && a == b
	case export.Unknown:
		return sameUnknown(a, b)
	}
	return sameUnknown(export.Unknown{}, b)
}

// sameUnknown takes no content for an unknown one without words, as stores and
// JSON do.
func sameUnknown(a export.Unknown, b export.Content) bool {
	if b == nil {
		return a == export.Unknown{}
	}
	u, ok := b.(export.Unknown)
	return ok && a == u
}

// samePlace compares coordinates by their bits, so that a place equals itself
// whatever they are.
func samePlace(a, b export.Place) bool {
	x, y := a, b
	x.Lat, x.Lng, y.Lat, y.Lng = 0, 0, 0, 0
	return x == y && math.Float64bits(a.Lat) == math.Float64bits(b.Lat) &&
		math.Float64bits(a.Lng) == math.Float64bits(b.Lng)
}
