//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// conversion is one run of convert.
type conversion struct {
	*app
	cmd     *cobra.Command
	read    readFlags
	names   nameFlags
	outcome outcomeFlags
	options optionFlags
	toName  string
	out     string
	chats   []string
	force   bool

	versions bool // older states too

	to     formats.Format
	inputs []string
	kept   bool // they are the store in its usual place
}

func newConvert(a *app) *cobra.Command {
	c := &conversion{app: a}
	cmd := a.command("convert", lang.HelpConvert)
	cmd.Example = "  exile convert KakaoTalk_Chats_2026-02-08.zip --to telegram -o out --me 서연\n" +
		"  exile convert KakaoTalkChats.txt --to jsonl -o - | jq .text"
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) }
	c.cmd = cmd

	f := cmd.Flags()
	f.StringVar(&c.toName, "to", "", a.say(lang.FlagTo, lang.V{"names": namesOf(a.pick(writable))}))
	f.StringVarP(&c.out, "out", "o", "", a.say(lang.FlagOut, nil))
	complete(cmd, "to", formatNames(a.pick(writable))...)
	c.names.register(a, cmd)
	c.read.register(a, cmd)
	f.StringArrayVar(&c.chats, "chat", nil, a.say(lang.FlagChats, nil))
	f.BoolVar(&c.versions, "versions", false, a.say(lang.FlagConvertVersions, nil))
	f.BoolVar(&c.force, "force", false, a.say(lang.FlagForce, nil))
	c.outcome.register(a, cmd)
	c.options.converting(a, cmd)
	return cmd
}

func (c *conversion) run(ctx context.Context, args []string) (err error) {
	if err := c.check(); err != nil {
		return err
	}
	c.inputs = args
	if c.kept = len(args) == 0; c.kept {
		dir, err := c.storeDir()
		if err != nil {
			return err
		}
		if !store.IsStore(dir) && !isFile(dir) {
			return noInput(dir)
		}
		c.inputs = []string{dir}
	}
	problems, err := c.openProblemFile(c.outcome.problems, c.force, append(c.untouchable(), c.out, c.names.file)...)
	if err != nil {
		return err
	}
	report, err := c.convert(ctx)
	var all []export.Problem
	if report != nil {
		all = report.Problems()
	}
	if ferr := problems.finish(c.app, all, err); err == nil {
		err = ferr
	}
	if err != nil {
		return err
	}
	outcome := c.outcome.judge(all)
	if c.json {
		if err := c.printJSON(c.result(report, outcome)); err != nil {
			return err
		}
		return outcome
	}
	c.summary(report, &c.outcome)
	if c.to.Writer.Can().ByName && !c.names.given() {
		c.tell(c.say(lang.WhyNames, nil))
	}
	c.next(report)
	return outcome
}

// check looks at the flags before any work is done.
func (c *conversion) check() error {
	names := namesOf(c.pick(writable))
	if c.toName == "" {
		return c.misused(lang.NeedsTo, lang.V{"names": names})
	}
	to, ok := c.formats.Find(c.toName)
	if !ok || to.Writer == nil {
		return c.misused(lang.NotWritable, lang.V{"name": clean(c.toName), "names": names})
	}
	c.to = to
	switch {
	case c.out == "":
		return c.misused(lang.NeedsOut, nil)
	case c.versions && !to.Writer.Can().Edits:
		return c.misused(lang.NoVersions, lang.V{"name": to.Name})
	case c.out == convert.Stdin && !to.Writer.Can().SingleFile:
		return c.misused(lang.NotOneFile, lang.V{"name": to.Name})
	case c.out == convert.Stdin && c.json:
		return c.misused(lang.StdoutTaken, nil)
	}
	return c.outcome.check(c.app)
}

func (c *conversion) convert(ctx context.Context) (*convert.Report, error) {
	stores := 0
	for _, path := range c.inputs {
		if c.kept || store.IsStore(path) || path != convert.Stdin && looksSealed(path) {
			stores++
		}
	}
	switch {
	case stores == 0:
		return c.exports(ctx)
	case len(c.inputs) > 1:
		return nil, c.misused(lang.StoreAlone, nil)
	}
	return c.fromStore(ctx, c.inputs[0])
}

