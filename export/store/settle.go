//go:build cgo

package store

import (
	"exile/export"
	"exile/export/merge"
)

// settled tells what became of one message of a block.
type settled struct {
	id       int64
	accounts []merge.Account
	fresh    bool // it is new
	changed  bool // it says something else than before
}

// write brings the messages of a block to what entries say, in their order: rows,
// what hangs on them, and what each export saw. list are the messages that were
// there; those that no entry has are deleted.
func (g *merging) write(list []*seen, a *accounts, entries []merge.Entry) ([]settled, error) {
	gone := make(map[int64]*seen, len(list))
	for _, s := range list {
		gone[s.id] = s
	}
	var done []settled
	var last stand
	for i := range entries {
		e := &entries[i]
		old := gone[e.ID]
		delete(gone, e.ID)
		own := ownerOf(e)
		last = standBehind(last, i == 0, e, own, old)
		r := row{
			sender: reference(g.sender(e.Now.Sender, old)), time: e.Now.Time, stand: last,
			document: a.origins[spotOf(&e.Accounts[own])].document, place: a.origins[spotOf(&e.Accounts[own])].place,
		}
		d, err := g.writeRow(e, old, &r)
		if err != nil {
			return nil, err
		}
		d.accounts = e.Accounts
		for n := range e.Accounts {
			if err := g.writeAccount(d.id, e, n, n == own, a); err != nil {
				return nil, err
			}
		}
		done = append(done, d)
	}
	for _, s := range list {
		if gone[s.id] == nil {
			continue
		}
		if err := g.w.remove(s.id, s.kind); err != nil {
			return nil, err
		}
	}
	return done, nil
}

func spotOf(a *merge.Account) spot { return spot{a.Export, a.Record} }

// ownerOf returns the account that the row of a message points to: of those whose
// content is shown the one that was added first, so that what is added later and
// says the same changes nothing.
func ownerOf(e *merge.Entry) int {
	own := -1
	for i := range e.Accounts {
		if own >= 0 && e.Accounts[own].Export < e.Accounts[i].Export {
			continue
		}
		if merge.Equal(&export.Message{Content: e.Accounts[i].Message.Content}, &export.Message{Content: e.Now.Content}) {
			own = i
		}
	}
	return max(own, 0)
}

// standBehind returns where a message stands that comes right behind the last one
// of its block. Where it stood before will do if that is behind the last one.
func standBehind(last stand, first bool, e *merge.Entry, own int, old *seen) stand {
	s := stand{seq: e.Accounts[own].Record}
	if t := e.Now.Time.T; !t.IsZero() {
		s.ms = t.UnixMilli()
	}
	if !first && s.ms < last.ms {
		s.ms, s.moved = last.ms, last.ms-s.ms
	}
	same := !first && s.ms == last.ms
	switch {
	case old != nil && (!same || old.seq > last.seq):
		s.seq = old.seq
	case same:
		s.seq = max(s.seq, last.seq+1)
	}
	return s
}

// sender returns who is the sender in a row: whoever it was before, if that is the
// same person.
func (g *merging) sender(now export.PersonRef, old *seen) int64 {
	if old != nil && g.reading.same.of(old.sender) == now {
		return old.sender
	}
	return int64(now)
}

// writeRow writes the row of a message if it is another one than before.
func (g *merging) writeRow(e *merge.Entry, old *seen, r *row) (settled, error) {
	s := &scribe{w: g.w}
	if old == nil {
		d := settled{id: g.w.next, fresh: true}
		return d, g.w.insert(s, g.value, e.Now, r)
	}
	d := settled{id: old.id, changed: !merge.Equal(e.Now, old.m)}
	moved := old.ms != r.stand.ms || old.seq != r.stand.seq || old.origin != (origin{r.document, r.place})
	if !d.changed && !moved {
		return d, nil
	}
	g.w.changed = true
	at := *e.Now
	at.Time = old.m.Time
	if merge.Equal(&at, old.m) {
		return d, g.w.move(old, r)
	}
	s.id = old.id
	return d, g.w.replace(s, e.Now, old.kind, r)
}

// move writes where a message stands anew, in time and in its document.
func (w *writing) move(old *seen, r *row) error {
	if old.kind&bitTime != 0 {
		if err := w.run("DELETE FROM times WHERE message = ?", old.id); err != nil {
			return err
		}
	}
	clock, bit, err := w.clock(old.id, r)
	if err != nil {
		return err
	}
	return w.run("UPDATE messages SET time = ?, clock = ?, seq = ?, kind = ?, document = ?, place = ? WHERE id = ?",
		when(r.time, r.stand.ms), clock, r.stand.seq, old.kind&^bitTime|bit, reference(r.document), r.place, old.id)
}

