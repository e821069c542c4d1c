package whatsapp

import "strings"

// A period is a word for a half of the day, which stands before the hour or
// after the time.
type period struct {
	word string
	half half
}

// half is what a period does to the hour that stands with it.
type half uint8

const (
	noHalf half = iota
	am
	pm
	noon // around noon: 11 is before it, 12 and 1 are after
)

// periods are the words of CLDR for languages whose clock has twelve hours, or
// is often set so. "am" and "pm" with their dots and spaces are read by rule.
var periods = [...]period{
	{"\u0635", am}, {"\u0645", pm}, // ar
	{"上午", am}, {"下午", pm}, {"凌晨", am}, {"清晨", am}, {"早上", am}, {"中午", noon}, {"晚上", pm}, // zh
	{"오전", am}, {"오후", pm}, // ko
	{"午前", am}, {"午後", pm}, // ja
	{"π.μ.", am}, {"μ.μ.", pm}, {"πμ", am}, {"μμ", pm}, // el
	{"fm", am}, {"em", pm}, // sv
	{"ap.", am}, {"ip.", pm}, // fi
	{"de.", am}, {"du.", pm}, // hu
	{"SA", am}, {"CH", pm}, // vi
	{"ÖÖ", am}, {"ÖS", pm}, // tr
	{"пр.об.", am}, {"сл.об.", pm}, // bg
	{"p.d.", am}, {"m.d.", pm}, {"paradite", am}, {"pasdite", pm}, // sq
	{"ق.ظ.", am}, {"ب.ظ.", pm}, // fa
	{"לפנה״צ", am}, {"אחה״צ", pm}, // he
	{"ก่อนเที่ยง", am}, {"หลังเที่ยง", pm}, // th
	{"पूर्वाह्न", am}, {"अपराह्न", pm}, {"म.पू.", am}, {"म.उ.", pm}, // hi, mr
	{"முற்பகல்", am}, {"பிற்பகல்", pm}, // ta
	{"পূর্বাহ্ন", am}, {"অপরাহ্ন", pm}, // bn
}

// periodAt returns the half of the day that the beginning of s names, and the
// length of the word; 0 where it is none. A letter may not follow.
func periodAt(s string) (half, int) {
	if s == "" {
		return noHalf, 0
	}
	if c := s[0] | 0x20; c == 'a' || c == 'p' {
		if n := latinPeriod(s); n > 0 {
			if c == 'a' {
				return am, n
			}
			return pm, n
		}
	}
	for i := range periods {
		p := &periods[i]
		if strings.HasPrefix(s, p.word) && (p.word[0] >= 0x80 || !letterAt(s, len(p.word))) {
			return p.half, len(p.word)
		}
	}
	return noHalf, 0
}

// latinPeriod returns the length of "am", "PM", "a.m.", "p. m." and the like.
func latinPeriod(s string) int {
	i := 1
	if i < len(s) && s[i] == '.' {
		i++
	}
	i += spaceAt(s[i:])
	if i >= len(s) || s[i]|0x20 != 'm' {
		return 0
	}
	i++
	if i < len(s) && s[i] == '.' {
		i++
	}
	if letterAt(s, i) {
		return 0
	}
	return i
}

// letterAt reports whether s has an ASCII letter or a digit at i.
func letterAt(s string, i int) bool {
	return i < len(s) && (s[i]-'0' <= 9 || s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}
