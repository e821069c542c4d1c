package telegram

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
)

// ErrQRExpired says that nobody scanned the QR code for as long as it was shown.
var ErrQRExpired = errors.New("nobody has scanned the QR code")

// maxShown is how long QR codes are shown in all, by opt.Clock. Each is good for about
// half a minute.
const maxShown = 10 * time.Minute

var errNoToken = errors.New("no code to show came")

// SignInQR signs in with a code that a phone scans which is signed in already
// (Settings, Devices), and keeps the session. show is called anew whenever a code has
// run out. It needs a keep that was created and not unlocked.
// Errors: ErrQRExpired, those of show and of SignIn.
func (c *Client) SignInQR(ctx context.Context, show func(url string, until time.Time) error, ask Asker) (Account, error) {
	in, err := c.byQR(ctx, show)
	if needsPassword(err) {
		in, err = c.byPassword(ctx, ask)
	}
	if err != nil {
		return Account{}, fmt.Errorf("sign in: %w", err)
	}
	return c.signedIn(ctx, in)
}

func (c *Client) byQR(ctx context.Context, show func(url string, until time.Time) error) (tg.AuthAuthorizationClass, error) {
	app := c.keep.appOf()
	end := c.clock.Now().Add(maxShown)
	for c.clock.Now().Before(end) {
		token, err := c.api.AuthExportLoginToken(ctx, &tg.AuthExportLoginTokenRequest{APIID: app.ID, APIHash: app.Hash})
		if err != nil {
			return nil, err
		}
		if moved, ok := token.(*tg.AuthLoginTokenMigrateTo); ok { // the account lives in another data centre
			if err := c.move(ctx, moved.DCID); err != nil {
				return nil, callError(ctx, "auth.importLoginToken", err)
			}
			if token, err = c.api.AuthImportLoginToken(ctx, moved.Token); err != nil {
				return nil, err
			}
		}
		switch t := token.(type) {
		case *tg.AuthLoginTokenSuccess:
			return t.Authorization, nil
		case *tg.AuthLoginToken:
			until := time.Unix(int64(t.Expires), 0)
			if err := show("tg://login?token="+base64.URLEncoding.EncodeToString(t.Token), until); err != nil {
				return nil, err
			}
			if err := c.scan(ctx, until); err != nil {
				return nil, err
			}
		default:
			return nil, callError(ctx, "auth.exportLoginToken", errNoToken)
		}
	}
	return nil, ErrQRExpired
}

// scan waits until the code was scanned, or has run out.
func (c *Client) scan(ctx context.Context, until time.Time) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out := make(chan error, 1)
	go func() { out <- c.clock.Sleep(ctx, max(until.Sub(c.clock.Now()), time.Second)) }()
	select {
	case <-c.taken:
		return nil
	case err := <-out:
		return err
	}
}

// scanned handles the one update that is waited for.
func scanned(taken chan<- struct{}) td.UpdateHandler {
	d := tg.NewUpdateDispatcher()
	d.OnLoginToken(func(context.Context, tg.Entities, *tg.UpdateLoginToken) error {
		select {
		case taken <- struct{}{}:
		default:
		}
		return nil
	})
	return d
}
