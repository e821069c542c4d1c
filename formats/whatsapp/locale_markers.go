package whatsapp

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// markersTSV has a line for each marker: its kind, the language of the app, the
// words without marks, brackets and a final stop.
//
//go:embed markers.tsv
var markersTSV string

// phrases returns what the app writes in all its languages. It never changes.
var phrases = sync.OnceValue(func() *phraseTable { return newPhraseTable(markersTSV) })

// A markerKind is what a phrase of the app stands for, as markers.tsv has it.
type markerKind string

const (
	markImage       markerKind = "image" // and so on: a file that was not exported
	markVideo       markerKind = "video"
	markAudio       markerKind = "audio"
	markSticker     markerKind = "sticker"
	markGIF         markerKind = "gif"
	markContact     markerKind = "contact"
	markDocument    markerKind = "document"
	markMedia       markerKind = "media"    // Android: a file of any kind
	markAttached    markerKind = "attached" // iOS: the word before a file's name
	markFile        markerKind = "file-attached"
	markDeleted     markerKind = "deleted"
	markDeletedByMe markerKind = "deleted-by-me"
	markMissedVoice markerKind = "missed-voice"
	markMissedVideo markerKind = "missed-video"
	markLive        markerKind = "live-location"
	markLocation    markerKind = "location"
	markEncrypted   markerKind = "encrypted"
	markEdited      markerKind = "edited"
	markPoll        markerKind = "poll"
	markOption      markerKind = "poll-option"
)

// bare reports whether Android writes the marker as a message of plain words.
func (k markerKind) bare() bool {
	switch k {
	case markDeleted, markDeletedByMe, markMissedVoice, markMissedVideo, markLive:
		return true
	case markImage, markVideo, markAudio, markSticker, markGIF, markContact, markDocument, markMedia,
		markAttached, markFile, markLocation, markEncrypted, markEdited, markPoll, markOption:
	}
	return false
}

// omitted reports whether the marker stands for a file.
func (k markerKind) omitted() bool {
	switch k {
	case markImage, markVideo, markAudio, markSticker, markGIF, markContact, markDocument, markMedia:
		return true
	case markAttached, markFile, markDeleted, markDeletedByMe, markMissedVoice, markMissedVideo, markLive,
		markLocation, markEncrypted, markEdited, markPoll, markOption:
	}
	return false
}

// A langSet is a set of languages, by their places in phraseTable.langs.
type langSet uint64

// A sense is what a phrase means, and in which languages.
type sense struct {
	kind  markerKind
	langs langSet
}

// A phraseTable looks phrases up. Few bodies are phrases, and their first bytes
// tell.
type phraseTable struct {
	langs     []string
	family    []langSet              // of each language: the languages that differ from it in the region
	senses    map[string][]sense     // by phraseKey
	written   map[string][]sense     // the same by the phrase: most are met as they stand in the table
	kinds     map[markerKind]langSet // where each is known
	tails     map[string]int         // the last words of phrases for files that were not exported
	encrypted []sense                // in the order of notices
	notices   []string               // the beginnings of the notices on encryption
	opens     beginnings             // of those
	may       beginnings             // of phrases that may stand bare
	longest   int                    // bytes of a phrase that may stand bare
	ends      [256][4]uint64         // by the first byte of a key, which last ones there are
	colons    bool                   // there are keys with one
}

func newPhraseTable(tsv string) *phraseTable {
	t := &phraseTable{
		senses: map[string][]sense{}, written: map[string][]sense{}, kinds: map[markerKind]langSet{}, tails: map[string]int{},
	}
	for _, head := range callHeads {
		t.may.add(head)
	}
	place := map[string]int{}
	for line := range strings.Lines(tsv) {
		kind, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		lang, phrase, _ := strings.Cut(rest, "\t")
		at, known := place[lang]
		if !known {
			at = len(t.langs)
			place[lang] = at
			t.langs = append(t.langs, lang)
		}
		t.add(markerKind(kind), phrase, langSet(1)<<at)
	}
	for key := range t.senses {
		if n := len(key); n > 0 {
			t.ends[key[0]][key[n-1]>>6] |= 1 << (key[n-1] & 63)
		}
		t.colons = t.colons || strings.IndexByte(key, ':') >= 0
	}
	for phrase := range t.written {
		t.written[phrase] = t.senses[phraseKey(phrase)]
	}
	for _, lang := range t.langs {
		var set langSet
		for i, other := range t.langs {
			if baseOf(other) == baseOf(lang) {
				set |= 1 << i
			}
		}
		t.family = append(t.family, set)
	}
	return t
}

