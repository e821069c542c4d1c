package bubble

import (
	"strconv"

	"exile/export"
	"exile/formats/words"
)

// message appends what is no notice.
func (l *Layout) message(dst []byte, m *export.Message) []byte {
	sender, id := l.people.number(m.Sender), l.number(m)
	same := l.run && sender == l.sender
	l.run, l.sender = true, sender
	dst = append(dst, markMessage...)
	me := sender != nobody && l.people.all[sender].self
	if me {
		dst = append(dst, " me"...)
	}
	if same {
		dst = append(dst, " on"...)
	}
	dst = appendID(dst, id)
	if !same || l.opt.EachNamed {
		dst = l.name(dst, sender, me)
	}
	dst = append(dst, `<div class="b">`...)
	dst = l.reply(dst, m.ReplyTo)
	dst = l.forward(dst, m.Forward)
	dst = l.content(dst, m)
	dst = l.edits(dst, l.say.Edited, m.Edits)
	if l.opt.Earlier != nil {
		dst = l.edits(dst, l.say.Earlier, l.opt.Earlier(m))
	}
	dst = append(dst, "</div>"...)
	dst = l.when(dst, m, id)
	dst = l.reactions(dst, m.Reactions)
	return append(dst, "</article>\n"...)
}

func appendID(dst []byte, id int64) []byte {
	dst = append(dst, `" id="m`...)
	dst = strconv.AppendInt(dst, id, 10)
	return append(dst, `">`...)
}

func (l *Layout) name(dst []byte, sender int32, me bool) []byte {
	if sender == nobody {
		return dst
	}
	p := &l.people.all[sender]
	dst = append(dst, `<p class="n c`...)
	dst = append(dst, p.color, '"', '>')
	dst = append(append(append(dst, "<bdi>"...), p.html...), "</bdi>"...)
	if me {
		dst = append(append(append(dst, " ("...), l.say.You...), ')')
	}
	return append(dst, "</p>"...)
}

// when appends the time, which is the link to the message.
func (l *Layout) when(dst []byte, m *export.Message, id int64) []byte {
	if DayOf(&m.Time) == 0 {
		return dst
	}
	dst = append(dst, `<a class="w" href="#m`...)
	dst = strconv.AppendInt(dst, id, 10)
	dst = append(dst, `">`...)
	return append(l.appendTime(dst, &m.Time), "</a>"...)
}

// concerned appends whom a notice is about, where the source has no words that tell it.
func (l *Layout) concerned(dst []byte, n export.Notice) []byte {
	sep := " "
	for _, name := range l.people.Concerned(n) {
		dst = append(AppendText(append(append(dst, sep...), "<bdi>"...), name), "</bdi>"...)
		sep = ", "
	}
	return dst
}

func (l *Layout) notice(dst []byte, m *export.Message, n export.Notice) []byte {
	id := l.number(m)
	l.run = false
	dst = append(dst, markNotice...)
	dst = appendID(dst, id)
	dst = append(dst, `<p dir="auto">`...)
	if name := l.people.nameOf(m.Sender); name != "" {
		dst = append(AppendText(append(dst, "<b><bdi>"...), name), "</bdi></b> "...)
	}
	dst = l.links.text(dst, words.Of(l.lang, n))
	if Blank(n.Plain) {
		dst = l.concerned(dst, n)
	}
	dst = append(dst, "</p>"...)
	dst = l.when(dst, m, id)
	dst = l.reactions(dst, m.Reactions)
	return append(dst, "</article>\n"...)
}
