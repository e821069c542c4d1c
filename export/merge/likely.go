package merge

import (
	"slices"

	"exile/export"
)

// How sure it is that two candidates are the same message; 0: they are not. What is
// in order is paired so that the sum is greatest, hence as much as can be.
const (
	certain = 1000 // the app itself says so
	equal   = 16   // the content is equal
	agreed  = 14   // details are equal
	alike   = 12   // nothing contradicts it
	worded  = 10   // of another kind, with the same words
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
	if best < agreed && contradict(a, b) { // one account of it fits, another one does not
		return 0
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
		return 0
	}
	if f.group != other.group {
		if f.cut(other) {
			return alike
		}
		return 0
	}
	if f.kind == export.KindMedia && f.captionsDiffer(other) {
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

// cut reports whether one of two texts is what the app left of the other.
func (f *face) cut(other *face) bool {
	return f.head != 0 && f.head == other.head && (!f.whole || !other.whole)
}

func (f *face) captionsDiffer(other *face) bool {
	return f.caption != 0 && other.caption != 0 && f.caption != other.caption && !f.edited && !other.edited
}

// contradict reports whether what some account tells of one candidate cannot be
// what another tells of the other.
func contradict(a, b *candidate) bool {
	for i := range a.faces {
		for j := range b.faces {
			if a.faces[i].contradicts(&b.faces[j]) {
				return true
			}
		}
	}
	return false
}

// contradicts reports whether two faces of one kind are of two messages. Words that
// an app has of its own do not count: another language has others.
func (f *face) contradicts(other *face) bool {
	if f.kind != other.kind || f.exact == other.exact {
		return false
	}
	switch f.kind {
	case export.KindText:
		return f.group != other.group && !f.edited && !other.edited && !f.cut(other)
	case export.KindMedia:
		return f.group != other.group || f.captionsDiffer(other) || f.filesDiffer(other)
	case export.KindNotice:
		return !covered(f.actor, other.actor) && !covered(other.actor, f.actor) ||
			!within(f.people, other.people) && !within(other.people, f.people)
	case export.KindCall, export.KindPoll, export.KindPlace, export.KindCard:
		differ := func(i int) bool { return f.known[i] != 0 && other.known[i] != 0 && f.known[i] != other.known[i] }
		return f.group != other.group || differ(0) || differ(1)
	case export.KindDeleted, export.KindUnknown:
	}
	return false
}

// filesDiffer reports whether files are others by their names, or, if not all have
// any, by their bytes. Two devices may each have a name of their own for one photo,
// and another size of it.
func (f *face) filesDiffer(other *face) bool {
	sums := f.known[1] != 0 && other.known[1] != 0
	switch {
	case sums && f.known[1] == other.known[1]:
		return false
	case f.known[0] == 0 || other.known[0] == 0:
		return sums
	case f.known[0] == other.known[0]:
		return false
	}
	return f.scheme == 0 || other.scheme == 0 || f.scheme == other.scheme
}

// gone reports whether one of two candidates was deleted and the other may be what
// it was. Nobody deletes notices, and what is known to have been something else was
// nothing else.
func gone(a, b *candidate) bool {
	if a.faces[0].kind != export.KindDeleted {
		a, b = b, a
	}
	for i := range a.faces {
		if a.faces[i].kind != export.KindDeleted {
			return false
		}
	}
	for i := range b.faces {
		if k := b.faces[i].kind; k == export.KindDeleted || k == export.KindNotice {
			return false
		}
	}
	return true
}

// possible reports whether two candidates between neighbours that are the same
// messages can be the same message, too: one deleted, a text of which somebody says
// that it was edited, files that two devices name each in its own way, a notice
// that one of the apps does not know.
func possible(a, b *candidate) bool {
	if likely(a, b) > 0 {
		return true
	}
	if a.msg.SourceKey != "" && b.msg.SourceKey != "" || a.from >= b.before || b.from >= a.before {
		return false
	}
	f, g := &a.faces[0], &b.faces[0]
	if gone(a, b) {
		nobody := a.msg.Sender == 0 && f.kind == export.KindDeleted || b.msg.Sender == 0 && g.kind == export.KindDeleted
		return nobody || sendersFit(a, b)
	}
	if f.kind != g.kind || !sendersFit(a, b) || contradict(a, b) {
		return false
	}
	switch x := a.msg.Content.(type) {
	case export.Text:
		return a.edited() || b.edited()
	case export.Media:
		return true
	case export.Notice:
		y, ok := b.msg.Content.(export.Notice)
		return ok && possibleNotice(x, y)
	case export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return false
}

// edited reports whether somebody says that the message was changed.
func (c *candidate) edited() bool {
	return slices.ContainsFunc(c.faces, func(f face) bool { return f.edited })
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
