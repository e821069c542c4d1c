package whatsapp

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"exile/export"
)

// call reads "Missed voice call", "Voice call, ~5 min", "Video call, ~No answer".
func (p *payloads) call(body string) (export.Content, bool) {
	words := trimMarks(body)
	if len(words) > 8*maxPhrase || strings.IndexByte(words, '\n') >= 0 {
		return nil, false
	}
	head, tail := words, ""
	if _, ok := p.lang.table.find(words, isMissed); !ok {
		head, tail = cutCall(words)
	}
	marked := isMarked(body)
	c, ok := p.callHead(head, marked)
	if !ok {
		if c, ok = unlistedCall(words, marked); !ok {
			return nil, false
		}
	}
	c.Plain = body
	if d, ok := length(noMarks(tail)); ok {
		c.Duration, c.Outcome = d, export.CallEnded
	} else if c.Outcome == export.CallUnknown {
		c.Outcome = outcomeOf(tail)
	}
	if !marked && c.Outcome == export.CallUnknown {
		return nil, false // people say "Voice call" too
	}
	if !marked {
		p.typed++
	}
	return c, true
}

// callStops are what may stand between: an Arabic comma and a wide one too.
const callStops = ",.\u060c\uff0c"

// cutCall cuts the kind of call from how it went.
func cutCall(words string) (head, tail string) {
	i := strings.IndexAny(words, callStops)
	if i < 0 {
		return words, ""
	}
	return strings.TrimRight(words[:i], allMarks+" "), strings.Trim(words[i:], allMarks+" "+callStops)
}

// callHead reads the kind of call, and whether it was missed.
func (p *payloads) callHead(head string, marked bool) (c export.Call, ok bool) {
	c.Kind = export.CallVoice
	s, missed := p.lang.table.find(head, isMissed)
	if !missed && !mayCall(head) {
		return c, false
	}
	key := phraseKey(head)
	if !missed {
		if !slices.ContainsFunc(callHeads[:], func(h string) bool { return strings.EqualFold(h, key) }) {
			return c, false
		}
		s = sense{markMissedVoice, p.lang.table.english()}
		missed = strings.HasPrefix(key, "missed") || strings.HasPrefix(key, "silenced")
	}
	if s.kind == markMissedVideo || strings.Contains(key, "video") {
		c.Kind = export.CallVideo
	}
	if missed {
		c.Outcome = export.CallMissed
	}
	return c, marked || p.lang.bare(s)
}

// mayCall tells by its first letter whether head may be one of callHeads.
func mayCall(head string) bool {
	head = trimMarks(head)
	if head == "" {
		return false
	}
	c := lowerASCII(head[0])
	return c <= ' ' || c >= utf8.RuneSelf || slices.ContainsFunc(callHeads[:], func(h string) bool { return lowerASCII(h[0]) == c })
}

// unlistedCall reads "~words, ~5 min" in languages whose words are not listed.
func unlistedCall(words string, marked bool) (c export.Call, ok bool) {
	head, tail, ok := strings.Cut(words, ", "+markLTR)
	if !ok {
		head, tail, ok = strings.Cut(words, "\u060c "+markRTL)
	}
	if !ok || !marked || !oddWords(head+" call") || len(strings.Fields(head)) > 4 {
		return c, false
	}
	if _, ok := length(noMarks(tail)); !ok {
		return c, false
	}
	c.Kind = export.CallVoice
	key := strings.ToLower(head)
	for _, stem := range videoStems {
		if strings.Contains(key, stem) {
			c.Kind = export.CallVideo
		}
	}
	return c, true
}

func isMissed(k markerKind) bool { return k == markMissedVoice || k == markMissedVideo }

func outcomeOf(tail string) export.CallOutcome {
	switch phraseKey(tail) {
	case "no answer", "unanswered", "missed":
		return export.CallMissed
	case "declined", "busy":
		return export.CallDeclined
	case "cancelled", "canceled":
		return export.CallCancelled
	}
	return export.CallUnknown
}

// length reads "28 min • 4 joined", "1 hr 5 min", "45 sec", "5분", in the units
// of some languages: the first letter tells.
func length(s string) (d time.Duration, ok bool) {
	s, _, _ = strings.Cut(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s), "•")
	for s = strings.Trim(s, " ."); s != ""; s = strings.TrimLeft(s, " .,") {
		n, rest, isNumber := number(s)
		if !isNumber || n > 1e5 {
			return 0, false
		}
		rest = strings.TrimLeft(rest, " ")
		end := strings.IndexFunc(rest, func(r rune) bool { _, digit := digitOf(r); return digit || r == ' ' || r == '.' })
		if end < 0 {
			end = len(rest)
		}
		unit := unitOf(strings.ToLower(rest[:end]))
		if unit == 0 {
			return 0, false
		}
		d += time.Duration(n) * unit
		s, ok = rest[end:], true
	}
	return d, ok
}

func unitOf(word string) time.Duration {
	for _, u := range callUnits {
		if strings.HasPrefix(word, u.prefix) {
			return u.unit
		}
	}
	return 0
}

// english is the set of that language.
func (t *phraseTable) english() langSet {
	for i, lang := range t.langs {
		if lang == "en" {
			return 1 << i
		}
	}
	return 0
}
