//go:build cgo

package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"
	"time"

	"exile/export"
)

// PersonDetail is a person as they stand in the store, joined to somebody or not.
type PersonDetail struct {
	export.Person // Names are those of the sources, the newest first, without Called

	App    string
	Called string           // what the owner calls them; "": as the sources do
	Same   export.PersonRef // who they are, as the owner says; 0: themselves
	Told   []Told           // what each source tells of them, the newest first
	Chats  []PersonChat     // where they wrote or are members, in the order of the chats
	Activity
}

// Name is what the person is called: by the owner, else by the newest source.
func (p *PersonDetail) Name() string {
	if p.Called != "" {
		return p.Called
	}
	return p.Person.Name()
}

// Told is what one source tells of a person.
type Told struct {
	Source   int64
	Input    string   // the source's, as the owner named it
	Names    []string // the newest first
	Activity          // of what this source has of them, whoever else has it too
}

// PersonChat is a chat that somebody belongs to.
type PersonChat struct {
	Chat     export.ChatRef
	Messages int64
}

// Activity is how much somebody wrote, notices apart, and when: zero times where
// none is known.
type Activity struct {
	Messages    int64
	First, Last time.Time
}

// PeopleDetail returns everybody in the order in which they were added, each on
// their own, with what is known of them. Where it shall be counted what they wrote
// it reads through all messages once; else no Activity is known, and of the chats
// those of which they are members.
func (v *View) PeopleDetail(ctx context.Context, counted bool) ([]PersonDetail, error) {
	var list []PersonDetail
	err := v.s.read(func(c *conn) error {
		d := &details{at: map[int64]int{}}
		steps := []func(context.Context, *conn) error{d.people, d.told, d.members, d.wrote}
		if !counted {
			steps = steps[:3]
		}
		for _, step := range steps {
			if err := step(ctx, c); err != nil {
				return err
			}
		}
		list = d.list
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	return list, nil
}

// details gathers what is known of people.
type details struct {
	list []PersonDetail
	at   map[int64]int // by number, in list
}

func (d *details) people(ctx context.Context, c *conn) error {
	q := "SELECT id, app, key, known_by, self, called, same FROM people ORDER BY id"
	return c.each(ctx, q, nil, func(row []driver.Value) error {
		d.at[integer(row[0])] = len(d.list)
		d.list = append(d.list, PersonDetail{
			Person: export.Person{
				Ref: export.PersonRef(integer(row[0])), SourceKey: text(row[2]),
				KnownBy: export.KnownBy(text(row[3])), Self: integer(row[4]) != 0,
			},
			App: text(row[1]), Called: text(row[5]), Same: export.PersonRef(integer(row[6])),
		})
		return nil
	})
}

func (d *details) told(ctx context.Context, c *conn) error {
	inputs := map[int64]string{}
	err := c.each(ctx, "SELECT id, input FROM sources", nil, func(row []driver.Value) error {
		inputs[integer(row[0])] = text(row[1])
		return nil
	})
	if err != nil {
		return err
	}
	sources := map[int64]int64{} // by identity
	err = c.each(ctx, "SELECT id, source FROM identities", nil, func(row []driver.Value) error {
		sources[integer(row[0])] = integer(row[1])
		return nil
	})
	if err != nil {
		return err
	}
	identities, err := readIdentities(ctx, c)
	for _, n := range identities {
		i, ok := d.at[n.person]
		if !ok {
			continue
		}
		p := &d.list[i]
		p.Names = appendNew(p.Names, n.names)
		p.Handles = appendNew(p.Handles, n.handles)
		source := sources[n.id]
		p.Told = append(p.Told, Told{Source: source, Input: inputs[source], Names: n.names})
	}
	return err
}

func (d *details) members(ctx context.Context, c *conn) error {
	q := "SELECT DISTINCT e.chat, m.person FROM exports e JOIN members m ON m.export = e.id ORDER BY e.chat, m.person"
	return c.each(ctx, q, nil, func(row []driver.Value) error {
		if i, ok := d.at[integer(row[1])]; ok {
			d.list[i].Chats = append(d.list[i].Chats, PersonChat{Chat: export.ChatRef(integer(row[0]))})
		}
		return nil
	})
}

// sighting is a stretch of messages, by their numbers, that a source has.
type sighting struct{ source, first, end int64 }

// sightings are those of all sources, and those among them that are being passed.
type sightings struct {
	ahead, open []sighting
	next        int64 // the first number at which one of the open ones ends
}

func readSightings(ctx context.Context, c *conn) (*sightings, error) {
	s := &sightings{}
	err := c.each(ctx, `SELECT e.source, w.first_message, w.count FROM witnesses w JOIN exports e ON e.id = w.export
ORDER BY w.first_message`, nil, func(row []driver.Value) error {
		s.ahead = append(s.ahead, sighting{integer(row[0]), integer(row[1]), integer(row[1]) + integer(row[2])})
		return nil
	})
	return s, err
}

// at moves to a message and returns those that have it, each source once. Messages
// come in ascending order.
func (s *sightings) at(id int64) []sighting {
	if id < s.next && (len(s.ahead) == 0 || s.ahead[0].first > id) {
		return s.open
	}
	s.open = slices.DeleteFunc(s.open, func(o sighting) bool { return o.end <= id })
	for len(s.ahead) > 0 && s.ahead[0].first <= id {
		n := s.ahead[0]
		s.ahead = s.ahead[1:]
		i := slices.IndexFunc(s.open, func(o sighting) bool { return o.source == n.source })
		switch {
		case n.end <= id:
		case i < 0:
			s.open = append(s.open, n)
		default:
			s.open[i].end = max(s.open[i].end, n.end)
		}
	}
	s.next = math.MaxInt64
	for _, o := range s.open {
		s.next = min(s.next, o.end)
	}
	return s.open
}

// deed is somebody's writing in a chat, or as a source has it.
type deed struct {
	person int
	where  int64
}

// wrote counts messages: all of them in the order of their numbers, side by side
// with what the sources have of them.
func (d *details) wrote(ctx context.Context, c *conn) error {
	seen, err := readSightings(ctx, c)
	if err != nil {
		return err
	}
	bySource, byChat := map[deed]*activity{}, map[deed]*activity{}
	q := "SELECT id, chat, sender, time, clock FROM messages NOT INDEXED WHERE sender IS NOT NULL AND kind & 15 <> ? ORDER BY id"
	err = c.each(ctx, q, []driver.Value{int64(kindNotice)}, func(row []driver.Value) error {
		person, ok := d.at[integer(row[2])]
		if !ok {
			return nil
		}
		activityOf(byChat, deed{person, integer(row[1])}).add(row[3], integer(row[4]))
		for _, o := range seen.at(integer(row[0])) {
			activityOf(bySource, deed{person, o.source}).add(row[3], integer(row[4]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	d.count(byChat, bySource)
	return nil
}

func activityOf(m map[deed]*activity, k deed) *activity {
	a := m[k]
	if a == nil {
		a = &activity{}
		m[k] = a
	}
	return a
}

func (d *details) count(byChat, bySource map[deed]*activity) {
	all := make([]activity, len(d.list))
	for k, a := range byChat {
		all[k.person].join(a)
		d.list[k.person].inChat(export.ChatRef(k.where), a.n)
	}
	for i := range d.list {
		p := &d.list[i]
		p.Activity = all[i].export()
		slices.SortFunc(p.Chats, func(a, b PersonChat) int { return cmp.Compare(a.Chat, b.Chat) })
		for j := range p.Told {
			if a := bySource[deed{i, p.Told[j].Source}]; a != nil {
				p.Told[j].Activity = a.export()
			}
		}
	}
}

func (p *PersonDetail) inChat(chat export.ChatRef, n int64) {
	for i := range p.Chats {
		if p.Chats[i].Chat == chat {
			p.Chats[i].Messages = n
			return
		}
	}
	p.Chats = append(p.Chats, PersonChat{chat, n})
}

// activity is Activity as the rows of messages have it.
type activity struct {
	n           int64
	timed       bool
	first, last moment
}

// moment is a time and its clock as in messages.
type moment struct{ ms, clock int64 }

func (m moment) compare(n moment) int {
	return cmp.Or(cmp.Compare(m.ms, n.ms), cmp.Compare(m.clock, n.clock))
}

func (a *activity) add(ms driver.Value, clock int64) {
	a.n++
	if t, ok := ms.(int64); ok {
		a.span(moment{t, clock}, moment{t, clock})
	}
}

func (a *activity) span(first, last moment) {
	if !a.timed || first.compare(a.first) < 0 {
		a.first = first
	}
	if !a.timed || last.compare(a.last) > 0 {
		a.last = last
	}
	a.timed = true
}

func (a *activity) join(b *activity) {
	a.n += b.n
	if b.timed {
		a.span(b.first, b.last)
	}
}

func (a *activity) export() Activity {
	e := Activity{Messages: a.n}
	if a.timed {
		var z zones
		e.First, e.Last = z.unpack(a.first.ms, a.first.clock).T, z.unpack(a.last.ms, a.last.clock).T
	}
	return e
}
