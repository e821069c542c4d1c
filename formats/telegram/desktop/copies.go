package desktop

import (
	"crypto/sha256"
	"io"
	"slices"

	"exile/formats"
)

// withoutCopies leaves out exports that are there twice, as a folder beside its own zip
// and what browsers save again are: of those whose files are equal byte by byte, the
// one with the most beside it is read. Only those are read here of which size and
// beginning are the same.
func withoutCopies(in formats.Input, all []source) []source {
	sizes := map[int64][]int{}
	for i, s := range all {
		e, _ := in.Roots[s.root].Entry(s.name)
		sizes[e.Size] = append(sizes[e.Size], i)
	}
	left := make([]bool, len(all))
	for _, same := range sizes {
		if len(same) < 2 {
			continue
		}
		best := map[[sha256.Size]byte]int{}
		for _, i := range suspects(in, all, same) {
			sum, err := sumOf(in, all[i], -1)
			if err != nil {
				continue // reading it tells
			}
			j, twice := best[sum]
			switch {
			case !twice:
				best[sum] = i
			case fuller(in, all[i], all[j]):
				left[j], best[sum] = true, i
			default:
				left[i] = true
			}
		}
	}
	kept := make([]source, 0, len(all))
	for i, s := range all {
		if !left[i] {
			kept = append(kept, s)
		}
	}
	return kept
}

// fuller reports whether of two copies the first is to be read: it has more beside it, or
// the shorter name, to which no browser added a number.
func fuller(in formats.Input, a, b source) bool {
	if n, m := len(claims(in, a)), len(claims(in, b)); n != m {
		return n > m
	}
	return len(a.name) < len(b.name)
}

// suspects returns those of which another one begins the same.
func suspects(in formats.Input, all []source, of []int) []int {
	byHead := map[[sha256.Size]byte][]int{}
	for _, i := range of {
		if sum, err := sumOf(in, all[i], headSize); err == nil {
			byHead[sum] = append(byHead[sum], i)
		}
	}
	var found []int
	for _, list := range byHead {
		if len(list) > 1 {
			found = append(found, list...)
		}
	}
	slices.Sort(found)
	return found
}

// sumOf sums up the first n bytes of a file; below zero: all of them.
func sumOf(in formats.Input, s source, n int) (sum [sha256.Size]byte, err error) {
	root := in.Roots[s.root]
	if n >= 0 {
		head, err := root.Head(s.name, n)
		return sha256.Sum256(head), err
	}
	f, err := root.FS.Open(s.name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err = io.Copy(h, f); err == nil {
		h.Sum(sum[:0])
	}
	return sum, err
}
