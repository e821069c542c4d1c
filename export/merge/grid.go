package merge

import (
	"cmp"
	"slices"
	"sort"
)

// mostCells is how many pairs of messages are compared at most, a byte for each.
const mostCells = 4 << 20

// lookAhead is how far ahead the like of a message is looked for where there are
// too many messages to compare all with all.
const lookAhead = 32

// inOrder pairs what is the same, in order, so that the sum of how sure that is
// becomes as great as can be. Of several ways it takes that which pairs early.
func (m *matching) inOrder(a, b []*candidate, split bool) {
	for len(a) > 0 && len(b) > 0 && likely(a[0], b[0]) >= equal {
		pair(a[0], b[0])
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && likely(a[len(a)-1], b[len(b)-1]) >= equal {
		pair(a[len(a)-1], b[len(b)-1])
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch cells := len(a) * len(b); {
	case cells == 0:
	case cells <= m.cells:
		m.cells -= cells
		grid(a, b)
	case split:
		m.between(a, b)
	default:
		walk(a, b)
	}
}

// grid computes the best alignment of two sequences.
func grid(a, b []*candidate) {
	const (
		both = iota
		skipA
		skipB
	)
	width := len(b)
	steps := make([]uint8, len(a)*width)
	below, row := make([]int32, width+1), make([]int32, width+1)
	for i, c := range slices.Backward(a) {
		for j := width - 1; j >= 0; j-- {
			best, step := below[j], uint8(skipA)
			if row[j+1] > best {
				best, step = row[j+1], skipB
			}
			if sure := likely(c, b[j]); sure > 0 && sure+below[j+1] >= best {
				best, step = sure+below[j+1], both
			}
			row[j], steps[i*width+j] = best, step
		}
		below, row = row, below
	}
	for i, j := 0, 0; i < len(a) && j < width; {
		switch steps[i*width+j] {
		case both:
			pair(a[i], b[j])
			i++
			j++
		case skipA:
			i++
		default:
			j++
		}
	}
}

// between pairs the messages of which both sides have the same number, the first
// with the first, and what lies between them as in a smaller matching.
func (m *matching) between(a, b []*candidate) {
	pairs := ascending(counterparts(a, b))
	i, j := 0, 0
	for _, p := range pairs {
		pair(a[p[0]], b[p[1]])
		m.inOrder(a[i:p[0]], b[j:p[1]], false)
		i, j = p[0]+1, p[1]+1
	}
	m.inOrder(a[i:], b[j:], false)
}

// minuteToken is what stands for a candidate where many are compared by hashes: who
// says what in which minute; in none where the time is not its own.
type minuteToken struct {
	token  uint64
	minute int64
}

func (c *candidate) minuteToken() minuteToken {
	if c.before-c.from > milliMinute || c.before < c.from { // the difference may overflow
		return minuteToken{c.token, untimed}
	}
	return minuteToken{c.token, floorTo(c.from, milliMinute)}
}

// counterparts returns the indexes, in a and b, of messages that both sides have
// equally often, the first with the first and so on, in the order of a.
func counterparts(a, b []*candidate) (pairs [][2]int) {
	in := map[minuteToken][]int{}
	for j, c := range b {
		in[c.minuteToken()] = append(in[c.minuteToken()], j)
	}
	often := map[minuteToken]int{}
	for _, c := range a {
		often[c.minuteToken()]++
	}
	seen := map[minuteToken]int{}
	for i, c := range a {
		t := c.minuteToken()
		if often[t] == len(in[t]) {
			j := in[t][seen[t]]
			seen[t]++
			if likely(c, b[j]) >= worded {
				pairs = append(pairs, [2]int{i, j})
			}
		}
	}
	return pairs
}

// ascending returns the longest selection of pairs, which ascend in the first
// number, that ascends in the second, too.
func ascending(pairs [][2]int) [][2]int {
	before := make([]int, len(pairs)) // index of the pair before, -1: none
	var tops []int                    // the pair at which a selection of that length ends lowest
	for i, p := range pairs {
		n := sort.Search(len(tops), func(n int) bool { return cmp.Compare(pairs[tops[n]][1], p[1]) >= 0 })
		before[i] = -1
		if n > 0 {
			before[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
			continue
		}
		tops[n] = i
	}
	var chosen [][2]int
	if len(tops) > 0 {
		for i := tops[len(tops)-1]; i >= 0; i = before[i] {
			chosen = append(chosen, pairs[i])
		}
	}
	slices.Reverse(chosen)
	return chosen
}

// walk pairs each message with the next one like it, if that is near.
func walk(a, b []*candidate) {
	for _, c := range b {
		for i, near := range a[:min(lookAhead, len(a))] {
			if likely(near, c) >= worded {
				pair(near, c)
				a = a[i+1:]
				break
			}
		}
	}
}
