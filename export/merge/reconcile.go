package merge

import "container/heap"

// reconcile changes an order as little as it takes for every export to have its own
// order and for what is fine to stand as given. Where exports contradict each other
// the order decides; it never contradicts fine.
func reconcile(order, fine []int, exports []strand) []int {
	at := make([]int, maximum(order)+1) // the position of each entry
	for n, i := range order {
		at[i] = n
	}
	g := graph{follows: make([][]int, len(order)), waits: make([]int, len(order))}
	for n := 1; n < len(fine); n++ {
		g.add(at[fine[n-1]], at[fine[n]])
	}
	for i := range exports {
		r := exports[i].records
		for n := 1; n < len(r); n++ {
			g.add(at[r[n-1].entry], at[r[n].entry])
		}
	}
	if !g.backwards {
		return order
	}
	sorted := make([]int, len(order))
	for n, position := range g.sorted() {
		sorted[n] = order[position]
	}
	return sorted
}

func maximum(list []int) int {
	most := -1
	for _, i := range list {
		most = max(most, i)
	}
	return most
}

// graph says what stands behind what, by positions in an order.
type graph struct {
	follows   [][]int
	waits     []int // for how many before it
	backwards bool  // the order does not agree
}

func (g *graph) add(first, then int) {
	if first == then {
		return
	}
	g.follows[first] = append(g.follows[first], then)
	g.waits[then]++
	g.backwards = g.backwards || then < first
}

// sorted returns the positions so that each stands behind those it waits for: always
// the first of those that wait for nothing, or, where all wait for each other, the
// first of all.
func (g *graph) sorted() []int {
	var ready indexes
	for n, waits := range g.waits {
		if waits == 0 {
			heap.Push(&ready, n)
		}
	}
	list := make([]int, 0, len(g.waits))
	done := make([]bool, len(g.waits))
	first := 0
	for len(list) < len(done) {
		for first < len(done) && done[first] {
			first++
		}
		n := first
		if len(ready) > 0 {
			n, _ = heap.Pop(&ready).(int)
		}
		if done[n] {
			continue
		}
		done[n] = true
		list = append(list, n)
		for _, then := range g.follows[n] {
			if g.waits[then]--; g.waits[then] == 0 {
				heap.Push(&ready, then)
			}
		}
	}
	return list
}
