package query

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxTerms and maxTerm bound a query: nobody types more.
const (
	maxTerms = 64
	maxTerm  = 1024 // bytes
)

// Parse reads a query from the arguments of a command. What the shell kept
// together counts as quoted: an argument with white space in it is one phrase, or
// one condition. An argument that has quotation marks itself, or a condition behind
// a space, is read as a line of terms, so that a whole query may be one argument.
// Errors are *Error.
func Parse(args ...string) (Query, error) {
	var q Query
	n := 0
	for _, arg := range args {
		terms, err := split(arg)
		if err != nil {
			return Query{}, err
		}
		for _, t := range terms {
			if n++; n > maxTerms {
				return Query{}, &Error{Why: TooMuch}
			}
			if err := q.add(t); err != nil {
				return Query{}, err
			}
		}
	}
	switch {
	case n == 0:
		return Query{}, &Error{Why: NoTerms}
	case !q.After.IsZero() && !q.Before.IsZero() && !q.After.Before(q.Before):
		return Query{}, &Error{Why: EmptyPeriod}
	}
	return q, nil
}

// term is one part of a query.
type term struct {
	not   bool
	name  string // of the condition; "": a word or phrase
	value string
}

// split reads an argument.
func split(arg string) ([]term, error) {
	if !utf8.ValidString(arg) {
		arg = strings.ToValidUTF8(arg, "\ufffd")
	}
	arg = strings.Map(straight, arg)
	if !isLine(arg) {
		if arg = strings.TrimSpace(arg); arg == "" {
			return nil, nil
		}
		return []term{open(arg).with(strings.TrimSpace)}, nil
	}
	var terms []term
	for {
		arg = strings.TrimLeft(arg, " ")
		if arg == "" {
			return terms, nil
		}
		end, err := endOf(arg)
		if err != nil {
			return nil, err
		}
		terms = append(terms, open(arg[:end]).with(unquote))
		arg = arg[end:]
	}
}

// isLine reports whether an argument is a line of terms.
func isLine(arg string) bool {
	if strings.Contains(arg, `"`) {
		return true
	}
	words := strings.Fields(arg)
	return len(words) > 1 && slices.ContainsFunc(words[1:], func(w string) bool { return open(w).name != "" })
}

// straight makes the quotation marks that keyboards of phones give straight, and
// every white space and control character a space: so no term can have what parts
// the texts of a message.
func straight(r rune) rune {
	switch {
	case r == '“' || r == '”':
		return '"'
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return ' '
	}
	return r
}

// endOf finds the end of the first term: a space that is not within quotes.
func endOf(s string) (int, error) {
	quoted := false
	for i, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			return i, nil
		}
	}
	if quoted {
		return 0, &Error{Why: OpenQuote}
	}
	return len(s), nil
}

func unquote(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, `"`, "")) }

// open takes a minus and the name of a condition off a term.
func open(s string) term {
	t := term{value: s}
	if rest, ok := strings.CutPrefix(s, "-"); ok && rest != "" {
		t.not, t.value = true, rest
	}
	if name, value, ok := strings.Cut(t.value, ":"); ok && slices.Contains(Names(), strings.ToLower(name)) {
		t.name, t.value = strings.ToLower(name), value
	}
	return t
}

func (t term) with(f func(string) string) term {
	t.value = f(t.value)
	return t
}

// Names lists the names of conditions.
func Names() []string { return []string{"from", "in", "has", "after", "before"} }

func (q *Query) add(t term) error {
	switch {
	case len(t.value) > maxTerm:
		return &Error{Why: TooMuch}
	case t.value == "" && t.name != "":
		return &Error{Why: NoValue, Name: t.name}
	case t.value == "":
		return &Error{Why: EmptyTerm}
	}
	switch t.name {
	case "from":
		put(t, &q.From, &q.NotFrom, t.value)
	case "in":
		put(t, &q.In, &q.NotIn, t.value)
	case "has":
		has := Has(strings.ToLower(t.value))
		if !slices.Contains(AllHas(), has) {
			return &Error{Why: UnknownHas, Name: t.name, Value: t.value}
		}
		put(t, &q.Has, &q.NotHas, has)
	case "after", "before":
		return q.bound(t)
	default:
		put(t, &q.Words, &q.NotWords, Normal(t.value))
	}
	return nil
}

func put[T any](t term, yes, no *[]T, value T) {
	if t.not {
		yes = no
	}
	*yes = append(*yes, value)
}

// bound reads a day, month or year. Both bounds include what they name.
func (q *Query) bound(t term) error {
	if t.not {
		return &Error{Why: NotNegated, Name: t.name, Value: t.value}
	}
	first, next, ok := day(t.value)
	to, value := &q.After, first
	if t.name == "before" {
		to, value = &q.Before, next
	}
	switch {
	case !ok:
		return &Error{Why: BadDate, Name: t.name, Value: t.value}
	case !to.IsZero():
		return &Error{Why: TwiceDated, Name: t.name, Value: t.value}
	}
	*to = value
	return nil
}

// day reads 2026-02-08, 2026-02 or 2026: its first moment, and that of the next.
func day(s string) (first, next time.Time, ok bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil && t.Year() > 0 {
			return t, t.AddDate(form.years, form.months, form.days), true
		}
	}
	return first, next, false
}
