package kakaotalk

import (
	"maps"
	"path"
	"slices"

	"exile/export"
)

// tally collects what is said once at the end of a chat.
type tally struct {
	typed   int
	earlier int // messages earlier than the one before
	kinds   map[export.FileKind]int
	joined  map[string]bool
	twins   map[string]bool
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
func (c *chatReader) tell() error {
	var all []export.Problem
	add := func(p export.Problem) {
		p.From = c.source
		all = append(all, p)
	}
	if c.opt.Zone == nil {
		add(export.Problem{Code: export.AssumedZone, Name: c.zone.String()})
	}
	if !known[c.p.sh.layout] {
		add(export.Problem{Code: export.LearntDates, Name: c.p.sh.layout})
	}
	for _, name := range c.g.missing {
		add(export.Problem{Code: export.MissingFile, Name: name})
	}
	for _, pp := range c.p.parts {
		if pp.bad > 0 {
			add(export.Problem{Code: export.BadBytes, Count: int(pp.bad), Name: string(pp.enc)})
		}
		if pp.guessed || c.refused {
			add(export.Problem{Code: export.GuessedLines})
		}
	}
	if n := c.tally.earlier; n > 0 {
		add(export.Problem{Code: export.OutOfOrder, Count: n})
	}
	if n := c.p.names.unsure; n > 0 {
		add(export.Problem{Code: export.GuessedName, Count: n})
	}
	if c.people.self != "" && !c.people.sure && c.people.refs[c.people.self] != 0 {
		add(export.Problem{Code: export.AssumedSelf, Name: c.people.self})
	}
	c.tellPeople(add)
	for _, k := range slices.Sorted(maps.Keys(c.tally.kinds)) {
		add(export.Problem{Code: export.NotExported, Name: string(k), Count: c.tally.kinds[k]})
	}
	if c.tally.typed > 0 {
		add(export.Problem{Code: export.TypedMarker, Count: c.tally.typed})
	}
	for _, f := range c.media.order {
		if !f.used {
			add(export.Problem{Code: export.UnclaimedFile, Name: path.Base(f.path)})
		}
	}
	for i := range all {
		if err := c.emit(&all[i]); err != nil {
			return err
		}
	}
	return nil
}

func (c *chatReader) tellPeople(add func(export.Problem)) {
	twins := slices.Collect(maps.Keys(c.tally.twins))
	if c.p.loc != nil {
		for _, name := range c.p.loc.withheld { // all who left the service have one name
			if c.people.refs[name] != 0 && !c.tally.twins[name] {
				twins = append(twins, name)
			}
		}
	}
	slices.Sort(twins)
	for _, name := range twins {
		add(export.Problem{Code: export.TwinNames, Name: name})
	}
}
