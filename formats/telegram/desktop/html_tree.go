package desktop

import "strings"

// What a page may hold at most: more is no page of Telegram Desktop.
const (
	maxPiece   = 2 << 20  // bytes of one tag or of the text between two
	maxElement = 16 << 20 // bytes of one message
	maxNodes   = 100_000  // of one message
	maxDepth   = 200      // of elements within a message
)

// node is an element or a text within a message.
type node struct {
	tag         string // "": a text
	class       string
	text        string // of a text
	id, title   string
	href, click string
	first, last *node // children
	next        *node
}

// has reports whether a class is among those of a node.
func (n *node) has(class string) bool {
	for rest := n.class; rest != ""; {
		var one string
		one, rest, _ = strings.Cut(rest, " ")
		if strings.TrimSpace(one) == class {
			return true
		}
	}
	return false
}

// child returns the first child of a class; nil where there is none.
func (n *node) child(class string) *node {
	if n == nil {
		return nil
	}
	for k := n.first; k != nil; k = k.next {
		if k.tag != "" && k.has(class) {
			return k
		}
	}
	return nil
}

// words returns the text within a node, without the white space around it.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	var out strings.Builder
	n.write(&out)
	return strings.Trim(out.String(), " \n")
}

func (n *node) write(out *strings.Builder) {
	out.WriteString(n.text)
	if n.tag == "br" {
		out.WriteByte('\n')
	}
	for k := n.first; k != nil; k = k.next {
		k.write(out)
	}
}

// part is what a page is made of: a message or another element of the history, or a
// text that stands outside of all.
type part struct {
	*node        // nil: a text, or an element that is not understood
	raw   []byte // as it stands there
}

// isFrame reports whether an element is the frame of the page, in which others stand.
func isFrame(n *node) bool {
	switch n.tag {
	case "html", "head", "body", "meta", "link":
		return true
	case "div":
		return n.has("page_wrap") || n.has("page_body") || n.has("history") || n.has("entry_list") || n.has("sections")
	}
	return false
}

func isVoid(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// isMessage reports whether an element is a message: one never stands in another.
func isMessage(n *node) bool {
	return n.tag == "div" && strings.HasPrefix(n.class, "message ") && strings.HasPrefix(n.id, "message")
}

// arena is where the nodes of a part lie. It is used again for the next one.
type arena struct {
	blocks [][]node
	used   int
	words  map[string]string // tags, classes and the like, of which there are few
}

const arenaBlock = 512

func (a *arena) reset() { a.used = 0 }

func (a *arena) put(n node) *node {
	block := a.used / arenaBlock
	if block == len(a.blocks) {
		a.blocks = append(a.blocks, make([]node, arenaBlock))
	}
	p := &a.blocks[block][a.used%arenaBlock]
	*p = n
	a.used++
	return p
}

// word returns a word that comes again and again.
func (a *arena) word(b []byte) string {
	if w, ok := a.words[string(b)]; ok {
		return w
	}
	w := string(b)
	if len(a.words) < 500 && len(w) < 100 {
		if a.words == nil {
			a.words = map[string]string{}
		}
		a.words[w] = w
	}
	return w
}
