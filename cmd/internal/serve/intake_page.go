//go:build cgo

package serve

import (
	"cmp"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/cmd/internal/problems"
	"exile/convert"
	"exile/export"
)

const (
	shownInputs = 4 // what was handed over, as far as a page lists it without being asked
	shownRooms  = 20
	shownPlaces = 10 // of a problem
	maxMarkers  = 20
	widestName  = 60 // letters
)

// intakeShown is an intake as its page tells it.
type intakeShown struct {
	ID, Name  string
	Inputs    []inputShown
	More      []inputShown // those that are folded away
	Failed    []failedShown
	Read      bool // something could be read
	Rooms     []roomShown
	MoreRooms []roomShown
	Files     bool // some of the rooms name files
	Total     totals
	People    []choice
	LeftOut   int // people who are not listed
	Classes   []classShown
	Markers   string
	Questions []question
	Chats     []titled
	Glimpse   *glimpse
	Asks      moreShown
	State     string
	Keep      keepForm
	Make      []makeShown
	Focus     bool // the page goes on at the question of "me"
}

// inputShown is what a file is, and why we think so.
type inputShown struct {
	Name, Format, Why string
	Traits            []labelled
}

type labelled struct{ Label, Value string }

// roomShown is what was found of a chat.
type roomShown struct {
	Title, File                    string
	Messages, People, Named, Found int64
	First, Last                    string
	WithFiles                      bool // some room of the table names files
}

// totals are the numbers of all that could be read.
type totals struct {
	Chats, Messages, Notices, Files, Found, Absent, Unread int64
	First, Last                                            string
}

// classShown are the problems of a class.
type classShown struct {
	Class, Title string
	List         []problemShown
}

type problemShown struct {
	Sentence, Remedy string
	Places           []string
	Left             int
}

// moreShown is what may be said of how to read it.
type moreShown struct {
	Zone, Order bool   // may be said
	ZoneName    string // as the person has said
	Assumed     string // what else is taken for it, in words
	OrderName   string
	Zones       []string // some that people live in
}

// intakePage shows what was handed over.
func (s *Server) intakePage(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	if in.result() != nil {
		return r.redirect(w, "intake/"+in.id+"/kept")
	}
	page, err := r.intakeShown(in, export.ChatRef(r.number("chat")))
	if err != nil {
		return gone(err)
	}
	return r.page(w, "add", "intake", page)
}

// intakeShown gathers what is to be told of an intake. The preview is of a chat; 0: of the first.
func (r *request) intakeShown(in *intake, chat export.ChatRef) (*intakeShown, error) {
	page := &intakeShown{ID: in.id, State: r.s.storeState(), Keep: r.keepForm()}
	err := in.look(func() error {
		if in.given == nil {
			return errNoIntake // it is still being read
		}
		page.Name = r.intakeName(in)
		r.showInputs(page, in)
		if in.reading == nil {
			return nil
		}
		page.Read = true
		r.showCounts(page, in)
		r.showProblems(page, in)
		page.Questions = r.asks(in)
		page.Asks = r.moreOf(in)
		for i := range in.chats {
			page.Chats = append(page.Chats, titled{int64(in.chats[i].Ref), r.titleOf(&in.chats[i])})
		}
		if len(in.chats) == 0 {
			return nil
		}
		var err error
		if page.Glimpse, err = r.glimpse(in, cmp.Or(chat, in.chats[0].Ref), 0); err != nil {
			return err
		}
		return r.showMake(page, in)
	})
	return page, err
}

// intakeName is what the person would call what they handed over: a chat by its title, and what
// could not be read by its file.
func (r *request) intakeName(in *intake) string {
	name, n := in.given[0].name, len(in.given)
	if in.reading != nil && len(in.chats) > 0 {
		name, n = r.titleOf(&in.chats[0]), len(in.chats)
	}
	if n == 1 {
		return shortName(name)
	}
	return r.say("SeveralGiven", lang.V{"name": shortName(name), "n": n - 1})
}

