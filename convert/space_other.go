//go:build !(darwin || freebsd || linux || windows)

package convert

// freeSpace does not know.
func freeSpace(string) (int64, bool) { return 0, false }
