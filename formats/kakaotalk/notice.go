package kakaotalk

import (
	"strings"

	"exile/export"
)

// A feed is the form of one kind of notice: an actor, the words after the
// actor, a list of people, the words after the list. Either may be missing.
type feed struct {
	kind  export.NoticeKind
	actor string   // what follows the actor's name; "": no actor
	list  []string // what stands between the people of a list
	end   string   // what follows the last name; the whole text where there are no names
}

// notice is a feed taken apart.
type notice struct {
	kind   export.NoticeKind
	actor  string
	named  bool // actor was there
	people []string
}

// Bounds on what a hostile notice can make us try.
const (
	maxNotice = 4 << 10
	maxName   = 512 // of the names that are looked up
	maxPeople = 200 // of one notice
	maxCuts   = 16  // at which a name in a list may end
)

// parseFeed takes a notice apart, if it is not longer and not about more people
// than any that an app writes. Names known beforehand win over the first cut
// that fits, so that a name may hold the words that separate names.
func parseFeed(feeds []feed, text string, isName func(string) bool) (notice, bool) {
	if len(text) > maxNotice {
		return notice{}, false
	}
	for i := range feeds {
		if n, ok := feeds[i].parse(text, isName); ok {
			return n, true
		}
	}
	return notice{}, false
}

func (f *feed) parse(text string, isName func(string) bool) (notice, bool) {
	n := notice{kind: f.kind}
	switch {
	case f.actor == "" && f.list == nil:
		return n, text == f.end
	case f.list == nil:
		name, ok := strings.CutSuffix(text, f.actor)
		n.actor, n.named = name, true
		return n, ok && name != ""
	}
	rest, ok := strings.CutSuffix(text, f.end)
	if !ok || rest == "" {
		return n, false
	}
	if f.actor != "" {
		n.actor, rest, n.named = cutName(rest, f.actor, isName)
		if !n.named || n.actor == "" || rest == "" {
			return n, false
		}
	}
	n.people = splitNames(rest, f.list, isName)
	return n, n.people != nil
}

// cutName cuts a name off the front of text at sep: the longest known name that
// stands before one of the first maxCuts seps, else at the first sep.
func cutName(text, sep string, isName func(string) bool) (name, rest string, ok bool) {
	first, best := -1, -1
	for at, cuts := 0, 0; cuts < maxCuts; cuts++ {
		i := strings.Index(text[at:], sep)
		if i < 0 {
			break
		}
		at += i
		if first < 0 {
			first = at
		}
		if at > maxName {
			break
		}
		if isName(text[:at]) {
			best = at
		}
		at += len(sep)
	}
	if best < 0 {
		best = first
	}
	if best < 0 {
		return "", text, false
	}
	return text[:best], text[best+len(sep):], true
}

// splitNames cuts a list of names. It returns nil for more than maxPeople.
func splitNames(list string, seps []string, isName func(string) bool) []string {
	var names []string
	for list != "" {
		if len(names) == maxPeople {
			return nil
		}
		if len(list) <= maxName && isName(list) {
			return append(names, list)
		}
		cut, skip, sure := -1, 0, false
		for _, sep := range seps {
			name, _, ok := cutName(list, sep, isName)
			if !ok {
				continue
			}
			known := isName(name)
			longer := len(name) > cut
			if cut < 0 || known && (!sure || longer) || !known && !sure && !longer {
				cut, skip, sure = len(name), len(sep), known
			}
		}
		if cut < 0 {
			return append(names, list)
		}
		names = append(names, list[:cut])
		list = list[cut+skip:]
	}
	return names
}
