package telegramtest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/crypto"
	"github.com/gotd/td/session"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

// login is a client by its key, signed in or not.
type login struct {
	key     crypto.AuthKey
	in      bool
	half    bool // the code was right, the password is wanted
	token   string
	answers map[int64][]byte // by the number of the call
	order   []int64
}

// token is what a QR code shows.
type token struct {
	login    *login
	until    time.Time
	accepted bool
}

// tokenLife is how long a QR code can be scanned.
const tokenLife = 30 * time.Second

// keptAnswers is how many answers are kept for calls that come twice.
const keptAnswers = 64

func (w *World) meet(k crypto.AuthKey) {
	defer w.lock()()
	w.logins[k.ID] = &login{key: k, answers: make(map[int64][]byte)}
}

// Session returns a session that is signed in, as gotd stores one: a test that is not
// about signing in saves the second that the exchange of keys takes.
func (w *World) Session() ([]byte, error) {
	var k crypto.Key
	_, _ = rand.Read(k[:]) // never fails
	key := k.WithID()
	w.meet(key)
	w.login(key.ID).in = true // nobody else knows it yet
	var kept session.StorageMemory
	err := (&session.Loader{Storage: &kept}).Save(context.Background(), &session.Data{
		DC: dc, AuthKey: key.Value[:], AuthKeyID: key.ID[:], Salt: number(),
	})
	if err != nil {
		return nil, err
	}
	return kept.Bytes(nil)
}

func (w *World) login(id [8]byte) *login {
	defer w.lock()()
	return w.logins[id]
}

func (w *World) answered(l *login, id int64) ([]byte, bool) {
	defer w.lock()()
	a, ok := l.answers[id]
	return a, ok
}

func (w *World) remember(l *login, id int64, answer []byte) {
	defer w.lock()()
	l.answers[id] = answer
	l.order = append(l.order, id)
	if len(l.order) > keptAnswers {
		delete(l.answers, l.order[0])
		l.order = l.order[1:]
	}
}

// Logins returns how many sessions are signed in.
func (w *World) Logins() int {
	defer w.lock()()
	n := 0
	for _, l := range w.logins {
		if l.in {
			n++
		}
	}
	return n
}

// Revoke ends all sessions, as "terminate all other sessions" does: their next call
// is AUTH_KEY_UNREGISTERED.
func (w *World) Revoke() {
	defer w.lock()()
	for _, l := range w.logins {
		l.in, l.half = false, false
	}
}

// SetCode changes the code that auth.signIn takes.
func (w *World) SetCode(code string) {
	defer w.lock()()
	w.code = code
}

// ExpireCodes makes all codes that were sent PHONE_CODE_EXPIRED.
func (w *World) ExpireCodes() {
	defer w.lock()()
	for h := range w.codes {
		w.codes[h] = false
	}
}

// ExpireTokens makes all QR codes that were shown AUTH_TOKEN_EXPIRED.
func (w *World) ExpireTokens() {
	defer w.lock()()
	for _, t := range w.tokens {
		t.until = time.Time{}
	}
}

// AcceptLogin is the phone that scans a QR code: it takes the code's text,
// tg://login?token=….
func (w *World) AcceptLogin(url string) error {
	text, ok := strings.CutPrefix(url, "tg://login?token=")
	if !ok {
		return errors.New("no login code of Telegram's: " + url)
	}
	id, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil {
		return err
	}
	to, l, err := w.accept(string(id))
	for _, s := range to {
		s.update(l, &tg.UpdateLoginToken{})
	}
	return err
}

func (w *World) accept(id string) ([]*Server, *login, error) {
	defer w.lock()()
	t := w.tokens[id]
	if t == nil {
		return nil, nil, refused("AUTH_TOKEN_INVALID")
	}
	if t.accepted {
		return nil, nil, refused("AUTH_TOKEN_ALREADY_ACCEPTED")
	}
	if !w.clock().Before(t.until) {
		return nil, nil, refused("AUTH_TOKEN_EXPIRED")
	}
	t.accepted = true
	return slices.Clone(w.servers), t.login, nil
}

func addAuth(all methods) {
	open(all, sendCode)
	open(all, signIn)
	open(all, getPassword)
	open(all, checkPassword)
	open(all, exportLoginToken)
	on(all, logOut)
	open(all, getConfig)
	open(all, getCDNConfig)
	open(all, getNearestDC)
	on(all, updateStatus)
	on(all, getState)
}

