package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
)

// An Element is something in a page, looked for anew whenever something is done with it.
type Element struct {
	p    *Page
	what string
	find func() (runtime.RemoteObjectID, error)
}

var errNotThere = errors.New("it is not there")

// CSS is the first element that a selector matches.
func (p *Page) CSS(selector string) *Element {
	return p.query(selector, "document.querySelector("+quote(selector)+")")
}

// Text is the first visible element that shows a text, of those within each other the smallest.
// Where a dialog is open it is looked for in there.
func (p *Page) Text(text string) *Element {
	return p.query(fmt.Sprintf("%q", text), "("+smallest+")("+quote(text)+")")
}

const smallest = `(text) => {
	const has = (e) => e.textContent.includes(text) && (e.checkVisibility === undefined || e.checkVisibility({ visibilityProperty: true }));
	let at = [...document.querySelectorAll("dialog[open]")].filter(has).pop() || document.body;
	if (!at || !has(at)) return null;
	for (;;) {
		const inner = [...at.children].find(has);
		if (!inner) return at;
		at = inner;
	}
}`

// Role is the element of a role that has a name, as a screen reader has them, or the first
// whose name contains it.
func (p *Page) Role(role, name string) *Element {
	e := &Element{p: p, what: fmt.Sprintf("the %s %q", role, name)}
	e.find = func() (runtime.RemoteObjectID, error) {
		root, err := p.evaluate("document", true)
		if err != nil {
			return "", err
		}
		list, err := ask(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: root.ObjectID, Role: role})
		if err != nil {
			return "", err
		}
		var found *accessibility.Node
		for _, n := range list.Nodes {
			switch called := words(n.Name); {
			case n.Ignored, !strings.Contains(called, name):
			case called == name:
				return p.resolve(n)
			case found == nil:
				found = n
			}
		}
		if found == nil {
			return "", errNotThere
		}
		return p.resolve(found)
	}
	return e
}

// resolve returns the element of a node of the accessibility tree.
func (p *Page) resolve(n *accessibility.Node) (runtime.RemoteObjectID, error) {
	id, err := p.context()
	if err != nil {
		return "", err
	}
	result, err := ask(p, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: n.BackendDOMNodeID, ExecutionContextID: id})
	if err != nil {
		return "", err
	}
	return result.Object.ObjectID, nil
}

func words(v *accessibility.Value) string {
	var s string
	if v == nil || json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

func (p *Page) query(what, expression string) *Element {
	return &Element{p: p, what: what, find: func() (runtime.RemoteObjectID, error) {
		object, err := p.evaluate(expression, true)
		if err == nil && object.ObjectID == "" {
			err = errNotThere
		}
		if err != nil {
			return "", err
		}
		return object.ObjectID, nil
	}}
}

// Wait waits until the element is there.
func (e *Element) Wait() *Element {
	e.p.tb.Helper()
	e.p.until(e.what, func() error {
		_, err := e.find()
		return err
	})
	return e
}

// See scrolls until the element is in sight.
func (e *Element) See() {
	e.p.tb.Helper()
	Get[any](e, `this.scrollIntoView({ block: "center" }); return 0`)
}

// There reports whether the element is there now.
func (e *Element) There() bool {
	_, err := e.find()
	return err == nil
}

// on calls a function with the element as this, and arguments.
func (e *Element) on(id runtime.RemoteObjectID, function string, args ...any) (json.RawMessage, error) {
	yes := true
	params := runtime.CallFunctionOnParams{FunctionDeclaration: function, ObjectID: id, ReturnByValue: &yes, AwaitPromise: &yes}
	for _, a := range args {
		params.Arguments = append(params.Arguments, &runtime.CallArgument{Value: []byte(quote(a))})
	}
	result, err := ask(e.p, runtime.CallFunctionOn, params)
	if err == nil {
		err = thrown(result.ExceptionDetails)
	}
	if err != nil {
		return nil, err
	}
	return json.RawMessage(result.Result.Value), nil
}

// Get waits for the element and returns what a function body makes of it: this is the element.
func Get[T any](e *Element, body string) T {
	e.p.tb.Helper()
	var v T
	e.p.until(e.what, func() error {
		id, err := e.find()
		if err != nil {
			return err
		}
		raw, err := e.on(id, "function() {"+body+"}")
		if err != nil || len(raw) == 0 {
			return err
		}
		return json.Unmarshal(raw, &v)
	})
	return v
}

// Words returns what the element shows.
func (e *Element) Words() string {
	e.p.tb.Helper()
	return Get[string](e, "return this.innerText")
}

// point waits until the element can be reached and returns the middle of it.
func (e *Element) point() (x, y float64) {
	e.p.tb.Helper()
	tried := 0
	e.p.until(e.what, func() error {
		id, err := e.find()
		if err != nil {
			return err
		}
		if _, err = ask(e.p, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{ObjectID: id}); err != nil {
			return err
		}
		if tried++; tried > 2 { // something may lie over the edge of the page
			if _, err = e.on(id, `function() { this.scrollIntoView({ block: "center" }) }`); err != nil {
				return err
			}
		}
		x, y, err = e.middle(id)
		if err != nil {
			return err
		}
		raw, err := e.on(id, reached, x, y)
		if err != nil {
			return err
		}
		var over string
		if err = json.Unmarshal(raw, &over); err == nil && over != "" {
			err = fmt.Errorf("what lies there is %s", over)
		}
		return err
	})
	return x, y
}

// reached tells what a click meets instead of the element.
const reached = `function(x, y) {
	const at = document.elementFromPoint(x, y);
	if (at && (this.contains(at) || at.closest("label")?.control === this || this.closest("label")?.contains(at))) return "";
	return at ? at.outerHTML.slice(0, 120) : "nothing";
}`

func (e *Element) middle(id runtime.RemoteObjectID) (x, y float64, err error) {
	result, err := ask(e.p, dom.GetContentQuads, dom.GetContentQuadsParams{ObjectID: id})
	if err != nil {
		return 0, 0, err
	}
	for _, q := range result.Quads {
		if len(q) == 8 && q[2] > q[0] && q[5] > q[1] {
			return (q[0] + q[4]) / 2, (q[1] + q[5]) / 2, nil
		}
	}
	return 0, 0, errors.New("it is not shown")
}