func (t *phraseTable) add(kind markerKind, phrase string, lang langSet) {
	t.kinds[kind] |= lang
	if kind == markEncrypted {
		t.opens.add(phrase)
		t.notices = append(t.notices, phrase)
		t.encrypted = append(t.encrypted, sense{kind, lang})
		return
	}
	key := phraseKey(phrase)
	t.written[phrase] = nil
	if kind.omitted() {
		if i := strings.LastIndexByte(key, ' '); i >= 0 {
			t.tails[key[i+1:]]++
		}
	}
	if kind.bare() || kind.omitted() && kind != markMedia {
		t.may.add(phrase)
		t.longest = max(t.longest, len(phrase)+len("。"))
	}
	for i := range t.senses[key] {
		if s := &t.senses[key][i]; s.kind == kind {
			s.langs |= lang
			return
		}
	}
	t.senses[key] = append(t.senses[key], sense{kind, lang})
}

// find returns the sense of the given words among those that are wanted.
func (t *phraseTable) find(words string, wanted func(markerKind) bool) (sense, bool) {
	if len(words) > 8*maxPhrase {
		return sense{}, false
	}
	senses, exact := t.written[words]
	if !exact && t.mayHave(words) {
		senses = t.senses[phraseKey(words)]
	}
	for _, s := range senses {
		if wanted(s.kind) {
			return s, true
		}
	}
	return sense{}, false
}

// mayHave reports whether a phrase may have the key of words. Their first and last
// letters tell, where they are of ASCII, and a colon, as in "attached: NAME": a key
// is a good deal of work.
func (t *phraseTable) mayHave(words string) bool {
	words = strings.TrimRight(trimMarks(words), ".。।۔ ")
	if words == "" {
		return false
	}
	first, last := lowerASCII(words[0]), lowerASCII(words[len(words)-1])
	if first <= ' ' || first >= utf8.RuneSelf || last <= ' ' || last >= utf8.RuneSelf {
		return true
	}
	return t.ends[first][last>>6]>>(last&63)&1 != 0 && (t.colons || strings.IndexByte(words, ':') < 0)
}

func lowerASCII(c byte) byte {
	if c-'A' <= 'Z'-'A' {
		c += 'a' - 'A'
	}
	return c
}

// notice returns the languages of a notice on encryption.
func (t *phraseTable) notice(text string) (langSet, bool) {
	if !t.opens.has(text) {
		return 0, false
	}
	for i, n := range t.notices {
		if strings.HasPrefix(text, n) {
			return t.encrypted[i].langs, true
		}
	}
	return 0, false
}

// maxPhrase bounds, in characters, what may be a phrase of the app.
const maxPhrase = 60

// phraseKey is what equal phrases have in common: marks at the ends, the case
// of letters, the width of gaps and a final stop do not count.
func phraseKey(s string) string {
	s = strings.TrimRight(trimMarks(s), ".。।۔ ")
	if !isSpaced(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.ToLower(s)
}

// isSpaced reports that the only gaps in s are single spaces within it, as far as a
// look at its bytes tells: nearly all phrases.
func isSpaced(s string) bool {
	gap := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && !gap:
			gap = true
		case c <= ' ', c == 0xC2, c >= 0xE1 && c <= 0xE3: // of U+0085, U+00A0, U+1680, U+2000 and so on, U+3000
			return false
		default:
			gap = false
		}
	}
	return !gap || s == ""
}

// beginnings is a set of the first eight bytes of texts, which may err towards
// having them, but seldom: two bits stand for each. No phrase that it is asked about
// is shorter.
type beginnings [1 << 10]uint64

const beginning = 8

func (b *beginnings) add(s string) {
	i, k := hashesOf(s)
	b[i>>6] |= 1 << (i & 63)
	b[k>>6] |= 1 << (k & 63)
}

func (b *beginnings) has(s string) bool {
	if len(s) < beginning {
		return false
	}
	i, k := hashesOf(s)
	return b[i>>6]>>(i&63)&1 != 0 && b[k>>6]>>(k&63)&1 != 0
}

func hashesOf(s string) (i, k uint16) {
	_ = s[beginning-1]
	first := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	h := first * 0x9E3779B97F4A7C15
	return uint16(h >> 48), uint16(h >> 32)
}

func baseOf(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	return base
}
