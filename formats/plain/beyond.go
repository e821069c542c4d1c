package plain

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"exile/export"
)

// Beyond returns those lines of the words which the source showed for a poll, a place or a
// card that tell more than its other fields: what somebody wrote with it. A line that is
// one of the fields, alone or behind the app's own label ("지도: ", "[앨범] "), tells no more.
// Where there are no other fields the words stand for all, and nothing is beyond them.
func Beyond(c export.Content) string {
	switch c := c.(type) {
	case export.Poll:
		return beyondPoll(c)
	case export.Place:
		if c.Name == "" && c.Address == "" && !c.HasPoint {
			return ""
		}
		lat, lng := strconv.FormatFloat(c.Lat, 'f', -1, 64), strconv.FormatFloat(c.Lng, 'f', -1, 64)
		return beyond(c.Plain, []string{c.Name, c.Address}, func(line string) bool {
			return c.HasPoint && isLabel(before(line, "http")) && strings.Contains(line, lat) && strings.Contains(line, lng)
		})
	case export.Card:
		if c.Title == "" && c.Text == "" && c.URL == "" {
			return ""
		}
		return beyond(c.Plain, []string{c.Title, c.Text, c.URL}, nil)
	case export.Text, export.Media, export.Call, export.Notice, export.Deleted, export.Unknown:
	}
	return ""
}

// beyondPoll knows how a poll is written out: "POLL:", the question, "OPTION: Friday (3 votes)".
func beyondPoll(c export.Poll) string {
	if c.Question == "" && len(c.Options) == 0 {
		return ""
	}
	parts := []string{c.Question}
	for i := range c.Options[:min(len(c.Options), maxParts)] {
		parts = append(parts, c.Options[i].Text)
	}
	told := linesOf(parts)
	return beyond(c.Plain, parts, func(line string) bool {
		if len(c.Options) == 0 {
			return false
		}
		option := line
		if i := strings.LastIndexByte(line, '('); i > 0 && strings.HasSuffix(line, ")") {
			option = trim(line[:i])
		}
		return isLabel(line) || tells(told, option)
	})
}

// maxParts is how many fields are looked for in a line.
const maxParts = 50

// beyond returns the lines of words that are neither of the parts nor known otherwise.
func beyond(words string, parts []string, known func(line string) bool) string {
	if Blank(words) {
		return ""
	}
	told := linesOf(parts)
	var kept []string
	for line := range strings.SplitSeq(string(AppendText(nil, words, "\n", false)), "\n") {
		if line = trim(line); line != "" && !tells(told, line) && (known == nil || !known(line)) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// linesOf returns the lines of texts that can be seen.
func linesOf(texts []string) []string {
	var list []string
	for _, t := range texts {
		for line := range strings.SplitSeq(string(AppendText(nil, t, "\n", false)), "\n") {
			if line = trim(line); line != "" && len(list) < maxParts {
				list = append(list, line)
			}
		}
	}
	return list
}

// tells reports whether a line is one of some others, alone or behind a label.
func tells(others []string, line string) bool {
	for _, o := range others {
		if label, ok := strings.CutSuffix(line, o); ok && (label == "" || isLabel(label)) {
			return true
		}
	}
	return false
}

// maxLabel is the longest label of an app, in characters.
const maxLabel = 24

// isLabel reports whether a text is what an app writes before a field.
func isLabel(s string) bool {
	s = strings.TrimRight(s, " #'\"“‘「~\u200e\u00a0")
	return utf8.RuneCountInString(s) <= maxLabel && (strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]"))
}

func before(s, sep string) string {
	s, _, _ = strings.Cut(s, sep)
	return s
}

// trim takes off what nobody sees, and the mark by which WhatsApp tells its own words.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return Unseen(r) || r == '~' })
}
