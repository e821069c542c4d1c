package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Troubles returns what went wrong in the page since the last call, and forgives it.
func (p *Page) Troubles() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.trouble
	p.trouble = nil
	return list
}

func (p *Page) note(format string, values ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.trouble = append(p.trouble, fmt.Sprintf(format, values...))
}

// heard notes what happens in the page; it must not ask it anything.
func (p *Page) heard(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.asked(e.Request.URL)
	case *network.EventWebSocketCreated:
		p.asked(e.URL)
	case *network.EventWebTransportCreated:
		p.asked(e.URL)
	case *runtime.EventExceptionThrown:
		d := e.ExceptionDetails
		text := d.Text
		if d.Exception != nil {
			text += " " + d.Exception.Description
		}
		p.note("an exception at %s:%d: %s", d.URL, d.LineNumber+1, text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert || e.Type == runtime.ConsoleAPICalledTypeWarning {
			p.note("the console has a %s: %s", e.Type, said(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.note("the browser says: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *audits.EventIssueAdded:
		if d := e.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil {
			p.note("the policy was offended (%s): %s", d.ViolatedDirective, d.BlockedURL)
		}
	case *page.EventJavascriptDialogOpening:
		p.note("a dialog (%s) says: %s", e.Type, e.Message)
		go p.dismiss()
	case *page.EventWindowOpen:
		p.note("a window was opened: %s", e.URL)
	case *inspector.EventTargetCrashed:
		p.note("the page crashed")
	}
}

// dismiss closes a dialog, behind which everything waits.
func (p *Page) dismiss() {
	ctx, cancel := context.WithTimeout(p.ctx, time.Second)
	defer cancel()
	if _, err := chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: false}); err != nil && p.ctx.Err() == nil {
		p.note("a dialog stays: %v", err)
	}
}

// asked notes a request that leaves what the page may ask for.
func (p *Page) asked(address string) {
	for _, inert := range []string{"data:", "about:"} {
		if strings.HasPrefix(address, inert) {
			return
		}
	}
	if !within(strings.TrimPrefix(address, "blob:"), p.tab.Within) {
		p.note("the page asked for %.300s", address)
	}
}

// said is what stands in a console.
func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		text := a.Description
		if len(a.Value) > 0 && json.Unmarshal(a.Value, &text) != nil {
			text = string(a.Value)
		}
		words = append(words, text)
	}
	return strings.Join(words, " ")
}
