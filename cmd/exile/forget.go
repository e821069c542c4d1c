//go:build cgo

package main

import (
	"context"
	"errors"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
)

// oblivion is one run of forget.
type oblivion struct {
	*app
	person, message, before string
	yes, dry                bool

	path string // the store's
	what string // what is forgotten, in words
	did  *store.Forgotten
}

func newForget(a *app) *cobra.Command {
	o := &oblivion{app: a}
	cmd := a.command("forget", lang.HelpForget)
	cmd.Example = "  exile forget \"강릉 가자\"\n  exile forget --person 서연 --dry-run\n  exile forget 1 --before 2020"
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
		}
		return o.checkEmpty(cmd, args)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		chat := ""
		if len(args) > 0 {
			chat = args[0]
		}
		return o.run(cmd.Context(), chat)
	}
	f := cmd.Flags()
	f.StringVar(&o.person, "person", "", a.say(lang.FlagForgetPerson, nil))
	f.StringVar(&o.message, "message", "", a.say(lang.FlagForgetMessage, nil))
	f.StringVar(&o.before, "before", "", a.say(lang.FlagForgetBefore, nil))
	f.BoolVar(&o.yes, "yes", false, a.say(lang.FlagForgetYes, nil))
	f.BoolVar(&o.dry, "dry-run", false, a.say(lang.FlagForgetDry, nil))
	onlyOnce(f, "person")
	onlyOnce(f, "message")
	onlyOnce(f, "before")
	return cmd
}

func (o *oblivion) run(ctx context.Context, chat string) error {
	what, err := o.check(chat)
	if err != nil {
		return err
	}
	if !o.yes && !o.dry && !o.interactive() {
		return &told{statusRefused, lang.ForgetUnasked, nil}
	}
	changed := true
	err = o.changeStore(ctx, func(st *store.Store) error {
		o.path = st.Dir()
		err := o.forget(ctx, st, chat, what)
		changed = !errors.Is(err, errUnchanged)
		return err
	})
	if err != nil {
		return err
	}
	if o.json {
		return o.printForgotten()
	}
	if changed {
		o.tell(o.say(lang.Forgotten, lang.V{"messages": o.did.Messages, "notices": o.did.Notices, "path": clean(o.path)}))
		if names := o.inputs(func(store.Forgetful) bool { return true }); len(names) > 0 {
			o.tell(o.say(lang.ForgetExports, lang.V{"names": o.few(names)}))
		}
	}
	return nil
}

// checkEmpty refuses what is given and empty, as a variable of a script that is not
// set: without it something else would be forgotten.
func (o *oblivion) checkEmpty(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && strings.TrimSpace(args[0]) == "" {
		return o.misused(lang.NeedsForget, nil)
	}
	for _, name := range []string{"person", "message", "before"} {
		if f := cmd.Flags().Lookup(name); f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return o.misused(lang.BadFlagValue, lang.V{"name": "--" + name, "value": clean(f.Value.String())})
		}
	}
	return nil
}

// check reads the flags: exactly one thing is to be forgotten.
func (o *oblivion) check(chat string) (store.What, error) {
	what := store.What{Now: o.now}
	n := 0
	for _, flag := range []string{o.person, o.message, o.before} {
		if flag != "" {
			n++
		}
	}
	if n > 1 || chat != "" && n == 1 && o.before == "" || chat == "" && n == 0 {
		return what, o.misused(lang.NeedsForget, nil)
	}
	if o.message != "" {
		id, err := strconv.ParseInt(o.message, 10, 64)
		if err != nil || id < 1 {
			return what, o.misused(lang.BadFlagValue, lang.V{"name": "--message", "value": clean(o.message)})
		}
		what.Message = export.MessageID(id)
	}
	if o.before != "" {
		d, err := o.parseDay(o.before)
		if err != nil {
			return what, err
		}
		what.Before = d.first // in no zone yet
	}
	return what, nil
}

// forget forgets, once it has told what will go and was told to.
func (o *oblivion) forget(ctx context.Context, st *store.Store, chat string, what store.What) error {
	err := o.settle(ctx, st, chat, &what)
	if err != nil {
		return err
	}
	o.did, err = st.WouldForget(ctx, what)
	if errors.Is(err, store.ErrNoMessage) {
		return &told{statusNotFound, lang.NoSuchMessage, lang.V{"name": clean(o.message)}}
	}
	if err != nil {
		return err
	}
	if o.nothing() {
		o.tell(o.say(lang.ForgetNothing, nil))
		return errUnchanged
	}
	o.tellWill()
	if o.dry {
		return errUnchanged
	}
	if err := o.ask(ctx); err != nil {
		return err
	}
	if o.showsProgress() {
		o.tell(o.say(lang.StageForget, nil) + " …")
	}
	did, err := st.Forget(ctx, what)
	if errors.Is(err, store.ErrLeft) {
		return &told{statusFailed, lang.ForgottenLeft, lang.V{"name": clean(o.path)}}
	}
	if err == nil {
		o.did = did
	}
	return err
}

