package kakaotalk

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

const nameEnd = " : "

// names finds out which names occur in a file, so that a name holding " : "
// comes out whole. A record "A : B : text" alone does not tell whether A or
// "A : B" wrote it; the other records of the file do.
type names struct {
	heads map[string]*head // by what stands before the first " : "
	known map[string]bool  // names that cannot be anything else: of notices, of a title
	feeds map[string]bool  // "A : B" of a record that is a notice or a message by A
	order []string         // heads in order of appearance

	longer map[string][]string // head → longer names that begin with it, longest first
	unsure int                 // records whose name could not be told from the text

	last     string // the head seen last: people write several messages in a row
	lastHead *head
	plain    bool // in the second pass: no longer name begins with last
}

type head struct {
	name   string         // a clone: the first pass reads all blocks into the same memory
	single int            // records with one " : ": the head is a name
	multi  int            // records with more
	next   map[string]int // what stands up to the second " : ", at most maxNext
}

// Bounds on what a hostile file can make us remember.
const (
	maxHeads = 1 << 16
	maxNext  = 8
)

func newNames() *names {
	return &names{heads: map[string]*head{}, known: map[string]bool{}, feeds: map[string]bool{}}
}

// add learns from what stands after the date of a record, first line only. It
// returns where the text after the first " : " begins, -1 where there is none.
func (n *names) add(rest string, feeds []feed) int {
	if n.lastHead != nil && n.lastHead.single > 0 && startsWith(rest, n.last) {
		n.lastHead.single++
		return len(n.last) + len(nameEnd)
	}
	i := strings.Index(rest, nameEnd)
	if i < 0 {
		n.addFeed(rest, feeds)
		return -1
	}
	n.addRecord(rest, i, feeds)
	return i + len(nameEnd)
}

func (n *names) addRecord(rest string, i int, feeds []feed) {
	h := n.heads[rest[:i]]
	if h == nil {
		if len(n.heads) >= maxHeads {
			return
		}
		h = &head{name: strings.Clone(rest[:i])}
		n.heads[h.name] = h
		n.order = append(n.order, h.name)
	}
	n.last, n.lastHead = h.name, h
	if h.single > 0 { // nothing more to learn, except that a longer name exists
		h.single++
		return
	}
	if n.addNotice(rest, feeds) {
		h.multi++
		return
	}
	if j := strings.Index(rest[i+len(nameEnd):], nameEnd); j >= 0 {
		h.multi++
		end := i + len(nameEnd) + j
		if _, ok := h.next[rest[:end]]; ok || len(h.next) < maxNext {
			if h.next == nil {
				h.next = map[string]int{}
			}
			h.next[strings.Clone(rest[:end])]++
		}
		return
	}
	h.single++
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
	for _, name := range append(f.people, f.actor) {
		if strings.Contains(name, nameEnd) {
			n.feeds[strings.Clone(name)] = true
		}
	}
	return true
}

func (n *names) addFeed(text string, feeds []feed) {
	f, ok := parseFeed(feeds, text, n.none)
	if !ok || len(n.known) >= maxHeads {
		return
	}
	if f.named {
		n.known[strings.Clone(f.actor)] = true
	}
	for _, p := range f.people {
		n.known[strings.Clone(p)] = true
	}
}

func (n *names) none(string) bool { return false }

// finish decides which longer names exist.
func (n *names) finish() {
	n.longer = map[string][]string{}
	n.last, n.lastHead = "", nil
	for name := range n.known {
		n.extend(name)
	}
	candidates := slices.Collect(maps.Keys(n.feeds))
	slices.SortFunc(candidates, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	for _, name := range candidates {
		if !n.begun(name) {
			n.known[name] = true
			n.extend(name)
		}
	}
	for first, h := range n.heads {
		if h.single > 0 || n.known[first] || len(n.longer[first]) > 0 {
			continue
		}
		if len(h.next) == 1 && h.multi > 1 { // always the same second part: it belongs to the name
			for name := range h.next {
				n.known[name] = true
				n.extend(name)
			}
		}
		n.unsure += h.multi
	}
}

// begun reports whether a known name and " : " stand at the start of name, which
// is a message by that person then.
func (n *names) begun(name string) bool {
	first, _, _ := strings.Cut(name, nameEnd)
	if n.is(first) {
		return true
	}
	return slices.ContainsFunc(n.longer[first], func(l string) bool { return strings.HasPrefix(name, l+nameEnd) })
}

// extend notes that a name with " : " in it exists.
func (n *names) extend(name string) {
	first, _, ok := strings.Cut(name, nameEnd)
	if !ok {
		return
	}
	list := n.longer[first]
	at := 0
	for at < len(list) && len(list[at]) > len(name) {
		at++
	}
	n.longer[first] = append(list[:at:at], append([]string{name}, list[at:]...)...)
}

// split cuts a record's text into name and body. ok is false for a notice.
func (n *names) split(rest string, feeds []feed) (name, body string, ok bool) {
	if n.plain && startsWith(rest, n.last) {
		return n.last, rest[len(n.last)+len(nameEnd):], true
	}
	first, body, ok := strings.Cut(rest, nameEnd)
	if !ok || strings.IndexByte(first, '\n') >= 0 {
		if b, found := strings.CutSuffix(rest, " :"); found && n.is(b) { // an editor cut the space of an empty text
			return b, "", true
		}
		return "", "", false
	}
	for _, l := range n.longer[first] {
		if b, found := strings.CutPrefix(rest, l); found {
			if text, isText := strings.CutPrefix(b, nameEnd); isText {
				return l, text, true
			}
			if f, isFeed := parseFeed(feeds, rest, n.is); isFeed && (f.actor == l || len(f.people) > 0 && f.people[0] == l) {
				return "", "", false
			}
		}
	}
	n.last, n.plain = first, len(n.longer[first]) == 0
	return first, body, true
}

// is reports whether a name is known to exist.
func (n *names) is(name string) bool {
	if n.known[name] {
		return true
	}
	h := n.heads[name]
	return h != nil && h.single > 0
}
