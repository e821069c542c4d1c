package telegram

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// clock is how Telegram read the stamps of one part.
type clock struct {
	late    int64 // seconds by which all of its times are late
	swapped bool  // it took the day for the month
}

// sample is how many messages of a part its clock is read from.
const sample = 200

// The shifts that are tried: what offsets from UTC can differ by.
const (
	shiftStep = 15 * 60
	shiftMost = 28 * 3600
)

// when returns the time at which a message is looked for.
func (v *verdict) when(e *expected) int64 { return v.clocks[e.part].of(e.at, v.offset) }

func (c clock) of(at, offset int64) int64 {
	if c.swapped {
		at = swapDay(at+offset) - offset
	}
	return at + c.late
}

// swapDay takes the day for the month in local seconds, where that can be.
func swapDay(local int64) int64 {
	t := time.Unix(local, 0).UTC()
	if t.Day() > 12 {
		return local
	}
	return time.Date(t.Year(), time.Month(t.Day()), int(t.Month()), t.Hour(), t.Minute(), t.Second(), 0, time.UTC).Unix()
}

// readClocks finds out how Telegram read the stamps of each part: rightly, late by
// some time, or with day and month the wrong way round.
func (q *question) readClocks() []clock {
	came := newCameTimes(q.came.all)
	clocks := make([]clock, len(q.again))
	from := 0
	for part := range clocks {
		to := from
		for to < len(q.sent) && int(q.sent[to].part) == part {
			to++
		}
		clocks[part] = came.clockOf(q.sent[from:to], q.offset)
		from = to
	}
	return clocks
}

// cameTimes are the messages that came, to be found by their text and time.
type cameTimes []keyed

func newCameTimes(all []arrived) cameTimes {
	times := make(cameTimes, 0, len(all))
	for i := range all {
		if all[i].hash != 0 {
			times = append(times, keyed{key{at: all[i].at, hash: all[i].hash}, int32(i)})
		}
	}
	slices.SortFunc(times, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	return times
}

// has reports whether a text came with that time.
func (t cameTimes) has(hash uint64, at int64) bool {
	_, found := slices.BinarySearchFunc(t, key{at: at, hash: hash}, func(a keyed, k key) int {
		return cmp.Or(cmp.Compare(a.hash, k.hash), cmp.Compare(a.at, k.at))
	})
	return found
}

// of returns the messages that came with a text, in the order of their times.
func (t cameTimes) of(hash uint64) cameTimes {
	from, _ := slices.BinarySearchFunc(t, hash, func(a keyed, h uint64) int { return cmp.Compare(a.hash, h) })
	to := from
	for to < len(t) && t[to].hash == hash && to < from+2 {
		to++
	}
	return t[from:to]
}

// clockOf reads the clock of a part from a sample of its messages.
func (t cameTimes) clockOf(sent []expected, offset int64) clock {
	var seen []expected // of the sample those whose text came at any time
	step := max(len(sent)/sample, 1)
	for i := 0; i < len(sent); i += step {
		if e := sent[i]; e.sender != notice && len(t.of(e.hash)) > 0 {
			seen = append(seen, e)
		}
	}
	if len(seen) == 0 {
		return clock{}
	}
	best := clock{}
	most := t.support(seen, best, offset)
	if most*10 >= len(seen)*9 {
		return best
	}
	for _, c := range t.tried(seen, offset) {
		if n := t.support(seen, c, offset); n > most {
			best, most = c, n
		}
	}
	if most*2 <= len(seen) {
		return clock{} // no clock explains the times of most
	}
	return best
}

// tried returns the clocks that are tried: the likely ones first, for of those that
// explain as much the first is taken.
func (t cameTimes) tried(sent []expected, offset int64) []clock {
	var all []clock
	for _, swapped := range []bool{false, true} {
		all = append(all, clock{0, swapped})
		for late := int64(shiftStep); late <= shiftMost; late += shiftStep {
			all = append(all, clock{late, swapped}, clock{-late, swapped})
		}
	}
	for _, swapped := range []bool{false, true} {
		for _, late := range t.differences(sent, swapped, offset) {
			all = append(all, clock{late, swapped})
		}
	}
	return all
}

// support counts the messages that are there if the part was read by a clock.
func (t cameTimes) support(sent []expected, c clock, offset int64) int {
	n := 0
	for i := range sent {
		if t.has(sent[i].hash, c.of(sent[i].at, offset)) {
			n++
		}
	}
	return n
}

// differences returns by how much the messages whose text came but once are late: the
// three that most of them have.
func (t cameTimes) differences(sent []expected, swapped bool, offset int64) []int64 {
	late := map[int64]int{}
	for i := range sent {
		if at := t.of(sent[i].hash); len(at) == 1 {
			late[at[0].at-clock{swapped: swapped}.of(sent[i].at, offset)]++
		}
	}
	all := make([]int64, 0, len(late))
	for d := range late {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b int64) int { return cmp.Or(cmp.Compare(late[b], late[a]), cmp.Compare(a, b)) })
	return all[:min(len(all), 3)]
}

// mend returns the --telegram-offset that would put times right that are late by
// some seconds, and "" where none would.
func mend(offset, late int64) string {
	right := offset - late
	if late == 0 || right%(15*60) != 0 || right < -12*3600 || right > 14*3600 {
		return ""
	}
	sign := '+'
	if right < 0 {
		sign, right = '-', -right
	}
	return fmt.Sprintf("%c%02d:%02d", sign, right/3600, right/60%60)
}
