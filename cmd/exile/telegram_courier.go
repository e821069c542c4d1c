//go:build cgo

package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/spf13/pflag"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
)

// courierName is the program that connects.
const courierName = "exile-telegram"

// courier is one run of that program. It is handed what it needs and no more: no
// path of a store, no environment of exile's, no open file but the three.
type courier struct {
	*app
	path string
	args []string
	dir  string // where it works; "": nowhere in particular
}

// courierPath finds the program beside this one, or with --courier-from-path in PATH.
func (a *app) courierPath() (string, error) {
	name := courierName
	if a.system == "windows" {
		name += ".exe"
	}
	if a.courierFromPath {
		path, err := exec.LookPath(name)
		if err != nil || !filepath.IsAbs(path) {
			return "", &told{statusNotFound, lang.NoCourierInPath, nil}
		}
		return path, nil
	}
	self, err := os.Executable()
	if err == nil {
		self, err = filepath.EvalSymlinks(self)
	}
	if err != nil {
		return "", about(err, courierName)
	}
	path := filepath.Join(filepath.Dir(self), name)
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return "", &told{statusNotFound, lang.NoCourier, lang.V{"name": clean(filepath.Dir(self))}}
	}
	return path, nil
}

// named is the value of a flag for the courier, which works in another folder.
func (c *courier) named(f *pflag.Flag) string {
	if f.Name != "out" {
		return f.Value.String()
	}
	if c.dir == "" || sameFolder(filepath.Dir(f.Value.String()), c.dir) {
		c.dir = filepath.Dir(f.Value.String())
		return filepath.Base(f.Value.String())
	}
	return absolute(f.Value.String())
}

func sameFolder(x, y string) bool { return absolute(x) == absolute(y) }

// absolute makes a path independent of the folder where one is, if that is known.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// environment is this program's, without what is said to exile alone.
func (c *courier) environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		name = strings.ToUpper(name) // Windows does not tell them apart
		return name == "PWD" || name == "OLDPWD" ||
			strings.HasPrefix(name, "EXILE_") && !strings.HasPrefix(name, "EXILE_TELEGRAM_")
	})
	for i, pair := range env {
		switch name, value, _ := strings.Cut(pair, "="); name {
		case "EXILE_TELEGRAM_DIR", "EXILE_TELEGRAM_PASSPHRASE_FILE":
			if value != "" {
				env[i] = name + "=" + absolute(value)
			}
		}
	}
	return append(env, "PWD="+c.folder())
}

// folder is where the courier works.
func (c *courier) folder() string {
	if c.dir != "" {
		return absolute(c.dir)
	}
	return filepath.VolumeName(absolute(".")) + string(filepath.Separator)
}

// run starts the courier and waits for it. What hand writes is its standard input;
// without hand that is this program's own. A courier that ends otherwise than well
// has told why: that is a *courierError.
func (c *courier) run(ctx context.Context, hand func(context.Context, io.Writer) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx)) // the courier ends in its own order
	defer cancel()
	cmd := exec.CommandContext(ctx, c.path, c.args...) //nolint:gosec // the program beside this one
	cmd.Env, cmd.Dir = c.environment(), c.folder()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = c.given, c.out.W, c.stderr
	cmd.Cancel = func() error { return nil }
	var pipe *courierPipe
	if hand != nil {
		cmd.Stdin = nil
		w, err := cmd.StdinPipe()
		if err != nil {
			return err
		}
		pipe = &courierPipe{w: w}
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, console.Ending()...)
	defer func() { signal.Stop(signals); close(signals) }()
	keepFiles()
	if err := cmd.Start(); err != nil {
		return c.unusable(err)
	}
	go func() {
		for s := range signals {
			if forwards(s) {
				_ = cmd.Process.Signal(s) // it may have ended
			}
		}
	}()
	if hand == nil {
		return c.ended(cmd.Wait())
	}
	done := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		pipe.gone.Store(true)
		cancel()
		done <- err
	}()
	err := hand(ctx, pipe)
	gone := pipe.gone.Load()
	_ = pipe.w.Close() // the courier tells whether it had all of it
	ended := c.ended(<-done)
	if err != nil && !gone {
		return err
	}
	return ended
}

// courierPipe is the standard input of a courier.
type courierPipe struct {
	w    io.WriteCloser
	gone atomic.Bool // nobody reads any more, before all was written
}

// Write writes.
func (p *courierPipe) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	if err != nil {
		p.gone.Store(true)
	}
	return n, err
}

// courierError says that the courier ended with a status, and has told why.
type courierError struct{ status status }

func (e *courierError) Error() string { return courierName + " has told why" }

// ended is how a run of the courier ended.
func (c *courier) ended(err error) error {
	exit, ok := errors.AsType[*exec.ExitError](err)
	switch {
	case !ok:
		return err
	case exit.ExitCode() < 0:
		return &told{statusFailed, lang.CourierDied, lang.V{"why": clean(exit.Error())}}
	}
	return &courierError{status(exit.ExitCode())}
}

func (c *courier) unusable(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return &told{statusFailed, lang.CourierUnusable, lang.V{"name": clean(c.path), "why": clean(err.Error())}}
}
