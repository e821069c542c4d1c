//go:build cgo

package serve

import (
	"exile/export"
	"exile/export/store"
	"exile/formats"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// maxLine is how much of a chat's last message the list shows, in bytes.
const maxLine = 120

// chatLine is a chat in the list.
type chatLine struct {
	ID      int64
	Title   string
	Last    string // its last message, shortened
	Day     string // of it; "": not known
	Count   int64
	Current bool
}

// chatLines lists chats.
func (r *request) chatLines(heads []store.ChatHead, current export.ChatRef) []chatLine {
	list := make([]chatLine, len(heads))
	for i := range heads {
		h := &heads[i]
		line := chatLine{ID: int64(h.Chat.Ref), Title: r.titleOf(&h.Chat), Count: h.Count, Current: h.Chat.Ref == current}
		if d := bubble.DayOf(&h.Time); d != 0 {
			line.Day = d.String()
		}
		if h.Last != nil {
			line.Last = lineOf(string(r.lang), h.Last.Content)
		}
		list[i] = line
	}
	return list
}

// lineOf is what a message says on one line.
func lineOf(lang string, c export.Content) string {
	said := words.Of(lang, c)
	if m, ok := c.(export.Media); ok && !bubble.Blank(m.Caption) {
		said = m.Caption
	}
	// A long text is cut before it is cleaned, which may make it shorter still.
	said = bubble.OneLine(formats.Shorten(said, 4*maxLine))
	if short := formats.Shorten(said, maxLine); short != said {
		return short + "…"
	}
	return said
}
