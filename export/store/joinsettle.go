//go:build cgo

package store

import (
	"database/sql/driver"
	"maps"
	"slices"

	"exile/export"
	"exile/export/merge"
)

// mostWaiting is how many records wait until their blocks are settled together.
const mostWaiting = 1024

// hold keeps a message until all of its block have come.
func (j *joining) hold(m *export.Message, from origin, number int) error {
	b := j.begun[number]
	if b == nil {
		b = &block{Block: j.plan.Blocks()[number], origins: map[spot]origin{}}
		j.begun[number] = b
	}
	m.ID, m.Chat, m.Seq, m.From = 0, 0, 0, export.Source{}
	if m.ReplyTo != nil {
		m.ReplyTo.ID = 0
	}
	a := merge.Account{Export: j.track.export, Record: j.records, Rank: j.rank, Message: m}
	b.incoming = append(b.incoming, a)
	b.origins[spotOf(&a)] = from
	if len(b.incoming) < b.Incoming {
		return nil
	}
	delete(j.begun, number)
	j.ready = append(j.ready, b)
	j.waiting += len(b.incoming)
	if j.waiting < mostWaiting {
		return nil
	}
	return j.settle()
}

// settle settles the blocks that are complete.
func (j *joining) settle() error {
	ready := j.ready
	j.ready, j.waiting = nil, 0
	blocks := make([]merge.Block, len(ready))
	for i, b := range ready {
		blocks[i] = b.Block
	}
	lists, err := j.g.see(blocks)
	if err != nil {
		return err
	}
	versions, err := j.g.versions(lists)
	if err != nil {
		return err
	}
	for i, b := range ready {
		if err := j.settleBlock(b, lists[i], versions); err != nil {
			return err
		}
	}
	return nil
}

func (j *joining) settleBlock(b *block, list []*seen, versions map[spot]string) error {
	a, err := j.g.accounts(list, versions, nil)
	if err != nil {
		return err
	}
	maps.Copy(a.origins, b.origins)
	entries := merge.Settle(a.entries, b.incoming, j.g.ends(a.entries, b.incoming))
	done, err := j.g.write(list, a, entries)
	if err != nil {
		return err
	}
	for i := range done {
		j.count(&done[i])
	}
	return nil
}

// count counts what became of a message of a block.
func (j *joining) count(d *settled) {
	at := slices.IndexFunc(d.accounts, func(a merge.Account) bool { return a.Export == j.track.export })
	if at < 0 {
		return
	}
	m := d.accounts[at].Message
	switch {
	case d.fresh:
		j.new(m)
		return
	case d.changed:
		j.report.Refined++
	default:
		j.report.Same++
	}
	if !m.Time.T.IsZero() {
		j.found++
	}
}

// ends says which ends of exports lie in a block. incoming are of one export.
func (g *merging) ends(stored []merge.Entry, incoming []merge.Account) merge.Ends {
	first, last := map[int64]bool{}, map[int64]bool{}
	for i := range stored {
		for n := range stored[i].Accounts {
			a := &stored[i].Accounts[n]
			first[a.Export] = first[a.Export] || a.Record == 1
			last[a.Export] = last[a.Export] || a.Record == g.track(a.Export).last()
		}
	}
	e := merge.Ends{StoredBegins: everyone(first), StoredEnds: everyone(last)}
	for i := range incoming {
		e.IncomingBegins = e.IncomingBegins || incoming[i].Record == 1
		e.IncomingEnds = e.IncomingEnds || incoming[i].Record == g.track(incoming[i].Export).last()
	}
	return e
}

func everyone(is map[int64]bool) bool {
	for _, yes := range is {
		if !yes {
			return false
		}
	}
	return len(is) > 0
}

