package whatsapp

import "strings"

// markAt returns the length of the direction mark that s begins with, or of a
// byte order mark; 0 where there is none.
func markAt(s string) int {
	if len(s) < 2 || s[0] < 0x80 {
		return 0
	}
	if s[0] == 0xD8 && s[1] == 0x9C { // U+061C
		return 2
	}
	if len(s) < 3 {
		return 0
	}
	switch b := s[2]; {
	case s[0] == 0xE2 && s[1] == 0x80 && (b == 0x8E || b == 0x8F || b >= 0xAA && b <= 0xAE): // U+200E, 200F, 202A to 202E
		return 3
	case s[0] == 0xE2 && s[1] == 0x81 && b >= 0xA6 && b <= 0xA9: // U+2066 to 2069
		return 3
	case s[0] == 0xEF && s[1] == 0xBB && b == 0xBF:
		return 3
	}
	return 0
}

// spaceAt returns the length of the space that s begins with: an ordinary one,
// U+00A0, U+2009 or U+202F; 0 where there is none.
func spaceAt(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == ' ':
		return 1
	case s[0] < 0x80:
		return 0
	case strings.HasPrefix(s, "\u00a0"):
		return 2
	case strings.HasPrefix(s, "\u202f"), strings.HasPrefix(s, "\u2009"):
		return 3
	}
	return 0
}
