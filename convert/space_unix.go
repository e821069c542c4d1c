//go:build darwin || freebsd || linux

package convert

import (
	"math"

	"golang.org/x/sys/unix"
)

// freeSpace tells how many bytes this user may still write on the disk of a
// folder; false where that is not known.
func freeSpace(dir string) (int64, bool) {
	var st unix.Statfs_t
	for {
		err := unix.Statfs(dir, &st)
		if err == nil {
			break
		}
		if err != unix.EINTR {
			return 0, false
		}
	}
	blocks := int64(st.Bavail) // its type is not the same everywhere
	size := int64(st.Bsize)    //nolint:unconvert // nor this one's
	switch {
	case size <= 0:
		return 0, false
	case blocks < 0: // full but for what root keeps to itself
		return 0, true
	case blocks > math.MaxInt64/size:
		return math.MaxInt64, true
	}
	return blocks * size, true
}
