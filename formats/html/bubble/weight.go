package bubble

import "exile/export"

// Weight returns about how many bytes of text a message brings to its page.
func Weight(m *export.Message) int {
	n := weightOf(m.Content)
	if m.ReplyTo != nil {
		n += min(len(m.ReplyTo.Quote), maxQuote)
	}
	for i := range m.Edits {
		n += weightOf(m.Edits[i].Content)
	}
	return n + 16*len(m.Reactions)
}

func weightOf(c export.Content) int {
	switch c := c.(type) {
	case nil:
		return 0
	case export.Text:
		return len(c.Body) + 32*min(len(c.Spans), maxSpans)
	case export.Media:
		return len(c.Caption) + 300*len(c.Files)
	case export.Poll:
		n := len(c.Question) + len(c.Plain)
		for i := range c.Options {
			n += 64 + len(c.Options[i].Text)
		}
		return n
	case export.Card:
		return len(c.Title) + len(c.Text) + len(c.URL) + len(c.Plain)
	case export.Place:
		return len(c.Name) + len(c.Address) + len(c.Plain)
	case export.Call, export.Notice, export.Deleted, export.Unknown:
	}
	return len(c.Words())
}
