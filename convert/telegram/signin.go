package telegram

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gotd/td/telegram/auth"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// The reasons for which nobody can be signed in.
var (
	ErrNoAccount = errors.New("the number has no account at Telegram")
	ErrCodeWay   = errors.New("signing in like this needs something that only the apps of Telegram can do")
)

// Asker asks the person who signs in. try counts from 1; above 1 what was said
// before was wrong. Nothing that it returns is kept.
type Asker interface {
	// Phone asks for the number, with the code of its country.
	Phone(ctx context.Context, try int) (string, error)
	// Code asks for the code that Telegram sent.
	Code(ctx context.Context, sent SentCode) (string, error)
	// Password asks for the password of the two-step verification.
	Password(ctx context.Context, hint string, try int) (string, error)
}

// SentCode is a code that Telegram sent.
type SentCode struct {
	Way    CodeWay
	Length int // 0: not known
	Try    int
}

// CodeWay is where a code was sent.
type CodeWay string

// The ways.
const (
	CodeApp      CodeWay = "app" // as a message in Telegram's own apps
	CodeSMS      CodeWay = "sms"
	CodeCall     CodeWay = "call"        // a voice says it
	CodeFlash    CodeWay = "flash-call"  // the number that calls is it
	CodeMissed   CodeWay = "missed-call" // its last digits are it
	CodeEmail    CodeWay = "email"
	CodeFragment CodeWay = "fragment" // at fragment.com
	CodeOther    CodeWay = "other"
)

const maxTries = 3

// SignIn signs in with a code, and keeps the session. It never makes an account.
// Errors: ErrNoAccount, ErrCodeWay, the asker's, *CallError: with TroublePhone,
// TroubleCode and TroublePassword if it was wrong three times.
func (c *Client) SignIn(ctx context.Context, ask Asker) (Account, error) {
	user, err := c.byCode(ctx, ask)
	if err != nil {
		return Account{}, fmt.Errorf("sign in: %w", err)
	}
	return c.signedIn(ctx, user)
}

func (c *Client) byCode(ctx context.Context, ask Asker) (tg.AuthAuthorizationClass, error) {
	phone, sent, err := c.sendCode(ctx, ask)
	if err != nil {
		return nil, err
	}
	if done, ok := sent.(*tg.AuthSentCodeSuccess); ok { // the device was known
		return done.Authorization, nil
	}
	code, ok := sent.(*tg.AuthSentCode)
	if !ok { // it is to be paid for
		return nil, ErrCodeWay
	}
	way, length, err := wayOf(code.Type)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		said, err := ask.Code(ctx, SentCode{way, length, try})
		if err != nil {
			return nil, err
		}
		user, err := c.api.AuthSignIn(ctx, &tg.AuthSignInRequest{
			PhoneNumber: phone, PhoneCodeHash: code.PhoneCodeHash, PhoneCode: digits(said),
		})
		switch {
		case troubleOf(err) == TroubleCode && try < maxTries:
			continue
		case needsPassword(err):
			return c.byPassword(ctx, ask)
		case tgerr.Is(err, "PHONE_NUMBER_UNOCCUPIED"):
			return nil, ErrNoAccount
		}
		return user, err
	}
}

// sendCode asks for the number and has a code sent to it.
func (c *Client) sendCode(ctx context.Context, ask Asker) (phone string, sent tg.AuthSentCodeClass, err error) {
	for try := 1; ; try++ {
		if phone, err = ask.Phone(ctx, try); err != nil {
			return "", nil, err
		}
		phone = digits(phone)
		app := c.keep.appOf()
		sent, err = c.api.AuthSendCode(ctx, &tg.AuthSendCodeRequest{PhoneNumber: phone, APIID: app.ID, APIHash: app.Hash})
		switch {
		case tgerr.Is(err, "PHONE_NUMBER_UNOCCUPIED"):
			return "", nil, ErrNoAccount
		case troubleOf(err) == TroublePhone && try < maxTries:
			continue
		}
		return phone, sent, err
	}
}

func needsPassword(err error) bool { return tgerr.Is(err, "SESSION_PASSWORD_NEEDED") }

