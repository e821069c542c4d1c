package convert

import (
	"runtime"
	"runtime/debug"
)

// frugalPercent is how much garbage there may be, in percent of what is in use,
// while marks of millions of messages are: they live long, and the garbage of
// reading would take twice their place.
const frugalPercent = 25

// frugal keeps the memory near what is in use until the function that it returns is
// called. Whoever set the collector off, or lower, is not overruled.
func frugal() (done func()) {
	before := debug.SetGCPercent(frugalPercent)
	if before < frugalPercent {
		debug.SetGCPercent(before)
		return func() {}
	}
	return func() {
		runtime.GC() // else the heap may still grow to a multiple of what it was
		debug.SetGCPercent(before)
	}
}
