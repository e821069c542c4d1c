//go:build cgo

package main

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"exile/cmd/internal/lang"
	"exile/crypto"
	"exile/export"
	"exile/export/store"
)

func newSources(a *app) *cobra.Command {
	cmd := a.command("sources", lang.HelpSources)
	cmd.Args = a.noArgs
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.sources(cmd.Context()) }
	return cmd
}

// sourced is a source in the JSON of sources.
type sourced struct {
	ID       int64         `json:"id"`
	Added    time.Time     `json:"added"`
	Input    string        `json:"input"` // "": it was forgotten
	Format   string        `json:"format"`
	Variants []string      `json:"variants,omitempty"`
	Size     int64         `json:"size"`
	SHA256   string        `json:"sha256,omitempty"`
	Ledger   export.Ledger `json:"ledger"`
	Chats    []chatTold    `json:"chats"`
}

// chatTold is a chat that a source tells of.
type chatTold struct {
	Number   int64  `json:"number"` // of the chat in the store
	Title    string `json:"title"`  // as this source has it
	Messages int64  `json:"messages_and_notices"`
}

func (a *app) sources(ctx context.Context) error {
	st, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer st.Close() //nolint:errcheck // opened for reading
	all, err := a.allSourced(ctx, st)
	if err != nil {
		return about(err, st.path)
	}
	if a.json {
		return a.printJSON(struct {
			Status  status    `json:"status"`
			Store   string    `json:"store"`
			Sources []sourced `json:"sources"`

			Suspicions []crypto.Suspicion `json:"suspicions,omitempty"`
		}{statusDone, st.path, all, a.doubts})
	}
	if len(all) == 0 {
		a.tell(a.say(lang.NoSources, nil))
		return nil
	}
	return a.print(strings.TrimRight(a.sourceTable(all), "\n"))
}

func (a *app) allSourced(ctx context.Context, st *opened) ([]sourced, error) {
	sources, err := st.Sources(ctx)
	if err != nil {
		return nil, err
	}
	exports, err := st.View().Exports(ctx)
	if err != nil {
		return nil, err
	}
	all := []sourced{}
	at := map[int64]int{}
	for i := range sources {
		s := &sources[i]
		at[s.ID] = i
		all = append(all, sourced{
			ID: s.ID, Added: s.Added, Input: s.Input, Format: s.Format, Variants: variantsOf(s),
			Size: s.Size, SHA256: s.SHA256, Ledger: s.Ledger, Chats: []chatTold{},
		})
	}
	for i := range exports {
		e := &exports[i]
		if n, ok := at[e.Source]; ok {
			all[n].Chats = append(all[n].Chats, chatTold{int64(e.Chat), e.Title, e.Records})
		}
	}
	return all, nil
}

// variantsOf is what wrote the files of a source, as the reader calls it.
func variantsOf(s *store.Source) []string {
	var all []string
	for i := range s.Profiles {
		all = addNew(all, s.Profiles[i].Variant)
	}
	return all
}

const (
	widestInput = 28 // columns of an input's name in a table
	widestChats = 28
	shortSum    = 8 // letters of a sum that tell inputs apart
)

func (a *app) sourceTable(all []sourced) string {
	media := slices.ContainsFunc(all, func(s sourced) bool { return s.Ledger.Files > 0 })
	unread := slices.ContainsFunc(all, func(s sourced) bool { return s.Ledger.Unread > 0 })
	var rows [][]string
	row := func(no, added, input, kind, size, messages, notices, files, odd, sum, chats string) {
		cells := []string{no, added, input, kind, size, messages, notices}
		if media {
			cells = append(cells, files)
		}
		if unread {
			cells = append(cells, odd)
		}
		rows = append(rows, append(cells, sum, chats))
	}
	say := func(t lang.Text) string { return a.say(t, nil) }
	row(say(lang.ColNumber), say(lang.ColAdded), say(lang.ColInput), say(lang.LabelFormat), say(lang.ColSize), say(lang.ColMessages),
		say(lang.ColNotices), say(lang.ColMedia), say(lang.ColUnread), say(lang.ColSum), say(lang.ColSourceChats))
	for i := range all {
		s := &all[i]
		l := &s.Ledger
		row(
			strconv.FormatInt(s.ID, 10), s.Added.In(a.now.Location()).Format(time.DateOnly), short(a.inputOf(s.Input), widestInput), a.kindOf(s),
			bytesOf(s.Size), lang.Number(l.Messages), lang.Number(l.Notices), foundOf(l), lang.Number(l.Unread),
			s.SHA256[:min(len(s.SHA256), shortSum)], a.titlesOf(s.Chats),
		)
	}
	right := []int{0, 4, 5, 6}
	for i := 7; i < len(rows[0])-2; i++ {
		right = append(right, i)
	}
	return table(rows, right...)
}

// inputOf is an input's name for a terminal.
func (a *app) inputOf(name string) string {
	if name == "" {
		return a.say(lang.SourceForgotten, nil)
	}
	return clean(name)
}

// kindOf is the app and what of it wrote a source.
func (a *app) kindOf(s *sourced) string {
	var words []string
	for _, v := range s.Variants {
		if lang.IsVersion(v) {
			continue
		}
		words = append(words, clean(a.trait(v)))
	}
	kind := a.appTitle(s.Format)
	if len(words) > 0 {
		kind += ", " + strings.Join(words, "/")
	}
	return short(kind, greatestName)
}

// foundOf is how many files are there, of how many that are named.
func foundOf(l *export.Ledger) string {
	if l.Files == 0 {
		return ""
	}
	return lang.Number(l.Found) + "/" + lang.Number(l.Files)
}

// titlesOf names the first chat, and says how many others there are.
func (a *app) titlesOf(chats []chatTold) string {
	if len(chats) == 0 {
		return ""
	}
	first := strings.TrimSpace(clean(chats[0].Title))
	if first == "" {
		first = a.say(lang.Untitled, nil)
	}
	if len(chats) == 1 {
		return short(first, widestChats)
	}
	return a.say(lang.AndMore, lang.V{"names": short(first, widestChats-8), "n": len(chats) - 1})
}

// findSource finds a source by its number.
func (a *app) findSource(ctx context.Context, st *opened, name string) (*store.Source, error) {
	all, err := st.Sources(ctx)
	if err != nil {
		return nil, about(err, st.path)
	}
	id, err := strconv.ParseInt(name, 10, 64)
	i := slices.IndexFunc(all, func(s store.Source) bool { return s.ID == id })
	if err != nil || i < 0 {
		return nil, &told{statusNotFound, lang.UnknownSource, lang.V{"name": clean(name)}}
	}
	return &all[i], nil
}
