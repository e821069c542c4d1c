package whatsapptest

import (
	"iter"

	"exile/export"
	"exile/formats/formattest"
)

// Messages yields what reading the export must give, in order: refs are those of
// the chat, and a person is called what Called says. Times are as exact as the
// export's. Content has the app's words, without the marks around them.
//
// What stands for a file is Plain, without the caption. An edited text has one Edit without content, for the app says no more. Of a file
// that did not come along Android does not say the kind: it is a document. The
// notice about encryption, with which exports begin, is the first message.
//
// The second value is true where the rendering leaves it open what a message is.
func (v Variant) Messages(c *formattest.Chat) iter.Seq2[*export.Message, bool] {
	return func(yield func(*export.Message, bool) bool) {
		seq := int64(0)
		for s, last := range ended(v.says(c, newJudge(v))) {
			seq++
			m := &export.Message{
				Chat: c.Info.Ref, Sender: s.by, Seq: seq, Content: s.content,
				Time: export.Time{T: s.at.Truncate(v.Exact()), Precision: v.Exact(), Zone: export.ZoneAssumed},
			}
			if s.edited {
				m.Edits = []export.Edit{{}}
			}
			if !yield(m, s.open || last && endsBlank(m)) {
				return
			}
		}
	}
}
