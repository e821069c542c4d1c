package whatsapp

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markers learns from the words of the app which language a chat's file is in.
// What is only words, without the app's marks or brackets, is a marker in the
// file's own language alone: a Dane in an English file may well type what the
// app says in Danish.
type markers struct {
	table   *phraseTable
	votes   [64]int
	top     langSet        // the languages with most votes and their families
	counted bool           // top is up to date
	marked  int            // payloads after a mark, as iOS writes them
	typed   int            // phrases without one: Android's, or what somebody typed
	android int            // attachments and "<…>" as Android writes them
	known   int            // "<…>" that the table has
	phone   phone          // whose file it is, where the reader knows
	odd     map[string]int // unknown "<…>" that stand alone
	ends    map[string]int // and those at the end of a text
}

// A phone is what wrote a file. Its headers tell.
type phone uint8

const (
	phoneUnknown phone = iota
	phoneAndroid
	phoneIOS
)

// ios reports whether the app marks all that it writes in this file.
func (m *markers) ios() bool {
	if m.phone == phoneUnknown {
		return m.marked > m.android+m.typed
	}
	return m.phone == phoneIOS
}

// droid reports whether what iOS writes is somebody's quotation in this file.
func (m *markers) droid() bool {
	if m.phone == phoneUnknown {
		return m.android+m.typed > m.marked
	}
	return m.phone == phoneAndroid
}

// How much a marker says about the language of a file. Anyone can type words.
const (
	voteTyped  = 1
	voteFile   = 4
	voteMarked = 8
	voteNotice = 16
)

// maxOdd bounds how many unknown "<…>" are counted, and manyOdd is how often one
// stands where nobody types it so often.
const (
	maxOdd  = 64
	manyOdd = 3
)

func newMarkers() *markers { return &markers{table: phrases()} }

// learn looks at a body, or at a line of the app. To be called for each of a
// file, lines without an author too, before content is asked of any.
func (m *markers) learn(body string) {
	if m.table.ordinary(body) {
		m.learnNotice(body)
		return
	}
	words := trimMarks(body)
	first, _, _ := strings.Cut(words, "\n")
	if m.learnAttached(body) {
		return
	}
	if inner, ok := angled(first); ok {
		m.learnAngled(inner)
		return
	}
	if _, suffix, ok := cutAngled(words); ok {
		if s, ok := m.table.find(suffix, isKind(markEdited)); ok {
			m.vote(s.langs, voteFile)
		} else {
			countOdd(&m.ends, suffix)
		}
	}
	if name, note, ok := cutNote(first); ok {
		s, listed := m.table.find(note, isKind(markFile))
		if listed || appNamed(name) {
			m.android++
			m.vote(s.langs, voteFile)
		}
		return
	}
	m.learnNotice(words)
	if _, tail, ok := cutMark(body); ok {
		if isMarked(body) || first == words {
			m.learnMarked(tail)
		}
		return
	}
	if s, ok := m.table.find(first, isPlainWords); ok {
		m.typed++
		m.vote(s.langs, voteTyped)
	}
}

func (m *markers) learnAttached(body string) bool {
	first, _, _ := strings.Cut(body, "\n")
	a, ok := cutAttached(first)
	if !ok {
		a, ok = cutAttached(body)
	}
	if !ok || !a.marked || !hasExt(a.name) {
		return false
	}
	m.marked++
	if s, ok := m.table.find(a.word, isKind(markAttached)); ok {
		m.vote(s.langs, voteMarked)
	}
	return true
}

func (m *markers) learnNotice(text string) {
	if langs, ok := m.table.notice(text); ok {
		m.vote(langs, voteNotice)
	}
}

// learnMarked takes what stands after the last mark of a body.
func (m *markers) learnMarked(tail string) {
	first, _, _ := strings.Cut(tail, "\n")
	if s, ok := m.table.find(first, isPlainWords); ok {
		m.marked++
		m.vote(s.langs, voteMarked)
	}
}

