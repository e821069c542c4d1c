//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// mostPlaces is how many places of a source reparse names with --verbose.
const mostPlaces = 100

// rereading is one run of reparse.
type rereading struct {
	*app
	apply bool
}

// reread is a source in the JSON of reparse.
type reread struct {
	Source  int64    `json:"source"`
	Input   string   `json:"input"`
	Cannot  string   `json:"cannot,omitempty"` // not-kept, forgotten, damaged: why it was not read again
	Files   []string `json:"files,omitempty"`  // those that are not kept any more
	Differs bool     `json:"differs"`
	Applied bool     `json:"applied"`

	*convert.Difference
}

func newReparse(a *app) *cobra.Command {
	r := &rereading{app: a}
	cmd := a.command("reparse", lang.HelpReparse)
	cmd.Example = "  exile reparse\n  exile reparse 2 --apply"
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), args) }
	cmd.Flags().BoolVar(&r.apply, "apply", false, a.say(lang.FlagReparseApply, nil))
	return cmd
}

func (r *rereading) run(ctx context.Context, names []string) error {
	var path string
	var all []reread
	read := func(st *store.Store) (err error) {
		path = st.Dir()
		all, err = r.all(ctx, st, names)
		if err == nil && !slices.ContainsFunc(all, func(one reread) bool { return one.Applied }) {
			err = errUnchanged
		}
		return err
	}
	var err error
	if r.apply {
		err = r.changeStore(ctx, read)
	} else {
		var st *opened
		if st, err = r.openStore(ctx); err == nil {
			err = errors.Join(read(st.Store), st.Close())
		}
	}
	if err != nil && !errors.Is(err, errUnchanged) {
		return about(err, path)
	}
	return r.finish(path, all)
}

// finish tells how it went: status 3 where something could not be read again.
func (r *rereading) finish(path string, all []reread) error {
	var outcome error
	var s status
	if slices.ContainsFunc(all, func(one reread) bool { return one.Cannot != "" }) {
		outcome, s = errLost, statusLost
	}
	if !r.json {
		return outcome
	}
	err := r.printJSON(struct {
		Status  status   `json:"status"`
		Store   string   `json:"store"`
		Sources []reread `json:"sources"`

		Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
	}{s, path, all, r.doubts})
	return errors.Join(err, outcome)
}

// all reads the sources again: those named, or all.
func (r *rereading) all(ctx context.Context, st *store.Store, names []string) ([]reread, error) {
	var sources []*store.Source
	for _, name := range names {
		src, err := r.findSource(ctx, &opened{Store: st, path: st.Dir()}, name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, src)
	}
	if len(names) == 0 {
		list, err := st.Sources(ctx)
		if err != nil {
			return nil, err
		}
		for i := range list {
			sources = append(sources, &list[i])
		}
	}
	all := []reread{}
	for _, src := range sources {
		one, err := r.one(ctx, st, src)
		if err != nil {
			return nil, err
		}
		all = append(all, *one)
		r.tellReread(one)
	}
	return all, nil
}

// one reads a source again and, if it is to be applied, keeps what it found.
func (r *rereading) one(ctx context.Context, st *store.Store, src *store.Source) (*reread, error) {
	one := &reread{Source: src.ID, Input: src.Input}
	places := 0
	if r.verbose {
		places = mostPlaces
	}
	engine, done := r.engine()
	err := convert.Whole(ctx, st, src)
	if err == nil {
		one.Difference, err = engine.CompareAt(ctx, st, src, convert.InOptions{Scratch: scratchDir(st.Dir())}, places)
	}
	done()
	if one.cannot(err) {
		return one, nil
	}
	if err != nil {
		return nil, err
	}
	one.Differs = !one.None()
	if !one.Differs || !r.apply {
		return one, nil
	}
	engine, done = r.engine()
	defer done()
	_, err = engine.Reparse(ctx, st, src, convert.InOptions{Scratch: scratchDir(st.Dir())})
	one.Applied = err == nil
	return one, err
}

// cannot notes why a source cannot be read again, if that is what an error says.
func (one *reread) cannot(err error) bool {
	gone, _ := errors.AsType[*convert.GoneError](err)
	_, damaged := errors.AsType[*convert.OriginalError](err)
	switch {
	case errors.Is(err, convert.ErrForgotten):
		one.Cannot = "forgotten"
	case errors.Is(err, convert.ErrNotKept):
		one.Cannot = "not-kept"
	case damaged:
		one.Cannot = "damaged"
	default:
		return false
	}
	if gone != nil {
		one.Files = pathsOf(gone.Files)
	}
	return true
}

// tellReread tells what became of one source.
func (r *rereading) tellReread(one *reread) {
	if r.json {
		return
	}
	v := lang.V{"source": strconv.FormatInt(one.Source, 10), "input": r.inputOf(one.Input), "names": r.few(one.Files)}
	if one.Cannot != "" {
		line := map[string]lang.Text{
			"forgotten": lang.ReparseForgotten, "not-kept": lang.ReparseNotKept, "damaged": lang.ReparseDamaged,
		}[one.Cannot]
		if one.Cannot == "not-kept" && len(one.Files) > 0 {
			line = lang.ReparsePartly
		}
		r.talk("exile: " + r.say(line, v))
		return
	}
	line := lang.ReparseSame
	switch {
	case one.Applied:
		line = lang.ReparseApplied
	case one.Differs:
		line = lang.ReparseDiffers
	}
	r.tell(r.say(line, v))
	if one.Differs {
		r.tellDifference(one.Difference)
	}
}

// tellDifference tells in numbers what today's parser finds otherwise.
func (r *rereading) tellDifference(d *convert.Difference) {
	for i := range d.Chats {
		c := &d.Chats[i]
		if c.Changed+c.Added+c.Gone == 0 {
			continue
		}
		r.tell(r.say(lang.ReparseChat, lang.V{
			"title": r.shortTitle(c.Title), "same": c.Same, "changed": c.Changed, "added": c.Added, "gone": c.Gone,
		}))
	}
	if d.Before.Unread != d.After.Unread {
		r.tell(r.say(lang.ReparseUnread, lang.V{"before": d.Before.Unread, "after": d.After.Unread}))
	}
	for _, p := range d.Problems {
		r.tell(r.say(lang.ReparseProblem, lang.V{"code": string(p.Code), "before": p.Before, "after": p.After}))
	}
	words := map[string]lang.Text{"changed": lang.PlaceChanged, "added": lang.PlaceAdded, "gone": lang.PlaceGone}
	for i := range d.Places {
		p := &d.Places[i]
		at := clean(p.File)
		if at == "" {
			at = clean(p.Input)
		}
		switch {
		case p.Line > 0:
			at += ":" + strconv.Itoa(p.Line)
		case p.Record > 0:
			at += " #" + strconv.FormatInt(p.Record, 10)
		}
		r.tell("    " + at + "  " + r.say(words[p.What], nil))
	}
}
