//go:build cgo

package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/naming"
	"exile/convert"
	"exile/convert/handover"
	"exile/export"
	"exile/formats"
	"exile/formats/telegram"
)

// delivering makes the bundle that a request asks for.
type delivering struct {
	*app
	st      *opened
	request handover.Request

	history formats.History
	opt     convert.OutOptions
}

// manifest finds out what the bundle holds.
func (d *delivering) manifest(ctx context.Context) (*handover.Manifest, error) {
	if err := d.prepare(ctx); err != nil {
		return nil, err
	}
	engine, done := d.engine()
	m, report, err := engine.Manifest(ctx, d.history, telegram.Format(), d.opt)
	done()
	if err != nil {
		return nil, err
	}
	for i := range report.Problems {
		if p := &report.Problems[i]; p.Code == export.Unbalanced {
			return nil, &told{statusFailed, lang.BundleMiscounted, lang.V{"why": p.Text}}
		}
	}
	if len(m.Chats) == 0 {
		return nil, &told{statusNotFound, lang.NothingToDeliver, nil}
	}
	m.Request = d.request
	return m, nil
}

// prepare turns the request into what is written and how.
func (d *delivering) prepare(ctx context.Context) error {
	h := keptIn(d.st)
	people, err := h.People(ctx)
	if err != nil {
		return err
	}
	d.history = h
	if d.request.Me != "" {
		chats, err := h.Chats(ctx)
		if err != nil {
			return err
		}
		me := naming.Called(people, chats, d.request.Me)
		if len(me) == 0 {
			return noPerson(people, d.request.Me)
		}
		d.history = asSelf{h, me}
	}
	only, err := d.only(people)
	if err != nil {
		return err
	}
	d.history = only.Of(d.history)
	r := &d.request
	d.opt = convert.OutOptions{
		Range: export.Range{After: r.After, Before: r.Before},
		Write: formats.WriteOptions{
			Lang: r.Lang, Self: r.Self, Names: r.Names, Offset: time.Duration(r.Offset) * time.Second,
			Values: map[string]string{"part": r.Part},
		},
	}
	if r.AsGroup {
		d.opt.Write.Values["as-group"] = "true"
	}
	return d.chats(ctx, h)
}

// chats finds the chats of the request, which must be what they were called.
func (d *delivering) chats(ctx context.Context, h formats.History) error {
	chats, err := h.Chats(ctx)
	if err != nil {
		return err
	}
	for _, id := range d.request.Chats {
		at := slices.IndexFunc(chats, func(c export.Chat) bool { return int64(c.Ref) == id.Number && same(c.Title, id.Title) })
		if at < 0 {
			return &told{statusNotFound, lang.NoChat, lang.V{"name": clean(id.Title)}}
		}
		d.opt.Chats = append(d.opt.Chats, chats[at].Ref)
	}
	return nil
}

// only is what the request wants of the chats. Somebody may be several people of the
// store, one for each app.
func (d *delivering) only(people []export.Person) (convert.Only, error) {
	var only convert.Only
	for _, kind := range d.request.Kinds {
		only.Kinds = append(only.Kinds, convert.Kind(kind))
	}
	for _, name := range d.request.People {
		found := len(only.People)
		for i := range people {
			if slices.ContainsFunc(people[i].Names, func(n string) bool { return same(n, name) }) {
				only.People = append(only.People, people[i].Ref)
			}
		}
		if len(only.People) == found {
			return only, noPerson(people, name)
		}
	}
	return only, nil
}

// hand starts the courier and hands it the bundle.
func (d *delivering) hand(ctx context.Context, c *courier, m *handover.Manifest, depth handover.Depth) error {
	m.Depth = depth
	engine := &convert.Engine{Formats: d.formats}
	err := c.run(ctx, func(ctx context.Context, w io.Writer) error {
		return engine.HandOver(ctx, d.history, telegram.Format(), m, w, d.opt)
	})
	if errors.Is(err, handover.ErrTooLarge) {
		return &told{statusFailed, lang.TooMuchForPlan, nil}
	}
	return about(err, d.st.path)
}