// replace writes a message anew, with all that hangs on it.
func (w *writing) replace(s *scribe, m *export.Message, kind int64, r *row) error {
	if err := w.removeDetails(s.id, kind); err != nil {
		return err
	}
	clock, kind, words, err := w.hang(s, m, r)
	if err != nil {
		return err
	}
	return w.run(`UPDATE messages SET sender = ?, time = ?, clock = ?, seq = ?, kind = ?, text = ?, document = ?, place = ? WHERE id = ?`,
		r.sender, when(r.time, r.stand.ms), clock, r.stand.seq, kind, words, reference(r.document), r.place, s.id)
}

// remove deletes a message with all that hangs on it. What exports saw of it is
// for whoever calls it.
func (w *writing) remove(id, kind int64) error {
	w.changed = true
	if err := w.removeDetails(id, kind); err != nil {
		return err
	}
	return w.run("DELETE FROM messages WHERE id = ?", id)
}

// removeDetails deletes the rows of side tables that messages.kind tells of.
func (w *writing) removeDetails(id, kind int64) error {
	for _, t := range sideTables() {
		if needs(kind)&t.needs == 0 {
			continue
		}
		if err := w.run("DELETE FROM "+t.name+" WHERE message = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// sideTable is a table that hangs on messages, and which of them have rows in it.
type sideTable struct {
	name  string
	needs int64 // as of the function needs
}

func sideTables() []sideTable {
	return []sideTable{
		{"files", 1 << kindMedia},
		{"captions", bit(bitCaption)},
		{"calls", 1 << kindCall},
		{"polls", 1 << kindPoll},
		{"poll_options", 1 << kindPoll},
		{"places", 1 << kindPlace},
		{"cards", 1 << kindCard},
		{"notices", 1 << kindNotice},
		{"notice_people", 1 << kindNotice},
		{"labels", 1<<kindDeleted | 1<<kindUnknown},
		{"spans", bit(bitSpans)},
		{"replies", bit(bitReply)},
		{"forwards", bit(bitForward)},
		{"reactions", bit(bitReactions)},
		{"edits", bit(bitEdits)},
		{"keys", bit(bitKey)},
		{"times", bit(bitTime)},
	}
}

// writeAccount writes what one export told of a message: how it follows from what
// the message now says or, where it does not, whole.
func (g *merging) writeAccount(id int64, e *merge.Entry, n int, own bool, a *accounts) error {
	acc := &e.Accounts[n]
	at := spotOf(acc)
	from := a.origins[at]
	v := sight{message: id, document: from.document}
	if !own {
		v.place, v.placed = from.place, true
	}
	follows := v.follow(e.Now, acc.Message)
	if err := g.keepWhole(id, at, follows, a, toldMessage{acc.Message, from.document, from.place}); err != nil {
		return err
	}
	before, ok := a.before[at]
	if t := g.track(at.export); ok && before != v {
		t.set(at.record, v)
	} else if !ok {
		t.add(at.record, v)
	}
	return nil
}

// follow notes how an account follows from what the message now says, and reports
// whether it does. The clock of one that does not is noted too where possible:
// those before and behind it have the same one.
func (v *sight) follow(now, told *export.Message) bool {
	clock, without, ok := merge.Differ(now, told)
	if !ok {
		var timely bool
		clock, _, timely = merge.Differ(&export.Message{Time: now.Time}, &export.Message{Time: told.Time})
		without = 0
		if !timely {
			return false
		}
	}
	v.without = int64(without)
	if clock == nil {
		return ok
	}
	_, packed, table := packTime(export.Time{T: clock.T, Precision: clock.Precision, Zone: clock.Zone, Inferred: clock.Inferred})
	if table {
		v.without = 0
		return false
	}
	v.clock, v.clocked = packed, true
	return ok
}

// keepWhole keeps an account in versions, or keeps it there no more.
func (g *merging) keepWhole(id int64, at spot, follows bool, a *accounts, t toldMessage) error {
	_, kept := a.whole[at]
	switch {
	case follows && kept:
		g.w.changed = true
		return g.w.run("DELETE FROM versions WHERE export = ? AND record = ?", at.export, at.record)
	case follows:
		return nil
	case kept && a.before[at].message == id:
		return nil
	case kept:
		return g.w.run("UPDATE versions SET message = ? WHERE export = ? AND record = ?", id, at.export, at.record)
	}
	told, err := marshalTold(t)
	if err != nil {
		return err
	}
	g.told = true
	return g.w.tables.versions.add(at.export, at.record, id, told)
}

// track returns what an export saw.
func (g *merging) track(export int64) *track {
	for _, t := range g.tracks {
		if t.export == export {
			return t
		}
	}
	return nil
}

// save writes what the exports saw.
func (g *merging) save() error {
	for _, t := range g.tracks {
		if err := t.save(g.w); err != nil {
			return err
		}
	}
	return nil
}
