package kakaotalk

import (
	"path"
	"strings"
)

// csvDates is how the rows of a CSV write dates, for people.
const csvDates = "YYYY-MM-DD hh:mm:ss"

// rows recognises the CSV of the Mac: its column names, and below them a row, or
// nothing at all.
func (h *header) rows(lines []string, name string) bool {
	if !isCSVHeader(lines[0]) {
		return false
	}
	found, blank, layout := false, true, csvDates
	for _, line := range lines[1:] {
		if _, sec, n := csvDate(line); !found && n > 0 && sec == noSeconds {
			layout = strings.TrimSuffix(csvDates, ":ss")
		}
		found = found || startsRow(line)
		blank = blank && line == ""
	}
	if !found && !blank {
		return false
	}
	h.ok, h.app, h.lines, h.layout = true, mac, 1, layout
	h.macName(name)
	return true
}

// macName takes title and date out of the name of a file, which is
// KakaoTalk_Chat_TITLE_2006-01-02-15-04-05.csv, perhaps with " (1)" or the like
// added; a file that somebody has named otherwise is called what they call the
// room. The title may hold underscores, and may be decomposed (NFD).
func (h *header) macName(name string) {
	const layout = "_2006-01-02-15-04-05"
	stem := strings.TrimSuffix(name, path.Ext(name))
	h.title = stem
	title, ok := strings.CutPrefix(stem, "KakaoTalk_Chat_")
	if !ok {
		if stem == "-" { // standard input
			h.title = ""
		}
		return
	}
	title, _ = cutCopy(title)
	h.title = title
	i := strings.LastIndex(title, "_")
	if i < 0 || len(title)-i < len(layout) || len(title)-i > len(layout) && title[i+len(layout)] != ' ' {
		return
	}
	date := []byte(title[i+1:i+len(layout)] + ",")
	date[10], date[13], date[16] = ' ', ':', ':'
	if when, sec, n := csvDate(string(date)); n == len(date) && sec != noSeconds && title[i+11] == '-' && title[i+14] == '-' && title[i+17] == '-' {
		h.title, h.saved, h.savedAt, h.savedSec = title[:i], title[i+1:], when, sec
		h.sure = true
	}
}
