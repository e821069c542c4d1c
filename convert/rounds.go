//go:build cgo

package convert

import (
	"maps"
	"slices"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/export/merge"
)

// twinsJoined is the detail of twin-names where an export joins a chat.
const twinsJoined = "several people of the room have this name there or here"

// share is what of an input is stored in one round; nil is all of it.
type share struct {
	chats  map[export.ChatRef]bool
	people map[export.PersonRef]bool // of all chats: whether they are of one of these
	first  bool
}

// share returns what belongs to the chats of a round. What belongs to none is of the
// first.
func (s *survey) share(now []*choice, first bool) *share {
	p := &share{chats: map[export.ChatRef]bool{}, people: map[export.PersonRef]bool{}, first: first}
	for _, in := range s.chats {
		for ref := range in.people {
			p.people[ref] = false
		}
	}
	for _, c := range now {
		for _, ref := range c.in.refs {
			p.chats[ref] = true
		}
		for ref := range c.in.people {
			p.people[ref] = true
		}
	}
	return p
}

// takes reports whether an event is of this round.
func (p *share) takes(e export.Event) bool {
	switch e := e.(type) {
	case *export.Message:
		return p.chats[e.Chat]
	case *export.Chat:
		return p.chats[e.Ref]
	case *export.Person:
		now, known := p.people[e.Ref]
		return now || p.first && !known
	case *export.Mark, *export.Unread, *export.Problem, *export.Profile:
	}
	return p.first
}

// findTwins notes the names of people who write in a chat and may each be one of
// several who are there: nothing that they wrote tells who is who. And those under
// which one side has several people whom the other tells apart.
func (j *joining) findTwins(in *incoming, f *fit) {
	there := map[string]int{}
	for _, n := range f.room.Names {
		there[norm.NFC.String(n)]++
	}
	for ref := range in.people {
		name := j.survey.people[ref]
		if _, known := f.people[ref]; !known && name != "" && there[name] > 0 && there[name]+in.names[name] > 2 {
			j.twins[name] = true
		}
	}
	if f.marks == nil || in.marks == nil {
		return
	}
	for _, name := range merge.Twins(f.marks, in.marks, f.people) {
		j.twins[name] = true
	}
}

// finish tells of what was kept apart and of people who could not be told apart. It is
// called once everything has been read.
func (j *joining) finish() error {
	for i := range j.apart {
		a := &j.apart[i]
		p := export.Problem{Code: export.SeparateChat, Name: a.Title, Text: a.Why.detail(), From: a.in.chat.From}
		if err := j.r.problems.add(p); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(j.twins)) {
		p := export.Problem{Code: export.TwinNames, Name: name, Text: twinsJoined}
		if err := j.r.problems.add(p); err != nil {
			return err
		}
	}
	return nil
}

// report says in numbers what was joined, and to what.
func (j *joining) report() error {
	numbers, err := j.batch.Joined()
	if err != nil {
		return err
	}
	byRef := map[export.ChatRef]*choice{}
	for _, c := range j.joined {
		byRef[c.in.refs[0]] = c
	}
	for _, n := range numbers {
		c := byRef[n.Ref]
		if c == nil {
			continue
		}
		f := c.fits[0]
		joined := Joined{
			Title: c.in.chat.Title, Chat: n.Chat, Into: f.room.Title, Why: f.why, Equal: f.like.Equal,
			Same: n.Same, Refined: n.Refined, New: n.New, OnlyHere: n.OnlyHere, OnlyBefore: n.OnlyBefore,
		}
		for _, other := range c.fits[1:] {
			joined.Bridged = append(joined.Bridged, other.room.Ref)
		}
		j.r.report.Joined = append(j.r.report.Joined, joined)
	}
	for i := range j.apart {
		a := &j.apart[i]
		a.Chat = j.batch.Number(a.in.refs[0])
		if a.with != nil {
			a.Other = j.batch.Number(a.with.refs[0])
		}
		a.in, a.with = nil, nil
	}
	j.r.report.Apart = j.apart
	return nil
}
