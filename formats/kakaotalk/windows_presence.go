package kakaotalk

import (
	"strings"

	"exile/export"
)

// presence follows who is in the room, as far as the lines tell. It decides about
// lines that say what the app says, at the end of a message of several lines.
type presence struct {
	members  map[string]*member
	order    []*member
	last     *member // who wrote last: people write several messages in a row
	unproved []unproved
}

// member is somebody of a room, by name.
type member struct {
	name  string
	wrote int
	told  bool // a notice that is not in doubt names them
	here  int  // how many of that name are in the room; 0: left, or not yet seen
	left  int  // the line that says that they left; 0: none, or one that is not in doubt
	gone  bool // they left, and did not come back
}

// unproved is a line about somebody of whom nothing else is known so far.
type unproved struct {
	line int
	who  *member
}

func (r *presence) init() { r.members = map[string]*member{} }

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
			}
		case it.kind == itemRecord:
			if it.who != nil {
				r.writes(it.who, found)
			}
		default:
			r.notice(it, found)
		}
	}
}

func (r *presence) writes(m *member, found *bracketProfile) {
	m.wrote++
	if m.here > 0 {
		return
	}
	if m.left > 0 { // who writes on has not left
		found.refuse(m.left)
		found.doubts++
	}
	m.here, m.left, m.gone = 1, 0, false
}

func (r *presence) notice(it *item, found *bracketProfile) {
	n := it.notice
	if n.doubtful {
		found.doubts++
	}
	certain := n.first || n.sure
	switch {
	case n.impersonal:
		return
	case !certain && r.contradicts(it):
		found.refuse(it.line)
		if !n.doubtful {
			found.doubts++
		}
		return
	case n.doubtful && !r.knows(it):
		if m := it.subject(); m != nil && len(r.unproved) < maxRefused {
			r.unproved = append(r.unproved, unproved{it.line, m})
		} else {
			found.refuse(it.line)
		}
		return
	}
	r.apply(it, certain)
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
	return it.notice.beside || m != nil && (m.wrote > 0 || m.told)
}

// contradicts reports whether a notice cannot be, after all that was said: who
// left leaves again, or those invited are there.
func (r *presence) contradicts(it *item) bool {
	switch it.notice.kind {
	case export.NoticeLeave:
		return it.who != nil && it.who.gone
	case export.NoticeJoin:
		return it.notice.doubtful && it.who != nil && it.who.here > 0
	case export.NoticeInvite:
		for _, m := range it.notice.people {
			if m.here == 0 {
				return false
			}
		}
		return len(it.notice.people) > 0
	case export.NoticeRemove:
		return len(it.notice.people) > 0 && it.notice.people[0].gone
	case export.NoticeOther, export.NoticeHost, export.NoticeManager, export.NoticeTitle,
		export.NoticeSetting, export.NoticeWarning:
	}
	return false
}

func (r *presence) apply(it *item, certain bool) {
	line := it.line
	if certain {
		line = 0
	}
	if it.who != nil && !it.notice.doubtful {
		it.who.told = true
	}
	switch it.notice.kind {
	case export.NoticeJoin:
		it.who.comes()
	case export.NoticeLeave:
		it.who.goes(line)
	case export.NoticeInvite:
		for _, m := range it.notice.people {
			m.told = m.told || !it.notice.doubtful
			m.comes()
		}
	case export.NoticeRemove:
		for _, m := range it.notice.people {
			m.told = m.told || !it.notice.doubtful
			m.goes(line)
		}
	case export.NoticeOther, export.NoticeHost, export.NoticeManager, export.NoticeTitle,
		export.NoticeSetting, export.NoticeWarning:
	}
}

// comes counts those of one name: two may have it in an open chat.
func (m *member) comes() {
	if m != nil {
		m.here++
		m.left, m.gone = 0, false
	}
}

func (m *member) goes(line int) {
	if m == nil {
		return
	}
	m.here = max(m.here-1, 0)
	if m.here == 0 {
		m.left, m.gone = line, true
	}
}

// settle decides about those of whom nothing was known then.
func (r *presence) settle(found *bracketProfile) {
	for _, w := range r.unproved {
		if w.who.wrote == 0 && !w.who.told {
			found.refuse(w.line)
		}
	}
}
