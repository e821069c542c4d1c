package linetest

import (
	"bufio"
	"io"
	"strings"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"exile/export"
	"exile/formats"
	"exile/formats/formattest"
)

// Write writes an export.
func (v Variant) Write(w io.Writer, c *formattest.Chat) error {
	out := w
	var encoder *transform.Writer
	switch v.encoding {
	case utf8:
	case utf16:
		encoder = transform.NewWriter(w, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder())
	case cp874:
		encoder = transform.NewWriter(w, charmap.Windows874.NewEncoder())
	}
	if encoder != nil {
		out = encoder
	}
	p := &printer{v: v, c: c, w: bufio.NewWriterSize(out, 1<<16)}
	p.head()
	for m := range c.Messages() {
		p.message(m)
	}
	if err := p.w.Flush(); err != nil {
		return err
	}
	if encoder != nil {
		return encoder.Close()
	}
	return nil
}

// printer writes one export. Errors stay in w until it is flushed.
type printer struct {
	v         Variant
	c         *formattest.Chat
	w         *bufio.Writer
	year, day int
	count     int
	unix      int64 // of clock
	second    bool  // clock is of the second form
	clock     string
}

func (p *printer) head() {
	if p.v.bom {
		p.w.WriteString("\ufeff")
	}
	if p.v.Desktop {
		return
	}
	around := p.v.group
	if p.c.Info.Kind == export.ChatDirect {
		around = p.v.direct
	}
	p.line(p.v.shown(around[0] + p.c.Info.Title + around[1]))
	p.line(p.v.saved + p.v.savedAt(p.c.Info.Saved))
	if p.v.airless {
		p.line("")
	}
}

// line writes a line, or several.
func (p *printer) line(s string) {
	if p.v.ending != "\n" {
		s = strings.ReplaceAll(s, "\n", p.v.ending)
	}
	p.w.WriteString(s)
	p.w.WriteString(p.v.ending)
}

// message writes what the export shows of a message, after its date line if it
// is the first of its day.
func (p *printer) message(m *export.Message) {
	s := p.v.say(p.c, m)
	if s.content == nil {
		return
	}
	if y, d := m.Time.T.Year(), m.Time.T.YearDay(); y != p.year || d != p.day {
		p.year, p.day = y, d
		if !p.v.airless {
			p.line("")
		}
		p.line(p.v.day(m.Time.T))
	}
	p.timed(m)
	tab := "\t"
	switch {
	case p.v.Desktop:
		tab = " "
	case p.v.spaces:
		tab = "    "
	}
	p.w.WriteString(p.clock)
	p.w.WriteString(tab)
	switch {
	case s.column:
		p.w.WriteString(p.v.Called(p.c, s.by))
		p.w.WriteString(tab)
	case !s.short && !p.v.Desktop:
		p.w.WriteString(tab)
	}
	p.line(p.v.quoted(s))
}

// quoted is the text of a record as it is written.
func (v Variant) quoted(s said) string {
	if v.quotes == bare || !strings.Contains(s.text, "\n") {
		return s.text
	}
	if v.quotes == doubled {
		return `"` + strings.ReplaceAll(s.text, `"`, `""`) + `"`
	}
	return `"` + s.text + `"`
}

func (p *printer) timed(m *export.Message) {
	p.count++
	second := p.v.second != nil && p.count%2 == 0
	unix := m.Time.T.Unix()
	if p.clock != "" && unix == p.unix && second == p.second {
		return
	}
	p.unix, p.second = unix, second
	if p.clock = p.v.clock(m.Time.T); second {
		p.clock = p.v.second(m.Time.T)
	}
}

// File returns the name of the file, as the app gives it.
func (v Variant) File(c *formattest.Chat) string {
	name := "[LINE] " + c.Info.Title
	direct := c.Info.Kind == export.ChatDirect
	switch {
	case v.Desktop:
		name = "[LINE]" + c.Info.Title
	case v.Lang == "en" && direct:
		name = "[LINE] Chat with " + c.Info.Title
	case v.Lang == "ja" && direct:
		name = "[LINE] " + c.Info.Title + "とのトーク"
	case v.Lang == "zh-TW" && direct:
		name = "[LINE] 與" + c.Info.Title + "的聊天"
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name) + ".txt"
}

// Input returns the export as a reader is handed it.
func (v Variant) Input(c *formattest.Chat) (formats.Input, error) {
	var text strings.Builder
	if err := v.Write(&text, c); err != nil {
		return formats.Input{}, err
	}
	name := v.File(c)
	root, err := formats.NewRoot(name, formats.RootFile, fstest.MapFS{name: {Data: []byte(text.String())}})
	return formats.Input{Roots: []formats.Root{root}}, err
}
