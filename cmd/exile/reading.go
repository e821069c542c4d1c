//go:build cgo

package main

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export/store"
	"exile/formats"
)

// readFlags say how to read exports.
type readFlags struct {
	from string
	zone string
}

func (r *readFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&r.from, "from", "", a.say(lang.FlagFrom, lang.V{"names": namesOf(a.pick(readable))}))
	f.StringVar(&r.zone, "tz", "", a.say(lang.FlagZone, nil))
	complete(cmd, "from", formatNames(a.pick(readable))...)
}

// options checks the flags and makes the options of a run.
func (r *readFlags) options(a *app) (convert.InOptions, error) {
	if f, ok := a.formats.Find(r.from); r.from != "" && (!ok || f.Reader == nil) {
		return convert.InOptions{}, a.misused(lang.NotReadable, lang.V{
			"name": clean(r.from), "names": namesOf(a.pick(readable)),
		})
	}
	zone, err := a.parseZone(r.zone)
	return convert.InOptions{From: r.from, Read: formats.ReadOptions{Zone: zone}, Now: a.now}, err
}

func formatNames(table []formats.Format) []string {
	var names []string
	for _, f := range table {
		names = append(names, f.Name)
	}
	return names
}

// detect finds the formats that will read the inputs, each once.
func (a *app) detect(ins []*convert.Input, from string) ([]formats.Format, error) {
	engine := &convert.Engine{Formats: a.formats}
	var used []formats.Format
	for _, in := range ins {
		f, _, err := engine.Detect(in, from)
		if err != nil {
			return nil, noExport(err, in)
		}
		if !slices.ContainsFunc(used, func(u formats.Format) bool { return u.Name == f.Name }) {
			used = append(used, f)
		}
	}
	return used, nil
}

// inputNames are what errors about inputs may be about.
func inputNames(ins []*convert.Input) []string {
	var names []string
	for _, in := range ins {
		names = append(names, in.Base(), in.Path)
	}
	return names
}

func hasStdin(paths []string) bool { return slices.Contains(paths, convert.Stdin) }

// noExport says more of an input that holds no export: that it was a store once,
// or holds zips, which are not opened by themselves.
func noExport(err error, in *convert.Input) error {
	if !errors.Is(err, convert.ErrNoExport) {
		return err
	}
	if hasDatabase(in.Path) {
		return about(store.ErrNotStore, in.Path)
	}
	for _, root := range in.Roots {
		for _, f := range root.Files {
			if strings.EqualFold(path.Ext(f.Name), ".zip") {
				return &told{statusFailed, lang.ZipsInside, lang.V{"name": clean(in.Path), "zip": clean(f.Name)}}
			}
		}
	}
	return err
}

// noScratch says that there is no folder for what is kept of standard input, or
// of what goes to standard output, meanwhile.
func noScratch(err error) error {
	if _, unknown := os.UserCacheDir(); unknown != nil {
		return &told{statusFailed, lang.NoCache, nil}
	}
	return err
}
