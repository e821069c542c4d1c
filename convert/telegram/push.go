package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"time"

	"exile/convert/handover"
)

// Push delivers a bundle as its plan says, or what of it is not delivered yet. What
// it comes to is in the journal of the plan: cut off at any moment, it goes on from
// there when it is called again, with the same bundle from its beginning. No part is
// started twice.
//
// A trouble with one chat leaves the others alone: the error joins what went wrong.
// Pushed is nil only if nothing was begun.
// Errors: ErrOtherAccount, ErrOtherOffset, ErrChangedBundle, those of OpenJournal and
// of handover.Reader, ErrForgedPlan, ErrTakenBack; of single parts *BeforeError, *MoreSeeError,
// *UnknownError, *LostImportError, *CallError; ctx.Err() if the run was called off.
func (c *Client) Push(ctx context.Context, p *Plan, b *handover.Reader, opt PushOptions) (_ *Pushed, err error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := checkBundle(p, b.Manifest()); err != nil {
		return nil, err
	}
	if time.Duration(p.Request.Offset)*time.Second != c.opt.Offset {
		return nil, ErrOtherOffset
	}
	self, err := c.Self(ctx)
	if err != nil {
		return nil, err
	}
	if self.ID != p.Account.ID {
		return nil, ErrOtherAccount
	}
	if err := p.genuine(c.keep); err != nil {
		return nil, err
	}
	r := &run{
		c: c, p: p, items: &items{b: b, texts: opt.Texts}, opt: opt,
		progress: newProgress(p, opt.Progress), out: &Pushed{},
	}
	undone, err := undoneAt(c.keep.Dir(), p.ID)
	if err != nil {
		return nil, err
	}
	if !undone.IsZero() {
		return nil, ErrTakenBack
	}
	if r.before, err = readDelivered(c.keep, p.ID); err != nil {
		return nil, err
	}
	if opt.DryRun {
		return r.rehearse(ctx)
	}
	if r.j, err = OpenJournal(c.keep, p, c.clock); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.j.Close()) }()
	if r.opt.Threads <= 0 {
		r.opt.Threads = Threads
	}
	r.uploads = newUploads(c.api, r.progress.bytes)
	return r.push(ctx)
}

// checkBundle compares a bundle with what was planned. The heads are not in plans.
func checkBundle(p *Plan, m *handover.Manifest) error {
	if m.Depth != handover.Files {
		return fmt.Errorf("%w: it is without its files", ErrChangedBundle)
	}
	if len(m.Chats) != len(p.Deliveries) {
		return fmt.Errorf("%w: it has %d chats, not %d", ErrChangedBundle, len(m.Chats), len(p.Deliveries))
	}
	if m.Request.Offset != p.Request.Offset {
		return fmt.Errorf("%w: its offset is another", ErrChangedBundle)
	}
	for i := range m.Chats {
		got, want := &m.Chats[i], &p.Deliveries[i].Chat
		if got.ID != want.ID || got.Group != want.Group || len(got.Parts) != len(want.Parts) {
			return fmt.Errorf("%w: chat %d is another", ErrChangedBundle, i+1)
		}
		for j := range got.Parts {
			if err := checkPart(&got.Parts[j], &want.Parts[j]); err != nil {
				return fmt.Errorf("%w: chat %d, part %d", err, i+1, j+1)
			}
		}
	}
	return nil
}

func checkPart(got, want *handover.Part) error {
	if got.Name != want.Name || got.Size != want.Size || got.SHA256 != want.SHA256 || len(got.Files) != len(want.Files) {
		return ErrChangedBundle
	}
	for i := range got.Files {
		if !reflect.DeepEqual(got.Files[i], want.Files[i]) {
			return fmt.Errorf("%w: file %d", ErrChangedBundle, i+1)
		}
	}
	return nil
}

// run is one push of a plan.
type run struct {
	c        *Client
	p        *Plan
	items    *items
	j        *Journal
	opt      PushOptions
	before   deliveredBefore
	progress *progress
	uploads  *uploads
	out      *Pushed
}

// push delivers part after part, in the order of the bundle.
func (r *run) push(ctx context.Context) (*Pushed, error) {
	var all []error
	for d := range r.p.Deliveries {
		blocked := false
		for i := range r.p.Deliveries[d].Chat.Parts {
			id := PartID{d, i}
			var err error
			if !blocked {
				r.progress.begin(id, &r.p.Deliveries[d])
				err = r.part(ctx, id)
			}
			r.told(id, err)
			if err == nil {
				r.progress.finish()
				continue
			}
			if ctx.Err() != nil {
				return r.rest(id), ctx.Err()
			}
			all = append(all, err)
			if !ofOneChat(err) {
				return r.rest(id), errors.Join(all...)
			}
			blocked = true // what comes after it would stand in the chat before it
		}
	}
	if err := r.items.drain(); err != nil && len(all) == 0 && !r.out.Done() {
		all = append(all, err)
	}
	if r.out.allSeen() {
		all = append(all, r.j.over())
	}
	return r.out, errors.Join(all...)
}

