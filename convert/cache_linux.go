package convert

import "golang.org/x/sys/unix"

// avoidCache drops from memory what an open file has on the disk by now. It is a
// wish: some file systems have nothing but memory, and a disk has a cache of its
// own.
func avoidCache(fd uintptr) { _ = unix.Fadvise(int(fd), 0, 0, unix.FADV_DONTNEED) }
