package whatsapp

import (
	"path"
	"strings"
	"unicode/utf8"

	"exile/export"
)

// An attachment is a file as iOS writes it: "lead ~<word: name>". In the comments of
// this package ~ is the mark that the app sets.
type attachment struct {
	lead, word, name string
	plain            string // without lead
	marked           bool   // by the app
}

// cutAttached reads such a line, and "name <~word>" of before 2017.
func cutAttached(s string) (attachment, bool) {
	s = strings.TrimRight(s, allMarks+" ")
	if !strings.HasSuffix(s, ">") {
		return attachment{}, false
	}
	i := strings.LastIndexByte(s, '<')
	if at := max(strings.LastIndex(s, markLTR+"<"), strings.LastIndex(s, markRTL+"<")); at >= 0 {
		i = at + len(markLTR)
	}
	if i < 0 {
		return attachment{}, false
	}
	lead, inner := strings.TrimRight(s[:i], allMarks+" "), s[i+1:len(s)-1]
	marked := i >= len(markLTR) && isMark(s, i-len(markLTR))
	if word, name, ok := strings.Cut(inner, ": "); ok {
		a := attachment{lead, trimMarks(word), trimMarks(name), s[i:], marked}
		return a, len(a.word) <= maxPhrase && a.name != "" && !strings.ContainsAny(inner, "\n/")
	}
	a := attachment{"", trimMarks(inner), trimMarks(lead), s, isMark(inner, 0)}
	return a, a.marked && hasExt(a.name) && len(a.word) <= maxPhrase && !strings.ContainsAny(s, "\n/")
}

// cutNote reads a line as Android writes a file: "name (words)".
func cutNote(line string) (name, note string, ok bool) {
	rest, closed := strings.CutSuffix(trimMarks(line), ")")
	i := strings.LastIndex(rest, " (")
	if !closed || i <= 0 {
		return "", "", false
	}
	name, note = trimMarks(rest[:i]), rest[i+2:]
	return name, note, name != "" && note != "" && len(note) <= 2*maxPhrase
}

// attached reads a message whose file is named.
func (p *payloads) attached(body string) (export.Content, bool) {
	first, more, _ := strings.Cut(body, "\n")
	if a, ok := cutAttached(first); ok && p.isAttachment(a) {
		return p.attachment(a, more, first), true
	}
	if more != "" {
		if a, ok := cutAttached(body); ok && p.isAttachment(a) {
			return p.attachment(a, "", body), true
		}
	}
	if name, note, ok := cutNote(first); ok && p.isNote(name, note, isMarked(first)) {
		return export.Media{Files: []export.File{p.file(name, "")}, Caption: more, Plain: first}, true
	}
	return nil, false
}

func (p *payloads) isAttachment(a attachment) bool {
	if a.marked && !p.lang.droid() {
		return true
	}
	if _, ok := p.files.find(a.name); ok {
		return true
	}
	_, ok := p.lang.table.find(a.word, isKind(markAttached))
	if ok = ok && hasExt(a.name) && !p.lang.droid(); ok {
		p.typed++
	}
	return ok
}

// isNote believes a name that lies in the export or that the app gave, or a mark,
// whatever the words; otherwise the words must be the app's.
func (p *payloads) isNote(name, note string, marked bool) bool {
	if appNamed(name) || marked && hasExt(name) && oddWords(note+" file") {
		return true
	}
	if hasExt(name) {
		if _, ok := p.files.find(name); ok {
			return true
		}
	}
	s, ok := p.lang.table.find(note, isKind(markFile))
	if ok = ok && p.lang.own(s.langs); ok {
		p.typed++
	}
	return ok
}

// attachment makes the message. What stands before the file is its own name,
// perhaps with the number of pages, or a caption.
func (p *payloads) attachment(a attachment, more, plain string) export.Media {
	title, caption := splitLead(a.lead, path.Ext(a.name))
	if caption != "" {
		plain = a.plain
	}
	return export.Media{Files: []export.File{p.file(a.name, title)}, Caption: joinLines(caption, more), Plain: plain}
}

