package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/handover"
	"exile/convert/telegram"
)

// verifying is one run of verify.
type verifying struct {
	*app
	out   string
	force bool
}

func newVerify(a *app) *cobra.Command {
	v := &verifying{app: a}
	cmd := a.command("verify", lang.HelpCourierVerify)
	cmd.Args = a.oneArg(lang.NeedsPlan)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return v.run(cmd.Context(), args[0]) }
	f := cmd.Flags()
	f.StringVarP(&v.out, "out", "o", "", a.say(lang.FlagReceiptOut, nil))
	f.BoolVar(&v.force, "force", false, a.say(lang.FlagCourierForce, nil))
	console.OnlyOnce(f, "out")
	return cmd
}

func (v *verifying) run(ctx context.Context, path string) error {
	p, err := v.readPlan(path)
	if err != nil {
		return err
	}
	b, err := v.bundle("verify " + v.planPath)
	if err != nil {
		return err
	}
	if v.out == "" {
		v.out = receiptPath(path)
	}
	var r *telegram.Receipt
	var files receiptFiles
	err = v.connected(ctx, p.Request.Offset, func(ctx context.Context, k *telegram.Keep, c *telegram.Client) (err error) {
		if r, err = v.receive(ctx, k, c, p, b); err != nil {
			return err
		}
		files, err = v.keepReceipt(k, r, v.out, v.force)
		return err
	})
	if err != nil {
		return err
	}
	if err := v.show(r, files); err != nil {
		return err
	}
	if !r.Good() {
		return errLost
	}
	return nil
}

func (v *verifying) show(r *telegram.Receipt, files receiptFiles) error {
	if v.json {
		return v.printJSON(struct {
			File    string            `json:"file"`
			Good    bool              `json:"good"`
			Receipt *telegram.Receipt `json:"receipt"`
		}{files.json, r.Good(), r})
	}
	if err := r.WriteText(v.stdout, string(v.lang)); err != nil {
		return err
	}
	v.tellReceipt(files)
	return nil
}

// receive reads back what was delivered.
func (a *app) receive(ctx context.Context, k *telegram.Keep, c *telegram.Client, p *telegram.Plan, b *handover.Reader) (*telegram.Receipt, error) {
	s, err := telegram.ReadJournal(telegram.JournalPath(k.Dir(), p.ID))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &told{console.NotFound, lang.NotPushed, nil}
	}
	if err != nil {
		return nil, err
	}
	return c.Verify(ctx, p, s, b)
}

// receiptFiles is where a receipt lies.
type receiptFiles struct{ json, text string }

// receiptPath is where the receipt of a plan goes, unless it is told.
func receiptPath(plan string) string {
	return strings.TrimSuffix(strings.TrimSuffix(plan, planEnd), ".json") + receiptEnd
}

// keepReceipt writes a receipt as JSON, as text beside it, and into the courier's
// folder for status. It replaces an older one of the same plan, and nothing else.
func (a *app) keepReceipt(k *telegram.Keep, r *telegram.Receipt, path string, force bool) (receiptFiles, error) {
	if err := telegram.SaveReceipt(k, r); err != nil {
		return receiptFiles{}, err
	}
	files := receiptFiles{path, strings.TrimSuffix(strings.TrimSuffix(path, receiptEnd), ".json") + textEnd}
	force = force || isReceiptOf(path, r.Plan, k)
	if err := writeFile(files.json, force, r.Write); err != nil {
		return receiptFiles{}, err
	}
	err := writeFile(files.text, force, func(w io.Writer) error { return r.WriteText(w, string(a.lang)) })
	return files, err
}

// isReceiptOf reports whether a file is a receipt that this courier wrote of a plan.
func isReceiptOf(path, plan string, k *telegram.Keep) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // opened for reading
	r, err := telegram.ReadReceipt(f, k)
	return err == nil && r.Plan == plan
}

func (a *app) tellReceipt(files receiptFiles) {
	a.tell(a.say(lang.ReceiptReady, lang.V{"path": console.Clean(files.json), "text": console.Clean(files.text)}))
	a.tell(a.say(lang.NextUndo, lang.V{"path": shellWord(files.json)}))
}

// printShort prints a receipt in a line for each chat.
func (a *app) printShort(r *telegram.Receipt) error {
	for i := range r.Deliveries {
		d := &r.Deliveries[i]
		var files int64
		for _, n := range d.Want.Media {
			files += n
		}
		v := lang.V{
			"title": console.Short(console.Clean(d.Title), 60), "n": d.Want.Messages, "got": d.Got.Messages, "files": files,
			"by": a.span(d.Shift.Abs()), "mend": d.Mend,
		}
		line := lang.ArrivedBad
		if d.Good() {
			line = lang.ArrivedGood
		}
		if err := a.print(a.say(line, v)); err != nil {
			return err
		}
		if d.Shift != 0 && d.Mend != "" {
			a.tell("  " + a.say(lang.ArrivedShift, v))
		}
	}
	return nil
}
