//go:build cgo

package serve

import (
	"html/template"
	"net/http"
	"path"
	"slices"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/problems"
	"exile/export"
	"exile/formats"
	"exile/formats/telegram"
)

// madePage tells of what was made: how to have it, what it holds and what it does not,
// and what to do with it.
type madePage struct {
	madeLine
	Written formats.Tally
	Classes []problemClass
	Next    string        // what to do with it; "": nothing that needs words
	Start   string        // the page that a site begins with
	Steps   template.HTML // on the phone
	Sealed  bool
	Others  []madeLine
}

// madeLine is what was made, in short.
type madeLine struct{ ID, Name, Title, Size, Clock string }

// problemClass is what was lost, or assumed …, in words.
type problemClass struct {
	Class    export.Class
	Title    string
	Problems []problems.Told
}

func (r *request) madeLine(m *made) madeLine {
	title := m.what.format.Title.In(string(r.lang))
	for _, c := range r.mainFormats() {
		if c.Name == m.what.format.Name {
			title = c.Title
		}
	}
	return madeLine{ID: m.id, Name: m.name, Title: title, Size: size(m.size), Clock: m.at.Format("15:04")}
}

// classes puts problems under the headings of their classes, gravest first.
func (r *request) classes(all []export.Problem) []problemClass {
	var list []problemClass
	for _, p := range problems.Of(r.lang, lang.WindowProblem, all...) {
		if len(list) == 0 || list[len(list)-1].Class != p.Class() {
			list = append(list, problemClass{Class: p.Class(), Title: r.lang.Say(lang.ClassTitle(p.Class()), nil)})
		}
		last := &list[len(list)-1]
		last.Problems = append(last.Problems, p)
	}
	return list
}

// madeFile shows what was made.
func (s *Server) madeFile(w http.ResponseWriter, r *request) error {
	m, err := s.jobs.madeOf(r)
	if err != nil {
		return err
	}
	page := madePage{
		madeLine: r.madeLine(m), Written: m.report.Written, Classes: r.classes(m.report.Problems), Sealed: s.archive.state() == openStore,
	}
	for _, other := range s.jobs.others(m) {
		page.Others = append(page.Others, r.madeLine(other))
	}
	switch m.what.format.Name {
	case "telegram":
		page.Next = r.say("NextTelegram", nil)
		asGroup := m.what.values["as-group"] == "true"
		if page.Steps, err = telegram.Steps(string(r.lang), m.chats, asGroup, m.report.Files); err != nil {
			return err
		}
	case "html":
		page.Next, page.Start = r.say("NextHTML", nil), startOf(m.report.Files)
	case "csv":
		page.Next = r.say("NextCSV", nil)
	case "markdown":
		page.Next = r.say("NextMarkdown", nil)
	default:
		if path.Ext(m.name) == ".zip" {
			page.Next = r.say("NextUnpack", nil)
		}
	}
	return r.page(w, "", "madefile", page)
}

// startOf finds the page that a site begins with: the one on top of the others.
func startOf(files []string) string {
	if slices.Contains(files, "index.html") {
		return "index.html"
	}
	for _, f := range files {
		if path.Ext(f) == ".html" {
			return f
		}
	}
	return ""
}
