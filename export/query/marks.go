package query

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Marks returns where the words of a query stand in a text: pairs of offsets in
// bytes, ascending, none touching another.
func (q *Query) Marks(s string) [][2]int {
	if len(q.Words) == 0 {
		return nil
	}
	var b strings.Builder
	var from, to []int // of the text, for every byte of b
	var it norm.Iter
	it.InitString(norm.NFC, s)
	for !it.Done() {
		start := it.Pos()
		_ = it.Next()
		seg := Normal(s[start:it.Pos()])
		b.WriteString(seg)
		for range len(seg) {
			from, to = append(from, start), append(to, it.Pos())
		}
	}
	var all [][2]int
	normal := b.String()
	for _, w := range q.Words {
		for i := 0; w != ""; {
			at := strings.Index(normal[i:], w)
			if at < 0 {
				break
			}
			all = append(all, [2]int{from[i+at], to[i+at+len(w)-1]})
			i += at + len(w)
		}
	}
	slices.SortFunc(all, func(a, b [2]int) int { return a[0] - b[0] })
	var merged [][2]int
	for _, m := range all {
		if last := len(merged) - 1; last >= 0 && m[0] <= merged[last][1] {
			merged[last][1] = max(merged[last][1], m[1])
			continue
		}
		merged = append(merged, m)
	}
	return merged
}
