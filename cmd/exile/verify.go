//go:build cgo

package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// maxFaults is how many faults verify lists.
const maxFaults = 20

func newVerify(a *app) *cobra.Command {
	cmd := a.command("verify", lang.HelpVerify)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			path, err := a.storeDir()
			if err != nil {
				return err
			}
			return a.verify(cmd.Context(), path)
		case 1:
			return a.verify(cmd.Context(), args[0])
		}
		return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
	}
	return cmd
}

// verified is the JSON of verify.
type verified struct {
	Status    status   `json:"status"`
	OK        bool     `json:"ok"`
	Store     string   `json:"store"`
	Sealed    bool     `json:"sealed"`
	Messages  int64    `json:"messages"`
	Notices   int64    `json:"notices"`
	Media     int64    `json:"media"`
	Originals int64    `json:"originals"`
	Bytes     int64    `json:"bytes"`
	Missing   []string `json:"missing,omitempty"`
	Changed   []string `json:"changed,omitempty"`
	Stray     []string `json:"stray,omitempty"`
	Faults    []string `json:"faults,omitempty"`
}

func (a *app) verify(ctx context.Context, path string) error {
	step, done := a.bar(lang.StageVerify)
	check, err := a.check(ctx, path, step)
	done()
	if errors.Is(err, crypto.ErrDamaged) && !errors.Is(err, crypto.ErrNoArchive) {
		return &told{statusDamaged, lang.VerifyDamaged, lang.V{"name": clean(path)}}
	}
	if err != nil {
		return about(err, path)
	}
	faults := a.faults(check)
	if a.json {
		res := verified{
			OK: len(faults) == 0, Store: path, Sealed: isFile(path), Messages: check.Messages, Notices: check.Notices,
			Media: check.Media, Originals: check.Originals, Bytes: check.Bytes,
			Missing: check.Missing, Changed: check.Changed, Stray: check.Stray, Faults: check.Faults,
		}
		if len(faults) > 0 {
			res.Status = statusDamaged
		}
		if err := a.printJSON(res); err != nil {
			return err
		}
		if len(faults) > 0 {
			return errUnsound
		}
		return nil
	}
	a.tellCheck(check, faults)
	if len(faults) > 0 {
		return &told{statusDamaged, lang.VerifyFailed, lang.V{"name": clean(path), "n": len(faults)}}
	}
	return nil
}

// check reads a store to its last byte.
func (a *app) check(ctx context.Context, path string, step func(done, total int64)) (*store.Check, error) {
	if !isFile(path) {
		st, err := store.Open(path, store.ReadOnly)
		if err != nil {
			return nil, err
		}
		defer st.Close() //nolint:errcheck // opened for reading
		return st.Verify(ctx, step)
	}
	s, err := a.openSealed(ctx, path, convert.OpenSealed)
	if err != nil {
		return nil, err
	}
	defer s.Close() //nolint:errcheck // opened for reading
	a.warn(s, path)
	return s.Verify(ctx, step)
}

// tellCheck prints what was checked and the faults.
func (a *app) tellCheck(c *store.Check, faults []string) {
	line := lang.VerifyWhole
	if len(faults) > 0 {
		line = lang.VerifyBroken
	}
	a.tell(a.say(line, lang.V{
		"messages": c.Messages, "notices": c.Notices, "files": c.Media + c.Originals, "size": bytesOf(c.Bytes),
	}))
	for _, fault := range faults[:min(len(faults), maxFaults)] {
		a.talk("  " + fault)
	}
	if more := len(faults) - maxFaults; more > 0 {
		a.talk("  " + a.say(lang.VerifyMore, lang.V{"n": more}))
	}
	if len(c.Stray) > 0 {
		a.tell(a.say(lang.VerifyStray, lang.V{"n": len(c.Stray)}))
	}
}

// faults are what is wrong, a line each.
func (a *app) faults(c *store.Check) []string {
	var all []string
	for _, kind := range []struct {
		line  lang.Text
		names []string
	}{{lang.VerifyMissing, c.Missing}, {lang.VerifyChanged, c.Changed}, {lang.VerifyFault, c.Faults}} {
		for _, name := range kind.names {
			all = append(all, a.say(kind.line, lang.V{"name": clean(name)}))
		}
	}
	return all
}
