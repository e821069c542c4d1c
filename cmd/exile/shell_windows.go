//go:build cgo

package main

import (
	"context"
	"os/exec"
	"syscall"
)

// shell runs a command that a person has written for their shell, which takes it
// as it stands: the quotes in it are its own.
func shell(ctx context.Context, command string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "cmd")
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `cmd /S /C "` + command + `"`}
	return cmd
}
