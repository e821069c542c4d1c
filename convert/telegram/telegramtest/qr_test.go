package telegramtest_test

import (
	"context"
	"testing"

	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth/qrlogin"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"exile/convert/telegram/telegramtest"
)

func TestSignInByQRCode(t *testing.T) {
	for _, x := range []struct{ name, password string }{{"with a password", telegramtest.Password}, {"without", ""}} {
		t.Run(x.name, func(t *testing.T) {
			w := telegramtest.NewWorld()
			w.SetPassword(x.password)
			p := newPhone(telegramtest.Start(t, w))
			updates := tg.NewUpdateDispatcher()
			p.updates = updates
			loggedIn := qrlogin.OnLoginToken(updates)
			p.must(t, func(ctx context.Context, c *td.Client) error {
				_, err := c.QR().Auth(ctx, loggedIn, func(_ context.Context, token qrlogin.Token) error {
					w.ExpireTokens()
					want(t, "an expired code", w.AcceptLogin(token.URL()), "AUTH_TOKEN_EXPIRED")
					fresh, err := c.QR().Export(ctx)
					if err != nil {
						return err
					}
					go func() {
						if err := w.AcceptLogin(fresh.URL()); err != nil {
							t.Error(err)
						}
						want(t, "a code twice", w.AcceptLogin(fresh.URL()), "AUTH_TOKEN_ALREADY_ACCEPTED")
					}()
					return nil
				})
				if x.password == "" {
					return err
				}
				if !tgerr.Is(err, "SESSION_PASSWORD_NEEDED") {
					t.Errorf("the password was not asked for: %v", err)
				}
				_, err = c.Auth().Password(ctx, x.password)
				return err
			})
			if w.Logins() != 1 {
				t.Errorf("%d are signed in", w.Logins())
			}
		})
	}
}

func TestCodesAndSessionsEnd(t *testing.T) {
	w := world()
	s := telegramtest.Start(t, w)
	p := newPhone(s)
	p.must(t, func(ctx context.Context, c *td.Client) error {
		if _, err := c.API().AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: "+10", APIID: telegramtest.AppID, APIHash: "x"}); !tgerr.Is(err, "PHONE_NUMBER_INVALID") {
			t.Errorf("a foreign number: %v", err)
		}
		if _, err := c.API().AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: telegramtest.Phone, APIID: 3, APIHash: "x"}); !tgerr.Is(err, "API_ID_INVALID") {
			t.Errorf("another app than the connection's: %v", err)
		}
		sent, err := c.API().AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: telegramtest.Phone, APIID: telegramtest.AppID, APIHash: "x"})
		if err != nil {
			return err
		}
		w.ExpireCodes()
		if _, err := c.Auth().SignIn(ctx, telegramtest.Phone, telegramtest.Code, sent.(*tg.AuthSentCode).PhoneCodeHash); !tgerr.Is(err, "PHONE_CODE_EXPIRED") {
			t.Errorf("an expired code: %v", err)
		}
		return signIn(ctx, c)
	})
	p.must(t, func(ctx context.Context, c *td.Client) error {
		_, err := c.API().AuthLogOut(ctx)
		if err != nil {
			return err
		}
		_, err = c.API().ContactsGetContacts(ctx, 0)
		want(t, "after the sign-out", err, "AUTH_KEY_UNREGISTERED")
		if err := signIn(ctx, c); err != nil {
			return err
		}
		w.Revoke()
		_, err = c.API().ContactsGetContacts(ctx, 0)
		want(t, "after the session was ended elsewhere", err, "AUTH_KEY_UNREGISTERED")
		return nil
	})
}
