package telegram

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/dcs"
)

// Options are what a connection needs.
type Options struct {
	Server  Server
	Clock   Clock         // nil: the computer's
	Offset  time.Duration // east of UTC: sent as tz_offset, by which the server reads the texts' times
	Version string        // of exile, as Telegram lists it among the account's devices
	Lang    string        // "ko" or "en": of what Telegram itself says
	Proxy   string        // the URL of a SOCKS5 proxy, see ProxyOf; "": none. Nothing goes past it
	Waits   func(Wait)    // is told of every wait, about once a second while it lasts, one call at a time; may be nil

	// Patience is how long the server may be out of reach, by the real clock, before
	// the run ends with ErrUnreachable. 0: two minutes. While something else is waited
	// for it does not run: nobody needs the server then.
	Patience time.Duration

	resting *atomic.Int32 // how many wait for something else; see prepare
}

// Server is where Telegram is. The zero value is Telegram's own.
type Server struct {
	Keys     []telegram.PublicKey
	Resolver dcs.Resolver
	List     dcs.List
	DC       int
}

// Clock is the time, and waiting.
type Clock interface {
	Now() time.Time
	// Sleep waits, or returns ctx.Err() if the run is cancelled meanwhile.
	Sleep(ctx context.Context, d time.Duration) error
}

// Wait is something to wait for.
type Wait struct {
	Why   WaitReason
	Until time.Time
	Left  time.Duration // 0: it is over
}

// WaitReason says why to wait.
type WaitReason string

// The reasons.
const (
	WaitFlood      WaitReason = "flood"      // Telegram said FLOOD_WAIT
	WaitImport     WaitReason = "import"     // Telegram said that an import into this chat is under way
	WaitPace       WaitReason = "pace"       // the reported pace between two imports of an account
	WaitPeerPace   WaitReason = "chat-pace"  // the reported pace between two imports into one chat
	WaitAfterError WaitReason = "error-pace" // the reported pause after a start that failed
	WaitAppear     WaitReason = "appear"     // the messages have not all appeared yet
	WaitServer     WaitReason = "server"     // the server cannot be reached
)
