package html

import (
	"context"
	"fmt"
	"unicode"

	"exile/export"
	"exile/formats/html/bubble"
)

// plan is what a first reading of a chat tells: its pages, and which messages others answer.
type plan struct {
	pages    []pageEntry
	answered targets
	messages int64 // notices too
	weight   int64 // bytes of text
	lang     string
}

// pageEntry is one page of a chat.
type pageEntry struct {
	name        string     // without .html
	first, last bubble.Day // 0: no day is known
	doc         int64      // the number of its first message
	count       int64
}

// target is a message that another answers, once it was written.
type target struct {
	doc    int64 // 0: not yet
	page   int32
	sender export.PersonRef
}

// targets are messages that others answer, by what a reply calls them.
type targets struct {
	byID  map[export.MessageID]*target
	byKey map[string]*target
}

func (t *targets) want(r *export.Reply) {
	if t.byID == nil {
		t.byID, t.byKey = map[export.MessageID]*target{}, map[string]*target{}
	}
	if r.ID != 0 && t.byID[r.ID] == nil {
		t.byID[r.ID] = &target{}
	}
	if r.ID == 0 && r.Key != "" && t.byKey[r.Key] == nil {
		t.byKey[r.Key] = &target{}
	}
}

// put notes where a message stands, if it is wanted.
func (t *targets) put(m *export.Message, at target) {
	if len(t.byID) > 0 && m.ID != 0 {
		if w := t.byID[m.ID]; w != nil {
			*w = at
		}
	}
	if len(t.byKey) > 0 && m.SourceKey != "" {
		if w := t.byKey[m.SourceKey]; w != nil {
			*w = at
		}
	}
}

// find returns the message that a reply answers, if it stands before it.
func (t *targets) find(r *export.Reply) (target, bool) {
	w := t.byID[r.ID]
	if r.ID == 0 {
		w = t.byKey[r.Key]
	}
	if w == nil || w.doc == 0 {
		return target{}, false
	}
	return *w, true
}

// pager cuts a chat into pages. It sees the same messages twice and cuts them alike.
type pager struct {
	set    *settings
	pages  int
	count  int
	weight int
	month  bubble.Day
	nth    int // of the pages of a month
}

// next reports whether a message begins a page, and counts it.
func (p *pager) next(d bubble.Day, weight int) bool {
	full := p.count >= p.set.most || p.weight > 0 && p.weight+weight > pageText
	month := p.set.months && d.Month() > p.month
	begins := p.pages == 0 || full || month
	if begins {
		p.pages++
		p.nth++
		p.count, p.weight = 0, 0
		if month {
			p.month, p.nth = d.Month(), 1
		}
	}
	p.count++
	p.weight += weight
	return begins
}

// name is the name of the page that began last.
func (p *pager) name() string {
	switch {
	case !p.set.months:
		return fmt.Sprintf("%04d", p.pages)
	case p.month == 0 && p.nth > 1:
		return fmt.Sprintf("undated-%d", p.nth)
	case p.month == 0:
		return "undated"
	case p.nth > 1:
		return fmt.Sprintf("%04d-%02d-%d", p.month/100, p.month%100, p.nth)
	}
	return fmt.Sprintf("%04d-%02d", p.month/100, p.month%100)
}

// survey reads a chat for the first time.
func (r *run) survey(ctx context.Context, c *export.Chat) (*plan, error) {
	p := &plan{lang: c.Lang}
	pages := pager{set: &r.set}
	doc, hangul := r.doc, 0
	for m, err := range r.history.Messages(ctx, c.Ref, export.Range{}) {
		if err != nil {
			return nil, err
		}
		if p.messages++; p.messages%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		doc++
		d, weight := bubble.DayOf(&m.Time), bubble.Weight(m)
		p.weight += int64(weight)
		if pages.next(d, weight) {
			p.pages = append(p.pages, pageEntry{name: pages.name(), doc: doc})
		}
		page := &p.pages[len(p.pages)-1]
		page.count++
		if d > 0 && page.first == 0 {
			page.first = d
		}
		page.last = max(page.last, d)
		if m.ReplyTo != nil {
			p.answered.want(m.ReplyTo)
		}
		if p.messages <= sampled && isHangul(m.Content) {
			hangul++
		}
	}
	if p.lang == "" {
		p.lang = r.set.lang
		if int64(hangul)*4 >= min(p.messages, sampled) {
			p.lang = "ko"
		}
	}
	return p, nil
}

// sampled is how many messages are looked at for their language.
const sampled = 1000

func isHangul(c export.Content) bool {
	t, ok := c.(export.Text)
	if !ok {
		return false
	}
	for _, r := range t.Body {
		if r >= 0xac00 && unicode.Is(unicode.Hangul, r) {
			return true
		}
	}
	return false
}
