package whatsapp

import (
	"maps"
	"slices"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	earlier     int // messages earlier than the one before
	guessed     int // bodies that may be the app's word, or not
	swallowed   int // lines that begin with a header and are text
	swallowedAt export.Source
}

// tell emits the problems that speak for the whole chat.
func (r *room) tell() error {
	var all []export.Problem
	add := func(p export.Problem) {
		p.From = r.source
		all = append(all, p)
	}
	if r.opt.Zone == nil {
		add(export.Problem{Code: export.AssumedZone, Name: r.wall.Zone.String()})
	}
	for _, w := range r.p.shapes.list {
		if w.is && w.reason != plain && w.reason != told {
			add(export.Problem{Code: export.GuessedDates, Name: string(w.order), Text: string(w.reason)})
		}
	}
	r.tellIgnored(add)
	if n := r.p.bad + r.p.zeros; n > 0 {
		add(export.Problem{Code: export.BadBytes, Count: int(n), Name: string(r.p.enc)})
	}
	if n := r.tally.earlier; n > 0 {
		add(export.Problem{Code: export.OutOfOrder, Count: n})
	}
	if self := r.people.Self; self != "" && !r.sure && r.people.Known(self) {
		add(export.Problem{Code: export.AssumedSelf, Name: self})
	}
	for _, k := range slices.Sorted(maps.Keys(r.says.absent)) {
		add(export.Problem{Code: export.NotExported, Name: string(k), Count: r.says.absent[k]})
	}
	if n := r.says.typed; n > 0 {
		add(export.Problem{Code: export.TypedMarker, Count: n})
	}
	if n := r.tally.guessed; n > 0 {
		add(export.Problem{Code: export.GuessedNotice, Count: n})
	}
	if n := r.tally.swallowed; n > 0 {
		all = append(all, export.Problem{Code: export.SwallowedLines, Count: n, From: r.tally.swallowedAt})
	}
	for i := range all {
		if err := r.emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

// tellIgnored tells where the dates show another order than the one asked for.
func (r *room) tellIgnored(add func(export.Problem)) {
	want := wanted(r.opt)
	for _, w := range r.p.shapes.list {
		if w.is && want != "" && (w.order != want || len(w.turns) > 0) {
			add(export.Problem{Code: export.IgnoredOrder, Name: string(w.order)})
			return
		}
	}
}
