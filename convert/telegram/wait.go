package telegram

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/rpc"
	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/tg"
	"github.com/gotd/td/tgerr"
)

const (
	maxFlood     = 24 * time.Hour   // in all, of one call
	maxAuthFlood = time.Minute      // of one that somebody sits and waits for
	maxAnswer    = 10 * time.Minute // by the real clock, for one answer; big texts take the server long
	maxRepeats   = 3                // after troubles of the server's own
	maxBroken    = 8                // after connections that broke
)

// errLost is what a call ends in that must not be made twice. It is also what keeps
// the library from sending it again.
var errLost = errors.New("the connection broke before the answer came")

// onceOnly reports whether a call may not be made a second time if nobody knows
// whether the first was heard: a group would be made twice, an import begun twice.
func onceOnly(call Call) bool {
	return slices.Contains([]Call{
		CallInit, CallStart, "messages.migrateChat",
		"channels.createChannel", "channels.deleteChannel",
	}, call)
}

// caller stands between the client and the library: it waits as long as Telegram
// says, repeats what may be repeated, and gives every error its trouble.
type caller struct {
	opt   *Options
	lines atomic.Int64 // of connections that broke so far
}

// Handle is a middleware of the library.
func (c *caller) Handle(next tg.Invoker) td.InvokeFunc {
	return func(ctx context.Context, in bin.Encoder, out bin.Decoder) error {
		if err := ctx.Err(); err != nil {
			return err // called off: the library would send it all the same
		}
		name := nameOf(in)
		return c.call(ctx, name, func() error {
			limited, cancel := context.WithTimeout(ctx, maxAnswer)
			defer cancel()
			if !onceOnly(name) {
				return next.Invoke(limited, in, out)
			}
			one := &lineEncoder{Encoder: in, lines: &c.lines}
			err := next.Invoke(limited, one, out)
			if _, answered := tgerr.As(err); err == nil || answered || !one.wentOut() {
				return err
			}
			reason := ctx.Err() // called off: the call may be done all the same
			if reason == nil {
				reason = errLost
			}
			return &CallError{Call: name, Trouble: TroubleLost, Err: reason}
		})
	}
}

// call makes a call until it is done or refused.
func (c *caller) call(ctx context.Context, name Call, do func() error) error {
	var waited time.Duration
	repeats, broken := 0, 0
	for {
		err := do()
		if err == nil || ctx.Err() != nil || troubleOf(err) == TroubleLost {
			return callError(ctx, name, err)
		}
		wait, flooded := time.Duration(0), false
		if e, ok := tgerr.As(err); ok {
			wait, flooded = floodWait(e)
		}
		switch {
		case flooded && waited+wait <= patience(name):
			waited += wait
			if err := c.opt.pause(ctx, WaitFlood, wait); err != nil {
				return err
			}
		case isBroken(err) && broken < maxBroken && !isSignIn(name):
			broken++
			if err := breathe(ctx, 25*time.Millisecond<<broken); err != nil {
				return err
			}
		case isServers(err) && repeats < maxRepeats && !onceOnly(name) && !isSignIn(name):
			repeats++
			if err := c.opt.pause(ctx, WaitServer, time.Second<<repeats); err != nil {
				return err
			}
		default:
			return callError(ctx, name, err)
		}
	}
}

// patience is how long a call may be held back by Telegram.
func patience(call Call) time.Duration {
	if isSignIn(call) {
		return maxAuthFlood
	}
	return maxFlood
}

func isSignIn(call Call) bool { return strings.HasPrefix(string(call), "auth.") }

// isServers reports whether the server had a trouble of its own.
func isServers(err error) bool {
	e, ok := tgerr.As(err)
	if !ok {
		return false
	}
	trouble, _ := classify("", e)
	return trouble == TroubleServer
}

// isBroken reports whether the connection broke before the answer came. Some of the
// library's words for it are those of a run that was called off.
func isBroken(err error) bool {
	if _, ok := tgerr.As(err); ok || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	_, unheard := errors.AsType[*rpc.RetryLimitReachedErr](err)
	_, network := errors.AsType[net.Error](err)
	return unheard || network || errors.Is(err, rpc.ErrEngineClosed) || errors.Is(err, context.Canceled) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// breathe gives the library time to see that a connection is gone, by the real
// clock.
func breathe(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// lineEncoder is a call that goes out over one connection alone. What was not
// acknowledged the library sends again over the next connection, as another call;
// every sending encodes it, and there this one cannot be encoded. Over the same
// connection it may be: Telegram knows it by its number there, or has refused it for
// a salt that was too old.
type lineEncoder struct {
	bin.Encoder
	lines *atomic.Int64

	mu   sync.Mutex
	sent bool
	line int64
}

// Encode writes the call.
func (e *lineEncoder) Encode(b *bin.Buffer) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	line := e.lines.Load()
	if e.sent && line != e.line {
		return errLost
	}
	e.sent, e.line = true, line
	return e.Encoder.Encode(b)
}

// wentOut reports whether it was sent, at least in part.
func (e *lineEncoder) wentOut() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.sent
}

// nameOf returns the name of a call: "messages.initHistoryImport".
func nameOf(in bin.Encoder) Call {
	if named, ok := in.(interface{ TypeName() string }); ok {
		return Call(named.TypeName())
	}
	return ""
}

// pause waits, and tells about once a second how long it still takes. Whether the
// server can be reached meanwhile is of no interest, unless it is waited for.
func (o *Options) pause(ctx context.Context, why WaitReason, d time.Duration) error {
	if why != WaitServer {
		o.resting.Add(1)
		defer o.resting.Add(-1)
	}
	until := o.Clock.Now().Add(d)
	for {
		left := until.Sub(o.Clock.Now())
		if left <= 0 {
			break
		}
		o.tell(Wait{Why: why, Until: until, Left: left})
		if err := o.Clock.Sleep(ctx, min(left, time.Second)); err != nil {
			return err
		}
	}
	o.tell(Wait{Why: why, Until: until})
	return ctx.Err()
}

func (o *Options) tell(w Wait) {
	if o.Waits != nil {
		o.Waits(w)
	}
}

// prepare fills in what may be left out, and keeps opt.Waits from being called by
// several goroutines at once.
func (o *Options) prepare() {
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	o.resting = new(atomic.Int32)
	if tell := o.Waits; tell != nil {
		var mu sync.Mutex
		o.Waits = func(w Wait) {
			mu.Lock()
			defer mu.Unlock()
			tell(w)
		}
	}
}

// systemClock is the computer's.
type systemClock struct{}

// Now is the time.
func (systemClock) Now() time.Time { return time.Now() }

// Sleep waits.
func (systemClock) Sleep(ctx context.Context, d time.Duration) error { return breathe(ctx, d) }
