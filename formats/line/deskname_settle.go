package line

import (
	"cmp"
	"math"
	"slices"
)

// What settle weighs, in nats: an odds of e to one.
const (
	deskKappa = 20.0 // how alike the first words of all people are; 20: two texts of one person share theirs 1 time in 20
	deskChain = 0.1  // the same within a text, where phrases repeat word for word
	deskWord  = 1.5  // against one more word in a name
	deskEnd   = -8.0 // for each line that would have no text
	deskMark  = 4.0  // for each word of the app that would be the whole text
	deskGap   = 2.0  // for two spaces
	deskHint  = 10.0 // for a name in a line of the app
	deskMost  = 3.0  // that one word after a name weighs
	deskSum   = 60.0 // that all words after a name weigh
	deskFew   = 50.0 // beginnings of texts below which other lines teach too little
	deskTurns = 4
)

// settle decides which beginnings of lines are names.
//
// Every line is taken for a name, a first word of the text and further words. How
// likely a set of names makes the lines is computed from how often words stand
// first in texts, and how often inside, all names being as the round before left
// them and the lines in question left out. A longer name wins where, for the
// lines that have it,
//
//   - its last word would be odd at the start of a text, or come much too often
//     there, and
//   - what follows begins texts elsewhere rather than stands inside them; or is
//     a word of the app, which is a text by itself; and something follows.
//
// So a beginning is a name when it recurs, goes on in many ways, and its shorter
// beginning does not go on otherwise more often than chance has it. In the first
// round, when nothing is known, it is a name if four lines in five agree on it.
func (n *deskNames) settle() {
	t := &n.tree
	s := settler{tree: t, hints: map[int32]bool{}, hinted: map[int32][]int32{}}
	s.hint(n.hints)
	for _, g := range n.order {
		if g.root != 0 {
			s.follow(g.root)
		}
	}
	s.start, s.inside = make([]int32, len(t.text)), make([]int32, len(t.text))
	for _, g := range n.order {
		if g.root != 0 {
			s.count(g.root, inName)
			s.weigh(g.root, 1)
		}
	}
	for range deskTurns {
		for _, g := range n.order {
			if g.root != 0 {
				s.again(g.root)
			}
		}
	}
	for _, g := range n.order {
		if g.root != 0 {
			s.collect(g, g.root, g.first)
			g.found.sort()
		}
	}
	n.tree = deskTree{} // all is learnt
}

// hint finds the nodes of the names that are likely.
func (s *settler) hint(names []string) {
	t := s.tree
	for _, name := range names {
		root, at, ok := int32(0), int32(0), true
		for pos := 0; ok && pos <= len(name); {
			w := firstWord(name[pos:])
			pos += len(w) + 1
			var id int32
			if id, ok = t.words[w]; ok {
				at, ok = t.child[deskEdge{at, id}]
			}
			if root == 0 {
				root = at
			}
		}
		if ok && t.nodes[at].depth <= maxDeskWords {
			s.hints[at] = true
			s.hinted[root] = append(s.hinted[root], at)
		}
	}
}

type settler struct {
	tree   *deskTree
	hints  map[int32]bool    // nodes of names that are likely
	hinted map[int32][]int32 // the same by first word

	start, inside       []int32 // by word: how often it begins a text, and stands in one
	starts, insides     float64 // the sums
	startKinds, inKinds float64 // how many words of each
	alone               bool    // the lines in question are among them
}

// follow takes for a name what four lines in five agree on.
func (s *settler) follow(v int32) {
	t := s.tree
	t.nodes[v].name = true
	for at := v; t.nodes[at].depth < maxDeskWords; {
		all, best := t.lines(at), s.dominant(at)
		if best == 0 || t.nodes[best].count < 3 || t.nodes[best].count*5 < all*4 || !t.nodes[best].plain() {
			return
		}
		t.nodes[at].name = at == v
		t.nodes[best].name = true
		at = best
	}
}

// dominant returns the child with the most lines.
func (s *settler) dominant(v int32) int32 {
	best, count := int32(0), int32(0)
	for c := s.tree.nodes[v].first; c != 0; c = s.tree.nodes[c].next {
		if k := s.tree.nodes[c].count; k > count {
			best, count = c, k
		}
	}
	return best
}

// again decides on the names of one first word. What its own lines say of words is
// left out, for it depends on the names; but if that is nearly all there is, only
// what the lines in question say.
func (s *settler) again(root int32) {
	s.weigh(root, -1)
	s.alone = s.starts < deskFew
	if s.alone {
		s.weigh(root, 1)
	}
	s.decide(root)
	if s.alone {
		s.weigh(root, -1)
		s.compare(root)
	}
	s.count(root, inName)
	s.weigh(root, 1)
}

