//go:build cgo && unix

package serve

import (
	"context"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// start opens a file with the program that opens pages, in a session of its own: a Ctrl-C that ends
// the window, or a terminal that is closed, would end the browser too, with all that the person has
// open there.
func start(ctx context.Context, path string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), name, path) //nolint:gosec // one of two programs, and a file of ours
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- cmd.Wait() }()
	select {
	case err := <-failed: // most say at once that they have passed it on, or that they cannot
		return err
	case <-time.After(2 * time.Second): // the browser itself, which stays
		return nil
	}
}
