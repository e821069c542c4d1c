//go:build unix && !linux

package crypto

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// NoCoreDumps keeps the system from writing the memory of this program to the
// disk when it crashes. It is to be called before the first secret comes, and
// cannot be taken back.
func NoCoreDumps() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core files: %w", err)
	}
	return nil
}
