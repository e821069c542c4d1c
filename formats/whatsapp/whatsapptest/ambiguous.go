package whatsapptest

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"exile/export"
	"exile/formats/formattest"
)

// judge tells the records that nobody could read in one way only.
type judge struct {
	v      Variant
	record *regexp.Regexp // a line that could be a record of the same file
	typed  *regexp.Regexp // a text that could be the app's own
	first  *regexp.Regexp // the first line of such a text
	own    []string       // sentences of the app, without the dots at their ends
	marked *regexp.Regexp // iOS: a text that ends as a file's record does
}

// newJudge makes a judge for a form. What somebody types is open where it could
// be the app's words in any language, by their form: <words>, or the app's name of
// a file and (words).
func newJudge(v Variant) *judge {
	const url = `https://(maps\.google\.com/\?q=|foursquare\.com/v/)\S*`
	return &judge{
		v:      v,
		own:    ownWords(),
		marked: regexp.MustCompile(`[\x{200e}\x{200f}](<[^\n]*>|` + strings.Join(ownWords(), "|") + `)\s*$`),
		record: v.stamp.pattern(),
		typed: regexp.MustCompile(`(?s)^(null|live location shared|\pL+ call, \d+ min|<[^\n]{1,60}>|.*` + url +
			`|.*<[^<>\n]+:.[^<>\n]*>|.*\.\pL{2,5} <[^\n]*>|\p{Lu}+:\n.*|.*<[^<>\n]{1,60}>)$`),
		first: regexp.MustCompile(`^(<[^\n]{1,60}>|.*-WA\d+\.\w{2,5} \(.*\)|.* \(file attached\))$`),
	}
}

// open reports whether it is open what a record is.
func (j *judge) open(s *said) bool {
	if first, rest, more := strings.Cut(s.text, "\n"); more && first+rest != "" {
		for line := range strings.SplitSeq(rest, "\n") {
			if j.record.MatchString(line) {
				return true
			}
		}
	}
	if s.author != "" && !clearName(s.author) {
		return true
	}
	switch x := s.content.(type) {
	case export.Text:
		return j.openText(x.Body)
	case export.Notice:
		return j.openNotice(s)
	case export.Media, export.Call, export.Poll, export.Place, export.Card, export.Deleted, export.Unknown:
	}
	return false
}

// openText reports whether a text could be the app's own.
func (j *judge) openText(body string) bool {
	if r, _ := utf8.DecodeRuneInString(body); j.v.IOS && (isMark(r) || strings.ContainsAny(body, "\u200e\u200f") && j.marked.MatchString(body)) {
		return true
	}
	bare := strings.TrimFunc(body, func(r rune) bool { return isMark(r) || r == ' ' })
	first, _, _ := strings.Cut(bare, "\n")
	if len(bare) > 1000 { // the app's words stand at the end of a long text
		bare = bare[strings.LastIndexByte(bare, '\n')+1:]
	}
	return j.typed.MatchString(bare) || j.first.MatchString(strings.TrimFunc(first, isMark)) || slices.Contains(j.own, strings.TrimSuffix(first, "."))
}

// openNotice reports whether a sentence could be somebody's message: on Android
// one with a colon in it, but for those in quotes.
func (j *judge) openNotice(s *said) bool {
	if strings.HasPrefix(strings.TrimFunc(s.text, isMark), "You ") {
		return true // somebody is called what the app calls the one who made the export
	}
	if j.v.Lang != "en" && (strings.Contains(s.text, " added ") || strings.Contains(s.text, " left")) {
		return true // somebody is called what is a sentence in English
	}
	for _, own := range append([]string{"null", "<Media omitted>"}, j.own...) {
		if strings.Contains(s.text, own) {
			return true // somebody is called as the app calls a file
		}
	}
	if j.v.IOS {
		return false
	}
	author, _, colon := strings.Cut(s.text+" ", ": ")
	return colon && clearName(author)
}

// clearName reports whether a name before a colon is one: it ends at the first
// colon, is not too long for a name, and opens no quotation that the colon stands
// in, as that of a group's subject.
func clearName(name string) bool {
	return !strings.Contains(name, ": ") && utf8.RuneCountInString(name) <= 60 && strings.TrimFunc(name, isMark) != "" && !opensQuotation(name)
}

// opensQuotation reports whether a quotation begins in s and does not end there.
func opensQuotation(s string) bool {
	pairs := strings.Count(s, "«") - strings.Count(s, "»") + strings.Count(s, "「") - strings.Count(s, "」")
	german := strings.Count(s, "„") // its end is the beginning of the English one
	english := strings.Count(s, "“") - strings.Count(s, "”")
	return strings.Count(s, `"`)%2 != 0 || pairs != 0 || german == 0 && english != 0 || german != 0 && english != german
}

// ownWords are the sentences of the app that somebody may type.
func ownWords() []string {
	var all []string
	for _, lang := range []string{"en", "de", "es", "ko"} {
		w := words(lang)
		all = append(all, w.image, w.video, w.audio, w.sticker, w.document, w.contact, w.deleted, w.deletedBySelf, w.missedVoice, w.missedVideo)
	}
	return all
}

// WithoutAmbiguous returns the chat with a harmless text in the place of every
// message whose rendering is ambiguous, by somebody whose name is clear: reading
// it must give all. Notices that are ambiguous are left out.
func (v Variant) WithoutAmbiguous(c *formattest.Chat) *formattest.Chat {
	return c.Through(func(all iter.Seq[*export.Message]) iter.Seq[*export.Message] {
		return func(yield func(*export.Message) bool) {
			t := newTeller(v, c, newJudge(v))
			for m, last := range ended(all) {
				open := last && endsBlank(m)
				for _, s := range t.tell(m) {
					open = t.finished(s).open || open
				}
				if _, notice := m.Content.(export.Notice); open && notice {
					continue
				}
				if open {
					m.Content, m.Edits = export.Text{Body: "Everything all right?"}, nil
					if !clearName(c.People[m.Sender-1].Name()) {
						m.Sender = 1
					}
				}
				if !yield(m) {
					return
				}
			}
		}
	})
}

// endsBlank reports whether a text ends with an empty line. At the end of a file
// it could be the file's.
func endsBlank(m *export.Message) bool {
	t, ok := m.Content.(export.Text)
	return ok && strings.HasSuffix(t.Body, "\n")
}

// ended yields messages, and whether one is the last.
func ended[T any](all iter.Seq[T]) iter.Seq2[T, bool] {
	return func(yield func(T, bool) bool) {
		var before T
		have := false
		for m := range all {
			if have && !yield(before, false) {
				return
			}
			before, have = m, true
		}
		if have {
			yield(before, true)
		}
	}
}
