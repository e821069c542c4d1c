package line

import "math"

// compare asks, of a first word with which nearly all lines begin, whether it is
// better to take every way it often goes on for a name: of "Ann Lee" and "Ann Kim"
// in a chat of two nobody else says which words begin texts. All of the lines are
// weighed under both, and the likelier is kept.
func (s *settler) compare(root int32) {
	s.count(root, inName)
	found := s.likelihood(root)
	names := s.marked(root, nil)
	s.clear(root)
	s.tree.nodes[root].name = true
	all, split := s.tree.lines(root), false
	for u := s.tree.nodes[root].first; u != 0; u = s.tree.nodes[u].next {
		if d := &s.tree.nodes[u]; d.plain() && d.count >= 3 && d.count*10 >= all {
			s.follow(u)
			split = true
		}
	}
	s.count(root, inName)
	if split && s.likelihood(root) > found {
		return
	}
	s.clear(root)
	for _, v := range names {
		s.tree.nodes[v].name = true
	}
}

// marked appends the nodes under a node that are names.
func (s *settler) marked(v int32, list []int32) []int32 {
	if s.tree.nodes[v].name {
		list = append(list, v)
	}
	for c := s.tree.nodes[v].first; c != 0; c = s.tree.nodes[c].next {
		list = s.marked(c, list)
	}
	return list
}

// likelihood returns the logarithm of how likely the lines of a first word are, as
// its names are now: of three urns to which each draw adds one of its kind, for
// the names, the words that begin texts and those inside.
func (s *settler) likelihood(root int32) float64 {
	var urns [3]map[int32]int32
	for i := range urns {
		urns[i] = map[int32]int32{}
	}
	sum := s.fill(root, 0, &urns)
	words := float64(len(s.tree.text))
	return sum + urn(urns[inName], 1, float64(len(urns[inName]))) + urn(urns[atStart], 0.5, words) + urn(urns[inside], 0.5, words)
}

// fill puts the words under a node into urns and returns what its names and the
// words of the app, or none, after them weigh.
func (s *settler) fill(v, name int32, urns *[3]map[int32]int32) float64 {
	t := s.tree
	d := &t.nodes[v]
	sum := 0.0
	if d.name {
		sum -= float64(d.depth-1) * (math.Log(float64(len(t.text))) + deskWord)
		name = v
	}
	if d.eff > 0 {
		switch {
		case d.role == atStart && d.word == wordEnd:
			sum += deskEnd * float64(d.eff)
		case d.role == inside && d.word == wordMark:
			sum -= deskMark * float64(min(d.eff, 8))
		case d.role != inName:
			urns[d.role][d.word] += d.eff
		}
		if d.role == atStart {
			urns[inName][name] += d.eff
		}
	}
	for c := d.first; c != 0; c = t.nodes[c].next {
		sum += s.fill(c, name, urns)
	}
	return sum
}

// urn returns the logarithm of the chance of one order of draws, from an urn in
// which each of so many kinds weighs a at first.
func urn(draws map[int32]int32, a, kinds float64) float64 {
	sum, all := 0.0, 0.0
	for _, n := range draws {
		sum += gamma(a+float64(n)) - gamma(a)
		all += float64(n)
	}
	return sum + gamma(a*kinds) - gamma(a*kinds+all)
}
