package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/convert/handover"
	"exile/convert/telegram"
	"exile/crypto"
)

// errLost ends a run that is done but found something missing, which was told
// already.
var errLost = errors.New("something is missing or differs")

// told is an error whose sentence is known where it arises.
type told struct {
	status  console.Status
	trouble lang.Trouble
	values  lang.V
}

func (e *told) Error() string { return e.trouble.Sentence.EN }

// failure is an error and what it happened to: a file, a chat.
type failure struct {
	name string
	err  error
}

func (e *failure) Error() string { return e.err.Error() }
func (e *failure) Unwrap() error { return e.err }

// about says what an error happened to.
func about(err error, name string) error {
	if err == nil {
		return nil
	}
	return &failure{name, err}
}

// complaint is why a command ended, as it stands in the JSON too.
type complaint struct {
	Status   console.Status `json:"status"`
	Sentence string         `json:"error"`
	Said     string         `json:"telegram,omitempty"` // what Telegram said, to which call
	Stands   string         `json:"stands,omitempty"`   // what is in Telegram now
	Hint     string         `json:"hint,omitempty"`
	Result   any            `json:"result,omitempty"` // what was done all the same
}

// partial is an error of a run that did something all the same, and what that was.
type partial struct {
	result any
	err    error
}

func (e *partial) Error() string { return e.err.Error() }
func (e *partial) Unwrap() error { return e.err }

// knownErrors are told in words of their own. The first that fits counts.
var knownErrors = []struct {
	err     error
	status  console.Status
	trouble lang.Trouble
}{
	{telegram.ErrBusy, console.Temporary, lang.CourierBusy},
	{telegram.ErrNotSignedIn, console.Secret, lang.CourierNotSignedIn},
	{telegram.ErrNoAccount, console.Refused, lang.CourierNoAccount},
	{telegram.ErrCodeWay, console.Refused, lang.CourierCodeWay},
	{telegram.ErrQRExpired, console.Temporary, lang.CourierQRExpired},
	{telegram.ErrNotPrivate, console.Refused, lang.CourierNotPrivate},
	{telegram.ErrProxy, console.Usage, lang.CourierProxy},
	{telegram.ErrOffset, console.Refused, lang.CourierOffset},
	{telegram.ErrNoChat, console.NotFound, lang.CourierNoChat},
	{telegram.ErrEmptyPlan, console.Refused, lang.CourierEmptyPlan},
	{telegram.ErrOneChat, console.Usage, lang.CourierOneChat},
	{telegram.ErrOtherAccount, console.Refused, lang.CourierOtherAccount},
	{telegram.ErrForeignReceipt, console.Refused, lang.CourierOtherReceipt},
	{telegram.ErrForged, console.Damaged, lang.CourierNotReceipt},
	{telegram.ErrBadReceipt, console.Damaged, lang.CourierNotReceipt},
	{telegram.ErrReceiptVersion, console.Damaged, lang.CourierNotReceipt},
	{telegram.ErrOtherOffset, console.Refused, lang.CourierChanged},
	{telegram.ErrText, console.Refused, lang.CourierChanged},
	{telegram.ErrChangedBundle, console.Refused, lang.CourierChanged},
	{telegram.ErrBadPlan, console.Damaged, lang.CourierNotPlan},
	{telegram.ErrPlanVersion, console.Damaged, lang.CourierPlanVersion},
	{telegram.ErrTakenBack, console.Refused, lang.CourierTakenBack},
	{telegram.ErrForgedPlan, console.Damaged, lang.CourierForgedPlan},
	{telegram.ErrForeignJournal, console.Damaged, lang.CourierJournal},
	{telegram.ErrDamagedJournal, console.Damaged, lang.CourierJournal},
	{telegram.ErrJournalVersion, console.Damaged, lang.CourierJournalVersion},
	{telegram.ErrDamagedPace, console.Damaged, lang.CourierPace},
	{telegram.ErrNoHead, console.Damaged, lang.CourierBundle},
	{handover.ErrVersion, console.Failed, lang.CourierBundleVersion},
	{handover.ErrCut, console.Damaged, lang.CourierBundle},
	{handover.ErrForm, console.Damaged, lang.CourierBundle},
	{handover.ErrChanged, console.Damaged, lang.CourierBundle},
	{crypto.ErrWrongKey, console.Secret, lang.CourierWrongPassphrase},
	{syscall.EPIPE, console.Failed, lang.PipeClosed},
	{syscall.ENOSPC, console.Failed, lang.DiskFull},
	{syscall.EROFS, console.Failed, lang.NotAllowed},
	{fs.ErrPermission, console.Failed, lang.NotAllowed},
	{fs.ErrNotExist, console.NotFound, lang.NotFound},
	{syscall.ENOTDIR, console.NotFound, lang.NotFound},
	{syscall.EISDIR, console.NotFound, lang.IsFolder},
}

