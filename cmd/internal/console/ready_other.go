//go:build !windows

package console

import "os"

// Ready does nothing: terminals obey escape sequences.
func Ready(...*os.File) (restore func()) { return func() {} }
