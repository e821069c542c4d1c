//go:build cgo

package main

import (
	"context"
	"fmt"
	"path"
	"slices"
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
	cmd     *cobra.Command
	read    readFlags
	outcome outcomeFlags
	options optionFlags
}

func newInspect(a *app) *cobra.Command {
	i := &inspection{app: a}
	cmd := a.command("inspect", lang.HelpInspect)
	cmd.Args = a.someArgs(lang.NeedsInput)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return i.run(cmd.Context(), args) }
	i.cmd = cmd
	i.read.register(a, cmd)
	i.outcome.register(a, cmd)
	i.options.reading(a, cmd)
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
	problems, err := i.openProblemFile(i.outcome.problems, false, slices.Concat(args, i.read.media)...)
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
	ins, err := i.openInputs(ctx, args, &i.read, convert.OpenOptions{Stdin: stdin})
	if err != nil {
		return nil, err
	}
	defer convert.CloseAll(ins)
	used, err := i.detect(ins, in.From)
	if err == nil {
		in.Read.Values, err = i.options.read(i.app, i.cmd, inUse{readers: used})
	}
	if err != nil {
		return nil, about(err, inputNames(ins)...)
	}
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

	Variants []alike              `json:"variants"`
	Unknown  []string             `json:"unknown_markers"`
	Chats    []convert.ChatCount  `json:"chats"`
	Media    []convert.GivenMedia `json:"media,omitempty"`
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
		Variants: alikes(r), Unknown: unknownMarkers(r), Chats: chatsOf(r), Media: r.Media,
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

// chatsOf are the numbers of each chat; a list in JSON, also of none.
func chatsOf(r *convert.InReport) []convert.ChatCount {
	return append([]convert.ChatCount{}, r.PerChat...)
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
	rows := [][]string{}
	row := func(label lang.Text, value string) {
		if value = strings.TrimSpace(clean(value)); value != "" {
			rows = append(rows, []string{"  " + i.say(label, nil), value})
		}
	}
	row(lang.LabelFormat, r.Format)
	row(lang.LabelWhy, i.why(r))
	i.traits(r, row)
	row(lang.LabelChats, i.rooms(r))
	row(lang.LabelCounts, i.counts(counts))
	if len(r.PerChat) <= 1 { // else the table has them by chat
		row(lang.LabelPeople, i.people(r, counts))
	}
	row(lang.LabelDates, i.period(r))
	row(lang.LabelUnused, i.unused(r))
	markers := strings.Join(unknownMarkers(r), ", ")
	row(lang.LabelMarkers, markers)
	text := clean(r.Input) + "\n" + strings.TrimRight(table(rows), "\n")
	if markers != "" {
		text += "\n  " + i.say(lang.AskMarkers, nil)
	}
	if len(r.PerChat) > 1 {
		text += "\n\n" + i.roomTable(r.PerChat)
	}
	if err := i.print(text); err != nil {
		return err
	}
	i.tellRead(&r.Ledger)
	i.tellMedia(r)
	i.tellProblems(r.Problems, i.outcome.allow)
	return nil
}

// traits tells how the files of an input were written: in one way, or in several.
func (i *inspection) traits(r *convert.InReport, row func(lang.Text, string)) {
	if all := alikes(r); len(all) > 1 {
		for _, w := range waysOf(all) {
			row(lang.LabelVariant, i.form(&w))
		}
	} else {
		p := profileOf(r)
		row(lang.LabelVariant, i.trait(p.Variant))
		row(lang.LabelLocale, p.Locale)
		row(lang.LabelClock, i.trait(p.Clock))
	}
	row(lang.LabelZone, everySaid(r, func(p *export.Profile) string { return i.trait(p.Zone) }))
	row(lang.LabelEncoding, everySaid(r, func(p *export.Profile) string { return i.trait(p.Encoding) }))
	row(lang.LabelNewlines, everySaid(r, func(p *export.Profile) string { return i.newlines(p.Newlines) }))
	row(lang.LabelDatesAs, everySaid(r, func(p *export.Profile) string { return p.Dates }))
}

// rooms is the title of the one chat, or how many there are: the table follows.
func (i *inspection) rooms(r *convert.InReport) string {
	switch len(r.Chats) {
	case 0:
		return ""
	case 1:
		return i.titleOf(&r.Chats[0])
	}
	return lang.Number(int64(len(r.Chats)))
}

// unused names the files of a folder or zip that belong to no chat.
func (i *inspection) unused(r *convert.InReport) string {
	const most = 10
	var names []string
	more := 0
	for n := range r.Problems {
		p := &r.Problems[n]
		switch {
		case p.Code != export.UnclaimedFile:
		case len(names) < most && p.Name != "":
			name := p.Name
			if path.Base(p.From.File) == name { // else it is where the reader was when it told so
				name = p.From.File
			}
			names = append(names, short(clean(name), 60))
		default:
			more += p.Times()
		}
	}
	list := strings.Join(names, ", ")
	if more > 0 && list != "" {
		return i.say(lang.AndMore, lang.V{"names": list, "n": more})
	}
	return list
}

func (i *inspection) counts(c *convert.Counts) string {
	parts := []string{i.count(lang.KindMessages, c.Messages), i.count(lang.KindNotices, c.Notices)}
	var of []string
	for _, k := range kinds {
		if n := c.Kinds[k.kind]; n > 0 {
			of = append(of, i.count(k.name, n))
		}
	}
	list := strings.Join(parts, ", ")
	if len(of) == 0 {
		return list
	}
	return fmt.Sprintf("%s (%s)", list, strings.Join(of, ", "))
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
