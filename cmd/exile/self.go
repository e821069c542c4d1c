//go:build cgo

package main

import (
	"context"
	"maps"
	"slices"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/naming"
	"exile/cmd/internal/prompt"
	"exile/convert"
	"exile/export"
)

// maxAsked is how many people a question lists.
const maxAsked = 30

// asks reports whether the person is to be asked who they are: only where the
// target goes by names, and somebody is there to answer.
func (c *conversion) asks() bool {
	return c.to.Writer.Can().ByName && c.interactive() && !hasStdin(c.inputs)
}

// settleNames finds out who is who in exports before they are written. It reads
// them once more, which is done only where a name was given or somebody can be
// asked.
func (c *conversion) settleNames(
	ctx context.Context, ins []*convert.Input, in *convert.InOptions, opt *convert.OutOptions,
) error {
	if !c.names.given() && !c.asks() {
		return nil
	}
	casts, title, err := c.lookAt(ctx, ins, *in)
	if err != nil {
		return err
	}
	people := slices.Concat(casts...)
	if err := c.checkNames(people, opt.Write.Names); err != nil {
		return err
	}
	switch {
	case c.names.me != "":
		if err := c.settleMe(people); err != nil {
			return err
		}
	case selfOf(people) == nil && c.asks():
		me, err := c.askSelf(ctx, title, people)
		if err != nil {
			return err
		}
		if me != nil {
			in.Read.Self = me.Name()
			opt.Write.Self = written(opt.Write.Names, me.Name())
		}
	}
	given := naming.Given{Names: opt.Write.Names, Me: in.Read.Self, Self: opt.Write.Self}
	for _, cast := range casts {
		if name, twice := given.Twice(cast); twice {
			return c.givenTwice(name)
		}
	}
	return nil
}

// lookAt reads inputs for their people, a list for each input, and the title of
// one of their chats.
func (a *app) lookAt(
	ctx context.Context, ins []*convert.Input, in convert.InOptions,
) (casts [][]export.Person, title string, err error) {
	engine, done := a.engine()
	defer done()
	in.Strict = false // the run itself will tell
	for _, input := range ins {
		report, counts, err := engine.Inspect(ctx, input, in)
		if err != nil {
			return nil, "", err
		}
		casts = append(casts, byCount(report, counts))
		for i := range report.Chats {
			title = report.Chats[i].Title
		}
	}
	return casts, title, nil
}

// settleMe checks the name of --me: somebody must be called so, or it must be
// clear without it who "me" is, who is then written by that name.
func (c *conversion) settleMe(people []export.Person) error {
	_, err := findPerson(people, c.names.me)
	if err == nil {
		return nil
	}
	self := selfOf(people)
	if self == nil {
		return err
	}
	c.tell(c.say(lang.MeMeans, lang.V{"name": clean(c.names.me), "self": c.nameOfPerson(self)}))
	return nil
}

// checkNames finds names of --as and --names that nobody has: they are most
// likely misspelt.
func (c *conversion) checkNames(people []export.Person, names map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if _, err := findPerson(people, name); err != nil {
			return err
		}
	}
	return nil
}

// askSelf asks which of the people is "me"; nil: it was left open.
func (a *app) askSelf(ctx context.Context, title string, people []export.Person) (*export.Person, error) {
	people = people[:min(len(people), maxAsked)]
	if len(people) < 2 {
		return nil, nil //nolint:nilnil // there is nothing to ask
	}
	q := prompt.Question{
		Ask:   a.say(lang.AskSelf, lang.V{"chat": a.titleOf(&export.Chat{Title: title})}),
		How:   a.say(lang.AskHow, nil),
		Again: a.say(lang.AskAgain, lang.V{"n": len(people)}),
	}
	for i := range people {
		q.Items = append(q.Items, a.nameOfPerson(&people[i]))
	}
	i, err := prompt.Choose(ctx, a.stdin, a.stderr, q)
	if err != nil || i < 0 {
		return nil, err
	}
	return &people[i], nil
}

func selfOf(people []export.Person) *export.Person {
	for i := range people {
		if people[i].Self {
			return &people[i]
		}
	}
	return nil
}

// byCount returns the people of an input, who wrote most first.
func byCount(r *convert.InReport, counts *convert.Counts) []export.Person {
	byRef := map[export.PersonRef]export.Person{}
	for i := range r.People {
		byRef[r.People[i].Ref] = r.People[i]
	}
	people := make([]export.Person, 0, len(counts.People))
	for _, p := range counts.People {
		people = append(people, byRef[p.Ref])
	}
	return people
}
