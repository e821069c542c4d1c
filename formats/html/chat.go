package html

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"exile/export"
	"exile/formats"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// chatWriter writes one chat.
type chatWriter struct {
	r       *run
	chat    *export.Chat
	title   string
	folder  string // "" in a single file
	plan    *plan
	sheet   *sheet
	page    int32 // of plan.pages
	bubbles *bubble.Layout
	failed  error // of a file
	names   formats.FileNames
	saved   map[fileKey]string
}

// chatEntry is a chat that was written, for the lists of chats.
type chatEntry struct {
	title, folder string
	doc           int64 // the number of its first message
	plan          *plan
}

var errChanged = errors.New("the chat changed while it was written")

func (r *run) chatWriter(c *export.Chat, p *plan) *chatWriter {
	title := bubble.OneLine(c.Title)
	if bubble.Blank(title) {
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
	c.layout(ctx, "")
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
		if pages.next(bubble.DayOf(&m.Time), bubble.Weight(m)) {
			if err := c.turn(); err != nil {
				return err
			}
		}
		if c.r.search != nil {
			if err := c.r.search.add(c.r, m); err != nil {
				return err
			}
		}
		if err := c.message(m); err != nil {
			return err
		}
		c.plan.answered.put(m, target{c.r.doc, c.page, m.Sender})
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
	*b = append(bubble.AppendText(append(*b, "<h1><bdi>"...), c.title), "</bdi></h1>"...)
	*b = c.r.appendTools(*b, "../", "index.html")
	c.sides()
	*b = append(append(append(*b, "</header>\n<main lang=\""...), bubble.AppendText(nil, c.plan.lang)...), "\">\n"...)
	return nil
}

func (c *chatWriter) endPage() error {
	b := &c.sheet.b
	*b = c.bubbles.End(*b)
	*b = append(*b, "</main>\n<footer id=\"end\">"...)
	c.sides()
	*b = append(*b, "</footer>\n</body></html>\n"...)
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
			s = bubble.Day(0).Long(r.set.lang)
		}
		if e.last != e.first {
			s += " – " + e.last.String()
		}
		return s
	}
	title := e.first.MonthName(r.set.lang)
	nth := 1
	for j := i; j > 0 && p.pages[j-1].first.Month() == e.first.Month(); j-- {
		nth++
	}
	if nth > 1 || i+1 < len(p.pages) && p.pages[i+1].first.Month() == e.first.Month() {
		title += " (" + grouped(int64(nth)) + ")"
	}
	return title
}

// layout begins the laying out of the chat's messages. scope stands before the ids of days, for
// chats share a single file.
func (c *chatWriter) layout(ctx context.Context, scope string) {
	c.bubbles = bubble.New(bubble.Options{
		Lang: c.r.set.lang, People: c.r.people, DayID: scope + "d",
		ID: func(*export.Message) int64 { return c.r.doc },
		File: func(m *export.Message, i int) bubble.File {
			media, _ := m.Content.(export.Media)
			at, err := c.file(ctx, &media.Files[i])
			if err != nil && c.failed == nil {
				c.failed = err
			}
			return at
		},
		Answer: c.answer,
	})
}

// message appends one message or notice, with the heading of its day if it begins one.
func (c *chatWriter) message(m *export.Message) error {
	c.sheet.b = c.bubbles.Append(c.sheet.b, m)
	return c.failed
}

// answer tells where the message is that a reply answers.
func (c *chatWriter) answer(r *export.Reply) (bubble.Target, bool) {
	at, ok := c.plan.answered.find(r)
	if !ok {
		return bubble.Target{}, false
	}
	var to []byte
	if at.page != c.page && !c.r.set.single {
		to = append(append(to, c.plan.pages[at.page].name...), ".html"...)
	}
	to = strconv.AppendInt(append(to, "#m"...), at.doc, 10)
	return bubble.Target{Address: string(to), Sender: at.sender}, true
}

// relative is a path of the site as an address within it.
func relative(folder string) string { return url.PathEscape(folder) }
