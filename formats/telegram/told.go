package telegram

import (
	"time"
	"unicode/utf16"

	"exile/formats"
)

// maxMessage is the most that one message of Telegram's holds, in UTF-16 units.
const maxMessage = 4096

// long reports whether a text is longer than a message of Telegram's.
func long(text string) bool {
	if len(text) <= maxMessage { // no letter has more units than bytes
		return false
	}
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n > maxMessage
}

// tellPart tells an output that asks of the part whose text is whole now.
func (w *chatWriter) tellPart(p *partInfo) error {
	if w.told == nil {
		return nil
	}
	if err := w.bundle.closeText(); err != nil {
		return err
	}
	told := &formats.BundlePart{
		Messages: w.scan.authored - p.authored,
		Notices:  w.scan.notices - p.notices,
		Long:     p.long,
		DayShown: w.dayShown,
		First:    w.zone.instant(p.first),
		Last:     w.zone.instant(p.last),
	}
	for i := range w.bundle.media {
		m := &w.bundle.media[i]
		told.Files = append(told.Files, formats.BundleFile{Name: m.name, File: &m.file})
	}
	return w.told.Part(told)
}

// tellChat tells an output that asks of the chat whose parts are written.
func (w *chatWriter) tellChat() error {
	c := &formats.BundleChat{Chat: w.chat, Group: w.group}
	messages := map[string]int64{} // by written name, which two people may share
	for _, a := range w.room.authors {
		messages[a.name] += a.messages
	}
	for _, a := range w.room.order {
		c.Authors = append(c.Authors, formats.BundleAuthor{
			Name: a.name, Self: a.self, Messages: messages[a.name],
		})
	}
	return w.told.Chat(c)
}

// instant is the time of local seconds, in the zone of the stamps.
func (c *clock) instant(local int64) time.Time {
	return time.Unix(local-c.offset, 0).In(time.FixedZone("", int(c.offset)))
}
