package kakaotest

import (
	"iter"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Truth returns what reading the export must give for a message of the chat:
// its content with the app's words, and no more files than the export tells of.
// Messages says the rest; Truth knows no neighbours, so that it pairs no files.
func (v Variant) Truth(c *formattest.Chat, m *export.Message) export.Content {
	return v.say(c, m).content
}

func (v Variant) mediaTruth(m export.Media) export.Content {
	t := export.Media{Plain: strings.ReplaceAll(v.media(m), "\r\n", "\n")}
	count := len(m.Files)
	if !v.named() && !v.counts() {
		count = 1 // "Photo" does not say how many
	}
	for _, f := range m.Files[:count] {
		switch {
		case f.Kind == export.FileDocument:
			f.SourceKey = f.Name
		case !v.named():
			f = export.File{Kind: f.Kind, State: export.FileNotExported}
		case f.State == export.FilePresent:
			f.SourceKey, f.Size = f.Name, int64(len(formattest.FileBytes(f.Name)))
		case f.State == export.FileMissing:
			f.SourceKey = f.Name
		}
		t.Files = append(t.Files, f)
	}
	return t
}

// Messages yields what reading the export must give, in order: refs are those
// of the chat, and a person is called what Called says. Times are as exact as
// the export's; a line without a time has that of the line before it on the same
// day, or else its day, and says Inferred. Warnings that Windows writes after a
// join are notices of their own; what an export does not show is left out.
//
// The second value is true where the rendering leaves it open what a message is,
// see Ambiguous, or whether a line is one: for instance a notice without a time
// after a message of several lines.
func (v Variant) Messages(c *formattest.Chat) iter.Seq2[*export.Message, bool] {
	return func(yield func(*export.Message, bool) bool) {
		t := teller{v: v, c: c, yield: yield, files: v.stamps(c)}
		for m, open := range v.judged(c, c.Messages()) {
			if !t.tell(m, open != clear) {
				return
			}
		}
		t.flush()
	}
}

// teller makes the truth of one message after another.
type teller struct {
	v       Variant
	c       *formattest.Chat
	yield   func(*export.Message, bool) bool
	files   map[int64][]string
	seq     int64
	last    export.Time
	undated []pending // rows of a CSV before the first that has a time
}

type pending struct {
	m    *export.Message
	open bool
}

func (t *teller) tell(m *export.Message, open bool) bool {
	s := t.v.say(t.c, m)
	if s.content == nil {
		return true
	}
	if media, ok := s.content.(export.Media); ok && t.files != nil {
		s.content = paired(media, t.files[m.Seq])
	}
	if !t.one(m.Time.T, &s, open) {
		return false
	}
	for i := range s.after {
		if !t.one(m.Time.T, &s.after[i], open) {
			return false
		}
	}
	return true
}

func (t *teller) one(at time.Time, s *said, open bool) bool {
	t.seq++
	m := &export.Message{Chat: t.c.Info.Ref, Sender: s.by, Seq: t.seq, Content: s.content, Time: t.time(at, s.timed)}
	if m.Time.T.IsZero() {
		t.undated = append(t.undated, pending{m, open})
		return true
	}
	if !t.flush() {
		return false
	}
	return t.yield(m, open)
}

// time returns what the export tells of a time, zero where nothing yet.
func (t *teller) time(at time.Time, timed bool) export.Time {
	exact := time.Minute
	if t.v.app == mac {
		exact = time.Second
	}
	if timed {
		t.last = export.Time{T: at.Truncate(exact), Precision: exact, Zone: export.ZoneAssumed}
		return t.last
	}
	y, m, d := at.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, at.Location())
	if t.v.app != mac && t.last.T.Before(midnight) { // after a date line
		return export.Time{T: midnight, Precision: 24 * time.Hour, Zone: export.ZoneAssumed, Inferred: true}
	}
	inferred := t.last
	inferred.Inferred = true
	return inferred
}

// flush yields the rows that wait for the time of the first dated one.
func (t *teller) flush() bool {
	for _, p := range t.undated {
		if !t.last.T.IsZero() {
			p.m.Time = t.last
			p.m.Time.Inferred = true
		}
		if !t.yield(p.m, p.open) {
			return false
		}
	}
	t.undated = nil
	return true
}
