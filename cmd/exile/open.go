//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

func newOpen(a *app) *cobra.Command {
	out := ""
	cmd := a.command("open", lang.HelpOpen)
	cmd.Args = a.oneArg(lang.NeedsSealed)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.open(cmd.Context(), args[0], out) }
	cmd.Flags().StringVarP(&out, "out", "o", "", a.say(lang.FlagOpenOut, nil))
	return cmd
}

// open writes what is in a sealed archive into a store in a folder.
func (a *app) open(ctx context.Context, path, out string) error {
	if err := mustBeFile(path); err != nil {
		return err
	}
	if out == "" {
		out = plainBeside(path)
	}
	err := convert.CheckTarget(out, false, append(a.secretFiles(path), path))
	if err != nil {
		return openTaken(err, out)
	}
	s, err := a.openSealed(ctx, path, convert.OpenSealed)
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // opened for reading
	a.warn(s, path)
	step, done := a.bar(lang.StageUnseal)
	err = s.Unpack(ctx, out, step)
	done()
	if err != nil {
		return openTaken(err, path, out)
	}
	if a.json {
		return a.printJSON(struct {
			Status  status `json:"status"`
			Archive string `json:"archive"`
			Store   string `json:"store"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, path, out, a.doubts})
	}
	a.tell(a.say(lang.InTheClear, lang.V{"path": clean(out)}))
	return nil
}

// plainBeside is the store that an archive is opened into unless told.
func plainBeside(archive string) string {
	stem := strings.TrimSuffix(archive, sealedSuffix)
	if strings.HasSuffix(stem, ".exile") {
		return stem
	}
	return stem + ".exile"
}

// openTaken gives an error of writing a store the words that fit there.
func openTaken(err error, names ...string) error {
	out := names[len(names)-1]
	switch {
	case errors.Is(err, convert.ErrExists):
		return &told{statusRefused, lang.OpenTaken, lang.V{"name": clean(out)}}
	case errors.Is(err, convert.ErrNotFolder), len(names) == 1 && errors.Is(err, fs.ErrNotExist):
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(out)}}
	}
	return about(err, names...)
}
