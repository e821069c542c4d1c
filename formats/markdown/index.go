package markdown

import (
	"bufio"
	"errors"
	"fmt"

	"exile/export"
	"exile/formats/words"
)

// listed is what the list of all chats says of one.
type listed struct {
	title, folder string
	notes         int
	messages      int64
	span          string // its first and last day
}

func (w *chatWriter) listed() listed {
	l := listed{title: w.title, folder: w.folder, notes: len(w.notes)}
	for i := range w.notes {
		l.messages += w.notes[i].messages
	}
	first, last := 0, len(w.notes)-1
	if w.notes[0].key == undated && last > 0 {
		first++
	}
	l.span = w.date(first)
	if first < last {
		l.span += " – " + w.date(last)
	}
	return l
}

// contents writes the note of a chat: who writes in it, and its notes.
func (w *chatWriter) contents() error {
	f, err := w.run.out.Create(w.folder + "/" + w.folder + ".md")
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<16)
	p, l := &w.page, w.listed()
	p.reset()
	b := p.b
	b = append(b, "---\n"...)
	b = appendProperty(b, "title", w.title)
	b = appendProperty(b, "app", w.chat.App)
	b = appendProperty(b, "kind", string(w.chat.Kind))
	b = append(appendInt(append(b, "people: "...), int64(len(w.writers))), '\n')
	b = append(appendInt(append(b, "messages: "...), l.messages), '\n')
	b = append(appendInt(append(b, "notes: "...), int64(l.notes)), '\n')
	b = append(b, "---\n\n"...)
	p.b = b
	p.heading("# ", w.title)
	p.b = append(p.b, '\n')
	p.fileLink(w.indexTitle(), "../"+w.indexTitle()+".md", "")
	p.b = append(p.b, "\n\n"...)
	p.heading("## ", words.LabelPeople.In(w.lang))
	p.b = append(p.b, '\n')
	for _, ref := range w.writers {
		w.person(ref)
		_, _ = out.Write(p.b) // Flush returns the error
		p.reset()
	}
	p.b = append(p.b, '\n')
	p.heading("## ", words.LabelNotes.In(w.lang))
	p.b = append(p.b, '\n')
	for i := range w.notes {
		p.raw("- ")
		p.fileLink(w.date(i), w.noteName(i), "")
		w.count(p, w.notes[i].messages)
		_, _ = out.Write(p.b)
		p.reset()
	}
	return errors.Join(out.Flush(), f.Close())
}

// person writes the line of one of a chat's people.
func (w *chatWriter) person(ref export.PersonRef) {
	p := &w.page
	p.raw("- ")
	p.state = lineEmpty // to Markdown an item begins as a line does
	p.text(w.room.name(ref), false)
	p.join()
	if w.people.isSelf(ref) {
		p.raw(" (" + words.LabelMe.In(w.lang) + ")")
	}
	w.count(p, w.counts[ref])
}

func (r *run) count(p *body, n int64) {
	p.raw(" · " + fmt.Sprintf(words.LabelMessages.In(r.lang), n))
	p.b = append(p.b, '\n')
}

// indexTitle is what the note that lists all chats is called.
func (r *run) indexTitle() string { return words.LabelChats.In(r.lang) }

// index writes the note that lists all chats.
func (r *run) index(list []listed) error {
	title := r.indexTitle()
	f, err := r.out.Create(title + ".md")
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(f, 1<<16)
	p := &r.page
	p.reset()
	b := p.b
	b = append(b, "---\n"...)
	b = appendProperty(b, "title", title)
	b = append(appendInt(append(b, "chats: "...), int64(len(list))), '\n')
	b = append(b, "---\n\n"...)
	p.b = b
	p.heading("# ", title)
	p.b = append(p.b, '\n')
	for i := range list {
		l := &list[i]
		p.raw("- ")
		p.fileLink(l.title, l.folder+"/"+l.folder+".md", "")
		p.raw(" · " + l.span)
		r.count(p, l.messages)
		_, _ = out.Write(p.b) // Flush returns the error
		p.reset()
	}
	_, _ = out.Write(p.b)
	return errors.Join(out.Flush(), f.Close())
}

// heading writes a line that is a heading.
func (w *body) heading(level, s string) {
	w.raw(level)
	w.text(s, false)
	w.join()
	w.b = append(w.b, '\n')
}
