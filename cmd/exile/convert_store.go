//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/naming"
	"exile/convert"
	"exile/export"
	"exile/formats"
)

// fromStore converts what a store holds, or some chats of it.
func (c *conversion) fromStore(ctx context.Context, dir string) (*convert.Report, error) {
	if c.read.given() {
		return nil, c.misused(lang.OnlyWithExport, lang.V{"name": "--from, --tz, --media"})
	}
	opt, err := c.outOptions()
	if err != nil {
		return nil, err
	}
	if err := c.checkTarget(); err != nil {
		return nil, err
	}
	st, err := c.openHistory(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	for _, name := range c.chats {
		chat, err := findChat(ctx, keptIn(st), name)
		if err != nil {
			return nil, about(err, dir)
		}
		opt.Chats = append(opt.Chats, chat.Ref)
	}
	history, err := c.settleStore(ctx, st, opt.Write.Names)
	if err != nil {
		return nil, about(err, dir)
	}
	given := naming.Given{Names: opt.Write.Names, Self: opt.Write.Self}
	if err := c.checkTwice(ctx, history, opt.Chats, given); err != nil {
		return nil, about(err, dir)
	}
	if c.out != convert.Stdin { // what goes straight on needs no place
		if opt.Place, err = convert.NewPlace(c.out); err != nil {
			return nil, c.noPlace(err)
		}
	}
	if c.versions {
		history = convert.WithVersions(history, st.View())
	}
	engine, done := c.engine()
	defer done()
	out, err := engine.Write(ctx, history, c.to, c.out, opt)
	if err != nil {
		return nil, about(err, c.out, dir)
	}
	return &convert.Report{Version: 1, Outputs: []convert.OutReport{*out}}, nil
}

// settleStore finds out who is who in a store. What a person answers is
// remembered there, but in a sealed archive; what --me says counts for this run.
func (c *conversion) settleStore(
	ctx context.Context, st *opened, names map[string]string,
) (formats.History, error) {
	view := keptIn(st)
	people, err := view.People(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.checkNames(people, names); err != nil {
		return nil, err
	}
	if c.names.me != "" {
		chats, err := view.Chats(ctx)
		if err != nil {
			return nil, err
		}
		me := naming.Called(people, chats, c.names.me)
		switch {
		case len(me) > 0:
			return asSelf{view, me}, nil
		case selfOf(people) == nil:
			return nil, noPerson(people, c.names.me)
		}
		return view, nil // the one who is me already is written by that name
	}
	if selfOf(people) != nil || !c.asks() {
		return view, nil
	}
	chats, err := view.Chats(ctx)
	if err != nil {
		return nil, err
	}
	title := ""
	if len(chats) == 1 {
		title = chats[0].Title
	}
	me, err := c.askSelf(ctx, title, people)
	if err != nil || me == nil {
		return view, err
	}
	if st.sealed != nil { // to write it anew for one answer is not worth it
		c.tell(c.say(lang.ForThisRun, nil))
		return asSelf{view, []export.PersonRef{me.Ref}}, nil
	}
	return asSelf{view, []export.PersonRef{me.Ref}}, c.remember(ctx, st.path, me)
}

// remember keeps in the store who "me" is.
func (c *conversion) remember(ctx context.Context, dir string, me *export.Person) error {
	st, err := c.openPlain(dir)
	if err != nil {
		return err
	}
	if err := errors.Join(st.SetSelf(ctx, me.Ref), st.Close()); err != nil {
		return err
	}
	c.tell(c.say(lang.Remembered, lang.V{"name": c.nameOfPerson(me)}))
	return nil
}

// asSelf is a history in which other people are "me", each in rooms of their own.
type asSelf struct {
	kept
	me []export.PersonRef
}

// People returns the people with those as "me".
func (s asSelf) People(ctx context.Context) ([]export.Person, error) {
	people, err := s.kept.People(ctx)
	for i := range people {
		people[i].Self = slices.Contains(s.me, people[i].Ref)
	}
	return people, err
}
