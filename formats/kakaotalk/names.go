package kakaotalk

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"exile/export"
)

const nameEnd = " : "

// names finds out which names occur in a file, so that a name holding " : "
// comes out whole. A record "A : B : text" alone does not tell whether A or
// "A : B" wrote it; the other records of the file do.
type names struct {
	heads map[string]*head // by what stands before the first " : "
	known map[string]bool  // names that cannot be anything else: of notices, of a title
	feeds map[string]clue  // "A : B" of a record that is a notice or a message by A
	order []string         // heads in order of appearance

	longer map[string]int // head → length of the longest of the known names that go on after it
	unsure int            // records whose name could not be told from the text
	apart  bool           // the app tells notices from messages: no record with a name is one

	recent [nameSlots]*head // those seen lately, by how records begin: the people of a chat take turns
	of     *head            // in the second pass: of the name that split returned, nil for a longer one
}

// clue is what speaks for a name that only a doubtful record shows.
type clue struct {
	join    bool   // the record says that it joined, which people seldom write themselves
	inviter string // the record says who invited it
}

type head struct {
	name   string           // a clone: the first pass reads all blocks into the same memory
	single int              // records with one " : ": the head is a name
	multi  int              // records with more
	ref    export.PersonRef // in the second pass: who it is, once declared
	longer int              // set by finish: as names.longer
	next   map[string]int   // what stands up to the second " : ", at most maxNext
	common string           // what all records with more begin with, up to and with a " : "
}

// Bounds on what a hostile file can make us remember.
const (
	maxHeads = 1 << 16
	maxNext  = 8
)

// What add returns for what is no message.
const (
	aNotice   = -1
	oddNotice = -2 // that no feed parses
)

func newNames() *names {
	return &names{heads: map[string]*head{}, known: map[string]bool{}, feeds: map[string]clue{}}
}

// add learns from what stands after the date of a record, first line only. It
// returns where the text after the first " : " begins, aNotice or oddNotice where
// there is none.
func (n *names) add(rest string, feeds []feed) int {
	slot := &n.recent[recordSlot(rest)]
	if h := *slot; h != nil && h.single > 0 && startsWith(rest, h.name) {
		h.single++
		return len(h.name) + len(nameEnd)
	}
	i := strings.Index(rest, nameEnd)
	if i < 0 {
		if n.addFeed(rest, feeds) {
			return aNotice
		}
		return oddNotice
	}
	*slot = n.addRecord(rest, i, feeds)
	return i + len(nameEnd)
}

// addRecord learns from a record with " : " at i, and returns its head.
func (n *names) addRecord(rest string, i int, feeds []feed) *head {
	h := n.heads[rest[:i]]
	if h == nil {
		if len(n.heads) >= maxHeads {
			return nil
		}
		h = &head{name: strings.Clone(rest[:i])}
		n.heads[h.name] = h
		n.order = append(n.order, h.name)
	}
	if h.single > 0 { // nothing more to learn, except that a longer name exists
		h.single++
		return h
	}
	if n.addNotice(rest, feeds) {
		h.multi++
		return h
	}
	if j := strings.Index(rest[i+len(nameEnd):], nameEnd); j >= 0 {
		h.multi++
		h.meet(rest)
		end := i + len(nameEnd) + j
		if _, ok := h.next[rest[:end]]; ok || len(h.next) < maxNext {
			if h.next == nil {
				h.next = map[string]int{}
			}
			h.next[strings.Clone(rest[:end])]++
		}
		return h
	}
	h.single++
	return h
}

// meet keeps what a record has in common with those before.
func (h *head) meet(rest string) {
	if h.multi == 1 && h.common == "" {
		rest = rest[:min(len(rest), maxName)]
		h.common = strings.Clone(rest[:strings.LastIndex(rest, nameEnd)+len(nameEnd)])
		return
	}
	for h.common != "" && !strings.HasPrefix(rest, h.common) {
		whole := h.common[:len(h.common)-len(nameEnd)]
		h.common = whole[:max(0, strings.LastIndex(whole, nameEnd)+len(nameEnd))]
		if !strings.HasSuffix(h.common, nameEnd) {
			h.common = ""
		}
	}
}

