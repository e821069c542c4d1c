package lang

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// particle returns the one of a pair of Korean particles that follows s: 은, 이,
// 을, 과, 으로 after a final consonant, but 로 after ㄹ. Where the sound is not
// certain it names both, as Korean does: 은(는), (으)로.
func particle(s, consonant, vowel string) string {
	switch lastFinal(s) {
	case finalNone:
		return vowel
	case finalL:
		if consonant == "으로" {
			return vowel
		}
		return consonant
	case finalOther:
		return consonant
	case finalUnsure:
	}
	if more, ok := strings.CutSuffix(consonant, vowel); ok {
		return "(" + more + ")" + vowel
	}
	return consonant + "(" + vowel + ")"
}

type final int

const (
	finalUnsure final = iota
	finalNone         // ends in a vowel
	finalL            // ends in ㄹ
	finalOther        // ends in another consonant
)

// endings are how the endings of files are read aloud, which is not as they are
// spelt: 티, 지, 브이, 제이슨, 집, 에이지, 엑자일, 에이치티엠엘.
var endings = map[string]final{
	".txt":   finalNone,
	".jpg":   finalNone,
	".png":   finalNone,
	".csv":   finalNone,
	".json":  finalOther,
	".zip":   finalOther,
	".age":   finalNone,
	".exile": finalL,
	".html":  finalL,
}

// lastFinal looks at the last syllable, digit or letter; digits are read as in
// 일 이 삼. Of the Latin letters, only l, m and n sound the same in a word and
// spelt out; of other scripts the sound is not known.
func lastFinal(s string) final {
	s = norm.NFC.String(s)
	if f, ok := endings[strings.ToLower(path.Ext(s))]; ok {
		return f
	}
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		switch {
		case r >= '가' && r <= '힣':
			return hangulFinal((r - '가') % 28)
		case strings.ContainsRune("178lL", r):
			return finalL
		case strings.ContainsRune("036mnMN", r):
			return finalOther
		case r >= '0' && r <= '9':
			return finalNone
		case unicode.IsLetter(r), unicode.IsNumber(r):
			return finalUnsure
		}
	}
	return finalUnsure
}

func hangulFinal(jong rune) final {
	const rieul = 8 // ㄹ among the 27 final consonants
	switch jong {
	case 0:
		return finalNone
	case rieul:
		return finalL
	}
	return finalOther
}
