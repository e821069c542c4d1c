package linetest

import (
	"iter"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Truth returns what reading the export must give for a message of the chat: its
// content with the app's words.
func (v Variant) Truth(c *formattest.Chat, m *export.Message) export.Content {
	return v.say(c, m).content
}

// Messages yields what reading the export must give, in order: refs are those of
// the chat, and a person is called what Called says. Times are exact to the minute.
// Who took a message back is its sender where the sentence says so. What an export
// does not show is left out.
//
// The second value is true where the rendering leaves it open what a message is,
// see Ambiguous.
func (v Variant) Messages(c *formattest.Chat) iter.Seq2[*export.Message, bool] {
	return func(yield func(*export.Message, bool) bool) {
		seq, own := int64(0), v.lines()
		for m := range c.Messages() {
			s := v.say(c, m)
			if s.content == nil {
				continue
			}
			seq++
			truth := &export.Message{
				Chat: c.Info.Ref, Sender: s.by, Seq: seq, Content: s.content,
				Time: export.Time{T: m.Time.T.Truncate(time.Minute), Precision: time.Minute, Zone: export.ZoneAssumed},
			}
			if !yield(truth, v.ambiguous(c, m, own)) {
				return
			}
		}
	}
}
