//go:build cgo

package serve

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"exile/cmd/internal/console"
	"exile/cmd/internal/lang"
	"exile/convert"
	"exile/export"
	"exile/export/store"
)

// keeping is what became of an intake that was put into the store.
type keeping struct {
	added []addedInput
	again bool // something was forgotten and may be added all the same
}

// addedInput is one export that was put into the store.
type addedInput struct {
	name   string
	report *convert.InReport
	chats  []export.ChatRef // of the store
}

// errStoreMeanwhile is told who asks for a store with a passphrase of its own while another tab
// has made one: that has another passphrase, and nothing is put there unsaid.
var errStoreMeanwhile = troubled(http.StatusConflict, "StoreMeanwhile", nil)

// keepIntake puts an intake into the store, which is made if there is none.
func (s *Server) keepIntake(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	again := r.PostForm.Get("again") != ""
	var opt createOptions
	fresh := false
	switch s.archive.state() {
	case lockedStore:
		return errLocked
	case noStore:
		fresh = true
		if opt, err = s.parseCreate(r); err != nil {
			return err
		}
	case plainStore, openStore:
		if r.PostForm.Has("keep") { // asked where there was none
			return errStoreMeanwhile
		}
	}
	j := s.start("IntakeKeeping", func(ctx context.Context, p *progress) (done, error) {
		k := &keeping{}
		add := func(st *store.Store) error { return k.add(ctx, s, in, p, st, again) }
		var err error
		if fresh {
			if s.archive.state() != noStore {
				return done{}, errStoreMeanwhile
			}
			opt.step = p.saving
			_, err = s.archive.create(ctx, opt, add)
		} else {
			err = s.archive.change(ctx, p.saving, add)
		}
		if err != nil {
			return done{}, err
		}
		if err := s.intakes.finish(in, k); err != nil {
			return done{}, err
		}
		if fresh {
			return done{Go: "made"}, nil
		}
		return done{Go: k.leadsTo(in)}, nil
	})
	return r.follow(w, j)
}

// add adds all that could be read to a store. Where all of it was there before, nothing is new.
func (k *keeping) add(ctx context.Context, s *Server, in *intake, p *progress, st *store.Store, again bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(in.ctx, cancel)()
	return in.look(func() error {
		fresh := false
		for _, g := range in.given {
			if g.report == nil {
				continue
			}
			e := p.engine()
			opt := in.asks.options(e, g)
			opt.KeepOriginals, opt.KeepMedia, opt.Again = true, true, again
			opt.Now, opt.Scratch, opt.Read.Self = s.opt.Now(), in.sealed().Dir, g.self(in.settled(in.asks.self))
			report, err := e.Add(ctx, g.input, st, opt)
			if err != nil {
				return err
			}
			chats, err := chatsOf(ctx, st, report.Source)
			if err != nil {
				return err
			}
			k.added = append(k.added, addedInput{g.name, report, chats})
			k.again = k.again || report.Forgotten || report.Partly
			fresh = fresh || !report.Known
		}
		if !fresh {
			return errNothingNew
		}
		return nil
	})
}

// chatsOf are the chats of the store in which a source stands.
func chatsOf(ctx context.Context, st *store.Store, source int64) ([]export.ChatRef, error) {
	exports, err := st.View().Exports(ctx)
	var chats []export.ChatRef
	for i := range exports {
		if e := &exports[i]; e.Source == source && !slices.Contains(chats, e.Chat) {
			chats = append(chats, e.Chat)
		}
	}
	return chats, err
}

// self is the name of "me" in an export, if it is settled who that is and they are there.
func (g *handed) self(names map[string]string) string {
	for i := range g.report.Chats {
		name, ok := names[g.report.Chats[i].App]
		if !ok {
			continue
		}
		for j := range g.report.People {
			if slices.Contains(g.report.People[j].Names, name) {
				return name
			}
		}
	}
	return ""
}

// leadsTo is the page that comes after keeping: the chat, where there is nothing to be told of it.
func (k *keeping) leadsTo(in *intake) string {
	if len(k.added) == 1 {
		a := &k.added[0]
		if !a.report.Known && len(a.chats) == 1 && len(a.report.Joined) == 0 && len(a.report.Apart) == 0 {
			return "chat/" + strconv.FormatInt(int64(a.chats[0]), 10)
		}
	}
	return "intake/" + in.id + "/kept"
}

// maxOver is how many intakes are remembered that are over, for the pages that tell of them.
const maxOver = 8

