package line

import "math"

// weigh adds what the lines under a node say of words, or takes it away.
func (s *settler) weigh(v int32, sign int32) {
	d := &s.tree.nodes[v]
	if (d.word > wordLong || d.word == wordEnd) && d.eff > 0 { // that a text ends is a word of it
		switch d.role {
		case atStart:
			put(&s.start[d.word], sign*d.eff, &s.starts, &s.startKinds)
		case inside:
			put(&s.inside[d.word], sign*d.eff, &s.insides, &s.inKinds)
		case inName:
		}
	}
	for c := d.first; c != 0; c = s.tree.nodes[c].next {
		s.weigh(c, sign)
	}
}

func put(count *int32, k int32, sum, kinds *float64) {
	if *count == 0 {
		*kinds++
	}
	*sum += float64(k)
	if *count += k; *count == 0 {
		*kinds--
	}
}

// chances returns how likely a node's word is at the start of a text, in a text,
// and anywhere, without
// the lines of its first word, or at least its own.
func (s *settler) chances(v int32) (start, in, anywhere float64) {
	d := &s.tree.nodes[v]
	a, b := float64(s.start[d.word]), float64(s.inside[d.word])
	starts, insides := s.starts, s.insides
	if own := float64(d.eff); s.alone && d.role == atStart {
		a, starts = a-own, starts-own
	} else if s.alone && d.role == inside {
		b, insides = b-own, insides-own
	}
	anywhere = (a + b + 1) / (starts + insides + s.startKinds + s.inKinds + 1)
	start = (a + (s.startKinds+1)*anywhere) / (starts + s.startKinds + 1)
	in = (b + (s.inKinds+1)*anywhere) / (insides + s.inKinds + 1)
	return start, in, anywhere
}

// boundary says how well what follows a node would do as the beginnings of texts,
// but for one child. Words that stand nowhere else count as one, for what is new
// after one word of a text is often all new: numbers, names, links.
func (s *settler) boundary(v, but int32) float64 {
	t, sum, sure, fresh := s.tree, 0.0, 0.0, 0.0
	for c := t.nodes[v].first; c != 0; c = t.nodes[c].next {
		d := &t.nodes[c]
		count := float64(d.count)
		switch {
		case c == but || d.word == wordLong:
		case d.word == wordEnd:
			sure += deskEnd * count
		case d.word == wordMark:
			sure += deskMark * min(count, 8)
		case d.word == wordGap:
			sure += deskGap * min(count, 8)
		case s.fresh(d):
			fresh += count
		default:
			start, in, _ := s.chances(c)
			sum += weight(count, start/in)
		}
	}
	if fresh > 0 {
		start, in := (s.startKinds+1)/(s.starts+s.startKinds+1), (s.inKinds+1)/(s.insides+s.inKinds+1)
		sum += weight(fresh, start/in)
	}
	sum = min(max(sum, -deskSum), deskSum) + sure
	if s.hints[v] {
		sum += deskHint
	}
	return sum
}

// weight is what so many words of one kind weigh, at those odds: the first the
// most, as a word brings itself along.
func weight(count, odds float64) float64 {
	return (1 + math.Log(count)) * min(max(math.Log(odds), -deskMost), deskMost)
}

// fresh reports whether no other line has a node's word.
func (s *settler) fresh(d *deskNode) bool {
	a, b := s.start[d.word], s.inside[d.word]
	if s.alone && d.role == atStart {
		a -= d.eff
	} else if s.alone && d.role == inside {
		b -= d.eff
	}
	return a == 0 && b == 0
}

// runs returns the logarithm of the chance to draw count of one kind and then
// others of any other from an urn that is returned to, in which a kind has the
// weight a of all, and each draw adds one of its kind. Chances of the others
// among themselves are left out.
func runs(a, all, count, others float64) float64 {
	return gamma(a+count) - gamma(a) + gamma(all+others) - gamma(all+count+others)
}

func gamma(x float64) float64 {
	l, _ := math.Lgamma(x)
	return l
}
