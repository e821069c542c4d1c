//go:build cgo

package convert

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// ErrStatedZone says that an input states the zone of its times itself.
var ErrStatedZone = errors.New("it states the zone of its times itself") // exit status 6

// Retimed is what reading the wall clocks of an input in another zone changes. Its
// JSON form is stable.
type Retimed struct {
	Source   int64            `json:"source"`
	Input    string           `json:"input"`
	Before   string           `json:"before"` // the zone of before; may be empty
	Zone     string           `json:"zone"`
	Messages int64            `json:"messages"`           // messages and notices that it told
	Moves    []RetimedBy      `json:"moves"`              // by how much, the most frequent first
	Stated   int64            `json:"stated,omitempty"`   // messages that stay, since their zone is stated
	Untimed  int64            `json:"untimed,omitempty"`  // messages without a time
	Repeated int64            `json:"repeated,omitempty"` // messages of an hour that the clock showed twice
	Skipped  int64            `json:"skipped,omitempty"`  // messages of an hour that the clock never showed
	Chats    []export.ChatRef `json:"chats"`              // that the input tells of
}

// RetimedBy is how many messages move by how much; 0: they stay where they are.
type RetimedBy struct {
	Minutes  int64 `json:"minutes"`
	Messages int64 `json:"messages"`
}

// Moved reports whether any message moves.
func (r *Retimed) Moved() bool {
	return slices.ContainsFunc(r.Moves, func(m RetimedBy) bool { return m.Minutes != 0 })
}

// Retime reads the wall clocks of an input, as the store has kept them, in another
// time zone, without the input: as if it had been added with that zone. Chats to
// which other inputs belong too are settled anew. A wall clock that the zone showed
// twice is the first or, behind a later one of the same hour, the second; one that
// it skipped is as late after the change as it says. ErrNoSource of store,
// ErrStatedZone.
func Retime(ctx context.Context, st *store.Store, source *store.Source, zone *time.Location) (*Retimed, error) {
	r, err := wouldRetime(ctx, st.View(), source, zone)
	if err != nil {
		return nil, fmt.Errorf("retime source %d: %w", source.ID, err)
	}
	err = st.RetimeEach(ctx, source.ID, zone.String(), func() func(export.Time) export.Time { return newRewall(zone).shift })
	if err != nil {
		return nil, err
	}
	return r, nil
}

// wouldRetime tells what Retime changes.
func wouldRetime(ctx context.Context, view *store.View, source *store.Source, zone *time.Location) (*Retimed, error) {
	exports, err := view.Exports(ctx)
	if err != nil {
		return nil, err
	}
	r := &Retimed{Source: source.ID, Input: source.Input, Before: source.Zone, Zone: zone.String()}
	moves := map[time.Duration]int64{}
	seen := map[export.ChatRef]bool{}
	for i := range exports {
		e := &exports[i]
		if e.Source != source.ID {
			continue
		}
		if !seen[e.Chat] {
			seen[e.Chat] = true
			r.Chats = append(r.Chats, e.Chat)
		}
		w := newRewall(zone)
		for m, err := range view.Accounts(ctx, e.ID) {
			if err != nil {
				return nil, err
			}
			r.message(m, w, moves)
		}
	}
	if len(moves) == 0 && r.Stated > 0 {
		return nil, ErrStatedZone
	}
	for by, n := range moves {
		r.Moves = append(r.Moves, RetimedBy{int64(by / time.Minute), n})
	}
	slices.SortFunc(r.Moves, func(a, b RetimedBy) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), cmp.Compare(a.Minutes, b.Minutes))
	})
	return r, nil
}

func (r *Retimed) message(m *export.Message, w *rewall, moves map[time.Duration]int64) {
	r.Messages++
	switch {
	case m.Time.T.IsZero():
		r.Untimed++
		return
	case m.Time.Zone == export.ZoneStated:
		r.Stated++
		return
	}
	now := w.shift(m.Time)
	moves[now.T.Sub(m.Time.T)]++
	switch w.kind(m.Time.T) {
	case twice:
		r.Repeated++
	case never:
		r.Skipped++
	case once:
	}
}

// rewall reads wall clocks in another zone, in the order in which a reader would.
type rewall struct{ wall formats.Wall }

func newRewall(zone *time.Location) *rewall { return &rewall{formats.Wall{Zone: zone}} }

// shift returns what a time is in the zone, unless its source stated another.
func (w *rewall) shift(t export.Time) export.Time {
	if t.T.IsZero() || t.Zone == export.ZoneStated {
		return t
	}
	year, month, day := t.T.Date()
	hour, minute, second := t.T.Clock()
	at := w.wall.At(year, month, day, hour*3600+minute*60+second)
	t.T = at.Add(time.Duration(t.T.Nanosecond()))
	t.Zone = export.ZoneAssumed
	return t
}

// clockKind is how often a clock shows what it shows.
type clockKind int

const (
	once clockKind = iota
	twice
	never
)

// kind tells how often the clock of the zone showed what that of t shows.
func (w *rewall) kind(t time.Time) clockKind {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	at := time.Date(year, month, day, hour, minute, second, 0, w.wall.Zone)
	if h, m, _ := at.Clock(); h != hour || m != minute {
		return never
	}
	for _, other := range []time.Duration{-time.Hour, time.Hour} {
		if h, m, _ := at.Add(other).Clock(); h == hour && m == minute {
			return twice
		}
	}
	return once
}
