//go:build cgo

package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
)

// inspection is one run of inspect.
type inspection struct {
	*app
	read    readFlags
	outcome outcomeFlags
}

func newInspect(a *app) *cobra.Command {
	i := &inspection{app: a}
	cmd := a.command("inspect", lang.HelpInspect)
	cmd.Args = a.someArgs(lang.NeedsInput)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return i.run(cmd.Context(), args) }
	i.read.register(a, cmd)
	i.outcome.register(a, cmd)
	return cmd
}

func (i *inspection) run(ctx context.Context, args []string) error {
	in, err := i.read.options(i.app)
	if err != nil {
		return err
	}
	if err := i.outcome.check(i.app); err != nil {
		return err
	}
	if err := refuseSealed(args); err != nil {
		return err
	}
	in.Strict = i.outcome.strict
	problems, err := i.openProblemFile(i.outcome.problems, false, args...)
	if err != nil {
		return err
	}
	all, err := i.inspect(ctx, args, in)
	if ferr := problems.finish(i.app, all, err); err == nil {
		err = ferr
	}
	if err != nil {
		return err
	}
	return i.outcome.judge(all)
}

func (i *inspection) inspect(ctx context.Context, args []string, in convert.InOptions) ([]export.Problem, error) {
	stdin, err := i.exportIn(args)
	if err != nil {
		return nil, err
	}
	ins, err := convert.Open(ctx, args, convert.OpenOptions{Stdin: stdin})
	if err != nil {
		return nil, about(err, args...)
	}
	defer convert.CloseAll(ins)
	var all []export.Problem
	for n, input := range ins {
		engine, done := i.engine()
		r, counts, err := engine.Inspect(ctx, input, in)
		done()
		if err != nil {
			return nil, about(noExport(err, input), inputNames([]*convert.Input{input})...)
		}
		all = append(all, r.Problems...)
		if i.json {
			err = i.printJSON(i.inspected(r, counts))
		} else {
			err = i.show(r, counts, n > 0)
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// inspected is the JSON of one input.
type inspected struct {
	Input    string           `json:"input"`
	Format   string           `json:"format"`
	Why      string           `json:"why"`
	Variant  string           `json:"variant"`
	Locale   string           `json:"locale"`
	Clock    string           `json:"clock"`
	Zone     string           `json:"zone"`
	Counts   map[string]int64 `json:"counts"`
	People   []personCount    `json:"people"`
	Dates    dates            `json:"dates"`
	Problems []problemLine    `json:"problems"`
}

type personCount struct {
	Name     string `json:"name"`
	Messages int64  `json:"messages"`
	Self     bool   `json:"self,omitempty"`
}

type dates struct {
	First *time.Time `json:"first"`
	Last  *time.Time `json:"last"`
}

func (i *inspection) inspected(r *convert.InReport, counts *convert.Counts) inspected {
	p := profileOf(r)
	res := inspected{
		Input: r.Input, Format: r.Format, Why: r.Why,
		Variant: p.Variant, Locale: p.Locale, Clock: p.Clock, Zone: p.Zone,
		Counts:   countsOf(r, counts),
		People:   []personCount{},
		Problems: i.problemLines(r.Problems),
	}
	for n, person := range byCount(r, counts) {
		res.People = append(res.People, personCount{person.Name(), counts.People[n].Messages, person.Self})
	}
	if !r.First.IsZero() {
		res.Dates = dates{&r.First, &r.Last}
	}
	return res
}

func profileOf(r *convert.InReport) export.Profile {
	if len(r.Profiles) == 0 {
		return export.Profile{}
	}
	return r.Profiles[0]
}

func countsOf(r *convert.InReport, counts *convert.Counts) map[string]int64 {
	all := map[string]int64{
		"lines": r.Ledger.Lines, "messages": counts.Messages, "notices": counts.Notices,
		"continuations": r.Ledger.Continuations, "marks": r.Ledger.Marks, "unread": r.Ledger.Unread,
		"chats": r.Ledger.Chats, "people": r.Ledger.People,
		"files": counts.Files, "found": counts.Found, "absent": counts.Absent,
	}
	for _, k := range kinds {
		all[string(k.kind)] = counts.Kinds[k.kind]
	}
	return all
}

// kinds are the kinds of messages in the order in which they are told.
var kinds = []struct {
	kind export.Kind
	name lang.Text
}{
	{export.KindText, lang.KindText},
	{export.KindMedia, lang.KindMedia},
	{export.KindCall, lang.KindCall},
	{export.KindPoll, lang.KindPoll},
	{export.KindPlace, lang.KindPlace},
	{export.KindCard, lang.KindCard},
	{export.KindDeleted, lang.KindDeleted},
	{export.KindUnknown, lang.KindUnknown},
}

// show prints one input for people.
func (i *inspection) show(r *convert.InReport, counts *convert.Counts, again bool) error {
	if again {
		if err := i.print(""); err != nil {
			return err
		}
	}
	p := profileOf(r)
	var chats []string
	for n := range r.Chats {
		chats = append(chats, i.titleOf(&r.Chats[n]))
	}
	rows := [][]string{}
	row := func(label lang.Text, value string) {
		if value = strings.TrimSpace(clean(value)); value != "" {
			rows = append(rows, []string{"  " + i.say(label, nil), value})
		}
	}
	row(lang.LabelFormat, r.Format)
	row(lang.LabelWhy, i.say(r.Reason, nil))
	row(lang.LabelVariant, i.trait(p.Variant))
	row(lang.LabelLocale, p.Locale)
	row(lang.LabelClock, i.trait(p.Clock))
	row(lang.LabelZone, p.Zone)
	row(lang.LabelEncoding, i.trait(p.Encoding))
	row(lang.LabelNewlines, i.newlines(p.Newlines))
	row(lang.LabelDatesAs, p.Dates)
	row(lang.LabelChats, strings.Join(chats, ", "))
	row(lang.LabelCounts, i.counts(counts))
	row(lang.LabelPeople, i.people(r, counts))
	row(lang.LabelDates, i.period(r))
	row(lang.LabelMarkers, strings.Join(p.Unknown, ", "))
	if err := i.print(clean(r.Input) + "\n" + strings.TrimRight(table(rows), "\n")); err != nil {
		return err
	}
	i.tellRead(&r.Ledger)
	i.tellProblems(r.Problems, i.outcome.allow)
	return nil
}

func (i *inspection) counts(c *convert.Counts) string {
	parts := []string{i.count(lang.KindMessages, c.Messages), i.count(lang.KindNotices, c.Notices)}
	var of []string
	for _, k := range kinds {
		if n := c.Kinds[k.kind]; n > 0 {
			of = append(of, i.count(k.name, n))
		}
	}
	return fmt.Sprintf("%s (%s)", strings.Join(parts, ", "), strings.Join(of, ", "))
}

func (i *inspection) count(kind lang.Text, n int64) string {
	return i.say(lang.CountLine, lang.V{"kind": i.say(kind, nil), "n": n})
}

func (i *inspection) people(r *convert.InReport, counts *convert.Counts) string {
	var names []string
	all := byCount(r, counts)
	for n := range all[:min(len(all), maxAsked)] {
		name := short(i.nameOfPerson(&all[n]), 40)
		if all[n].Self {
			name = i.say(lang.IsSelf, lang.V{"name": name})
		}
		names = append(names, i.say(lang.PersonCount, lang.V{"name": name, "n": counts.People[n].Messages}))
	}
	list := strings.Join(names, ", ")
	if more := len(all) - len(names); more > 0 {
		return i.say(lang.AndMore, lang.V{"names": list, "n": more})
	}
	return list
}

func (i *inspection) period(r *convert.InReport) string {
	if r.First.IsZero() {
		return ""
	}
	const layout = "2006-01-02 15:04"
	return i.say(lang.FromTo, lang.V{"first": r.First.Format(layout), "last": r.Last.Format(layout)})
}

// trait says in words what a reader found.
func (i *inspection) trait(said string) string {
	if t, ok := lang.Trait(said); ok {
		return i.say(t, nil)
	}
	return said
}

// newlines says which newline rule a file follows.
func (i *inspection) newlines(n export.Newlines) string {
	switch n {
	case export.NewlinesRecord:
		return i.say(lang.NewlinesRecord, nil)
	case export.NewlinesLine:
		return i.say(lang.NewlinesLine, nil)
	}
	return string(n)
}