// explain finds, for any error, the exit status and what to say.
func (a *app) explain(err error) (console.Status, lang.Trouble, lang.V) {
	name := a.nameOf(err)
	v := lang.V{
		"name": console.Clean(name), "quoted": shellWord(name), "dir": console.Clean(filepath.Dir(name)),
		"why": console.Clean(err.Error()), "path": a.planPath,
	}
	if s, t, ok := a.explainType(err, v); ok {
		return s, t, v
	}
	for _, k := range knownErrors {
		if errors.Is(k.err, syscall.EPIPE) && !a.out.Closed {
			continue // the network's
		}
		if errors.Is(err, k.err) {
			return k.status, k.trouble, v
		}
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, prompt.ErrNoAnswer) {
		return console.Cancelled, lang.CourierCancelledLine, v
	}
	return console.Failed, lang.CourierFailed, v
}

// explainType explains errors that say more than what they are, and puts that into
// the values.
func (a *app) explainType(err error, v lang.V) (console.Status, lang.Trouble, bool) {
	var (
		known   *told
		call    *telegram.CallError
		many    *telegram.ManyChatsError
		refused *telegram.RefusedError
		fit     *telegram.FitError
		large   *telegram.TooLargeError
		before  *telegram.BeforeError
		unknown *telegram.UnknownError
		lost    *telegram.LostImportError
		empty   *telegram.EmptyFileError
		more    *telegram.MoreSeeError
		keep    *telegram.KeepError
	)
	switch {
	case errors.As(err, &known):
		maps.Copy(v, known.values)
		return known.status, known.trouble, true
	case errors.As(err, &unknown):
		v["part"], v["title"] = console.Clean(unknown.Part), console.Clean(unknown.Title)
		return console.Temporary, lang.CourierUnknown, true
	case errors.As(err, &lost):
		v["part"], v["title"] = console.Clean(lost.Part), console.Clean(lost.Title)
		return console.Temporary, lang.CourierLostImport, true
	case errors.As(err, &call):
		if errors.Is(err, context.Canceled) {
			return 0, lang.Trouble{}, false
		}
		v["wait"] = a.span(call.Wait)
		s, t := callTrouble(call)
		return s, t, true
	case errors.As(err, &many):
		v["chats"] = a.candidates(many.Candidates)
		return console.NotFound, lang.CourierManyChats, true
	case errors.As(err, &refused):
		v["name"], v["why"] = titleOf(&refused.Candidate.Peer), a.refusal(refused.Candidate.Refused)
		return console.Refused, lang.CourierRefusedChat, true
	case errors.As(err, &fit):
		v["name"] = console.Clean(fit.Title)
		if fit.Group {
			return console.Refused, lang.CourierFitGroup, true
		}
		return console.Refused, lang.CourierFitPrivate, true
	case errors.As(err, &large):
		v["name"], v["size"], v["limit"] = console.Clean(large.Name), sizeOf(large.Size), sizeOf(large.Limit)
		v["title"], v["others"] = console.Clean(large.Title), large.Others
		switch {
		case large.Text:
			return console.Refused, lang.CourierLargeText, true
		case large.Others > 0:
			return console.Refused, lang.CourierLargeFiles, true
		}
		return console.Refused, lang.CourierLargeFile, true
	case errors.As(err, &empty):
		v["name"], v["title"] = console.Clean(empty.Name), console.Clean(empty.Title)
		return console.Refused, lang.CourierEmptyFile, true
	case errors.As(err, &more):
		v["name"], v["was"], v["n"] = titleOf(&more.Target), more.Confirmed, more.Now
		return console.Refused, lang.CourierMoreSee, true
	case errors.As(err, &keep):
		s, t := keepTrouble(keep)
		return s, t, true
	case errors.As(err, &before):
		v["part"], v["title"] = console.Clean(before.Part), console.Clean(before.Title)
		return console.Refused, lang.CourierBefore, true
	}
	return 0, lang.Trouble{}, false
}

