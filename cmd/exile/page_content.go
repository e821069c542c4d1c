//go:build cgo

package main

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/problems"
	"exile/convert"
	"exile/export"
	"exile/formats"
)

const (
	pagePlaces = 500 // places of one problem that a page lists
	pageOpen   = 12  // so many are shown without being asked for
)

// page is what the template of the report shows: words in the person's language,
// names and places, and never a message.
type page struct {
	Lang             string
	Title, Of, About string
	Style            template.CSS
	T                pageWords
	Contents         []pageLink
	Sections         []pageSection
}

// pageWords are the words that stand in every section.
type pageWords struct{ Contents, Chats, Title, Messages, Count, Name, Where, Line string }

type pageLink struct{ ID, Title, Verdict string }

// pageSection is the account of one input or output.
type pageSection struct {
	ID, Title string
	Facts     []pageFact
	Came      string
	Figures   []pageFact
	Balance   string
	Uneven    bool
	Chats     []pageFact
	Classes   []pageClass
	Nothing   string // where there is no problem
}

// pageFact is a name and what there is to say about it.
type pageFact struct {
	Name, Value string
	Code        bool // a sum
}

type pageClass struct {
	Title    string
	Lost     bool
	Problems []pageProblem
}

type pageProblem struct {
	Sentence, Remedy string
	Summary, More    string
	Open             bool
	Named, Counted   bool // whether any place has a name, or stands for several
	Lined            bool // whether any has a line or row
	Places           []pagePlace
}

type pagePlace struct{ Count, Name, Where, Why, Line string }

// newPage lays out the accounts of inputs and outputs.
func (a *app) newPage(path string, ins []reported, outs []convert.OutReport) *page {
	say := func(t lang.Text) string { return a.say(t, nil) }
	p := &page{
		Lang: string(a.lang), Title: say(lang.PageTitle), About: say(lang.PageAbout), Style: template.CSS(pageCSS), //nolint:gosec // our own
		Of: a.say(lang.PageOf, lang.V{"path": clean(path), "day": a.now.Format(time.DateOnly)}),
		T: pageWords{
			Contents: say(lang.PageContents), Chats: say(lang.PageChats), Title: say(lang.ColTitle), Messages: say(lang.PageBoth),
			Count: say(lang.PageCount), Name: say(lang.PageName), Where: say(lang.PageWhere), Line: say(lang.PageLine),
		},
	}
	for i := range ins {
		p.add(a.inSection(&ins[i]), a.verdict(ins[i].Problems))
	}
	for i := range outs {
		p.add(a.outSection(&outs[i]), a.verdict(outs[i].Problems))
	}
	if len(p.Sections) < 2 {
		p.Contents = nil
	}
	return p
}

func (p *page) add(s pageSection, verdict string) {
	s.ID = "s" + strconv.Itoa(len(p.Sections)+1)
	p.Sections = append(p.Sections, s)
	p.Contents = append(p.Contents, pageLink{s.ID, s.Title, verdict})
}

// verdict is what a list of contents says of an account: what was lost, if anything.
func (a *app) verdict(all []export.Problem) string {
	var n int64
	for i := range all {
		if all[i].Class() == export.ClassLost {
			n += int64(all[i].Times())
		}
	}
	if n == 0 {
		return ""
	}
	return a.say(lang.ClassTitle(export.ClassLost), nil) + " " + lang.Number(n)
}

func (a *app) inSection(r *reported) pageSection {
	s := pageSection{Title: a.inputOf(r.Input), Came: a.say(lang.PageCame, nil), Figures: a.ledgerFigures(&r.Ledger)}
	if r.Source != 0 {
		s.Title = a.say(lang.PageSource, lang.V{"n": r.Source, "input": s.Title})
	}
	fact := func(name lang.Text, value string) {
		if value != "" {
			s.Facts = append(s.Facts, pageFact{Name: a.say(name, nil), Value: value})
		}
	}
	if !r.added.IsZero() {
		fact(lang.ColAdded, r.added.In(a.now.Location()).Format(time.DateOnly))
	}
	fact(lang.PageFormat, a.appTitle(r.Format))
	fact(lang.LabelWhy, clean(a.why(&r.InReport)))
	for _, w := range waysOf(alikes(&r.InReport)) {
		fact(lang.PageDevice, clean(a.form(&w)))
	}
	fact(lang.LabelZone, clean(a.trait(everySaid(&r.InReport, func(p *export.Profile) string { return p.Zone }))))
	if r.size > 0 {
		fact(lang.ColSize, bytesOf(r.size))
	}
	if r.SHA256 != "" {
		s.Facts = append(s.Facts, pageFact{a.say(lang.PageSum, nil), r.SHA256, true})
	}
	if l := &r.Ledger; l.Counted > 0 {
		s.Balance, s.Uneven = a.say(lang.PageBalanced, nil), !l.Balanced()
		if s.Uneven {
			s.Balance = a.say(lang.PageUneven, lang.V{"lines": l.Lines, "counted": l.Counted})
		}
	}
	for _, c := range r.chats {
		title := strings.TrimSpace(clean(c.Title))
		if title == "" {
			title = a.say(lang.Untitled, nil)
		}
		s.Chats = append(s.Chats, pageFact{Name: title, Value: lang.Number(c.Messages)})
	}
	a.addProblems(&s, r.Problems)
	return s
}

