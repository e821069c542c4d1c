package linetest

import (
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/export"
	"exile/formats/formattest"
)

// Ambiguous reports whether the rendering of a message leaves it open what it is:
//
//   - a text that is a word of the app, typed;
//   - on phones a text of one line that begins with a quotation mark and has an
//     odd number of them, which looks like the first line of several;
//   - a text of several lines whose quotation marks are not doubled;
//   - where lines just follow, one that could be a record, or a date line whose
//     weekday is right; or an empty one at the end, which may be the app's;
//   - in quotes, a date line whose weekday is right and that is followed by what
//     could be a record, as where a quote was never closed;
//   - on computers a text that with its sender's name reads as another's, or as a
//     line of the app, or begins with a space.
func (v Variant) Ambiguous(c *formattest.Chat, m *export.Message) bool {
	return v.ambiguous(c, m, v.lines())
}

func (v Variant) ambiguous(c *formattest.Chat, m *export.Message, own ownLines) bool {
	if _, ok := m.Content.(export.Text); !ok {
		return false
	}
	text := v.say(c, m).text
	if own.isTyped(text) {
		return true
	}
	first, more, several := strings.Cut(text, "\n")
	opens := !v.Desktop && strings.HasPrefix(first, `"`) && strings.Count(first, `"`)%2 == 1
	switch {
	case v.Desktop && v.misread(c, m, first, own):
		return true
	case !several:
		return opens
	case v.quotes == single:
		return strings.Contains(text, `"`) || v.closes(own, more)
	case v.quotes == doubled:
		return v.closes(own, more)
	case opens || strings.HasSuffix(text, "\n"):
		return true
	}
	for line := range strings.SplitSeq(more, "\n") {
		if own.record.MatchString(line) || v.rightDay(own, line) {
			return true
		}
	}
	return false
}

// closes reports whether lines could be the next day.
func (v Variant) closes(own ownLines, more string) bool {
	lines := strings.Split(more, "\n")
	for i, line := range lines {
		if v.rightDay(own, line) && i+1 < len(lines) && own.record.MatchString(strings.ReplaceAll(lines[i+1], `"`, `""`)) {
			return true
		}
	}
	return false
}

// misread reports whether a line of the desktop app could be another's or nobody's.
func (v Variant) misread(c *formattest.Chat, m *export.Message, first string, own ownLines) bool {
	if strings.HasPrefix(first, " ") || own.isSystem(first) {
		return true
	}
	name := v.Called(c, m.Sender)
	whole := name + " " + first + " "
	for i := range c.People {
		if other := v.Called(c, c.People[i].Ref) + " "; len(other) > len(name)+1 && strings.HasPrefix(whole, other) {
			return true
		}
	}
	return false
}

// ownLines match what could be a line of the app.
type ownLines struct {
	typed, system []string
	record, date  *regexp.Regexp
}

// isTyped reports whether a text is a word of the app, with or without more.
func (own *ownLines) isTyped(text string) bool {
	if strings.Contains(text, "\n") {
		return false
	}
	return strings.HasPrefix(text, "\u260e") || slices.ContainsFunc(own.typed, func(w string) bool {
		return strings.HasPrefix(text, w) && (len(text) == len(w) || text[len(w)] == ' ')
	})
}

// isSystem reports whether a line has the words of a line of the app.
func (own *ownLines) isSystem(line string) bool {
	return slices.ContainsFunc(own.system, func(w string) bool { return strings.Contains(line, w) })
}

// lines are those of every language: a reader need not know which one it reads.
func (v Variant) lines() ownLines {
	var typed, system []string
	for _, kinds := range markers {
		for _, words := range kinds {
			for _, w := range words {
				if w != "" {
					typed = append(typed, w)
				}
			}
		}
	}
	for _, lang := range []string{"en", "ja", "zh-TW", "zh-CN", "th"} {
		o := Variant{Lang: lang}
		unsent, _ := o.unsent("")
		system = append(system, strings.TrimSpace(unsent))
		for _, kind := range []export.NoticeKind{export.NoticeJoin, export.NoticeLeave, export.NoticeInvite} {
			for part := range strings.SplitSeq(o.sentence(kind, "\x00", "\x00"), "\x00") {
				if part = strings.Trim(part, " \u2068\u2069。"); len(part) > 3 {
					system = append(system, part)
				}
			}
		}
	}
	tab := `\t`
	switch {
	case v.Desktop:
		tab = ` `
	case v.spaces:
		tab = ` {4}`
	}
	const clock = `((午前|午後|上午|下午|오전|오후) ?)?([01]?[0-9]|2[0-4])[:.][0-5][0-9]|([01]?[0-9]|2[0-4])[:.][0-5][0-9][ \x{a0}\x{202f}]?[AaPp][Mm]`
	return ownLines{
		typed: typed, system: system,
		record: regexp.MustCompile(`^(` + clock + `)` + tab),
		date:   regexp.MustCompile(`^(\pL+[\pL.,\pM]*,? )?([RH]?[0-9]+)[/.-]([0-9]{1,2})[/.-]([0-9]{1,4})( ?[(（]?[\pL\pM.]+[)）]?)?$`),
	}
}

// rightDay reports whether a line could be a date line of the variant, or one of
// another form, whose weekday is not looked at. A day that no calendar has is none.
func (v Variant) rightDay(own ownLines, line string) bool {
	p := own.date.FindStringSubmatch(line)
	if p == nil {
		return false
	}
	day, ok := v.dayOf(p[2], p[3], p[4])
	if !ok {
		return false // no calendar has it
	}
	right := v.day(day)
	return line == right || numbers(line) != numbers(right)
}

// numbers are those of a date line, with what stands between them.
func numbers(line string) string {
	from, to := strings.IndexAny(line, "0123456789"), strings.LastIndexAny(line, "0123456789")
	if from > 0 && (line[from-1] == 'R' || line[from-1] == 'H') {
		from--
	}
	return line[from : to+1]
}

// dayOf reads the numbers of a date line as the variant writes them, or with the
// year before them.
func (v Variant) dayOf(a, b, c string) (time.Time, bool) {
	base := 0
	switch a[0] {
	case 'R':
		base, a = 2018, a[1:]
	case 'H':
		base, a = 1988, a[1:]
	}
	x, err1 := strconv.Atoi(a)
	y, err2 := strconv.Atoi(b)
	z, err3 := strconv.Atoi(c)
	if err1 != nil || err2 != nil || err3 != nil {
		return time.Time{}, false
	}
	year, month, day := x+base, y, z
	switch {
	case len(a) == 4:
	case v.order == "dmy":
		year, month, day = z, y, x
	case v.order == "mdy":
		year, month, day = z, x, y
	}
	if year > 2400 {
		year -= 543
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, int(t.Month()) == month && t.Day() == day
}

// WithoutAmbiguous returns the chat with a harmless text in the place of every
// message that is ambiguous: reading it must give all. The messages are made once
// and kept, for they are written and compared.
func (v Variant) WithoutAmbiguous(c *formattest.Chat) *formattest.Chat {
	var kept []*export.Message
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			if kept == nil {
				own := v.lines()
				for m := range all {
					if v.ambiguous(c, m, own) {
						m.Content = export.Text{Body: "무사합니다"}
					}
					kept = append(kept, m)
				}
			}
			for _, m := range kept {
				again := *m
				if !yield(&again) {
					return
				}
			}
		}
	})
}
