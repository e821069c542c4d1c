package markdown

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"exile/export"
	"exile/formats"
	"exile/formats/words"
)

// noteFile is a note being written; one after the other is. What goes out is counted.
type noteFile struct {
	*bufio.Writer

	file io.WriteCloser // nil: none is open
	scan scanner
}

func newNoteFile() *noteFile {
	n := &noteFile{}
	n.Writer = bufio.NewWriterSize(teed{n}, 1<<16)
	return n
}

// teed writes to the file and to whoever counts.
type teed struct{ *noteFile }

func (t teed) Write(p []byte) (int, error) {
	_, _ = t.scan.Write(p) // never fails
	return t.file.Write(p)
}

// open begins a note.
func (n *noteFile) open(out formats.Output, name string) (err error) {
	n.scan.reset()
	if n.file, err = out.Create(name); err != nil {
		n.file = nil
	}
	return err
}

// close ends the note.
func (n *noteFile) close() error {
	err := n.Flush()
	n.scan.end()
	f := n.file
	n.file = nil
	return errors.Join(err, f.Close())
}

// noteName returns the name of a note's file in its folder.
func (w *chatWriter) noteName(i int) string { return w.noteTitle(i) + ".md" }

// noteTitle returns the name of a note: the date first, so that they lie in order,
// and the chat, so that no two of a vault are alike.
func (w *chatWriter) noteTitle(i int) string { return w.date(i) + " " + w.folder }

// date returns the date of a note, or the word for none.
func (w *chatWriter) date(i int) string {
	if w.notes[i].key == undated {
		return words.LabelUndated.In(w.lang)
	}
	return dateOf(w.notes[i].key)
}

// frontMatter writes what stands at the head of a note, and the links to others.
func (w *chatWriter) frontMatter(i int) {
	n := &w.notes[i]
	b := w.page.b[:0]
	b = append(b, "---\n"...)
	b = appendProperty(b, "title", w.date(i)+" "+w.title)
	b = appendProperty(b, "chat", w.title)
	b = appendProperty(b, "app", w.chat.App)
	if n.key != undated {
		b = appendProperty(b, "date", dateOf(n.key))
		b = appendProperty(b, "zone", string(appendOffset(nil, n.offset)))
	}
	b = append(b, "people:"...)
	if len(n.people) == 0 {
		b = append(b, " []"...)
	}
	b = append(b, '\n')
	for _, ref := range n.people {
		b = append(b, "  - "...)
		b = append(appendQuoted(b, w.room.name(ref)), '\n')
	}
	b = append(appendInt(append(b, "messages: "...), n.messages), '\n')
	b = append(appendInt(append(b, "notices: "...), n.notices), '\n')
	if i > 0 {
		b = appendNoteLink(b, "previous", w.noteTitle(i-1))
	}
	if i+1 < len(w.notes) {
		b = appendNoteLink(b, "next", w.noteTitle(i+1))
	}
	b = append(b, "---\n\n"...)
	_, _ = w.out.Write(b) // Flush returns the error
	w.page.b = b
	w.heading("# ", w.date(i)+" "+w.title)
	w.around(i)
}

// around writes the links to the notes before and after, and to the chat's.
func (w *chatWriter) around(i int) {
	p := &w.page
	p.reset()
	p.b = append(p.b, '\n')
	if i > 0 {
		p.fileLink("← "+w.date(i-1), w.noteName(i-1), "")
		p.raw(" · ")
	}
	p.fileLink(w.title, w.folder+".md", "")
	if i+1 < len(w.notes) {
		p.raw(" · ")
		p.fileLink(w.date(i+1)+" →", w.noteName(i+1), "")
	}
	p.b = append(p.b, '\n')
	_, _ = w.out.Write(p.b)
}

// heading writes a heading.
func (w *chatWriter) heading(level, s string) {
	w.page.reset()
	w.page.heading(level, s)
	_, _ = w.out.Write(w.page.b)
}

// fileLink writes a link to a file, and to a block in it where id is not empty.
func (w *body) fileLink(text, path, id string) {
	w.raw("[")
	w.text(text, false)
	w.join()
	w.raw("](")
	w.b = appendPath(w.b, path)
	if id != "" {
		w.b = append(append(w.b, '#'), id...)
	}
	w.raw(")")
}

// appendProperty appends a line of front matter.
func appendProperty(b []byte, name, value string) []byte {
	b = append(append(b, name...), ": "...)
	return append(appendQuoted(b, value), '\n')
}

// appendNoteLink appends a line of front matter that is a link in Obsidian.
func appendNoteLink(b []byte, name, title string) []byte {
	b = append(append(b, name...), `: "[[`...)
	b = append(b, strings.Trim(string(appendQuoted(nil, title)), `"`)...)
	return append(b, "]]\"\n"...)
}

// appendQuoted appends a text as YAML between double quotes. Whatever is neither a
// letter nor a digit nor plain punctuation goes by its number, so that nothing that
// reads a note as lines of text finds a command of its own in it; and [[ is broken
// apart, for note apps make a link of a value that has it.
func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	var last rune
	for _, r := range clean(s) {
		if r == '[' && last == '[' {
			b = append(b, `\u200B`...)
		}
		last = r
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), strings.ContainsRune(" -_.,()/+:'&!?~\u200d", r),
			r > 0xffff, r >= 0x2600 && r < 0x2800: // the last two are emoji, most of them
			b = utf8.AppendRune(b, r)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
	}
	return append(b, '"')
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

// appendPadded appends a number with at least width digits.
func appendPadded(b []byte, n int64, width int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	digits := 1
	for rest := n / 10; rest > 0; rest /= 10 {
		digits++
	}
	for ; digits < width; digits++ {
		b = append(b, '0')
	}
	return appendInt(b, n)
}

// appendOffset appends an offset from UTC as +09:00.
func appendOffset(b []byte, seconds int) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	b = appendPadded(append(b, sign), int64(seconds/3600), 2)
	return appendPadded(append(b, ':'), int64(seconds/60%60), 2)
}

// titleOf returns the title of a chat on one line.
func titleOf(c *export.Chat, lang string) string {
	if t := oneLine(c.Title); t != "" {
		return t
	}
	return words.In(lang, words.NoTitle)
}