// finish notes what became of an intake. Its bytes are given up, unless they may be added again.
func (i *intakes) finish(in *intake, k *keeping) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	in.mu.Lock()
	defer in.mu.Unlock()
	in.kept = k
	if k.again {
		return nil
	}
	i.all = slices.DeleteFunc(i.all, func(other *intake) bool { return other == in })
	if i.over = append(i.over, in); len(i.over) > maxOver {
		i.over = i.over[1:]
	}
	in.end()
	return in.release()
}

// result is what became of the intake; nil: nothing yet.
func (in *intake) result() *keeping {
	in.mu.RLock()
	defer in.mu.RUnlock()
	return in.kept
}

// keptShown is what became of an intake, as its page tells it.
type keptShown struct {
	ID     string
	Inputs []keptInput
	Again  bool
}

type keptInput struct {
	Name, Known  string // known: that it was there before, in words
	Chats        int64
	Messages     int64
	Links        []titled
	Joined, Kept []string // chats that were there, and those kept apart, in words
}

// keptPage tells what became of an intake.
func (s *Server) keptPage(w http.ResponseWriter, r *request) error {
	in, err := s.intake(r.PathValue("id"))
	if err != nil {
		return err
	}
	k := in.result()
	if k == nil {
		return r.redirect(w, "intake/"+in.id)
	}
	page := keptShown{ID: in.id, Again: k.again}
	err = s.archive.read(r.Context(), func(st *store.Store) error {
		chats, err := st.View().Chats(r.Context())
		for i := range k.added {
			page.Inputs = append(page.Inputs, r.keptInput(&k.added[i], chats))
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.page(w, "add", "kept", page)
}

func (r *request) keptInput(a *addedInput, chats []export.Chat) keptInput {
	shown := keptInput{Name: shortName(a.name), Chats: int64(len(a.chats)), Messages: a.report.Ledger.Messages}
	v := lang.V{"name": shown.Name}
	switch {
	case a.report.Forgotten:
		shown.Known = r.say("KeptForgotten", v)
	case a.report.Partly:
		shown.Known = r.say("KeptPartly", v)
	case a.report.Known:
		shown.Known = r.say("KeptKnown", v)
	}
	for i := range chats {
		if slices.Contains(a.chats, chats[i].Ref) {
			shown.Links = append(shown.Links, titled{int64(chats[i].Ref), r.titleOf(&chats[i])})
		}
	}
	for i := range a.report.Joined {
		shown.Joined = append(shown.Joined, r.joined(&a.report.Joined[i]))
	}
	for i := range a.report.Apart {
		shown.Kept = append(shown.Kept, r.apart(&a.report.Apart[i]))
	}
	return shown
}

// joined says that a chat was there before, and what is new of it.
func (r *request) joined(j *convert.Joined) string {
	why := lang.V{"equal": j.Equal, "into": r.titleOf(&export.Chat{Title: j.Into})}
	return r.say("KeptJoined", lang.V{
		"title": r.titleOf(&export.Chat{Title: j.Title}), "why": r.joinReason(j.Why, why),
		"new": j.New, "refined": j.Refined, "here": j.OnlyHere, "before": j.OnlyBefore,
	})
}

// apart says that a chat may be one that was there, and why it was kept apart.
func (r *request) apart(p *convert.Apart) string {
	v := lang.V{"title": r.titleOf(&export.Chat{Title: p.Title}), "of": r.titleOf(&export.Chat{Title: p.Of})}
	switch p.Why { //nolint:exhaustive // the others differ in their reason alone
	case convert.WhyShifted:
		v["shift"] = r.shift(p.Shift)
		if p.Shift < 0 {
			return r.say("KeptEarlier", v)
		}
		return r.say("KeptLater", v)
	case convert.WhySwapped:
		return r.say("KeptSwapped", v)
	}
	v["why"] = r.joinReason(p.Why, lang.V{"overlap": p.Overlap, "equal": p.Equal})
	return r.say("KeptApart", v)
}

// shift is by how much times differ.
func (r *request) shift(minutes int64) string {
	minutes = max(minutes, -minutes)
	var parts []string
	if h := minutes / 60; h > 0 {
		parts = append(parts, r.lang.Say(lang.Hours, lang.V{"n": h}))
	}
	if m := minutes % 60; m > 0 {
		parts = append(parts, r.lang.Say(lang.Minutes, lang.V{"n": m}))
	}
	return strings.Join(parts, " ")
}

func (r *request) joinReason(why convert.Why, v lang.V) string {
	t, ok := lang.JoinReason(string(why))
	if !ok {
		return console.Clean(string(why))
	}
	return r.lang.Say(t, v)
}
