//go:build cgo

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"exile/cmd/internal/keyfile"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/prompt"
	"exile/crypto"
)

// recipients are those to whom an archive is sealed, by the flags, or by what
// the person chooses on the terminal. A key that was made for them is on the
// disk; whoever fails after that discards it.
func (a *app) recipients(ctx context.Context, r *recipientFlags, archivePath string) ([]crypto.Recipient, *keyfile.New, error) {
	if !r.given() {
		if err := a.chooseLock(ctx, r); err != nil {
			return nil, nil, err
		}
		if err := r.check(a, false); err != nil { // what was chosen goes with fewer flags
			return nil, nil, err
		}
	}
	to, err := a.holders(r)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case r.passphrase:
		a.tell(a.say(lang.ForgetMeans, nil))
		text, err := a.chosenPassphrase(ctx, r)
		if err != nil {
			return nil, nil, err
		}
		one, err := crypto.PassphraseRecipient(text, crypto.WorkFactor)
		return []crypto.Recipient{one}, nil, err
	case r.newKey:
		key, err := a.makeKey(ctx, r, to, archivePath)
		if err != nil {
			return nil, nil, err
		}
		if err := a.offerSheet(ctx, r, archivePath); err != nil {
			return nil, nil, errors.Join(err, key.Discard())
		}
		return append([]crypto.Recipient{key.Recipient}, to...), key, nil
	}
	return to, nil, nil
}

// chooseLock asks whether a key file or a passphrase shall open the archive.
func (a *app) chooseLock(ctx context.Context, r *recipientFlags) error {
	if !a.interactive() {
		return a.misused(lang.NeedsHolder, nil)
	}
	n, err := prompt.Choose(ctx, a.stdin, a.stderr, prompt.Question{
		Ask:   a.say(lang.AskLock, nil),
		Items: []string{a.say(lang.LockByKey, nil), a.say(lang.LockByPassphrase, nil)},
		How:   a.say(lang.AskLockHow, nil),
		Again: a.say(lang.AskAgain, lang.V{"n": 2}),
	})
	r.newKey, r.passphrase = n != 1, n == 1
	return err
}

// holders are the recipients of -r and -R, each once.
func (a *app) holders(r *recipientFlags) ([]crypto.Recipient, error) {
	var all []crypto.Recipient
	for _, text := range r.to {
		one, err := a.parseRecipient(text)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	for _, path := range r.files {
		some, err := a.readRecipients(path)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	all = eachOnce(all)
	if crypto.Mixed(all) {
		return nil, crypto.ErrMixedKeys
	}
	return all, nil
}

// eachOnce leaves out who is there already.
func eachOnce(all []crypto.Recipient) []crypto.Recipient {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(one crypto.Recipient) bool {
		known := seen[one.Name]
		seen[one.Name] = true
		return known
	})
}

// parseRecipient reads a recipient that was given on the command line.
func (a *app) parseRecipient(text string) (crypto.Recipient, error) {
	one, err := crypto.ParseRecipient(text)
	switch {
	case holdsSecret(text):
		return one, &usageError{Sentence: a.say(lang.SecretGiven, nil), Hint: a.say(lang.SecretGivenHint, nil)}
	case errors.Is(err, crypto.ErrBadKey):
		return one, a.misused(lang.BadRecipient, lang.V{"value": short(clean(text), 80)})
	}
	return one, err
}

// readRecipients reads a file of recipients. What stands in it is not repeated:
// it may be a file of secret keys.
func (a *app) readRecipients(path string) ([]crypto.Recipient, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	data, err := io.ReadAll(io.LimitReader(f, 1<<20))
	if err != nil {
		return nil, about(err, path)
	}
	some, err := crypto.ParseRecipients(bytes.NewReader(data))
	switch {
	case err != nil && holdsSecret(string(data)):
		return nil, a.misused(lang.SecretGiven, nil)
	case errors.Is(err, crypto.ErrBadKey), err == nil && len(some) == 0:
		return nil, a.misused(lang.BadRecipients, lang.V{"name": clean(path)})
	}
	return some, about(err, path)
}

// holdsSecret reports whether a text holds a secret key, which must not be shown.
func holdsSecret(text string) bool {
	text = strings.ToUpper(text)
	return strings.Contains(text, "AGE-SECRET-KEY-") || strings.Contains(text, "AGE-PLUGIN-")
}

// makeKey makes a key, asks for the passphrase that is to lock it, and writes
// its file. It never replaces one: an archive may need it.
func (a *app) makeKey(ctx context.Context, r *recipientFlags, others []crypto.Recipient, archive string) (*keyfile.New, error) {
	k, err := keyfile.Place(archive, a.opener)
	if err != nil {
		return nil, aboutKey(err, archive)
	}
	if k.Key, err = crypto.GenerateKey(false); err != nil {
		return nil, err
	}
	if crypto.Mixed(append([]crypto.Recipient{k.Recipient}, others...)) {
		return nil, crypto.ErrMixedKeys
	}
	text, err := a.chosenPassphrase(ctx, r)
	if err != nil {
		return nil, err
	}
	err = k.Write(text, a.now)
	if k.Stray != "" {
		a.tell(a.say(lang.StrayKey, lang.V{"path": clean(k.Stray)}))
	}
	if err != nil {
		return nil, aboutKey(err, k.At)
	}
	return k, nil
}
