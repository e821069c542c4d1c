package convert

import (
	"cmp"
	"context"
	"slices"

	"exile/export"
)

// Counts are the numbers of what an input holds.
type Counts struct {
	Messages int64                 `json:"messages"` // notices not among them
	Notices  int64                 `json:"notices"`
	Kinds    map[export.Kind]int64 `json:"kinds"`  // messages and notices by kind
	Files    int64                 `json:"files"`  // media that messages name or mention
	Found    int64                 `json:"found"`  // of those, with their bytes
	Absent   int64                 `json:"absent"` // of those, without
	People   []PersonCount         `json:"people"` // who wrote most first
}

// PersonCount says how much one person wrote.
type PersonCount struct {
	Ref      export.PersonRef `json:"-"`
	Name     string           `json:"name"`
	Messages int64            `json:"messages"`
}

// Inspect reads an input to its end and keeps nothing.
func (e *Engine) Inspect(ctx context.Context, in *Input, opt InOptions) (*InReport, *Counts, error) {
	opt.KeepMedia, opt.KeepOriginals = false, false
	r, err := e.newReading(in, opt)
	if err != nil {
		return nil, nil, err
	}
	c := counter{kinds: make(map[export.Kind]int64), people: map[export.PersonRef]int64{}}
	if err := r.run(ctx, c.add, nil); err != nil {
		return nil, nil, err
	}
	report := r.close()
	return report, c.counts(report), nil
}

type counter struct {
	kinds  map[export.Kind]int64
	people map[export.PersonRef]int64
}

func (c *counter) add(events []export.Event) error {
	for _, e := range events {
		m, ok := e.(*export.Message)
		if !ok {
			continue
		}
		kind := export.KindOf(m.Content)
		c.kinds[kind]++
		if kind != export.KindNotice {
			c.people[m.Sender]++
		}
	}
	return nil
}

func (c *counter) counts(r *InReport) *Counts {
	counts := &Counts{
		Messages: r.Ledger.Messages,
		Notices:  r.Ledger.Notices,
		Kinds:    c.kinds,
		Files:    r.Ledger.Files,
		Found:    r.Ledger.Found,
		Absent:   r.Ledger.Absent,
	}
	for i := range r.People {
		p := &r.People[i]
		counts.People = append(counts.People, PersonCount{Ref: p.Ref, Name: p.Name(), Messages: c.people[p.Ref]})
	}
	slices.SortStableFunc(counts.People, func(a, b PersonCount) int { return cmp.Compare(b.Messages, a.Messages) })
	return counts
}
