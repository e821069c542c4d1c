package telegram

import (
	"context"
	"time"

	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"

	"exile/crypto"
)

// Classify is what an error of Telegram's becomes.
func Classify(call Call, status int, message string) (Trouble, time.Duration) {
	return classify(call, tgerr.New(status, message))
}

// SetDisk lets a keep write to another disk.
func (k *Keep) SetDisk(d crypto.Disk) { k.disk = d }

// PretendSignedIn saves a session without a server.
func (k *Keep) PretendSignedIn(account Account, session string) error {
	k.mu.Lock()
	k.session = []byte(session)
	k.mu.Unlock()
	return k.signedIn(account)
}

// StoredSession is what the library would be given.
func (k *Keep) StoredSession() string {
	data, err := sessionStore{keep: k}.LoadSession(nil) //nolint:staticcheck // it takes no notice
	if err != nil {
		return ""
	}
	return string(data)
}

// OnceOnly reports whether a call is never repeated unheard.
func OnceOnly(call Call) bool { return onceOnly(call) }

// CandidateOf tells of a group whether an import into it is allowed.
func CandidateOf(chat tg.ChatClass) (Candidate, bool) { return candidateOf(chat) }

// Pause waits for something.
func (c *Client) Pause(ctx context.Context, why WaitReason, d time.Duration) error {
	return c.pause(ctx, why, d)
}

// API makes calls of any kind.
func (c *Client) API() *tg.Client { return c.api }
