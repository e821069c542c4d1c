//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// restoration is one run of original.
type restoration struct {
	*app
	out   string
	force bool
}

func newOriginal(a *app) *cobra.Command {
	r := &restoration{app: a}
	cmd := a.command("original", lang.HelpOriginal)
	cmd.Example = "  exile original 1 -o export.zip.d"
	cmd.Args = a.oneArg(lang.NeedsSource)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return r.run(cmd.Context(), args[0]) }
	f := cmd.Flags()
	f.StringVarP(&r.out, "out", "o", "", a.say(lang.FlagOriginalOut, nil))
	f.BoolVar(&r.force, "force", false, a.say(lang.FlagOriginalForce, nil))
	return cmd
}

func (r *restoration) run(ctx context.Context, name string) error {
	switch r.out {
	case "":
		return r.misused(lang.NeedsOut, nil)
	case convert.Stdin:
		return r.misused(lang.NoStdout, nil)
	}
	path, err := r.storeDir()
	if err != nil {
		return err
	}
	inputs := append(r.secretFiles(path), path)
	if err := convert.CheckTarget(r.out, r.force, inputs); err != nil {
		return r.noPlace(err)
	}
	st, err := r.openHistory(ctx, path)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	src, err := r.findSource(ctx, st, name)
	if err != nil {
		return err
	}
	step, clear := r.bar(lang.StageWrite)
	done, err := convert.WriteOriginal(ctx, st.Store, src, r.out, convert.OriginalOptions{Force: r.force, Inputs: inputs, Step: step})
	clear()
	if err != nil {
		return r.explainOriginal(err, src, path)
	}
	return r.finish(src, done)
}

// explainOriginal says of a file that cannot be given back which one it is.
func (r *restoration) explainOriginal(err error, src *store.Source, path string) error {
	v := lang.V{"source": strconv.FormatInt(src.ID, 10)}
	file, known := errors.AsType[*convert.OriginalError](err)
	switch {
	case errors.Is(err, convert.ErrNotKept):
		return &told{statusNotFound, lang.NotKept, lang.V{"name": strconv.FormatInt(src.ID, 10)}}
	case known && errors.Is(err, store.ErrDamaged):
		v["name"] = clean(file.Path)
		return &told{statusDamaged, lang.DamagedOriginal, v}
	case concerns(err, path):
		return about(err, path)
	}
	return r.noPlace(err)
}

// noPlace tells that nothing can be made there, which must not read as if something
// had not been found.
func (r *restoration) noPlace(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, convert.ErrNotFolder) {
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(r.out)}}
	}
	if info, serr := os.Stat(r.out); serr == nil && info.IsDir() && (errors.Is(err, convert.ErrExists) || errors.Is(err, convert.ErrNotOurs)) {
		return &told{statusRefused, lang.FolderThere, lang.V{"name": clean(r.out)}}
	}
	return about(err, r.out)
}

// finish tells what was written, and what was not.
func (r *restoration) finish(src *store.Source, done *convert.Restored) error {
	var outcome error
	var s status
	if len(done.Gone) > 0 {
		outcome, s = errLost, statusLost
	}
	if r.json {
		err := r.printJSON(struct {
			Status status `json:"status"`
			Source int64  `json:"source"`
			Input  string `json:"input"`
			*convert.Restored

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{s, src.ID, src.Input, done, r.doubts})
		return errors.Join(err, outcome)
	}
	r.tell(r.say(lang.LineOriginal, lang.V{
		"files": done.Files, "input": r.inputOf(src.Input), "size": bytesOf(done.Bytes), "path": clean(done.Path),
	}))
	if n := len(done.Renamed); n > 0 {
		var names []string
		for _, f := range done.Renamed {
			names = append(names, r.say(lang.RenamedTo, lang.V{"name": clean(f.Path), "to": clean(f.To)}))
		}
		r.tell(r.say(lang.OriginalRenamed, lang.V{"n": n, "names": r.few(names)}))
	}
	if len(done.Unused) > 0 {
		r.tell(r.say(lang.OriginalUnused, lang.V{"names": r.few(pathsOf(done.Unused))}))
	}
	if n := len(done.Gone); n > 0 {
		r.talk("exile: " + r.say(lang.OriginalGone, lang.V{"n": n, "names": r.few(pathsOf(done.Gone))}))
	}
	return outcome
}

func pathsOf(files []convert.KeptFile) []string {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	return paths
}
