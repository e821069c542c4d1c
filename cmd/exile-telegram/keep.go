package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
	"exile/crypto"
)

const (
	passphraseTries = 3        // at a terminal
	passphraseBytes = 64 << 10 // a file with more than that is none of a passphrase
	shortest        = 8        // letters of a new passphrase
)

// openKeep takes the folder in which the session lies.
func (a *app) openKeep() (*telegram.Keep, error) {
	dir, err := a.stateDir()
	if err != nil {
		return nil, err
	}
	k, err := telegram.OpenKeep(dir)
	return k, about(err, dir)
}

// unlocked does something with the session, unlocked.
func (a *app) unlocked(ctx context.Context, do func(k *telegram.Keep) error) (err error) {
	k, err := a.openKeep()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	if !k.HasSession() { // before anybody is asked for anything
		return telegram.ErrNotSignedIn
	}
	if err := a.unlock(ctx, k.Unlock); err != nil {
		return about(err, k.Dir())
	}
	return do(k)
}

// connected does something signed in, with the account's times at an offset from UTC.
func (a *app) connected(ctx context.Context, offset int, do func(ctx context.Context, k *telegram.Keep, c *telegram.Client) error) error {
	return a.unlocked(ctx, func(k *telegram.Keep) error {
		return a.connect(ctx, k, offset, func(ctx context.Context, c *telegram.Client) error { return do(ctx, k, c) })
	})
}

// connect connects, with countdowns for whatever is to be waited for.
func (a *app) connect(ctx context.Context, k *telegram.Keep, offset int, do func(ctx context.Context, c *telegram.Client) error) error {
	waits := &countdown{app: a}
	defer waits.clear()
	return telegram.Connect(ctx, k, telegram.Options{
		Server:  a.server,
		Clock:   a.clock,
		Offset:  time.Duration(offset) * time.Second,
		Version: thisVersion(),
		Lang:    string(a.lang),
		Waits:   waits.tell,
		Proxy:   telegram.ProxyOf(a.getenv),
	}, do)
}

// unlock tries the passphrase of EXILE_TELEGRAM_PASSPHRASE_FILE, or asks for it and
// tries until it fits, three times at most.
func (a *app) unlock(ctx context.Context, try func(passphrase string) error) error {
	text, given, err := a.givenPassphrase()
	if err != nil {
		return err
	}
	if given {
		return try(text)
	}
	for n := 1; ; n++ {
		text, err := a.askSecret(ctx, lang.AskCourier)
		if errors.Is(err, errNobody) {
			return &told{console.Secret, lang.CourierNoPassphrase, nil}
		}
		if err != nil {
			return err
		}
		if err = try(text); !errors.Is(err, crypto.ErrWrongKey) || n >= passphraseTries {
			return err
		}
		a.talk(a.say(lang.AskSecretAgain, nil))
	}
}

// choosePassphrase asks for a new passphrase, twice.
func (a *app) choosePassphrase(ctx context.Context) (string, error) {
	text, given, err := a.givenPassphrase()
	if given || err != nil {
		return text, err
	}
	a.talk(a.say(lang.WhyPassphrase, nil))
	for {
		text, err := a.askSecret(ctx, lang.AskCourierNew)
		if err != nil {
			return "", err
		}
		if utf8.RuneCountInString(text) < shortest {
			a.talk(a.say(lang.CourierShort, lang.V{"n": shortest}))
			continue
		}
		again, err := a.askSecret(ctx, lang.AskCourierRepeat)
		if err != nil || again == text {
			return text, err
		}
		a.talk(a.say(lang.CourierNotSame, nil))
	}
}

// givenPassphrase reads the passphrase in the file that the environment names.
func (a *app) givenPassphrase() (text string, given bool, err error) {
	path := a.getenv("EXILE_TELEGRAM_PASSPHRASE_FILE")
	if path == "" {
		return "", false, nil
	}
	f, err := os.Open(path) // a pipe too
	if err != nil {
		return "", false, about(err, path)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	data, err := io.ReadAll(io.LimitReader(f, passphraseBytes+1))
	if err != nil {
		return "", false, about(err, path)
	}
	text = strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
	marked := bytes.HasPrefix(data, []byte("\ufeff")) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
	if marked || len(data) > passphraseBytes || strings.ContainsAny(text, "\r\n") || utf8.RuneCountInString(text) < shortest {
		return "", false, &told{console.Secret, lang.CourierBadSecret, lang.V{"name": console.Clean(path), "n": shortest}}
	}
	return text, true, nil
}
