package telegramtest_test

import (
	"context"
	"testing"
	"time"

	"github.com/gotd/td/session"
	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"exile/convert/telegram/telegramtest"
)

// world is one without a password: to check one takes gotd a second.
func world() *telegramtest.World {
	w := telegramtest.NewWorld()
	w.SetPassword("")
	return w
}

// phone is a bare client of gotd's.
type phone struct {
	server  *telegramtest.Server
	storage *session.StorageMemory
	offset  int
	updates td.UpdateHandler
}

func newPhone(s *telegramtest.Server) *phone {
	return &phone{server: s, storage: &session.StorageMemory{}, offset: 9 * 3600}
}

// run connects and does something, within three minutes.
func (p *phone) run(t *testing.T, do func(ctx context.Context, c *td.Client) error) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	at := p.server.Telegram()
	c := td.NewClient(telegramtest.AppID, telegramtest.AppHash, td.Options{
		PublicKeys: at.Keys, Resolver: at.Resolver, DCList: at.List, DC: at.DC,
		SessionStorage: p.storage, NoUpdates: p.updates == nil, UpdateHandler: p.updates,
		Device: td.DeviceConfig{Params: &tg.JSONObject{Value: []tg.JSONObjectValue{
			{Key: "tz_offset", Value: &tg.JSONNumber{Value: float64(p.offset)}},
		}}},
	})
	return c.Run(ctx, func(ctx context.Context) error { return do(ctx, c) })
}

func (p *phone) must(t *testing.T, do func(ctx context.Context, c *td.Client) error) {
	t.Helper()
	if err := p.run(t, do); err != nil {
		t.Fatal(err)
	}
}

// signIn signs in with the code and, if there is one, the password.
func signIn(ctx context.Context, c *td.Client) error {
	code := auth.CodeAuthenticatorFunc(func(context.Context, *tg.AuthSentCode) (string, error) { return telegramtest.Code, nil })
	flow := auth.NewFlow(auth.Constant(telegramtest.Phone, telegramtest.Password, code), auth.SendCodeOptions{})
	return c.Auth().IfNecessary(ctx, flow)
}

// signedIn returns a client that is in already.
func signedIn(t *testing.T, w *telegramtest.World, s *telegramtest.Server) *phone {
	t.Helper()
	p := newPhone(s)
	b, err := w.Session()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.storage.StoreSession(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSignInWithCodeAndPassword(t *testing.T) {
	w := telegramtest.NewWorld()
	s := telegramtest.Start(t, w)
	p := newPhone(s)
	p.must(t, func(ctx context.Context, c *td.Client) error {
		if _, err := c.API().ContactsGetContacts(ctx, 0); !tgerr.Is(err, "AUTH_KEY_UNREGISTERED") {
			t.Errorf("contacts before the sign-in: %v", err)
		}
		sent, err := c.Auth().SendCode(ctx, telegramtest.Phone, auth.SendCodeOptions{})
		if err != nil {
			return err
		}
		hash := sent.(*tg.AuthSentCode).PhoneCodeHash
		if _, err := c.Auth().SignIn(ctx, telegramtest.Phone, "54321", hash); !tgerr.Is(err, "PHONE_CODE_INVALID") {
			t.Errorf("a wrong code: %v", err)
		}
		if _, err := c.Auth().SignIn(ctx, telegramtest.Phone, telegramtest.Code, hash); err == nil {
			t.Error("the code alone was enough")
		}
		if _, err := c.Auth().Password(ctx, "wrong"); err == nil {
			t.Error("a wrong password was taken")
		}
		if _, err := c.API().ContactsGetContacts(ctx, 0); !tgerr.Is(err, "AUTH_KEY_UNREGISTERED") {
			t.Errorf("contacts after a wrong password: %v", err)
		}
		_, err = c.Auth().Password(ctx, telegramtest.Password)
		return err
	})
	p.must(t, func(ctx context.Context, c *td.Client) error {
		me, err := c.Self(ctx)
		if err == nil && me.ID != telegramtest.SelfID {
			t.Errorf("self is %d", me.ID)
		}
		return err
	})
	for _, o := range w.Offsets() {
		if o != 9*3600 {
			t.Errorf("tz_offset %d", o)
		}
	}
	if len(w.Offsets()) != 2 {
		t.Errorf("%d connections, want 2", len(w.Offsets()))
	}
}