// app checks which app calls.
func (c *call) app(id int, hash string) error {
	c.conn.mu.Lock()
	same := c.conn.app == id
	c.conn.mu.Unlock()
	w := c.world
	if id <= 0 || hash == "" || !same || w.appID != 0 && (id != w.appID || hash != w.appHash) {
		return refused("API_ID_INVALID")
	}
	return nil
}

func sendCode(c *call, r *tg.AuthSendCodeRequest) (bin.Encoder, error) {
	if err := c.app(r.APIID, r.APIHash); err != nil {
		return nil, err
	}
	if digits(r.PhoneNumber) != digits(c.world.self.phone) {
		return nil, refused("PHONE_NUMBER_INVALID")
	}
	hash := rand.Text()
	c.world.codes[hash] = true
	return &tg.AuthSentCode{Type: &tg.AuthSentCodeTypeApp{Length: len(c.world.code)}, PhoneCodeHash: hash}, nil
}

func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}

func signIn(c *call, r *tg.AuthSignInRequest) (bin.Encoder, error) {
	w := c.world
	if digits(r.PhoneNumber) != digits(w.self.phone) {
		return nil, refused("PHONE_NUMBER_INVALID")
	}
	if r.PhoneCode == "" {
		return nil, refused("PHONE_CODE_EMPTY")
	}
	if !w.codes[r.PhoneCodeHash] {
		return nil, refused("PHONE_CODE_EXPIRED")
	}
	if r.PhoneCode != w.code {
		return nil, refused("PHONE_CODE_INVALID")
	}
	delete(w.codes, r.PhoneCodeHash)
	return c.enter()
}

// enter signs a client in, if no password is wanted.
func (c *call) enter() (bin.Encoder, error) {
	if c.world.password != "" {
		c.login.half = true
		return nil, tgerr.New(401, "SESSION_PASSWORD_NEEDED")
	}
	return c.entered(), nil
}

func (c *call) entered() *tg.AuthAuthorization {
	c.login.in, c.login.half = true, false
	return &tg.AuthAuthorization{User: c.world.user(c.world.self)}
}

func exportLoginToken(c *call, r *tg.AuthExportLoginTokenRequest) (bin.Encoder, error) {
	if err := c.app(r.APIID, r.APIHash); err != nil {
		return nil, err
	}
	w := c.world
	maps.DeleteFunc(w.tokens, func(_ string, t *token) bool { return !t.accepted && !w.clock().Before(t.until) })
	if t := w.tokens[c.login.token]; t != nil && t.accepted {
		delete(w.tokens, c.login.token)
		if _, err := c.enter(); err != nil {
			return nil, err
		}
		return &tg.AuthLoginTokenSuccess{Authorization: c.entered()}, nil
	}
	id := make([]byte, 32)
	_, _ = rand.Read(id) // never fails
	until := w.clock().Add(tokenLife)
	w.tokens[string(id)] = &token{login: c.login, until: until}
	c.login.token = string(id)
	return &tg.AuthLoginToken{Expires: int(until.Unix()), Token: id}, nil
}

func logOut(c *call, _ *tg.AuthLogOutRequest) (bin.Encoder, error) {
	c.login.in = false
	return &tg.AuthLoggedOut{}, nil
}

func getConfig(c *call, _ *tg.HelpGetConfigRequest) (bin.Encoder, error) {
	now := c.world.clock()
	return &tg.Config{
		Date: int(now.Unix()), Expires: int(now.Add(time.Hour).Unix()), ThisDC: dc,
		DCOptions:   options("127.0.0.1", c.conn.server.port),
		MeURLPrefix: "https://t.me/", ChatSizeMax: 200, MegagroupSizeMax: 200000,
		CaptionLengthMax: 1024, MessageLengthMax: maxText,
	}, nil
}

func getCDNConfig(*call, *tg.HelpGetCDNConfigRequest) (bin.Encoder, error) {
	return &tg.CDNConfig{}, nil
}

func getNearestDC(*call, *tg.HelpGetNearestDCRequest) (bin.Encoder, error) {
	return &tg.NearestDC{Country: "KR", ThisDC: dc, NearestDC: dc}, nil
}

func updateStatus(*call, *tg.AccountUpdateStatusRequest) (bin.Encoder, error) { return yes(), nil }

func getState(c *call, _ *tg.UpdatesGetStateRequest) (bin.Encoder, error) {
	return &tg.UpdatesState{Pts: 1, Date: int(c.world.clock().Unix())}, nil
}
