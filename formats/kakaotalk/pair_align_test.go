package kakaotalk

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// measure is how good a match is: pairs, those within a minute of their own, and
// the distances of the others.
type measure struct {
	pairs, within int
	distance      int64
}

// better compares matches: two pairs within are worth three outside.
func (m measure) better(o measure) bool {
	if a, b := 2*m.pairs+m.within, 2*o.pairs+o.within; a != b {
		return a > b
	}
	return m.distance < o.distance
}

func (m measure) with(a *aligner, file, place int) measure {
	d := a.distance(file, place)
	m.pairs++
	m.distance += d
	if d == 0 && a.length > 1 {
		m.within++
	}
	return m
}

// brute tries every match that keeps the order, and returns the best and the most
// pairs of any.
func brute(places, files []int64, length int64) (best measure, most int) {
	if len(places) == 0 || len(files) == 0 {
		return measure{}, 0
	}
	try := func(m measure, n int) {
		if most = max(most, n); m.better(best) {
			best = m
		}
	}
	try(brute(places[1:], files, length))
	try(brute(places, files[1:], length))
	a := aligner{places: places, files: files, length: length}
	if a.distance(0, 0) <= pairWithin {
		m, n := brute(places[1:], files[1:], length)
		try(m.with(&a, 0, 0), n+1)
	}
	return best, most
}

// No match is better than the one found, and none breaks the rules.
func TestAlignIsBest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	ascending := func(n int, within int64, step int64) []int64 {
		list := make([]int64, n)
		for i := range list {
			list[i] = random.Int64N(within) / step * step
		}
		slices.Sort(list)
		return list
	}
	for round := range 3000 {
		length := []int64{1, 60}[round%2]
		within := []int64{1, 120, 400, 1200}[random.IntN(4)]
		places, files := ascending(random.IntN(7), within, length), ascending(random.IntN(7), within, 1)
		got := align(places, files, length)
		found := aligned(t, places, files, length, got)
		best, most := brute(places, files, length)
		if best.better(found) || found.better(best) {
			t.Fatalf("places %v, files %v of length %d: %+v, best is %+v", places, files, length, found, best)
		}
		a := newAligner(places, files, length)
		a.first(0, len(files))
		if n := aligned(t, places, files, length, a.match).pairs; n != most {
			t.Fatalf("places %v, files %v of length %d: the first free place fills %d, not %d", places, files, length, n, most)
		}
	}
}

// aligned checks the rules of a match and measures it.
func aligned(t *testing.T, places, files []int64, length int64, match []int32) (found measure) {
	t.Helper()
	a := aligner{places: places, files: files, length: length}
	last := int32(-1)
	for i, p := range match {
		if p < 0 {
			continue
		}
		if p <= last {
			t.Fatalf("place %d after place %d: %v", p, last, match)
		}
		last = p
		if a.distance(i, int(p)) > pairWithin {
			t.Fatalf("a file at %d is in a place at %d", files[i], places[p])
		}
		found = found.with(&a, i, int(p))
	}
	return found
}

// A file too many moves no others out of their own minutes, and files that came a
// little late are not taken for those of the minute after.
func TestAlignMinutes(t *testing.T) {
	const m = 60
	for what, x := range map[string]struct {
		places, files []int64
		want          []int32
	}{
		"one too many":         {[]int64{0, m, 2 * m}, []int64{m + 5, 2*m + 10, 3 * m}, []int32{1, 2, -1}},
		"one too many, before": {[]int64{m, 2 * m, 3 * m}, []int64{m - 5, m + 10, 2*m + 10}, []int32{-1, 0, 1}},
		"two of three late":    {[]int64{0, m, 2 * m}, []int64{m + 5, 2*m + 10, 2*m + 30}, []int32{0, 1, 2}},
		"both late":            {[]int64{0, m}, []int64{m + 5, 2*m + 10}, []int32{0, 1}},
		"all within":           {[]int64{0, m, 2 * m}, []int64{5, m + 5, 2*m + 5}, []int32{0, 1, 2}},
	} {
		if got := align(x.places, x.files, m); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", what, got, x.want)
		}
	}
}

// Of photos that all came within a minute as many are placed as can be, in order,
// and in no time.
func TestAlignCrowd(t *testing.T) {
	const n = 200_000
	places, files := make([]int64, n), make([]int64, n/2)
	for i := range files {
		files[i] = int64(i) * 60 / n
	}
	for i, p := range align(places, files, 60) {
		if p != int32(i) {
			t.Fatalf("file %d is in place %d", i, p)
		}
	}
}
