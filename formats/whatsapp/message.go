package whatsapp

import (
	"exile/export"
)

// finish emits the record that is being read.
func (r *room) finish() error {
	c := &r.cur
	if !c.open {
		return nil
	}
	c.open = false
	body := c.whole()
	if c.by == nil || c.ios && r.isNotice(c.by, body) {
		return r.notice(body)
	}
	m := r.slab.Last()
	var err error
	if m.Sender, err = r.sender(); err != nil {
		return err
	}
	if says := r.says.lang.table; says.ordinaryLine(body) && (len(c.more) == 0 || says.ordinary(body)) {
		return r.out.Text(m, body)
	}
	content, edited := r.says.content(body)
	m.Content = content
	if edited {
		m.Edits = []export.Edit{{}}
	}
	if media, ok := content.(export.Media); ok {
		if err := r.checkFiles(media.Files, m.From); err != nil {
			return err
		}
	}
	return r.emit(m)
}

// isNotice reports whether what an iPhone gives an author is the app's word. People
// begin texts with a mark, too. So it is the app's where the chat is the author, or
// where the words are known, or say what their author did; in a chat of two a
// sentence of the other's is. That is a guess, and counted.
func (r *room) isNotice(by *author, body string) bool {
	if by.name == r.chatName && r.chatName != "" {
		return true
	}
	titled := r.title != nil && by.name == r.title.name
	if !isMarked(body) || !r.says.systemPayload(body) {
		return false
	}
	if titled && r.silent || r.says.surely(body, by.name) {
		return true
	}
	r.tally.guessed++
	return titled && (r.seq == 1 || r.likely(body))
}

// sender is who wrote the record.
func (r *room) sender() (export.PersonRef, error) {
	a := r.cur.by
	if a.ref == 0 {
		var err error
		if a.ref, err = r.people.Ref(a.name, r.emit); err != nil {
			return 0, err
		}
	}
	return a.ref, nil
}

// notice emits what the app says. An iPhone gives it an author all the same: the
// chat itself, or whoever did it. Calls and deleted messages have one in truth.
func (r *room) notice(body string) error {
	said := r.says.notice(body)
	m := r.slab.Last()
	n, ok := said.content.(export.Notice)
	if !ok {
		m.Content = said.content
		if r.cur.by != nil {
			var err error
			if m.Sender, err = r.sender(); err != nil {
				return err
			}
		}
		return r.emit(m)
	}
	if self := r.people.Self; self != "" { // the app calls them "you"
		if said.byMe {
			said.actor = self
		}
		if said.toMe {
			said.people = append(said.people, self)
		}
	}
	var err error
	if said.actor != "" {
		if n.Actor, err = r.people.Ref(said.actor, r.emit); err != nil {
			return err
		}
	}
	for _, name := range said.people {
		ref, err := r.people.Ref(name, r.emit)
		if err != nil {
			return err
		}
		n.People = append(n.People, ref)
	}
	m.Content = n
	return r.emit(m)
}

func (r *room) checkFiles(files []export.File, from export.Source) error {
	for i := range files {
		if f := &files[i]; f.State == export.FileMissing {
			if err := r.emit(&export.Problem{Code: export.MissingFile, Name: f.Name, From: from}); err != nil {
				return err
			}
		}
	}
	return nil
}
