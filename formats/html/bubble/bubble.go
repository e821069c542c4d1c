package bubble

import (
	"exile/export"
)

// Options say for whom messages are laid out, and where things are.
type Options struct {
	Lang   string  // of exile's own words: "ko", else English
	People *People // those that messages name; nil: nobody is known

	// DayID stands before the date in the id of a day's section; "": days have no id. Of a
	// date that comes up again only the first section has one.
	DayID string

	// EachNamed puts the name into every message, also into one that follows another of its sender. The
	// style does not show it there: it is for readers of the screen.
	EachNamed bool

	// NewTab lets links to the web open beside the page, and not in its place.
	NewTab bool

	// ID returns the number of a message; its element has the id m and the number. nil: it is the store's.
	ID func(m *export.Message) int64

	// File says where the bytes of the file m.Content.(export.Media).Files[i] are. It is asked for files that
	// are present alone, each once, in their order. nil: they are named like those that are absent.
	File func(m *export.Message, i int) File

	// Earlier returns older states of a message that are known from elsewhere, oldest first, beside
	// those in m.Edits. nil: there are none.
	Earlier func(m *export.Message) []export.Edit

	// Remedy returns words of ours about how to come by a file that is not there, which are
	// folded under its name; "" or nil: there are none. Of several files without names the first is asked for.
	Remedy func(m *export.Message, f *export.File) string

	// Answer returns what a reply answers; false: it is not here. nil: nothing is.
	Answer func(r *export.Reply) (Target, bool)
}

// File says how a file is shown.
type File struct {
	Name    string // under which it is saved; "": as it is called
	Address string // of its bytes, as it stands in no HTML yet
	Shape   Shape  // what a browser makes of it; Active and Inert become links
	Renamed bool   // Name is not what its people call it, lest it be run: the link says so
	Inline  bool   // Address holds the bytes themselves, and is not to be repeated
	Instead string // words that stand in its place; the rest is not looked at
}

// Target is the message that a reply answers.
type Target struct {
	Address string // as it stands in no HTML yet
	Sender  export.PersonRef
}

// Layout appends messages of one chat, in their order. It is for one goroutine.
type Layout struct {
	opt    Options
	lang   string
	say    *labels
	links  links
	people *People
	day    Day   // of the section that is open
	latest Day   // the latest day that had a section
	open   bool  // a section is open
	run    bool  // the message before was nobody's notice, and of the same day
	sender int32 // who wrote it
}

// New returns a layout for a chat.
func New(opt Options) *Layout {
	l := &Layout{opt: opt, lang: "en", people: opt.People, links: away}
	if opt.Lang == "ko" {
		l.lang = "ko"
	}
	l.say = labelsOf(l.lang)
	if l.people == nil {
		l.people = &People{}
	}
	if opt.NewTab {
		l.links = beside
	}
	return l
}

// Append appends a message or notice, with the heading of its day if it begins one.
func (l *Layout) Append(dst []byte, m *export.Message) []byte {
	dst = l.begin(dst, DayOf(&m.Time))
	if n, ok := m.Content.(export.Notice); ok {
		return l.notice(dst, m, n)
	}
	return l.message(dst, m)
}

// End ends the section of the last day, if one is open. What is appended afterwards begins
// with the heading of its day.
func (l *Layout) End(dst []byte) []byte {
	if l.open {
		dst = append(dst, "</section>\n"...)
	}
	l.open, l.run = false, false
	return dst
}

// begin begins the section of a day unless it is open.
func (l *Layout) begin(dst []byte, d Day) []byte {
	if l.open && d == l.day {
		return dst
	}
	dst = l.End(dst)
	l.open, l.day = true, d
	dst = append(dst, `<section class="day"`...)
	if d > 0 && d > l.latest {
		if l.opt.DayID != "" {
			dst = append(d.Append(AppendText(append(dst, ` id="`...), l.opt.DayID)), '"')
		}
		l.latest = d
	}
	if d == 0 {
		return append(append(append(dst, "><h2>"...), l.say.Undated...), "</h2>\n"...)
	}
	dst = d.Append(append(dst, ` data-d="`...))
	dst = d.Append(append(dst, `"><h2><time datetime="`...))
	return append(append(append(dst, `">`...), d.Long(l.lang)...), "</time></h2>\n"...)
}

// number is that of a message.
func (l *Layout) number(m *export.Message) int64 {
	if l.opt.ID == nil {
		return int64(m.ID)
	}
	return l.opt.ID(m)
}
