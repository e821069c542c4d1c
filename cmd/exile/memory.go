//go:build cgo

package main

import "runtime/debug"

// limitMemory keeps the memory near the size of the cache of an archive that was
// opened. The cache lives long, so the collector would let the heap grow to three
// times that. Deriving a key from a passphrase, which takes more, is over by now.
func (a *app) limitMemory() {
	if a.getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(int64(a.keys.cache) + 32<<20)
	}
}
