//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
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
	from  string
	zone  string
	media []string // folders
}

func (r *readFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&r.from, "from", "", a.say(lang.FlagFrom, lang.V{"names": namesOf(a.pick(readable))}))
	f.StringVar(&r.zone, "tz", "", a.say(lang.FlagZone, nil))
	f.StringArrayVar(&r.media, "media", nil, a.say(lang.FlagMedia, nil))
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

// given reports whether anything was said of how to read.
func (r *readFlags) given() bool { return r.from != "" || r.zone != "" || len(r.media) > 0 }

// openInputs opens inputs, with the media that were given beside them and the exports
// among the zips of a folder.
func (a *app) openInputs(
	ctx context.Context, paths []string, r *readFlags, opt convert.OpenOptions,
) ([]*convert.Input, error) {
	opt.Media = r.media
	opt.Inner = (&convert.Engine{Formats: a.formats}).Knows(r.from)
	ins, err := convert.Open(ctx, paths, opt)
	if errors.Is(err, convert.ErrSeveralInputs) {
		return nil, &usageError{Sentence: a.say(lang.MediaOfSeveral, nil), Hint: a.say(lang.GiveFolder, nil)}
	}
	if bad, ok := errors.AsType[*convert.MediaError](err); ok {
		return nil, aboutMedia(bad)
	}
	return ins, about(err, paths...)
}

// aboutMedia says what is wrong with a folder of media.
func aboutMedia(e *convert.MediaError) error {
	v := lang.V{"name": clean(e.Path)}
	switch {
	case errors.Is(e, convert.ErrNotFolder):
		return &told{statusFailed, lang.MediaNotFolder, v}
	case errors.Is(e, fs.ErrNotExist):
		return &told{statusNotFound, lang.NoMediaFolder, v}
	}
	return about(e, e.Path)
}

// tellMedia says what became of the folders of media that were given.
func (a *app) tellMedia(in *convert.InReport) {
	for _, m := range in.Media {
		sentence := lang.MediaUsed
		if m.Used == 0 {
			sentence = lang.MediaUnused
		}
		a.tell(a.say(sentence, lang.V{"name": clean(m.Name), "n": m.Files, "used": m.Used}))
	}
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

// noExport says more of an input that holds no export: that it is a store, or was one
// once, or holds zips, in which none was found either.
func noExport(err error, in *convert.Input) error {
	if !errors.Is(err, convert.ErrNoExport) {
		return err
	}
	if isStore(in.Path) {
		return &told{statusUsage, lang.StoreInput, lang.V{"name": clean(in.Path)}}
	}
	if hasDatabase(in.Path) {
		return about(store.ErrNotStore, in.Path)
	}
	for i := range in.Roots {
		for _, f := range in.Roots[i].Files {
			if !strings.EqualFold(path.Ext(f.Name), ".zip") {
				continue
			}
			inside := lang.ZipsInside
			if in.Roots[i].Kind == formats.RootFolder {
				inside = lang.ZipsBeside
			}
			return &told{statusFailed, inside, lang.V{"name": clean(in.Path), "zip": clean(f.Name)}}
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
