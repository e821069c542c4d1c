package convert

import "exile/export/merge"

// How much must be equal before a chat is taken for another. To join two rooms is
// worse than to keep two exports of one apart: the one is found late and hard to
// undo, the other is said at once and a command joins them. What one person wrote
// proves nothing where others write too: a teacher has two classes, and two friends of
// one name get the same greeting.
const (
	leastTelling  = 10 // messages that say something, where the titles differ
	leastSecond   = 3  // of those, messages of others than whoever has the most
	fewTelling    = 5  // both, where nothing contradicts
	fewSecond     = 2
	leastTellers  = 2  // people of whom something equal says something, where the titles differ or chats are bridged
	leastSenders  = 2  // people of whom more than chance is equal
	leastStretch  = 20 // messages in a row, where one person writes and nobody else
	worthTelling  = 3  // messages that say something: the person should know of the other chat
	fewEqual      = 30 // messages: fewer can be what two rooms were sent, wherever it stands
	leastShort    = 4  // messages of a short chat that goes on, if none of them says much
	leastDenied   = 3  // messages of which hardly any are equal, where the keys of the chats are
	certainlyMany = 50 // messages of which nearly all are equal: whatever they say
)

// same says why two chats are not one; "": they are. Which of the two was there first
// does not matter.
func same(l *merge.Likeness, titled bool) Why {
	switch {
	case l.Shift != 0:
		return WhyShifted
	case l.Overlap == 0:
		return WhyNoOverlap
	case !enoughEqual(l, titled):
		return WhyOtherMessages
	case l.Senders < leastSenders && !oneWriter(l, titled) && !contained(l, titled):
		return WhyOneSender
	case contradicted(l, titled) || strange(l):
		return WhyOwnMessages
	case !titled && !telling(l):
		return WhyFewMessages
	}
	return ""
}

// lesser is how many messages the side has that has fewer, in the time that both
// cover: a computer that was seldom on has little of a room.
func lesser(l *merge.Likeness) int64 { return min(l.Overlap, l.Stored) }

func enoughEqual(l *merge.Likeness, titled bool) bool {
	if titled {
		return l.Equal > 0 && 2*l.Equal >= lesser(l)
	}
	return 5*l.Equal >= 4*lesser(l)
}

// oneWriter reports whether a chat in which one person writes, notes to oneself or the
// messages of a shop, is another: under the same title, and without a gap.
func oneWriter(l *merge.Likeness, titled bool) bool {
	return titled && l.Alone && l.Stretch >= leastStretch && l.Telling >= leastTelling && nearlyAll(l)
}

// contained reports whether a short chat is another that went on since: all that the
// one has the other has too, and nothing else in that time, of two people.
func contained(l *merge.Likeness, titled bool) bool {
	return titled && l.Whole && l.Common >= leastSenders && (l.Tellers > 0 || l.Equal >= leastShort) &&
		l.Equal == l.Overlap && l.Equal == l.Stored
}

// nearlyAll reports whether all but one in fifty are equal, on both sides.
func nearlyAll(l *merge.Likeness) bool {
	return 50*l.Equal >= 49*max(l.Overlap, l.Stored)
}

// contradicted reports whether the two sides say different things of one time. Of one
// room each side may lack something, here and there or for a while. Of two rooms into
// which the same was forwarded, each has its own talk between what is equal, or one of
// them has. Where little is equal it must be most of what there is.
func contradicted(l *merge.Likeness, titled bool) bool {
	less, more := min(l.Here.Runs, l.There.Runs), max(l.Here.Runs, l.There.Runs)
	if titled {
		texts := max(l.Here.Texts, l.There.Texts)
		if texts == 1 && l.Tellers > leastTellers {
			return false // one message that a phone lacks, in a short chat of several
		}
		return 8*(l.Torn+less) > l.Equal || 5*(l.Torn+more) > l.Equal || l.Equal < fewEqual && 5*texts > l.Equal
	}
	return 8*(l.Torn+more) > l.Equal
}

// strange reports whether each side has people who write there and of whom the other
// side has nothing, although both are there: parents of two classes.
func strange(l *merge.Likeness) bool {
	return 3*min(l.Here.Strangers, l.There.Strangers) > l.Senders
}

// telling reports whether what is equal says enough for chats of different titles.
func telling(l *merge.Likeness) bool {
	switch {
	case 2*l.Common < max(l.Here.Writers, l.There.Writers):
		return false
	case lesser(l) >= certainlyMany && nearlyAll(l):
		return true
	case l.Tellers < leastTellers:
		return false
	case l.Torn+l.Here.Runs+l.There.Runs == 0:
		return l.Telling >= fewTelling && l.Second >= fewSecond
	}
	return l.Telling >= leastTelling && l.Second >= leastSecond
}

// denied reports whether two chats of one key are two all the same: hardly anything is
// equal in the time that both cover, or it has the same keys and other words.
func denied(l *merge.Likeness) bool {
	return l.Shift == 0 && lesser(l) >= leastDenied && 4*(l.Equal-l.Reworded) < lesser(l)
}

// bridges reports whether so much is equal that it may even show that two chats of the
// store are one.
func bridges(l *merge.Likeness) bool { return l.Tellers >= leastTellers }
