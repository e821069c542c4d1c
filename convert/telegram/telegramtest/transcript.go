package telegramtest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// transcript is a text of WhatsApp's as the server reads it.
type transcript struct {
	entries []entry
	files   map[string]bool // the names that are attached
	group   bool
	title   string
	senders map[string]bool
}

// entry is a message or a notice.
type entry struct {
	when   time.Time // as written, taken for UTC
	author string
	notice bool
	text   string
	file   string // the name, if the text is an attachment and nothing else
}

// headLines is how many lines tell what a text is.
const headLines = 100

var (
	// opening is the form that the first line of a text must have.
	opening = regexp.MustCompile(`^\[\d{1,2}[/.]\d{1,2}[/.]\d{4}, \d{1,2}:\d{2}:\d{2}\] `)
	// start is what makes a line a new message: much less. Before the stamp may be
	// white space and marks, but no U+200B.
	start = regexp.MustCompile(`^[\s\p{Z}\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]*` +
		`\[?[\s\p{Z}]*(\d{1,4})[/.-][\s\p{Z}]?(\d{1,2})[/.-][\s\p{Z}]?(\d{1,4})[.,]?[\s\p{Z}]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?` +
		`[\s\p{Z}]*(?i:([ap])\.?m\.?)?[\s\p{Z}]*(?:\][\s\p{Z}]?(?:-[\s\p{Z}])?|[\s\p{Z}]*-[\s\p{Z}])`)
	// created is the notice that makes a text a group's.
	created = regexp.MustCompile(`created group (?:"([^"]*)"|“([^”]*)”)?`)
	// attached is an attachment of an iPhone's.
	attached = regexp.MustCompile(`^\x{200e}?<attached: ([^<>]+)>$`)
)

// readHead reads the first lines of a text.
func readHead(head string, monthFirst bool) (*transcript, error) {
	if strings.Count(strings.TrimSuffix(head, "\n"), "\n") >= headLines {
		return nil, refused("IMPORT_FORMAT_UNRECOGNIZED")
	}
	return readText([]byte(head+"\n"), monthFirst)
}

// readText reads a whole text.
func readText(text []byte, monthFirst bool) (*transcript, error) {
	s := string(text)
	if !utf8.ValidString(s) || strings.ContainsAny(s, "\r\x00") || !strings.HasSuffix(s, "\n") || !opening.MatchString(s) {
		return nil, refused("IMPORT_FORMAT_UNRECOGNIZED")
	}
	t := &transcript{files: make(map[string]bool), senders: make(map[string]bool)}
	months := monthsLead(s, monthFirst)
	var last time.Time
	var body strings.Builder
	for n, line := range lines(s) {
		if m := stamp(line); m != nil {
			when, ok := stampTime(m[1:], months)
			if !ok || when.Before(last) {
				return nil, refused("IMPORT_FORMAT_DATE_INVALID")
			}
			t.finish(&body)
			last = when
			t.begin(when, line[len(m[0]):], n < headLines, &body)
			continue
		}
		body.WriteString(line)
	}
	t.finish(&body)
	return t, nil
}

// stamp returns the parts of a stamp at the start of a line, or nil.
func stamp(line string) []string {
	s := strings.TrimLeftFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r != '\u200b' && unicode.Is(unicode.Cf, r) })
	if s == "" || s[0] != '[' && (s[0] < '0' || s[0] > '9') {
		return nil
	}
	return start.FindStringSubmatch(line)
}

// lines gives the lines of a text with their ends, and their numbers. Everything
// that anybody takes for the end of a line is one.
func lines(s string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n, from := 0, 0
		for i, r := range s {
			switch r {
			case '\n', '\v', '\f', '\u0085', '\u2028', '\u2029':
				end := i + utf8.RuneLen(r)
				if !yield(n, s[from:end]) {
					return
				}
				from = end
				if r == '\n' {
					n++
				}
			}
		}
		if from < len(s) {
			yield(n, s[from:])
		}
	}
}

// monthsLead decides from the head which number is the day.
func monthsLead(s string, unsure bool) bool {
	for n, line := range lines(s) {
		if n >= headLines {
			break
		}
		m := stamp(line)
		if m == nil || len(m[1]) == 4 {
			continue
		}
		if first, _ := strconv.Atoi(m[1]); first > 12 {
			return false
		}
		if second, _ := strconv.Atoi(m[2]); second > 12 {
			return true
		}
	}
	return unsure
}

// stampTime reads the numbers of a stamp: three of the day, three of the time, and
// the letter of am or pm.
func stampTime(m []string, months bool) (time.Time, bool) {
	var n [6]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i]) // digits alone, or nothing
	}
	year, month, day := n[2], n[1], n[0]
	switch {
	case len(m[0]) == 4:
		year, day = n[0], n[2]
	case months:
		month, day = n[0], n[1]
	}
	if year < 100 {
		year += 2000
	}
	hour := n[3]
	if m[6] != "" {
		if hour < 1 || hour > 12 {
			return time.Time{}, false
		}
		hour %= 12
		if m[6] == "p" || m[6] == "P" {
			hour += 12
		}
	}
	at := time.Date(year, time.Month(month), day, hour, n[4], n[5], 0, time.UTC)
	ok := at.Day() == day && int(at.Month()) == month && hour < 24 && n[4] < 60 && n[5] < 60 && year > 1990
	return at, ok
}

// begin starts an entry with what follows its stamp.
func (t *transcript) begin(when time.Time, rest string, head bool, body *strings.Builder) {
	trimmed := strings.TrimRightFunc(rest, unicode.IsSpace)
	author, _, found := strings.Cut(trimmed, ": ")
	e := entry{when: when, author: author, notice: !found || author == ""}
	if e.notice {
		e.author = ""
		if m := created.FindStringSubmatch(rest); m != nil && head {
			t.group = true
			t.title = m[1] + m[2]
		}
		body.WriteString(rest)
	} else {
		t.senders[author] = true
		body.WriteString(rest[len(author)+2:])
	}
	t.entries = append(t.entries, e)
}

// finish gives the last entry its text.
func (t *transcript) finish(body *strings.Builder) {
	if len(t.entries) == 0 {
		return
	}
	e := &t.entries[len(t.entries)-1]
	e.text = strings.TrimSpace(body.String())
	body.Reset()
	if m := attached.FindStringSubmatch(e.text); m != nil && !e.notice && !t.files[m[1]] {
		e.file = m[1]
		t.files[m[1]] = true
	}
}

// isGroup and isPrivate tell into what a text can be imported. If neither, into both.
func (t *transcript) isGroup() bool   { return t.group || len(t.senders) > 2 }
func (t *transcript) isPrivate() bool { return !t.isGroup() && len(t.senders) > 0 }

// visible reports whether a text shows anything.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r) && r != '\u3164' && r != '\u115f' && r != '\u1160' && r != '\u2800'
	})
}
