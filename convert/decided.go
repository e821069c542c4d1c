//go:build cgo

package convert

import (
	"context"
	"slices"

	"exile/export"
	"exile/export/store"
)

// decided is what the owner of a store said of people, and who they are in another.
type decided struct {
	people []store.PersonDetail
	who    map[export.PersonRef][]export.PersonRef // in the other store
}

func readDecided(ctx context.Context, st *store.Store) (*decided, error) {
	people, err := st.View().PeopleDetail(ctx, false)
	return &decided{people, map[export.PersonRef][]export.PersonRef{}}, err
}

// any reports whether anything was said.
func (d *decided) any() bool {
	return slices.ContainsFunc(d.people, func(p store.PersonDetail) bool { return p.Called != "" || p.Same != 0 || p.Self })
}

// is notes who somebody is.
func (d *decided) is(ref, who export.PersonRef) {
	if !slices.Contains(d.who[ref], who) {
		d.who[ref] = append(d.who[ref], who)
	}
}

// seat notes whom a batch took people for.
func (d *decided) seat(persons func(export.PersonRef) []export.PersonRef) {
	for i := range d.people {
		ref := d.people[i].Ref
		for _, who := range persons(ref) {
			d.is(ref, who)
		}
	}
}

// became notes that people of the other store are others now.
func (d *decided) became(others map[export.PersonRef]export.PersonRef) {
	if len(others) == 0 {
		return
	}
	for ref, list := range d.who {
		d.who[ref] = nil
		for _, who := range list {
			for others[who] != 0 {
				who = others[who]
			}
			d.is(ref, who)
		}
	}
}

// decide says the same in the other store, of those of whom nobody has said anything
// there.
func (d *decided) decide(ctx context.Context, to *store.Store) error {
	if !d.any() {
		return nil
	}
	now, err := to.View().PeopleDetail(ctx, false)
	if err != nil {
		return err
	}
	there := map[export.PersonRef]*store.PersonDetail{}
	for i := range now {
		there[now[i].Ref] = &now[i]
	}
	for ref, list := range d.who {
		d.who[ref] = slices.DeleteFunc(list, func(who export.PersonRef) bool { return there[who] == nil })
	}
	if err := to.EditPeople(ctx, d.names(there)); err != nil {
		return err
	}
	if err := d.join(ctx, to); err != nil {
		return err
	}
	return d.selves(ctx, to, there)
}

// names are what people are called.
func (d *decided) names(there map[export.PersonRef]*store.PersonDetail) []store.PersonEdit {
	var edits []store.PersonEdit
	for i := range d.people {
		p := &d.people[i]
		for _, who := range d.who[p.Ref] {
			if p.Called != "" && there[who].Called == "" {
				there[who].Called = p.Called
				edits = append(edits, store.PersonEdit{Person: who, Called: &p.Called})
			}
		}
	}
	return edits
}

// join says who is the same, also of those whom two chats took for two.
func (d *decided) join(ctx context.Context, to *store.Store) error {
	for i := range d.people {
		p := &d.people[i]
		if p.Same == 0 {
			continue
		}
		all := slices.Concat(d.who[p.Same], d.who[p.Ref])
		if len(all) < 2 {
			continue
		}
		if err := to.JoinPeople(ctx, all[0], all[1:]...); err != nil {
			return err
		}
	}
	return nil
}

// meet says that people of chats that were united are one where the store of before
// knew them as one.
func (d *decided) meet(ctx context.Context, to *store.Store, chats map[export.ChatRef]bool) error {
	if len(chats) == 0 {
		return nil
	}
	people, err := to.View().PeopleDetail(ctx, true)
	if err != nil {
		return err
	}
	in := map[export.PersonRef]bool{}
	for i := range people {
		in[people[i].Ref] = slices.ContainsFunc(people[i].Chats, func(c store.PersonChat) bool { return chats[c.Chat] })
	}
	for _, list := range d.who {
		list = slices.DeleteFunc(slices.Clone(list), func(who export.PersonRef) bool { return !in[who] })
		if len(list) < 2 {
			continue
		}
		slices.Sort(list)
		if err := to.JoinPeople(ctx, list[0], list[1:]...); err != nil {
			return err
		}
	}
	return nil
}

// selves says who the owner is.
func (d *decided) selves(ctx context.Context, to *store.Store, there map[export.PersonRef]*store.PersonDetail) error {
	var me []export.PersonRef
	known := true
	for i := range d.people {
		if !d.people[i].Self {
			continue
		}
		for _, who := range d.who[d.people[i].Ref] {
			me = append(me, who)
			known = known && there[who].Self
		}
	}
	if known {
		return nil
	}
	return to.SetSelf(ctx, me...)
}
