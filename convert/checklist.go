//go:build cgo

package convert

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"exile/export"
	"exile/export/store"
)

// Stale is how long after its last export a chat is to be exported again.
const Stale = 90 * 24 * time.Hour

// RoomState is what a store has of a chat, and what to do about it.
type RoomState struct {
	Chat     export.Chat
	Last     time.Time // of its last message; zero: none is known
	Exported time.Time // when it was last exported, or if no export says so, its last message
	Variants []string  // what wrote its exports, as readers call it, newest first
	Exports  int64
	Missing  map[export.FileKind]int64 // files that are named and not there, but for those that expired
	Expired  int64
	Advice   []Advice // what to do, the first thing first; none: nothing
}

// Advice is one thing to do, and how many days or files it is about.
type Advice struct {
	Do Todo
	N  int64
}

// Todo names what a person can do about a chat.
type Todo string

// What there is to do.
const (
	TodoExport    Todo = "export-again"           // it was not exported for N days
	TodoMedia     Todo = "export-with-media"      // N files are missing, and the app exports them
	TodoPhone     Todo = "export-from-the-phone"  // N files are missing, and computers do not export them
	TodoDesktop   Todo = "export-media-too"       // N files are missing, and were not asked for
	TodoSave      Todo = "save-from-the-chat"     // N files are missing, and the app exports none
	TodoDocuments Todo = "save-documents"         // N documents are missing, which hardly any app exports
	TodoAsk       Todo = "ask-who-sent-the-files" // N files are gone from the app
)

// Checklist tells the state of every chat of a store at a moment, those for which
// there is something to do first, and of these the ones exported longest ago.
func Checklist(ctx context.Context, st *store.Store, now time.Time) ([]RoomState, error) {
	view := st.View()
	chats, err := view.Chats(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]RoomState, len(chats))
	at := make(map[export.ChatRef]*RoomState, len(chats))
	for i := range chats {
		list[i] = RoomState{Chat: chats[i], Missing: map[export.FileKind]int64{}}
		at[chats[i].Ref] = &list[i]
		last, err := view.Page(ctx, chats[i].Ref, 0, 1, 0)
		if err != nil {
			return nil, err
		}
		for _, m := range last {
			list[i].Last = m.Time.T
		}
	}
	if err := addExports(ctx, st, at); err != nil {
		return nil, err
	}
	absent, err := view.Absent(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range absent {
		room := at[a.Chat]
		switch {
		case room == nil:
		case a.State == export.FileExpired:
			room.Expired += a.Files
		default:
			room.Missing[a.Kind] += a.Files
		}
	}
	for i := range list {
		list[i].Advice = list[i].advise(now)
	}
	slices.SortStableFunc(list, func(a, b RoomState) int {
		if done := cmp.Compare(min(len(b.Advice), 1), min(len(a.Advice), 1)); done != 0 || len(a.Advice) == 0 {
			return done
		}
		return a.Exported.Compare(b.Exported)
	})
	return list, nil
}

// addExports tells each chat of its exports.
func addExports(ctx context.Context, st *store.Store, at map[export.ChatRef]*RoomState) error {
	sources, err := st.Sources(ctx)
	if err != nil {
		return err
	}
	exports, err := st.View().Exports(ctx)
	if err != nil {
		return err
	}
	variants := variantsOf(sources)
	slices.SortStableFunc(exports, func(a, b store.Export) int { return b.Newest.Compare(a.Newest) })
	for i := range exports {
		e := &exports[i]
		room := at[e.Chat]
		if room == nil {
			continue
		}
		room.Exports++
		if e.Newest.After(room.Exported) {
			if room.Exported = e.Newest; e.Saved.IsZero() && !room.Last.IsZero() { // of a message: its day is the chat's
				room.Exported = e.Newest.In(room.Last.Location())
			}
		}
		v := cmp.Or(variants[origin{e.Source, e.From.Input, e.From.File}], variants[origin{source: e.Source}])
		if v != "" && !slices.Contains(room.Variants, v) {
			room.Variants = append(room.Variants, v)
		}
	}
	return nil
}

// origin is a file of a source; without a name, any of them.
type origin struct {
	source      int64
	input, file string
}

// variantsOf tells what wrote each file.
func variantsOf(sources []store.Source) map[origin]string {
	variants := map[origin]string{}
	for i := range sources {
		for j := range sources[i].Profiles {
			p := &sources[i].Profiles[j]
			for _, k := range []origin{{sources[i].ID, p.From.Input, p.From.File}, {source: sources[i].ID}} {
				if variants[k] == "" {
					variants[k] = p.Variant
				}
			}
		}
	}
	return variants
}

// advise finds what there is to do.
func (r *RoomState) advise(now time.Time) []Advice {
	var all []Advice
	if age := now.Sub(r.Exported); !r.Exported.IsZero() && age >= Stale {
		all = append(all, Advice{TodoExport, int64(age / (24 * time.Hour))})
	}
	if n := r.media(); n > 0 {
		all = append(all, Advice{r.way(), n})
	}
	if n := r.Missing[export.FileDocument]; n > 0 {
		all = append(all, Advice{TodoDocuments, n})
	}
	if r.Expired > 0 {
		all = append(all, Advice{TodoAsk, r.Expired})
	}
	return all
}

// media counts the missing files that exports with media have. Stickers and contacts
// hardly ever come along.
func (r *RoomState) media() int64 {
	return r.Missing[export.FilePhoto] + r.Missing[export.FileVideo] + r.Missing[export.FileVoice] + r.Missing[export.FileAudio]
}

// way is how missing media can be had, which depends on the app and on where it was
// exported.
func (r *RoomState) way() Todo {
	switch {
	case r.Chat.App == "line":
		return TodoSave
	case r.Chat.App == "telegram":
		return TodoDesktop
	case len(r.Variants) > 0 && !slices.ContainsFunc(r.Variants, ofPhone):
		return TodoPhone
	}
	return TodoMedia
}

// ofPhone reports whether a phone wrote an export.
func ofPhone(variant string) bool {
	return !strings.HasPrefix(variant, "windows") && !strings.HasPrefix(variant, "mac")
}

// Lacks counts the files that are named and not there.
func (r *RoomState) Lacks() int64 {
	n := r.Expired
	for _, missing := range r.Missing {
		n += missing
	}
	return n
}