// keepTrouble is what to say of a file of the courier's folder. A wrong passphrase is
// nobody's damage.
func keepTrouble(e *telegram.KeepError) (console.Status, lang.Trouble) {
	switch {
	case errors.Is(e, crypto.ErrWrongKey):
		return console.Secret, lang.CourierWrongPassphrase
	case e.Name == "key.age":
		return console.Damaged, lang.CourierBrokenKey
	case e.Name == "secret.age":
		return console.Damaged, lang.CourierBrokenSecret
	}
	return console.Damaged, lang.CourierBroken
}

// callTrouble is what to say of a call that Telegram refused.
func callTrouble(e *telegram.CallError) (console.Status, lang.Trouble) {
	t, ok := lang.CourierTrouble(string(e.Trouble), string(e.Call))
	if !ok {
		return console.Failed, lang.CourierFailed
	}
	secret := []telegram.Trouble{
		telegram.TroubleUnauthorized, telegram.TroubleCode, telegram.TroubleCodeExpired, telegram.TroublePassword,
	}
	switch {
	case slices.Contains(secret, e.Trouble):
		return console.Secret, t
	case e.Trouble == telegram.TroubleOther:
		return console.Failed, t
	case e.Trouble.Final():
		return console.Refused, t
	}
	return console.Temporary, t
}

// report says how a run of a command ended and returns its exit status.
func (a *app) report(cmd *cobra.Command, err error) console.Status {
	if err == nil {
		return console.Done
	}
	if errors.Is(err, errLost) {
		return console.Lost
	}
	if misused, ok := errors.AsType[*console.UsageError](err); ok {
		if misused.Hint == "" {
			misused.Hint = a.say(lang.SeeHelp, lang.V{"command": strings.Replace(cmd.CommandPath(), "-", " ", 1)})
		}
		return a.complain(&complaint{Status: console.Usage, Sentence: misused.Sentence, Hint: misused.Hint})
	}
	return a.complain(a.complaintOf(cmd, err))
}

// complaintOf is what there is to say of an error.
func (a *app) complaintOf(cmd *cobra.Command, err error) *complaint {
	s, t, v := a.explain(err)
	v["command"] = strings.TrimPrefix(cmd.UseLine(), "exile-telegram ")
	c := &complaint{Status: s, Sentence: a.say(t.Sentence, v), Hint: a.say(t.Hint, v)}
	if p, ok := errors.AsType[*partial](err); ok {
		c.Result = p.result
	}
	call, ok := errors.AsType[*telegram.CallError](err)
	if !ok || s == console.Cancelled {
		return c
	}
	if call.Code != "" {
		c.Said = a.say(lang.CourierSaid, lang.V{"code": console.Clean(call.Code), "call": string(call.Call)})
	}
	if isCertain(err, call) {
		c.Stands = a.say(lang.CourierStands(string(call.Call)), nil)
	}
	return c
}

// isCertain reports whether it is certain what is in Telegram after a call that failed. Who
// is told that nothing is there delivers it again: that must not be said of a start of
// which nobody knows.
func isCertain(err error, call *telegram.CallError) bool {
	if _, ok := errors.AsType[*telegram.UnknownError](err); ok || call.Trouble == telegram.TroubleLost {
		return false
	}
	if _, ok := errors.AsType[*telegram.LostImportError](err); ok { // its sentence says so
		return false
	}
	open := []telegram.Trouble{telegram.TroubleServer, telegram.TroubleOther, telegram.TroubleImportID}
	return call.Call != telegram.CallStart || !slices.Contains(open, call.Trouble)
}

// complain prints a sentence and what belongs to it. With --json the result says so
// too.
func (a *app) complain(c *complaint) console.Status {
	a.talk("exile-telegram: " + c.Sentence)
	for _, line := range []string{c.Said, c.Stands, c.Hint} {
		if line != "" {
			a.talk("  " + line)
		}
	}
	if a.json {
		_ = a.printJSON(c) // nothing is left to tell it to
	}
	return c.Status
}

// nameOf returns what an error happened to.
func (a *app) nameOf(err error) string {
	var k *telegram.KeepError
	var f *failure
	var p *fs.PathError
	switch {
	case errors.As(err, &k) && !errors.Is(err, crypto.ErrWrongKey):
		return k.Path
	case errors.As(err, &f):
		return f.name
	case errors.As(err, &p):
		return p.Path
	}
	dir, derr := a.stateDir()
	if derr != nil {
		return ""
	}
	return dir
}
