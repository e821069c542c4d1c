package html

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"exile/export"
	"exile/formats/words"
)

// content appends what a message says.
func (c *chatWriter) content(ctx context.Context, m *export.Message) error {
	lang := c.r.set.lang
	switch x := m.Content.(type) {
	case export.Text:
		c.text(x.Body, x.Spans)
	case export.Media:
		return c.media(ctx, x)
	case export.Poll:
		c.poll(x)
	case export.Place:
		c.place(x)
	case export.Card:
		c.card(x)
	case export.Call:
		c.said("call", words.Of(lang, x))
	case export.Deleted:
		c.said("del", words.Of(lang, x))
	case export.Unknown:
		c.said("x", words.Of(lang, x))
	case export.Notice: // has a form of its own
	default:
		c.said("x", words.In(lang, words.SomeMessage))
	}
	return nil
}

func (c *chatWriter) text(body string, spans []export.Span) {
	if len(body) < 256 && blank(body) {
		c.said("x", words.In(c.r.set.lang, words.EmptyText))
		return
	}
	b := &c.sheet.b
	*b = append(*b, `<div class="t" dir="auto">`...)
	if len(spans) == 0 && !strings.Contains(body, "://") {
		*b = appendText(*b, body)
	} else {
		*b = c.r.appendSpans(*b, body, spans)
	}
	*b = append(*b, "</div>"...)
}

// said appends words that nobody typed.
func (c *chatWriter) said(class, text string) {
	b := &c.sheet.b
	*b = append(append(append(*b, `<p class="`...), class...), `" dir="auto">`...)
	*b = append(appendText(*b, text), "</p>"...)
}

// headed appends a box with a heading of ours.
func (c *chatWriter) headed(class string, head words.Key) {
	b := &c.sheet.b
	*b = append(append(append(*b, `<div class="card `...), class...), `"><p class="k">`...)
	*b = append(append(*b, words.In(c.r.set.lang, head)...), "</p>"...)
}

// line appends a line of a box, unless there is nothing in it.
func (c *chatWriter) line(class, text string) {
	if text == "" {
		return
	}
	b := &c.sheet.b
	*b = append(append(append(*b, `<p class="`...), class...), `" dir="auto">`...)
	*b = append(appendLinked(*b, text), "</p>"...)
}

func (c *chatWriter) poll(x export.Poll) {
	if blank(x.Question) && len(x.Options) == 0 {
		c.said("x", words.Of(c.r.set.lang, x))
		return
	}
	head := words.Poll
	if x.Closed {
		head = words.PollClosed
	}
	c.headed("poll", head)
	c.line("h", x.Question)
	b := &c.sheet.b
	all := 0
	for _, o := range x.Options {
		all += max(o.Votes, 0)
	}
	*b = append(*b, "<ul>"...)
	for _, o := range x.Options {
		*b = append(appendText(append(*b, `<li><span dir="auto">`...), o.Text), "</span> "...)
		if all > 0 {
			*b = fmt.Appendf(*b, `<meter min="0" max="%d" value="%d"></meter> `, all, max(o.Votes, 0))
		}
		*b = append(fmt.Appendf(append(*b, `<span class="v">`...), words.In(c.r.set.lang, words.PollVotes), o.Votes), "</span></li>"...)
	}
	*b = append(*b, "</ul></div>"...)
}

func (c *chatWriter) place(x export.Place) {
	if x.Name == "" && x.Address == "" && !x.HasPoint {
		c.said("x", words.Of(c.r.set.lang, x))
		return
	}
	c.headed("place", words.Place)
	c.line("h", x.Name)
	c.line("p", x.Address)
	if x.HasPoint {
		lat, lng := strconv.FormatFloat(x.Lat, 'f', -1, 64), strconv.FormatFloat(x.Lng, 'f', -1, 64)
		b := &c.sheet.b
		*b = append(*b, `<p>`...)
		*b = appendAddress(*b, "https://www.openstreetmap.org/?mlat="+lat+"&mlon="+lng)
		*b = append(append(append(append(*b, lat...), ", "...), lng...), "</a></p>"...)
	}
	c.sheet.b = append(c.sheet.b, "</div>"...)
}

func (c *chatWriter) card(x export.Card) {
	if x.Title == "" && x.Text == "" && x.URL == "" {
		c.said("x", words.Of(c.r.set.lang, x))
		return
	}
	c.headed("c-"+string(cardHeads(x.Kind).class), cardHeads(x.Kind).key)
	c.line("h", x.Title)
	c.line("p", x.Text)
	b := &c.sheet.b
	if url, ok := address(x.URL); ok {
		*b = append(*b, `<p>`...)
		*b = append(appendText(appendAddress(*b, url), url), "</a></p>"...)
	} else if x.URL != "" {
		*b = append(appendText(append(*b, "<p>"...), x.URL), "</p>"...)
	}
	*b = append(*b, "</div>"...)
}

// cardHead is how the box of a card is called.
type cardHead struct {
	key   words.Key
	class export.CardKind
}

func cardHeads(k export.CardKind) cardHead {
	switch k {
	case export.CardContact:
		return cardHead{words.CardContact, k}
	case export.CardProfile:
		return cardHead{words.CardProfile, k}
	case export.CardSearch:
		return cardHead{words.CardSearch, k}
	case export.CardMoney:
		return cardHead{words.CardMoney, k}
	case export.CardGift:
		return cardHead{words.CardGift, k}
	case export.CardPost:
		return cardHead{words.CardPost, k}
	case export.CardSchedule:
		return cardHead{words.CardSchedule, k}
	case export.CardLink:
	}
	return cardHead{words.CardLink, export.CardLink}
}
