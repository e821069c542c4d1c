package line

import (
	"strconv"
	"strings"
	"time"

	"exile/export"
)

// vocabulary finds what whole bodies stand for. Words of all languages count in
// all texts: no two languages have one word for two things, and who types
// "[Photo]" in a Japanese text loses nothing, for the words are kept.
type vocabulary struct {
	marks     map[string]what
	bare      map[string]what
	calls     map[string]callWord // without a telephone
	sentences map[string]bool     // that a message was unsent
	may       [1 << 10]bool       // by the first bytes of what stands without brackets
}

func makeVocabulary() *vocabulary {
	v := &vocabulary{marks: map[string]what{}, bare: map[string]what{}, calls: map[string]callWord{}, sentences: map[string]bool{}}
	for _, l := range locales {
		for _, w := range l.marks {
			v.marks[w.text] = w.what
		}
		for _, w := range l.bare {
			v.bare[w.text] = w.what
			v.may[slot(w.text)] = true
		}
		for _, c := range l.calls {
			v.calls[c.text] = c
			v.may[slot(c.text)] = v.may[slot(c.text)] || c.bare
		}
		for _, s := range l.unsent {
			if !strings.Contains(s, "{X}") {
				v.sentences[s] = true
				v.may[slot(s)] = true
			}
		}
	}
	return v
}

// slot is where the first bytes of a text of three or more are noted.
func slot(s string) int { return (int(s[0])*7 + int(s[1])*31 + int(s[2])*131) & (1<<10 - 1) }

const maxSentence = 128 // bytes of what the app says without brackets

// isText reports whether a body can be nothing else, by its beginning: nearly all
// are texts.
func isText(body string) bool {
	if len(body) < 3 {
		return true
	}
	return body[0] != '[' && (len(body) > maxSentence || !words.may[slot(body)]) && !strings.HasPrefix(body, telephone)
}

// content says what a body means. typed is true where a person could have
// written it as well. desktop allows the words that stand for themselves there.
func content(body string, desktop bool) (c export.Content, typed bool) {
	if isText(body) {
		return export.Text{Body: body}, false
	}
	switch {
	case body[0] == '[':
		if c, ok := bracketed(body); ok {
			return c, true
		}
	case strings.HasPrefix(body, telephone):
		if c, ok := callOf(body); ok {
			return c, false
		}
	case len(body) <= maxSentence:
		return sentence(body, desktop)
	}
	return export.Text{Body: body}, false
}

// sentence reads a body without brackets that may be the app's.
func sentence(body string, desktop bool) (c export.Content, typed bool) {
	plain := trimStops(body)
	if words.sentences[body] || words.sentences[plain] {
		return export.Deleted{By: export.DeletedBySender, Plain: body}, true
	}
	if w, ok := words.calls[plain]; ok && w.bare {
		return export.Call{Kind: export.CallVoice, Outcome: w.outcome, Plain: body}, true
	}
	if w, ok := words.bare[body]; ok && desktop {
		return w.content("", body), true
	}
	return export.Text{Body: body}, false
}

// bracketed reads "[Photo]", "[File] report.pdf", "[位置情報] 東京：https://…".
func bracketed(body string) (export.Content, bool) {
	end := strings.IndexByte(body, ']')
	if end < 0 || end > maxSentence {
		return nil, false
	}
	w, ok := words.marks[body[:end+1]]
	if !ok {
		return nil, false
	}
	rest, spaced := strings.CutPrefix(body[end+1:], " ")
	switch {
	case rest == "":
		if body[:end+1] == "[null]" {
			return nil, false
		}
	case !spaced, w == photo, w == video, w == sticker, w == voice:
		return nil, false
	case w == file && strings.ContainsRune(rest, '\n'):
		return nil, false
	}
	return w.content(rest, body), true
}

// content makes what a word stands for. What follows the word is in rest.
func (w what) content(rest, plain string) export.Content {
	switch w {
	case photo:
		return absent(export.FilePhoto, plain)
	case video:
		return absent(export.FileVideo, plain)
	case sticker:
		return absent(export.FileSticker, plain)
	case voice:
		return absent(export.FileVoice, plain)
	case file:
		return document(rest, plain)
	case place:
		return placeOf(rest, plain)
	case contact:
		return export.Card{Kind: export.CardContact, Title: rest, Plain: plain}
	case album, note:
		if rest == "(null)" {
			rest = ""
		}
		head, more, _ := strings.Cut(rest, "\n")
		return export.Card{Kind: export.CardPost, Title: head, Text: more, Plain: plain}
	case gift:
		return export.Card{Kind: export.CardGift, Title: rest, Plain: plain}
	case poll:
		return export.Poll{Question: rest, Plain: plain}
	}
	return export.Text{Body: plain}
}

