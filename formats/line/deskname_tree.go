package line

import "strings"

// deskTree counts how lines begin. A node is a beginning of one or more words; a
// path ends where the line does (wordEnd), where the rest is a word of the app
// (wordMark), or three words after what other lines have shared, for what follows
// teaches nothing yet.
type deskTree struct {
	words map[string]int32
	text  []string
	nodes []deskNode
	child map[deskEdge]int32
}

type deskNode struct {
	word              int32
	first, last, next int32 // children in order of appearance
	count             int32
	eff               int32 // lines in which the word stands in the text, in the round before
	role              deskRole
	name              bool
	depth             uint8
}

type deskEdge struct{ parent, word int32 }

// deskRole is what a node's word was taken for in the round before.
type deskRole uint8

const (
	inName  deskRole = iota
	atStart          // of a text
	inside           // of a text
)

// The words that are none.
const (
	wordNone int32 = iota // of the root
	wordEnd
	wordMark
	wordLong // too long for a name
	wordGap  // between two spaces
)

func (t *deskTree) init() {
	t.words = map[string]int32{"": wordGap}
	t.text = []string{"", "", "", "", ""}
	t.nodes = make([]deskNode, 1, 1<<10)
	t.child = map[deskEdge]int32{}
}

// full reports whether no more beginnings are learnt.
func (t *deskTree) full() bool { return len(t.nodes) >= maxDeskNodes }

// crowded reports whether half of the room is taken: the rest is for first words
// that are still to come.
func (t *deskTree) crowded() bool { return len(t.nodes) >= maxDeskNodes/2 }

// add counts a line.
func (t *deskTree) add(g *deskGroup, rest string) {
	at, pos, fresh := int32(0), 0, 0
	for depth := uint8(1); depth <= maxDeskWords+1; depth++ {
		word := wordEnd
		var w string
		switch {
		case pos > len(rest):
		case depth > 1 && isMarkerWord(rest[pos:]):
			word = wordMark
			pos = len(rest) + 1
		default:
			w = firstWord(rest[pos:])
			pos += len(w) + 1
			word = t.word(w)
		}
		next, ok := t.step(at, word, depth)
		if !ok {
			return
		}
		at = next
		t.nodes[at].count++
		if depth == 1 {
			g.root = at
		}
		if t.nodes[at].count == 1 {
			fresh++
		}
		if word == wordEnd || word == wordMark || word == wordLong || fresh == 4 {
			return
		}
	}
}

func (t *deskTree) word(w string) int32 {
	if id, ok := t.words[w]; ok {
		return id
	}
	if len(w) > maxDeskWord {
		return wordLong
	}
	id := int32(len(t.text))
	if t.full() {
		return wordLong
	}
	w = strings.Clone(w)
	t.words[w] = id
	t.text = append(t.text, w)
	return id
}

// step returns the child of a node, which is made where there is room.
func (t *deskTree) step(parent, word int32, depth uint8) (int32, bool) {
	edge := deskEdge{parent, word}
	if id, ok := t.child[edge]; ok {
		return id, true
	}
	if t.full() {
		return 0, false
	}
	id := int32(len(t.nodes))
	t.nodes = append(t.nodes, deskNode{word: word, depth: depth})
	p := &t.nodes[parent]
	if p.first == 0 {
		p.first = id
	} else {
		t.nodes[p.last].next = id
	}
	p.last = id
	t.child[edge] = id
	return id, true
}

// lines returns how many lines go on after a node, as far as they were followed.
func (t *deskTree) lines(id int32) int32 {
	var sum int32
	for c := t.nodes[id].first; c != 0; c = t.nodes[c].next {
		sum += t.nodes[c].count
	}
	return sum
}

// plain reports whether a node's word may be the last of a name.
func (d *deskNode) plain() bool { return d.word > wordGap }
