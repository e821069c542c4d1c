package merge

import (
	"strings"
	"unicode/utf8"

	"exile/export"
)

// How sure it is that two candidates are the same message; 0: they are not. The
// numbers are such that no two lower ones together outweigh a higher one that
// stands in their way, but for removed, which counts only where nothing else fits.
const (
	certain = 1000 // the app itself says so
	equal   = 16   // the content is equal
	agreed  = 14   // details are equal
	alike   = 12   // nothing contradicts it
	worded  = 10   // of another kind, with the same words
	removed = 2    // one of them was deleted
)

// likely returns how sure it is that two candidates are the same message.
func likely(a, b *candidate) int32 {
	if a.msg.SourceKey != "" && b.msg.SourceKey != "" {
		if a.msg.SourceKey == b.msg.SourceKey && sendersFit(a, b) {
			return certain
		}
		return 0
	}
	if a.from >= b.before || b.from >= a.before || !sendersFit(a, b) {
		return 0
	}
	var best int32
	for i := range a.faces {
		for j := range b.faces {
			best = max(best, a.faces[i].likely(&b.faces[j]))
		}
	}
	return best
}

// sendersFit reports whether both are of one sender. Some exports name none where
// others do, of notices and of what was deleted.
func sendersFit(a, b *candidate) bool {
	x, y := a.msg.Sender, b.msg.Sender
	if x == y {
		return true
	}
	kind := a.faces[0].kind
	return (x == 0 || y == 0) && kind == b.faces[0].kind && (kind == export.KindNotice || kind == export.KindDeleted)
}

func (f *face) likely(other *face) int32 {
	if f.exact == other.exact {
		return equal
	}
	if f.kind != other.kind {
		if f.words != 0 && f.words == other.words {
			return worded
		}
		if f.vanished(other) {
			return removed
		}
		return 0
	}
	if f.group != other.group {
		if f.head != 0 && f.head == other.head {
			return alike
		}
		return 0
	}
	if f.kind == export.KindMedia && f.known[1] != 0 && f.known[1] == other.known[1] {
		return agreed
	}
	sure := int32(alike)
	for i, detail := range f.known {
		switch {
		case detail == 0 || other.known[i] == 0:
		case detail != other.known[i]:
			if i == 1 && (within(f.people, other.people) || within(other.people, f.people)) && len(f.people) > 0 {
				continue // a list that lost a name
			}
			return 0
		default:
			sure = agreed
		}
	}
	return sure
}

// vanished reports whether one of them was deleted and the other may be what it
// was. Nobody deletes notices.
func (f *face) vanished(other *face) bool {
	return f.kind != export.KindNotice && other.kind != export.KindNotice &&
		(f.kind == export.KindDeleted) != (other.kind == export.KindDeleted)
}

// possible reports whether two candidates between neighbours that are the same
// messages can be the same message, too: one deleted, an edited text, files that
// two devices name each in its own way, a notice that one of the apps does not
// know.
func possible(a, b *candidate) bool {
	if a.msg.SourceKey != "" && b.msg.SourceKey != "" || a.from >= b.before || b.from >= a.before {
		return likely(a, b) > 0
	}
	if likely(a, b) > 0 {
		return true
	}
	f, g := &a.faces[0], &b.faces[0]
	if !sendersFit(a, b) {
		nobody := a.msg.Sender == 0 && f.kind == export.KindDeleted || b.msg.Sender == 0 && g.kind == export.KindDeleted
		return nobody && f.vanished(g)
	}
	if f.kind != g.kind {
		return false
	}
	switch x := a.msg.Content.(type) {
	case export.Text:
		y, ok := b.msg.Content.(export.Text)
		return ok && (len(a.msg.Edits) > 0 || len(b.msg.Edits) > 0 || edited(x.Body, y.Body))
	case export.Media:
		return f.group == g.group && (firstKind(x) != export.FileDocument || f.known[0] == 0 || g.known[0] == 0)
	case export.Notice:
		y, ok := b.msg.Content.(export.Notice)
		return ok && possibleNotice(x, y)
	case export.Poll, export.Place, export.Card:
		return f.group == g.group
	case export.Call, export.Deleted, export.Unknown:
	}
	return false
}

// possibleNotice reports whether two notices differ only by what apps know of them.
func possibleNotice(a, b export.Notice) bool {
	if a.Actor != 0 && b.Actor != 0 && a.Actor != b.Actor {
		return false
	}
	if a.Kind == b.Kind {
		return a.Kind != export.NoticeOther
	}
	return (a.Kind == export.NoticeOther) != (b.Kind == export.NoticeOther) &&
		a.Kind != export.NoticeWarning && b.Kind != export.NoticeWarning
}

// leastKept is how many characters an edit leaves as they were, at least; and it
// leaves half of the text.
const leastKept = 6

// edited reports whether one text may be the other after a correction: they begin
// alike, end alike or both.
func edited(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	head := 0
	for head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	for head > 0 && head < len(b) && !utf8.RuneStart(b[head]) {
		head--
	}
	kept := utf8.RuneCountInString(strings.TrimSpace(b[:head])) + utf8.RuneCountInString(strings.TrimSpace(b[len(b)-tail:]))
	return kept >= leastKept && 2*(head+tail) >= len(a)
}
