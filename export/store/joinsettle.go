//go:build cgo

package store

import (
	"cmp"
	"maps"
	"slices"
	"time"

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
	for at, from := range b.origins {
		a.origins[at] = from
	}
	entries := j.g.anew(a, nil, b.incoming)
	if entries == nil {
		entries = merge.Settle(a.entries, b.incoming, j.g.ends(a.entries, b.incoming))
	}
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

// anew settles a block as if nothing were known of which accounts are those of one
// message, so that the order in which exports were added does not count: with the
// first of three it may not be known yet that the other two tell of one. Messages
// keep their numbers as far as possible.
//
// It returns otherwise where there are not three exports, where the numbers say
// already all there is to know, and where times are not exact to the minute: then
// more than the block would have to be looked at.
func (g *merging) anew(a *accounts, otherwise []merge.Entry, incoming []merge.Account) []merge.Entry {
	told := map[int64]*voice{}
	listen := func(acc merge.Account) bool {
		v := told[acc.Export]
		if v == nil {
			v = &voice{finest: time.Hour}
			told[acc.Export] = v
		}
		t := acc.Message.Time
		if !t.T.IsZero() && t.Precision > 0 {
			v.finest = min(v.finest, t.Precision)
		}
		v.accounts = append(v.accounts, acc)
		return !t.Inferred && t.Precision <= time.Minute
	}
	exact := true
	for i := range a.entries {
		for _, acc := range a.entries[i].Accounts {
			exact = listen(acc) && exact
		}
	}
	for _, acc := range incoming {
		exact = listen(acc) && exact
	}
	if !exact || len(told) < 2 || incoming != nil && len(told) < 3 {
		return otherwise
	}
	var list []merge.Entry
	for _, v := range slices.SortedFunc(maps.Values(told), compareVoices) {
		slices.SortFunc(v.accounts, func(x, y merge.Account) int { return cmp.Compare(x.Record, y.Record) })
		list = merge.Settle(list, v.accounts, g.ends(list, v.accounts))
	}
	taken := map[int64]bool{0: true}
	for i := range list {
		e := &list[i]
		e.ID = 0
		for n := range e.Accounts {
			id := a.before[spotOf(&e.Accounts[n])].message
			if !taken[id] && (e.ID == 0 || id < e.ID) {
				e.ID = id
			}
		}
		taken[e.ID] = true
	}
	return list
}

// voice is what one export tells of a block.
type voice struct {
	finest   time.Duration
	accounts []merge.Account
}

// compareVoices puts those first that tell times the finest, and then the newest.
func compareVoices(a, b *voice) int {
	x, y := &a.accounts[0], &b.accounts[0]
	return cmp.Or(cmp.Compare(a.finest, b.finest), y.Rank.Compare(x.Rank), cmp.Compare(x.Export, y.Export))
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
	return err
}
