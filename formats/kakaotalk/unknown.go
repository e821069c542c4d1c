package kakaotalk

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// unknown collects, in the first pass, what looks like words of the app and is
// none that we know: notices that no feed parses, bodies in brackets, lengths of
// calls, names of files, counted things. In a language that we do not know it
// collects whatever several people write again and again. People can report the
// list; nothing is read differently for it.
type unknown struct {
	marks *markerTable
	all   bool // the language is not known
	words map[string]*candidate
	feeds map[string]int // notices as they stand, names and all
}

// candidate is one form, its numbers and names left out.
type candidate struct {
	count int
	least int    // fewer are chance
	one   bool   // one person's writing it is enough
	by    string // who wrote it first
	two   bool   // somebody else has, too
}

// Bounds on what is remembered and shown.
const (
	maxWords      = 60 // bytes of a body
	maxCandidates = 1 << 11
	maxUnknown    = 20 // shown
	fewFeed       = 200
)

func newUnknown(loc *locale) *unknown {
	return &unknown{
		marks: newMarkerTable(loc, true), all: loc == nil,
		words: map[string]*candidate{}, feeds: map[string]int{},
	}
}

// body looks at the whole text of a message and at who wrote it. Most texts are
// dismissed by a look at their ends.
func (u *unknown) body(name, body string) {
	n := len(body)
	if n < 4 || n > maxWords {
		return
	}
	last := body[n-1]
	switch {
	case u.all,
		last == '>' && body[0] == '<', last == ')' && body[0] == '(',
		isDigit(last) && body[n-3] == ':',
		last >= utf8.RuneSelf && isDigit(body[n-4]),
		body[n-3] == '.', body[n-4] == '.', n > 4 && body[n-5] == '.':
		u.look(name, body)
	}
}

func (u *unknown) look(name, body string) {
	form, least := formOf(body)
	if form == "" {
		if !u.all {
			return
		}
		form, least = body, 3
	}
	if _, _, known := u.marks.find(body); known {
		return
	}
	u.count(name, form, least, least < 3)
}

func (u *unknown) count(name, form string, least int, one bool) {
	c := u.words[form]
	if c == nil {
		if len(u.words) >= maxCandidates {
			return
		}
		c = &candidate{least: least, one: one, by: strings.Clone(name)}
		u.words[strings.Clone(form)] = c
	}
	c.count++
	c.two = c.two || c.by != name
}

// about looks at a line without a time that tells of somebody, as it may be a
// notice or a line of a message: it must tell the same of two people.
func (u *unknown) about(name, rest string) {
	u.count(name, "…"+rest, 2, false)
}

// notice looks at what the app says and no feed parses.
func (u *unknown) notice(text string) {
	if len(text) > fewFeed || text == "" {
		return
	}
	if _, _, known := u.marks.find(text); known {
		return
	}
	if u.feeds[text] > 0 || len(u.feeds) < maxCandidates {
		u.feeds[strings.Clone(text)]++
	}
}

// formOf returns what a body would be if it were the app's, "" if it does not
// look so, and how often it must occur.
func formOf(body string) (form string, least int) {
	n := len(body)
	if body[0] == '<' && body[n-1] == '>' || body[0] == '(' && body[n-1] == ')' {
		return body, 2
	}
	word, rest, ok := cutLast(body, ' ')
	if !ok || word == "" {
		return "", 0
	}
	if _, isLength := length(rest); isLength {
		return word + " N:NN", 2
	}
	if ext := path.Ext(body); strings.Contains(body, ": ") && len(ext) >= 3 && len(ext) <= 5 && isASCIIWord(ext[1:]) {
		word, _, _ := strings.Cut(body, ": ")
		return word + ": …" + ext, 2
	}
	digits := 0
	for digits < len(rest) && isDigit(rest[digits]) {
		digits++
	}
	unit, size := utf8.DecodeRuneInString(rest[digits:])
	if digits > 0 && digits <= 3 && unit >= utf8.RuneSelf && digits+size == len(rest) &&
		!strings.ContainsRune(word, ' ') && !strings.ContainsRune("시분초월일년원", unit) { // a time, a day, a price
		return word + " N" + string(unit), 3
	}
	return "", 0
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func isASCIIWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; !isDigit(s[i]) && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// absorb adds what was collected from another part.
func (u *unknown) absorb(o *unknown) {
	for form, c := range o.words {
		mine := u.words[form]
		if mine == nil {
			if len(u.words) < maxCandidates {
				u.words[form] = c
			}
			continue
		}
		mine.count += c.count
		mine.two = mine.two || c.two || mine.by != c.by
	}
	for text, count := range o.feeds {
		if u.feeds[text] > 0 || len(u.feeds) < maxCandidates {
			u.feeds[text] += count
		}
	}
}

// list returns the forms, most frequent first, and how often they all occur.
func (u *unknown) list(senders []string) (forms []string, times int) {
	counts := map[string]int{}
	for form, c := range u.words {
		if c.count >= c.least && (c.one || c.two) {
			counts[form] = c.count
		}
	}
	names := nameless(senders)
	for text, count := range u.feeds {
		counts[names.Replace(text)] += count
	}
	forms = slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	forms = forms[:min(len(forms), maxUnknown)]
	for _, f := range forms {
		times += counts[f]
	}
	return forms, times
}

// nameless puts "…" in the place of names.
func nameless(names []string) *strings.Replacer {
	const most = 1000
	names = slices.Clone(names[:min(len(names), most)])
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	var pairs []string
	for _, n := range names {
		if n != "" {
			pairs = append(pairs, n, "…")
		}
	}
	return strings.NewReplacer(pairs...)
}
