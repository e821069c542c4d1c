//go:build cgo

package serve

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"exile/convert"
	"exile/export"
	"exile/export/store"
)

// maxChoices is how many people the question of "me" lists for an app.
const maxChoices = 30

// looked is what was seen in a reading: who is in it, and where.
type looked struct {
	people   []store.PersonDetail
	chats    []export.Chat
	inferred map[string]bool   // apps of which "me" was inferred by how an export looks
	known    map[string]string // "me" as the exports say, by app
}

// look reads who is in a reading, and sets who "me" is: as the person has said, else
// whom we think of, which the page tells.
func (l *looked) look(ctx context.Context, r *convert.Reading, said map[string]string) error {
	if err := l.read(ctx, r); err != nil {
		return err
	}
	if l.known == nil { // before anything was set
		l.known = map[string]string{}
		for i := range l.people {
			if p := &l.people[i]; p.Self {
				l.known[p.App] = p.Name()
			}
		}
	}
	names := l.settled(said)
	var me []export.PersonRef
	for i := range l.people {
		p := &l.people[i]
		if name, is := names[p.App]; is && p.Name() == name {
			me = append(me, p.Ref)
		}
	}
	if len(me) == 0 {
		return nil
	}
	if err := r.SetSelf(ctx, me...); err != nil {
		return err
	}
	return l.read(ctx, r)
}

// settled is who "me" is where the exports do not say it, or the person says otherwise.
func (l *looked) settled(said map[string]string) map[string]string {
	names := map[string]string{}
	for _, q := range l.questions(said) {
		switch {
		case q.Said:
			names[q.App] = q.Self
		case q.Guess != "" && l.known[q.App] == "":
			names[q.App] = q.Guess
		}
	}
	return names
}

func (l *looked) read(ctx context.Context, r *convert.Reading) (err error) {
	if l.people, err = r.PeopleDetail(ctx, true); err != nil {
		return err
	}
	l.chats, err = r.Chats(ctx)
	return err
}

// infer notes where "me" was inferred.
func (l *looked) infer(given []*handed) {
	l.inferred = map[string]bool{}
	for _, r := range reports(given) {
		for i := range r.Problems {
			if r.Problems[i].Code == export.AssumedSelf && len(r.Chats) > 0 {
				l.inferred[r.Chats[0].App] = true
			}
		}
	}
}

// question is who "me" is in the chats of an app.
type question struct {
	ID      string // of the intake
	App     string
	Title   string // of the app, where there are several
	Self    string // who it is, as far as is known; "": nobody knows
	Said    bool   // the person said so
	Open    bool   // the person leaves it open
	Asks    bool   // it may be left open: the exports say nothing
	Guess   string // whom we think it is; "": no idea
	Shown   string // the name of either, fit to be shown
	Why     string // guessRooms, guessTitle or guessLooks
	Choices []choice
	Left    int // how many people are not listed
}

// Why somebody is thought to be "me".
const (
	guessRooms = "rooms" // they are in more of the chats than anybody
	guessTitle = "title" // the chats are called by the other one
	guessLooks = "looks" // the export looks so
)

// choice is somebody who may be "me".
type choice struct {
	Name     string // as the source has it
	Shown    string
	Messages int64
	Rooms    int
	Checked  bool
}

// questions are those of who "me" is: one for each app.
func (l *looked) questions(said map[string]string) []question {
	var all []question
	for _, app := range l.apps() {
		q := l.question(app)
		name, answered := said[app]
		known := l.known[app]
		q.Guess, q.Why = l.guess(app, q.Choices)
		switch {
		case answered && name == "":
			q.Guess, q.Open = "", true
		case answered:
			q.Self, q.Said = name, true
		case known != "" && l.inferred[app]:
			if q.Guess != known {
				q.Guess, q.Why = known, guessLooks
			}
		case known != "":
			q.Self = known
		}
		q.Asks = known == ""
		q.shorten()
		if len(q.Choices) > 1 || q.Self != "" {
			all = append(all, q)
		}
	}
	return all
}

// apps are those of the chats, in their order.
func (l *looked) apps() []string {
	var apps []string
	for i := range l.chats {
		if !slices.Contains(apps, l.chats[i].App) {
			apps = append(apps, l.chats[i].App)
		}
	}
	return apps
}

