//go:build cgo

package store

import (
	"database/sql/driver"
	"errors"
	"slices"
	"time"

	"exile/export/merge"
)

// resettling goes through a chat and brings what several exports tell to what they
// tell together, whatever the order in which they came. While an export comes in it
// is compared with what the others have told so far, and when one leaves the others
// stay as they are; but two accounts may be those of one message, or of two, only
// because of a third.
//
// What is settled together is a zone: minutes of which nothing may have been said
// outside of them. It is one minute, unless times are a neighbour's or coarse.
type resettling struct {
	g       *merging
	inexact *inexact
	within  []spell // only what touches these
	note    func(before, after []merge.Entry)

	found    []spell        // where one of these tells something, and nothing is changed
	finding  map[int64]bool // nil: not that
	versions []int64        // messages of which some account is kept whole

	voices []presence // of the exports, in the order of the tracks
	zone   zone
	wide   []spell // of inexact, that are not over

	blocks []merge.Block
	rows   int
}

// presence is what an export has in a zone.
type presence struct {
	count   int64
	last    int64 // its last record
	changed bool  // it is not told as the rows say
	most    int64 // its last record in the minute at hand
	open    bool  // what follows may be told of a later minute
	at      int64 // since that minute
	rows    int   // and so many messages of the zone
}

// zone is the zone at hand.
type zone struct {
	spell
	noTime  bool
	rows    int
	changed bool
	reach   int64 // a time goes on until then
}

// How far what is told by a neighbour's time can be from it, as merge.Align has it.
const (
	farthestGuess = int64(7 * 24 * time.Hour / time.Millisecond)
	mostGuess     = 500
)

// newResettling gets ready. The runs of the chat must be as they were read or saved.
func (g *merging) newResettling(within []spell) (*resettling, error) {
	n, err := g.w.c.number(g.w.ctx, "SELECT EXISTS (SELECT 1 FROM versions WHERE export IN (SELECT value FROM json_each(?)))", g.exports())
	if err != nil {
		return nil, err
	}
	g.told = g.told || n != 0
	x, err := g.readInexact()
	return &resettling{g: g, inexact: x, within: within, wide: x.wide, voices: make([]presence, len(g.tracks))}, err
}

// resettle settles anew what touches some times; nil: everything. note is called
// with what was and what is.
func (g *merging) resettle(within []spell, note func(before, after []merge.Entry)) error {
	if len(g.tracks) < 2 {
		return nil
	}
	if err := g.save(); err != nil {
		return err
	}
	if err := g.w.tables.flush(); err != nil {
		return err
	}
	r, err := g.newResettling(within)
	if err != nil {
		return err
	}
	r.note = note
	if g.told {
		if r.versions, err = g.readVersioned(); err != nil {
			return err
		}
	}
	if err := r.walk(); err != nil {
		return err
	}
	if err := r.flush(); err != nil {
		return err
	}
	return g.save()
}

// find returns when the zones are in which some exports tell something.
func (r *resettling) find(of map[int64]bool) ([]spell, error) {
	r.finding = of
	err := r.walk()
	r.finding = nil
	return r.found, err
}

func (r *resettling) walk() error {
	if err := r.g.untimed(r.minute); err != nil {
		return err
	}
	if err := r.end(); err != nil {
		return err
	}
	spells := r.within
	if spells == nil {
		spells = []spell{{-1 << 62, 1 << 62}}
	}
	done := int64(-1 << 62) // what is before was gone through
	for _, s := range spells {
		if s.before <= done {
			continue
		}
		from := s.from
		if r.inexact.guesses() {
			from -= farthestGuess
		}
		if i, in := slices.BinarySearchFunc(r.inexact.wide, from, spell.compare); in {
			from = r.inexact.wide[i].from
		}
		err := r.g.minutes(max(from, done), func(minute []line) error {
			if at := floorMinute(minute[0].ms); at >= s.before && !r.goesOn(at) {
				return errStopped
			}
			done = floorMinute(minute[0].ms) + minuteMilli
			return r.minute(minute)
		})
		if err != nil && !errors.Is(err, errStopped) {
			return err
		}
		if err := r.end(); err != nil {
			return err
		}
	}
	return nil
}

