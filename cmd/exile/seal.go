//go:build cgo

package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
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
	f.StringVarP(&s.out, "out", "o", "", a.say(lang.FlagSealOut, nil))
	f.BoolVar(&s.noOriginals, "no-originals", false, a.say(lang.FlagNoOriginals, nil))
	f.BoolVar(&s.noVersions, "no-versions", false, a.say(lang.FlagNoVersions, nil))
	f.BoolVar(&s.removePlain, "remove-plain", false, a.say(lang.FlagRemovePlain, nil))
	onlyOnce(f, "out")
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
	if errors.Is(err, store.ErrNoStore) {
		return &told{statusNoStore, lang.NothingToSeal, lang.V{"name": clean(dir)}}
	}
	if err != nil {
		return about(err, dir)
	}
	defer st.Close() //nolint:errcheck // nothing was written
	if err := s.checkFiles(dir); err != nil {
		return err
	}
	exports, err := st.Inputs(ctx)
	if err != nil {
		return about(err, dir)
	}
	to, key, err := s.recipients(ctx, &s.to, s.out)
	if err != nil {
		return err
	}
	report, err := s.seal(ctx, st, to)
	if err != nil {
		return errors.Join(s.aboutSealing(err, dir), s.forget(key))
	}
	s.tellUnremembered(report.Unremembered, s.out)
	s.tellForgetful(s.out)
	if err := s.writeSheet(&s.to, key, s.out, report.ID); err != nil {
		return err
	}
	if err := report.Unremoved; err != nil && !errors.Is(err, convert.ErrIncomplete) {
		return &told{statusFailed, lang.NotRemoved, lang.V{"name": clean(dir), "why": clean(err.Error())}}
	}
	done := &sealed{resealed: s.to.resealed(report, key), Remains: s.remains(dir, exports, s.to.sheetFile(key), report)}
	return s.finish(done, key, dir)
}

// plainStore is the folder of the store to be sealed.
func (s *sealing) plainStore(args []string) (string, error) {
	var dir string
	var err error
	if len(args) > 0 {
		dir = args[0]
	} else if dir, err = s.storeDir(); err != nil {
		return "", err
	}
	if !isFile(dir) {
		return dir, nil
	}
	if _, err := readLock(dir); err != nil {
		return "", notOpened(err, dir)
	}
	return "", &usageError{Sentence: s.say(lang.SealedAlready, lang.V{"name": clean(dir)}), Hint: s.say(lang.SealedRekey, nil)}
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
	if s.out == convert.Stdin {
		return s.misused(lang.BadFlagValue, lang.V{"name": "-o", "value": s.out})
	}
	if !strings.HasSuffix(s.out, sealedSuffix) {
		return s.misused(lang.SealOutName, lang.V{"name": clean(strings.TrimSuffix(s.out, ".exile") + ".exile" + sealedSuffix)})
	}
	return s.to.check(s.app, true)
}

// checkFiles looks, before anybody is asked for anything, whether all that is to
// be made has a place.
func (s *sealing) checkFiles(dir string) error {
	if lies(s.out, dir) {
		return &told{statusRefused, lang.ArchiveInStore, lang.V{"name": clean(s.out)}}
	}
	if err := vacant(s.out, lang.SealTaken, lang.NoFolder); err != nil {
		return err
	}
	if s.to.newKey {
		if err := vacant(keyfile.Beside(s.out), lang.KeyTaken, lang.NoFolder); err != nil {
			return err
		}
	}
	return s.to.checkSheet(s.out)
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
	case errors.Is(err, convert.ErrUnconfirmed):
		return about(err, s.out)
	case errors.Is(err, syscall.ENOSPC):
		return &told{statusFailed, lang.NoSpaceToSeal, lang.V{"name": clean(s.out)}}
	case concerns(err, dir):
		return about(err, dir)
	}
	return about(err, s.out, dir)
}

// forget discards a new key, unless an archive is there after all that may need it.
func (s *sealing) forget(key *keyfile.New) error {
	if stands(s.out) {
		s.tellMadeKey(key)
		return nil
	}
	return key.Discard()
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
