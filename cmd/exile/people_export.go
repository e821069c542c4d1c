//go:build cgo

package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

func newPeopleExport(a *app) *cobra.Command {
	force := false
	cmd := a.command("export", lang.HelpPeopleExport)
	cmd.Args = a.oneArg(lang.NeedsTable)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.exportPeople(cmd.Context(), args[0], force) }
	cmd.Flags().BoolVar(&force, "force", false, a.say(lang.FlagExportForce, nil))
	return cmd
}

func (a *app) exportPeople(ctx context.Context, path string, force bool) error {
	if path == convert.Stdin && a.json {
		return a.misused(lang.StdoutTaken, nil)
	}
	st, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	people, err := st.View().PeopleDetail(ctx, true)
	if err != nil {
		return about(err, st.path)
	}
	f, err := a.readFolk(ctx, st.View(), false)
	if err != nil {
		return about(err, st.path)
	}
	text, err := tableText(a.nameRows(f, people))
	if err != nil {
		return about(err, path)
	}
	if path == convert.Stdin {
		_, err := a.stdout.Write(text)
		return err
	}
	if err := a.writeTable(path, text, force, st.path); err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			Status status `json:"status"`
			Store  string `json:"store"`
			Path   string `json:"path"`
			People int    `json:"people"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, st.path, path, len(people), a.doubts})
	}
	a.tell(a.say(lang.TableWritten, lang.V{"n": len(people), "file": clean(path)}))
	a.tell(a.say(lang.TableEdit, lang.V{"file": clean(path)}))
	return nil
}

// tableText is a table as Excel opens it: UTF-8 with a mark.
func tableText(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// writeTable writes a file that appears when it is whole; only with force it
// replaces one.
func (a *app) writeTable(path string, text []byte, force bool, others ...string) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return about(err, path)
	}
	if err := convert.CheckApart(abs, others...); err != nil {
		return about(err, path)
	}
	err = convert.CheckTarget(abs, force, nil)
	if info, serr := os.Lstat(abs); err == nil && serr == nil && !info.Mode().IsRegular() {
		err = convert.ErrExists
	}
	switch {
	case errors.Is(err, convert.ErrExists):
		return &told{statusRefused, lang.TableTaken, lang.V{"name": clean(path)}}
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, convert.ErrNotFolder):
		return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(path)}}
	case err != nil:
		return about(err, path)
	}
	place, err := convert.NewPlace(abs)
	if err != nil {
		return about(err, path)
	}
	f, err := os.OpenFile(place.Out(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_, err = f.Write(text)
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return about(errors.Join(err, place.Discard()), path)
	}
	return about(place.Commit(force), path)
}

// table changes what a table of names that was written here says otherwise.
func (i *importing) table(ctx context.Context, t *nameTable) error {
	var named, joined int
	err := i.apply(ctx, func(f *folk) (edits []store.PersonEdit, err error) {
		edits, named, joined, err = t.edits(f, i.file)
		return edits, err
	})
	if err != nil {
		return err
	}
	if i.json {
		return i.printJSON(struct {
			Status status `json:"status"`
			Store  string `json:"store"`
			DryRun bool   `json:"dry_run"`
			Named  int    `json:"named"`
			Joined int    `json:"joined"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, i.store, i.dry, named, joined, i.doubts})
	}
	said := lang.TableRead
	if i.dry {
		said = lang.TableWould
	}
	i.tell(i.say(said, lang.V{"file": clean(i.file), "named": named, "joined": joined}))
	if i.dry {
		i.tell(i.say(lang.DryRun, nil))
	}
	return nil
}

// round gives an error of editing people its words.
func (i *importing) round(err error) error {
	if errors.Is(err, store.ErrRound) {
		return &told{statusFailed, lang.RoundSame, lang.V{"name": clean(i.file)}}
	}
	return err
}
