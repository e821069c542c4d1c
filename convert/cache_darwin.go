package convert

import "golang.org/x/sys/unix"

// avoidCache keeps from memory what is written to an open file from now on, and
// read from it. It is a wish, and a disk has a cache of its own.
func avoidCache(fd uintptr) { _, _ = unix.FcntlInt(fd, unix.F_NOCACHE, 1) }
