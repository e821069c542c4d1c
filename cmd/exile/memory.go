//go:build cgo

package main

import "runtime/debug"

// limitMemory keeps the memory near the size of the cache of an archive that was
// opened. The cache lives long, so the collector would let the heap grow to three
// times that. Deriving a key from a passphrase, which takes more, is over by now.
// More is what else lives long, in bytes.
func (a *app) limitMemory(more int64) {
	if a.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(a.keys.cache) + 32<<20 + more)
	}
}

// mostMarks bounds what is reckoned with for marks, in bytes.
const mostMarks = 512 << 20

// marksOf is what marks take at most that compare an input with an archive, whose
// sizes are given: 32 bytes for a message, of which the shortest take 60 in a text and
// 120 in a store.
func marksOf(input, archive int64) int64 { return min(input/2+archive/4, mostMarks) }
