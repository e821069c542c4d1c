package formats

import "unicode/utf8"

// validText reports what utf8.Valid does, two to three times as fast where
// languages mix: there utf8.Valid, which asks of each byte whether it is ASCII,
// spends its time on wrongly predicted branches. This one has none. It runs an
// automaton whose states are shift counts: the row of a byte holds, at bit
// position s, the state that follows s, so that a step is one shift. Two halves
// of the text are read side by side, because each step waits for the one before.
func validText(p []byte) bool {
	half := len(p) / 2
	for range utf8.UTFMax { // any more bytes within a character are an error anywhere
		if half > 0 && !utf8.RuneStart(p[half]) {
			half--
		}
	}
	a, b := p[:half], p[half:]
	s, t := stateStart, stateStart
	for i, c := range a[:min(len(a), len(b))] {
		s = validRows[c] >> (s & 63)
		t = validRows[b[i]] >> (t & 63)
	}
	for _, c := range b[min(len(a), len(b)):] {
		t = validRows[c] >> (t & 63)
	}
	return s&63 == stateStart && t&63 == stateStart
}

// The states: how many bytes the character still needs, and which ones may come
// next where that is not 80 to BF.
const (
	stateError uint64 = iota * 6
	stateStart
	stateOne
	stateTwo
	stateThree
	stateTwoE0   // A0 to BF: what is below has a shorter form
	stateTwoED   // 80 to 9F: what is above are surrogates
	stateThreeF0 // 90 to BF
	stateThreeF4 // 80 to 8F: what is above is beyond Unicode
)

var validRows = makeValidRows() //nolint:gochecknoglobals // a table, made once

func makeValidRows() (rows [256]uint64) {
	for _, r := range [...]struct{ from, to, first, last uint64 }{
		{stateStart, stateStart, 0x00, 0x7F},
		{stateStart, stateOne, 0xC2, 0xDF},
		{stateStart, stateTwoE0, 0xE0, 0xE0},
		{stateStart, stateTwo, 0xE1, 0xEC},
		{stateStart, stateTwoED, 0xED, 0xED},
		{stateStart, stateTwo, 0xEE, 0xEF},
		{stateStart, stateThreeF0, 0xF0, 0xF0},
		{stateStart, stateThree, 0xF1, 0xF3},
		{stateStart, stateThreeF4, 0xF4, 0xF4},
		{stateOne, stateStart, 0x80, 0xBF},
		{stateTwo, stateOne, 0x80, 0xBF},
		{stateThree, stateTwo, 0x80, 0xBF},
		{stateTwoE0, stateOne, 0xA0, 0xBF},
		{stateTwoED, stateOne, 0x80, 0x9F},
		{stateThreeF0, stateTwo, 0x90, 0xBF},
		{stateThreeF4, stateTwo, 0x80, 0x8F},
	} {
		for c := r.first; c <= r.last; c++ {
			rows[c] |= r.to << r.from
		}
	}
	return rows
}
