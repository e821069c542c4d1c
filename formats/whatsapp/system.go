package whatsapp

import (
	"strings"
	"unicode/utf8"

	"exile/export"
)

// said is what a line of the app says.
type said struct {
	content export.Content
	actor   string   // who did it; "": not told, or byMe
	people  []string // to whom
	byMe    bool     // "You" did it, the person who made the export
	toMe    bool
}

// Bounds on what a hostile notice can make us try.
const (
	maxNotice = 4 << 10
	maxPeople = 200 // of one notice
)

// notice reads a line without an author, or a body that systemPayload takes for
// the app's. It is never nil: what no rule knows is a notice all the same.
func (p *payloads) notice(text string) said {
	s, _ := p.understand(text)
	return s
}

// understand is notice, and reports whether a rule knows the words.
func (p *payloads) understand(text string) (said, bool) {
	plain := export.Notice{Kind: export.NoticeOther, Plain: text}
	if len(text) > maxNotice {
		return said{content: plain}, false
	}
	words := strings.TrimSpace(trimMarks(noMarks(text)))
	if _, ok := p.lang.table.notice(trimMarks(text)); ok {
		return said{content: plain}, true
	}
	if s, ok := p.missed(words, text); ok {
		return s, true
	}
	typed := p.typed
	c, ok := p.phrase(text)
	if !ok {
		c, ok = p.call(text)
	}
	p.typed = typed
	if ok {
		return said{content: c}, true
	}
	curly := strings.Contains(words, "’")
	for i := range events {
		if !curly && !strings.Contains(words, events[i].verb) {
			continue
		}
		if s, ok := p.event(&events[i], words); ok {
			plain.Kind = events[i].kind
			s.content = plain
			return s, true
		}
	}
	return said{content: plain}, false
}

// surely reports whether words that an iPhone gives an author are the app's: a rule
// knows them, of people who are in the chat, or they say what the author did.
func (p *payloads) surely(text, author string) bool {
	if acts(author, text) {
		return true
	}
	s, ok := p.understand(text)
	return ok && (s.actor == "" || s.actor == author || p.known(s.actor) || s.actor[0] == '+' || s.actor[0] == '~')
}

// acts reports whether a name stands in words, and not in quotation marks, as that
// of a group does.
func acts(name, words string) bool {
	if name == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(words[at:], name)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(words[:at])
		at += len(name)
		after, _ := utf8.DecodeRuneInString(words[at:])
		if !cased(before) && !cased(after) && !strings.ContainsRune("\"'“”„‘’‚«»‹›「『", before) {
			return true
		}
	}
}

// isSentence reports whether words end with a full stop.
func isSentence(words string) bool {
	words = trimMarks(words)
	return strings.HasSuffix(words, ".") || strings.HasSuffix(words, "。") || strings.HasSuffix(words, "।") || strings.HasSuffix(words, "۔")
}

// event takes a notice apart: an actor, the words after it, people, the last words.
func (p *payloads) event(e *event, words string) (s said, ok bool) {
	verb := e.verb
	if !strings.Contains(words, verb) {
		verb = strings.ReplaceAll(verb, "'", "’")
	}
	var name, rest string
	if e.actor {
		name, rest, ok = p.cutName(words, verb, e.people == none && !e.open)
	} else {
		name = "You"
		rest, ok = strings.CutPrefix(words, verb)
	}
	if !ok || e.people == none && !e.open && strings.Trim(rest, ".") != "" {
		return s, false
	}
	switch {
	case e.to:
		s.about(name)
	case !e.actor:
	case isMe(name):
		s.byMe = true
	default:
		s.actor = name
	}
	if e.people == none {
		return s, true
	}
	at := len(rest)
	if e.end != "" {
		if at = strings.LastIndex(rest, e.end); at <= 0 {
			return s, false
		}
	}
	names := []string{trimName(rest[:at])}
	if e.people == several {
		names = p.splitNames(rest[:at])
	}
	s.about(names...)
	return s, len(names) > 0 && names[0] != ""
}

func (s *said) about(names ...string) {
	for _, n := range names {
		if isMe(n) {
			s.toMe = true
		} else {
			s.people = append(s.people, n)
		}
	}
}

func isMe(name string) bool { return name == "You" || name == "you" }

// cutName cuts a name off the front at verb: a name of the chat, if there is one,
// else what stands before the first verb, or before the last where nothing may
// follow it.
func (p *payloads) cutName(words, verb string, atEnd bool) (name, rest string, ok bool) {
	const tries = 16
	for at, n := 0, 0; n < tries; n++ {
		i := strings.Index(words[at:], verb)
		if i < 0 {
			break
		}
		at += i
		if before := trimName(words[:at]); before != "" && (!ok || p.known(before) && !p.known(name) || atEnd) {
			name, rest, ok = before, words[at+len(verb):], true
		}
		at += len(verb)
	}
	return name, rest, ok && len(name) <= 4*maxPhrase
}

func (p *payloads) known(name string) bool { return p.isName != nil && p.isName(name) }

// splitNames cuts "Ann, Bea and Cy".
func (p *payloads) splitNames(list string) []string {
	list = strings.TrimSuffix(list, ".")
	var names []string
	for list != "" && len(names) < maxPeople {
		if p.known(trimName(list)) {
			break
		}
		cut, skip := -1, 0
		for _, sep := range [...]string{", and ", ", ", " and "} {
			if i := strings.Index(list, sep); i > 0 && (cut < 0 || i < cut) {
				cut, skip = i, len(sep)
			}
		}
		if cut < 0 {
			break
		}
		names = append(names, trimName(list[:cut]))
		list = list[cut+skip:]
	}
	if name := trimName(list); name != "" {
		names = append(names, name)
	}
	return names
}

// missed reads "Missed voice call from Ann", as old Android writes calls.
func (p *payloads) missed(words, text string) (said, bool) {
	head, name, ok := strings.Cut(words, " from ")
	if !ok {
		head, _, ok = strings.Cut(words, " at ")
	}
	name, _, _ = strings.Cut(name, " at ")
	if !ok {
		return said{}, false
	}
	c, ok := p.callHead(head, true)
	if !ok || c.Outcome != export.CallMissed {
		return said{}, false
	}
	c.Plain = text
	return said{content: c, actor: trimName(name)}, true
}
