//go:build !windows

package console

import "os"

// Getenv is os.Getenv. On Windows it knows the person's language too.
func Getenv(name string) string { return os.Getenv(name) }
