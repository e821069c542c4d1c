//go:build cgo && windows

package main

import "os"

// keepFiles has nothing to do: programs inherit what they are given.
func keepFiles() {}

// forwards reports whether a signal has to be passed on: Ctrl-C goes to all programs
// of a console, and nothing else can be sent.
func forwards(os.Signal) bool { return false }
