//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
	"exile/formats"
)

// errLost ends a run that is done but lost something, which was told already.
var errLost = errors.New("something could not be carried")

// errUnsound ends a verify whose JSON has told already what is wrong.
var errUnsound = errors.New("it is not whole")

// usageError says that a command was not understood, in the person's language.
type usageError = console.UsageError

// failure is an error and what it happened to: a path, a chat, a store.
type failure struct {
	name string
	err  error
}

func (e *failure) Error() string { return e.err.Error() }
func (e *failure) Unwrap() error { return e.err }

// about says what an error happened to, unless that was said where it arose: the
// one of the names that the error mentions, or the first.
func about(err error, names ...string) error {
	if err == nil || len(names) == 0 {
		return err
	}
	if _, said := errors.AsType[*failure](err); said {
		return err
	}
	best := ""
	for _, n := range names {
		if len(n) > len(best) && strings.Contains(err.Error(), n+":") {
			best = n
		}
	}
	if best == "" {
		best = names[0]
	}
	return &failure{best, err}
}

// told is an error whose sentence is known where it arises.
type told struct {
	status  status
	trouble lang.Trouble
	values  lang.V
}

func (e *told) Error() string { return e.trouble.Sentence.EN }

// explain finds, for any error, the exit status and what to say.
func (a *app) explain(err error) (status, lang.Trouble, lang.V) {
	var (
		known     *told
		unknown   *convert.UnknownFormatError
		ambiguous *convert.AmbiguousError
		explained *formats.ExplainedError
		strict    *convert.StrictError
		plugin    *crypto.PluginError
		pin       *crypto.PinError
	)
	v := lang.V{"name": nameOf(err), "why": clean(err.Error())}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, prompt.ErrNoAnswer):
		return statusCancelled, lang.Cancelled, v
	case errors.As(err, &known):
		return known.status, known.trouble, known.values
	case errors.As(err, &strict):
		return statusFailed, lang.Strict, a.strictValues(strict)
	case errors.As(err, &unknown):
		return statusFailed, a.unknownFormat(unknown, v), v
	case errors.As(err, &pin):
		v["path"] = clean(pin.Path)
		return statusRefused, lang.DamagedPin, v
	case errors.As(err, &plugin):
		v["program"], v["why"] = clean(plugin.Program), clean(plugin.Why)
		return statusFailed, lang.PluginFailed, v
	case errors.As(err, &explained):
		v["name"] = clean(explained.Name)
		return statusFailed, lang.Trouble{Sentence: explained.What, Hint: explained.Hint}, v
	case errors.As(err, &ambiguous):
		v["formats"] = strings.Join(ambiguous.Formats, ", ")
		if len(ambiguous.Parts) > 0 {
			v["parts"] = a.parts(ambiguous.Parts)
			return statusFailed, lang.SeveralFormats, v
		}
		return statusFailed, lang.Ambiguous, v
	}
	if t, ok := ofSQLite(err); ok {
		return statusFailed, t, v
	}
	for _, k := range knownErrors {
		if errors.Is(k.err, syscall.EPIPE) && !a.out.Closed {
			continue // another pipe's, a plugin's or a command's
		}
		if errors.Is(err, k.err) {
			t := ofArchive(k.trouble, v)
			if t == lang.DamagedArchive || t == lang.DamagedStore || t == lang.ForeignTables {
				v["detail"] = detailOf(err, nameOf(err))
			}
			return k.status, t, v
		}
	}
	return statusFailed, lang.Failed, v
}

// knownErrors are told in words of their own. The first that fits counts, so
// what is more particular stands higher.
var knownErrors = []struct {
	err     error
	status  status
	trouble lang.Trouble
}{
	{convert.ErrUnconfirmed, statusFailed, lang.Unconfirmed},
	{crypto.ErrNoArchive, statusDamaged, lang.NoArchive},
	{crypto.ErrDamaged, statusDamaged, lang.DamagedArchive},
	{crypto.ErrNewer, statusDamaged, lang.NewerArchive},
	{crypto.ErrArmored, statusDamaged, lang.ArmoredArchive},
	{crypto.ErrMixedKeys, statusUsage, lang.MixedKeys},
	{crypto.ErrBadKey, statusUsage, lang.BadKey},
	{crypto.ErrWrongKey, statusSecret, lang.WrongPassphrase},
	{crypto.ErrNoKeys, statusSecret, lang.NoKeysInFile},
	{convert.ErrSuspicious, statusRefused, lang.Suspicious},
	{convert.ErrChangedMeanwhile, statusRefused, lang.ChangedMeanwhile},
	{convert.ErrStrangePlugin, statusRefused, lang.StrangePlugin},
	{errMedia, statusDamaged, lang.BrokenMedia},
	{store.ErrNoStore, statusNoStore, lang.NoStore},
	{store.ErrLocked, statusLocked, lang.LockedStore},
	{store.ErrSchema, statusDamaged, lang.ForeignTables},
	{store.ErrDamaged, statusDamaged, lang.DamagedStore},
	{store.ErrNewer, statusDamaged, lang.NewerStore},
	{store.ErrNotStore, statusDamaged, lang.NotStore},
	{store.ErrExists, statusRefused, lang.Exists},
	{convert.ErrExists, statusRefused, lang.Exists},
	{convert.ErrNotOurs, statusRefused, lang.NotOurs},
	{convert.ErrSamePath, statusRefused, lang.SamePath},
	{convert.ErrBusy, statusTemporary, lang.Busy},
	{convert.ErrChangedInput, statusTemporary, lang.ChangedInput},
	{syscall.EPIPE, statusFailed, lang.PipeClosed},
	{convert.ErrNoExport, statusFailed, lang.NoExport},
	{convert.ErrEmptyFile, statusFailed, lang.EmptyFile},
	{convert.ErrBadZip, statusFailed, lang.BadZip},
	{convert.ErrZipBomb, statusFailed, lang.ZipBomb},
	{convert.ErrBadName, statusFailed, lang.BadName},
	{convert.ErrTwinNames, statusFailed, lang.ZipTwins},
	{convert.ErrZipLocked, statusFailed, lang.ZipLocked},
	{convert.ErrTooMany, statusFailed, lang.TooMany},
	{convert.ErrTooLarge, statusFailed, lang.TooLarge},
	{convert.ErrNotFile, statusFailed, lang.NotFile},
	{formats.ErrLongLine, statusFailed, lang.LongLine},
	{syscall.ENOSPC, statusFailed, lang.NoSpace},
	{syscall.ENAMETOOLONG, statusFailed, lang.LongName},
	{syscall.EROFS, statusFailed, lang.NotAllowed},
	{fs.ErrPermission, statusFailed, lang.NotAllowed},
	{fs.ErrNotExist, statusNotFound, lang.NotFound},
	{syscall.ENOTDIR, statusNotFound, lang.NotFound},
	{syscall.ELOOP, statusNotFound, lang.LinkLoop},
	{syscall.EISDIR, statusNotFound, lang.IsFolder},
}

