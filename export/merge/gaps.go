package merge

// gaps pairs what lies unpaired between two messages and their mates, if there is
// as much of it on both sides and each can be the other; else, what was deleted
// with the only message that it can have been. Where the sides begin or end both
// must do so, or neither.
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
		if from < until && !fill(m.a[first:last], m.b[from:until]) {
			m.vanished(m.a[first:last], unpaired(m.b[from:until]))
		}
	}
}

// fill pairs both sides one by one if each can be the other.
func fill(a, b []*candidate) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if b[i].mate != nil || !possible(a[i], b[i]) {
			return false
		}
	}
	for i := range a {
		pair(a[i], b[i])
	}
	return true
}

// vanished pairs deleted messages with what they were, if it can have been nothing
// else. Of two messages that one side lacks nobody can tell which was deleted, and
// the wrong one would be gone.
func (m *matching) vanished(a, b []*candidate) {
	if len(a)*len(b) > m.cells {
		return
	}
	m.cells -= len(a) * len(b)
	const none, several = -1, -2
	ofA, ofB := make([]int, len(a)), make([]int, len(b))
	for i := range ofA {
		ofA[i] = none
	}
	for j := range ofB {
		ofB[j] = none
	}
	note := func(list []int, at, other int) {
		if list[at] == none {
			list[at] = other
			return
		}
		list[at] = several
	}
	for i := range a {
		for j := range b {
			if possible(a[i], b[j]) {
				note(ofA, i, j)
				note(ofB, j, i)
			}
		}
	}
	var pairs [][2]int
	for i, j := range ofA {
		if j >= 0 && ofB[j] == i && gone(a[i], b[j]) {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	for _, p := range ascending(pairs) {
		pair(a[p[0]], b[p[1]])
	}
}
