//go:build cgo

package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// gatherer is one run of merge-stores.
type gatherer struct {
	*app
	seal bool
	to   recipientFlags

	out    string
	sealed *convert.SealReport // of the new archive, if it is one
	key    *keyfile.New
}

func newMergeStores(a *app) *cobra.Command {
	g := &gatherer{app: a}
	cmd := a.command("merge-stores", lang.HelpMergeStores)
	cmd.Example = "  exile merge-stores all.exile phone.exile old.exile.age\n" +
		"  exile merge-stores all.exile.age --seal --new-key my.exile drop.exile.age"
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) < 2 {
			return a.misused(lang.NeedsStores, nil)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return g.run(cmd.Context(), args[0], args[1:]) }
	f := cmd.Flags()
	f.BoolVar(&g.seal, "seal", false, a.say(lang.FlagStoresSeal, nil))
	g.to.register(a, cmd)
	return cmd
}

func (g *gatherer) run(ctx context.Context, out string, from []string) error {
	g.out = out
	if err := g.check(from); err != nil {
		return err
	}
	g.keys.renewed = g.to.locks()
	var stores []*store.Store
	for _, path := range from {
		st, err := g.openHistory(ctx, path)
		if err != nil {
			return err
		}
		defer st.Close() //nolint:errcheck // opened for reading
		stores = append(stores, st.Store)
	}
	gather := g.intoFolder
	if g.seal {
		gather = g.intoArchive
	}
	report, err := gather(ctx, stores)
	if errors.Is(err, convert.ErrNothing) {
		return &told{statusFailed, lang.StoresEmpty, nil}
	}
	if err != nil {
		return about(err, append(from, out)...)
	}
	return g.finish(report)
}

// check refuses, before anybody is asked for a key, what cannot be done.
func (g *gatherer) check(from []string) error {
	v := lang.V{"name": clean(g.out), "store": clean(g.out)}
	switch {
	case stands(g.out):
		return &told{statusRefused, lang.StoresTaken, v}
	case g.seal && !strings.HasSuffix(g.out, sealedSuffix):
		return g.misused(lang.SealedName, v)
	case !g.seal && strings.HasSuffix(g.out, sealedSuffix):
		return g.misused(lang.NeedsSeal, v)
	case !g.seal && g.to.given():
		v["name"] = "-r, -R, -p, --new-key"
		return g.misused(lang.OnlyWithSealed, v)
	}
	for i, path := range from {
		for _, other := range from[:i] {
			if samePath(path, other) {
				return g.misused(lang.StoreTwice, lang.V{"name": clean(path)})
			}
		}
		if lies(g.out, path) {
			return &told{statusRefused, lang.ArchiveInStore, v}
		}
	}
	if err := vacant(g.out, lang.StoresTaken, lang.NoFolder); err != nil {
		return err
	}
	if err := g.to.check(g.app, g.seal); err != nil {
		return err
	}
	return g.to.checkSheet(g.out)
}

// intoFolder makes a store in a folder, whole or not at all.
func (g *gatherer) intoFolder(ctx context.Context, from []*store.Store) (report *convert.StoresReport, err error) {
	place, err := convert.NewPlace(g.out)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, place.Discard()) }()
	to, err := store.Create(place.Out())
	if err != nil {
		return nil, err
	}
	report, err = g.gather(ctx, to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, err
	}
	return report, place.Commit(false)
}

// intoArchive makes a sealed archive.
func (g *gatherer) intoArchive(ctx context.Context, from []*store.Store) (*convert.StoresReport, error) {
	s, err := convert.NewSealed(g.out, g.sealedOptions())
	if err != nil {
		return nil, notArchive(err, g.out)
	}
	to, key, err := g.recipients(ctx, &g.to, g.out)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	st, err := s.Store(store.ReadWrite)
	var report *convert.StoresReport
	if err == nil {
		report, err = g.gather(ctx, st, from)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close(), key.Discard())
	}
	if g.sealed, err = g.save(ctx, s, g.out, to, key); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	g.key = key
	return report, g.writeSheet(&g.to, key, g.out, g.sealed.ID)
}

func (g *gatherer) gather(ctx context.Context, to *store.Store, from []*store.Store) (*convert.StoresReport, error) {
	engine, done := g.engine()
	defer done()
	return engine.MergeStores(ctx, to, from)
}

// finish tells what became of each input.
func (g *gatherer) finish(r *convert.StoresReport) error {
	var outcome error
	var s status
	if r.Missing > 0 {
		outcome, s = errLost, statusLost
	}
	if g.json {
		done := struct {
			Status status `json:"status"`
			Store  string `json:"store"`
			*convert.StoresReport
			Sealed *resealed `json:"sealed,omitempty"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{s, g.out, r, nil, g.doubts}
		if g.sealed != nil {
			done.Sealed = g.to.resealed(g.sealed, g.key)
		}
		return errors.Join(g.printJSON(done), outcome)
	}
	taken, stores := 0, map[string]bool{}
	for i := range r.Sources {
		one := &r.Sources[i]
		stores[one.Store] = true
		g.tellJoined(&convert.InReport{Joined: one.Joined, Apart: one.Apart})
		if one.Skipped == "" {
			taken++
			continue
		}
		line := lang.StoreKnown
		if one.Skipped == convert.SkippedForgotten {
			line = lang.StoreForgotten
		}
		g.tell(g.say(line, lang.V{"input": g.inputOf(one.Input), "name": clean(filepath.Base(one.Store))}))
	}
	for i := range r.United {
		g.tell(g.say(lang.StoreUnited, lang.V{"title": g.shortTitle(r.United[i].Title)}))
	}
	g.tell(g.say(lang.LineStores, lang.V{"n": taken, "stores": len(stores), "path": clean(g.out)}))
	if g.sealed != nil {
		g.tellRecipients(g.sealed)
		g.tellNewKey(g.key, &g.to, g.out)
	}
	if r.Missing > 0 {
		g.talk("exile: " + g.say(lang.StoresMissing, lang.V{"n": r.Missing}))
	}
	return outcome
}
