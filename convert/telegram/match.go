package telegram

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"exile/convert/handover"
)

// maxOthers is how many similar names are listed.
const maxOthers = 5

// MatchNames tells whose each written name will be to Telegram, in the order of
// people. Telegram is reported to compare a written name with the account's own and
// with those of its contacts, as they were saved, and to match only whole names: so
// names are compared whole, in NFC, runs of white space as one space.
func MatchNames(people []handover.Person, self Account, contacts []Contact) []Match {
	book := newBook(self, contacts)
	out := make([]Match, 0, len(people))
	taken := make(map[int64]int) // contact → written names that are theirs
	for _, p := range people {
		m := book.match(p)
		if m.State == Matched {
			taken[m.Contact]++
		}
		out = append(out, m)
	}
	for i := range out {
		if m := &out[i]; m.State == Matched && taken[m.Contact] > 1 && m.Problem == "" {
			m.Problem = SameContact
		}
	}
	return out
}

// book is the account's address book, by name.
type book struct {
	self     Account
	own      string
	contacts []Contact
	exact    map[string][]int // folded name → contacts
	alike    map[string][]int // what similar names have in common → contacts; -1 is oneself
}

func newBook(self Account, contacts []Contact) *book {
	b := &book{self: self, own: folded(self.Name), contacts: contacts, exact: make(map[string][]int), alike: make(map[string][]int)}
	for i, c := range contacts {
		if c.ID == self.ID {
			continue // the address book may hold oneself
		}
		if name := folded(c.Name); name != "" {
			b.exact[name] = append(b.exact[name], i)
		}
		for _, trait := range traits(c.Name) {
			b.alike[trait] = append(b.alike[trait], i)
		}
	}
	for _, trait := range traits(self.Name) {
		b.alike[trait] = append(b.alike[trait], -1)
	}
	return b
}

// match tells whose one written name is.
func (b *book) match(p handover.Person) Match {
	m := Match{Name: p.Name, State: Unmatched}
	name := folded(p.Name)
	found := b.exact[name]
	isOwn := name != "" && name == b.own
	switch {
	case p.Nameless || name == "":
		m.State = NeverMatch
		return m
	case isOwn && len(found) > 0, len(found) > 1:
		m.State = Ambiguous
		m.Others = b.names(found, "")
		if isOwn {
			m.Others = append([]string{b.self.Name}, m.Others...)
		}
	case isOwn:
		m.State, m.Contact = MatchedSelf, b.self.ID
	case len(found) == 1:
		m.State, m.Contact = Matched, b.contacts[found[0]].ID
	default:
		m.Others = b.similar(p.Name)
	}
	m.Problem = problemOf(p.Self, isOwn, len(found) > 0)
	return m
}

// problemOf tells whether a name ends on the wrong side.
func problemOf(self, isOwn, isContact bool) MatchProblem {
	switch {
	case self && isOwn, !self && !isOwn:
		return ""
	case self && isContact:
		return SelfAsContact
	case self:
		return SelfMissed
	}
	return TakenForSelf
}

// names lists contacts' names, each once; not one that is written in the same way.
func (b *book) names(which []int, but string) []string {
	var out []string
	for _, i := range which {
		name := b.self.Name
		if i >= 0 {
			name = b.contacts[i].Name
		}
		if name != but && !slices.Contains(out, name) && len(out) < maxOthers {
			out = append(out, name)
		}
	}
	return out
}

// similar lists the names that have most in common with one, in the order of the
// address book where they have the same.
func (b *book) similar(name string) []string {
	const enough = 200 // of "Kim" an address book may hold thousands
	common := make(map[int]int)
	for _, trait := range traits(name) {
		for _, i := range b.alike[trait][:min(enough, len(b.alike[trait]))] {
			common[i]++
		}
	}
	order := make([]int, 0, len(common))
	for i := range common {
		order = append(order, i)
	}
	slices.SortFunc(order, func(x, y int) int { return cmp.Or(cmp.Compare(common[y], common[x]), cmp.Compare(x, y)) })
	return b.names(order, name)
}

// folded is a name as it is compared: in NFC, white space as one space, none around.
func folded(name string) string {
	return strings.Join(strings.Fields(norm.NFC.String(name)), " ")
}

// traits are what similar names have in common: all of it without spaces, in either
// order of its words; a word; and of a Korean name of three syllables the last two,
// by which people call each other.
func traits(name string) []string {
	const most = 16 // words; a name has fewer
	words := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})
	words = words[:min(most, len(words))]
	var out []string
	add := func(s string) {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(strings.Join(words, ""))
	backward := slices.Clone(words)
	slices.Reverse(backward)
	add(strings.Join(backward, ""))
	for _, w := range words {
		r := []rune(w)
		if len(r) > 1 {
			add(w)
		}
		if len(r) == 3 && isHangul(r) {
			add(string(r[1:]))
		}
	}
	if whole := []rune(strings.Join(words, "")); len(words) > 1 && len(whole) == 3 && isHangul(whole) {
		add(string(whole[1:]))
	}
	return out
}

func isHangul(word []rune) bool {
	return !slices.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Hangul, r) })
}
