package merge

import (
	"slices"

	"exile/export"
)

// Entry is a stored message with all its accounts, or a new one.
type Entry struct {
	ID       int64 // of the store; 0: new
	Accounts []Account
	Now      *export.Message // what they fold to
}

// Ends says which edges of the two sides lie in the time that is settled. An edge
// is of all records of an export, not only of those in question.
type Ends struct {
	StoredEnds     bool // the last record of every stored export that has one here
	IncomingBegins bool // the first record of the incoming export
	StoredBegins   bool
	IncomingEnds   bool
}

// swapped is e seen from the other side.
func (e Ends) swapped() Ends {
	return Ends{StoredEnds: e.IncomingEnds, IncomingBegins: e.StoredBegins, StoredBegins: e.IncomingBegins, IncomingEnds: e.StoredEnds}
}

// Match says of each incoming account which stored entry it is an account of, by
// index, or -1. Both sides are in order and of one time. No two accounts are given
// to one entry, and none to an entry that has one of the same export. Of two
// exports it does not matter which is stored.
//
// Messages are the same if nothing that both sides tell says otherwise, and if
// their order fits best that way. Where one side ends and the other begins nobody
// can tell a repetition from an overlap: there as little as possible is taken for
// the same, so that no message is lost.
//
// The time it takes grows with the number of messages times at most 32, plus what
// a grid of mostCells cells takes.
func Match(stored []Entry, incoming []Account, e Ends) []int {
	found := make([]int, len(incoming))
	for i := range found {
		found[i] = -1
	}
	a, newest := storedCandidates(stored, incoming)
	b, newer := incomingCandidates(incoming)
	if len(a) == 0 || len(b) == 0 {
		return found
	}
	m := &matching{a: a, b: b, ends: e, cells: mostCells}
	if newest.Compare(newer) < 0 {
		m = &matching{a: b, b: a, ends: e.swapped(), cells: mostCells}
	}
	m.match()
	for _, c := range b {
		if c.mate != nil {
			found[c.number] = c.mate.number
		}
	}
	return found
}

// storedCandidates returns the entries that can have an account more.
func storedCandidates(stored []Entry, incoming []Account) (list []*candidate, newest Rank) {
	exports := map[int64]bool{}
	for i := range incoming {
		exports[incoming[i].Export] = true
	}
	for i := range stored {
		e := &stored[i]
		now := e.Now
		if now == nil {
			now, _ = Fold(e.Accounts)
		}
		for j := range e.Accounts {
			if r := e.Accounts[j].Rank; r.Compare(newest) > 0 {
				newest = r
			}
		}
		has := func(a Account) bool { return exports[a.Export] }
		if now == nil || slices.ContainsFunc(e.Accounts, has) {
			continue
		}
		c := newCandidate(now, i)
		c.at = len(list)
		for j := range e.Accounts {
			c.show(e.Accounts[j].Message.Content)
		}
		list = append(list, c)
	}
	return list, newest
}

func incomingCandidates(incoming []Account) (list []*candidate, newest Rank) {
	list = make([]*candidate, len(incoming))
	for i := range incoming {
		list[i] = newCandidate(incoming[i].Message, i)
		list[i].at = i
		if r := incoming[i].Rank; r.Compare(newest) > 0 {
			newest = r
		}
	}
	return list, newest
}

// matching is one run of Match. The newer side is a.
type matching struct {
	a, b  []*candidate
	ends  Ends // of a as stored and b as incoming
	cells int  // how many more may be computed
}

func pair(a, b *candidate) { a.mate, b.mate = b, a }

func (m *matching) match() {
	e := m.ends
	meet := e.StoredEnds && e.IncomingBegins || e.IncomingEnds && e.StoredBegins
	within := e.StoredBegins && e.StoredEnds || e.IncomingBegins && e.IncomingEnds
	switch {
	case m.keyed():
		m.betweenKeys()
	case meet && m.overlap():
		return
	case meet && !within:
		m.telling()
		return
	default:
		m.align(m.a, m.b)
	}
	m.crossing()
	m.gaps()
}

