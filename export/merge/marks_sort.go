package merge

// Sort puts the marks in order: those without a time first, the others by their
// minute, and within a minute as they were added, or by time if all of them are
// exact enough to tell. It must be called before the marks are used; nearly every
// export is in order already, and then it costs nothing.
func (m *Marks) Sort() {
	if m.ordered {
		return
	}
	m.arrange(0, m.count, (*mark).minute)
	for first := 0; first < m.count; {
		minute, fine, sorted := m.at(first).minute(), true, true
		next := first
		for ; next < m.count && m.at(next).minute() == minute; next++ {
			k := m.at(next)
			fine = fine && m.clock(k).fine()
			sorted = sorted && (next == first || m.at(next-1).at <= k.at)
		}
		if fine && !sorted {
			m.arrange(first, next, func(k *mark) int64 { return k.at })
		}
		first = next
	}
	m.ordered = true
}

// arrange sorts the marks from first up to but not including end by their key;
// those of one key stay as they are. It merges the stretches that are in order
// already, so that what is nearly sorted takes hardly longer than reading it.
func (m *Marks) arrange(first, end int, key func(*mark) int64) {
	bounds := []int{0} // of the stretches in order, relative to first
	for i := first + 1; i < end; i++ {
		if key(m.at(i)) < key(m.at(i-1)) {
			bounds = append(bounds, i-first)
		}
	}
	if len(bounds) == 1 {
		return
	}
	bounds = append(bounds, end-first)
	order := make([]uint32, end-first) // order[i]: which mark comes to i, relative to first
	for i := range order {
		order[i] = uint32(i)
	}
	less := func(a, b uint32) bool { return key(m.at(first+int(a))) < key(m.at(first+int(b))) }
	for spare := make([]uint32, len(order)); len(bounds) > 2; order, spare = spare, order {
		bounds = mergePairs(spare, order, bounds, less)
	}
	m.move(first, order)
}

// mergePairs merges each two neighbouring stretches of from into to and returns
// the bounds of what came of it.
func mergePairs(to, from []uint32, bounds []int, less func(a, b uint32) bool) []int {
	kept := bounds[:1]
	for i := 0; i+1 < len(bounds); i += 2 {
		low, mid, high := bounds[i], bounds[i+1], bounds[min(i+2, len(bounds)-1)]
		a, b := from[low:mid], from[mid:high]
		for out := to[low:high]; len(out) > 0; out = out[1:] {
			if len(b) == 0 || len(a) > 0 && !less(b[0], a[0]) {
				out[0], a = a[0], a[1:]
			} else {
				out[0], b = b[0], b[1:]
			}
		}
		kept = append(kept, high)
	}
	return kept
}

// move puts the mark first+order[i] at first+i, for each i, and spoils order.
func (m *Marks) move(first int, order []uint32) {
	for i := range order {
		if int(order[i]) == i {
			continue
		}
		held, key := *m.at(first + i), m.key(first+i)
		at := i
		for {
			next := int(order[at])
			order[at] = uint32(at)
			if next == i {
				m.set(first+at, held, key)
				break
			}
			m.set(first+at, *m.at(first + next), m.key(first+next))
			at = next
		}
	}
}

func (m *Marks) set(i int, k mark, key uint32) {
	s := &m.slabs[i/slabMarks]
	s.marks[i%slabMarks] = k
	s.setKey(i%slabMarks, key)
}