// count finds what each word under a node is, as names are now, and returns how
// many lines have a name that ends below it.
func (s *settler) count(v int32, role deskRole) int32 {
	d := &s.tree.nodes[v]
	if d.name {
		role = inName
	}
	var taken int32
	for c := d.first; c != 0; c = s.tree.nodes[c].next {
		next := inside
		if role == inName {
			next = atStart
		}
		taken += s.count(c, next)
	}
	d.role, d.eff = role, d.count-taken
	if d.name {
		return d.count
	}
	return taken
}

// decide finds the names among the beginnings that go on after a node's first
// word. The first word alone is always one, for the lines that are left.
func (s *settler) decide(root int32) {
	s.clear(root)
	s.tree.nodes[root].name = true
	s.divide(root)
	for _, v := range s.hinted[root] {
		if !s.tree.nodes[v].name && s.boundary(v, 0) > 0 {
			s.tree.nodes[v].name = true
		}
	}
}

func (s *settler) clear(v int32) {
	s.tree.nodes[v].name = false
	for c := s.tree.nodes[v].first; c != 0; c = s.tree.nodes[c].next {
		s.clear(c)
	}
}

// divide asks of each way a name goes on whether it is part of a longer one.
func (s *settler) divide(v int32) {
	t := s.tree
	if t.nodes[v].depth >= maxDeskWords {
		return
	}
	var ways []int32
	for c := t.nodes[v].first; c != 0; c = t.nodes[c].next {
		ways = append(ways, c)
	}
	slices.SortStableFunc(ways, func(a, b int32) int { return cmp.Compare(t.nodes[b].count, t.nodes[a].count) })
	left := t.lines(v)
	for _, u := range ways {
		d := &t.nodes[u]
		if d.count == 1 && left > 8 {
			break // nothing that stands once among many is a name, nor what follows
		}
		if !d.plain() && d.word != wordGap {
			continue
		}
		if end := s.extend(v, u, left); end != 0 {
			left -= d.count
			s.between(u, end)
			s.divide(end)
		}
	}
}

// between makes a name of end, and of the shorter ones on the way from u that
// begin lines of their own: "Kim Min" beside "Kim Min Ji".
func (s *settler) between(u, end int32) {
	t := s.tree
	t.nodes[end].name = true
	for at := u; at != end; {
		next := s.dominant(at)
		if t.lines(at) > t.nodes[next].count && t.nodes[at].plain() && s.boundary(at, next) > 0 {
			t.nodes[at].name = true
		}
		at = next
	}
}

// extend returns where a name ends that goes on from v with u, 0 if none does.
// Words that always come together are weighed together.
func (s *settler) extend(v, u, left int32) int32 {
	t := s.tree
	count, others := float64(t.nodes[u].count), float64(left-t.nodes[u].count)
	start, _, anywhere := s.chances(u)
	gain := math.Log(anywhere) - deskWord - runs(deskKappa*start, deskKappa, count, others)
	if others > 0 {
		gain += gamma(count+1) + gamma(others+1) - gamma(count+others+2)
	}
	if s.hints[v] {
		gain -= deskHint
	}
	best, most := int32(0), 0.0
	for at := u; ; {
		if b := gain + s.boundary(at, 0); b > most && t.nodes[at].plain() {
			best, most = at, b
		}
		next := s.dominant(at)
		if next == 0 || t.nodes[next].depth > maxDeskWords || t.nodes[next].word < wordGap ||
			t.nodes[next].count*10 < t.nodes[at].count*9 {
			return best
		}
		_, in, anywhere := s.chances(next)
		gain += math.Log(anywhere) - deskWord - runs(deskChain*in, deskChain, float64(t.nodes[next].count), 0)
		at = next
	}
}

// collect lists the names of a group.
func (s *settler) collect(g *deskGroup, v int32, text string) {
	t := s.tree
	d := &t.nodes[v]
	name := &deskName{text: text}
	for c := d.first; c != 0; c = t.nodes[c].next {
		x := &t.nodes[c]
		if x.role == atStart {
			name.lines += int(x.eff)
		}
		switch {
		case x.word == wordMark:
			name.sure, name.firm = true, true
		case x.word == wordGap && x.role == atStart:
			name.wide += int(x.eff)
		case d.depth == 1 && t.child[deskEdge{c, wordEnd}] != 0:
			name.sure = true // a line of two words has a name of one
		}
		if x.word >= wordGap {
			s.collect(g, c, text+" "+t.text[x.word])
		}
	}
	if d.name && name.lines > 0 {
		name.sure, name.firm = name.sure || s.hints[v], name.firm || s.hints[v]
		g.found.put(name)
	}
}
