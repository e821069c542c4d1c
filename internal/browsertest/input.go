package browsertest

import (
	"context"
	"strings"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Click clicks on the element, or taps where the screen is one to touch.
func (e *Element) Click() {
	e.p.tb.Helper()
	x, y := e.point()
	if e.p.tab.Screen.Touch {
		e.p.tap(x, y)
		return
	}
	e.p.mouse(input.DispatchMouseEventTypeMouseMoved, x, y, 0)
	e.p.mouse(input.DispatchMouseEventTypeMousePressed, x, y, 1)
	e.p.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, 1)
}

// Focus goes to the element as the key Tab does.
func (e *Element) Focus() {
	e.p.tb.Helper()
	e.p.until(e.what, func() error {
		id, err := e.find()
		if err != nil {
			return err
		}
		_, err = ask(e.p, dom.Focus, dom.FocusParams{ObjectID: id})
		return err
	})
}

func (p *Page) mouse(kind input.DispatchMouseEventType, x, y float64, count int64) {
	p.tb.Helper()
	params := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, ClickCount: count}
	if count > 0 {
		params.Button = input.MouseButtonLeft
	}
	call(p, input.DispatchMouseEvent, params)
}

func (p *Page) tap(x, y float64) {
	p.tb.Helper()
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}})
	call(p, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
}

// Type clicks on the element and types, in place of what stands there.
func (e *Element) Type(text string) {
	e.p.tb.Helper()
	e.Click()
	Get[any](e, "this.select ? this.select() : 0; return 0")
	e.p.Type(text)
}

// Type types a text where the person is. What a keyboard composes is composed.
func (p *Page) Type(text string) {
	p.tb.Helper()
	for _, r := range text {
		if r < 0x80 {
			p.press(string(r))
			continue
		}
		s := string(r)
		if r >= 0xac00 && r <= 0xd7a3 { // its first consonant alone comes first
			first := []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[(r-0xac00)/588]
			call(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: string(first), SelectionStart: 1, SelectionEnd: 1})
			call(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: s, SelectionStart: 1, SelectionEnd: 1})
		}
		call(p, input.InsertText, input.InsertTextParams{Text: s})
	}
}

// Paste puts a text where the person is, at once.
func (p *Page) Paste(text string) {
	p.tb.Helper()
	call(p, input.InsertText, input.InsertTextParams{Text: text})
}

// Key presses a key: "Escape", "Tab", "Shift+Tab", "/".
func (p *Page) Key(name string) {
	p.tb.Helper()
	var with []chromedp.KeyOption
	if rest, ok := strings.CutPrefix(name, "Shift+"); ok {
		name, with = rest, append(with, chromedp.KeyModifiers(kb.ModifierShift))
	}
	if named, ok := map[string]string{
		"Escape": kb.Escape, "Enter": kb.Enter, "Tab": kb.Tab, "Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
		"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "Backspace": kb.Backspace,
	}[name]; ok {
		name = named
	} else if len([]rune(name)) != 1 {
		p.tb.Fatalf("no key %q is known", name)
	}
	p.press(name, with...)
}

func (p *Page) press(key string, with ...chromedp.KeyOption) {
	p.tb.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(key, with...)); err != nil {
		p.tb.Fatalf("press a key: %v", err)
	}
}

// Scroll moves the page by so many pixels, at so many a second, as a wheel or a finger does.
func (p *Page) Scroll(pixels, speed int) {
	p.tb.Helper()
	still := true
	params := input.SynthesizeScrollGestureParams{
		X: float64(p.tab.Screen.Width) / 2, Y: float64(p.tab.Screen.Height) / 2, YDistance: float64(-pixels), Speed: int64(speed), PreventFling: &still,
	}
	call(p, input.SynthesizeScrollGesture, params)
}