func shortName(name string) string { return console.Short(console.Clean(name), widestName) }

func (r *request) showInputs(page *intakeShown, in *intake) {
	for _, g := range in.given {
		if g.err != nil {
			failed := r.failed(g)
			failed.ID = in.id
			page.Failed = append(page.Failed, failed)
			continue
		}
		shown := inputShown{Name: shortName(g.name), Format: r.formatTitle(g.report.Format), Why: console.Clean(g.report.Why)}
		if r.lang == lang.KO && g.report.WhyKO != "" {
			shown.Why = console.Clean(g.report.WhyKO)
		}
		shown.Traits = r.traits(g.report)
		page.Inputs = append(page.Inputs, shown)
	}
	if len(page.Inputs) > shownInputs {
		page.Inputs, page.More = page.Inputs[:shownInputs], page.Inputs[shownInputs:]
	}
}

// traits tell how an export was written.
func (r *request) traits(report *convert.InReport) []labelled {
	var all []labelled
	for _, t := range []struct {
		label lang.Text
		of    func(*export.Profile) string
	}{
		{lang.LabelVariant, func(p *export.Profile) string { return r.trait(p.Variant) }},
		{lang.LabelZone, func(p *export.Profile) string { return r.trait(p.Zone) }},
	} {
		const most = 4
		var said []string
		for i := range report.Profiles {
			if v := t.of(&report.Profiles[i]); v != "" && !slices.Contains(said, v) && len(said) < most {
				said = append(said, v)
			}
		}
		if len(said) > 0 {
			all = append(all, labelled{r.lang.Say(t.label, nil), strings.Join(said, "; ")})
		}
	}
	return all
}

func (r *request) trait(said string) string {
	if t, ok := lang.Trait(said); ok {
		return r.lang.Say(t, nil)
	}
	return console.Clean(said)
}

func (r *request) showCounts(page *intakeShown, in *intake) {
	t := &page.Total
	var first, last time.Time
	for _, report := range reports(in.given) {
		l := &report.Ledger
		t.Messages, t.Notices, t.Unread = t.Messages+l.Messages, t.Notices+l.Notices, t.Unread+l.Unread
		t.Files, t.Found, t.Absent = t.Files+l.Files, t.Found+l.Found, t.Absent+l.Absent
		if f := report.First; !f.IsZero() && (first.IsZero() || f.Before(first)) {
			first = f
		}
		if report.Last.After(last) {
			last = report.Last
		}
		for i := range report.PerChat {
			page.Rooms = append(page.Rooms, r.room(&report.PerChat[i]))
		}
	}
	t.Chats, t.First, t.Last = int64(len(in.chats)), r.longDay(first), r.longDay(last)
	nameTwins(page.Rooms)
	page.Files = t.Files > 0
	for i := range page.Rooms {
		page.Rooms[i].WithFiles = page.Files
	}
	if len(page.Rooms) > shownRooms {
		page.Rooms, page.MoreRooms = page.Rooms[:shownRooms], page.Rooms[shownRooms:]
	}
	for _, q := range r.asks(in) {
		page.People = append(page.People, q.Choices...)
		page.LeftOut += q.Left
	}
	if len(page.People) == 0 { // nobody whom one could take for another
		for i := range in.people {
			p := &in.people[i]
			page.People = append(page.People, choice{Shown: r.nameOf(&p.Person), Messages: p.Messages, Checked: p.Self})
		}
	}
}

func (r *request) room(c *convert.ChatCount) roomShown {
	return roomShown{
		Title: r.titleOf(&export.Chat{Title: c.Title}), File: console.Clean(path.Join(c.Input, c.File)),
		Messages: c.Messages, People: c.People, Named: c.Files, Found: c.Found, First: dayText(c.First), Last: dayText(c.Last),
	}
}

