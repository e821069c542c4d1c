package main

import (
	"context"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert/telegram"
)

// login is one run of login.
type login struct {
	*app
	qr bool
}

func newLogin(a *app) *cobra.Command {
	l := &login{app: a}
	cmd := a.command("login", lang.HelpLogin)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return l.run(cmd.Context()) }
	cmd.Flags().BoolVar(&l.qr, "qr", false, a.say(lang.FlagQR, nil))
	return cmd
}

func (l *login) run(ctx context.Context) (err error) {
	_, _, done, ok := l.terminal()
	if !ok {
		return &told{console.Usage, lang.CourierNoTerminal, nil}
	}
	done()
	k, err := l.openKeep()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, k.Close()) }()
	if k.HasSession() {
		who, err := l.already(ctx, k)
		if err == nil {
			return l.finish(k, who, lang.SignedInAlready)
		}
		if !ended(err) {
			return err
		}
	}
	who, err := l.signIn(ctx, k)
	if err != nil {
		return err
	}
	return l.finish(k, who, lang.SignedIn)
}

// ended reports whether a session is not valid any more.
func ended(err error) bool {
	call, ok := errors.AsType[*telegram.CallError](err)
	return errors.Is(err, telegram.ErrNotSignedIn) || ok && call.Trouble == telegram.TroubleUnauthorized
}

// already asks whether the session that is there is still good.
func (l *login) already(ctx context.Context, k *telegram.Keep) (who telegram.Account, err error) {
	if err = l.unlock(ctx, k.Unlock); err != nil {
		return who, about(err, k.Dir())
	}
	err = l.connect(ctx, k, 0, func(ctx context.Context, c *telegram.Client) (err error) {
		who, err = c.Self(ctx)
		return err
	})
	return who, err
}

func (l *login) signIn(ctx context.Context, k *telegram.Keep) (who telegram.Account, err error) {
	app, err := l.programKey(ctx)
	if err != nil {
		return who, err
	}
	create := func(passphrase string) error { return k.Create(app, passphrase, l.work) }
	if k.HasKey() {
		err = l.unlock(ctx, create)
	} else {
		var passphrase string
		if passphrase, err = l.choosePassphrase(ctx); err == nil {
			err = create(passphrase)
		}
	}
	if err != nil {
		return who, about(err, k.Dir())
	}
	asker := &asker{app: l.app}
	err = l.connect(ctx, k, 0, func(ctx context.Context, c *telegram.Client) (err error) {
		if l.qr {
			screen := &qrScreen{app: l.app}
			who, err = c.SignInQR(ctx, screen.show, asker)
			return err
		}
		who, err = c.SignIn(ctx, asker)
		return err
	})
	return who, err
}

// programKey is the api_id and api_hash: of the environment, or asked for.
func (l *login) programKey(ctx context.Context) (app telegram.App, err error) {
	id, hash := l.getenv("EXILE_TELEGRAM_API_ID"), l.getenv("EXILE_TELEGRAM_API_HASH")
	for guided := false; ; {
		if id == "" {
			if id, err = l.ask(ctx, lang.AskAppID); err != nil {
				return app, err
			}
			id = strings.TrimSpace(id)
		}
		if id == "" && !guided {
			l.talk(l.say(lang.GuideApp, nil))
			guided = true
			continue
		}
		if app.ID, err = strconv.Atoi(id); err == nil && app.ID > 0 {
			break
		}
		l.talk(l.say(lang.BadAppID, nil))
		id = ""
	}
	for {
		if hash == "" {
			if hash, err = l.askSecret(ctx, lang.AskAppHash); err != nil {
				return app, err
			}
		}
		app.Hash = strings.ToLower(strings.TrimSpace(hash))
		if raw, err := hex.DecodeString(app.Hash); err == nil && len(raw) == 16 {
			return app, nil
		}
		l.talk(l.say(lang.BadAppHash, nil))
		hash = ""
	}
}

func (l *login) finish(k *telegram.Keep, who telegram.Account, said lang.Text) error {
	if l.json {
		return l.printJSON(who)
	}
	if err := l.print(l.say(said, lang.V{"name": accountName(&who)})); err != nil {
		return err
	}
	l.tell(l.say(lang.SessionLies, lang.V{"path": console.Clean(k.Dir())}))
	l.tell(l.say(lang.NextPlan, nil))
	return nil
}

// asker asks the person who signs in. Nothing that is typed is shown but the phone
// number.
type asker struct{ app *app }

// Phone asks for the number.
func (a *asker) Phone(ctx context.Context, try int) (string, error) {
	if try > 1 {
		a.app.talk(a.app.say(lang.AskPhoneAgain, nil))
	}
	return a.app.ask(ctx, lang.AskPhone)
}

// Code asks for the code that Telegram sent.
func (a *asker) Code(ctx context.Context, sent telegram.SentCode) (string, error) {
	if sent.Try > 1 {
		a.app.talk(a.app.say(lang.AskCodeAgain, nil))
	} else {
		a.app.talk(a.app.say(codeWay(sent.Way), lang.V{"n": sent.Length}))
	}
	return a.app.askSecret(ctx, lang.AskCode)
}

// Password asks for the password of the two-step verification.
func (a *asker) Password(ctx context.Context, hint string, try int) (string, error) {
	if try > 1 {
		a.app.talk(a.app.say(lang.AskCloudAgain, nil))
	} else if hint != "" {
		a.app.talk(a.app.say(lang.CloudHint, lang.V{"hint": console.Short(console.Clean(hint), 60)}))
	}
	return a.app.askSecret(ctx, lang.AskCloud)
}

// codeWay says where a code was sent.
func codeWay(way telegram.CodeWay) lang.Text {
	switch way {
	case telegram.CodeApp:
		return lang.CodeByApp
	case telegram.CodeSMS:
		return lang.CodeBySMS
	case telegram.CodeCall:
		return lang.CodeByCall
	case telegram.CodeFlash, telegram.CodeMissed:
		return lang.CodeByMissed
	case telegram.CodeEmail:
		return lang.CodeByMail
	case telegram.CodeFragment:
		return lang.CodeByFragment
	case telegram.CodeOther:
	}
	return lang.CodeByOther
}
