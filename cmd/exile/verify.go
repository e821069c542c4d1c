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

	Recipients []string `json:"recipients,omitempty"` // of a sealed archive

	// Of a sealed archive in which bytes are damaged: what is said of it, and the
	// files that cannot be read whole.
	Error   string   `json:"error,omitempty"`
	Detail  string   `json:"detail,omitempty"`
	Hint    string   `json:"hint,omitempty"`
	Damaged []string `json:"damaged,omitempty"`

	Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
}

// verification is what reading a store to its last byte has found.
type verification struct {
	check *store.Check
	to    []string // whom an archive is sealed to
	harm  *harm    // nil: no byte of the archive itself is damaged
}

func (a *app) verify(ctx context.Context, path string) error {
	v, err := a.check(ctx, path)
	switch {
	case err != nil:
		return about(err, path)
	case v.harm != nil:
		return a.failHarmed(v, path)
	}
	faults := a.faults(v.check)
	if a.json {
		res := a.verified(v, path)
		if res.OK = len(faults) == 0; !res.OK {
			res.Status = statusDamaged
		}
		if err := a.printJSON(res); err != nil || res.OK {
			return err
		}
		return errUnsound
	}
	a.tellCheck(v.check, faults)
	a.tellHolders(v.to)
	if len(faults) > 0 {
		return &told{statusDamaged, lang.VerifyFailed, lang.V{"name": clean(path), "n": len(faults)}}
	}
	return nil
}

func (a *app) verified(v *verification, path string) *verified {
	res := &verified{Store: path, Sealed: isFile(path), Recipients: v.to, Suspicions: a.doubts}
	if c := v.check; c != nil {
		res.Messages, res.Notices, res.Media, res.Originals, res.Bytes = c.Messages, c.Notices, c.Media, c.Originals, c.Bytes
		res.Missing, res.Changed, res.Stray, res.Faults = c.Missing, c.Changed, c.Stray, c.Faults
	}
	return res
}

// failHarmed tells what is damaged in an archive, and what can still be had of it.
func (a *app) failHarmed(v *verification, path string) error {
	t, values := v.harm.trouble(), lang.V{"name": clean(path), "detail": v.harm.detail}
	if a.json {
		res := a.verified(v, path)
		res.Status, res.Damaged = statusDamaged, v.harm.files
		res.Error, res.Detail, res.Hint = a.say(t.Sentence, values), v.harm.detail, a.say(t.Hint, values)
		if err := a.printJSON(res); err != nil {
			return err
		}
		return errUnsound
	}
	var lines []string
	for _, name := range v.harm.files {
		lines = append(lines, a.say(lang.VerifyHarmed, lang.V{"name": clean(name)}))
	}
	a.talkSome(lines)
	a.tellHolders(v.to)
	return &told{statusDamaged, t, values}
}

// tellHolders says what opens a sealed archive.
func (a *app) tellHolders(to []string) {
	if len(to) > 0 {
		a.tell(a.say(lang.SealedTo, lang.V{"keys": a.keysOf(to)}))
	}
}

// check reads a store to its last byte.
func (a *app) check(ctx context.Context, path string) (*verification, error) {
	if !isFile(path) {
		st, err := store.Open(path, store.ReadOnly)
		if err != nil {
			return nil, err
		}
		defer st.Close() //nolint:errcheck // opened for reading
		step, done := a.bar(lang.StageVerify)
		defer done()
		found, err := st.Verify(ctx, step)
		if err == nil {
			err = recount(ctx, st, found)
		}
		return &verification{check: found}, err
	}
	s, err := a.openSealed(ctx, path, convert.OpenSealed)
	if err != nil {
		return nil, err
	}
	defer s.Close() //nolint:errcheck // opened for reading
	a.warn(s, path)
	v := &verification{to: s.Archive().Manifest().Recipients}
	step, done := a.bar(lang.StageVerify)
	v.check, err = s.Verify(ctx, step)
	if st, serr := s.Store(store.ReadOnly); err == nil && serr == nil {
		err = recount(ctx, st, v.check)
	}
	done()
	if errors.Is(err, crypto.ErrDamaged) {
		v.harm, err = a.surveyed(ctx, s, err, path)
	}
	return v, err
}

// recount counts the lines of the originals against the ledgers. Where the rows
// cannot be read that has been told already.
func recount(ctx context.Context, st *store.Store, found *store.Check) error {
	if !found.OK() {
		return nil
	}
	faults, err := convert.Recount(ctx, st)
	found.Faults = append(found.Faults, faults...)
	return err
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
	a.talkSome(faults)
	if len(c.Stray) > 0 {
		a.tell(a.say(lang.VerifyStray, lang.V{"n": len(c.Stray)}))
	}
}

// talkSome prints faults, and how many more there are.
func (a *app) talkSome(faults []string) {
	for _, fault := range faults[:min(len(faults), maxFaults)] {
		a.talk("  " + fault)
	}
	if more := len(faults) - maxFaults; more > 0 {
		a.talk("  " + a.say(lang.VerifyMore, lang.V{"n": more}))
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
