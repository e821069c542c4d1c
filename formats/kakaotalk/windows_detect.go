package kakaotalk

import (
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// bracketHead is what the head of a text of Windows tells of its lines.
type bracketHead struct {
	form   timeForm
	dashed bool   // day lines stand between dashes: not in what was copied to the clipboard
	day    string // their form, see dayForm
	group  bool   // the file's name says that it is a room of several
	weak   bool   // other programs write such lines, too
}

// brackets recognises the text of Windows: its first line below the heading is a
// day line, and what follows that is a record or a notice. What was copied to the
// clipboard may begin with a record.
func (h *header) brackets(lines []string, name string) bool {
	found := header{enc: h.enc, app: windows, ok: true}
	if len(lines) > 1 {
		found.heading(lines)
	}
	first := nextLine(lines, found.lines)
	if len(lines) > 2 && found.lines == 0 && lines[0] != "" && lines[1] != "" && isDashed(lineAt(lines, nextLine(lines, 2))) && !isDashed(lines[0]) {
		if _, ok := learnBracketed(lines[1]); !ok { // else nothing is cut off but a day line
			found.lines, found.title, found.saved = 2, lines[0], lines[1] // in a language whose words are not known
			first = nextLine(lines, 2)
		}
	}
	saved, second, iso := isoSaved(found.saved)
	headed := found.loc != nil && iso // as no other app writes it
	if !found.body(lines[min(first, len(lines)):]) && !headed {
		return false
	}
	found.sure = found.loc != nil
	found.savedAt, found.savedSec = saved, second
	if !iso {
		if sh, ok := learn(savedDate(found.saved)); ok {
			found.savedAt, _ = sh.match(savedDate(found.saved))
		}
	}
	if found.lines == 0 {
		found.loc = bracketLocale(found.win.form, found.win.day)
	}
	found.named(name)
	*h = found
	return true
}

// body looks at what stands below the heading.
func (h *header) body(lines []string) bool {
	form, records, follows := recordForm(lines)
	h.win.form, h.win.dashed = form, true
	h.layout, h.half = form.layout(), form.set != nil
	at := slices.IndexFunc(lines, func(line string) bool {
		day, dashed := bracketDay(line)
		return day && (dashed || h.lines == 0)
	})
	if at >= 0 {
		h.win.day = dayForm(lines[at])
		h.win.dashed = isDashed(lines[at])
	}
	if at == 0 {
		return follows || h.loc != nil && h.win.dashed
	}
	_, begins := learnBracketed(lineAt(lines, 0))
	h.win.weak = at < 0 && (records < 3 || !severalNames(form, lines))
	return begins && h.lines == 0 && records > 1 && (at > 0 || form.set != nil)
}

// severalNames reports whether records have different names. A log has one, its
// level.
func severalNames(form timeForm, lines []string) bool {
	first, any := "", false
	for _, line := range lines {
		name, _, _, ok := form.bracketed(line)
		if ok && any && name != first {
			return true
		}
		if ok {
			first, any = name, true
		}
	}
	return false
}

// named takes from the file's name what a heading would tell:
// KakaoTalk_20240101_1234_56_789_group.txt, or the partner's name at its end.
func (h *header) named(file string) {
	stem := strings.TrimSuffix(file, path.Ext(file))
	if stem == "-" { // standard input
		stem = ""
	}
	parts := strings.SplitN(stem, "_", 6)
	saves := len(parts) == 6 && parts[0] == "KakaoTalk" && parts[5] != ""
	for i, digits := range []int{8, 4, 2, 3} {
		saves = saves && len(parts[i+1]) == digits && !slices.ContainsFunc([]byte(parts[i+1]), func(b byte) bool { return !isDigit(b) })
	}
	if saves {
		parts[5], _ = cutCopy(parts[5])
	}
	switch {
	case saves && parts[5] == "group":
		h.win.group = true
	case saves:
		stem = parts[5]
	}
	if h.lines == 0 {
		h.title = stem
	}
}

// recordForm finds the form of the times, how many records have it, and whether
// nothing but day lines and notices stands before the first. The form that most
// records have is taken, for some may be part of a text.
func recordForm(lines []string) (form timeForm, records int, follows bool) {
	type kind struct {
		word string
		last bool
	}
	counts := map[kind]int{}
	follows = true
	for _, line := range lines {
		f, ok := learnBracketed(line)
		if !ok {
			follows = follows && (records > 0 || mayStandFirst(line))
			continue
		}
		k := kind{last: f.last}
		if f.set != nil {
			k.word = f.set[0]
		}
		if counts[k]++; counts[k] > records {
			records, form = counts[k], f
		}
	}
	return form, records, follows && records > 0
}

// mayStandFirst reports whether a line may stand between a day line and a record
// with nothing before it: another day line, or a notice.
func mayStandFirst(line string) bool {
	day, _ := bracketDay(line)
	return line == "" || day || slices.ContainsFunc(locales, func(l *locale) bool {
		_, ok := l.bareLine(line, func(string) bool { return false })
		return ok
	})
}

func nextLine(lines []string, from int) int {
	for from < len(lines) && lines[from] == "" {
		from++
	}
	return from
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// bracketLocale tells the language of a text without a heading from its times
// and its first day line, which follows the language of the system.
func bracketLocale(form timeForm, day string) *locale {
	switch {
	case form.set == nil && strings.ContainsRune(day, '가'), form.set != nil && form.set[0] == halves[0][0]:
		return &koreanLocale
	case form.set == nil && strings.ContainsRune(day, '字'):
		return nil
	case form.set == nil || form.set[0] == halves[1][0]:
		return &englishLocale
	}
	return nil
}

// isoSaved reads the date of line 2: 2020-11-03 10:44:52.
func isoSaved(line string) (at stamp, second int8, ok bool) {
	t, err := time.Parse(time.DateTime, savedDate(line))
	if err != nil {
		return stamp{}, 0, false
	}
	at = stamp{int16(t.Year()), int8(t.Month()), int8(t.Day()), int16(t.Hour()*60 + t.Minute())}
	return at, int8(t.Second()), at.valid()
}

// minDashes is how many dashes must stand on each side of a date. The app writes
// fifteen.
const minDashes = 5

// bracketDay reports whether a line is a date and nothing else, and whether it
// stands between dashes.
func bracketDay(line string) (day, dashed bool) {
	if isDashed(line) {
		return true, true
	}
	_, ok := longDate(line)
	return ok, false
}

func isDashed(line string) bool {
	_, ok := dashedDate(line)
	return ok
}

// dashedDate reads "--------------- 2020년 6월 28일 일요일 ---------------".
func dashedDate(line string) (stamp, bool) {
	if len(line) > maxLongDate || !strings.HasPrefix(line, "-----") || !strings.HasSuffix(line, "-----") {
		return stamp{}, false
	}
	inner := strings.TrimLeft(line, "-")
	before := len(line) - len(inner)
	inner = strings.TrimRight(inner, "-")
	after := len(line) - before - len(inner)
	left, right := gapLen(inner), 0
	if left > 0 {
		inner = inner[left:]
		right = len(inner) - len(strings.TrimRight(inner, " \u00a0\u202f"))
		inner = inner[:len(inner)-right]
	}
	if before < minDashes || after != before || left == 0 || right == 0 {
		return stamp{}, false
	}
	return fitting(inner)
}

// plainDate reads the day line of what was copied to the clipboard.
func plainDate(line string) (stamp, bool) {
	if len(line) < 8 || len(line) > maxLongDate {
		return stamp{}, false
	}
	return fitting(line)
}

// fitting reads a date whose weekday, if it has one, is right: one that somebody
// made up is nobody's date line.
func fitting(text string) (stamp, bool) {
	if len(text) < 8 || !mayDate(text) {
		return stamp{}, false
	}
	at, cal := longDateOf(text)
	if cal == nil {
		return at, false
	}
	day, named := weekday(at), false
	if len(cal.days) > day && strings.Contains(text, cal.days[day]) { // nearly always
		return at, true
	}
	for i := range calendars {
		for place, word := range calendars[i].days {
			if strings.Contains(text, word) {
				if place%7 == day {
					return at, true
				}
				named = true
			}
		}
	}
	return at, !named
}

// dayForm is what the day lines of one file have in common: signs as they are, a
// letter for letters of each kind, a 0 for digits. They follow the language of
// the system, and another's are part of a text.
func dayForm(line string) string {
	form := make([]rune, 0, 32)
	for _, r := range line {
		switch {
		case r >= '0' && r <= '9':
			r = '0'
		case r < utf8.RuneSelf:
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				r = 'a'
			}
		case r >= '가' && r <= '힣':
			r = '가'
		case unicode.Is(unicode.Hangul, r):
			r = '가'
		case unicode.Is(unicode.Han, r):
			r = '字'
		case unicode.Is(unicode.Latin, r):
			r = 'a'
		case unicode.IsLetter(r) || unicode.IsMark(r):
			r = 'ж'
		}
		if n := len(form); n == 0 || form[n-1] != r || r == '-' {
			form = append(form, r)
		}
	}
	return string(form)
}

func weekday(at stamp) int {
	return int(time.Date(int(at.year), time.Month(at.month), int(at.day), 0, 0, 0, 0, time.UTC).Weekday())
}