// exports converts what apps wrote, by way of a store beside the output.
func (c *conversion) exports(ctx context.Context) (*convert.Report, error) {
	if len(c.chats) > 0 {
		return nil, c.misused(lang.OnlyWithStore, lang.V{"name": "--chat"})
	}
	if c.versions {
		return nil, c.misused(lang.OnlyWithStore, lang.V{"name": "--versions"})
	}
	in, err := c.read.options(c.app)
	if err != nil {
		return nil, err
	}
	// Which readers will be used is known once the inputs are open.
	opt, err := c.outOptions(c.pick(readable)...)
	if err != nil {
		return nil, err
	}
	in.Strict = c.outcome.strict
	if err := c.checkTarget(); err != nil {
		return nil, err
	}
	stdin, err := c.exportIn(c.inputs)
	if err != nil {
		return nil, err
	}
	place, err := convert.NewPlace(c.out)
	if err != nil {
		return nil, c.noPlace(err)
	}
	defer place.Discard() //nolint:errcheck // the run tells its own errors; after it there is nothing left to discard
	ins, err := c.openInputs(ctx, c.inputs, &c.read, convert.OpenOptions{Stdin: stdin, Scratch: place.Scratch()})
	if err != nil {
		return nil, err
	}
	defer convert.CloseAll(ins)

	in.Read.Self = c.names.me
	if in.Read.Values, err = c.readValues(ins, in.From); err != nil {
		return nil, about(err, inputNames(ins)...)
	}
	opt.Write.Values = in.Read.Values
	if err := c.settleNames(ctx, ins, &in, &opt); err != nil {
		return nil, about(err, inputNames(ins)...)
	}
	engine, done := c.engine()
	defer done()
	opt.Place = place
	report, err := engine.Convert(ctx, ins, c.to, c.out, in, opt)
	if concerns(err, place.Store()) { // the temporary one, beside the output
		return nil, about(err, c.out)
	}
	return report, about(err, append(inputNames(ins), c.out)...)
}

// untouchable are the files and folders that no output may replace.
func (c *conversion) untouchable() []string {
	return slices.Concat(c.inputs, c.read.media, c.secretFiles(c.inputs...))
}

// checkTarget looks at the output before any work is done.
func (c *conversion) checkTarget() error {
	err := convert.CheckTarget(c.out, c.force, c.untouchable())
	if errors.Is(err, convert.ErrNotFolder) {
		err = fs.ErrNotExist
	}
	return c.noPlace(err)
}

// noPlace tells that nothing can be made where the output is to stand, which
// must not read as if an input had not been found.
func (c *conversion) noPlace(err error) error {
	if err != nil && c.out == convert.Stdin {
		return about(noScratch(err), c.out)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(c.out)}}
	}
	return about(err, c.out)
}

// outOptions are the options of writing, but for who is who. Flags that neither the
// format nor one of the readers that may be used declares are refused.
func (c *conversion) outOptions(readers ...formats.Format) (convert.OutOptions, error) {
	names, err := c.names.read(c.app)
	if err != nil {
		return convert.OutOptions{}, err
	}
	values, err := c.options.read(c.app, c.cmd, inUse{writers: []formats.Format{c.to}, maybe: readers})
	if err != nil {
		return convert.OutOptions{}, err
	}
	_, offset := c.now.Zone()
	return convert.OutOptions{
		Write: formats.WriteOptions{
			Lang:   string(c.lang),
			Self:   written(names, c.names.me),
			Names:  names,
			Offset: time.Duration(offset) * time.Second,
			Values: values,
		},
		Force:  c.force,
		Stdout: c.stdout,
		Inputs: c.untouchable(),
		Strict: c.outcome.strict,
	}, nil
}

// written is how a name is to be written.
func written(names map[string]string, name string) string {
	if to, ok := names[norm.NFC.String(name)]; ok {
		return to
	}
	return name
}

// readValues are the options of the formats that will be used.
func (c *conversion) readValues(ins []*convert.Input, from string) (map[string]string, error) {
	used, err := c.detect(ins, from)
	if err != nil {
		return nil, err
	}
	return c.options.read(c.app, c.cmd, inUse{readers: used, writers: []formats.Format{c.to}})
}
