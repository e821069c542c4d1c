//go:build cgo

package serve

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/cmd/internal/console"
	"exile/export"
	"exile/export/store"
)

// folk is the page of people.
type folk struct {
	People  []somebody
	Counted bool // how much each wrote is known
}

// somebody is a person of the store: those whom the owner says to be one, or one alone.
type somebody struct {
	Ref         int64
	Name        string
	Called      string   // what the owner calls them; "": as the exports do
	Names       []string // all others
	Handles     []string
	Apps        []string
	Chats       []titled
	More        int // chats that are not listed
	Messages    int64
	First, Last string
	Self        bool
	Several     bool // they are several that the owner joined
}

// maxChats is how many chats of a person are listed.
const maxChats = 6

func (s *Server) peoplePage(w http.ResponseWriter, r *request) error {
	f, err := r.folk(false)
	if err != nil {
		return err
	}
	return r.page(w, "people", "people", f)
}

// peopleCounted is the same list with how much each wrote, for which all messages are looked through.
func (s *Server) peopleCounted(w http.ResponseWriter, r *request) error {
	f, err := r.folk(true)
	if err != nil {
		return err
	}
	return r.fragment(w, "folk", f)
}

func (r *request) folk(counted bool) (*folk, error) {
	f := &folk{Counted: counted}
	err := r.s.archive.read(r.Context(), func(st *store.Store) error {
		details, err := st.View().PeopleDetail(r.Context(), counted)
		if err != nil {
			return err
		}
		chats, err := st.View().Chats(r.Context())
		if err != nil {
			return err
		}
		titles := map[export.ChatRef]string{}
		for i := range chats {
			titles[chats[i].Ref] = r.titleOf(&chats[i])
		}
		f.People = r.everybody(details, titles)
		return nil
	})
	return f, err
}

// everybody puts those together who are one person, the busiest first.
func (r *request) everybody(details []store.PersonDetail, titles map[export.ChatRef]string) []somebody {
	var order []export.PersonRef
	parts := map[export.PersonRef][]*store.PersonDetail{}
	for i := range details {
		p := &details[i]
		who := cmp.Or(p.Same, p.Ref)
		if parts[who] == nil {
			order = append(order, who)
		}
		if p.Same == 0 {
			parts[who] = slices.Insert(parts[who], 0, p)
			continue
		}
		parts[who] = append(parts[who], p)
	}
	all := make([]somebody, 0, len(order))
	for _, who := range order {
		all = append(all, r.somebody(who, parts[who], titles))
	}
	slices.SortStableFunc(all, func(a, b somebody) int { return cmp.Compare(b.Messages, a.Messages) })
	return all
}

func (r *request) somebody(who export.PersonRef, parts []*store.PersonDetail, titles map[export.ChatRef]string) somebody {
	one := somebody{Ref: int64(who), Several: len(parts) > 1}
	var first, last time.Time
	for _, p := range parts {
		one.Self = one.Self || p.Self
		one.Messages += p.Messages
		if one.Called == "" {
			one.Called = p.Called
		}
		one.Apps = addNew(one.Apps, r.formatTitle(p.App))
		for _, n := range p.Names {
			one.Names = addNew(one.Names, oneLine(n))
		}
		for _, h := range p.Handles {
			one.Handles = addNew(one.Handles, oneLine(h))
		}
		if first.IsZero() || !p.First.IsZero() && p.First.Before(first) {
			first = p.First
		}
		if p.Last.After(last) {
			last = p.Last
		}
		for _, c := range p.Chats {
			t := titled{int64(c.Chat), titles[c.Chat]}
			if slices.Contains(one.Chats, t) {
				continue
			}
			if len(one.Chats) == maxChats {
				one.More++
				continue
			}
			one.Chats = append(one.Chats, t)
		}
	}
	one.Name = r.nameOf(&export.Person{Names: slices.Concat(known(one.Called), one.Names)})
	one.Names = slices.DeleteFunc(one.Names, func(n string) bool { return n == one.Name })
	one.First, one.Last = dayText(first), dayText(last)
	return one
}

func known(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

func oneLine(s string) string { return strings.TrimSpace(console.Clean(s)) }

func addNew(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// person is the person that a form names.
func (r *request) person() export.PersonRef { return export.PersonRef(r.number("person")) }

func (s *Server) renamePerson(w http.ResponseWriter, r *request) error {
	name := oneLine(r.PostForm.Get("name"))
	return r.editPeople(w, func(ctx context.Context, st *store.Store) error {
		return st.RenamePerson(ctx, r.person(), name)
	})
}

func (s *Server) sayMe(w http.ResponseWriter, r *request) error {
	return r.editPeople(w, func(ctx context.Context, st *store.Store) error { return st.SetSelf(ctx, r.person()) })
}

func (s *Server) partPeople(w http.ResponseWriter, r *request) error {
	return r.editPeople(w, func(ctx context.Context, st *store.Store) error {
		_, err := st.SplitPeople(ctx, r.person())
		return err
	})
}

func (s *Server) joinPeople(w http.ResponseWriter, r *request) error {
	var refs []export.PersonRef
	for _, text := range r.PostForm["person"] {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return errBadRequest
		}
		refs = append(refs, export.PersonRef(n))
	}
	if len(refs) < 2 {
		return troubled(http.StatusUnprocessableEntity, "ChooseTwo", nil)
	}
	return r.editPeople(w, func(ctx context.Context, st *store.Store) error { return st.JoinPeople(ctx, refs[0], refs[1:]...) })
}

// editPeople changes people, and shows them again.
func (r *request) editPeople(w http.ResponseWriter, f func(context.Context, *store.Store) error) error {
	j := r.s.start("JobPeople", func(ctx context.Context, p *progress) (done, error) {
		err := r.s.archive.change(ctx, p.saving, func(st *store.Store) error { return f(ctx, st) })
		return done{Go: "people"}, err
	})
	return r.follow(w, j)
}