// goesOn reports whether a minute belongs to the zone at hand.
func (r *resettling) goesOn(at int64) bool {
	if r.zone.rows == 0 || r.zone.noTime {
		return false
	}
	if at < r.zone.reach {
		return true
	}
	for i := range r.voices {
		if v := &r.voices[i]; v.open && at < v.at+farthestGuess && r.zone.rows-v.rows <= mostGuess {
			return true
		}
	}
	return false
}

// minute takes a minute, or all messages that have no time.
func (r *resettling) minute(minute []line) error {
	at := floorMinute(minute[0].ms)
	if !r.goesOn(at) {
		if err := r.end(); err != nil {
			return err
		}
		r.zone = zone{spell: spell{at, at}, noTime: !minute[0].timed, reach: at}
	}
	z := &r.zone
	z.before = at + minuteMilli
	for !z.noTime && len(r.wide) > 0 && r.wide[0].from <= at {
		z.reach = max(z.reach, r.wide[0].before)
		r.wide = r.wide[1:]
	}
	z.rows += len(minute)
	for _, n := range minute {
		if _, has := slices.BinarySearch(r.versions, n.id); has {
			z.changed = true
		}
		for i, t := range r.g.tracks {
			if record, v, ok := t.find(n.id); ok {
				r.voices[i].see(t, record, &v)
			}
		}
	}
	if r.inexact.guesses() {
		r.guess(at)
	}
	return nil
}

// see takes note of what an export saw.
func (v *presence) see(t *track, record int64, s *sight) {
	v.changed = v.changed || record < v.last || s.without != 0 || record == 1 || record == t.last()
	v.last = max(v.last, record)
	v.most = max(v.most, record)
	v.count++
}

// guess looks which exports may have said something after a minute that they told
// to be of it.
func (r *resettling) guess(at int64) {
	for i, t := range r.g.tracks {
		v := &r.voices[i]
		if v.most == 0 {
			continue
		}
		v.open = r.inexact.guessed(t, v.most) || r.inexact.guessed(t, v.most+1)
		v.at, v.rows, v.most = at, r.zone.rows, 0
	}
}

// end ends the zone at hand.
func (r *resettling) end() error {
	z := r.zone
	if z.rows == 0 {
		return nil
	}
	touched := r.finding != nil && r.tells() || r.finding == nil && !r.plain() && r.inside(z.spell)
	r.zone = zone{}
	clear(r.voices)
	switch {
	case !touched:
		return nil
	case r.finding != nil:
		if !z.noTime {
			r.found = append(r.found, z.spell)
		}
		return nil
	}
	b := merge.Block{NoTime: z.noTime, From: z.from, Before: z.before}
	r.blocks, r.rows = append(r.blocks, b), r.rows+z.rows
	if len(r.blocks) < blocksAtOnce && r.rows < messagesAtOne {
		return nil
	}
	return r.flush()
}

// tells reports whether one of the exports that are looked for tells something.
func (r *resettling) tells() bool {
	for i, t := range r.g.tracks {
		if r.finding[t.export] && r.voices[i].count > 0 {
			return true
		}
	}
	return false
}

// plain reports whether all exports of the zone tell the very same, in one order,
// and neither begin nor end there: then there is nothing to settle.
func (r *resettling) plain() bool {
	voices, changed := 0, r.zone.changed
	for i := range r.voices {
		v := &r.voices[i]
		if v.count == 0 {
			continue
		}
		voices++
		changed = changed || v.changed || int(v.count) != r.zone.rows
	}
	return voices < 2 || !changed
}

// inside reports whether a zone touches the times that are asked for.
func (r *resettling) inside(z spell) bool {
	if r.within == nil || r.zone.noTime {
		return true
	}
	for len(r.within) > 0 && r.within[0].before <= z.from {
		r.within = r.within[1:]
	}
	return len(r.within) > 0 && r.within[0].from < z.before
}

// exports are the numbers of the exports of the chat as JSON.
func (g *merging) exports() string {
	ids := make([]int64, len(g.tracks))
	for i, t := range g.tracks {
		ids[i] = t.export
	}
	return jsonList(ids)
}

// readVersioned reads of which messages some account is kept whole.
func (g *merging) readVersioned() ([]int64, error) {
	var list []int64
	err := g.w.each("SELECT DISTINCT message FROM versions WHERE export IN (SELECT value FROM json_each(?)) ORDER BY message",
		[]driver.Value{g.exports()}, func(row []driver.Value) error {
			list = append(list, integer(row[0]))
			return nil
		})
	return list, err
}