// joinLines joins what stands before and below a file.
func joinLines(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// splitLead tells a file's name, "Report.pdf • ~2 pages", from a caption. ext is
// the extension the name must have; "": any.
func splitLead(lead, ext string) (title, caption string) {
	name, paged := cutPages(lead)
	if strings.IndexByte(name, '\n') >= 0 || !hasExt(name) && !paged {
		return "", strings.TrimLeft(lead, eitherMark)
	}
	if ext != "" && !strings.EqualFold(path.Ext(name), ext) {
		return "", strings.TrimLeft(lead, eitherMark)
	}
	return trimMarks(name), ""
}

// cutPages cuts " • ~2 pages".
func cutPages(lead string) (name string, ok bool) {
	i := strings.LastIndex(lead, " • ")
	if i < 0 || !isMark(lead, i+len(" • ")) {
		return lead, false
	}
	return lead[:i], true
}

// file looks a named file up.
func (p *payloads) file(name, title string) export.File {
	f, ok := p.files.find(name)
	if !ok {
		f = export.File{State: export.FileMissing}
	}
	f.SourceKey, f.Name, f.Kind = name, name, kindOf(name)
	if title != "" {
		f.Name = title
	}
	return f
}

// omitted reads a message whose file was not exported: "<words>" with a caption
// below, "lead ~words", or the words alone.
func (p *payloads) omitted(body string) (export.Content, bool) {
	first, more, _ := strings.Cut(body, "\n")
	if inner, ok := angled(trimMarks(first)); ok {
		return p.omittedAngled(inner, more, first)
	}
	if lead, tail, ok := cutMark(body); ok && tail[0] != '<' && !p.lang.droid() {
		tail, more, _ = strings.Cut(tail, "\n")
		if more != "" && strings.IndexByte(lead, '\n') >= 0 {
			return nil, false // in the midst of a text: a quotation
		}
		return p.omittedMarked(lead, tail, more, strings.TrimSuffix(body, "\n"+more))
	}
	s, ok := p.lang.table.find(first, func(k markerKind) bool { return k.omitted() && k != markMedia })
	if !ok || !p.believe(s, false) {
		return nil, false
	}
	return missing(s.kind, "", more, first), true
}

func (p *payloads) omittedAngled(inner, caption, plain string) (export.Content, bool) {
	s, known := p.lang.table.find(inner, markerKind.omitted)
	switch {
	case known:
	case p.lang.table.endsOmitted(inner):
		s.kind = stemKind(inner)
	case p.lang.unlisted(inner):
		s.kind = markMedia
	default:
		return nil, false
	}
	if !isMarked(plain) {
		p.typed++
	}
	return missing(s.kind, "", caption, plain), true
}

func (p *payloads) omittedMarked(lead, tail, more, plain string) (export.Content, bool) {
	s, known := p.lang.table.find(tail, markerKind.omitted)
	_, paged := cutPages(lead)
	var title, caption string
	switch {
	case known && s.kind == markDocument:
		title, caption = splitLead(lead, "")
	case known:
		caption = strings.TrimLeft(lead, eitherMark)
	case p.lang.table.endsOmitted(tail):
		s.kind = stemKind(tail)
		title, caption = splitLead(lead, "")
	case (paged || hasExt(lead) && !strings.ContainsAny(lead, "\n/")) && oddWords(trimMarks(tail)):
		s.kind = markDocument // in a language, or words, that are not listed
		title, caption = splitLead(lead, "")
	default:
		return nil, false
	}
	if caption != "" {
		plain = tail
	}
	return missing(s.kind, title, joinLines(caption, more), plain), true
}

// endsOmitted reports whether words end as the app's do for files that were not
// exported: "view once voice message omitted". Only a last word that many such
// phrases share tells.
func (t *phraseTable) endsOmitted(words string) bool {
	if !oddWords(trimMarks(words)) {
		return false
	}
	key := phraseKey(words)
	i := strings.LastIndexByte(key, ' ')
	if i < 0 || len(t.senses[key]) > 0 {
		return false
	}
	last, _ := utf8.DecodeRuneInString(key[i+1:])
	return t.tails[key[i+1:]] > 3 && cased(last)
}

// stemKind guesses the kind of file from words that many languages share.
func stemKind(words string) markerKind {
	key := strings.ToLower(words)
	for _, stem := range []struct {
		part string
		kind markerKind
	}{
		{"video", markVideo},
		{"voice", markAudio},
		{"audio", markAudio},
		{"photo", markImage},
		{"image", markImage},
		{"sticker", markSticker},
		{"gif", markGIF},
		{"contact", markContact},
	} {
		if strings.Contains(key, stem.part) {
			return stem.kind
		}
	}
	return markMedia
}

// missing makes the message of a file that was not exported.
func missing(kind markerKind, name, caption, plain string) export.Media {
	f := export.File{Kind: export.FileDocument, Name: name, State: export.FileNotExported}
	switch kind {
	case markImage:
		f.Kind = export.FilePhoto
	case markVideo, markGIF:
		f.Kind = export.FileVideo
	case markAudio:
		f.Kind = export.FileAudio
	case markSticker:
		f.Kind = export.FileSticker
	case markContact:
		f.Kind = export.FileContact
	case markDocument, markMedia, markAttached, markFile, markDeleted, markDeletedByMe, markMissedVoice, markMissedVideo,
		markLive, markLocation, markEncrypted, markEdited, markPoll, markOption:
	}
	return export.Media{Files: []export.File{f}, Caption: caption, Plain: plain}
}
