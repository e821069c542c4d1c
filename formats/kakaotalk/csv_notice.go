package kakaotalk

import (
	"strings"

	"exile/export"
)

// teller says whose doing a row tells of in words of the app.
type teller uint8

const (
	byNobody teller = iota // the text is no notice
	byUser                 // the row's user, or somebody whom the text does not name
	byOther                // somebody else: the user is the app, or has typed the words
)

// rowNotice takes the text of a row apart as a notice. Its user is a name that
// is known whatever other names there are.
func rowNotice(user, text string, feeds []feed, isName func(string) bool) (notice, teller) {
	if len(text) > maxNotice {
		return notice{}, byNobody
	}
	if rest, ok := strings.CutPrefix(text, user); ok {
		for i := range feeds {
			if n, ok := feeds[i].by(user, rest, isName); ok {
				return n, byUser
			}
		}
	}
	n, ok := parseFeed(feeds, text, isName)
	switch {
	case !ok:
		return n, byNobody
	case n.named:
		return n, byOther
	default:
		return n, byUser
	}
}

// by takes what follows the actor of a notice apart. In English the Mac loses the
// last of those who were invited: "A invited B and.", "A invited .".
func (f *feed) by(actor, rest string, isName func(string) bool) (notice, bool) {
	n := notice{kind: f.kind, actor: actor, named: true}
	rest, ok := strings.CutPrefix(rest, f.actor)
	switch {
	case !ok || f.actor == "":
		return n, false
	case f.list == nil:
		return n, rest == ""
	}
	list, ok := strings.CutSuffix(rest, f.end)
	if !ok {
		return n, false
	}
	if list == "" {
		return n, f.end == "."
	}
	if n.people = splitNames(list, f.list, isName); n.people == nil {
		return n, false
	}
	if last := &n.people[len(n.people)-1]; f.kind == export.NoticeInvite && f.end == "." && !isName(*last) {
		*last = strings.TrimSuffix(*last, " and")
	}
	return n, true
}

// notice takes the text of a row for a notice if it is one about the row's user,
// or names nobody who did it, or its user is the app.
func (c *csvProfile) notice(w *row, p *profile) (notice, bool) {
	n, by := rowNotice(w.name, w.text, p.feeds, p.names.is)
	return n, by == byUser || by == byOther && c.silent[w.name]
}