// nameTwins leaves the files to rooms that could be taken for each other.
func nameTwins(rooms []roomShown) {
	n := map[string]int{}
	for i := range rooms {
		n[rooms[i].Title]++
	}
	for i := range rooms {
		if n[rooms[i].Title] == 1 {
			rooms[i].File = ""
		}
	}
}

// longDay is a day as a sentence has it; "" for no time.
func (r *request) longDay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if r.lang == lang.KO {
		return t.Format("2006년 1월 2일")
	}
	return t.Format("2 January 2006")
}

func (r *request) showProblems(page *intakeShown, in *intake) {
	for _, p := range problems.Of(r.lang, lang.WindowProblem, problemsOf(in.given)...) {
		class := p.Class()
		if n := len(page.Classes); n == 0 || page.Classes[n-1].Class != string(class) {
			page.Classes = append(page.Classes, classShown{Class: string(class), Title: r.lang.Say(lang.ClassTitle(class), nil)})
		}
		shown := problemShown{Sentence: p.Sentence, Remedy: p.Remedy, Left: max(len(p.At)-shownPlaces, 0)}
		for _, at := range p.At[:min(len(p.At), shownPlaces)] {
			place := console.Clean(at.File)
			if at.Line > 0 {
				place = r.lang.Say(lang.At, lang.V{"file": place, "line": at.Line})
			}
			shown.Places = append(shown.Places, place+at.Why)
		}
		c := &page.Classes[len(page.Classes)-1]
		c.List = append(c.List, shown)
	}
	var markers []string
	for _, report := range reports(in.given) {
		for i := range report.Profiles {
			for _, word := range report.Profiles[i].Unknown {
				if word = console.Clean(word); len(markers) < maxMarkers && !slices.Contains(markers, word) {
					markers = append(markers, word)
				}
			}
		}
	}
	page.Markers = strings.Join(markers, ", ")
}

// moreOf says what the person may settle that the exports left open.
func (r *request) moreOf(in *intake) moreShown {
	m := moreShown{OrderName: in.asks.order}
	if in.asks.zone != nil {
		m.ZoneName, m.Zone = in.asks.zone.String(), true
	}
	m.Zones = zonesToChoose()
	m.Order = m.OrderName != ""
	for _, p := range problemsOf(in.given) {
		switch p.Code { //nolint:exhaustive // the others leave nothing open that could be said here
		case export.AssumedZone:
			m.Zone = true
		case export.GuessedDates, export.IgnoredOrder:
			m.Order = true
		}
	}
	for _, report := range reports(in.given) {
		if len(report.Profiles) > 0 {
			m.Assumed = r.trait(report.Profiles[0].Zone)
			break
		}
	}
	return m
}

// asks are the questions of who "me" is, as the page asks them.
func (r *request) asks(in *intake) []question {
	all := in.questions(in.asks.self)
	for i := range all {
		all[i].ID = in.id
		all[i].Shown = r.shownName(cmp.Or(all[i].Self, all[i].Guess))
		for j := range all[i].Choices {
			c := &all[i].Choices[j]
			c.Shown = r.shownName(c.Name)
		}
		if len(all) > 1 {
			all[i].Title = r.formatTitle(all[i].App)
		}
	}
	return all
}

// shownName is a name fit to be shown.
func (r *request) shownName(name string) string {
	return r.nameOf(&export.Person{Names: []string{name}})
}

// zonesToChoose are zones that are offered; any other may be written.
func zonesToChoose() []string {
	return []string{
		"Asia/Seoul", "Asia/Tokyo", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Bangkok", "Asia/Ho_Chi_Minh",
		"Asia/Manila", "Asia/Jakarta", "Asia/Kolkata", "Asia/Dubai", "Australia/Sydney", "Pacific/Auckland", "Pacific/Honolulu",
		"America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York", "America/Toronto", "America/Mexico_City", "America/Sao_Paulo",
		"Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Istanbul", "Europe/Moscow", "Africa/Cairo", "Africa/Johannesburg", "UTC",
	}
}
