//go:build cgo

package main

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
)

func newMerge(a *app) *cobra.Command {
	cmd := a.command("merge", lang.HelpMerge)
	cmd.Example = "  exile merge 1 4"
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if len(args) < 2 {
			return a.misused(lang.NeedsChats, nil)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.mergeChats(cmd.Context(), args) }
	return cmd
}

// mergeChats makes one chat of several: the first that is named.
func (a *app) mergeChats(ctx context.Context, names []string) error {
	var path string
	var into *export.Chat
	var done []store.United
	err := a.changeStore(ctx, func(st *store.Store) error {
		path = st.Dir()
		chats, err := a.chatsToMerge(ctx, st, names)
		if err != nil {
			return err
		}
		into = chats[0]
		var from []export.ChatRef
		for _, c := range chats[1:] {
			from = append(from, c.Ref)
		}
		done, err = st.UniteChats(ctx, into.Ref, from...)
		return err
	})
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(struct {
			Status status         `json:"status"`
			Store  string         `json:"store"`
			Chat   int64          `json:"chat"`
			Merged []store.United `json:"merged"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, path, int64(into.Ref), done, a.doubts})
	}
	for i := range done {
		a.tellMerged(&done[i], into)
	}
	return nil
}

// chatsToMerge finds the chats that are to be one.
func (a *app) chatsToMerge(ctx context.Context, st *store.Store, names []string) ([]*export.Chat, error) {
	var chats []*export.Chat
	for _, name := range names {
		c, err := findChat(ctx, st.View(), name)
		if err != nil {
			return nil, err
		}
		v := lang.V{"name": a.shortTitle(c.Title), "chat": number64(c.Ref)}
		if slices.ContainsFunc(chats, func(other *export.Chat) bool { return other.Ref == c.Ref }) {
			return nil, &told{statusUsage, lang.MergeTwice, v}
		}
		if len(chats) > 0 && c.App != chats[0].App {
			v["app"], v["other"] = a.appTitle(c.App), a.appTitle(chats[0].App)
			return nil, &told{statusRefused, lang.MergeApps, v}
		}
		chats = append(chats, c)
	}
	return chats, nil
}

func (a *app) tellMerged(u *store.United, into *export.Chat) {
	v := lang.V{
		"title": a.shortTitle(u.Title), "from": number64(u.From), "chat": number64(into.Ref), "into": a.shortTitle(into.Title),
		"both": u.Both, "refined": u.Refined, "new": u.New, "here": u.OnlyFrom, "before": u.OnlyInto,
	}
	a.tell(a.say(lang.LineMerged, v))
	if u.Both == 0 && u.OnlyFrom+u.OnlyInto > 0 {
		a.tell(a.say(lang.NothingCommon, v))
	}
}

// splitting is one run of split.
type splitting struct {
	*app
	exports []string
}

func newSplit(a *app) *cobra.Command {
	s := &splitting{app: a}
	cmd := a.command("split", lang.HelpSplit)
	cmd.Example = "  exile split 1\n  exile split 1 --export 3"
	cmd.Args = a.oneArg(lang.NeedsChat)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return s.run(cmd.Context(), args[0]) }
	cmd.Flags().StringArrayVar(&s.exports, "export", nil, a.say(lang.FlagSplitExport, nil))
	return cmd
}

func (s *splitting) run(ctx context.Context, name string) error {
	var path string
	var chat *export.Chat
	var split export.ChatRef
	var gone []exported
	err := s.changeStore(ctx, func(st *store.Store) error {
		path = st.Dir()
		var err error
		if chat, err = findChat(ctx, st.View(), name); err != nil {
			return err
		}
		all, err := s.exportsOf(ctx, st, chat.Ref)
		if err != nil {
			return err
		}
		ids, err := s.choose(ctx, st, chat, all)
		if err != nil {
			return err
		}
		gone = slices.DeleteFunc(all, func(e exported) bool { return !slices.Contains(ids, e.ID) })
		split, err = st.SplitChat(ctx, chat.Ref, ids...)
		if errors.Is(err, store.ErrWholeChat) {
			return &told{statusUsage, lang.SplitWhole, lang.V{"name": s.shortTitle(chat.Title)}}
		}
		return err
	})
	if err != nil {
		return err
	}
	if s.json {
		return s.printJSON(struct {
			Status  status     `json:"status"`
			Store   string     `json:"store"`
			Chat    int64      `json:"chat"`
			Split   int64      `json:"split"` // the new chat
			Exports []exported `json:"exports"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, path, int64(chat.Ref), int64(split), gone, s.doubts})
	}
	var names []string
	for i := range gone {
		names = append(names, s.inputOf(gone[i].Input))
	}
	s.tell(s.say(lang.LineSplit, lang.V{
		"names": s.few(names), "title": s.shortTitle(chat.Title), "chat": number64(chat.Ref), "split": number64(split),
	}))
	return nil
}

