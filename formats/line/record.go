package line

import (
	"strings"
	"time"

	"exile/export"
	"exile/formats"
)

// record is the message that is being read: what follows may still belong to it.
type record struct {
	open   bool
	sent   bool // by somebody; else it is the app's
	name   string
	text   string
	more   []byte // further lines, each behind its line feed
	closed bool   // text is what stood between quotes
}

// Bounds on what a hostile file can make us hold: no app writes so much.
const (
	maxText  = formats.MaxRecord // bytes of one message
	maxBlank = 10_000            // blank lines in a row
	maxKept  = 1 << 20           // bytes of further lines, of which the room is used again
)

// body reads what follows the heading.
func (r *room) body() error {
	for n := 0; r.rows.next(); n++ {
		if n%512 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if err := r.line(); err != nil {
			return err
		}
	}
	return r.finish(len(r.blank))
}

func (r *room) line() error {
	now := &r.rows.row
	if now.text == "" {
		return r.hold()
	}
	if at, n := r.t.head.record(now.text); n > 0 {
		if r.p.desk == nil {
			return r.begin(at.minute, now.text[n:])
		}
		return r.beginDesk(at.minute, now.text[n:])
	}
	if d, ok := r.dateAt(now.line); ok {
		return r.newDay(d)
	}
	if r.repeats(now.line) {
		return r.again()
	}
	return r.continued()
}

// dateAt returns the day of a line that the first pass found to be one.
func (r *room) dateAt(line int) (day, bool) {
	dates := r.p.cal.dates
	for r.date < len(dates) && dates[r.date].line < line {
		r.date++
	}
	if r.date == len(dates) || dates[r.date].line != line {
		return day{}, false
	}
	return dates[r.date], true
}

// newDay marks a date line, and the empty line before it.
func (r *room) newDay(d day) error {
	if err := r.finish(1); err != nil {
		return err
	}
	r.day, r.dated, r.minute = civilOf(d.day), true, 0
	return r.mark(export.MarkDay, r.rows.row)
}

// repeats reports whether the heading stands at a line again, in a text that was
// put together of several.
func (r *room) repeats(line int) bool {
	splits := r.p.cal.splits
	for r.split < len(splits) && splits[r.split] < line {
		r.split++
	}
	return r.split < len(splits) && splits[r.split] == line
}

func (r *room) again() error {
	if err := r.finish(1); err != nil {
		return err
	}
	if err := r.mark(export.MarkTitle, r.rows.row); err != nil {
		return err
	}
	if next, ok := r.rows.peek(0); ok {
		if isSaved(next.text) {
			r.rows.next()
			return r.mark(export.MarkSaved, r.rows.row)
		}
	}
	return nil
}

// hold keeps an empty line: the next one tells whether it belongs to a text.
func (r *room) hold() error {
	if len(r.blank) >= maxBlank {
		if r.cur.open && r.slab.Last().From.Length < maxText {
			r.give(len(r.blank))
		} else if err := r.finish(0); err != nil {
			return err
		}
	}
	r.blank = append(r.blank, r.rows.row)
	return nil
}

// begin starts a record of a phone.
func (r *room) begin(minute int, rest string) error {
	if err := r.finish(0); err != nil {
		return err
	}
	c := &r.cur
	c.name, c.text, c.sent = r.t.head.columns(rest)
	if c.sent && r.p.hasMids() {
		_, c.text, _ = midOf(c.text)
	}
	r.start(minute)
	if c.sent && len(c.text) > 0 && c.text[0] == '"' && strings.Count(c.text, `"`)%2 == 1 {
		r.quoted(minute)
	}
	return nil
}

// start makes the message of a record whose columns are known.
func (r *room) start(minute int) {
	if cap(r.cur.more) > maxKept {
		r.cur.more = nil
	}
	r.cur.open, r.cur.closed, r.cur.more = true, false, r.cur.more[:0]
	m := r.slab.Next()
	r.seq++
	m.Chat, m.Seq = r.ref, r.seq
	r.place(&m.From, &r.rows.row)
	r.minute = minute
	if r.day.year == 0 {
		r.tally.undated++
		return
	}
	m.Time.T = r.wall.At(r.day.year, r.day.month, r.day.day, minute*60)
	m.Time.Precision, m.Time.Zone = time.Minute, export.ZoneAssumed
	if !r.dated {
		m.Time.Inferred = true
		r.tally.inferred++
	}
	now := m.Time.T.Unix()
	if now < r.before {
		r.tally.earlier++
	}
	r.before = now
}

// continued takes a line that begins nothing: it is more of the text before it.
func (r *room) continued() error {
	if !r.cur.open || r.slab.Last().From.Length > maxText {
		if err := r.finish(0); err != nil {
			return err
		}
		return r.unread(r.rows.row)
	}
	r.give(len(r.blank))
	r.extend(&r.rows.row)
	return nil
}

// extend adds a line to the message that is being read.
func (r *room) extend(at *row) {
	r.cur.more = append(append(r.cur.more, '\n'), at.text...)
	r.cover(at)
}

