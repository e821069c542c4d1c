package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// world is the name of the tests' own scripts' surroundings: they see the page's elements,
// and neither its names nor its policy touches them.
const world = "exile-test"

// context returns the id of the surroundings in the page that is there now, once it is whole: before
// its stylesheets are there a person sees nothing of it, and before its scripts are, nothing answers.
func (p *Page) context() (runtime.ExecutionContextID, error) {
	over := time.After(patience)
	for {
		id, whole, err := p.surroundings()
		if err != nil || whole {
			return id, err
		}
		select {
		case <-over:
			return 0, errors.New("the page does not end loading")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// surroundings makes them, and reports whether the page is whole.
func (p *Page) surroundings() (id runtime.ExecutionContextID, whole bool, err error) {
	tree, err := ask(p, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return 0, false, err
	}
	made, err := ask(p, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.Frame.ID, WorldName: world})
	if err != nil {
		return 0, false, err
	}
	value := true
	state, err := ask(p, runtime.Evaluate, runtime.EvaluateParams{
		Expression: `document.readyState === "complete"`, ContextID: made.ExecutionContextID, ReturnByValue: &value,
	})
	if err != nil {
		return 0, false, err
	}
	return made.ExecutionContextID, string(state.Result.Value) == "true", nil
}

// evaluate runs an expression, and waits for it where it is a promise. A value that is kept
// comes back as a reference.
func (p *Page) evaluate(expression string, keep bool) (*runtime.RemoteObject, error) {
	id, err := p.context()
	if err != nil {
		return nil, err
	}
	yes, value := true, !keep
	result, err := ask(p, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ContextID: id, ReturnByValue: &value, AwaitPromise: &yes, UserGesture: nil,
	})
	if err != nil {
		return nil, err
	}
	return result.Result, thrown(result.ExceptionDetails)
}

func thrown(d *runtime.ExceptionDetails) error {
	switch {
	case d == nil:
		return nil
	case d.Exception != nil:
		return errors.New(d.Exception.Description)
	}
	return errors.New(d.Text)
}

// Eval evaluates an expression over the page's elements and returns its value.
func Eval[T any](p *Page, expression string) T {
	p.tb.Helper()
	var v T
	object, err := p.evaluate(expression, false)
	if err == nil && len(object.Value) > 0 {
		err = json.Unmarshal(object.Value, &v)
	}
	if err != nil {
		p.tb.Fatalf("evaluate %s: %v", expression, err)
	}
	return v
}

// Wait waits until an expression is true; what says what for.
func (p *Page) Wait(what, expression string) {
	p.tb.Helper()
	p.until(what, func() error {
		object, err := p.evaluate("!!("+expression+")", false)
		if err == nil && string(object.Value) != "true" {
			err = errors.New("it did not come")
		}
		return err
	})
}

// until tries something until it does not fail.
func (p *Page) until(what string, try func() error) {
	p.tb.Helper()
	pause := time.NewTicker(20 * time.Millisecond)
	defer pause.Stop()
	over := time.After(patience)
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-over:
			p.tb.Fatalf("wait for %s: %v", what, err)
		case <-p.ctx.Done():
			p.tb.Fatalf("wait for %s: the page is closed", what)
		case <-pause.C:
		}
	}
}

// quote writes a value as an expression.
func quote(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}
