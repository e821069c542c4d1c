//go:build cgo

package main

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
)

func newPeople(a *app) *cobra.Command {
	cmd := a.command("people", lang.HelpPeople)
	cmd.Example = "  exile people\n  exile people merge kakaotalk:철수 whatsapp:\"+82 10-1234-5678\"\n  exile people rename 철수 \"김철수\""
	cmd.Args = cobra.ArbitraryArgs // so that an unknown command is told in our words
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return a.listPeople(cmd.Context(), nil)
	}
	list := a.command("list", lang.HelpPeopleList)
	list.Args = cobra.ArbitraryArgs
	list.RunE = func(cmd *cobra.Command, args []string) error { return a.listPeople(cmd.Context(), args) }
	cmd.AddCommand(
		list, newPeopleMerge(a), newPeopleSplit(a), newPeopleRename(a), newPeopleMe(a), newPeopleImport(a), newPeopleExport(a),
	)
	return cmd
}

// listPeople lists everybody, or tells all about those that are named.
func (a *app) listPeople(ctx context.Context, names []string) error {
	st, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	f, err := a.readFolk(ctx, st.View(), true)
	if err != nil {
		return about(err, st.path)
	}
	list := slices.Clone(f.list)
	slices.SortStableFunc(list, func(x, y *somebody) int { return cmp.Compare(y.activity().Messages, x.activity().Messages) })
	if len(names) > 0 {
		list = nil
	}
	for _, name := range names {
		one, err := a.find(ctx, st.View(), f, name, lang.ChooseNumber)
		if err != nil {
			return about(err, st.path)
		}
		list = append(list, one)
	}
	switch {
	case a.json:
		all := []listedPerson{}
		for _, s := range list {
			all = append(all, listedOf(f, s))
		}
		return a.printJSON(struct {
			Status status         `json:"status"`
			Store  string         `json:"store"`
			People []listedPerson `json:"people"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, st.path, all, a.doubts})
	case len(list) == 0:
		a.tell(a.say(lang.NoPeople, nil))
		return nil
	case len(names) == 0:
		return a.print(strings.TrimRight(a.folkTable(f, list), "\n"))
	}
	var pages []string
	for _, s := range list {
		pages = append(pages, strings.Join(a.allAbout(f, s), "\n"))
	}
	return a.print(strings.Join(pages, "\n\n"))
}

// folkTable lists people, one a line.
func (a *app) folkTable(f *folk, list []*somebody) string {
	rows := [][]string{{
		a.say(lang.ColNumber, nil), a.say(lang.ColName, nil), a.say(lang.ColApp, nil), a.say(lang.ColMessages, nil),
		a.say(lang.ColFirst, nil), a.say(lang.ColLast, nil), a.say(lang.ColChats, nil), a.say(lang.ColAlso, nil),
	}}
	for _, s := range list {
		name := short(a.nameOf(s), 30)
		if s.self() {
			name += " (" + a.say(lang.WordMe, nil) + ")"
		}
		act := s.activity()
		rows = append(rows, []string{
			s.number(), name, a.appTitles(s), lang.Number(act.Messages), dayOf(known(act.First)), dayOf(known(act.Last)),
			a.some(a.chatNames(f, s)), a.some(a.aliases(s)),
		})
	}
	return table(rows, 0, 3)
}

// some shows the first of some names, and how many there are more.
func (a *app) some(names []string) string {
	const most = 2
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return a.say(lang.AndMore, lang.V{"names": strings.Join(names[:most], ", "), "n": len(names) - most})
}

func (a *app) appTitles(s *somebody) string {
	var list []string
	for _, app := range s.apps() {
		list = append(list, a.appTitle(app))
	}
	return strings.Join(list, ", ")
}

func (a *app) chatNames(f *folk, s *somebody) []string {
	var list []string
	for _, c := range s.chats() {
		list = append(list, short(a.titleOf(&export.Chat{Title: f.titles[c.Chat]}), 24))
	}
	return list
}

// aliases are their other names, numbers and user names.
func (a *app) aliases(s *somebody) []string {
	var list []string
	for _, n := range slices.Concat(s.names(), s.handles()) {
		if n = short(strings.TrimSpace(clean(n)), 24); n != "" && n != a.nameOf(s) && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// allAbout tells, in lines, all that is known of somebody.
func (a *app) allAbout(f *folk, s *somebody) []string {
	v := lang.V{"n": s.number(), "name": a.nameOf(s), "apps": a.appTitles(s)}
	lines := []string{a.say(lang.PersonHead, v)}
	add := func(t lang.Text, v lang.V) { lines = append(lines, a.say(t, v)) }
	if s.self() {
		add(lang.PersonMe, nil)
	}
	if name := s.called(); name != "" {
		add(lang.PersonCalled, lang.V{"name": clean(name)})
	}
	if len(s.parts) > 1 {
		var others []string
		for _, p := range s.parts[1:] {
			others = append(others, (&somebody{parts: []*store.PersonDetail{p}}).number())
		}
		add(lang.PersonJoined, lang.V{"numbers": strings.Join(others, ", ")})
	}
	add(lang.PersonKnown, lang.V{"how": a.knownBy(s)})
	if handles := s.handles(); len(handles) > 0 {
		add(lang.PersonHandles, lang.V{"names": clean(strings.Join(handles, ", "))})
	}
	if names := a.chatNames(f, s); len(names) > 0 {
		add(lang.PersonChats, lang.V{"chats": strings.Join(names, ", ")})
	}
	lines = append(lines, a.period(a.say(lang.PersonMessages, lang.V{"n": s.activity().Messages}), s.activity()))
	for _, p := range s.parts {
		for _, t := range p.Told {
			names := a.nameOfPerson(&export.Person{Names: []string{strings.Join(t.Names, ", ")}})
			lines = append(lines, a.period(a.say(lang.PersonTold, lang.V{
				"names": names, "source": t.Source, "input": clean(t.Input), "n": t.Messages,
			}), t.Activity))
		}
	}
	return lines
}

func (a *app) period(line string, act store.Activity) string {
	if act.First.IsZero() {
		return line
	}
	return a.say(lang.Period, lang.V{"line": line, "first": act.First.Format(time.DateOnly), "last": act.Last.Format(time.DateOnly)})
}

func (a *app) knownBy(s *somebody) string {
	var list []string
	for _, p := range s.parts {
		word := lang.KnownByName
		switch p.KnownBy {
		case export.ByHandle:
			word = lang.KnownByHandle
		case export.ByKey:
			word = lang.KnownByKey
		case export.ByName:
		}
		if text := a.say(word, nil); !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return strings.Join(list, ", ")
}

// known is a time, nil where it is not.
func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
