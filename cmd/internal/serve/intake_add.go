//go:build cgo

package serve

import (
	"net/http"
	"slices"
	"strings"

	"exile/cmd/internal/lang"
)

// addShown is the page on which chats are handed over.
type addShown struct {
	New    bool // there is no store yet: the person may never have seen this
	Open   []openShown
	Guides []labelled
}

// openShown is an intake that is neither kept nor thrown away.
type openShown struct{ ID, Name string }

func (s *Server) addPage(w http.ResponseWriter, r *request) error {
	state := s.archive.state()
	if state == lockedStore {
		return errLocked
	}
	page := addShown{New: state == noStore, Guides: r.guides()}
	for _, in := range s.intakes.list() {
		_ = in.look(func() error { // one that is gone meanwhile is not listed
			if in.given != nil {
				page.Open = append(page.Open, openShown{in.id, r.intakeName(in)})
			}
			return nil
		})
	}
	return r.page(w, "add", "add", page)
}

// guides are the guides that there are: their names and headings.
func (r *request) guides() []labelled {
	var all []labelled
	for _, topic := range lang.GuideTopics() {
		if text, ok := r.lang.Guide(topic); ok {
			title, _, _ := strings.Cut(text, "\n")
			all = append(all, labelled{topic, strings.TrimLeft(title, "# ")})
		}
	}
	return all
}

// guidePage shows how to get chats out of an app.
func (s *Server) guidePage(w http.ResponseWriter, r *request) error {
	topic := r.PathValue("topic")
	text, ok := r.lang.Guide(topic)
	if !ok || !slices.Contains(lang.GuideTopics(), topic) {
		return errNoSuchPage
	}
	return r.page(w, "add", "guide", struct {
		Body   []guidePart
		Guides []labelled
	}{guideParts(text), r.guides()})
}

// guidePart is a part of a guide as a page has it: a heading, a paragraph, a list, or commands.
type guidePart struct {
	Heading, Section, Text string
	Numbered, Bullets      []string
	Commands               []string
}

// guideParts takes the source of a guide apart; see [lang.Lang.Guide].
func guideParts(source string) []guidePart {
	var all []guidePart
	last := func() *guidePart { return &all[len(all)-1] }
	item := (*string)(nil) // what a line goes on with; nil: nothing
	for line := range strings.Lines(source) {
		line = strings.TrimRight(line, "\r\n")
		text := strings.TrimSpace(line)
		mark, rest := listMark(line)
		switch {
		case text == "":
			item = nil
		case strings.HasPrefix(line, "    "):
			if len(all) == 0 || last().Commands == nil {
				all = append(all, guidePart{})
			}
			last().Commands, item = append(last().Commands, text), nil
		case strings.HasPrefix(line, "## "):
			all, item = append(all, guidePart{Section: text[3:]}), nil
		case strings.HasPrefix(line, "# "):
			all, item = append(all, guidePart{Heading: text[2:]}), nil
		case mark == '1':
			if len(all) == 0 || last().Numbered == nil {
				all = append(all, guidePart{})
			}
			last().Numbered = append(last().Numbered, rest)
			item = &last().Numbered[len(last().Numbered)-1]
		case mark == '-':
			if len(all) == 0 || last().Bullets == nil {
				all = append(all, guidePart{})
			}
			last().Bullets = append(last().Bullets, rest)
			item = &last().Bullets[len(last().Bullets)-1]
		case item != nil:
			*item += " " + text
		default:
			all = append(all, guidePart{Text: text})
			item = &last().Text
		}
	}
	return all
}

// listMark returns what kind of item a line begins, '1' or '-', and the rest of it.
func listMark(line string) (byte, string) {
	if rest, ok := strings.CutPrefix(line, "- "); ok {
		return '-', rest
	}
	if n := len(line) - len(strings.TrimLeft(line, "0123456789")); n > 0 && strings.HasPrefix(line[n:], ". ") {
		return '1', line[n+2:]
	}
	return 0, ""
}
