package csv

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// guard keeps a spreadsheet from taking a cell for a formula.
const guard = '\''

// appendGuarded appends a cell, with a guard wherever a spreadsheet would find a formula.
func appendGuarded(b, cell []byte) []byte {
	if len(cell) == 0 {
		return b
	}
	if opensFormula(cell) {
		b = append(b, guard)
	}
	if bytes.IndexByte(cell, '\n') < 0 && bytes.IndexByte(cell, ';') < 0 && bytes.IndexByte(cell, '\t') < 0 {
		return append(b, cell...)
	}
	for line := range bytes.Lines(cell) {
		if !harmful(line) {
			b = append(b, line...)
			continue
		}
		b = appendPieces(b, line, &line[0] == &cell[0])
	}
	return b
}

// harmful reports whether a line holds what a formula needs to reach beyond its sheet: a
// function, or a pipe and an exclamation mark, by which it starts a program. No function is
// called in Hangul, so that "- 우유(두 팩)" is none.
func harmful(line []byte) bool {
	if bytes.IndexByte(line, '|') >= 0 && bytes.IndexByte(line, '!') >= 0 {
		return true
	}
	for {
		i := bytes.IndexByte(line, '(')
		if i < 0 {
			return false
		}
		name := bytes.TrimRight(line[:i], " ")
		if r, _ := utf8.DecodeLastRune(name); len(name) > 0 && !unicode.Is(unicode.Hangul, r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return true
		}
		line = line[i+1:]
	}
}

// appendPieces appends a line that might do harm, with a guard before each piece of it
// that is a formula to a spreadsheet which splits there.
func appendPieces(b, line []byte, first bool) []byte {
	start := 0
	for i := 0; i <= len(line); i++ {
		if i < len(line) && line[i] != ';' && line[i] != '\t' {
			continue
		}
		if (start > 0 || !first) && sign(line[start:i]) {
			b = append(b, guard)
		}
		end := min(i+1, len(line))
		b, start = append(b, line[start:end]...), end
	}
	return b
}

// opensFormula reports whether a spreadsheet may take a cell for a formula.
func opensFormula(cell []byte) bool {
	if len(cell) == 0 {
		return false
	}
	switch c := cell[0]; {
	case c >= 'A' && c <= 'z', c >= '0' && c <= '9', c >= 0xea && c <= 0xed:
		return false // by far the most
	case c == '\t', c == '\n':
		return true
	}
	return sign(cell)
}

// sign reports whether the first character that can be seen opens a formula.
func sign(s []byte) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠':
			return true
		}
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && !pictured(r) {
			return false
		}
		s = s[n:]
	}
	return false
}

// pictured reports whether r stands for a control character that a spreadsheet might
// have skipped.
func pictured(r rune) bool { return r >= '\u2400' && r <= '\u2421' }