func absent(kind export.FileKind, plain string) export.Content {
	return export.Media{Files: []export.File{{Kind: kind, State: export.FileNotExported}}, Plain: plain}
}

// document is a file, whose name may be told. It never comes along.
func document(name, plain string) export.Content {
	if name == "" {
		return absent(export.FileDocument, plain)
	}
	return export.Media{Files: []export.File{{Kind: export.FileDocument, Name: name, State: export.FileMissing}}, Plain: plain}
}

// placeOf reads "名：URL", or a URL alone.
func placeOf(rest, plain string) export.Content {
	p := export.Place{Plain: plain}
	at := strings.Index(rest, "http")
	if at < 0 {
		p.Name = rest
		return p
	}
	p.Name = strings.TrimRight(rest[:at], " ：:\n")
	for _, key := range [...]string{"q=", "ll=", "query=", "/@", "destination="} {
		_, point, ok := strings.Cut(rest[at:], key)
		if !ok {
			continue
		}
		if p.Lat, p.Lng, p.HasPoint = pointOf(point); p.HasPoint {
			return p
		}
	}
	return p
}

// pointOf reads "35.68,139.76", with "," or "%2C".
func pointOf(s string) (lat, lng float64, ok bool) {
	s = strings.Replace(s, "%2C", ",", 1)
	first, rest, ok := strings.Cut(s, ",")
	if !ok {
		return 0, 0, false
	}
	n := 0
	for n < len(rest) && (isDigit(rest[n]) || rest[n] == '.' || rest[n] == '-') {
		n++
	}
	lat, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return 0, 0, false
	}
	lng, err = strconv.ParseFloat(rest[:n], 64)
	if err != nil || !(lat >= -90 && lat <= 90 && lng >= -180 && lng <= 180) {
		return 0, 0, false
	}
	return lat, lng, true
}

const (
	telephone    = "☎"
	maxCallWords = 60 // bytes of words that we do not know
)

// callOf reads "☎ 通話時間 1:26:14", "☎ 通話時間20:25", "☎ Missed call".
func callOf(body string) (export.Content, bool) {
	rest := strings.TrimPrefix(body, telephone)
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "\ufe0e"), "\ufe0f")
	rest = strings.TrimSpace(rest)
	if len(rest) > maxSentence || strings.ContainsRune(rest, '\n') {
		return nil, false
	}
	call := export.Call{Kind: export.CallVoice, Plain: body}
	if w, ok := words.calls[trimStops(rest)]; ok {
		call.Outcome = w.outcome
		return call, true
	}
	at := len(rest)
	for at > 0 && (isDigit(rest[at-1]) || rest[at-1] == ':') {
		at--
	}
	d, ok := length(rest[at:])
	if !ok {
		return nil, false
	}
	said := strings.TrimSpace(rest[:at])
	w, known := words.calls[said]
	if said == "" || !known && (len(said) > maxCallWords || strings.ContainsAny(said, "0123456789.,:")) {
		return nil, false
	}
	call.Outcome, call.Duration = export.CallEnded, d
	if known {
		call.Outcome = w.outcome
	}
	return call, true
}

// length reads m:ss and h:mm:ss.
func length(s string) (time.Duration, bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	total := 0
	for i, p := range parts {
		n, rest := number(p, 4)
		if p == "" || rest != "" || i > 0 && (n >= minutes || len(p) > 2) {
			return 0, false
		}
		total = total*minutes + n
	}
	return time.Duration(total) * time.Second, true
}

// isMarkerWord reports whether a text is, in whole, what the app writes on a
// computer for a medium or a call, in any language.
func isMarkerWord(text string) bool {
	if len(text) < 3 || len(text) > maxSentence {
		return false
	}
	if _, ok := words.bare[text]; ok {
		return true
	}
	if w, ok := words.calls[text]; ok && w.bare {
		return true
	}
	if strings.HasPrefix(text, telephone) {
		_, ok := callOf(text)
		return ok
	}
	return false
}
