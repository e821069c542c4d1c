package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/progress"
	"exile/convert/telegram"
)

// mostThreads is as many uploads as one may ask for at once.
const mostThreads = 16

// pushing is one run of push.
type pushing struct {
	*app
	opt  telegram.PushOptions
	cmd  *cobra.Command
	plan *telegram.Plan
	path string // of the plan

	pushed  *telegram.Pushed
	receipt *telegram.Receipt
	written receiptFiles
}

func newPush(a *app) *cobra.Command {
	p := &pushing{app: a}
	cmd := a.command("push", lang.HelpPush)
	cmd.Args = a.oneArg(lang.NeedsPlan)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		p.cmd = cmd
		return p.run(cmd.Context(), args[0])
	}
	f := cmd.Flags()
	f.BoolVar(&p.opt.DryRun, "dry-run", false, a.say(lang.FlagPushDry, nil))
	f.BoolVar(&p.opt.RetryUnknown, "retry-unknown", false, a.say(lang.FlagRetryUnknown, nil))
	f.BoolVar(&p.opt.NoPace, "no-pace", false, a.say(lang.FlagNoPace, nil))
	f.IntVar(&p.opt.Threads, "threads", telegram.Threads, a.say(lang.FlagThreads, lang.V{"n": telegram.Threads}))
	return cmd
}