// startsWith reports whether a record's text is by that name. A head holds no
// " : ", so this one is the first.
func startsWith(rest, name string) bool {
	n := len(name)
	return len(rest) >= n+len(nameEnd) && rest[n:n+len(nameEnd)] == nameEnd && rest[:n] == name
}

// addNotice remembers the names of a record that is a notice about "A : B", or
// a message by A.
func (n *names) addNotice(rest string, feeds []feed) bool {
	f, ok := parseFeed(feeds, rest, n.none)
	if !ok || len(n.feeds) >= maxHeads {
		return false
	}
	n.hint(f.actor, clue{join: f.kind == export.NoticeJoin})
	for _, name := range f.people {
		n.hint(name, clue{inviter: strings.Clone(f.actor)})
	}
	return true
}

func (n *names) hint(name string, c clue) {
	if !strings.Contains(name, nameEnd) {
		return
	}
	old := n.feeds[name]
	n.feeds[strings.Clone(name)] = clue{join: old.join || c.join, inviter: cmp.Or(old.inviter, c.inviter)}
}

// addFeed learns the names of a notice, and reports whether it is one that we
// know.
func (n *names) addFeed(text string, feeds []feed) bool {
	f, ok := parseFeed(feeds, text, n.none)
	if !ok || len(n.known) >= maxHeads {
		return ok
	}
	if f.named {
		n.known[strings.Clone(f.actor)] = true
	}
	for _, p := range f.people {
		n.known[strings.Clone(p)] = true
	}
	return true
}

func (n *names) none(string) bool { return false }

