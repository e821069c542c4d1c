package whatsapp

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"exile/export"
)

// readPoll reads a poll of any language by its form: a word in capitals and a
// colon, the question, then a line "WORD: answer (3 votes)" for each answer.
//
//	~POLL:
//	Which day?
//	~OPTION: Friday (~3 votes)
//	~OPTION: Saturday (~0 votes)
func readPoll(body string, t *phraseTable) (export.Content, bool) {
	first, rest, ok := strings.Cut(body, "\n")
	head, colon := strings.CutSuffix(trimMarks(first), ":")
	if !ok || !colon || !isHeading(head) {
		return nil, false
	}
	poll := export.Poll{Plain: body}
	label, asked := "", 0 // asked: bytes of rest that are the question
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		word, o, ok := readOption(line)
		switch {
		case ok && asked > 0 && (label == "" || word == label):
			label = word
			poll.Options = append(poll.Options, o)
		case label == "":
			asked = at + len(line)
		case trimMarks(line) != "":
			return nil, false
		}
		at += len(line) + 1
	}
	if len(poll.Options) == 0 || !isMarked(body) && !sameLanguage(t, head, label) {
		return nil, false
	}
	poll.Question = strings.Trim(rest[:asked], eitherMark)
	return poll, true
}

// sameLanguage reports that no language is known to call a poll, or an answer,
// by another word. Someone who types may head a list in capitals.
func sameLanguage(t *phraseTable, head, label string) bool {
	poll, ok := t.find(head, isKind(markPoll))
	if !ok {
		return true
	}
	option, ok := t.find(label, isKind(markOption))
	return !ok || option.langs&poll.langs != 0
}

// readOption reads "~OPTION: Friday (~3 votes)".
func readOption(line string) (word string, o export.PollOption, ok bool) {
	line = trimMarks(line)
	word, rest, ok := strings.Cut(line, ": ")
	rest, closed := strings.CutSuffix(rest, ")")
	i := strings.LastIndex(rest, " (")
	if !ok || !closed || i < 0 || !isHeading(word) {
		return "", o, false
	}
	n, unit, ok := number(trimMarks(rest[i+2:]))
	o = export.PollOption{Text: rest[:i], Votes: n}
	return word, o, ok && trimMarks(unit) != ""
}

// isHeading reports whether s is one word, or in scripts without gaps a few
// letters, without a small letter.
func isHeading(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 24 {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) || unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// number cuts a number, in the digits of any script, off the front of s.
func number(s string) (n int, rest string, ok bool) {
	for i, r := range s {
		d, isDigit := digitOf(r)
		if !isDigit {
			return n, s[i:], i > 0
		}
		if n = n*10 + d; n > 1e9 {
			return 0, s, false
		}
	}
	return n, "", s != ""
}

// digitOf returns the value of a decimal digit. Unicode has those of each script
// in a row of ten.
func digitOf(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), r >= '0' && r <= '9'
	}
	if !unicode.IsDigit(r) {
		return 0, false
	}
	d := 0
	for d < 9 && unicode.IsDigit(r-1) {
		r--
		d++
	}
	return d, true
}
