//go:build cgo

package main

import (
	"bufio"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"exile/export"
	"exile/export/store"
)

// How a word that was found is shown on a terminal.
const (
	markOn  = "\x1b[1;7m"
	markOff = "\x1b[0m"
)

// printer writes hits as people read them, under the chat and the day.
func (s *searching) printer(out *bufio.Writer) func(*store.Hit) error {
	p := &hitLog{searching: s, log: newLog(s.app, s.people), titles: map[export.ChatRef]string{}}
	p.marks = isTerminal(s.stdout) || isTerminal(s.out.W)
	if s.system == "windows" || s.getenv("NO_COLOR") != "" || s.getenv("TERM") == "dumb" {
		p.marks = false
	}
	for i := range s.chats {
		p.titles[s.chats[i].Ref] = s.titleOf(&s.chats[i])
	}
	return func(h *store.Hit) error {
		_, err := out.WriteString(p.hit(h))
		return err
	}
}

// hitLog lays hits out.
type hitLog struct {
	*searching
	log    *chatLog
	titles map[export.ChatRef]string
	marks  bool
	head   string
}

func (p *hitLog) hit(h *store.Hit) string {
	var b strings.Builder
	head := "── " + p.titles[h.Chat]
	if day := strings.TrimPrefix(p.log.dayLine(h.Time), "── "); day != "" {
		head += " ── " + day
	} else {
		head += " ──"
	}
	switch {
	case head != p.head && p.head != "":
		b.WriteByte('\n')
	case head == p.head && p.context > 0:
		b.WriteString("⋯\n")
	}
	if head != p.head {
		b.WriteString(head + "\n")
		p.head = head
	}
	for _, m := range h.Before {
		p.message(&b, m, false)
	}
	p.message(&b, h.Message, true)
	for _, m := range h.After {
		p.message(&b, m, false)
	}
	return b.String()
}

// message lays out one message. Among its neighbours a hit has a sign.
func (p *hitLog) message(b *strings.Builder, m *export.Message, hit bool) {
	sign := ""
	if p.context > 0 {
		sign = "  "
		if hit {
			sign = "> "
		}
	}
	clock := sign + p.log.clock(m.Time)
	head := clock + "  · "
	if m.Sender != 0 {
		head = clock + "  " + p.log.names[m.Sender] + ": "
	}
	indent := strings.Repeat(" ", uniseg.StringWidth(clock)+2)
	lines := strings.Split(p.log.body(m.Content), "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	if hit {
		lines = p.shown(lines, m.Content)
	}
	for i, line := range lines {
		if i > 0 {
			head = indent
		}
		b.WriteString(strings.TrimRight(head+line, " ") + "\n")
	}
}

// What is shown of a long message.
const (
	mostLines   = 6
	widestLine  = 240 // in columns
	aroundWords = 80  // letters before a word, where a line is wider
)

// shown chooses the lines of a hit that are worth showing, and marks its words.
func (p *hitLog) shown(lines []string, c export.Content) []string {
	marked := func(line string) bool { return len(p.query.Marks(line)) > 0 }
	if media, ok := c.(export.Media); ok && !slices.ContainsFunc(lines, marked) {
		for _, f := range media.Files { // a name that stands for nothing is not in the body
			if marked(f.Name) {
				lines = append(lines, clean(f.Name))
			}
		}
	}
	if len(lines) > mostLines {
		all := lines
		lines = lines[:1:1]
		for _, line := range all[1:] {
			if marked(line) && len(lines) < mostLines {
				lines = append(lines, line)
			}
		}
		lines = append(lines, "…")
	}
	for i, line := range lines {
		lines[i] = p.marked(p.narrow(line))
	}
	return lines
}

// narrow cuts a line that is very wide around its first word.
func (p *hitLog) narrow(line string) string {
	if uniseg.StringWidth(line) <= widestLine {
		return line
	}
	if marks := p.query.Marks(line); len(marks) > 0 {
		if before := []rune(line[:marks[0][0]]); len(before) > aroundWords {
			line = "…" + string(before[len(before)-aroundWords:]) + line[marks[0][0]:]
		}
	}
	return short(line, widestLine)
}

func (p *hitLog) marked(line string) string {
	if !p.marks {
		return line
	}
	var b strings.Builder
	last := 0
	for _, m := range p.query.Marks(line) {
		b.WriteString(line[last:m[0]] + markOn + line[m[0]:m[1]] + markOff)
		last = m[1]
	}
	return b.String() + line[last:]
}

// encoder writes hits as JSON Lines, as the format jsonl has them: every chat and
// person before the first message that names them, and of a message whether it is
// a hit or stands beside one.
func (s *searching) encoder(out *bufio.Writer) func(*store.Hit) error {
	e := &hitEncoder{out: out, people: map[export.PersonRef]*export.Person{}, chats: map[export.ChatRef]*export.Chat{}}
	for i := range s.people {
		e.people[s.people[i].Ref] = &s.people[i]
	}
	for i := range s.chats {
		e.chats[s.chats[i].Ref] = &s.chats[i]
	}
	e.line(export.AppendJSONHeader(nil))
	return e.hit
}

type hitEncoder struct {
	out    *bufio.Writer
	enc    export.JSONEncoder
	buf    []byte
	people map[export.PersonRef]*export.Person // those that were not written yet
	chats  map[export.ChatRef]*export.Chat
}

// line writes a line; out keeps its error.
func (e *hitEncoder) line(b []byte) {
	b = append(b, '\n')
	e.buf = b
	_, _ = e.out.Write(b)
}

func (e *hitEncoder) hit(h *store.Hit) error {
	for _, m := range h.Before {
		e.message(m, `,"hit":false}`)
	}
	e.message(h.Message, `,"hit":true}`)
	for _, m := range h.After {
		e.message(m, `,"hit":false}`)
	}
	_, err := e.out.Write(nil)
	return err
}

func (e *hitEncoder) message(m *export.Message, end string) {
	if p := e.people[m.Sender]; p != nil {
		e.line(e.enc.AppendEvent(e.buf[:0], p))
		delete(e.people, m.Sender)
	}
	if c := e.chats[m.Chat]; c != nil {
		e.line(e.enc.AppendEvent(e.buf[:0], c))
		delete(e.chats, m.Chat)
	}
	if media, ok := m.Content.(export.Media); ok {
		for i := range media.Files { // where bytes lie means nothing outside of the store
			media.Files[i].Root, media.Files[i].Path = 0, ""
		}
	}
	line := e.enc.AppendEvent(e.buf[:0], m)
	e.line(append(line[:len(line)-1], end...))
}
