package crypto

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// NoCoreDumps keeps the system from writing the memory of this program to the
// disk when it crashes, and other programs of the same user from reading it. It
// is to be called before the first secret comes, and cannot be taken back.
func NoCoreDumps() error {
	var errs []error
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		errs = append(errs, fmt.Errorf("forbid core files: %w", err))
	}
	// The limit says nothing to a program that cores are piped to (core_pattern "|…").
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		errs = append(errs, fmt.Errorf("forbid memory dumps: %w", err))
	}
	return errors.Join(errs...)
}
