//go:build !unix

package crypto

// NoCoreDumps does nothing here: on Windows it is the owner of the computer who
// says whether memory is dumped, and by default it is not.
func NoCoreDumps() error { return nil }
