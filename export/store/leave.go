//go:build cgo

package store

import (
	"math"
	"slices"
	"time"

	"exile/export/merge"
)

// leaving takes exports out of a chat. What is left of a message is what the other
// exports tell of it; the others stay as they are, and where they are unless
// something in their minute changes.
type leaving struct {
	g    *merging
	gone map[int64]bool // the exports
	into *merging       // the chat that they go to; nil: nowhere

	versions []int64 // the messages that have some, if any go nowhere

	seen []spell // when they told something
	on   bool    // and did in the minute before the one at hand

	touch []merge.Block
	rows  int // in touch
	wide  []merge.Block
	moved map[int64]bool // messages of wide, which may be met again: what went of them is in into
}

const (
	minuteMilli = int64(time.Minute / time.Millisecond)

	blocksAtOnce  = 256
	messagesAtOne = 4096
)

// leave takes exports out of a chat that has others too.
func (g *merging) leave(gone map[int64]bool, into *merging) error {
	l := &leaving{g: g, gone: gone, into: into, moved: map[int64]bool{}}
	if into == nil && g.told {
		var err error
		if l.versions, err = g.readVersioned(); err != nil {
			return err
		}
	}
	zones, err := g.zonesOf(gone)
	if err != nil {
		return err
	}
	if err := l.walk(); err != nil {
		return err
	}
	if zones == nil {
		zones = l.seen
	}
	kept := g.tracks[:0]
	for _, t := range g.tracks {
		if !gone[t.export] {
			kept = append(kept, t)
		}
	}
	g.tracks = kept
	if err := g.resettle(zones, nil); err != nil {
		return err
	}
	return g.save()
}

// zonesOf returns the times in which exports that leave told something, and in which
// those that stay may have been understood in the light of it. nil: the minutes alone.
func (g *merging) zonesOf(gone map[int64]bool) ([]spell, error) {
	if len(g.tracks) < len(gone)+2 {
		return nil, nil
	}
	r, err := g.newResettling(nil)
	if err != nil || !r.inexact.any() {
		return nil, err
	}
	return r.find(gone)
}

// walk goes through the chat minute by minute, those messages first that have no
// time.
func (l *leaving) walk() error {
	if err := l.g.untimed(l.minute); err != nil {
		return err
	}
	if err := l.g.minutes(math.MinInt64, l.minute); err != nil {
		return err
	}
	return l.flush()
}

// minute looks whether anything changes in a minute. What is to be changed is so a
// few pages later.
func (l *leaving) minute(minute []line) error {
	b := merge.Block{NoTime: !minute[0].timed}
	if !b.NoTime {
		b.From = floorMinute(minute[0].ms)
		b.Before = b.From + minuteMilli
	}
	touched := l.touched(minute)
	l.note(b, touched)
	if !touched || l.into == nil && l.told(minute) {
		return nil
	}
	l.touch = append(l.touch, b)
	l.rows += len(minute)
	if len(l.touch) < blocksAtOnce && l.rows < messagesAtOne {
		return nil
	}
	return l.flush()
}

// touched reports whether an export that goes saw any message of the minute.
func (l *leaving) touched(minute []line) bool {
	for _, n := range minute {
		for _, t := range l.g.tracks {
			if !l.gone[t.export] {
				continue
			}
			if _, _, ok := t.find(n.id); ok {
				return true
			}
		}
	}
	return false
}

// note takes note of when the exports that go told something.
func (l *leaving) note(b merge.Block, touched bool) {
	switch n := len(l.seen); {
	case b.NoTime:
	case touched && l.on:
		l.seen[n-1].before = b.Before
	case touched:
		l.seen = append(l.seen, spell{b.From, b.Before})
	}
	l.on = touched && !b.NoTime
}

// told reports whether one export that stays tells the whole minute just as it is,
// and all that stay tell it in this order: then nothing changes.
func (l *leaving) told(minute []line) bool {
	for _, n := range minute {
		if _, has := slices.BinarySearch(l.versions, n.id); has { // what they say is not looked at here
			return false
		}
	}
	whole := false
	owned := make([]bool, len(minute))
	for _, t := range l.g.tracks {
		if l.gone[t.export] {
			continue
		}
		all, last := true, int64(0)
		for i, n := range minute {
			record, v, ok := t.find(n.id)
			if ok && record <= last {
				return false
			}
			if ok {
				last = record
			}
			all = all && ok && !v.clocked && v.without == 0
			owned[i] = owned[i] || ok && !v.placed
		}
		whole = whole || all
	}
	for _, is := range owned {
		whole = whole && is
	}
	return whole
}

// flush changes the minutes that were found.
func (l *leaving) flush() error {
	blocks := l.touch
	l.touch, l.rows = nil, 0
	if err := l.settle(blocks, l.into); err != nil {
		return err
	}
	for len(l.wide) > 0 {
		b := l.wide[0]
		l.wide = l.wide[1:]
		if err := l.settle([]merge.Block{b}, nil); err != nil {
			return err
		}
	}
	return nil
}

// settle brings some minutes to what the exports that stay tell of them, and puts
// into another chat what those tell that go.
func (l *leaving) settle(blocks []merge.Block, into *merging) error {
	lists, err := l.g.see(blocks)
	if err != nil {
		return err
	}
	versions, err := l.g.versions(lists)
	if err != nil {
		return err
	}
	for i, b := range blocks {
		list := lists[i]
		if into != nil {
			if err := l.move(into, list, versions); err != nil {
				return err
			}
		}
		a, err := l.g.accounts(list, versions, func(export int64) bool { return l.gone[export] })
		if err != nil {
			return err
		}
		if err := l.stay(b, list, a); err != nil {
			return err
		}
	}
	return nil
}

// stay writes what the exports that stay tell of a minute.
func (l *leaving) stay(b merge.Block, list []*seen, a *accounts) error {
	entries := foldAll(a.entries)
	if b, wider := widen(b, entries); wider {
		l.wide = append(l.wide, b)
		for _, s := range list {
			l.moved[s.id] = true
		}
		return nil
	}
	_, err := l.g.write(list, a, merge.Weave(entries))
	return err
}

// move puts what the exports that go tell of some messages into another chat.
func (l *leaving) move(into *merging, list []*seen, versions map[spot]string) error {
	a, err := l.g.accounts(list, versions, func(export int64) bool { return !l.gone[export] })
	if err != nil {
		return err
	}
	for i := range a.entries {
		if l.moved[a.entries[i].ID] {
			a.entries[i].Accounts = nil
		}
	}
	a.entries = foldAll(a.entries)
	a.aside()
	_, err = into.write(nil, a, merge.Weave(a.entries))
	return err
}

// foldAll makes entries say what their accounts tell; those without any are left
// out.
func foldAll(entries []merge.Entry) []merge.Entry {
	var kept []merge.Entry
	for _, e := range entries {
		if len(e.Accounts) > 0 {
			e.Now, _ = merge.Fold(e.Accounts)
			kept = append(kept, e)
		}
	}
	return kept
}

// widen makes a block reach to the minutes in which its messages stand now, which
// are others where a time was known better by an export that goes.
func widen(b merge.Block, entries []merge.Entry) (merge.Block, bool) {
	wider := false
	for i := range entries {
		t := entries[i].Now.Time.T
		if b.NoTime || t.IsZero() {
			continue
		}
		if from := floorMinute(t.UnixMilli()); from < b.From {
			b.From, wider = from, true
		} else if from >= b.Before {
			b.Before, wider = from+minuteMilli, true
		}
	}
	return b, wider
}
