package kakaotalk

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// afterNoticeDate stands between the date and what the app says, on iPhones.
const afterNoticeDate = ": "

// learnIOS makes a shape from what begins a line after the line of its day. An
// iPhone writes dates in the middle length of the system's language
// (NSDateFormatter), and the time as the person set it, so each shape has a twin
// with the other clock.
func learnIOS(line string, day stamp, cal *calendar) *shape {
	const longest = 64
	var bare *shape
	for i := 0; i < len(line) && i < longest; i++ {
		rest := line[i:]
		if !strings.HasPrefix(rest, afterDate) && !strings.HasPrefix(rest, afterNoticeDate) {
			continue
		}
		switch sh := learnIOSDate(line[:i], day, cal); {
		case sh == nil:
		case sh.bare:
			bare = sh
		case rest[0] == ':' || strings.Contains(rest, nameEnd):
			return sh
		}
	}
	return bare
}

// learnIOSDate makes a shape from a date, which must be of the day unless that
// is zero.
func learnIOSDate(text string, day stamp, cal *calendar) *shape {
	sh, ok := (&learner{text: text, cal: cal, day: day}).learn()
	if !ok {
		return nil
	}
	if at, _ := sh.match(text); !sh.bare && day.year > 0 && !at.sameDay(day) {
		return nil
	}
	sh.twin = sh.otherClock(cal)
	return sh
}

// joins reports whether a character may stand between the parts of a date.
func (l *learner) joins(r rune) bool {
	if l.seen[opYear]+l.seen[opMonth]+l.seen[opMonthNumber]+l.seen[opDay] == 0 {
		return r == ':' || r == ',' // of a time alone, or one that stands first
	}
	if k := len(l.sh.ops); k > 0 && len(l.sh.ops[k-1].lit) > 16 {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune(".,:/-", r)
}

// dotted reports whether a number is the hour of a time written "20.29".
func (l *learner) dotted(after string) bool {
	complete := l.seen[opYear] == 1 && l.seen[opMonth]+l.seen[opMonthNumber] == 1 && l.seen[opDay] == 1
	return complete && l.seen[opHour] == 0 && len(after) >= 3 && after[0] == '.' && isDigit(after[1]) && isDigit(after[2])
}

// isMonth tells a month from a day among numbers: by the day that the date must
// be of, else by the order that goes with where the year stands.
func (l *learner) isMonth(digits string) bool {
	if l.seen[opMonth]+l.seen[opMonthNumber] > 0 {
		return false
	}
	if strings.HasSuffix(l.text[:l.at], "thg ") {
		return true
	}
	value, _ := strconv.Atoi(digits)
	if l.day.month == l.day.day { // not known, or no help
		return l.seen[opYear]+l.seen[opDay] > 0
	}
	return value == int(l.day.month)
}

// otherClock returns the shape with a clock of twelve hours for one of
// twenty-four, and the reverse.
func (sh *shape) otherClock(cal *calendar) *shape {
	twin := &shape{half: !sh.half, bare: sh.bare}
	kind := func(i int) opKind {
		if i < 0 || i >= len(sh.ops) {
			return opLiteral
		}
		return sh.ops[i].kind
	}
	for i, o := range sh.ops {
		beside := o.kind == opGap && (kind(i-1) == opHalf && kind(i+1) == opHour || kind(i-1) == opMinute && kind(i+1) == opHalf)
		switch {
		case o.kind == opHalf, beside:
		case o.kind == opHour && !sh.half && cal.halfFirst():
			twin.ops = append(twin.ops, op{kind: opHalf, set: cal.halves()})
			if cal.tag == "ko" {
				twin.ops = append(twin.ops, op{kind: opGap})
			}
			twin.ops = append(twin.ops, o)
		case o.kind == opMinute && !sh.half && !cal.halfFirst():
			twin.ops = append(twin.ops, o, op{kind: opGap}, op{kind: opHalf, set: cal.halves()})
		default:
			twin.ops = append(twin.ops, o)
		}
	}
	twin.layout = twin.describe()
	return twin
}

// halfFirst reports whether a.m. and p.m. stand before the time.
func (c *calendar) halfFirst() bool { return c.tag == "ko" || c.tag == "ja" || c.tag == "zh" }

// halves are the words of a language for a.m. and p.m.
func (c *calendar) halves() []string {
	i := slices.Index([]string{"ko", "en", "ja", "zh", "vi", "tr", "th"}, c.tag)
	if i < 0 {
		i = 1 // CLDR has AM and PM for the rest
	}
	return halves[i]
}

// findIOS looks for a line that is only a day, followed by a line that begins
// with a time on that day. Where the numbers of the first one do not tell month
// and day apart, a later one may.
func findIOS(lines []string, from int) (sh *shape, cal *calendar, at int) {
	for i := from; i+1 < len(lines); i++ {
		day, c := dayLine(lines[i])
		if c == nil || sh != nil && (c != cal || day.month == day.day) {
			continue
		}
		found := learnIOS(lines[i+1], day, c)
		switch {
		case found == nil:
		case sh == nil:
			sh, cal, at = found, c, i
			if day.month != day.day || !found.dayFirst() {
				return sh, cal, at
			}
		case len(found.ops) == len(sh.ops):
			return found, cal, at
		}
	}
	return sh, cal, at
}

// dayFirst reports whether the shape is numbers of which the first is the day,
// or was taken for it.
func (sh *shape) dayFirst() bool {
	day, month := -1, -1
	for i, o := range sh.ops {
		switch o.kind {
		case opDay:
			day = i
		case opMonthNumber:
			month = i
		case opYear:
			if day < 0 {
				return false
			}
		case opLiteral, opGap, opMonth, opHour, opMinute, opHalf:
		}
	}
	return day < month
}

// dayLine reads the line that an iPhone writes above the records of a day; the
// calendar is nil where it is none.
func dayLine(line string) (stamp, *calendar) {
	if len(line) < 8 || len(line) > maxLongDate || !mayDate(line) {
		return stamp{}, nil
	}
	return longDateOf(line)
}

// partTitle cuts "-1.txt" off line 1 of an iPhone's export.
func partTitle(line string) string {
	name, ok := strings.CutSuffix(line, ".txt")
	if !ok {
		return line
	}
	if i := strings.LastIndexByte(name, '-'); i > 0 {
		if _, n := number(name[i+1:], 1, 4); n > 0 && n == len(name)-i-1 {
			return name[:i]
		}
	}
	return name
}
