//go:build !linux && !darwin

package convert

// avoidCache does nothing: here one cannot ask for it, and what is read back may
// come from memory.
func avoidCache(uintptr) {}
