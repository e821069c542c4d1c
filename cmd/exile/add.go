//go:build cgo

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
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
	again   bool
	seal    bool
	drop    bool
	to      recipientFlags

	sealed *convert.SealReport // of the archive, if one was written
	key    *keyfile.New        // if one was made for it
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
	f.BoolVar(&d.again, "again", false, a.say(lang.FlagAgain, nil))
	f.BoolVar(&d.seal, "seal", false, a.say(lang.FlagSeal, nil))
	f.BoolVar(&d.drop, "drop", false, a.say(lang.FlagDrop, nil))
	d.to.register(a, cmd)
	d.read.register(a, cmd)
	d.outcome.register(a, cmd)
	d.options.reading(a, cmd)
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
	in.Into, in.Read.Self, in.Again = d.title, d.me, d.again
	if err := refuseSealed(args); err != nil {
		return err
	}
	path, sealed, err := d.targetPath()
	if err != nil {
		return err
	}
	if err := d.to.check(d.app, sealed && !isFile(path)); err != nil {
		return err
	}
	if err := d.to.checkSheet(path); err != nil {
		return err
	}
	d.keys.renewed = d.to.locks()
	problems, err := d.openProblemFile(d.outcome.problems, false, slices.Concat(args, d.read.media, d.secretFiles(path), []string{path})...)
	if err != nil {
		return err
	}
	report, err := d.add(ctx, args, path, sealed, in)
	all := report.Problems()
	if ferr := problems.finish(d.app, all, err); err == nil {
		err = ferr
	}
	if err != nil {
		return err
	}
	outcome := d.outcome.judge(fresh(report))
	if d.json {
		res := d.result(report, outcome)
		if d.sealed != nil {
			res.Sealed = d.to.resealed(d.sealed, d.key)
		}
		if err := d.printJSON(res); err != nil {
			return err
		}
		return outcome
	}
	d.summarise(report, path)
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
func (d *addition) add(
	ctx context.Context, paths []string, path string, sealed bool, in convert.InOptions,
) (*convert.Report, error) {
	report := &convert.Report{Version: 1}
	in.Scratch = scratchDir(path)
	opt, free, err := d.openOptions(paths, path, sealed)
	if err != nil {
		return report, err
	}
	defer free()
	ins, err := d.openInputs(ctx, paths, &d.read, opt)
	if err != nil {
		return report, err
	}
	defer convert.CloseAll(ins)
	used, err := d.detect(ins, in.From)
	if err == nil {
		in.Read.Values, err = d.options.read(d.app, d.cmd, inUse{readers: used})
	}
	if err != nil {
		return report, about(err, inputNames(ins)...)
	}
	if err := d.settleMe(ctx, ins, in); err != nil {
		return report, about(err, inputNames(ins)...)
	}
	target, err := d.openTarget(ctx, path, sealed, sizeOf(ins))
	if err != nil {
		return report, err
	}
	added, err := d.addAll(ctx, ins, target, in, report)
	if err := d.finish(ctx, target, added, err); err != nil {
		return report, err
	}
	if target.fresh {
		made := lang.MadeStore
		if sealed {
			made = lang.MadeArchive
		}
		d.tell(d.say(made, lang.V{"path": clean(path)}))
	}
	return report, nil
}

// addAll adds the inputs, and reports whether the store is another than before.
func (d *addition) addAll(
	ctx context.Context, ins []*convert.Input, to *addTarget, in convert.InOptions, report *convert.Report,
) (added bool, err error) {
	engine, done := d.engine()
	defer done()
	for _, input := range ins {
		r, err := engine.Add(ctx, input, to.Store, in)
		if errors.Is(err, convert.ErrOneTitle) {
			return added, d.misused(lang.TitleOfSeveral, lang.V{"name": clean(input.Base())})
		}
		if several, ok := errors.AsType[*convert.SeveralChatsError](err); ok {
			return added, severalChats(several)
		}
		if none, ok := errors.AsType[*convert.NoChatError](err); ok {
			return added, &told{statusNotFound, lang.NoChat, lang.V{"name": clean(none.Title)}}
		}
		if err != nil {
			return added, aboutAdding(err, input, to.path)
		}
		report.Inputs = append(report.Inputs, *r)
		added = added || !r.Known
	}
	return added, nil
}

// openOptions are the options of opening the inputs, and a function that removes
// what they need for standard input. For a sealed archive that is a sealed file.
func (d *addition) openOptions(paths []string, path string, sealed bool) (convert.OpenOptions, func(), error) {
	stdin, err := d.exportIn(paths)
	if err != nil {
		return convert.OpenOptions{}, nil, err
	}
	opt := convert.OpenOptions{Stdin: stdin}
	if !hasStdin(paths) {
		return opt, func() {}, nil
	}
	if sealed {
		scratch := &crypto.Scratch{Dir: filepath.Dir(path)} // the disk that will hold the archive has room, or nothing comes of it
		if _, err := os.Stat(scratch.Dir); err != nil {
			scratch.Dir = "" // it is made later
		}
		opt.Temp = func() (convert.TempFile, error) { return scratch.Create(0) }
		return opt, func() {}, nil
	}
	place, err := convert.NewPlace(convert.Stdin)
	if err != nil {
		return opt, nil, noScratch(err)
	}
	opt.Scratch = place.Scratch()
	return opt, func() { _ = place.Discard() }, nil
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
			line := lang.LineKnown
			switch {
			case in.Forgotten:
				line = lang.LineForgotten
			case in.Partly:
				line = lang.LinePartly
			}
			d.tell(d.say(line, lang.V{"input": clean(in.Input), "source": in.Source}))
			continue
		}
		d.tellRooms(in.PerChat)
		d.tellRead(&in.Ledger)
		d.tellMedia(in)
		d.tellJoined(in)
		d.tell(d.say(lang.LineAdded, lang.V{
			"chats": in.Ledger.Chats, "input": clean(in.Input), "source": in.Source, "path": clean(dir),
		}))
	}
	if d.sealed != nil {
		d.tellRecipients(d.sealed)
		d.tellNewKey(d.key, &d.to, dir)
	}
	d.tellProblems(fresh(r), d.outcome.allow)
	if d.drop {
		d.tellDrop(dir)
		return
	}
	if len(fresh(r)) > 0 || len(r.Inputs) > 0 && !r.Inputs[0].Known {
		d.tell(d.say(lang.NextShow, nil))
	}
}
