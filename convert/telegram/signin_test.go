package telegram_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"exile/convert/telegram"
	"exile/convert/telegram/telegramtest"
)

func wantAccount() telegram.Account {
	return telegram.Account{ID: telegramtest.SelfID, Name: "Minjun Kim", Phone: telegramtest.Phone}
}

// sameAccount compares accounts; a server may leave the + off the number.
func sameAccount(t *testing.T, got telegram.Account) {
	t.Helper()
	got.Phone = "+" + strings.TrimPrefix(got.Phone, "+")
	if diff := cmp.Diff(wantAccount(), got); diff != "" {
		t.Error(diff)
	}
}

// Number, code and second password: then the session serves without any of them.
func TestSignIn(t *testing.T) {
	w := telegramtest.NewWorld()
	s := telegramtest.Start(t, w)
	k, opt, ask := newKeep(t), optionsOf(s), rightAsker()
	ask.phones = []string{"+82 10-0000-0001"} // as it is printed
	ask.codes = []string{" 1 2345 "}
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		got, err := c.SignIn(ctx, ask)
		sameAccount(t, got)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"phone", "code", "password"}, ask.asked); diff != "" {
		t.Error(diff)
	}
	if ask.sent != (telegram.SentCode{Way: telegram.CodeApp, Length: 5, Try: 1}) {
		t.Errorf("%+v", ask.sent)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	w.ForgetCalls()
	k = openKeep(t, k.Dir())
	if err := k.Unlock(testPass); err != nil {
		t.Fatal(err)
	}
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		got, err := c.Self(ctx)
		sameAccount(t, got)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, call := range []string{"auth.sendCode", "auth.signIn", "auth.checkPassword"} {
		if called(w, call) != 0 {
			t.Errorf("%s was called again", call)
		}
	}
}

// An account without a second password is not asked for one.
func TestSignInWithoutPassword(t *testing.T) {
	w := telegramtest.NewWorld()
	w.SetPassword("")
	ask := rightAsker()
	err := connect(t, newKeep(t), optionsOf(telegramtest.Start(t, w)), func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, ask)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"phone", "code"}, ask.asked); diff != "" {
		t.Error(diff)
	}
}

// What is wrong is asked again, twice; then it is told, and nothing is kept.
func TestSignInWrong(t *testing.T) {
	right := rightAsker()
	tests := []struct {
		name  string
		ask   asker
		want  telegram.Trouble
		asked int // in all
		ok    bool
	}{
		{name: "the number thrice", ask: asker{phones: []string{"+821099999999"}}, want: telegram.TroublePhone, asked: 3},
		{name: "the number once", ask: asker{phones: []string{"+821099999999", telegramtest.Phone}, codes: right.codes, passwords: right.passwords}, asked: 4, ok: true},
		{name: "the code thrice", ask: asker{phones: right.phones, codes: []string{"54321"}}, want: telegram.TroubleCode, asked: 4},
		{name: "the code twice", ask: asker{phones: right.phones, codes: []string{"54321", "11111", telegramtest.Code}, passwords: right.passwords}, asked: 5, ok: true},
		{name: "the password thrice", ask: asker{phones: right.phones, codes: right.codes, passwords: []string{"no"}}, want: telegram.TroublePassword, asked: 5},
		{name: "the password twice", ask: asker{phones: right.phones, codes: right.codes, passwords: []string{"no", "", telegramtest.Password}}, asked: 5, ok: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := telegramtest.NewWorld()
			k := newKeep(t)
			err := connect(t, k, optionsOf(telegramtest.Start(t, w)), func(ctx context.Context, c *telegram.Client) error {
				_, err := c.SignIn(ctx, &tt.ask)
				return err
			})
			if len(tt.ask.asked) != tt.asked {
				t.Errorf("asked %v", tt.ask.asked)
			}
			if tt.ok {
				if err != nil || !k.HasSession() {
					t.Errorf("%v, a session: %v", err, k.HasSession())
				}
				return
			}
			e, ok := errors.AsType[*telegram.CallError](err)
			if !ok || e.Trouble != tt.want {
				t.Errorf("%v, want %s", err, tt.want)
			}
			if k.HasSession() || w.Logins() != 0 {
				t.Error("a session was kept")
			}
		})
	}
}

// Numbers without an account are told so: no account is ever made.
func TestSignInNoAccount(t *testing.T) {
	w := telegramtest.NewWorld()
	w.FailAlways("auth.signIn", 400, "PHONE_NUMBER_UNOCCUPIED")
	k := newKeep(t)
	err := connect(t, k, optionsOf(telegramtest.Start(t, w)), func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignIn(ctx, rightAsker())
		return err
	})
	if !errors.Is(err, telegram.ErrNoAccount) || called(w, "auth.signUp") != 0 || k.HasSession() {
		t.Errorf("%v", err)
	}
}

