//go:build cgo

package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
)

// The ending of a sealed archive, and those of the key files beside it, which
// stand in its place.
const (
	sealedSuffix    = ".age"
	lockedKeySuffix = ".key.age" // locked by a passphrase
	plainKeySuffix  = ".key"
)

// keyFlags say how a sealed archive is opened.
type keyFlags struct {
	identities     []string
	passphraseFile string
	cache          byteSize
	maxWork        int
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
}

func (r *recipientFlags) register(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVarP(&r.to, "recipient", "r", nil, a.say(lang.FlagRecipient, nil))
	f.StringArrayVarP(&r.files, "recipients-file", "R", nil, a.say(lang.FlagRecipientsFile, nil))
	f.BoolVarP(&r.passphrase, "passphrase", "p", false, a.say(lang.FlagPassphrase, nil))
	f.BoolVar(&r.newKey, "new-key", false, a.say(lang.FlagNewKey, nil))
}

func (r *recipientFlags) given() bool {
	return len(r.to) > 0 || len(r.files) > 0 || r.passphrase || r.newKey
}

// keyFileBeside is where the key file of an archive lies, locked by a passphrase.
func keyFileBeside(archive string) string {
	return strings.TrimSuffix(archive, sealedSuffix) + lockedKeySuffix
}

// identityFiles are the files to look for keys in: those of -i, that of
// EXILE_IDENTITY, or the one beside the archive. None may be there.
func (a *app) identityFiles(archive string) []string {
	if len(a.keys.identities) > 0 {
		return a.keys.identities
	}
	if path := a.getenv("EXILE_IDENTITY"); path != "" {
		return []string{path}
	}
	for _, path := range []string{keyFileBeside(archive), strings.TrimSuffix(archive, sealedSuffix) + plainKeySuffix} {
		if isFile(path) {
			return []string{path}
		}
	}
	return nil
}

// secretFiles are the files that no output may replace: whoever loses a key
// loses what it opens.
func (a *app) secretFiles(archives ...string) []string {
	files := slices.Clone(a.keys.identities)
	for _, archive := range archives {
		if archive != "" && isFile(archive) {
			files = append(files, a.identityFiles(archive)...)
		}
	}
	if path := a.passphrasePath(); path != "" {
		files = append(files, path)
	}
	return files
}

// openingIdentities returns what may open an archive: its passphrase, or the
// keys in the identity files.
func (a *app) openingIdentities(ctx context.Context, archive string) ([]crypto.Identity, error) {
	lock, err := readLock(archive)
	if err != nil {
		return nil, about(err, archive)
	}
	if lock.Passphrase {
		if lock.WorkFactor > a.keys.maxWork {
			return nil, workFactor(archive, lock.WorkFactor)
		}
		passphrase, err := a.passphrase(ctx, lang.AskArchive, lang.V{"name": clean(archive)})
		if err != nil {
			return nil, err
		}
		return []crypto.Identity{crypto.PassphraseIdentity(passphrase, a.keys.maxWork)}, nil
	}
	files := a.identityFiles(archive)
	if len(files) == 0 {
		return nil, &told{statusSecret, lang.NoKeyFile, lang.V{
			"name": clean(archive), "key": clean(filepath.Base(keyFileBeside(archive))),
		}}
	}
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
	f, err := os.Open(path)
	if err != nil {
		return nil, noSecret(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	ids, _, err := crypto.ParseIdentities(ctx, f, a.ask(lang.AskKeyFile, lang.V{"name": clean(path)}), a.keys.maxWork)
	v := lang.V{"name": clean(path)}
	switch {
	case errors.Is(err, crypto.ErrWrongKey):
		return nil, &told{statusSecret, lang.WrongPassphrase, v}
	case errors.Is(err, crypto.ErrBadKey), errors.Is(err, crypto.ErrNoKeys):
		return nil, &told{statusSecret, lang.NoKeysInFile, v}
	case errors.Is(err, crypto.ErrWorkFactor):
		if lock, err := readLock(path); err == nil {
			return nil, workFactor(path, lock.WorkFactor)
		}
	}
	return ids, about(err, path)
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
