package main

import (
	"context"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/handover"
	"exile/convert/telegram"
)

const (
	planEnd    = ".plan.json"
	receiptEnd = ".receipt.json"
	textEnd    = ".receipt.txt"

	longestTitle = 128 // of a group, by Telegram
)

// planning is one run of plan.
type planning struct {
	*app
	want  telegram.Want
	out   string
	yes   bool
	force bool
}

func newPlan(a *app) *cobra.Command {
	p := &planning{app: a}
	cmd := a.command("plan", lang.HelpPlan)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.run(cmd.Context()) }
	f := cmd.Flags()
	f.StringVar(&p.want.To, "to", "", a.say(lang.FlagPeer, nil))
	f.StringVar(&p.want.NewGroup, "new-group", "", a.say(lang.FlagNewGroup, nil))
	f.BoolVar(&p.want.Again, "again", false, a.say(lang.FlagDeliverAgain, nil))
	f.StringVarP(&p.out, "out", "o", "", a.say(lang.FlagPlanOut, nil))
	f.BoolVar(&p.yes, "yes", false, a.say(lang.FlagPlanYes, nil))
	f.BoolVar(&p.force, "force", false, a.say(lang.FlagCourierForce, nil))
	console.OnlyOnce(f, "to")
	console.OnlyOnce(f, "new-group")
	console.OnlyOnce(f, "out")
	return cmd
}

func (p *planning) run(ctx context.Context) error {
	if p.want.To != "" && p.want.NewGroup != "" {
		return p.misused(lang.NotBoth, lang.V{"one": "--to", "other": "--new-group"})
	}
	if utf8.RuneCountInString(p.want.NewGroup) > longestTitle {
		return p.misused(lang.EmptyGroupTitle, nil)
	}
	if p.json && !p.yes { // nobody could see what they confirm
		return &told{console.Refused, lang.CourierNeedsYes, nil}
	}
	m, err := p.manifest()
	if err != nil {
		return err
	}
	if p.out == "" {
		p.out = planName(m)
	}
	if err := vacant(p.out, p.force); err != nil {
		return err
	}
	var made *telegram.Plan
	err = p.connected(ctx, m.Request.Offset, func(ctx context.Context, _ *telegram.Keep, c *telegram.Client) (err error) {
		made, err = c.Plan(ctx, m, p.want)
		if _, ok := errors.AsType[*telegram.ManyChatsError](err); ok || errors.Is(err, telegram.ErrNoChat) {
			err = about(err, p.want.To)
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.finish(ctx, made)
}

// manifest reads what is handed over, to its end.
func (p *planning) manifest() (*handover.Manifest, error) {
	b, err := p.bundle("plan …")
	if err != nil {
		return nil, err
	}
	for {
		if _, err := b.Next(); errors.Is(err, io.EOF) {
			return b.Manifest(), nil
		} else if err != nil {
			return nil, err
		}
	}
}

// bundle begins to read what exile hands over.
func (a *app) bundle(command string) (*handover.Reader, error) {
	if console.IsTerminal(a.stdin) {
		return nil, &console.UsageError{
			Sentence: a.say(lang.NeedsBundle, nil),
			Hint:     a.say(lang.NeedsBundleHint, lang.V{"command": command}),
		}
	}
	return handover.NewReader(a.stdin)
}

// planName is the file of a plan that is given none.
func planName(m *handover.Manifest) string {
	if len(m.Chats) == 1 {
		return fileName(m.Chats[0].Title) + planEnd
	}
	return "telegram" + planEnd
}

// finish shows the plan, asks, and writes it.
func (p *planning) finish(ctx context.Context, made *telegram.Plan) error {
	if !p.json {
		if err := p.print((&planView{p.app, made}).text()); err != nil {
			return err
		}
	}
	if !p.yes {
		if err := p.sure(ctx, lang.AskPlan, lang.NotConfirmed); err != nil {
			return err
		}
	}
	if err := writeFile(p.out, p.force, made.Write); err != nil {
		return err
	}
	if p.json {
		return p.printJSON(struct {
			File string         `json:"file"`
			Plan *telegram.Plan `json:"plan"`
		}{p.out, made})
	}
	p.tell(p.say(lang.PlanWritten, lang.V{"path": console.Clean(p.out)}))
	p.tell(p.say(lang.NextPush, lang.V{"path": shellWord(p.out)}))
	return nil
}
