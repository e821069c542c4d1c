package browsertest

import (
	"github.com/chromedp/cdproto/accessibility"
)

// A Node is what a screen reader is told of an element.
type Node struct{ Role, Name string }

// Tree returns what a screen reader is told of the page, in order, without what has no name.
func (p *Page) Tree() []Node {
	p.tb.Helper()
	var list []Node
	for _, n := range call(p, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		role, name := words(n.Role), words(n.Name)
		if !n.Ignored && name != "" && role != "InlineTextBox" {
			list = append(list, Node{role, name})
		}
	}
	return list
}
