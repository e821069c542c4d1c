//go:build cgo

package convert

import (
	"context"
	"slices"

	"exile/export"
	"exile/export/store"
)

// home is what an export was before its input is read again: the chat it belongs to,
// and the people it named.
type home struct {
	store.Export

	people map[string]export.PersonRef // by constant; 0: several
}

// readHomes reads those of an input.
func readHomes(ctx context.Context, view *store.View, source int64) ([]*home, error) {
	exports, err := view.Exports(ctx)
	if err != nil {
		return nil, err
	}
	var homes []*home
	for i := range exports {
		if exports[i].Source != source {
			continue
		}
		h := &home{exports[i], map[string]export.PersonRef{}}
		for e, err := range view.Told(ctx, h.ID) {
			if err != nil {
				return nil, err
			}
			p, ok := e.(*export.Person)
			if !ok || constant(p) == "" {
				continue
			}
			if who, known := h.people[constant(p)]; known && who != p.Ref {
				h.people[constant(p)] = 0
				continue
			}
			h.people[constant(p)] = p.Ref
		}
		homes = append(homes, h)
	}
	return homes, nil
}

// comesHome finds the chat to which a chat of an input belonged when that was read
// before; nil: it is new.
func (j *joining) comesHome(c *chooser, in *incoming) (*choice, error) {
	i := homeOf(j.r.homes, &in.chat)
	if i < 0 {
		return nil, nil //nolint:nilnil // it has none
	}
	h := j.r.homes[i]
	at := slices.IndexFunc(c.rooms, func(r store.Room) bool { return r.Ref == h.Chat })
	if at < 0 {
		return nil, nil //nolint:nilnil // it is gone
	}
	j.r.homes = slices.Delete(j.r.homes, i, i+1)
	f, err := c.compare(in, &c.rooms[at])
	if err != nil {
		return nil, err
	}
	f.why, f.sure, f.told = WhyTitle, true, &h.Why
	f.people = j.survey.knownAs(in, h, f.people)
	return &choice{in: in, fits: []*fit{f}}, nil
}

// homeOf finds the export that a chat was: that of the same key, or place and title,
// or place.
func homeOf(homes []*home, c *export.Chat) int {
	for _, same := range []func(h *home) bool{
		func(h *home) bool { return c.SourceKey != "" && h.Key == c.SourceKey },
		func(h *home) bool { return sameFile(h.From, c.From) && h.Title == c.Title },
		func(h *home) bool {
			return sameFile(h.From, c.From) && h.From.Line == c.From.Line && h.From.Record == c.From.Record
		},
	} {
		if i := slices.IndexFunc(homes, same); i >= 0 {
			return i
		}
	}
	return -1
}

// knownAs says who the people of a chat are: whom the same input named before, and of
// the others those whom what they wrote tells.
func (s *survey) knownAs(in *incoming, h *home, votes map[export.PersonRef]export.PersonRef) map[export.PersonRef]export.PersonRef {
	people, taken := map[export.PersonRef]export.PersonRef{}, map[export.PersonRef]bool{}
	named := map[string]int{}
	for ref := range in.people {
		named[s.constants[ref]]++
	}
	for ref := range in.people {
		who := h.people[s.constants[ref]]
		if who != 0 && named[s.constants[ref]] == 1 {
			people[ref], taken[who] = who, true
		}
	}
	for ref, who := range votes {
		if people[ref] == 0 && !taken[who] {
			people[ref] = who
		}
	}
	return people
}