// cover notes that a line belongs to the message that is being read.
func (r *room) cover(at *row) {
	s := &r.slab.Last().From
	s.Lines++
	s.Length = at.offset + at.length() - s.Offset
}

// give adds the first n empty lines held to the text and keeps the others.
func (r *room) give(n int) {
	for i := range r.blank[:n] {
		r.extend(&r.blank[i])
	}
	r.blank = append(r.blank[:0], r.blank[n:]...)
}

// finish emits the message that is being read. The empty lines held are its, but
// for the last ones, so many as belong to the layout.
func (r *room) finish(layout int) error {
	if r.cur.open {
		if n := len(r.blank) - layout; n > 0 {
			r.give(n)
		}
		r.cur.open = false
		if err := r.message(); err != nil {
			return err
		}
	}
	if len(r.blank) == 0 {
		return nil
	}
	for _, b := range r.blank {
		if err := r.mark(export.MarkBlank, b); err != nil {
			return err
		}
	}
	r.blank = r.blank[:0]
	return nil
}

// message emits the record that was read.
func (r *room) message() error {
	c := &r.cur
	body := c.text
	if len(c.more) > 0 {
		body = together(body, c.more)
		if !c.closed && c.sent {
			body = r.unquoted(body)
		}
	}
	if !c.sent {
		return r.notice(body)
	}
	m := r.slab.Last()
	var err error
	if m.Sender, err = r.person(c.name); err != nil {
		return err
	}
	return r.say(body)
}

// together makes one text of its first line and the others.
func together(first string, more []byte) string {
	var text strings.Builder
	text.Grow(len(first) + len(more))
	text.WriteString(first)
	text.Write(more)
	return text.String()
}

// say gives the last message its content and emits it.
func (r *room) say(body string) error {
	m := r.slab.Last()
	if isText(body) {
		return r.out.Text(m, body)
	}
	var typed bool
	m.Content, typed = content(body, r.p.desk != nil)
	if !typed {
		return r.emit(m)
	}
	r.tally.typed++
	if media, ok := m.Content.(export.Media); ok { // whose words could all be typed
		if err := r.attach(&media.Files[0]); err != nil {
			return err
		}
	}
	return r.emit(m)
}

// attach looks for a file, and reports one that is not there.
func (r *room) attach(f *export.File) error {
	if f.State == export.FileNotExported {
		r.tally.absent(f.Kind)
		return nil
	}
	if r.media.find(r.in, r.t, f); f.State == export.FilePresent {
		return nil
	}
	return r.emit(&export.Problem{Code: export.MissingFile, Name: f.Name, From: r.slab.Last().From})
}

// person returns who has that name. Who wrote records is known from the first pass,
// and is not remembered twice.
func (r *room) person(name string) (export.PersonRef, error) {
	k := r.p.find(name)
	switch {
	case k == nil:
		return r.people.Ref(name, r.emit)
	case k.ref != 0:
		return k.ref, nil
	}
	r.people.Last++
	k.ref = r.people.Last
	p := &export.Person{Ref: k.ref, Names: []string{k.name}, Self: k.name == r.people.Self, KnownBy: export.ByName}
	if mid := r.p.mids[k.name]; mid != "" && r.p.hasMids() {
		p.SourceKey, p.KnownBy = mid, export.ByKey
	}
	return k.ref, r.emit(p)
}

// appeared reports whether a person of that name was emitted.
func (r *room) appeared(name string) bool {
	k := r.p.senders[name]
	return k != nil && k.ref != 0 || r.people.Known(name)
}

// notice makes the last message what the app says in a line, and emits it.
func (r *room) notice(text string) error {
	m := r.slab.Last()
	first, _, _ := strings.Cut(text, "\n") // the app says what it says in one line
	if name, self, ok := unsentBy(first); ok {
		return r.unsent(name, self, text)
	}
	if c, _ := content(text, false); export.KindOf(c) != export.KindText {
		return r.say(text)
	}
	n := export.Notice{Kind: export.NoticeOther, Plain: text}
	if t, ok := noticeOf(first, r.isName); ok {
		n.Kind = t.kind
		var err error
		if t.actor != "" {
			if n.Actor, err = r.person(t.actor); err != nil {
				return err
			}
		}
		for _, name := range t.people {
			ref, err := r.person(name)
			if err != nil {
				return err
			}
			n.People = append(n.People, ref)
		}
	}
	m.Content = n
	return r.emit(m)
}

// unsent says that a message was taken back.
func (r *room) unsent(name string, self bool, text string) error {
	m := r.slab.Last()
	if self {
		name = r.people.Self
	}
	if name != "" {
		var err error
		if m.Sender, err = r.person(name); err != nil {
			return err
		}
	}
	m.Content = export.Deleted{By: export.DeletedBySender, Plain: text}
	return r.emit(m)
}

func (r *room) isName(s string) bool { return r.p.senders[s] != nil || r.people.Known(s) }
