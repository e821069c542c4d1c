package line

import (
	"slices"
	"strings"

	"exile/export"
)

// A feed is the form of one kind of notice: "{X}" stands for who did it, "{Y}"
// for to whom, "{Z}" for what is no name.
type feed struct {
	kind    export.NoticeKind
	actor   bool   // X stands first
	free    bool   // Z does
	between string // X and Y, or X and Z
	people  bool   // Y follows
	what    bool   // Z follows X
	end     string
}

// newFeed takes a form apart.
func newFeed(kind export.NoticeKind, form string) feed {
	f := feed{kind: kind}
	rest, actor := strings.CutPrefix(form, "{X}")
	f.actor = actor
	if !actor {
		rest, f.free = strings.CutPrefix(rest, "{Z}")
	}
	f.between, f.end, f.people = strings.Cut(rest, "{Y}")
	if !f.people {
		f.between, f.end, f.what = strings.Cut(rest, "{Z}")
	}
	if !f.people && !f.what {
		f.end, f.between = f.between, ""
	}
	return f
}

// told is a notice taken apart.
type told struct {
	kind   export.NoticeKind
	actor  string
	people []string
}

// Bounds on what a hostile notice can make us try.
const (
	maxNotice = 4 << 10
	maxPeople = 200
	maxCuts   = 16
)

// noticeOf takes a notice apart. Names that are known win over the first cut that
// fits, so that a name may hold the words around it.
func noticeOf(s string, isName func(string) bool) (told, bool) {
	if len(s) > maxNotice {
		return told{}, false
	}
	s = trimStops(s)
	for _, l := range locales {
		for i := range l.feeds {
			if t, ok := l.feeds[i].parse(s, isName); ok {
				return t, true
			}
		}
	}
	return told{}, false
}

func (f *feed) parse(s string, isName func(string) bool) (t told, ok bool) {
	t.kind = f.kind
	if f.what {
		name, _, ok := strings.Cut(s, f.between)
		t.actor = bareName(name)
		return t, ok && t.actor != ""
	}
	rest, ok := strings.CutSuffix(s, f.end)
	switch {
	case !ok || rest == "":
		return t, false
	case f.free:
		return t, true
	case !f.people:
		t.actor = bareName(rest)
		return t, t.actor != ""
	}
	at := cut(rest, f.between, isName)
	if at <= 0 {
		return t, false
	}
	t.actor = bareName(rest[:at])
	t.people = namesOf(rest[at+len(f.between):], isName)
	return t, t.actor != "" && len(t.people) > 0
}

// cut is where a name before between ends: the longest that is known, else the
// first that fits; -1 where none does.
func cut(s, between string, isName func(string) bool) int {
	best, at := -1, 0
	for range maxCuts {
		i := strings.Index(s[at:], between)
		if i < 0 {
			break
		}
		at += i
		if best < 0 || isName(bareName(s[:at])) {
			best = at
		}
		at += len(between)
	}
	return best
}

// namesOf takes a list of names apart.
func namesOf(list string, isName func(string) bool) []string {
	var names []string
	for list != "" && len(names) < maxPeople {
		if whole := bareName(list); isName(whole) {
			return append(names, whole)
		}
		end, skip := len(list), 0
		for _, sep := range [...]string{", ", "、", "，"} {
			if i := strings.Index(list, sep); i > 0 && i < end {
				end, skip = i, len(sep)
			}
		}
		if name := bareName(list[:end]); name != "" {
			names = append(names, name)
		}
		list = list[end+skip:]
	}
	return names
}

// bareName takes off the marks that keep a name's direction from what is around it.
func bareName(s string) string {
	s = strings.TrimPrefix(strings.TrimSpace(s), "\u2068")
	return strings.TrimSpace(strings.TrimSuffix(s, "\u2069"))
}

// unsentBy reports whether a line says that a message was taken back, and by whom:
// "" where it does not say it. self is true where the app means the one whose
// export it is.
func unsentBy(s string) (name string, self, ok bool) {
	if len(s) > maxNotice {
		return "", false, false
	}
	for _, l := range locales {
		for _, form := range l.unsent {
			before, after, named := strings.Cut(form, "{X}")
			if !named {
				if trimStops(s) == trimStops(form) {
					return "", false, true
				}
				continue
			}
			rest, ok := strings.CutSuffix(trimStops(s), trimStops(after))
			if name := bareName(strings.TrimPrefix(rest, before)); ok && name != "" {
				return name, isSelf(name), true
			}
		}
	}
	return "", false, false
}

// isSelf reports whether the app means the one whose export it is.
func isSelf(name string) bool {
	return slices.ContainsFunc(locales, func(l *locale) bool { return slices.Contains(l.self, name) })
}

// isSystemLine reports whether what stands after the time of a line says what the
// app says, and nobody sent it.
func isSystemLine(rest string) bool {
	if !mayBeSystem(rest) {
		return false
	}
	if _, _, ok := unsentBy(rest); ok {
		return true
	}
	if w, ok := words.calls[trimStops(rest)]; ok && w.bare {
		return true
	}
	_, ok := noticeOf(rest, func(string) bool { return false })
	return ok
}

// systemWords tell a line that may be the app's, and is nobody's, by its end or
// by what stands within.
type systemWords struct {
	ends   [1 << 10]bool // by the last three bytes, see slot
	within []string
}

func makeSystemWords() *systemWords {
	w := &systemWords{}
	note := func(s string) {
		if s = trimStops(s); len(s) >= 3 {
			w.ends[slot(s[len(s)-3:])] = true
		}
	}
	for _, l := range locales {
		for _, form := range l.unsent {
			note(form)
		}
		for _, c := range l.calls {
			note(c.text)
		}
		for i := range l.feeds {
			if f := &l.feeds[i]; f.what {
				w.within = append(w.within, strings.TrimSpace(f.between)) // a search for a space stops at each
			} else {
				note(f.end)
			}
		}
	}
	return w
}

func mayBeSystem(s string) bool {
	for _, w := range nobodys.within {
		if strings.Contains(s, w) {
			return true
		}
	}
	s = trimStops(s)
	return len(s) >= 3 && nobodys.ends[slot(s[len(s)-3:])]
}

// trimStops takes full stops off the end.
func trimStops(s string) string {
	for {
		switch n := len(s); {
		case n > 0 && s[n-1] == '.':
			s = s[:n-1]
		case n > 2 && s[n-3:] == "。":
			s = s[:n-3]
		default:
			return s
		}
	}
}
