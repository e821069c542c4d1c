//go:build cgo

package serve

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/export"
	"exile/export/query"
	"exile/export/store"
	"exile/formats/html/bubble"
	"exile/formats/words"
)

// How many hits a page shows, and how many more after each asking.
const (
	firstHits = 50
	moreHits  = 5 // times
	mostHits  = 5000
)

// What is shown of a hit, in letters.
const (
	beforeMark = 60
	widestHit  = 240
)

// searching is what the person looks for.
type searching struct {
	Chats []titled
	sought
}

// sought is a search: its words, the chat (0: all), the order, and how many hits are shown.
type sought struct {
	Query  string
	In     int64
	Oldest bool
	Limit  int
}

// lastSearch is what was sought last: whoever goes to a message and back finds it again. It is in
// memory alone, for an address must not hold it.
type lastSearch struct {
	mu sync.Mutex
	sought
}

func (l *lastSearch) set(now sought) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sought = now
}

func (l *lastSearch) get() sought {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sought
}

// titled is a chat in a list to choose from.
type titled struct {
	Ref   int64
	Title string
}

func (l *lastSearch) page(w http.ResponseWriter, r *request) error {
	page := searching{sought: l.get()}
	if r.URL.Query().Has("in") && r.number("in") != page.In { // another chat's page leads here
		page.sought = sought{In: r.number("in")}
	}
	err := r.s.archive.read(r.Context(), func(st *store.Store) error {
		chats, err := st.View().Chats(r.Context())
		for i := range chats {
			page.Chats = append(page.Chats, titled{int64(chats[i].Ref), r.titleOf(&chats[i])})
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.page(w, "search", "search", page)
}

// number is a whole number of the address; 0: there is none.
func (r *request) number(name string) int64 {
	n, err := strconv.ParseInt(r.FormValue(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// found is what a search found.
type found struct {
	Hits   []hit
	Left   string // how many more there are; "": none
	Shown  int    // how many the page has shown before; the next is gone to
	sought        // its limit is that of the next asking; 0: no more are to be had
}

// hit is a message that was found.
type hit struct {
	Chat, ID             int64
	Title, Day, Clock    string
	Name                 string
	Pieces               []piece
	NewChat, NewDay, Own bool // it begins what the list has not shown yet; its sender is "me"
}

// piece is a part of a text, which is a word that was sought or stands beside one.
type piece struct {
	Text string
	Mark bool
}

func (l *lastSearch) search(w http.ResponseWriter, r *request) error {
	form := r.PostForm
	f := found{sought: sought{Query: form.Get("q"), In: r.number("in"), Oldest: form.Get("oldest") != "", Limit: firstHits}}
	if n := r.number("limit"); n > 0 {
		f.Limit = int(min(n, mostHits))
		f.Shown = int(r.number("shown"))
	}
	now := f.sought
	terms := strings.Fields(f.Query)
	if strings.ContainsAny(f.Query, "\"“”„") { // a phrase stays together
		terms = []string{f.Query}
	}
	q, err := query.Parse(terms...)
	if err != nil {
		return badQuery(err)
	}
	err = r.s.archive.read(r.Context(), func(st *store.Store) error {
		l.set(now)
		return r.find(r.Context(), st, q, &f)
	})
	if unknown, ok := errors.AsType[*store.UnknownNameError](err); ok {
		return unknownName(unknown)
	}
	if err != nil {
		return err
	}
	return r.swap(w, "#hits", "hits", f)
}

func unknownName(e *store.UnknownNameError) error {
	v := lang.V{"name": console.Clean(e.Name)}
	if e.Chat {
		return troubled(http.StatusNotFound, "NoChatFound", v)
	}
	return troubled(http.StatusNotFound, "NobodyFound", v)
}

// badQuery says what about a query was not understood, in the words of the command.
func badQuery(err error) error {
	bad, ok := errors.AsType[*query.Error](err)
	if !ok {
		return err
	}
	t := &trouble{status: http.StatusUnprocessableEntity, values: lang.V{"name": bad.Name, "value": console.Clean(bad.Value)}}
	t.Sentence, t.Hint = lang.QueryTrouble(bad.Why), lang.Window["SearchHow"]
	if bad.Why == query.UnknownHas {
		var all []string
		for _, h := range query.AllHas() {
			all = append(all, string(h))
		}
		t.values["values"] = strings.Join(all, ", ")
	}
	return t
}

// find looks for messages.
func (r *request) find(ctx context.Context, st *store.Store, q query.Query, f *found) error {
	view := st.View()
	people, err := view.People(ctx)
	if err != nil {
		return err
	}
	chats, err := view.Chats(ctx)
	if err != nil {
		return err
	}
	wanted, err := store.Named(q, people, chats)
	if err != nil {
		return err
	}
	if f.In != 0 {
		wanted.Chats = []export.ChatRef{export.ChatRef(f.In)}
	}
	list := &hitList{r: r, q: &q, people: map[export.PersonRef]*export.Person{}, titles: map[export.ChatRef]string{}}
	for i := range people {
		list.people[people[i].Ref] = &people[i]
	}
	for i := range chats {
		list.titles[chats[i].Ref] = r.titleOf(&chats[i])
	}
	left := int64(0)
	for h, err := range st.Search(ctx, wanted, store.SearchOptions{Limit: f.Limit, Oldest: f.Oldest, Background: true}) {
		if err != nil {
			return err
		}
		list.add(h.Message)
		left = h.Left
	}
	f.Hits = list.hits
	switch {
	case left > store.MaxLeft:
		f.Left = r.say("ManyLeft", lang.V{"n": store.MaxLeft})
	case left > 0:
		f.Left = r.say("FewLeft", lang.V{"n": left})
	}
	if left == 0 || f.Limit >= mostHits {
		f.Limit = 0
	}
	f.Limit = min(f.Limit*moreHits, mostHits)
	return nil
}

// hitList lays out what was found.
type hitList struct {
	r      *request
	q      *query.Query
	people map[export.PersonRef]*export.Person
	titles map[export.ChatRef]string
	hits   []hit
}

func (l *hitList) add(m *export.Message) {
	h := hit{Chat: int64(m.Chat), ID: int64(m.ID), Title: l.titles[m.Chat]}
	if day := bubble.DayOf(&m.Time); day != 0 {
		h.Day = day.Long(string(l.r.lang))
		h.Clock = string(bubble.AppendClock(nil, string(l.r.lang), &m.Time))
	}
	if p := l.people[m.Sender]; p != nil {
		h.Name, h.Own = l.r.nameOf(p), p.Self
	}
	h.NewChat, h.NewDay = true, true
	if n := len(l.hits); n > 0 {
		last := &l.hits[n-1]
		h.NewChat = last.Chat != h.Chat
		h.NewDay = h.NewChat || last.Day != h.Day
	}
	h.Pieces = pieces(l.text(m.Content), l.q)
	l.hits = append(l.hits, h)
}

// text is what of a message is shown: its words, and where the word that was sought is in the name
// of a file only, that.
func (l *hitList) text(c export.Content) string {
	said := []string{words.Of(string(l.r.lang), c)}
	if media, ok := c.(export.Media); ok && len(l.q.Marks(said[0])) == 0 {
		for i := range media.Files {
			if len(l.q.Marks(media.Files[i].Name)) > 0 {
				said = append(said, media.Files[i].Name)
			}
		}
	}
	return strings.Join(said, " ")
}

// nameOf is what people call somebody.
func (r *request) nameOf(p *export.Person) string {
	if n := strings.TrimSpace(console.Clean(p.Name())); n != "" {
		return n
	}
	return r.lang.Say(lang.Unnamed, nil)
}

// pieces cuts a text around its first word that was sought, and at all of them.
func pieces(text string, q *query.Query) []piece {
	text = console.Clean(strings.ReplaceAll(text, "\n", " "))
	marks := q.Marks(text)
	if len(marks) > 0 {
		from := back(text, marks[0][0], beforeMark)
		if from > 0 {
			text = "…" + text[from:]
			marks = q.Marks(text)
		}
	}
	if end := ahead(text, 0, widestHit); end < len(text) {
		text = text[:end] + "…"
		marks = q.Marks(text)
	}
	var all []piece
	last := 0
	for _, m := range marks {
		if m[0] > last {
			all = append(all, piece{Text: text[last:m[0]]})
		}
		all = append(all, piece{Text: text[m[0]:m[1]], Mark: true})
		last = m[1]
	}
	if last < len(text) {
		all = append(all, piece{Text: text[last:]})
	}
	return all
}

// back is the place n letters before another, in bytes; 0 where there are not so many.
func back(s string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

// ahead is the place n letters behind another, in bytes.
func ahead(s string, at, n int) int {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}
