package linetest

import (
	"strings"

	"golang.org/x/text/encoding/charmap"

	"exile/export"
	"exile/formats/formattest"
)

// said is what an export shows of a message, and so what can be read of it.
type said struct {
	by      export.PersonRef // whom reading gives as its sender
	column  bool             // the sender has a column; else the words name them, or nobody
	short   bool             // the line has no empty column for the sender
	text    string
	content export.Content // nil: the export does not show the message at all
}

// say returns what the export shows of a message.
func (v Variant) say(c *formattest.Chat, m *export.Message) said {
	s := said{by: m.Sender, column: true}
	switch x := m.Content.(type) {
	case export.Text:
		s.text = v.shown(x.Body)
		s.content = export.Text{Body: s.text}
	case export.Notice:
		return v.sayNotice(c, x)
	case export.Deleted:
		return v.sayDeleted(c, m)
	case export.Media:
		return v.sayMedia(s, x)
	case export.Call:
		if v.Desktop {
			return said{} // nobody has shown one
		}
		s.text = v.shown(v.call(x.Duration))
		s.content = export.Call{Kind: export.CallVoice, Outcome: export.CallEnded, Duration: x.Duration, Plain: s.text}
	case export.Poll, export.Place, export.Card, export.Unknown: // not generated
		return said{}
	}
	return s
}

// sayMedia gives one line for all files of a message.
func (v Variant) sayMedia(s said, m export.Media) said {
	kind := m.Files[0].Kind
	if s.text = v.shown(v.marker(kind)); s.text == "" {
		return said{}
	}
	if !v.OneLanguage() {
		s.content = export.Text{Body: s.text}
		return s
	}
	f := export.File{Kind: kind, State: export.FileNotExported}
	if kind == export.FileDocument {
		f.Name, f.State = v.shown(m.Files[0].Name), export.FileMissing
		s.text += " " + f.Name
	}
	s.content = export.Media{Files: []export.File{f}, Plain: s.text}
	return s
}

func (v Variant) sayDeleted(c *formattest.Chat, m *export.Message) said {
	sentence, named := v.unsent(v.Called(c, m.Sender))
	if sentence == "" {
		return said{}
	}
	s := said{text: v.shown(sentence), short: v.Lang == "ja" || v.second != nil}
	if named {
		s.by = m.Sender
	}
	s.content = export.Deleted{By: export.DeletedBySender, Plain: s.text}
	return s
}

// sayNotice gives the app's sentence. One person is added at a time.
func (v Variant) sayNotice(c *formattest.Chat, n export.Notice) said {
	other := ""
	if len(n.People) > 0 {
		n.People = n.People[:1]
		other = v.Called(c, n.People[0])
	}
	s := said{text: v.shown(v.sentence(n.Kind, v.Called(c, n.Actor), other))}
	if s.text == "" {
		return said{}
	}
	n.Plain = s.text
	if s.content = n; !v.OneLanguage() {
		s.content = export.Notice{Kind: export.NoticeOther, Plain: s.text}
	}
	return s
}

// shown returns words as they come out of the file.
func (v Variant) shown(s string) string {
	if v.spaces {
		s = strings.ReplaceAll(s, "\t", "    ")
	}
	if v.encoding == cp874 {
		s = strings.Map(func(r rune) rune {
			if _, ok := charmap.Windows874.EncodeRune(r); !ok {
				return '?'
			}
			return r
		}, s)
	}
	return s
}
