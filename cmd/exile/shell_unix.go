//go:build cgo && unix

package main

import (
	"context"
	"os/exec"
)

// shell runs a command that a person has written for their shell.
func shell(ctx context.Context, command string) *exec.Cmd {
	return exec.CommandContext(ctx, "sh", "-c", command) //nolint:gosec // it is meant to be run
}
