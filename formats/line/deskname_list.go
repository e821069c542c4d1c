package line

import (
	"cmp"
	"slices"
	"strings"
)

// deskName is a name in whole.
type deskName struct {
	text  string
	lines int  // in the first pass: with this name, of those that were counted
	wide  int  // of these with two spaces after the name
	sure  bool // does not rest on chance
	firm  bool // nor on a single line: it was told, or stands before a word of the app
}

// deskList are names with one first word.
type deskList struct {
	names []*deskName // the longest first, once sorted
	by    map[string]*deskName
	words int // of the name that has most
}

// Few names are looked through one by one; more than so many are looked up, and of
// so many words at most.
const (
	fewDeskNames = 8
	maxDeskGiven = 64
)

func (l *deskList) put(k *deskName) {
	if l.by == nil {
		l.by = map[string]*deskName{}
	}
	words := strings.Count(k.text, " ") + 1
	if l.by[k.text] != nil || words > maxDeskGiven {
		return
	}
	l.by[k.text] = k
	l.names = append(l.names, k)
	l.words = max(l.words, words)
}

func (l *deskList) sort() {
	slices.SortFunc(l.names, func(a, b *deskName) int {
		return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
	})
}

// longest returns the longest of the names that a line begins with, nil if none.
func (l *deskList) longest(rest string) *deskName {
	if len(l.names) > fewDeskNames {
		return l.lookUp(rest)
	}
	for _, k := range l.names {
		if n := len(k.text); len(rest) >= n && rest[:n] == k.text && (len(rest) == n || rest[n] == ' ') {
			return k
		}
	}
	return nil
}

func (l *deskList) lookUp(rest string) *deskName {
	var best *deskName
	for at, words := 0, 0; words < l.words && at <= len(rest); words++ {
		at += len(firstWord(rest[at:]))
		if k := l.by[rest[:at]]; k != nil {
			best = k
		}
		at++
	}
	return best
}

func (k *deskName) count(rest string) {
	k.lines++
	if at := len(k.text) + 1; at < len(rest) && rest[at] == ' ' {
		k.wide++
	}
}

// after returns what stands after the name. Where all lines of a name have two
// spaces after it, the second is no part of the text.
func (k *deskName) after(rest string) string {
	at := len(k.text)
	if at == len(rest) {
		return ""
	}
	at++
	if k.wide > 0 && k.wide == k.lines && at < len(rest) && rest[at] == ' ' {
		at++
	}
	return rest[at:]
}

// faint reports whether a single line is all there is of a name: somebody may have
// begun a line of a text with a time.
func (k *deskName) faint() bool { return k.lines == 1 && !k.firm }

func firstWord(rest string) string {
	first, _, _ := strings.Cut(rest, " ")
	return first
}
