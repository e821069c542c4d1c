package telegram

import (
	"context"
	"errors"
	"fmt"

	"github.com/gotd/td/tg"

	"exile/convert/handover"
)

// maxActive is for how long Telegram may hold back an import into one chat, in all.
const maxActive = maxFlood

// errNoNumber says that Telegram gave an import no number.
var errNoNumber = errors.New("the answer holds no number")

// part delivers a part, from wherever it is.
func (r *run) part(ctx context.Context, id PartID) error {
	switch state := r.j.part(id); {
	case state.Outcome == OutcomeSeen:
		return nil
	case state.Outcome == OutcomeStarted:
		return r.look(ctx, id)
	case state.Outcome.called():
		return r.resolve(ctx, id)
	}
	err := r.deliver(ctx, id)
	if err == nil || ctx.Err() != nil {
		return err
	}
	return r.failed(id, err)
}

// failed notes a refusal. What may pass by itself leaves the part as it is.
func (r *run) failed(id PartID, err error) error {
	e, ok := errors.AsType[*CallError](err)
	if !ok || r.j.part(id).Outcome.called() {
		return err
	}
	if e.Trouble.Final() && e.Trouble != TroubleUnauthorized {
		return errors.Join(err, r.j.announce(line(lineFailed, id, func(l *journalLine) { l.Call, l.Trouble = e.Call, e.Trouble })))
	}
	return err
}

// line makes a line of the journal.
func line(is lineKind, id PartID, more ...func(*journalLine)) journalLine {
	l := journalLine{Is: is, Delivery: id.Delivery, Part: id.Part}
	for _, f := range more {
		f(&l)
	}
	return l
}

func (r *run) plan(id PartID) *handover.Part { return &r.p.Deliveries[id.Delivery].Chat.Parts[id.Part] }

// deliver brings a part that was not started to its start, and starts it.
func (r *run) deliver(ctx context.Context, id PartID) error {
	peer, err := r.ready(ctx, id.Delivery)
	if err != nil {
		return err
	}
	part := r.plan(id)
	if err := r.unheard(id, peer, r.j.part(id)); err != nil {
		return err
	}
	if !r.opt.NoPace {
		if err := r.c.keepPace(ctx, peer, r.p.Account.ID); err != nil {
			return err
		}
	}
	m := &importing{run: r, id: id, part: part, peer: peer}
	if err := m.upload(ctx); err != nil {
		return err
	}
	// The waits and the upload may have taken days.
	if err := r.admitted(ctx, id.Delivery, r.j.chat(id.Delivery), r.begun(id.Delivery, r.j.part)); err != nil {
		return err
	}
	return r.start(ctx, id, peer)
}

// importing is the upload of one part.
type importing struct {
	*run
	id   PartID
	part *handover.Part
	peer Peer

	text   tg.InputFileClass
	number int64
}

// upload brings text and files to Telegram.
//
// A part that already has a number goes on with it. Whether Telegram still knows that
// number shows only when a file is handed over; therefore the first one is handed over
// once more, before the others are passed by. The text goes up in any case, so that
// the import can be announced anew then.
func (m *importing) upload(ctx context.Context) error {
	m.progress.stage(StageText)
	if err := m.sendText(ctx); err != nil {
		return err
	}
	state := m.j.part(m.id)
	m.number = state.Import
	if m.number == 0 {
		if err := m.announce(ctx); err != nil {
			return err
		}
	}
	m.progress.stage(StageMedia)
	first := 0
	if state.Import != 0 && len(m.part.Files) > 0 {
		if err := m.first(ctx); err != nil {
			return err
		}
		first = 1
	}
	c := newCrew(ctx, m.opt.Threads)
	err := m.sendFiles(c, first)
	c.fail(err)
	if err := c.wait(); err != nil {
		return m.lost(err)
	}
	return ctx.Err()
}

// lost notes that Telegram no longer knows the import, if that is what went wrong.
func (m *importing) lost(err error) error {
	if troubleOf(err) != TroubleImportID {
		return err
	}
	if err := m.j.announce(line(lineLost, m.id)); err != nil {
		return err
	}
	return &LostImportError{Title: m.p.Deliveries[m.id.Delivery].Chat.Title, Part: m.part.Name, Err: err}
}

