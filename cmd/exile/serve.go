//go:build cgo

package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/serve"
)

// serving is one run of serve.
type serving struct {
	*app
	noOpen bool
}

func newServe(a *app) *cobra.Command {
	s := &serving{app: a}
	cmd := a.command("serve", lang.HelpServe)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return s.run(cmd.Context()) }
	cmd.Flags().BoolVar(&s.noOpen, "no-open", false, a.say(lang.FlagNoOpen, nil))
	return cmd
}

func (s *serving) run(ctx context.Context) error {
	path, err := s.storeDir()
	if err != nil {
		return err
	}
	opt := serve.Options{
		Formats:   s.formats,
		Store:     path,
		NewSealed: path + sealedSuffix,
		Now:       s.clock,
		Sealed:    s.sealedOptions(),
		MayWrite:  s.checkState,
		LimitMemory: func(input, archive int64) {
			s.limitMemory(int64(s.keys.cache)/2 + windowSpace + marksOf(input, archive))
		},
		Explain: func(err error) (lang.Trouble, lang.V) {
			_, t, v := s.explain(err)
			return t, v
		},
	}
	if l, ok := lang.Parse(s.code); ok && s.code != "" {
		opt.Lang = l
	}
	window, err := serve.New(ctx, opt)
	if err != nil {
		return err
	}
	if s.noOpen {
		if err := s.print(window.Enter(0)); err != nil {
			return err
		}
		s.tell(s.say(lang.ServeAddress, nil))
		return window.Serve(ctx)
	}
	dir, err := s.windowDir()
	if err != nil {
		return err
	}
	opening, opened := context.WithCancel(ctx)
	defer opened() // the file that lets a browser in goes with the window
	go s.open(opening, window, dir)
	s.tell(s.say(lang.ServeOpening, nil))
	return window.Serve(ctx)
}

// windowSpace is what a window takes besides the caches of an archive, one for reading and half of
// one for writing: pages, and what was handed over, in bytes.
const windowSpace = 64 << 20

// windowDir is where the file lies that lets a browser in. Browsers that come as a snap, Ubuntu's
// for one, may read no hidden folder.
func (s *serving) windowDir() (string, error) {
	if _, err := os.Stat("/snap/bin"); err == nil && s.system == "linux" {
		return s.home()
	}
	dir, err := s.stateDir()
	return filepath.Join(dir, "window"), err
}

// slowBrowser is after which time a browser that does not ask probably never will: one that
// the system keeps from hidden folders, for example, shows an error that nobody here sees.
const slowBrowser = 15 * time.Second

// open opens the browser while the window already answers. Where nobody comes, the person
// gets the address.
func (s *serving) open(ctx context.Context, window *serve.Server, dir string) {
	err := window.OpenBrowser(ctx, dir)
	switch {
	case ctx.Err() != nil:
		return
	case err != nil:
		s.talk("exile: " + s.say(lang.NoBrowser, lang.V{"why": clean(err.Error())}))
	default:
		select {
		case <-ctx.Done():
			return
		case <-time.After(slowBrowser):
		}
		if window.Entered() {
			return
		}
		s.talk(s.say(lang.SlowBrowser, nil))
	}
	s.talk("  " + window.Enter(10*time.Minute))
}