// exported is an export of a chat, with its input.
type exported struct {
	ID     int64  `json:"export"`
	Source int64  `json:"source"`
	Input  string `json:"input"`
	Title  string `json:"title"`
	Number int64  `json:"messages_and_notices"`
}

// exportsOf lists the exports that a chat is made of.
func (s *splitting) exportsOf(ctx context.Context, st *store.Store, chat export.ChatRef) ([]exported, error) {
	exports, err := st.View().Exports(ctx)
	if err != nil {
		return nil, err
	}
	inputs, err := inputsOf(ctx, st)
	if err != nil {
		return nil, err
	}
	var list []exported
	for i := range exports {
		if e := &exports[i]; e.Chat == chat {
			list = append(list, exported{e.ID, e.Source, inputs[e.Source], e.Title, e.Records})
		}
	}
	return list, nil
}

// inputsOf are the names of all inputs by their numbers.
func inputsOf(ctx context.Context, st *store.Store) (map[int64]string, error) {
	sources, err := st.Sources(ctx)
	names := make(map[int64]string, len(sources))
	for i := range sources {
		names[sources[i].ID] = sources[i].Input
	}
	return names, err
}

// choose settles which exports go: those named, or those of the one chat that was
// merged into this one.
func (s *splitting) choose(ctx context.Context, st *store.Store, chat *export.Chat, all []exported) ([]int64, error) {
	v := lang.V{"name": s.shortTitle(chat.Title), "chat": number64(chat.Ref)}
	if len(all) < 2 {
		return nil, &told{statusUsage, lang.SplitOne, v}
	}
	var ids []int64
	for _, name := range s.exports {
		n, err := strconv.ParseInt(name, 10, 64)
		if err != nil || !slices.ContainsFunc(all, func(e exported) bool { return e.ID == n }) {
			v["value"] = clean(name)
			s.showExports(all)
			return nil, &told{statusNotFound, lang.NoSuchExport, v}
		}
		ids = append(ids, n)
	}
	if len(ids) > 0 {
		return ids, nil
	}
	merged, err := st.View().Mergers(ctx, chat.Ref)
	switch {
	case err != nil:
		return nil, err
	case len(merged) == 1:
		return merged[0], nil
	}
	s.showExports(all)
	return nil, &told{statusUsage, lang.SplitWhich, v}
}

// showExports lists exports for somebody who has to choose.
func (s *splitting) showExports(all []exported) {
	rows := [][]string{{
		s.say(lang.ColNumber, nil), s.say(lang.ColInput, nil), s.say(lang.ColTitle, nil), s.say(lang.ColMessages, nil),
	}}
	for i := range all {
		e := &all[i]
		rows = append(rows, []string{
			strconv.FormatInt(e.ID, 10), short(s.inputOf(e.Input), widestInput), s.shortTitle(e.Title), lang.Number(e.Number),
		})
	}
	s.tell(table(rows, 0, 3))
}
