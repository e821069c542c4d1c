package kakaotalk

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"exile/export"
	"exile/formats"
)

// people are the members of one chat, by name: an export knows nothing else of
// them.
type people struct {
	formats.People

	sure bool // who Self is: the app says so ("회원님"), or the person does
}

// init finds out whose export it is: the one the app calls "회원님" or "you",
// the one named in the options, or, in a room of two, the one who is not the
// title.
func (p *people) init(prof *profile, h header, self string) {
	senders := prof.names.senders()
	if self != "" {
		i := slices.IndexFunc(senders, func(s string) bool { return norm.NFC.String(s) == norm.NFC.String(self) })
		if i >= 0 {
			p.Self, p.sure = senders[i], true
			return
		}
	}
	if prof.loc == nil && h.app != mac {
		return
	}
	for _, s := range senders {
		if h.app != mac && slices.Contains(prof.loc.self, s) {
			p.Self, p.sure = s, true
			return
		}
	}
	title, counted := h.room(prof.loc, senders)
	if i := slices.Index(senders, title); i >= 0 && len(senders) == 2 && !counted {
		p.Self = senders[1-i]
	}
}

// declare returns the person of that name, who is emitted the first time.
func (p *people) declare(name string, emit formats.Emit) (export.PersonRef, error) {
	if name == "회원" && p.Self == "회원님" { // of "회원님이 나갔습니다."
		name = p.Self
	}
	return p.Ref(name, emit)
}

// senders are the names that records begin with, in order of appearance. Names
// that hold " : " count as what they are.
func (n *names) senders() []string {
	var list []string
	for _, first := range n.order {
		h := n.heads[first]
		if h.single > 0 || h.longer == 0 {
			list = append(list, first)
		}
		for _, name := range slices.Sorted(maps.Keys(h.next)) {
			if n.known[name] {
				list = append(list, name)
			}
		}
		if i := n.longest(h.common, len(first), h.longer); i > 0 && h.next[h.common[:i]] == 0 { // of three parts or more
			list = append(list, h.common[:i])
		}
	}
	return list
}

// title cuts the app's words off line 1. counted is true where the number of
// members stood there, as in rooms of more than two. An iPhone says what it
// counts, "(4명)" or "(4 people)", of which bare leaves "(4"; a number alone
// belongs to the title there.
func (l *locale) title(app platform, line string) (title string, counted bool) {
	title = l.bare(line)
	i := strings.LastIndexByte(title, ' ')
	if i <= 0 {
		return title, false
	}
	number, opened := strings.CutPrefix(title[i+1:], "(")
	number, closed := strings.CutSuffix(number, ")")
	if app == ios && (!opened || closed) {
		return title, false
	}
	if n, err := strconv.Atoi(number); err == nil && n > 1 && number[0] != '+' {
		return title[:i], true
	}
	return title, false
}

// room returns the title without the app's words. A Mac writes it into the name
// of the file, perhaps decomposed; Windows never counts the members.
func (h *header) room(loc *locale, senders []string) (title string, counted bool) {
	if h.app == windows {
		return loc.bare(h.title), h.win.group
	}
	if h.app != mac {
		return loc.room(h.app, h.title, senders)
	}
	for _, s := range senders {
		if norm.NFC.String(s) == norm.NFC.String(h.title) {
			return s, false
		}
	}
	return h.title, false
}

// room is title, but for a person called "민수 2", who is no room of two.
func (l *locale) room(app platform, line string, senders []string) (title string, counted bool) {
	if whole := l.bare(line); slices.Contains(senders, whole) {
		return whole, false
	}
	return l.title(app, line)
}

// bare cuts the app's words off line 1 and leaves a number in place.
func (l *locale) bare(line string) string {
	for _, a := range l.titles {
		if t, ok := strings.CutPrefix(line, a.before); ok {
			if t, ok = strings.CutSuffix(t, a.after); ok {
				return t
			}
		}
	}
	return line
}

// chat describes the room.
func (r *room) chat() *export.Chat {
	h := r.g.parts[0].head
	ch := &export.Chat{Ref: r.ref, App: "kakaotalk", Kind: export.ChatUnknown, Title: h.title, From: r.source}
	senders := r.p.names.senders()
	counted := false
	if r.p.loc != nil {
		ch.Lang = r.p.loc.tag
	}
	title := ch.Title
	if h.app == mac || r.p.loc != nil && h.lines > 0 {
		title, counted = h.room(r.p.loc, senders)
	}
	if h.app != mac { // of which it is the bytes of the file's name
		ch.Title = title
	}
	switch {
	case counted || h.win.group || len(senders) > 2:
		ch.Kind = export.ChatGroup
	case slices.Contains(senders, title) || len(senders) > 0 && r.p.loc != nil && slices.Contains(r.p.loc.self, senders[0]):
		ch.Kind = export.ChatDirect
	}
	if r.opt.Chat != "" {
		ch.Title = r.opt.Chat
	}
	if h.savedAt.year > 0 {
		s := h.savedAt
		ch.Saved = r.days.Exact(int(s.year), time.Month(s.month), int(s.day), int(s.minute)*60+int(h.savedSec))
	}
	return ch
}