// settle finds in the store what the person named.
func (o *oblivion) settle(ctx context.Context, st *store.Store, name string, what *store.What) error {
	view := st.View()
	zone := o.now.Location()
	var title string
	if name != "" {
		chat, err := findChat(ctx, view, name)
		if err != nil {
			return err
		}
		what.Chat, title = chat.Ref, o.titleOf(chat)
		if zone, err = zoneOf(ctx, view, chat.Ref); err != nil {
			return err
		}
	}
	if o.person != "" {
		folk, err := o.readFolk(ctx, view, false)
		if err != nil {
			return err
		}
		one, err := o.find(ctx, view, folk, o.person, lang.ChooseNumber)
		if err != nil {
			return err
		}
		what.Person = one.ref()
		o.what = o.say(lang.WhatPerson, lang.V{"name": o.nameOf(one), "n": one.number()})
		return nil
	}
	what.Before = inZone(what.Before, zone)
	v := lang.V{"name": title, "day": what.Before.Format(time.DateOnly), "zone": zoneName(what.Before), "n": o.message}
	switch {
	case what.Message != 0:
		o.what = o.say(lang.WhatMessage, v)
	case what.Before.IsZero():
		o.what = o.say(lang.WhatChat, v)
	case what.Chat != 0:
		o.what = o.say(lang.WhatBeforeIn, v)
	default:
		o.what = o.say(lang.WhatBefore, v)
	}
	return nil
}

// zoneName is what a time's zone is called, by its distance where it has no name.
func zoneName(t time.Time) string {
	if name := t.Location().String(); name != "" && name != "Local" {
		return name
	}
	return t.Format("-07:00")
}

// nothing reports whether there is nothing to be forgotten.
func (o *oblivion) nothing() bool {
	d := o.did
	return d.Messages+d.Notices+d.Chats+d.People+d.Quotes+d.Reactions == 0 && len(d.Originals)+len(d.Sources) == 0
}

// tellWill says what will go.
func (o *oblivion) tellWill() {
	if o.json {
		return
	}
	d := o.did
	o.tell(o.say(lang.WillForget, lang.V{"what": o.what}))
	o.tell(o.say(lang.ForgetMessages, lang.V{"messages": d.Messages, "notices": d.Notices}))
	whole := o.inputs(func(s store.Forgetful) bool { return s.Whole })
	people := d.People
	if o.person != "" { // it is they
		people = 0
	}
	for _, line := range []struct {
		text  lang.Text
		n     int64
		names []string
	}{
		{lang.ForgetVersions, d.Versions, nil},
		{lang.ForgetQuotes, d.Quotes, nil},
		{lang.ForgetReactions, d.Reactions, nil},
		{lang.ForgetMedia, d.Media, nil},
		{lang.ForgetChats, d.Chats, nil},
		{lang.ForgetPeople, people, nil},
		{lang.ForgetTitles, int64(len(d.Titles)), o.titles()},
		{lang.ForgetOriginals, int64(len(d.Originals)), o.originals()},
		{lang.ForgetSources, int64(len(whole)), whole},
	} {
		if line.n > 0 {
			o.tell(o.say(line.text, lang.V{"n": line.n, "names": o.few(line.names)}))
		}
	}
	o.tell(o.say(lang.ForgetReach, nil))
}

// titles tells how titles of chats change.
func (o *oblivion) titles() []string {
	var all []string
	for _, t := range o.did.Titles {
		all = append(all, o.say(lang.ForgetTitle, lang.V{"name": o.shortTitle(t.Before), "to": o.shortTitle(t.After)}))
	}
	return all
}

// originals names the originals that go, as the person gave them.
func (o *oblivion) originals() []string {
	var names []string
	for _, f := range o.did.Originals {
		name := f.Path
		if f.Root != f.Path {
			name = path.Join(f.Root, f.Path)
		}
		names = append(names, name)
	}
	return names
}

// inputs names some of the sources that told of it.
func (o *oblivion) inputs(which func(store.Forgetful) bool) []string {
	var names []string
	for _, s := range o.did.Sources {
		if which(s) && s.Input != "" {
			names = append(names, s.Input)
		}
	}
	return names
}

// ask asks whether to go on, where nobody has said so yet.
func (o *oblivion) ask(ctx context.Context) error {
	if o.yes {
		return nil
	}
	yes, err := prompt.Sure(ctx, o.stdin, o.stderr, o.say(lang.AskForget, nil), o.say(lang.AskYesNo, nil))
	if err == nil && !yes {
		err = &told{statusCancelled, lang.NotForgotten, nil}
	}
	return err
}

func (o *oblivion) printForgotten() error {
	return o.printJSON(struct {
		Status    status           `json:"status"`
		Store     string           `json:"store"`
		DryRun    bool             `json:"dry_run,omitempty"`
		Forgotten *store.Forgotten `json:"forgotten"`
		Originals []string         `json:"originals,omitempty"`

		Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
	}{statusDone, o.path, o.dry, o.did, o.originals(), o.doubts})
}
