package kakaotest

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"exile/export"
	"exile/formats/formattest"
)

// Write writes the text of an export.
func (v Variant) Write(w io.Writer, c *formattest.Chat) error {
	if v.rewritten != "" {
		w = &rewriter{w: w, ending: []byte(v.rewritten)}
	}
	p := newPrinter(v, c, w, 1)
	for m := range c.Messages() {
		p.message(m)
	}
	return p.w.Flush()
}

// printer writes one file of an export. Errors stay in w until it is flushed.
type printer struct {
	v         Variant
	c         *formattest.Chat
	w         *bufio.Writer
	row       strings.Builder
	year, day int
	days      int   // date lines so far
	unix      int64 // of date
	other     bool  // date is of the second form
	date      string
}

func newPrinter(v Variant, c *formattest.Chat, w io.Writer, part int) *printer {
	p := &printer{v: v, c: c, w: bufio.NewWriterSize(w, 1<<16)}
	if v.bom {
		p.w.WriteString("\ufeff")
	}
	if v.app == mac {
		p.w.WriteString("Date,User,Message\n")
	}
	if v.title == nil {
		return p
	}
	second := map[string]string{"ko": "저장한 날짜 : ", "en": "Date Saved : ", "ja": "保存した日付 : "}[v.lang]
	p.w.WriteString(v.title(c, part) + "\r\n" + second + v.saved(c.Info.Saved))
	p.w.WriteString(map[app]string{android: "\n\n", ios: "\r\n\r\n\r\n\r\n", windows: "\r\n\r\n"}[v.app])
	return p
}

// message writes what the export shows of a message, after its date line if it
// is the first of its day.
func (p *printer) message(m *export.Message) {
	s := p.v.say(p.c, m)
	if s.content == nil {
		return
	}
	p.dated(m)
	p.dateLine(m)
	p.said(&s)
	for i := range s.after {
		p.said(&s.after[i])
	}
}

// dated sets the date of the record.
func (p *printer) dated(m *export.Message) {
	second := p.v.mixed != nil && p.v.mixed(p.c, m)
	unix := m.Time.T.Unix()
	if unix == p.unix && p.date != "" && second == p.other {
		return
	}
	p.unix, p.other, p.date = unix, second, ""
	if second {
		p.date = p.v.second(m.Time.T)
		return
	}
	p.date = p.v.date(m.Time.T)
}

func (p *printer) dateLine(m *export.Message) {
	if y, d := m.Time.T.Year(), m.Time.T.YearDay(); p.v.app == mac || y == p.year && d == p.day {
		return
	}
	p.year, p.day = m.Time.T.Year(), m.Time.T.YearDay()
	p.days++
	// The empty line of the first day on an iPhone is the last of its head.
	if p.v.app == android || p.days > 1 && (p.v.app == ios || p.v.blank) {
		p.w.WriteString("\r\n")
	}
	p.w.WriteString(p.v.day(m.Time.T))
	p.w.WriteString("\r\n")
}

func (p *printer) said(s *said) {
	switch p.v.app {
	case android:
		p.mobile(s, ", ")
	case ios:
		colon := ": "
		if p.v.clock {
			colon = ", "
		}
		p.mobile(s, colon)
	case windows:
		p.bracketed(s)
	case mac:
		p.fields(s)
	}
}

// mobile writes a record of a phone. A newline within stays LF.
func (p *printer) mobile(s *said, notice string) {
	p.w.WriteString(p.date)
	if s.by == 0 {
		p.w.WriteString(notice)
	} else {
		p.w.WriteString(", ")
		p.w.WriteString(p.v.Called(p.c, s.by))
		p.w.WriteString(" : ")
	}
	p.w.WriteString(s.text)
	p.w.WriteString("\r\n")
}

// bracketed writes a record of Windows, on which every line ends with CRLF.
func (p *printer) bracketed(s *said) {
	if s.by != 0 {
		p.w.WriteString("[")
		p.w.WriteString(p.v.Called(p.c, s.by))
		p.w.WriteString("] [")
		p.w.WriteString(p.date)
		p.w.WriteString("] ")
	}
	p.w.WriteString(strings.ReplaceAll(s.text, "\n", "\r\n"))
	p.w.WriteString("\r\n")
}

// fields writes a row of the CSV.
func (p *printer) fields(s *said) {
	p.row.Reset()
	if s.timed {
		p.row.WriteString(p.date)
		p.row.WriteByte(',')
		p.v.field(&p.row, p.v.Called(p.c, s.by))
	} else {
		p.row.WriteString(`,""`)
	}
	p.row.WriteByte(',')
	p.v.field(&p.row, s.text)
	p.row.WriteByte('\n')
	p.w.WriteString(p.row.String())
}

// rewriter gives every line the same ending.
type rewriter struct {
	w      io.Writer
	ending []byte
}

func (r *rewriter) Write(p []byte) (int, error) {
	lf := bytes.ReplaceAll(p, []byte("\r"), nil) // only in endings: bodies have none
	if _, err := r.w.Write(bytes.ReplaceAll(lf, []byte("\n"), r.ending)); err != nil {
		return 0, err
	}
	return len(p), nil
}
