package telegram

import (
	"bytes"
	"context"

	"github.com/gotd/td/session"
)

// sessionStore is the library's view of a keep.
type sessionStore struct {
	keep *Keep
	fail func(error) // the library would try for ever
}

// LoadSession gives the session to the library.
func (s sessionStore) LoadSession(context.Context) ([]byte, error) {
	s.keep.mu.Lock()
	defer s.keep.mu.Unlock()
	if len(s.keep.session) == 0 {
		return nil, session.ErrNotFound
	}
	return bytes.Clone(s.keep.session), nil
}

// StoreSession takes it. Before anybody is signed in it stays in memory: a key that
// opens nothing is not kept.
func (s sessionStore) StoreSession(_ context.Context, data []byte) error {
	k := s.keep
	k.mu.Lock()
	defer k.mu.Unlock()
	if bytes.Equal(k.session, data) {
		return nil
	}
	k.session = bytes.Clone(data)
	if k.account == nil {
		return nil
	}
	err := k.saveSession()
	if err != nil {
		s.fail(err)
	}
	return err
}

// signedIn keeps the session from now on.
func (k *Keep) signedIn(account Account) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.account = &account
	err := k.saveSession()
	if err != nil {
		k.account = nil
	}
	return err
}

// known tells whose session it is; ok is false if nobody's.
func (k *Keep) known() (account Account, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.account == nil {
		return Account{}, false
	}
	return *k.account, true
}

// appOf is what the session is of, or is to be of.
func (k *Keep) appOf() App {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.app
}
