package lang

import (
	"strconv"
	"strings"

	"exile/formats"
)

// Lang is a language that exile speaks.
type Lang string

// The languages.
const (
	EN Lang = "en"
	KO Lang = "ko"
)

// Text is a sentence in both languages.
type Text = formats.Text

// V holds the values of a sentence's placeholders: strings and whole numbers.
type V map[string]any

// Parse returns the language of a code as in --lang.
func Parse(code string) (Lang, bool) {
	switch Lang(code) {
	case EN, KO:
		return Lang(code), true
	}
	return EN, false
}

// Detect returns the language of the person's locale, English if it is neither.
func Detect(getenv func(string) string) Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		v := getenv(name)
		if v == "" {
			continue
		}
		code, _, _ := strings.Cut(strings.ToLower(v), "_")
		code, _, _ = strings.Cut(code, ".")
		if Lang(code) == KO {
			return KO
		}
		return EN
	}
	return EN
}

// Say returns a sentence with its placeholders filled.
func (l Lang) Say(t Text, v V) string {
	s := t.In(string(l))
	if !strings.Contains(s, "{") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, after, ok := strings.Cut(rest, "}")
		if !ok {
			b.WriteString("{" + rest)
			return b.String()
		}
		b.WriteString(l.fill(inner, v))
		s = after
	}
}

func (l Lang) fill(inner string, v V) string {
	name, words, choose := strings.Cut(inner, "|")
	value, ok := v[name]
	if !ok {
		return "{" + inner + "}"
	}
	shown := show(value)
	if !choose {
		return shown
	}
	first, second, _ := strings.Cut(words, "|")
	if l == KO {
		return particle(shown, first, second)
	}
	if shown == "1" {
		return first
	}
	return second
}

func show(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return Number(int64(v))
	case int64:
		return Number(v)
	}
	return ""
}

// Number writes n with its thousands separated by commas, as both languages do.
func Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	digits := strings.TrimPrefix(s, "-")
	var b strings.Builder
	b.WriteString(s[:len(s)-len(digits)])
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