func (l *looked) question(app string) question {
	q := question{App: app}
	byName := map[string]*choice{}
	for i := range l.people {
		p := &l.people[i]
		name := p.Name()
		if p.App != app || name == "" {
			continue
		}
		c := byName[name]
		if c == nil {
			c = &choice{Name: name}
			byName[name] = c
		}
		c.Messages += p.Messages
		c.Rooms += len(p.Chats)
	}
	for _, c := range byName {
		q.Choices = append(q.Choices, *c)
	}
	slices.SortFunc(q.Choices, func(a, b choice) int {
		return cmp.Or(cmp.Compare(b.Messages, a.Messages), cmp.Compare(a.Name, b.Name))
	})
	return q
}

// shorten leaves out the last of many, but for the one that is meant.
func (q *question) shorten() {
	meant := cmp.Or(q.Self, q.Guess)
	for i := range q.Choices {
		q.Choices[i].Checked = q.Choices[i].Name == meant && meant != ""
	}
	if len(q.Choices) <= maxChoices {
		return
	}
	rest := q.Choices[maxChoices:]
	q.Left = len(rest)
	q.Choices = slices.Clip(q.Choices[:maxChoices])
	if i := slices.IndexFunc(rest, func(c choice) bool { return c.Checked }); i >= 0 {
		q.Choices, q.Left = append(q.Choices, rest[i]), q.Left-1
	}
}

// guess says who "me" may be: whoever is in the most rooms; in chats of two that are called by the
// other, the one whom they are not called by.
func (l *looked) guess(app string, all []choice) (name, why string) {
	most, next := choice{}, choice{}
	for _, c := range all {
		switch {
		case c.Rooms > most.Rooms:
			most, next = c, most
		case c.Rooms > next.Rooms:
			next = c
		}
	}
	if most.Rooms > 1 && most.Rooms > next.Rooms {
		return most.Name, guessRooms
	}
	if name := l.untitled(app); name != "" {
		return name, guessTitle
	}
	return "", ""
}

// untitled finds the one person who is in every chat of two that is called by the other.
func (l *looked) untitled(app string) string {
	members := map[export.ChatRef]map[string]bool{}
	for i := range l.people {
		p := &l.people[i]
		for _, c := range p.Chats {
			if p.App != app || p.Name() == "" {
				continue
			}
			if members[c.Chat] == nil {
				members[c.Chat] = map[string]bool{}
			}
			members[c.Chat][p.Name()] = true
		}
	}
	found := ""
	for i := range l.chats {
		names := members[l.chats[i].Ref]
		if len(names) != 2 || !names[l.chats[i].Title] {
			continue
		}
		for name := range names {
			switch {
			case name == l.chats[i].Title:
			case found == "" || found == name:
				found = name
			default:
				return ""
			}
		}
	}
	return found
}

// setMe notes who "me" is.
func (s *Server) setMe(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	app, name := r.PostForm.Get("app"), r.PostForm.Get("me")
	if !r.PostForm.Has("me") {
		return troubled(http.StatusUnprocessableEntity, "NobodyChosen", nil)
	}
	if name == "" { // whom we thought of is not taken back in any other way
		asks := in.asked()
		asks.self = answered(asks.self, app, "")
		return r.follow(w, s.read(in, asks))
	}
	err = in.change(r.Context(), func() error {
		if in.reading == nil || !slices.ContainsFunc(in.people, func(p store.PersonDetail) bool { return p.App == app && p.Name() == name }) {
			return errBadRequest
		}
		said := answered(in.asks.self, app, name)
		if err := in.looked.look(r.Context(), in.reading, said); err != nil {
			return err
		}
		in.asks.self = said
		return nil
	})
	if err != nil {
		return err
	}
	page, err := r.intakeShown(in, 0)
	if err != nil {
		return err
	}
	page.Focus = true
	return r.swap(w, "#look", "look", page)
}

// answered adds an answer to those that were given; "": it is left open.
func answered(said map[string]string, app, name string) map[string]string {
	all := map[string]string{app: name}
	for a, n := range said {
		if a != app {
			all[a] = n
		}
	}
	return all
}

// How long whoever changes an intake waits for those who read it, and how often they look.
const (
	holdFor   = 2 * time.Second
	holdEvery = 10 * time.Millisecond
)

// change runs f while nobody reads the intake.
func (in *intake) change(ctx context.Context, f func() error) error {
	tick := time.NewTicker(holdEvery)
	defer tick.Stop()
	for waited := time.Duration(0); !in.mu.TryLock(); waited += holdEvery {
		if waited > holdFor {
			return troubled(http.StatusConflict, "IntakeBusy", nil)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	defer in.mu.Unlock()
	if in.gone {
		return errNoIntake
	}
	return f()
}