// finish decides which longer names exist.
func (n *names) finish() {
	n.longer = map[string]int{}
	clear(n.recent[:]) // from now on only of names that none longer begins with
	for name := range n.known {
		n.extend(name)
	}
	candidates := slices.Collect(maps.Keys(n.feeds))
	slices.SortFunc(candidates, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	for _, name := range candidates {
		switch {
		case n.begun(name):
			if n.feeds[name].join {
				n.unsure++
			}
		case n.speaksFor(name, n.feeds[name]):
			n.known[name] = true
			n.extend(name)
		}
	}
	shared := n.sharedParts()
	for first, h := range n.heads {
		if !n.apart && h.single == 1 && h.multi == 0 && strings.Contains(first, "님이 ") {
			n.unsure++ // perhaps a notice with " : " in it
		}
		if h.single > 0 || n.known[first] || n.longer[first] > 0 {
			continue
		}
		n.unsure += h.multi
		for name := range h.next {
			if len(h.next) == 1 && h.multi > 2 && shared[name[len(first):]] == 1 { // it belongs to the name
				if h.multi > 5 && strings.HasPrefix(h.common, name+nameEnd) { // and perhaps more does
					name = strings.TrimSuffix(h.common, nameEnd)
				}
				n.known[name] = true
				n.extend(name)
			}
		}
	}
	n.settle()
}

// settle hands the longer names to the heads, where split finds them.
func (n *names) settle() {
	for first, length := range n.longer {
		if h := n.heads[first]; h != nil {
			h.longer = length
		}
	}
}

// speaksFor decides whether "A : B" is a name and not A writing a text that
// sounds like a notice: somebody of that name writes, or joined and B alone is
// nobody, or was invited by somebody.
func (n *names) speaksFor(name string, c clue) bool {
	first, rest, _ := strings.Cut(name, nameEnd)
	second, _, _ := strings.Cut(rest, nameEnd)
	if h := n.heads[first]; h != nil && h.next[first+nameEnd+second] > 0 {
		return true
	}
	last := rest[strings.LastIndex(nameEnd+rest, nameEnd):]
	return c.join && !n.is(last) || c.inviter != "" && n.is(c.inviter)
}

// sharedParts counts by how many people each second part was written: what
// several write ("공지", "이름") is no part of a name.
func (n *names) sharedParts() map[string]int {
	count := map[string]int{}
	for first, h := range n.heads {
		for name := range h.next {
			count[name[len(first):]]++
		}
	}
	return count
}

// absorb adds what was learnt from another part of the same export.
func (n *names) absorb(o *names) {
	maps.Copy(n.known, o.known)
	for name, c := range o.feeds {
		n.hint(name, c)
	}
	for _, name := range o.order {
		h, from := n.heads[name], o.heads[name]
		if h == nil {
			n.heads[name] = from
			n.order = append(n.order, name)
			continue
		}
		h.single += from.single
		h.multi += from.multi
		if from.common != "" && h.common != "" {
			h.meet(from.common)
		}
		for next, count := range from.next {
			if h.next == nil {
				h.next = map[string]int{}
			}
			h.next[next] += count
		}
	}
}

// begun reports whether a known name and " : " stand at the start of name, which
// is a message by that person then.
func (n *names) begun(name string) bool {
	first, _, _ := strings.Cut(name, nameEnd)
	if n.is(first) {
		return true
	}
	return n.longest(name, len(first), n.longer[first]) > 0
}

// extend notes that a name with " : " in it exists.
func (n *names) extend(name string) {
	if first, _, ok := strings.Cut(name, nameEnd); ok && len(name) <= maxName {
		n.longer[first] = max(n.longer[first], len(name))
	}
}

// longest returns how many bytes the longest known name takes that stands at the
// start of text with " : " after it and is longer than first bytes and no longer
// than last; 0: there is none. It looks at each " : " once, however many names
// begin alike.
func (n *names) longest(text string, first, last int) int {
	text = text[:min(len(text), last+len(nameEnd))]
	for {
		i := strings.LastIndex(text, nameEnd)
		if i <= first {
			return 0
		}
		if n.known[text[:i]] {
			return i
		}
		text = text[:i+len(nameEnd)-1] // names may end with " :"
	}
}

// split cuts a record's text into name and body. ok is false for a notice.
func (n *names) split(rest string, feeds []feed) (name, body string, ok bool) {
	slot := &n.recent[recordSlot(rest)]
	if h := *slot; h != nil && startsWith(rest, h.name) { // nobody's longer name
		n.of = h
		return h.name, rest[len(h.name)+len(nameEnd):], true
	}
	n.of = nil
	first, body, ok := strings.Cut(rest, nameEnd)
	if !ok || strings.IndexByte(first, '\n') >= 0 {
		if b, found := strings.CutSuffix(rest, " :"); found && n.is(b) { // an editor cut the space of an empty text
			return b, "", true
		}
		return "", "", false
	}
	h := n.heads[first]
	if h == nil {
		h = &head{longer: n.longer[first]} // of a file with more names than are remembered
	}
	if h.longer > 0 {
		i := n.longest(rest, len(first), h.longer)
		if n.longerTold(rest, feeds) > i {
			return "", "", false
		}
		if i > 0 {
			return rest[:i], rest[i+len(nameEnd):], true
		}
	}
	sure := h.single > 0
	if !sure && n.tellsOf(rest, feeds) {
		return "", "", false
	}
	if n.of = h; sure && h.longer == 0 {
		*slot = h
	}
	return first, body, true
}

// longerTold returns the length of the known name with " : " in it that a record
// begins with if it is a notice, else 0.
func (n *names) longerTold(rest string, feeds []feed) int {
	f, ok := parseFeed(feeds, rest, n.is)
	if !ok {
		return 0
	}
	name := f.actor
	if !f.named && len(f.people) > 0 {
		name = f.people[0]
	}
	if !n.known[name] || !strings.Contains(name, nameEnd) {
		return 0
	}
	return len(name)
}

// tellsOf reports whether a record is a notice about somebody whose name holds
// " : " and is known.
func (n *names) tellsOf(rest string, feeds []feed) bool {
	f, ok := parseFeed(feeds, rest, n.is)
	return ok && slices.ContainsFunc(append(f.people, f.actor), func(name string) bool {
		return strings.Contains(name, nameEnd) && n.known[name]
	})
}

// is reports whether a name is known to exist.
func (n *names) is(name string) bool {
	if n.known[name] {
		return true
	}
	h := n.heads[name]
	return h != nil && h.single > 0
}
