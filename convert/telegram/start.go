package telegram

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gotd/td/tg"
)

// How long messages are waited for. Telegram makes them seconds to minutes after the
// start; how long for large histories nobody told.
const (
	appearBase    = 10 * time.Minute
	appearEach    = 10 * time.Millisecond // more for each message
	unknownLook   = 15 * time.Minute      // after a start that was not answered
	startedBefore = 30 * time.Minute      // where Telegram says that it was started already
	notKnown      = 2 * time.Minute       // where it says that there is no such import
)

// errAnsweredNo says that Telegram answered a start with false, which its own library
// takes for an error. What it means nobody told.
var errAnsweredNo = errors.New("the answer was no")

// start starts an import all of whose files Telegram has. It cannot be called off.
//
// The call goes out once. The library would send it again by itself where a
// connection is lost (gotd v0.162.0): rpc.Engine repeats what the server has not
// acknowledged every ten seconds over the same connection, under the same message
// number, so that the server knows it for the same call; but telegram.Client.invokeConn
// repeats it over the next connection under a new number, where it is another call,
// though the first may have been heard and only the acknowledgement lost. lineEncoder
// forbids that: such a call ends with TroubleLost. What was acknowledged and not
// answered the library itself does not repeat.
func (r *run) start(ctx context.Context, id PartID, peer Peer) error {
	r.progress.stage(StageStart)
	held := maxActive
	for {
		if !r.opt.NoPace && !r.j.part(id).Outcome.called() { // a repeated one counts already
			if err := r.c.keepPace(ctx, peer, r.p.Account.ID); err != nil {
				return err
			}
		}
		if err := r.announceStart(ctx, id, peer); err != nil {
			return err
		}
		err := r.callStart(ctx, id, peer)
		e, ok := errors.AsType[*CallError](err)
		if !ok || e.Trouble != TroubleActive || e.Wait > held || ctx.Err() != nil {
			return err
		}
		held -= e.Wait
		if err := r.c.pause(ctx, WaitImport, e.Wait); err != nil {
			return err
		}
	}
}

// announceStart writes that the start is about to be called, and how the chat stands
// before it. A start that is repeated keeps what stood there before the first.
func (r *run) announceStart(ctx context.Context, id PartID, peer Peer) error {
	l := line(lineStarting, id)
	sha := r.plan(id).SHA256
	l.Text, l.To = textHash(r.c.keep, r.p.Account.ID, sha), toHash(r.c.keep, r.p.Account.ID, peer, sha)
	if !r.j.part(id).Outcome.called() {
		mark, err := r.c.Mark(ctx, peer)
		if err != nil {
			return err
		}
		l.Mark = &mark
	}
	return r.j.announce(l)
}

// callStart calls messages.startHistoryImport and finds out what came of it.
func (r *run) callStart(ctx context.Context, id PartID, peer Peer) error {
	state := r.j.part(id)
	at := r.c.clock.Now()
	ok, err := r.c.api.MessagesStartHistoryImport(ctx, &tg.MessagesStartHistoryImportRequest{Peer: peer.input(), ImportID: state.Import})
	if err == nil && ok {
		if err := r.j.announce(line(lineStarted, id)); err != nil {
			return err
		}
		return errors.Join(r.c.notePace(peer, r.p.Account.ID, at, false), r.look(ctx, id))
	}
	if err == nil {
		err = errAnsweredNo
	}
	e, _ := errors.AsType[*CallError](err)
	again := state.calls > 1
	switch {
	case e == nil && errors.Is(err, errAnsweredNo), e != nil && (e.Trouble == TroubleLost || e.Trouble == TroubleServer && e.Status != 0):
		if ctx.Err() != nil { // it is looked for when the push goes on
			return ctx.Err()
		}
		return r.seek(ctx, id, unknownLook, err)
	case e != nil && e.Trouble == TroubleImportID && again:
		return r.seek(ctx, id, startedBefore, err)
	case e != nil && e.Trouble == TroubleImportID:
		// It went out once, and so was not started. Yet to be wrong here would be to import
		// it twice: that is worth a look.
		got, looked := r.appear(ctx, id, notKnown, func(*Awaited) {})
		if looked != nil {
			return looked
		}
		if got.Seen > 0 {
			return r.seek(ctx, id, unknownLook, err)
		}
	}
	return r.unstarted(id, peer, at, err)
}

