package telegram

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/gotd/td/proto/codec"
	td "github.com/gotd/td/telegram"
	"github.com/gotd/td/telegram/dcs"
	"github.com/gotd/td/tg"
)

// ErrOffset says that no clock of Telegram's can have that offset.
var ErrOffset = errors.New("the offset is not a multiple of 15 minutes from -12:00 to +14:00")

// Client is a connection to Telegram.
type Client struct {
	api   *tg.Client // every call of it waits and is told as caller does it
	keep  *Keep
	opt   Options
	clock Clock

	move  func(ctx context.Context, dc int) error // to another of Telegram's data centres
	taken <-chan struct{}                         // somebody has scanned the QR code
}

// Connect connects with the session of a keep that is unlocked, or without one that
// was created to sign in, and does something; then it disconnects. Whatever do
// returns it returns.
//
// A connection that breaks is made again. While it is gone opt.Waits is told; when
// it is gone for longer than opt.Patience the run ends.
// Errors: *CallError with ErrUnreachable or TroubleUnauthorized, ErrProxy, ErrOffset,
// ErrNotSignedIn if the keep was neither unlocked nor created, the disk's, do's.
func Connect(ctx context.Context, k *Keep, opt Options, do func(ctx context.Context, c *Client) error) error {
	app := k.appOf()
	if app == (App{}) {
		return ErrNotSignedIn
	}
	opt.prepare()
	run, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	watch := &watch{opt: &opt, stop: stop}
	calls := &caller{opt: &opt}
	settings, err := settings(k, opt, watch, calls)
	if err != nil {
		return err
	}
	taken := make(chan struct{}, 1)
	if _, in := k.known(); !in { // signing in by QR code is told by an update
		settings.UpdateHandler = scanned(taken)
		settings.NoUpdates = false
	}
	client := td.NewClient(app.ID, app.Hash, settings)
	c := &Client{api: client.API(), keep: k, opt: opt, clock: opt.Clock, move: client.MigrateTo, taken: taken}

	var watching sync.WaitGroup
	watching.Go(func() { watch.run(run) })
	var did error
	done := false
	err = client.Run(run, func(ctx context.Context) error {
		did = do(ctx, c)
		done = true
		return nil // or the library would wrap it, or lose it
	})
	err = outcome(ctx, run, did, done, err)
	stop(nil)
	watching.Wait() // so that nobody is told of a wait once this is over
	return err
}

// outcome is what a run came to: ended is the library's error, did that of what was
// done with the connection, if it was. When the run is ended, that sees no more than
// that it was called off; why is in the cause.
func outcome(ctx, run context.Context, did error, done bool, ended error) error {
	calledOff := !done || errors.Is(did, context.Canceled)
	switch cause := context.Cause(run); {
	case !calledOff:
		return did
	case ctx.Err() != nil:
		if done {
			return did
		}
		return ctx.Err()
	case cause != nil:
		return cause
	case ended != nil:
		return callError(ctx, "", ended)
	case done:
		return did
	}
	return callError(ctx, "", errClosed)
}

var errClosed = errors.New("the connection was closed")

// settings are the library's for a connection.
func settings(k *Keep, opt Options, w *watch, calls *caller) (td.Options, error) {
	params := td.TimezoneParams(time.FixedZone("", int(opt.Offset/time.Second)))
	if !sends(params, opt.Offset) {
		return td.Options{}, fmt.Errorf("%w: %s", ErrOffset, opt.Offset)
	}
	resolver, err := resolverOf(opt)
	if err != nil {
		return td.Options{}, err
	}
	return td.Options{
		PublicKeys:     opt.Server.Keys,
		DC:             opt.Server.DC,
		DCList:         opt.Server.List,
		Resolver:       resolver,
		NoUpdates:      true,
		SessionStorage: sessionStore{k, func(err error) { w.stop(err) }},
		Middlewares:    []td.Middleware{calls},
		Device: td.DeviceConfig{
			DeviceModel:    "exile",
			SystemVersion:  runtime.GOOS,
			AppVersion:     or(opt.Version, "0"),
			SystemLangCode: or(opt.Lang, "en"),
			LangCode:       or(opt.Lang, "en"),
			Params:         params,
		},
		OnDead: w.died,
		OnConnectionState: func(s td.ConnectionState) {
			if s == td.ConnectionStateDisconnected {
				calls.lines.Add(1)
			}
			w.changed(s == td.ConnectionStateReady)
		},
	}, nil
}

// sends reports whether the parameters hold that offset: the library rounds it, and
// then the texts' times would be read as others than they were written as.
func sends(params tg.JSONValueClass, offset time.Duration) bool {
	object, ok := params.(*tg.JSONObject)
	if !ok || len(object.Value) != 1 {
		return false
	}
	n, ok := object.Value[0].Value.(*tg.JSONNumber)
	return ok && time.Duration(n.Value)*time.Second == offset
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// watch tells of a connection that is gone, and ends the run when it stays gone.
type watch struct {
	opt  *Options
	stop context.CancelCauseFunc

	mu   sync.Mutex
	up   bool
	last error // of which the connection died
}

// changed is told by the library, which waits for it.
func (w *watch) changed(up bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.up = up
}

// died is told of what a connection died. A server that does not know the key any
// more will never know it again.
func (w *watch) died(err error) {
	if e, ok := errors.AsType[*codec.ProtocolErr](err); ok && e.Code == codec.CodeAuthKeyNotFound {
		w.stop(&CallError{Trouble: TroubleUnauthorized, Err: err})
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = err
}

// run counts by the real clock: opt.Clock may be one that does not wait.
func (w *watch) run(ctx context.Context) {
	const step = time.Second
	patience := w.opt.Patience
	if patience <= 0 {
		patience = 2 * time.Minute
	}
	beat := time.NewTicker(min(step, patience/2))
	defer beat.Stop()
	since, told := time.Now(), false
	for {
		select {
		case <-ctx.Done():
			return
		case <-beat.C:
		}
		w.mu.Lock()
		up, last := w.up, w.last
		w.mu.Unlock()
		gone := time.Since(since)
		switch {
		case up, w.opt.resting.Load() > 0:
			since = time.Now()
			if told {
				w.opt.tell(Wait{Why: WaitServer, Until: w.opt.Clock.Now()})
			}
			told = false
		case gone >= patience:
			err := ErrUnreachable
			if last != nil {
				err = fmt.Errorf("%w: %w", ErrUnreachable, last)
			}
			w.stop(&CallError{Trouble: TroubleServer, Err: err})
			return
		case gone >= 2*step: // less is not worth telling
			w.opt.tell(Wait{Why: WaitServer, Until: w.opt.Clock.Now().Add(patience - gone), Left: patience - gone})
			told = true
		}
	}
}

// pause waits, and tells of it.
func (c *Client) pause(ctx context.Context, why WaitReason, d time.Duration) error {
	return c.opt.pause(ctx, why, d)
}

// resolverOf is how the server is found.
func resolverOf(opt Options) (dcs.Resolver, error) {
	if opt.Proxy == "" {
		return opt.Server.Resolver, nil
	}
	dial, err := proxyDialer(opt.Proxy)
	if err != nil {
		return nil, err
	}
	return dcs.Plain(dcs.PlainOptions{Dial: dial}), nil
}
