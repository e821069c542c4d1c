package crypto

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Weakness is what is wrong with a passphrase; Strong is nothing.
type Weakness int

// The weaknesses.
const (
	Strong    Weakness = iota
	TooShort           // fewer than 10 characters
	TooPlain           // one of the usual ones, one character repeated, or a run like 1234567890
	Untypable          // not UTF-8, or with a character that no keyboard types the same everywhere: an arrow key, a tab
)

// minLength is what a passphrase must come to. A letter, digit or sign counts
// one; a Hangul syllable or a Han character counts two, for it takes two or three
// keys and tells about as much as two Latin letters.
const minLength = 10

// Judge judges a passphrase that a person chose. It catches what is bad at first
// sight and promises nothing about the rest: what is long may still be known.
//
// First its characters are counted, then what is left of them when a usual word
// (in English, in Korean, or Korean typed with the keyboard on Latin), a row of
// the keyboard, an alphabet, a count and a repetition count two each, however
// long they are.
func Judge(passphrase string) Weakness {
	if !utf8.ValidString(passphrase) || strings.ContainsFunc(passphrase, unicode.IsControl) {
		return Untypable
	}
	s := []rune(strings.ToLower(norm.NFC.String(passphrase)))
	switch {
	case weigh(s) < minLength:
		return TooShort
	case weigh(plainParts(unit(s))) < minLength:
		return TooPlain
	}
	return Strong
}

func weigh(s []rune) (sum int) {
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
		case r >= '가' && r <= '힣', unicode.Is(unicode.Han, r):
			sum += 2
		default:
			sum++
		}
	}
	return sum
}

// unit returns the part of which s is a repetition, or s.
func unit(s []rune) []rune {
	for n := 1; n <= len(s)/2; n++ {
		if len(s)%n == 0 && strings.Repeat(string(s[:n]), len(s)/n) == string(s) {
			return s[:n]
		}
	}
	return s
}

// plainParts returns s with two characters in the place of each part that is
// plain.
func plainParts(s []rune) []rune {
	usual := usualWords()
	var out []rune
	for i := 0; i < len(s); {
		n := max(wordAt(usual, s[i:]), runAt(s[i:]))
		if n <= 2 {
			out = append(out, s[i])
			i++
			continue
		}
		out = append(out, '·', '·')
		i += n
	}
	return out
}

//go:embed common.txt
var commonWords string

// usualWords returns the list, and every Korean word of it once more as it comes
// out of a keyboard that is on Latin.
func usualWords() []string {
	var list []string
	for line := range strings.Lines(commonWords) {
		word := strings.TrimSpace(line)
		if word == "" || word[0] == '#' {
			continue
		}
		list = append(list, word)
		if typed := onLatinKeys(word); typed != word {
			list = append(list, typed)
		}
	}
	return list
}

// wordAt returns the length of the longest usual word that s begins with. Korean
// ones of one or two syllables weigh as much as what replaces them.
func wordAt(usual []string, s []rune) (longest int) {
	text := string(s)
	for _, word := range usual {
		if strings.HasPrefix(text, word) {
			longest = max(longest, len([]rune(word)))
		}
	}
	return longest
}

// rows are what fingers and tongues run along.
func rows() []string {
	return []string{
		"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
		"!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p",
		"가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣ",
		"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ",
	}
}

// runAt returns the length of the run that s begins with: one character
// repeated, or along a row in either direction.
func runAt(s []rune) int {
	longest := 1
	for longest < len(s) && s[longest] == s[0] {
		longest++
	}
	for _, row := range rows() {
		for _, way := range []string{row, reversed(row)} {
			at := strings.IndexRune(way, s[0])
			if at < 0 {
				continue
			}
			n := 0
			for _, r := range way[at:] {
				if n == len(s) || s[n] != r {
					break
				}
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}

func reversed(s string) string {
	var out []rune
	for _, r := range s {
		out = append([]rune{r}, out...)
	}
	return string(out)
}

// onLatinKeys returns what the keys of the Korean standard keyboard (KS X 5002,
// two sets) give for Hangul when they are on Latin.
func onLatinKeys(s string) string {
	const (
		first, syllables, vowels, finals = '가', 11172, 21, 28 // Unicode, section 3.12
	)
	initialKeys := strings.Fields("r R s e E f a q Q t T d w W c z x v g")
	vowelKeys := strings.Fields("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
	finalKeys := strings.Fields("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")
	var b strings.Builder
	for _, r := range s {
		n := int(r) - first
		if n < 0 || n >= syllables {
			b.WriteRune(r)
			continue
		}
		b.WriteString(initialKeys[n/(vowels*finals)])
		b.WriteString(vowelKeys[n/finals%vowels])
		if last := n % finals; last > 0 {
			b.WriteString(finalKeys[last-1])
		}
	}
	return strings.ToLower(b.String())
}
