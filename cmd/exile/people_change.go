//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
)

func newPeopleMerge(a *app) *cobra.Command {
	cmd := a.command("merge", lang.HelpPeopleMerge)
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) < 2 {
			return a.misused(lang.NeedsSeveral, nil)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.mergePeople(cmd.Context(), args) }
	return cmd
}

func newPeopleSplit(a *app) *cobra.Command {
	cmd := a.command("split", lang.HelpPeopleSplit)
	cmd.Args = a.oneArg(lang.NeedsPerson)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.splitPeople(cmd.Context(), args[0]) }
	return cmd
}

func newPeopleRename(a *app) *cobra.Command {
	cmd := a.command("rename", lang.HelpPeopleRename)
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) != 2:
			return a.misused(lang.NeedsRename, nil)
		case args[1] != "" && strings.TrimSpace(clean(args[1])) == "":
			return a.misused(lang.BlankName, nil)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.renamePerson(cmd.Context(), args[0], strings.TrimSpace(args[1]))
	}
	return cmd
}

func newPeopleMe(a *app) *cobra.Command {
	cmd := a.command("me", lang.HelpPeopleMe)
	cmd.Args = a.someArgs(lang.NeedsPerson)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.sayMe(cmd.Context(), args) }
	return cmd
}

// peopleEdit is a change of people: it says who was touched.
type peopleEdit func(st *store.Store, before *folk) ([]export.PersonRef, error)

// editPeople changes people and tells what came of it.
func (a *app) editPeople(ctx context.Context, edit peopleEdit, tell func(changed bool, now []*somebody)) error {
	var now []*somebody
	var path string
	changed := true
	err := a.changeStore(ctx, func(st *store.Store) error {
		path = st.Dir()
		f, err := a.readFolk(ctx, st.View(), false)
		if err != nil {
			return err
		}
		touched, err := edit(st, f)
		if err != nil && !errors.Is(err, errUnchanged) {
			return err
		}
		changed = err == nil
		after, ferr := a.readFolk(ctx, st.View(), false)
		if ferr != nil {
			return ferr
		}
		now = after.those(touched)
		return err
	})
	if err != nil {
		return err
	}
	if !a.json {
		tell(changed, now)
		return nil
	}
	return a.printJSON(struct {
		Status  status   `json:"status"`
		Store   string   `json:"store"`
		Changed bool     `json:"changed"`
		People  []person `json:"people"` // as they are now

		Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
	}{statusDone, path, changed, personsOf(now), a.doubts})
}

func (a *app) mergePeople(ctx context.Context, names []string) error {
	var before []string
	edit := func(st *store.Store, f *folk) ([]export.PersonRef, error) {
		var refs []export.PersonRef
		for _, name := range names {
			one, err := a.find(ctx, st.View(), f, name, lang.ChooseNumber)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(refs, one.ref()) {
				refs = append(refs, one.ref())
				before = append(before, a.nameOf(one))
			}
		}
		if len(refs) == 1 {
			return refs, errUnchanged
		}
		return refs, st.JoinPeople(ctx, refs[0], refs[1:]...)
	}
	return a.editPeople(ctx, edit, func(changed bool, now []*somebody) {
		v := lang.V{"names": strings.Join(before, ", "), "name": a.nameOf(now[0]), "n": now[0].number()}
		if !changed {
			a.tell(a.say(lang.OneTwice, v))
			return
		}
		a.tell(a.say(lang.PeopleMerged, v))
	})
}

func (a *app) splitPeople(ctx context.Context, name string) error {
	edit := func(st *store.Store, f *folk) ([]export.PersonRef, error) {
		one, err := a.find(ctx, st.View(), f, name, lang.ChooseNumber)
		if err != nil {
			return nil, err
		}
		who := one.ref()
		for _, p := range one.parts { // a number may be that of one who was merged
			if (&somebody{parts: []*store.PersonDetail{p}}).number() == name {
				who = p.Ref
			}
		}
		freed, err := st.SplitPeople(ctx, who)
		if err == nil && len(freed) == 0 {
			err = errUnchanged
		}
		return append([]export.PersonRef{one.ref()}, freed...), err
	}
	return a.editPeople(ctx, edit, func(changed bool, now []*somebody) {
		if !changed {
			a.tell(a.say(lang.NothingJoined, lang.V{"name": a.nameOf(now[0])}))
			return
		}
		a.tell(a.say(lang.PeopleSplit, lang.V{"names": a.numbered(now)}))
	})
}

func (a *app) renamePerson(ctx context.Context, name, to string) error {
	var before string
	edit := func(st *store.Store, f *folk) ([]export.PersonRef, error) {
		one, err := a.find(ctx, st.View(), f, name, lang.ChooseNumber)
		if err != nil {
			return nil, err
		}
		before = a.nameOf(one)
		refs := []export.PersonRef{one.ref()}
		if one.called() == to {
			return refs, errUnchanged
		}
		return refs, st.RenamePerson(ctx, one.ref(), to)
	}
	return a.editPeople(ctx, edit, func(changed bool, now []*somebody) {
		said := lang.PersonRenamed
		switch {
		case !changed:
			said = lang.NothingNew
		case to == "":
			said = lang.NameBack
		}
		a.tell(a.say(said, lang.V{"before": before, "name": a.nameOf(now[0])}))
	})
}

func (a *app) sayMe(ctx context.Context, names []string) error {
	edit := func(st *store.Store, f *folk) ([]export.PersonRef, error) {
		var refs []export.PersonRef
		for _, name := range names {
			one, err := a.find(ctx, st.View(), f, name, lang.ChooseMe)
			if err != nil {
				return nil, err
			}
			refs = append(refs, one.ref())
		}
		if err := st.SetSelf(ctx, refs...); err != nil {
			return nil, err
		}
		after, err := a.readFolk(ctx, st.View(), false)
		if err == nil && slices.Equal(f.selves(), after.selves()) {
			err = errUnchanged
		}
		return refs, err
	}
	return a.editPeople(ctx, edit, func(_ bool, now []*somebody) {
		a.tell(a.say(lang.MeIs, lang.V{"names": a.numbered(now)}))
	})
}

// numbered lists people by name and number.
func (a *app) numbered(list []*somebody) string {
	var names []string
	for _, s := range list {
		names = append(names, a.nameOf(s)+" ("+s.number()+")")
	}
	return strings.Join(names, ", ")
}
