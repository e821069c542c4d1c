package telegram

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"exile/convert/handover"
)

// ErrText says that a text is none that exile writes, or not the one of its manifest.
var ErrText = errors.New("not a text of exile's")

// expected is one message of a part's text: 40 bytes.
type expected struct {
	at     int64  // seconds of Unix time, by the offset of the plan
	hash   uint64 // of the text, or of the file
	sender int32  // in Chat.People; notice: it has none
	part   int32  // in Chat.Parts
	file   int32  // in Part.Files; noFile: it is a text
	units  int32  // of UTF-16
	form   int8   // of the file, in the order of allForms
}

const (
	notice = -1 // as a sender
	noFile = -1
)

// maxText is the most that one message may take, in bytes.
const maxText = 64 << 20

// The form of a line that starts a message: see package exile/formats/telegram.
const (
	stampForm  = "[02/01/2006, 15:04:05] "
	attachedAs = "<attached: "
)

// reading reads the texts of a chat's parts.
type reading struct {
	chat   *handover.Chat
	people map[string]int32          // written name → index in chat.People
	offset int64                     // seconds east of UTC, of all stamps
	forms  func(part, file int) Form // in which a file went
	hash   *digests
	all    []expected

	part    int
	next    int // the file whose name comes next
	line    int // for errors
	text    []byte
	open    expected // the message whose text is being read
	begun   bool
	authors int64
	notices int64
}

func newReading(c *handover.Chat, offset int, forms func(part, file int) Form, d *digests) *reading {
	r := &reading{chat: c, people: make(map[string]int32, len(c.People)), offset: int64(offset), forms: forms, hash: d}
	total := int64(0)
	for i := range c.People {
		r.people[c.People[i].Name] = int32(i)
	}
	for i := range c.Parts {
		total += c.Parts[i].Messages + c.Parts[i].Notices
	}
	r.all = make([]expected, 0, min(max(total, 0), 1<<20))
	return r
}

// read reads the text of a part. It is strict: exile wrote the text, so that what does
// not read is an error, which wraps ErrText. Errors name lines, and never quote any.
func (r *reading) read(text io.Reader, part int) error {
	r.part, r.next, r.line, r.begun, r.authors, r.notices = part, 0, 0, false, 0, 0
	b := bufio.NewReaderSize(text, 64<<10)
	for {
		more, err := r.readLine(b)
		if err != nil {
			return fmt.Errorf("text of part %d, line %d: %w", part+1, r.line, err)
		}
		if !more {
			break
		}
	}
	if err := r.end(); err != nil {
		return fmt.Errorf("text of part %d: %w", part+1, err)
	}
	return nil
}

// readLine reads a line, however long, without keeping more than a message.
func (r *reading) readLine(b *bufio.Reader) (more bool, err error) {
	p, err := b.ReadSlice('\n')
	if err == io.EOF && len(p) == 0 { //nolint:errorlint // as a bufio.Reader returns it
		return false, nil
	}
	r.line++
	if at, rest, ok := afterStamp(p); ok {
		if err := r.close(); err != nil {
			return false, err
		}
		if p, err = r.start(at, rest, err); err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false, r.ended(err)
		}
	} else if !r.begun {
		return false, fmt.Errorf("%w: it does not begin with a message", ErrText)
	}
	r.text = append(r.text, p...)
	for errors.Is(err, bufio.ErrBufferFull) {
		p, err = b.ReadSlice('\n')
		if len(r.text)+len(p) > maxText {
			return false, fmt.Errorf("%w: a message is too long", ErrText)
		}
		r.text = append(r.text, p...)
	}
	if err != nil {
		return false, r.ended(err)
	}
	if len(r.text) > maxText {
		return false, fmt.Errorf("%w: a message is too long", ErrText)
	}
	return true, nil
}

// ended tells a text without its last newline from a failure of reading.
func (r *reading) ended(err error) error {
	if err == io.EOF { //nolint:errorlint // as a bufio.Reader returns it
		return fmt.Errorf("%w: its last line does not end", ErrText)
	}
	return err
}

// start begins a message and returns the first of its text. It passes on readErr, which
// the line came with.
func (r *reading) start(at int64, rest []byte, readErr error) ([]byte, error) {
	m := expected{at: at - r.offset, part: int32(r.part), sender: notice, file: noFile, form: noForm}
	name, text, authored := bytes.Cut(rest, []byte(": "))
	if authored {
		i, known := r.people[string(name)]
		if !known {
			return nil, fmt.Errorf("%w: somebody writes who is not among the chat's people", ErrText)
		}
		m.sender, rest = i, text
		r.authors++
	} else {
		r.notices++
	}
	r.open, r.begun, r.text = m, true, r.text[:0]
	return rest, readErr
}

// close ends the message that is open.
func (r *reading) close() error {
	if !r.begun {
		return nil
	}
	text := bytes.TrimSuffix(r.text, []byte("\n"))
	m := r.open
	if name, ok := bytes.CutPrefix(text, []byte(attachedAs)); ok && m.sender != notice {
		files := r.chat.Parts[r.part].Files
		if r.next >= len(files) || string(name) != files[r.next].Name+">" {
			return fmt.Errorf("%w: the message before names another file than the manifest", ErrText)
		}
		form := r.forms(r.part, r.next)
		m.file, m.form, m.hash = int32(r.next), numberOf(form), r.hash.file(form, files[r.next].Size)
		r.next++
	} else {
		m.hash, m.units = r.hash.text(text), int32(units(text))
	}
	r.all = append(r.all, m)
	return nil
}

// end ends a part and compares its counts with the manifest's.
func (r *reading) end() error {
	if err := r.close(); err != nil {
		return err
	}
	p := &r.chat.Parts[r.part]
	if r.authors != p.Messages || r.notices != p.Notices || r.next != len(p.Files) {
		return fmt.Errorf("%w: it has %d messages, %d notices and %d files, and the manifest says %d, %d and %d",
			ErrText, r.authors, r.notices, r.next, p.Messages, p.Notices, len(p.Files))
	}
	return nil
}

// afterStamp returns the time of a line that starts a message, in seconds of Unix time
// as if the stamp were of UTC, and what follows it.
func afterStamp(line []byte) (at int64, rest []byte, ok bool) {
	if len(line) < len(stampForm) || line[0] != '[' {
		return 0, nil, false
	}
	var n [6]int
	field := 0
	for i := range len(stampForm) {
		switch c := line[i]; {
		case stampForm[i] >= '0' && stampForm[i] <= '9':
			if c < '0' || c > '9' {
				return 0, nil, false
			}
			n[field] = n[field]*10 + int(c-'0')
		case c != stampForm[i]:
			return 0, nil, false
		case i > 0 && stampForm[i-1] != ',' && field < 5:
			field++
		}
	}
	t := time.Date(n[2], time.Month(n[1]), n[0], n[3], n[4], n[5], 0, time.UTC)
	if t.Day() != n[0] || int(t.Month()) != n[1] || t.Hour() != n[3] || t.Minute() != n[4] || t.Second() != n[5] {
		return 0, nil, false
	}
	return t.Unix(), line[len(stampForm):], true
}

// literal is what the message of a file reads as if Telegram did not find the file.
func literal(f *handover.File) []byte { return []byte(attachedAs + f.Name + ">") }
