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
// their order fits best that way. Two texts are one message only if they are equal,
// if one is the other as the app cuts it, or if somebody says that it was edited:
// that they begin alike proves nothing. Where one side ends and the other begins nobody
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
			c.tell(e.Accounts[j].Message)
		}
		list = append(list, c)
	}
	return list, newest
}

func incomingCandidates(incoming []Account) (list []*candidate, newest Rank) {
	list = make([]*candidate, len(incoming))
	for i := range incoming {
		list[i] = newCandidate(incoming[i].Message, i)
		list[i].tell(incoming[i].Message)
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

// align pairs what fits best in order: first what says something and stands on both
// sides once, so that no number of ㅋㅋ outweighs it, then what lies between. Where several ways fit equally well a side
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
	i, j := 0, 0
	for _, p := range anchors(a, b) {
		pair(a[p[0]], b[p[1]])
		m.inOrder(a[i:p[0]], b[j:p[1]], true)
		i, j = p[0]+1, p[1]+1
	}
	m.inOrder(a[i:], b[j:], true)
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

// crossing pairs what is left and stands on both sides once, in another order, if it
// says enough. ㅋㅋ in another place is another one.
func (m *matching) crossing() {
	left, right := singles(m.a), singles(m.b)
	for _, c := range m.b {
		if c.mate != nil || right[c.tag] != c {
			continue
		}
		if of := left[c.tag]; of != nil && of.mate == nil && likely(of, c) >= equal {
			pair(of, c)
		}
	}
}

// singles returns by its tag what says something and stands in a list once; nil is
// what stands there more often.
func singles(list []*candidate) map[uint64]*candidate {
	once := map[uint64]*candidate{}
	for _, c := range list {
		if !c.tells() {
			continue
		}
		if _, again := once[c.tag]; again {
			once[c.tag] = nil
			continue
		}
		once[c.tag] = c
	}
	return once
}

// anchors returns the indexes, in a and b, of what says something and stands on each
// side once, as far as it is in one order.
func anchors(a, b []*candidate) [][2]int {
	left, right := singles(a), singles(b)
	at := make(map[*candidate]int, len(right))
	for j, c := range b {
		if right[c.tag] == c {
			at[c] = j
		}
	}
	var pairs [][2]int
	for i, c := range a {
		of := right[c.tag]
		if of == nil || left[c.tag] != c {
			continue
		}
		if sure := likely(c, of); sure >= agreed || sure > 0 && c.faces[0].kind == export.KindText {
			pairs = append(pairs, [2]int{i, at[of]})
		}
	}
	return ascending(pairs)
}