// byPassword goes on where the account has a second password: by SRP, so that
// Telegram is never sent it.
func (c *Client) byPassword(ctx context.Context, ask Asker) (tg.AuthAuthorizationClass, error) {
	for try := 1; ; try++ {
		p, err := c.api.AccountGetPassword(ctx) // anew each time: it serves once
		if err != nil {
			return nil, err
		}
		said, err := ask.Password(ctx, p.Hint, try)
		if err != nil {
			return nil, err
		}
		proof, err := auth.PasswordHash([]byte(said), p.SRPID, p.SRPB, p.SecureRandom, p.CurrentAlgo)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrCodeWay, err)
		}
		user, err := c.api.AuthCheckPassword(ctx, proof)
		if troubleOf(err) == TroublePassword && try < maxTries {
			continue
		}
		return user, err
	}
}

// signedIn keeps the session of whoever has been let in. One that cannot be kept
// is given back: nobody would find it again.
func (c *Client) signedIn(ctx context.Context, in tg.AuthAuthorizationClass) (Account, error) {
	var user *tg.User
	if done, ok := in.(*tg.AuthAuthorization); ok {
		user, _ = done.User.(*tg.User)
	}
	if user == nil { // AuthAuthorizationSignUpRequired
		return Account{}, fmt.Errorf("sign in: %w", ErrNoAccount)
	}
	account := accountOf(user)
	if err := c.keep.signedIn(account); err != nil {
		_, out := c.api.AuthLogOut(ctx)
		return Account{}, errors.Join(err, out)
	}
	return account, nil
}

// SignOut revokes the session at Telegram, then removes it here. One that Telegram
// does not know any more is just removed.
func (c *Client) SignOut(ctx context.Context) error {
	_, err := c.api.AuthLogOut(ctx)
	if err != nil && troubleOf(err) != TroubleUnauthorized {
		return fmt.Errorf("sign out: %w", err)
	}
	return c.keep.Forget()
}

// Self tells who is signed in, as Telegram has it now.
// Errors: ErrNotSignedIn, also if the session was ended elsewhere.
func (c *Client) Self(ctx context.Context) (Account, error) {
	users, err := c.api.UsersGetUsers(ctx, []tg.InputUserClass{&tg.InputUserSelf{}})
	if troubleOf(err) == TroubleUnauthorized {
		return Account{}, fmt.Errorf("%w: %w", ErrNotSignedIn, err)
	}
	if err != nil {
		return Account{}, err
	}
	for _, one := range users {
		if user, ok := one.(*tg.User); ok {
			return accountOf(user), nil
		}
	}
	return Account{}, ErrNotSignedIn
}

// accountOf tells who a user is.
func accountOf(u *tg.User) Account {
	return Account{ID: u.ID, Name: fullName(u), Handle: u.Username, Phone: u.Phone, Premium: u.Premium}
}

// fullName is the name as Telegram shows it: of a contact, as it was saved.
func fullName(u *tg.User) string { return strings.TrimSpace(u.FirstName + " " + u.LastName) }

// wayOf tells where a code was sent.
func wayOf(sent tg.AuthSentCodeTypeClass) (way CodeWay, length int, err error) {
	switch t := sent.(type) {
	case *tg.AuthSentCodeTypeApp:
		return CodeApp, t.Length, nil
	case *tg.AuthSentCodeTypeSMS:
		return CodeSMS, t.Length, nil
	case *tg.AuthSentCodeTypeFirebaseSMS:
		return CodeSMS, t.Length, nil
	case *tg.AuthSentCodeTypeCall:
		return CodeCall, t.Length, nil
	case *tg.AuthSentCodeTypeFlashCall:
		return CodeFlash, 0, nil
	case *tg.AuthSentCodeTypeMissedCall:
		return CodeMissed, t.Length, nil
	case *tg.AuthSentCodeTypeEmailCode:
		return CodeEmail, t.Length, nil
	case *tg.AuthSentCodeTypeFragmentSMS:
		return CodeFragment, t.Length, nil
	case *tg.AuthSentCodeTypeSetUpEmailRequired:
		return "", 0, ErrCodeWay
	}
	return CodeOther, 0, nil
}

// digits leaves of a number or a code what counts: people type them as they are
// printed, with spaces, hyphens and brackets.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '+', '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return r
		case '０' <= r && r <= '９': // as an input method for Korean may write them
			return r - '０' + '0'
		}
		return -1
	}, s)
}