// align pairs what fits best in order. Where several ways fit equally well a side
// that begins here is taken for the end of the other, and else for its beginning.
func (m *matching) align(a, b []*candidate) {
	e := m.ends
	if (e.StoredBegins || e.IncomingBegins) && !e.StoredEnds && !e.IncomingEnds {
		a, b = slices.Clone(a), slices.Clone(b)
		slices.Reverse(a)
		slices.Reverse(b)
	}
	if m.pairwise(a, b) {
		return
	}
	m.inOrder(a, b, true)
}

// pairwise pairs both sides one by one if they are alike all along.
func (m *matching) pairwise(a, b []*candidate) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if likely(a[i], b[i]) < worded {
			return false
		}
	}
	for i := range a {
		pair(a[i], b[i])
	}
	return true
}

// keyed pairs messages by what the app itself calls them, in whatever order, and
// reports whether there are any.
func (m *matching) keyed() bool {
	byKey := map[string]*candidate{}
	for _, c := range m.a {
		if key := c.msg.SourceKey; key != "" && byKey[key] == nil {
			byKey[key] = c
		}
	}
	any := false
	for _, c := range m.b {
		if key := c.msg.SourceKey; key != "" {
			if of := byKey[key]; of != nil && of.mate == nil && likely(of, c) == certain {
				pair(of, c)
				any = true
			}
		}
	}
	return any
}

// betweenKeys aligns what lies between the messages that keys have paired, as far
// as those are in the same order.
func (m *matching) betweenKeys() {
	var pairs [][2]int
	for i, c := range m.a {
		if c.mate != nil {
			pairs = append(pairs, [2]int{i, c.mate.at})
		}
	}
	i, j := 0, 0
	for _, p := range append(ascending(pairs), [2]int{len(m.a), len(m.b)}) {
		m.align(unpaired(m.a[i:p[0]]), unpaired(m.b[j:p[1]]))
		i, j = p[0], p[1]
	}
}

func unpaired(list []*candidate) []*candidate {
	var rest []*candidate
	for _, c := range list {
		if c.mate == nil {
			rest = append(rest, c)
		}
	}
	return rest
}

// crossing pairs what is left and stands on both sides once, in another order.
func (m *matching) crossing() {
	type words struct {
		sender export.PersonRef
		exact  uint64
	}
	of := func(c *candidate) words { return words{c.msg.Sender, c.faces[0].exact} }
	left, right := map[words][]*candidate{}, map[words][]*candidate{}
	for _, c := range unpaired(m.a) {
		left[of(c)] = append(left[of(c)], c)
	}
	rest := unpaired(m.b)
	for _, c := range rest {
		right[of(c)] = append(right[of(c)], c)
	}
	for _, c := range rest {
		if x, y := left[of(c)], right[of(c)]; len(x) == 1 && len(y) == 1 && likely(x[0], c) >= equal {
			pair(x[0], c)
		}
	}
}

// gaps pairs what lies unpaired between two messages and their mates, if there is
// as much of it on both sides and each can be the other. Where the sides begin or
// end both must do so, or neither.
func (m *matching) gaps() {
	for i := 0; i < len(m.a); i++ {
		if m.a[i].mate != nil {
			continue
		}
		first, last := i, i
		for last < len(m.a) && m.a[last].mate == nil {
			last++
		}
		i = last
		from, until := 0, len(m.b)
		if first > 0 {
			from = m.a[first-1].mate.at + 1
		} else if m.ends.StoredBegins != m.ends.IncomingBegins {
			continue
		}
		if last < len(m.a) {
			until = m.a[last].mate.at
		} else if m.ends.StoredEnds != m.ends.IncomingEnds {
			continue
		}
		if until-from == last-first {
			fill(m.a[first:last], m.b[from:until])
		}
	}
}

func fill(a, b []*candidate) {
	for i := range a {
		if b[i].mate != nil || !possible(a[i], b[i]) {
			return
		}
	}
	for i := range a {
		pair(a[i], b[i])
	}
}
