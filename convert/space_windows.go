package convert

import (
	"math"

	"golang.org/x/sys/windows"
)

// freeSpace tells how many bytes this user may still write on the disk of a
// folder; false where that is not known.
func freeSpace(dir string) (int64, bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(name, &free, nil, nil); err != nil {
		return 0, false
	}
	return int64(min(free, math.MaxInt64)), true
}
