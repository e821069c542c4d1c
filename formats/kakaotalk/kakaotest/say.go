package kakaotest

import (
	"exile/export"
	"exile/formats/formattest"
)

// said is what an export shows of a message, and so what can be read of it.
type said struct {
	by      export.PersonRef // who stands as its writer; 0: nobody
	text    string           // lines end with LF; the names of an album with CRLF
	timed   bool             // its time is shown
	content export.Content   // nil: the export does not show the message at all
	after   []said           // what stands after it and is no message of the chat
}

// say returns what the export shows of a message.
func (v Variant) say(c *formattest.Chat, m *export.Message) said {
	s := said{by: m.Sender, timed: true}
	switch x := m.Content.(type) {
	case export.Text:
		s.text, s.content = x.Body, x
		return s
	case export.Notice:
		return v.sayNotice(c, x)
	case export.Deleted:
		s = v.sayDeleted(s, x)
	case export.Media:
		s.text = v.media(x)
		s.content = v.mediaTruth(x)
	case export.Call:
		s.text = v.call(x)
		x.Plain = s.text
		s.content = x
	case export.Poll, export.Place, export.Card, export.Unknown: // not generated
		return said{}
	}
	if v.lang == "ja" { // words that nobody knows stay text
		s.content = export.Text{Body: s.text}
	}
	return s
}

func (v Variant) sayDeleted(s said, d export.Deleted) said {
	switch {
	case d.By == export.DeletedByAdmin && v.hidden != "":
		s.text = v.hidden
		if v.app != android {
			s.by, s.timed = 0, v.app == ios
		}
	case v.bare != "":
		s.text, s.by, s.timed = v.bare, 0, false
		d.By = export.DeletedBySender
	default:
		s.text = map[string]string{
			"ko": "삭제된 메시지입니다.", "en": "This message was deleted.", "ja": "メッセージが削除されました。",
		}[v.lang]
		d.By = export.DeletedBySender
	}
	d.Plain = s.text
	s.content = d
	return s
}

// sayNotice returns the app's sentence. The row of a CSV has a writer: whoever
// did what it tells.
func (v Variant) sayNotice(c *formattest.Chat, n export.Notice) said {
	s := said{timed: v.app != windows}
	if v.app == mac {
		s.by = n.Actor
	}
	if n.Kind == export.NoticeInvite && v.nameless > 0 && len(n.People) >= v.nameless {
		n.People = n.People[:len(n.People)-1]
		n.Plain = v.Called(c, n.Actor) + " invited " + v.list(c, n.People) + "."
		if len(n.People) > 0 {
			n.Plain = v.Called(c, n.Actor) + " invited " + v.list(c, n.People) + " and."
		}
	} else {
		n.Plain = v.sentence(c, n)
	}
	if n.Kind == export.NoticeRemove {
		n.Actor = 0 // no sentence says who it was
	}
	if n.Plain == "" {
		return said{}
	}
	s.text, s.content = n.Plain, n
	if v.lang == "ja" {
		s.content = export.Notice{Kind: export.NoticeOther, Plain: s.text}
		if v.app == mac {
			s.content = export.Text{Body: s.text}
		}
	}
	if n.Kind == export.NoticeJoin && c.Plan.Open && v.warning != "" {
		s.text += v.warning
		n.Plain = s.text
		s.content = n
		s.after = []said{warned(windowsPolicy), warned(windowsPolicies)}
	}
	return s
}

func warned(text string) said {
	return said{text: text, content: export.Notice{Kind: export.NoticeWarning, Plain: text}}
}
