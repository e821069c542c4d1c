//go:build unix

package main

import "syscall"

// detach takes the program under test off the terminal on which the tests were
// started, where nobody waits to answer it. One that was given a terminal of its
// own keeps that.
func detach() { _, _ = syscall.Setsid() }