func (m *markers) learnAngled(inner string) {
	if s, ok := m.table.find(inner, markerKind.omitted); ok {
		m.known++
		if s.kind == markMedia {
			m.android++
		}
		m.vote(s.langs, voteMarked)
		return
	}
	countOdd(&m.odd, inner)
}

func countOdd(counts *map[string]int, inner string) {
	if *counts == nil {
		*counts = map[string]int{}
	}
	if _, counted := (*counts)[inner]; counted || len(*counts) < maxOdd && oddWords(inner) {
		(*counts)[strings.Clone(inner)]++ // the line is reused
	}
}

func (m *markers) vote(langs langSet, weight int) {
	m.counted = false
	for ; langs != 0; langs &= langs - 1 {
		m.votes[bits.TrailingZeros64(uint64(langs))] += weight
	}
}

// best returns the languages that have most votes.
func (m *markers) best() (set langSet) {
	most := 1
	for i, n := range m.votes {
		if n > most {
			most, set = n, 0
		}
		if n == most {
			set |= 1 << i
		}
	}
	return set
}

// tag returns the language of the file: "en", "pt-BR", the first of several
// regions that say the same, "" where nothing tells.
func (m *markers) tag() string {
	set := m.best()
	if set == 0 {
		return ""
	}
	first := bits.TrailingZeros64(uint64(set))
	if set&^m.table.family[first] != 0 {
		return ""
	}
	return m.table.langs[first]
}

// own reports whether words in one of these languages may be the app's here.
func (m *markers) own(langs langSet) bool {
	if !m.counted {
		m.top, m.counted = 0, true
		for set := m.best(); set != 0; set &= set - 1 {
			m.top |= m.table.family[bits.TrailingZeros64(uint64(set))]
		}
	}
	return m.top == 0 || m.top&langs != 0
}

// bare reports whether words of this sense, without a mark, are the app's here.
// iOS marks all that it writes.
func (m *markers) bare(s sense) bool {
	return !m.ios() && (s.kind.bare() || m.android == 0) && m.own(s.langs)
}

// unlisted reports whether "<inner>" stands for a file in a language, or in
// words, that the table does not have: no known words do so in this file, and
// people do not type these again and again, or not in that script.
func (m *markers) unlisted(inner string) bool {
	if m.known > 0 || m.speaks(markMedia) || !oddWords(inner) {
		return false
	}
	return m.odd[inner] > 1 || inner[0] >= utf8.RuneSelf
}

// unlistedEdit reports the same of "<inner>" at the end of texts.
func (m *markers) unlistedEdit(inner string) bool {
	return m.ends[inner] >= manyOdd && !m.speaks(markEdited)
}

// speaks reports whether the table has such words in the language of the file,
// of which what anyone can type says too little.
func (m *markers) speaks(kind markerKind) bool {
	set := m.best() & m.table.kinds[kind]
	return set != 0 && m.votes[bits.TrailingZeros64(uint64(set))] >= voteFile
}

// oddWords reports whether the inside of "<…>" is at least two words, or one of
// a script without gaps, and nothing that makes it code, a tag or a smiley.
func oddWords(inner string) bool {
	if inner == "" || utf8.RuneCountInString(inner) > maxPhrase {
		return false
	}
	letters := 0
	for _, r := range inner {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.M, r):
			letters++
		case r == ' ', r == '\'', r == '’', r == '‘', r == '-', r == '‌', r == '‍', r == '.', r == ',', r == '،':
		default:
			return false
		}
	}
	words := len(strings.Fields(inner))
	r, _ := utf8.DecodeRuneInString(inner)
	return letters > 3 && (words > 1 || !cased(r) && letters > 4)
}

// cased reports whether a letter is of a script that has capitals, and gaps
// between words.
func cased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) }

func isKind(want markerKind) func(markerKind) bool {
	return func(k markerKind) bool { return k == want }
}

// isPlainWords reports whether a marker is a whole message of words alone.
func isPlainWords(k markerKind) bool { return k.bare() || k.omitted() && k != markMedia }
