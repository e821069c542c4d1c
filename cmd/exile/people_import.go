//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/contacts"
	"exile/cmd/internal/lang"
	"exile/crypto"
	"exile/export/store"
)

// maxContacts is how large a list of contacts may be, in bytes: phones put
// pictures into it.
const maxContacts = 256 << 20

// importing is one run of people import.
type importing struct {
	*app
	force, dry bool
	file       string
	store      string
}

func newPeopleImport(a *app) *cobra.Command {
	i := &importing{app: a}
	cmd := a.command("import", lang.HelpPeopleImport)
	cmd.Args = a.oneArg(lang.NeedsList)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		i.file = args[0]
		return i.run(cmd.Context())
	}
	cmd.Flags().BoolVar(&i.force, "force", false, a.say(lang.FlagImportForce, nil))
	cmd.Flags().BoolVar(&i.dry, "dry-run", false, a.say(lang.FlagDryRun, nil))
	return cmd
}

func (i *importing) run(ctx context.Context) error {
	data, err := i.read()
	if err != nil {
		return err
	}
	if text, err := contacts.Decode(data); err == nil {
		if rows, err := contacts.Rows(text); err == nil {
			if t, ok := nameTableOf(rows); ok {
				return i.table(ctx, t)
			}
		}
	}
	list, err := contacts.Read(data)
	switch {
	case errors.Is(err, contacts.ErrGarbled):
		return i.misused(lang.NamesGarbled, lang.V{"name": clean(i.file)})
	case err != nil:
		return &told{statusFailed, lang.NoContacts, lang.V{"name": clean(i.file)}}
	}
	return i.contacts(ctx, list)
}

