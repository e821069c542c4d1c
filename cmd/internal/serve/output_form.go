//go:build cgo

package serve

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"exile/cmd/internal/console"
	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// makeForm is what the form asks by which an output is made. It stands within a form of the page's
// own: {{template "makeform" .}}.
type makeForm struct {
	Main   []formatChoice // what most people want
	Others []formatChoice
	Dates  bool // a stretch of time may be chosen
	AskMe  bool // who is "me" is asked, for targets that go by names
	People []personChoice
	More   int // people who are not listed
}

// Only is the one format that the form is about, if it is about one.
func (f *makeForm) Only() *formatChoice {
	if len(f.Main) == 1 && len(f.Others) == 0 {
		return &f.Main[0]
	}
	return nil
}

// ByName reports whether the format that is chosen at first goes by names.
func (f *makeForm) ByName() bool {
	return slices.ContainsFunc(f.Main, func(c formatChoice) bool { return c.Chosen && c.ByName })
}

// formatChoice is a form that an output may have.
type formatChoice struct {
	Name, Title, Help string
	Chosen            bool
	ByName            bool // it goes by names
	Options           []optionChoice
}

// optionChoice is an option of a format.
type optionChoice struct {
	Field, Help, Default, Example string
	Kind                          formats.OptionKind
	Values                        []string
}

// personChoice is somebody of the chats, under one name.
type personChoice struct {
	Name  string // in the source
	Shown string
	Self  bool
}

const (
	listedPeople = 60 // so many the form lists
	widestPerson = 40 // columns of a name
)

// mainFormats are what most people want, with titles of their own.
func (r *request) mainFormats() []formatChoice {
	return []formatChoice{
		{Name: "telegram", Title: r.say("MakeTelegram", nil), Help: r.say("MakeTelegramHelp", nil)},
		{Name: "html", Title: r.say("MakeHTML", nil), Help: r.say("MakeHTMLHelp", nil)},
		{Name: "csv", Title: r.say("MakeCSV", nil), Help: r.say("MakeCSVHelp", nil)},
	}
}

// makeForm returns the form for some chats of a history; none: all.
func (r *request) makeForm(ctx context.Context, h formats.History, chats []export.ChatRef) (*makeForm, error) {
	f := &makeForm{Dates: true, AskMe: true}
	for _, c := range r.mainFormats() {
		if format, ok := r.s.opt.Formats.Find(c.Name); ok {
			c.Chosen = len(f.Main) == 0
			r.describe(&c, format)
			f.Main = append(f.Main, c)
		}
	}
	for _, format := range r.s.opt.Formats {
		if format.Writer == nil || slices.ContainsFunc(f.Main, func(c formatChoice) bool { return c.Name == format.Name }) {
			continue
		}
		c := formatChoice{Name: format.Name, Title: format.Title.In(string(r.lang)), Help: upperFirst(format.Help.In(string(r.lang)))}
		r.describe(&c, format)
		f.Others = append(f.Others, c)
	}
	return f, r.listPeople(ctx, f, h, chats)
}

func (r *request) describe(c *formatChoice, f formats.Format) {
	c.ByName = f.Writer.Can().ByName
	for _, o := range f.WriterOptions {
		c.Options = append(c.Options, optionChoice{
			Field: optionField(f, o), Help: upperFirst(o.Help.In(string(r.lang))), Default: o.Default, Example: o.Example, Kind: o.Kind, Values: o.Values,
		})
	}
}

// upperFirst begins a sentence that elsewhere goes on after a colon.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// listPeople lists the people of the chats by their names, "me" first.
func (r *request) listPeople(ctx context.Context, f *makeForm, h formats.History, chats []export.ChatRef) error {
	people, err := h.People(ctx)
	if err != nil {
		return err
	}
	all, err := h.Chats(ctx)
	if err != nil {
		return err
	}
	here := map[export.PersonRef]bool{}
	for i := range all {
		if len(chats) == 0 || slices.Contains(chats, all[i].Ref) {
			for _, p := range all[i].Members {
				here[p] = true
			}
		}
	}
	seen := map[string]int{} // names, and where they are listed
	for i := range people {
		p := &people[i]
		at, known := seen[p.Name()]
		switch {
		case p.Name() == "" || len(here) > 0 && !here[p.Ref]:
		case known:
			f.People[at].Self = f.People[at].Self || p.Self
		default:
			seen[p.Name()] = len(f.People)
			f.People = append(f.People, personChoice{Name: p.Name(), Shown: console.Short(console.Clean(p.Name()), widestPerson), Self: p.Self})
		}
	}
	slices.SortStableFunc(f.People, func(a, b personChoice) int {
		switch {
		case a.Self == b.Self:
			return 0
		case a.Self:
			return -1
		}
		return 1
	})
	f.More = max(0, len(f.People)-listedPeople)
	f.People = f.People[:len(f.People)-f.More]
	return nil
}

// makingPage is the page on which an output of the store is asked for.
type makingPage struct {
	Chats  []chatChoice
	Sealed bool
	Form   *makeForm
}

type chatChoice struct {
	Ref    export.ChatRef
	Title  string
	Chosen bool
}

// makePage asks what is to be made of the store: of all its chats, or of those that the
// address names.
func (s *Server) makePage(w http.ResponseWriter, r *request) error {
	var chosen []export.ChatRef
	for _, text := range r.URL.Query()["chat"] {
		ref, err := parseRef(text)
		if err != nil {
			return err
		}
		chosen = append(chosen, ref)
	}
	page := makingPage{Sealed: s.storeState() == "open"}
	err := s.archive.read(r.Context(), func(st *store.Store) error {
		chats, err := st.View().Chats(r.Context())
		if err != nil {
			return err
		}
		for i := range chats {
			page.Chats = append(page.Chats, chatChoice{
				Ref: chats[i].Ref, Title: r.titleOf(&chats[i]), Chosen: len(chosen) == 0 || slices.Contains(chosen, chats[i].Ref),
			})
		}
		page.Form, err = r.makeForm(r.Context(), st.View(), chosen)
		return err
	})
	if err != nil {
		return err
	}
	return r.page(w, "chats", "make", page)
}

func parseRef(text string) (export.ChatRef, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return 0, errBadRequest
	}
	return export.ChatRef(n), nil
}
