package line

import (
	"slices"
	"strings"
)

// deskNames tells names from texts on the lines that the desktop app writes,
//
//	09:15 MR.HOME KOH SAMUI good morning
//
// on which one space stands after the name, and in the name too. Line by line
// nobody could tell; all lines together mostly can. In order of trust:
//
//   - names that are known, given by the person or from a phone's export of the
//     same chat: the longest that a line begins with is its sender, whatever the
//     rest of the file says;
//   - the name of the file, which in a chat of two is the other's name, and names
//     in lines that say who joined or left: these weigh heavily in what follows;
//   - statistics over the first words of all other lines, see settle.
//
// Use: add every line of the first pass, settle, then split those of the second.
// A line is what stands after the time and one space.
type deskNames struct {
	groups map[string]*deskGroup // by first word
	recent [64]*deskGroup        // those of the last lines, by their first bytes
	order  []*deskGroup
	tree   deskTree
	hints  []string // names that are likely, not known
	unsure int      // lines split on a guess
}

// deskGroup is what begins with one word.
type deskGroup struct {
	first  string
	known  deskList
	found  deskList    // by statistics, after settle
	root   int32       // in the tree; 0: no line is in it
	seen   int         // lines that begin with no known name
	second *[256]uint8 // how many of them had second words of each hash, when they are many
}

// Bounds on what a file makes us remember, whatever is in it: some 50 MB. Of a file
// in which more than maxDeskNodes distinct beginnings are worth learning from only
// the first are; the senders of lines with other first words are those words, and
// count as guessed.
const (
	maxDeskWords = 6       // of a name that nobody told us
	maxDeskWord  = 80      // bytes of one of its words: a name has at most 20 characters
	maxDeskNodes = 1 << 17 // distinct beginnings of lines
	maxDeskHints = 256

	deskWhole  = 128  // lines of a first word of which all are learnt from,
	deskSome   = 32   // fewer once half of the room is taken
	deskSecond = 3    // lines of each second word after those,
	deskSample = 16   // and one in so many of the others,
	deskEnough = 8192 // up to this line
)

// newDeskNames returns what knows these names. The other is the name in the
// file's name; "" where there is none.
func newDeskNames(known []string, other string) *deskNames {
	n := &deskNames{groups: map[string]*deskGroup{}}
	n.tree.init()
	for _, name := range known {
		n.know(strings.TrimSpace(name))
	}
	if other = strings.TrimSpace(other); strings.Count(other, " ") >= maxDeskWords {
		n.know(other) // longer than statistics look
	}
	n.hint(other)
	for _, g := range n.order {
		g.known.sort()
	}
	return n
}

func (n *deskNames) know(name string) {
	if name == "" {
		return
	}
	first := firstWord(name)
	g := n.groups[first]
	if g == nil {
		g = n.group(first)
	}
	g.known.put(&deskName{text: strings.Clone(name), sure: true, firm: true})
}

func (n *deskNames) group(first string) *deskGroup {
	g := &deskGroup{first: strings.Clone(first)}
	n.groups[g.first] = g
	n.order = append(n.order, g)
	return g
}

func (n *deskNames) hint(name string) {
	if name != "" && len(n.hints) < maxDeskHints && !slices.Contains(n.hints, name) {
		n.hints = append(n.hints, strings.Clone(name))
	}
}

// add learns from a line. It keeps nothing of it.
func (n *deskNames) add(rest string) {
	g := n.of(rest)
	if g == nil {
		if g = n.meet(firstWord(rest), rest); g == nil {
			return
		}
	}
	if k := g.known.longest(rest); k != nil {
		k.count(rest)
		return
	}
	if g.seen++; g.seen > deskSome && !g.teaches(rest, &n.tree) {
		return
	}
	if isSystemLine(rest) {
		n.system(rest)
		return
	}
	n.tree.add(g, rest)
}

// of returns the group of a line's first word, nil if there is none.
func (n *deskNames) of(rest string) *deskGroup {
	slot := &n.recent[0]
	if len(rest) > 2 {
		slot = &n.recent[(rest[0]^rest[1]<<2^rest[2])%byte(len(n.recent))]
	}
	if g := *slot; g != nil && len(rest) > len(g.first) && rest[len(g.first)] == ' ' && rest[:len(g.first)] == g.first {
		return g
	}
	g := n.groups[firstWord(rest)]
	if g != nil {
		*slot = g
	}
	return g
}

// meet makes a group for a first word that is new, if the line is a message.
func (n *deskNames) meet(first, rest string) *deskGroup {
	if len(first) == len(rest) || len(first) > maxDeskWord || n.tree.full() || len(n.order) >= maxDeskNodes {
		return nil
	}
	if isSystemLine(rest) {
		n.system(rest)
		return nil
	}
	return n.group(first)
}

// teaches reports whether to learn from a line although many began with its first
// word: because few did yet, or few had the second too, or to have a sample.
func (g *deskGroup) teaches(rest string, t *deskTree) bool {
	if t.crowded() {
		return false
	}
	if g.seen <= deskWhole || g.seen%deskSample == 0 && g.seen < deskEnough {
		return true
	}
	if g.second == nil {
		g.second = new([256]uint8)
	}
	hash := uint32(0)
	for i := len(g.first) + 1; i < len(rest) && rest[i] != ' '; i++ {
		hash = hash*31 + uint32(rest[i])
	}
	n := &g.second[hash%uint32(len(g.second))]
	if *n >= deskSecond {
		return false
	}
	*n++
	return true
}

// system takes the names out of a line of the app.
func (n *deskNames) system(rest string) {
	if name, self, ok := unsentBy(rest); ok {
		if !self {
			n.hint(name)
		}
		return
	}
	if t, ok := noticeOf(rest, func(string) bool { return false }); ok {
		n.hint(t.actor)
		for _, name := range t.people {
			n.hint(name)
		}
	}
}

// split returns the sender and the text of a line; ok is false where it holds no
// sender.
func (n *deskNames) split(rest string) (name, text string, ok bool) {
	g := n.of(rest)
	if g != nil {
		k := g.known.longest(rest)
		if k == nil {
			k = g.found.longest(rest)
		}
		if k != nil {
			if !k.sure {
				n.unsure++
			}
			return k.text, k.after(rest), true
		}
	}
	first := firstWord(rest)
	if len(first) == len(rest) {
		return "", "", false
	}
	n.unsure++
	return first, rest[len(first)+1:], true
}

// list returns the names that lines begin with, in order of appearance of their
// first words, the faint ones apart, unless too few for a chat would be left.
func (n *deskNames) list() (names, faint []string) {
	var all []string
	for _, g := range n.order {
		for _, k := range slices.Concat(g.known.names, g.found.names) {
			if k.lines == 0 {
				continue
			}
			all = append(all, k.text)
			if k.faint() {
				faint = append(faint, k.text)
			} else {
				names = append(names, k.text)
			}
		}
	}
	if len(names) < 2 {
		return all, nil
	}
	return names, faint
}

// doubt counts a line of which it is a guess that it is text.
func (n *deskNames) doubt() { n.unsure++ }

// guessed returns how many lines split has told apart on no more than a guess.
func (n *deskNames) guessed() int { return n.unsure }
