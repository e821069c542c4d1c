package kakaotalk

import (
	"strings"
	"time"
	"unicode/utf8"

	"exile/export"
)

// next makes the next message.
func (r *room) next(at stamp) { r.nextAt(r.time(at, 0), time.Minute) }

func (r *room) nextAt(t time.Time, precision time.Duration) {
	m := r.slab.Next()
	r.seq++
	m.Chat, m.Seq = r.ref, r.seq
	m.Time.T, m.Time.Precision, m.Time.Zone = t, precision, export.ZoneAssumed
	now := t.Unix()
	if now < r.before {
		r.tally.earlier++
	}
	r.before = now
	r.place(&m.From)
}

// last is the message that next made last.
func (r *room) last() *export.Message { return r.slab.Last() }

// time returns what the clock showed: seconds after a stamp.
func (r *room) time(s stamp, seconds int) time.Time {
	return r.days.At(int(s.year), time.Month(s.month), int(s.day), int(s.minute)*60+seconds)
}

// say gives the last message its content and emits it. The pieces are lines of
// the text, or names of an album.
func (r *room) say(body string, pieces []string) error {
	m := r.last()
	if len(pieces) == 0 && r.isText(body) {
		return r.write(m, body)
	}
	content := r.content(body, pieces)
	switch c := content.(type) {
	case export.Text:
		return r.write(m, c.Body)
	case export.Media:
		if len(r.media.pairs) > 0 {
			r.tally.paired += r.media.pair(m.Seq, c.Files)
		}
		for i := range c.Files {
			if err := r.checkFile(&c.Files[i], m.From); err != nil {
				return err
			}
		}
	case export.Call, export.Poll, export.Place, export.Card, export.Notice, export.Deleted, export.Unknown:
	}
	m.Content = content
	return r.emit(m)
}

// cutAt is the length, in UTF-16 units, at which the app cuts a text whose
// whole it no longer has.
const cutAt = 500

// write emits a message that is a text.
func (r *room) write(m *export.Message, body string) error {
	if n := len(body); n >= cutAt && n <= 3*cutAt && utf16Len(body) == cutAt {
		if err := r.emit(&export.Problem{Code: export.MaybeTruncated, From: m.From}); err != nil {
			return err
		}
	}
	return r.out.Text(m, body)
}

// isText reports whether a body is a text by a look at its ends, as nearly all
// are: content would say so too.
func (r *room) isText(body string) bool {
	n := len(body)
	return n < 4 || body[0] != '<' && body[n-4] != '.' && (n <= hexDigits || body[hexDigits] != '.') && r.marks.isText(body)
}

// content says what a body and the pieces after it mean.
func (r *room) content(body string, more []string) export.Content {
	if len(body) > 8 && body[0] <= 'f' { // an ASCII letter, a digit or '<'
		if m, ok := r.media.media(body, more, r.marks); ok {
			return m
		}
	}
	if len(more) > 0 {
		body += "\n" + strings.Join(more, "\n")
	}
	if m, ok := r.media.contact(body); ok {
		return m
	}
	got, typed := r.marks.content(body)
	if m, ok := got.(export.Media); ok {
		for i := range m.Files {
			if m.Files[i].State == export.FileMissing {
				r.media.find(&m.Files[i])
			}
		}
	}
	if typed {
		r.tally.typed++
	}
	return got
}

func (r *room) checkFile(f *export.File, from export.Source) error {
	switch f.State {
	case export.FileMissing:
		return r.emit(&export.Problem{Code: export.MissingFile, Name: f.Name, From: from})
	case export.FileNotExported:
		r.tally.absent(f.Kind)
	case export.FilePresent, export.FileExpired:
	}
	return nil
}

func utf16Len(s string) int {
	n := utf8.RuneCountInString(s)
	for i := range len(s) {
		if s[i] >= 0xF0 { // four bytes of UTF-8 are two units of UTF-16
			n++
		}
	}
	return n
}

// notice makes the last message what the app says in text, and emits it.
func (r *room) notice(text string) error {
	var content export.Content = export.Notice{Kind: export.NoticeOther, Plain: text}
	told, _ := r.p.loc.unwarned(text)
	if f, ok := parseFeed(r.p.feeds, told, r.p.names.is); ok {
		n := export.Notice{Kind: f.kind, Plain: text}
		var err error
		if f.named {
			if n.Actor, err = r.people.declare(f.actor, r.emit); err != nil {
				return err
			}
		}
		for _, name := range f.people {
			ref, err := r.people.declare(name, r.emit)
			if err != nil {
				return err
			}
			n.People = append(n.People, ref)
		}
		r.tally.present(f)
		content = n
	} else if said, ok := r.p.loc.said(text); ok {
		content = said
	} else if m, _, ok := r.marks.find(text); ok {
		if d, isDeleted := m.(export.Deleted); isDeleted {
			content = d
		}
	}
	m := r.last()
	m.Content = content
	return r.emit(m)
}
