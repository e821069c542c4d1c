//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
)

// addition is one run of add.
type addition struct {
	*app
	cmd     *cobra.Command
	read    readFlags
	me      string
	title   string
	outcome outcomeFlags
	options optionFlags
}

func newAdd(a *app) *cobra.Command {
	d := &addition{app: a}
	cmd := a.command("add", lang.HelpAdd)
	cmd.Args = a.someArgs(lang.NeedsInput)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return d.run(cmd.Context(), args) }
	d.cmd = cmd

	f := cmd.Flags()
	f.StringVar(&d.title, "chat", "", a.say(lang.FlagTitle, nil))
	f.StringVar(&d.me, "me", "", a.say(lang.FlagMe, nil))
	onlyOnce(f, "chat")
	onlyOnce(f, "me")
	d.read.register(a, cmd)
	d.outcome.register(a, cmd)
	d.options.register(a, cmd, readable)
	return cmd
}

func (d *addition) run(ctx context.Context, args []string) error {
	in, err := d.read.options(d.app)
	if err != nil {
		return err
	}
	if err := d.outcome.check(d.app); err != nil {
		return err
	}
	in.KeepOriginals, in.KeepMedia, in.Strict = true, true, d.outcome.strict
	in.Read.Chat, in.Read.Self = d.title, d.me
	dir, err := d.storeDir()
	if err != nil {
		return err
	}
	problems, err := d.openProblemFile(d.outcome.problems, false, append([]string{dir}, args...)...)
	if err != nil {
		return err
	}
	report, err := d.add(ctx, args, dir, in)
	all := report.Problems()
	if ferr := problems.finish(d.app, all, err); err == nil {
		err = ferr
	}
	if err != nil {
		return err
	}
	outcome := d.outcome.judge(fresh(report))
	if d.json {
		if err := d.printJSON(d.result(report, outcome)); err != nil {
			return err
		}
		return outcome
	}
	d.summarise(report, dir)
	return outcome
}

// fresh are the problems of what was added now.
func fresh(r *convert.Report) []export.Problem {
	var all []export.Problem
	for i := range r.Inputs {
		if !r.Inputs[i].Known {
			all = append(all, r.Inputs[i].Problems...)
		}
	}
	return all
}

// add reads the inputs into the store, one transaction each. What was added
// before an input failed stays.
func (d *addition) add(ctx context.Context, paths []string, dir string, in convert.InOptions) (*convert.Report, error) {
	report := &convert.Report{Version: 1}
	scratch, free, err := d.scratch(paths)
	if err != nil {
		return report, err
	}
	defer free()
	ins, err := convert.Open(ctx, paths, convert.OpenOptions{Stdin: d.stdin, Scratch: scratch})
	if err != nil {
		return report, about(err, paths...)
	}
	defer convert.CloseAll(ins)
	used, err := d.detect(ins, in.From)
	if err == nil {
		in.Read.Values, err = d.options.read(d.app, d.cmd, used...)
	}
	if err != nil {
		return report, about(err, inputNames(ins)...)
	}
	if err := d.settleMe(ctx, ins, in); err != nil {
		return report, about(err, inputNames(ins)...)
	}
	engine, done := d.engine()
	defer done()
	st, fresh, err := openOrCreate(dir)
	if err != nil {
		return report, err
	}
	for _, input := range ins {
		r, err := engine.Add(ctx, input, st, in)
		if err != nil {
			err = errors.Join(aboutAdding(err, input, dir), st.Close())
			if fresh {
				tidy(dir)
			}
			return report, err
		}
		report.Inputs = append(report.Inputs, *r)
	}
	done()
	if fresh {
		d.tell(d.say(lang.MadeStore, lang.V{"path": clean(dir)}))
	}
	return report, about(st.Close(), dir)
}

// scratch is a folder for standard input, if that is to be read, and a function
// that removes it.
func (d *addition) scratch(paths []string) (string, func(), error) {
	if !hasStdin(paths) {
		return "", func() {}, nil
	}
	place, err := convert.NewPlace(convert.Stdin)
	if err != nil {
		return "", nil, noScratch(err)
	}
	return place.Scratch(), func() { _ = place.Discard() }, nil
}

// settleMe checks the name of --me before anything is stored: somebody must be
// called so, unless the export itself says who "me" is.
func (d *addition) settleMe(ctx context.Context, ins []*convert.Input, in convert.InOptions) error {
	if d.me == "" {
		return nil
	}
	casts, _, err := d.lookAt(ctx, ins, in)
	if err != nil {
		return err
	}
	people := slices.Concat(casts...)
	_, err = findPerson(people, d.me)
	if self := selfOf(people); err != nil && self != nil {
		d.tell(d.say(lang.MeKnown, lang.V{"name": clean(d.me), "self": d.nameOfPerson(self)}))
		return nil
	}
	return err
}

func (d *addition) summarise(r *convert.Report, dir string) {
	for i := range r.Inputs {
		in := &r.Inputs[i]
		if in.Known {
			d.tell(d.say(lang.LineKnown, lang.V{"input": clean(in.Input), "source": in.Source}))
			continue
		}
		d.tellRead(&in.Ledger)
		d.tell(d.say(lang.LineAdded, lang.V{
			"chats": in.Ledger.Chats, "input": clean(in.Input), "source": in.Source, "path": clean(dir),
		}))
	}
	d.tellProblems(fresh(r), d.outcome.allow)
	if len(fresh(r)) > 0 || len(r.Inputs) > 0 && !r.Inputs[0].Known {
		d.tell(d.say(lang.NextShow, nil))
	}
}
