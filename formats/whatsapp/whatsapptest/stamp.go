package whatsapptest

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// stamp is how a form writes when: text with fields in braces.
//
//	d dd m mm        day and month, padded where doubled
//	yy yyyy          year
//	be era           the Buddhist year and the Japanese one, R4
//	H HH h hh        hour of 24 or of 12
//	MM SS            minute and second
//	ap               before or after noon
type stamp struct {
	layout string
	am, pm string // the words for ap
	zero   rune   // the digit 0; 0: that of ASCII
}

// each goes through a layout.
func (s *stamp) each(text, field func(string)) {
	rest := s.layout
	for {
		before, after, found := strings.Cut(rest, "{")
		text(before)
		if !found {
			return
		}
		name, next, _ := strings.Cut(after, "}")
		field(name)
		rest = next
	}
}

func (s *stamp) format(t time.Time) string {
	var b strings.Builder
	s.each(func(text string) { b.WriteString(text) }, func(name string) { b.WriteString(s.field(name, t)) })
	return b.String()
}

func (s *stamp) field(name string, t time.Time) string {
	switch name {
	case "ap":
		if t.Hour() < 12 {
			return s.am
		}
		return s.pm
	case "era": // of Reiwa, and of Heisei before it
		if t.Before(time.Date(2019, 5, 1, 0, 0, 0, 0, t.Location())) {
			return "H" + s.digits(t.Year()-1988, 1)
		}
		return "R" + s.digits(t.Year()-2018, 1)
	case "be":
		return s.digits(t.Year()+543, 4)
	}
	n := 0
	switch name[0] {
	case 'd':
		n = t.Day()
	case 'm':
		n = int(t.Month())
	case 'y':
		if n = t.Year(); len(name) == 2 {
			n %= 100
		}
	case 'H':
		n = t.Hour()
	case 'h':
		n = (t.Hour()+11)%12 + 1
	case 'M':
		n = t.Minute()
	case 'S':
		n = t.Second()
	}
	return s.digits(n, len(name))
}

func (s *stamp) digits(n, width int) string {
	d := strconv.Itoa(n)
	d = strings.Repeat("0", max(0, width-len(d))) + d
	if s.zero == 0 {
		return d
	}
	return strings.Map(func(r rune) rune { return r - '0' + s.zero }, d)
}

// pattern matches what a reader may take for a stamp of this form: any digits of
// its counts, any white space where it has some, marks or none.
func (s *stamp) pattern() *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`^[\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]*`)
	s.each(func(text string) {
		for _, r := range text {
			switch r {
			case ' ', '\u00a0', '\u202f':
				b.WriteString(`[ \x{a0}\x{202f}\x{2009}]?`)
			case '\u200e', '\u200f':
				b.WriteString(`[\x{200e}\x{200f}]?`)
			case '-':
				b.WriteString(`[-–]`)
			default:
				b.WriteString(regexp.QuoteMeta(string(r)))
			}
		}
	}, func(name string) { b.WriteString(s.fieldPattern(name)) })
	return regexp.MustCompile(b.String())
}

func (s *stamp) fieldPattern(name string) string {
	const digit = `[0-9٠-٩۰-۹०-९]`
	switch name {
	case "ap":
		words := []string{regexp.QuoteMeta(s.am), regexp.QuoteMeta(s.pm)}
		if strings.HasPrefix(strings.ToLower(s.am), "a") {
			words = append(words, `[ap]\.?[ \x{a0}\x{202f}]?m\.?`)
		}
		return `(?i:` + strings.Join(words, "|") + `)`
	case "be", "yyyy":
		return digit + `{4}`
	case "era":
		return `[RH]` + digit + `{1,2}`
	case "d", "m", "H", "h":
		return digit + `{1,2}`
	}
	return digit + `{2}`
}
