package kakaotalk

import (
	"slices"
	"strings"
)

// presence knows the people of a room by what the lines tell. It decides about
// lines that say what the app says at the end of a message of several lines: they
// are believed of people whom something else names. Who comes and goes decides
// nothing: several people have one name in an open chat, all who left the service
// are called alike, and a history may begin in the middle.
type presence struct {
	members  map[string]*member
	order    []*member
	last     *member // who wrote last: people write several messages in a row
	withheld []string
	unproved []unproved
}

// member is somebody of a room, by name.
type member struct {
	name  string
	wrote int
	named int  // by how many notices
	told  bool // by one that is not in doubt
	guess bool // by one that could be text, and is not counted yet
}

// unproved is a line about somebody of whom nothing else is known so far.
type unproved struct {
	line int
	who  *member
}

func (r *presence) init(l *locale) {
	r.members = map[string]*member{}
	if l != nil {
		r.withheld = l.withheld
	}
}

// member returns whoever has that name, nil in a file with more names than are
// remembered.
func (r *presence) member(name string) *member {
	if r.last != nil && r.last.name == name {
		return r.last
	}
	m := r.members[name]
	if m == nil && len(r.members) < maxHeads {
		m = &member{name: strings.Clone(name)}
		r.members[m.name] = m
		r.order = append(r.order, m)
	}
	r.last = m
	return m
}

// wrote reports whether a name is known to be one.
func (r *presence) wrote(name string) bool {
	m := r.members[name]
	return m != nil && (m.wrote > 0 || m.told)
}

// take goes over the items of a day.
func (r *presence) take(b *batch, found *bracketProfile) {
	for i := range b.items {
		it := &b.items[i]
		switch {
		case it.kind == itemPastedDay:
		case it.refused:
			if it.kind == itemBare {
				found.refuse(it.line)
				found.doubts++
			}
		case it.kind == itemRecord:
			if it.who != nil {
				it.who.wrote++
			}
		default:
			r.notice(it, found)
		}
	}
}

func (r *presence) notice(it *item, found *bracketProfile) {
	n := it.notice
	if n.doubtful {
		found.doubts++
	}
	if n.impersonal {
		return
	}
	m := it.subject()
	if n.doubtful && !r.knows(it) {
		if m != nil && len(r.unproved) < maxRefused {
			r.unproved = append(r.unproved, unproved{it.line, m})
		} else {
			found.refuse(it.line)
		}
		return
	}
	it.who.isNamed(n.doubtful)
	for _, p := range n.people {
		p.isNamed(n.doubtful)
	}
	if n.first || n.sure || n.doubtful {
		return
	}
	if m == nil {
		found.doubts++
		return
	}
	m.guess = true
}

// subject is the one of a notice without whom it makes no sense.
func (it *item) subject() *member {
	if it.who == nil && len(it.notice.people) > 0 {
		return it.notice.people[0]
	}
	return it.who
}

func (r *presence) knows(it *item) bool {
	m := it.subject()
	return it.notice.beside || m != nil && (m.wrote > 0 || m.told || slices.Contains(r.withheld, m.name))
}

// isNamed notes that a notice names somebody.
func (m *member) isNamed(doubtful bool) {
	if m != nil {
		m.named++
		m.told = m.told || !doubtful
	}
}

// settle decides about those of whom nothing was known then, and counts the
// notices about somebody whom the file names nowhere else.
func (r *presence) settle(found *bracketProfile) {
	for _, w := range r.unproved {
		if w.who.wrote == 0 && !w.who.told {
			found.refuse(w.line)
		}
	}
	for _, m := range r.order {
		if m.guess && m.wrote == 0 && m.named == 1 {
			found.doubts++
		}
	}
}
