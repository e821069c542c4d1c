package html

import (
	"bytes"
	"context"
	"fmt"

	"exile/export"
	"exile/formats"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// maxFolder is the longest name of a chat's folder, in bytes.
const maxFolder = 60

// site writes the folder.
func (r *run) site(ctx context.Context, chats []export.Chat) error {
	if err := create(r.out, "exile.css", stylesheet()); err != nil {
		return err
	}
	if err := create(r.out, "exile.js", r.script()); err != nil {
		return err
	}
	r.search = newIndex(r.out)
	var folders formats.FileNames
	for _, taken := range []string{"index.html", "search.html", "search", "exile.css", "exile.js", "exile-report.json"} {
		folders.Unique(taken, "")
	}
	for i := range chats {
		if err := r.chat(ctx, &chats[i], &folders); err != nil {
			return err
		}
	}
	if err := r.search.finish(r); err != nil {
		return err
	}
	if err := r.searchPage(); err != nil {
		return err
	}
	return r.front()
}

// chat writes the folder of a chat, unless there is nothing in it.
func (r *run) chat(ctx context.Context, c *export.Chat, folders *formats.FileNames) error {
	p, err := r.survey(ctx, c)
	if err != nil {
		return err
	}
	w := r.chatWriter(c, p)
	entry := chatEntry{title: w.title, plan: p, doc: r.doc + 1}
	if p.messages > 0 {
		folder := formats.FileName(w.title, maxFolder)
		if folder == "" {
			folder = words.In(r.set.lang, words.NoTitle)
		}
		w.folder = folders.Unique(folder, "")
		if err := w.pages(ctx); err != nil {
			return err
		}
		if err := w.contents(); err != nil {
			return err
		}
		entry.folder = w.folder
		r.tally.Chats++
	}
	p.answered = targets{} // nothing outside of the chat refers to them
	r.chats = append(r.chats, entry)
	return nil
}

// contents writes the list of a chat's pages, which also leads to a date without a script.
func (c *chatWriter) contents() error {
	r := c.r
	b := r.appendHead(nil, "../", c.title, "list")
	b = append(bubble.AppendText(append(b, "<header><h1><bdi>"...), c.title), "</bdi></h1>"...)
	b = append(r.appendTools(b, "../", ""), "</header>\n<main>\n"...)
	b = append(appendFormat(append(b, "<p>"...), r.say.Messages, grouped(c.plan.messages)), spanOf(c.plan)...)
	if !c.chat.Saved.IsZero() {
		saved := bubble.DayOf(&export.Time{T: c.chat.Saved})
		b = append(append(append(append(b, " · "...), r.say.Saved...), ' '), saved.String()...)
	}
	b = append(b, "</p>\n"...)
	b = r.appendPeople(b, c.chat)
	b = append(append(append(b, "<h2>"...), r.say.Pages...), "</h2>\n"...)
	year := bubble.Day(-1)
	for i := range c.plan.pages {
		e := &c.plan.pages[i]
		if y := e.first / 10000; y != year {
			if year >= 0 {
				b = append(b, "</ul>\n"...)
			}
			year = y
			title := bubble.Day(0).Long(r.set.lang)
			if y > 0 {
				title = fmt.Sprintf("%d", y)
			}
			b = append(append(append(b, "<h3>"...), title...), "</h3>\n<ul class=\"pages\">\n"...)
		}
		b = appendLink(append(b, "<li>"...), e.name+".html", r.pageTitle(c.plan, i))
		b = append(append(append(b, ` <span class="k">`...), grouped(e.count)...), "</span></li>\n"...)
	}
	b = append(b, "</ul>\n</main>\n</body></html>\n"...)
	return create(r.out, c.folder+"/index.html", b)
}

// spanOf is the first and the last day of a chat.
func spanOf(p *plan) string {
	var first, last bubble.Day
	for i := range p.pages {
		if first == 0 {
			first = p.pages[i].first
		}
		last = max(last, p.pages[i].last)
	}
	if first == 0 {
		return ""
	}
	if first == last {
		return " · " + first.String()
	}
	return " · " + first.String() + " – " + last.String()
}

// maxListed is how many people a page lists.
const maxListed = 500

func (r *run) appendPeople(dst []byte, c *export.Chat) []byte {
	if len(c.Members) == 0 {
		return dst
	}
	dst = append(append(append(dst, "<details><summary>"...), r.say.People...), ' ')
	dst = append(append(dst, grouped(int64(len(c.Members)))...), "</summary><ul>\n"...)
	for _, ref := range c.Members[:min(len(c.Members), maxListed)] {
		n := r.people.Number(ref)
		if n < 0 {
			continue
		}
		dst = append(bubble.AppendText(append(dst, "<li><bdi>"...), r.people.Name(n)), "</bdi>"...)
		if r.people.Self(n) {
			dst = append(append(append(dst, " ("...), bubble.You(r.set.lang)...), ')')
		}
		dst = append(dst, "</li>\n"...)
	}
	if more := len(c.Members) - maxListed; more > 0 {
		dst = append(append(append(dst, "<li>+ "...), grouped(int64(more))...), "</li>\n"...)
	}
	return append(dst, "</ul></details>\n"...)
}

// front writes index.html: the list of chats. Where there is one, it leads on to its end.
func (r *run) front() error {
	b := r.appendHead(nil, "", r.say.Chats, "list")
	if len(r.chats) == 1 && r.chats[0].folder != "" {
		to := "0; url=" + r.lastPage(&r.chats[0])
		head := append(bubble.AppendText([]byte(`<meta http-equiv="refresh" content="`), to), "\">\n</head>"...)
		b = bytes.Replace(b, []byte("</head>"), head, 1)
	}
	b = append(append(append(b, "<header><h1>"...), r.say.Chats...), "</h1>"...)
	b = append(r.appendTools(b, "", ""), "</header>\n<main>\n"...)
	if len(r.chats) == 0 {
		b = append(append(append(b, "<p>"...), r.say.NoChats...), "</p>\n"...)
	}
	b = append(b, "<ul class=\"chats\">\n"...)
	for i := range r.chats {
		c := &r.chats[i]
		if c.folder == "" {
			b = append(bubble.AppendText(append(b, "<li><bdi>"...), c.title), "</bdi> <span class=\"k\">"...)
			b = append(append(b, r.say.Empty...), "</span></li>\n"...)
			continue
		}
		b = append(bubble.AppendText(append(b, `<li><a href="`...), r.lastPage(c)), `"><bdi>`...)
		b = append(bubble.AppendText(b, c.title), "</bdi></a> <span class=\"k\">"...)
		b = append(appendFormat(b, r.say.Messages, grouped(c.plan.messages)), spanOf(c.plan)...)
		b = append(appendLink(append(b, " · "...), relative(c.folder)+"/index.html", r.say.Contents), "</span></li>\n"...)
	}
	return create(r.out, "index.html", append(b, "</ul>\n</main>\n</body></html>\n"...))
}

// lastPage is the address of the end of a chat, where people go on reading.
func (r *run) lastPage(c *chatEntry) string {
	return relative(c.folder) + "/" + c.plan.pages[len(c.plan.pages)-1].name + ".html#end"
}

// searchPage writes search.html, which the script brings to life.
func (r *run) searchPage() error {
	b := r.appendHead(nil, "", r.say.Search, "search")
	b = append(append(append(b, "<header><h1>"...), r.say.Search...), "</h1>"...)
	b = append(r.appendTools(b, "", ""), "</header>\n<main>\n"...)
	b = r.appendSearch(b)
	return create(r.out, "search.html", append(b, "</main>\n</body></html>\n"...))
}

// appendSearch appends the place for the script's search.
func (r *run) appendSearch(dst []byte) []byte {
	dst = append(append(append(dst, `<noscript><p class="x">`...), r.say.NeedsScript...), "</p></noscript>\n"...)
	return append(append(append(dst, `<div id="find" role="search"><p class="k">`...), r.say.SearchHint...), "</p></div>\n"...)
}
