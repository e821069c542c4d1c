package line

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// oddWords collects bodies that are nothing but a word in brackets and that no
// language of ours has: people can report them, and nothing is read differently.
type oddWords map[string]int

const (
	maxOddWord = 60
	maxOdd     = 1 << 10
	maxShown   = 20
)

func (o oddWords) add(body string) {
	n := len(body)
	if n < 4 || n > maxOddWord || body[0] != '[' || body[n-1] != ']' || strings.ContainsAny(body[1:n-1], "[]0123456789") {
		return
	}
	if _, known := words.marks[body]; known {
		return
	}
	if o[body] > 0 || len(o) < maxOdd {
		if o[body] == 0 {
			body = strings.Clone(body)
		}
		o[body]++
	}
}

// list returns the words, most frequent first, and how often they all occur.
func (o oddWords) list() (list []string, times int) {
	list = slices.SortedFunc(maps.Keys(o), func(a, b string) int {
		return cmp.Or(cmp.Compare(o[b], o[a]), strings.Compare(a, b))
	})
	list = list[:min(len(list), maxShown)]
	for _, w := range list {
		times += o[w]
	}
	return list, times
}