// told notes what came of a part.
func (r *run) told(id PartID, err error) {
	d := &r.p.Deliveries[id.Delivery]
	peer := r.p.target(id.Delivery, r.j.chat(id.Delivery))
	part := r.j.part(id)
	r.out.Parts = append(r.out.Parts, PushedPart{
		PartID: id, Title: d.Chat.Title, Name: d.Chat.Parts[id.Part].Name, Target: peer, Outcome: part.Outcome, Err: err,
	})
	for i := range d.Chat.Parts[id.Part].Files {
		f := &d.Chat.Parts[id.Part].Files[i]
		if form, ok := part.Files[i]; ok && form != FormOf(f) {
			r.out.As = append(r.out.As, SentAs{id, f.Name, form})
		}
	}
}

// rest notes the parts after one that are not come to.
func (r *run) rest(last PartID) *Pushed {
	for d := last.Delivery; d < len(r.p.Deliveries); d++ {
		for i := range r.p.Deliveries[d].Chat.Parts {
			if d > last.Delivery || i > last.Part {
				r.told(PartID{d, i}, nil)
			}
		}
	}
	return r.out
}

// ofOneChat reports whether what went wrong concerns one chat alone.
func ofOneChat(err error) bool {
	if _, ok := errors.AsType[*UnknownError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*LostImportError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*BeforeError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*MoreSeeError](err); ok {
		return true
	}
	e, ok := errors.AsType[*CallError](err)
	if !ok {
		return false
	}
	switch e.Trouble {
	case TroubleFormat, TroubleFormatDate, TroubleFormatLang, TroubleTextSize, TroubleAdmin, TroublePeer, TroublePeerType,
		TroubleNotMutual, TroubleBlocked, TroubleActive, TroubleImportID, TroubleMedia, TroubleUpload:
		return true
	case TroubleServer, TroubleOther:
		// That is what a large text gets, or one chat's files, while all else goes well. A
		// server that cannot be reached has no status.
		return e.Status != 0 && (slices.Contains(importCalls(), e.Call) || strings.HasPrefix(string(e.Call), "upload."))
	case TroubleLost, TroubleFlood, TroubleLimit, TroubleUnauthorized,
		TroublePhone, TroublePhoneBanned, TroubleCode, TroubleCodeExpired, TroublePassword, TroubleApp:
	}
	return false
}

// rehearse does all but what writes: the bundle is read and checked, and Telegram is
// asked about the chats that are there.
func (r *run) rehearse(ctx context.Context) (*Pushed, error) {
	state, err := ReadJournal(JournalPath(r.c.keep.Dir(), r.p.ID))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for d := range r.p.Deliveries {
		delivery := &r.p.Deliveries[d]
		peer := r.p.target(d, state.chat(d))
		if err := r.admitted(ctx, d, state.chat(d), r.begun(d, state.part)); err != nil {
			return r.out, err
		}
		for i := range delivery.Chat.Parts {
			id := PartID{d, i}
			r.progress.begin(id, delivery)
			if err := r.unheard(id, peer, state.part(id)); err != nil {
				return r.out, err
			}
			if err := r.skim(ctx, id); err != nil {
				return r.out, err
			}
			r.out.Parts = append(r.out.Parts, PushedPart{
				PartID: id, Title: delivery.Chat.Title, Name: delivery.Chat.Parts[i].Name, Target: peer, Outcome: state.Part(d, i).Outcome,
			})
			r.progress.finish()
		}
	}
	return r.out, r.items.drain()
}

// unheard makes sure that a part that was not started was not delivered into the chat by
// another plan.
func (r *run) unheard(id PartID, peer Peer, state PartState) error {
	part := r.plan(id)
	other, ok := r.before.to[toHash(r.c.keep, r.p.Account.ID, peer, part.SHA256)]
	if !ok || peer.ID == 0 || r.p.Again || state.Outcome.called() {
		return nil
	}
	return &BeforeError{Title: r.p.Deliveries[id.Delivery].Chat.Title, Part: part.Name, Plan: other}
}

// skim reads a part of the bundle, which checks it, and says in what form each file
// will go.
func (r *run) skim(ctx context.Context, id PartID) error {
	part := &r.p.Deliveries[id.Delivery].Chat.Parts[id.Part]
	head := make([]byte, sniffed)
	for n := handover.TextOf; n < len(part.Files); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		in, err := r.items.take(handover.Place{Chat: id.Delivery, Part: id.Part, File: n})
		if err != nil {
			return err
		}
		got, err := io.ReadFull(in, head)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		rest, err := io.Copy(io.Discard, in)
		if err != nil {
			return err
		}
		r.progress.bytes(int64(got) + rest)
		if n == handover.TextOf {
			continue
		}
		f := &part.Files[n]
		if form := formOf(f, head[:got]); form != FormOf(f) {
			r.out.As = append(r.out.As, SentAs{id, f.Name, form})
		}
		r.progress.file()
	}
	return nil
}
