package bubble

import (
	"fmt"
	"strconv"

	"exile/export"
	"exile/formats/plain"
	"exile/formats/words"
)

// headed appends the beginning of a box with a heading of ours.
func (l *Layout) headed(dst []byte, class string, head words.Key) []byte {
	dst = append(append(append(dst, `<div class="card `...), class...), `"><p class="k">`...)
	return append(append(dst, words.In(l.lang, head)...), "</p>"...)
}

// line appends a line of a box, unless there is nothing in it.
func (l *Layout) line(dst []byte, class, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(append(append(dst, `<p class="`...), class...), `" dir="auto">`...)
	return append(l.links.text(dst, text), "</p>"...)
}

func (l *Layout) poll(dst []byte, x export.Poll) []byte {
	if Blank(x.Question) && len(x.Options) == 0 {
		return said(dst, "x", words.Of(l.lang, x))
	}
	head := words.Poll
	if x.Closed {
		head = words.PollClosed
	}
	dst = l.headed(dst, "poll", head)
	dst = l.line(dst, "h", x.Question)
	all := 0
	for _, o := range x.Options {
		all += max(o.Votes, 0)
	}
	dst = append(dst, "<ul>"...)
	for _, o := range x.Options {
		dst = append(AppendText(append(dst, `<li><span dir="auto">`...), o.Text), "</span> "...)
		if all > 0 {
			dst = fmt.Appendf(dst, `<meter min="0" max="%d" value="%d"></meter> `, all, max(o.Votes, 0))
		}
		dst = append(fmt.Appendf(append(dst, `<span class="v">`...), words.In(l.lang, words.PollVotes), o.Votes), "</span></li>"...)
	}
	return append(l.line(append(dst, "</ul>"...), "p", plain.Beyond(x)), "</div>"...)
}

func (l *Layout) place(dst []byte, x export.Place) []byte {
	if x.Name == "" && x.Address == "" && !x.HasPoint {
		return said(dst, "x", words.Of(l.lang, x))
	}
	dst = l.headed(dst, "place", words.Place)
	dst = l.line(dst, "h", x.Name)
	dst = l.line(dst, "p", x.Address)
	if x.HasPoint {
		lat, lng := strconv.FormatFloat(x.Lat, 'f', -1, 64), strconv.FormatFloat(x.Lng, 'f', -1, 64)
		dst = l.links.address(append(dst, `<p>`...), "https://www.openstreetmap.org/?mlat="+lat+"&mlon="+lng)
		dst = append(append(append(append(dst, lat...), ", "...), lng...), "</a></p>"...)
	}
	return append(l.line(dst, "p", plain.Beyond(x)), "</div>"...)
}

func (l *Layout) card(dst []byte, x export.Card) []byte {
	if x.Title == "" && x.Text == "" && x.URL == "" {
		return said(dst, "x", words.Of(l.lang, x))
	}
	head := cardHeads(x.Kind)
	dst = l.headed(dst, "c-"+string(head.class), head.key)
	dst = l.line(dst, "h", x.Title)
	dst = l.line(dst, "p", x.Text)
	if url, ok := address(x.URL); ok {
		dst = append(AppendText(l.links.address(append(dst, `<p>`...), url), url), "</a></p>"...)
	} else if x.URL != "" {
		dst = append(AppendText(append(dst, "<p>"...), x.URL), "</p>"...)
	}
	return append(l.line(dst, "p", plain.Beyond(x)), "</div>"...)
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
