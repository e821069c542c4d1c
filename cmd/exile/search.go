//go:build cgo

package main

import (
	"bufio"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/cmd/internal/progress"
	"exile/export"
	"exile/export/query"
	"exile/export/store"
)

// searching is one run of search.
type searching struct {
	*app
	limit, context int
	oldest         bool

	query  query.Query
	people []export.Person
	chats  []export.Chat
}

func newSearch(a *app) *cobra.Command {
	s := &searching{app: a}
	cmd := a.command("search", lang.HelpSearch)
	cmd.Example = "  exile search 안녕\n  exile search 'from:서연 has:photo after:2026-01'\n  exile search \"겨울 바다\" -ㅋㅋ --context 2"
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return s.run(cmd.Context(), args) }
	cmd.ValidArgsFunction = completeQuery
	f := cmd.Flags()
	f.IntVar(&s.limit, "limit", 20, a.say(lang.FlagSearchLimit, nil))
	f.BoolVar(&s.oldest, "oldest", false, a.say(lang.FlagSearchOldest, nil))
	f.IntVar(&s.context, "context", 0, a.say(lang.FlagSearchContext, nil))
	return cmd
}

// maxContext is more than anybody reads around a message.
const maxContext = 100

func (s *searching) run(ctx context.Context, args []string) error {
	var err error
	if s.query, err = query.Parse(args...); err != nil {
		return s.badQuery(err)
	}
	switch {
	case s.limit < 0:
		return s.misused(lang.BadFlagValue, lang.V{"name": "--limit", "value": s.limit})
	case s.context < 0 || s.context > maxContext:
		return s.misused(lang.BadFlagValue, lang.V{"name": "--context", "value": s.context})
	}
	st, err := s.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	return about(s.search(ctx, st.Store), st.path)
}

func (s *searching) search(ctx context.Context, st *store.Store) error {
	var err error
	if s.people, err = st.View().People(ctx); err != nil {
		return err
	}
	if s.chats, err = st.View().Chats(ctx); err != nil {
		return err
	}
	w, err := store.Named(s.query, s.people, s.chats)
	if err != nil {
		return s.notNamed(err)
	}
	opt := store.SearchOptions{Limit: s.limit, Oldest: s.oldest, Context: s.context}
	step, done := s.indexBar()
	opt.Progress = step
	out := bufio.NewWriter(s.stdout)
	write := s.printer(out)
	if s.json {
		write = s.encoder(out)
	}
	n, left := 0, int64(0)
	for h, err := range st.Search(ctx, w, opt) {
		done()
		if err != nil {
			return errors.Join(err, out.Flush())
		}
		if err := write(h); err != nil {
			return err
		}
		n++
		left = h.Left
	}
	done()
	if err := out.Flush(); err != nil {
		return err
	}
	s.tellRest(n, left)
	return nil
}

// notNamed says whom or which chat a query names that is not there.
func (s *searching) notNamed(err error) error {
	unknown, ok := errors.AsType[*store.UnknownNameError](err)
	switch {
	case !ok:
		return err
	case unknown.Chat:
		return &told{statusNotFound, lang.NoChat, lang.V{"name": clean(unknown.Name)}}
	}
	return noPerson(s.people, unknown.Name)
}

// tellRest says what was not shown.
func (s *searching) tellRest(n int, left int64) {
	switch v := (lang.V{"n": left, "limit": 5 * s.limit}); {
	case n == 0:
		s.tell(s.say(lang.NothingFound, nil))
	case left > store.MaxLeft:
		v["n"] = int64(store.MaxLeft)
		s.tell(s.say(lang.ManyMoreFound, v))
	case left > 0:
		s.tell(s.say(lang.MoreFound, v))
	}
}

// indexBar shows how the index grows.
func (s *searching) indexBar() (step func(done, total int64), clear func()) {
	if !s.showsProgress() {
		return nil, func() {}
	}
	bar := progress.New(s.stderr)
	return func(done, total int64) {
		bar.Update(progress.State{Title: s.say(lang.StageSearch, nil), Done: done, Total: total})
	}, bar.Clear
}

// badQuery says what about a query was not understood.
func (s *searching) badQuery(err error) error {
	bad, ok := errors.AsType[*query.Error](err)
	if !ok {
		return err
	}
	v := lang.V{"name": bad.Name, "value": clean(bad.Value), "values": hasList(", ")}
	if bad.Why == query.BadDate {
		return s.misused(lang.BadDay, v)
	}
	return &usageError{Sentence: s.say(lang.QueryTrouble(bad.Why), v), Hint: s.say(lang.QueryExample, nil)}
}
