package merge

import (
	"slices"

	"exile/export"
)

// How far from its neighbour an inferred message is looked for: in milliseconds,
// and in messages of the other side.
const (
	farFromNeighbour = 7 * 24 * 60 * milliMinute
	mostBetween      = 500
)

// inferred adds the stretches of times that were taken from a neighbour, as those
// of notices are that Windows writes without a time. Such a message was said
// after its neighbour and not after the minute of what follows on its own side; the
// stretch goes as far as the other side has something there that could be it.
func inferred(list []stretch, own, other side) []stretch {
	if !own.clocks.inferred {
		return list
	}
	first := own.timed()
	seen := other.timed()
	for i := first; i < own.count; {
		at, _ := own.time(i)
		from := floorTo(at, milliMinute)
		seen = other.until(seen, from)
		beyond := other.until(seen, from+milliMinute)
		next := own.until(i, from+milliMinute)
		if i == first && !own.later && own.guessed(i) && !own.clock(own.at(i)).coarse() {
			list = append(list, earlier(own, other, seen, from))
		}
		open := next // what comes after all that has a time of its own in this minute
		for open > i && own.guessed(open-1) {
			open--
		}
		if open < next {
			end := from + farFromNeighbour
			if t, ok := own.time(next); ok {
				end = min(end, floorTo(t, milliMinute)+milliMinute)
			}
			w := wantedOf(own, open, next, other, seen, beyond)
			if last := w.last(other, beyond, end, from); last > from {
				list = append(list, stretch{from, last + milliMinute})
			}
		}
		i, seen = next, beyond
	}
	return list
}

// guessed reports whether the time of the i-th message is a neighbour's. Coarse
// ones of the store are for the function coarse.
func (s side) guessed(i int) bool {
	c := s.clock(s.at(i))
	return c.inferred && (s.incoming || !c.coarse())
}

// earlier returns the stretch for messages at the head of a side, whose time is
// that of what follows them. What the other side has in that minute begins at seen.
func earlier(own, other side, seen int, from int64) stretch {
	first := own.timed()
	end := first
	for end < own.count && end-first <= mostWanted && own.guessed(end) {
		end++
	}
	w := wantedOf(own, first, end, other, seen, other.until(seen, from+milliMinute))
	begin := from
	for j := seen - 1; !w.none() && j >= max(seen-mostBetween, other.timed()); j-- {
		at, _ := other.time(j)
		if at < from-farFromNeighbour {
			break
		}
		if w.has(other, j) {
			begin = floorTo(at, milliMinute)
		}
	}
	return stretch{begin, from + milliMinute}
}

// wanted are inferred messages whose counterpart is looked for, by their words.
type wanted struct {
	words                    []uint32
	notice, deleted, unknown uint32
	anything                 bool
}

const mostWanted = 64

// wantedOf returns those of the messages of s from i up to but not including end
// that the other side, from j up to but not including stop, does not have word
// for word, each once.
func wantedOf(s side, i, end int, other side, j, stop int) *wanted {
	w := &wanted{
		notice: kindWords(export.KindNotice), deleted: kindWords(export.KindDeleted), unknown: kindWords(export.KindUnknown),
		anything: end-i > mostWanted,
	}
	var marks []*mark
	for ; i < end && !w.anything; i++ {
		marks = append(marks, s.at(i))
	}
	for stop = min(stop, j+mostBetween); j < stop && len(marks) > 0; j++ {
		whole := other.at(j).whole
		if n := slices.IndexFunc(marks, func(k *mark) bool { return k.whole == whole }); n >= 0 {
			marks = slices.Delete(marks, n, n+1)
		}
	}
	for _, k := range marks {
		w.anything = w.anything || k.words == w.deleted || k.words == w.unknown
		if !slices.Contains(w.words, k.words) {
			w.words = append(w.words, k.words)
		}
	}
	return w
}

// none reports whether nothing is left to look for.
func (w *wanted) none() bool { return !w.anything && len(w.words) == 0 }

// last returns the last minute before end in which s, from i on, has what could be
// one of them; if there is none, the minute from.
func (w *wanted) last(s side, i int, end, from int64) int64 {
	last := from
	for stop := i + mostBetween; i < stop && !w.none(); i++ {
		at, ok := s.time(i)
		if !ok || at >= end {
			break
		}
		if w.has(s, i) {
			last = floorTo(at, milliMinute)
		}
	}
	return last
}

// has reports whether the i-th message of s could be one of them: it has the same
// words, or one of the two is what apps do not tell alike. One says that somebody
// deleted a message, the other shows it.
func (w *wanted) has(s side, i int) bool {
	k := s.at(i)
	if s.clock(k).inferred {
		return false
	}
	return w.anything || k.words == w.notice || k.words == w.deleted || k.words == w.unknown || slices.Contains(w.words, k.words)
}