// unstarted notes that a start was refused, or never went out.
func (r *run) unstarted(id PartID, peer Peer, at time.Time, err error) error {
	if err := r.j.announce(line(lineUnstarted, id)); err != nil {
		return err
	}
	e, ok := errors.AsType[*CallError](err)
	if !ok || e.Status == 0 || e.Trouble == TroubleActive || e.Trouble == TroubleFlood {
		return err
	}
	if err := r.c.notePace(peer, r.p.Account.ID, at, true); err != nil {
		return err
	}
	if e.Trouble != TroubleImportID || r.j.part(id).Outcome.called() {
		return err
	}
	if err := r.j.announce(line(lineLost, id)); err != nil {
		return err
	}
	return &LostImportError{Title: r.p.Deliveries[id.Delivery].Chat.Title, Part: r.plan(id).Name, Err: e}
}

// resolve finds out about a start whose answer never came, in an earlier run.
func (r *run) resolve(ctx context.Context, id PartID) error {
	state := r.j.part(id)
	limit := time.Duration(0) // it was looked for long enough
	if state.Outcome == OutcomeStarting {
		limit = max(0, unknownLook-max(0, r.c.clock.Now().Sub(state.At)))
	}
	if r.opt.RetryUnknown {
		limit = 0
	}
	err := r.seek(ctx, id, limit, nil)
	if _, ok := errors.AsType[*UnknownError](err); !ok || !r.opt.RetryUnknown {
		return err
	}
	peer := r.j.chat(id.Delivery).Peer
	if peer.ID == 0 {
		return fmt.Errorf("%w: an import without a chat", ErrDamagedJournal)
	}
	return r.start(ctx, id, peer)
}

// seek looks for the messages of a start of which nobody knows. Where more are there than
// can be late ones of the parts before, it was started: nobody else imports into that chat.
func (r *run) seek(ctx context.Context, id PartID, limit time.Duration, cause error) error {
	r.progress.stage(StageAppear)
	late := r.outstanding(id)
	got, err := r.appear(ctx, id, limit, func(a *Awaited) { a.Want += late })
	if err != nil {
		return err
	}
	state, peer := r.j.part(id), r.j.chat(id.Delivery).Peer
	if got.Seen > late {
		if err := r.j.announce(line(lineStarted, id)); err != nil {
			return err
		}
		if state.Outcome == OutcomeStarting {
			if err := r.c.notePace(peer, r.p.Account.ID, state.Called, false); err != nil {
				return err
			}
		}
		return r.look(ctx, id)
	}
	if state.Outcome == OutcomeStarting {
		// For the pace it counts as an import: it may have become one.
		if err := errors.Join(r.j.announce(line(lineUnknown, id)), r.c.notePace(peer, r.p.Account.ID, state.Called, false)); err != nil {
			return err
		}
	}
	return &UnknownError{Title: r.p.Deliveries[id.Delivery].Chat.Title, Part: r.plan(id).Name, Err: cause}
}

// outstanding is how many messages of the parts before one had not appeared when that was
// started, at most: they may come after it. That they are all there by now says nothing.
func (r *run) outstanding(id PartID) int64 {
	state := r.j.part(id)
	if state.afterAll {
		return 0
	}
	var n int64
	for i := range id.Part {
		n += r.plan(PartID{id.Delivery, i}).Messages
	}
	if first := r.j.part(PartID{id.Delivery, 0}).Before; first.Imported >= 0 && state.Before.Imported >= 0 {
		n -= state.Before.Imported - first.Imported
	}
	return max(0, n)
}

// look waits for the messages of an import that was started. That they do not all come
// in time is not a failure: verifying tells which.
func (r *run) look(ctx context.Context, id PartID) error {
	r.progress.stage(StageAppear)
	limit := appearBase + time.Duration(r.plan(id).Messages)*appearEach
	got, err := r.appear(ctx, id, limit, func(a *Awaited) { a.Started = r.j.part(id).At })
	if err != nil || !got.All {
		return err
	}
	return r.j.announce(line(lineSeen, id, func(l *journalLine) { l.Mark = &Mark{Top: got.Top} }))
}

func (r *run) appear(ctx context.Context, id PartID, limit time.Duration, more func(*Awaited)) (Appeared, error) {
	state, peer := r.j.part(id), r.j.chat(id.Delivery).Peer
	until, err := r.c.until(r.p.ID, peer, state.Before, state.Called)
	if err != nil {
		return Appeared{}, err
	}
	a := Awaited{
		Peer: peer, Before: state.Before, Until: until, Limit: limit,
		Want: max(1, r.plan(id).Messages), // of none one would be sure at once
	}
	more(&a)
	return r.c.Appear(ctx, a)
}
