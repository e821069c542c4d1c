//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
)

func newReport(a *app) *cobra.Command {
	o := &outcomeFlags{}
	p := &pageFlags{}
	cmd := a.command("report", lang.HelpReport)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
		}
		if err := o.check(a); err != nil {
			return err
		}
		if err := p.check(a); err != nil {
			return err
		}
		if p.html && o.problems != "" {
			return a.misused(lang.NotWithPage, lang.V{"name": "--problems"})
		}
		if p.html {
			return a.writePage(cmd.Context(), args, p)
		}
		return a.showReport(cmd.Context(), args, o)
	}
	f := cmd.Flags()
	f.StringVar(&o.problems, "problems", "", a.say(lang.FlagProblems, nil))
	f.BoolVar(&p.html, "html", false, a.say(lang.FlagHTML, nil))
	f.StringVarP(&p.out, "out", "o", "", a.say(lang.FlagPageOut, nil))
	f.BoolVar(&p.force, "force", false, a.say(lang.FlagPageOver, nil))
	return cmd
}

func (a *app) showReport(ctx context.Context, args []string, o *outcomeFlags) error {
	r, err := a.findReport(ctx, args)
	if err != nil {
		return err
	}
	problems, err := a.openProblemFile(o.problems, false)
	if err != nil {
		return err
	}
	if err := problems.finish(a, r.Problems(), nil); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(a.result(r, o.judge(r.Problems())))
	}
	// The report is the result here: it goes to standard output, also with -q.
	b := *a
	b.stderr, b.quiet = a.stdout, false
	for i := range r.Inputs {
		in := &r.Inputs[i]
		read := in.Format
		if why := b.why(in); why != "" {
			read += " – " + why
		}
		b.tell(b.say(lang.LineInput, lang.V{"input": b.inputOf(in.Input), "format": clean(read)}))
	}
	b.summary(r, o)
	return nil
}

// why is how the format of an input was known, in the person's language; "" where
// that was not kept.
func (a *app) why(r *convert.InReport) string {
	return lang.Text{EN: r.Why, KO: r.WhyKO}.In(string(a.lang))
}

// findReport finds the account of a folder, or of a source of the store.
func (a *app) findReport(ctx context.Context, args []string) (*convert.Report, error) {
	var id int64
	if len(args) == 1 {
		n, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			if err := refuseSealed(args); err != nil {
				return nil, err
			}
			r, err := convert.ReadReport(args[0])
			if errors.Is(err, fs.ErrNotExist) {
				return nil, &told{statusNotFound, lang.NoReport, lang.V{"name": clean(args[0])}}
			}
			return r, about(err, args[0])
		}
		id = n
	}
	st, err := a.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, about(err, st.path)
	}
	i := len(sources) - 1
	if len(args) == 1 {
		i = slices.IndexFunc(sources, func(s store.Source) bool { return s.ID == id })
	}
	if i < 0 {
		return nil, &told{statusNotFound, lang.NoSource, lang.V{"name": strconv.FormatInt(id, 10)}}
	}
	return &convert.Report{Version: 1, Inputs: []convert.InReport{reportOf(&sources[i])}}, nil
}

// reportOf is the account of a source, as far as a store keeps it.
func reportOf(s *store.Source) convert.InReport {
	return convert.InReport{
		Input: s.Input, Format: s.Format, Why: s.Why, SHA256: s.SHA256, Source: s.ID,
		Profiles: s.Profiles, Ledger: s.Ledger, Problems: s.Problems,
	}
}

// isNumber reports whether an argument is the number of a source.
func isNumber(arg string) bool {
	_, err := strconv.ParseInt(arg, 10, 64)
	return err == nil
}
