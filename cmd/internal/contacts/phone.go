package contacts

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The digits that a phone number has at least and at most. The most is that of
// ITU-T E.164, and a prefix of a network.
const (
	fewestDigits = 7
	mostDigits   = 17
)

// Phone is a phone number without the way in which it is written.
type Phone struct {
	digits   string
	country  bool // it begins with that of a country
	national bool // it begins with 0, as within a country
}

// ParsePhone reads a phone number. What holds anything else is none.
func ParsePhone(s string) (Phone, bool) {
	s = norm.NFKC.String(s)
	if jid, _, ok := strings.Cut(s, "@"); ok { // as WhatsApp calls people
		s = "+" + strings.TrimPrefix(jid, "+")
	}
	s = strings.Replace(s, "(0)", "", 1)
	var p Phone
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '+' && b.Len() == 0 && !p.country:
			p.country = true
		case strings.ContainsRune(" -.()/\t\u2010\u2011\u2012\u2013\u2060\ufeff", r), r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		default:
			return Phone{}, false
		}
	}
	p.digits = b.String()
	if rest, ok := strings.CutPrefix(p.digits, "00"); ok && !p.country {
		p.digits, p.country = rest, true
	}
	if rest, ok := strings.CutPrefix(p.digits, "820"); ok && p.country { // +82 010-…: the 0 is too many
		p.digits = "82" + rest
	}
	p.national = !p.country && strings.HasPrefix(p.digits, "0")
	return p, len(p.digits) >= fewestDigits && len(p.digits) <= mostDigits
}

// Tail is what two numbers have in common wherever they may be the same.
func (p Phone) Tail() string { return p.digits[len(p.digits)-fewestDigits:] }

// Same reports whether two numbers are the same. One that is written as within its
// country is the same as that with the country before it, whichever that is.
func (p Phone) Same(q Phone) bool {
	switch {
	case p.digits == q.digits:
		return true
	case p.country && q.country:
		return false
	case p.country:
		return p.abroad(q)
	case q.country:
		return q.abroad(p)
	}
	return strings.TrimPrefix(p.digits, "0") == strings.TrimPrefix(q.digits, "0") || // a spreadsheet takes the 0 away
		p.national && q.abroad(p) || q.national && p.abroad(q)
}

// abroad reports whether p is q with a country before it.
func (p Phone) abroad(q Phone) bool {
	within := strings.TrimPrefix(q.digits, "0")
	country, ok := strings.CutSuffix(p.digits, within)
	return ok && len(within) >= fewestDigits+1 && country != "" && len(country) == countryDigits(country)
}

// countryDigits is how many digits the code of a country has by its first ones, as
// ITU-T E.164 assigns them.
func countryDigits(s string) int {
	switch {
	case s[0] == '1', s[0] == '7':
		return 1
	case len(s) < 2:
		return 2
	}
	switch s[:2] {
	case "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49",
		"51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66",
		"81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98":
		return 2
	}
	return 3
}
