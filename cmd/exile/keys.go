//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/crypto"
)

// sealedSuffix is the ending of a sealed archive.
const sealedSuffix = keyfile.Sealed

// keyFlags say how a sealed archive is opened.
type keyFlags struct {
	identities     []string
	passphraseFile string
	cache          byteSize
	maxWork        int
	renewed        bool // a new passphrase will be asked for too
}

func (k *keyFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.StringArrayVarP(&k.identities, "identity", "i", nil, a.say(lang.FlagIdentity, nil))
	f.StringVar(&k.passphraseFile, "passphrase-file", "", a.say(lang.FlagPassphraseFile, nil))
	k.cache = 64 << 20
	f.Var(&k.cache, "cache", a.say(lang.FlagCache, nil))
	f.IntVar(&k.maxWork, "max-work-factor", crypto.MaxWorkFactor, a.say(lang.FlagMaxWork, lang.V{"n": crypto.MaxWorkFactor}))
}

// recipientFlags say to whom an archive is sealed.
type recipientFlags struct {
	to         []string // -r
	files      []string // -R
	passphrase bool     // -p
	newKey     bool     // --new-key

	passphraseFile string // of what is locked anew; "": that of what is opened
	sheet          string // where the recovery sheet of a new key goes; "": nowhere
}

func (r *recipientFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVarP(&r.to, "recipient", "r", nil, a.say(lang.FlagRecipient, nil))
	f.StringArrayVarP(&r.files, "recipients-file", "R", nil, a.say(lang.FlagRecipientsFile, nil))
	f.BoolVarP(&r.passphrase, "passphrase", "p", false, a.say(lang.FlagPassphrase, nil))
	f.BoolVar(&r.newKey, "new-key", false, a.say(lang.FlagNewKey, nil))
	f.StringVar(&r.passphraseFile, "new-passphrase-file", "", a.say(lang.FlagNewPassphraseFile, nil))
	f.StringVar(&r.sheet, "sheet", "", a.say(lang.FlagSheet, nil))
	onlyOnce(f, "new-passphrase-file")
	onlyOnce(f, "sheet")
}

func (r *recipientFlags) given() bool {
	return len(r.to) > 0 || len(r.files) > 0 || r.passphrase || r.newKey
}

// locks reports whether a passphrase is to be chosen that locks something new.
func (r *recipientFlags) locks() bool { return r.passphrase || r.newKey }

// check refuses flags that do not go together. asks says that, where none is
// given, the person chooses on the terminal.
func (r *recipientFlags) check(a *app, asks bool) error {
	chooses := asks && !r.given() && a.interactive()
	switch {
	case r.passphrase && (r.newKey || len(r.to)+len(r.files) > 0):
		return a.misused(lang.PassphraseAlone, nil)
	case r.sheet != "" && !r.newKey && !chooses:
		return a.misused(lang.SheetNeedsKey, nil)
	case r.sheet == convert.Stdin && a.json:
		return a.misused(lang.SheetAndJSON, nil)
	case r.passphraseFile != "" && !r.locks() && !chooses:
		return a.misused(lang.NothingToLock, nil)
	}
	return nil
}

// keyrings are the files to look for keys in, those that are tried together in
// a list: those of -i, that of EXILE_IDENTITY, or what lies beside the archive.
// None may be there.
func (a *app) keyrings(archive string) [][]string {
	if len(a.keys.identities) > 0 {
		return [][]string{a.keys.identities}
	}
	if path := a.getenv("EXILE_IDENTITY"); path != "" {
		return [][]string{{path}}
	}
	return keyfile.Rings(archive)
}

// identityFiles are the files of all keyrings.
func (a *app) identityFiles(archive string) []string { return slices.Concat(a.keyrings(archive)...) }

// secretFiles are the files that no output may replace: whoever loses a key
// loses what it opens.
func (a *app) secretFiles(archives ...string) []string {
	files := slices.Clone(a.keys.identities)
	for _, archive := range archives {
		if archive != "" && isFile(archive) {
			files = append(files, a.identityFiles(archive)...)
		}
	}
	if path := a.passphrasePath(); path != "" && path != convert.Stdin {
		files = append(files, path)
	}
	return files
}

// identitiesIn reads identity files.
func (a *app) identitiesIn(ctx context.Context, files []string) ([]crypto.Identity, error) {
	var all []crypto.Identity
	for _, path := range files {
		ids, err := a.readIdentities(ctx, path)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	return all, nil
}

// readIdentities reads an identity file, asking for its passphrase if it has one.
func (a *app) readIdentities(ctx context.Context, path string) ([]crypto.Identity, error) {
	ids, err := keyfile.Read(ctx, path, a.ask(a.askKeyFile(), lang.V{"name": clean(path)}), a.keys.maxWork)
	v := lang.V{"name": clean(path)}
	switch {
	case errors.Is(err, crypto.ErrWrongKey):
		return nil, &told{statusSecret, lang.WrongKeyPassphrase, v}
	case errors.Is(err, crypto.ErrMistyped):
		return nil, &told{statusSecret, lang.MistypedKey, v}
	case errors.Is(err, crypto.ErrBadKey), errors.Is(err, crypto.ErrNoKeys):
		return nil, &told{statusSecret, lang.NoKeysInFile, v}
	case errors.Is(err, crypto.ErrWorkFactor):
		if lock, err := readLock(path); err == nil {
			return nil, workFactor(path, lock.WorkFactor)
		}
	}
	return ids, noSecret(err, path)
}

// askArchive and askKeyFile ask for a passphrase. Where a new one is asked for
// too, they say that it is not that.
func (a *app) askArchive() lang.Text {
	if a.keys.renewed {
		return lang.AskArchiveNow
	}
	return lang.AskArchive
}

func (a *app) askKeyFile() lang.Text {
	if a.keys.renewed {
		return lang.AskKeyFileNow
	}
	return lang.AskKeyFile
}

// readLock reads the header of an age file, which must be a regular file.
func readLock(path string) (crypto.Lock, error) {
	f, err := openFile(path)
	if err != nil {
		return crypto.Lock{}, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return crypto.ReadLock(f)
}

func workFactor(name string, asked int) error {
	return &told{statusSecret, lang.HighWorkFactor, lang.V{"name": clean(name), "n": asked}}
}
