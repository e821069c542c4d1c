//go:build cgo

package convert

import (
	"context"
	"iter"
	"reflect"
	"slices"
	"time"

	"exile/export"
	"exile/export/store"
	"exile/formats"
)

// WithVersions is a history of a store in which messages have, as Edits, also the older
// states that single exports told of them: what was said before it was deleted or
// edited. When a state was replaced no export says.
func WithVersions(h formats.History, view *store.View) formats.History { return withVersions{h, view} }

// withVersions is such a history.
type withVersions struct {
	formats.History
	view *store.View
}

// Count counts a chat's messages and notices.
func (v withVersions) Count(ctx context.Context, chat export.ChatRef) (messages, notices int64, first, last time.Time, err error) {
	return v.view.Count(ctx, chat)
}

// Messages yields a chat's messages. The older states of the chat are in memory
// meanwhile; there are few.
func (v withVersions) Messages(ctx context.Context, chat export.ChatRef, r export.Range) iter.Seq2[*export.Message, error] {
	return func(yield func(*export.Message, error) bool) {
		states, err := Versions(ctx, v.view, chat)
		if err != nil {
			yield(nil, err)
			return
		}
		for m, err := range v.History.Messages(ctx, chat, r) {
			if err == nil {
				m.Edits = withStates(m.Edits, states[m.ID])
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// Versions returns the older states of a chat's messages, of each the oldest export's
// first, and none twice.
func Versions(ctx context.Context, view *store.View, chat export.ChatRef) (map[export.MessageID][]store.Version, error) {
	states := map[export.MessageID][]store.Version{}
	for v, err := range view.Versions(ctx, chat) {
		if err != nil {
			return nil, err
		}
		list := states[v.Message]
		same := func(o store.Version) bool { return reflect.DeepEqual(o.Told.Content, v.Told.Content) }
		list = slices.DeleteFunc(list, same) // the oldest that told it stays
		states[v.Message] = append(list, v)
	}
	for _, list := range states {
		slices.Reverse(list) // they come with the newest first
	}
	return states, nil
}

// withStates puts older states before the edits that the app itself told of, unless
// those have them.
func withStates(edits []export.Edit, states []store.Version) []export.Edit {
	var all []export.Edit
	for _, v := range states {
		if !slices.ContainsFunc(edits, func(e export.Edit) bool { return reflect.DeepEqual(e.Content, v.Told.Content) }) {
			all = append(all, export.Edit{Content: v.Told.Content})
		}
	}
	if len(all) == 0 {
		return edits
	}
	return append(all, edits...)
}
