package kakaotalk

import (
	"maps"
	"path"
	"slices"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	typed    int
	earlier  int  // messages earlier than the one before
	paired   int  // files matched to messages by their times
	inferred int  // messages without a time of their own
	undated  int  // messages of a copy that does not say the day
	notices  int  // lines without a time that nothing proves to be notices, or text
	guessed  bool // a line that looks like a record was taken for text
	kinds    map[export.FileKind]int
	joined   map[string]bool
	twins    map[string]bool
}

func (t *tally) absent(k export.FileKind) {
	if t.kinds == nil {
		t.kinds = map[export.FileKind]int{}
	}
	t.kinds[k]++
}

// present follows who is in the room: a name that joins twice without leaving
// is two people, whose messages an export does not keep apart.
func (t *tally) present(n notice) {
	if t.joined == nil {
		t.joined, t.twins = map[string]bool{}, map[string]bool{}
	}
	switch n.kind {
	case export.NoticeJoin:
		if t.joined[n.actor] {
			t.twins[n.actor] = true
		}
		t.joined[n.actor] = true
	case export.NoticeLeave:
		delete(t.joined, n.actor)
	case export.NoticeRemove:
		for _, name := range n.people {
			delete(t.joined, name)
		}
	case export.NoticeInvite, export.NoticeOther, export.NoticeHost, export.NoticeManager,
		export.NoticeTitle, export.NoticeSetting, export.NoticeWarning:
	}
}

// tell emits the problems that speak for the whole chat.
func (r *room) tell() error {
	var all []export.Problem
	add := func(p export.Problem) {
		p.From = r.source
		all = append(all, p)
	}
	if r.opt.Zone == nil {
		add(export.Problem{Code: export.AssumedZone, Name: r.zone.String()})
	}
	if h := &r.g.parts[0].head; h.learnt {
		add(export.Problem{Code: export.LearntDates, Name: h.layout})
	}
	for _, name := range r.g.missing {
		add(export.Problem{Code: export.MissingPart, Name: name})
	}
	for _, pp := range r.p.parts {
		if pp.bad > 0 {
			add(export.Problem{Code: export.BadBytes, Count: int(pp.bad), Name: string(pp.enc)})
		}
		if pp.guessed || r.tally.guessed {
			add(export.Problem{Code: export.GuessedLines})
		}
	}
	if n := r.tally.earlier; n > 0 {
		add(export.Problem{Code: export.OutOfOrder, Count: n})
	}
	if n := r.tally.inferred; n > 0 {
		add(export.Problem{Code: export.TimeInferred, Count: n})
	}
	if n := r.tally.undated; n > 0 {
		add(export.Problem{Code: export.UnknownTime, Count: n})
	}
	if n := r.tally.notices; n > 0 {
		add(export.Problem{Code: export.GuessedNotice, Count: n})
	}
	if n := r.p.names.unsure; n > 0 {
		add(export.Problem{Code: export.GuessedName, Count: n})
	}
	if r.people.Self != "" && !r.people.sure && r.people.Known(r.people.Self) {
		add(export.Problem{Code: export.AssumedSelf, Name: r.people.Self})
	}
	r.tellPeople(add)
	for _, k := range slices.Sorted(maps.Keys(r.tally.kinds)) {
		add(export.Problem{Code: export.NotExported, Name: string(k), Count: r.tally.kinds[k]})
	}
	if _, n := r.p.odd.list(r.p.names.senders()); n > 0 {
		add(export.Problem{Code: export.UnknownMarker, Count: n})
	}
	if n := r.tally.paired; n > 0 {
		add(export.Problem{Code: export.PairedByTime, Count: n})
	}
	if r.tally.typed > 0 {
		add(export.Problem{Code: export.TypedMarker, Count: r.tally.typed})
	}
	for _, f := range r.media.left() {
		code := export.UnclaimedFile
		if f.rooms > 1 {
			code = export.ContestedFile
		}
		from := export.Source{Input: r.in.Roots[f.root].Name, File: f.path}
		all = append(all, export.Problem{Code: code, Name: path.Base(f.path), From: from})
	}
	for i := range all {
		if err := r.emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *room) tellPeople(add func(export.Problem)) {
	twins := slices.Collect(maps.Keys(r.tally.twins))
	if r.p.loc != nil {
		for _, name := range r.p.loc.withheld { // all who left the service have one name
			if r.people.Known(name) && !r.tally.twins[name] {
				twins = append(twins, name)
			}
		}
	}
	slices.Sort(twins)
	for _, name := range twins {
		add(export.Problem{Code: export.TwinNames, Name: name})
	}
}
