package html

import (
	"context"
	"errors"
	"net/url"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// chatWriter writes one chat.
type chatWriter struct {
	r      *run
	chat   *export.Chat
	title  string
	folder string // "" in a single file
	plan   *plan
	sheet  *sheet
	page   int32 // of plan.pages
	day    day   // of the section that is open
	latest day   // the latest day that had a section
	open   bool  // a section is open
	run    bool  // the message before was nobody's notice, and of the same day
	sender int32 // who wrote it
	names  formats.FileNames
	saved  map[fileKey]string
	scope  string // before the ids of days: chats share a single file
}

// chatEntry is a chat that was written, for the lists of chats.
type chatEntry struct {
	title, folder string
	doc           int64 // the number of its first message
	plan          *plan
}

var errChanged = errors.New("the chat changed while it was written")

func (r *run) chatWriter(c *export.Chat, p *plan) *chatWriter {
	title := oneLine(c.Title)
	if blank(title) {
		title = words.In(r.set.lang, words.NoTitle)
	}
	return &chatWriter{r: r, chat: c, title: title, plan: p, sheet: &sheet{}, saved: map[fileKey]string{}, page: -1}
}

// pages writes the pages of a chat, and tells the search of each message.
func (c *chatWriter) pages(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			c.sheet.drop()
		}
	}()
	pages := pager{set: &c.r.set}
	n := 0
	for m, err := range c.r.history.Messages(ctx, c.chat.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		if n++; n%1000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c.r.doc++
		if pages.next(dayOf(&m.Time), weigh(m)) {
			if err := c.turn(); err != nil {
				return err
			}
		}
		if c.r.search != nil {
			if err := c.r.search.add(c.r, m); err != nil {
				return err
			}
		}
		if err := c.message(ctx, m); err != nil {
			return err
		}
		c.plan.answered.put(m, target{c.r.doc, c.page, c.r.people.number(m.Sender)})
		if err := c.sheet.rest(); err != nil {
			return err
		}
	}
	if int(c.page)+1 != len(c.plan.pages) {
		return errChanged
	}
	return c.endPage()
}

// turn ends a page and begins the next.
func (c *chatWriter) turn() error {
	if c.page >= 0 {
		if err := c.endPage(); err != nil {
			return err
		}
	}
	if c.page++; int(c.page) >= len(c.plan.pages) || c.plan.pages[c.page].doc != c.r.doc {
		return errChanged
	}
	p := &c.plan.pages[c.page]
	if err := c.sheet.begin(c.r.out, c.folder+"/"+p.name+".html"); err != nil {
		return err
	}
	b := &c.sheet.b
	*b = c.r.appendHead(*b, "../", c.title+" · "+c.pageTitle(int(c.page)), "chat")
	*b = append(append(append(*b, `<a class="skip" href="#end">`...), c.r.say.ToEnd...), "</a>\n<header>"...)
	*b = append(appendText(append(*b, "<h1><bdi>"...), c.title), "</bdi></h1>"...)
	*b = c.r.appendTools(*b, "../", "index.html")
	c.sides()
	*b = append(append(append(*b, "</header>\n<main lang=\""...), appendText(nil, c.plan.lang)...), "\">\n"...)
	return nil
}

func (c *chatWriter) endPage() error {
	b := &c.sheet.b
	c.endDay()
	*b = append(*b, "</main>\n<footer id=\"end\">"...)
	c.sides()
	*b = append(*b, "</footer>\n</body></html>\n"...)
	c.run = false
	return c.sheet.end(&c.r.tally)
}

// sides appends the links to the pages before and after.
func (c *chatWriter) sides() {
	b := &c.sheet.b
	*b = append(append(append(*b, `<nav class="sides" aria-label="`...), c.r.say.Pages...), "\">"...)
	at := int(c.page)
	if at > 0 {
		*b = append(append(append(*b, `<a rel="prev" href="`...), c.plan.pages[at-1].name...), `.html#end">← `...)
		*b = append(append(*b, c.pageTitle(at-1)...), "</a>"...)
	}
	*b = append(append(append(*b, "<span>"...), c.pageTitle(at)...), "</span>"...)
	if at+1 < len(c.plan.pages) {
		*b = append(append(append(*b, `<a rel="next" href="`...), c.plan.pages[at+1].name...), `.html">`...)
		*b = append(append(*b, c.pageTitle(at+1)...), " →</a>"...)
	}
	*b = append(*b, "</nav>"...)
}

// pageTitle is what a page is called in links.
func (c *chatWriter) pageTitle(i int) string { return c.r.pageTitle(c.plan, i) }

func (r *run) pageTitle(p *plan, i int) string {
	e := &p.pages[i]
	if !r.set.months {
		s := e.first.String()
		if e.first == 0 {
			s = r.say.Undated
		}
		if e.last != e.first {
			s += " – " + e.last.String()
		}
		return s
	}
	title := e.first.monthName(r.set.lang, r.say)
	nth := 1
	for j := i; j > 0 && p.pages[j-1].first.month() == e.first.month(); j-- {
		nth++
	}
	if nth > 1 || i+1 < len(p.pages) && p.pages[i+1].first.month() == e.first.month() {
		title += " (" + grouped(int64(nth)) + ")"
	}
	return title
}

// dayOf begins the section of a message's day unless it is open.
func (c *chatWriter) dayOf(m *export.Message) {
	d := dayOf(&m.Time)
	if c.open && d == c.day {
		return
	}
	c.endDay()
	c.open, c.day, c.run = true, d, false
	b := &c.sheet.b
	*b = append(*b, `<section class="day"`...)
	if d > 0 && d > c.latest {
		*b = append(d.append(append(append(*b, ` id="`...), c.scope+"d"...)), '"')
		c.latest = d
	}
	if d == 0 {
		*b = append(append(append(*b, "><h2>"...), c.r.say.Undated...), "</h2>\n"...)
		return
	}
	*b = d.append(append(*b, ` data-d="`...))
	*b = d.append(append(*b, `"><h2><time datetime="`...))
	*b = append(append(append(*b, `">`...), d.long(c.r.set.lang, c.r.say)...), "</time></h2>\n"...)
}

func (c *chatWriter) endDay() {
	if c.open {
		c.sheet.b = append(c.sheet.b, "</section>\n"...)
	}
	c.open = false
}

// relative is a path of the site as an address within it.
func relative(folder string) string { return url.PathEscape(folder) }