// What goes wrong in signing in is told as what it is.
func TestSignInTroubles(t *testing.T) {
	tests := []struct {
		call    string
		status  int
		message string
		want    telegram.Trouble
	}{
		{"auth.sendCode", 400, "API_ID_INVALID", telegram.TroubleApp},
		{"auth.sendCode", 400, "PHONE_NUMBER_BANNED", telegram.TroublePhoneBanned},
		{"auth.sendCode", 400, "PHONE_NUMBER_FLOOD", telegram.TroubleFlood},
		{"auth.sendCode", 420, "FLOOD_WAIT_86000", telegram.TroubleFlood}, // nobody sits a day before a prompt
		{"auth.sendCode", 500, "AUTH_RESTART", telegram.TroubleServer},
		{"auth.signIn", 400, "PHONE_CODE_EXPIRED", telegram.TroubleCodeExpired},
		{"auth.checkPassword", 420, "FLOOD_WAIT_3600", telegram.TroubleFlood},
	}
	w := telegramtest.NewWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	for _, tt := range tests {
		t.Run(tt.message, func(t *testing.T) {
			w.FailAlways(tt.call, tt.status, tt.message)
			defer w.Heal()
			err := connect(t, newKeep(t), opt, func(ctx context.Context, c *telegram.Client) error {
				_, err := c.SignIn(ctx, rightAsker())
				return err
			})
			e, ok := errors.AsType[*telegram.CallError](err)
			if !ok || e.Trouble != tt.want || string(e.Call) != tt.call || e.Code != tt.message {
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
}

// A code that a phone scans signs in; the account's second password is asked for
// here, too.
func TestSignInQR(t *testing.T) {
	for _, password := range []string{"", telegramtest.Password} {
		w := telegramtest.NewWorld()
		w.SetPassword(password)
		k, ask := newKeep(t), rightAsker()
		err := connect(t, k, optionsOf(telegramtest.Start(t, w)), func(ctx context.Context, c *telegram.Client) error {
			got, err := c.SignInQR(ctx, func(url string, until time.Time) error {
				if until.Before(time.Now()) {
					t.Errorf("it ran out at %s", until)
				}
				return w.AcceptLogin(url)
			}, ask)
			sameAccount(t, got)
			return err
		})
		if err != nil || !k.HasSession() || slices.Contains(ask.asked, "phone") || (len(ask.asked) > 0) != (password != "") {
			t.Errorf("%v, asked %v", err, ask.asked)
		}
	}
}

// A code that has run out is shown anew, and after ten minutes no more.
func TestSignInQRExpires(t *testing.T) {
	w := telegramtest.NewWorld()
	clock := newLeapClock()
	w.SetClock(clock.Now)
	opt := optionsOf(telegramtest.Start(t, w))
	opt.Clock = clock
	var urls []string
	k := newKeep(t)
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignInQR(ctx, func(url string, _ time.Time) error {
			if !slices.Contains(urls, url) {
				urls = append(urls, url)
			}
			return nil
		}, rightAsker())
		return err
	})
	if !errors.Is(err, telegram.ErrQRExpired) || len(urls) < 10 || k.HasSession() {
		t.Errorf("%v after %d codes", err, len(urls))
	}
	second := 0
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.SignInQR(ctx, func(url string, _ time.Time) error {
			if second++; second < 3 {
				return nil
			}
			return w.AcceptLogin(url)
		}, rightAsker())
		return err
	})
	if err != nil || second < 3 {
		t.Errorf("%v after %d codes", err, second)
	}
}

// Signing out ends the session at Telegram, then here.
func TestSignOut(t *testing.T) {
	w := telegramtest.NewWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	if w.Logins() != 1 {
		t.Fatalf("%d sessions", w.Logins())
	}
	w.Fail("auth.logOut", 1, 500, "SOMETHING")
	signOut := func(ctx context.Context, c *telegram.Client) error { return c.SignOut(ctx) }
	if err := connect(t, k, opt, signOut); err == nil || !k.HasSession() {
		t.Errorf("it could not be revoked, and was thrown away: %v", err)
	}
	if err := connect(t, k, opt, signOut); err != nil {
		t.Fatal(err)
	}
	if w.Logins() != 0 || k.HasSession() || !k.HasKey() {
		t.Errorf("%d sessions, one here: %v", w.Logins(), k.HasSession())
	}
}

// A session that was ended elsewhere is told so, and can be thrown away.
func TestRevoked(t *testing.T) {
	w := telegramtest.NewWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	w.Revoke()
	err := connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Self(ctx)
		return err
	})
	if !errors.Is(err, telegram.ErrNotSignedIn) {
		t.Errorf("%v", err)
	}
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error {
		_, err := c.Chats(ctx)
		return err
	})
	if e, ok := errors.AsType[*telegram.CallError](err); !ok || e.Trouble != telegram.TroubleUnauthorized {
		t.Errorf("%v", err)
	}
	err = connect(t, k, opt, func(ctx context.Context, c *telegram.Client) error { return c.SignOut(ctx) })
	if err != nil || k.HasSession() {
		t.Errorf("%v", err)
	}
}

// Nothing of what gives access lies on the disk but sealed: not the key in any
// form, nor the number, the name, the api_hash or any password.
func TestNothingInTheClear(t *testing.T) {
	w := telegramtest.NewWorld()
	opt := optionsOf(telegramtest.Start(t, w))
	k := signedIn(t, opt)
	var session struct{ Data struct{ AuthKey []byte } }
	if err := json.Unmarshal([]byte(k.StoredSession()), &session); err != nil || len(session.Data.AuthKey) != 256 {
		t.Fatalf("%d bytes of key, %v", len(session.Data.AuthKey), err)
	}
	key := session.Data.AuthKey
	canaries := [][]byte{
		[]byte("821000000001"), []byte("Minjun"), []byte(testApp().Hash), []byte("1234567"),
		[]byte(telegramtest.Password), []byte(testPass), []byte(telegramtest.Code), []byte("AGE-SECRET-KEY"),
	}
	for i := 0; i+8 <= len(key); i += 8 {
		piece := key[i : i+8]
		canaries = append(canaries, piece, []byte(hex.EncodeToString(piece)))
	}
	for i := range 3 { // base64 of it, wherever it begins
		text := base64.StdEncoding.EncodeToString(key[i:])
		canaries = append(canaries, []byte(text[4:24]), []byte(text[100:120]))
	}
	files := filesOf(t, k.Dir())
	if len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
	for name, data := range files {
		for _, canary := range canaries {
			if bytes.Contains(data, canary) {
				t.Errorf("%s holds %q", name, canary)
			}
		}
	}
}
