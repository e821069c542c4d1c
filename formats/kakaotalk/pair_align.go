package kakaotalk

// pairWithin is how far the time of a file may lie outside the time of its
// message, in seconds. Both are clocks' words on one event, one when the phone
// took or fetched the file and one when the message went through, and what was
// seen of them is seconds apart; a video takes longer to send. Twice as much
// would reach the messages after next.
const pairWithin = 60

// maxCells bounds the exact search among files and messages that lie close
// together: 4,000 photos in 4,000 messages, none a minute from the next.
const maxCells = 1 << 24

// An aligner matches files to the places in messages that wait for one. Times
// ascend on both sides; a message's lasts for a minute where the text has no
// seconds. The match keeps the order of both sides and pairs nothing farther apart
// than pairWithin; of such matches it is the one with the most pairs, where two
// files within the minute of their messages count for as much as three outside,
// and of those the nearest in sum. So a file too many does not move others out of
// their own minutes, and files that are all a little late still find theirs. Of
// places and files of one time the first are taken. Where more files and places
// lie close together than an exact search can bear, it fills as many places as can
// be filled, though perhaps not by the best files.
type aligner struct {
	places []int64 // beginnings
	files  []int64
	length int64 // of a message's time

	from, to []int32 // the places within reach of each file
	match    []int32 // the place of each file, -1 for none
}

// align returns the place of each file, -1 for none.
func align(places, files []int64, length int64) []int32 {
	a := newAligner(places, files, length)
	for i := 0; i < len(files); {
		i = a.cluster(i)
	}
	return a.match
}

func newAligner(places, files []int64, length int64) *aligner {
	a := &aligner{
		places: places, files: files, length: length,
		from: make([]int32, len(files)), to: make([]int32, len(files)), match: make([]int32, len(files)),
	}
	a.reach()
	return a
}

// reach finds the places that each file may take. They ascend at both ends.
func (a *aligner) reach() {
	from, to := 0, 0
	for i, f := range a.files {
		for from < len(a.places) && a.places[from]+a.length-1+pairWithin < f {
			from++
		}
		for to = max(to, from); to < len(a.places) && a.places[to]-pairWithin <= f; {
			to++
		}
		a.from[i], a.to[i], a.match[i] = int32(from), int32(to), -1
	}
}

// cluster matches files from i on whose reaches overlap, and returns the next one.
func (a *aligner) cluster(i int) int {
	j, cells := i, 0
	for ; j < len(a.files) && (j == i || a.from[j] < a.to[j-1]); j++ {
		cells += int(a.to[j]-a.from[j]) + 1
	}
	if cells > maxCells {
		a.first(i, j)
	} else {
		a.nearest(i, j, cells)
	}
	return j
}

// first gives every file the first free place within its reach. As reaches ascend
// at both ends, no match fills more places.
func (a *aligner) first(i, j int) {
	next := int32(0)
	for ; i < j; i++ {
		if next = max(next, a.from[i]); next < a.to[i] {
			a.match[i] = next
			next++
		}
	}
}

// distance is how far a file lies outside the time of a place.
func (a *aligner) distance(file, place int) int64 {
	f, p := a.files[file], a.places[place]
	return max(0, p-f, f-(p+a.length-1))
}

// What a pair is worth: more than all the distances that maxCells leaves room for.
const (
	worthOutside = 2 << 30
	worthWithin  = 3 << 30
)

// value is what a pair is worth. A time with seconds has no minute of its own: the
// file of a message may well bear the second of the next.
func (a *aligner) value(file, place int) int64 {
	d := a.distance(file, place)
	if d == 0 && a.length > 1 {
		return worthWithin
	}
	return worthOutside - d
}

// Steps of the search, backwards.
const (
	skipPlace uint8 = iota
	skipFile
	takeBoth
)

// nearest searches the files i to j. best[k] is what files so far can make of the
// places before from+k.
func (a *aligner) nearest(i, j, cells int) {
	steps := make([]uint8, 0, cells)
	rows := make([]int, 0, j-i)
	var best, before []int64
	base := a.from[i] // of before
	before = append(before, 0)
	for f := i; f < j; f++ {
		from, to := a.from[f], a.to[f]
		rows = append(rows, len(steps))
		best = best[:0]
		for p := from; p <= to; p++ {
			value, step := at(before, p-base), skipFile
			if p > from {
				if v := at(before, p-1-base) + a.value(f, int(p-1)); v > value {
					value, step = v, takeBoth
				}
				if v := best[p-1-from]; v >= value {
					value, step = v, skipPlace
				}
			}
			best, steps = append(best, value), append(steps, step)
		}
		best, before, base = before, best, from
	}
	p := a.to[j-1]
	for f := j - 1; f >= i; {
		p = min(p, a.to[f])
		switch steps[rows[f-i]+int(p-a.from[f])] {
		case skipPlace:
			p--
		case skipFile:
			f--
		case takeBoth:
			p--
			a.match[f] = p
			f--
		}
	}
}

// at returns the value of a row at k; beyond its end more places change nothing.
func at(row []int64, k int32) int64 { return row[min(int(k), len(row)-1)] }
