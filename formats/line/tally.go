package line

import (
	"maps"
	"slices"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	typed    int // markers that a person could have typed
	earlier  int // messages earlier than the one before
	inferred int // messages above the first date line
	undated  int // messages of a text without any
	unclosed int // quoted bodies without an end
	kinds    map[export.FileKind]int
}

func (t *tally) absent(k export.FileKind) {
	if t.kinds == nil {
		t.kinds = map[export.FileKind]int{}
	}
	t.kinds[k]++
}

// tell emits the problems that speak for the whole chat.
func (r *room) tell() error {
	var all []export.Problem
	count := func(code export.Code, name string, n int) {
		if n > 0 {
			all = append(all, export.Problem{Code: code, Name: name, Count: n, From: r.source})
		}
	}
	if r.opt.Zone == nil {
		all = append(all, export.Problem{Code: export.AssumedZone, Name: r.wall.Zone.String(), From: r.source})
	}
	if r.p.cal.guess {
		all = append(all, export.Problem{Code: export.GuessedDates, Name: r.p.layout(), From: r.source})
	}
	if has, ok := r.p.cal.ignores(r.opt.Values[optionDateOrder]); ok {
		all = append(all, export.Problem{Code: export.IgnoredOrder, Name: has, From: r.source})
	}
	count(export.BadBytes, string(r.t.head.enc), int(r.p.bad))
	count(export.OutOfOrder, "", r.tally.earlier)
	count(export.TimeInferred, "", r.tally.inferred)
	count(export.UnknownTime, "", r.tally.undated)
	count(export.UnclosedQuote, "", r.tally.unclosed)
	if r.p.desk != nil {
		count(export.GuessedName, "", r.p.desk.guessed())
	}
	if r.guessed && r.appeared(r.people.Self) {
		all = append(all, export.Problem{Code: export.AssumedSelf, Name: r.people.Self, From: r.source})
	}
	for _, l := range locales {
		for _, name := range l.nobody {
			if r.appeared(name) {
				all = append(all, export.Problem{Code: export.TwinNames, Name: name, From: r.source})
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(r.tally.kinds)) {
		count(export.NotExported, string(k), r.tally.kinds[k])
	}
	_, n := r.p.odd.list()
	count(export.UnknownMarker, "", n)
	count(export.TypedMarker, "", r.tally.typed)
	for i := range all {
		if err := r.emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}
