package whatsapptest

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// said is one record of an export, and what can be read of it.
type said struct {
	at      time.Time
	by      export.PersonRef // who reading says wrote it; 0: nobody
	author  string           // who stands before the colon; "": there is none
	marked  bool             // iOS: a mark stands before the stamp
	text    string           // lines end with LF
	content export.Content
	edited  bool
	open    bool   // it cannot be told what it is
	file    string // the name of the file that comes along; "": none does
	from    int64  // the Seq of the message it is made of; 0: the app's own
}

// says yields the records of a chat: first the app's own, then one for each
// message, or one for each file of an album. Without a judge none is open.
func (v Variant) says(c *formattest.Chat, j *judge) iter.Seq[*said] {
	return func(yield func(*said) bool) {
		t := newTeller(v, c, j)
		first := true
		for m := range c.Messages() {
			if first {
				s := t.system(m.Time.T, t.w.encrypted)
				s.content = export.Notice{Kind: export.NoticeOther, Plain: s.text}
				if first = false; !yield(t.finished(s)) {
					return
				}
			}
			for _, s := range t.tell(m) {
				s.from = m.Seq
				if !yield(t.finished(s)) {
					return
				}
			}
		}
	}
}

// teller makes records of messages. It counts the files, which have their numbers
// in their names.
type teller struct {
	v       Variant
	c       *formattest.Chat
	w       *tongue
	judge   *judge
	records int
	files   int             // of the day, on Android
	day     string          // of those
	named   map[string]bool // documents that go by their own names
}

func newTeller(v Variant, c *formattest.Chat, j *judge) *teller {
	return &teller{v: v, c: c, w: words(v.Lang), judge: j, named: map[string]bool{}}
}

// finished puts in what every record has.
func (t *teller) finished(s *said) *said {
	t.records++
	if !s.open && t.judge != nil {
		s.open = t.judge.open(s)
	}
	return s
}

func (t *teller) tell(m *export.Message) []*said {
	s := &said{at: m.Time.T, by: m.Sender, content: m.Content}
	if m.Sender != 0 {
		s.author = t.c.People[m.Sender-1].Name()
	}
	switch x := m.Content.(type) {
	case export.Text:
		s.text = x.Body
		if len(m.Edits) > 0 && t.w.edited != "" {
			s.edited = true
			s.text += " " + t.ownMark() + t.w.edited
		}
	case export.Notice:
		return []*said{t.notice(m.Time.T, x)}
	case export.Media:
		return t.media(s, x)
	case export.Call:
		t.call(s, x)
	case export.Deleted:
		t.deleted(s, x)
	case export.Poll:
		t.poll(s, x)
	case export.Place:
		t.place(s, x)
	case export.Card, export.Unknown:
		s.text = x.Words()
		s.content = export.Text{Body: s.text}
	}
	return []*said{s}
}

// ownMark stands before what an iPhone's app writes itself.
func (t *teller) ownMark() string {
	if t.v.IOS {
		return t.w.mark
	}
	return ""
}

// system is a line of the app's own: on Android without an author, on an iPhone
// as if the chat had written it.
func (t *teller) system(at time.Time, text string) *said {
	s := &said{at: at, text: text}
	if t.v.IOS {
		s.author, s.text = t.c.Info.Title, t.w.mark+text
	}
	return s
}

// notice returns the app's sentence. Names that the words around them do not
// set off leave it open who did it.
func (t *teller) notice(at time.Time, n export.Notice) *said {
	name := func(ref export.PersonRef) string { return t.c.People[ref-1].Name() }
	format, names := "", []any{}
	if n.Actor != 0 {
		names = append(names, name(n.Actor))
	}
	switch n.Kind {
	case export.NoticeJoin:
		format = t.w.join
	case export.NoticeLeave:
		format = t.w.leave
	case export.NoticeInvite, export.NoticeRemove:
		format = t.w.add
		if n.Kind == export.NoticeRemove {
			format = t.w.remove
		}
		list := make([]string, len(n.People))
		for i, p := range n.People {
			list[i] = name(p)
		}
		names = append(names, t.list(list))
	case export.NoticeManager, export.NoticeTitle:
		if n.Kind = export.NoticeTitle; t.w.subject != "" {
			format = t.w.subject
			break
		}
		fallthrough
	case export.NoticeHost, export.NoticeSetting, export.NoticeWarning, export.NoticeOther:
		n.Kind, format = export.NoticeSetting, t.w.icon
	}
	s := t.system(at, fmt.Sprintf(format, names...))
	n.Plain = strings.TrimFunc(s.text, isMark)
	s.content = n
	return s
}

// list joins names as the app does in English; others are not taken apart.
func (t *teller) list(names []string) string {
	n := len(names) - 1
	if n == 0 {
		return names[0]
	}
	and := " and "
	if t.v.Lang != "en" {
		and = ", "
	}
	return strings.Join(names[:n], ", ") + and + names[n]
}

func (t *teller) call(s *said, call export.Call) {
	missed, kind := t.w.missedVoice, "Voice call, "
	if call.Kind == export.CallVideo {
		missed, kind = t.w.missedVideo, "Video call, "
	}
	minutes := call.Duration / time.Minute
	if minutes == 0 || t.v.Lang != "en" {
		call.Outcome, call.Duration = export.CallMissed, 0
		s.text = t.ownMark() + missed
	} else {
		call.Duration = minutes * time.Minute
		s.text = t.ownMark() + fmt.Sprintf("%s\u200e%d min", kind, minutes)
	}
	call.Plain = strings.TrimFunc(s.text, isMark)
	s.content = call
}

func (t *teller) deleted(s *said, d export.Deleted) {
	word := t.w.deleted
	if t.c.People[s.by-1].Self {
		word = t.w.deletedBySelf
	}
	if d.By == export.DeletedByAdmin && t.v.Lang == "en" {
		word = t.w.deletedBySelf + " as admin"
	} else {
		d.By = export.DeletedBySender
	}
	if t.v.IOS && t.v.Lang == "en" {
		word += "."
	}
	s.text = t.ownMark() + word
	d.Plain = word
	s.content = d
}

func (t *teller) poll(s *said, p export.Poll) {
	if t.w.poll == "" {
		s.text = p.Question
		s.content = export.Text{Body: p.Question}
		return
	}
	lines := []string{"\u200e" + t.w.poll + ":", p.Question}
	for _, o := range p.Options {
		form := t.w.option[1]
		if o.Votes == 1 {
			form = t.w.option[0]
		}
		lines = append(lines, "\u200e"+fmt.Sprintf(form, o.Text, o.Votes))
	}
	s.text = strings.Join(lines, "\n")
	p.Plain = strings.TrimFunc(s.text, isMark)
	s.content = p
}

// place is a point on a map, or a place of a directory: on an iPhone on one line,
// on Android on three.
func (t *teller) place(s *said, p export.Place) {
	switch {
	case p.HasPoint:
		word := t.w.place
		if !t.v.IOS {
			word = strings.ToLower(word)
		}
		s.text = t.ownMark() + fmt.Sprintf("%s: https://maps.google.com/?q=%v,%v", word, p.Lat, p.Lng)
	case t.v.IOS:
		s.text = p.Name + " (" + p.Address + "): https://foursquare.com/v/4e89af95e5fa82ad4c0aa03b"
	default:
		s.text = p.Name + "\n" + p.Address + "\nhttps://foursquare.com/v/4e89af95e5fa82ad4c0aa03b"
	}
	p.Plain = strings.TrimFunc(s.text, isMark)
	s.content = p
}
