package whatsapp

import (
	"strings"

	"exile/export"
)

// payloads says what the bodies of a chat mean. One serves one chat, after its
// markers have learnt from the whole file.
type payloads struct {
	files *library
	lang  *markers
	// isName, where given, knows the people of the chat, so that a notice is cut
	// at a name that holds "added" or "and".
	isName func(string) bool

	typed  int                     // messages that someone who types the same words cannot be told from
	absent map[export.FileKind]int // files of which the file says only that there was one

	asked  string         // the body that systemPayload was asked about last
	answer export.Content // and what it is, nil where content is to find out
	edited bool
}

func newPayloads(files *library, lang *markers) *payloads {
	return &payloads{files: files, lang: lang, absent: map[export.FileKind]int{}}
}

// bodyNull is what Android writes for a message that can be seen only once, and
// for some that it has no words for.
const bodyNull = "null"

// content says what a body means, and whether its author changed it later. The
// words that the app puts at the end of such a body are cut; all else is kept.
func (p *payloads) content(body string) (c export.Content, edited bool) {
	if p.lang.table.ordinary(body) {
		return export.Text{Body: body}, false
	}
	if p.answer != nil && p.asked == body {
		c, edited = p.answer, p.edited
		p.answer = nil // its files are the message's
	} else {
		body, edited = p.cutEdited(body)
		var ok bool
		if c, ok = p.payload(body); !ok {
			return export.Text{Body: body}, edited
		}
	}
	if m, isMedia := c.(export.Media); isMedia {
		for i := range m.Files {
			if m.Files[i].State == export.FileNotExported {
				p.absent[m.Files[i].Kind]++
			}
		}
	}
	return c, edited
}

// payload reads what is more than text.
func (p *payloads) payload(body string) (export.Content, bool) {
	if body == "" {
		return nil, false
	}
	if body[0] == '<' || isMarked(body) { // most of what comes here
		if c, ok := p.omitted(body); ok {
			return c, true
		}
	}
	if c, ok := readPoll(body, p.lang.table); ok {
		return c, true
	}
	if c, ok := p.place(body); ok {
		return c, true
	}
	if c, ok := p.attached(body); ok {
		return c, true
	}
	if c, ok := p.omitted(body); ok {
		return c, true
	}
	if c, ok := p.phrase(body); ok {
		return c, true
	}
	return p.call(body)
}

// phrase reads what is the app's words alone.
func (p *payloads) phrase(body string) (export.Content, bool) {
	words := trimMarks(body)
	if words == bodyNull {
		if p.lang.ios() {
			return nil, false
		}
		p.typed++
		return export.Unknown{Kind: bodyNull, Plain: body}, true
	}
	if len(words) > 8*maxPhrase || strings.IndexByte(words, '\n') >= 0 {
		return nil, false
	}
	marked := isMarked(body)
	if kind, ok := waiting(words); ok && marked {
		return export.Unknown{Kind: kind, Plain: body}, true
	}
	if d, ok := p.deleted(words, marked); ok {
		d.Plain = body
		return d, true
	}
	if s, ok := p.lang.table.find(words, isKind(markLive)); ok && p.believe(s, marked) {
		return export.Place{Plain: body}, true
	}
	return nil, false
}

// believe decides about words of the app, and counts those that anyone can type.
func (p *payloads) believe(s sense, marked bool) bool {
	if marked {
		return true
	}
	if !p.lang.bare(s) {
		return false
	}
	p.typed++
	return true
}

// waiting knows what stands for messages that the phone could not show.
func waiting(words string) (kind string, ok bool) {
	switch {
	case strings.HasPrefix(words, "Waiting for this message"):
		return "waiting", true
	case strings.HasPrefix(words, "You received a view once "), strings.HasPrefix(words, "View once "):
		return "view-once", true
	}
	return "", false
}

// systemPayload reports whether a body that iOS gives an author is the app's
// word: it begins with a mark and is nothing that people send.
func (p *payloads) systemPayload(body string) bool {
	if !isMarked(body) || len(body) > 1024 {
		return false
	}
	words := trimMarks(body)
	if words == "" || strings.IndexByte(words, '\n') >= 0 || words[0] == '@' || strings.Contains(words, "://") {
		return false
	}
	typed := p.typed
	rest, edited := p.cutEdited(body)
	c, sent := p.payload(rest)
	p.answer = nil
	if sent && p.typed == typed {
		p.asked, p.answer, p.edited = body, c, edited
	}
	p.typed = typed
	return !sent && !edited
}

// ordinary reports that a body can only be text. Most bodies are.
func (t *phraseTable) ordinary(body string) bool {
	if !t.ordinaryLine(body) {
		return false
	}
	if i := strings.IndexByte(body, '\n'); i > 0 && len(body) >= len(bodyNull) {
		c := body[i-1]
		return c != '>' && c != ')' && c != ':'
	}
	return true
}

// ordinaryLine is ordinary for a body of one line. Most are told by their first and
// last bytes.
func (t *phraseTable) ordinaryLine(body string) bool {
	n := len(body)
	if n < len(bodyNull) {
		return n == 0 || body[0] != '<' && !hasMark(body)
	}
	switch last := body[n-1]; {
	case body[0] == '<' || last == '>' || last == ')':
		return false
	case isHex(last) && n > len(mapsURL) && endsInPlace(body):
		return false
	}
	if n <= t.longest && t.may.has(body) || n == len(bodyNull) && body == bodyNull {
		return false
	}
	return !hasMark(body)
}

func isHex(c byte) bool { return c-'0' <= 9 || c-'a' <= 5 }
