//go:build cgo

package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
	"exile/export/store"
)

// sealing is one run of seal.
type sealing struct {
	*app
	to          recipientFlags
	out         string
	sheet       string // where the recovery sheet goes; "": nowhere
	noOriginals bool
	noVersions  bool
	removePlain bool
}

func newSeal(a *app) *cobra.Command {
	s := &sealing{app: a}
	cmd := a.command("seal", lang.HelpSeal)
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) > 1 {
			return a.misused(lang.OneArgument, lang.V{"name": clean(args[1])})
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return s.run(cmd.Context(), args) }

	f := cmd.Flags()
	s.to.register(a, cmd)
	f.StringVarP(&s.out, "output", "o", "", a.say(lang.FlagSealOut, nil))
	f.StringVar(&s.sheet, "sheet", "", a.say(lang.FlagSheet, nil))
	f.BoolVar(&s.noOriginals, "no-originals", false, a.say(lang.FlagNoOriginals, nil))
	f.BoolVar(&s.noVersions, "no-versions", false, a.say(lang.FlagNoVersions, nil))
	f.BoolVar(&s.removePlain, "remove-plain", false, a.say(lang.FlagRemovePlain, nil))
	onlyOnce(f, "output")
	onlyOnce(f, "sheet")
	return cmd
}

func (s *sealing) run(ctx context.Context, args []string) error {
	dir, err := s.plainStore(args)
	if err != nil {
		return err
	}
	if err := s.check(dir); err != nil {
		return err
	}
	st, err := store.Open(dir, store.ReadOnly)
	if err != nil {
		return about(err, dir)
	}
	defer st.Close() //nolint:errcheck // nothing was written
	if err := s.checkFiles(dir); err != nil {
		return err
	}
	exports, err := exportNames(ctx, st)
	if err != nil {
		return about(err, dir)
	}
	to, key, err := s.recipients(ctx, &s.to, s.out)
	if err != nil {
		return err
	}
	if err := s.offerSheet(ctx, key); err != nil {
		return errors.Join(err, key.discard())
	}
	report, err := s.seal(ctx, st, to)
	if err != nil {
		return errors.Join(s.aboutSealing(err, dir), s.forget(key))
	}
	done := &sealed{SealReport: report, Remains: s.remains(dir, exports, report)}
	s.tellUnremembered(report.Unremembered, s.out)
	if err := s.writeSheet(done, key); err != nil {
		return err
	}
	if err := report.Unremoved; err != nil {
		return &told{statusFailed, lang.NotRemoved, lang.V{"name": clean(dir), "why": clean(err.Error())}}
	}
	return s.finish(done, dir)
}

// plainStore is the folder of the store to be sealed.
func (s *sealing) plainStore(args []string) (string, error) {
	dir, err := s.storeDir()
	if len(args) > 0 {
		dir, err = args[0], nil
	}
	switch {
	case err != nil:
		return "", err
	case isFile(dir) && looksSealed(dir):
		return "", &usageError{s.say(lang.SealedAlready, lang.V{"name": clean(dir)}), s.say(lang.SealedRekey, nil)}
	case isFile(dir):
		return "", about(store.ErrNotStore, dir)
	}
	return dir, nil
}

// check settles where the archive goes, and refuses flags that do not go together.
func (s *sealing) check(dir string) error {
	if s.out == "" {
		s.out = filepath.Join(filepath.Dir(filepath.Clean(dir)), storeName+".age")
		if base := filepath.Base(dir); base == "." || base == ".." { // its parent has another name
			whole, err := filepath.Abs(dir)
			if err != nil {
				return about(err, dir)
			}
			s.out = filepath.Join(filepath.Dir(whole), storeName+".age")
		}
	}
	switch {
	case s.out == convert.Stdin:
		return s.misused(lang.BadFlagValue, lang.V{"name": "-o", "value": s.out})
	case s.sheet != "" && !s.to.newKey && (s.to.given() || !s.interactive()):
		return s.misused(lang.SheetNeedsKey, nil)
	case s.sheet == convert.Stdin && s.json:
		return s.misused(lang.SheetAndJSON, nil)
	}
	return nil
}

// checkFiles looks, before anybody is asked for anything, whether all that is to
// be made has a place.
func (s *sealing) checkFiles(dir string) error {
	if lies(s.out, dir) {
		return &told{statusRefused, lang.ArchiveInStore, lang.V{"name": clean(s.out)}}
	}
	sheet := s.sheetFile()
	for _, file := range []struct {
		path  string
		taken lang.Trouble
	}{
		{s.out, lang.SealTaken},
		{s.keyFile(), lang.KeyTaken},
		{sheet, lang.SheetTaken},
	} {
		if file.path == "" {
			continue
		}
		if _, err := os.Lstat(file.path); err == nil {
			return &told{statusRefused, file.taken, lang.V{"name": clean(file.path)}}
		}
		if info, err := os.Stat(filepath.Dir(file.path)); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
			return &told{statusFailed, lang.NoFolder, lang.V{"name": clean(file.path)}}
		}
	}
	if sheet != "" && (samePath(sheet, s.out) || samePath(sheet, keyFileBeside(s.out))) {
		return &told{statusRefused, lang.SheetTaken, lang.V{"name": clean(sheet)}}
	}
	return nil
}

// keyFile is the key file that will be made, as far as that is known by now.
func (s *sealing) keyFile() string {
	if s.to.newKey {
		return keyFileBeside(s.out)
	}
	return ""
}

// sheetFile is the file of the recovery sheet, if one was asked for.
func (s *sealing) sheetFile() string {
	if s.sheet == convert.Stdin {
		return ""
	}
	return s.sheet
}

func (s *sealing) seal(ctx context.Context, st *store.Store, to []crypto.Recipient) (*convert.SealReport, error) {
	step, done := s.bar(lang.StageSeal)
	defer done()
	return convert.Seal(ctx, st, s.out, convert.SealOptions{
		SealedOptions: s.sealedOptions(),
		To:            to,
		Slim:          store.Slimming{Originals: s.noOriginals, Versions: s.noVersions},
		ReadBack:      s.removePlain,
		Remove:        s.removePlain,
		Step:          step,
	})
}

// aboutSealing says whether an error of sealing happened to the store or to the
// archive.
func (s *sealing) aboutSealing(err error, dir string) error {
	switch {
	case errors.Is(err, convert.ErrExists):
		return &told{statusRefused, lang.SealTaken, lang.V{"name": clean(s.out)}}
	case errors.Is(err, syscall.ENOSPC):
		return &told{statusFailed, lang.NoSpaceToSeal, lang.V{"name": clean(s.out)}}
	case concerns(err, dir):
		return about(err, dir)
	}
	return about(err, s.out, dir)
}

// forget discards a new key, unless an archive is there after all that may need it.
func (s *sealing) forget(key *newKey) error {
	if _, err := os.Lstat(s.out); err == nil {
		return nil
	}
	return key.discard()
}

// lies reports whether a path that is not there yet would lie in a folder.
func lies(path, dir string) bool {
	parent, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return false // there is no such folder
	}
	folder, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return false
	}
	parent, err1 := filepath.Abs(parent)
	folder, err2 := filepath.Abs(folder)
	within, err := filepath.Rel(folder, parent)
	return errors.Join(err1, err2, err) == nil && filepath.IsLocal(within)
}

// samePath reports whether two names are one file's, which need not be there.
func samePath(a, b string) bool {
	a, err1 := filepath.Abs(a)
	b, err2 := filepath.Abs(b)
	return errors.Join(err1, err2) == nil && a == b
}