// readPlan reads the plan in a file.
func (a *app) readPlan(path string) (*telegram.Plan, error) {
	a.planPath = shellWord(path)
	f, err := os.Open(path)
	if err != nil {
		return nil, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	p, err := telegram.ReadPlan(f)
	return p, about(err, path)
}

func (p *pushing) run(ctx context.Context, path string) (err error) {
	if p.opt.Threads < 1 || p.opt.Threads > mostThreads {
		return p.misused(lang.ThreadsRange, lang.V{"n": mostThreads})
	}
	p.path = path
	if p.plan, err = p.readPlan(path); err != nil {
		return err
	}
	b, err := p.bundle("push " + p.planPath)
	if err != nil {
		return err
	}
	texts, err := keepTexts(b.Manifest())
	if err == nil { // else it is verified later
		defer texts.close()
		p.opt.Texts = texts.text
	}
	p.tellLines()
	err = p.connected(ctx, p.plan.Request.Offset, func(ctx context.Context, k *telegram.Keep, c *telegram.Client) error {
		if p.showsProgress() {
			p.bar = progress.New(p.stderr)
			p.opt.Progress = p.progress
		}
		p.pushed, err = c.Push(ctx, p.plan, b, p.opt)
		p.clearBar()
		if err != nil || p.opt.DryRun || !p.pushed.Done() {
			return err
		}
		p.verify(ctx, k, c, texts)
		return nil
	})
	return p.finish(err)
}

// tellLines says in a line for each chat what will happen.
func (p *pushing) tellLines() {
	if p.opt.DryRun {
		p.tell(p.say(lang.DryLine, nil))
	}
	for i := range p.plan.Deliveries {
		d := &p.plan.Deliveries[i]
		s := sumOf(&d.Chat)
		p.tell(p.say(lang.PushLine, lang.V{
			"title": console.Short(console.Clean(d.Chat.Title), 60), "target": titleOf(&d.Target),
			"n": len(d.Chat.Parts), "files": s.files, "size": sizeOf(s.bytes),
		}))
	}
}

// progress draws how far the push has come.
func (p *pushing) progress(is telegram.PushProgress) {
	title := p.stage(is.Stage)
	if is.Parts > 1 {
		title = p.say(lang.PushPart, lang.V{"stage": title, "n": is.Part + 1, "total": is.Parts})
	}
	note := ""
	if is.Of.Files > 0 {
		note = p.say(lang.PushNote, lang.V{"title": console.Short(console.Clean(is.Title), 24), "done": is.Done.Files, "files": is.Of.Files})
	}
	p.bar.Update(progress.State{Title: title, Done: is.AllDone.Bytes, Total: is.AllOf.Bytes, Bytes: true, Note: note})
}

func (p *pushing) stage(s telegram.PushStage) string {
	switch s {
	case telegram.StageCheck:
		return p.say(lang.PushStageCheck, nil)
	case telegram.StageGroup:
		return p.say(lang.PushStageGroup, nil)
	case telegram.StageText:
		return p.say(lang.PushStageText, nil)
	case telegram.StageMedia:
		return p.say(lang.PushStageMedia, nil)
	case telegram.StageStart:
		return p.say(lang.PushStageStart, nil)
	case telegram.StageAppear:
		return p.say(lang.PushStageAppear, nil)
	case telegram.StageDone:
	}
	return p.say(lang.PushStageDone, nil)
}

// verify reads back at once what was delivered. That it cannot be done now is no
// fault of the push.
func (p *pushing) verify(ctx context.Context, k *telegram.Keep, c *telegram.Client, texts *keptTexts) {
	r, files, err := func() (*telegram.Receipt, receiptFiles, error) {
		b, err := texts.bundle()
		if err != nil {
			return nil, receiptFiles{}, err
		}
		r, err := p.receive(ctx, k, c, p.plan, b)
		if err != nil {
			return nil, receiptFiles{}, err
		}
		files, err := p.keepReceipt(k, r, receiptPath(p.path), false)
		return r, files, err
	}()
	p.receipt, p.written = r, files
	if err != nil {
		p.tell(p.say(lang.NotVerified, lang.V{"why": p.complaintOf(p.cmd, err).Sentence}))
	}
}

// over counts the imports that are in Telegram's hands.
func (p *pushing) over() (over int) {
	if p.pushed == nil {
		return 0
	}
	for i := range p.pushed.Parts {
		if p.pushed.Parts[i].Outcome.Over() {
			over++
		}
	}
	return over
}

func (p *pushing) parts() (n int) {
	for i := range p.plan.Deliveries {
		n += len(p.plan.Deliveries[i].Chat.Parts)
	}
	return n
}

// finish tells what the push came to.
func (p *pushing) finish(err error) error {
	v := lang.V{"done": p.over(), "n": p.parts(), "path": p.planPath}
	switch {
	case err != nil && p.pushed == nil:
		return err
	case errors.Is(err, context.Canceled):
		return &partial{p.result(), &told{console.Cancelled, lang.CourierCheckpoint, v}}
	case err != nil:
		p.tellParts()
		if p.over() > 0 {
			p.tell(p.say(lang.PushedSome, v))
		}
		return &partial{p.result(), err}
	case p.json:
		if err := p.printJSON(p.result()); err != nil {
			return err
		}
	case p.opt.DryRun:
		return p.rehearsed(v)
	case !p.pushed.Done():
		p.tell(p.say(lang.NextResume, v))
		return p.print(p.say(lang.PushedSome, v))
	default:
		if err := p.summary(v); err != nil {
			return err
		}
	}
	if p.receipt != nil && !p.receipt.Good() {
		return errLost
	}
	return nil
}

// rehearsed tells what a rehearsal came to, and what it could not try.
func (p *pushing) rehearsed(v lang.V) error {
	said := p.say(lang.PushedDry, v)
	if slices.Contains(p.untried(), untriedGroup) {
		said += " " + p.say(lang.DryNoGroup, nil)
	}
	return p.print(said)
}

// What a rehearsal cannot try without writing, as it stands in the JSON.
const (
	untriedText  = "text"
	untriedFiles = "files"
	untriedGroup = "new-group"
)

func (p *pushing) untried() []string {
	list := []string{untriedText}
	sums := make([]sum, len(p.plan.Deliveries))
	for i := range p.plan.Deliveries {
		sums[i] = sumOf(&p.plan.Deliveries[i].Chat)
	}
	if slices.ContainsFunc(sums, func(s sum) bool { return s.files > 0 }) {
		list = append(list, untriedFiles)
	}
	for i := range p.pushed.Parts {
		if p.pushed.Parts[i].Target.ID == 0 {
			return append(list, untriedGroup)
		}
	}
	return list
}

// tellParts tells what went wrong with each chat, where there are several.
func (p *pushing) tellParts() {
	if len(p.pushed.Parts) < 2 {
		return
	}
	for i := range p.pushed.Parts {
		part := &p.pushed.Parts[i]
		line := "  " + console.Short(console.Clean(part.Title), 40) + ", " + console.Clean(part.Name) + ": " + p.outcome(part.Outcome)
		if part.Err != nil {
			line += ". " + p.complaintOf(p.cmd, part.Err).Sentence
		}
		p.tell(line)
	}
}

func (p *pushing) summary(v lang.V) error {
	if err := p.print(p.say(lang.PushedAll, v)); err != nil {
		return err
	}
	if n := len(p.pushed.As); n > 0 {
		const most = 5
		var names []string
		for i := range p.pushed.As[:min(n, most)] {
			names = append(names, console.Clean(p.pushed.As[i].Name))
		}
		if n > most {
			names = append(names, "…")
		}
		p.tell(p.say(lang.PushedAs, lang.V{"n": n, "names": strings.Join(names, ", ")}))
	}
	if p.receipt == nil {
		p.tell(p.say(lang.NextVerify, v))
		return nil
	}
	if err := p.printShort(p.receipt); err != nil {
		return err
	}
	p.tellReceipt(p.written)
	return nil
}

// result is what --json prints.
func (p *pushing) result() any {
	type part struct {
		Title   string           `json:"title"`
		Name    string           `json:"name"`
		Target  telegram.Peer    `json:"target"`
		Outcome telegram.Outcome `json:"outcome"`
		Failed  *complaint       `json:"failed,omitempty"`
	}
	out := struct {
		Plan    string            `json:"plan"`
		DryRun  bool              `json:"dry_run,omitempty"`
		Untried []string          `json:"not_tried,omitempty"` // by a rehearsal
		Parts   []part            `json:"parts"`
		Receipt string            `json:"receipt,omitempty"`
		Good    *bool             `json:"good,omitempty"`
		As      []telegram.SentAs `json:"other_form,omitempty"`
	}{Plan: p.plan.ID, DryRun: p.opt.DryRun, Parts: []part{}, Receipt: p.written.json, As: p.pushed.As}
	for i := range p.pushed.Parts {
		one := &p.pushed.Parts[i]
		is := part{Title: one.Title, Name: one.Name, Target: one.Target, Outcome: one.Outcome}
		if one.Err != nil {
			is.Failed = p.complaintOf(p.cmd, one.Err)
		}
		out.Parts = append(out.Parts, is)
	}
	if p.opt.DryRun {
		out.Untried = p.untried()
	}
	if p.receipt != nil {
		good := p.receipt.Good()
		out.Good = &good
	}
	return out
}

// outcome says how far an import came.
func (a *app) outcome(o telegram.Outcome) string {
	switch o {
	case telegram.OutcomeText:
		return a.say(lang.OutcomeText, nil)
	case telegram.OutcomeInit, telegram.OutcomeMedia:
		return a.say(lang.OutcomeInit, nil)
	case telegram.OutcomeStarting:
		return a.say(lang.OutcomeStarting, nil)
	case telegram.OutcomeStarted:
		return a.say(lang.OutcomeStarted, nil)
	case telegram.OutcomeSeen:
		return a.say(lang.OutcomeSeen, nil)
	case telegram.OutcomeFailed:
		return a.say(lang.OutcomeFailed, nil)
	case telegram.OutcomeUnknown:
		return a.say(lang.OutcomeUnknown, nil)
	case telegram.OutcomeNone:
	}
	return a.say(lang.OutcomeNone, nil)
}