// sendText sends the text. The bundle's reader checks its SHA-256 at its end.
func (m *importing) sendText(ctx context.Context) error {
	in, err := m.items.take(handover.Place{Chat: m.id.Delivery, Part: m.id.Part, File: handover.TextOf})
	if err != nil {
		return err
	}
	f := newUpload(m.part.Name, m.part.Size)
	c := newCrew(ctx, m.opt.Threads)
	if f.big {
		_, _, err = m.uploads.stream(c.ctx, c, in, &f)
		c.fail(err)
	} else {
		var pieces [][]byte
		if pieces, err = m.uploads.whole(c.ctx, in, &f); err == nil {
			err = m.uploads.sendWhole(c.ctx, &f, pieces)
			m.uploads.put(pieces...)
		}
		c.fail(err)
	}
	m.text = f.input()
	if err := c.wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// announce calls messages.initHistoryImport. A call whose answer is lost is made
// again: it has brought nothing into the chat, and the number it gave is forgotten.
func (m *importing) announce(ctx context.Context) error {
	held := maxActive
	for try := 1; ; try++ {
		if err := m.j.announce(line(lineText, m.id)); err != nil {
			return err
		}
		got, err := m.c.api.MessagesInitHistoryImport(ctx, &tg.MessagesInitHistoryImportRequest{
			Peer: m.peer.input(), File: m.text, MediaCount: len(m.part.Files),
		})
		if err == nil && got.ID == 0 {
			err = &CallError{Call: "messages.initHistoryImport", Trouble: TroubleOther, Err: errNoNumber}
		}
		if err == nil {
			m.number = got.ID
			return m.j.note(line(lineInit, m.id, func(l *journalLine) { l.Import = got.ID }))
		}
		e, _ := errors.AsType[*CallError](err)
		switch {
		case e == nil || ctx.Err() != nil:
			return err
		case e.Trouble == TroubleActive && e.Wait <= held:
			held -= e.Wait
			try--
			if err := m.c.pause(ctx, WaitImport, e.Wait); err != nil {
				return err
			}
		default:
			if err := m.c.afterLost(ctx, err, try); err != nil {
				return err
			}
		}
	}
}

// first hands the first file over once more, and announces the import anew if it shows
// that Telegram does not know its number any more.
func (m *importing) first(ctx context.Context) error {
	c := newCrew(ctx, m.opt.Threads)
	again := func(ctx context.Context, err error) error {
		if troubleOf(err) != TroubleImportID {
			return err
		}
		if err := m.j.announce(line(lineLost, m.id)); err != nil {
			return err
		}
		return m.announce(ctx)
	}
	c.fail(m.sendFile(c, 0, again))
	if err := c.wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// sendFiles sends the files from one on, but those that Telegram has. They are read
// one after the other, and sent several at once.
func (m *importing) sendFiles(c *crew, first int) error {
	for n := first; n < len(m.part.Files); n++ {
		if m.j.has(m.id, n) {
			m.progress.bytes(m.part.Files[n].Size)
			m.progress.file()
			continue
		}
		if err := m.sendFile(c, n, nil); err != nil {
			return err
		}
	}
	return nil
}

// sendFile reads a file and has the crew send it. mend, where it is given, is told of
// a refusal, and whether the file is to be handed over once more: if it returns nil.
func (m *importing) sendFile(c *crew, n int, mend func(context.Context, error) error) error {
	in, err := m.items.take(handover.Place{Chat: m.id.Delivery, Part: m.id.Part, File: n})
	if err != nil {
		return err
	}
	file := &m.part.Files[n]
	f := newUpload(file.Name, file.Size)
	hand := func(ctx context.Context, form Form) error {
		err := m.hand(ctx, n, form, f.input())
		if err != nil && mend != nil {
			if err = mend(ctx, err); err == nil {
				err = m.hand(ctx, n, form, f.input())
			}
		}
		return err
	}
	if f.big {
		head, all, err := m.uploads.stream(c.ctx, c, in, &f)
		if err != nil {
			return err
		}
		form := formOf(file, head)
		c.do(func(ctx context.Context) error {
			all.Wait()
			if err := ctx.Err(); err != nil { // a piece did not come through
				return err
			}
			return hand(ctx, form)
		})
		return nil
	}
	pieces, err := m.uploads.whole(c.ctx, in, &f)
	if err != nil {
		return err
	}
	form := formOf(file, pieces[0][:min(len(pieces[0]), sniffed)])
	if !c.do(func(ctx context.Context) error {
		defer m.uploads.put(pieces...)
		if err := m.uploads.sendWhole(ctx, &f, pieces); err != nil {
			return err
		}
		return hand(ctx, form)
	}) {
		m.uploads.put(pieces...)
	}
	return nil
}

// hand hands a file over to the import. One that Telegram does not take in its form
// goes as a plain file: better that than none of the chat.
func (m *importing) hand(ctx context.Context, n int, form Form, in tg.InputFileClass) error {
	f := &m.part.Files[n]
	for {
		if err := m.j.announce(line(lineSending, m.id, func(l *journalLine) { l.File = n })); err != nil {
			return err
		}
		_, err := m.c.api.MessagesUploadImportedMedia(ctx, &tg.MessagesUploadImportedMediaRequest{
			Peer: m.peer.input(), ImportID: m.number, FileName: f.Name, Media: media(f, form, in),
		})
		if troubleOf(err) == TroubleMedia && form != AsDocument {
			form = AsDocument
			continue
		}
		if err != nil {
			return fmt.Errorf("file %s: %w", f.Name, err)
		}
		if err := m.j.note(line(lineFile, m.id, func(l *journalLine) { l.File, l.Form = n, form })); err != nil {
			return err
		}
		m.progress.file()
		return nil
	}
}
