package html

import (
	"context"
	"fmt"
	"strconv"

	"exile/export"
	"exile/formats/html/bubble"
)

// single writes everything into one file.
func (r *run) single(ctx context.Context, chats []export.Chat) (err error) {
	plans := make([]*plan, len(chats))
	var messages, weight int64
	for i := range chats {
		if plans[i], err = r.survey(ctx, &chats[i]); err != nil {
			return err
		}
		messages += plans[i].messages
		weight += plans[i].weight
	}
	if messages > singleMessages || weight > singleText {
		return fmt.Errorf(
			"option --%s: one file holds at most %d messages and %d MB of text, and there are %d messages with %d MB: write a folder, or choose chats and dates",
			optionSingle, singleMessages, singleText>>20, messages, (weight+1<<20-1)>>20)
	}
	page := &sheet{}
	if err := page.begin(r.out, "index.html"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			page.drop()
		}
	}()
	page.b = r.appendSingleHead(page.b, chats, plans)
	for i := range chats {
		if err := r.singleChat(ctx, &chats[i], plans[i], page, i+1); err != nil {
			return err
		}
	}
	page.b = append(page.b, "</main>\n<footer id=\"end\"></footer>\n<script>"...)
	page.b = append(append(page.b, r.script()...), "</script>\n</body></html>\n"...)
	return page.end(&r.tally)
}

func (r *run) appendSingleHead(b []byte, chats []export.Chat, plans []*plan) []byte {
	title := r.say.Chats
	if len(chats) == 1 {
		title = r.chatWriter(&chats[0], plans[0]).title
	}
	style := stylesheet()
	b = r.appendHeadOf(b, singlePolicy(style, r.script()), title, "")
	b = append(append(append(b, "<style>"...), style...), "</style>\n</head>\n<body class=\"chat single\">\n"...)
	b = append(append(append(b, `<a class="skip" href="#end">`...), r.say.ToEnd...), "</a>\n<header>"...)
	b = append(bubble.AppendText(append(b, "<h1><bdi>"...), title), "</bdi></h1>"...)
	b = append(append(append(b, `<nav class="tools" aria-label="`...), r.say.Contents...), "\"></nav>"...)
	b = append(b, "</header>\n<main>\n"...)
	b = r.appendSearch(b)
	if len(chats) < 2 {
		return b
	}
	b = append(b, "<ul class=\"chats\">\n"...)
	for i := range chats {
		b = append(strconv.AppendInt(append(b, `<li><a href="#c`...), int64(i+1), 10), `"><bdi>`...)
		b = append(bubble.AppendText(b, r.chatWriter(&chats[i], plans[i]).title), "</bdi></a> <span class=\"k\">"...)
		b = append(appendFormat(b, r.say.Messages, grouped(plans[i].messages)), spanOf(plans[i])...)
		b = append(b, "</span></li>\n"...)
	}
	return append(b, "</ul>\n"...)
}

func (r *run) singleChat(ctx context.Context, chat *export.Chat, p *plan, page *sheet, number int) error {
	c := r.chatWriter(chat, p)
	c.sheet = page
	scope := "c" + strconv.Itoa(number)
	c.layout(ctx, scope)
	page.b = append(append(append(page.b, `<section class="room" id="`...), scope...), `" lang="`...)
	page.b = append(bubble.AppendText(page.b, p.lang), `"><h2><bdi>`...)
	page.b = append(bubble.AppendText(page.b, c.title), "</bdi></h2>\n"...)
	n := int64(0)
	for m, err := range r.history.Messages(ctx, chat.Ref, export.Range{}) {
		if err != nil {
			return err
		}
		n++
		r.doc++
		if err := c.message(m); err != nil {
			return err
		}
		p.answered.put(m, target{r.doc, 0, m.Sender})
		if err := page.rest(); err != nil {
			return err
		}
	}
	if n != p.messages {
		return errChanged
	}
	page.b = c.bubbles.End(page.b)
	if n > 0 {
		r.tally.Chats++
	} else {
		page.b = append(append(append(page.b, `<p class="x">`...), r.say.Empty...), "</p>"...)
	}
	page.b = append(page.b, "</section>\n"...)
	return nil
}