func (i *importing) read() ([]byte, error) {
	f, err := openFile(i.file)
	if err != nil {
		return nil, about(err, i.file)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	data, err := io.ReadAll(io.LimitReader(f, maxContacts+1))
	if err != nil {
		return nil, about(fmt.Errorf("read %s: %w", i.file, err), i.file)
	}
	if len(data) > maxContacts {
		return nil, &told{statusFailed, lang.LargeList, lang.V{"name": clean(i.file)}}
	}
	return data, nil
}

// apply changes what plan finds in the people of the store; in a dry run it only
// plans.
func (i *importing) apply(ctx context.Context, plan func(f *folk) ([]store.PersonEdit, error)) error {
	look := func(view *store.View) ([]store.PersonEdit, error) {
		f, err := i.readFolk(ctx, view, false)
		if err != nil {
			return nil, err
		}
		return plan(f)
	}
	if !i.dry {
		return i.changeStore(ctx, func(st *store.Store) error {
			i.store = st.Dir()
			edits, err := look(st.View())
			if err == nil && len(edits) == 0 {
				err = errUnchanged
			}
			if err != nil {
				return err
			}
			return i.round(st.EditPeople(ctx, edits))
		})
	}
	st, err := i.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	i.store = st.path
	_, err = look(st.View())
	return about(err, st.path)
}

// imported is the JSON of people import with contacts.
type imported struct {
	Status   status         `json:"status"`
	Store    string         `json:"store"`
	DryRun   bool           `json:"dry_run"`
	Contacts int            `json:"contacts"`
	Matched  []matchJSON    `json:"matched"`
	Rest     []string       `json:"unmatched"`        // contacts who matched nobody
	Numbers  []person       `json:"known_by_numbers"` // people without a name still
	Perhaps  [][]personName `json:"perhaps_one"`

	Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
}

type matchJSON struct {
	Contact string   `json:"contact"`
	Number  int64    `json:"number"`
	Name    string   `json:"name"`
	Apps    []string `json:"apps"`
	By      string   `json:"by"` // phone, name
	Outcome matched  `json:"outcome"`
}

type personName struct {
	Number int64  `json:"number"`
	Name   string `json:"name"`
}

func (i *importing) contacts(ctx context.Context, list []contacts.Contact) error {
	var m *matches
	err := i.apply(ctx, func(f *folk) ([]store.PersonEdit, error) {
		m = matchContacts(f, list, i.force)
		return m.edits(), nil
	})
	if err != nil {
		return err
	}
	if i.json {
		return i.printJSON(i.imported(m, len(list)))
	}
	if len(m.list) > 0 {
		if err := i.print(strings.TrimRight(i.matchTable(m), "\n")); err != nil {
			return err
		}
	}
	i.summary(m, len(list))
	return nil
}

func (i *importing) imported(m *matches, n int) *imported {
	r := &imported{
		Status: statusDone, Store: i.store, DryRun: i.dry, Contacts: n,
		Matched: []matchJSON{}, Rest: []string{}, Numbers: personsOf(m.numbers), Perhaps: [][]personName{}, Suspicions: i.doubts,
	}
	for _, x := range m.list {
		by := "name"
		if x.byPhone {
			by = "phone"
		}
		r.Matched = append(r.Matched, matchJSON{
			x.contact.Names[0], int64(x.who.ref()), personOf(x.who).Name, x.who.apps(), by, x.outcome,
		})
	}
	for _, c := range m.rest {
		r.Rest = append(r.Rest, c.Names[0])
	}
	for _, group := range m.perhapsOne() {
		var names []personName
		for _, x := range group {
			names = append(names, personName{int64(x.who.ref()), personOf(x.who).Name})
		}
		r.Perhaps = append(r.Perhaps, names)
	}
	return r
}

func (i *importing) matchTable(m *matches) string {
	rows := [][]string{{
		i.say(lang.ColContact, nil), i.say(lang.ColBy, nil), i.say(lang.ColNumber, nil), i.say(lang.ColName, nil),
		i.say(lang.ColApp, nil), i.say(lang.ColOutcome, nil),
	}}
	for _, x := range m.list {
		by := lang.MatchName
		if x.byPhone {
			by = lang.MatchPhone
		}
		rows = append(rows, []string{
			short(clean(x.contact.Names[0]), 24), i.say(by, nil), x.who.number(), short(i.nameOf(x.who), 24),
			i.appTitles(x.who), i.say(i.wordsOf(x.outcome), nil),
		})
	}
	return table(rows, 2)
}

func (i *importing) wordsOf(m matched) lang.Text {
	switch m {
	case matchSame:
		return lang.MatchSame
	case matchKept:
		return lang.MatchKept
	case matchAlike:
		return lang.MatchAlike
	case matchSeveral:
		return lang.MatchSeveral
	case matchNamed:
	}
	if i.dry {
		return lang.MatchWould
	}
	return lang.MatchNamed
}

// summary tells in numbers what was matched, and what the person may still do.
func (i *importing) summary(m *matches, n int) {
	named, who := map[*somebody]bool{}, map[*contacts.Contact]bool{}
	for _, x := range m.list {
		who[x.contact] = true
		if x.outcome == matchNamed {
			named[x.who] = true
		}
	}
	said := lang.ContactsRead
	if i.dry {
		said = lang.ContactsWould
	}
	i.tell(i.say(said, lang.V{"n": n, "matched": len(who), "named": len(named), "rest": len(m.rest)}))
	if i.verbose && len(m.rest) > 0 {
		var names []string
		for _, c := range m.rest {
			names = append(names, clean(c.Names[0]))
		}
		i.tell(i.say(lang.ContactsRest, lang.V{"names": strings.Join(names, ", ")}))
	}
	if len(m.numbers) > 0 {
		var names []string
		for _, s := range m.numbers {
			names = append(names, i.nameOf(s))
		}
		i.tell(i.say(lang.StillNumbers, lang.V{"names": i.few(names)}))
	}
	for _, group := range m.perhapsOne() {
		var numbers []string
		for _, x := range group {
			numbers = append(numbers, x.who.number())
		}
		i.tell(i.say(lang.PerhapsOne, lang.V{"numbers": strings.Join(numbers, " "), "name": clean(group[0].contact.Names[0])}))
	}
	if i.dry {
		i.tell(i.say(lang.DryRun, nil))
	}
}
