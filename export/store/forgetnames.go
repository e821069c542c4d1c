//go:build cgo

package store

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a name as names are compared: some systems take letters apart.
func folded(s string) string { return norm.NFC.String(strings.TrimSpace(s)) }

// The shortest names and keys that are looked for in texts, in letters: shorter
// ones stand in every other word and number.
const (
	shortestName = 2
	shortestKey  = 5
)

// wordAt is where a name stands in a text, in bytes.
type wordAt struct{ from, before int }

// is reports whether a text is one of the names that go.
func (f *forgetting) is(s string) bool { return slices.Contains(f.words, folded(s)) }

// names reports whether a text has one of the names that go, as a word of its own or
// with what may follow a name: 홍길동님이.
func (f *forgetting) names(s string) bool { return len(f.find(folded(s), true)) > 0 }

// without takes the names that go out of a text; one that has none is as it was.
func (f *forgetting) without(s string, followed bool) string {
	folded := norm.NFC.String(s)
	found := f.find(folded, followed)
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	end := 0
	for _, one := range found {
		if one.from > end {
			b.WriteString(folded[end:one.from])
		}
		end = max(end, one.before)
	}
	b.WriteString(folded[end:])
	return b.String()
}

// untitled takes the names that go out of the title of a chat. Of a list of members
// the others stay; within another word nothing is a name.
func (f *forgetting) untitled(title string) string {
	members := strings.Split(title, ",")
	rest := slices.DeleteFunc(slices.Clone(members), f.is)
	now := title
	if len(rest) < len(members) {
		now = strings.TrimSpace(strings.Join(rest, ","))
	}
	if now = f.without(now, false); now == title {
		return title
	}
	return strings.Trim(strings.Join(strings.Fields(now), " "), " ,&+/|-–_·:")
}

// find finds the names that go in a text, in order. followed: what may follow a name
// without a space does not make it another word.
func (f *forgetting) find(s string, followed bool) []wordAt {
	var found []wordAt
	for _, w := range f.words {
		if utf8.RuneCountInString(w) < shortestName {
			continue
		}
		for at := 0; ; {
			i := strings.Index(s[at:], w)
			if i < 0 {
				break
			}
			from, before := at+i, at+i+len(w)
			if begins(s, from) && (ends(s, before) || followed && followsName(s[before:])) {
				found = append(found, wordAt{from, before})
			}
			_, size := utf8.DecodeRuneInString(w)
			at = from + size
		}
	}
	slices.SortFunc(found, func(a, b wordAt) int { return a.from - b.from })
	return found
}

// begins reports whether a word may begin at a place of a text.
func begins(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	first, _ := utf8.DecodeRuneInString(s[at:])
	return at == 0 || areApart(before, first)
}

// ends reports whether a word may end at a place of a text.
func ends(s string, at int) bool {
	last, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	return at == len(s) || areApart(last, after)
}

// areApart reports whether two signs, one after the other, are not of one word: they
// are of different scripts, or one is no letter.
func areApart(a, b rune) bool {
	if unicode.IsMark(b) {
		return false
	}
	return scriptOf(a) == noScript || scriptOf(a) != scriptOf(b)
}

// script is a script as far as words are told apart by it.
type script int

const (
	noScript script = iota // no letter
	number
	alphabet // of all that write spaces between words
	hangul
	han
	hiragana
	katakana
)

func scriptOf(r rune) script {
	switch {
	case unicode.IsDigit(r):
		return number
	case unicode.Is(unicode.Hangul, r):
		return hangul
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r), r == 'ー':
		return katakana
	case unicode.IsLetter(r), unicode.IsMark(r):
		return alphabet
	}
	return noScript
}

// followsName reports whether a text, behind a name, begins with what may follow a
// name without a space, in Korean and Japanese.
func followsName(s string) bool {
	end := len(s)
	for i := range s {
		if i > 0 && ends(s, i) {
			end = i
			break
		}
	}
	rest := s[:end]
	switch rest {
	case "이", "가", "은", "는", "을", "를", "와", "과", "의", "도", "에게", "에게서", "께", "께서",
		"が", "は", "を", "も", "に", "と", "の":
		return true
	}
	return strings.HasPrefix(rest, "님") || strings.HasPrefix(rest, "씨") || strings.HasPrefix(rest, "さん")
}
