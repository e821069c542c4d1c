//go:build cgo

package serve

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/problems"
	"exile/export"
	"exile/export/store"
)

// source is something that was added.
type sourced struct {
	ID       int64
	Input    string // "": it was forgotten
	App      string
	Variants []string
	Why      string
	Added    string
	Size     string
	SHA256   string
	Figures  []figure
	Balance  string
	Uneven   bool
	Chats    []titled
	Problems []told
}

// figure is a number of a ledger.
type figure struct{ Name, Value string }

// told is a problem in words.
type told struct {
	Class            string
	Sentence, Remedy string
}

func (s *Server) sourcesPage(w http.ResponseWriter, r *request) error {
	var all []sourced
	err := s.archive.read(r.Context(), func(st *store.Store) error {
		sources, err := st.Sources(r.Context())
		if err != nil {
			return err
		}
		exports, err := st.View().Exports(r.Context())
		if err != nil {
			return err
		}
		at := map[int64]int{}
		for i := range sources {
			at[sources[i].ID] = i
			all = append(all, r.sourced(&sources[i]))
		}
		for i := range exports {
			e := &exports[i]
			if n, ok := at[e.Source]; ok && len(all[n].Chats) < maxTitles {
				all[n].Chats = append(all[n].Chats, titled{int64(e.Chat), r.titleOf(&export.Chat{Title: e.Title})})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.page(w, "sources", "sources", all)
}

// maxTitles is how many chats of a source are listed.
const maxTitles = 100

func (r *request) sourced(s *store.Source) sourced {
	one := sourced{
		ID: s.ID, Input: oneLine(s.Input), App: r.formatTitle(s.Format), Why: oneLine(s.Why), SHA256: s.SHA256,
		Added: dayText(s.Added.In(r.s.opt.Now().Location())), Size: size(s.Size), Figures: r.figures(&s.Ledger),
	}
	for i := range s.Profiles {
		said := s.Profiles[i].Variant
		if t, ok := lang.Trait(said); ok {
			said = r.lang.Say(t, nil)
		}
		one.Variants = addNew(one.Variants, oneLine(said))
	}
	if l := &s.Ledger; l.Counted > 0 {
		one.Balance, one.Uneven = r.lang.Say(lang.PageBalanced, nil), !l.Balanced()
		if one.Uneven {
			one.Balance = r.lang.Say(lang.PageUneven, lang.V{"lines": l.Lines, "counted": l.Counted})
		}
	}
	for _, p := range problems.Of(r.lang, lang.WindowProblem, s.Problems...) {
		one.Problems = append(one.Problems, told{string(p.Class()), p.Sentence, p.Remedy})
	}
	return one
}

func (r *request) figures(l *export.Ledger) []figure {
	var list []figure
	for _, f := range lang.Figures(l) {
		list = append(list, figure{r.lang.Say(f.Name, nil), lang.Number(f.N)})
	}
	return list
}

// toUndo is what undoing takes out, to be agreed to.
type toUndo struct {
	ID    int64
	Input string
	Lines []string
}

// id is the number in an address.
func (r *request) id() (int64, error) {
	n, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, errNoSuchPage
	}
	return n, nil
}

// askUndo finds out what undoing a source would take out, for which it is undone in a copy.
func (s *Server) askUndo(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	j := s.start("JobAskUndo", func(ctx context.Context, p *progress) (done, error) {
		err := s.archive.change(ctx, p.step, func(st *store.Store) error {
			ask, err := r.wouldUndo(ctx, st, id)
			if err != nil {
				return err
			}
			s.mu.Lock()
			s.undoing = ask
			s.mu.Unlock()
			return errNothingNew
		})
		return done{Go: "sources/" + strconv.FormatInt(id, 10) + "/undo"}, err
	})
	return r.follow(w, j)
}

func (r *request) wouldUndo(ctx context.Context, st *store.Store, id int64) (*toUndo, error) {
	ask := &toUndo{ID: id}
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for i := range sources {
		if sources[i].ID == id {
			ask.Input = oneLine(sources[i].Input)
		}
	}
	would, err := st.WouldUndo(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, line := range []struct {
		text lang.Text
		v    lang.V
		n    int64
	}{
		{lang.UndoMessages, lang.V{"messages": would.Messages, "notices": would.Notices}, 1},
		{lang.UndoMedia, lang.V{"n": would.Media}, would.Media},
		{lang.UndoOriginals, lang.V{"n": would.Originals}, would.Originals},
		{lang.UndoChats, lang.V{"n": would.Chats}, would.Chats},
		{lang.UndoPeople, lang.V{"n": would.People}, would.People},
		{lang.UndoShared, lang.V{"n": would.Shared}, would.Shared},
	} {
		if line.n > 0 {
			ask.Lines = append(ask.Lines, oneLine(r.lang.Say(line.text, line.v)))
		}
	}
	return ask, nil
}

// undoPage asks whether a source is to be undone, once it is known what that takes out.
func (s *Server) undoPage(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	if s.storeState() == string(lockedStore) {
		return errLocked
	}
	s.mu.Lock()
	ask := s.undoing
	s.mu.Unlock()
	if ask == nil || ask.ID != id {
		return r.redirect(w, "sources")
	}
	return r.page(w, "sources", "askundo", ask)
}

// forgetUndo forgets what was asked about.
func (s *Server) forgetUndo() {
	s.mu.Lock()
	s.undoing = nil
	s.mu.Unlock()
}

func (s *Server) undo(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	j := s.start("JobUndo", func(ctx context.Context, p *progress) (done, error) {
		err := s.archive.change(ctx, p.saving, func(st *store.Store) error {
			err := st.Undo(ctx, id)
			if errors.Is(err, store.ErrLeft) { // the store is changed
				return nil
			}
			return err
		})
		s.forgetUndo()
		return done{Go: "sources"}, err
	})
	return r.follow(w, j)
}
