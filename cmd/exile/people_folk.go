//go:build cgo

package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"exile/cmd/internal/contacts"
	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/store"
)

// somebody is a person of the store: those whom the owner joined, or one alone.
type somebody struct {
	parts []*store.PersonDetail // the one by whose number they are known first
}

func (s *somebody) ref() export.PersonRef { return s.parts[0].Ref }

func (s *somebody) number() string { return strconv.FormatInt(int64(s.ref()), 10) }

// called is what the owner calls them, "" nothing.
func (s *somebody) called() string {
	for _, p := range s.parts {
		if p.Called != "" {
			return p.Called
		}
	}
	return ""
}

// told are the names that sources tell.
func (s *somebody) told() []string {
	return s.gather(func(p *store.PersonDetail) []string { return p.Names })
}

// names are all of them, the one that outputs show first.
func (s *somebody) names() []string {
	list := s.gather(func(p *store.PersonDetail) []string { return []string{p.Called} })
	return slices.DeleteFunc(slices.Concat(list, s.told()), func(n string) bool { return n == "" })
}

func (s *somebody) handles() []string {
	return s.gather(func(p *store.PersonDetail) []string { return p.Handles })
}

func (s *somebody) apps() []string {
	return s.gather(func(p *store.PersonDetail) []string { return []string{p.App} })
}

func (s *somebody) gather(of func(p *store.PersonDetail) []string) []string {
	var list []string
	for _, p := range s.parts {
		for _, text := range of(p) {
			if !slices.Contains(list, text) {
				list = append(list, text)
			}
		}
	}
	return list
}

func (s *somebody) self() bool {
	return slices.ContainsFunc(s.parts, func(p *store.PersonDetail) bool { return p.Self })
}

func (s *somebody) activity() store.Activity {
	var all store.Activity
	for _, p := range s.parts {
		all.Messages += p.Messages
		if !p.First.IsZero() && (all.First.IsZero() || p.First.Before(all.First)) {
			all.First = p.First
		}
		if p.Last.After(all.Last) {
			all.Last = p.Last
		}
	}
	return all
}

// chats are those in which they are, each once, where they wrote most first.
func (s *somebody) chats() []store.PersonChat {
	var list []store.PersonChat
	for _, p := range s.parts {
		for _, c := range p.Chats {
			i := slices.IndexFunc(list, func(o store.PersonChat) bool { return o.Chat == c.Chat })
			if i < 0 {
				list = append(list, c)
				continue
			}
			list[i].Messages += c.Messages
		}
	}
	slices.SortStableFunc(list, func(a, b store.PersonChat) int { return cmp.Compare(b.Messages, a.Messages) })
	return list
}

// isCalled reports whether a name, number or user name is theirs.
func (s *somebody) isCalled(name string) bool {
	if slices.ContainsFunc(s.names(), func(n string) bool { return same(n, name) }) {
		return true
	}
	phone, isPhone := contacts.ParsePhone(name)
	return slices.ContainsFunc(slices.Concat(s.handles(), s.told()), func(h string) bool {
		other, ok := contacts.ParsePhone(h) // apps show it in the place of a name too
		return h == name || isPhone && ok && phone.Same(other)
	})
}

// folk are the people of a store.
type folk struct {
	list   []*somebody // in the order of their numbers
	by     map[export.PersonRef]*somebody
	titles map[export.ChatRef]string
}

// readFolk reads them; counted, with what they wrote.
func (a *app) readFolk(ctx context.Context, view *store.View, counted bool) (*folk, error) {
	people, err := view.PeopleDetail(ctx, counted)
	if err != nil {
		return nil, err
	}
	chats, err := view.Chats(ctx)
	if err != nil {
		return nil, err
	}
	f := &folk{by: map[export.PersonRef]*somebody{}, titles: map[export.ChatRef]string{}}
	for i := range chats {
		f.titles[chats[i].Ref] = chats[i].Title
	}
	for i := range people {
		if p := &people[i]; p.Same == 0 {
			s := &somebody{parts: []*store.PersonDetail{p}}
			f.list, f.by[p.Ref] = append(f.list, s), s
		}
	}
	for i := range people {
		if p := &people[i]; p.Same != 0 && f.by[p.Same] != nil {
			f.by[p.Ref] = f.by[p.Same]
			f.by[p.Ref].parts = append(f.by[p.Ref].parts, p)
		}
	}
	return f, nil
}

// those returns people by their numbers, each once.
func (f *folk) those(refs []export.PersonRef) []*somebody {
	var list []*somebody
	for _, ref := range refs {
		if s := f.by[ref]; s != nil && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// selves are the numbers of those who are the owner.
func (f *folk) selves() []export.PersonRef {
	var list []export.PersonRef
	for _, s := range f.list {
		for _, p := range s.parts {
			if p.Self {
				list = append(list, p.Ref)
			}
		}
	}
	return list
}

// named returns those of whom a name may speak: by the number, else by the name,
// alone or with the app before it.
func (f *folk) named(name string) []*somebody {
	if n, err := strconv.ParseInt(name, 10, 64); err == nil && f.by[export.PersonRef(n)] != nil {
		return []*somebody{f.by[export.PersonRef(n)]}
	}
	app, rest, qualified := strings.Cut(name, ":")
	return slices.DeleteFunc(slices.Clone(f.list), func(s *somebody) bool {
		within := qualified && slices.Contains(s.apps(), app)
		return !s.isCalled(name) && (!within || !s.isCalled(rest))
	})
}

// find returns whom a name means. Where it may be several they are listed: nobody
// guesses.
func (a *app) find(ctx context.Context, view *store.View, f *folk, name string, choose lang.Text) (*somebody, error) {
	if strings.TrimSpace(name) == "" { // as of a variable of a script that is not set
		return nil, a.misused(lang.NeedsPerson, nil)
	}
	found := f.named(name)
	switch len(found) {
	case 0:
		var people []export.Person
		for _, s := range f.list {
			people = append(people, export.Person{Names: s.names()})
		}
		return nil, noPerson(people, name)
	case 1:
		return found[0], nil
	}
	all, err := a.readFolk(ctx, view, true)
	if err != nil {
		return nil, err
	}
	var refs []export.PersonRef
	var numbers []string
	for _, s := range found {
		refs, numbers = append(refs, s.ref()), append(numbers, s.number())
	}
	lines := strings.Split(strings.TrimRight(a.folkTable(all, all.those(refs)), "\n"), "\n")
	return nil, &usageError{
		Sentence: a.say(lang.SeveralNamed, lang.V{"name": clean(name), "n": len(found)}),
		Hint:     strings.Join(append(lines, a.say(choose, lang.V{"numbers": strings.Join(numbers, " ")})), "\n  "),
	}
}

// nameOf is what somebody is called, for a terminal.
func (a *app) nameOf(s *somebody) string {
	return a.nameOfPerson(&export.Person{Names: append(s.names(), "")})
}
