package whatsapp

import (
	"maps"
	"slices"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	earlier int // messages earlier than the one before
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
	if r.p.bad > 0 {
		add(export.Problem{Code: export.BadBytes, Count: int(r.p.bad), Name: string(r.p.enc)})
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
	for i := range all {
		if err := r.emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}
