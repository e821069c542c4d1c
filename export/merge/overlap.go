package merge

import (
	"slices"

	"exile/export"
)

// Where one side ends and the other begins, the end of the one and the beginning
// of the other may be the same messages. How many cannot be told where messages
// repeat; the least number that fits loses none, as long as the two overlap at
// all. More is taken for the same only if something says so: what can hardly have been
// said twice and stands once on each side, if all before and behind it is the same, or
// enough of such; or, where both sides lie wholly in this time, that the one goes on
// where the other ends and not all of it is repetition, or it is as much. Such are
// short chats, and chats without times.

// enoughTelling is how many messages that say something, once on each side, make
// the longest overlap believable, whatever lies outside of it.
const enoughTelling = 3

// overlap pairs the end of one side with the beginning of the other and reports
// whether anything fits.
func (m *matching) overlap() bool {
	var ways []overlapping
	if m.ends.IncomingEnds && m.ends.StoredBegins { // the older side first
		ways = append(ways, overlapping{first: m.b, then: m.a})
	}
	if m.ends.StoredEnds && m.ends.IncomingBegins {
		ways = append(ways, overlapping{first: m.a, then: m.b})
	}
	var best *overlapping
	least := 0
	for i := range ways {
		w := &ways[i]
		w.lengths = borders(w.first, w.then)
		n := w.longest(&m.cells)
		if n == 0 || !w.believable(n, m.wholly()) {
			n = w.anchored(&m.cells)
		}
		if n > 0 && (best == nil || n > least) {
			best, least = w, n
		}
	}
	if best == nil {
		for i := range ways {
			w := &ways[i]
			if n := w.shortest(&m.cells); n > 0 && (best == nil || n < least) {
				best, least = w, n
			}
		}
	}
	if best == nil {
		return false
	}
	best.pair(least)
	return true
}

// wholly reports whether both sides begin and end here.
func (m *matching) wholly() bool {
	e := m.ends
	return e.StoredBegins && e.StoredEnds && e.IncomingBegins && e.IncomingEnds
}

// telling pairs only what stands on each side once and says something.
func (m *matching) telling() {
	for _, p := range anchors(m.a, m.b) {
		pair(m.a[p[0]], m.b[p[1]])
	}
}

// often counts messages by what they say.
func often(list []*candidate) map[uint64]int {
	times := map[uint64]int{}
	for _, c := range list {
		times[c.token]++
	}
	return times
}

// tells reports whether a message can hardly be said twice in one minute.
func (c *candidate) tells() bool {
	switch c.faces[0].kind {
	case export.KindText:
		return tells(c.msg.Content)
	case export.KindMedia, export.KindPoll, export.KindPlace, export.KindCard, export.KindNotice:
		return c.faces[0].known != [2]uint64{}
	case export.KindCall, export.KindDeleted, export.KindUnknown:
	}
	return false
}

// overlapping is one side before the other, and the lengths by which they may
// overlap, the shortest first.
type overlapping struct {
	first, then []*candidate
	lengths     []int
}

// borders returns all lengths at which the end of one side says what the beginning
// of the other says, the shortest first (Knuth, Morris and Pratt).
func borders(first, then []*candidate) []int {
	back := make([]int, len(then)) // the longest border of each beginning
	grow := func(n int, token uint64) int {
		for n > 0 && (n == len(then) || then[n].token != token) {
			n = back[n-1]
		}
		if then[n].token == token {
			n++
		}
		return n
	}
	for i := 1; i < len(then); i++ {
		back[i] = grow(back[i-1], then[i].token)
	}
	n := 0
	for _, c := range first {
		n = grow(n, c.token)
	}
	var lengths []int
	for ; n > 0; n = back[n-1] {
		lengths = append(lengths, n)
	}
	slices.Reverse(lengths)
	return lengths
}

// fits reports whether the two can overlap by n messages, details and times
// included. Each comparison is taken from budget; without any left nothing fits.
func (w *overlapping) fits(n int, budget *int) bool {
	for i, c := range w.first[len(w.first)-n:] {
		if *budget--; *budget < 0 || likely(c, w.then[i]) < worded {
			return false
		}
	}
	return true
}

func (w *overlapping) shortest(budget *int) int {
	for _, n := range w.lengths {
		if w.fits(n, budget) {
			return n
		}
	}
	return 0
}

func (w *overlapping) longest(budget *int) int {
	if len(w.lengths) == 0 {
		return 0
	}
	n := w.lengths[len(w.lengths)-1]
	if !w.fits(n, budget) {
		return 0
	}
	return n
}

// believable reports whether an overlap is more than repetition. wholly: no
// message of either side lies elsewhere.
func (w *overlapping) believable(n int, wholly bool) bool {
	before, after := often(w.first), often(w.then)
	once, telling := 0, 0
	for _, c := range w.then[:n] {
		if before[c.token] == 1 && after[c.token] == 1 {
			once++
			telling += count(c.tells())
		}
	}
	return telling >= enoughTelling ||
		wholly && n == min(len(w.first), len(w.then)) && (once > 0 || len(w.first) == len(w.then))
}

// anchored returns the length at which all that says something and stands once on each
// side is one message; 0: there is no such length, or it does not fit.
func (w *overlapping) anchored(budget *int) int {
	before, after := often(w.first), often(w.then)
	at := map[uint64]int{}
	for i, c := range w.first {
		at[c.token] = i
	}
	n := 0
	for i, c := range w.then {
		if before[c.token] != 1 || after[c.token] != 1 || !c.tells() {
			continue
		}
		if length := len(w.first) - at[c.token] + i; n == 0 || n == length {
			n = length
			continue
		}
		return 0
	}
	if !slices.Contains(w.lengths, n) || !w.fits(n, budget) {
		return 0
	}
	return n
}

func (w *overlapping) pair(n int) {
	for i, c := range w.first[len(w.first)-n:] {
		pair(c, w.then[i])
	}
}
