package main

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/progress"
	"exile/convert/telegram"
)

// undoing is one run of undo.
type undoing struct {
	*app
	dry     bool
	doubles bool
	yes     bool
}

func newUndo(a *app) *cobra.Command {
	u := &undoing{app: a}
	cmd := a.command("undo", lang.HelpCourierUndo)
	cmd.Args = a.oneArg(lang.NeedsReceipt)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return u.run(cmd.Context(), args[0]) }
	f := cmd.Flags()
	f.BoolVar(&u.dry, "dry-run", false, a.say(lang.FlagUndoDry, nil))
	f.BoolVar(&u.doubles, "doubles", false, a.say(lang.FlagUndoDoubles, nil))
	f.BoolVar(&u.yes, "yes", false, a.say(lang.FlagCourierYes, nil))
	return cmd
}

func (u *undoing) run(ctx context.Context, path string) error {
	if u.json && !u.yes && !u.dry { // nobody could see what they confirm
		return &told{console.Refused, lang.CourierNeedsYes, nil}
	}
	f, err := os.Open(path)
	if err != nil {
		return about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	var done *telegram.Undone
	err = u.connected(ctx, 0, func(ctx context.Context, k *telegram.Keep, c *telegram.Client) error {
		r, err := telegram.ReadReceipt(f, k)
		if err != nil {
			return about(err, path)
		}
		done, err = u.undo(ctx, c, r)
		return err
	})
	if err != nil && done != nil && len(done.Deliveries) > 0 {
		return &partial{done, err}
	}
	if err != nil {
		return err
	}
	if u.json {
		return u.printJSON(struct {
			DryRun bool `json:"dry_run,omitempty"`
			*telegram.Undone
		}{u.dry, done})
	}
	return nil
}

// undo looks, shows what it found, asks, and deletes.
func (u *undoing) undo(ctx context.Context, c *telegram.Client, r *telegram.Receipt) (*telegram.Undone, error) {
	found, err := u.step(ctx, c, r, true)
	if err != nil {
		return nil, err
	}
	left := false
	for i := range found.Deliveries {
		t := &found.Deliveries[i]
		left = left || t.Messages > 0 || t.Group
		if err := u.tellWill(t); err != nil {
			return nil, err
		}
	}
	if n := doublesOf(r); n > 0 && !u.doubles && !u.json {
		u.tell(u.say(lang.DoublesStay, lang.V{"n": n}))
	}
	if !left && !u.json {
		return found, u.print(u.say(lang.NothingBack, nil))
	}
	if u.dry || !left {
		return found, nil
	}
	if !u.yes {
		if err := u.sure(ctx, lang.AskTakeBack, lang.NotTakenBack); err != nil {
			return nil, err
		}
	}
	done, err := u.step(ctx, c, r, false)
	for i := range done.Deliveries {
		err = errors.Join(err, u.tellDone(&done.Deliveries[i]))
	}
	return done, err
}

// doublesOf counts the messages that are there once too often.
func doublesOf(r *telegram.Receipt) (n int) {
	for i := range r.Deliveries {
		n += len(r.Deliveries[i].Doubles)
	}
	return n
}

// step goes through all, with a bar.
func (u *undoing) step(ctx context.Context, c *telegram.Client, r *telegram.Receipt, dry bool) (*telegram.Undone, error) {
	opt := telegram.UndoOptions{DryRun: dry, Doubles: u.doubles}
	if u.showsProgress() {
		bar := progress.New(u.stderr)
		defer bar.Clear()
		stage := lang.TakingBack
		if dry {
			stage = lang.LookingAt
		}
		opt.Progress = func(p telegram.UndoProgress) {
			bar.Update(progress.State{
				Title: u.say(stage, nil), Done: p.Done, Total: p.Total, Note: console.Short(console.Clean(p.Title), 24),
			})
		}
	}
	return c.Undo(ctx, r, opt)
}

// tellWill shows what will be deleted in a chat.
func (u *undoing) tellWill(t *telegram.TakenBack) error {
	if u.json {
		return nil
	}
	v := lang.V{"target": titleOf(&t.Target), "n": t.Messages}
	line := lang.WillTakeBack
	switch {
	case t.Away:
		line = lang.GroupAway
	case t.Group:
		line = lang.WillTakeGroup
	}
	if err := u.print(u.say(line, v)); err != nil {
		return err
	}
	u.tellBeside(t)
	return nil
}

// tellBeside tells what is not deleted, and why.
func (u *undoing) tellBeside(t *telegram.TakenBack) {
	for _, line := range []struct {
		text lang.Text
		n    int64
	}{{lang.WillKeep, t.Kept}, {lang.AlreadyGone, t.Gone}, {lang.NotDeleted, t.Left}} {
		if line.n > 0 {
			u.tell(u.say(line.text, lang.V{"n": line.n}))
		}
	}
	switch t.Holds {
	case telegram.HoldsMessages:
		u.tell(u.say(lang.GroupHolds, nil))
	case telegram.HoldsPeople:
		u.tell(u.say(lang.GroupHasPeople, nil))
	}
}

// tellDone tells what was deleted in a chat.
func (u *undoing) tellDone(t *telegram.TakenBack) error {
	if u.json || t.Away {
		return nil
	}
	line := lang.TookBack
	if t.Group {
		line = lang.TookGroup
	}
	if err := u.print(u.say(line, lang.V{"target": titleOf(&t.Target), "n": t.Messages})); err != nil {
		return err
	}
	if t.Left > 0 {
		u.tell(u.say(lang.NotDeleted, lang.V{"n": t.Left}))
	}
	return nil
}