func (a *app) ledgerFigures(l *export.Ledger) []pageFact {
	var list []pageFact
	for _, f := range lang.Figures(l) {
		list = append(list, pageFact{Name: a.say(f.Name, nil), Value: lang.Number(f.N)})
	}
	return list
}

func (a *app) outSection(r *convert.OutReport) pageSection {
	s := pageSection{Title: clean(r.Path), Came: a.say(lang.PageWritten, nil), Figures: a.tallyFigures(&r.Written)}
	s.Facts = append(s.Facts, pageFact{Name: a.say(lang.PageFormat, nil), Value: a.appTitle(r.Format)})
	a.addProblems(&s, r.Problems)
	return s
}

func (a *app) tallyFigures(t *formats.Tally) []pageFact {
	var list []pageFact
	for _, f := range []struct {
		name lang.Text
		n    int64
	}{{lang.PageMessages, t.Messages}, {lang.PageNotices, t.Notices}, {lang.PageFiles, t.Files}, {lang.PageExtra, t.Extra}} {
		list = append(list, pageFact{Name: a.say(f.name, nil), Value: lang.Number(f.n)})
	}
	return list
}

// addProblems puts the problems under the headings of their classes, gravest first.
func (a *app) addProblems(s *pageSection, all []export.Problem) {
	last := export.Class("")
	for _, sum := range problemsOf(a, all...) {
		if class := sum.Code.Class(); class != last {
			last = class
			s.Classes = append(s.Classes, pageClass{Title: a.say(pageClassTitle(class), nil), Lost: class == export.ClassLost})
		}
		c := &s.Classes[len(s.Classes)-1]
		c.Problems = append(c.Problems, a.pageProblem(&sum, all))
	}
	if !slices.ContainsFunc(all, func(p export.Problem) bool { return p.Class() != export.ClassNote }) {
		s.Nothing = a.say(lang.PageNothing, nil)
	}
}

func pageClassTitle(c export.Class) lang.Text {
	switch c {
	case export.ClassLost:
		return lang.PageLost
	case export.ClassAbsent:
		return lang.PageMissing
	case export.ClassAssumed:
		return lang.PageAssumed
	case export.ClassNote:
	}
	return lang.PageNotes
}

// pageProblem lists where the problems of one code are.
func (a *app) pageProblem(sum *problems.Told, all []export.Problem) pageProblem {
	sentence, remedy := problems.Say(a.lang, lang.Problem, sum.Code, sum.N)
	r := pageProblem{Sentence: sentence}
	if remedy != "" {
		r.Remedy = a.say(lang.PageRemedy, nil) + remedy
	}
	var rest int64
	for i := range all {
		p := &all[i]
		name := problems.Subject(a.lang, p)
		switch {
		case p.Code != sum.Code, name == "" && p.From.File == "" && int64(p.Times()) == sum.N: // it says no more than the sentence
		case len(r.Places) == pagePlaces, name == "" && p.From.File == "":
			rest += int64(p.Times())
		default:
			r.Named = r.Named || name != ""
			r.Counted = r.Counted || p.Times() > 1
			r.Lined = r.Lined || p.From.Line+int(p.From.Record) > 0
			r.Places = append(r.Places, pagePlace{
				Count: lang.Number(int64(p.Times())), Name: name, Where: whereOf(p.From), Why: strings.TrimPrefix(problems.Reason(a.lang, p), " – "), Line: a.lineOf(p.From),
			})
		}
	}
	r.Open = len(r.Places) <= pageOpen
	r.Summary = a.say(lang.PagePlaces, lang.V{"n": len(r.Places)})
	if rest > 0 {
		r.More = a.say(lang.PageMore, lang.V{"n": rest})
	}
	return r
}

// whereOf is the file of a place, with its folder or zip.
func whereOf(from export.Source) string {
	if from.Input == "" || from.Input == from.File {
		return clean(from.File)
	}
	return clean(strings.TrimSuffix(from.Input+"/"+from.File, "/"))
}

// lineOf is the line or row of a place.
func (a *app) lineOf(from export.Source) string {
	switch {
	case from.Line > 0:
		return lang.Number(int64(from.Line))
	case from.Record > 0:
		return a.say(lang.PageRecord, lang.V{"n": from.Record})
	}
	return ""
}
