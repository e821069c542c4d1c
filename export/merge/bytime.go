package merge

import (
	"cmp"
	"container/heap"
	"slices"

	"exile/export"
)

// bundle is a message and those behind it whose times are coarser than its own.
type bundle struct {
	from, before int64 // of the first
	entries      []int
}

// byTime changes the order of entries as little as their times demand: none stands
// behind one that is known to be later.
func byTime(entries []*Entry, order []int) []int {
	bundles := bundled(entries, order)
	ascend := func(a, b bundle) int { return cmp.Compare(a.from, b.from) }
	if slices.IsSortedFunc(bundles, ascend) {
		return order
	}
	sorted := make([]int, 0, len(order))
	for _, i := range earliestFirst(bundles) {
		sorted = append(sorted, bundles[i].entries...)
	}
	return sorted
}

func bundled(entries []*Entry, order []int) []bundle {
	var list []bundle
	for n, i := range order {
		from, before := window(timeOf(entries[i]))
		if len(list) > 0 {
			head := &list[len(list)-1]
			if from <= head.from && before >= head.before && (from < head.from || before > head.before) {
				head.entries = append(head.entries, i)
				continue
			}
		}
		list = append(list, bundle{from, before, order[n : n+1 : n+1]})
	}
	return list
}

// earliestFirst returns the indexes of bundles: always the first of those that no
// other is known to precede.
func earliestFirst(bundles []bundle) []int {
	begin, end := make([]int, len(bundles)), make([]int, len(bundles))
	for i := range bundles {
		begin[i], end[i] = i, i
	}
	slices.SortFunc(begin, func(i, j int) int { return cmp.Compare(bundles[i].from, bundles[j].from) })
	slices.SortFunc(end, func(i, j int) int { return cmp.Compare(bundles[i].before, bundles[j].before) })
	var open indexes
	done := make([]bool, len(bundles))
	order := make([]int, 0, len(bundles))
	for len(order) < len(bundles) {
		for done[end[0]] {
			end = end[1:]
		}
		for len(begin) > 0 && bundles[begin[0]].from < bundles[end[0]].before {
			heap.Push(&open, begin[0])
			begin = begin[1:]
		}
		i, _ := heap.Pop(&open).(int)
		done[i] = true
		order = append(order, i)
	}
	return order
}

// indexes is a heap of numbers, the least on top.
type indexes []int

func (h indexes) Len() int           { return len(h) }
func (h indexes) Less(i, j int) bool { return h[i] < h[j] }
func (h indexes) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *indexes) Push(x any)        { i, _ := x.(int); *h = append(*h, i) }
func (h *indexes) Pop() any {
	last := len(*h) - 1
	i := (*h)[last]
	*h = (*h)[:last]
	return i
}

func timeOf(e *Entry) export.Time {
	if e.Now == nil {
		return export.Time{}
	}
	return e.Now.Time
}