// report says how a run of a command ended and returns its exit status.
func (a *app) report(cmd *cobra.Command, err error) status {
	if err == nil {
		return statusDone
	}
	if errors.Is(err, errLost) {
		return statusLost
	}
	if errors.Is(err, errUnsound) {
		return statusDamaged
	}
	if courier, ok := errors.AsType[*courierError](err); ok {
		return courier.status
	}
	if misused, ok := errors.AsType[*usageError](err); ok {
		if misused.Hint == "" {
			misused.Hint = a.say(lang.SeeHelp, lang.V{"command": cmd.CommandPath()})
		}
		return a.complain(&complaint{Status: statusUsage, Sentence: misused.Sentence, Hint: misused.Hint})
	}
	s, t, v := a.explain(err)
	if t == lang.NoSpace && cmd.Name() != "convert" && cmd.Name() != "add" {
		t = lang.DiskFull // nobody has an export there whose size would say how much it takes
	}
	return a.complain(&complaint{
		Status:   s,
		Sentence: a.say(t.Sentence, v),
		Detail:   detailIn(v),
		Hint:     a.say(t.Hint, v),
		Partial:  a.out.N > 0 && t != lang.PipeClosed, // who stopped reading knows it
	})
}

// complaint is why a command ended, as it stands in the JSON too.
type complaint struct {
	Status   status `json:"status"`
	Sentence string `json:"error"`
	Detail   string `json:"detail,omitempty"` // what exactly is damaged; in English
	Hint     string `json:"hint,omitempty"`
	Partial  bool   `json:"partial,omitempty"` // what stands before this on standard output is not whole

	Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
}

// detailIn is what exactly is damaged, among the values of a trouble.
func detailIn(v lang.V) string {
	text, _ := v["detail"].(string)
	return text
}

// complain prints a sentence and a hint, and that what went to standard output is
// partial. With --json the result says so too.
func (a *app) complain(c *complaint) status {
	a.talk("exile: " + c.Sentence)
	if c.Detail != "" {
		a.talk("  " + a.say(lang.Detail, lang.V{"why": c.Detail}))
	}
	if c.Hint != "" {
		a.talk("  " + c.Hint)
	}
	if c.Partial {
		a.talk("  " + a.say(lang.PartialStdout, nil))
	}
	if a.json {
		c.Suspicions = a.doubts
		_ = a.printJSON(c) // nothing is left to tell it to
	}
	return c.Status
}

// ofArchive is the trouble with a store in the words that fit a sealed archive,
// where the store lies in one.
func ofArchive(t lang.Trouble, v lang.V) lang.Trouble {
	name, _ := v["name"].(string)
	switch {
	case t != lang.DamagedStore && t != lang.BrokenMedia && t != lang.NewerStore || !isFile(name):
		return t
	case t == lang.NewerStore:
		return lang.NewerArchive
	}
	return lang.DamagedArchive
}

// nameOf returns what an error happened to, fit for a terminal.
func nameOf(err error) string {
	var f *failure
	var p *fs.PathError
	switch {
	case errors.As(err, &f):
		return clean(f.name)
	case errors.As(err, &p):
		return clean(p.Path)
	}
	return ""
}

// parts tells what each format would read.
func (a *app) parts(all []convert.FormatPart) string {
	var list []string
	for _, p := range all {
		names := clean(strings.Join(p.Files, ", "))
		if p.More > 0 {
			names = a.say(lang.AndMore, lang.V{"names": names, "n": p.More})
		}
		list = append(list, p.Format+" ("+names+")")
	}
	return strings.Join(list, "; ")
}

func (a *app) unknownFormat(e *convert.UnknownFormatError, v lang.V) lang.Trouble {
	if len(e.Maybe) > 0 {
		v["formats"] = strings.Join(e.Maybe, ", ")
		return lang.MaybeFormat
	}
	if looks, ok := lang.Looks(e.Looks); ok {
		v["looks"] = a.say(looks, nil)
		return lang.UnknownLooks
	}
	return lang.UnknownFormat
}

func (a *app) strictValues(e *convert.StrictError) lang.V {
	p := problemsOf(a, e.Problem)
	return lang.V{"problem": p[0].Sentence, "remedy": p[0].Remedy}
}
