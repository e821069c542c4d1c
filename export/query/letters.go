package query

// small gives what Normal makes of a letter beyond ASCII that it knows, if that is
// one letter of as many bytes, and what stands before it stays as it is. It knows the
// usual ones.
func small(r rune) (rune, bool) {
	switch {
	case r < 0x250:
		return smallLatin(r)
	case r < 0x590:
		return smallGreek(r)
	case 0xac00 <= r && r <= 0xd7a3: // Hangul syllables
	case 0x3131 <= r && r <= 0x318e: // ㄱ, ㅋ, ㅠ
	case 0x4e00 <= r && r <= 0x9fff, 0x3400 <= r && r <= 0x4dbf: // Chinese characters
	case 0x3041 <= r && r <= 0x3096, 0x30a0 <= r && r <= 0x30ff: // Kana
	case 0x3000 <= r && r <= 0x3020: // 。「」
	case 0xff01 <= r && r <= 0xff60: // ！，ａ
		if 0xff21 <= r && r <= 0xff3a {
			r += 0x20
		}
	case 0x2010 <= r && r <= 0x2027, 0x2030 <= r && r <= 0x205e: // – ‘ ’ … ※
	case 0x20a0 <= r && r <= 0x20bf, 0x2190 <= r && r <= 0x2199, 0x2460 <= r && r <= 0x249b, 0x2500 <= r && r <= 0x25ff: // ₩ → ① ■
	case 0x2600 <= r && r <= 0x27bf, 0x1f000 <= r && r <= 0x1faff: // emoji
	case r == 0x200d, r == 0xfe0f: // what joins them
	case 0x5d0 <= r && r <= 0x5ea: // Hebrew
	case 0x620 <= r && r <= 0x64a, 0x660 <= r && r <= 0x66d, r == 0x60c, r == 0x61f: // Arabic
	case 0x1ea0 <= r && r <= 0x1ef9: // Vietnamese
		r |= 1
	case 0xe01 <= r && r <= 0xe30, 0xe32 <= r && r <= 0xe33, 0xe3f <= r && r <= 0xe46, 0xe50 <= r && r <= 0xe59: // Thai
	default:
		return 0, false
	}
	return r, true
}

// smallLatin is small of letters below U+0250.
func smallLatin(r rune) (rune, bool) {
	switch {
	case r < 0xa0, r == 0xb5, r == 0x149, r == 0x17f:
		return 0, false
	case r == 0xd7, r < 0xc0: // × and signs
	case r < 0xdf:
		r += 0x20
	case r < 0x100, r == 0x130, r == 0x131, r == 0x138: // İ and ı are letters of their own
	case r < 0x138, 0x14a <= r && r < 0x178:
		r |= 1
	case r < 0x149, 0x179 <= r && r < 0x17f, 0x1cd <= r && r < 0x1dd:
		r += r & 1
	case r == 0x178: // Ÿ
		r = 0xff
	case r == 0x1a0, r == 0x1a1, 0x218 <= r && r <= 0x21b: // Ơ, Ș
		r |= 1
	case r == 0x1af, r == 0x1b0: // Ư
		r = 0x1b0
	case r == 0x18f: // Ə
		r = 0x259
	default:
		return 0, false
	}
	return r, true
}

// smallGreek is small of Greek, Cyrillic and Armenian letters.
func smallGreek(r rune) (rune, bool) {
	switch {
	case r == 0x259: // ə
	case r == 0x386: // Ά
		r = 0x3ac
	case 0x388 <= r && r <= 0x38a: // Έ
		r += 37
	case r == 0x38c: // Ό
		r = 0x3cc
	case r == 0x38e, r == 0x38f: // Ύ
		r += 63
	case 0x391 <= r && r <= 0x3ab && r != 0x3a2:
		r += 0x20
	case r == 0x3c2: // ς
		r = 0x3c3
	case 0x3ac <= r && r <= 0x3ce && r != 0x3b0:
	case 0x400 <= r && r <= 0x40f:
		r += 0x50
	case 0x410 <= r && r <= 0x42f:
		r += 0x20
	case 0x430 <= r && r <= 0x45f, r == 0x4cf:
	case 0x460 <= r && r <= 0x481, 0x48a <= r && r <= 0x4bf, 0x4d0 <= r && r <= 0x52f:
		r |= 1
	case r == 0x4c0: // Ӏ
		r = 0x4cf
	case 0x4c1 <= r && r <= 0x4ce:
		r += r & 1
	case 0x531 <= r && r <= 0x556:
		r += 0x30
	case 0x561 <= r && r <= 0x586:
	default:
		return 0, false
	}
	return r, true
}
