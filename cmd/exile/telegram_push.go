//go:build cgo

package main

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert/handover"
)

// pushing is one run of telegram push, or of telegram verify, which needs less.
type pushing struct {
	*app
	cmd   *cobra.Command
	depth handover.Depth
}

func newTelegramPush(a *app) *cobra.Command {
	p := &pushing{app: a, depth: handover.Files}
	cmd := p.command("push", lang.HelpTelegramPush)
	cmd.Example = "  exile telegram push hiking.plan.json --dry-run\n  exile telegram push hiking.plan.json"
	f := cmd.Flags()
	f.Bool("dry-run", false, a.say(lang.FlagPushDry, nil))
	f.Bool("retry-unknown", false, a.say(lang.FlagRetryUnknown, nil))
	f.Bool("no-pace", false, a.say(lang.FlagNoPace, nil))
	f.Int("threads", courierThreads, a.say(lang.FlagThreads, lang.V{"n": courierThreads}))
	return cmd
}

// courierThreads is how many files the courier uploads at once, unless it is told
// otherwise.
const courierThreads = 4

func newTelegramVerify(a *app) *cobra.Command {
	p := &pushing{app: a, depth: handover.Texts}
	cmd := p.command("verify", lang.HelpTelegramVerify)
	cmd.Example = "  exile telegram verify hiking.plan.json"
	f := cmd.Flags()
	f.StringP("out", "o", "", a.say(lang.FlagReceiptOut, nil))
	f.Bool("force", false, a.say(lang.FlagCourierForce, nil))
	return cmd
}

func (p *pushing) command(name string, h lang.Help) *cobra.Command {
	p.cmd = p.app.command(name, h)
	p.cmd.Args = p.oneArg(lang.NeedsPlan)
	p.cmd.RunE = func(cmd *cobra.Command, args []string) error { return p.run(cmd.Context(), args[0]) }
	return p.cmd
}

func (p *pushing) run(ctx context.Context, path string) error {
	plan, err := readPlan(path)
	if err != nil {
		return err
	}
	c, err := p.courier(p.cmd, path)
	if err != nil {
		return err
	}
	st, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	d := &delivering{app: p.app, st: st, request: plan.Request}
	m, err := d.manifest(ctx)
	if gone, ok := errors.AsType[*told](err); ok && (gone.trouble == lang.NoChat || gone.trouble == lang.NoPerson || gone.trouble == lang.NothingToDeliver) {
		return outdated(path)
	}
	if err != nil {
		return about(err, st.path)
	}
	if !plan.Same(m) {
		return outdated(path)
	}
	return d.hand(ctx, c, m, p.depth)
}

func outdated(path string) error {
	return &told{statusRefused, lang.PlanOutdated, lang.V{"name": clean(path)}}
}

// readPlan reads what exile needs of a plan.
func readPlan(path string) (*handover.Planned, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	plan, err := handover.ReadPlanned(f)
	v := lang.V{"name": clean(path)}
	switch {
	case errors.Is(err, handover.ErrVersion):
		return nil, &told{statusFailed, lang.OtherPlan, v}
	case errors.Is(err, handover.ErrForm), errors.Is(err, handover.ErrTooLarge):
		return nil, &told{statusDamaged, lang.DamagedPlan, v}
	}
	return plan, about(err, path)
}