// end settles what is left once the export has ended, and writes what it saw.
func (j *joining) end() error {
	if j.ended {
		return nil
	}
	j.ended = true
	// The plan was of more records than came: what came is settled nevertheless.
	for number, b := range j.begun {
		delete(j.begun, number)
		j.ready = append(j.ready, b)
	}
	slices.SortFunc(j.ready, func(a, b *block) int { return int(a.incoming[0].Record - b.incoming[0].Record) })
	if err := j.settle(); err != nil {
		return err
	}
	if err := j.g.save(); err != nil {
		return err
	}
	if err := j.resettle(); err != nil {
		return err
	}
	if err := j.g.w.tables.flush(); err != nil {
		return err
	}
	if err := j.finishReport(); err != nil {
		return err
	}
	return refreshChat(j.g.w.ctx, j.g.w.c, j.g.chat)
}

func (j *joining) finishReport() error {
	r := &j.report
	r.Ref, r.Chat = j.ref, export.ChatRef(j.g.chat)
	var err error
	r.Versions, err = j.g.w.c.number(j.g.w.ctx, "SELECT count(*) FROM versions WHERE export = ?", j.track.export)
	if err != nil || !j.own.known {
		return err
	}
	now, err := j.g.w.c.number(j.g.w.ctx, "SELECT count(*) FROM messages WHERE chat = ? AND time >= ? AND time < ?",
		j.g.chat, j.own.first, j.own.last+minuteMilli)
	r.OnlyBefore = max(0, now-j.timed-j.found)
	if err != nil {
		return err
	}
	return j.trim()
}

// trim leaves out of what only one side has what stands in the minutes in which the
// other begins and ends, and outside of it.
func (j *joining) trim() error {
	r := &j.report
	here := func(message int64) bool {
		_, _, ok := j.track.find(message)
		return ok
	}
	before := func(message int64) bool {
		return slices.ContainsFunc(j.g.tracks, func(t *track) bool {
			_, _, ok := t.find(message)
			return ok && t != j.track
		})
	}
	for _, side := range []struct {
		reach
		is   func(int64) bool
		only *int64
	}{{j.own, here, &r.OnlyBefore}, {j.span, before, &r.OnlyHere}} {
		if !side.known {
			continue
		}
		first, _, err := j.outside(side.first, side.is)
		if err != nil {
			return err
		}
		_, last, err := j.outside(side.last, side.is)
		if err != nil {
			return err
		}
		*side.only = max(0, *side.only-first-last)
	}
	return nil
}

// outside counts the messages of a minute that stand before the first and behind the
// last one of a side; none if it has none there.
func (j *joining) outside(minute int64, is func(message int64) bool) (before, behind int64, err error) {
	found := false
	err = j.g.w.each("SELECT id FROM messages WHERE chat = ? AND time >= ? AND time < ? ORDER BY time, seq",
		[]driver.Value{j.g.chat, minute, minute + minuteMilli}, func(row []driver.Value) error {
			switch {
			case is(integer(row[0])):
				found, behind = true, 0
			case found:
				behind++
			default:
				before++
			}
			return nil
		})
	if !found {
		return 0, 0, err
	}
	return before, behind, err
}

// resettle settles anew what the export has in common with two others, or more, and
// where times say less than the minute.
func (j *joining) resettle() error {
	if !j.own.known && j.records == 0 {
		return nil
	}
	j.track.total = 0 // those that came are all
	if len(j.g.tracks) < 3 {
		x, err := j.g.readInexact()
		if err != nil || !x.any() {
			return err
		}
	}
	return j.g.resettle([]spell{{j.own.first, j.own.last + minuteMilli}}, func(before, after []merge.Entry) {
		more := j.alone(after) - j.alone(before)
		j.report.New += more
		j.report.Same -= more
		j.timed += more
		j.found -= more
		if more != 0 && j.span.has(after[0].Now.Time.T.UnixMilli()) {
			j.report.OnlyHere += more
		}
	})
}

// alone counts what no other export tells.
func (j *joining) alone(entries []merge.Entry) int64 {
	var n int64
	for i := range entries {
		if e := &entries[i]; len(e.Accounts) == 1 && e.Accounts[0].Export == j.track.export {
			n++
		}
	}
	return n
}
